"""The words under the symbol of a person: name, what they are called, years of life, and whose neighbour they are."""

from uuid import UUID

from kith.people.pictures.kin import Kin, Person, Sort
from kith.people.pictures.shapes import COLUMN_MOST, FONT
from kith.people.pictures.text import shortened, wrapped


def label_of(kin: Kin, p: Person, centre: UUID | None) -> list[tuple[str, bool]]:
    """Return the lines under a symbol; the flag says bold."""
    out = [(line, True) for line in wrapped(p.name, COLUMN_MOST, 2, FONT, bold=True)]
    word = own_word(kin, p.id, centre)
    if word:
        out.append((shortened(f"“{word}”", COLUMN_MOST, FONT), False))
    life = ""
    if p.died:
        life = f"{p.born.year}–{p.died.year}" if p.born else f"died {p.died.year}"
    elif p.is_unborn and p.expected:
        life = f"due {p.expected.day} {p.expected:%b %Y}"
    elif p.years is not None and p.years < 2:
        life = p.age
    elif p.born:
        life = f"born {p.born.year}"
    if life:
        out.append((shortened(life, COLUMN_MOST, FONT), False))
    relation = _without_a_line(kin, p.id)
    if relation:
        out += [(line, False) for line in wrapped(relation, COLUMN_MOST, 2, FONT)]
    return out


def _without_a_line(kin: Kin, person: UUID) -> str:
    """Return what a person is to another when no line of the drawing shows it: neighbour of Leo."""
    lined = {w for p in kin.parents if p.sort is not Sort.STEP for w in (p.parent, p.child)}
    lined |= {w for pair in kin.pairs for w in (pair.a, pair.b)} | {w for s in kin.siblings for w in (s.a, s.b)}
    if person in lined:
        return ""
    said = [(r.words, r.other) for r in kin.related if r.person == person]
    said += [(p.word, p.child) for p in kin.parents if p.parent == person]
    return f"{said[0][0].lower()} of {kin.named(said[0][1]).split()[0]}" if said else ""


def own_word(kin: Kin, person: UUID, centre: UUID | None) -> str:
    """Return what the centre, else a child helped, else anybody calls a person."""
    helped = {p.id for p in kin.people if p.helped}
    found = [w for w in kin.words if w.person == person]
    found.sort(key=lambda w: (w.by != centre, w.by not in helped))
    return found[0].word if found else ""
