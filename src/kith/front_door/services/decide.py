"""Deciding a request, for each child named (practice P-6): what comes of it, by whom, why, on which threshold."""

from datetime import datetime
from uuid import UUID

from kith.front_door.decision_rules import (
    NO_DECISION,
    RULES_OF_A_DECISION,
    ChildDecision,
    Choice,
    ToldByTelephone,
    sender_hears_why,
)
from kith.front_door.models import Decision, Kind, Request
from kith.front_door.refusals import DecisionRefused
from kith.front_door.services import recording
from kith.front_door.services.authority import FRONT_DOOR_ROLES, practitioner, roles
from kith.front_door.services.carrying import carry
from kith.front_door.services.case import UNSEEN, Case, case_of, subject_of
from kith.front_door.services.handover import must_have_rung
from kith.front_door.services.look import look_again
from kith.front_door.services.opening import open_help
from kith.kernel.refusals import NotPermitted
from kith.kernel.said import says_nothing


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
        NotFirstSeen: possible matches of a child have not been looked at, also those recorded since the search, for which the
            decision looks again in its own transaction (never asked when the request is urgent).

    Every decision keeps the threshold version and the model version it used. What is missing from an urgent decision is owed.
    Sources: practice P-2, P-4, P-6, P-12; ledger B-07, B-08, B-10, B-11, B-19 to B-21, C-10.
    """
    who, held = practitioner(), roles()
    if not held & FRONT_DOOR_ROLES:
        raise NotPermitted("Requests are decided at the front door, so that none passes its queue by. Ask a front door worker.")
    look_again(request=request, now=now)
    _alone(request)
    case = case_of(request, who=who, roles=held, now=now)
    if not decisions:
        raise DecisionRefused("Choose what to do for at least one child.")
    if told is not None:
        must_have_rung(told.at, now)
    for each in decisions:
        _check(case, each)
    sender_hears_why(
        from_professional=request.kind == Kind.PROFESSIONAL,
        outcomes=[each.outcome for each in decisions],
        words_for_sender=words_for_sender,
    )
    opened = open_help(case, decisions)
    rows = [recording.record(case, each, opened.get(each.key)) for each in decisions]
    recording.hand_over(case, rows, told)
    recording.tell_lead(case, rows)
    recording.close(case, rows)
    recording.write_feedback(case, rows, words_for_sender, next_step)
    carry(request, rows, now=now)
    return rows


def _alone(request: Request) -> None:
    """Take the request's turn, and refuse to decide over what a colleague has just decided."""
    known = _in_force(request)
    Request.objects.select_for_update(no_key=True).get(pk=request.pk)
    if _in_force(request) != known:
        raise DecisionRefused("Somebody has just decided for this request. Read their decision first.")


def _in_force(request: Request) -> set[UUID]:
    return set(Decision.objects.filter(request=request, in_force=True).values_list("pk", flat=True))


def _check(case: Case, decision: ChildDecision) -> None:
    child = case.people.get(decision.key)
    if child is None or not child.is_child:
        raise DecisionRefused(f"There is no child “{decision.key}” in this request.", field="key")
    if child.same_as_id:
        raise DecisionRefused(f"{child.name} is listed twice. Decide once, at the other row.", field="key")
    if says_nothing(decision.reason):
        raise DecisionRefused(f"Say why, for {child.name}.", field="reason")
    if decision.outcome == NO_DECISION:
        return
    choice = Choice(
        decision=decision,
        child=child.name,
        outcome=case.model.outcome(decision.outcome),
        may=case.model.may_decide(
            decision.outcome,
            case.roles,
            case.who.is_social_worker,
            alleges_harm=decision.alleges_harm,
            sender_kind=case.request.kind,
        ),
        urgent=case.request.alleges_danger,
        agreed=case.agreed(decision),
        seen=child.match not in UNSEEN,
        helped=subject_of(child) is not None,
        help_is_open=case.open_episode(child) is not None,
        linking=case.model.outcomes["linked_open"].name,
    )
    for rule in RULES_OF_A_DECISION:
        rule(choice)
