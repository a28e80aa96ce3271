"""How high everything in a genogram stands. From the top down a row has bars, ties, symbols, lines under symbols, and labels."""

from dataclasses import dataclass, field

from kith.people.pictures.order import Order
from kith.people.pictures.places import Places
from kith.people.pictures.shapes import BAR_STEP, DROP, LINE, MARGIN, SIZE, TIE_STEP, TWIN_DROP, UNDER_STEP, Column


@dataclass
class Heights:
    """For each row: the first bar, where twins part, the first tie, the first line under symbols, the labels, and the end."""

    bar: dict[int, float] = field(default_factory=dict)
    drop: dict[int, float] = field(default_factory=dict)
    tie: dict[int, float] = field(default_factory=dict)
    under: dict[int, float] = field(default_factory=dict)
    label: dict[int, float] = field(default_factory=dict)
    end: dict[int, float] = field(default_factory=dict)
    others: float = 0.0
    """Where the ground of people without a relation begins."""
    bottom: float = 0.0


def heights_of(order: Order, rows: list[list[Column]], places: Places, with_home_names: set[int]) -> Heights:
    """Return how high everything stands, and set the height of every column. ``with_home_names``:
    rows under which homes are named."""
    found = Heights()
    y = float(MARGIN)
    twin_rows = {order.at[w][0] for part in order.twins for w in part if w in order.at}
    last = max(order.others, default=-1)
    for row, columns in enumerate(rows):
        if row in order.others and row - 1 not in order.others and row > 0:
            y += 12
            found.others = y
        bars = places.bar_lanes.get(row, 0)
        found.bar[row] = y + BAR_STEP
        y += BAR_STEP * (bars + 1) if bars else 0
        found.drop[row] = y
        if bars:
            y += TWIN_DROP if row in twin_rows else DROP - 8
        found.tie[row] = y + TIE_STEP / 2
        y += TIE_STEP * places.tie_lanes.get(row, 0) + 10 + SIZE / 2
        for c in columns:
            c.y = y
        y += SIZE / 2
        under = places.under_lanes.get(row, 0)
        found.under[row] = y + UNDER_STEP
        y += UNDER_STEP * under + (6 if under else 0)
        found.label[row] = y + LINE
        y += _under_symbols(columns, named=row in with_home_names, last=row == last and row > 0)
        found.end[row] = y
        y += 20
    found.bottom = y - 14
    return found


def _under_symbols(columns: list[Column], *, named: bool, last: bool) -> float:
    """Return the room for the labels of a row, the names of homes under them, and the words of the last ground."""
    room = LINE * max(len(c.label) for c in columns) + 6
    return room + (LINE if named else 0) + (LINE + 4 if last else 0)
