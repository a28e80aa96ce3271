"""The goals of a plan in the family's words, who does what by when, and the needs left out for now."""

from datetime import date, datetime
from typing import Any

from django.db.models import Max

from kith.access.services import grant_sight
from kith.access.sight import Part
from kith.family_help.models import Action, AssessedNeed, Goal, Plan
from kith.family_help.models.plan import Side
from kith.family_help.queries.episodes import open_grants
from kith.family_help.queries.goals import missing_of_goal
from kith.family_help.refusals import DatesWrong, NotInFamily, PlanIncomplete, WordsMissing, WrongCode
from kith.family_help.services import clocks
from kith.family_help.services.authority import must_have_come, must_say
from kith.family_help.services.leads import sees_by_grant_only
from kith.family_help.services.plan_changes import is_changed, note_change
from kith.family_help.services.states import must_allow
from kith.family_help.states import ACTION, GOAL, PLAN
from kith.kernel.time import london_date
from kith.organisations.models import Practitioner
from kith.people.models import FamilyMember, Person
from kith.people.models.versions import save_version, take_in_hand


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
    must_allow(PLAN, plan, "add_goal")
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
    note_change(plan, now=now)
    clocks.run_goal(goal, now=now)
    return goal


def change_goal(*, goal: Goal, read_version: int, now: datetime, **changes: Any) -> Goal:
    """Change words, worded_by, need, person, outcome, by_when or state of a goal. Raises as :func:`add_goal`."""
    must_allow(PLAN, goal.plan, "change_goal")
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
    if "state" in changes:
        changes["state"] = GOAL.after(goal.state, "change_goal", changes["state"])
    changed = is_changed(goal, changes)
    save_version(goal, read_version=read_version, **changes)
    if changed:
        note_change(goal.plan, now=now)
    clocks.run_goal(goal, now=now)
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
    must_allow(PLAN, goal.plan, "add_action")
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
    if owner_practitioner is not None:
        _let_owner_see(goal.plan, owner_practitioner, words, now)
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
    note_change(goal.plan, now=now)
    clocks.run_action(action, now=now)
    return action


def change_action(*, action: Action, read_version: int, now: datetime, **changes: Any) -> Action:
    """Change words, by_when or state of an action; done today unless ``done_on`` says otherwise.
    Raises :class:`ChangedMeanwhile`, and :class:`DatesWrong` for a day to come."""
    must_allow(PLAN, action.goal.plan, "change_action")
    unknown = set(changes) - {"words", "by_when", "state", "done_on"}
    if unknown:
        raise TypeError(f"An action has no field {', '.join(sorted(unknown))}.")
    if "state" in changes:
        changes["state"] = ACTION.after(action.state, "change_action", changes["state"])
    if changes.get("state") == Action.State.DONE:
        changes.setdefault("done_on", london_date(now))
    must_have_come(now, done_on=changes.get("done_on"))
    changed = is_changed(action, changes)
    save_version(action, read_version=read_version, **changes)
    if changed:
        note_change(action.goal.plan, now=now)
    clocks.run_action(action, now=now)
    return action


def leave_need_out(*, need: AssessedNeed, read_version: int, reason: str, now: datetime) -> AssessedNeed:
    """Say why a need is not in the plan for now."""
    must_say(reason=reason)
    save_version(need, read_version=read_version, not_in_plan_reason=reason)
    return need


def _must_be_member(plan: Plan, person: Person) -> None:
    if not FamilyMember.objects.filter(family_id=plan.family_id, person=person, ends_on__isnull=True).exists():
        raise NotInFamily(f"{person.name} is not in this family. Add them first.", field="person")


def _let_owner_see(plan: Plan, owner: Practitioner, words: str, now: datetime) -> None:
    """Have a partner who is to do something see the plan in which it stands: else it would be on nobody's list.

    Raises ``NotPermitted`` for an actor who may not give sight.
    """
    sees = any("plan" in grant.parts for grant in open_grants(plan.family_id) if grant.practitioner_id == owner.pk)
    if not sees and sees_by_grant_only(owner, plan.episode, london_date(now)):
        grant_sight(
            family_id=plan.family_id,
            practitioner_id=owner.pk,
            parts=[Part.EPISODE, Part.PLAN],
            reason=f"Owns an action of the plan: {words}"[:300],
            now=now,
        )


def _same_family(plan: Plan, need: AssessedNeed | None, person: Person | None) -> None:
    if need is not None and need.family_id != plan.family_id:
        raise NotInFamily("This need belongs to another family.", field="need")
    if person is not None:
        _must_be_member(plan, person)
