"""How to read the drawings: one small sample of each symbol and line, with what it means."""

from dataclasses import dataclass

from kith.people.pictures import strokes
from kith.people.pictures.strokes import INK

WIDE, HIGH = 64, 40


@dataclass(frozen=True)
class Sample:
    """A small drawing and its meaning. The drawing says nothing that the words do not."""

    svg: str
    words: str


def _sample(inside: str, words: str) -> Sample:
    return Sample(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="kith-legend__svg" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}"'
        f' height="{HIGH}" aria-hidden="true" focusable="false">{inside}</svg>',
        words,
    )


def _symbol(sex: str, *, unborn: bool = False, fill: str = strokes.GROUND, half: float = 15) -> str:
    return strokes.symbol(32, 20, sex, unborn=unborn, half=half, fill=fill)


def symbols_legend() -> list[Sample]:
    """Return the symbols of people."""
    cross = f'<path d="M17 5L47 35M17 35L47 5" stroke="{INK}" stroke-width="1.5"/>'
    bracket = f'<path d="M16 2H10V38H16M48 2H54V38H48" fill="none" stroke="{INK}" stroke-width="1.5"/>'
    return [
        _sample(_symbol("M"), "Man or boy"),
        _sample(_symbol("F"), "Woman or girl"),
        _sample(_symbol("U"), "Sex not known"),
        _sample(_symbol("U", unborn=True), "Unborn child"),
        _sample(_symbol("M") + _symbol("M", half=11, fill="none"), "Double outline: child helped"),
        _sample(_symbol("F", fill=strokes.CENTRE) + _symbol("F", half=11, fill="none"), "In the centre"),
        _sample(_symbol("M") + cross, "Has died"),
        _sample(_symbol("F") + bracket, "Adopted or fostered"),
        _sample(
            f'<path d="{strokes.rounded([(6, 5), (58, 5), (58, 35), (6, 35)])}" fill="#f4f8fb" stroke="{strokes.HOME}"'
            ' stroke-width="1.5" stroke-dasharray="7 4"/>',
            "Live together",
        ),
    ]


def lines_legend() -> list[Sample]:
    """Return the lines of unions and descent."""

    def union(kind: str) -> str:
        return strokes.line([(2, 20), (62, 20)], kind) + strokes.slashes((32, 20), kind)

    def descent(kind: str) -> str:
        return strokes.line([(32, 2), (32, 38)], kind)

    return [
        _sample(union("union-married"), "Married or civil partners"),
        _sample(union("union-cohabiting"), "Living together"),
        _sample(union("union-relationship"), "In a relationship, living apart"),
        _sample(union("union-separated"), "Separated"),
        _sample(union("union-divorced"), "Divorced"),
        _sample(union("union-unknown"), "Parents; nothing recorded about them as a couple"),
        _sample(descent("descent-birth"), "Child by birth"),
        _sample(descent("descent-adoptive"), "Adopted child"),
        _sample(descent("descent-foster"), "Foster child"),
        _sample(descent("descent-guardian"), "Child of a guardian"),
        _sample(descent("descent-possible"), "Possible father"),
        _sample(
            strokes.line([(12, 38), (32, 6), (52, 38)], "descent-birth"),
            "Twins",
        ),
        _sample(
            strokes.line([(10, 36), (10, 12), (54, 12), (54, 36)], "siblings"),
            "Brothers and sisters, parents not recorded (dashed: half or step)",
        ),
    ]


def bonds_legend(*, ecomap: bool = False) -> list[Sample]:
    """Return the lines of ties."""

    def tie(quality: str) -> str:
        return strokes.bond([(2, 20), (62, 20)], quality)

    out = [
        _sample(tie("very_close"), "Very close"),
        _sample(tie("close"), "Close"),
        _sample(tie("distant"), "Distant"),
        _sample(tie("conflict"), "In conflict"),
        _sample(tie("harmful"), "Harmful"),
        _sample(tie("cut_off"), "Cut off"),
    ]
    if ecomap:
        arrow = f'<path d="M62 20L52 15V25Z" fill="{INK}"/>'
        out.insert(2, _sample(tie("ordinary"), "In touch"))
        out.append(_sample(strokes.bond([(2, 20), (54, 20)], "ordinary") + arrow, "The arrow shows who receives"))
    return out
