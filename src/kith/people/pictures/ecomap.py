"""The ecomap: one person, or the family, with all the people and things around that help or burden them. Pure:
it reads no record.

The boxes stand outside a rectangle in whose middle the person is, and a line runs from the middle to the nearest side of its box.
It therefore stays inside the rectangle and crosses no other box.
"""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from math import hypot
from uuid import UUID

from kith.people.pictures import strokes
from kith.people.pictures.genogram import BOLD, FACE, closed
from kith.people.pictures.kin import Bond, Kin
from kith.people.pictures.strokes import INK, n
from kith.people.pictures.text import shortened, width, wrapped
from kith.people.pictures.words import CIRCLE, QUALITY

FONT, LINE = 13, 16
BOX, PAD, BETWEEN = 164, 10, 18
RADIUS, CLEAR = 62, 16
ARROW = 10
_WAY = {"both": "Both ways", "gives": "The person gives", "takes": "The person receives"}
_TURNED = {"gives": "takes", "takes": "gives", "both": "both"}


@dataclass(frozen=True)
class TieInWords:
    """One line of the table: who or what, in which circle, of which person, and how it is."""

    name: str
    circle: str
    whose: str
    quality: str
    way: str
    words: str


@dataclass(frozen=True)
class Ecomap:
    """A drawing, and the same in words."""

    svg: str
    width: int
    height: int
    ties: tuple[TieInWords, ...]


@dataclass
class _Node:
    name: str
    circle: str
    quality: str
    direction: str
    whose: list[str]
    words: list[str]
    person: UUID | None
    lines: list[tuple[str, bool]]
    x: float = 0.0
    y: float = 0.0
    """The left top corner of the box."""
    end: tuple[float, float] = (0.0, 0.0)

    @property
    def height(self) -> float:
        return LINE * len(self.lines) + 2 * PAD - 4


def draw(
    kin: Kin,
    *,
    centre: UUID | None,
    link: Callable[[UUID], str] | None = None,
    scale: float | None = 1.0,
    key: str = "ecomap",
) -> Ecomap:
    """Return the ecomap of the person in the ``centre``, or of the whole family.

    Around a person stand all their ties; around the family those that lead out of it. ``link``, ``scale`` and ``key`` as for the
    genogram.
    """
    kin = closed(kin)
    person = next((p for p in kin.people if p.id == centre), None)
    nodes = _nodes(kin, person.id if person else None)
    half_wide, half_high = _place(nodes)
    tall = max((abs(node.y) + node.height * (node.y > 0) for node in nodes), default=0.0)
    wide, high = round(2 * (half_wide + BOX) + 24), round(2 * max(half_high, tall) + 24)
    cx, cy = wide / 2, high / 2
    middle = person.name if person else "The family"
    title = f"Ecomap of {person.name}" if person else "Ecomap of the family"
    size = "" if scale is None else f' width="{round(wide * scale)}" height="{round(high * scale)}"'
    out = [_line(node, cx, cy) for node in nodes]
    out.append(f'<circle cx="{n(cx)}" cy="{n(cy)}" r="{RADIUS}" fill="{strokes.CENTRE}" stroke="{INK}" stroke-width="2"/>')
    out.append(f'<g {FACE} font-size="{FONT}" fill="{INK}">')
    out.append(_text([(line, True) for line in wrapped(middle, 1.7 * RADIUS, 3, FONT, bold=True)], cx, cy))
    out += [_box(node, cx, cy, link) for node in nodes]
    out.append("</g>")
    many = f"{len(nodes)} tie{'' if len(nodes) == 1 else 's'}"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="kith-ecomap" viewBox="0 0 {wide} {high}"{size}'
        f' role="{"group" if link else "img"}" aria-labelledby="{key}-title {key}-summary">'
        f'<title id="{key}-title">{escape(title)}</title><desc id="{key}-summary">{many}.</desc>'
        f'<rect width="{wide}" height="{high}" fill="{strokes.GROUND}"/>{"".join(out)}</svg>'
    )
    return Ecomap(svg, wide, high, tuple(_in_words(node) for node in nodes))


def _nodes(kin: Kin, centre: UUID | None) -> list[_Node]:
    found: dict[tuple[object, ...], _Node] = {}
    for bond in kin.bonds:
        if centre is None:
            if bond.other is not None and bond.circle == "family":
                continue
            other, direction, whose = bond.other, bond.direction, kin.named(bond.person)
        elif bond.person == centre:
            other, direction, whose = bond.other, bond.direction, ""
        elif bond.other == centre:
            other, direction, whose = bond.person, _TURNED[bond.direction], ""
        else:
            continue
        name = kin.named(other) if other else bond.name
        node = found.setdefault(
            (other or name.casefold(), bond.circle, bond.quality, direction),
            _Node(name, bond.circle, bond.quality, direction, [], [], other, []),
        )
        _add(node, whose, bond)
    nodes = sorted(found.values(), key=lambda node: (list(CIRCLE).index(node.circle), node.name, node.quality))
    for node in nodes:
        node.lines = _label(node)
    return nodes


