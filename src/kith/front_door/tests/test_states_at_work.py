"""The services, from every state in which a record can stand: where it stands afterwards, on top or not, told in tables."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kith.front_door.models import (
    Danger,
    Decision,
    Feedback,
    HandOver,
    HubAnswer,
    HubQuestion,
    Notice,
    Request,
    RequestMatch,
)
from kith.front_door.services import (
    ChildDecision,
    Question,
    answer_hub,
    ask_hub,
    confirm_match,
    decide,
    lower_danger,
    raise_urgent,
    record_handover_answer,
)
from kith.front_door.states import MATCH, QUESTION, REQUEST
from kith.front_door.tests.conftest import NOW, simple_body
from tests.fixtures import Acting

Receive = Callable[..., Request]
TWO = [
    {"key": "a", "role": "child", "forename": "Ada", "surname": "Hart"},
    {"key": "b", "role": "child", "forename": "Ben", "surname": "Hart"},
]
FULL = {"strengths": "s", "needs": "n", "lead_kind": "l", "lead_reason": "b"}


def again(request: Request) -> Request:
    return Request.objects.select_related("sender").get(pk=request.pk)


def decided(request: Request, **outcomes: str) -> None:
    """Decide for children by key; whoever has not been matched is new."""
    request = again(request)
    for person in request.people.filter(key__in=outcomes, person=None):
        confirm_match(request_person=person, person_id=None, now=NOW)
    decisions = [ChildDecision(key, outcome, "r", **FULL) for key, outcome in outcomes.items()]
    decide(request=again(request), decisions=decisions, words_for_sender="w", now=NOW)


def answered(request: Request, which: int = 0) -> None:
    hand_over = HandOver.objects.filter(request=request).order_by("id")[which]
    record_handover_answer(hand_over=hand_over, answer="a", answered_by="CP duty", answered_at=NOW, now=NOW)


def raised(request: Request) -> None:
    raise_urgent(request=again(request), words="He is back.", now=NOW)


def lowered(request: Request) -> None:
    lower_danger(request=again(request), reason="He is with his gran.", now=NOW)


def steps(*done: tuple[Callable[..., None], dict[str, Any]]) -> Callable[[Request], None]:
    def go(request: Request) -> None:
        for act, said in done:
            act(request, **said)

    return go


ADVISED, HANDED, BOTH, MIXED = (
    (decided, {"a": "signposted"}),
    (decided, {"a": "child_protection"}),
    (decided, {"a": "signposted", "b": "signposted"}),
    (decided, {"a": "child_protection", "b": "signposted"}),
)
RAISED, LOWERED, ANSWERED = (raised, {}), (lowered, {}), (answered, {})

STATES: list[tuple[str, list[Any], str, Danger]] = [
    # what was done, where the request stands, and where in the queue
    ("nothing", [], "waiting", Danger.NONE),
    ("raised", [RAISED], "waiting", Danger.SAID),
    ("raised and lowered", [RAISED, LOWERED], "waiting", Danger.NONE),
    ("lowered though nothing was raised", [LOWERED], "waiting", Danger.NONE),
    ("one decided", [ADVISED], "part_decided", Danger.NONE),
    ("one decided, raised", [ADVISED, RAISED], "part_decided", Danger.SAID),
    ("one decided, raised, lowered", [ADVISED, RAISED, LOWERED], "part_decided", Danger.NONE),
    ("both decided one by one", [ADVISED, (decided, {"b": "signposted"})], "decided", Danger.NONE),
    ("one decided twice", [ADVISED, (decided, {"a": "advice"})], "part_decided", Danger.NONE),
    ("both decided", [BOTH], "decided", Danger.NONE),
    ("one only named", [(decided, {"a": "signposted", "b": "no_decision"})], "decided", Danger.NONE),
    ("both only named", [(decided, {"a": "no_decision", "b": "no_decision"})], "decided", Danger.NONE),
    ("both decided, decided again", [BOTH, (decided, {"b": "advice"})], "decided", Danger.NONE),
    ("both decided, raised", [BOTH, RAISED], "part_decided", Danger.SAID),
    ("both decided, raised, lowered", [BOTH, RAISED, LOWERED], "part_decided", Danger.NONE),
    ("both decided, raised, decided again", [BOTH, RAISED, (decided, {"a": "advice"})], "decided", Danger.NONE),
    ("both decided, lowered", [BOTH, LOWERED], "decided", Danger.NONE),
    ("both decided, one handed over after all", [BOTH, HANDED], "handed_over", Danger.HANDED_OVER),
    # handed over: on top until it is answered, whatever else is decided
    ("handed over, one undecided", [HANDED], "handed_over", Danger.HANDED_OVER),
    ("handed over, the other decided", [HANDED, (decided, {"b": "signposted"})], "handed_over", Danger.HANDED_OVER),
    ("handed over and lowered", [MIXED, LOWERED], "handed_over", Danger.HANDED_OVER),
    ("handed over, answered, one undecided", [HANDED, ANSWERED], "part_decided", Danger.NONE),
    ("handed over, answered, all decided", [MIXED, ANSWERED], "decided", Danger.NONE),
    ("answered twice", [MIXED, ANSWERED, ANSWERED], "decided", Danger.NONE),
    ("handed over, decided otherwise", [MIXED, (decided, {"a": "advice"})], "decided", Danger.NONE),
    ("handed over, decided otherwise, one undecided", [HANDED, (decided, {"a": "advice"})], "part_decided", Danger.NONE),
    ("handed over twice, one answered", [(decided, {"a": "child_protection", "b": "child_protection"}), ANSWERED],
     "handed_over", Danger.HANDED_OVER),
    ("handed over twice, both answered",
     [(decided, {"a": "child_protection", "b": "child_protection"}), ANSWERED, (answered, {"which": 1})], "decided", Danger.NONE),
    # what another decision replaced holds nothing up
    ("handed over again for the same child, the second answered", [MIXED, HANDED, (answered, {"which": 1})], "decided", Danger.NONE),
    # danger raised after the hand-over is not taken away by its answer
    ("handed over, raised", [MIXED, RAISED], "part_decided", Danger.SAID),
    ("handed over, raised, answered", [MIXED, RAISED, ANSWERED], "part_decided", Danger.SAID),
    ("handed over, raised, answered, lowered", [MIXED, RAISED, ANSWERED, LOWERED], "part_decided", Danger.NONE),
    ("handed over, raised, decided again", [MIXED, RAISED, (decided, {"b": "advice"})], "handed_over", Danger.HANDED_OVER),
    ("handed over, answered, raised", [MIXED, ANSWERED, RAISED], "part_decided", Danger.SAID),
    ("handed over, answered, raised, answered again", [MIXED, ANSWERED, RAISED, ANSWERED], "part_decided", Danger.SAID),
]  # fmt: skip


@pytest.mark.parametrize(("done", "state", "danger"), [row[1:] for row in STATES], ids=[row[0] for row in STATES])
def test_where_a_request_stands_after_what_was_done(
    done: list[Any], state: str, danger: Danger, receive: Receive, acting: Acting
) -> None:
    request = receive(simple_body(people=TWO, relationships=[]), look=False)
    with acting(role="team_manager", now=NOW):
        steps(*done)(request)
        request = again(request)
        assert (request.state, Danger(request.danger)) == (state, danger)
        if state != "handed_over":
            assert request.urgent is (danger == Danger.SAID)
        assert state in REQUEST.states
        in_force = Decision.objects.filter(request=request, in_force=True)
        assert in_force.count() == in_force.values("request_person").distinct().count()


@pytest.mark.parametrize("said", [True, False, "not_sure", None])
def test_a_request_is_received_as_waiting_whatever_it_says(said: Any, receive: Receive, acting: Acting) -> None:
    request = receive(simple_body(immediate_danger=said), look=False)
    assert (request.state, request.urgent, request.decided_at) == ("waiting", said is True, None)


def test_an_alert_of_danger_is_seen_when_it_is_lowered_or_decided_and_not_before(receive: Receive, acting: Acting) -> None:
    request = receive(simple_body(people=TWO, relationships=[], immediate_danger=True), look=False)
    with acting(role="team_manager", now=NOW):
        unseen = Notice.objects.filter(kind="danger", seen_at__isnull=True)
        assert unseen.count() == 1
        decided(request, a="signposted")
        assert unseen.count() == 1, "one child is undecided"
        raised(request)
        assert unseen.count() == 2
        lowered(request)
        assert unseen.count() == 0
        raised(request)
        decided(request, b="signposted")
        assert unseen.count() == 0


# --- hub questions


@pytest.mark.parametrize("answers", [[True], [False], [True, False], [False, True], [True, True], [False, False]])
def test_a_question_stands_as_its_last_answer_says_and_every_answer_stays(
    answers: list[bool], receive: Receive, acting: Acting
) -> None:
    request = receive(simple_body(), area="wolverhampton", look=False)
    with acting(role="front_door", area="wolverhampton", now=NOW):
        asked = Question(body="police", about=["c"], question="q", necessary="n")
        ask_hub(
            request=request, basis="agreement", basis_words="Ana", parents_told=True, parents_not_told_reason="",
            questions=[asked], now=NOW,
        )  # fmt: skip
        question = HubQuestion.objects.get()
        assert (question.state, question.about) == ("outstanding", "Milo Hart, born 4 May 2016")
        for held in answers:
            answer_hub(question=question, held=held, words="w", mark="sealed", now=NOW)
        question.refresh_from_db()
        assert question.state == ("responded" if answers[-1] else "nothing_held")
        assert question.waits == 0
        assert HubAnswer.objects.count() == len(answers)
        assert question.state in QUESTION.states


# --- possible matches


@pytest.fixture
def two_like_him(receive: Receive, acting: Acting) -> Request:
    """A request about a child like two who are on record in different families."""
    for reference, town in (("one", "14 Mill Lane"), ("two", "3 Quay Street")):
        people = [
            {"key": "c", "role": "child", "forename": "Milo", "surname": "Hart", "date_of_birth": "2016-05-04", "address": town}
        ]
        held = receive(simple_body(reference=reference, people=people, relationships=[]))
        with acting(role="front_door", now=NOW):
            for person in held.people.all():
                confirm_match(request_person=person, person_id=None, now=NOW)
            decided(held, c="section_17")
    people = [{"key": "c", "role": "child", "forename": "Milo", "surname": "Hart", "date_of_birth": "2016-05-04"}]
    return receive(simple_body(reference="three", people=people, relationships=[]))


FIRST, SECOND, NEW = 0, 1, None


@pytest.mark.parametrize(
    ("said", "states", "match"),
    [
        ([], ["proposed", "proposed"], "to_check"),
        ([FIRST], ["confirmed", "rejected"], "confirmed"),
        ([SECOND], ["rejected", "confirmed"], "confirmed"),
        ([NEW], ["rejected", "rejected"], "new"),
        # a worker may say otherwise later
        ([FIRST, SECOND], ["rejected", "confirmed"], "confirmed"),
        ([NEW, FIRST], ["confirmed", "rejected"], "confirmed"),
        ([FIRST, NEW], ["rejected", "rejected"], "new"),
        ([FIRST, FIRST], ["confirmed", "rejected"], "confirmed"),
    ],
)
def test_who_a_person_is_decides_all_possible_matches_at_once(
    said: list[int | None], states: list[str], match: str, two_like_him: Request, acting: Acting
) -> None:
    with acting(role="front_door", now=NOW):
        person = two_like_him.people.get()
        rows = list(RequestMatch.objects.filter(request_person=person).order_by("position"))
        assert len(rows) == 2
        for each in said:
            confirm_match(request_person=person, person_id=None if each is None else rows[each].person_id, now=NOW)
        found = list(RequestMatch.objects.filter(request_person=person).order_by("position"))
        assert [row.state for row in found] == states
        assert set(states) <= set(MATCH.states)
        person.refresh_from_db()
        chosen = None if not said or said[-1] is None else rows[said[-1]].person_id
        assert (person.match, person.person_id) == (match, chosen)
        assert (person.matched_at is not None) is bool(said)
        family = Request.objects.get(pk=two_like_him.pk).family_id
        assert (family is not None) is any(each is not None for each in said), (
            "the first family found is kept until one is chosen"
        )


def test_feedback_is_written_for_each_decision_and_not_for_who_is_only_named(receive: Receive, acting: Acting) -> None:
    request = receive(simple_body(people=TWO, relationships=[]), look=False)
    with acting(role="team_manager", now=NOW):
        decided(request, a="no_decision")
        assert not Feedback.objects.exists()
        decided(request, b="signposted")
        [told] = Feedback.objects.all()
        assert [(each["key"], each["outcome"]) for each in told.outcomes] == [("b", "signposted")]
        assert told.given_at == NOW < NOW + timedelta(seconds=1)
