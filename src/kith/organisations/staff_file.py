"""A CSV file of staff: one line for each place. Pure: what a line means is read here, whether it may be is asked of services."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from kith.kernel.terms import area_words
from kith.organisations.csv_file import Problem, Row, Shape, day_in, read

REQUIRED = ("email", "role")
COLUMNS = {
    "email": "Work address they sign in with",
    "name": "How colleagues know them; needed for somebody new",
    "agency": "Short name or name of their agency; empty: the council's children's services",
    "profession": "Such as social_worker or Social worker; empty: other",
    "registration": "Registration number; needed for a social worker who decides as one",
    "telephone": "How colleagues reach them",
    "role": area_words("Such as front_door or {front_door_service} worker"),
    "team": "Short name or name of a team of the area",
    "starts_on": "First day of the place, such as 2026-04-01 or 1/4/2026; empty: today",
    "ends_on": "Last day of the place; empty: it goes on",
    "capability": "family_help_lead or lead_child_protection, if they are accredited",
    "evidence": "What shows it; needed with a capability",
    "capability_from": "From which day; empty: the first day of the place",
}
SHAPE = Shape(COLUMNS, REQUIRED, {"email": 254, "name": 160, "telephone": 40, "registration": 40, "evidence": 4000})


@dataclass(frozen=True)
class StaffRow(Row):
    """One line, with its days as read."""

    days: dict[str, date | None] = field(default_factory=dict)


def read_staff(content: bytes) -> Iterator[StaffRow]:
    """Read the lines of a file. Raises ``UnreadableFile``."""
    for row in read(content, SHAPE):
        if row.said["capability"] and not row.said["evidence"]:
            row.problems.append(Problem(row.line, "evidence", "is empty. Say what shows the capability."))
        days = {name: day_in(row, name) for name in ("starts_on", "ends_on", "capability_from")}
        yield StaffRow(row.line, row.said, row.problems, days)
