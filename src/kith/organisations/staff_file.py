"""Reading a CSV file of staff: one line for each place. Pure: what a line means is read here, whether it may be is asked of services."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from kith.kernel.refusals import Refusal

REQUIRED = ("email", "role")
COLUMNS = {
    "email": "Work address they sign in with",
    "name": "How colleagues know them; needed for somebody new",
    "agency": "Short name or name of their agency; empty: the council's children's services",
    "profession": "Such as social_worker or Social worker; empty: other",
    "registration": "Registration number; needed for a social worker who decides as one",
    "telephone": "How colleagues reach them",
    "role": "Such as front_door or Front door worker",
    "team": "Short name or name of a team of the area",
    "starts_on": "First day of the place, such as 2026-04-01 or 1/4/2026; empty: today",
    "ends_on": "Last day of the place; empty: it goes on",
    "capability": "family_help_lead or lead_child_protection, if they are accredited",
    "evidence": "What shows it; needed with a capability",
    "capability_from": "From which day; empty: the first day of the place",
}
LARGEST = 1_000_000
LONGEST = {"email": 254, "name": 160, "telephone": 40, "registration": 40, "evidence": 4000}


class UnreadableFile(Refusal):
    """The file is no CSV file of staff."""

    code = "unreadable_file"
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
class StaffRow:
    """One line: texts as written, days as read, and what could not be read."""

    line: int
    said: dict[str, str]
    days: dict[str, date | None]
    problems: list[Problem] = field(default_factory=list)


def read_staff(content: bytes) -> Iterator[StaffRow]:
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
                header = _header(cells)
            else:
                yield _row(line, header, [cell.strip() for cell in cells])
    except csv.Error as error:
        raise UnreadableFile(f"Line {before + 1} cannot be read as CSV: {error}.") from None
    if header is None:
        raise UnreadableFile(f"The file is empty. Its first line names the columns: {','.join(COLUMNS)}.")


def _header(cells: list[str]) -> list[str]:
    names = [cell.strip().lower().replace(" ", "_") for cell in cells]
    wrong = [f"“{name}” is not a column" for name in names if name not in COLUMNS]
    wrong += [f"“{name}” is missing" for name in REQUIRED if name not in names]
    wrong += [f"“{name}” stands there twice" for name in sorted({n for n in names if names.count(n) > 1})]
    if wrong:
        raise UnreadableFile(f"The first line: {'; '.join(wrong)}. Columns: {', '.join(COLUMNS)}.")
    return names


def _row(line: int, header: list[str], cells: list[str]) -> StaffRow:
    said = dict.fromkeys(COLUMNS, "") | dict(zip(header, cells, strict=False))
    problems = []
    if len(cells) != len(header):
        problems.append(
            Problem(
                line, "line", f"has {len(cells)} fields, the first line {len(header)}. Put text with commas in quotation marks."
            )
        )
    problems += [Problem(line, name, "is empty. Fill it.") for name in REQUIRED if not said[name]]
    problems += [
        Problem(line, name, f"is longer than {most} characters. Shorten it.")
        for name, most in LONGEST.items()
        if len(said[name]) > most
    ]
    if said["capability"] and not said["evidence"]:
        problems.append(Problem(line, "evidence", "is empty. Say what shows the capability."))
    days: dict[str, date | None] = {}
    for name in ("starts_on", "ends_on", "capability_from"):
        try:
            days[name] = day_of(said[name]) if said[name] else None
        except ValueError:
            days[name] = None
            problems.append(Problem(line, name, f"“{said[name]}” is not a date. Write it as 2026-04-01 or 1/4/2026."))
    return StaffRow(line, said, days, problems)


def day_of(text: str) -> date:
    """Return the day for ``2026-04-01`` or ``1/4/2026``. Raises :class:`ValueError`."""
    if "/" in text:
        return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007  a day has no offset
    return date.fromisoformat(text)
