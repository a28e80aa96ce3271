"""What the sender may be told, what a form says of danger, and how conversations, hub questions and earlier contacts are found again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from kith.access.identity import acting_as, service
from kith.front_door.models import Conversation, Feedback, Receipt, Request
from kith.front_door.queries import (
    CONSIDERED,
    earlier_contacts,
    find_conversations,
    hub_page,
    in_danger,
    outcome_for_sender,
    receipt,
    request_page,
    waiting_in_area,
)
from kith.front_door.queries.unsearched import WITHIN, count_unsearched
from kith.front_door.services import (
    ChildDecision,
    Question,
    answer_hub,
    ask_hub,
    choose_family,
    confirm_match,
    decide,
    give_feedback,
    look_for_family,
    raise_consultation,
    record_consultation_outcome,
    record_conversation,
    record_handover,
)
from kith.front_door.services.look import mark_search_failed
from kith.front_door.tests.conftest import NOW, london, simple_body
from kith.kernel.refusals import NotFound, Refusal
from kith.organisations.models import Area
from kith.practice_model.queries import NoModelInForce
from tests.fixtures import Acting

Receive = Callable[..., Request]
FULL = {"strengths": "s", "needs": "n", "lead_kind": "l", "lead_reason": "b"}


def told(request: Request) -> dict[str, Any]:
    with acting_as(service("notices", area_id=request.area_id, purpose="feedback"), now=NOW):
        return outcome_for_sender(request.pk, now=NOW)


def decided(request: Request, outcome: str, **more: Any) -> None:
    for person in request.people.filter(person=None):
        confirm_match(request_person=person, person_id=None, now=NOW)
    request = Request.objects.select_related("sender").get(pk=request.pk)
    decide(request=request, decisions=[ChildDecision("c", outcome, "r", **FULL)], now=NOW, **{"words_for_sender": "w", **more})


@pytest.mark.parametrize("kind", ["professional", "relative", "public", "self", "child", "anonymous"])
@pytest.mark.parametrize("outcome", ["signposted", "section_17"])
def test_a_professional_hears_the_outcome_and_anybody_else_that_it_was_considered(
    kind: str, outcome: str, receive: Receive, acting: Acting
) -> None:
    sender = {} if kind == "anonymous" else {"name": "Ada Reed"}
    request = receive(simple_body(kind=kind, sender=sender), look=False)
    assert told(request) == {
        "state": "received", "decided_at": None, "outcomes": [], "level": "", "reason": "", "lead": None, "next_step": "",
    }  # fmt: skip
    with acting(role="team_manager", now=NOW):
        decided(request, outcome, words_for_sender="We have read it.", next_step="Ring us.")
    found = told(request)
    assert found["decided_at"] == NOW.isoformat()
    if kind == "professional":
        assert (found["state"], found["reason"], found["next_step"]) == ("decided", "We have read it.", "Ring us.")
        assert [(each["key"], each["outcome"]) for each in found["outcomes"]] == [("c", outcome)]
        assert bool(found["level"]) is (outcome == "section_17")
    else:
        assert (found["state"], found["next_step"]) == ("considered", CONSIDERED)
        assert (found["outcomes"], found["level"], found["reason"], found["lead"]) == ([], "", "", None)
        with acting(role="front_door", now=NOW):
            kept = Feedback.objects.get()
            assert (kept.outcomes, kept.level, kept.reason, kept.episode_id) == ([], "", "", None), "nothing is kept to leak"


@pytest.mark.parametrize(
    ("outcome", "words", "step", "reason", "next_step"),
    [
        ("section_17", "", "", "model", "The lead practitioner will ask you"),
        ("section_17", "Ours.", "", "Ours.", "The lead practitioner will ask you"),
        ("section_17", "Ours.", "Ring us.", "Ours.", "Ring us."),
        ("signposted", "Ours.", "  ", "Ours.", "Go on with what you do for the family"),
        ("return_for_agreement", "Ours.", "", "Ours.", "Talk with the family and ask for their agreement"),
    ],
)
def test_what_nobody_wrote_for_the_sender_the_area_says(
    outcome: str, words: str, step: str, reason: str, next_step: str, receive: Receive, acting: Acting
) -> None:
    request = receive(simple_body(), look=False)
    with acting(role="front_door", now=NOW):
        decided(request, outcome, words_for_sender=words, next_step=step)
        model = request_page(request.pk, now=NOW).model
    found = told(request)
    assert found["reason"] == (model.outcome(outcome).feedback if reason == "model" else reason)
    assert found["next_step"].startswith(next_step)


def test_how_the_sender_was_told_stands_beside_what_they_were_told(receive: Receive, acting: Acting) -> None:
    request = receive(simple_body(), look=False)
    with acting(role="front_door", now=NOW):
        decided(request, "signposted")
        given = give_feedback(request=request, told_how=f" {'x' * 300} ", now=NOW + timedelta(hours=1))
        first, second = Feedback.objects.order_by("given_at")
        assert (first.told_how, second.pk, len(given.told_how)) == ("", given.pk, 200)
        assert (second.outcomes, second.reason, second.next_step) == (first.outcomes, first.reason, first.next_step)


@pytest.mark.parametrize(
    ("reference", "key", "found"),
    [("R-1", "mine", True), ("number", "mine", True), ("R-2", "mine", False), ("R-1", "theirs", False), ("", "mine", False)],
)
def test_a_receipt_is_found_by_its_senders_reference_or_by_its_number(
    reference: str, key: str, found: bool, receive: Receive, acting: Acting
) -> None:
    request = receive(simple_body(), look=False)
    with acting(as_service="evidence", now=NOW):
        mine = Receipt.objects.get().sender_key
        said = request.number if reference == "number" else reference
        assert (receipt(said, mine if key == "mine" else "staff:x") is not None) is found


# --- danger, and when somebody is there


@pytest.mark.parametrize("area", ["dorset", "lincolnshire", "wolverhampton", "thurrock"])
@pytest.mark.parametrize("at", ["2026-11-24T12:00", "2026-11-22T02:00", "2026-10-25T01:30", "2026-12-25T02:00"])
def test_what_a_form_says_of_danger_at_any_hour(area: str, at: str, models: None, acting: Acting) -> None:
    place = Area.objects.get(slug=area)
    with acting(as_service="intake", area=area, now=NOW):
        said = in_danger(place.pk, "", at=london(at).astimezone(UTC))
        assert said.words.startswith("If somebody is in immediate danger, ring 999.")
        assert said.out_of_hours_number is None
        assert said.words.endswith("This area has not set a telephone number for nights and weekends yet.")
        assert (said.is_open, said.next_staffed) == (True, None), "no area has set hours but round the clock"


def test_before_there_is_a_model_nobody_can_say_by_when(models: None, acting: Acting) -> None:
    place = Area.objects.get(slug="dorset")
    with acting(as_service="intake", now=NOW), pytest.raises(NoModelInForce, match="An administrator publishes one"):
        in_danger(place.pk, "", at=datetime(2017, 1, 1, tzinfo=UTC))


# --- conversations

TALKS = [("Peter Small", "Zoë Small"), ("Ana Oak", ""), ("", "Zoe Oak-Hart")]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ("", [2, 1, 0]),
        ("small", [0]),
        ("SMALL peter", [0]),
        ("zoe", [2, 0]),
        ("Zoë", [2, 0]),
        ("oak", [2, 1]),
        ("zoe oak", [2]),
        ("hart", [2]),
        ("har", []),
        ("nobody", []),
        # a letter alone is no name, and asks for nothing
        ("z", [2, 1, 0]),
    ],
)
def test_a_conversation_is_found_by_every_word_of_a_name(names: str, found: list[int], models: None, acting: Acting) -> None:
    with acting(role="front_door", now=NOW) as identity:
        made = [
            record_conversation(
                said=" s ",
                advice=" a ",
                next_step=" n ",
                at=NOW + timedelta(minutes=number - 9),
                now=NOW,
                caller=caller,
                about=about,
            )
            for number, (caller, about) in enumerate(TALKS)
        ]
        listed = find_conversations(identity.area_id, names)
        assert [row.pk for row in listed] == [made[number].pk for number in found]
        kept = Conversation.objects.get(pk=made[0].pk)
        assert (kept.said, kept.advice, kept.next_step, kept.by_id) == ("s", "a", "n", identity.practitioner_id)
    with acting(role="front_door", area="lincolnshire", now=NOW) as identity:
        assert not list(find_conversations(identity.area_id, ""))


def test_a_conversation_of_this_very_moment_is_no_conversation_to_come(models: None, acting: Acting) -> None:
    with acting(role="front_door", now=NOW):
        assert record_conversation(said="s", advice="a", next_step="n", at=NOW, now=NOW).at == NOW


# --- the hub

POLICE = Question(body="police", about=["c", "m"], question=" q ", necessary=" n ")


def asked(request: Request, **changes: Any) -> Any:
    said: dict[str, Any] = {
        "basis": "agreement", "basis_words": " Ana ", "parents_told": False, "parents_not_told_reason": " Afraid. ",
        "questions": [POLICE], "now": NOW,
    }  # fmt: skip
    return ask_hub(request=request, **{**said, **changes})


def test_a_body_reads_the_question_and_who_it_is_about_and_no_more(receive: Receive, acting: Acting) -> None:
    request = receive(simple_body(), area="wolverhampton", look=False)
    with acting(role="front_door", area="wolverhampton", now=NOW):
        enquiry = asked(request)
        assert (enquiry.basis_words, enquiry.parents_told, enquiry.parents_not_told_reason) == ("Ana", False, "Afraid.")
        question = enquiry.questions.get()
        assert (question.about, question.question, question.necessary) == ("Milo Hart, born 4 May 2016\nAna Hart", "q", "n")
        assert request.worries not in f"{question.about}{question.question}{question.necessary}"


@pytest.mark.parametrize(
    ("sharing", "basis", "registered", "refused"),
    [
        ("yes", "agreement", False, ""),
        ("not_asked", "agreement", False, ""),
        ("no", "agreement", True, "no_basis_to_share"),
        ("no", "suspicion", True, ""),
        ("yes", "suspicion", False, "not_permitted"),
        ("no", "suspicion", False, "not_permitted"),
    ],
)
def test_on_which_basis_a_hub_is_asked(
    sharing: str, basis: str, registered: bool, refused: str, receive: Receive, acting: Acting
) -> None:
    request = receive(simple_body(agreement={"sharing": sharing}), area="wolverhampton", look=False)
    profession = "social_worker" if registered else "family_worker"
    with acting(role="front_door", area="wolverhampton", profession=profession, now=NOW):
        if refused:
            with pytest.raises(Refusal) as told_why:
                asked(request, basis=basis)
            assert (told_why.value.code, told_why.value.field) == (refused, "basis")
        else:
            assert asked(request, basis=basis).basis == basis


def test_answers_are_counted_by_body_and_what_is_outstanding_stands_first(receive: Receive, acting: Acting) -> None:
    request = receive(simple_body(), area="wolverhampton", look=False)
    with acting(role="front_door", area="wolverhampton", now=NOW) as identity:
        first = asked(request).questions.get()
        second = asked(request).questions.get()
        answer_hub(question=first, held=True, words=" Two calls. ", mark="sealed", now=NOW)
        page = hub_page(identity.area_id, now=NOW)
        assert [row.pk for row in page.questions] == [second.pk, first.pk]
        assert [row[1:] for row in page.by_body if not row[4]] == [(1, 1, 0, "", "Police")]
        assert {row[4] for row in page.by_body} <= {"", "Not asked"}
        assert (page.bodies, page.groups) == (11, 9)
        assert first.answers.get().words == "Two calls."


def test_what_came_back_from_a_consultation_stays_with_its_request(receive: Receive, acting: Acting) -> None:
    request = receive(simple_body(), look=False)
    with acting(role="front_door", now=NOW) as identity:
        raised = raise_consultation(request=request, channel="mash", question=" May she be seen? ", now=NOW)
        assert (raised.question, raised.outcome_at) == ("May she be seen?", None)
        record_consultation_outcome(consultation=raised, outcome=" On 9 March. ", now=NOW)
        [shown] = request_page(request.pk, now=NOW).consultations
        assert (shown.outcome, shown.outcome_at, shown.outcome_by_id) == ("On 9 March.", NOW, identity.practitioner_id)


def test_who_was_rung_is_written_with_the_time_and_by_whom(receive: Receive, acting: Acting) -> None:
    request = receive(simple_body(), look=False)
    with acting(role="front_door", now=NOW) as identity:
        decided(request, "child_protection")
        [hand_over] = request_page(request.pk, now=NOW).hand_overs
        assert (hand_over.told, hand_over.told_at) == ("", None)
        record_handover(hand_over=hand_over, told=" CP duty ", told_at=NOW - timedelta(minutes=5), now=NOW)
        hand_over.refresh_from_db()
        assert (hand_over.told, hand_over.told_at, hand_over.told_by_id) == (
            "CP duty", NOW - timedelta(minutes=5), identity.practitioner_id,
        )  # fmt: skip


def test_a_family_is_chosen_and_taken_back(receive: Receive, acting: Acting) -> None:
    request = receive(simple_body(), look=False)
    with acting(role="front_door", now=NOW):
        decided(request, "section_17")
        family = Request.objects.get(pk=request.pk).family_id
    other = receive(simple_body(reference="other"), look=False)
    with acting(role="front_door", now=NOW):
        assert choose_family(request=other, family_id=family, now=NOW).family_id == family
        assert request_page(other.pk, now=NOW).open_episode is not None
        assert choose_family(request=other, family_id=None, now=NOW).family_id is None


# --- earlier contacts (B-21)

MILO = {"key": "c", "role": "child", "forename": "Milo", "surname": "Hart", "date_of_birth": "2016-05-04"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Milo Hart and Milo Hart: same first name: Milo, same surname: Hart, same date of birth: 4 May 2016"),
        ({"people": [MILO | {"forename": "Hart", "surname": "Milo"}]}, "other way round"),
        ({"people": [MILO | {"date_of_birth": "2016-04-05"}]}, "day and month"),
        ({"people": [{"key": "c", "role": "child"}], "worries": "They are at 14 Mill Lane."}, "Same address: 14 mill"),
        ({"people": [{"key": "c", "role": "child"}], "worries": "Ring 01632 960003."}, "Same telephone number"),
        ({"people": [{"key": "c", "role": "child"}], "sender": {"telephone": "01632 960001"}, "kind": "public"}, "The same number rang before"),
        ({"people": [{"key": "c", "role": "child", "forename": "Ada", "surname": "Oak"}]}, ""),
        ({"people": [{"key": "c", "role": "child"}], "worries": "They are at 15 Mill Lane."}, ""),
    ],
)  # fmt: skip
def test_by_what_an_earlier_contact_is_found(changes: dict[str, Any], words: str, receive: Receive, acting: Acting) -> None:
    first = {
        "reference": "first",
        "kind": "public",
        "people": [MILO],
        "relationships": [],
        "worries": "At 14 Mill Lane, 01632 960003.",
    }
    receive(simple_body(**first, sender={"telephone": "01632 960001"}))
    second = receive(simple_body(**{"reference": "second", "people": [MILO], "relationships": [], **changes}))
    with acting(role="front_door", now=NOW):
        found = earlier_contacts(second, list(second.people.all()))
        why = [reason.lower() for contact in found.contacts for reason in contact.why]
        assert bool(found.contacts) is bool(words)
        assert any(words.lower() in reason for reason in why) or not words, why
        assert not found.more


def test_a_contact_that_came_later_is_said_to_and_each_has_its_outcome(receive: Receive, acting: Acting) -> None:
    early = receive(simple_body(reference="early", received_at="2026-11-20T10:00:00Z"))
    late = receive(simple_body(reference="late", received_at="2026-11-23T10:00:00Z"))
    with acting(role="front_door", now=NOW):
        decided(late, "signposted")
        [seen] = earlier_contacts(early, list(early.people.all())).contacts
        assert (seen.request.pk, seen.later, seen.outcomes) == (late.pk, True, ["Milo Hart: signposted"])
        [seen] = earlier_contacts(late, list(late.people.all())).contacts
        assert (seen.request.pk, seen.later, seen.outcomes) == (early.pk, False, [])


# --- what was not searched


@pytest.mark.parametrize(
    ("after", "state", "failed", "searched", "listed"),
    [
        (timedelta(0), "waiting", "", False, False),
        (WITHIN - timedelta(microseconds=1), "waiting", "", False, False),
        (WITHIN, "waiting", "", False, True),
        (WITHIN, "part_decided", "", False, True),
        (WITHIN, "handed_over", "", False, True),
        (WITHIN, "decided", "", False, False),
        (WITHIN, "waiting", "", True, False),
        (timedelta(0), "waiting", "It broke.", True, True),
        (timedelta(0), "waiting", "It broke.", False, True),
        (timedelta(0), "decided", "It broke.", True, False),
    ],
)
def test_when_a_request_counts_as_not_searched(
    after: timedelta, state: str, failed: str, searched: bool, listed: bool, receive: Receive, acting: Acting
) -> None:
    request = receive(simple_body(), look=False)
    with acting(as_service="matching", now=NOW):
        if failed:
            mark_search_failed(request_id=request.pk, words=failed)
        Request.objects.filter(pk=request.pk).update(state=state, searched_at=NOW if searched else None)
    with acting(role="front_door", now=NOW):
        assert count_unsearched(request.area_id, now=NOW + after).number == listed
        assert waiting_in_area() == (0 if state == "decided" else 1)


def test_a_search_that_runs_takes_the_failure_away_and_one_for_nothing_finds_nothing(receive: Receive, acting: Acting) -> None:
    request = receive(simple_body(), look=False)
    with acting(as_service="matching", now=NOW):
        mark_search_failed(request_id=request.pk, words="x" * 900)
        assert len(Request.objects.get(pk=request.pk).search_failed) == 500
        assert look_for_family(request_id=request.pk, now=NOW) == 0
        request = Request.objects.get(pk=request.pk)
        assert (request.search_failed, request.searched_at) == ("", NOW)
        assert {person.match for person in request.people.all()} == {"none"}
        assert look_for_family(request_id=uuid4(), now=NOW) == 0


def test_a_request_that_is_not_there_is_not_found(models: None, acting: Acting) -> None:
    with acting(role="front_door", now=NOW), pytest.raises(NotFound):
        request_page(uuid4(), now=NOW)
