"""Taking back an end of help that was recorded by mistake. What was closed stays in the history; what ran runs on."""

from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Model

from kith.family_help.facts import EpisodeReopened, LeadAccepted
from kith.family_help.models import (
    Action,
    Assessment,
    ChildStep,
    ChildWorker,
    Episode,
    EpisodeChild,
    LeadAssignment,
    Plan,
    StepDecision,
)
from kith.family_help.queries.people_here import practitioners_of_families
from kith.family_help.queries.reopening import ending_of, last_lead
from kith.family_help.refusals import ReopeningRefused
from kith.family_help.rules import reopening_refused
from kith.family_help.services import clocks
from kith.family_help.services.assessments import keep_version, set_due_again
from kith.family_help.services.authority import area_model, must_be_able, must_say, practitioner_id
from kith.family_help.services.leads import sees_by_grant_only
from kith.family_help.services.states import next_state
from kith.family_help.services.who_may_lead import may_lead
from kith.family_help.states import ACTION, ASSESSMENT, LEAD, PLAN, STEP
from kith.kernel.facts import publish
from kith.kernel.time import london_date
from kith.people.matching.births import whole_years
from kith.people.models.versions import take_in_hand
from kith.people.record.records import records_of
from kith.people.record.rules import ADULT
from kith.workbench.states import START

Row = TypeVar("Row", bound=Model)


def reopen_episode(*, episode: Episode, reason: str, family_said: str, now: datetime) -> StepDecision:
    """Reopen help that was ended by mistake, for the children whose help that decision ended.

    Each goes on, on the basis they had, with the same referral date: help did not end. Assessment, plan, the actions that were
    given up and what was due go on as they were; what has become late meanwhile is late. Who led leads again from today, where
    they still may; the days between count as days without a lead. A partner sees nothing again by this: who is asked to lead,
    or takes on an action, is given sight then.

    Raises :class:`MayNotDecide`, :class:`WordsMissing`, :class:`ReopeningRefused`. Source: P-1, P-8; ledger X-15.
    """
    must_say(reason=reason, family_said=family_said)
    must_be_able("reopen_episode", now=now)
    take_in_hand(episode)
    today = london_date(now)
    ending = None if episode.is_open else ending_of(episode)
    changes = list(ending.children.select_related("person")) if ending else []
    if refused := _refused(episode, ending, changes, today):
        raise ReopeningRefused(refused)
    assert ending is not None
    assert ending.in_effect_at is not None
    assert episode.closed_on is not None
    lead, closed_on = last_lead(episode), episode.closed_on
    episode.closed_on = None
    episode.version += 1
    episode.save()
    step = _decision(episode, ending, reason, family_said, now)
    for each in changes:
        _child_goes_on(step, each, today)
    for oversight in episode.oversights.filter(ends_on=closed_on).order_by("-starts_on", "-id")[:1]:
        _again(oversight, today)
    for assessment in episode.assessments.filter(state=Assessment.State.STOPPED, stopped_at=ending.in_effect_at):
        _assessment_goes_on(assessment, now)
    for plan in episode.plans.filter(state=Plan.State.ENDED, ended_on=closed_on).order_by("-started_on", "-id")[:1]:
        _plan_goes_on(plan)
    turn = _leads_again(episode, lead, reason, now) if lead else None
    clocks.help_goes_on(episode, ending.in_effect_at, now=now)
    set_due_again(episode, now)
    publish(EpisodeReopened(episode_id=episode.pk, family_id=episode.family_id, at=now))
    if turn is not None:
        publish(LeadAccepted(episode_id=episode.pk, family_id=episode.family_id, practitioner_id=turn.practitioner_id, at=now))
    return step


def _refused(episode: Episode, ending: StepDecision | None, changes: list[ChildStep], today: date) -> Any:
    others = Episode.objects.filter(family_id=episode.family_id).exclude(pk=episode.pk)
    helped = EpisodeChild.objects.filter(left_on__isnull=True)
    return reopening_refused(
        ended=ending is not None,
        open_now=episode.is_open or others.filter(closed_on__isnull=True).exists(),
        later=others.filter(opened_at__gte=episode.opened_at).exists(),
        helped_elsewhere=[each.person.name for each in changes if helped.filter(person__in=records_of(each.person_id)).exists()],
        adults=[
            each.person.name
            for each in changes
            if each.person.date_of_birth is not None and whole_years(each.person.date_of_birth, today) >= ADULT
        ],
    )


