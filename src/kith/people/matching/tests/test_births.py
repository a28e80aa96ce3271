"""Dates of birth as they are compared: each level with the pair that reaches it, whole years, and their words."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.people.matching.births import birth_level, digits_level, one_digit_apart, whole_years
from kith.people.matching.comparison import Told
from kith.people.matching.dates import compare_birth
from kith.people.matching.description import Held, Named, Wanted

BORN = date(2015, 6, 21)


@pytest.mark.parametrize(
    ("wanted", "held", "level"),
    [
        (BORN, BORN, "same"),
        (date(2015, 1, 1), date(2015, 1, 1), "first_january"),
        (date(2015, 3, 4), date(2015, 4, 3), "day_month"),
        (BORN, date(2015, 6, 22), "digit"),
        (BORN, date(2015, 6, 12), "digit"),
        (BORN, date(2025, 6, 21), "digit"),
        (BORN, date(2016, 6, 21), "digit"),
        (BORN, date(1984, 6, 21), "two_parts"),
        (BORN, date(2015, 11, 21), "two_parts"),
        (BORN, date(2015, 6, 9), "two_parts"),
        (date(2015, 1, 1), date(2016, 1, 1), "two_parts"),
        (BORN, date(2016, 8, 14), "differs"),
        (BORN, date(1984, 11, 3), "differs"),
    ],
)
def test_dates_of_birth(wanted: date, held: date, level: str) -> None:
    assert birth_level(wanted, held) == level
    assert birth_level(held, wanted) == level


@pytest.mark.parametrize(("days", "level"), [(549, "estimated"), (550, "estimated"), (551, "differs"), (-550, "estimated")])
def test_an_estimated_date_of_birth_is_near_for_a_year_and_a_half(days: int, level: str) -> None:
    held = date(2014, 5, 13)
    assert birth_level(held + timedelta(days), held, estimated=True) == level
    assert birth_level(held + timedelta(days), held) == "differs"


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("19371233", "19371233", "same"),
        ("19371233", "19371223", "digit"),
        ("19371233", "19371332", "differs"),
        ("19370231", "19370213", "digit"),
        ("19371399", "19371301", "two_parts"),
        ("19371399", "20110101", "differs"),
    ],
)
def test_a_date_that_is_no_day_of_the_calendar(one: str, other: str, level: str) -> None:
    assert digits_level(one, other) == digits_level(other, one) == level


@given(st.dates(date(1930, 1, 1), date(2026, 12, 31)), st.dates(date(1930, 1, 1), date(2026, 12, 31)), st.booleans())
def test_neither_side_decides_how_alike_two_dates_are(a: date, b: date, estimated: bool) -> None:
    assert birth_level(a, b, estimated=estimated) == birth_level(b, a, estimated=estimated)
    assert one_digit_apart(a, b) == one_digit_apart(b, a)
    assert (birth_level(a, b) in {"same", "first_january"}) == (a == b)


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2008, 3, 4), date(2026, 3, 3), 17),
        (date(2008, 3, 4), date(2026, 3, 4), 18),
        (date(2008, 3, 4), date(2026, 3, 5), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2008, 12, 31), date(2009, 1, 1), 0),
        (date(2026, 3, 4), date(2026, 3, 4), 0),
        (date(2026, 3, 5), date(2026, 3, 4), -1),
    ],
)
def test_whole_years_change_on_the_birthday(born: date, on: date, years: int) -> None:
    assert whole_years(born, on) == years


@given(st.dates(date(1930, 1, 1), date(2020, 1, 1)), st.integers(1, 30_000))
def test_nobody_gets_younger(born: date, days: int) -> None:
    on = born + timedelta(days)
    assert whole_years(born, on) <= whole_years(born, on + timedelta(1)) <= whole_years(born, on) + 1


@pytest.mark.parametrize(
    ("wanted", "held", "part", "level", "words"),
    [
        ({"date_of_birth": BORN}, {"date_of_birth": BORN}, "born", "same", "Same date of birth: 21 June 2015"),
        (
            {"date_of_birth": date(2015, 3, 4)},
            {"date_of_birth": date(2015, 4, 3)},
            "born",
            "day_month",
            "Day and month of birth the other way round: 4 March 2015, 3 April 2015",
        ),
        (
            {"date_of_birth": date(2016, 8, 14)},
            {"date_of_birth": BORN},
            "born",
            "differs",
            "Another date of birth: 14 August 2016, not 21 June 2015",
        ),
        (
            {"date_of_birth": date(2015, 1, 1)},
            {"date_of_birth": date(2015, 1, 1)},
            "born",
            "first_january",
            "Same date of birth: 1 January 2015, a day that often stands for a year only",
        ),
        (
            {"date_of_birth": date(2016, 8, 14)},
            {"date_of_birth": BORN, "birth_date_kind": "estimated"},
            "born",
            "estimated",
            "Near the estimated date of birth: 14 August 2016, 21 June 2015",
        ),
        ({"birth_written": "20150699"}, {"date_of_birth": date(2015, 6, 2)}, "born", "two_parts", None),
        ({"expected_date": date(2026, 5, 1)}, {"expected_date": date(2026, 5, 1)}, "expected", "same", "Same expected date"),
        ({"expected_date": date(2026, 5, 1)}, {"expected_date": date(2026, 6, 5)}, "expected", "near", None),
        ({"expected_date": date(2026, 5, 1)}, {"expected_date": date(2026, 6, 6)}, "expected", "differs", None),
        ({"expected_date": date(2026, 5, 1)}, {"date_of_birth": date(2026, 4, 20)}, "expected", "near", None),
        ({"date_of_birth": BORN}, {"expected_date": BORN}, "expected", "born", None),
        ({"age": 8, "on": date(2024, 1, 1)}, {"date_of_birth": BORN}, "age", "fits", "Age fits: 8, born 21 June 2015"),
        ({"age": 9, "on": date(2024, 1, 1)}, {"date_of_birth": BORN}, "age", "near", None),
        ({"age": 7, "on": date(2024, 1, 1)}, {"date_of_birth": BORN}, "age", "near", None),
        ({"age": 10, "on": date(2024, 1, 1)}, {"date_of_birth": BORN}, "age", "differs", None),
    ],
)
def test_births_are_told_in_words(wanted: Any, held: Any, part: str, level: str, words: str | None) -> None:
    (told,) = compare_birth(Wanted(**wanted), Held(**held))
    assert (told.part, told.level) == (part, level)
    assert words is None or told.words == words


@pytest.mark.parametrize(
    ("wanted", "held"),
    [
        ({}, {"date_of_birth": BORN}),
        ({"date_of_birth": BORN}, {}),
        ({"age": 8}, {"date_of_birth": BORN}),
        ({"age": 8, "on": BORN}, {"expected_date": BORN}),
    ],
)
def test_a_birth_that_one_side_does_not_know_says_nothing(wanted: Any, held: Any) -> None:
    assert compare_birth(Wanted(**wanted), Held(**held)) == []


@pytest.mark.parametrize(
    ("who", "digits"),
    [
        (Named(date_of_birth=BORN), "20150621"),
        (Named(birth_written="20150231"), "20150231"),
        (Named(date_of_birth=BORN, birth_written="20150231"), "20150621"),
        (Named(), ""),
    ],
)
def test_a_birth_in_digits(who: Named, digits: str) -> None:
    assert who.birth_digits == digits


def test_words_name_both_sides_as_people_write_them() -> None:
    assert Told("x", "y", 0.0, "{a}, not {b}", ("ella", "may"), BORN).words == "Ella May, not 21 June 2015"
    assert Told("x", "y").words == ""
