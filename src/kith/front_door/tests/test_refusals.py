"""Every refusal of every service of the front door: its class, code, field and words, and that nothing was changed by it.

One desk for the module, in a database of its own: what is refused changes nothing, so no case meets another.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from kith.access.identity import acting_as, service
from kith.front_door import services as s
from kith.front_door.decision_rules import ToldByTelephone
from kith.front_door.models import (
    Consultation,
    Conversation,
    Decision,
    Feedback,
    HandOver,
    HubAnswer,
    HubEnquiry,
    HubQuestion,
    Receipt,
    RefusedLine,
    Request,
    RequestPerson,
)
from kith.front_door.refusals import (
    AlreadyRecorded,
    AreaNotLive,
    BypassesTheQueue,
    ChannelNotOpen,
    ConversationRefused,
    DecisionRefused,
    EnquiryRefused,
    KeyUsed,
    NeedsManager,
    NoBasisToShare,
    NotFirstSeen,
    NothingToTell,
    NotTheSame,
    NotYet,
    ReferenceUsed,
    WordsNeeded,
)
from kith.front_door.tests.conftest import NOW, body_of, simple_body
from kith.kernel.refusals import NotFound, NotPermitted, Refusal
from kith.organisations.models import Area
from kith.practice_model.queries import NoModelInForce
from kith.practice_model.rules import NotInTheModel
from tests.fixtures import Acting, publish_for_every_area

LATER = NOW + timedelta(minutes=1)
PEOPLE = [
    {"key": "c", "role": "child", "forename": "Milo", "surname": "Hart"},
    {"key": "twice", "role": "child", "forename": "Mylo", "surname": "Hart"},
    {"key": "m", "role": "parent", "forename": "Ana", "surname": "Hart"},
]


@dataclass(frozen=True)
class Desk:
    """What stands at the front door of Wolverhampton: a request to decide, one decided, and what was asked of others."""

    request: UUID
    other: UUID
    decided: UUID
    night: UUID
    hand_over: UUID
    question: UUID
    consultation: UUID
    line: UUID


def take(reference: str, **said: Any) -> Receipt:
    body = body_of(simple_body(reference=reference, relationships=[], **said))
    return s.receive_request(body=body, door="bulk", received_at=NOW, now=NOW, idempotency_key=f"key-{reference}")


def full(outcome: str, key: str = "c", **said: Any) -> s.ChildDecision:
    words = {"reason": "r", "strengths": "s", "needs": "n", "lead_kind": "l", "lead_reason": "b", "agreement": "Ana"}
    return s.ChildDecision(key=key, outcome=outcome, **{**words, **said})


@pytest.fixture(scope="module")
def desk(module_clone: str, acting: Acting) -> Desk:
    publish_for_every_area()
    Area.objects.create(slug="asleep", name="Asleep")
    with acting(as_service="intake", area="wolverhampton", now=NOW):
        receipts = [take("open", people=PEOPLE), take("other"), take("decided"), take("night", immediate_danger=True)]
        line = s.refuse_line(text="{", line=1, reference="", problems=[], received_at=NOW, now=NOW)
    request, other, decided, night = (each.request_id for each in receipts)
    with acting(role="front_door", area="wolverhampton", now=NOW):
        twice = RequestPerson.objects.get(request=request, key="twice")
        s.mark_listed_twice(request_person=twice, same_as=RequestPerson.objects.get(request=request, key="c"), now=NOW)
        s.decide(request=the(Request, decided), decisions=[full("signposted")], words_for_sender="w", now=NOW)
        question = s.Question(body="police", about=["c"], question="q", necessary="n")
        enquiry = s.ask_hub(**{**HUB, "request": the(Request, request), "questions": [question]})
        raised = s.raise_consultation(request=the(Request, request), channel="front_door", question="q", now=NOW)
    with acting(role="out_of_hours", area="wolverhampton", now=NOW):
        [row] = s.decide(request=the(Request, night), decisions=[full("child_protection")], now=NOW)
        return Desk(request, other, decided, row.pk, HandOver.objects.get().pk, enquiry.questions.get().pk, raised.pk, line.pk)


def the(model: Any, pk: UUID) -> Any:
    return model.objects.get(pk=pk)


HUB: dict[str, Any] = {
    "basis": "agreement",
    "basis_words": "Ana, today",
    "parents_told": True,
    "parents_not_told_reason": "",
    "questions": [s.Question(body="police", about=["c"], question="q", necessary="n")],
    "now": NOW,
}
TALK: dict[str, Any] = {"said": "s", "advice": "a", "next_step": "n", "at": NOW, "now": NOW}
Case = tuple[str, Callable[[Desk], Any], type[Refusal], str, str | None, str]


def open_request(desk: Desk) -> Request:
    return Request.objects.select_related("sender").get(pk=desk.request)


def decides(*decisions: s.ChildDecision, **more: Any) -> Callable[[Desk], Any]:
    return lambda desk: s.decide(
        request=open_request(desk), decisions=list(decisions), **{"now": NOW, "words_for_sender": "w", **more}
    )


def asks(**changes: Any) -> Callable[[Desk], Any]:
    return lambda desk: s.ask_hub(request=open_request(desk), **{**HUB, **changes})


def receives(key: str = "", **said: Any) -> Callable[[Desk], Any]:
    body = body_of(simple_body(relationships=[], **said))
    return lambda desk: s.receive_request(body=body, door="bulk", received_at=NOW, now=NOW, idempotency_key=key)


CASES: list[Case] = [
    # receiving
    ("to come", lambda d: s.receive_request(body=body_of(simple_body()), door="web", received_at=LATER, now=NOW),
     NotYet, "not_yet", "received_at", "The time it was received has not come yet."),
    ("reference", receives(reference="open", worries="Other."),
     ReferenceUsed, "reference_used", "reference", "You already sent open with different content (receipt K"),
    ("key", receives("key-open", reference="new", worries="Other."),
     KeyUsed, "idempotency_key_used", "Idempotency-Key", "This Idempotency-Key was used for the request open, which said something else."),
    ("both", receives("key-open", reference="open", worries="Other."),
     KeyUsed, "idempotency_key_used", "Idempotency-Key", "This Idempotency-Key was used for the request open"),
    ("channel", receives(reference="new", channel="chad"),
     ChannelNotOpen, "channel_not_open", "channel", "“chad” is not a way into the front door of Wolverhampton on 24 November 2026."),
    # deciding
    ("nothing", decides(), DecisionRefused, "decision_refused", None, "Choose what to do for at least one child."),
    ("no such child", decides(full("advice", "x")), DecisionRefused, "decision_refused", "key", "There is no child “x” in this request."),
    ("a parent", decides(full("advice", "m")), DecisionRefused, "decision_refused", "key", "There is no child “m” in this request."),
    ("twice", decides(full("advice", "twice")), DecisionRefused, "decision_refused", "key", "Mylo Hart is listed twice. Decide once"),
    ("no reason", decides(full("advice", reason=" ")), DecisionRefused, "decision_refused", "reason", "Say why, for Milo Hart."),
    ("a reason of signs", decides(full("advice", reason=" . ")), DecisionRefused, "decision_refused", "reason", "Say why, for Milo Hart."),
    ("rung to come, as it is decided", decides(full("child_protection"), told=ToldByTelephone("CP", LATER)),
     DecisionRefused, "decision_refused", "told_at", "The time has not come yet. Give the time at which you rang."),
    ("no reason for none", decides(full("no_decision", reason="")), DecisionRefused, "decision_refused", "reason", "Say why, for Milo Hart."),
    ("no such outcome", decides(full("wait")), NotInTheModel, "not_in_the_model", "outcome", "Wolverhampton does not use the outcome 'wait'."),
    ("unseen", decides(full("section_17")), NotFirstSeen, "matches_not_checked", "key", "Look at the possible matches for Milo Hart first"),
    ("not open", decides(full("linked_open")), DecisionRefused, "decision_refused", "outcome", "No help is open for Milo Hart"),
    ("words", decides(full("advice"), words_for_sender=" "), DecisionRefused, "decision_refused", "words_for_sender", "Write the reason for the"),
    ("the second of two", decides(full("no_decision"), full("advice", "x")), DecisionRefused, "decision_refused", "key", "There is no child “x”"),
    ("before any model", decides(full("advice"), now=NOW.replace(year=2017)), NoModelInForce, "no_model_in_force", None, "This area has no practice model"),
    # what follows a decision
    ("not confirmed", lambda d: s.confirm_night_decision(decision=the(Decision, d.night), now=NOW),
     NotPermitted, "not_permitted", None, ""),
    ("take-up of another", lambda d: s.record_take_up(decision=the(Decision, d.night), take_up="started", now=NOW),
     DecisionRefused, "decision_refused", "take_up", "Take-up is followed for early help: accepted, started or not engaged."),
    ("nobody rung", lambda d: s.record_handover(hand_over=the(HandOver, d.hand_over), told=" ", told_at=NOW, now=NOW),
     DecisionRefused, "decision_refused", "told", "Say who was rung."),
    ("rung to come", lambda d: s.record_handover(hand_over=the(HandOver, d.hand_over), told="CP", told_at=LATER, now=NOW),
     DecisionRefused, "decision_refused", "told_at", "The time has not come yet. Give the time at which you rang."),
    *[(f"answer {answer!r} {by!r}",
       lambda d, answer=answer, by=by: s.record_handover_answer(
           hand_over=the(HandOver, d.hand_over), answer=answer, answered_by=by, answered_at=NOW, now=NOW),
       DecisionRefused, "decision_refused", "answer", "Write what was answered, and by whom.")
      for answer, by in (("", "Ada"), ("At ten.", " "), ("", ""))],
    ("answer to come", lambda d: s.record_handover_answer(
        hand_over=the(HandOver, d.hand_over), answer="a", answered_by="b", answered_at=LATER, now=NOW),
     DecisionRefused, "decision_refused", "answered_at", "The time has not come yet. Give the time of the answer."),
    ("nothing to tell", lambda d: s.give_feedback(request=the(Request, d.other), told_how="Rang", now=NOW),
     NothingToTell, "nothing_to_tell", None, "Decide first: the words for the sender come with the decision."),
    ("told nohow", lambda d: s.give_feedback(request=the(Request, d.decided), told_how=" ", now=NOW),
     NothingToTell, "nothing_to_tell", "told_how", "Say how you told them, in the way they said is safe."),
    # the hub
    *[(f"basis {basis!r} {words!r}", asks(basis=basis, basis_words=words), NoBasisToShare, "no_basis_to_share", "basis",
       "Nobody has agreed that information is shared")
      for basis, words in (("agreement", " "), ("suspicion", ""), ("", "Ana"), ("curiosity", "Ana"))],
    ("why not told", asks(parents_told=False, parents_not_told_reason=" "),
     EnquiryRefused, "enquiry_refused", "parents_not_told_reason", "Say why the parents are not told."),
    ("no body", asks(questions=[]), EnquiryRefused, "enquiry_refused", "bodies", "Choose at least one body to ask."),
    ("no such body", asks(questions=[s.Question("fire", ["c"], "q", "n")]),
     EnquiryRefused, "enquiry_refused", "bodies", "fire is not a body of this area's hub."),
    ("no question", asks(questions=[s.Question("police", ["c"], " ", "n")]),
     EnquiryRefused, "enquiry_refused", "question", "Write what each body is asked, and why it must be asked."),
    ("not necessary", asks(questions=[s.Question("police", ["c"], "q", "")]),
     EnquiryRefused, "enquiry_refused", "question", "Write what each body is asked, and why it must be asked."),
    ("about nobody", asks(questions=[s.Question("police", ["x"], "q", "n")]),
     EnquiryRefused, "enquiry_refused", "about", "Choose whom you ask about."),
    ("the second of two bodies", asks(questions=[*HUB["questions"], s.Question("fire", ["c"], "q", "n")]),
     EnquiryRefused, "enquiry_refused", "bodies", "fire is not a body"),
    ("held, and what", lambda d: s.answer_hub(question=the(HubQuestion, d.question), held=True, words=" ", mark="family", now=NOW),
     EnquiryRefused, "enquiry_refused", "words", "Write what is held, or choose that nothing is held."),
    ("for whom", lambda d: s.answer_hub(question=the(HubQuestion, d.question), held=False, words="", mark="all", now=NOW),
     EnquiryRefused, "enquiry_refused", "mark", "Say who may see this answer."),
    ("no such channel", lambda d: s.raise_consultation(request=open_request(d), channel="chad", question="q", now=NOW),
     EnquiryRefused, "enquiry_refused", "channel", "This consultation is not open in this area yet."),
    ("asked nothing", lambda d: s.raise_consultation(request=open_request(d), channel="front_door", question=" ", now=NOW),
     EnquiryRefused, "enquiry_refused", "question", "Write what you ask."),
    ("nothing back", lambda d: s.record_consultation_outcome(consultation=the(Consultation, d.consultation), outcome="", now=NOW),
     EnquiryRefused, "enquiry_refused", "outcome", "Write what came back."),
    # who a person is
    ("nobody like that", lambda d: s.confirm_match(request_person=RequestPerson.objects.get(request=d.other, key="c"), person_id=uuid4(), now=NOW),
     NotFound, "not_found", None, "There is nothing here, or you may not see it."),
    ("no family like that", lambda d: s.choose_family(request=open_request(d), family_id=uuid4(), now=NOW),
     NotFound, "not_found", None, "There is nothing here, or you may not see it."),
    *[(f"the same {why}",
       lambda d, one=one, other=other: s.mark_listed_twice(request_person=person(d, *one), same_as=person(d, *other), now=NOW),
       NotTheSame, "not_the_same", None, "Choose the other row of the same person in this request.")
      for why, one, other in (
          ("row", ("request", "c"), ("request", "c")),
          ("as one of another request", ("request", "c"), ("other", "c")),
          ("as one that is listed twice itself", ("request", "m"), ("request", "twice")))],
    # danger, lines, conversations
    ("danger without words", lambda d: s.raise_urgent(request=open_request(d), words=" ", now=NOW),
     WordsNeeded, "words_needed", "words", "Say in a few words what the danger is."),
    ("lowered without a reason", lambda d: s.lower_danger(request=open_request(d), reason="\n", now=NOW),
     WordsNeeded, "words_needed", "words", "Say what you found out, and from whom."),
    ("dealt with without a word", lambda d: s.deal_with_refused_line(line=the(RefusedLine, d.line), words="", now=NOW),
     WordsNeeded, "words_needed", "words", "Write what you did about it."),
    *[(f"a conversation without {field}", lambda d, field=field: s.record_conversation(**{**TALK, field: " "}),
       ConversationRefused, "conversation_refused", field, words)
      for field, words in (("said", "Write what was said."), ("advice", "Write the advice you gave."),
                           ("next_step", "Write the next step you agreed."))],
    ("a conversation to come", lambda d: s.record_conversation(**{**TALK, "at": LATER}),
     ConversationRefused, "conversation_refused", "at", "The time has not come yet."),
]  # fmt: skip


def person(desk: Desk, request: str, key: str) -> RequestPerson:
    return RequestPerson.objects.get(request=getattr(desk, request), key=key)


def held() -> Iterator[int]:
    """Give how much there is of everything that a service could have left."""
    kept = (Request, Receipt, Decision, Feedback, HandOver, HubEnquiry, HubQuestion, HubAnswer, Consultation, Conversation)
    return (model.objects.count() for model in kept)


def standing(desk: Desk) -> list[Any]:
    """Return how the records stand that a service was called with."""
    columns = ("state", "urgent", "lowered_at", "family_id", "searched_at", "decided_at")
    return [
        *Request.objects.order_by("pk").values_list(*columns),
        *RequestPerson.objects.order_by("pk").values_list("match", "person_id", "same_as_id"),
        *Decision.objects.order_by("pk").values_list("in_force", "take_up", "confirmed_at"),
        *HandOver.objects.order_by("pk").values_list("told", "answered_at"),
        *HubQuestion.objects.order_by("pk").values_list("state"),
        *RefusedLine.objects.order_by("pk").values_list("dealt_with_at"),
    ]


@pytest.mark.parametrize(
    ("call", "kind", "code", "field", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_refusal_says_why_where_and_what_to_do_and_changes_nothing(
    desk: Desk, acting: Acting, call: Callable[[Desk], Any], kind: type[Refusal], code: str, field: str | None, words: str
) -> None:
    with acting(role="front_door", area="wolverhampton", now=NOW):
        before = (list(held()), standing(desk))
    with pytest.raises(Refusal) as refused, acting(role="front_door", area="wolverhampton", now=NOW):
        call(desk)
    assert (type(refused.value), refused.value.code, refused.value.field) == (kind, code, field)
    assert refused.value.message.startswith(words)
    assert refused.value.message
    with acting(role="front_door", area="wolverhampton", now=NOW):
        assert (list(held()), standing(desk)) == before


def test_every_kind_of_refusal_of_this_room_is_in_the_tables() -> None:
    from kith.front_door import refusals  # noqa: PLC0415

    kinds = {each for each in vars(refusals).values() if isinstance(each, type) and issubclass(each, Refusal)} - {Refusal}
    elsewhere = {
        NeedsManager: "test_decision_rules",
        BypassesTheQueue: "test_rules",
        AreaNotLive: "below",
        AlreadyRecorded: "test_opening",
    }
    assert kinds == {case[2] for case in CASES} & kinds | set(elsewhere)


@pytest.mark.parametrize("door", ["api", "public"])
def test_nothing_is_taken_from_outside_into_a_record_that_nobody_reads(desk: Desk, door: str) -> None:
    asleep = Area.objects.get(slug="asleep")
    with pytest.raises(AreaNotLive) as refused, acting_as(service("intake", area_id=asleep.pk, purpose="test"), now=NOW):
        s.receive_request(body=body_of(simple_body()), door=door, received_at=NOW, now=NOW)
    assert refused.value.code == "area_not_live"
    assert (
        "Asleep does not take requests through Kith yet, so nothing was kept. If a child is in danger now, call 999."
        in refused.value.message
    )
    with acting_as(service("evidence", area_id=asleep.pk, purpose="test"), now=NOW):
        assert not Receipt.objects.exists()


@pytest.mark.parametrize(
    "call",
    [
        decides(full("advice")),
        lambda d: s.confirm_match(request_person=person(d, "other", "c"), person_id=None, now=NOW),
        lambda d: s.choose_family(request=open_request(d), family_id=None, now=NOW),
        lambda d: s.lower_danger(request=open_request(d), reason="r", now=NOW),
        lambda d: s.record_take_up(decision=the(Decision, d.night), take_up="started", now=NOW),
        lambda d: s.record_handover(hand_over=the(HandOver, d.hand_over), told="CP", told_at=NOW, now=NOW),
        lambda d: s.give_feedback(request=the(Request, d.decided), told_how="Rang", now=NOW),
        lambda d: s.raise_consultation(request=open_request(d), channel="front_door", question="q", now=NOW),
        lambda d: s.record_conversation(**TALK),
        asks(),
    ],
)
def test_a_service_decides_nothing(desk: Desk, acting: Acting, call: Callable[[Desk], Any]) -> None:
    with (
        pytest.raises(NotPermitted, match="Only a practitioner can do this"),
        acting(as_service="evidence", area="wolverhampton", now=NOW),
    ):
        call(desk)


ROLES = [
    "front_door", "out_of_hours", "duty_worker", "team_manager", "senior_social_worker", "lead_practitioner", "lead_child_protection",
    "hub_partner", "partner_lead", "business_support", "family_group_coordinator", "finance_officer", "returns_officer",
    "records_officer", "programme_lead", "auditor", "administrator",
]  # fmt: skip
MAY = {
    "decide": {"front_door", "out_of_hours", "duty_worker", "team_manager", "senior_social_worker"},
    "lower_danger": {"front_door", "out_of_hours", "duty_worker", "team_manager", "senior_social_worker"},
    "confirm_night_decision": {"team_manager"},
    "answer_hub": {"front_door", "hub_partner", "team_manager", "out_of_hours"},
}
CALLS: dict[str, Callable[[Any], Any]] = {
    "decide": lambda rows: s.decide(request=rows[0], decisions=[], now=NOW),
    "lower_danger": lambda rows: s.lower_danger(request=rows[0], reason="", now=NOW),
    "confirm_night_decision": lambda rows: s.confirm_night_decision(decision=rows[1], now=NOW),
    "answer_hub": lambda rows: s.answer_hub(question=rows[2], held=True, words="", mark="family", now=NOW),
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("verb", sorted(MAY))
def test_which_role_may_do_what(desk: Desk, acting: Acting, verb: str, role: str) -> None:
    with acting(role="team_manager", area="wolverhampton", now=NOW):
        rows = (open_request(desk), the(Decision, desk.night), the(HubQuestion, desk.question))

    class Allowed(Exception):
        """Undoes what was allowed, so that the next role finds the desk as it was."""

    def call() -> None:
        with acting(role=role, area="wolverhampton", now=NOW):
            CALLS[verb](rows)
            raise Allowed

    # What is allowed is refused for another reason, or done and undone.
    refusals = (NotPermitted, Request.DoesNotExist)
    with pytest.raises((*refusals, DecisionRefused, WordsNeeded, EnquiryRefused, Allowed)) as told:
        call()
    assert (not issubclass(told.type, refusals)) is (role in MAY[verb])
