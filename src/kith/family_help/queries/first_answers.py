"""What a form opens with because it was said before: a fact is typed once on the way from a request to a plan (ledger A-28).

Everything here is a proposal, to be read, changed or emptied before it is saved.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from kith.family_help.models import (
    AssessedNeed,
    Assessment,
    AssessmentMember,
    ChildSeen,
    ChildWords,
    DangerAlert,
    Episode,
    Goal,
    Plan,
    Statement,
)
from kith.family_help.queries.known import Offer
from kith.kernel.time import london_date
from kith.organisations.models import Area
from kith.practice_model.queries import NoModelInForce, model_in_force
from kith.tasks.rules import due_by

First = dict[str, Any]


def lead_first(episode: Episode) -> First:
    """Return what is known of who should lead: what was asked last, else what the front door said when it decided."""
    before = episode.leads.order_by("-proposed_at").first()
    if before is not None:
        names = ("family_preference", "children_preference", "risk_level")
        return {name: getattr(before, name) for name in names}
    told = Statement.objects.filter(family_id=episode.family_id, about=Statement.About.LEAD).order_by("said_on", "id")
    return {"reason_best_placed": "\n".join(dict.fromkeys(each.words for each in told))}


def goal_first(need: AssessedNeed | None) -> First:
    """Return a goal for an assessed need: which, and whose. Its words are the family's own, and go into their copies."""
    return {"need": str(need.pk), "person": str(need.person_id or "")} if need is not None else {}


def need_first(part: AssessmentMember) -> First:
    """Return what the assessment says that a member needs, to be listed without who said it: a need stands in the plan too."""
    words = part.needs
    for fact in part.assessment.known.all():
        words = words.replace(f" ({Offer(fact, 'needs').whose})", "")
    return {"person": str(part.person_id), "words": words}


def action_first(goal: Goal) -> First:
    """Return whose idea an action probably is, and by when the goal is to be met."""
    return {"author": goal.worded_by, "by_when": goal.by_when}


def plan_first(plan: Plan, *, now: datetime) -> First:
    """Return how the plan says that everybody works together, with a day for the first review by the area's limit."""
    names = ("if_things_get_harder", "contact", "moving_on", "next_review_on")
    first = {name: getattr(plan, name) for name in names}
    return first | {"next_review_on": plan.next_review_on or next_review(plan, london_date(now))}


def review_first(plan: Plan, *, now: datetime) -> First:
    """Return when a review was to be held, if that day has come, and the day of the next by the area's limit."""
    today = london_date(now)
    planned = plan.next_review_on
    held_on = planned if planned is not None and planned <= today else None
    return {"held_on": held_on, "next_review_on": next_review(plan, held_on or today)}


def next_review(plan: Plan, since: date) -> date | None:
    """Return by which day the area's model has a plan reviewed, ``None`` where it has set no limit."""
    try:
        due = due_by(model_in_force(Area.objects.get(pk=plan.area_id).slug, since), "plan_review", since)
    except NoModelInForce:
        return None
    return due.day if due is not None else None


def day_with_the_children(assessment: Assessment) -> date | None:
    """Return the latest day on which a child was seen or heard for an assessment: who sees one often sees the others that day."""
    days = [
        *ChildSeen.objects.filter(assessment=assessment).values_list("seen_on", flat=True),
        *ChildWords.objects.filter(assessment=assessment).values_list("said_on", flat=True),
    ]
    return max(days, default=None)


def safety_first(family_id: UUID) -> First:
    """Return what could happen, as the alert says that nobody has answered yet."""
    alert = DangerAlert.objects.filter(family_id=family_id, answered_at__isnull=True).order_by("-raised_at").first()
    return {"worry": alert.words} if alert is not None else {}
