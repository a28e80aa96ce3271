"""How each kind of line looks, in a genogram and an ecomap alike. Presentation is in attributes,
so that a drawing also stands alone."""

from itertools import pairwise
from math import hypot

INK, QUIET, GREEN, RED, HOME = "#0b0c0c", "#505a5f", "#00703c", "#b10e1e", "#1d70b8"
GROUND, CENTRE = "#ffffff", "#fff2a8"

Point = tuple[float, float]

_LINES = {
    "union-married": (INK, 2, ""),
    "union-civil_partnership": (INK, 2, ""),
    "union-separated": (INK, 2, ""),
    "union-divorced": (INK, 2, ""),
    "union-cohabiting": (INK, 2, "9 5"),
    "union-relationship": (INK, 2, "2 5"),
    "union-unknown": (QUIET, 1.5, ""),
    "union-": (QUIET, 1.5, ""),
    "descent": (INK, 2, ""),
    "descent-birth": (INK, 2, ""),
    "descent-possible": (QUIET, 2, "1 6"),
    "descent-adoptive": (INK, 2, "7 4"),
    "descent-foster": (INK, 2, "2 4"),
    "descent-guardian": (INK, 2, "10 4 2 4"),
    "siblings": (QUIET, 1.5, ""),
    "siblings-half": (QUIET, 1.5, "4 4"),
}


def n(value: float) -> str:
    """Return a number as short as it may be."""
    return f"{value:.1f}".removesuffix(".0")


def path(points: list[Point]) -> str:
    return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in points)


def line(points: list[Point], kind: str) -> str:
    """Return a line of descent, union or siblings."""
    colour, wide, dashes = _LINES[kind]
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path class="kith-line" d="{path(points)}" stroke="{colour}" stroke-width="{n(wide)}"{dash} fill="none"/>'


def slashes(at: Point, kind: str) -> str:
    """Return the strokes across a union: one for separated, two for divorced."""
    many = {"union-separated": 1, "union-divorced": 2}.get(kind, 0)
    x, y = at
    out = ""
    for k in range(many):
        dx = x + (k - (many - 1) / 2) * 6
        out += f'<path class="kith-line" d="M{n(dx - 4)} {n(y + 9)}L{n(dx + 4)} {n(y - 9)}" stroke="{INK}" stroke-width="2"/>'
    return out


def bond(points: list[Point], quality: str) -> str:
    """Return a tie: one, two or three strokes for closeness, dots for distance, a zigzag for conflict, a break for cut off."""
    if quality == "close":
        return _stroke(points, GREEN, 5) + _stroke(points, GROUND, 2)
    if quality == "very_close":
        return _stroke(points, GREEN, 8) + _stroke(points, GROUND, 5) + _stroke(points, GREEN, 1.5)
    if quality == "distant":
        return _stroke(points, QUIET, 2, "2 6")
    if quality == "conflict":
        return _stroke(_zigzag(points), RED, 1.5)
    if quality == "harmful":
        return _stroke(_zigzag(points), RED, 3)
    if quality == "cut_off":
        return _stroke(points, QUIET, 2) + _break(points)
    return _stroke(points, QUIET, 2)


def _stroke(points: list[Point], colour: str, wide: float, dashes: str = "") -> str:
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path class="kith-line" d="{path(points)}" stroke="{colour}" stroke-width="{n(wide)}"{dash}'
        ' stroke-linejoin="round" fill="none"/>'
    )


def _zigzag(points: list[Point], step: float = 5.0, high: float = 4.0) -> list[Point]:
    out = [points[0]]
    side = 1
    for (xa, ya), (xb, yb) in pairwise(points):
        long = hypot(xb - xa, yb - ya)
        many = int(long / step)
        for k in range(1, many):
            x, y = xa + (xb - xa) * k / many, ya + (yb - ya) * k / many
            out.append((x - (yb - ya) / long * high * side, y + (xb - xa) / long * high * side))
            side = -side
        out.append((xb, yb))
    return out


def _break(points: list[Point]) -> str:
    (xa, ya), (xb, yb) = max(pairwise(points), key=lambda ends: hypot(ends[1][0] - ends[0][0], ends[1][1] - ends[0][1]))
    long = hypot(xb - xa, yb - ya) or 1.0
    ux, uy = (xb - xa) / long, (yb - ya) / long
    x, y = (xa + xb) / 2, (ya + yb) / 2
    gap = _stroke([(x - 4 * ux, y - 4 * uy), (x + 4 * ux, y + 4 * uy)], GROUND, 4)
    bars = ""
    for k in (-4, 4):
        cx, cy = x + k * ux, y + k * uy
        bars += _stroke([(cx - 6 * uy, cy + 6 * ux), (cx + 6 * uy, cy - 6 * ux)], QUIET, 2)
    return gap + bars


def rounded(corners: list[Point], radius: float = 9.0) -> str:
    """Return a closed path around corners, with the corners taken off."""
    out: list[str] = []
    count = len(corners)
    for k, (x, y) in enumerate(corners):
        before, after = corners[k - 1], corners[(k + 1) % count]
        a, b = (_towards((x, y), other, radius) for other in (before, after))
        out.append(f"{'M' if not out else 'L'}{n(a[0])} {n(a[1])}Q{n(x)} {n(y)} {n(b[0])} {n(b[1])}")
    return "".join(out) + "Z"


def _towards(a: Point, b: Point, far: float) -> Point:
    long = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    take = min(far, long / 2)
    return (a[0] + (b[0] - a[0]) / long * take, a[1] + (b[1] - a[1]) / long * take)


def symbol(x: float, y: float, sex: str, *, unborn: bool, half: float, fill: str, wide: float = 2) -> str:
    """Return the symbol of a person: a square, a circle, a diamond when the sex is not known, a triangle before birth."""
    look = f'fill="{fill}" stroke="{INK}" stroke-width="{n(wide)}"'
    if unborn:
        h = half * 0.77
        return f'<path d="M{n(x)} {n(y - h)}L{n(x + h)} {n(y + h)}L{n(x - h)} {n(y + h)}Z" {look}/>'
    if sex == "M":
        return f'<rect x="{n(x - half)}" y="{n(y - half)}" width="{n(2 * half)}" height="{n(2 * half)}" {look}/>'
    if sex == "F":
        return f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(half)}" {look}/>'
    return f'<path d="M{n(x)} {n(y - half)}L{n(x + half)} {n(y)}L{n(x)} {n(y + half)}L{n(x - half)} {n(y)}Z" {look}/>'
