"""Reading a CSV file that an administrator brings in: lines as texts, and what is wrong in which. Pure."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from kith.kernel.refusals import Refusal

LARGEST = 1_000_000


class UnreadableFile(Refusal):
    """The file is no CSV file, or not one of this kind."""

    code = "unreadable_file"
    source = "design 8 (bad input)"
    field = "file"


@dataclass(frozen=True)
class Problem:
    """What is wrong in one line, in which field, and how to mend it."""

    line: int
    field: str
    words: str

    def __str__(self) -> str:
        return f"Line {self.line}, {self.field}: {self.words}"


@dataclass(frozen=True)
class Row:
    """One line: texts as written, and what could not be read."""

    line: int
    said: dict[str, str]
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Shape:
    """What a kind of file holds: its columns with what each is, those that must be filled, and the longest texts."""

    columns: Mapping[str, str]
    required: tuple[str, ...]
    longest: Mapping[str, int] = field(default_factory=dict)


def read(content: bytes, shape: Shape) -> Iterator[Row]:
    """Read the lines of a file. Raises :class:`UnreadableFile` for one that is no such file, naming what to mend."""
    if len(content) > LARGEST:
        raise UnreadableFile(f"The file is larger than {LARGEST:,} bytes. Send it in parts.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFile("The file is not in UTF-8. In Excel, save it as “CSV UTF-8”.") from None
    if "\x00" in text:
        raise UnreadableFile("The file holds characters that no text has. Save it as “CSV UTF-8”.")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    before = 0
    header: list[str] | None = None
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header = _header(cells, shape)
            else:
                yield _row(line, header, shape, [cell.strip() for cell in cells])
    except csv.Error as error:
        raise UnreadableFile(f"Line {before + 1} cannot be read as CSV: {error}.") from None
    if header is None:
        raise UnreadableFile(f"The file is empty. Its first line names the columns: {','.join(shape.columns)}.")


def _header(cells: list[str], shape: Shape) -> list[str]:
    names = [cell.strip().lower().replace(" ", "_") for cell in cells]
    wrong = [f"“{name}” is not a column" for name in names if name not in shape.columns]
    wrong += [f"“{name}” is missing" for name in shape.required if name not in names]
    wrong += [f"“{name}” stands there twice" for name in sorted({n for n in names if names.count(n) > 1})]
    if wrong:
        raise UnreadableFile(f"The first line: {'; '.join(wrong)}. Columns: {', '.join(shape.columns)}.")
    return names


def _row(line: int, header: list[str], shape: Shape, cells: list[str]) -> Row:
    said = dict.fromkeys(shape.columns, "") | dict(zip(header, cells, strict=False))
    problems = []
    if len(cells) != len(header):
        problems.append(
            Problem(
                line, "line", f"has {len(cells)} fields, the first line {len(header)}. Put text with commas in quotation marks."
            )
        )
    problems += [Problem(line, name, "is empty. Fill it.") for name in shape.required if not said[name]]
    problems += [
        Problem(line, name, f"is longer than {most} characters. Shorten it.")
        for name, most in shape.longest.items()
        if len(said[name]) > most
    ]
    return Row(line, said, problems)


def day_of(text: str) -> date:
    """Return the day for ``2026-04-01`` or ``1/4/2026``. Raises :class:`ValueError`."""
    if "/" in text:
        return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007  a day has no offset
    return date.fromisoformat(text)


def day_in(row: Row, name: str) -> date | None:
    """Return the day of a column, ``None`` for an empty one; what is no day becomes a problem of the row."""
    text = row.said[name]
    try:
        return day_of(text) if text else None
    except ValueError:
        row.problems.append(Problem(row.line, name, f"“{text}” is not a date. Write it as 2026-04-01 or 1/4/2026."))
        return None
