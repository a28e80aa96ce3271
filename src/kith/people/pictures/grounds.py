"""The grounds of a genogram: the outlines around people who live together, and the ground under people without a relation."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from kith.people.pictures.heights import Heights
from kith.people.pictures.kin import Home, Kin
from kith.people.pictures.lines import without_repeats
from kith.people.pictures.order import Order
from kith.people.pictures.shapes import FONT, LINE, OTHERS_WORDS, PIECES_MOST, SIZE, Column, Gap, Others, Outline, Point
from kith.people.pictures.text import shortened, width

Run = tuple[int, int, int]
"""Neighbours of a row: the row, the first and the last."""


@dataclass(frozen=True)
class Piece:
    """A part of a home that can be outlined without enclosing anybody else, and which of how many parts it is."""

    name: str
    runs: list[Run]
    part: int
    parts: int

    @property
    def row(self) -> int:
        """The row under which its name stands."""
        return self.runs[-1][0]


def pieces_of(kin: Kin, order: Order) -> tuple[list[Piece], list[str]]:
    """Return the parts of each home that can be outlined, and in words which homes cannot."""
    pieces, undrawn = [], []
    for home in kin.homes:
        members = [w for w in home.people if w in order.at]
        if len(members) < 2:
            continue
        parts = _parts(_runs(home, order))
        if len(parts) > PIECES_MOST:
            undrawn.append(f"{home.name}: its people stand too far apart to be outlined. The table says who they are.")
            continue
        pieces += [Piece(home.name, part, n + 1, len(parts)) for n, part in enumerate(parts)]
    return pieces, undrawn


def _runs(home: Home, order: Order) -> dict[int, list[Run]]:
    """Return, for each row, those of a home who stand side by side."""
    runs: dict[int, list[Run]] = defaultdict(list)
    for row, rank in sorted(order.at[w] for w in home.people if w in order.at):
        if runs[row] and runs[row][-1][2] == rank - 1:
            runs[row][-1] = (row, runs[row][-1][1], rank)
        else:
            runs[row].append((row, rank, rank))
    return runs


def _parts(runs: dict[int, list[Run]]) -> list[list[Run]]:
    """Return the runs of a home put together: a single run of a row joins the single run of the row above."""
    parts: list[list[Run]] = []
    for row in sorted(runs):
        if parts and len(runs[row]) == 1 and len(runs.get(row - 1, [])) == 1:
            parts[-1] += runs[row]
        else:
            parts += [[run] for run in runs[row]]
    return parts


class Grounds:
    """The grounds of a picture in which everything has its place. ``kept`` says through which gaps lines come down."""

    def __init__(self, order: Order, rows: list[list[Column]], heights: Heights, kept: dict[Gap, list[object]]) -> None:
        self.order, self.rows, self.heights, self.kept = order, rows, heights, kept

    def outline(self, piece: Piece) -> Outline:
        """Return the line around a part of a home, and its name with a place."""
        row, first, last = piece.runs[-1]
        words = piece.name if piece.parts == 1 else f"{piece.name} ({piece.part} of {piece.parts})"
        boxes = [
            (
                self.rows[r][a].left - 5,
                self.rows[r][b].right + 5,
                self.rows[r][a].y - SIZE / 2 - 9,
                self.heights.end[r] + 2,
            )
            for r, a, b in piece.runs
        ]
        above_others = (LINE + 4) * (row == max(self.order.others, default=-1))
        at = (self.rows[row][first].left + 1, self.heights.end[row] - 5 - above_others)
        return Outline(_around(boxes), shortened(words, self._room(row, first, last), FONT), at)

    def others(self) -> Others | None:
        """Return the ground of people without a relation. Its words stand under the last row, as far as no line passes there."""
        if not self.order.others or min(self.order.others) == 0:
            return None
        last = max(self.order.others)
        columns = self.rows[last]
        room = self._room(last, 0, len(columns) - 1)
        words = next((w for w in OTHERS_WORDS if width(w, FONT, bold=True) <= room), OTHERS_WORDS[-1])
        low = self.heights.end[last]
        return Others(self.heights.others, low + 2, words, (columns[0].left + 1, low - 6))

    def _room(self, row: int, first: int, last: int) -> float:
        """Return how far words under a column may go before a gap through which a line comes down."""
        end = first
        while end < last and not self.kept[(row, end + 1)]:
            end += 1
        return self.rows[row][end].right - self.rows[row][first].left


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
    return without_repeats([*right, *left[::-1]])
