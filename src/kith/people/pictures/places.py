"""Where the columns and lines of a genogram stand from left to right, and which lines need a lane of their own."""

from collections import defaultdict
from itertools import pairwise
from uuid import UUID

from kith.people.pictures.columns import settle, spread, within
from kith.people.pictures.order import Group, Order
from kith.people.pictures.routes import Routes
from kith.people.pictures.shapes import GAP_EDGE, GAP_LEAST, GAP_STEP, MARGIN, NEAR, STRAIGHT, Below, Column, Gap, Track

Met = list[tuple[int, float, object]]
"""The lines that meet a symbol from above: -1, 0 or 1 for a tie to the left, a line from parents, a tie to the right; where it
comes from; and its key."""


class Places:
    """The place of every line in its gap (``slot``), on its symbol (``up``, ``down``), and in its lane."""

    def __init__(self, order: Order, columns: dict[UUID, Column], rows: list[list[Column]], routes: Routes) -> None:
        self.order, self.columns, self.rows, self.routes = order, columns, rows, routes
        self.slot: dict[object, float] = {}
        self.up: dict[tuple[UUID, object], float] = {}
        self.down: dict[tuple[UUID, object], float] = {}
        self.bar_of: dict[int, Track] = {}
        self._across()
        self._meet_above()
        self._meet_below()
        self._lanes()

    def stem_x(self, number: int, group: Group) -> float:
        """Return where the line from the parents of a group comes down; over the middle of siblings without recorded parents."""
        if group.parents:
            return self.slot[self.routes.stem[number]]
        return sum(self.columns[c].x for c in group.children) / len(group.children)

    def exit_x(self, below: Below) -> float:
        """Return where a line that leaves symbols at the bottom goes on down."""
        if below.gap_key is not None:
            return self.slot[below.gap_key]
        thread = next(t for t in self.routes.threads if t.under is below)
        return self.slot[(id(thread), 0)]

    # ---- across

    def _across(self) -> None:
        room = self._room_in_gaps()
        least = [
            [(a.width + b.width) / 2 + room[(row, b.rank)] for a, b in pairwise(columns)] for row, columns in enumerate(self.rows)
        ]
        settle(self.rows, least, self.order, self.columns)
        start = min(
            (columns[0].left - room[(row, 0)] for row, columns in enumerate(self.rows) if columns),
            default=0.0,
        )
        for c in self.columns.values():
            c.x = round(c.x - start + MARGIN / 2, 1)
        for gap, keys in self.routes.kept.items():
            if keys:
                self._place_in_gap(gap, keys, room[gap])

    def _room_in_gaps(self) -> dict[Gap, float]:
        """Return how wide each gap must be for the lines that pass it."""
        room: dict[Gap, float] = {}
        for row, columns in enumerate(self.rows):
            for n in range(len(columns) + 1):
                kept = len(self.routes.kept[(row, n)])
                room[(row, n)] = max(GAP_LEAST, 2 * GAP_EDGE + GAP_STEP * (kept - 1) + 4) if kept else GAP_LEAST
        return room

    def _place_in_gap(self, gap: Gap, keys: list[object], room: float) -> None:
        row, n = gap
        columns = self.rows[row]
        left = columns[n - 1].right if n else columns[0].left - room
        right = columns[n].left if n < len(columns) else columns[-1].right + room
        low, high = left + GAP_EDGE - 2, right - GAP_EDGE + 2
        wanted = sorted(((min(max(self._goal(key), low), high), k, key) for k, key in enumerate(keys)))
        places = within(spread([x for x, _, _ in wanted], [GAP_STEP] * (len(wanted) - 1)), low, high)
        for (_, _, key), x in zip(wanted, places, strict=True):
            self.slot[key] = x
        self._away_from_drops(row, [key for _, _, key in wanted], low, high)

    def _goal(self, key: object) -> float:
        """Return where a line that passes a gap would best come down: over what it leads to."""
        assert isinstance(key, tuple)
        if key[0] == "stem":
            children = self.order.groups[key[1]].children
            return sum(self.columns[c].x for c in children) / len(children)
        return next(self.columns[t.lower].x for t in self.routes.threads if id(t) == key[0])

    def _away_from_drops(self, row: int, keys: list[object], left: float, right: float) -> None:
        """Move a line that would come down exactly above another couple's child a little aside, so that the two stay apart."""
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

    # ---- where lines meet symbols: those from the left on the left

    def _meet_above(self) -> None:
        above: dict[UUID, Met] = defaultdict(list)
        for number, group in enumerate(self.order.groups):
            for child in group.children:
                above[child].append((0, self.stem_x(number, group), ("drop", number)))
        for along in (a for each in self.routes.along.values() for a in each):
            for who, other in ((along.a, along.b), (along.b, along.a)):
                x = self.columns[other].x
                above[who].append((1 if x > self.columns[who].x else -1, x, id(along)))
        for thread in self.routes.threads:
            x = self.slot[(id(thread), len(thread.gaps) - 1)]
            above[thread.lower].append((1 if x > self.columns[thread.lower].x else -1, x, id(thread)))
        for who, met in above.items():
            self._spread_above(who, met)

    def _spread_above(self, who: UUID, met: Met) -> None:
        met.sort(key=lambda each: (each[0], each[1]))
        drops = [n for n, each in enumerate(met) if each[0] == 0]
        middle = sum(drops) / len(drops) if drops else (len(met) - 1) / 2
        step = min(9.0, 18 / max(1, middle, len(met) - 1 - middle))
        for n, each in enumerate(met):
            self.up[(who, each[2])] = (n - middle) * step
        if len(met) == 1 and drops and abs(met[0][1] - self.columns[who].x) <= STRAIGHT:
            key = met[0][2]
            assert isinstance(key, tuple)
            if len(self.order.groups[key[1]].children) == 1:
                self.up[(who, key)] = met[0][1] - self.columns[who].x

    def _meet_below(self) -> None:
        under: dict[UUID, list[tuple[float, object]]] = defaultdict(list)
        for below in (b for each in self.routes.below.values() for b in each):
            for who in below.people:
                ends = [self.columns[w].x for w in below.people if w != who] or [self.exit_x(below)]
                under[who].append((sum(ends) / len(ends), id(below)))
        for who, met in under.items():
            met.sort(key=lambda each: each[0])
            step = min(9.0, 18 / max(1, (len(met) - 1) / 2))
            for n, (_, key) in enumerate(met):
                self.down[(who, key)] = (n - (len(met) - 1) / 2) * step

    # ---- lanes

    def _lanes(self) -> None:
        bars: dict[int, list[Track]] = defaultdict(list)
        ties: dict[int, list[Track]] = defaultdict(list)
        self._stretch_below()
        self._stretch_bars(bars)
        self._stretch_along(ties)
        self._stretch_threads(bars, ties)
        self.bar_lanes = {row: _give_lanes(tracks, widest_first=True) for row, tracks in bars.items()}
        self.tie_lanes = {row: _give_lanes(tracks) for row, tracks in ties.items()}
        self.under_lanes = {row: _give_lanes([b.track for b in belows]) for row, belows in self.routes.below.items()}

    def _stretch_below(self) -> None:
        for below in (b for each in self.routes.below.values() for b in each):
            xs = [self.columns[w].x + self.down[(w, id(below))] for w in below.people]
            if below.gap_key is not None or len(below.people) == 1:
                xs.append(self.exit_x(below))
            below.track.low, below.track.high = min(xs), max(xs)

    def _stretch_bars(self, bars: dict[int, list[Track]]) -> None:
        for number, group in enumerate(self.order.groups):
            row = self.order.at[next(iter(group.children))][0]
            xs = [self.columns[c].x + self.up[(c, ("drop", number))] for c in group.children]
            if group.parents:
                xs.append(self.stem_x(number, group))
            self.bar_of[number] = Track(min(xs), max(xs))
            bars[row].append(self.bar_of[number])

    def _stretch_along(self, ties: dict[int, list[Track]]) -> None:
        for row, alongs in self.routes.along.items():
            for along in alongs:
                xs = [self.columns[w].x + self.up[(w, id(along))] for w in (along.a, along.b)]
                along.track.low, along.track.high = min(xs), max(xs)
                ties[row].append(along.track)

    def _stretch_threads(self, bars: dict[int, list[Track]], ties: dict[int, list[Track]]) -> None:
        for thread in self.routes.threads:
            xs = [self.slot[(id(thread), n)] for n in range(len(thread.gaps))]
            for n, (a, b) in enumerate(pairwise(xs)):
                track = Track(min(a, b), max(a, b))
                thread.bars.append(track)
                bars[thread.gaps[n + 1][0]].append(track)
            end = self.columns[thread.lower].x + self.up[(thread.lower, id(thread))]
            thread.tie.low, thread.tie.high = min(xs[-1], end), max(xs[-1], end)
            ties[self.order.at[thread.lower][0]].append(thread.tie)


def _give_lanes(tracks: list[Track], *, widest_first: bool = False) -> int:
    """Give every stretch a lane in which it touches no other; return how many lanes there are."""
    lanes: list[list[Track]] = []
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
