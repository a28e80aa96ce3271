"""Deciding: who may, what is refused and why, what opens, what is owed, what the sender hears."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kith.access.identity import acting_as, service
from kith.family_help.models import BasisOfHelp, EpisodeChild
from kith.front_door import queries
from kith.front_door.models import Danger, Decision, Feedback, HandOver, HubQuestion, Notice, Request
from kith.front_door.queries.queue import queue
from kith.front_door.refusals import DecisionRefused, EnquiryRefused, NeedsManager, NoBasisToShare, NotFirstSeen
from kith.front_door.services import (
    ChildDecision,
    Question,
    ToldByTelephone,
    answer_hub,
    ask_hub,
    confirm_match,
    confirm_night_decision,
    decide,
    record_handover_answer,
    record_take_up,
)
from kith.front_door.tests.conftest import NOW, sample_lines, simple_body
from kith.kernel.refusals import NotPermitted
from kith.people.models import FamilyMember, Hazard, Identifier, Person, Protection, Relationship
from tests.fixtures import Acting

Receive = Callable[..., Request]


def full(outcome: str, key: str = "c", **more: Any) -> ChildDecision:
    """Return a decision with everything that is asked."""
    said: dict[str, Any] = {
        "reason": "Read and weighed.",
        "strengths": "His mother asks for help.",
        "needs": "Sleep.",
        "lead_kind": "social worker",
        "lead_reason": "Best placed.",
    }
    return ChildDecision(key=key, outcome=outcome, **{**said, **more})


def settle(request: Request) -> Request:
    """Say that nobody in a request is on record, and return it as a door reads it."""
    for person in request.people.all():
        confirm_match(request_person=person, person_id=None, now=NOW)
    return Request.objects.select_related("sender").get(pk=request.pk)


def sample(reference: str) -> dict[str, Any]:
    return next(each for area in ("dorset", "lincolnshire") for each in sample_lines(area) if each["reference"] == reference)


def test_section_17_opens_the_familys_episode_from_the_day_of_the_request(receive: Receive, acting: Acting) -> None:
    request = receive(simple_body())
    with acting(role="front_door", now=NOW):
        rows = decide(request=settle(request), decisions=[full("section_17", primary_need="N4")], now=NOW)
        child = EpisodeChild.objects.get()
        assert child.episode_id == rows[0].episode_id
        assert child.referral_date == datetime(2026, 11, 24).date()
        assert (child.primary_need, child.referral_source) == ("N4", "2A")
        assert BasisOfHelp.objects.get().basis == "section_17"
        assert FamilyMember.objects.count() == 2
        assert Relationship.objects.get().parental_responsibility is True
        assert rows[0].threshold_version
        assert Request.objects.get(pk=request.pk).state == Request.State.DECIDED


def test_a_person_is_recorded_with_the_census_code_of_a_schools_finer_ethnicity(receive: Receive, acting: Acting) -> None:
    body = simple_body()
    body["people"][0]["ethnicity"], body["people"][1]["ethnicity"] = "WOTW", "WIRI"
    request = receive(body)
    with acting(role="front_door", now=NOW):
        decide(request=settle(request), decisions=[full("section_17", primary_need="N4")], now=NOW)
        recorded = dict(Person.objects.values_list("forename", "ethnicity"))
        assert recorded == {"Milo": "WOTH", "Ana": "WIRI"}
        assert request.people.get(key="c").ethnicity == "WOTW", "the request keeps what was sent"


def test_a_decision_needs_what_it_needs(receive: Receive, acting: Acting) -> None:
    request = receive(simple_body(agreement={"service": "not_asked"}))
    with acting(role="front_door", now=NOW):
        request = settle(request)
        for wrong, field in (
            (full("section_17", reason=" "), "reason"),
            (full("section_17", strengths=""), "strengths"),
            (full("section_17", lead_kind=""), "lead_kind"),
            (full("family_help"), "agreement"),
            (full("another_area"), "passed_to"),
            (full("declined"), "family_said"),
            (full("linked_open"), "outcome"),
            (full("advice"), "words_for_sender"),
            (full("return_for_agreement", alleges_harm=True), "outcome"),
        ):
            with pytest.raises(DecisionRefused) as refused:
                decide(request=request, decisions=[wrong], now=NOW)
            assert refused.value.field == field
        assert not Decision.objects.exists()


def test_matches_are_looked_at_first_and_a_known_child_is_not_recorded_twice(receive: Receive, acting: Acting) -> None:
    first = receive(simple_body())
    with acting(role="front_door", now=NOW):
        decide(request=settle(first), decisions=[full("section_17")], now=NOW)
    second = receive(
        simple_body(
            reference="R-2",
            people=[
                {
                    "key": "c",
                    "role": "child",
                    "forename": "Hart",
                    "surname": "Milo",
                    "date_of_birth": "2016-04-05",
                }
            ],
            relationships=[],
        )
    )
    with acting(role="front_door", now=NOW):
        page = queries.request_page(second.id, now=NOW)
        match = page.cards[0].matches[0]
        assert match.person.surname == "Hart"
        assert any("other way round" in reason for reason in match.reasons_for)
        assert any(cue.id == "written_otherwise" for cue in page.cues)
        with pytest.raises(NotFirstSeen):
            decide(request=second, decisions=[full("section_17")], now=NOW)
        confirm_match(request_person=page.cards[0].person, person_id=match.person_id, now=NOW)
        second = Request.objects.select_related("sender").get(pk=second.pk)
        assert second.family_id is not None
        with pytest.raises(DecisionRefused, match="already helped"):
            decide(request=second, decisions=[full("section_17")], now=NOW)
        rows = decide(request=second, decisions=[full("linked_open")], now=NOW)
        assert rows[0].episode_id
        assert EpisodeChild.objects.count() == 1
        assert Notice.objects.get(kind=Notice.Kind.NEWS).family_id == rows[0].episode.family_id


def test_no_further_action_on_a_relatives_request_needs_a_manager(receive: Receive, acting: Acting) -> None:
    request = receive(simple_body(kind="relative", sender={"name": "Nan", "may_be_named": "no"}))
    with acting(role="front_door", now=NOW), pytest.raises(NeedsManager):
        decide(request=request, decisions=[full("nfa")], now=NOW)
    with acting(role="team_manager", now=NOW):
        decide(request=request, decisions=[full("nfa", reason="Looked at with the school.")], now=NOW)
        told = Feedback.objects.get()
        assert not told.to_professional
        assert told.outcomes == []


def test_who_may_not_decide(receive: Receive, acting: Acting) -> None:
    request = receive(simple_body())
    with acting(role="lead_practitioner", now=NOW), pytest.raises(NotPermitted):
        decide(request=request, decisions=[full("advice")], words_for_sender="x", now=NOW)
    with (
        acting(role="front_door", profession="family_worker", now=NOW),
        pytest.raises(NotPermitted, match="social worker"),
    ):
        decide(request=request, decisions=[full("section_17")], now=NOW)
    with (
        acting(role="front_door", profession="family_worker", now=NOW),
        pytest.raises(NotPermitted, match="harmed"),
    ):
        decide(request=request, decisions=[full("advice", alleges_harm=True)], words_for_sender="x", now=NOW)


def test_alone_at_night_everything_else_is_owed_and_a_manager_confirms(receive: Receive, acting: Acting) -> None:
    night = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)
    request = receive(simple_body(immediate_danger=True, received_at="2026-11-22T02:00:00Z"))
    with acting(role="out_of_hours", now=night):
        decision = ChildDecision(key="c", outcome="child_protection", reason="He is hurt and the man is in the home.")
        row = decide(
            request=request,
            decisions=[decision],
            told=ToldByTelephone("Police control room", night),
            now=night,
        )[0]
        assert set(row.owed) == {"strengths", "needs", "lead"}
        assert row.confirm_by is not None
        assert BasisOfHelp.objects.get().basis == "section_47"
        request = Request.objects.get(pk=request.pk)
        assert request.state == Request.State.HANDED_OVER
    with acting(role="front_door", now=NOW), pytest.raises(NotPermitted):
        confirm_night_decision(decision=row, now=NOW)
    with acting(role="team_manager", now=NOW) as identity:
        assert queue(identity.area_id, now=NOW).to_confirm.rows
        confirm_night_decision(decision=row, now=NOW)
        assert queue(identity.area_id, now=NOW).counts == {Danger.HANDED_OVER: 1}
        record_handover_answer(
            hand_over=HandOver.objects.get(),
            answer="Strategy discussion at 10",
            answered_by="CP duty",
            answered_at=NOW,
            now=NOW,
        )
        assert not queue(identity.area_id, now=NOW).counts
        assert Request.objects.get(pk=request.pk).state == Request.State.DECIDED


def test_child_protection_for_a_child_already_helped_raises_the_basis_in_the_same_episode(
    receive: Receive, acting: Acting
) -> None:
    first = receive(simple_body())
    with acting(role="front_door", now=NOW):
        decide(request=settle(first), decisions=[full("family_help")], now=NOW)
    second = receive(simple_body(reference="R-2", worries="He has a bruise and says he was hit."))
    with acting(role="front_door", now=NOW + timedelta(days=1)):
        page = queries.request_page(second.id, now=NOW)
        for card in page.cards:
            known = card.matches[0].person_id if card.matches else None
            confirm_match(request_person=card.person, person_id=known, now=NOW)
        second = Request.objects.select_related("sender").get(pk=second.pk)
        decide(request=second, decisions=[full("child_protection")], now=NOW + timedelta(days=1))
        assert EpisodeChild.objects.count() == 1
        assert BasisOfHelp.objects.get(ends_on__isnull=True).basis == "section_47"


def test_what_the_request_protects_is_protected_before_anybody_writes(receive: Receive, acting: Acting) -> None:
    request = receive(sample("REF-0617-A"))
    with acting(role="front_door", now=NOW):
        request = settle(request)
        decide(request=request, decisions=[full("section_17", "L"), full("section_17", "R")], now=NOW)
        dean = Person.objects.get(surname="Hallam")
        protected = {(each.person.forename, each.what) for each in Protection.objects.filter(hidden_from=dean)}
        assert {
            ("Jade", "address"),
            ("Lexi", "address"),
            ("Reuben", "address"),
            ("Lexi", "school"),
        } <= protected
        assert ("Jade", "telephone") in protected
        assert not Protection.objects.filter(person=dean).exists()
        family = Request.objects.get(pk=request.pk).family
        assert "PO Box" not in family.name
        assert "Refuge" not in family.name
        assert Hazard.objects.exists()


def test_two_unborn_are_two_records_and_a_child_listed_twice_is_one(receive: Receive, acting: Acting) -> None:
    request = receive(sample("MW-4902"))
    with acting(role="front_door", now=NOW):
        decide(request=settle(request), decisions=[full("section_17", "U1"), full("section_17", "U2")], now=NOW)
        assert Person.objects.filter(expected_date__isnull=False).count() == 2
        assert Identifier.objects.get(person__forename="Kayleigh").kind == "nhs"


def test_early_help_is_followed_until_it_starts(receive: Receive, acting: Acting) -> None:
    request = receive(simple_body())
    with acting(role="front_door", now=NOW):
        row = decide(request=settle(request), decisions=[full("early_help")], now=NOW)[0]
        assert row.take_up == "directed"
        assert record_take_up(decision=row, take_up="started", now=NOW).take_up == "started"
        with pytest.raises(DecisionRefused):
            record_take_up(decision=row, take_up="perhaps", now=NOW)


def test_a_relative_hears_only_that_it_was_considered(receive: Receive, acting: Acting) -> None:
    request = receive(sample("TEL-D-88402"))
    with acting(role="front_door", now=NOW) as identity:
        decide(request=settle(request), decisions=[full("section_17", "x")], now=NOW)
    with acting_as(service("notices", area_id=identity.area_id, purpose="feedback"), now=NOW):
        told = queries.outcome_for_sender(request.id, now=NOW)
    assert told["state"] == "considered"
    assert told["outcomes"] == []
    assert told["lead"] is None
    assert "Poppy" not in str(told)


def test_the_hub_is_asked_only_on_a_basis_and_each_body_sees_its_question(receive: Receive, acting: Acting) -> None:
    line = {**sample("SCH-LN-780")}
    request = receive(line, area="wolverhampton")
    question = Question(body="police", about=["k"], question="Any calls?", necessary="A story about a motorbike")
    said: dict[str, Any] = {
        "request": request,
        "parents_told": False,
        "parents_not_told_reason": "Not asked yet",
        "questions": [question],
        "now": NOW,
    }
    with acting(role="front_door", area="wolverhampton", now=NOW):
        with pytest.raises(NoBasisToShare, match="agreement"):
            ask_hub(basis="agreement", basis_words="", **said)
        with pytest.raises(NoBasisToShare):
            ask_hub(basis="none", basis_words="We would like a picture", **said)
        with pytest.raises(EnquiryRefused):
            ask_hub(basis="suspicion", basis_words="x", **{**said, "parents_not_told_reason": ""})
        enquiry = ask_hub(basis="agreement", basis_words="Mandy agreed by telephone today", **said)
        asked = HubQuestion.objects.get(enquiry=enquiry)
        answer_hub(question=asked, held=False, words="", mark="professionals", now=NOW)
        assert HubQuestion.objects.get().state == HubQuestion.State.NOTHING_HELD
    with (
        acting(role="front_door", area="wolverhampton", profession="family_worker", now=NOW),
        pytest.raises(NotPermitted),
    ):
        ask_hub(basis="suspicion", basis_words="A bruise", **said)
    with acting(role="hub_partner", area="wolverhampton", agency_kind="health", now=NOW):
        assert not HubQuestion.objects.exists()
