"""Dates and times as people read them."""

from datetime import UTC, date, datetime, time

import pytest

from kith.design import words

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (datetime(2026, 11, 24, 14, 10, tzinfo=UTC), "24 November 2026 at 2:10pm"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "1 July 2026 at 12:30am"),
        (datetime(2026, 1, 5, 12, 0, tzinfo=UTC), "5 January 2026 at midday"),
        (datetime(2026, 1, 5, 9, 0, tzinfo=UTC), "5 January 2026 at 9am"),
        (None, "Not recorded"),
    ],
)
def test_datetime_in_london(when: datetime | None, said: str) -> None:
    assert words.the_datetime(when) == said


def test_dates() -> None:
    assert words.the_date(TODAY) == "24 November 2026"
    assert words.the_date(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2026"
    assert words.day_name(TODAY) == "Tuesday"
    assert words.short_date(date(2027, 2, 3), TODAY) == "Wed 3 Feb 2027"
    assert words.the_time(time(0, 0)) == "midnight"


@pytest.mark.parametrize(
    ("when", "working_days", "said", "state"),
    [
        (TODAY, None, "due today", "today"),
        (datetime(2026, 11, 24, 16, 40, tzinfo=UTC), None, "due today by 4:40pm", "today"),
        (date(2026, 11, 26), 2, "due Thu 26 Nov (2 working days)", "soon"),
        (date(2026, 11, 25), 1, "due Wed 25 Nov (1 working day)", "soon"),
        (date(2026, 12, 24), None, "due Thu 24 Dec (30 days)", "later"),
        (date(2026, 11, 20), 2, "2 working days overdue, was due Fri 20 Nov", "overdue"),
        (None, None, "no date set", "none"),
    ],
)
def test_due(when: date | None, working_days: int | None, said: str, state: str) -> None:
    assert words.due(when, TODAY, working_days) == said
    assert words.due_state(when, TODAY) == state


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (date(2026, 11, 20), "4 days"),
        (date(2026, 11, 3), "3 weeks"),
        (date(2026, 4, 25), "6 months"),
        (date(2024, 11, 25), "23 months"),
        (date(2024, 11, 24), "2 years"),
        (date(2010, 11, 25), "15 years"),
        (date(2027, 2, 3), "not yet born"),
        (None, "age not known"),
    ],
)
def test_age(born: date | None, said: str) -> None:
    assert words.age(born, TODAY) == said


def test_and_list() -> None:
    assert words.and_list(["a", "b", "c"]) == "a, b and c"
    assert words.and_list(["a"]) == "a"
