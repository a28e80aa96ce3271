"""The family's plan: their proposal first, goals in their words, agreed, reviewed, and read by each in their own copy."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from kith.family_help.models import (
    Action,
    AssessedNeed,
    ChildWords,
    Episode,
    Goal,
    GoalProgress,
    Plan,
    PlanChild,
    PlanReview,
    PlanShare,
    PlanVersion,
)
from kith.family_help.models.plan import Side
from kith.family_help.readers import reader_of
from kith.family_help.refusals import (
    AlreadyAnswered,
    ContactNotSafe,
    DatesWrong,
    NotAReader,
    NotInFamily,
    OverseerMissing,
    PlanIncomplete,
    SecondPlan,
    WordsMissing,
    WordsUndecided,
    WrongCode,
)
from kith.family_help.rules import PLAN_STATES
from kith.family_help.services import clocks
from kith.family_help.services.authority import (
    area_model,
    must_be_able,
    must_be_open,
    must_say,
    practitioner_id,
)
from kith.family_help.services.leads import current_lead
from kith.family_help.snapshots import plan_snapshot
from kith.kernel.time import london_date
from kith.organisations.models import Practitioner
from kith.people.models import FamilyMember, Person
from kith.people.versions import save_version, take_in_hand

_OWN_FIELDS = {"if_things_get_harder", "contact", "moving_on", "next_review_on"}


@dataclass(frozen=True)
class Progress:
    """How far one goal had come at a review: ``met``, ``better``, ``same`` or ``worse``, as the family and the worker saw it."""

    goal_id: UUID
    progress: str
    family_said: str = ""
    worker_said: str = ""


def start_plan(*, episode: Episode, now: datetime) -> Plan:
    """Begin the episode's one plan, with a part for each child. Raises :class:`SecondPlan`, :class:`EpisodeClosed`. Source: C-20."""
    must_be_open(episode)
    if episode.plans.exclude(state=Plan.State.ENDED).exists():
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
    _must_be_active(plan)
    if not words.strip() and not no_proposal_reason.strip():
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
    return plan


def write_plan(*, plan: Plan, read_version: int, now: datetime, **changes: Any) -> Plan:
    """Save what to do if things get harder, contact, moving on, and the next review date. Raises :class:`ChangedMeanwhile`."""
    _must_be_active(plan)
    unknown = set(changes) - _OWN_FIELDS
    if unknown:
        raise TypeError(f"A plan has no field {', '.join(sorted(unknown))}.")
    save_version(plan, read_version=read_version, **changes)
    clocks.run_plan(plan, now=now)
    return plan


def write_plan_child(*, part: PlanChild, read_version: int, words: str, now: datetime) -> PlanChild:
    """Save one child's part of the plan."""
    _must_be_active(part.plan)
    save_version(part, read_version=read_version, words=words)
    return part


def add_goal(
    *,
    plan: Plan,
    words: str,
    worded_by: str,
    need: AssessedNeed | None = None,
    person: Person | None = None,
    outcome: str = "",
    by_when: date | None = None,
    now: datetime,
) -> Goal:
    """Add a goal in the family's words. Once a plan is agreed, a new goal needs its need, outcome and date at once.

    Raises :class:`WordsMissing`, :class:`PlanIncomplete`, :class:`NotInFamily`. Source: C-18, J-11.
    """
    _must_be_active(plan)
    must_say(words=words, worded_by=worded_by)
    _same_family(plan, need, person)
    if person is not None:
        _must_be_member(plan, person)
    take_in_hand(plan)
    last = plan.goals.aggregate(last=Max("position"))["last"] or 0
    goal = Goal(
        area_id=plan.area_id,
        family_id=plan.family_id,
        plan=plan,
        need=need,
        person=person,
        position=last + 1,
        words=words,
        worded_by=worded_by,
        outcome=outcome,
        by_when=by_when,
    )
    if plan.state == Plan.State.AGREED:
        missing = missing_of_goal(goal)
        if missing:
            raise PlanIncomplete(missing)
    goal.save(force_insert=True)
    return goal


