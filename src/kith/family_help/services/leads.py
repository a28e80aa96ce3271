"""Who leads, who oversees, and who is named for one child."""

from datetime import date, datetime

from kith.access.models import Grant
from kith.access.services import end_grants, grant_sight, narrow_grants
from kith.access.sight import PARTS_BY_ROLE, Part
from kith.family_help.facts import LeadAccepted, LeadEnded
from kith.family_help.models import ChildWorker, Episode, EpisodeChild, LeadAssignment, Oversight, StepDecision
from kith.family_help.refusals import (
    HandoverIncomplete,
    LeadAlreadyProposed,
    LeadNotAllowed,
    MayNotDecide,
    OverseerNotQualified,
)
from kith.family_help.rules import PARTNER_PARTS
from kith.family_help.services import clocks, step_effects
from kith.family_help.services.authority import (
    area_model,
    must_be_able,
    must_be_open,
    must_have_come,
    must_say,
    practitioner_id,
    where_it_says,
)
from kith.family_help.services.states import next_state
from kith.family_help.services.who_may_lead import current_lead, may_lead, step_is_led_by
from kith.family_help.states import LEAD
from kith.kernel.facts import publish
from kith.kernel.time import london_date
from kith.organisations.models import Membership, Practitioner, Role
from kith.people.models.versions import take_in_hand


def propose_lead(
    *,
    episode: Episode,
    practitioner: Practitioner,
    reason_best_placed: str,
    family_preference: str,
    risk_level: str | None = None,
    children_preference: str = "",
    change_reason: str = "",
    handover_summary: str = "",
    handover_outstanding: str = "",
    introduced_on: date | None = None,
    family_told: str = "",
    bases: list[str] | None = None,
    tier: str = "",
    now: datetime,
) -> LeadAssignment:
    """Ask a practitioner to lead. Nothing changes until they accept. A partner gets a dated grant to see what they are asked.

    ``bases`` and ``tier`` are those that will hold (a step names them); by default those of today. A change of lead carries its
    reason and handover, which may be finished later with :func:`write_handover`. A step whose lead was not won is what the next
    one is asked for: their yes brings it into effect. Raises :class:`NeedsQualifiedLead`,
    :class:`LeadNotAllowed` with the rule of the area's model, :class:`LeadAlreadyProposed`, :class:`MayNotDecide`,
    :class:`WordsMissing`. Source: P-7, C-05 to C-17.
    """
    must_be_open(episode)
    must_say(reason_best_placed=reason_best_placed, family_preference=family_preference)
    must_have_come(now, introduced_on=introduced_on)
    must_be_able("allocate_lead", now=now)
    if episode.leads.filter(state=LeadAssignment.State.PROPOSED).exists():
        raise LeadAlreadyProposed("Somebody has already been asked to lead. Wait for their answer, or withdraw the question.")
    step = step_effects.without_lead(episode) if bases is None else None
    if step is not None:
        bases, tier, risk_level = step_effects.bases_after(step), step.to_tier, step.risk_level or risk_level
        change_reason, family_told = change_reason or step.reason, family_told or step.family_said
        step_is_led_by(practitioner, rises=step.kind == StepDecision.Kind.UP, now=now)
    answer = may_lead(episode, practitioner, bases=bases, tier=tier, risk_level=risk_level, now=now)
    if not answer.allowed:
        raise LeadNotAllowed(
            f"{practitioner.name} cannot lead this family. {answer.reason}{where_it_says(answer, now)}", rule=answer.rule
        )
    if sees_by_grant_only(practitioner, episode, london_date(now)):
        grant_sight(
            family_id=episode.family_id,
            practitioner_id=practitioner.id,
            parts=PARTNER_PARTS,
            reason=_with_question(reason_best_placed),
            now=now,
        )
    turn = LeadAssignment.objects.create(
        area_id=episode.area_id,
        family_id=episode.family_id,
        episode=episode,
        practitioner=practitioner,
        best_placed_reason=reason_best_placed,
        family_preference=family_preference,
        children_preference=children_preference,
        risk_level=risk_level or "",
        rule=answer.rule,
        needs_overseer=answer.needs_overseer or "",
        model_version=area_model(now).version_label,
        change_reason=change_reason,
        handover_summary=handover_summary,
        handover_outstanding=handover_outstanding,
        introduced_on=introduced_on,
        family_told=family_told,
        proposed_by_id=practitioner_id(),
        proposed_at=now,
    )
    clocks.lead_asked(turn, now=now)
    if step is not None:
        step.receiving_lead = turn
        step.save()
    return turn


