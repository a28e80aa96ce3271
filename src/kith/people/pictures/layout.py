"""Where everything in a genogram goes.

No two labels overlap and no line crosses a label, because of how the room is divided, not because such a place is searched for.
Each generation is a row of columns, each as wide as its label, with a gap between any two. From the top down a row is: room for
the bars that join brothers and sisters, room for ties that run along the row, the symbols, room for lines between partners who do
not stand side by side, and the labels. A line passes the labels only in a gap, in a place kept for it.

The steps, each in a file of its own: ``order`` (rows, and the order within them), ``routes`` (which way each line goes),
``places`` (from left to right), ``heights`` (from top to bottom), ``lines`` (the points of every line), ``grounds`` (homes, and
people without a relation).
"""

from uuid import UUID

from kith.people.pictures.grounds import Grounds, pieces_of
from kith.people.pictures.heights import heights_of
from kith.people.pictures.kin import Kin, Sort
from kith.people.pictures.labels import label_of
from kith.people.pictures.lines import Lines
from kith.people.pictures.order import Order, arrange
from kith.people.pictures.places import Places
from kith.people.pictures.routes import Routes
from kith.people.pictures.shapes import COLUMN_LEAST, FONT, MARGIN, Column, Laid
from kith.people.pictures.text import width

_BRACKETED = (Sort.ADOPTIVE, Sort.FOSTER)


def lay_out(kin: Kin, centre: UUID | None) -> Laid:
    """Return everything with its place. The same people always give the same picture."""
    order = arrange(kin, centre)
    columns = _columns(kin, order, centre)
    rows = [[columns[w] for w in row] for row in order.rows]
    routes = Routes(kin, order)
    places = Places(order, columns, rows, routes)
    pieces, too_far_apart = pieces_of(kin, order)
    heights = heights_of(order, rows, places, {piece.row for piece in pieces})
    drawn = Lines(places, heights)
    grounds = Grounds(order, rows, heights, routes.kept)
    wide = max((c.right for c in columns.values()), default=200.0)
    wide = max([wide, *(x for line in drawn.lines + drawn.bonds for x, _ in line.points)])
    return Laid(
        columns=list(columns.values()),
        lines=drawn.lines,
        bonds=drawn.bonds,
        brackets=_brackets(order),
        outlines=[grounds.outline(piece) for piece in pieces],
        width=wide + MARGIN,
        height=heights.bottom + MARGIN,
        others=grounds.others(),
        undrawn=[*routes.undrawn, *too_far_apart],
        order=order,
        label_y=heights.label,
    )


def _columns(kin: Kin, order: Order, centre: UUID | None) -> dict[UUID, Column]:
    people = {p.id: p for p in kin.people}
    columns = {}
    for who, (row, rank) in order.at.items():
        label = label_of(kin, people[who], centre)
        wide = max(COLUMN_LEAST, *(width(words, FONT, bold=bold) for words, bold in label))
        columns[who] = Column(people[who], row, rank, label, wide)
    return columns


def _brackets(order: Order) -> set[UUID]:
    """Return the children whose symbols stand in brackets: adopted or fostered."""
    of_groups = {c for g in order.groups for c, sort in g.children.items() if sort in _BRACKETED}
    return of_groups | {c for _, c, sort in order.loose_parents if sort in _BRACKETED}
