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


def is_bank_holiday(day: date) -> bool:
    """Say whether a day is a bank holiday in England."""
    return day in _BANK_HOLIDAYS


def is_working_day(day: date) -> bool:
    """Say whether a day is Monday to Friday and no bank holiday in England."""
    return day.weekday() < 5 and not is_bank_holiday(day)


def add_working_days(start: date, n: int) -> date:
    """Return the ``n``-th working day after ``start`` (day 0). ``n`` of 0 is the day itself, working or not; never negative."""
    if n < 0:
        raise ValueError("Working days are counted forward.")
    day = start
    while n:
        day += timedelta(days=1)
        n -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Return how many working days lie after ``start`` up to and including ``end``; negative when ``end`` is earlier."""
    if end < start:
        return -working_days_between(end, start)
    return sum(is_working_day(start + timedelta(days=ahead)) for ahead in range(1, (end - start).days + 1))


def working_days_left(today: date, due: date) -> int:
    """Return the working days left until ``due``: 0 on the day itself, negative once it has passed."""
    return working_days_between(today, due)


def add_months(start: date, n: int) -> date:
    """Return the same day ``n`` months later, or the last day of that month when it is too short."""
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


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


def is_overdue(due: datetime | date, now: datetime) -> bool:
    """Say whether what was due by ``due`` is late at ``now``. A date is good until the end of that day in London."""
    if isinstance(due, datetime):
        return now > due
    return _london(now).date() > due


def end_of(day: date) -> datetime:
    """Return the last instant (UTC) of a day in London."""
    return _at(day, _END_OF_DAY)


def _london(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("An instant must carry its offset from UTC.")
    return at.astimezone(LONDON)


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, LONDON).astimezone(UTC)


def is_late(due: datetime, *, ended: datetime | None, now: datetime) -> bool:
    """Say whether what was due at an instant was done after it, or is not done at ``now`` and should have been."""
    return (ended or now) > due
