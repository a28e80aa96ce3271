"""What a step changes when it takes effect: bases, tier, sight, and at a closing who is still named."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from kith.access.models import Grant
from kith.access.services import end_grants, narrow_grants
from kith.family_help.facts import LeadEnded, StepTaken
from kith.family_help.models import (
    ChildStep,
    ChildWorker,
    Episode,
    EpisodeChild,
    GrantStep,
    LeadAssignment,
    Plan,
    StepDecision,
)
from kith.family_help.queries.waiting_steps import steps_without_lead
from kith.family_help.services import clocks
from kith.family_help.services.assessments import set_due_again, stop_assessments
from kith.family_help.services.elsewhere import Elsewhere
from kith.family_help.services.episodes import write_basis
from kith.family_help.services.states import next_state
from kith.family_help.states import LEAD, PLAN, STEP
from kith.kernel.facts import publish
from kith.kernel.time import london_date


def waiting_for(assignment: LeadAssignment) -> StepDecision | None:
    """Return the step that waits for this lead's answer."""
    return StepDecision.objects.filter(receiving_lead=assignment, state=StepDecision.State.WAITING).first()


def without_lead(episode: Episode) -> StepDecision | None:
    """Return the step that waits and whose lead said no, or was not to be asked any more: who is asked next is asked for it."""
    return steps_without_lead().filter(episode=episode).order_by("decided_at").last()


def settled(steps: Iterable[StepDecision]) -> None:
    """Withdraw steps that wait, because another decision takes their place."""
    for step in steps:
        step.state = next_state(STEP, step, "withdraw_step")
        step.save()


def asking(assignment: LeadAssignment) -> StepDecision | None:
    """Return the step in effect that asked this lead: protection did not wait for their answer (P-2)."""
    return StepDecision.objects.filter(receiving_lead=assignment, state=StepDecision.State.IN_EFFECT).first()


def bases_after(step: StepDecision) -> list[str]:
    """Return the bases that the episode's children will have when the step is in effect."""
    changed = {each.person_id: each.to_basis for each in step.children.all()}
    present = {
        child.person_id: basis.basis
        for child in step.episode.children.filter(left_on__isnull=True)
        for basis in child.bases.filter(ends_on__isnull=True)
    }
    return [basis for basis in {**present, **changed}.values() if basis]


def take_effect(step: StepDecision, *, now: datetime) -> None:
    """Make a step real today. Assessment and plan are not touched, except that closing ends them."""
    following = STEP.after(step.state, "take_effect")
    for each in step.children.all():
        _move_child(step, each, now=now)
    episode = step.episode
    if step.to_tier and step.to_tier != episode.tier:
        episode.tier = step.to_tier
        episode.version += 1
        episode.save()
    _settle_sight(step, now=now)
    step.state = following
    step.in_effect_at = now
    step.save()
    if not episode.children.filter(left_on__isnull=True).exists():
        close(step, now=now)
    elif any(not each.to_basis for each in step.children.all()):
        # The child whose days ran first may have left.
        set_due_again(episode, now)
    publish(StepTaken(episode_id=episode.id, family_id=episode.family_id, kind=step.kind, at=now))


def close(step: StepDecision, *, now: datetime) -> None:
    """Close the episode after its last child has left: unfinished work, lead, oversight and partners' sight end today."""
    today = london_date(now)
    episode = step.episode
    stop_assessments(episode=episode, reason=f"Help ended: {step.reason}", now=now)
    for plan in Plan.objects.filter(episode=episode, state__in=PLAN.having("close_episode")):
        plan.state = next_state(PLAN, plan, "close_episode")
        plan.ended_on = today
        plan.moving_on = step.moving_on_plan or plan.moving_on
        plan.version += 1
        plan.save()
        plan.children.filter(starts_on__isnull=False, ends_on__isnull=True).update(ends_on=today)
    for question in episode.leads.filter(state__in=LEAD.having("close_episode")):
        question.state = next_state(LEAD, question, "close_episode")
        question.answered_at, question.answer = now, "The episode closed."
        question.save()
    for turn in episode.leads.filter(state=LeadAssignment.State.ACCEPTED, ends_on__isnull=True):
        turn.ends_on = max(today, turn.starts_on or today)
        turn.save()
    for oversight in episode.oversights.filter(ends_on__isnull=True):
        oversight.ends_on = max(today, oversight.starts_on)
        oversight.save()
    settled(StepDecision.objects.filter(episode=episode, state=StepDecision.State.WAITING))
    episode.closed_on = today
    episode.version += 1
    episode.save()
    clocks.help_ended(episode, now=now)
    publish(LeadEnded(episode_id=episode.pk, family_id=episode.family_id, at=now))
    end_grants(family_id=episode.family_id, now=now)


def _move_child(step: StepDecision, change: ChildStep, *, now: datetime) -> None:
    child = EpisodeChild.objects.filter(episode=step.episode, person_id=change.person_id, left_on__isnull=True).first()
    if child is None:
        # Help for this child ended while the step waited for its lead.
        return
    if change.to_basis and change.to_basis != change.from_basis:
        write_basis(
            child,
            change.to_basis,
            reason=step.reason,
            evidence=step.evidence,
            family_said=step.family_said,
            agreed=step.agreed,
            threshold_version=step.threshold_version,
            ended_by=change.ended_by,
            elsewhere=Elsewhere(change.elsewhere_on, change.elsewhere_source, change.elsewhere_said_by)
            if change.elsewhere_on
            else None,
            decided_by=step.decided_by_id,
            decided_at=step.decided_at,
            now=now,
        )
    if change.to_basis:
        return
    today = london_date(now)
    for basis in child.bases.filter(ends_on__isnull=True):
        basis.ends_on = max(today, basis.starts_on)
        basis.ended_by = change.ended_by
        basis.save()
    child.left_on = today
    child.closure_reason = change.closure_reason
    child.version += 1
    child.save()
    ChildWorker.objects.filter(episode_child=child, ends_on__isnull=True).update(ends_on=today)
    clocks.child_left(step.episode, change.person_id, now=now)


def settle_sight_of(step: StepDecision, practitioner_id: UUID, *, now: datetime) -> None:
    """Do what a step in effect decided about the sight of a partner who led until now."""
    for grant in step.grants.filter(practitioner_id=practitioner_id):
        _settle_grant(grant, now=now)


def _settle_sight(step: StepDecision, *, now: datetime) -> None:
    """Do what a step decided about each partner's sight; who still leads keeps theirs until the next lead has accepted."""
    leads = step.episode.leads.filter(state=LeadAssignment.State.ACCEPTED, ends_on__isnull=True)
    for grant in step.grants.exclude(practitioner_id__in=leads.values("practitioner_id")):
        _settle_grant(grant, now=now)


def _settle_grant(step: GrantStep, *, now: datetime) -> None:
    if step.decision == GrantStep.Decision.CONFIRM:
        return
    open_grants = Grant.objects.filter(family_id=step.family_id, practitioner_id=step.practitioner_id, ends_on__isnull=True)
    if not open_grants.exists():
        return
    if step.decision == GrantStep.Decision.NARROW:
        narrow_grants(
            family_id=step.family_id,
            practitioner_id=step.practitioner_id,
            parts=step.parts,
            reason=step.reason,
            now=now,
        )
    else:
        end_grants(family_id=step.family_id, practitioner_id=step.practitioner_id, now=now)
