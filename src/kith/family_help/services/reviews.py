"""Reviews of a plan. That one was held is a fact: it is recorded whatever state the plan is in."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kith.family_help.models import Goal, GoalProgress, Plan, PlanReview
from kith.family_help.refusals import DatesWrong, WrongCode
from kith.family_help.services import clocks
from kith.family_help.services.authority import must_say, practitioner_id
from kith.family_help.services.plans import keep_plan_version
from kith.family_help.states import PLAN
from kith.kernel.time import london_date
from kith.people.models.versions import take_in_hand


@dataclass(frozen=True)
class Progress:
    """How far one goal had come at a review: ``met``, ``better``, ``same`` or ``worse``, as the family and the worker saw it."""

    goal_id: UUID
    progress: str
    family_said: str = ""
    worker_said: str = ""


def record_review(
    *,
    plan: Plan,
    held_on: date,
    present: str,
    words: str,
    family_said: str,
    progress: list[Progress],
    next_review_on: date | None,
    now: datetime,
) -> PlanReview:
    """Record a review that was held, with each goal's progress. Raises :class:`WordsMissing`, :class:`DatesWrong`,
    :class:`WrongCode`."""
    must_say(present=present, words=words, family_said=family_said)
    if held_on > london_date(now):
        raise DatesWrong("The review cannot have been held on a day that has not come.", field="held_on")
    if next_review_on is not None and next_review_on <= held_on:
        raise DatesWrong("The next review comes after this one.", field="next_review_on")
    take_in_hand(plan)
    goals = {goal.id: goal for goal in plan.goals.all()}
    review = PlanReview.objects.create(
        area_id=plan.area_id,
        family_id=plan.family_id,
        plan=plan,
        held_on=held_on,
        present=present,
        words=words,
        family_said=family_said,
        next_review_on=next_review_on,
        recorded_by_id=practitioner_id(),
        recorded_at=now,
    )
    for each in progress:
        if each.progress not in GoalProgress.Progress.values or each.goal_id not in goals:
            raise WrongCode("Choose how far each goal has come.", field="progress")
        GoalProgress.objects.create(
            area_id=plan.area_id,
            family_id=plan.family_id,
            review=review,
            goal_id=each.goal_id,
            progress=each.progress,
            family_said=each.family_said,
            worker_said=each.worker_said,
        )
        goal = goals[each.goal_id]
        if each.progress == GoalProgress.Progress.MET and goal.state != Goal.State.MET:
            goal.state = Goal.State.MET
            goal.version += 1
            goal.save()
    if plan.state not in PLAN.finished:
        plan.next_review_on = next_review_on
        plan.version += 1
        plan.save()
        clocks.review_held(plan, held_on, now=now)
        clocks.run_plan(plan, now=now)
    keep_plan_version(plan, "reviewed", now)
    return review
