"""Step up, step down, close: decisions (practice decision P-8)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kith.family_help.facts import EpisodeClosing
from kith.family_help.models import (
    Assessment,
    Basis,
    ChildStep,
    Episode,
    EpisodeChild,
    PlanChild,
    StepDecision,
    Tier,
)
from kith.family_help.queries.waiting_steps import steps_without_lead
from kith.family_help.refusals import (
    ClosureReasonRefused,
    NotAgreed,
    NotInFamily,
    TierNotUsed,
    WordsMissing,
    WrongCode,
)
from kith.family_help.rules import (
    NEEDS_NAMED_SOCIAL_WORKER,
    closure_refused,
)
from kith.family_help.services import leads, step_effects
from kith.family_help.services.actions_at_end import ActionAtEnd, end_actions
from kith.family_help.services.authority import (
    area_model,
    must_be_able,
    must_be_open,
    must_say,
    practitioner_id,
)
from kith.family_help.services.before_the_end import nothing_stands
from kith.family_help.services.elsewhere import Elsewhere, must_be_recorded_elsewhere
from kith.family_help.services.episodes import columns_of, must_be_able_to_set
from kith.family_help.services.sight import SightDecision, decide_sight
from kith.family_help.services.states import next_state
from kith.family_help.services.who_may_lead import current_lead, goes_on_leading, step_is_led_by
from kith.family_help.states import LEAD, STEP
from kith.kernel.facts import publish
from kith.kernel.said import says_nothing
from kith.kernel.time import london_date
from kith.organisations.models import Practitioner
from kith.practice_model.codes import labels

_DECISIONS = {
    StepDecision.Kind.UP: "step_up",
    StepDecision.Kind.DOWN: "step_down",
    StepDecision.Kind.CLOSE: "close_episode",
}


@dataclass(frozen=True)
class ChildChange:
    """What a step means for one child. ``to_basis`` empty: help for this child ends, with ``closure_reason`` (DfE code).

    Either what the child said, or why they were not asked. ``ended_by`` only for a child who leaves a child protection plan.
    """

    person_id: UUID
    to_basis: str = ""
    child_said: str = ""
    not_asked_reason: str = ""
    closure_reason: str = ""
    ended_by: str = ""
    elsewhere: Elsewhere | None = None
    """Where a child protection plan was begun or ended."""


@dataclass(frozen=True)
class Receiving:
    """Who will lead after the step, and what they take over; asked by the step and accepted before it takes effect."""

    practitioner: Practitioner
    reason_best_placed: str
    family_preference: str
    risk_level: str | None = None
    handover_summary: str = ""
    family_told: str = ""


def step_up(
    *,
    episode: Episode,
    children: list[ChildChange],
    reason: str,
    evidence: str,
    family_said: str,
    agreed: bool | None = None,
    to_tier: str = "",
    grants: list[SightDecision] | None = None,
    receiving: Receiving | None = None,
    risk_level: str = "",
    threshold_version: str = "",
    now: datetime,
) -> StepDecision:
    """Decide that children need help on a higher basis or tier. Keeps assessment and plan as they are.

    Where the present lead may not lead there, ``receiving`` names who will; the step takes effect when they accept. Section 47
    and above take effect at once: protection never waits for a lead (P-2). Raises :class:`MayNotDecide`,
    :class:`NeedsQualifiedLead`, :class:`GrantsUndecided`, :class:`NotAgreed`, :class:`WordsMissing`.
    """
    return _decide(
        episode,
        StepDecision.Kind.UP,
        children,
        reason=reason,
        evidence=evidence,
        family_said=family_said,
        agreed=agreed,
        to_tier=to_tier,
        grants=grants or [],
        receiving=receiving,
        risk_level=risk_level,
        threshold_version=threshold_version,
        moving_on_plan="",
        now=now,
    )


def step_down(
    *,
    episode: Episode,
    children: list[ChildChange],
    reason: str,
    evidence: str,
    family_said: str,
    moving_on_plan: str,
    agreed: bool | None = None,
    to_tier: str = "",
    grants: list[SightDecision] | None = None,
    receiving: Receiving | None = None,
    risk_level: str = "",
    threshold_version: str = "",
    now: datetime,
) -> StepDecision:
    """Decide that children need help on a lower basis or tier, with a moving-on plan made with the family. As :func:`step_up`."""
    must_say(moving_on_plan=moving_on_plan)
    return _decide(
        episode,
        StepDecision.Kind.DOWN,
        children,
        reason=reason,
        evidence=evidence,
        family_said=family_said,
        agreed=agreed,
        to_tier=to_tier,
        grants=grants or [],
        receiving=receiving,
        risk_level=risk_level,
        threshold_version=threshold_version,
        moving_on_plan=moving_on_plan,
        now=now,
    )


def close_episode(
    *,
    episode: Episode,
    children: list[ChildChange],
    reason: str,
    evidence: str,
    family_said: str,
    moving_on_plan: str,
    actions: list[ActionAtEnd] | None = None,
    threshold_version: str = "",
    now: datetime,
) -> StepDecision:
    """Decide that help ends for the children named; the episode closes when the last has left. All partners' sight then ends.

    Raises :class:`ClosureReasonRefused` (census rules 2990, 8825Q), :class:`PlanEndsOnlyByConference`, :class:`MayNotDecide`,
    :class:`WordsMissing`, :class:`ActionsOpen` for an action that nothing is said of, :class:`SafetyPlanStands`,
    :class:`DangerUnanswered`; a room that
    still has open work refuses through the fact :class:`EpisodeClosing`.
    """
    must_say(moving_on_plan=moving_on_plan)
    nothing_stands(episode, {each.person_id for each in children})
    publish(EpisodeClosing(episode_id=episode.id, family_id=episode.family_id, at=now))
    end_actions(episode, {each.person_id for each in children}, actions or [], now=now)
    return _decide(
        episode,
        StepDecision.Kind.CLOSE,
        children,
        reason=reason,
        evidence=evidence,
        family_said=family_said,
        agreed=None,
        to_tier="",
        grants=None,
        receiving=None,
        threshold_version=threshold_version,
        moving_on_plan=moving_on_plan,
        now=now,
    )


def withdraw_step(*, step: StepDecision, reason: str, now: datetime) -> StepDecision:
    """Withdraw a step that still waits, with the question to its lead. Whoever may decide the step may withdraw it.
    Raises :class:`AlreadyAnswered` for one that does not wait, :class:`MayNotDecide`."""
    must_say(reason=reason)
    must_be_able(_DECISIONS[StepDecision.Kind(step.kind)], now=now)
    step.state = next_state(STEP, step, "withdraw_step")
    if step.receiving_lead is not None and LEAD.allows(step.receiving_lead.state, "withdraw_lead"):
        leads.withdraw_lead(assignment=step.receiving_lead, reason=reason, now=now)
    step.save()
    return step


def _decide(
    episode: Episode,
    kind: str,
    children: list[ChildChange],
    *,
    reason: str,
    evidence: str,
    family_said: str,
    agreed: bool | None,
    to_tier: str,
    grants: list[SightDecision] | None,
    receiving: Receiving | None,
    threshold_version: str,
    moving_on_plan: str,
    now: datetime,
    risk_level: str = "",
) -> StepDecision:
    must_be_open(episode)
    must_say(reason=reason, evidence=evidence, family_said=family_said)
    must_be_able(_DECISIONS[StepDecision.Kind(kind)], now=now)
    model = area_model(now)
    if to_tier and to_tier not in model.tiers:
        raise TierNotUsed(f"This area does not keep '{Tier(to_tier).label}' apart.", field="to_tier")
    subjects = {child.person_id: child for child in episode.children.filter(left_on__isnull=True)}
    _check_children(episode, kind, children, subjects, london_date(now))
    if agreed is not True and any(
        each.to_basis == Basis.BY_AGREEMENT and _basis_of(subjects[each.person_id]) != Basis.BY_AGREEMENT for each in children
    ):
        raise NotAgreed("Help by agreement needs the family's agreement. Ask them, and record their answer.")
    for each in children:
        if each.to_basis:
            must_be_able_to_set(each.to_basis, now)
    if kind != StepDecision.Kind.CLOSE:
        step_effects.settled(steps_without_lead().filter(episode=episode))
    step = StepDecision.objects.create(
        area_id=episode.area_id,
        family_id=episode.family_id,
        episode=episode,
        kind=kind,
        state=StepDecision.State.WAITING,
        from_tier=episode.tier,
        to_tier=to_tier,
        threshold_version=threshold_version or model.threshold_id_on(london_date(now)),
        reason=reason,
        evidence=evidence,
        family_said=family_said,
        agreed=agreed,
        risk_level=risk_level,
        moving_on_plan=moving_on_plan,
        decided_by_id=practitioner_id(),
        decided_at=now,
    )
    for each in children:
        ChildStep.objects.create(
            area_id=step.area_id,
            family_id=step.family_id,
            step=step,
            person_id=each.person_id,
            from_basis=_basis_of(subjects[each.person_id]),
            to_basis=each.to_basis,
            closure_reason=each.closure_reason,
            ended_by=each.ended_by,
            child_said=each.child_said,
            not_asked_reason=each.not_asked_reason,
            **columns_of(each.elsewhere),
        )
    if not _waits_for_lead(step, grants, receiving, now):
        step_effects.take_effect(step, now=now)
    return step


def _check_children(
    episode: Episode, kind: str, children: list[ChildChange], subjects: dict[UUID, EpisodeChild], today: date
) -> None:
    if not children:
        raise WordsMissing("Say for which children this is decided.", field="children")
    for each in children:
        if each.person_id not in subjects:
            raise NotInFamily("One of these children is not in this episode. Load the page again.", field="children")
        if not each.child_said.strip() and says_nothing(each.not_asked_reason):
            name = subjects[each.person_id].person.name
            raise WordsMissing(f"Say what {name} said, or why you could not ask.", field="child_said")
        if each.to_basis and each.to_basis not in Basis.values:
            raise WrongCode("Choose a basis of help from the list.", field="to_basis")
        child = subjects[each.person_id]
        present = child.bases.filter(ends_on__isnull=True).first()
        must_be_recorded_elsewhere(child.person, present, each.to_basis, each.elsewhere, ended_by=each.ended_by, today=today)
        if kind == StepDecision.Kind.CLOSE:
            _check_closure(episode, subjects[each.person_id], each)
        elif not each.to_basis:
            raise WordsMissing("Say on which basis the child is helped from now on.", field="to_basis")


def _check_closure(episode: Episode, child: EpisodeChild, change: ChildChange) -> None:
    if change.to_basis:
        raise WrongCode("Closing ends help for the child, so there is no basis to move to.", field="to_basis")
    if change.closure_reason not in labels("reason_for_closure"):
        raise WrongCode("Choose DfE's reason for closure for each child.", field="closure_reason")
    refused = closure_refused(
        change.closure_reason,
        assessed=Assessment.objects.filter(episode=episode, state=Assessment.State.AUTHORISED).exists(),
        ever_on_plan=_ever_on_plan(child),
    )
    if refused:
        raise ClosureReasonRefused(refused)


def _ever_on_plan(child: EpisodeChild) -> bool:
    """Say whether a child was on a child protection plan, or was a child in need while a plan was agreed for them."""
    bases = list(child.bases.all())
    began = PlanChild.objects.filter(plan__episode_id=child.episode_id, person_id=child.person_id).values_list(
        "starts_on", flat=True
    )
    agreed = [day for day in began if day is not None]
    in_need = [row.ends_on for row in bases if row.basis == Basis.SECTION_17]
    return any(row.basis == Basis.CHILD_PROTECTION_PLAN for row in bases) or any(
        end is None or end > day for day in agreed for end in in_need
    )


def _waits_for_lead(step: StepDecision, grants: list[SightDecision] | None, receiving: Receiving | None, now: datetime) -> bool:
    """Settle who leads after the step and what partners see; return whether it waits for its lead's yes."""
    moves = step.kind != StepDecision.Kind.CLOSE
    if moves and receiving is None:
        _present_lead_goes_on(step, now)
    if grants is not None:
        decide_sight(step, grants, receiving.practitioner.pk if receiving else None)
    if not moves or receiving is None:
        return False
    _ask_next_lead(step, receiving, now)
    return not _is_urgent(step)


