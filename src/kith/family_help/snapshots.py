"""The whole text of an assessment or a plan as plain data: what versions keep, and what is compared before and after a step."""

from typing import Any

from django.db.models import Model

from kith.family_help.models import Assessment, Plan

_LINKS = {"area", "family", "assessment", "plan", "goal", "review", "episode"}


def fields_of(row: Model) -> dict[str, Any]:
    """Return every field of a row as text, numbers and lists."""
    content: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if field.name not in _LINKS:
            value = getattr(row, field.attname)
            content[field.attname] = value if isinstance(value, str | int | bool | list) or value is None else str(value)
            if isinstance(value, list):
                content[field.attname] = [str(each) for each in value]
    return content


def assessment_snapshot(assessment: Assessment) -> dict[str, Any]:
    """Return every field of an assessment and of all its parts."""
    return {
        "assessment": fields_of(assessment),
        "sections": [fields_of(row) for row in assessment.sections.all()],
        "members": [fields_of(row) for row in assessment.members.order_by("id")],
        "known": [fields_of(row) for row in assessment.known.order_by("id")],
        "seen": [fields_of(row) for row in assessment.seen.order_by("id")],
        "child_words": [fields_of(row) for row in assessment.child_words.order_by("id")],
        "needs": [fields_of(row) for row in assessment.needs.all()],
    }


def plan_snapshot(plan: Plan) -> dict[str, Any]:
    """Return every field of a plan and of all its parts."""
    return {
        "plan": fields_of(plan),
        "children": [fields_of(row) for row in plan.children.order_by("id")],
        "goals": [
            {**fields_of(goal), "actions": [fields_of(action) for action in goal.actions.all()]} for goal in plan.goals.all()
        ],
        "reviews": [
            {**fields_of(review), "progress": [fields_of(row) for row in review.progress.order_by("id")]}
            for review in plan.reviews.all()
        ],
    }
