"""What a genogram is laid out with: columns of people, the lines between them, and the measures all of it keeps."""

from dataclasses import dataclass, field
from uuid import UUID

from kith.people.pictures.kin import Person
from kith.people.pictures.order import Order

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
    """The ground under people without a relation, and the words on it."""

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
class Track:
    """A horizontal stretch of a line that needs a lane of its own; ``lane`` is set when lanes are given."""

    low: float
    high: float
    lane: int = 0


@dataclass
class Below:
    """Something that leaves symbols at the bottom: who, with which places under the symbols, and the stretch."""

    people: list[UUID]
    kind: str
    gap_key: object | None
    track: Track = field(default_factory=lambda: Track(0, 0))


@dataclass
class Thread:
    """A line from one person down to another in a later row, through gaps."""

    upper: UUID
    lower: UUID
    kind: str
    gaps: list[Gap]
    bond: bool
    under: Below
    bars: list[Track] = field(default_factory=list)
    tie: Track = field(default_factory=lambda: Track(0, 0))


@dataclass
class Along:
    """A tie between two people of a row who do not stand side by side, above their symbols."""

    a: UUID
    b: UUID
    kind: str
    track: Track = field(default_factory=lambda: Track(0, 0))
