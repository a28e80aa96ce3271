"""Asking bodies of the hub, and their answers: chosen and not broadcast, on a basis, each answer with its owner's mark (practice
P-5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kith.design.words import the_date
from kith.front_door.clocks import hub_answer_due
from kith.front_door.hub_bodies import Body, hub_bodies
from kith.front_door.local_model import model_for
from kith.front_door.models import Consultation, HubAnswer, HubEnquiry, HubQuestion, Request, RequestPerson
from kith.front_door.refusals import EnquiryRefused, NoBasisToShare
from kith.front_door.rules import may_ask_hub
from kith.front_door.services import clocks
from kith.front_door.services.authority import must_be_able, practitioner, roles
from kith.front_door.states import QUESTION
from kith.kernel.refusals import NotPermitted
from kith.kernel.said import says_nothing
from kith.kernel.time import london_date
from kith.tasks.rules import Due


@dataclass(frozen=True)
class Question:
    """What one body of the area's hub is asked, about whom in the request (keys), and why that is necessary."""

    body: str
    about: list[str]
    question: str
    necessary: str


def ask_hub(
    *,
    request: Request,
    basis: str,
    basis_words: str,
    parents_told: bool,
    parents_not_told_reason: str,
    questions: list[Question],
    now: datetime,
) -> HubEnquiry:
    """Ask chosen bodies. Refused without a basis.

    ``basis`` is ``agreement`` (the parents agreed to sharing; ``basis_words`` says who and when) or ``suspicion`` (reasonable
    cause to suspect significant harm; a social worker says what gives it). Raises :class:`NoBasisToShare`,
    :class:`EnquiryRefused`, ``NotPermitted``.
    """
    who = must_be_able("ask_hub", area_id=request.area_id, now=now)
    model = model_for(request.area_id, london_date(now))
    agreed = basis == HubEnquiry.Basis.AGREEMENT
    suspicion = basis == HubEnquiry.Basis.SUSPICION
    refused = "no" in (request.agreement_sharing,) and agreed
    if not basis_words.strip() or not may_ask_hub(sharing_agreed=agreed, suspicion=suspicion) or refused:
        raise NoBasisToShare(
            "Nobody has agreed that information is shared, and nothing is recorded that gives reasonable cause to suspect "
            "significant harm, so nothing is asked. Help the person who asked to seek the parents' agreement, or write what"
            " gives "
            "cause to suspect."
        )
    if suspicion and not who.is_social_worker:
        raise NotPermitted(
            "A qualified social worker says what gives reasonable cause to suspect harm. Ask one.",
            field="basis",
        )
    if not parents_told and says_nothing(parents_not_told_reason):
        raise EnquiryRefused("Say why the parents are not told.", field="parents_not_told_reason")
    if not questions:
        raise EnquiryRefused("Choose at least one body to ask.", field="bodies")
    people = {person.key: person for person in request.people.all()}
    bodies = {each.key: each for each in hub_bodies(request.area_id, now=now)}
    for each in questions:
        _check(each, bodies, people)
    enquiry = HubEnquiry.objects.create(
        area_id=request.area_id,
        request=request,
        basis=basis,
        basis_words=basis_words.strip(),
        parents_told=parents_told,
        parents_not_told_reason=parents_not_told_reason.strip(),
        asked_by=who,
        asked_at=now,
    )
    due = hub_answer_due(model, now, urgent=request.alleges_danger)
    for each in questions:
        about = [people[key] for key in each.about if key in people]
        _put(enquiry, each, bodies[each.body], about, due, now=now)
    return enquiry


def _check(question: Question, bodies: Mapping[str, Body], people: Mapping[str, RequestPerson]) -> None:
    """Refuse a question to nobody, about nobody, without words or without a reason (practice P-5)."""
    if question.body not in bodies:
        raise EnquiryRefused(f"{question.body} is not a body of this area's hub. Choose one from the list.", field="bodies")
    if says_nothing(question.question) or says_nothing(question.necessary):
        raise EnquiryRefused("Write what each body is asked, and why it must be asked.", field="question")
    if people.keys().isdisjoint(question.about):
        raise EnquiryRefused("Choose whom you ask about.", field="about")


def _put(
    enquiry: HubEnquiry, question: Question, body: Body, about: list[RequestPerson], due: Due | None, *, now: datetime
) -> None:
    """Put a question to a body, and start the clock of its answer."""
    asked = HubQuestion.objects.create(
        area_id=enquiry.area_id,
        enquiry=enquiry,
        body=body.key,
        body_name=body.name,
        group=body.group,
        agency=body.agency,
        team=body.team,
        about="\n".join(_who(person) for person in about),
        question=question.question.strip(),
        necessary=question.necessary.strip(),
        asked_at=now,
        due_at=due.at if due else None,
    )
    clocks.hub_asked(asked, due, now=now)


def answer_hub(*, question: HubQuestion, held: bool, words: str, mark: str, now: datetime) -> HubAnswer:
    """Answer a question for one's own agency, or write down an answer given by telephone. *Nothing held* is an answer."""
    who = must_be_able("answer_hub", area_id=question.area_id, now=now, as_also=_as_team())
    if held and not words.strip():
        raise EnquiryRefused("Write what is held, or choose that nothing is held.", field="words")
    if mark not in HubAnswer.Mark.values:
        raise EnquiryRefused("Say who may see this answer.", field="mark")
    given = HubAnswer.objects.create(
        area_id=question.area_id,
        question=question,
        agency=question.agency,
        held=held,
        words=words.strip(),
        mark=mark,
        answered_by=who,
        answered_at=now,
    )
    answered = HubQuestion.State.RESPONDED if held else HubQuestion.State.NOTHING_HELD
    question.state = QUESTION.after(question.state, "answer_hub", answered)
    question.save(update_fields=["state"])
    clocks.hub_answered(question, now=now)
    return given


def raise_consultation(*, request: Request, channel: str, question: str, now: datetime) -> Consultation:
    """Raise a specialist consultation or gateway request. A channel before its go-live date is not offered (ledger B-05,
    B-06)."""
    model = model_for(request.area_id, london_date(now))
    offered = model.consultations(london_date(now), of=request.channel)
    if channel not in offered:
        raise EnquiryRefused("This consultation is not open in this area yet.", field="channel")
    if says_nothing(question):
        raise EnquiryRefused("Write what you ask.", field="question")
    return Consultation.objects.create(
        area_id=request.area_id,
        request=request,
        channel=channel,
        channel_name=offered[channel],
        question=question.strip(),
        asked_by=practitioner(),
        asked_at=now,
    )


def record_consultation_outcome(*, consultation: Consultation, outcome: str, now: datetime) -> Consultation:
    """Write what came back from a consultation."""
    if says_nothing(outcome):
        raise EnquiryRefused("Write what came back.", field="outcome")
    consultation.outcome, consultation.outcome_by, consultation.outcome_at = (
        outcome.strip(),
        practitioner(),
        now,
    )
    consultation.save(update_fields=["outcome", "outcome_by", "outcome_at"])
    return consultation


def _as_team() -> frozenset[str]:
    """A team manager and an out-of-hours worker write down answers as the front door does."""
    return frozenset({"front_door"}) if roles() & {"team_manager", "out_of_hours"} else frozenset()


def _who(person: RequestPerson) -> str:
    born = f", born {the_date(person.date_of_birth)}" if person.date_of_birth else ""
    return f"{person.name}{born}"
