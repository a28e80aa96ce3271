"""When two records cannot be one person, whichever of them stays."""

from datetime import date
from typing import Any

import pytest

from kith.people.same_person.rules import Side, cannot_be_one, may_merge


def side(name: str = "Ella", **more: Any) -> Side:
    return Side(**{"name": name, "area": "dorset", "unborn": False, "sealed": False, "age": 10, **more})


@pytest.mark.parametrize(
    ("goes", "stays", "words"),
    [
        (side(), side(), None),
        (side(age=None), side(), None),
        (side(), side(area="lincolnshire"), "two areas"),
        (side(sealed=True), side(), "Ask a records officer"),
        (side(), side(sealed=True), "Ask a records officer"),
        (side("Baby", unborn=True, age=None), side("Ola"), "Record the birth first, with the name and the date that Ola has"),
        (side("Ola"), side("Baby", unborn=True, age=None), "Baby is recorded as not yet born"),
        (side("Baby", unborn=True, age=None), side("Jo", age=30), "Baby is not born yet and Jo is an adult"),
        (side("Jo", age=18), side("Baby", unborn=True, age=None), "Baby is not born yet and Jo is an adult"),
        (side("Baby", unborn=True, age=None), side("Jo", age=17), "Record the birth first"),
        (side("Baby", unborn=True, age=None), side("Jo", age=None, adult_in_a_family=True), "Jo is an adult"),
        (side(unborn=True, age=None), side(unborn=True, age=None), None),
        (side(died=date(2025, 1, 1)), side(died=date(2025, 1, 1)), None),
        (side(died=date(2025, 1, 1)), side(), None),
        (side(), side(died=date(2025, 1, 1)), None),
        (side(died=date(2025, 1, 1)), side(died=date(2025, 1, 2)), "different dates of death"),
        (side(area="lincolnshire", sealed=True), side(), "two areas"),
    ],
)
def test_what_cannot_be_one_person(goes: Side, stays: Side, words: str | None) -> None:
    said = cannot_be_one(goes, stays)
    assert (said is None) is (words is None)
    assert words is None or words in (said or "")
    assert cannot_be_one(stays, goes) == said, "which of the two stays does not decide it"


@pytest.mark.parametrize(
    ("more", "adult"),
    [
        ({"age": 17}, False),
        ({"age": 18}, True),
        ({"age": None}, False),
        ({"age": None, "adult_in_a_family": True}, True),
        ({"age": 5, "adult_in_a_family": True}, True),
    ],
)
def test_who_is_an_adult(more: dict[str, Any], adult: bool) -> None:
    assert side(**more).adult is adult


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("front_door", True),
        ("team_manager", True),
        ("records_officer", True),
        ("senior_social_worker", True),
        ("lead_practitioner", False),
        ("out_of_hours", False),
        ("business_support", False),
        ("administrator", False),
        ("auditor", False),
    ],
)
def test_who_may_say_that_two_records_are_one(role: str, may: bool) -> None:
    assert may_merge({role}) is may
    assert may_merge(frozenset({role, "auditor"})) is may
    assert not may_merge(set())
