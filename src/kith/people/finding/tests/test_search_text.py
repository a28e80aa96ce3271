"""One line typed into the search box: what each shape is taken for."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.people.finding.search_text import Asked, read_text
from kith.people.matching.description import Wanted


@pytest.mark.parametrize(
    ("typed", "fields", "words"),
    [
        ("Ella Marsh", {"forename": "ella", "surname": "marsh"}, ("ella", "marsh")),
        ("Marsh, Ella", {"forename": "Ella", "surname": "Marsh"}, ("marsh", "ella")),
        ("Marsh", {"surname": "marsh"}, ("marsh",)),
        ("E Marsh", {"forename": "e", "surname": "marsh"}, ("marsh",)),
        ("Marsh E", {"forename": "e", "surname": "marsh"}, ("marsh",)),
        (
            "Ella May Marsh",
            {"forename": "ella may", "surname": "marsh", "other_names": (("ella", "may marsh"),)},
            ("ella", "may", "marsh"),
        ),
        (
            "O Brien Siân",
            {"forename": "brien", "surname": "sian", "other_names": (("obrien", "sian"),)},
            ("brien", "sian"),
        ),
        ("O’Brien", {"surname": "obrien"}, ("obrien",)),
        ("Siân Llŷr", {"forename": "sian", "surname": "llyr"}, ("sian", "llyr")),
        ("李 小龙", {"forename": "李", "surname": "小龙"}, ("李", "小龙")),
        ("Marsh-Boothe, Ella", {"forename": "Ella", "surname": "Marsh-Boothe"}, ("marsh", "boothe", "ella")),
        ("Mrs Marsh", {"surname": "marsh"}, ("marsh",)),
        ("unknown", {}, ()),
        ("", {}, ()),
        ("   ", {}, ()),
        ("zz99 3wz", {"postcode": "ZZ99 3WZ"}, ()),
        ("ZZ993WZ", {"postcode": "ZZ99 3WZ"}, ()),
        ("Ella ZZ99 3WZ", {"surname": "ella", "postcode": "ZZ99 3WZ"}, ("ella",)),
        ("21/06/2015", {"date_of_birth": date(2015, 6, 21)}, ()),
        ("21.6.2015", {"date_of_birth": date(2015, 6, 21)}, ()),
        ("2015-06-21", {"date_of_birth": date(2015, 6, 21)}, ()),
        ("21 June 2015", {"date_of_birth": date(2015, 6, 21)}, ()),
        ("21 jun 2015 Ella", {"date_of_birth": date(2015, 6, 21), "surname": "ella"}, ("ella",)),
        ("29/02/2012", {"date_of_birth": date(2012, 2, 29)}, ()),
        ("999 120 4318", {"nhs_number": "9991204318"}, ()),
        ("9991204318", {"nhs_number": "9991204318"}, ()),
        ("07700 900121", {"telephone": "07700 900121"}, ()),
        ("+44 7700 900121", {"telephone": "+44 7700 900121"}, ()),
        ("H001201182211", {"upn": "H001201182211"}, ()),
        ("h001201182211 Ella", {"upn": "H001201182211", "surname": "ella"}, ("ella",)),
        ("14 Anvil Row", {"address": "14 Anvil Row"}, ()),
        ("14a  Anvil   Row", {"address": "14a Anvil Row"}, ()),
        ("14 Anvil Row ZZ99 3WZ", {"address": "14 Anvil Row", "postcode": "ZZ99 3WZ"}, ()),
    ],
)
def test_each_shape_is_taken_for_what_it_is(typed: str, fields: dict[str, Any], words: tuple[str, ...]) -> None:
    asked = read_text(typed)
    assert asked.wanted == Wanted(**fields)
    assert asked.words == words


@pytest.mark.parametrize(
    ("typed", "ages"),
    [
        ("Ella 5-8", (5, 8)),
        ("Ella 5 to 8", (5, 8)),
        ("Ella aged 5 - 8", (5, 8)),
        ("Ella 5–8", (5, 8)),
        ("Ella", (None, None)),
        ("Ella 8", (None, None)),
        ("21-06-2015", (None, None)),
        ("2015-06-21", (None, None)),
    ],
)
def test_ages_are_told_from_days(typed: str, ages: tuple[int | None, int | None]) -> None:
    asked = read_text(typed)
    assert (asked.age_from, asked.age_to) == ages


@pytest.mark.parametrize(
    "typed", ["31/02/2015 Ella", "29/02/2011 Ella", "2015-13-01 Ella", "45 June 2015 Ella", "21 Foo 2015 Ella"]
)
def test_a_day_that_cannot_be_is_no_date_of_birth(typed: str) -> None:
    assert read_text(typed).wanted.date_of_birth is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("mar*", ("mar*",)),
        ("M?rsh", ("m?rsh",)),
        ("*ova Jan", ("*ova", "jan")),
        ("Łuk*", ("luk*",)),
        ("mar*, ell?", ("mar*", "ell?")),
        ("*", ()),
        ("?? **", ()),
    ],
)
def test_wildcards_stand_in_words_and_never_alone(typed: str, words: tuple[str, ...]) -> None:
    asked = read_text(typed)
    assert asked.words == words
    assert asked.has_wildcard == bool(words)
    assert asked.is_empty == (not words)


def test_what_was_searched_is_said_in_words() -> None:
    asked = read_text("Marsh, Ella 21/06/2015 ZZ99 3WZ")
    assert asked.searched == ["name Marsh Ella", "date of birth 21 June 2015", "postcode ZZ99 3WZ"]
    assert read_text("999 120 4318").searched == ["NHS number 9991204318"]
    assert read_text("07700 900121").searched == ["telephone number 07700 900121"]
    assert read_text("").searched == []


@pytest.mark.parametrize(
    ("fields", "wanted", "words"),
    [
        ({"forename": " Ella "}, {"forename": "Ella"}, ("ella",)),
        ({"forename": "Ella", "surname": "Marsh"}, {"forename": "Ella", "surname": "Marsh"}, ("ella", "marsh")),
        ({"postcode": "zz99 3wz"}, {"postcode": "zz99 3wz"}, ()),
        ({"date_of_birth": date(2015, 6, 21)}, {"date_of_birth": date(2015, 6, 21)}, ()),
        ({"forename": "", "upn": ""}, {}, ()),
    ],
)
def test_fields_are_added_to_the_line(fields: dict[str, Any], wanted: dict[str, Any], words: tuple[str, ...]) -> None:
    asked = read_text("").with_fields(**fields)
    assert asked.wanted == Wanted(**wanted)
    assert asked.words == words


def test_a_field_goes_before_the_line_and_a_word_said_twice_stands_once() -> None:
    asked = read_text("Ella Marsh").with_fields(forename="Ella", surname="Boothe")
    assert (asked.wanted.forename, asked.wanted.surname) == ("Ella", "Boothe")
    assert asked.words == ("ella", "marsh", "boothe")


@given(st.text(max_size=80))
def test_anything_typed_is_understood_as_something(typed: str) -> None:
    asked = read_text(typed)
    assert isinstance(asked, Asked)
    assert all(word == word.strip() and word for word in asked.words)
    assert asked.wanted.date_of_birth is None or asked.wanted.date_of_birth.year >= 1
