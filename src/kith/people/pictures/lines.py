"""The lines of a genogram with their points, when everything has its place."""

from uuid import UUID

from kith.people.pictures.heights import Heights
from kith.people.pictures.order import Group
from kith.people.pictures.places import Places
from kith.people.pictures.shapes import BAR_STEP, TIE_STEP, UNDER_STEP, Below, Line, Point, Thread


class Lines:
    """Lines of descent and union (``lines``), and ties (``bonds``), in the order in which they are drawn."""

    def __init__(self, places: Places, heights: Heights) -> None:
        self.places, self.heights, self.routes = places, heights, places.routes
        self.columns, self.order = places.columns, places.order
        self.lines: list[Line] = []
        self.bonds: list[Line] = []
        self._draw_beside()
        self._draw_below()
        for number, group in enumerate(self.order.groups):
            self._draw_group(number, group)
        for thread in self.routes.threads:
            self._draw_thread(thread)
        self._draw_along()

    # ---- points

    def _under(self, row: int, below: Below) -> float:
        return self.heights.under[row] + UNDER_STEP * below.track.lane

    def _foot(self, who: UUID, below: Below) -> Point:
        c = self.columns[who]
        dx = self.places.down[(who, id(below))]
        return (c.x + dx, c.edge(dx, up=False))

    def _head(self, who: UUID, key: object) -> Point:
        c = self.columns[who]
        dx = self.places.up[(who, key)]
        return (c.x + dx, c.edge(dx, up=True))

    # ---- partners and ties of one row

    def _draw_beside(self) -> None:
        for a, b, kind, dy, is_bond in self.routes.beside:
            left, right = self.columns[a], self.columns[b]
            y = left.y + dy
            start, end = left.x + left.side(dy), right.x - right.side(dy)
            marks = None if is_bond else (self._middle(a, b, start, end), y)
            (self.bonds if is_bond else self.lines).append(Line([(start, y), (end, y)], kind, marks))

    def _middle(self, a: UUID, b: UUID, start: float, end: float) -> float:
        """Return where the strokes of a separation cross the line between partners: clear of the line to their children."""
        stems = [
            self.places.slot[self.routes.stem[n]]
            for n, g in enumerate(self.order.groups)
            if frozenset(g.parents) == frozenset((a, b))
        ]
        if not stems:
            return (start + end) / 2
        left, right = (start, stems[0]), (stems[0], end)
        longer = left if left[1] - left[0] >= right[1] - right[0] else right
        return sum(longer) / 2

    def _draw_below(self) -> None:
        of_threads = {id(t.under) for t in self.routes.threads}
        for row, belows in self.routes.below.items():
            for below in belows:
                if id(below) not in of_threads:
                    self._draw_under(row, below)

    def _draw_under(self, row: int, below: Below) -> None:
        y = self._under(row, below)
        start = self._foot(below.people[0], below)
        points = [start, (start[0], y)]
        if len(below.people) == 2:
            foot = self._foot(below.people[1], below)
            self.lines.append(Line([*points, (foot[0], y), foot], below.kind, self._marks(start[0], foot[0], y, below)))
        else:
            self.lines.append(Line([*points, (self.places.exit_x(below), y)], below.kind))

    def _marks(self, a: float, b: float, y: float, below: Below) -> Point:
        x = a + (b - a) * 0.3
        if below.gap_key is not None and abs(x - self.places.slot[below.gap_key]) < 14:
            x = a + (b - a) * 0.6
        return (x, y)

    def _draw_along(self) -> None:
        for row, alongs in self.routes.along.items():
            for along in alongs:
                y = self.heights.tie[row] + TIE_STEP * along.track.lane
                start, end = (self._head(w, id(along)) for w in (along.a, along.b))
                self.bonds.append(Line([start, (start[0], y), (end[0], y), end], along.kind))

    # ---- parents and children

    def _draw_group(self, number: int, group: Group) -> None:
        row = self.order.at[next(iter(group.children))][0]
        y = self.heights.bar[row] + BAR_STEP * self.places.bar_of[number].lane
        sorts = set(group.children.values())
        whole = f"descent-{sorts.pop()}" if len(sorts) == 1 else "descent"
        if not group.parents:
            whole = {"half": "siblings-half", "step": "siblings-half"}.get(group.kind, "siblings")
        feet = self._draw_children(number, group, row, y, whole)
        if group.parents:
            x = self.places.stem_x(number, group)
            feet.append(x)
            self.lines.append(Line([(x, self._stem_top(number, group)), (x, y)], whole))
        if max(feet) - min(feet) > 0.5:
            self.lines.append(Line([(min(feet), y), (max(feet), y)], whole))

    def _draw_children(self, number: int, group: Group, row: int, y: float, whole: str) -> list[float]:
        """Draw the line up from every child, twins from one point. Returns where these lines meet the bar."""
        heads = {c: self._head(c, ("drop", number)) for c in group.children}
        twins = [[w for w in part if w in heads] for part in self.order.twins]
        of_twins = {w: part for part in twins if len(part) > 1 for w in part}
        fork = self.heights.drop[row]
        feet: list[float] = []
        drawn: set[UUID] = set()
        for child, sort in group.children.items():
            kind = f"descent-{sort}" if group.parents else whole
            if child not in of_twins:
                feet.append(heads[child][0])
                self.lines.append(Line([(heads[child][0], y), heads[child]], kind))
                continue
            part = of_twins[child]
            apex = sum(heads[w][0] for w in part) / len(part)
            self.lines.append(Line([(apex, fork), heads[child]], kind))
            if part[0] not in drawn:
                drawn.add(part[0])
                feet.append(apex)
                if y < fork - 1:
                    self.lines.append(Line([(apex, y), (apex, fork)], kind))
        return feet

    def _stem_top(self, number: int, group: Group) -> float:
        key = self.routes.stem[number]
        row = self.order.at[group.parents[0]][0]
        below = next((b for b in self.routes.below[row] if b.gap_key == key), None)
        return self._under(row, below) if below else self.columns[group.parents[0]].y

    # ---- from row to row

    def _draw_thread(self, thread: Thread) -> None:
        foot = self._foot(thread.upper, thread.under)
        y = self._under(self.order.at[thread.upper][0], thread.under)
        x = self.places.slot[(id(thread), 0)]
        points = [foot, (foot[0], y), (x, y)]
        for n, track in enumerate(thread.bars):
            y = self.heights.bar[thread.gaps[n + 1][0]] + BAR_STEP * track.lane
            following = self.places.slot[(id(thread), n + 1)]
            points += [(x, y), (following, y)]
            x = following
        y = self.heights.tie[self.order.at[thread.lower][0]] + TIE_STEP * thread.tie.lane
        head = self._head(thread.lower, id(thread))
        points += [(x, y), (head[0], y), head]
        (self.bonds if thread.bond else self.lines).append(Line(without_repeats(points), thread.kind))


def without_repeats(points: list[Point]) -> list[Point]:
    """Return the points of a line without those that stand twice in a row."""
    return [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]
