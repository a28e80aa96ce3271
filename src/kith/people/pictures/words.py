"""The content of a picture in words: everybody, and how each is related to the others and to the centre."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from kith.people.pictures.kin import Bond, Kin, Pair, Person, PersonInWords, Sort

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
_BLOOD = (Sort.BIRTH, Sort.ADOPTIVE)


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
    """Return a line for everybody, in the order of the picture."""
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
            lives = f"{home.name}, with {_and(with_whom)}" if with_whom else f"{home.name}"
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


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


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


# ---- what everybody is to the centre


def kin_terms(kin: Kin, centre: UUID) -> dict[UUID, str]:
    """Return what each person is to the centre, as far as lines of descent and unions say."""
    sex = {p.id: p.sex for p in kin.people}
    parents: dict[UUID, list[UUID]] = defaultdict(list)
    children: dict[UUID, list[UUID]] = defaultdict(list)
    partners: dict[UUID, list[tuple[UUID, bool]]] = defaultdict(list)
    for p in kin.parents:
        if p.sort in _BLOOD:
            parents[p.child].append(p.parent)
            children[p.parent].append(p.child)
    for pair in kin.pairs:
        past = pair.union in {"separated", "divorced"}
        partners[pair.a].append((pair.b, past))
        partners[pair.b].append((pair.a, past))

    def term(person: UUID, female: str, male: str, either: str) -> str:
        return {"F": female, "M": male}.get(sex[person], either)

    out: dict[UUID, str] = {centre: "In the centre"}

    def say(person: UUID, words: str) -> None:
        out.setdefault(person, words)

    word = {(p.parent, p.child): p.word for p in kin.parents}
    for p in kin.parents:
        if p.child == centre:
            say(p.parent, p.word)
        if p.parent == centre and p.sort in _BLOOD:
            say(p.child, term(p.child, "Daughter", "Son", "Child"))
    up = [centre]
    for generation in range(1, 5):
        up = [above for one in up for above in parents[one]]
        great = "great-" * max(0, generation - 2)
        for one in up:
            if generation > 1:
                say(one, f"{great}{term(one, 'grandmother', 'grandfather', 'grandparent')}".capitalize())
    mine = set(parents[centre])
    for one in mine:
        for sibling in children[one]:
            if sibling == centre:
                continue
            theirs = set(parents[sibling])
            full = mine <= theirs or theirs <= mine
            half = "" if full and len(mine) == len(theirs) else ("half-" if not full else "")
            say(sibling, f"{half}{term(sibling, 'sister', 'brother', 'sibling')}".capitalize())
    _siblings_said(kin, centre, say)
    for one in mine:
        for above in parents[one]:
            for aunt in children[above]:
                if aunt not in mine:
                    say(aunt, term(aunt, "Aunt", "Uncle", "Aunt or uncle"))
                    for cousin in children[aunt]:
                        say(cousin, "Cousin")
    for sibling in [s for one in mine for s in children[one] if s != centre]:
        for niece in children[sibling]:
            say(niece, term(niece, "Niece", "Nephew", "Niece or nephew"))
    down = list(children[centre])
    for generation in range(2, 5):
        down = [below for one in down for below in children[one]]
        great = "great-" * (generation - 2)
        for one in down:
            say(one, f"{great}{term(one, 'granddaughter', 'grandson', 'grandchild')}".capitalize())
    for partner, past in partners[centre]:
        say(partner, "Former partner" if past else "Partner")
    for r in kin.related:
        if r.other == centre:
            say(r.person, r.words)
    for one in mine:
        for partner, past in partners[one]:
            said = word.get((one, centre), "Parent").lower()
            say(partner, f"{'Former partner' if past else 'Partner'} of {said}")
    for one, said in list(out.items()):
        for partner, past in partners[one]:
            if one != centre:
                say(partner, f"{'Former partner' if past else 'Partner'} of {said[0].lower()}{said[1:]}")
    return out


def _siblings_said(kin: Kin, centre: UUID, say: object) -> None:
    assert callable(say)
    for s in kin.siblings:
        if centre in (s.a, s.b):
            other = s.b if s.a == centre else s.a
            words = {
                "half": "Half-brother or half-sister",
                "step": "Step-brother or step-sister",
                "twin": "Twin",
            }
            say(other, words.get(s.kind, "Brother or sister"))
