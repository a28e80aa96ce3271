"""Why a request stands where it stands, how long is left, how old a child is and what a search that found nothing says. Pure."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from kith.front_door.models import DangerSaid, Request, RequestPerson, RequestSender
from kith.front_door.queries.queue import _matches, _who_asks
from kith.front_door.queries.request import age_said, no_data
from kith.front_door.queries.standing import time_left, why_first
from kith.front_door.tests.conftest import NOW, london


@pytest.mark.parametrize(
    ("now", "due", "words"),
    [
        ("2026-11-24T17:00", None, "No time limit is set"),
        # the same day: hours, then minutes, and never none while it is in time
        ("2026-11-24T09:00", "2026-11-24T17:00", "Today, 8 hours left"),
        ("2026-11-24T15:59", "2026-11-24T17:00", "Today, 1 hour left"),
        ("2026-11-24T16:01", "2026-11-24T17:00", "Today, 59 minutes left"),
        ("2026-11-24T16:59", "2026-11-24T17:00", "Today, 1 minute left"),
        ("2026-11-24T17:00", "2026-11-24T17:00", "Today, 1 minute left"),
        ("2026-11-24T00:30", "2026-11-24T23:59:59", "Today, 23 hours left"),
        # another day: the time, or the end of the day
        ("2026-11-24T17:00", "2026-11-25T17:00", "Due by Wednesday at 17:00"),
        ("2026-11-24T17:00", "2026-11-25T23:59:59", "Due by the end of Wednesday 25 November"),
        ("2026-11-24T17:00", "2026-11-26T23:59:59", "Due by the end of Thursday 26 November (2 working days)"),
        ("2026-11-27T17:00", "2026-11-30T23:59:59", "Due by the end of Monday 30 November"),
        ("2026-11-27T17:00", "2026-12-01T23:59:59", "Due by the end of Tuesday 1 December (2 working days)"),
        ("2026-12-24T17:00", "2026-12-29T23:59:59", "Due by the end of Tuesday 29 December"),
        # late
        ("2026-11-25T17:01", "2026-11-25T17:00", "Late by 1 minute: it was due by Wednesday at 17:00"),
        ("2026-11-25T18:30", "2026-11-25T17:00", "Late by 1 hour: it was due by Wednesday at 17:00"),
        ("2026-11-27T16:59", "2026-11-25T17:00", "Late by 47 hours: it was due by Wednesday at 17:00"),
        ("2026-11-27T17:00", "2026-11-25T17:00", "Late by 2 days: it was due by Wednesday at 17:00"),
        ("2026-12-01T12:00", "2026-11-25T23:59:59", "Late by 5 days: it was due by the end of Wednesday 25 November"),
        # at 02:00 on a Sunday, and over the nights on which the clocks change
        ("2026-11-22T02:00", "2026-11-23T23:59:59", "Due by the end of Monday 23 November"),
        ("2026-10-24T23:00", "2026-10-25T23:00", "Due by Sunday at 23:00"),
        ("2026-10-25T00:30", "2026-10-25T12:30", "Today, 13 hours left"),
        ("2026-03-29T00:30", "2026-03-29T12:30", "Today, 11 hours left"),
        # half past midnight in summer is still yesterday in UTC
        ("2026-07-01T00:30", "2026-07-01T09:30", "Today, 9 hours left"),
        ("2026-06-30T23:30", "2026-07-01T00:30", "Due by Wednesday at 00:30"),
    ],
)
def test_how_long_is_left(now: str, due: str | None, words: str) -> None:
    at = london(now).astimezone(UTC)
    assert time_left(london(due).astimezone(UTC) if due else None, at) == words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, ""),
        ({"immediate_danger": "no"}, ""),
        ({"immediate_danger": "not_sure"}, "The sender is not sure whether someone is being hurt now."),
        ({"raised_words": "bleeding"}, "Raised by words: “bleeding”."),
        (
            {"raised_words": "bleeding", "immediate_danger": "not_sure"},
            "Raised by words: “bleeding”. The sender is not sure whether someone is being hurt now.",
        ),
        ({"urgent": True}, "A child may be in danger now."),
        ({"urgent": True, "urgent_words": "He has a knife."}, "He has a knife."),
        ({"urgent": True, "urgent_words": "He has a knife.", "urgent_by": "Ada Oak"}, "He has a knife. Raised by Ada Oak."),
        # what a worker found out stands before what the words raised, and never before danger
        (
            {"lowered_at": NOW, "lowered_by": "Ada Oak", "lowered_words": "He is at school.", "raised_words": "bleeding"},
            "Ada Oak says that no child is in danger now: He is at school.",
        ),
        ({"urgent": True, "lowered_at": NOW, "lowered_by": "Ada Oak", "lowered_words": "x"}, "A child may be in danger now."),
    ],
)
def test_why_a_request_stands_where_it_stands(said: dict[str, Any], words: str) -> None:
    assert why_first(Request(**said)) == words


@pytest.mark.parametrize(
    ("urgent", "said", "alleges"),
    [
        (False, "", False),
        (False, "no", False),
        (False, "not_sure", False),
        (False, "yes", True),
        (True, "no", True),
        (True, "", True),
    ],
)
def test_which_request_alleges_danger(urgent: bool, said: str, alleges: bool) -> None:
    assert Request(urgent=urgent, immediate_danger=said).alleges_danger is alleges
    assert not said or DangerSaid(said)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"role": "unborn"}, "unborn"),
        ({"role": "unborn", "expected_date": date(2027, 2, 1)}, "unborn, expected 1 February 2027"),
        ({"role": "child"}, "age not given"),
        ({"role": "child", "age": 0}, "about 0, as the sender says"),
        ({"role": "child", "age": 9}, "about 9, as the sender says"),
        ({"role": "child", "age": 9, "date_of_birth": date(2016, 5, 4)}, "10"),
        ({"role": "child", "date_of_birth": date(2016, 11, 24)}, "10"),
        ({"role": "child", "date_of_birth": date(2016, 11, 25)}, "9"),
        ({"role": "child", "date_of_birth": date(2008, 2, 29)}, "18"),
        ({"role": "child", "date_of_birth": date(2025, 11, 24)}, "1"),
        ({"role": "child", "date_of_birth": date(2025, 11, 25)}, "52 weeks, under one year"),
        ({"role": "child", "date_of_birth": date(2026, 11, 18)}, "0 weeks, under one year"),
        ({"role": "child", "date_of_birth": date(2026, 11, 17)}, "1 weeks, under one year"),
        ({"role": "child", "date_of_birth": date(2026, 11, 24)}, "0 weeks, under one year"),
        ({"role": "child", "date_of_birth": date(2026, 11, 25)}, "0 weeks, under one year"),
    ],
)
def test_an_age_in_words_on_the_day_of_receipt(given: dict[str, Any], words: str) -> None:
    assert age_said(RequestPerson(**given), date(2026, 11, 24)).replace("\xa0", " ") == words


@pytest.mark.parametrize(
    ("role", "said", "name"),
    [
        ("child", {"forename": "Milo", "surname": "Hart"}, "Milo Hart"),
        ("child", {"forename": "Milo"}, "Milo"),
        ("child", {"surname": "Hart"}, "Hart"),
        ("child", {"known_as": "Lo"}, "Lo"),
        ("child", {"forename": "Milo", "known_as": "Lo"}, "Milo"),
        ("child", {}, "Child, name not given"),
        ("child", {"age": 3}, "Child, name not given, about 3"),
        ("child", {"age": 0}, "Child, name not given, about 0"),
        ("unborn", {}, "Unborn baby"),
        ("unborn", {"surname": "Hart"}, "Unborn baby Hart"),
        ("parent", {}, "Parent, name not given"),
        ("adult", {"age": 40}, "Other adult, name not given, about 40"),
    ],
)
def test_what_a_person_is_called(role: str, said: dict[str, Any], name: str) -> None:
    person = RequestPerson(role=role, **said)
    assert person.name == name
    assert person.is_child is (role in {"child", "unborn"})


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Not given"),
        ({"name": "Ada"}, "Ada"),
        ({"role": "Teacher", "organisation": "Elm School"}, "Teacher, Elm School"),
        ({"name": "Ada", "role": "Teacher", "organisation": "Elm School"}, "Ada, Teacher, Elm School"),
    ],
)
def test_a_sender_in_one_line(said: dict[str, str], words: str) -> None:
    assert RequestSender(**said).said == words


SEARCHED = datetime(2026, 7, 1, 8, 5, tzinfo=UTC)


def card(*, matches: int = 0, known: bool = False) -> Any:
    return SimpleNamespace(matches=[object()] * matches, person=SimpleNamespace(person_id="p" if known else None))


@pytest.mark.parametrize(
    ("failed", "searched", "cards", "words"),
    [
        ("It broke.", None, [card()], "Search failed: It broke. Search again before you rely on it."),
        ("It broke.", SEARCHED, [card(matches=1)], "Search failed: It broke. Search again before you rely on it."),
        ("", None, [card()], "Not searched yet. The search runs by itself; you can also search now."),
        (
            "",
            SEARCHED,
            [card(), card()],
            "Not held: we searched on 1 July at 09:05 and nobody like the people in this request is on record.",
        ),
        ("", SEARCHED, [card(), card(matches=1)], ""),
        ("", SEARCHED, [card(known=True)], ""),
    ],
)
def test_four_kinds_of_nothing_are_told_apart(failed: str, searched: datetime | None, cards: list[Any], words: str) -> None:
    assert no_data(Request(search_failed=failed, searched_at=searched), cards) == words


@pytest.mark.parametrize(
    ("failed", "searched", "matches", "words"),
    [
        ("It broke.", SEARCHED, ["to_check"], "The search failed: search again"),
        ("", None, ["not_searched"], "Not searched yet"),
        ("", SEARCHED, ["to_check", "none"], "Possible matches for 1 of 2"),
        ("", SEARCHED, ["to_check", "to_check", "confirmed"], "Possible matches for 2 of 3"),
        ("", SEARCHED, ["confirmed", "none"], "Known"),
        ("", SEARCHED, ["none", "new"], "No match found"),
        ("", SEARCHED, [], "No match found"),
    ],
)
def test_what_the_queue_says_of_matches(failed: str, searched: datetime | None, matches: list[str], words: str) -> None:
    children = [RequestPerson(role="child", match=each) for each in matches]
    assert _matches(Request(search_failed=failed, searched_at=searched), children) == words


@pytest.mark.parametrize(
    ("kind", "said", "words"),
    [
        ("professional", {"organisation": "Elm School", "role": "Teacher", "name": "Ada"}, "Elm School"),
        ("professional", {"role": "Teacher", "name": "Ada"}, "Teacher"),
        ("professional", {"name": "Ada"}, "A professional"),
        # neither name nor anything else that gives a member of the public away
        ("relative", {"role": "Grandmother", "name": "Nan"}, "A relative (grandmother)"),
        ("relative", {"name": "Nan"}, "A relative"),
        ("public", {"role": "Neighbour", "name": "Ada"}, "A member of the public"),
        ("self", {"role": "Mother", "name": "Ada"}, "A parent or carer for their own family"),
        ("child", {"role": "myself", "name": "Isla"}, "A child or young person"),
        ("anonymous", {"telephone": "01632 960001"}, "Somebody who gave no name"),
    ],
)
def test_who_asks_as_the_queue_says_it(kind: str, said: dict[str, str], words: str) -> None:
    request = Request(kind=kind)
    request.sender = RequestSender(**said)
    assert _who_asks(request) == words
