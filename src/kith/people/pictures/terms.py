"""What each person in a picture is to the person in the centre: grandmother, half-brother, partner of the aunt."""

from collections import defaultdict
from uuid import UUID

from kith.people.pictures.kin import Kin, Sort

_BLOOD = (Sort.BIRTH, Sort.ADOPTIVE)
_PAST = frozenset({"separated", "divorced"})
_SIBLINGS = {
    "half": "Half-brother or half-sister",
    "step": "Step-brother or step-sister",
    "twin": "Twin",
}
FURTHEST = 5
"""Forebears and descendants of fewer generations than this have a word."""


def kin_terms(kin: Kin, centre: UUID) -> dict[UUID, str]:
    """Return what each person is to the centre, as far as lines of descent and unions say."""
    return _Terms(kin, centre).all()


class _Terms:
    """Words are found from the nearest relatives outwards; the first word found for a person stays."""

    def __init__(self, kin: Kin, centre: UUID) -> None:
        self.kin, self.centre = kin, centre
        self.said: dict[UUID, str] = {centre: "In the centre"}
        self.sex = {p.id: p.sex for p in kin.people}
        self.parents: dict[UUID, list[UUID]] = defaultdict(list)
        self.children: dict[UUID, list[UUID]] = defaultdict(list)
        self.partners: dict[UUID, list[tuple[UUID, bool]]] = defaultdict(list)
        for p in kin.parents:
            if p.sort in _BLOOD:
                self.parents[p.child].append(p.parent)
                self.children[p.parent].append(p.child)
        for pair in kin.pairs:
            past = pair.union in _PAST
            self.partners[pair.a].append((pair.b, past))
            self.partners[pair.b].append((pair.a, past))
        self.mine = set(self.parents[centre])

    def all(self) -> dict[UUID, str]:
        """Return the words, found in the order in which a nearer relation goes before one further away."""
        self._parents_and_children()
        self._forebears()
        self._brothers_and_sisters()
        self._aunts_and_cousins()
        self._nieces()
        self._descendants()
        self._partners()
        self._related()
        self._partners_of_parents()
        self._partners_of_the_others()
        return self.said

    def _say(self, person: UUID, words: str) -> None:
        self.said.setdefault(person, words)

    def _term(self, person: UUID, female: str, male: str, either: str) -> str:
        return {"F": female, "M": male}.get(self.sex[person], either)

    def _siblings(self) -> list[UUID]:
        return [child for parent in self.mine for child in self.children[parent] if child != self.centre]

    def _parents_and_children(self) -> None:
        for p in self.kin.parents:
            if p.child == self.centre:
                self._say(p.parent, p.word)
            if p.parent == self.centre and p.sort in _BLOOD:
                self._say(p.child, self._term(p.child, "Daughter", "Son", "Child"))

    def _forebears(self) -> None:
        up = self.parents[self.centre]
        for generation in range(2, FURTHEST):
            up = [above for one in up for above in self.parents[one]]
            great = "great-" * (generation - 2)
            for one in up:
                self._say(one, f"{great}{self._term(one, 'grandmother', 'grandfather', 'grandparent')}".capitalize())

    def _descendants(self) -> None:
        down = self.children[self.centre]
        for generation in range(2, FURTHEST):
            down = [below for one in down for below in self.children[one]]
            great = "great-" * (generation - 2)
            for one in down:
                self._say(one, f"{great}{self._term(one, 'granddaughter', 'grandson', 'grandchild')}".capitalize())

    def _brothers_and_sisters(self) -> None:
        for sibling in self._siblings():
            theirs = set(self.parents[sibling])
            half = "" if self.mine <= theirs or theirs <= self.mine else "half-"
            self._say(sibling, f"{half}{self._term(sibling, 'sister', 'brother', 'sibling')}".capitalize())
        for s in self.kin.siblings:
            if self.centre in (s.a, s.b):
                self._say(s.b if s.a == self.centre else s.a, _SIBLINGS.get(s.kind, "Brother or sister"))

    def _aunts_and_cousins(self) -> None:
        grandparents = [above for one in self.mine for above in self.parents[one]]
        for aunt in (each for one in grandparents for each in self.children[one] if each not in self.mine):
            self._say(aunt, self._term(aunt, "Aunt", "Uncle", "Aunt or uncle"))
            for cousin in self.children[aunt]:
                self._say(cousin, "Cousin")

    def _nieces(self) -> None:
        for niece in (each for sibling in self._siblings() for each in self.children[sibling]):
            self._say(niece, self._term(niece, "Niece", "Nephew", "Niece or nephew"))

    def _related(self) -> None:
        for r in self.kin.related:
            if r.other == self.centre:
                self._say(r.person, r.words)

    def _partners(self) -> None:
        for partner, past in self.partners[self.centre]:
            self._say(partner, "Former partner" if past else "Partner")

    def _partners_of_parents(self) -> None:
        word = {(p.parent, p.child): p.word for p in self.kin.parents}
        for one in self.mine:
            self._partners_of(one, word.get((one, self.centre), "Parent").lower())

    def _partners_of_the_others(self) -> None:
        for one, words in list(self.said.items()):
            if one != self.centre:
                self._partners_of(one, words[0].lower() + words[1:])

    def _partners_of(self, one: UUID, words: str) -> None:
        for partner, past in self.partners[one]:
            self._say(partner, f"{'Former partner' if past else 'Partner'} of {words}")
