"""The generation of each person in a genogram."""

from collections import defaultdict
from uuid import UUID

from kith.people.pictures.kin import DRAWN_SORTS, GENERATIONS, Kin, Person, Sort


class _Levels:
    """How many generations people stand below each other. A statement that contradicts an earlier one is ignored."""

    def __init__(self) -> None:
        self._above: dict[UUID, tuple[UUID, int]] = {}

    def root(self, who: UUID) -> tuple[UUID, int]:
        depth = 0
        while who in self._above:
            who, step = self._above[who]
            depth += step
        return who, depth

    def put(self, lower: UUID, upper: UUID, by: int) -> None:
        """Say that ``lower`` stands ``by`` generations below ``upper``."""
        (a, depth_a), (b, depth_b) = self.root(lower), self.root(upper)
        if a != b:
            self._above[a] = (b, depth_b + by - depth_a)


def generations(kin: Kin, people: dict[UUID, Person], centre: UUID | None) -> tuple[dict[UUID, int], set[UUID]]:
    """Return the row of each related person, the eldest generation first, and the ids of all related people."""
    levels, related = _levels(kin)
    parts: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    for who in people:
        if who in related:
            root, depth = levels.root(who)
            parts[root][who] = depth
    if not parts:
        return {}, related

    def weight(part: dict[UUID, int]) -> tuple[bool, bool, int]:
        return (centre in part, any(people[w].helped for w in part), len(part))

    ranked = sorted(parts.values(), key=weight, reverse=True)
    row_of = dict(ranked[0])
    for part in ranked[1:]:
        shift = _shift(part, row_of, people)
        row_of |= {who: depth + shift for who, depth in part.items()}
    used = sorted(set(row_of.values()))
    return {who: used.index(depth) for who, depth in row_of.items()}, related


def _levels(kin: Kin) -> tuple[_Levels, set[UUID]]:
    """Read every relation that orders two people by generation, the surest first. Returns the levels and the related people."""
    levels = _Levels()
    related: set[UUID] = set()

    def put(lower: UUID, upper: UUID, by: int) -> None:
        related.update((lower, upper))
        levels.put(lower, upper, by)

    def put_parents(*sorts: Sort) -> None:
        for sort in sorts:
            for parent in (p for p in kin.parents if p.sort == sort):
                put(parent.child, parent.parent, 1)

    put_parents(*DRAWN_SORTS)
    for pair in kin.pairs:
        put(pair.a, pair.b, 0)
    for siblings in kin.siblings:
        put(siblings.a, siblings.b, 0)
    put_parents(Sort.STEP)
    for relative in (r for r in kin.related if r.kind in GENERATIONS):
        put(relative.other, relative.person, GENERATIONS[relative.kind])
    return levels, related


def _shift(part: dict[UUID, int], placed: dict[UUID, int], people: dict[UUID, Person]) -> int:
    """Return by how much to lower a part of the family that no relation joins to those placed: children beside children."""

    def level(of: dict[UUID, int], helped: bool) -> int | None:
        found = [depth for who, depth in of.items() if people[who].helped or not helped]
        return max(found, default=None)

    helped, theirs = level(placed, True), level(part, True)
    if helped is not None and theirs is not None:
        return helped - theirs
    born = [(d, people[w].born) for w, d in placed.items() if people[w].born]
    mine = [(d, people[w].born) for w, d in part.items() if people[w].born]
    if born and mine:
        year = sum(b.year - 27 * d for d, b in born if b) / len(born)
        return round(sum((b.year - year) / 27 - d for d, b in mine if b) / len(mine))
    return (level(placed, False) or 0) - (level(part, False) or 0)
