"""When each time limit is due: tables over bank holidays, nights, units and areas. Pure."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kith.calendars.rules import is_late
from kith.family_help import clocks as family_help
from kith.front_door import clocks as front_door
from kith.practice_model.reading import read_draft
from kith.tasks.rules import Due, due_by

ON = date(2026, 11, 24)
AREAS = ("dorset", "lincolnshire", "wolverhampton", "thurrock")


def at(*said: int) -> datetime:
    return datetime(*said, tzinfo=UTC)


def with_limit(area: str, code: str, **changes: Any) -> Any:
    """Return an area's model that says something else of one limit."""
    model = read_draft(area, on=ON)
    limits = {**model.document.limits, code: model.document.limits[code].model_copy(update=changes)}
    return replace(model, document=model.document.model_copy(update={"limits": limits}))


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize(
    ("counts_from", "due"),
    [
        (date(2026, 3, 2), date(2026, 5, 7)),  # Good Friday, Easter Monday and the early May holiday do not count
        (date(2026, 3, 7), date(2026, 5, 13)),  # a Saturday is day 0 all the same
        (date(2026, 10, 26), date(2026, 12, 30)),  # Christmas Day and Boxing Day, which is given on the Monday after
        (date(2025, 12, 24), date(2026, 3, 2)),  # Christmas Eve: Christmas Day, Boxing Day and New Year's Day
    ],
)
def test_the_assessment_of_a_child_in_need_is_due_after_45_working_days_in_every_area(
    area: str, counts_from: date, due: date
) -> None:
    found = due_by(read_draft(area, on=ON), "assessment", counts_from, since="the referral")
    assert found is not None
    assert (found.when, found.on, found.limit) == (due, due, "assessment")
    assert found.rule == "Assessment of a child in need: 45 working days from the referral"
    assert "Working Together" in found.source


@pytest.mark.parametrize(
    ("counts_from", "edition"),
    [(date(2023, 12, 14), "2018"), (date(2023, 12, 15), "2023"), (date(2026, 3, 18), "2023"), (date(2026, 3, 19), "2026")],
)
def test_a_clock_carries_the_edition_of_guidance_in_force_on_the_day_it_counts_from(counts_from: date, edition: str) -> None:
    found = due_by(read_draft("dorset", on=ON), "assessment", counts_from)
    assert found is not None
    assert edition in found.edition


def test_before_the_first_edition_known_it_has_its_day_and_no_edition() -> None:
    found = due_by(read_draft("dorset", on=ON), "assessment", date(2010, 1, 4))
    assert found is not None
    assert found.edition == ""


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize(
    ("received", "day"),
    [
        (at(2026, 11, 24, 9, 5), date(2026, 11, 25)),
        (at(2026, 11, 27, 16, 59), date(2026, 11, 30)),  # Friday afternoon: Monday
        (at(2026, 11, 29, 2, 10), date(2026, 11, 30)),  # Sunday night: Monday
        (at(2026, 12, 24, 12, 0), date(2026, 12, 29)),  # Christmas Eve
        (at(2026, 6, 3, 23, 30), date(2026, 6, 5)),  # past midnight in London
    ],
)
def test_a_request_is_decided_by_the_end_of_the_next_working_day(area: str, received: datetime, day: date) -> None:
    model = read_draft(area, on=ON)
    due = front_door.decision_due(model, model.default_channel, received)
    assert due is not None
    assert (due.on, due.day) == (day, day)


def test_a_limit_in_hours_of_opening_runs_while_the_way_in_is_staffed() -> None:
    channel = read_draft("dorset", on=ON).default_channel
    model = with_limit("dorset", "decision", amount=4, unit="hours")
    held = model.document.channels[channel].model_copy(
        update={"hours": {day: (at(2026, 1, 1, 9).time(), at(2026, 1, 1, 17).time()) for day in ("monday", "tuesday")}}
    )
    model = replace(model, document=model.document.model_copy(update={"channels": {**model.document.channels, channel: held}}))
    due = front_door.decision_due(model, channel, at(2026, 11, 23, 15, 0))
    assert due is not None
    assert (due.when, due.on) == (at(2026, 11, 24, 11, 0), None)


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize(
    "find",
    [
        lambda model: family_help.plan_due(model, at(2026, 3, 4, 12)),
        lambda model: family_help.seen_due(model, at(2026, 3, 4, 12)),
        lambda model: front_door.hub_answer_due(model, at(2026, 3, 4, 12), urgent=False),
        lambda model: front_door.hub_answer_due(model, at(2026, 3, 4, 12), urgent=True),
        lambda model: front_door.urgent_due(model, at(2026, 3, 4, 12)),
        lambda model: due_by(model, "assessment_by_agreement", date(2026, 3, 4)),
    ],
    ids=["plan", "child seen", "hub", "hub, urgent", "danger", "assessment by agreement"],
)
def test_what_no_area_has_set_is_due_on_no_day(area: str, find: Any) -> None:
    assert find(read_draft(area, on=ON)) is None


@pytest.mark.parametrize(
    ("code", "unit", "amount", "find", "due"),
    [
        ("plan_after_assessment", "working_days", 10, lambda m: family_help.plan_due(m, at(2026, 4, 1, 12)), date(2026, 4, 17)),
        ("child_seen", "working_days", 5, lambda m: family_help.seen_due(m, at(2026, 4, 1, 12)), date(2026, 4, 10)),
        ("urgent", "clock_hours", 1, lambda m: front_door.urgent_due(m, at(2026, 4, 1, 23, 30)), at(2026, 4, 2, 0, 30)),
        (
            "hub_answer_urgent",
            "clock_hours",
            4,
            lambda m: front_door.hub_answer_due(m, at(2026, 4, 1, 12), urgent=True),
            at(2026, 4, 1, 16),
        ),
        ("hub_answer", "days", 3, lambda m: front_door.hub_answer_due(m, at(2026, 4, 1, 12), urgent=False), date(2026, 4, 4)),
    ],
)
def test_what_an_area_sets_is_acted_on(code: str, unit: str, amount: int, find: Any, due: Any) -> None:
    found = find(with_limit("dorset", code, amount=amount, unit=unit))
    assert (found.when, found.limit) == (due, code)


@pytest.mark.parametrize(
    ("due", "ended", "now", "late"),
    [
        (date(2026, 3, 4), None, at(2026, 3, 4, 23, 59), False),
        (date(2026, 3, 4), None, at(2026, 3, 5, 0, 1), True),
        (at(2026, 3, 4, 12), None, at(2026, 3, 4, 12), False),
        (at(2026, 3, 4, 12), None, at(2026, 3, 4, 12, 1), True),
        (date(2026, 3, 4), at(2026, 3, 4, 20), at(2026, 4, 1), False),
        (date(2026, 3, 4), at(2026, 3, 6, 9), at(2026, 4, 1), True),
        (date(2026, 7, 1), None, at(2026, 7, 1, 22, 59), False),  # 23:59 in London
        (date(2026, 7, 1), None, at(2026, 7, 1, 23, 1), True),
    ],
)
def test_late_is_what_was_done_or_is_not_done_after_its_last_instant(
    due: Any, ended: datetime | None, now: datetime, late: bool
) -> None:
    assert is_late(Due(due, "r").at, ended=ended, now=now) is late
