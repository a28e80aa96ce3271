"""Where everything in a genogram goes.

What must hold, no two labels overlap and no line crosses a label, holds because of how the room is divided, not because it is
searched for. Each generation is a row of columns, each as wide as its label, with a gap between any two. From the top down a row is:
room for the bars that join brothers and sisters, room for ties that run along the row, the symbols, room for lines between partners
who do not stand side by side, and the labels. A line passes the labels only in a gap, in a place kept for it.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from uuid import UUID

from kith.people.pictures.kin import Kin, Person, Sort
from kith.people.pictures.order import Group, Order, arrange
from kith.people.pictures.text import shortened, width, wrapped

SIZE = 44
UNBORN = 34
FONT, LINE = 13, 16
COLUMN_MOST, COLUMN_LEAST = 132, 78
GAP_LEAST, GAP_EDGE, GAP_STEP = 26, 11, 11
BAR_STEP, TIE_STEP, UNDER_STEP = 13, 12, 9
DROP, TWIN_DROP = 20, 30
MARGIN = 16
PIECES_MOST = 2
NEAR = 6
STRAIGHT = 10
"""How far beside the middle of an only child the line from the parents may end, rather than have a small bend."""
OTHERS_WORDS = ("Others: not relatives, or no relationship is recorded", "Others around", "Others")
DRAWN_BONDS = ("close", "very_close", "distant", "conflict", "harmful", "cut_off")

Point = tuple[float, float]
Gap = tuple[int, int]
"""A row, and the number of a gap in it: gap 0 is before the first column."""


@dataclass
class Column:
    """A person's column: its middle, its width, and the lines of the label."""

    person: Person
    row: int
    rank: int
    label: list[tuple[str, bool]]
    width: float
    x: float = 0.0
    y: float = 0.0
    """The middle of the symbol."""

    @property
    def left(self) -> float:
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        return self.x + self.width / 2

    def side(self, dy: float) -> float:
        """Return how far from the middle the symbol's edge is, so much above or below its middle."""
        half = SIZE / 2
        if self.person.is_unborn:
            return max(0.0, (dy + UNBORN / 2) / UNBORN) * UNBORN / 2
        if self.person.sex == "M":
            return half
        if self.person.sex == "F":
            return float((half**2 - dy**2) ** 0.5)
        return half - abs(dy)

    def edge(self, dx: float, up: bool) -> float:
        """Return the height at which a line so far beside the middle meets the symbol from above or below."""
        half = SIZE / 2
        if self.person.is_unborn:
            return self.y - UNBORN / 2 + 2 * abs(dx) if up else self.y + UNBORN / 2
        sign = -1 if up else 1
        if self.person.sex == "M":
            return self.y + sign * half
        if self.person.sex == "F":
            return self.y + sign * float((half**2 - dx**2) ** 0.5)
        return self.y + sign * (half - abs(dx))


@dataclass
class Line:
    """One line to draw: its points and what it stands for."""

    points: list[Point]
    kind: str
    marks: Point | None = None
    """Where the strokes of a separation or divorce cross it."""


@dataclass
class Outline:
    """Part of a home: the corners of the line around it, and where its name stands."""

    points: list[Point]
    name: str
    at: Point


@dataclass
class Others:
    """The ground under those who are related to nobody, and the words on it."""

    top: float
    bottom: float
    words: str
    at: Point


@dataclass
class Laid:
    """Everything with its place."""

    columns: list[Column]
    lines: list[Line]
    bonds: list[Line]
    brackets: set[UUID]
    outlines: list[Outline]
    width: float
    height: float
    others: Others | None
    undrawn: list[str]
    order: Order
    label_y: dict[int, float]
    """Where the first line of the labels of a row stands."""


@dataclass
class _Track:
    """A horizontal stretch of a line that needs a lane of its own; ``lane`` is set when lanes are given."""

    low: float
    high: float
    lane: int = 0


@dataclass
class _Below:
    """Something that leaves symbols at the bottom: who, with which places under the symbols, and the stretch."""

    people: list[UUID]
    kind: str
    gap_key: object | None
    track: _Track = field(default_factory=lambda: _Track(0, 0))


