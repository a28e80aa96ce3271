"""Where the columns of people stand beside each other."""

from uuid import UUID

from kith.people.pictures.order import Order
from kith.people.pictures.shapes import GAP_LEAST, GAP_STEP, Column


def within(places: list[float], low: float, high: float) -> list[float]:
    """Return places that are in order moved between two bounds, still a step apart."""
    last = len(places) - 1
    places = [max(x, low + GAP_STEP * n) for n, x in enumerate(places)]
    return [min(x, high - GAP_STEP * (last - n)) for n, x in enumerate(places)]


def settle(rows: list[list[Column]], least: list[list[float]], order: Order, columns: dict[UUID, Column]) -> None:
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
            for column, x in zip(row, spread(want, gaps), strict=True):
                column.x = x


def spread(want: list[float], least: list[float]) -> list[float]:
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
