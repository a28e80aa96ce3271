"""What a body says that cannot be: for every rule the field, the words and the fix, and the day on either side of each boundary."""

from datetime import UTC, datetime
from typing import Any

import pytest

from kith.front_door.body import BodyContradicts, check_body
from kith.front_door.body.contradictions import BODY_RULES, PERSON_RULES
from kith.front_door.tests.conftest import NOW, london, simple_body


def problems(now: datetime = NOW, **changes: Any) -> list[tuple[str, str, str]]:
    """Return what a body with changes is told: the field, the problem and the fix of each."""
    try:
        check_body(simple_body(**{"relationships": [], **changes}), now=now)
    except BodyContradicts as refused:
        return [(each.field, each.problem, each.fix) for each in refused.problems]
    return []


def test_a_contradiction_says_its_code_its_first_field_and_which_request_it_was() -> None:
    with pytest.raises(BodyContradicts) as refused:
        check_body(simple_body(relationships=[{"from": "x", "to": "y", "kind": "mother"}]), now=NOW)
    assert (refused.value.code, refused.value.reference) == ("body_contradicts", "R-1")
    assert refused.value.field == "relationships[0].from"
    assert len(refused.value.problems) == 2


def child(**said: Any) -> dict[str, Any]:
    return {"people": [{"key": "c", "role": "child", **said}]}


def test_every_rule_has_words_of_its_own() -> None:
    assert len({rule.__doc__ for rule in (*BODY_RULES, *PERSON_RULES)}) == len(BODY_RULES) + len(PERSON_RULES) == 10
    assert problems() == []


TO_COME = "Check the date; for a child not yet born use the role unborn and expected_date."


@pytest.mark.parametrize(
    ("now", "born", "refused"),
    [
        ("2026-11-24T17:00", "2026-11-24", False),
        # a sender's clock may be ahead of ours: tomorrow is let by, the day after is not
        ("2026-11-24T17:00", "2026-11-25", False),
        ("2026-11-24T17:00", "2026-11-26", True),
        ("2026-11-25T00:00", "2026-11-26", False),
        ("2026-11-24T23:59", "2026-11-26", True),
        # in summer London's day begins an hour before that of UTC
        ("2026-07-01T00:30", "2026-07-02", False),
        ("2026-07-01T00:30", "2026-07-03", True),
        ("2026-06-30T23:59", "2026-07-02", True),
        # the night on which the clocks go back, and the night on which they go forward
        ("2026-10-25T00:30", "2026-10-26", False),
        ("2026-10-25T00:30", "2026-10-27", True),
        ("2026-03-29T02:30", "2026-03-30", False),
        ("2026-03-29T02:30", "2026-03-31", True),
        ("2028-02-28T12:00", "2028-02-29", False),
        ("2028-02-28T12:00", "2028-03-01", True),
        ("2026-12-31T12:00", "2027-01-01", False),
    ],
)
def test_nobody_is_born_later_than_tomorrow_in_london(now: str, born: str, refused: bool) -> None:
    told = [("people[0].date_of_birth", f"{born} has not come yet.", TO_COME)]
    assert problems(london(now), **child(date_of_birth=born)) == (told if refused else [])


@pytest.mark.parametrize(
    ("role", "field", "day", "refused"),
    [
        ("adult", "date_of_birth", "1899-12-31", True),
        ("adult", "date_of_birth", "1900-01-01", False),
        ("adult", "date_of_birth", "0001-01-01", True),
        ("unborn", "expected_date", "1899-12-31", True),
        ("unborn", "expected_date", "1900-01-01", False),
        # an expected date in the past or far ahead is a fact that somebody said: it is kept
        ("unborn", "expected_date", "2026-01-01", False),
        ("unborn", "expected_date", "2030-01-01", False),
    ],
)
def test_a_day_before_1900_is_a_slip(role: str, field: str, day: str, refused: bool) -> None:
    people = [{"key": "c", "role": "child"}, {"key": "x", "role": role, field: day}]
    told = [(f"people[1].{field}", f"{day} is before 1900.", "Check the year.")]
    assert problems(people=people) == (told if refused else [])


UNBORN_IS_BORN = ("people[0].date_of_birth", "An unborn child has no date of birth.", "Use expected_date, or the role child.")
BORN_IS_EXPECTED = (
    "people[0].expected_date",
    "Only an unborn child has an expected date.",
    "Use date_of_birth, or the role unborn.",
)


@pytest.mark.parametrize(
    ("role", "days", "told"),
    [
        ("unborn", {}, []),
        ("unborn", {"expected_date": "2027-02-01"}, []),
        ("unborn", {"date_of_birth": "2026-02-01"}, [UNBORN_IS_BORN]),
        ("unborn", {"date_of_birth": "2026-02-01", "expected_date": "2027-02-01"}, [UNBORN_IS_BORN]),
        ("child", {"date_of_birth": "2026-02-01"}, []),
        ("child", {"expected_date": "2027-02-01"}, [BORN_IS_EXPECTED]),
        ("child", {"date_of_birth": "2026-02-01", "expected_date": "2027-02-01"}, [BORN_IS_EXPECTED]),
    ],
)
def test_the_unborn_are_expected_and_the_born_are_not(role: str, days: dict[str, str], told: list[Any]) -> None:
    assert problems(people=[{"key": "c", "role": role, **days}]) == told


