"""Each reader's own copy of a plan (practice decisions P-9, P-10)."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kith.family_help.models import (
    Action,
    ChildWords,
    ChildWorker,
    Goal,
    LeadAssignment,
    Plan,
)
from kith.family_help.queries.picture import goals_of
from kith.family_help.readers import Reader, curtain_for, reader_of
from kith.family_help.reading import ReadingAge, reading_age
from kith.kernel.refusals import NotFound
from kith.kernel.time import london_date
from kith.organisations.models import Practitioner
from kith.people.models import FamilyMember

_OPEN = {"ends_on__isnull": True}


@dataclass(frozen=True)
class ActionCopy:
    words: str
    who: str
    is_mine: bool
    by_when: date
    state: str
    done_on: date | None


@dataclass(frozen=True)
class GoalCopy:
    words: str
    worded_by: str
    about: str
    outcome: str
    by_when: date | None
    state: str
    actions: list[ActionCopy]


@dataclass(frozen=True)
class PlanCopy:
    """One reader's own copy of a plan, in the same words for page and print."""

    plan_id: UUID
    title: str
    reader: str
    reader_kind: str
    state: str
    state_words: str
    agreed_on: date | None
    lead: str
    lead_job: str
    lead_telephone: str
    family_proposal: str
    proposal_by: str
    children: list[tuple[str, str]]
    goals: list[GoalCopy]
    my_actions: list[ActionCopy]
    child_words: list[tuple[str, date, str]]
    if_things_get_harder: str
    contact: str
    next_review_on: date | None
    reviews: list[tuple[date, str]]
    moving_on: str
    who_is_who: list[tuple[str, str, str]]
    what_next: list[tuple[date, str]]
    reading: ReadingAge


_PLAN_WORDS = {
    Plan.State.DRAFT: "This plan is being made. It has not been agreed yet",
    Plan.State.AGREED: "This plan has been agreed",
    Plan.State.ENDED: "This plan has ended",
}


def plan_for_reader(plan_id: UUID, person_id: UUID) -> PlanCopy:
    """Return a reader's own copy of a plan, without anything protected from them, without goals of others' concern and without a
    child's words they may not read (P-9, P-10). Raises :class:`NotFound` when the person is no reader of it.
    """
    plan = Plan.objects.select_related("episode").filter(pk=plan_id).first()
    reader = reader_of(plan, person_id) if plan is not None else None
    if plan is None or reader is None:
        raise NotFound
    hide = curtain_for(plan.family_id, reader.person)
    goals = [goal for goal in goals_of(plan) if goal.person_id not in hide.hidden_people]
    turn = (
        plan.episode.leads.select_related("practitioner__agency")
        .filter(state=LeadAssignment.State.ACCEPTED, ends_on__isnull=True)
        .first()
    )
    lead = turn.practitioner if turn else None
    read = [goal for goal in goals if reader.reads_goal_of(goal.person_id) and goal.state != Goal.State.STOPPED]
    my_actions = [
        _action_copy(action, reader, hide)
        for goal in goals
        if goal not in read
        for action in goal.actions.all()
        if action.owner_person_id == person_id and action.state != Action.State.STOPPED
    ]
    whole = reader.kind != "network" and reader.in_family
    copies = [
        GoalCopy(
            words=hide(goal.words),
            worded_by=hide(goal.worded_by),
            about=goal.person.name if goal.person else "All of us",
            outcome=hide(goal.outcome),
            by_when=goal.by_when,
            state=Goal.State(goal.state).label,
            actions=[_action_copy(action, reader, hide) for action in goal.actions.all() if action.state != Action.State.STOPPED],
        )
        for goal in read
    ]
    children = [
        (part.person.name, hide(part.words))
        for part in plan.children.select_related("person")
        if part.words and reader.kind != "network" and part.person_id in reader.about and part.person_id not in hide.hidden_people
    ]
    words = [
        (row.person.name, row.said_on, hide(row.words))
        for row in ChildWords.objects.select_related("person").filter(episode_id=plan.episode_id).exclude(words="")
        if (row.readers == "named" and person_id in row.may_read) or row.person_id == person_id
    ]
    reviews = [(row.held_on, hide(row.words)) for row in plan.reviews.all()] if whole else []
    next_review = plan.next_review_on if reader.kind != "network" else None
    text = "\n".join(
        [
            *([hide(plan.family_proposal), hide(plan.if_things_get_harder)] if whole else []),
            *(f"{goal.words}\n{goal.outcome}" for goal in copies),
            *(action.words for goal in copies for action in goal.actions),
            *(action.words for action in my_actions),
            *(words for _, words in children),
        ]
    )
    return PlanCopy(
        plan_id=plan.id,
        title=plan.title,
        reader=reader.person.name,
        reader_kind=reader.kind,
        state=plan.state,
        state_words=_PLAN_WORDS[Plan.State(plan.state)],
        agreed_on=london_date(plan.agreed_at) if plan.agreed_at else None,
        lead=lead.name if lead else "",
        lead_job=lead.get_profession_display() if lead else "",
        lead_telephone=lead.telephone if lead else "",
        family_proposal=hide(plan.family_proposal) if whole else "",
        proposal_by=hide(plan.proposal_by) if whole else "",
        children=children,
        goals=copies,
        my_actions=my_actions,
        child_words=words,
        if_things_get_harder=hide(plan.if_things_get_harder) if whole else "",
        contact=hide(plan.contact) if reader.kind != "network" else "",
        next_review_on=next_review,
        reviews=reviews,
        moving_on=hide(plan.moving_on) if whole else "",
        who_is_who=_who_is_who(plan, lead, copies, reader),
        what_next=_what_next(copies, my_actions, next_review),
        reading=reading_age(text),
    )


