"""The genogram: the family drawn by generations with the usual symbols, and the same in words. Pure: it reads no record."""

from collections.abc import Callable
from dataclasses import replace
from html import escape
from uuid import UUID

from kith.people.pictures import strokes
from kith.people.pictures.kin import Kin, Picture
from kith.people.pictures.labels import own_word
from kith.people.pictures.layout import lay_out
from kith.people.pictures.shapes import DRAWN_BONDS, FONT, LINE, SIZE, Column, Laid
from kith.people.pictures.strokes import INK, n
from kith.people.pictures.words import table, who

BOLD = ' font-weight="bold"'
FACE = 'font-family="Arial, Liberation Sans, Helvetica, sans-serif"'


def draw(
    kin: Kin,
    *,
    centre: UUID | None,
    link: Callable[[UUID], str] | None = None,
    scale: float | None = 1.0,
    key: str = "genogram",
) -> Picture:
    """Return the genogram of a family.

    ``centre`` is marked, and the table says what each person is to them. ``link`` makes every person a link to an address.
    ``scale`` sets the size on the page; ``None`` leaves it to the page. ``key`` begins every id in the drawing. Relations with
    people who are not in ``kin.people`` are left out.
    """
    kin = closed(kin)
    centre = centre if any(p.id == centre for p in kin.people) else None
    laid = lay_out(kin, centre)
    drawing = _Drawing(kin, laid, centre, link, key)
    wide, high = round(laid.width), round(laid.height)
    size = "" if scale is None else f' width="{round(wide * scale)}" height="{round(high * scale)}"'
    rows = len(laid.order.rows) - len(laid.order.others)
    summary = (
        f"{len(kin.people)} {'person' if len(kin.people) == 1 else 'people'} in {rows or 1} generation{'' if rows == 1 else 's'}."
    )
    role = "group" if link else "img"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="kith-genogram" viewBox="0 0 {wide} {high}"{size} role="{role}"'
        f' aria-labelledby="{key}-title {key}-summary"><title id="{key}-title">{escape(kin.title)}</title>'
        f'<desc id="{key}-summary">{summary}</desc>'
        f'<rect width="{wide}" height="{high}" fill="{strokes.GROUND}"/>{drawing.all()}</svg>'
    )
    in_order = [who_is for row in laid.order.rows for who_is in row]
    return Picture(svg, wide, high, table(kin, centre, in_order), (*laid.undrawn, *_undrawn(kin, laid)))


def closed(kin: Kin) -> Kin:
    """Return the kin without anything that points to a person who is not in it."""
    here = {p.id for p in kin.people}
    return replace(
        kin,
        pairs=tuple(p for p in kin.pairs if {p.a, p.b} <= here and p.a != p.b),
        parents=tuple(p for p in kin.parents if {p.parent, p.child} <= here and p.parent != p.child),
        siblings=tuple(s for s in kin.siblings if {s.a, s.b} <= here and s.a != s.b),
        related=tuple(r for r in kin.related if {r.person, r.other} <= here),
        words=tuple(w for w in kin.words if {w.person, w.by} <= here),
        homes=tuple(replace(h, people=tuple(w for w in h.people if w in here)) for h in kin.homes if here & {*h.people}),
        bonds=tuple(b for b in kin.bonds if b.person in here and (b.other is None or b.other in here) and b.other != b.person),
    )


def _undrawn(kin: Kin, laid: Laid) -> list[str]:
    """Say what is in the table and not in the drawing."""
    out = []
    if any(b.quality not in DRAWN_BONDS for b in kin.bonds if b.other):
        out.append("Ties that are neither close nor difficult are in the table only.")
    if any(b.other is None for b in kin.bonds):
        out.append("Ties with people and places outside the family are in the ecomap and the table.")
    lined = {w for g in laid.order.groups for w in (*g.parents, *g.children)} | {w for c in laid.order.couples for w in c}
    if any(r.person not in lined for r in kin.related):
        out.append("Relatives whose line of descent is not recorded stand in their generation without a line.")
    return out