def _add(node: _Node, whose: str, bond: Bond) -> None:
    if whose and whose not in node.whose:
        node.whose.append(whose)
    if bond.words:
        node.words.append(bond.words)


def _label(node: _Node) -> list[tuple[str, bool]]:
    room = BOX - 2 * PAD
    lines = [(line, True) for line in wrapped(node.name, room, 2, FONT, bold=True)]
    said = CIRCLE[node.circle] if node.quality in {"", "ordinary"} else f"{CIRCLE[node.circle]}: {QUALITY[node.quality]}"
    if width(said, FONT) > room:
        lines += [(CIRCLE[node.circle], False), (QUALITY[node.quality].capitalize(), False)]
    else:
        lines.append((said, False))
    if node.whose:
        lines.append((shortened("With " + ", ".join(w.split()[0] for w in node.whose), room, FONT), False))
    return lines


def _place(nodes: list[_Node]) -> tuple[float, float]:
    """Give every box its corner and every line its end, from the middle; return half the width and height of the rectangle."""
    count = len(nodes)
    flank = -(-count * 3 // 10) if count > 2 else 1
    top = (count - 2 * flank + 1) // 2 if count > 2 else 0
    sides = [nodes[:top], nodes[top : top + flank]]
    rest = nodes[top + flank :]
    below = max(0, len(rest) - flank)
    sides += [rest[:below][::-1], rest[below:][::-1]]
    tall = max((node.height for node in nodes), default=0.0)
    across = max(len(sides[0]), len(sides[2])) * (BOX + BETWEEN)
    down = max(len(sides[1]), len(sides[3])) * (tall + BETWEEN)
    half_wide, half_high = max(across / 2, RADIUS + 90), max(down / 2, RADIUS + 60)
    for side, row in zip((-1, 1), (sides[0], sides[2]), strict=True):
        for k, node in enumerate(row):
            x = -half_wide + (k + 0.5) * 2 * half_wide / len(row)
            node.x, node.y = x - BOX / 2, -half_high - node.height if side < 0 else half_high
            node.end = (x, side * half_high)
    for side, column in zip((1, -1), (sides[1], sides[3]), strict=True):
        for k, node in enumerate(column):
            y = -half_high + (k + 0.5) * 2 * half_high / len(column)
            node.x, node.y = half_wide if side > 0 else -half_wide - BOX, y - node.height / 2
            node.end = (side * half_wide, y)
    return half_wide, half_high


def _line(node: _Node, cx: float, cy: float) -> str:
    x, y = node.end
    long = hypot(x, y)
    ux, uy = x / long, y / long
    inner, outer = RADIUS + 3.0, long - 2.0
    start, stop = inner, outer
    arrows = ""
    if node.direction in {"takes", "both"}:
        arrows += _arrow(cx + ux * inner, cy + uy * inner, -ux, -uy)
        start += ARROW - 2
    if node.direction in {"gives", "both"}:
        arrows += _arrow(cx + ux * outer, cy + uy * outer, ux, uy)
        stop -= ARROW - 2
    ends = [(cx + ux * start, cy + uy * start), (cx + ux * stop, cy + uy * stop)]
    return strokes.bond(ends, node.quality) + arrows


def _arrow(x: float, y: float, ux: float, uy: float) -> str:
    bx, by = x - ux * ARROW, y - uy * ARROW
    return (
        f'<path class="kith-line" d="M{n(x)} {n(y)}L{n(bx - uy * 5)} {n(by + ux * 5)}L{n(bx + uy * 5)} {n(by - ux * 5)}Z"'
        f' fill="{INK}"/>'
    )


def _box(node: _Node, cx: float, cy: float, link: Callable[[UUID], str] | None) -> str:
    x, y = cx + node.x, cy + node.y
    row = _in_words(node)
    said = ". ".join(filter(None, [f"{row.name}, {row.circle.lower()}", row.quality, row.way, row.whose]))
    inside = (
        f"<title>{escape(said)}</title>"
        f'<rect class="kith-person__focus" x="{n(x)}" y="{n(y)}" width="{BOX}" height="{n(node.height)}" rx="12"'
        f' fill="{strokes.GROUND}" stroke="{INK}" stroke-width="1.5"/>' + _text(node.lines, x + BOX / 2, y + node.height / 2)
    )
    if link is None or node.person is None:
        return f"<g>{inside}</g>"
    return f'<a class="kith-person" href="{escape(link(node.person))}">{inside}</a>'


def _text(lines: list[tuple[str, bool]], x: float, y: float) -> str:
    first = y - LINE * (len(lines) - 1) / 2 + 4.5
    spans = "".join(
        f'<tspan x="{n(x)}" y="{n(first + LINE * k)}"{BOLD if bold else ""}>{escape(words)}</tspan>'
        for k, (words, bold) in enumerate(lines)
    )
    return f'<text class="kith-label" text-anchor="middle">{spans}</text>'


def _in_words(node: _Node) -> TieInWords:
    return TieInWords(
        name=node.name,
        circle=CIRCLE[node.circle],
        whose=", ".join(node.whose),
        quality=QUALITY.get(node.quality, "").capitalize(),
        way=_WAY[node.direction],
        words=" ".join(dict.fromkeys(node.words)),
    )
