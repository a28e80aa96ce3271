"""The keys under which a person is held and looked for: who finds whom, whatever slip was made. Pure."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.people.index.keys import LONGEST, key_bits, lookup_keys, stored_bits, stored_keys, words_of
from kith.people.matching.description import Held, Wanted

BORN = date(2017, 4, 7)
ZUZANNA: dict[str, Any] = {"forename": "Zuzanna", "surname": "Kowalczyk", "date_of_birth": BORN}


def meet(wanted: dict[str, Any], held: dict[str, Any]) -> bool:
    return bool(lookup_keys(Wanted(**wanted)) & stored_keys(Held(**held)))


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (ZUZANNA, "the same"),
        ({**ZUZANNA, "forename": "Zuzia"}, "a short name"),
        ({**ZUZANNA, "surname": "Kowalski"}, "another form of the surname"),
        ({**ZUZANNA, "surname": "Kowalchik"}, "a foreign spelling"),
        ({**ZUZANNA, "forename": "Kowalczyk", "surname": "Zuzanna"}, "the other way round"),
        ({**ZUZANNA, "date_of_birth": date(2017, 7, 4)}, "day and month swapped"),
        ({**ZUZANNA, "date_of_birth": date(2016, 4, 7), "forename": "Anna"}, "one wrong part of the date, and the surname"),
        ({**ZUZANNA, "date_of_birth": date(2017, 5, 7), "forename": "Anna"}, "another wrong part, and the surname"),
        ({**ZUZANNA, "date_of_birth": date(2017, 4, 8), "surname": "Nowak"}, "the last wrong part, and the forename"),
        ({"forename": "Zuzanna", "surname": "Kowalczyk"}, "without a date"),
        ({"surname": "Kowalczyk"}, "a surname alone"),
        ({"forename": "Zuzanna"}, "a forename alone"),
        ({"date_of_birth": BORN}, "a date alone"),
        ({**ZUZANNA, "forename": "ZUZANNA  ", "surname": "kowalczyk"}, "capitals and spaces"),
    ],
)
def test_a_child_is_found_in_spite_of_a_slip(wanted: dict[str, Any], why: str) -> None:
    assert meet(wanted, ZUZANNA), why


@pytest.mark.parametrize(
    "wanted",
    [
        {"forename": "Tyler", "surname": "Marsh", "date_of_birth": date(2009, 11, 2)},
        {"surname": "Marsh"},
        {"date_of_birth": date(2009, 11, 2)},
        {"postcode": "ZZ99 1AA"},
        {"nhs_number": "9990770158"},
        {},
    ],
)
def test_who_shares_nothing_is_not_looked_at(wanted: dict[str, Any]) -> None:
    assert not meet(wanted, ZUZANNA)


@pytest.mark.parametrize(
    ("wanted", "held"),
    [
        ({"postcode": "zz99 3wz"}, {"addresses": (("", "ZZ993WZ", True),)}),
        ({"address": "14 anvil row"}, {"addresses": (("Flat 2, 14 Anvil Row", "", False),)}),
        ({"telephone": "+44 7700 900121"}, {"contacts": frozenset({"07700900121"})}),
        ({"email": " ELLA@example.org"}, {"contacts": frozenset({"ella@example.org"})}),
        ({"nhs_number": "999 120 4318"}, {"nhs_numbers": frozenset({"9991204318"})}),
        ({"upn": "h001201182211"}, {"upns": frozenset({"H001201182211"})}),
        ({"la_child_id": "12 34"}, {"la_child_ids": frozenset({"1234"})}),
        ({"surname": "Nowak", "expected_date": BORN}, {"surname": "Nowak", "expected_date": BORN}),
        ({"forename": "Liz", "surname": "Vale"}, {"forename": "Elizabeth", "surname": "Reed", "other_names": (("", "Vale"),)}),
        ({"forename": "Siân", "surname": "O’Brien"}, {"forename": "Sian", "surname": "OBrien"}),
        ({"forename": "Maria", "surname": "Nowak"}, {"forename": "Elżbieta", "middle_names": "Maria", "surname": "Nowak"}),
        ({"birth_written": "20170431", "surname": "Nowak"}, {"date_of_birth": date(2017, 4, 30), "surname": "Nowak"}),
        ({"forename": "小龙", "surname": "李"}, {"forename": "小龙", "surname": "李"}),
        ({"forename": "ਗੁਰਪ੍ਰੀਤ"}, {"forename": "ਗੁਰਪ੍ਰੀਤ", "surname": "ਸਿੰਘ"}),
    ],
)
def test_each_thing_known_leads_to_the_person(wanted: dict[str, Any], held: dict[str, Any]) -> None:
    assert meet(wanted, held)


NAMES = st.text("abcdefghijklmnopqrstuvwxyzáéłż'- ", min_size=2, max_size=20).filter(str.strip)


@given(NAMES, NAMES, st.dates(date(1930, 1, 1), date(2026, 1, 1)))
def test_everybody_is_found_under_what_is_held_of_them(forename: str, surname: str, born: date) -> None:
    said = {"forename": forename, "surname": surname, "date_of_birth": born}
    assert meet(said, said)


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_key_is_longer_than_it_may_be(forename: str, surname: str) -> None:
    for kind, value in stored_keys(Held(forename=forename, surname=surname)) - {("surname", "")}:
        assert kind in {"name", "near", "word", "surname", "undated", "single"}
        assert kind == "surname" or len(value) <= LONGEST


def test_a_key_carries_its_area_and_no_name() -> None:
    one, other = UUID(int=1), UUID(int=2)
    assert key_bits(one, "name", "x") == key_bits(one, "name", "x")
    assert (
        len({key_bits(one, "name", "x"), key_bits(other, "name", "x"), key_bits(one, "near", "x"), key_bits(one, "name", "y")})
        == 4
    )
    assert all(-(2**63) <= bits < 2**63 for bits in stored_bits(one, Held(**ZUZANNA)))
    assert len(stored_bits(one, Held(**ZUZANNA))) == len(stored_keys(Held(**ZUZANNA)))


def test_the_words_of_a_name_are_counted_in_their_place() -> None:
    held = Held("Ella May", "Rose", "Marsh-Boothe", "Ellie", (("", "Vale"),))
    assert words_of(held) == {
        ("ella", "f"), ("may", "f"), ("ellie", "f"), ("rose", "f"), ("marsh", "s"), ("boothe", "s"), ("vale", "s"),
        ("ellamay", "f"), ("marshboothe", "s"),
    }  # fmt: skip


def test_one_without_a_date_is_held_for_those_who_have_one() -> None:
    undated = stored_keys(Held(forename="Zuzanna", surname="Kowalczyk"))
    dated = stored_keys(Held(**ZUZANNA))
    assert {kind for kind, _ in undated} >= {"undated"}
    assert "undated" not in {kind for kind, _ in dated}
    assert lookup_keys(Wanted(**ZUZANNA)) & undated