class _Drawing:
    def __init__(self, kin: Kin, laid: Laid, centre: UUID | None, link: Callable[[UUID], str] | None, key: str) -> None:
        self.kin, self.laid, self.centre, self.link, self.key = kin, laid, centre, link, key

    def all(self) -> str:
        laid = self.laid
        ground = laid.others
        out = (
            [
                f'<rect x="4" y="{n(ground.top)}" width="{n(laid.width - 8)}" height="{n(ground.bottom - ground.top)}"'
                ' fill="#f3f2f1"/>'
            ]
            if ground
            else []
        )
        out += [
            f'<path class="kith-line kith-home" d="{strokes.rounded(o.points)}" fill="#f4f8fb" stroke="{strokes.HOME}"'
            ' stroke-width="1.5" stroke-dasharray="7 4"/>'
            for o in laid.outlines
        ]
        out += [strokes.line(line.points, line.kind) for line in laid.lines]
        out += [strokes.slashes(line.marks, line.kind) for line in laid.lines if line.marks]
        out += [strokes.bond(line.points, line.kind.removeprefix("bond-")) for line in laid.bonds]
        out.append(f'<g {FACE} font-size="{FONT}" fill="{INK}">')
        out += [
            f'<text class="kith-label" x="{n(o.at[0])}" y="{n(o.at[1])}" fill="#11497a">{escape(o.name)}</text>'
            for o in laid.outlines
        ]
        if laid.others:
            x, y = laid.others.at
            out.append(f'<text class="kith-label" x="{n(x)}" y="{n(y)}" font-weight="bold">{escape(laid.others.words)}</text>')
        out += [self._person(c) for c in sorted(laid.columns, key=lambda c: (c.row, c.rank))]
        out.append("</g>")
        return "".join(out)

    def _person(self, c: Column) -> str:
        p = c.person
        said = ", ".join(filter(None, [p.name, own_word(self.kin, p.id, self.centre), who(p).lower()]))
        inside = f"<title>{escape(said)}</title>{self._focus(c)}{self._symbol(c)}{self._label(c)}"
        if self.link is None:
            return f'<g id="{self.key}-{p.id}">{inside}</g>'
        here = ' aria-current="true"' if p.id == self.centre else ""
        return f'<a id="{self.key}-{p.id}" class="kith-person" href="{escape(self.link(p.id))}"{here}>{inside}</a>'

    def _focus(self, c: Column) -> str:
        top = c.y - SIZE / 2 - 6
        high = self._label_top(c) + LINE * (len(c.label) - 1) + 6 - top
        return (
            f'<rect class="kith-person__focus" x="{n(c.left - 3)}" y="{n(top)}" width="{n(c.width + 6)}" height="{n(high)}"'
            ' fill="none" pointer-events="all"/>'
        )

    def _symbol(self, c: Column) -> str:
        p, half = c.person, SIZE / 2
        fill = strokes.CENTRE if p.id == self.centre else strokes.GROUND
        out = strokes.symbol(c.x, c.y, p.sex, unborn=p.is_unborn, half=half, fill=fill)
        if p.helped or p.id == self.centre:
            y = c.y + 2 if p.is_unborn else c.y
            inner = half - (8 if p.is_unborn else 6 if p.sex not in {"F", "M"} else 5)
            out += strokes.symbol(c.x, y, p.sex, unborn=p.is_unborn, half=inner, fill="none", wide=1.5)
        if p.id in self.laid.brackets:
            for side in (-1, 1):
                x, top, low = c.x + side * (half + 6), c.y - half - 2, c.y + half + 2
                out += (
                    f'<path class="kith-line" d="M{n(x - side * 6)} {n(top)}H{n(x)}V{n(low)}H{n(x - side * 6)}" fill="none"'
                    f' stroke="{INK}" stroke-width="1.5"/>'
                )
        if p.died:
            d = half * 0.7 if p.sex == "F" else (half * 0.5 if p.sex == "U" else half)
            for sign in (-1, 1):
                out += (
                    f'<path d="M{n(c.x - d)} {n(c.y - sign * d)}L{n(c.x + d)} {n(c.y + sign * d)}" stroke="{INK}"'
                    ' stroke-width="1.5"/>'
                )
        elif p.years is not None and p.years >= 2 and not p.is_unborn:
            out += f'<text class="kith-label" x="{n(c.x)}" y="{n(c.y + 5)}" text-anchor="middle">{p.years}</text>'
        return out

    def _label_top(self, c: Column) -> float:
        return self.laid.label_y[c.row]

    def _label(self, c: Column) -> str:
        top = self._label_top(c)
        spans = "".join(
            f'<tspan x="{n(c.x)}" y="{n(top + LINE * k)}"{BOLD if bold else ""}>{escape(words)}</tspan>'
            for k, (words, bold) in enumerate(c.label)
        )
        return f'<text class="kith-label" text-anchor="middle">{spans}</text>'