def write_handover(
    *,
    assignment: LeadAssignment,
    change_reason: str,
    summary: str,
    outstanding: str,
    family_told: str,
    introduced_on: date | None,
    now: datetime,
) -> LeadAssignment:
    """Write or finish the handover to a lead who has been asked. Raises :class:`AlreadyAnswered`. Source: C-16, C-17."""
    must_have_come(now, introduced_on=introduced_on)
    next_state(LEAD, assignment, "write_handover")
    assignment.change_reason = change_reason
    assignment.handover_summary = summary
    assignment.handover_outstanding = outstanding
    assignment.family_told = family_told
    assignment.introduced_on = introduced_on
    assignment.save()
    return assignment


def accept_lead(*, assignment: LeadAssignment, now: datetime) -> LeadAssignment:
    """Accept to lead from today; only the practitioner who was asked may. A step that waited for it takes effect.

    Raises :class:`AlreadyAnswered`, :class:`MayNotDecide`, :class:`HandoverIncomplete`, and :class:`LeadNotAllowed` when the
    children's bases have changed since. Source: C-16, P-8.
    """
    following = next_state(LEAD, assignment, "accept_lead")
    _must_be_asked(assignment)
    episode = assignment.episode
    must_be_open(episode)
    step = step_effects.waiting_for(assignment)
    answer = may_lead(
        episode,
        assignment.practitioner,
        bases=step_effects.bases_after(step) if step else None,
        tier=step.to_tier if step else "",
        risk_level=assignment.risk_level or None,
        now=now,
    )
    if not answer.allowed:
        raise LeadNotAllowed(
            f"Things have changed since you were asked, and you can no longer lead. {answer.reason}{where_it_says(answer, now)}",
            rule=answer.rule,
        )
    today = london_date(now)
    before = current_lead(episode)
    if has_been_led(episode):
        _handover_is_complete(assignment)
    if before is not None:
        _end_turn(before, today)
        # What a step decided about their sight is done by the step: "the same as now" keeps it (P-26). A step that took
        # effect before this answer has left it until now.
        in_effect = step_effects.asking(assignment)
        asking = step or in_effect
        decided = asking is not None and asking.grants.filter(practitioner_id=before.practitioner_id).exists()
        if before.practitioner_id != assignment.practitioner_id and not decided:
            end_partner_sight(before, now=now)
        elif in_effect is not None:
            step_effects.settle_sight_of(in_effect, before.practitioner_id, now=now)
    assignment.state = following
    assignment.answered_at = now
    assignment.starts_on = today
    assignment.save()
    clocks.lead_answered(assignment, now=now)
    _arrange_oversight(assignment, now)
    clocks.lead_changed(episode, now=now)
    publish(
        LeadAccepted(
            episode_id=episode.id,
            family_id=episode.family_id,
            practitioner_id=assignment.practitioner_id,
            at=now,
        )
    )
    if step is not None:
        step_effects.take_effect(step, now=now)
    return assignment


def decline_lead(*, assignment: LeadAssignment, reason: str, now: datetime) -> LeadAssignment:
    """Say no, with a reason. Sight given with the question ends; a step that waited goes on waiting, on the day of managers,
    until another is asked or it is withdrawn. Raises :class:`AlreadyAnswered`, :class:`MayNotDecide`."""
    following = next_state(LEAD, assignment, "decline_lead")
    _must_be_asked(assignment)
    must_say(reason=reason)
    return _answer(assignment, following, reason, now)


