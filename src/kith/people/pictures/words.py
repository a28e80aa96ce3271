"""The content of a picture in words: all the people, and how each is related to the others and to the centre."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from kith.design.words import listed
from kith.people.pictures.kin import Bond, Kin, Pair, Person, PersonInWords
from kith.people.pictures.terms import kin_terms

QUALITY = {
    "close": "close",
    "very_close": "very close",
    "ordinary": "in touch",
    "distant": "distant",
    "conflict": "in conflict",
    "harmful": "a harmful relationship",
    "cut_off": "cut off",
}
CIRCLE = {
    "family": "Family",
    "friends": "Friends",
    "neighbours": "Neighbours",
    "school": "School or nursery",
    "work": "Work",
    "faith": "Faith",
    "health": "Health",
    "services": "Services",
    "activities": "Clubs and activities",
}
_UNION = {
    "married": "Married to {}",
    "civil_partnership": "In a civil partnership with {}",
    "cohabiting": "Lives together with {}",
    "relationship": "In a relationship with {}, living apart",
    "separated": "Separated from {}",
    "divorced": "Divorced from {}",
}
_SIBLING = {
    "full": "Brother or sister of {}",
    "half": "Half-brother or half-sister of {}",
    "step": "Step-brother or step-sister of {}",
    "twin": "Twin of {}",
}


def who(p: Person) -> str:
    """Return what a person is in words: girl, 11; man, born 1948, died 2015."""
    child = p.years is not None and p.years < 18 and not p.died
    if p.is_unborn:
        words = f"Unborn child, {p.age}" if p.age else "Unborn child"
    else:
        noun = {"F": ("Woman", "Girl"), "M": ("Man", "Boy")}.get(p.sex, ("Person", "Child"))[child]
        words = f"{noun}, {p.age}" if p.age else noun
    if p.died and p.born:
        words += f", {p.born.year} to {p.died.year}"
    elif p.died:
        words += f", died {p.died.year}"
    if p.helped:
        words += ", child helped"
    if p.left:
        words += ", no longer in this family"
    return words


def table(kin: Kin, centre: UUID | None, in_order: Iterable[UUID]) -> tuple[PersonInWords, ...]:
    """Return a line for each person, in the order of the picture."""
    people = {p.id: p for p in kin.people}
    relations = _relations(kin)
    homes = {w: home for home in kin.homes for w in home.people}
    ties: dict[UUID, list[str]] = defaultdict(list)
    for bond in kin.bonds:
        ties[bond.person].append(bond_words(kin, bond))
        if bond.other:
            ties[bond.other].append(bond_words(kin, bond, turned=True))
    terms = kin_terms(kin, centre) if centre else {}
    out = []
    for one in in_order:
        home = homes.get(one)
        with_whom = [people[w].name for w in home.people if w != one and w in people] if home else []
        lives = ""
        if home:
            lives = f"{home.name}, with {listed(with_whom)}" if with_whom else f"{home.name}"
        out.append(
            PersonInWords(
                id=one,
                name=people[one].name,
                who=who(people[one]),
                to_centre=terms.get(one, ""),
                relations=tuple(dict.fromkeys(relations[one])),
                home=lives,
                bonds=tuple(ties[one]),
            )
        )
    return tuple(out)


def bond_words(kin: Kin, bond: Bond, *, turned: bool = False) -> str:
    """Return a tie as words, from the side of the person or, ``turned``, from the other side."""
    name = kin.named(bond.person) if turned else (kin.named(bond.other) if bond.other else bond.name)
    ways = ("receives", "gives") if turned else ("gives", "receives")
    quality = QUALITY.get(bond.quality, "")
    words = f"{name}: {quality}" if quality else name
    if bond.direction != "both":
        words += f" ({ways[bond.direction == 'takes']})"
    return words + (f". {bond.words}" if bond.words else "")


def _relations(kin: Kin) -> dict[UUID, list[str]]:
    out: dict[UUID, list[str]] = defaultdict(list)
    name = {p.id: p.name for p in kin.people}
    for w in kin.words:
        out[w.person].append(f"{name[w.by]} says “{w.word}”")
    for pair in kin.pairs:
        out[pair.a].append(_union_words(pair, name[pair.b]))
        out[pair.b].append(_union_words(pair, name[pair.a]))
    for p in kin.parents:
        out[p.parent].append(f"{p.word} of {name[p.child]}")
        out[p.child].append(f"{p.word}: {name[p.parent]}")
    for s in kin.siblings:
        out[s.a].append(_SIBLING[s.kind].format(name[s.b]))
        out[s.b].append(_SIBLING[s.kind].format(name[s.a]))
    for r in kin.related:
        out[r.person].append(f"{r.words} of {name[r.other]}" if r.words != "Other" else f"Otherwise related to {name[r.other]}")
        out[r.other].append(f"{r.words}: {name[r.person]}" if r.words != "Other" else f"Otherwise related to {name[r.person]}")
    return out


def _union_words(pair: Pair, other: str) -> str:
    words = _UNION.get(pair.union, "Partner of {}").format(other)
    if pair.since:
        words += f", from {pair.since.year}"
    if pair.until:
        words += f" until {pair.until.year}" if pair.since else f", until {pair.until.year}"
    return words
