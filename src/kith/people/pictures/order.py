"""The order of people in a genogram: their generation, their neighbours, and which children hang from which parents.
No coordinates yet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from kith.people.pictures.generations import generations
from kith.people.pictures.kin import DRAWN_SORTS, Kin, Person, Sort

OTHERS_IN_A_ROW = 9


@dataclass
class Group:
    """Children who hang from the same parents; ``parents`` is empty for siblings whose parents are not recorded."""

    parents: tuple[UUID, ...]
    children: dict[UUID, Sort]
    kind: str = "full"


@dataclass
class Order:
    """Rows of people from the eldest generation down. ``others`` are the numbers of the rows of people without a relation."""

    rows: list[list[UUID]]
    groups: list[Group]
    couples: dict[frozenset[UUID], str]
    loose_parents: list[tuple[UUID, UUID, Sort]]
    others: set[int]
    twins: list[list[UUID]]
    at: dict[UUID, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.at = {who: (r, n) for r, row in enumerate(self.rows) for n, who in enumerate(row)}


def arrange(kin: Kin, centre: UUID | None) -> Order:
    """Give each person a row and a place in it."""
    people = {p.id: p for p in kin.people}
    row_of, related = generations(kin, people, centre)
    twins = _together((s.a, s.b) for s in kin.siblings if s.kind == "twin")
    groups, loose = _groups(kin, row_of)
    couples = {frozenset((p.a, p.b)): p.union for p in kin.pairs}
    for group in groups:
        if len(group.parents) == 2:
            couples.setdefault(frozenset(group.parents), "unknown")
    rows = _Visit(people, row_of, related, groups, couples, twins).rows(centre)
    alone = sorted((p for p in kin.people if p.id not in related), key=lambda p: (not p.helped, *birth_key(p)))
    others = set()
    size = OTHERS_IN_A_ROW if rows else max(3, -(-len(alone) // 2))
    for start in range(0, len(alone), size):
        others.add(len(rows))
        rows.append([p.id for p in alone[start : start + size]])
    return Order(rows, groups, couples, loose, others, twins)


def birth_key(p: Person) -> tuple[date, str, str]:
    """Eldest first; the unborn after the born; then by name, so that the order is always the same."""
    return (p.born or p.expected or date.max, p.name, str(p.id))


def _together(pairs: Iterable[tuple[UUID, UUID]]) -> list[list[UUID]]:
    """Return the sets of those who are joined by pairs, each in a fixed order."""
    next_to: dict[UUID, list[UUID]] = defaultdict(list)
    for a, b in pairs:
        next_to[a].append(b)
        next_to[b].append(a)
    seen: set[UUID] = set()
    found = []
    for first in next_to:
        if first in seen:
            continue
        seen.add(first)
        part = [first]
        for one in part:
            fresh = [n for n in next_to[one] if n not in seen]
            seen.update(fresh)
            part.extend(fresh)
        found.append(part)
    return found


# ---- whose children


def _groups(kin: Kin, row_of: dict[UUID, int]) -> tuple[list[Group], list[tuple[UUID, UUID, Sort]]]:
    """Return the groups of children, and the lines of descent that join no neighbouring generations."""
    groups: dict[frozenset[UUID], Group] = {}
    loose: list[tuple[UUID, UUID, Sort]] = []
    by_child: dict[tuple[UUID, Sort], list[UUID]] = defaultdict(list)
    mothers = {(p.child, p.parent) for p in kin.parents if p.word == "Mother"}
    for p in kin.parents:
        if p.sort in DRAWN_SORTS and p.parent not in by_child[(p.child, p.sort)]:
            by_child[(p.child, p.sort)].append(p.parent)
    for (child, sort), parents in by_child.items():
        near = [p for p in parents if row_of[p] == row_of[child] - 1]
        loose += [(p, child, sort) for p in parents if p not in near]
        for together in _sets_of_parents(child, near, mothers):
            group = groups.setdefault(frozenset(together), Group(together, {}))
            group.children.setdefault(child, sort)
    have = {frozenset((a, b)) for g in groups.values() for a in g.children for b in g.children if a != b}
    joined = [
        s
        for s in kin.siblings
        if frozenset((s.a, s.b)) not in have and row_of[s.a] == row_of[s.b] and not _share(s.a, s.b, by_child)
    ]
    orphans = []
    for kind in ("full", "half", "step"):
        pairs = [(s.a, s.b) for s in joined if ("full" if s.kind == "twin" else s.kind) == kind]
        orphans += [Group((), dict.fromkeys(part, Sort.BIRTH), kind) for part in _together(pairs)]
    return [*groups.values(), *orphans], loose


def _share(a: UUID, b: UUID, by_child: dict[tuple[UUID, Sort], list[UUID]]) -> bool:
    of_a, of_b = ({p for s in DRAWN_SORTS for p in by_child.get((who, s), [])} for who in (a, b))
    return bool(of_a & of_b)


def _sets_of_parents(child: UUID, parents: list[UUID], mothers: set[tuple[UUID, UUID]]) -> Iterator[tuple[UUID, ...]]:
    """Two parents are a pair. Of three or more, each other one is drawn with the one mother; without her, each alone."""
    if len(parents) <= 2:
        if parents:
            yield tuple(parents)
        return
    mother = [p for p in parents if (child, p) in mothers]
    if len(mother) == 1:
        yield from ((mother[0], p) for p in parents if p != mother[0])
    else:
        yield from ((p,) for p in parents)


# ---- neighbours in a row


class _Visit:
    """Walks from the eldest couple down, so that brothers and sisters stand together and lines cross seldom.

    A *block* is all the people of one generation who are joined by couples.
    """

    def __init__(
        self,
        people: dict[UUID, Person],
        row_of: dict[UUID, int],
        related: set[UUID],
        groups: list[Group],
        couples: dict[frozenset[UUID], str],
        twins: list[list[UUID]],
    ) -> None:
        self.people, self.row_of, self.groups = people, row_of, groups
        self.twin_key = {who: min(birth_key(people[w]) for w in part if w in people) for part in twins for who in part}
        self.from_parents: dict[UUID, list[Group]] = defaultdict(list)
        self.beside: dict[UUID, list[UUID]] = defaultdict(list)
        for group in groups:
            for child in group.children:
                if group.parents:
                    self.from_parents[child].append(group)
                else:
                    self.beside[child] += [c for c in group.children if c != child]
        blocks = _together(
            [tuple(pair) for pair in couples if len({row_of.get(w) for w in pair} - {None}) == 1]  # type: ignore[misc]
        )
        paired = {w for block in blocks for w in block}
        blocks += [[w] for w in row_of if w not in paired]
        self.couples = couples
        self.block_of: dict[UUID, list[UUID]] = {}
        for block in blocks:
            chain = self._chain(block)
            self.block_of |= dict.fromkeys(chain, chain)
        self.done: set[int] = set()
        self.out: dict[int, list[UUID]] = defaultdict(list)

    def rows(self, centre: UUID | None) -> list[list[UUID]]:
        """Return the rows, beginning with the forebears of the centre, or of the first child helped."""
        everyone = sorted(
            self.row_of,
            key=lambda w: (
                w != centre,
                not self.people[w].helped,
                self.row_of[w],
                *birth_key(self.people[w]),
            ),
        )
        for who in everyone:
            if id(self.block_of[who]) not in self.done:
                self._visit(self._top(who))
        return [self.out[r] for r in sorted(self.out)]

    def _top(self, who: UUID) -> list[UUID]:
        """Return the block of the eldest forebears on the left, not yet placed."""
        block = self.block_of[who]
        for member in block:
            for group in self.from_parents[member]:
                above = self.block_of[group.parents[0]]
                if id(above) not in self.done:
                    return self._top(group.parents[0])
        return block

    def _open_above(self, who: UUID) -> bool:
        return any(id(self.block_of[g.parents[0]]) not in self.done for g in self.from_parents[who])

    def _visit(self, block: list[UUID]) -> None:
        if id(block) in self.done:
            return
        self.done.add(id(block))
        known = [bool(self.from_parents[w]) and not self._open_above(w) for w in block]
        opened = [self._open_above(w) for w in block]
        if any(opened) and any(known) and opened.index(True) < known.index(True):
            block.reverse()
        self.out[self.row_of[block[0]]] += block
        for member in list(block):
            for sibling in self.beside[member]:
                if not self._open_above(sibling):
                    self._visit(self.block_of[sibling])
        self._down(block)
        for member in list(block):
            while self._open_above(member):
                self._visit(self._top_of(member))

    def _top_of(self, member: UUID) -> list[UUID]:
        above = next(g.parents[0] for g in self.from_parents[member] if id(self.block_of[g.parents[0]]) not in self.done)
        return self._top(above)

    def _down(self, block: list[UUID]) -> None:
        place = {w: n for n, w in enumerate(block)}
        mine = [g for g in self.groups if g.parents and g.parents[0] in place]
        mine.sort(key=lambda g: sum(place[p] for p in g.parents) / len(g.parents))
        for group in mine:
            children = sorted(group.children, key=self._child_key)
            for child in children:
                self._visit(self.block_of[child])

    def _child_key(self, child: UUID) -> tuple[bool, tuple[date, str, str], tuple[date, str, str]]:
        waits = any(self._open_above(w) for w in self.block_of[child])
        own = birth_key(self.people[child])
        return (waits, self.twin_key.get(child, own), own)

    def _chain(self, block: list[UUID]) -> list[UUID]:
        """Return a block in a line, partners side by side as far as a line allows."""
        if len(block) == 1:
            return block
        partners = {w: [v for v in block if v != w and frozenset((v, w)) in self.couples] for w in block}
        first = min(block, key=lambda w: (len(partners[w]), birth_key(self.people[w])))
        line = self._longest(self._longest([first], partners)[-1:], partners)
        for who in sorted(set(block) - set(line), key=lambda w: birth_key(self.people[w])):
            line = self._insert(line, who, partners)
        if self._turned(line):
            line.reverse()
        return line

    def _longest(self, line: list[UUID], partners: dict[UUID, list[UUID]]) -> list[UUID]:
        """Return the longest line of partners that goes on from a start, by breadth: a family has no long circles."""
        came: dict[UUID, UUID | None] = {line[0]: None}
        queue = [line[0]]
        for who in queue:
            for n in sorted(partners[who], key=lambda w: birth_key(self.people[w])):
                if n not in came:
                    came[n] = who
                    queue.append(n)
        back: list[UUID] = []
        at: UUID | None = queue[-1]
        while at is not None:
            back.append(at)
            at = came[at]
        return back[::-1]

    def _insert(self, line: list[UUID], who: UUID, partners: dict[UUID, list[UUID]]) -> list[UUID]:
        at = next((n for n, w in enumerate(line) if w in partners[who]), None)
        if at is None:
            return [*line, who]
        return [who, *line] if at < len(line) / 2 - 1 else [*line, who]

    def _turned(self, line: list[UUID]) -> bool:
        if len(line) == 2:
            return (self.people[line[0]].sex, self.people[line[1]].sex) == ("F", "M")
        return birth_key(self.people[line[0]]) > birth_key(self.people[line[-1]])
