"""Bringing the duty rota in from a file: whole or not at all, and the same file twice changes nothing."""

from kith.kernel.time import london_date
from kith.organisations.duty_file import DutyRow, read_duty
from kith.organisations.models import Area, Team
from kith.organisations.services.asked import holding_on
from kith.organisations.services.duty import add_duty
from kith.organisations.services.from_file import BroughtIn, Wrong, carry_out, row_named
from kith.organisations.services.staff import practitioner_of


def bring_in_duty(*, area: Area, content: bytes, dry_run: bool = False) -> BroughtIn:
    """Put the turns of a CSV file on an area's rota. With one bad line, or ``dry_run``, nothing is written.

    Turns that are not in the file stay. Raises ``UnreadableFile`` for a file that cannot be read at all.
    """
    return carry_out(
        read_duty(content),
        lambda row: _act(area, row),
        kinds=("new turns", "unchanged lines"),
        dry_run=dry_run,
        columns={"practitioner": "email"},
    )


def _act(area: Area, row: DutyRow) -> dict[str, int]:
    assert row.starts_at is not None
    assert row.ends_at is not None
    who = practitioner_of(row.said["email"])
    if who is None:
        raise Wrong("email", f"No one signs in with “{row.said['email']}”. Add them to the staff first.")
    teams = Team.objects.filter(holding_on(london_date(row.starts_at)), area=area)
    made = add_duty(
        team=row_named(row, teams, "team", "a team", area),
        practitioner=who,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        every=row.said["every"].casefold(),
        until=row.until,
    )
    return {"new turns": len(made)} if made else {"unchanged lines": 1}
