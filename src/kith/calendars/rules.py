"""When something is due. Pure: no Django, no clock of its own.

A working day is Monday to Friday without the bank holidays of England. The day of the starting event is day 0; the first working
day after it is day 1 (the counting of the children in need census guide). Months are calendar months; a month that is too short
gives its last day. ``hours`` run only while a service is open, ``clock_hours`` always; both are counted in real, elapsed time,
so that the night on which the clocks change counts 23 or 25 hours.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

import holidays

from kith.kernel.rules import gives, rule

LONDON = ZoneInfo("Europe/London")

_BANK_HOLIDAYS = holidays.country_holidays("GB", subdiv="ENG")
_END_OF_DAY = time.max


class Limit(Protocol):
    """What a clock needs to know of a time limit."""

    @property
    def amount(self) -> int | None: ...

    @property
    def unit(self) -> str: ...


@dataclass(frozen=True)
class OpeningHours:
    """When a service is staffed, in London time. ``weekly`` maps Monday (0) to Sunday (6) to the hours of that day."""

    weekly: tuple[tuple[int, time, time], ...] = ()
    round_the_clock: bool = False
    open_on_bank_holidays: bool = False

    @classmethod
    def always(cls) -> "OpeningHours":
        """A service that never closes."""
        return cls(round_the_clock=True, open_on_bank_holidays=True)

    @classmethod
    def of(cls, weekly: Mapping[int, tuple[time, time]]) -> "OpeningHours":
        """Opening hours from a mapping of weekday (Monday is 0) to opening and closing time."""
        for opens, closes in weekly.values():
            if closes <= opens:
                raise ValueError("A service must close after it opens on the same day.")
        return cls(weekly=tuple((day, *span) for day, span in sorted(weekly.items())))

    def span_on(self, day: date) -> tuple[datetime, datetime] | None:
        """Return the instants (UTC) between which the service is open on a day in London, or ``None`` when it is closed."""
        if self.round_the_clock:
            return _at(day, time.min), _at(day + timedelta(days=1), time.min)
        if is_bank_holiday(day) and not self.open_on_bank_holidays:
            return None
        for weekday, opens, closes in self.weekly:
            if weekday == day.weekday():
                return _at(day, opens), _at(day, closes)
        return None

    def is_open(self, at: datetime) -> bool:
        """Say whether the service is staffed at an instant."""
        span = self.span_on(_london(at).date())
        return span is not None and span[0] <= at < span[1]

    def next_open(self, at: datetime) -> datetime | None:
        """Return ``at`` itself when open, else the next opening (UTC). ``None`` for a service without any hours."""
        if self.is_open(at):
            return at
        day = _london(at).date()
        for ahead in range(32):
            span = self.span_on(day + timedelta(days=ahead))
            if span is not None and span[0] >= at:
                return span[0]
        return None


@rule(
    "calendars.is_bank_holiday",
    source="Banking and Financial Dealings Act 1971; proclamations",
    edition="as given by the package holidays",
    examples=(
        gives(True, date(2026, 12, 28)),
        gives(False, date(2026, 12, 24)),
        gives(True, date(2026, 4, 6)),
        gives(True, date(2022, 9, 19)),
        gives(False, date(2026, 1, 2)),
        gives(False, date(2026, 3, 17)),
        gives(False, date(2026, 11, 30)),
    ),
    note="England only: neither 2 January, nor St Patrick's Day, nor St Andrew's Day.",
)
def is_bank_holiday(day: date) -> bool:
    """Say whether a day is a bank holiday in England."""
    return day in _BANK_HOLIDAYS


@rule(
    "calendars.is_working_day",
    source="children in need census guide, 4.12 (working days)",
    edition="2023 to 2024",
    examples=(
        gives(True, date(2026, 3, 4)),
        gives(True, date(2026, 3, 6)),
        gives(False, date(2026, 3, 7)),
        gives(False, date(2026, 3, 8)),
        gives(False, date(2026, 12, 25)),
        gives(False, date(2026, 12, 28)),
        gives(True, date(2026, 12, 29)),
    ),
)
def is_working_day(day: date) -> bool:
    """Say whether a day is Monday to Friday and no bank holiday in England."""
    return day.weekday() < 5 and not is_bank_holiday(day)


@rule(
    "calendars.add_working_days",
    source="children in need census guide, 4.12 (working days)",
    edition="2023 to 2024",
    examples=(
        gives(date(2026, 3, 4), date(2026, 3, 4), 0),
        gives(date(2026, 3, 7), date(2026, 3, 7), 0),
        gives(date(2026, 3, 9), date(2026, 3, 6), 1),
        gives(date(2026, 3, 9), date(2026, 3, 7), 1),
        gives(date(2026, 4, 7), date(2026, 4, 2), 1),
        gives(date(2026, 3, 25), date(2026, 3, 4), 15),
        gives(date(2026, 5, 11), date(2026, 3, 4), 45),
    ),
)
def add_working_days(start: date, n: int) -> date:
    """Return the ``n``-th working day after ``start`` (day 0). ``n`` of 0 is the day itself, working or not; never negative."""
    if n < 0:
        raise ValueError("Working days are counted forward.")
    day = start
    while n:
        day += timedelta(days=1)
        n -= is_working_day(day)
    return day


@rule(
    "calendars.working_days_between",
    source="children in need census guide, 4.12 (working days)",
    edition="2023 to 2024",
    examples=(
        gives(0, date(2026, 3, 4), date(2026, 3, 4)),
        gives(1, date(2026, 3, 4), date(2026, 3, 5)),
        gives(1, date(2026, 3, 6), date(2026, 3, 9)),
        gives(0, date(2026, 3, 6), date(2026, 3, 8)),
        gives(-1, date(2026, 3, 9), date(2026, 3, 6)),
        gives(1, date(2026, 4, 2), date(2026, 4, 7)),
    ),
)
def working_days_between(start: date, end: date) -> int:
    """Return how many working days lie after ``start`` up to and including ``end``; negative when ``end`` is earlier."""
    if end < start:
        return -working_days_between(end, start)
    return sum(is_working_day(start + timedelta(days=ahead)) for ahead in range(1, (end - start).days + 1))


@rule(
    "calendars.working_days_left",
    source="children in need census guide, 4.12 (working days)",
    edition="2023 to 2024",
    examples=(
        gives(0, date(2026, 3, 4), date(2026, 3, 4)),
        gives(1, date(2026, 3, 6), date(2026, 3, 9)),
        gives(-1, date(2026, 3, 5), date(2026, 3, 4)),
    ),
)
def working_days_left(today: date, due: date) -> int:
    """Return the working days left until ``due``: 0 on the day itself, negative once it has passed."""
    return working_days_between(today, due)


@rule(
    "calendars.add_months",
    source="design 2.4 (clocks)",
    edition="2026",
    examples=(
        gives(date(2026, 6, 15), date(2026, 3, 15), 3),
        gives(date(2026, 2, 28), date(2026, 1, 31), 1),
        gives(date(2024, 2, 29), date(2024, 1, 31), 1),
        gives(date(2025, 2, 28), date(2024, 2, 29), 12),
        gives(date(2027, 2, 28), date(2026, 11, 30), 3),
    ),
    note="A month that is too short gives its last day.",
)
def add_months(start: date, n: int) -> date:
    """Return the same day ``n`` months later, or the last day of that month when it is too short."""
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


_OFFICE = OpeningHours.of({day: (time(9), time(17)) for day in range(5)})


@dataclass(frozen=True)
class Amount:
    """An amount of a unit, for examples."""

    amount: int | None
    unit: str


def _utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """Return an instant of 2026, for examples."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@rule(
    "calendars.add_open_hours",
    source="design 2.4 (clocks)",
    edition="2026",
    examples=(
        gives(_utc(3, 4, 14), _utc(3, 4, 10), 4, _OFFICE),
        gives(_utc(3, 5, 11), _utc(3, 4, 15), 4, _OFFICE),
        gives(_utc(3, 2, 13), _utc(3, 1, 2, 10), 4, _OFFICE),
        gives(_utc(3, 4, 17), _utc(3, 4, 9), 8, _OFFICE),
        gives(_utc(3, 30, 9), _utc(3, 27, 16), 2, _OFFICE),
        gives(_utc(3, 1, 6), _utc(3, 1, 2), 4, OpeningHours.always()),
    ),
)
def add_open_hours(start: datetime, amount: int, hours: OpeningHours) -> datetime:
    """Return the instant (UTC) at which ``amount`` hours of opening have passed since ``start``.

    Hours outside the opening do not count; a request at night starts its clock when the service opens.
    Raises ValueError for a service that is never open.
    """
    if hours.round_the_clock:
        return start.astimezone(UTC) + timedelta(hours=amount)
    if not hours.weekly:
        raise ValueError("A service without opening hours cannot count hours of opening.")
    start, left = start.astimezone(UTC), timedelta(hours=amount)
    day = _london(start).date()
    while True:
        span = hours.span_on(day)
        if span is not None and span[1] > start:
            opened = max(span[0], start)
            if opened + left <= span[1]:
                return opened + left
            left -= span[1] - opened
        day += timedelta(days=1)