def _is_urgent(step: StepDecision) -> bool:
    """Say whether a step is one of protection, at section 47 and above: it never waits for a lead (P-2)."""
    return any(each.to_basis in NEEDS_NAMED_SOCIAL_WORKER for each in step.children.all())


def _present_lead_goes_on(step: StepDecision, now: datetime) -> None:
    """Refuse a step after which the present lead may not lead, unless it is one of protection."""
    present = current_lead(step.episode)
    if present is None or _is_urgent(step):
        return
    goes_on_leading(
        step.episode,
        present.practitioner,
        bases=step_effects.bases_after(step),
        tier=step.to_tier,
        risk_level=step.risk_level or present.risk_level or None,
        rises=step.kind == StepDecision.Kind.UP,
        now=now,
    )


def _ask_next_lead(step: StepDecision, receiving: Receiving, now: datetime) -> None:
    """Ask who will lead after the step. Unless it is one of protection, the step waits for their yes."""
    step_is_led_by(receiving.practitioner, rises=step.kind == StepDecision.Kind.UP, now=now)
    step.receiving_lead = leads.propose_lead(
        episode=step.episode,
        practitioner=receiving.practitioner,
        reason_best_placed=receiving.reason_best_placed,
        family_preference=receiving.family_preference,
        risk_level=receiving.risk_level or step.risk_level or None,
        change_reason=step.reason,
        handover_summary=receiving.handover_summary,
        family_told=receiving.family_told or step.family_said,
        bases=step_effects.bases_after(step),
        tier=step.to_tier,
        now=now,
    )
    step.save()


def _basis_of(child: EpisodeChild) -> str:
    present = child.bases.filter(ends_on__isnull=True).first()
    return present.basis if present is not None else ""