@dataclass
class _Thread:
    """A line from somebody down to somebody in a later row, through gaps."""

    upper: UUID
    lower: UUID
    kind: str
    gaps: list[Gap]
    bond: bool
    under: _Below
    bars: list[_Track] = field(default_factory=list)
    tie: _Track = field(default_factory=lambda: _Track(0, 0))


@dataclass
class _Along:
    """A tie between two people of a row who do not stand side by side, above their symbols."""

    a: UUID
    b: UUID
    kind: str
    track: _Track = field(default_factory=lambda: _Track(0, 0))


def lay_out(kin: Kin, centre: UUID | None) -> Laid:
    """Return everything with its place. The same people always give the same picture."""
    return _Layout(kin, arrange(kin, centre), centre).laid()


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
    """Return what a person is to somebody when no line of the drawing shows it: neighbour of Leo."""
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


class _Layout:
    def __init__(self, kin: Kin, order: Order, centre: UUID | None) -> None:
        self.kin, self.order, self.centre = kin, order, centre
        self.at = order.at
        self.columns: dict[UUID, Column] = {}
        people = {p.id: p for p in kin.people}
        for who, (row, rank) in order.at.items():
            label = label_of(kin, people[who], centre)
            wide = max(COLUMN_LEAST, *(width(words, FONT, bold=bold) for words, bold in label))
            self.columns[who] = Column(people[who], row, rank, label, wide)
        self.rows = [[self.columns[w] for w in row] for row in order.rows]
        self.kept: dict[Gap, list[object]] = defaultdict(list)
        self.slot: dict[object, float] = {}
        self.undrawn: list[str] = []
        self.lines: list[Line] = []
        self.bonds: list[Line] = []
        self.below: dict[int, list[_Below]] = defaultdict(list)
        self.along: dict[int, list[_Along]] = defaultdict(list)
        self.threads: list[_Thread] = []
        self.bars: dict[int, list[_Track]] = defaultdict(list)
        self.beside: list[tuple[UUID, UUID, str, int, bool]] = []
        self.stem: dict[int, object] = {}
        self.bar_of: dict[int, _Track] = {}

    def laid(self) -> Laid:
        self._plan_couples()
        self._plan_loose()
        self._plan_bonds()
        self._across()
        self._ports()
        self._lanes()
        self._down()
        self._draw()
        outlines = self._homes()
        columns = list(self.columns.values())
        wide = max((c.right for c in columns), default=200.0)
        wide = max([wide, *(x for line in self.lines + self.bonds for x, _ in line.points)])
        brackets = {c for g in self.order.groups for c, sort in g.children.items() if sort in (Sort.ADOPTIVE, Sort.FOSTER)} | {
            c for _, c, sort in self.order.loose_parents if sort in (Sort.ADOPTIVE, Sort.FOSTER)
        }
        return Laid(
            columns,
            self.lines,
            self.bonds,
            brackets,
            outlines,
            wide + MARGIN,
            self.bottom + MARGIN,
            self._others(),
            self.undrawn,
            self.order,
            self.label_y,
        )

    # ---- which way each line goes, before anything has a place

    def _keep(self, gap: Gap, key: object) -> None:
        """Keep a place in a gap for a vertical line."""
        self.kept[gap].append(key)

    def _part(self, who: UUID) -> float:
        row, rank = self.at[who]
        return (rank + 0.5) / len(self.rows[row])

    def _plan_couples(self) -> None:
        with_children = {frozenset(g.parents): n for n, g in enumerate(self.order.groups) if g.parents}
        for pair, union in self.order.couples.items():
            a, b = sorted(pair, key=lambda w: self.at[w])
            (row_a, rank_a), (row_b, rank_b) = self.at[a], self.at[b]
            number = with_children.get(pair)
            if row_a != row_b:
                self._plan_thread(a, b, f"union-{union}", bond=False)
                continue
            if number is not None:
                self.stem[number] = ("stem", number)
            if rank_b - rank_a == 1:
                self.beside.append((a, b, f"union-{union}", 0, False))
            else:
                outer_left = any(frozenset((b, w)) in self.order.couples for w in (self.order.rows[row_b][rank_b - 1],))
                gap = (row_a, rank_a + 1) if outer_left else (row_b, rank_b)
                below = _Below([a, b], f"union-{union}", self.stem.get(number) if number is not None else None)
                self.below[row_a].append(below)
                if number is not None:
                    self._keep(gap, self.stem[number])
                continue
            if number is not None:
                self._keep((row_a, rank_b), self.stem[number])
        for number, group in enumerate(self.order.groups):
            if len(group.parents) == 1:
                (parent,) = group.parents
                row, rank = self.at[parent]
                self.stem[number] = ("stem", number)
                place = rank if self._towards(number) < self._part(parent) - 0.02 else rank + 1
                partner_right = rank + 1 < len(self.order.rows[row]) and (
                    frozenset((parent, self.order.rows[row][rank + 1])) in self.order.couples
                )
                partner_left = rank > 0 and (frozenset((parent, self.order.rows[row][rank - 1])) in self.order.couples)
                if partner_right and not partner_left:
                    place = rank
                elif partner_left and not partner_right:
                    place = rank + 1
                self._keep((row, place), self.stem[number])
                self.below[row].append(_Below([parent], "descent", self.stem[number]))

    def _towards(self, number: int) -> float:
        children = self.order.groups[number].children
        return sum(self._part(c) for c in children) / len(children)

    def _plan_loose(self) -> None:
        for parent, child, sort in self.order.loose_parents:
            if self.at[parent][0] < self.at[child][0]:
                self._plan_thread(parent, child, f"descent-{sort}", bond=False)
            else:
                self.undrawn.append(
                    f"{self.kin.named(parent)} is recorded as a parent of {self.kin.named(child)}."
                    " Another relationship says they are of one generation or the other way round, so the line is not drawn."
                )

    def _plan_bonds(self) -> None:
        between: dict[frozenset[UUID], int] = defaultdict(int)
        for bond in self.kin.bonds:
            if bond.other is None or bond.quality not in DRAWN_BONDS:
                continue
            a, b = sorted((bond.person, bond.other), key=lambda w: self.at[w])
            (row_a, rank_a), (row_b, rank_b) = self.at[a], self.at[b]
            kind = f"bond-{bond.quality}"
            if row_a != row_b:
                self._plan_thread(a, b, kind, bond=True)
                continue
            pair = frozenset((a, b))
            between[pair] += 1
            if rank_b - rank_a == 1 and between[pair] <= 2:
                self.beside.append((a, b, kind, -13 if between[pair] == 1 else 13, True))
            else:
                self.along[row_a].append(_Along(a, b, kind))

    def _plan_thread(self, upper: UUID, lower: UUID, kind: str, *, bond: bool) -> None:
        (row, rank), (last, _) = self.at[upper], self.at[lower]
        goal, part = self._part(lower), self._part(upper)
        gaps: list[Gap] = [(row, rank if goal < part else rank + 1)]
        for between in range(row + 1, last):
            share = (between - row) / (last - row)
            here = part + (goal - part) * share
            gaps.append((between, round(here * len(self.rows[between]))))
        below = _Below([upper], kind, None)
        thread = _Thread(upper, lower, kind, gaps, bond, below)
        for n, gap in enumerate(gaps):
            self._keep(gap, (id(thread), n))
        self.below[row].append(below)
        self.threads.append(thread)

    # ---- across

    def _across(self) -> None:
        room: dict[Gap, float] = {}
        for row, columns in enumerate(self.rows):
            for n in range(len(columns) + 1):
                kept = len(self.kept[(row, n)])
                room[(row, n)] = max(GAP_LEAST, 2 * GAP_EDGE + GAP_STEP * (kept - 1) + 4) if kept else GAP_LEAST
        least = [
            [(a.width + b.width) / 2 + room[(row, b.rank)] for a, b in pairwise(columns)] for row, columns in enumerate(self.rows)
        ]
        _settle(self.rows, least, self.order, self.columns)
        start = min(
            (columns[0].left - room[(row, 0)] for row, columns in enumerate(self.rows) if columns),
            default=0.0,
        )
        for c in self.columns.values():
            c.x = round(c.x - start + MARGIN / 2, 1)
        for (row, n), keys in self.kept.items():
            if not keys:
                continue
            columns = self.rows[row]
            left = columns[n - 1].right if n else columns[0].left - room[(row, n)]
            right = columns[n].left if n < len(columns) else columns[-1].right + room[(row, n)]
            low, high = left + GAP_EDGE - 2, right - GAP_EDGE + 2
            wanted = sorted(((min(max(self._goal(key), low), high), k, key) for k, key in enumerate(keys)))
            places = _within(_spread([x for x, _, _ in wanted], [GAP_STEP] * (len(wanted) - 1)), low, high)
            for (_, _, key), x in zip(wanted, places, strict=True):
                self.slot[key] = x
            self._away_from_drops(row, [key for _, _, key in wanted], low, high)

    def _goal(self, key: object) -> float:
        """Return where a line that passes a gap would best come down: over what it leads to."""
        assert isinstance(key, tuple)
        if key[0] == "stem":
            children = self.order.groups[key[1]].children
            return sum(self.columns[c].x for c in children) / len(children)
        return next(self.columns[t.lower].x for t in self.threads if id(t) == key[0])

    def _away_from_drops(self, row: int, keys: list[object], left: float, right: float) -> None:
        """Move a line that comes down exactly above a child of somebody else a little aside, so that they are not taken for one."""
        if row + 1 >= len(self.rows):
            return
        for key in keys:
            own = self.order.groups[key[1]].children if isinstance(key, tuple) and key[0] == "stem" else {}
            drops = [c.x for c in self.rows[row + 1] if c.person.id not in own]
            others = [self.slot[k] for k in keys if k != key]
            here = self.slot[key]
            for step in (0, 7, -7, 13, -13, 19, -19):
                x = here + step
                if left <= x <= right and all(abs(x - d) >= NEAR for d in drops) and all(abs(x - o) >= NEAR for o in others):
                    self.slot[key] = x
                    break

    # ---- where lines leave symbols

    def _ports(self) -> None:
        """Give every line that meets a symbol from above or below a place on it, those to the left on the left."""
        self.up: dict[tuple[UUID, object], float] = {}
        self.down: dict[tuple[UUID, object], float] = {}
        above: dict[UUID, list[tuple[int, float, object]]] = defaultdict(list)
        under: dict[UUID, list[tuple[float, object]]] = defaultdict(list)
        for number, group in enumerate(self.order.groups):
            for child in group.children:
                x = self._stem_x(number, group)
                above[child].append((0, x, ("drop", number)))
        for along in (a for each in self.along.values() for a in each):
            for who, other in ((along.a, along.b), (along.b, along.a)):
                x = self.columns[other].x
                above[who].append((1 if x > self.columns[who].x else -1, x, id(along)))
        for thread in self.threads:
            x = self.slot[(id(thread), len(thread.gaps) - 1)]
            above[thread.lower].append((1 if x > self.columns[thread.lower].x else -1, x, id(thread)))
        for below in (b for each in self.below.values() for b in each):
            for who in below.people:
                ends = [self.columns[w].x for w in below.people if w != who]
                if not ends:
                    ends = [self._exit_x(below)]
                under[who].append((sum(ends) / len(ends), id(below)))
        for who, met in above.items():
            met.sort(key=lambda each: (each[0], each[1]))
            drops = [n for n, each in enumerate(met) if each[0] == 0]
            middle = sum(drops) / len(drops) if drops else (len(met) - 1) / 2
            step = min(9.0, 18 / max(1, middle, len(met) - 1 - middle))
            for n, each in enumerate(met):
                self.up[(who, each[2])] = (n - middle) * step
            if len(met) == 1 and drops and abs(met[0][1] - self.columns[who].x) <= STRAIGHT:
                _, number = met[0][2]  # type: ignore[misc]
                if len(self.order.groups[number].children) == 1:
                    self.up[(who, met[0][2])] = met[0][1] - self.columns[who].x
        for who, left in under.items():
            left.sort(key=lambda each: each[0])
            step = min(9.0, 18 / max(1, (len(left) - 1) / 2))
            for n, (_, key) in enumerate(left):
                self.down[(who, key)] = (n - (len(left) - 1) / 2) * step

    def _stem_x(self, number: int, group: Group) -> float:
        if group.parents:
            return self.slot[self.stem[number]]
        return sum(self.columns[c].x for c in group.children) / len(group.children)

    def _exit_x(self, below: _Below) -> float:
        if below.gap_key is not None:
            return self.slot[below.gap_key]
        thread = next(t for t in self.threads if t.under is below)
        return self.slot[(id(thread), 0)]

    # ---- lanes

    def _lanes(self) -> None:
        self.ties: dict[int, list[_Track]] = defaultdict(list)
        for belows in self.below.values():
            for below in belows:
                xs = [self.columns[w].x + self.down[(w, id(below))] for w in below.people]
                if below.gap_key is not None or len(below.people) == 1:
                    xs.append(self._exit_x(below))
                below.track.low, below.track.high = min(xs), max(xs)
        for number, group in enumerate(self.order.groups):
            row = self.at[next(iter(group.children))][0]
            xs = [self.columns[c].x + self.up[(c, ("drop", number))] for c in group.children]
            if group.parents:
                xs.append(self._stem_x(number, group))
            track = _Track(min(xs), max(xs))
            self.bar_of[number] = track
            self.bars[row].append(track)
        for row, alongs in self.along.items():
            for along in alongs:
                xs = [self.columns[w].x + self.up[(w, id(along))] for w in (along.a, along.b)]
                along.track.low, along.track.high = min(xs), max(xs)
                self.ties[row].append(along.track)
        for thread in self.threads:
            xs = [self.slot[(id(thread), n)] for n in range(len(thread.gaps))]
            for n, (a, b) in enumerate(pairwise(xs)):
                track = _Track(min(a, b), max(a, b))
                thread.bars.append(track)
                self.bars[thread.gaps[n + 1][0]].append(track)
            end = self.columns[thread.lower].x + self.up[(thread.lower, id(thread))]
            thread.tie.low, thread.tie.high = min(xs[-1], end), max(xs[-1], end)
            self.ties[self.at[thread.lower][0]].append(thread.tie)
        self.bar_lanes = {row: _give_lanes(tracks, widest_first=True) for row, tracks in self.bars.items()}
        self.tie_lanes = {row: _give_lanes(tracks) for row, tracks in self.ties.items()}
        self.under_lanes = {row: _give_lanes([b.track for b in belows]) for row, belows in self.below.items()}

    # ---- down

    def _down(self) -> None:
        y = float(MARGIN)
        self.bar_y: dict[int, float] = {}
        self.drop_y: dict[int, float] = {}
        self.tie_y: dict[int, float] = {}
        self.under_y: dict[int, float] = {}
        self.label_y: dict[int, float] = {}
        self.end_y: dict[int, float] = {}
        twin_rows = {self.at[w][0] for part in self.order.twins for w in part if w in self.at}
        self.home_rows = self._rows_with_names_of_homes()
        last = max(self.order.others, default=-1)
        for row, columns in enumerate(self.rows):
            if row in self.order.others and row - 1 not in self.order.others and row > 0:
                y += 12
                self.others_y = y
            bars = self.bar_lanes.get(row, 0)
            self.bar_y[row] = y + BAR_STEP
            y += BAR_STEP * (bars + 1) if bars else 0
            self.drop_y[row] = y
            if bars:
                y += TWIN_DROP if row in twin_rows else DROP - 8
            ties = self.tie_lanes.get(row, 0)
            self.tie_y[row] = y + TIE_STEP / 2
            y += TIE_STEP * ties + 10 + SIZE / 2
            for c in columns:
                c.y = y
            y += SIZE / 2
            under = self.under_lanes.get(row, 0)
            self.under_y[row] = y + UNDER_STEP
            y += UNDER_STEP * under + (6 if under else 0)
            self.label_y[row] = y + LINE
            y += LINE * max(len(c.label) for c in columns) + 6
            if row in self.home_rows:
                y += LINE
            if row == last and row > 0:
                y += LINE + 4
            self.end_y[row] = y
            y += 20
        self.bottom = y - 14

    # ---- the lines themselves

    def _draw(self) -> None:
        for a, b, kind, dy, is_bond in self.beside:
            left, right = self.columns[a], self.columns[b]
            y = left.y + dy
            ends = [(left.x + left.side(dy), y), (right.x - right.side(dy), y)]
            marks = None
            if not is_bond:
                stems = [
                    self.slot[self.stem[n]] for n, g in enumerate(self.order.groups) if frozenset(g.parents) == frozenset((a, b))
                ]
                middle = stems[0] if stems else (ends[0][0] + ends[1][0]) / 2
                longer = max(((ends[0][0], middle), (middle, ends[1][0])), key=lambda part: part[1] - part[0])
                marks = (sum(longer) / 2 if stems else middle, y)
            (self.bonds if is_bond else self.lines).append(Line(ends, kind, marks))
        for row, belows in self.below.items():
            for below in belows:
                if any(t.under is below for t in self.threads):
                    continue
                y = self._under(row, below)
                points = [self._foot(below.people[0], below), (self._foot(below.people[0], below)[0], y)]
                if len(below.people) == 2:
                    foot = self._foot(below.people[1], below)
                    self.lines.append(
                        Line(
                            [*points, (foot[0], y), foot],
                            below.kind,
                            self._marks(points[0][0], foot[0], y, below),
                        )
                    )
                else:
                    self.lines.append(Line([*points, (self._exit_x(below), y)], below.kind))
        for number, group in enumerate(self.order.groups):
            self._draw_group(number, group)
        for thread in self.threads:
            self._draw_thread(thread)
        for row, alongs in self.along.items():
            for along in alongs:
                y = self.tie_y[row] + TIE_STEP * along.track.lane
                start, end = (self._head(w, id(along)) for w in (along.a, along.b))
                self.bonds.append(Line([start, (start[0], y), (end[0], y), end], along.kind))

    def _marks(self, a: float, b: float, y: float, below: _Below) -> Point:
        x = a + (b - a) * 0.3
        if below.gap_key is not None and abs(x - self.slot[below.gap_key]) < 14:
            x = a + (b - a) * 0.6
        return (x, y)

    def _under(self, row: int, below: _Below) -> float:
        return self.under_y[row] + UNDER_STEP * below.track.lane

    def _foot(self, who: UUID, below: _Below) -> Point:
        c = self.columns[who]
        dx = self.down[(who, id(below))]
        return (c.x + dx, c.edge(dx, up=False))

    def _head(self, who: UUID, key: object) -> Point:
        c = self.columns[who]
        dx = self.up[(who, key)]
        return (c.x + dx, c.edge(dx, up=True))

    def _draw_group(self, number: int, group: Group) -> None:
        row = self.at[next(iter(group.children))][0]
        track = self.bar_of[number]
        y = self.bar_y[row] + BAR_STEP * track.lane
        heads = {c: self._head(c, ("drop", number)) for c in group.children}
        sorts = set(group.children.values())
        whole = f"descent-{sorts.pop()}" if len(sorts) == 1 else "descent"
        if not group.parents:
            whole = {"half": "siblings-half", "step": "siblings-half"}.get(group.kind, "siblings")
        feet: list[float] = []
        twins = [[w for w in part if w in heads] for part in self.order.twins]
        of_twins = {w: part for part in twins if len(part) > 1 for w in part}
        drawn: set[UUID] = set()
        for child, sort in group.children.items():
            kind = f"descent-{sort}" if group.parents else whole
            if child not in of_twins:
                feet.append(heads[child][0])
                self.lines.append(Line([(heads[child][0], y), heads[child]], kind))
                continue
            part = of_twins[child]
            apex = sum(heads[w][0] for w in part) / len(part)
            self.lines.append(Line([(apex, self.drop_y[row]), heads[child]], kind))
            if part[0] not in drawn:
                drawn.add(part[0])
                feet.append(apex)
                if y < self.drop_y[row] - 1:
                    self.lines.append(Line([(apex, y), (apex, self.drop_y[row])], kind))
        if group.parents:
            x = self._stem_x(number, group)
            feet.append(x)
            self.lines.append(Line([(x, self._stem_top(number, group)), (x, y)], whole))
        if max(feet) - min(feet) > 0.5:
            self.lines.append(Line([(min(feet), y), (max(feet), y)], whole))

    def _stem_top(self, number: int, group: Group) -> float:
        key = self.stem[number]
        row = self.at[group.parents[0]][0]
        below = next((b for b in self.below[row] if b.gap_key == key), None)
        return self._under(row, below) if below else self.columns[group.parents[0]].y

    def _draw_thread(self, thread: _Thread) -> None:
        row = self.at[thread.upper][0]
        foot = self._foot(thread.upper, thread.under)
        y = self._under(row, thread.under)
        x = self.slot[(id(thread), 0)]
        points = [foot, (foot[0], y), (x, y)]
        for n, track in enumerate(thread.bars):
            y = self.bar_y[thread.gaps[n + 1][0]] + BAR_STEP * track.lane
            following = self.slot[(id(thread), n + 1)]
            points += [(x, y), (following, y)]
            x = following
        last = self.at[thread.lower][0]
        y = self.tie_y[last] + TIE_STEP * thread.tie.lane
        head = self._head(thread.lower, id(thread))
        points += [(x, y), (head[0], y), head]
        (self.bonds if thread.bond else self.lines).append(Line(_without_repeats(points), thread.kind))

    def _others(self) -> Others | None:
        """Return the ground of those related to nobody. Its words stand under the last row, as far as no line passes there."""
        if not self.order.others or min(self.order.others) == 0:
            return None
        last = max(self.order.others)
        columns = self.rows[last]
        room = self._room(last, 0, len(columns) - 1)
        words = next((w for w in OTHERS_WORDS if width(w, FONT, bold=True) <= room), OTHERS_WORDS[-1])
        low = self.end_y[last]
        return Others(self.others_y, low + 2, words, (columns[0].left + 1, low - 6))

    def _room(self, row: int, first: int, last: int) -> float:
        """Return how far words under a column may go before a gap through which a line comes down."""
        end = first
        while end < last and not self.kept[(row, end + 1)]:
            end += 1
        return self.rows[row][end].right - self.rows[row][first].left

    # ---- homes

    def _pieces(self) -> list[tuple[str, list[tuple[int, int, int]], int, int]]:
        """Return the parts of each home that can be enclosed without enclosing anybody else: name, (row, first, last) runs, part, parts."""
        out = []
        for home in self.kin.homes:
            members = [w for w in home.people if w in self.at]
            if len(members) < 2:
                continue
            runs: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
            for row, rank in sorted(self.at[w] for w in members):
                if runs[row] and runs[row][-1][2] == rank - 1:
                    runs[row][-1] = (row, runs[row][-1][1], rank)
                else:
                    runs[row].append((row, rank, rank))
            pieces: list[list[tuple[int, int, int]]] = []
            for row in sorted(runs):
                joins = len(runs[row]) == 1 and len(runs.get(row - 1, [])) == 1
                if joins and pieces:
                    pieces[-1] += runs[row]
                else:
                    pieces += [[run] for run in runs[row]]
            if len(pieces) > PIECES_MOST:
                self.undrawn.append(f"{home.name}: its people stand too far apart to be outlined. The table says who they are.")
                continue
            out += [(home.name, piece, n + 1, len(pieces)) for n, piece in enumerate(pieces)]
        return out

    def _rows_with_names_of_homes(self) -> set[int]:
        self.pieces = self._pieces()
        return {piece[-1][0] for _, piece, _, _ in self.pieces}

    def _homes(self) -> list[Outline]:
        out = []
        for name, piece, part, parts in self.pieces:
            row, first, last = piece[-1]
            columns = self.rows[row]
            room = self._room(row, first, last)
            words = name if parts == 1 else f"{name} ({part} of {parts})"
            boxes = [
                (
                    self.rows[r][a].left - 5,
                    self.rows[r][b].right + 5,
                    self.rows[r][a].y - SIZE / 2 - 9,
                    self.end_y[r] + 2,
                )
                for r, a, b in piece
            ]
            out.append(
                Outline(
                    _around(boxes),
                    shortened(words, room, FONT),
                    (
                        columns[first].left + 1,
                        self.end_y[row] - 5 - (LINE + 4) * (row == max(self.order.others, default=-1)),
                    ),
                )
            )
        return out