def _decision(episode: Episode, ending: StepDecision, reason: str, family_said: str, now: datetime) -> StepDecision:
    return StepDecision.objects.create(
        area_id=episode.area_id,
        family_id=episode.family_id,
        episode=episode,
        kind=StepDecision.Kind.REOPEN,
        state=STEP.after(START, "reopen_episode"),
        from_tier=episode.tier,
        threshold_version=area_model(now).threshold_id_on(london_date(now)),
        reason=reason,
        evidence="",
        family_said=family_said,
        decided_by_id=practitioner_id(),
        decided_at=now,
        in_effect_at=now,
    )


def _child_goes_on(step: StepDecision, ended: ChildStep, today: date) -> None:
    """Have a child helped again as if help had not ended: the row and the basis that the decision ended are open again."""
    child = EpisodeChild.objects.filter(episode=step.episode, person_id=ended.person_id).order_by("-joined_on", "-id")[0]
    left_on = child.left_on
    child.left_on, child.closure_reason = None, ""
    child.version += 1
    child.save()
    basis = child.bases.filter(basis=ended.from_basis).order_by("-starts_on", "-decided_at")[0]
    basis.ends_on, basis.ended_by = None, ""
    basis.save()
    for worker in ChildWorker.objects.filter(episode_child=child, ends_on=left_on):
        _again(worker, today)
    ChildStep.objects.create(
        area_id=step.area_id,
        family_id=step.family_id,
        step=step,
        person_id=ended.person_id,
        from_basis=ended.from_basis,
        to_basis=ended.from_basis,
    )


def _assessment_goes_on(assessment: Assessment, now: datetime) -> None:
    """Have an assessment go on where it was when help ended."""
    stood = (
        assessment.versions.exclude(state=Assessment.State.STOPPED).order_by("-number").values_list("state", flat=True).first()
    )
    verb = "reopen_episode"
    may_be = [after for before, by, after in ASSESSMENT.transitions if (before, by) == (assessment.state, verb)]
    take_in_hand(assessment)
    assessment.state = ASSESSMENT.after(assessment.state, verb, stood if stood in may_be else None)
    assessment.stopped_at, assessment.stopped_reason = None, ""
    assessment.version += 1
    assessment.save()
    keep_version(assessment, now)


def _plan_goes_on(plan: Plan) -> None:
    """Have a plan go on, with each child's part and the actions that were given up or handed on only because help ended."""
    take_in_hand(plan)
    wanted = Plan.State.AGREED if plan.agreed_at else Plan.State.DRAFT
    plan.state = PLAN.after(plan.state, "reopen_episode", wanted)
    plan.children.filter(ends_on=plan.ended_on).update(ends_on=None)
    plan.ended_on = None
    plan.version += 1
    plan.save()
    for action in Action.objects.filter(goal__plan=plan, state__in=ACTION.having("reopen_episode")).exclude(at_the_end=""):
        action.state = next_state(ACTION, action, "reopen_episode")
        action.at_the_end = ""
        action.version += 1
        action.save()


def _leads_again(episode: Episode, lead: LeadAssignment, reason: str, now: datetime) -> LeadAssignment | None:
    """Return a turn from today of who led; ``None`` for who has left, may lead no more, or sees families by a grant only."""
    today = london_date(now)
    who = lead.practitioner
    here = who.pk in practitioners_of_families(today) and not sees_by_grant_only(who, episode, today)
    if not here or not may_lead(episode, who, risk_level=lead.risk_level or None, now=now).allowed:
        return None
    return _again(
        lead,
        today,
        state=LEAD.after(START, "reopen_episode"),
        change_reason=f"Help was reopened: {reason}",
        proposed_by_id=practitioner_id(),
        proposed_at=now,
        answered_at=now,
        answer="Leads again, because help was ended by mistake.",
    )


def _again(row: Row, today: date, **said: Any) -> Row:
    """Return a new row, from today, that says what one that ended with help said."""
    held = {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields if not each.primary_key}
    return type(row)._default_manager.create(**held | {"starts_on": today, "ends_on": None} | said)