def change_goal(*, goal: Goal, read_version: int, now: datetime, **changes: Any) -> Goal:
    """Change words, worded_by, need, person, outcome, by_when or state of a goal. Raises as :func:`add_goal`."""
    _must_be_active(goal.plan)
    unknown = set(changes) - {"words", "worded_by", "need", "person", "outcome", "by_when", "state"}
    if unknown:
        raise TypeError(f"A goal has no field {', '.join(sorted(unknown))}.")
    _same_family(goal.plan, changes.get("need"), changes.get("person"))
    if goal.plan.state == Plan.State.AGREED:
        wished = Goal(
            need=changes.get("need", goal.need),
            outcome=changes.get("outcome", goal.outcome),
            by_when=changes.get("by_when", goal.by_when),
            words=changes.get("words", goal.words),
        )
        missing = missing_of_goal(wished)
        if missing:
            raise PlanIncomplete(missing)
    save_version(goal, read_version=read_version, **changes)
    return goal


def add_action(
    *,
    goal: Goal,
    words: str,
    author_side: str,
    author: str,
    by_when: date,
    owner_person: Person | None = None,
    owner_practitioner: Practitioner | None = None,
    owner_words: str = "",
    owner_side: str = "",
    now: datetime,
) -> Action:
    """Add who does what by when, and whose idea it was. ``owner_side`` follows from the owner when it is not given.

    Raises :class:`WordsMissing`, :class:`WrongCode`, :class:`DatesWrong`, :class:`NotInFamily`. Source: C-43.
    """
    _must_be_active(goal.plan)
    must_say(words=words)
    if author_side not in Side.values or not author.strip():
        raise WrongCode(
            "Say whose idea this was: the family's, the family network's or a professional's.",
            field="author_side",
        )
    if owner_person is None and owner_practitioner is None and not owner_words.strip():
        raise WordsMissing("Say who will do this.", field="owner")
    if owner_person is not None:
        _must_be_member(goal.plan, owner_person)
    if by_when < goal.plan.started_on:
        raise DatesWrong("This date is before the plan began. Enter when it will be done.", field="by_when")
    side = owner_side or (Side.FAMILY if owner_person else Side.PROFESSIONAL if owner_practitioner else Side.NETWORK)
    last = goal.actions.aggregate(last=Max("position"))["last"] or 0
    action = Action.objects.create(
        area_id=goal.area_id,
        family_id=goal.family_id,
        goal=goal,
        position=last + 1,
        words=words,
        author_side=author_side,
        author=author,
        owner_side=side,
        owner_person=owner_person,
        owner_practitioner=owner_practitioner,
        owner_words=owner_words,
        by_when=by_when,
    )
    clocks.run_action(action, now=now)
    return action


def change_action(*, action: Action, read_version: int, now: datetime, **changes: Any) -> Action:
    """Change words, by_when or state of an action; done today unless ``done_on`` says otherwise. Raises :class:`ChangedMeanwhile`."""
    _must_be_active(action.goal.plan)
    unknown = set(changes) - {"words", "by_when", "state", "done_on"}
    if unknown:
        raise TypeError(f"An action has no field {', '.join(sorted(unknown))}.")
    if changes.get("state") == Action.State.DONE:
        changes.setdefault("done_on", london_date(now))
    save_version(action, read_version=read_version, **changes)
    clocks.run_action(action, now=now)
    return action


def leave_need_out(*, need: AssessedNeed, read_version: int, reason: str, now: datetime) -> AssessedNeed:
    """Say why a need is not in the plan for now."""
    must_say(reason=reason)
    save_version(need, read_version=read_version, not_in_plan_reason=reason)
    return need


def agree_plan(*, plan: Plan, family_agreement: str, now: datetime) -> Plan:
    """Record that the plan is agreed. Refused with all that is missing (:class:`PlanIncomplete`), and while oversight that the
    area's model asks for is missing (:class:`OverseerMissing`). Source: C-07, C-18, J-11, A-25.
    """
    must_say(family_agreement=family_agreement)
    take_in_hand(plan)
    if "agree" not in PLAN_STATES[plan.state]:
        raise AlreadyAnswered("This plan has been agreed already. Changes are made in it, and reviewed.")
    missing = missing_before_agreement(plan)
    if missing:
        raise PlanIncomplete(missing)
    _must_be_overseen(plan, now)
    today = london_date(now)
    plan.state = Plan.State.AGREED
    plan.agreed_at = now
    plan.agreed_by_id = practitioner_id()
    plan.family_agreement = family_agreement
    plan.version += 1
    plan.save()
    plan.children.filter(starts_on__isnull=True).update(starts_on=today)
    keep_plan_version(plan, "agreed", now)
    clocks.run_plan(plan, now=now)
    return plan


