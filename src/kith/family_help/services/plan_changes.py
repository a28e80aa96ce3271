"""A plan that changed after it was agreed says so, to the worker and in each reader's copy, until it is agreed again."""

from datetime import datetime

from django.db.models import Model

from kith.family_help.models import Plan
from kith.kernel.time import london_date


def note_change(plan: Plan, *, now: datetime) -> None:
    """Note that an agreed plan changed today. For services of this room."""
    if plan.state == Plan.State.AGREED:
        plan.changed_on = london_date(now)
        plan.save(update_fields=["changed_on"])


def is_changed(row: Model, changes: dict[str, object]) -> bool:
    """Say whether changes say something else than a row does. What was done or met is the plan at work, not another plan."""
    return any(
        value != getattr(row, name) for name, value in changes.items() if name != "done_on" and (name, value) not in _AT_WORK
    )


_AT_WORK = {("state", "done"), ("state", "met")}
