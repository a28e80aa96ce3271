"""Which way each line of a genogram goes, before anything has a place: through which gaps, below or above which symbols."""

from collections import defaultdict
from uuid import UUID

from kith.people.pictures.kin import Bond, Kin
from kith.people.pictures.order import Order
from kith.people.pictures.shapes import DRAWN_BONDS, Along, Below, Gap, Thread


class Routes:
    """The ways of all lines. ``kept`` says for which lines a place is kept in each gap,
    ``stem`` which of them leads to a group."""

    def __init__(self, kin: Kin, order: Order) -> None:
        self.kin, self.order, self.at = kin, order, order.at
        self.kept: dict[Gap, list[object]] = defaultdict(list)
        self.stem: dict[int, object] = {}
        self.beside: list[tuple[UUID, UUID, str, int, bool]] = []
        """Lines between neighbours of a row: both, the kind, how far above the middle, and whether it is a tie."""
        self.below: dict[int, list[Below]] = defaultdict(list)
        self.along: dict[int, list[Along]] = defaultdict(list)
        self.threads: list[Thread] = []
        self.undrawn: list[str] = []
        self._couples()
        self._single_parents()
        self._loose_parents()
        self._bonds()

    def _part(self, who: UUID) -> float:
        row, rank = self.at[who]
        return (rank + 0.5) / len(self.order.rows[row])

    def _couples(self) -> None:
        with_children = {frozenset(g.parents): n for n, g in enumerate(self.order.groups) if g.parents}
        for pair, union in self.order.couples.items():
            a, b = sorted(pair, key=lambda w: self.at[w])
            if self.at[a][0] != self.at[b][0]:
                self._thread(a, b, f"union-{union}", bond=False)
                continue
            number = with_children.get(pair)
            if number is not None:
                self.stem[number] = ("stem", number)
            gap = self._union(a, b, f"union-{union}", number)
            if number is not None:
                self.kept[gap].append(self.stem[number])

    def _union(self, a: UUID, b: UUID, kind: str, number: int | None) -> Gap:
        """Join two partners of one row. Returns the gap through which the line to their children goes down."""
        (row, left), (_, right) = self.at[a], self.at[b]
        if right - left == 1:
            self.beside.append((a, b, kind, 0, False))
            return (row, right)
        self.below[row].append(Below([a, b], kind, self.stem.get(number) if number is not None else None))
        outer_left = frozenset((b, self.order.rows[row][right - 1])) in self.order.couples
        return (row, left + 1) if outer_left else (row, right)

    def _single_parents(self) -> None:
        for number, group in enumerate(self.order.groups):
            if len(group.parents) == 1:
                (parent,) = group.parents
                row = self.at[parent][0]
                self.stem[number] = ("stem", number)
                self.kept[(row, self._side_of(parent, number))].append(self.stem[number])
                self.below[row].append(Below([parent], "descent", self.stem[number]))

    def _side_of(self, parent: UUID, number: int) -> int:
        """Return the gap beside a single parent for the line to the children: away from a partner, else towards the children."""
        row, rank = self.at[parent]
        in_row = self.order.rows[row]
        right = rank + 1 < len(in_row) and frozenset((parent, in_row[rank + 1])) in self.order.couples
        left = rank > 0 and frozenset((parent, in_row[rank - 1])) in self.order.couples
        if right != left:
            return rank if right else rank + 1
        children = self.order.groups[number].children
        towards = sum(self._part(c) for c in children) / len(children)
        return rank if towards < self._part(parent) - 0.02 else rank + 1

    def _loose_parents(self) -> None:
        for parent, child, sort in self.order.loose_parents:
            if self.at[parent][0] < self.at[child][0]:
                self._thread(parent, child, f"descent-{sort}", bond=False)
            else:
                self.undrawn.append(
                    f"{self.kin.named(parent)} is recorded as a parent of {self.kin.named(child)}."
                    " Another relationship says they are of one generation or the other way round, so the line is not drawn."
                )

    def _bonds(self) -> None:
        between: dict[frozenset[UUID], int] = defaultdict(int)
        for bond in self.kin.bonds:
            if bond.other is not None and bond.quality in DRAWN_BONDS:
                self._bond(bond, bond.other, between)

    def _bond(self, bond: Bond, other: UUID, between: dict[frozenset[UUID], int]) -> None:
        a, b = sorted((bond.person, other), key=lambda w: self.at[w])
        (row_a, rank_a), (row_b, rank_b) = self.at[a], self.at[b]
        kind = f"bond-{bond.quality}"
        if row_a != row_b:
            self._thread(a, b, kind, bond=True)
            return
        pair = frozenset((a, b))
        between[pair] += 1
        if rank_b - rank_a == 1 and between[pair] <= 2:
            self.beside.append((a, b, kind, -13 if between[pair] == 1 else 13, True))
        else:
            self.along[row_a].append(Along(a, b, kind))

    def _thread(self, upper: UUID, lower: UUID, kind: str, *, bond: bool) -> None:
        (row, rank), (last, _) = self.at[upper], self.at[lower]
        goal, part = self._part(lower), self._part(upper)
        gaps: list[Gap] = [(row, rank if goal < part else rank + 1)]
        for between in range(row + 1, last):
            share = (between - row) / (last - row)
            here = part + (goal - part) * share
            gaps.append((between, round(here * len(self.order.rows[between]))))
        below = Below([upper], kind, None)
        thread = Thread(upper, lower, kind, gaps, bond, below)
        for n, gap in enumerate(gaps):
            self.kept[gap].append((id(thread), n))
        self.below[row].append(below)
        self.threads.append(thread)