def approve_plan(*, plan: Plan, now: datetime) -> Plan:
    """Approve a plan that the family has agreed. Raises :class:`MayNotDecide`, :class:`OverseerMissing`, :class:`PlanIncomplete`."""
    must_be_able("approve_plan", now=now)
    take_in_hand(plan)
    if plan.state != Plan.State.AGREED:
        raise PlanIncomplete(["agree it with the family first"])
    _must_be_overseen(plan, now)
    plan.approved_at = now
    plan.approved_by_id = practitioner_id()
    plan.version += 1
    plan.save()
    return plan


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
    """Record a review that was held, with each goal's progress. Raises :class:`WordsMissing`, :class:`DatesWrong`, :class:`WrongCode`."""
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
    if plan.state != Plan.State.ENDED:
        plan.next_review_on = next_review_on
        plan.version += 1
        plan.save()
        clocks.review_held(plan, held_on, now=now)
        clocks.run_plan(plan, now=now)
    keep_plan_version(plan, "reviewed", now)
    return review


def share_plan(*, plan: Plan, reader_person_id: UUID, contact: str, agreed_safe: bool, now: datetime) -> PlanShare:
    """Give one reader their own copy, at a contact that they have said is safe. No reader learns of another's copy.

    Raises :class:`NotAReader`, :class:`ContactNotSafe`, and :class:`WordsUndecided` while a child's words wait for a decision about
    who may read them. Source: P-9, P-10.
    """
    reader = reader_of(plan, reader_person_id)
    if reader is None:
        raise NotAReader(
            "This person has no copy of the plan: they are not a child it is for, have no parental responsibility and no action."
        )
    if not agreed_safe or not contact.strip():
        raise ContactNotSafe("Ask the person where it is safe to send it, and tick that they said so.")
    undecided = (
        ChildWords.objects.select_related("person")
        .filter(episode_id=plan.episode_id, readers=ChildWords.Readers.UNDECIDED)
        .exclude(words="")
    )
    if undecided and reader.kind != "child":
        names = sorted({each.person.name for each in undecided})
        raise WordsUndecided(f"Decide first who may read the words of {' and '.join(names)}.")
    share = PlanShare.objects.create(
        area_id=plan.area_id,
        family_id=plan.family_id,
        plan=plan,
        person_id=reader_person_id,
        contact=contact,
        agreed_safe=agreed_safe,
        shared_at=now,
        shared_by_id=practitioner_id(),
    )
    keep_plan_version(plan, "shared", now)
    return share


def missing_before_agreement(plan: Plan) -> list[str]:
    """Return in words what the plan still needs before it can be agreed."""
    missing = []
    if not plan.family_proposal.strip() and not plan.no_proposal_reason.strip():
        missing.append("ask for the family's own proposal, or say why there is none")
    goals = [goal for goal in plan.goals.all() if goal.state != Goal.State.STOPPED]
    if not goals:
        missing.append("add at least one goal")
    for goal in goals:
        missing += missing_of_goal(goal)
    if plan.next_review_on is None:
        missing.append("set the date of the first review")
    return missing


def missing_of_goal(goal: Goal) -> list[str]:
    """Return what one goal still needs: the assessed need behind it, an outcome in plain words, and a date."""
    name = f"'{goal.words[:60]}'"
    missing = []
    if goal.need is None:
        missing.append(f"say which assessed need {name} answers")
    if not goal.outcome.strip():
        missing.append(f"say in plain words what will be different when {name} is done")
    if goal.by_when is None:
        missing.append(f"say by when {name} will be done")
    return missing


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


def _must_be_active(plan: Plan) -> None:
    if plan.state == Plan.State.ENDED:
        raise AlreadyAnswered("This plan has ended. It can be read, not changed.")


def _must_be_member(plan: Plan, person: Person) -> None:
    if not FamilyMember.objects.filter(family_id=plan.family_id, person=person, ends_on__isnull=True).exists():
        raise NotInFamily(f"{person.name} is not in this family. Add them first.", field="person")


def _same_family(plan: Plan, need: AssessedNeed | None, person: Person | None) -> None:
    if need is not None and need.family_id != plan.family_id:
        raise NotInFamily("This need belongs to another family.", field="need")
    if person is not None:
        _must_be_member(plan, person)
