"""The requirements, and what the tests say of each: read from ``docs/requirements/rows.csv`` and the marks of tests.

A mark is read from the source of a test, not by running it, so that the page of all rows can be made without a database. Whether
the marked tests pass is asked by ``make rows`` (``tests/rows.py``) and by every ``make test``.
"""

import ast
import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROWS = ROOT / "docs" / "requirements" / "rows.csv"

WORKS, IN_PART, NOT_YET = "works", "in part", "not yet"
STATES = (WORKS, IN_PART, NOT_YET)

GROUPS = {
    "A": "National strategy and pillars",
    "B": "Front door, hubs",
    "C": "Family Help",
    "D": "Child protection",
    "E": "Family networks",
    "F": "Safeguarding partnership",
    "G": "Programme office",
    "H": "Workforce",
    "I": "Children in care, care leavers, fostering",
    "J": "Families' voice, language, equality",
    "K": "Reporting, evidence, data",
    "L": "Named systems and organisations",
    "N": "Numeric facts",
    "Q": "Inconsistencies and gaps in the reports",
    "V": "Settings by area",
    "X": "Implied, not spelled out",
}
AREAS = {
    "N": "national",
    "D": "Dorset",
    "P": "Pan-Dorset",
    "L": "Lincolnshire",
    "W": "Wolverhampton",
    "T": "Thurrock",
    "": "everywhere",
}


class MarkWrong(Exception):
    """A test's mark names no row, or not where the row is to be seen."""


@dataclass(frozen=True)
class Row:
    """One requirement. ``areas``: letters of :data:`AREAS`, empty when it holds everywhere."""

    id: str
    name: str
    acceptance: str
    areas: tuple[str, ...]


@dataclass(frozen=True)
class Mark:
    """What one test says of one row: where it is to be seen and, when it stands in part, what is missing."""

    row: str
    at: str
    part: str
    test: str


@dataclass
class Standing:
    """A row with its marks and the marked tests that did not pass."""

    row: Row
    marks: list[Mark] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)

    @property
    def state(self) -> str:
        """*works* needs a marked test, none of them failing and none in part."""
        if not self.marks or self.failed:
            return NOT_YET
        return IN_PART if any(mark.part for mark in self.marks) else WORKS

    @property
    def missing(self) -> str:
        """What is missing, in words."""
        failed = [f"fails: {test}" for test in sorted(self.failed)]
        return "; ".join([*dict.fromkeys(mark.part for mark in self.marks if mark.part), *failed])


def rows() -> dict[str, Row]:
    """Return every requirement by id, in the order of the file."""
    with ROWS.open(encoding="utf-8", newline="") as file:
        return {
            each["row"]: Row(each["row"], each["name"], each["acceptance"], tuple(each["areas"].split()))
            for each in csv.DictReader(file)
        }


def check_mark(known: dict[str, Row], args: tuple[object, ...], options: dict[str, object], test: str) -> Mark:
    """Return the mark of ``test`` as written. Raises :class:`MarkWrong` for an unknown row or one that says not where."""
    row = args[0] if len(args) == 1 else None
    if not isinstance(row, str) or row not in known:
        raise MarkWrong(f'{test}: row("…") names no requirement of docs/requirements/rows.csv: {args!r}')
    at, part = options.get("at"), options.get("part", "")
    if not isinstance(at, str) or not at.strip():
        raise MarkWrong(f'{test}: row("{row}", at="…") must say on which page or by which command it is to be seen')
    if not isinstance(part, str) or set(options) - {"at", "part"}:
        raise MarkWrong(f'{test}: row("{row}") takes at="…" and part="…", what is missing')
    return Mark(row, at, part, test)


def marks() -> list[Mark]:
    """Return the marks of all tests, read from their source."""
    known = rows()
    files = sorted([*(ROOT / "tests").rglob("test_*.py"), *(ROOT / "src").rglob("tests/test_*.py")])
    return [mark for file in files for mark in _marks_in(file, known)]


def _marks_in(file: Path, known: dict[str, Row]) -> Iterator[Mark]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        for call in node.decorator_list:
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.row":
                args = tuple(ast.literal_eval(each) for each in call.args)
                options = {str(each.arg): ast.literal_eval(each.value) for each in call.keywords}
                yield check_mark(known, args, options, f"{file.relative_to(ROOT).as_posix()}::{node.name}")


def standings(said: Iterable[Mark], failed: Iterable[tuple[str, str]] = ()) -> list[Standing]:
    """Return every row with what ``said`` says of it. ``failed``: pairs of row and test that did not pass."""
    found = {row.id: Standing(row) for row in rows().values()}
    for mark in said:
        found[mark.row].marks.append(mark)
    for row, test in failed:
        found[row].failed.add(test)
    return list(found.values())


def counts(of: Iterable[Standing]) -> tuple[list[tuple[str, Counter[str]]], list[tuple[str, Counter[str]]]]:
    """Return how many rows are in which state, by group and by area. A row of two areas counts in each."""
    groups: dict[str, Counter[str]] = {name: Counter() for name in GROUPS.values()}
    areas: dict[str, Counter[str]] = {name: Counter() for name in AREAS.values()}
    for each in of:
        groups[GROUPS[each.row.id[0]]][each.state] += 1
        for letter in each.row.areas or ("",):
            areas[AREAS[letter]][each.state] += 1
    return list(groups.items()), list(areas.items())


def as_text(of: list[Standing]) -> str:
    """Return the states as lines for a terminal: counts by group and area, then each row that does not wholly work."""
    lines = []
    for title, counted in zip(("group", "area"), counts(of), strict=True):
        lines.append(f"{title:<44} {WORKS:>7} {IN_PART:>8} {NOT_YET:>8}")
        lines += [f"{name:<44} {n[WORKS]:>7} {n[IN_PART]:>8} {n[NOT_YET]:>8}" for name, n in counted]
        lines.append("")
    whole = Counter(each.state for each in of)
    lines += [f"{each.row.id} {each.state}: {each.missing}" for each in of if each.missing]
    lines.append(f"{len(of)} rows: " + ", ".join(f"{whole[state]} {state}" for state in STATES))
    return "\n".join(lines)


def page() -> str:
    """Return docs/requirements.md without its first line."""
    found = standings(marks())
    parts = [
        "# Requirements",
        "What the reports ask for and what of it works, by the tests that say so. Where the rows come from and how a test names "
        "one is in [requirements/](requirements/README.md). `make rows` runs the tests and prints the same.",
    ]
    for title, counted in zip(("group", "area"), counts(found), strict=True):
        head = f"| {title} | {WORKS} | {IN_PART} | {NOT_YET} |\n| --- | --- | --- | --- |"
        parts.append("\n".join([head, *(f"| {name} | {n[WORKS]} | {n[IN_PART]} | {n[NOT_YET]} |" for name, n in counted)]))
    for letter, name in GROUPS.items():
        head = "| row | what | acceptance | state | where to see it | missing |\n|" + " --- |" * 6
        lines = [_line(each) for each in found if each.row.id[0] == letter]
        parts.append(f"## {letter}. {name}\n\n" + "\n".join([head, *lines]))
    return "\n\n".join(parts)


def _line(each: Standing) -> str:
    where = "<br>".join(dict.fromkeys(mark.at for mark in each.marks)) or "–"
    cells = (each.row.id, each.row.name, each.row.acceptance, each.state, where, each.missing or "–")
    return f"| {' | '.join(' '.join(cell.replace('|', chr(92) + '|').split()) for cell in cells)} |"