def _without_repeats(points: list[Point]) -> list[Point]:
    return [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]


def _around(boxes: list[tuple[float, float, float, float]]) -> list[Point]:
    """Return the corners of a line around boxes that stand under each other, going clockwise."""
    right: list[Point] = [(boxes[0][1], boxes[0][2])]
    left: list[Point] = [(boxes[0][0], boxes[0][2])]
    for upper, lower in pairwise(boxes):
        middle = (upper[3] + lower[2]) / 2
        half = min(6.0, max(2.0, (lower[2] - upper[3]) / 2 - 1))
        y = middle - half if lower[1] > upper[1] else middle + half
        right += [(upper[1], y), (lower[1], y)]
        y = middle + half if lower[0] > upper[0] else middle - half
        left += [(upper[0], y), (lower[0], y)]
    right.append((boxes[-1][1], boxes[-1][3]))
    left.append((boxes[-1][0], boxes[-1][3]))
    return _without_repeats([*right, *left[::-1]])


def _give_lanes(tracks: list[_Track], *, widest_first: bool = False) -> int:
    """Give every stretch a lane in which it touches no other; return how many lanes there are."""
    lanes: list[list[_Track]] = []
    for track in sorted(tracks, key=lambda t: ((t.low - t.high) if widest_first else (t.high - t.low), t.low)):
        for number, lane in enumerate(lanes):
            if all(track.low > other.high + NEAR or track.high < other.low - NEAR for other in lane):
                lane.append(track)
                track.lane = number
                break
        else:
            track.lane = len(lanes)
            lanes.append([track])
    return len(lanes)


