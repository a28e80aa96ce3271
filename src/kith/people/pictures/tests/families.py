"""Families made up by chance, the same for the same seed: every kind of relation that a genogram must be able to draw."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from kith.people.finding.tests.register import FORENAMES, SURNAMES
from kith.people.pictures.kin import Bond, Home, Kin, OwnWord, Pair, Parent, Person, Related, Siblings, Sort

TODAY = date(2026, 3, 4)
GROWN = 2004
UNIONS = (
    "married",
    "married",
    "civil_partnership",
    "cohabiting",
    "relationship",
    "separated",
    "divorced",
    "",
)
WORDS = ("Nani", "Dadi", "Dida", "Babcia", "Auntie", "Mamgu", "Chacha", "Granny-next-door")
LONG = (
    "Wolstenholme-Featherstonehaugh",
    "Oluwaseun Adebayo-Ogunlesi Akinfenwa",
    "Llanfairpwllgwyngyllgogerychwyrndrobwll",
    "王小明",
)


class _Maker:
    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.people: list[Person] = []
        self.pairs: list[Pair] = []
        self.parents: list[Parent] = []
        self.siblings: list[Siblings] = []
        self.related: list[Related] = []
        self.words: list[OwnWord] = []
        self.homes: list[Home] = []
        self.bonds: list[Bond] = []

    def person(self, born_about: int, surname: str = "", **more: object) -> Person:
        rng = self.rng
        born: date | None = date(born_about, 1, 1) + timedelta(days=rng.randrange(0, 365 * 4))
        name = f"{rng.choice(FORENAMES)} {surname or rng.choice(SURNAMES)}"
        if rng.random() < 0.05:
            name = f"{rng.choice(FORENAMES)} {rng.choice(LONG)}"
        died = expected = None
        if born and born > TODAY:
            born, expected = None, TODAY + timedelta(days=rng.randrange(20, 200))
            name = f"Unborn baby {surname}".strip()
        elif rng.random() < 0.08:
            born = None
        elif born and born.year < 1965 and rng.random() < 0.4:
            died = min(TODAY, born + timedelta(days=365 * rng.randrange(50, 70)))
        years = (TODAY.year - born.year) if born else None
        made = Person(
            id=UUID(int=rng.getrandbits(128)),
            name=name,
            sex=rng.choice("FFFMMMU"),
            born=born,
            died=died,
            expected=expected,
            age=f"due {expected:%d %B %Y}" if expected else (str(years) if years is not None else "age not known"),
            years=years,
            **more,  # type: ignore[arg-type]
        )
        self.people.append(made)
        return made

    def pair(self, a: Person, b: Person) -> None:
        self.pairs.append(Pair(a.id, b.id, self.rng.choice(UNIONS)))

    def child_of(self, parents: list[Person], born_about: int, *, helped: bool = False) -> Person:
        rng = self.rng
        child = self.person(born_about, parents[0].name.split()[-1], helped=helped)
        sort = rng.choices([Sort.BIRTH, Sort.ADOPTIVE, Sort.FOSTER, Sort.GUARDIAN], [88, 6, 4, 2])[0]
        for parent in parents:
            word = {"F": "Mother", "M": "Father"}.get(parent.sex, "Parent") if sort is Sort.BIRTH else "Carer"
            self.parents.append(Parent(parent.id, child.id, sort, word))
        return child

    def union(self, person: Person, about: int, size: int) -> list[Person]:
        """Give a person a partner, now and then with forebears of the partner's own.
        Returns the parents of what children come."""
        rng = self.rng
        if rng.random() < 0.12:
            return [person]
        partner = self.person(about)
        if rng.random() < 0.85:
            self.pair(person, partner)
        if rng.random() < 0.25 and len(self.people) + 3 < size:
            above = [self.person(about - 27), self.person(about - 27)]
            if rng.random() < 0.8:
                self.pair(*above)
            for p in above[: rng.choice([1, 2])]:
                self.parents.append(Parent(p.id, partner.id, Sort.BIRTH, "Parent"))
            if rng.random() < 0.5 and len(self.people) < size:
                self.child_of(above, about)
        return [person, partner]

    def children(self, parents: list[Person], about: int, size: int) -> Iterator[tuple[Person, int]]:
        """Give parents their children, some of them twins. Yields those who will have children themselves."""
        rng = self.rng
        twin: Person | None = None
        for _ in range(rng.choices([0, 1, 2, 3, 4, 5], [10, 25, 30, 20, 10, 5])[0]):
            if len(self.people) >= size:
                return
            year_of = about + rng.randrange(20, 34)
            child = self.child_of(parents, year_of, helped=year_of > 2008)
            if year_of < GROWN:
                yield child, year_of
            if twin and rng.random() < 0.15:
                self.siblings.append(Siblings(twin.id, child.id, "twin"))
            twin = child

    def other(self) -> None:
        """Add a person whose line of descent is not recorded."""
        rng = self.rng
        whom = rng.choice(self.people)
        year_of = whom.born.year if whom.born else 1990
        kind, words, older = rng.choice(
            [
                ("grandparent", "Grandparent", 54),
                ("aunt_uncle", "Aunt or uncle", 27),
                ("friend", "Friend", 0),
                ("cousin", "Cousin", 0),
                ("", "", 0),
                ("sibling", "", 0),
            ]
        )
        other = self.person(year_of - older)
        if kind == "sibling":
            self.siblings.append(Siblings(other.id, whom.id, rng.choice(["full", "half", "step"])))
        elif kind:
            self.related.append(Related(other.id, whom.id, kind, words))

    def generation(self, front: list[tuple[Person, int]], size: int, *, first: bool) -> list[tuple[Person, int]]:
        """Give the people of a generation their partners and children. Returns the next one."""
        fresh: list[tuple[Person, int]] = []
        for person, about in front:
            unions = self.rng.choice([1, 1, 2]) if first else self.rng.choices([0, 1, 2, 3, 4], [12, 60, 18, 8, 2])[0]
            for _ in range(unions):
                if len(self.people) >= size:
                    break
                fresh += self.children(self.union(person, about, size), about, size)
        return fresh


def of_generated(size: int, seed: int) -> Kin:
    """Return a family of exactly ``size`` people."""
    made = _Maker(seed)
    rng = made.rng
    year = rng.randrange(1940, 1956)
    first = made.person(year)
    front: list[tuple[Person, int]] = [(first, year)]
    depth = 0
    while len(made.people) < size:
        front = made.generation(front or [(first, year)], size, first=depth == 0)
        depth += 1
        if (not front or depth > 3) and len(made.people) < size:
            made.other()
            grown = [p for p in made.people if p.born and p.born.year < GROWN and not p.died]
            front = [(p, p.born.year) for p in rng.sample(grown, min(3, len(grown))) if p.born]
    _around(made, size)
    return Kin(
        title=f"Genogram of family {seed}",
        people=tuple(made.people),
        pairs=tuple(made.pairs),
        parents=tuple(made.parents),
        siblings=tuple(made.siblings),
        related=tuple(made.related),
        words=tuple(made.words),
        homes=tuple(made.homes),
        bonds=tuple(made.bonds),
    )


def _around(made: _Maker, size: int) -> None:
    """Add words, homes and ties, and now and then what contradicts the rest."""
    rng, people = made.rng, made.people
    for _ in range(size // 6):
        a, b = rng.sample(people, 2)
        made.words.append(OwnWord(a.id, b.id, rng.choice(WORDS)))
    for _ in range(max(1, size // 7)):
        a, b = rng.sample(people, 2)
        quality = rng.choice(["close", "very_close", "ordinary", "distant", "conflict", "harmful", "cut_off"])
        made.bonds.append(Bond(a.id, b.id, quality=quality, direction=rng.choice(["both", "gives", "takes"])))
    free = list(people)
    for n in range(max(1, size // 12)):
        head = rng.choice(free)
        near = {p.child for p in made.parents if p.parent == head.id} | {
            p.b if p.a == head.id else p.a for p in made.pairs if head.id in (p.a, p.b)
        }
        members = [head, *[p for p in free if p.id in near]]
        free = [p for p in free if p not in members]
        if len(members) > 1:
            made.homes.append(Home(f"Home {n + 1}", tuple(p.id for p in members)))
        if len(free) < 2:
            break
    if size >= 20 and rng.random() < 0.3:
        a, b = rng.sample(people, 2)
        made.pairs.append(Pair(a.id, b.id, "relationship"))
    if size >= 20 and rng.random() < 0.2:
        a, b = rng.sample(people, 2)
        if not any({p.parent, p.child} == {a.id, b.id} for p in made.parents):
            made.parents.append(Parent(a.id, b.id, Sort.POSSIBLE, "Possible father"))
