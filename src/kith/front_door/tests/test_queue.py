"""The queue never hides a child in danger: danger first in the database, nothing left out, words raise and only a worker lowers."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.front_door.models import (
    Danger,
    DangerSaid,
    HubEnquiry,
    HubQuestion,
    InBurst,
    Notice,
    RefusedLine,
    Request,
    RequestPerson,
    RequestSender,
)
from kith.front_door.queries import find_conversations, hub_page
from kith.front_door.queries.queue import Queue, alerts, queue
from kith.front_door.refusals import WordsNeeded
from kith.front_door.services import lower_danger, raise_urgent, receive_request, record_conversation
from kith.front_door.tests.conftest import NOW, body_of, simple_body
from kith.kernel.paging import Page, Place, page_of
from kith.kernel.refusals import NotPermitted
from tests.fixtures import Acting, practitioner_in

BLEEDING = "He hit her and she is bleeding, come now"


def waiting(area_id: UUID, number: int, *, urgent: set[int] = frozenset(), **more: Any) -> list[UUID]:
    """Store requests that wait, one a minute, of which some are urgent; return their ids in the order they came."""
    rows = [
        Request(
            area_id=area_id,
            number=f"K{each:06d}",
            reference=f"R-{each}",
            door="bulk",
            channel="",
            kind="professional",
            received_at=NOW - timedelta(days=9) + timedelta(minutes=each),
            recorded_at=NOW,
            decide_by=NOW + timedelta(minutes=each) if each % 3 else None,
            urgent=each in urgent,
            worries="He is tired.",
            **more,
        )
        for each in range(number)
    ]
    Request.objects.bulk_create(rows)
    RequestSender.objects.bulk_create([RequestSender(area_id=area_id, request=row, role="Teacher") for row in rows])
    RequestPerson.objects.bulk_create(
        [
            RequestPerson(area_id=area_id, request=row, position=0, key="c", role="child", forename=f"Child {each}")
            for each, row in enumerate(rows)
        ]
    )
    return [row.pk for row in rows]


def whole(read: Any) -> Iterator[Page[Any]]:
    """Turn the pages of a list to its end, as ``read(place)`` gives them."""
    page = read(Place())
    yield page
    while page.next:
        page = read(Place.read(page.next))
        yield page


def pages_of(area_id: UUID) -> list[Queue]:
    found = [queue(area_id, now=NOW)]
    while found[-1].requests.next:
        found.append(queue(area_id, now=NOW, places={"requests": found[-1].requests.next}))
    return found


def test_of_336_that_wait_the_62_urgent_ones_stand_first_and_none_is_missing(acting: Acting, models: None) -> None:
    urgent = {335 - 5 * each for each in range(62)}
    with acting(as_service="intake", now=NOW) as identity:
        made = waiting(identity.area_id, 336, urgent=urgent)
    with acting(role="front_door", now=NOW) as identity:
        pages = pages_of(identity.area_id)
        shown = [row.request.pk for page in pages for row in page.requests]
        assert len(shown) == len(set(shown)) == 336
        assert set(shown[:62]) == {made[each] for each in urgent}
        assert [row.danger for row in pages[0].requests] == [Danger.SAID] * 50
        assert all(page.counts == {Danger.SAID: 62, Danger.NONE: 274} for page in pages)
        assert pages[0].requests.count.words("request", "requests") == "336 requests"
        due = [row.request.decide_by for page in pages for row in page.requests][62:]
        assert due == sorted(due, key=lambda day: (day is None, day or NOW))
        # And back again, page by page, to the same first page.
        place = pages[-1].requests.previous
        behind: list[UUID] = []
        while place:
            page = queue(identity.area_id, now=NOW, places={"requests": place}).requests
            behind = [row.request.pk for row in page] + behind
            place = page.previous
        assert behind == shown[: len(behind)]
        assert len(behind) == 300


def test_the_queue_asks_as_many_queries_for_many_requests_as_for_one(acting: Acting, models: None) -> None:
    asked = []
    with acting(as_service="intake", now=NOW) as identity:
        waiting(identity.area_id, 3, urgent={1})
    with acting(role="front_door", now=NOW) as identity:
        with CaptureQueriesContext(connection) as seen:
            queue(identity.area_id, now=NOW)
        asked.append(len(seen))
        more = [
            Request(
                area_id=identity.area_id, number=f"M{each:06d}", reference=f"M-{each}", door="bulk", kind="public",
                received_at=NOW, recorded_at=NOW, worries="w",
            )
            for each in range(30)
        ]  # fmt: skip
        Request.objects.bulk_create(more)
        RequestSender.objects.bulk_create([RequestSender(area_id=identity.area_id, request=row) for row in more])
        with CaptureQueriesContext(connection) as seen:
            queue(identity.area_id, now=NOW)
        asked.append(len(seen))
    assert asked == [6, 6]


@pytest.mark.parametrize("said", [None, False, "not_sure"])
def test_what_the_sender_did_not_say_the_words_may(acting: Acting, models: None, said: Any) -> None:
    with acting(as_service="intake", now=NOW) as identity:
        waiting(identity.area_id, 5)
        body = simple_body(kind="anonymous", sender={}, worries=BLEEDING, immediate_danger=said)
        receipt = receive_request(body=body_of(body), door="bulk", received_at=NOW, now=NOW)
    with acting(role="front_door", now=NOW) as identity:
        first = queue(identity.area_id, now=NOW).requests.rows[0]
        assert first.request.pk == receipt.request_id
        assert first.danger == Danger.WORDS
        assert first.why_first.startswith("Raised by words: “He hit her and she is bleeding … come now”.")
        assert ("not sure" in first.why_first) == (said == "not_sure")


def test_not_sure_is_an_answer_of_its_own_and_stands_above_no(acting: Acting, models: None) -> None:
    kept = {}
    with acting(as_service="intake", now=NOW):
        for reference, said in (("a", False), ("b", "not_sure"), ("c", True), ("d", None)):
            body = body_of(simple_body(reference=reference, immediate_danger=said))
            kept[reference] = receive_request(body=body, door="bulk", received_at=NOW, now=NOW).request_id
    with acting(role="front_door", now=NOW) as identity:
        answers = {reference: Request.objects.get(pk=pk).immediate_danger for reference, pk in kept.items()}
        assert answers == {"a": DangerSaid.NO, "b": DangerSaid.NOT_SURE, "c": DangerSaid.YES, "d": ""}
        order = [row.request.reference for row in queue(identity.area_id, now=NOW).requests]
        assert order == ["c", "b", "a", "d"]


def test_nothing_but_a_worker_lowers_a_request_and_what_was_said_stays(acting: Acting, models: None) -> None:
    with acting(as_service="intake", now=NOW):
        body = body_of(simple_body(worries=BLEEDING, immediate_danger=True))
        pk = receive_request(body=body, door="bulk", received_at=NOW, now=NOW).request_id
    with acting(as_service="matching", now=NOW), pytest.raises(NotPermitted):
        lower_danger(request=Request.objects.get(pk=pk), reason="A mistake", now=NOW)
    with acting(role="front_door", now=NOW) as identity:
        request = Request.objects.get(pk=pk)
        with pytest.raises(WordsNeeded):
            lower_danger(request=request, reason=" ", now=NOW)
        lower_danger(request=request, reason="The school has both with them.", now=NOW)
        row = queue(identity.area_id, now=NOW).requests.rows[0]
        assert row.danger == Danger.NONE
        assert row.why_first.endswith("The school has both with them.")
        assert not page_of(alerts()).rows
        request = Request.objects.get(pk=pk)
        assert (request.immediate_danger, request.raised_words) == ("yes", "He hit her and she is bleeding … come now")
        raise_urgent(request=request, words="He is back.", now=NOW)
        assert queue(identity.area_id, now=NOW).counts == {Danger.SAID: 1}


def test_danger_raised_again_after_it_was_handed_over_is_read_first_again(acting: Acting, models: None) -> None:
    with acting(as_service="intake", now=NOW) as identity:
        [pk] = waiting(identity.area_id, 1, state=Request.State.HANDED_OVER)
    with acting(role="front_door", now=NOW) as identity:
        assert queue(identity.area_id, now=NOW).counts == {Danger.HANDED_OVER: 1}
        raise_urgent(request=Request.objects.get(pk=pk), words="He is back.", now=NOW)
        assert queue(identity.area_id, now=NOW).counts == {Danger.SAID: 1}


def test_a_burst_is_one_line_at_its_highest_danger_and_opens_to_all(acting: Acting, models: None) -> None:
    from kith.front_door.queries.queue import of_burst  # noqa: PLC0415

    burst = UUID(int=7)
    with acting(as_service="intake", now=NOW) as identity:
        made = waiting(identity.area_id, 61, urgent={60}, burst=burst, in_burst=InBurst.REPEAT)
        Request.objects.filter(pk__in=[made[60], made[20]]).update(in_burst=InBurst.DIFFERENT)
        Request.objects.filter(pk=made[3]).update(raised_words="bleeding")
    with acting(role="front_door", now=NOW) as identity:
        body = body_of(simple_body(reference="alone"))
        receive_request(body=body, door="web", received_at=NOW, now=NOW)
        shown = queue(identity.area_id, now=NOW)
        first, second = shown.requests.rows
        assert first.burst is not None
        assert (first.burst.number, first.danger, first.request.pk) == (61, Danger.SAID, made[60])
        assert first.burst.dangers == [(Danger.SAID, 1, 1), (Danger.WORDS, 1, 0), (Danger.NONE, 59, 1)]
        assert first.burst.children == 61
        assert second.request.reference == "alone"
        assert shown.counts == {Danger.SAID: 1, Danger.WORDS: 1, Danger.NONE: 60}
        opened = [row for page in whole(lambda at: page_of(of_burst(identity.area_id, burst, now=NOW), place=at)) for row in page]
        assert len({row.request.pk for row in opened}) == 61
        assert [row.danger for row in opened[:2]] == [Danger.SAID, Danger.WORDS]
        assert opened[2].request.pk == made[20], "of equal danger, what says something of its own is read first"
        # When the most urgent is decided, the line stands where the next one belongs.
        Request.objects.filter(pk=made[60]).update(urgent=False, state="decided")
        again = queue(identity.area_id, now=NOW).requests.rows[0]
        assert (again.request.pk, again.danger) == (made[3], Danger.WORDS)


def test_no_alert_line_or_hub_question_is_left_out_and_danger_is_first(acting: Acting, models: None) -> None:
    at = NOW - timedelta(days=1)
    with acting(as_service="intake", now=NOW) as identity:
        Notice.objects.bulk_create(
            [
                Notice(
                    area_id=identity.area_id,
                    kind="danger" if each > 60 else "news",
                    words=f"{each}",
                    at=at + timedelta(minutes=each),
                )
                for each in range(70)
            ]
        )
        RefusedLine.objects.bulk_create(
            [
                RefusedLine(
                    area_id=identity.area_id, line=each, text="x", text_hash=f"{each}", may_be_urgent=each > 60, received_at=at
                )
                for each in range(70)
            ]
        )  # fmt: skip
        [pk] = waiting(identity.area_id, 1)
    with acting(role="front_door", now=NOW) as identity:
        lists = {
            "alerts": lambda place: queue(identity.area_id, now=NOW, places={"alerts": place}).alerts,
            "unreadable": lambda place: queue(identity.area_id, now=NOW, places={"unreadable": place}).unreadable,
        }
        for name, read in lists.items():
            first = read("")
            rows, place = list(first), first.next
            assert str(first.count) == "70"
            while place:
                page = read(place)
                rows, place = rows + list(page), page.next
            assert len({row.pk for row in rows}) == 70, name
            danger = [getattr(row, "may_be_urgent", None) or getattr(row, "kind", "") == "danger" for row in rows]
            assert danger == [True] * 9 + [False] * 61, name
        enquiry = HubEnquiry.objects.create(
            area_id=identity.area_id, request_id=pk, basis="agreement", basis_words="w", parents_told=True,
            asked_by_id=identity.practitioner_id, asked_at=NOW,
        )  # fmt: skip
        HubQuestion.objects.bulk_create(
            [
                HubQuestion(
                    area_id=identity.area_id, enquiry=enquiry, body=f"b{each}", body_name="Police" if each % 2 else "Health",
                    about="A", question="q", necessary="n", asked_at=NOW, state="outstanding" if each > 250 else "responded",
                )
                for each in range(260)
            ]
        )  # fmt: skip
        pages = list(whole(lambda place: hub_page(identity.area_id, now=NOW, place=place).questions))
        states = [each.state for page in pages for each in page]
        assert states == ["outstanding"] * 9 + ["responded"] * 251
        assert sum(row[1] + row[2] + row[3] for row in hub_page(identity.area_id, now=NOW).by_body) == 260
        for each in range(120):
            record_conversation(
                caller="Ana Small", caller_role="", caller_contact="", about="", said="s", advice="a", next_step="n",
                at=NOW - timedelta(minutes=each), now=NOW,
            )  # fmt: skip
        found = [row for page in whole(lambda place: find_conversations(identity.area_id, "small", place=place)) for row in page]
        assert len({row.pk for row in found}) == 120
        assert [row.at for row in found] == sorted((row.at for row in found), reverse=True)


def test_a_place_that_cannot_be_read_is_the_beginning(acting: Acting, models: None) -> None:
    with acting(as_service="intake", now=NOW) as identity:
        waiting(identity.area_id, 60)
    with acting(role="front_door", now=NOW) as identity:
        beginning = [row.request.pk for row in queue(identity.area_id, now=NOW).requests]
        for text in (
            "x",
            ">",
            ">!!",
            "<" + "A" * 600,
            Place.write(["x", "y", "z", "q"], back=False),
            Place.write(["1"], back=True),
        ):
            shown = queue(identity.area_id, now=NOW, places={"requests": text})
            assert [row.request.pk for row in shown.requests] == beginning, text


def test_a_notice_to_somebody_else_is_not_in_my_alerts(acting: Acting, models: None) -> None:
    other, _ = practitioner_in("dorset", "front_door", name="Somebody Else")
    with acting(as_service="intake", now=NOW) as identity:
        Notice.objects.create(area_id=identity.area_id, kind="news", practitioner=other, words="theirs", at=NOW)
    with acting(role="front_door", now=NOW):
        assert not page_of(alerts()).rows
