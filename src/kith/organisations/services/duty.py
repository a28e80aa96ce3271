"""The duty rota: who is on duty for a team, from when until when."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from kith.design.words import the_date
from kith.kernel.refusals import Refusal
from kith.kernel.time import LONDON, london_date
from kith.organisations.models import DutyTurn, Membership, Practitioner, Team
from kith.organisations.services.asked import NotOfThisArea, holding_on

EVERY = {"": 0, "day": 1, "weekday": 1, "week": 7}
"""How often a turn is repeated: not at all, daily, Monday to Friday, weekly."""

LONGEST = timedelta(days=7)
FURTHEST = timedelta(days=366)


class NotATurn(Refusal):
    """The times do not make a turn."""

    code = "not_a_turn"
    source = "practice P-3, P-12"
    field = "ends_at"


@transaction.atomic
def add_duty(
    *,
    team: Team,
    practitioner: Practitioner,
    starts_at: datetime,
    ends_at: datetime,
    every: str = "",
    until: date | None = None,
) -> list[DutyTurn]:
    """Put somebody on the rota of a team, once or again and again until a day. Returns the turns that were not there yet.

    A repeated turn keeps its time of day in London when the clocks change. Raises :class:`NotATurn`, and refuses somebody who has
    no place in the area on one of the days.
    """
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise NotATurn("A turn ends after it starts, and within seven days. Check both times.")
    if every not in EVERY:
        raise NotATurn(f"Repeat it by one of: {', '.join(filter(None, EVERY))}.", field="every")
    first = london_date(starts_at)
    if every and (until is None or not first <= until <= first + FURTHEST):
        raise NotATurn("Say until which day it repeats: not before the first turn, and within a year.", field="until")
    made = []
    for start, end in _times(starts_at, ends_at, every, until or first):
        _has_place(practitioner, team, london_date(start))
        turn, new = DutyTurn.objects.get_or_create(
            team=team,
            practitioner=practitioner,
            starts_at=start,
            defaults={"area_id": team.area_id, "ends_at": end},
        )
        if turn.ends_at != end:
            ended = f"{turn.ends_at.astimezone(LONDON):%H:%M} on {the_date(turn.ends_at)}"
            raise NotATurn(
                f"{practitioner.name} is on this rota from the same time until {ended} already. Take that turn off first."
            )
        made += [turn] if new else []
    return made


def end_duty(*, turn: DutyTurn, now: datetime) -> None:
    """Take a turn off the rota; one that has begun ends now. What is over stays as it was."""
    if turn.ends_at <= now:
        raise NotATurn("This turn is over. It stays on the record.")
    if turn.starts_at >= now:
        turn.delete()
        return
    turn.ends_at = now
    turn.save(update_fields=["ends_at"])


def _times(starts_at: datetime, ends_at: datetime, every: str, until: date) -> Iterator[tuple[datetime, datetime]]:
    start, end = (each.astimezone(LONDON).replace(tzinfo=None) for each in (starts_at, ends_at))
    while start.date() <= until:
        if every != "weekday" or start.weekday() < 5:
            yield tuple(each.replace(tzinfo=LONDON).astimezone(UTC) for each in (start, end))  # type: ignore[misc]
        if not every:
            return
        start, end = (each + timedelta(days=EVERY[every]) for each in (start, end))


def _has_place(practitioner: Practitioner, team: Team, on: date) -> None:
    held = Membership.objects.filter(holding_on(on), practitioner=practitioner, area_id=team.area_id, starts_on__lte=on)
    if not held.exists():
        raise NotOfThisArea(
            f"{practitioner.name} has no place in this area on {the_date(on)}. Give them one first, or end the turns before"
            f" that day.",
            field="practitioner",
        )
