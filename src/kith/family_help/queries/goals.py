"""The goals of a plan and the needs they answer."""

from typing import Any

from django.db.models import Prefetch

from kith.family_help.models import Action, AssessedNeed, Episode, Goal, Plan
from kith.kernel.said import says_nothing


def goals_of(plan: Plan) -> Any:
    """Return a plan's goals with their needs, people and actions. Two queries."""
    return plan.goals.select_related("need", "person").prefetch_related(
        Prefetch("actions", Action.objects.select_related("owner_person", "owner_practitioner"))
    )


def open_goals(plan: Plan) -> list[Goal]:
    """Return the goals that a review looks at."""
    return list(plan.goals.filter(state=Goal.State.OPEN))


def unaddressed_needs(episode: Episode) -> list[AssessedNeed]:
    """Return the assessed needs that no goal of the plan answers (C-18)."""
    return list(
        AssessedNeed.objects.select_related("person")
        .filter(assessment__episode=episode, not_in_plan_reason="")
        .exclude(goals__state__in=[Goal.State.OPEN, Goal.State.MET])
        .order_by("assessment__started_on", "position")
    )


def missing_of_goal(goal: Goal) -> list[str]:
    """Return what one goal still needs: the assessed need behind it, an outcome in plain words, and a date."""
    name = f"'{goal.words[:60]}'"
    missing = []
    if goal.need is None:
        missing.append(f"say which assessed need {name} answers")
    if says_nothing(goal.outcome):
        missing.append(f"say in plain words what will be different when {name} is done")
    if goal.by_when is None:
        missing.append(f"say by when {name} will be done")
    return missing
