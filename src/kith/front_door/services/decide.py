"""Deciding a request, for each child named (practice P-6): what comes of it, by whom, why, on which threshold."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from kith.design.words import the_date
from kith.family_help.models import Episode, EpisodeChild, LeadAssignment
from kith.family_help.queries import open_episode_of
from kith.family_help.rules import BASIS_ORDER
from kith.family_help.services import set_basis
from kith.front_door.clocks import confirmation_due
from kith.front_door.local_model import model_for
from kith.front_door.models import Decision, Feedback, HandOver, Kind, Notice, Request, RequestPerson
from kith.front_door.rules import (
    NEEDS_STRENGTHS,
    NEEDS_WORDS_FOR_SENDER,
    NO_DECISION,
    urgent_owed,
)
from kith.front_door.services import clocks
from kith.front_door.services.authority import FRONT_DOOR_ROLES, practitioner, roles
from kith.front_door.services.opening import assessment_limit, open_for
from kith.kernel.refusals import NotPermitted, Refusal
from kith.kernel.time import london_date
from kith.organisations.models import Practitioner
from kith.practice_model.rules import Model
from kith.practice_model.schema import Outcome

NOT_ASKED_YET = "Not asked yet: what keeps the child safe came first."


class DecisionRefused(Refusal):
    """A decision cannot stand as it is. The message says what to mend."""

    code = "decision_refused"


class NotFirstSeen(Refusal):
    """Possible matches have not been looked at: a second record on the same child would be opened."""

    code = "matches_not_checked"


@dataclass(frozen=True)
class ChildDecision:
    """What somebody decides for one child of a request, by the child's key.

    ``outcome`` is a code of the area's model, or ``no_decision`` for a child who is only named. ``lead_kind`` names the kind of
    lead practitioner and ``lead_reason`` why (B-08). ``passed_to`` is another area or service and whom there. ``agreement`` says
    who agreed to a service, for help by agreement, when the request does not say it.
    """

    key: str
    outcome: str
    reason: str
    strengths: str = ""
    needs: str = ""
    alleges_harm: bool = False
    lead_kind: str = ""
    lead_reason: str = ""
    primary_need: str = ""
    passed_to: str = ""
    family_said: str = ""
    agreement: str = ""


@dataclass(frozen=True)
class ToldByTelephone:
    """Child protection: who was rung, and when."""

    who: str
    at: datetime


@dataclass(frozen=True)
class _Case:
    request: Request
    model: Model
    who: Practitioner
    roles: frozenset[str]
    now: datetime
    people: dict[str, RequestPerson] = field(default_factory=dict)


def decide(
    *,
    request: Request,
    decisions: list[ChildDecision],
    now: datetime,
    words_for_sender: str = "",
    next_step: str = "",
    told: ToldByTelephone | None = None,
) -> list[Decision]:
    """Decide for children of a request. Opens or joins the family's episode where the outcome says so.

    Args:
        decisions: one for each child decided now; children left out stay undecided.
        words_for_sender: the reason in words that a professional who asked may read: nothing about others in the family.
        next_step: what is expected of the sender, or what happens next.
        told: for child protection, who was rung and when; may be written later.

    Raises:
        DecisionRefused: an outcome this area does not use, a reason or an agreement that is missing, a link to help that is not
            open, a return to the sender while somebody may be hurt.
        NotPermitted, NeedsManager: the actor may not decide this here.
        NotFirstSeen: possible matches of a child have not been looked at (never asked when the request is urgent).

    Every decision keeps the threshold version and the model version it used. What is missing from an urgent decision is owed.
    Sources: practice P-2, P-4, P-6, P-12; ledger B-07, B-08, B-10, B-11, B-19 to B-21, C-10.
    """
    who = practitioner()
    held = roles()
    if not held & FRONT_DOOR_ROLES:
        raise NotPermitted("Requests are decided at the front door, so that none passes its queue by. Ask a front door worker.")
    known = _in_force(request)
    Request.objects.select_for_update(no_key=True).get(pk=request.pk)
    if _in_force(request) != known:
        raise DecisionRefused("Somebody has just decided for this request. Read their decision first.")
    model = model_for(request.area_id, london_date(now))
    people = {person.key: person for person in request.people.select_related("person", "same_as").order_by("position")}
    case = _Case(request, model, who, held, now, people)
    if not decisions:
        raise DecisionRefused("Choose what to do for at least one child.")
    for each in decisions:
        _check(case, each)
    opening = [each for each in decisions if _opens(case, each)]
    owes_words = request.kind == Kind.PROFESSIONAL and any(each.outcome in NEEDS_WORDS_FOR_SENDER for each in decisions)
    if owes_words and not words_for_sender.strip():
        raise DecisionRefused(
            "Write the reason for the professional who asked, in words they may read. Say nothing about others in the family.",
            field="words_for_sender",
        )
    opened = _open(case, opening)
    rows = [_write(case, each, opened) for each in decisions]
    _hand_over(case, rows, told)
    _tell_lead(case, rows)
    _close(case, rows)
    _feedback(case, rows, words_for_sender, next_step)
    return rows


def confirm_night_decision(*, decision: Decision, now: datetime) -> Decision:
    """Confirm, as a manager on the next working day, what was decided alone out of hours (practice P-12)."""
    who = practitioner()
    answer = model_for(decision.area_id, london_date(now)).may("confirm_night_decision", roles(), who.is_social_worker)
    if not answer:
        raise NotPermitted(answer.reason)
    decision.confirmed_by, decision.confirmed_at = who, now
    decision.save(update_fields=["confirmed_by", "confirmed_at"])
    clocks.confirmed(decision, because="Confirmed", now=now)
    return decision


def record_take_up(*, decision: Decision, take_up: str, now: datetime) -> Decision:
    """Record whether early help that was offered was accepted, started or not engaged with (ledger B-19)."""
    practitioner()
    if decision.outcome != "early_help" or take_up not in {"accepted", "started", "not_engaged"}:
        raise DecisionRefused("Take-up is followed for early help: accepted, started or not engaged.", field="take_up")
    decision.take_up = take_up
    decision.save(update_fields=["take_up"])
    return decision


def record_handover(*, hand_over: HandOver, told: str, told_at: datetime, now: datetime) -> HandOver:
    """Write whom was rung about a child protection decision, and when."""
    if not told.strip():
        raise DecisionRefused("Say who was rung.", field="told")
    if told_at > now:
        raise DecisionRefused("The time has not come yet. Give the time at which you rang.", field="told_at")
    hand_over.told, hand_over.told_at, hand_over.told_by = told.strip(), told_at, practitioner()
    hand_over.save(update_fields=["told", "told_at", "told_by"])
    return hand_over


def record_handover_answer(
    *, hand_over: HandOver, answer: str, answered_by: str, answered_at: datetime, now: datetime
) -> HandOver:
    """Write what was answered to a hand-over, by whom and when. Until then the request stays on top."""
    if not answer.strip() or not answered_by.strip():
        raise DecisionRefused("Write what was answered, and by whom.", field="answer")
    if answered_at > now:
        raise DecisionRefused("The time has not come yet. Give the time of the answer.", field="answered_at")
    hand_over.answer, hand_over.answered_by = answer.strip(), answered_by.strip()
    hand_over.answered_at, hand_over.written_by = answered_at, practitioner()
    hand_over.save(update_fields=["answer", "answered_by", "answered_at", "written_by"])
    request = hand_over.request
    if not HandOver.objects.filter(request=request, answered_at__isnull=True).exists():
        request.state = _state(request)
        request.urgent = False
        request.save(update_fields=["state", "urgent"])
    return hand_over


def _outcome(case: _Case, decision: ChildDecision) -> Outcome | None:
    return None if decision.outcome == NO_DECISION else case.model.outcome(decision.outcome)


def _check(case: _Case, decision: ChildDecision) -> None:
    child = case.people.get(decision.key)
    if child is None or not child.is_child:
        raise DecisionRefused(f"There is no child “{decision.key}” in this request.", field="key")
    if child.same_as_id:
        raise DecisionRefused(f"{child.name} is listed twice. Decide once, at the other row.", field="key")
    if not decision.reason.strip():
        raise DecisionRefused(f"Say why, for {child.name}.", field="reason")
    if decision.outcome == NO_DECISION:
        return
    outcome = _outcome(case, decision)
    assert outcome is not None
    request = case.request
    answer = case.model.may_decide(
        decision.outcome,
        case.roles,
        case.who.is_social_worker,
        alleges_harm=decision.alleges_harm,
        sender_kind=request.kind,
    )
    if answer.no:
        raise answer.refusal(answer.no, field="outcome")
    urgent = request.alleges_danger
    if decision.outcome == "return_for_agreement" and (urgent or decision.alleges_harm):
        raise DecisionRefused(
            "This request says that a child may be harmed, so it is not returned to ask for agreement. Decide what keeps the "
            "child safe; who is told, and how, is part of that.",
            field="outcome",
        )
    if decision.outcome == "another_area" and not decision.passed_to.strip():
        raise DecisionRefused("Say which area it was passed to, whom you spoke to, and when.", field="passed_to")
    if decision.outcome == "declined" and not decision.family_said.strip():
        raise DecisionRefused("Write what the family said when they declined.", field="family_said")
    if decision.outcome == "family_help" and not _agreed(case, decision):
        raise DecisionRefused(
            "Help by agreement needs the family's agreement: write who agreed and when, or return the request to ask for it.",
            field="agreement",
        )
    both_asked = decision.strengths.strip() and decision.needs.strip()
    if decision.outcome in NEEDS_STRENGTHS and not urgent and not both_asked:
        raise DecisionRefused(f"Write both the strengths and the needs, for {child.name}.", field="strengths")
    if outcome.needs_lead and not urgent and not (decision.lead_kind.strip() and decision.lead_reason.strip()):
        raise DecisionRefused(f"Say which kind of lead practitioner {child.name}'s family needs, and why.", field="lead_kind")
    if outcome.opens == "pointer" and _open_episode(case, child) is None:
        raise DecisionRefused(
            f"No help is open for {child.name} or the family chosen. Choose the family first, or another outcome.",
            field="outcome",
        )
    if outcome.opens == "episode":
        if child.match in (RequestPerson.Match.TO_CHECK, RequestPerson.Match.NOT_SEARCHED) and not urgent:
            raise NotFirstSeen(
                f"Look at the possible matches for {child.name} first, and say whether it is one of them or somebody new.",
                field="key",
            )
        if _subject(child) is not None and not outcome.hand_over:
            raise DecisionRefused(
                f"{child.name} is already helped. Choose “{case.model.outcomes['linked_open'].name}”: the news goes to the lead, "
                "who can step the help up.",
                field="outcome",
            )


def _agreed(case: _Case, decision: ChildDecision) -> bool:
    return bool(decision.agreement.strip()) or case.request.agreement_service == "yes"


def _opens(case: _Case, decision: ChildDecision) -> bool:
    outcome = _outcome(case, decision)
    return outcome is not None and outcome.opens == "episode"


def _subject(child: RequestPerson) -> EpisodeChild | None:
    if child.person_id is None:
        return None
    return EpisodeChild.objects.filter(person_id=child.person_id, left_on__isnull=True).select_related("episode").first()


def _open_episode(case: _Case, child: RequestPerson) -> Episode | None:
    subject = _subject(child)
    if subject is not None:
        return subject.episode
    return open_episode_of(case.request.family_id) if case.request.family_id else None


def _open(case: _Case, opening: list[ChildDecision]) -> dict[str, Episode]:
    """Return the episode of each child for whom help begins or rises, by key.

    A child who is already helped stays in that episode: a child protection decision raises the basis there, and is no new
    referral (children in need census guide, 4.1).
    """
    threshold = case.model.threshold_id_on(london_date(case.now))
    episodes: dict[str, Episode] = {}
    new = []
    for each in opening:
        helped = _subject(case.people[each.key])
        if helped is None:
            new.append(each)
            continue
        present = helped.bases.filter(ends_on__isnull=True).first()
        basis = str(case.model.outcome(each.outcome).basis)
        if present is None or BASIS_ORDER.index(present.basis) < BASIS_ORDER.index(basis):
            set_basis(
                episode_child=helped,
                basis=basis,
                reason=each.reason,
                evidence=each.needs.strip() or f"Request {case.request.number}: {case.request.worries}",
                family_said=each.family_said.strip() or case.request.family_views or NOT_ASKED_YET,
                agreed=None,
                threshold_version=threshold,
                counted_from=london_date(case.request.received_at),
                assessment_limit=assessment_limit(case.model.outcome(each.outcome)),
                now=case.now,
            )
        episodes[each.key] = helped.episode
    if new:
        opened = open_for(
            request=case.request,
            people=case.people,
            decisions={each.key: each for each in new},
            outcomes={each.key: case.model.outcome(each.outcome) for each in new},
            threshold_version=threshold,
            agreed={each.key: _agreed(case, each) for each in new},
            now=case.now,
        )
        episodes.update(dict.fromkeys((each.key for each in new), opened))
    return episodes


def _in_force(request: Request) -> set[UUID]:
    return set(Decision.objects.filter(request=request, in_force=True).values_list("pk", flat=True))


def _write(case: _Case, decision: ChildDecision, opened: dict[str, Episode]) -> Decision:
    child, outcome = case.people[decision.key], _outcome(case, decision)
    urgent = case.request.alleges_danger
    owed = []
    if urgent and outcome is not None and outcome.opens == "episode":
        owed = urgent_owed(
            strengths=decision.strengths,
            needs=decision.needs,
            lead_kind=decision.lead_kind,
            agreement=decision.agreement or ("yes" if case.request.agreement_service == "yes" else ""),
        )
        if child.match in (RequestPerson.Match.TO_CHECK, RequestPerson.Match.NOT_SEARCHED):
            owed.append("matches")
    episode: Episode | None = None
    if outcome is not None and outcome.opens == "episode":
        episode = opened[decision.key]
    elif outcome is not None and outcome.opens == "pointer":
        episode = _open_episode(case, child)
    for earlier in Decision.objects.filter(
        request_person=child, in_force=True, confirm_by__isnull=False, confirmed_at__isnull=True
    ):
        clocks.confirmed(earlier, because="Another decision took its place", now=case.now)
    Decision.objects.filter(request_person=child, in_force=True).update(in_force=False)
    alone = "out_of_hours" in case.roles and "team_manager" not in case.roles
    due = confirmation_due(case.model, case.now) if alone else None
    made = Decision.objects.create(
        area_id=case.request.area_id,
        request=case.request,
        request_person=child,
        outcome=decision.outcome,
        reason=decision.reason.strip(),
        strengths=decision.strengths.strip(),
        needs=decision.needs.strip(),
        owed=owed,
        alleges_harm=decision.alleges_harm,
        lead_kind=decision.lead_kind.strip(),
        lead_reason=decision.lead_reason.strip(),
        primary_need=decision.primary_need,
        passed_to=decision.passed_to.strip(),
        family_said=decision.family_said.strip(),
        agreement_words=decision.agreement.strip(),
        threshold_version=case.model.threshold_id_on(london_date(case.now)),
        model_version=case.model.version_label[:80],
        rule=f"outcome.{decision.outcome}",
        episode=episode,
        take_up="directed" if decision.outcome == "early_help" else "",
        decided_by=case.who,
        decided_as=sorted(case.roles),
        decided_at=case.now,
        confirm_by=due.at if due else None,
    )
    if due is not None:
        clocks.to_confirm(made, case.model, now=case.now)
    return made


def _hand_over(case: _Case, rows: list[Decision], told: ToldByTelephone | None) -> None:
    for row in rows:
        if row.outcome == NO_DECISION or not case.model.outcome(row.outcome).hand_over:
            continue
        HandOver.objects.create(
            area_id=row.area_id,
            request=case.request,
            decision=row,
            told=told.who.strip() if told else "",
            told_at=told.at if told else None,
            told_by=case.who if told else None,
        )


def _tell_lead(case: _Case, rows: list[Decision]) -> None:
    """Give the news of a linked request to the lead: the words, and nothing of who sent them."""
    told: set[UUID] = set()
    for row in rows:
        if row.episode is None or row.outcome != "linked_open" or row.episode.id in told:
            continue
        told.add(row.episode.id)
        lead = _lead_of(row.episode, london_date(case.now))
        words = [f"News about a family you work with, received {the_date(case.request.received_at)}."]
        words.append(f"What was said: {case.request.worries}")
        if case.request.wanted:
            words.append(f"What would help: {case.request.wanted}")
        words.append(f"Why it comes to you: {row.reason}")
        Notice(
            area_id=row.area_id,
            kind=Notice.Kind.NEWS,
            practitioner=lead,
            request_id=case.request.id,
            family_id=row.episode.family_id,
            words="\n".join(words),
            at=case.now,
        ).save(force_insert=True)


def _lead_of(episode: Episode, on: date) -> Practitioner | None:
    turn = (
        LeadAssignment.objects.filter(episode=episode, state=LeadAssignment.State.ACCEPTED, starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))
        .select_related("practitioner")
        .first()
    )
    return turn.practitioner if turn else None


def _state(request: Request) -> str:
    if HandOver.objects.filter(request=request, answered_at__isnull=True, decision__in_force=True).exists():
        return Request.State.HANDED_OVER
    children = RequestPerson.objects.filter(request=request, role__in=("child", "unborn"), same_as__isnull=True)
    decided = Decision.objects.filter(request=request, in_force=True).values_list("request_person_id", flat=True)
    return Request.State.PART_DECIDED if children.exclude(pk__in=list(decided)).exists() else Request.State.DECIDED


def _close(case: _Case, rows: list[Decision]) -> None:
    request = case.request
    request.state = _state(request)
    fields = ["state"]
    families = {row.episode.family_id for row in rows if row.episode is not None}
    if request.family_id is None and len(families) == 1:
        request.family_id = families.pop()
        fields.append("family")
    if request.state != Request.State.PART_DECIDED:
        request.decided_at = case.now
        fields.append("decided_at")
    if request.state == Request.State.DECIDED and request.urgent:
        request.urgent = False
        fields.append("urgent")
    request.save(update_fields=fields)
    clocks.request_decided(request, now=case.now)
    if request.state != Request.State.PART_DECIDED:
        Notice.objects.filter(request_id=request.id, kind=Notice.Kind.DANGER, seen_at__isnull=True).update(
            seen_at=case.now, seen_by=case.who
        )


def _feedback(case: _Case, rows: list[Decision], words_for_sender: str, next_step: str) -> None:
    """Write what the sender may be told. It says nothing about others in the family (practice P-4)."""
    professional = case.request.kind == Kind.PROFESSIONAL
    in_force = Decision.objects.filter(request=case.request, in_force=True).exclude(outcome=NO_DECISION)
    outcomes = [
        {"key": row.request_person.key, "outcome": row.outcome, "label": case.model.outcome(row.outcome).name}
        for row in in_force.select_related("request_person").order_by("request_person__position")
    ]
    if not outcomes:
        return
    first = case.model.outcome(outcomes[0]["outcome"])
    told = next((row.episode for row in rows if row.episode is not None), None)
    Feedback.objects.create(
        area_id=case.request.area_id,
        request=case.request,
        to_professional=professional,
        outcomes=outcomes if professional else [],
        level=case.model.tiers[told.tier].name if professional and told and told.tier in case.model.tiers else "",
        reason=(words_for_sender.strip() or first.feedback) if professional else "",
        next_step=(next_step.strip() or _expected(outcomes[0]["outcome"])) if professional else "",
        episode=told if professional else None,
        given_by=case.who,
        given_at=case.now,
    )


def _expected(outcome: str) -> str:
    if outcome in {"return_for_agreement"}:
        return "Talk with the family and ask for their agreement, then send the request again under a new reference."
    if outcome in {"early_help", "family_help", "section_17", "child_protection", "linked_open"}:
        return "The lead practitioner will ask you to be part of the team around the family. Tell us at once if anything changes."
    return "Go on with what you do for the family, and tell us again if you are worried."
