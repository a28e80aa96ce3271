"""What is due at the front door runs as rows, seen by whoever sees the request. Given, when, then."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kith.access.sight import PARTS_BY_ROLE, Part
from kith.family_help.clocks import ASSESSMENT
from kith.family_help.models import Episode
from kith.front_door import clocks as kinds
from kith.front_door.models import Decision, HubQuestion, Request, RequestPerson
from kith.front_door.services import (
    ChildDecision,
    ToldByTelephone,
    answer_hub,
    ask_hub,
    clocks,
    confirm_night_decision,
    decide,
    give_feedback,
    lower_danger,
    raise_urgent,
)
from kith.front_door.services.hub import Question
from kith.front_door.tests.conftest import NOW, simple_body
from kith.tasks.models import RunningClock
from kith.tasks.rules import Due
from tests.fixtures import Acting

pytestmark = pytest.mark.django_db

Receive = Callable[..., Request]
NEXT_DAY = date(2026, 11, 25)


def running(kind: Any = None) -> list[RunningClock]:
    found = RunningClock.objects.filter(stopped_at__isnull=True).order_by("due_at", "id")
    return list(found.filter(kind=kind.code) if kind else found)


def decided(request: Request, outcome: str = "section_17", **more: Any) -> list[Decision]:
    RequestPerson.objects.filter(request=request).update(match="new")
    child = ChildDecision(
        "c",
        outcome,
        "He needs help now.",
        strengths="s",
        needs="n",
        lead_kind="social_worker",
        lead_reason="r",
        primary_need="N4",
    )
    return decide(request=request, decisions=[child], words_for_sender="We help.", now=NOW, **more)


def test_a_request_has_its_clock_from_the_moment_it_is_received_and_it_stops_with_the_decision(
    receive: Receive, acting: Acting
) -> None:
    # given a request that no family has yet
    request = receive(simple_body())
    with acting(role="front_door", now=NOW):
        [clock] = running()
        assert (clock.kind, clock.family_id, clock.subject_id, clock.due_on) == ("decision", None, request.id, NEXT_DAY)
        assert clock.due_at == request.decide_by
        assert clock.rule == "Decision on a request: 1 working day from the time it was received"
        assert "Keeping Children Safe in Education" in clock.source
        # when it is decided that the child is helped under section 17
        decided(request)
        # then its clock has stopped, and what the decision starts by the model runs at once: nobody has opened the assessment
        clock.refresh_from_db()
        assert clock.stopped_because == "Decided"
        [assessment] = running(ASSESSMENT)
        assert assessment.limit_code == "assessment"
        assert assessment.due_on == Episode.objects.get().assessment_due_on
        # and the sender, who has no system to read it in, is to be told by the same day
        [tell] = running(kinds.FEEDBACK)
        assert (tell.due_on, tell.href) == (NEXT_DAY, f"/front-door/{request.id}/")
        give_feedback(request=request, told_how="Rang the school", now=NOW)
        assert running(kinds.FEEDBACK) == []


@pytest.mark.parametrize("role", sorted(PARTS_BY_ROLE))
def test_a_clock_of_a_request_is_seen_by_whoever_sees_the_request(role: str, receive: Receive, acting: Acting) -> None:
    receive(simple_body())
    with acting(role=role, now=NOW):
        assert bool(running()) is Request.objects.exists() is (Part.FRONT_DOOR in PARTS_BY_ROLE[role])
    with acting(role=role, area="lincolnshire", now=NOW):
        assert running() == []


def test_danger_raised_after_the_decision_has_the_request_wait_by_its_first_limit(receive: Receive, acting: Acting) -> None:
    request = receive(simple_body())
    with acting(role="front_door", now=NOW):
        decided(request)
        assert running(kinds.DECISION) == []
        request.refresh_from_db()
        raise_urgent(request=request, words="He is back", now=NOW)
        [clock] = running(kinds.DECISION)
        assert clock.due_at == request.decide_by
        # no area has set a number for danger: at once is none
        assert running(kinds.URGENT) == []
        lower_danger(request=request, reason="Rang his gran: he is with her.", now=NOW)
        assert len(running(kinds.DECISION)) == 1


def test_raised_while_it_waits_the_clock_stays_as_it_is(receive: Receive, acting: Acting) -> None:
    request = receive(simple_body())
    with acting(role="front_door", now=NOW):
        [before] = running(kinds.DECISION)
        raise_urgent(request=request, words="He is back", now=NOW)
        [after] = running(kinds.DECISION)
        same = ("pk", "due_at", "rule", "source", "edition", "started_at")
        assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same]


def test_what_is_decided_alone_at_night_is_the_managers_to_confirm(receive: Receive, acting: Acting) -> None:
    night = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)
    request = receive(simple_body(immediate_danger=True, received_at="2026-11-22T02:00:00Z"))
    told = ToldByTelephone("Police control room", night)
    with acting(role="out_of_hours", now=night):
        child = ChildDecision("c", "child_protection", "He is being hit.", alleges_harm=True)
        [row] = decide(request=request, decisions=[child], words_for_sender="w", told=told, now=night)
    with acting(role="team_manager", now=NOW):
        [clock] = running(kinds.CONFIRMATION)
        assert (clock.owner_role, clock.due_at, clock.due_on) == ("team_manager", row.confirm_by, date(2026, 11, 23))
        assert clock.is_late(NOW)
        confirm_night_decision(decision=row, now=NOW)
        assert running(kinds.CONFIRMATION) == []


def test_a_body_of_the_hub_has_a_clock_on_its_question_until_it_answers(receive: Receive, acting: Acting) -> None:
    request = receive(simple_body(), area="wolverhampton")
    with acting(role="front_door", area="wolverhampton", now=NOW):
        asked = Question(body="police", about=["c"], question="Is he known to you?", necessary="He is often late.")
        ask_hub(
            request=request, basis="agreement", basis_words="His mother", parents_told=True, parents_not_told_reason="",
            questions=[asked], now=NOW,
        )  # fmt: skip
        question = HubQuestion.objects.get()
        # no area has set this limit; where one does, the clock runs
        assert running(kinds.HUB_ANSWER) == []
        clocks.hub_asked(question, Due(NEXT_DAY, "r"), now=NOW)
        [clock] = running(kinds.HUB_ANSWER)
        assert clock.href == "/front-door/hub/"
    with acting(role="hub_partner", area="wolverhampton", agency_kind="health", now=NOW):
        # a body sees the questions put to it, and the clock of no other
        assert running() == []
    with acting(role="front_door", area="wolverhampton", now=NOW):
        answer_hub(question=question, held=False, words="", mark="professionals", now=NOW)
        assert running(kinds.HUB_ANSWER) == []
