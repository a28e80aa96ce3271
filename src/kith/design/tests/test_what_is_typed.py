"""Days and times as people type them: what is read, what is refused, which box is named, and the nights when clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kith.design.forms.fields import DateField, DateTimeField, OneTimeKeyField, TimeField, YesNoField, date_of, time_of
from kith.design.forms.widgets import DateParts
from kith.kernel.time import LONDON


def parts(text: str, at: str = "") -> DateParts:
    """Return boxes as they were typed: ``4 3 2026``; a dash is an empty box."""
    day, month, year = ("" if each == "-" else each for each in text.split())
    return DateParts(day=day, month=month, year=year, time=at)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("4 3 2026", date(2026, 3, 4)),
        ("04 03 2026", date(2026, 3, 4)),
        ("4 March 2026", date(2026, 3, 4)),
        ("4 mar 2026", date(2026, 3, 4)),
        ("4 SEPT. 2026", date(2026, 9, 4)),
        ("31 12 2026", date(2026, 12, 31)),
        ("29 2 2028", date(2028, 2, 29)),
        ("30 4 2026", date(2026, 4, 30)),
    ],
)
def test_a_day_is_read(typed: str, read: date) -> None:
    assert date_of(parts(typed), "The date") == read


@pytest.mark.parametrize(
    ("typed", "words", "boxes"),
    [
        ("- 3 2026", "The date must include a day", ["day"]),
        ("4 - 2026", "The date must include a month", ["month"]),
        ("4 3 -", "The date must include a year", ["year"]),
        ("- - 2026", "The date must include a day and month", ["day", "month"]),
        ("4 13 2026", "The date: “13” is not a month. Enter a number from 1 to 12, or a name like March", ["month"]),
        ("4 0 2026", "The date: “0” is not a month", ["month"]),
        ("4 ma 2026", "The date: “ma” is not a month", ["month"]),
        ("4 ju 2026", "is not a month", ["month"]),
        ("4 3 26", "The date: year must be 4 numbers, like 2026", ["year"]),
        ("4 3 MMXX", "year must be 4 numbers", ["year"]),
        ("32 3 2026", "The date: “32” is not a day. Enter a number from 1 to 31", ["day"]),
        ("0 3 2026", "“0” is not a day", ["day"]),
        ("x 2 2026", "“x” is not a day. Enter a number from 1 to 28", ["day"]),
        ("29 2 2026", "The date: February 2026 has only 28 days", ["day"]),
        ("31 4 2026", "The date: April 2026 has only 30 days", ["day"]),
        ("4 3 1026", "year must be", ["year"]),
    ],
)
def test_a_day_that_cannot_be_names_the_box_to_mend(typed: str, words: str, boxes: list[str]) -> None:
    with pytest.raises(ValidationError) as refused:
        date_of(parts(typed), "The date")
    assert words in refused.value.messages[0]
    assert list(refused.value.params["parts"]) == boxes


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_every_day_of_the_calendar_is_read_and_no_other(day: date) -> None:
    assert date_of(parts(f"{day.day} {day.month} {day.year}"), "x") == day
    last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    with pytest.raises(ValidationError):
        date_of(parts(f"{last.day + 1} {day.month} {day.year}"), "x")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2:30pm", time(14, 30)), ("2.30 pm", time(14, 30)), ("14:30", time(14, 30)), ("9am", time(9)), ("9 a.m.", time(9)),
        ("12am", time(0)), ("12pm", time(12)), ("12:05am", time(0, 5)), ("midday", time(12)), ("Noon", time(12)),
        ("midnight", time(0)), ("00:00", time(0)), ("23:59", time(23, 59)), ("0:15", time(0, 15)),
    ],
)  # fmt: skip
def test_a_time_is_read(typed: str, read: time) -> None:
    assert time_of(typed, "The time") == read


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("9", "say morning or afternoon, like 9am or 9pm"),
        ("14", "say morning or afternoon, like 2am or 2pm"),
        ("13pm", "“13pm” is not a time"),
        ("0am", "“0am” is not a time"),
        ("24:00", "“24:00” is not a time"),
        ("9:60", "“9:60” is not a time"),
        ("nine", "“nine” is not a time. Enter a time like 2:30pm or 14:30"),
        ("9:5", "“9:5” is not a time"),
    ],
)
def test_a_time_that_leaves_it_open_is_refused(typed: str, words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        time_of(typed, "The time")
    assert words in refused.value.messages[0]


@pytest.mark.parametrize(
    ("day", "at", "instant"),
    [
        ("4 3 2026", "noon", datetime(2026, 3, 4, 12, tzinfo=UTC)),
        ("1 7 2026", "noon", datetime(2026, 7, 1, 11, tzinfo=UTC)),
        ("1 7 2026", "00:30", datetime(2026, 6, 30, 23, 30, tzinfo=UTC)),
        ("29 3 2026", "00:59", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        ("29 3 2026", "2am", datetime(2026, 3, 29, 1, tzinfo=UTC)),
        ("25 10 2026", "1:30am", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("25 10 2026", "2am", datetime(2026, 10, 25, 2, tzinfo=UTC)),
    ],
)
def test_what_is_typed_is_time_in_london(day: str, at: str, instant: datetime) -> None:
    assert DateTimeField(label="When").clean(parts(day, at)) == instant


@pytest.mark.parametrize(
    ("day", "at", "words"),
    [
        ("29 3 2026", "1am", "When: the clocks went forward that night, so 1am did not exist"),
        ("29 3 2026", "01:59", "so 1:59am did not exist"),
        ("28 3 2027", "1:30am", "so 1:30am did not exist"),
        ("4 3 2026", "", "When must include a time"),
        ("4 3 2026", "9", "say morning or afternoon"),
    ],
)
def test_an_hour_that_never_was_is_refused(day: str, at: str, words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        DateTimeField(label="When").clean(parts(day, at))
    assert words in refused.value.messages[0]


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(lambda each: each.replace(second=0, microsecond=0)))
def test_every_instant_typed_in_london_comes_back(naive: datetime) -> None:
    local = naive.replace(tzinfo=UTC).astimezone(LONDON)
    if local.fold:
        return  # an hour that was twice is taken for the first
    typed = parts(f"{local.day} {local.month} {local.year}", f"{local:%H:%M}")
    assert DateTimeField(label="When").clean(typed) == naive.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("3 3 2026", "Born must be 4 March 2026 or later"),
        ("4 3 2026", None),
        ("6 3 2026", None),
        ("7 3 2026", "Born must be 6 March 2026 or earlier"),
    ],
)
def test_bounds_are_both_allowed(day: str, words: str | None) -> None:
    field = DateField(label="Born", earliest=date(2026, 3, 4), latest=date(2026, 3, 6))
    if words is None:
        assert field.clean(parts(day))
        return
    with pytest.raises(ValidationError, match=words):
        field.clean(parts(day))


@pytest.mark.parametrize(
    ("text", "read"), [("2026-03-04", date(2026, 3, 4)), ("", None), (None, None), (date(2026, 3, 4), date(2026, 3, 4))]
)
def test_a_day_sent_in_one_piece(text: Any, read: date | None) -> None:
    assert DateField(label="Born", required=False).clean(text) == read


@pytest.mark.parametrize("text", ["2026-02-30", "yesterday", "04/03/2026"])
def test_a_day_in_one_piece_that_cannot_be(text: str) -> None:
    with pytest.raises(ValidationError, match="Born must be a real date"):
        DateField(label="Born").clean(text)


@pytest.mark.parametrize(("typed", "read"), [("2:30pm", time(14, 30)), ("", None), (time(9), time(9))])
def test_a_time_of_day(typed: Any, read: time | None) -> None:
    assert TimeField(label="At", required=False).clean(typed) == read


@pytest.mark.parametrize(
    ("typed", "key"),
    [("abc", "abc"), ("https://kith.example.org/open/#abc", "abc"), (" https://x/#a#b ", "b"), ("https://x/#", "")],
)
def test_a_whole_link_may_be_pasted(typed: str, key: str) -> None:
    assert OneTimeKeyField(required=False).clean(typed) == key


@pytest.mark.parametrize(("stored", "shown"), [(True, "yes"), (False, "no"), (None, None), ("unknown", "unknown")])
def test_a_stored_answer_is_shown(stored: Any, shown: Any) -> None:
    assert YesNoField(label="Agreed?", unknown="Not asked", required=False).prepare_value(stored) == shown