@pytest.mark.parametrize("role", ["parent", "carer", "relative", "adult"])
def test_no_adult_is_expected(role: str) -> None:
    people = [{"key": "c", "role": "child"}, {"key": "a", "role": role, "expected_date": "2027-02-01"}]
    assert problems(people=people) == [("people[1].expected_date", *BORN_IS_EXPECTED[1:])]


@pytest.mark.parametrize("role", ["parent", "carer", "relative", "adult"])
def test_a_request_is_about_a_child(role: str) -> None:
    alone = [{"key": "a", "role": role}]
    assert problems(people=alone) == [("people", "No child is named.", "Add at least one person with the role child or unborn.")]
    for kind in ("child", "unborn"):
        assert problems(people=[*alone, {"key": "c", "role": kind}]) == []


def test_each_person_has_a_key_of_their_own_and_every_second_use_is_named() -> None:
    people = [{"key": key, "role": "child"} for key in ("a", "b", "a", "B", "a")]
    fix = "Give each person a key of their own."
    assert problems(people=people) == [
        ("people[2].key", "The key “a” is used twice.", fix),
        ("people[4].key", "The key “a” is used twice.", fix),
    ]


NO_SUCH = "Use the key of one of the people."


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("m", "c", []),
        ("c", "m", []),
        ("x", "c", [("relationships[0].from", "There is nobody with the key “x”.", NO_SUCH)]),
        ("m", "x", [("relationships[0].to", "There is nobody with the key “x”.", NO_SUCH)]),
        ("M", "c", [("relationships[0].from", "There is nobody with the key “M”.", NO_SUCH)]),
        ("m", "m", [("relationships[0]", "Nobody is related to themselves.", "Use two different keys.")]),
        (
            "x",
            "x",
            [
                ("relationships[0].from", "There is nobody with the key “x”.", NO_SUCH),
                ("relationships[0].to", "There is nobody with the key “x”.", NO_SUCH),
                ("relationships[0]", "Nobody is related to themselves.", "Use two different keys."),
            ],
        ),
        ("k" * 40, "c", [("relationships[0].from", f"There is nobody with the key “{'k' * 40}”.", NO_SUCH)]),
    ],
)
def test_both_ends_of_a_relationship_are_people_of_the_request(one: str, other: str, told: list[Any]) -> None:
    assert problems(relationships=[{"from": one, "to": other, "kind": "mother"}]) == told


@pytest.mark.parametrize(
    ("now", "received", "refused"),
    [
        ("2026-11-24T17:00:00", "2026-11-24T17:00:00Z", False),
        ("2026-11-24T17:00:00", "2026-11-24T17:00:01Z", True),
        ("2026-11-24T17:00:00", "2026-11-24T18:00:00+01:00", False),
        ("2026-11-24T17:00:00", "2026-11-24T18:00:01+01:00", True),
        ("2026-11-24T17:00:00", "2026-11-24T12:00:00-05:00", False),
        # 02:30 in the night on which the clocks went back is 02:30 of UTC
        ("2026-10-25T02:30:00", "2026-10-25T02:30:00Z", False),
        ("2026-10-25T02:30:00", "2026-10-25T02:31:00Z", True),
        # 01:30 came twice: the first of them is 00:30 of UTC
        ("2026-10-25T01:30:00", "2026-10-25T00:30:00Z", False),
        ("2026-10-25T01:30:00", "2026-10-25T01:30:00Z", True),
    ],
)
def test_nothing_was_received_later_than_now(now: str, received: str, refused: bool) -> None:
    told = [("received_at", "This time has not come yet.", "Give the time it was received, not later than now.")]
    assert problems(london(now).astimezone(UTC), received_at=received) == (told if refused else [])


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({}, False),
        ({"telephone": "01632 960001"}, False),
        ({"role": "Neighbour"}, False),
        ({"safe_to_contact": "After six"}, False),
        ({"name": " "}, False),
        ({"name": "Ada"}, True),
        ({"organisation": "Elm School"}, True),
        ({"email": "ada@example.org"}, True),
    ],
)
def test_who_gave_no_name_has_none(said: dict[str, str], refused: bool) -> None:
    fix = "Leave them out, or say who asks with another kind."
    told = [("sender", "An anonymous request carries no name, organisation or email.", fix)]
    assert problems(kind="anonymous", sender=said) == (told if refused else [])
    assert problems(kind="public", sender=said) == []


def test_everything_that_is_wrong_is_said_at_once_in_the_order_of_the_body() -> None:
    told = problems(
        kind="anonymous",
        sender={"name": "Ada"},
        people=[{"key": "a", "role": "parent", "expected_date": "2027-02-01"}, {"key": "a", "role": "carer"}],
        relationships=[{"from": "a", "to": "b", "kind": "partner"}],
        received_at="2027-01-01T00:00:00Z",
    )
    fields = ["people[0].expected_date", "people[1].key", "people", "relationships[0].to", "received_at", "sender"]
    assert [field for field, _, _ in told] == fields