@rule(
    "calendars.due_at",
    source="design 2.4 (clocks); children in need census guide, 4.12",
    edition="2026",
    examples=(
        gives(date(2026, 3, 5), date(2026, 3, 4), Amount(1, "working_days")),
        gives(date(2026, 3, 12), date(2026, 3, 4), Amount(8, "days")),
        gives(date(2026, 4, 15), date(2026, 3, 4), Amount(6, "weeks")),
        gives(date(2026, 6, 4), date(2026, 3, 4), Amount(3, "months")),
        gives(date(2026, 6, 5), _utc(6, 3, 23, 30), Amount(1, "working_days")),
        gives(_utc(3, 29, 4), _utc(3, 28, 22), Amount(6, "clock_hours")),
        gives(_utc(3, 9, 12), _utc(3, 6, 16), Amount(4, "hours"), _OFFICE),
        gives(_utc(3, 6, 20), _utc(3, 6, 16), Amount(4, "hours")),
    ),
)
def due_at(start: datetime | date, limit: Limit, hours: OpeningHours | None = None) -> datetime | date:
    """Return when a limit that started at ``start`` is due.

    A date for limits in days, working days, weeks and months (due by the end of that day in London); an instant (UTC) for limits
    in hours. ``hours``: the opening hours of the service, for a limit in ``hours``; when they are not known the clock runs on
    without a break, which is the earlier and so the safer answer.

    Raises ValueError for a limit that is not set, and for hours from a date without a time.
    """
    if limit.amount is None:
        raise ValueError("This time limit is not set, so nothing is due by it.")
    if limit.unit in {"hours", "clock_hours"}:
        if not isinstance(start, datetime):
            raise ValueError("A limit in hours starts at a time, not on a date.")
        if limit.unit == "hours" and hours is not None:
            return add_open_hours(start, limit.amount, hours)
        return start.astimezone(UTC) + timedelta(hours=limit.amount)
    day = _london(start).date() if isinstance(start, datetime) else start
    match limit.unit:
        case "working_days":
            return add_working_days(day, limit.amount)
        case "days":
            return day + timedelta(days=limit.amount)
        case "weeks":
            return day + timedelta(weeks=limit.amount)
        case "months":
            return add_months(day, limit.amount)
    raise ValueError(f"There is no unit of time called {limit.unit!r}.")