def withdraw_lead(*, assignment: LeadAssignment, reason: str, now: datetime) -> LeadAssignment:
    """Take back the question before it is answered; a step that waited goes on waiting as after a no.
    Raises :class:`AlreadyAnswered`, :class:`MayNotDecide`."""
    following = next_state(LEAD, assignment, "withdraw_lead")
    must_say(reason=reason)
    must_be_able("allocate_lead", now=now)
    return _answer(assignment, following, reason, now)


def end_lead(*, episode: Episode, reason: str, now: datetime) -> None:
    """Record that the lead has left and nobody leads from today. It is a fact, so it is never refused;
    days are counted (D-17)."""
    must_say(reason=reason)
    present = current_lead(episode)
    if present is not None:
        present.answer = reason
        _end_turn(present, london_date(now))
        clocks.lead_changed(episode, now=now)
        end_partner_sight(present, now=now)
        publish(LeadEnded(episode_id=episode.pk, family_id=episode.family_id, at=now))


def name_overseer(*, episode: Episode, practitioner: Practitioner, reason: str, now: datetime) -> Oversight:
    """Name the qualified social worker who oversees the episode from today.
    Raises :class:`OverseerNotQualified`. Source: C-07."""
    must_be_open(episode)
    must_say(reason=reason)
    must_be_able("name_overseer", now=now)
    if not practitioner.is_social_worker:
        raise OverseerNotQualified(f"{practitioner.name} is not a registered social worker. Choose one who is.")
    senior = Membership.objects.filter(
        practitioner=practitioner,
        area_id=episode.area_id,
        role=Role.SENIOR_SOCIAL_WORKER,
        ends_on__isnull=True,
    ).exists()
    kind = Oversight.Kind.SENIOR if senior else Oversight.Kind.NAMED
    named = _oversee(episode, practitioner, kind, reason=reason, automatic=False, today=london_date(now))
    clocks.run_oversight(episode, now=now)
    return named


def name_child_worker(
    *, episode_child: EpisodeChild, practitioner: Practitioner, kind: str, what_for: str, now: datetime
) -> ChildWorker:
    """Name a key worker or the child's social worker; neither is a second lead.
    Raises :class:`OverseerNotQualified`. Source: P-1."""
    must_be_open(episode_child.episode)
    must_say(what_for=what_for)
    if kind == ChildWorker.Kind.SOCIAL_WORKER and not practitioner.is_social_worker:
        raise OverseerNotQualified(f"{practitioner.name} is not a registered social worker. Choose one who is.")
    return ChildWorker.objects.create(
        area_id=episode_child.area_id,
        family_id=episode_child.family_id,
        episode_child=episode_child,
        person_id=episode_child.person_id,
        practitioner=practitioner,
        kind=kind,
        what_for=what_for,
        starts_on=london_date(now),
    )


def has_been_led(episode: Episode) -> bool:
    """Return whether somebody leads or has led: whoever comes next takes over, also after the lead has left (C-16)."""
    return episode.leads.filter(state=LeadAssignment.State.ACCEPTED).exists()


def end_partner_sight(assignment: LeadAssignment, *, now: datetime) -> None:
    """End what a lead from another agency could see through having led."""
    if sees_by_grant_only(assignment.practitioner, assignment.episode, london_date(now)):
        end_grants(family_id=assignment.family_id, practitioner_id=assignment.practitioner_id, now=now)


def sees_by_grant_only(practitioner: Practitioner, episode: Episode, today: date) -> bool:
    """Say whether a practitioner sees this family only as far as they were granted."""
    roles = Membership.objects.filter(practitioner=practitioner, area_id=episode.area_id, starts_on__lte=today).values_list(
        "role", "ends_on"
    )
    return not any(Part.PLAN in PARTS_BY_ROLE.get(role, set()) for role, ends_on in roles if ends_on is None or ends_on >= today)


def _must_be_asked(assignment: LeadAssignment) -> None:
    if practitioner_id() != assignment.practitioner_id:
        raise MayNotDecide(f"Only {assignment.practitioner.name} can answer this.")


