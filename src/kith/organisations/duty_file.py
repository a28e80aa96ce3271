"""A CSV file of the duty rota: one line for each turn, once or repeated. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from kith.kernel.time import LONDON
from kith.organisations.csv_file import Problem, Row, Shape, day_in, read

COLUMNS = {
    "email": "Work address of who is on duty, as they sign in with it",
    "team": "Short name or name of a team of the area",
    "starts_at": "When the turn starts, in London time, such as 2026-04-01 17:00 or 1/4/2026 17:00",
    "ends_at": "When it ends, within seven days",
    "every": "day, weekday (Monday to Friday) or week, if it is repeated",
    "until": "The day of the last repeated turn; needed with every",
}
SHAPE = Shape(COLUMNS, ("email", "team", "starts_at", "ends_at"), {"email": 254})


@dataclass(frozen=True)
class DutyRow(Row):
    """One line, with its times as read."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    until: date | None = None


def read_duty(content: bytes) -> Iterator[DutyRow]:
    """Read the lines of a file. Raises ``UnreadableFile``."""
    for row in read(content, SHAPE):
        starts_at, ends_at = (_moment_in(row, name) for name in ("starts_at", "ends_at"))
        yield DutyRow(row.line, row.said, row.problems, starts_at, ends_at, day_in(row, "until"))


def _moment_in(row: Row, name: str) -> datetime | None:
    text = row.said[name]
    try:
        if "/" in text:
            return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=LONDON)
        read = datetime.fromisoformat(text) if len(text) > len("2026-04-01") else None
    except ValueError:
        read = None
    if read is None and text:
        row.problems.append(Problem(row.line, name, f"“{text}” is not a time. Write it as 2026-04-01 17:00 or 1/4/2026 17:00."))
    return read.replace(tzinfo=read.tzinfo or LONDON) if read else None