# ---- where columns stand


def _within(places: list[float], low: float, high: float) -> list[float]:
    """Return places that are in order moved between two bounds, still a step apart."""
    last = len(places) - 1
    places = [max(x, low + GAP_STEP * n) for n, x in enumerate(places)]
    return [min(x, high - GAP_STEP * (last - n)) for n, x in enumerate(places)]


def _settle(rows: list[list[Column]], least: list[list[float]], order: Order, columns: dict[UUID, Column]) -> None:
    """Move columns, within their order and the room each needs, until children stand under their parents as well as they can."""
    for row, gaps in zip(rows, least, strict=True):
        x = 0.0
        for n, column in enumerate(row):
            x += gaps[n - 1] if n else 0.0
            column.x = x
    groups = [([columns[p] for p in g.parents], [columns[c] for c in g.children]) for g in order.groups if g.parents]
    couples = [
        (columns[a], columns[b], (columns[a].width + columns[b].width) / 2 + GAP_LEAST)
        for a, b in (sorted(pair, key=lambda w: order.at[w]) for pair in order.couples)
        if order.at[a][0] == order.at[b][0]
    ]
    for sweep in range(36):
        wants: dict[int, list[float]] = {id(c): [c.x] for c in columns.values()}
        down = sweep % 2 == 0
        for parents, children in groups:
            above = sum(p.x for p in parents) / len(parents)
            beneath = sum(c.x for c in children) / len(children)
            for c in children if down else parents:
                wants[id(c)] += [c.x + (above - beneath if down else beneath - above)] * 3
        for a, b, room in couples:
            spare = b.x - a.x - room
            wants[id(a)].append(a.x + spare / 2)
            wants[id(b)].append(b.x - spare / 2)
        for row, gaps in zip(rows, least, strict=True):
            want = [sum(wants[id(c)]) / len(wants[id(c)]) for c in row]
            for column, x in zip(row, _spread(want, gaps), strict=True):
                column.x = x


def _spread(want: list[float], least: list[float]) -> list[float]:
    """Return the places nearest to those wanted, in order and at least so far apart (pool adjacent violators)."""
    offsets = [0.0]
    for gap in least:
        offsets.append(offsets[-1] + gap)
    pools: list[tuple[float, int]] = []
    for wanted, offset in zip(want, offsets, strict=True):
        total, count = wanted - offset, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / count:
            before, many = pools.pop()
            total, count = total + before, count + many
        pools.append((total, count))
    shifts = [total / count for total, count in pools for _ in range(count)]
    return [offset + shift for offset, shift in zip(offsets, shifts, strict=True)]
