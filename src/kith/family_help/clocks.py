"""What is due in Family Help: the kinds of clock, and when each is due by the area's practice model. Reads;
the services start and stop."""

from datetime import date, datetime, timedelta
from typing import Any

from kith.access.sight import Part
from kith.design.words import the_date
from kith.family_help.models import Action, Basis, BasisOfHelp, Episode, Goal, LeadAssignment, Plan, SafetyPlan
from kith.kernel.time import london_date
from kith.people.models import Hazard, Protection, RiskStatement
from kith.practice_model.rules import Model
from kith.tasks.kinds import Kind
from kith.tasks.rules import Due, due_by

STATUTORY, BY_AGREEMENT = "assessment", "assessment_by_agreement"
"""Time limits of the practice model for an assessment: from section 17 up, and for help by agreement."""

ASSESSMENT = Kind("assessment", "Start the assessment", Part.EPISODE, "family_help:assessment", limits=(STATUTORY, BY_AGREEMENT))
CHILD_SEEN = Kind("child_seen", "See the child", Part.ASSESSMENT, "family_help:assessment", limits=("child_seen",))
PLAN_AGREED = Kind(
    "plan_agreed", "Agree the plan with the family", Part.PLAN, "family_help:plan", limits=("plan_after_assessment",)
)
PLAN_REVIEW = Kind("plan_review", "Review the plan", Part.PLAN, "family_help:plan", limits=("plan_review",))
ACTION = Kind("plan_action", "Do what the plan says", Part.PLAN, "family_help:plan", owner="")
GOAL = Kind("plan_goal", "Look at the goal with the family", Part.PLAN, "family_help:plan")
HAZARD_AGAIN = Kind("hazard_again", "Look again at what to know before visiting", Part.IDENTITY, "family_help:family")
PROTECTION_AGAIN = Kind("protection_again", "Look again at what is kept from others", Part.IDENTITY, "family_help:family")
RISK_AGAIN = Kind("risk_again", "Look again at a statement of risk", Part.CHILD_PROTECTION, "family_help:family")
LOOK_AGAIN: dict[str, tuple[Any, Kind]] = {
    "hazard": (Hazard, HAZARD_AGAIN),
    "protection": (Protection, PROTECTION_AGAIN),
    "risk": (RiskStatement, RISK_AGAIN),
}
"""What people recorded with a day to look at it again, and its kind of clock."""
SAFETY_PLAN = Kind("safety_plan", "Look again at the immediate safety plan", Part.EPISODE, "family_help:safety")
LEAD_ANSWER = Kind("lead_answer", "Answer whether you will lead this family", Part.EPISODE, "family_help:allocate", owner="")
OVERSEER = Kind("overseer_named", "Name an overseer", Part.EPISODE, "family_help:allocate", owner="team_manager")


def assessment_due(episode: Episode, model: Model) -> Due | None:
    """Return when the assessment is due: the statutory limit from section 17 up, else the area's own (P-6);
    ``None`` when it has none.

    Each basis has its own beginning (P-25): the request, decision or event that raised the child to it. The first child's counts.
    """
    bases = BasisOfHelp.objects.filter(episode_child__episode=episode, ends_on__isnull=True)
    starts: dict[str, list[tuple[date, bool]]] = {}
    for row in bases.select_related("episode_child"):
        start = row.counted_from or row.episode_child.referral_date
        starts.setdefault(limit_of(row), []).append((start, start == row.episode_child.referral_date))
    for code in (STATUTORY, BY_AGREEMENT):
        if code not in starts:
            continue
        start, by_referral = min(starts[code])
        since = "the referral" if by_referral else f"{the_date(start)}, when the basis of help was raised"
        due = due_by(model, code, start, since=since)
        if due is not None:
            return due
    return None


def limit_of(basis: BasisOfHelp) -> str:
    """Return which time limit of the model a basis starts: what the outcome of the decision says, else what the law says."""
    return basis.assessment_limit or (BY_AGREEMENT if basis.basis == Basis.BY_AGREEMENT else STATUTORY)


def review_due(plan: Plan, model: Model) -> Due | None:
    """Return when the plan is to be reviewed: on the day that was set, and never later than the area's own limit."""
    last = plan.reviews.order_by("-held_on").values_list("held_on", flat=True).first()
    counts_from = last or (london_date(plan.agreed_at) if plan.agreed_at else None)
    since = "the last review" if last else "the day it was agreed"
    by_model = due_by(model, "plan_review", counts_from, since=since) if counts_from else None
    if plan.next_review_on is None:
        return by_model
    if by_model is not None and by_model.day < plan.next_review_on:
        return by_model
    return Due(plan.next_review_on, "The date set when it was agreed or last reviewed")


def answer_due(turn: LeadAssignment) -> Due:
    """Return when a practitioner answers whether they will lead: the day after they were asked."""
    asked = london_date(turn.proposed_at)
    return Due(asked + timedelta(days=1), "You were asked to lead", runs_from=asked)


def overseer_due(turn: LeadAssignment) -> Due:
    """Return when an overseer is to be named: with the first day of a lead who needs one (C-07)."""
    day = turn.starts_on or london_date(turn.proposed_at)
    return Due(
        day, f"The lead practitioner needs an overseer. The rule: {turn.rule}", model_version=turn.model_version, runs_from=day
    )


def action_due(action: Action) -> Due:
    """Return when an action of the plan is to be done."""
    return Due(action.by_when, "You own this action in the family's plan")


def goal_due(goal: Goal) -> Due | None:
    """Return when a goal is to be met; ``None`` without a day."""
    return Due(goal.by_when, "The day set for this goal in the family's plan") if goal.by_when else None


def safety_plan_due(plan: SafetyPlan) -> Due:
    """Return when a safety plan is to be looked at again: on its last day."""
    return Due(plan.until, "The last day of the immediate safety plan")


def look_again_due(row: Hazard | Protection | RiskStatement) -> Due:
    """Return when what was recorded is to be looked at again."""
    return Due(row.review_on, "The day set when it was recorded")


def plan_due(model: Model, authorised: datetime) -> Due | None:
    """Return when the plan is to be agreed after the assessment was signed off."""
    return due_by(model, "plan_after_assessment", london_date(authorised), since="the day the assessment was signed off")


def seen_due(model: Model, accepted: datetime) -> Due | None:
    """Return when a child is to be seen after the lead accepted."""
    return due_by(model, "child_seen", london_date(accepted), since="the day the lead practitioner accepted")
