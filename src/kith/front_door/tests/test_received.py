"""What is kept of a request that was received: every field, whose it is, who is told, and what the same request sent again finds."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from kith.access.identity import Identity, acting_as
from kith.front_door.bursts import Burst
from kith.front_door.models import (
    Danger,
    InBurst,
    Notice,
    Receipt,
    RefusedLine,
    Request,
    RequestPerson,
    RequestRelationship,
    RequestSender,
)
from kith.front_door.refusals import ReferenceUsed
from kith.front_door.services import deal_with_refused_line, receive_request, refuse_line, see_notice
from kith.front_door.services.receive import LONGEST_TEXT_KEPT
from kith.front_door.tests.conftest import NOW, body_of, simple_body
from kith.organisations.models import Area
from tests.fixtures import Acting

EVERYTHING: dict[str, Any] = {
    "reference": "R-9",
    "received_at": "2026-11-24T16:00:00Z",
    "channel": "mash",
    "kind": "relative",
    "sender": {
        "name": "Nan", "role": "Grandmother", "organisation": "", "telephone": "+44 1632 960001", "email": "nan@example.org",
        "may_be_named": "no", "safe_to_contact": "After six", "told_family": "no", "told_family_reason": "Afraid.",
    },
    "immediate_danger": "not_sure",
    "people": [
        {
            "key": "c", "role": "child", "forename": "Milo", "surname": "Hart", "known_as": "Lo", "date_of_birth": "2016-05-04",
            "age": 10, "sex": "M", "ethnicity": "WOTW", "language": "Polish", "interpreter": "Polish", "disability": "Asthma",
            "nhs_number": "999 000 0018", "upn": "A1", "school": "Elm School", "address": "14 Mill Lane", "postcode": "ZZ99 3WZ",
            "telephone": "01632 960002", "lives_with": "his gran", "notes": "Shy.",
        },
        {"key": "u", "role": "unborn", "expected_date": "2027-02-01"},
        {"key": "m", "role": "parent", "forename": "Ana"},
    ],
    "relationships": [
        {"from": "m", "to": "c", "kind": "mother", "parental_responsibility": True},
        {"from": "c", "to": "u", "kind": "half_sibling"},
    ],
    "worries": "He is tired.",
    "strengths": "He reads.",
    "tried": "We talked.",
    "wanted": "A visit.",
    "family_views": "They worry.",
    "child_views": "I am fine.",
    "agreement": {"service": "no", "sharing": "yes", "by": "Ana", "reason_if_not": "Later."},
    "hazards": "A dog.",
    "protect": [{"what": "the school", "from": "Dean"}],
}  # fmt: skip


def received(given: dict[str, Any], door: str = "bulk", **more: Any) -> Request:
    body = body_of(given)
    receipt = receive_request(body=body, door=door, received_at=body.received_at or NOW, now=NOW, **more)
    return Request.objects.get(pk=receipt.request_id)


def test_everything_that_was_sent_is_kept_as_it_was_said(models: None, acting: Acting) -> None:
    with acting(as_service="intake", now=NOW):
        request = received(EVERYTHING)
        texts = (
            "reference",
            "channel",
            "kind",
            "worries",
            "strengths",
            "tried",
            "wanted",
            "family_views",
            "child_views",
            "hazards",
        )
        assert {name: getattr(request, name) for name in texts} == {name: EVERYTHING[name] for name in texts}
        agreed = (request.agreement_service, request.agreement_sharing, request.agreement_by, request.agreement_reason)
        assert agreed == ("no", "yes", "Ana", "Later.")
        assert (request.immediate_danger, request.urgent, request.protect) == ("not_sure", False, EVERYTHING["protect"])
        assert (request.recorded_at, request.received_at, request.sent_at) == (
            NOW,
            NOW - timedelta(hours=1),
            NOW - timedelta(hours=1),
        )
        sender = RequestSender.objects.get()
        assert {name: getattr(sender, name) for name in EVERYTHING["sender"]} == EVERYTHING["sender"]
        assert sender.telephone_key == "01632960001"
        milo, unborn, ana = RequestPerson.objects.order_by("position")
        said = EVERYTHING["people"][0] | {"date_of_birth": milo.date_of_birth}
        assert {name: getattr(milo, name) for name in said} == said
        assert milo.date_of_birth.isoformat() == "2016-05-04"
        assert (unborn.expected_date.isoformat(), unborn.sex, ana.forename, ana.age) == ("2027-02-01", "", "Ana", None)
        assert {person.match for person in (milo, unborn, ana)} == {"not_searched"}
        related = RequestRelationship.objects.values_list("from_person__key", "to_person__key", "kind", "parental_responsibility")
        assert set(related) == {("m", "c", "mother", True), ("c", "u", "half_sibling", None)}


def test_the_receipt_says_what_the_request_says(models: None, acting: Acting) -> None:
    with acting(as_service="intake", now=NOW) as identity:
        request, receipt = received(EVERYTHING, idempotency_key="k"), Receipt.objects.get()
        same = ("number", "reference", "door", "channel", "received_at", "decide_by")
        assert [getattr(receipt, name) for name in same] == [getattr(request, name) for name in same]
        assert (receipt.request_id, receipt.sender, receipt.idempotency_key) == (request.pk, identity.actor, "k")
        assert request.decide_by_rule.startswith("Decision on a request (")


@pytest.mark.parametrize(
    ("door", "changes", "again"),
    [
        # in a file the sender is known by kind, organisation, name and email, however they are written
        ("bulk", {}, True),
        ("bulk", {"sender": {"name": "ADA  REED", "role": "Head", "organisation": "elm school", "told_family": "yes"}}, None),
        ("bulk", {"sender": {"name": "Ada Reed", "organisation": "Oak School"}}, False),
        ("bulk", {"sender": {"name": "Ben Reed", "organisation": "Elm School"}}, False),
        ("bulk", {"sender": {"name": "Ada Reed", "organisation": "Elm School", "email": "a@example.org"}}, False),
        ("bulk", {"kind": "public"}, False),
        # at a desk and at a public form by who acts
        ("web", {}, True),
        ("web", {"sender": {"name": "Somebody else"}}, None),
        ("public", {}, True),
        ("public", {"sender": {"name": "Somebody else"}}, None),
    ],
)
def test_whose_reference_it_is(door: str, changes: dict[str, Any], again: bool | None, models: None, acting: Acting) -> None:
    with acting(as_service="intake", now=NOW):
        first = received(simple_body(), door)
        if again is None:
            with pytest.raises(ReferenceUsed, match=first.number):
                received(simple_body(**changes), door)
            return
        assert (received(simple_body(**changes), door).pk == first.pk) is again
        assert Receipt.objects.count() == (1 if again else 2)


@pytest.mark.parametrize(("one", "other", "same"), [("a", "a", True), ("a", "b", False)])
def test_a_system_has_references_of_its_own(one: str, other: str, same: bool, models: None) -> None:
    clients, area = {"a": UUID(int=1), "b": UUID(int=2)}, Area.objects.get(slug="dorset")
    numbers = []
    for name in (one, other):
        client = Identity(kind="client", name=name, area_id=area.pk, purpose="test", client_id=clients[name])
        with acting_as(client, now=NOW):
            numbers.append(receive_request(body=body_of(simple_body()), door="api", received_at=NOW, now=NOW).number)
    assert (numbers[0] == numbers[1]) is same


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        # key and reference of the first sending, and of the second; which receipt the second finds
        (("k1", "R-1"), ("k1", "R-1"), "first"),
        (("", "R-1"), ("k1", "R-1"), "first"),
        (("k1", "R-1"), ("", "R-1"), "first"),
        (("k1", "R-1"), ("k2", "R-1"), "first"),
        (("k1", "R-1"), ("k2", "R-2"), "new"),
        (("", "R-1"), ("", "R-2"), "new"),
    ],
)
def test_the_same_request_is_found_by_key_or_by_reference(
    first: tuple[str, str], second: tuple[str, str], found: str, models: None, acting: Acting
) -> None:
    with acting(as_service="intake", now=NOW):
        receipts = [
            receive_request(
                body=body_of(simple_body(reference=reference)), door="bulk", received_at=NOW, now=NOW, idempotency_key=key
            )
            for key, reference in (first, second)
        ]
        assert (receipts[0].pk == receipts[1].pk) is (found == "first")
        assert bool(getattr(receipts[1], "replayed", False)) is (found == "first")
        assert not getattr(receipts[0], "replayed", False) or found == "first"


def test_a_request_sent_again_tells_nobody_again_and_starts_nothing_again(models: None, acting: Acting) -> None:
    with acting(as_service="intake", now=NOW):
        for _ in range(3):
            received(simple_body(immediate_danger=True))
        assert (Request.objects.count(), Receipt.objects.count(), Notice.objects.count()) == (1, 1, 1)


BURST = UUID(int=7)
NOT_ALONE = " It is one of many sent at once from one place: read them all."
OF_ITS_OWN = " It came among many sent at once from one place, and says something that none of them said."


@pytest.mark.parametrize(
    ("said", "burst", "words"),
    [
        (True, None, ""),
        (True, Burst(BURST, InBurst.DIFFERENT, tells=True), NOT_ALONE),
        (True, Burst(BURST, InBurst.REPEAT, tells=True), NOT_ALONE),
        (True, Burst(BURST, InBurst.APART, tells=True), OF_ITS_OWN),
        # beyond the room for alerts a request stands in the queue all the same
        (True, Burst(BURST, InBurst.DIFFERENT, tells=False), None),
        (False, None, None),
        ("not_sure", None, None),
        (None, Burst(BURST, InBurst.REPEAT, tells=True), None),
    ],
)
def test_who_is_on_duty_is_told_of_danger_and_of_nothing_else(
    said: Any, burst: Burst | None, words: str | None, models: None, acting: Acting
) -> None:
    with acting(as_service="intake", now=NOW):
        request = received(simple_body(immediate_danger=said), "public", burst=burst)
        told = [f"Request {request.number}: someone may be being hurt now. Open it first.{words}"] if words is not None else []
        assert [each.words for each in Notice.objects.all()] == told
        assert (request.burst, request.in_burst) == ((burst.id, burst.standing) if burst else (None, InBurst.APART))
        assert request.urgent is (said is True)
        assert request.urgent_at == (NOW if said is True else None)


@pytest.mark.parametrize("field", ["worries", "tried", "wanted", "family_views", "child_views", "hazards"])
def test_words_of_danger_raise_a_request_whatever_box_they_stand_in(field: str, models: None, acting: Acting) -> None:
    with acting(as_service="intake", now=NOW):
        request = received(simple_body(**{field: "He hit her and she is bleeding, come now"}))
        request.refresh_from_db()
        assert request.danger == Danger.WORDS
        assert request.raised_words == "He hit her and she is bleeding … come now"
        assert not Notice.objects.exists(), "words raise it in the queue; an alert is for what was said"


LINES = [
    ("{", "", False),
    ('{"reference": "R-1", "worries": "He is tired"', "R-1", False),
    ('{"reference": "R-2", "worries": "she is bleeding and unconscious"', "R-2", True),
    ("", "", False),
    ("\x00\ud800", "x" * 80, False),
]


@pytest.mark.parametrize(("text", "reference", "urgent"), LINES, ids=range(len(LINES)))
def test_a_line_that_cannot_be_read_is_kept_once(text: str, reference: str, urgent: bool, models: None, acting: Acting) -> None:
    with acting(as_service="intake", now=NOW):
        made = [
            refuse_line(text=text, line=number, reference=reference, problems=[], received_at=NOW, now=NOW) for number in (3, 9)
        ]
        assert made[0].pk == made[1].pk
        line = RefusedLine.objects.get()
        assert (line.line, line.reference, line.may_be_urgent) == (3, reference[:64], urgent)
        assert "\x00" not in line.text
        assert Notice.objects.count() == urgent


def test_of_a_long_line_the_beginning_is_kept_and_two_that_begin_alike_are_two(models: None, acting: Acting) -> None:
    with acting(as_service="intake", now=NOW):
        for end in ("a", "b"):
            refuse_line(text="x" * LONGEST_TEXT_KEPT + end, line=1, reference="", problems=[], received_at=NOW, now=NOW)
        assert [len(line.text) for line in RefusedLine.objects.all()] == [LONGEST_TEXT_KEPT] * 2


def test_what_was_done_about_a_line_and_who_saw_a_notice_are_kept(models: None, acting: Acting) -> None:
    with acting(as_service="intake", now=NOW):
        refuse_line(text="she is bleeding and unconscious", line=1, reference="", problems=[], received_at=NOW, now=NOW)
    with acting(role="front_door", now=NOW) as identity:
        line = deal_with_refused_line(line=RefusedLine.objects.get(), words=" Rang the school. ", now=NOW)
        assert (line.dealt_with, line.dealt_with_at) == ("Rang the school.", NOW)
        notice = see_notice(notice=Notice.objects.get(), now=NOW)
        assert line.dealt_with_by_id == notice.seen_by_id == identity.practitioner_id
        assert notice.seen_at == NOW


def test_a_worker_who_records_a_call_is_kept_with_it_and_a_systems_agency_is(models: None, acting: Acting) -> None:
    with acting(role="front_door", now=NOW) as identity:
        taken = received(simple_body(), "web")
        assert RequestSender.objects.get(request=taken).taken_by_id == identity.practitioner_id
        assert RequestSender.objects.get(request=taken).agency_id is None


def test_two_requests_that_say_the_same_of_different_children_are_two(models: None, acting: Acting) -> None:
    take: Callable[..., Request] = received
    with acting(as_service="intake", now=NOW):
        numbers = {take(simple_body(reference=str(uuid4()))).number for _ in range(5)}
        assert len(numbers) == 5
