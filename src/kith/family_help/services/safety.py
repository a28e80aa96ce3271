"""The immediate safety plan: made, replaced and ended by whoever works with the family (practice decision P-12)."""

from datetime import date, datetime

from kith.access.identity import current_identity
from kith.family_help.models import SafetyPlan
from kith.family_help.queries.safety import standing_plan
from kith.family_help.refusals import SafetyPlanDay, SafetyPlanEnded
from kith.family_help.rules import safety_plan_until
from kith.family_help.services.authority import must_say, practitioner_id
from kith.family_help.services.clocks import run_safety_plan
from kith.kernel.refusals import ChangedMeanwhile
from kith.kernel.time import london_date
from kith.people.models import Family
from kith.people.models.versions import take_in_hand

REPLACED = "A new safety plan took its place."


def make_safety_plan(
    *,
    family: Family,
    worry: str,
    steps: str,
    agreed_by: str,
    until: date,
    if_not_held: str = "",
    read_version: int | None = None,
    now: datetime,
) -> SafetyPlan:
    """Say who does what from now on. The plan that stood until now ends with it.

    Args:
        worry: what could happen. ``steps``: who does what, one line for each. ``agreed_by``: who agreed, and how.
        until: the last day on which it holds without being looked at again.
        if_not_held: what to do, and who to ring, when it does not hold.
        read_version: the plan that stood when this one was written, ``None`` when there was none.

    Raises:
        WordsMissing: for an empty field. SafetyPlanDay: ``until`` has passed, or is too far off.
        ChangedMeanwhile: another plan stands by now, with ``theirs``; the same words sent again change nothing.
    """
    must_say(worry=worry, steps=steps, agreed_by=agreed_by)
    if refused := safety_plan_until(until, today=london_date(now)):
        raise SafetyPlanDay(refused)
    take_in_hand(family)
    said = {"worry": worry, "steps": steps, "agreed_by": agreed_by, "if_not_held": if_not_held, "until": until}
    standing = standing_plan(family.pk)
    if standing is not None:
        if all(getattr(standing, name) == value for name, value in said.items()):
            return standing
        if standing.version != read_version:
            raise ChangedMeanwhile("Another worker has saved a safety plan since you opened this one.", theirs=standing)
        _end(standing, REPLACED, now)
    plan = SafetyPlan.objects.create(
        area_id=current_identity().area_id,
        family=family,
        **said,
        made_at=now,
        made_by_id=practitioner_id(),
    )
    run_safety_plan(plan, now=now)
    return plan


def end_safety_plan(*, plan: SafetyPlan, because: str, now: datetime) -> SafetyPlan:
    """Say why the family needs no safety plan any more. Raises :class:`WordsMissing`, :class:`SafetyPlanEnded`."""
    must_say(because=because)
    take_in_hand(plan)
    if plan.ended_at is not None:
        raise SafetyPlanEnded("This safety plan has ended already. Look at the family’s page to see what holds now.")
    return _end(plan, because, now)


def _end(plan: SafetyPlan, because: str, now: datetime) -> SafetyPlan:
    plan.ended_at = now
    plan.ended_by_id = practitioner_id()
    plan.ended_because = because
    plan.save()
    run_safety_plan(plan, now=now)
    return plan
