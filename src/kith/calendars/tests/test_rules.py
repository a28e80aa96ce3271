"""Working days, months and hours: tables for what people know by heart, properties for the rest."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.calendars.rules import (
    OpeningHours,
    add_months,
    add_open_hours,
    add_working_days,
    due_at,
    end_of,
    is_overdue,
    is_working_day,
    working_days_between,
    working_days_left,
)

LONDON = ZoneInfo("Europe/London")
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
OFFICE = OpeningHours.of({day: (time(9), time(17)) for day in range(5)})


@dataclass(frozen=True)
class Limit:
    amount: int | None
    unit: str


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        (date(2026, 3, 4), 0, date(2026, 3, 4)),
        (date(2026, 3, 4), 1, date(2026, 3, 5)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),  # Friday to Monday
        (date(2026, 3, 7), 1, date(2026, 3, 9)),  # a Saturday is day 0 like any other
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # over Good Friday and Easter Monday
        (date(2026, 12, 24), 1, date(2026, 12, 29)),  # Boxing Day falls on Saturday: Monday is its substitute
        (date(2022, 9, 16), 1, date(2022, 9, 20)),  # the State Funeral
        (date(2026, 3, 4), 15, date(2026, 3, 25)),
        (date(2026, 3, 4), 45, date(2026, 5, 11)),
    ],
)
def test_working_days_are_counted_from_day_0(start: date, n: int, expected: date) -> None:
    assert add_working_days(start, n) == expected


@given(DAYS, st.integers(1, 60))
def test_the_nth_working_day_is_a_working_day_and_counts_n(start: date, n: int) -> None:
    due = add_working_days(start, n)
    assert is_working_day(due)
    assert working_days_between(start, due) == n


@given(DAYS, st.integers(0, 30), st.integers(0, 30))
def test_working_days_add_up(start: date, a: int, b: int) -> None:
    assert add_working_days(add_working_days(start, a), b) == add_working_days(start, a + b)


@given(DAYS, DAYS)
def test_days_left_are_negative_once_due_has_passed(today: date, due: date) -> None:
    assert working_days_left(today, due) == -working_days_left(due, today)
    assert working_days_left(today, today) == 0


def test_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forward"):
        add_working_days(date(2026, 3, 4), -1)


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 3, 15), 3, date(2026, 6, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_a_month_too_short_gives_its_last_day(start: date, n: int, expected: date) -> None:
    assert add_months(start, n) == expected


@given(DAYS, st.integers(0, 36))
def test_months_land_in_the_right_month(start: date, n: int) -> None:
    due = add_months(start, n)
    assert (due.year - start.year) * 12 + due.month - start.month == n
    assert due.day <= start.day


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("start", "amount", "expected"),
    [
        (at(2026, 3, 4, 10), 4, at(2026, 3, 4, 14)),
        (at(2026, 3, 4, 15), 4, at(2026, 3, 5, 11)),
        (
            at(2026, 3, 1, 2, 10),
            4,
            at(2026, 3, 2, 13),
        ),  # Sunday night: the clock starts when the service opens
        (at(2026, 3, 6, 16), 4, at(2026, 3, 9, 12)),
        (at(2026, 4, 2, 16), 2, at(2026, 4, 7, 10)),  # closed on bank holidays
        (at(2026, 3, 4, 9), 8, at(2026, 3, 4, 17)),  # due at closing time, not at next opening
        (
            at(2026, 3, 27, 16),
            2,
            at(2026, 3, 30, 10),
        ),  # the clocks change on the Sunday between: office hours do not
    ],
)
def test_hours_of_opening(start: datetime, amount: int, expected: datetime) -> None:
    assert add_open_hours(start, amount, OFFICE) == expected


def test_the_night_on_which_clocks_go_forward_is_an_hour_shorter_on_the_wall() -> None:
    due = due_at(at(2026, 3, 28, 22), Limit(6, "clock_hours"))
    assert due == at(2026, 3, 29, 5)
    assert isinstance(due, datetime)
    assert due - at(2026, 3, 28, 22).astimezone(UTC) == timedelta(hours=6)


def test_a_service_open_day_and_night_counts_every_hour() -> None:
    assert due_at(at(2026, 10, 24, 22), Limit(6, "hours"), OpeningHours.always()) == at(2026, 10, 25, 3)


@given(DAYS, st.times(), st.integers(1, 72))
def test_opening_never_makes_a_limit_earlier(day: date, clock: time, amount: int) -> None:
    start = datetime.combine(day, clock, UTC)
    due = add_open_hours(start, amount, OFFICE)
    assert due >= start + timedelta(hours=amount)
    assert OFFICE.is_open(due - timedelta(seconds=1))


@pytest.mark.parametrize(("hour", "minute", "opened"), [(8, 59, False), (9, 0, True), (16, 59, True), (17, 0, False)])
def test_a_service_is_open_from_the_first_minute_to_before_the_last(hour: int, minute: int, opened: bool) -> None:
    for day in (at(2026, 3, 4, hour), at(2026, 7, 1, hour)):
        assert OFFICE.is_open(day.replace(minute=minute)) is opened


def test_hours_without_known_opening_run_on() -> None:
    assert due_at(at(2026, 3, 6, 16), Limit(4, "hours")) == at(2026, 3, 6, 20)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (Limit(1, "working_days"), date(2026, 3, 5)),
        (Limit(8, "days"), date(2026, 3, 12)),
        (Limit(6, "weeks"), date(2026, 4, 15)),
        (Limit(3, "months"), date(2026, 6, 4)),
    ],
)
def test_days_weeks_and_months_are_due_on_a_date(limit: Limit, expected: date) -> None:
    assert due_at(date(2026, 3, 4), limit) == expected


def test_the_day_is_the_day_in_london() -> None:
    just_after_midnight_in_london = datetime(2026, 6, 3, 23, 30, tzinfo=UTC)
    assert due_at(just_after_midnight_in_london, Limit(1, "working_days")) == date(2026, 6, 5)


@pytest.mark.parametrize("limit", [Limit(None, "working_days"), Limit(3, "fortnights")])
def test_what_is_not_set_or_not_known_is_refused(limit: Limit) -> None:
    with pytest.raises(ValueError, match=r"not set|no unit"):
        due_at(date(2026, 3, 4), limit)


def test_hours_need_a_time_and_an_instant_its_offset() -> None:
    with pytest.raises(ValueError, match="starts at a time"):
        due_at(date(2026, 3, 4), Limit(4, "hours"))
    with pytest.raises(ValueError, match="offset"):
        due_at(at(2026, 3, 4, 10).replace(tzinfo=None), Limit(1, "days"))


def test_a_date_is_good_until_the_end_of_its_day() -> None:
    assert not is_overdue(date(2026, 3, 4), at(2026, 3, 4, 23, 59))
    assert is_overdue(date(2026, 3, 4), at(2026, 3, 5, 0, 1))
    assert is_overdue(at(2026, 3, 4, 12), at(2026, 3, 4, 12, 1))
    assert end_of(date(2026, 6, 4)) < at(2026, 6, 5, 0, 0)


def test_when_a_closed_service_next_opens() -> None:
    assert OFFICE.next_open(at(2026, 4, 2, 18)) == at(2026, 4, 7, 9)
    assert OFFICE.next_open(at(2026, 3, 4, 10)) == at(2026, 3, 4, 10)
    assert OpeningHours.of({}).next_open(at(2026, 3, 4, 10)) is None


def test_a_service_cannot_close_before_it_opens() -> None:
    with pytest.raises(ValueError, match="after it opens"):
        OpeningHours.of({0: (time(17), time(9))})
