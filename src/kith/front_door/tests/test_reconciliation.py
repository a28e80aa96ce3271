"""What became of a day's requests: counted by door and way in, over the day as London has it, with nothing left out."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kith.front_door.models import Feedback, Receipt, RefusedLine, Request
from kith.front_door.queries.reconciliation import Reconciled, reconciliation
from kith.front_door.services import ChildDecision, decide, look_for_family, receive_request, refuse_line
from kith.front_door.tests.conftest import NOW, body_of, london, simple_body
from kith.kernel.ids import uuid7
from kith.organisations.models import Area
from kith.practice_model.queries import NoModelInForce
from tests.fixtures import Acting

DAY = date(2026, 11, 24)
LATE = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.fixture
def area(models: None) -> Area:
    return Area.objects.get(slug="dorset")


@pytest.fixture
def take(acting: Acting, area: Area) -> Callable[..., Receipt]:
    """Return ``take(reference, at=…, door=…, channel=…)``: a request received then."""

    def receive(reference: str, *, at: datetime = NOW, door: str = "bulk", channel: str = "") -> Receipt:
        body = body_of(simple_body(reference=reference, channel=channel))
        with acting(as_service="intake", now=LATE):
            return receive_request(body=body, door=door, received_at=at, now=LATE)

    return receive


@pytest.fixture
def counted(acting: Acting, area: Area) -> Callable[..., list[Reconciled]]:
    def read(day: date = DAY) -> list[Reconciled]:
        with acting(as_service="evidence", now=LATE):
            return reconciliation(area.pk, day)

    return read


def row(door: str, channel: str, *numbers: int, missing: list[str] | None = None) -> Reconciled:
    return Reconciled(door, channel, *numbers, missing or [])


CHAD, MASH = "Children’s Advice and Duty Service (ChAD)", "Multi-Agency Safeguarding Hub (MASH)"


def test_a_day_on_which_nothing_came_has_no_row(counted: Any) -> None:
    assert counted() == []
    assert counted(date(2017, 1, 1)) == [], "and before there was a model it needs none"


def test_every_door_and_way_in_has_its_row_and_every_request_is_counted_in_one(take: Any, counted: Any) -> None:
    for number in range(3):
        take(f"bulk-{number}")
    for number in range(2):
        take(f"web-{number}", door="web")
    take("mash", door="web", channel="mash")
    take("public", door="public")
    found = counted()
    assert {(each.door, each.received) for each in found} == {
        ("From a file", 3), ("Written down by staff", 2), ("Written down by staff", 1), ("Public form", 1),
    }  # fmt: skip
    assert sum(each.received for each in found) == 7
    assert [each.channel for each in found if each.received == 3] == [CHAD]
    assert len({(each.door, each.channel) for each in found}) == 4
    assert [(each.searched, each.decided, each.told, each.missing) for each in found] == [(0, 0, 0, [])] * 4


def test_searched_decided_and_told_are_each_counted(take: Any, counted: Any, acting: Acting) -> None:
    receipts = [take(f"R-{number}") for number in range(5)]
    with acting(as_service="matching", now=LATE):
        for each in receipts[:4]:
            look_for_family(request_id=each.request_id, now=LATE)
    assert counted() == [row("From a file", CHAD, 5, 4, 0, 0)]
    with acting(role="front_door", now=LATE):
        for each in receipts[:3]:
            request = Request.objects.select_related("sender").get(pk=each.request_id)
            decide(request=request, decisions=[ChildDecision("c", "signposted", "r")], words_for_sender="w", now=LATE)
    assert counted() == [row("From a file", CHAD, 5, 4, 3, 3)]
    with acting(role="front_door", now=LATE):
        request = Request.objects.select_related("sender").get(pk=receipts[3].request_id)
        decide(request=request, decisions=[ChildDecision("c", "no_decision", "Only named.")], now=LATE)
    assert counted() == [row("From a file", CHAD, 5, 4, 4, 3)], "of a child who is only named nobody is told anything"


def test_two_answers_to_one_sender_are_one_told(take: Any, counted: Any, acting: Acting) -> None:
    receipt = take("R-1")
    with acting(role="front_door", now=LATE):
        request = Request.objects.select_related("sender").get(pk=receipt.request_id)
        for outcome in ("signposted", "advice"):
            decide(request=request, decisions=[ChildDecision("c", outcome, "r")], words_for_sender="w", now=LATE)
        assert Feedback.objects.count() == 2
    assert counted() == [row("From a file", CHAD, 1, 0, 1, 1)]


def test_a_receipt_without_its_request_is_missing_by_its_number(take: Any, counted: Any, acting: Acting, area: Area) -> None:
    take("R-1")
    lost = {
        "area_id": area.pk, "sender": "s", "sender_key": "k", "body_hash": "h", "door": "bulk", "channel": "chad", "urgent": False,
        "received_at": NOW,
    }  # fmt: skip
    with acting(as_service="intake", now=LATE):
        for number in ("KLOST-0001", "KLOST-0002"):
            Receipt(request_id=uuid7(), number=number, reference=number, **lost).save(force_insert=True)
    assert counted() == [row("From a file", CHAD, 3, 0, 0, 0, missing=["KLOST-0001", "KLOST-0002"])]


@pytest.mark.parametrize(
    ("received", "day"),
    [
        # a day in London, from its first instant to its last
        ("2026-11-24T00:00", date(2026, 11, 24)),
        ("2026-11-24T23:59:59.999999", date(2026, 11, 24)),
        ("2026-11-25T00:00", date(2026, 11, 25)),
        ("2026-11-24T02:00", date(2026, 11, 24)),
        # summer: half past midnight is still the day before in UTC
        ("2026-07-01T00:30", date(2026, 7, 1)),
        ("2026-06-30T23:59", date(2026, 6, 30)),
        # the long day in October and the short one in March
        ("2026-10-25T00:00", date(2026, 10, 25)),
        ("2026-10-25T01:30", date(2026, 10, 25)),
        ("2026-10-25T23:59", date(2026, 10, 25)),
        ("2026-10-26T00:00", date(2026, 10, 26)),
        ("2026-03-29T00:30", date(2026, 3, 29)),
        ("2026-03-29T23:30", date(2026, 3, 29)),
        ("2026-03-30T00:00", date(2026, 3, 30)),
    ],
)
def test_a_request_is_counted_on_the_day_that_it_was_in_london(received: str, day: date, take: Any, counted: Any) -> None:
    take("R-1", at=london(received).astimezone(UTC))
    for around in (-1, 0, 1):
        assert sum(each.received for each in counted(day + timedelta(days=around))) == (1 if around == 0 else 0), around


def test_another_area_counts_nothing_of_it(take: Any, acting: Acting) -> None:
    take("R-1")
    other = Area.objects.get(slug="lincolnshire")
    with acting(as_service="evidence", area="lincolnshire", now=LATE):
        assert reconciliation(other.pk, DAY) == []


def test_lines_that_could_not_be_read_are_a_row_of_their_own_with_how_many_were_dealt_with(counted: Any, acting: Acting) -> None:
    with acting(as_service="intake", now=LATE):
        for number in range(3):
            refuse_line(text=f"{{{number}", line=number, reference="", problems=[], received_at=NOW, now=LATE)
    assert counted() == [row("Lines that could not be read", "", 3, 0, 0, 0)]
    with acting(role="front_door", now=LATE):
        RefusedLine.objects.filter(line__in=(0, 1)).update(dealt_with_at=LATE)
    assert counted() == [row("Lines that could not be read", "", 3, 0, 2, 0)]
    assert counted(DAY + timedelta(days=1)) == []


def test_the_rows_stand_in_the_order_of_door_and_way_in_and_the_lines_last(take: Any, counted: Any, acting: Acting) -> None:
    take("w", door="web", channel="mash")
    take("b")
    take("c", door="web")
    with acting(as_service="intake", now=LATE):
        refuse_line(text="{", line=1, reference="", problems=[], received_at=NOW, now=LATE)
    found = [(each.door, each.channel) for each in counted()]
    assert found[-1] == ("Lines that could not be read", "")
    assert [door for door, _ in found] == [
        "From a file", "Written down by staff", "Written down by staff", "Lines that could not be read",
    ]  # fmt: skip
    assert found[1][1] == CHAD


def test_a_day_with_receipts_and_no_model_says_that_there_is_none(area: Area, acting: Acting) -> None:
    early = datetime(2017, 3, 1, 12, tzinfo=UTC)
    with acting(as_service="intake", now=LATE):
        Receipt(
            area_id=area.pk, request_id=uuid7(), number="K", reference="r", sender="s", sender_key="k", body_hash="h", door="bulk",
            channel="", urgent=False, received_at=early,
        ).save(force_insert=True)  # fmt: skip
    with acting(as_service="evidence", now=LATE), pytest.raises(NoModelInForce):
        reconciliation(area.pk, early.date())
