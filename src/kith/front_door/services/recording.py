"""Recording what was decided for each child, and what comes of it: the hand-over, news to the lead, feedback, the request's
state."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from kith.design.words import the_date
from kith.family_help.models import Episode, LeadAssignment
from kith.front_door.clocks import confirmation_due
from kith.front_door.decision_rules import NO_DECISION, ChildDecision, ToldByTelephone, expected_of_sender
from kith.front_door.models import Decision, Feedback, HandOver, Kind, Notice, Request, RequestPerson
from kith.front_door.rules import urgent_owed
from kith.front_door.services import clocks
from kith.front_door.services.case import UNSEEN, Case
from kith.front_door.services.naming import unnamed
from kith.front_door.states import REQUEST
from kith.organisations.models import Practitioner


def record(case: Case, decision: ChildDecision, opened: Episode | None) -> Decision:
    """Record what was decided for a child. What was in force for the child stays beside it, no longer in force."""
    child, outcome = case.people[decision.key], case.outcome(decision)
    episode = case.open_episode(child) if outcome is not None and outcome.opens == "pointer" else opened
    _take_the_place_of_earlier(case, child)
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
        owed=_owed(case, decision, child),
        alleges_harm=decision.alleges_harm,
        lead_kind=decision.lead_kind.strip(),
        lead_reason=decision.lead_reason.strip(),
        primary_need=decision.primary_need,
        passed_to=decision.passed_to.strip(),
        family_said=decision.family_said.strip(),
        agreement_words=decision.agreement.strip(),
        threshold_version=case.model.threshold_id_on(case.today),
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


def _owed(case: Case, decision: ChildDecision, child: RequestPerson) -> list[str]:
    """Return what a decision to help in danger leaves to be done afterwards (practice P-2, P-12)."""
    outcome = case.outcome(decision)
    if not case.request.alleges_danger or outcome is None or outcome.opens != "episode":
        return []
    owed = urgent_owed(
        strengths=decision.strengths,
        needs=decision.needs,
        lead_kind=decision.lead_kind,
        agreement="yes" if case.agreed(decision) else "",
    )
    return [*owed, "matches"] if child.match in UNSEEN else owed


def _take_the_place_of_earlier(case: Case, child: RequestPerson) -> None:
    in_force = Decision.objects.filter(request_person=child, in_force=True)
    for earlier in in_force.filter(confirm_by__isnull=False, confirmed_at__isnull=True):
        clocks.confirmed(earlier, because="Another decision took its place", now=case.now)
    in_force.update(in_force=False)


def hand_over(case: Case, rows: list[Decision], told: ToldByTelephone | None) -> None:
    """Open a hand-over for each decision that the area's model hands over. Who was rung may be written later."""
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


def tell_lead(case: Case, rows: list[Decision]) -> None:
    """Give the news of a linked request to the lead: the words, and nothing of who sent them."""
    told: set[UUID] = set()
    for row in rows:
        if row.episode is None or row.outcome != "linked_open" or row.episode.id in told:
            continue
        told.add(row.episode.id)
        lead = _lead_of(row.episode, case.today)
        words = [f"News about a family you work with, received {the_date(case.request.received_at)}."]
        words.append(f"What was said: {unnamed(case.request, case.request.worries)}")
        if case.request.wanted:
            words.append(f"What would help: {unnamed(case.request, case.request.wanted)}")
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


def state_after(request: Request) -> str:
    """Return where a request stands by what is decided for its children and what is handed over."""
    if HandOver.objects.filter(request=request, answered_at__isnull=True, decision__in_force=True).exists():
        return Request.State.HANDED_OVER
    children = RequestPerson.objects.filter(request=request, role__in=RequestPerson.CHILDREN, same_as__isnull=True)
    decided = Decision.objects.filter(request=request, in_force=True).values_list("request_person_id", flat=True)
    return Request.State.PART_DECIDED if children.exclude(pk__in=list(decided)).exists() else Request.State.DECIDED


def close(case: Case, rows: list[Decision]) -> None:
    """Have the request stand where its decisions put it: its clock stops when every child is decided, and so does the alarm."""
    request = case.request
    request.state = REQUEST.after(request.state, "decide", state_after(request))
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


def write_feedback(case: Case, rows: list[Decision], words_for_sender: str, next_step: str) -> None:
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
        next_step=(next_step.strip() or expected_of_sender(outcomes[0]["outcome"])) if professional else "",
        episode=told if professional else None,
        given_by=case.who,
        given_at=case.now,
    )
