"""From what somebody wrote to the keys by which it is found again. Pure."""

from datetime import date
from typing import Any

import pytest

from kith.front_door.keys import addresses_in, name_words, telephones_in, telling_number
from kith.front_door.models import Request, RequestPerson
from kith.front_door.tests.conftest import NOW
from kith.front_door.wanted import KEPT_KINDS, held_of, stored_keys, wanted_of, without_names
from kith.people.matching.description import Wanted


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They live at 14 Mill Lane.", {"14 mill lane"}),
        ("at 14a Mill Lane and 3 The Old Orchard Road", {"14a mill lane", "3 the old orchard road"}),
        ("14, MILL LANE", {"14 mill lane"}),
        ("12 Mill Laneway", set()),
        ("He is 14. Mill Lane is near.", {"14 mill lane"}),
        ("14 children in one room", set()),
        ("12345 Mill Lane", set()),
        ("The Old House, Mill Lane", set()),
        ("", set()),
    ],
)
def test_addresses_that_stand_in_a_text(text: str, found: set[str]) -> None:
    assert addresses_in(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("07700 900121", {"07700900121"}),
        ("+44 7700 900121 and 01632 960001", {"07700900121", "01632960001"}),
        ("(01632) 960001", {"01632960001"}),
        ("born 04 05 2016", {"04052016"}),
        ("12345", set()),
        ("no number", set()),
    ],
)
def test_telephone_numbers_that_stand_in_a_text(text: str, found: set[str]) -> None:
    assert telephones_in(text) == found


@pytest.mark.parametrize(("text", "key"), [("12345", ""), ("123456", "123456"), ("ext. 12", ""), ("none", "")])
def test_a_number_tells_senders_apart_from_six_digits_on(text: str, key: str) -> None:
    assert telling_number(text) == key


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mr Peter Small", {"mr", "peter", "small"}),
        ("Zoë Hart-Reed", {"zoe", "hart", "reed"}),
        ("J. Oak", {"oak"}),
        ("", set()),
        ("A B C", set()),
    ],
)
def test_the_words_of_a_name(text: str, words: set[str]) -> None:
    assert name_words(text) == words


def people(*rows: dict[str, Any]) -> list[RequestPerson]:
    return [RequestPerson(position=number, key=f"k{number}", **row) for number, row in enumerate(rows)]


def wanted(*rows: dict[str, Any], worries: str = "") -> list[Wanted]:
    listed = people(*rows)
    found = wanted_of(Request(received_at=NOW, worries=worries), listed)
    return [found[person] for person in listed]


HOME = {"address": "14 Mill Lane", "postcode": "ZZ99 3WZ"}


@pytest.mark.parametrize(
    ("rows", "worries", "places"),
    [
        # a child is looked for at the only address that the request names
        ([{"role": "child"}, {"role": "parent", **HOME}], "", [("14 Mill Lane", "ZZ99 3WZ"), ("14 Mill Lane", "ZZ99 3WZ")]),
        ([{"role": "unborn"}, {"role": "parent", **HOME}], "", [("14 Mill Lane", "ZZ99 3WZ"), ("14 Mill Lane", "ZZ99 3WZ")]),
        # an adult without one is not put there
        ([{"role": "child", **HOME}, {"role": "parent"}], "", [("14 Mill Lane", "ZZ99 3WZ"), ("", "")]),
        # of two addresses none is the child's
        (
            [{"role": "child"}, {"role": "parent", **HOME}, {"role": "parent", "address": "3 Quay Street"}],
            "",
            [("", ""), ("14 Mill Lane", "ZZ99 3WZ"), ("3 Quay Street", "")],
        ),
        # whoever is said to live with somebody else is not looked for there
        ([{"role": "child", "lives_with": "his gran"}, {"role": "parent", **HOME}], "", [("", ""), ("14 Mill Lane", "ZZ99 3WZ")]),
        # the text counts when no field does
        ([{"role": "child"}], "They are at 14 Mill Lane now.", [("14 mill lane", "")]),
        ([{"role": "child"}], "From 14 Mill Lane to 3 Quay Street.", [("", "")]),
        ([{"role": "child"}, {"role": "parent", **HOME}], "at 3 Quay Street", [("14 Mill Lane", "ZZ99 3WZ")] * 2),
        ([{"role": "child", "postcode": "ZZ99 3WZ"}], "", [("", "ZZ99 3WZ")]),
    ],
)
def test_where_a_person_of_a_request_is_looked_for(
    rows: list[dict[str, Any]], worries: str, places: list[tuple[str, str]]
) -> None:
    assert [(each.address, each.postcode) for each in wanted(*rows, worries=worries)] == places


def test_everything_that_was_said_of_a_person_is_looked_for() -> None:
    said = {
        "forename": "Milo", "surname": "Hart", "known_as": "Lo", "date_of_birth": date(2016, 5, 4), "age": 10, "sex": "M",
        "telephone": "01632 960001", "nhs_number": "999 000 0018", "upn": "A123", "school": "Elm School",
    }  # fmt: skip
    [one] = wanted({"role": "child", **said})
    assert {name: getattr(one, name) for name in said} == said
    assert one.on == date(2026, 11, 24), "an age was said on the day of receipt"
    assert wanted({"role": "child"})[0].sex == "U"


def test_a_person_of_an_earlier_request_is_compared_as_one_on_record() -> None:
    [one] = wanted({"role": "child", "forename": "Milo", "telephone": "+44 1632 960001", **HOME})
    held = held_of(one)
    assert held.addresses == (("14 Mill Lane", "ZZ99 3WZ", True),)
    assert held.contacts == {"01632960001"}
    assert (held.nhs_numbers, held.upns) == (frozenset(), frozenset())
    bare = held_of(wanted({"role": "child"})[0])
    assert (bare.addresses, bare.contacts) == ((), frozenset())


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ({}, set()),
        ({"forename": "Milo"}, set()),
        ({"forename": "Milo", "surname": "Hart"}, {"name"}),
        ({"date_of_birth": date(2016, 5, 4)}, {"born"}),
        ({"telephone": "01632 960001"}, {"telephone"}),
        ({"nhs_number": "999 000 0018"}, {"nhs"}),
        ({"upn": "H801200001001"}, {"upn"}),
    ],
)
def test_under_which_kinds_of_key_a_person_is_found_again(said: dict[str, Any], kinds: set[str]) -> None:
    keys = stored_keys(wanted({"role": "child", **said})[0])
    assert kinds <= {kind for kind, _ in keys} <= KEPT_KINDS | {"born"}
    assert all(0 < len(value) <= 160 for _, value in keys)


def test_a_slip_is_found_when_looking_and_is_not_kept() -> None:
    [one] = wanted({"role": "child", "forename": "Milo", "surname": "Hart", "date_of_birth": date(2016, 5, 4)})
    assert {value for kind, value in stored_keys(one) if kind == "born"} == {"20160504"}, "day and month are not exchanged"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({}, False),
        ({"school": "Elm School"}, False),
        ({"age": 9}, False),
        ({"forename": "Milo"}, True),
        ({"date_of_birth": date(2016, 5, 4)}, True),
        ({"postcode": "ZZ99 3WZ"}, True),
        ({"telephone": "01632 960001"}, True),
    ],
)
def test_of_whom_nothing_is_known_is_not_looked_for(said: dict[str, Any], kept: bool) -> None:
    assert bool(without_names([wanted({"role": "child", **said})[0]])) is kept