@rule(
    "calendars.is_overdue",
    source="design 2.5 (a clock never blocks)",
    edition="2026",
    examples=(
        gives(False, date(2026, 3, 4), _utc(3, 4, 23, 59)),
        gives(True, date(2026, 3, 4), _utc(3, 5, 0)),
        gives(True, date(2026, 6, 3), _utc(6, 3, 23)),
        gives(False, _utc(3, 4, 12), _utc(3, 4, 12)),
        gives(True, _utc(3, 4, 12), _utc(3, 4, 12, 1)),
    ),
)
def is_overdue(due: datetime | date, now: datetime) -> bool:
    """Say whether what was due by ``due`` is late at ``now``. A date is good until the end of that day in London."""
    if isinstance(due, datetime):
        return now > due
    return _london(now).date() > due


@rule(
    "calendars.end_of",
    source="design 2.4 (clocks)",
    edition="2026",
    examples=(
        gives(_utc(3, 4, 23, 59).replace(second=59, microsecond=999999), date(2026, 3, 4)),
        gives(_utc(6, 3, 22, 59).replace(second=59, microsecond=999999), date(2026, 6, 3)),
    ),
)
def end_of(day: date) -> datetime:
    """Return the last instant (UTC) of a day in London."""
    return _at(day, _END_OF_DAY)


def _london(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("An instant must carry its offset from UTC.")
    return at.astimezone(LONDON)


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, LONDON).astimezone(UTC)


@rule(
    "calendars.is_late",
    source="design 4",
    edition="2026",
    examples=(
        gives(False, _utc(3, 4, 17), ended=_utc(3, 4, 17), now=_utc(3, 9, 9)),
        gives(True, _utc(3, 4, 17), ended=_utc(3, 4, 17, 1), now=_utc(3, 9, 9)),
        gives(False, _utc(3, 4, 17), ended=None, now=_utc(3, 4, 17)),
        gives(True, _utc(3, 4, 17), ended=None, now=_utc(3, 4, 17, 1)),
    ),
)
def is_late(due: datetime, *, ended: datetime | None, now: datetime) -> bool:
    """Say whether what was due at an instant was done after it, or is not done at ``now`` and should have been."""
    return (ended or now) > due