def _action_copy(action: Action, reader: Reader, hide: Any) -> ActionCopy:
    owner = action.owner_person or action.owner_practitioner
    is_mine = action.owner_person_id == reader.person.id
    return ActionCopy(
        words=hide(action.words),
        who="You" if is_mine else (owner.name if owner else hide(action.owner_words)),
        is_mine=is_mine,
        by_when=action.by_when,
        state=Action.State(action.state).label,
        done_on=action.done_on,
    )


def _who_is_who(plan: Plan, lead: Practitioner | None, goals: list[GoalCopy], reader: Reader) -> list[tuple[str, str, str]]:
    """Return the workers this reader meets: name, what they do, telephone."""
    rows = [(lead.name, "Leads your plan", lead.telephone)] if lead else []
    if reader.kind == "network":
        return rows
    seen = {lead.id} if lead else set()
    for oversight in plan.episode.oversights.select_related("practitioner").filter(ends_on__isnull=True):
        seen.add(oversight.practitioner_id)
        rows.append(
            (
                oversight.practitioner.name,
                "Social worker who checks on the work",
                oversight.practitioner.telephone,
            )
        )
    for worker in ChildWorker.objects.select_related("practitioner", "person").filter(
        episode_child__episode_id=plan.episode_id, ends_on__isnull=True, person_id__in=reader.about
    ):
        if worker.practitioner_id not in seen:
            seen.add(worker.practitioner_id)
            rows.append((worker.practitioner.name, f"Works with {worker.person.name}", worker.practitioner.telephone))
    return rows


def _what_next(goals: list[GoalCopy], mine: list[ActionCopy], review: date | None) -> list[tuple[date, str]]:
    open_actions = [action for goal in goals for action in goal.actions if action.state == Action.State.OPEN.label]
    open_actions += [action for action in mine if action.state == Action.State.OPEN.label]
    rows = [(action.by_when, f"{action.who}: {action.words}") for action in open_actions]
    if review is not None:
        rows.append((review, "We look at the plan together"))
    return sorted(rows)


def readers_of_plan(plan: Plan) -> list[Reader]:
    """Return everyone who may have a copy of their own, for the worker who shares it."""
    candidates = list(
        FamilyMember.objects.filter(family_id=plan.family_id, ends_on__isnull=True).values_list("person_id", flat=True)
    )
    found = (reader_of(plan, person_id) for person_id in candidates)
    return [reader for reader in found if reader is not None]
