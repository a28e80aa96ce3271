"""The family's one plan: their proposal first, agreed with them, approved, and kept as it stood."""

from datetime import datetime
from typing import Any

from kith.family_help.models import Episode, Plan, PlanChild, PlanVersion
from kith.family_help.queries.plan import missing_before_agreement
from kith.family_help.refusals import AlreadyAnswered, OverseerMissing, PlanIncomplete, SecondPlan, WordsMissing
from kith.family_help.services import clocks
from kith.family_help.services.authority import area_model, must_be_able, must_be_open, must_say, practitioner_id
from kith.family_help.services.plan_changes import is_changed, note_change
from kith.family_help.services.states import must_allow, next_state
from kith.family_help.services.who_may_lead import current_lead
from kith.family_help.snapshots import plan_snapshot
from kith.family_help.states import PLAN
from kith.kernel.said import says_nothing
from kith.kernel.time import london_date
from kith.people.models.versions import save_version, take_in_hand

_OWN_FIELDS = {"if_things_get_harder", "contact", "moving_on", "next_review_on"}


def start_plan(*, episode: Episode, now: datetime) -> Plan:
    """Begin the episode's one plan, with a part for each child. Raises :class:`SecondPlan`,
    :class:`EpisodeClosed`. Source: C-20."""
    must_be_open(episode)
    if episode.plans.exclude(state__in=PLAN.finished).exists():
        raise SecondPlan("This family already has a plan. Work in that one.")
    model = area_model(now)
    plan = Plan.objects.create(
        area_id=episode.area_id,
        family_id=episode.family_id,
        episode=episode,
        title=model.term("family_help_plan"),
        model_version=model.version_label,
        started_on=london_date(now),
    )
    for child in episode.children.filter(left_on__isnull=True):
        PlanChild.objects.create(area_id=plan.area_id, family_id=plan.family_id, plan=plan, person_id=child.person_id)
    return plan


def set_family_proposal(
    *,
    plan: Plan,
    read_version: int,
    words: str = "",
    by: str = "",
    no_proposal_reason: str = "",
    now: datetime,
) -> Plan:
    """Keep the family's own proposal and who made it, or why there is none. Asked before anything else in the plan (A-25)."""
    must_allow(PLAN, plan, "set_family_proposal")
    if not words.strip() and says_nothing(no_proposal_reason):
        raise WordsMissing("Write what the family proposes, or why there is no proposal of theirs.", field="words")
    if words.strip() and not by.strip():
        raise WordsMissing("Say who in the family proposed it.", field="by")
    save_version(
        plan,
        read_version=read_version,
        family_proposal=words,
        proposal_by=by,
        no_proposal_reason=no_proposal_reason,
    )
    note_change(plan, now=now)
    return plan


def write_plan(*, plan: Plan, read_version: int, now: datetime, **changes: Any) -> Plan:
    """Save what to do if things get harder, contact, moving on, and the next review date. Raises :class:`ChangedMeanwhile`."""
    must_allow(PLAN, plan, "write_plan")
    unknown = set(changes) - _OWN_FIELDS
    if unknown:
        raise TypeError(f"A plan has no field {', '.join(sorted(unknown))}.")
    changed = is_changed(plan, changes)
    save_version(plan, read_version=read_version, **changes)
    if changed:
        note_change(plan, now=now)
    clocks.run_plan(plan, now=now)
    return plan


def write_plan_child(*, part: PlanChild, read_version: int, words: str, now: datetime) -> PlanChild:
    """Save one child's part of the plan."""
    must_allow(PLAN, part.plan, "write_plan_child")
    save_version(part, read_version=read_version, words=words)
    note_change(part.plan, now=now)
    return part


def agree_plan(*, plan: Plan, family_agreement: str, now: datetime) -> Plan:
    """Record that the plan is agreed. Refused with all that is missing (:class:`PlanIncomplete`), and while oversight that the
    area's model asks for is missing (:class:`OverseerMissing`). One that changed since is
    agreed again. Source: C-07, C-18, J-11, A-25.
    """
    must_say(family_agreement=family_agreement)
    following = next_state(PLAN, plan, "agree_plan")
    if plan.state == Plan.State.AGREED and plan.changed_on is None:
        raise AlreadyAnswered("This plan has been agreed already, and has not changed since.")
    missing = missing_before_agreement(plan)
    if missing:
        raise PlanIncomplete(missing)
    _must_be_overseen(plan, now)
    today = london_date(now)
    plan.state = following
    plan.agreed_at = now
    plan.agreed_by_id = practitioner_id()
    plan.family_agreement = family_agreement
    plan.changed_on = None  # an approval stays on record, of the text it was given to: Plan.is_approved
    plan.version += 1
    plan.save()
    plan.children.filter(starts_on__isnull=True).update(starts_on=today)
    keep_plan_version(plan, "agreed", now)
    clocks.run_plan(plan, now=now)
    return plan


def approve_plan(*, plan: Plan, now: datetime) -> Plan:
    """Approve a plan that the family has agreed. Raises :class:`MayNotDecide`, :class:`OverseerMissing`,
    :class:`PlanIncomplete`."""
    must_be_able("approve_plan", now=now)
    take_in_hand(plan)
    if not PLAN.allows(plan.state, "approve_plan"):
        raise PlanIncomplete(["agree it with the family first"])
    _must_be_overseen(plan, now)
    plan.approved_at = now
    plan.approved_by_id = practitioner_id()
    plan.version += 1
    plan.save()
    return plan


def keep_plan_version(plan: Plan, why: str, now: datetime) -> None:
    """Keep the whole plan as it stands. For services of this room."""
    PlanVersion.objects.create(
        area_id=plan.area_id,
        family_id=plan.family_id,
        plan=plan,
        number=plan.versions.count() + 1,
        why=why,
        made_at=now,
        made_by_id=practitioner_id(),
        content=plan_snapshot(plan),
    )


def _must_be_overseen(plan: Plan, now: datetime) -> None:
    lead = current_lead(plan.episode)
    if (
        area_model(now).setting("plan_approval_needs_overseer")
        and (lead is None or lead.needs_overseer)
        and not plan.episode.oversights.filter(ends_on__isnull=True).exists()
    ):
        raise OverseerMissing(
            "This plan needs a qualified social worker who oversees it before it can be agreed. Ask your manager to name one."
        )