def _handover_is_complete(assignment: LeadAssignment) -> None:
    missing = [
        words
        for words, text in (
            ("why the lead changes", assignment.change_reason),
            ("a summary of where things stand", assignment.handover_summary),
            ("what the family was told and what they said", assignment.family_told),
        )
        if not text.strip()
    ]
    if missing:
        raise HandoverIncomplete(f"The handover is not complete. It still needs {' and '.join(missing)}.")


def _answer(assignment: LeadAssignment, state: str, words: str, now: datetime) -> LeadAssignment:
    assignment.state = state
    assignment.answer = words
    assignment.answered_at = now
    assignment.save()
    clocks.lead_answered(assignment, now=now)
    present = current_lead(assignment.episode)
    if present is None or present.practitioner_id != assignment.practitioner_id:
        _take_back_sight(assignment, now=now)
    return assignment


def _take_back_sight(assignment: LeadAssignment, *, now: datetime) -> None:
    """Take back what was given with the question, and no more: who saw the family before sees as much as before (P-26)."""
    held = Grant.objects.filter(
        family_id=assignment.family_id, practitioner_id=assignment.practitioner_id, ends_on__isnull=True
    ).exclude(reason=_with_question(assignment.best_placed_reason))
    before = sorted({part for grant in held for part in grant.parts})
    if not before:
        end_partner_sight(assignment, now=now)
        return
    narrow_grants(
        family_id=assignment.family_id,
        practitioner_id=assignment.practitioner_id,
        parts=before,
        reason="; ".join(grant.reason for grant in held),
        now=now,
    )


def _with_question(reason_best_placed: str) -> str:
    return f"Asked to lead: {reason_best_placed}"


def _end_turn(assignment: LeadAssignment, today: date) -> None:
    if assignment.starts_on is not None:
        assignment.ends_on = max(today, assignment.starts_on)
    assignment.save()


def _arrange_oversight(assignment: LeadAssignment, now: datetime) -> None:
    """Bring in the senior social worker where the model says so,
    and let one that was brought in go when no longer needed (C-08)."""
    episode = assignment.episode
    today = london_date(now)
    take_in_hand(episode)
    present = episode.oversights.filter(ends_on__isnull=True).first()
    if assignment.needs_overseer and area_model(now).setting("overseer_added_by_itself"):
        if present is None or present.kind != Oversight.Kind.SENIOR:
            senior = _senior_social_worker_of(assignment, today)
            if senior is not None:
                _oversee(
                    episode,
                    senior,
                    Oversight.Kind.SENIOR,
                    reason="The lead is not a social worker, so the team's senior social worker oversees every child.",
                    automatic=True,
                    today=today,
                )
    elif not assignment.needs_overseer and present is not None and present.automatic:
        present.ends_on = max(today, present.starts_on)
        present.save()


def _senior_social_worker_of(assignment: LeadAssignment, today: date) -> Practitioner | None:
    """Return the senior social worker of the lead's team, else of the area."""
    seniors = [
        each
        for each in Membership.objects.select_related("practitioner")
        .filter(area_id=assignment.area_id, role=Role.SENIOR_SOCIAL_WORKER, starts_on__lte=today)
        .order_by("practitioner__name")
        if (each.ends_on is None or each.ends_on >= today) and each.practitioner.is_social_worker
    ]
    teams = set(
        Membership.objects.filter(
            practitioner_id=assignment.practitioner_id, area_id=assignment.area_id, team__isnull=False
        ).values_list("team_id", flat=True)
    )
    seniors.sort(key=lambda each: each.team_id not in teams)
    return seniors[0].practitioner if seniors else None


def _oversee(episode: Episode, practitioner: Practitioner, kind: str, *, reason: str, automatic: bool, today: date) -> Oversight:
    take_in_hand(episode)
    present = episode.oversights.filter(ends_on__isnull=True).first()
    if present is not None:
        present.ends_on = max(today, present.starts_on)
        present.save()
    return Oversight.objects.create(
        area_id=episode.area_id,
        family_id=episode.family_id,
        episode=episode,
        practitioner=practitioner,
        kind=kind,
        reason=reason,
        automatic=automatic,
        starts_on=today,
    )
