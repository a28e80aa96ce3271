"""By when a request is decided, a body answers, a manager confirms: by area and way in, at 02:00, at weekends, when the clocks change."""

from datetime import UTC, date, datetime

import pytest

from kith.front_door.clocks import (
    CONFIRMATION,
    DECISION,
    FEEDBACK,
    HUB_ANSWER,
    URGENT,
    confirmation_due,
    decision_due,
    hub_answer_due,
    urgent_due,
)
from kith.front_door.models import Door, Kind, Request, RequestSender
from kith.front_door.services.clocks import _is_to_be_told
from kith.front_door.services.receipts import receipt_number
from kith.front_door.tests.conftest import london, model_of_area
from kith.practice_model.schema import TimeLimit

AREAS = ["dorset", "lincolnshire", "wolverhampton", "thurrock"]
RECEIVED = [
    # received in London, decided by the end of
    ("2026-11-24T09:00", date(2026, 11, 25)),
    ("2026-11-24T23:59", date(2026, 11, 25)),
    ("2026-11-25T00:00", date(2026, 11, 26)),
    ("2026-11-25T02:00", date(2026, 11, 26)),
    # Friday, Saturday and Sunday at 02:00 are all due on Monday
    ("2026-11-27T02:00", date(2026, 11, 30)),
    ("2026-11-28T02:00", date(2026, 11, 30)),
    ("2026-11-29T02:00", date(2026, 11, 30)),
    ("2026-11-30T02:00", date(2026, 12, 1)),
    # bank holidays: Christmas, the day put in place of Boxing Day, Easter, August
    ("2026-12-24T17:00", date(2026, 12, 29)),
    ("2026-12-25T02:00", date(2026, 12, 29)),
    ("2026-04-02T12:00", date(2026, 4, 7)),
    ("2026-08-28T12:00", date(2026, 9, 1)),
    # half past midnight in summer belongs to the new day in London, though UTC has the old one
    ("2026-07-01T00:30", date(2026, 7, 2)),
    ("2026-06-30T23:30", date(2026, 7, 1)),
    # the nights on which the clocks go back and forward
    ("2026-10-25T01:30", date(2026, 10, 26)),
    ("2026-10-25T02:00", date(2026, 10, 26)),
    ("2026-03-29T00:59", date(2026, 3, 30)),
    ("2026-03-29T02:00", date(2026, 3, 30)),
]


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize(("received", "due"), RECEIVED)
def test_a_request_is_decided_within_one_working_day(area: str, received: str, due: date) -> None:
    model = model_of_area(area)
    found = decision_due(model, model.default_channel, london(received).astimezone(UTC))
    assert found is not None
    assert (found.on, found.day, found.limit) == (due, due, "decision")
    assert found.at.astimezone(london(received).tzinfo).date() == due, "the last instant is on that day in London"
    assert found.rule == "Decision on a request: 1 working day from the time it was received"
    assert found.source


@pytest.mark.parametrize(("decided", "due"), RECEIVED[:12])
def test_what_is_decided_alone_at_night_is_confirmed_on_the_next_working_day(decided: str, due: date) -> None:
    found = confirmation_due(model_of_area("dorset"), london(decided).astimezone(UTC))
    assert found is not None
    assert (found.on, found.limit) == (due, "night_decision_confirmed")


@pytest.mark.parametrize("area", AREAS)
def test_no_area_has_set_a_number_for_danger_or_for_a_hub_and_none_is_made_up(area: str) -> None:
    model, at = model_of_area(area), london("2026-11-24T09:00")
    assert urgent_due(model, at) is None
    assert hub_answer_due(model, at, urgent=False) is None
    assert hub_answer_due(model, at, urgent=True) is None


def test_where_an_area_sets_them_the_hub_answers_sooner_in_danger() -> None:
    text = (
        '\n[limits.hub_answer]\nname = "Hub answer"\namount = 3\nunit = "working_days"\nstarts = "asked"\nstatus = "agreed"\n'
        'rows = ["B-13"]\nsource = "Test"\nbinding = "local"\n'
        '\n[limits.hub_answer_urgent]\nname = "Hub answer, urgent"\namount = 4\nunit = "clock_hours"\nstarts = "asked"\n'
        'status = "agreed"\nrows = ["B-13"]\nsource = "Test"\nbinding = "local"\n'
    )
    model = model_of_area("wolverhampton", text)
    asked = london("2026-10-24T23:00").astimezone(UTC)
    slow, quick = hub_answer_due(model, asked, urgent=False), hub_answer_due(model, asked, urgent=True)
    assert slow is not None
    assert slow.on == date(2026, 10, 28)
    assert quick is not None
    assert quick.at == datetime(2026, 10, 25, 2, 0, tzinfo=UTC), "four hours that pass, over the hour that comes twice"


def test_every_kind_of_clock_is_counted_by_limits_that_the_national_model_has() -> None:
    limits = model_of_area("dorset").document.limits
    for kind in (DECISION, URGENT, FEEDBACK, CONFIRMATION, HUB_ANSWER):
        assert kind.limits
        for code in kind.limits:
            assert isinstance(limits[code], TimeLimit)
        assert kind.owner in {"front_door", "team_manager", "hub_partner"}
    assert len({kind.code for kind in (DECISION, URGENT, FEEDBACK, CONFIRMATION, HUB_ANSWER)}) == 5


REACHED = [{"telephone": "01632 960001"}, {"email": "a@example.org"}, {"safe_to_contact": "Through the school"}]


@pytest.mark.parametrize("door", Door.values)
@pytest.mark.parametrize("kind", Kind.values)
@pytest.mark.parametrize("said", [{}, *REACHED], ids=["no way", "telephone", "email", "safe"])
def test_who_is_to_be_told_by_a_worker(door: str, kind: str, said: dict[str, str]) -> None:
    request = Request(door=door, kind=kind)
    request.sender = RequestSender(**said)
    reads_it_in_a_system = door == "api"
    told = not reads_it_in_a_system and kind != "anonymous" and (kind == "professional" or bool(said))
    assert _is_to_be_told(request) is told


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (0, "K0000-0000"),
        (1, "K0000-0001"),
        (31, "K0000-000Z"),
        (32, "K0000-0010"),
        (32**4, "K0001-0000"),
        (32**8 - 1, "KZZZZ-ZZZZ"),
        (32**8, "K0000-0000"),
    ],
)
def test_a_receipt_number_can_be_read_out(value: int, number: str) -> None:
    assert receipt_number(value) == number
    assert not set(receipt_number(0x123456789ABCDEF)) & set("ILOU"), "no letter is misheard or misread as another"
