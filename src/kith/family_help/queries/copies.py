"""Each reader's own copy of a plan (practice decisions P-9, P-10). Every text of it passes the reader's curtain:
the types see to it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kith.design.words import sentence
from kith.family_help.models import Action, ChildWords, ChildWorker, Goal, LeadAssignment, Plan
from kith.family_help.queries.goals import goals_of
from kith.family_help.queries.held_back import WholePart, is_read_for, newest_share, said_safe, whole_parts
from kith.family_help.readers import Reader, reader_of
from kith.family_help.reading import ReadingAge, reading_age
from kith.kernel.refusals import NotFound
from kith.kernel.terms import family_term
from kith.kernel.time import london_date
from kith.organisations.models import Practitioner, Profession
from kith.people.models import FamilyMember
from kith.people.record.curtain import curtain_for
from kith.workbench.about import CopyPart
from kith.workbench.readers import NOTHING, Curtain, ReaderPart, ReaderText
from kith.workbench.rooms import parts_for_reader

Worker = tuple[ReaderText, ReaderText, ReaderText]
"""A worker whom a reader meets: name, what they do, telephone."""


@dataclass(frozen=True)
class ActionCopy(ReaderPart):
    words: ReaderText
    who: ReaderText
    is_mine: bool
    is_open: bool
    by_when: date
    state: ReaderText
    done_on: date | None


@dataclass(frozen=True)
class GoalCopy(ReaderPart):
    words: ReaderText
    worded_by: ReaderText
    about: ReaderText
    outcome: ReaderText
    by_when: date | None
    state: ReaderText
    actions: list[ActionCopy]


@dataclass(frozen=True)
class PlanCopy(ReaderPart):
    """One reader's own copy of a plan, in the same words for page and print."""

    title: ReaderText
    given_by: ReaderText
    reader: ReaderText
    state_words: ReaderText
    agreed_on: date | None
    lead: ReaderText
    lead_called: ReaderText
    """What a family of this area calls its lead practitioner."""
    lead_job: ReaderText
    lead_telephone: ReaderText
    family_proposal: ReaderText
    proposal_by: ReaderText
    children: list[tuple[ReaderText, ReaderText]]
    goals: list[GoalCopy]
    my_actions: list[ActionCopy]
    child_words: list[tuple[ReaderText, date, ReaderText]]
    if_things_get_harder: ReaderText
    contact: ReaderText
    next_review_on: date | None
    reviews: list[tuple[date, ReaderText]]
    moving_on: ReaderText
    who_is_who: list[Worker]
    what_next: list[tuple[date, ReaderText]]
    of_rooms: list[CopyPart]
    """What the rooms above add."""


_PLAN_WORDS = {
    Plan.State.DRAFT: Curtain.say("This plan is being made. It has not been agreed yet"),
    Plan.State.AGREED: Curtain.say("This plan has been agreed"),
    Plan.State.ENDED: Curtain.say("This plan has ended"),
}


@dataclass(frozen=True)
class CopyForReader:
    """A reader's copy, with what the worker who gives it must know and the reader never gets."""

    copy: PlanCopy
    keeps: tuple[str, ...]
    """What is kept from this reader, in words."""
    whole: list[WholePart]
    """Texts of the whole family that are in their copy only when a worker said that they are safe for them."""
    safe: set[str]
    """The codes of those that were."""
    is_read: bool
    """Whether a worker confirmed that the copy was read for them."""


def plan_for_reader(plan_id: UUID, person_id: UUID) -> PlanCopy:
    """Return a reader's own copy of a plan, without anything protected from them, without goals of others' concern and without a
    child's words they may not read (P-9, P-10). When anything is kept from them, a text of the whole family is in it only when a
    worker said that it is safe for them (:mod:`held_back`). Raises :class:`NotFound` when the person is no reader of it.
    """
    return copy_for_reader(plan_id, person_id).copy


def copy_for_reader(plan_id: UUID, person_id: UUID) -> CopyForReader:
    """Return a reader's copy with what the worker must know before they give it. Raises :class:`NotFound`."""
    plan = Plan.objects.select_related("episode", "area").filter(pk=plan_id).first()
    reader = reader_of(plan, person_id) if plan is not None else None
    if plan is None or reader is None:
        raise NotFound
    hide = curtain_for(plan.family_id, reader.person)
    whole = reader.kind != "network" and reader.in_family
    goals = [goal for goal in goals_of(plan) if goal.person_id not in hide.hidden_people]
    rooms = parts_for_reader(plan.family_id, reader.person.pk, hide) if whole else []
    parts = whole_parts(plan, reader, hide, _read_by(reader, goals), rooms)
    share = newest_share(plan, reader) if hide.keeps else None
    safe = said_safe(share, parts)
    back = {part.code for part in parts} - safe
    copy = _copy(plan, reader, hide, goals, rooms, back)
    return CopyForReader(copy, hide.keeps, parts, safe, is_read_for(share, hide.keeps))


def _copy(plan: Plan, reader: Reader, hide: Curtain, goals: list[Goal], rooms: list[CopyPart], back: set[str]) -> PlanCopy:
    """Return the copy without the parts that are held ``back``."""
    read = [goal for goal in _read_by(reader, goals) if f"goal:{goal.pk}" not in back]
    copies = [_goal_copy(goal, reader, hide, back) for goal in read]
    mine = [
        _action_copy(action, reader, hide)
        for goal in goals
        if goal not in read
        for action in goal.actions.all()
        if action.owner_person_id == reader.person.pk and action.state != Action.State.STOPPED
    ]
    whole = reader.kind != "network" and reader.in_family
    lead = _lead_of(plan)
    next_review = plan.next_review_on if reader.kind != "network" else None

    def of_all(code: str, words: str, *, given: bool = whole) -> ReaderText:
        return hide(words) if given and code not in back else NOTHING

    return PlanCopy(
        title=hide(plan.title),
        given_by=hide.name_of(plan.area),
        reader=hide.name_of(reader.person),
        state_words=_state_words(plan),
        agreed_on=london_date(plan.agreed_at) if plan.agreed_at else None,
        lead=hide.name_of(lead) if lead else NOTHING,
        lead_called=hide(sentence(str(family_term("family_help_lead_practitioner")))),
        lead_job=hide.label(Profession(lead.profession)).lower() if lead else NOTHING,
        lead_telephone=hide(lead.telephone) if lead else NOTHING,
        family_proposal=of_all("family_proposal", plan.family_proposal),
        proposal_by=of_all("family_proposal", plan.proposal_by),
        children=_parts_of_children(plan, reader, hide, back),
        goals=copies,
        my_actions=mine,
        child_words=_words_of_children(plan, reader.person.pk, hide),
        if_things_get_harder=of_all("if_things_get_harder", plan.if_things_get_harder),
        contact=of_all("contact", plan.contact, given=reader.kind != "network"),
        next_review_on=next_review,
        reviews=[(row.held_on, hide(row.words)) for row in plan.reviews.all() if f"review:{row.pk}" not in back] if whole else [],
        moving_on=of_all("moving_on", plan.moving_on),
        who_is_who=_who_is_who(plan, lead, reader, hide),
        what_next=_what_next(copies, mine, next_review),
        of_rooms=[part for number, part in enumerate(rooms) if f"room:{number}" not in back],
    )


def _read_by(reader: Reader, goals: list[Goal]) -> list[Goal]:
    return [goal for goal in goals if reader.reads_goal_of(goal.person_id) and goal.state != Goal.State.STOPPED]


def _state_words(plan: Plan) -> ReaderText:
    """Say how the plan stands; an agreed one that changed says when, until it is agreed again."""
    words = _PLAN_WORDS[Plan.State(plan.state)]
    if plan.state == Plan.State.AGREED and plan.changed_on:
        return Curtain.say("{}. It was changed on {}, and you have not agreed to the change yet", words, plan.changed_on)
    return words


def reading_age_of(copy: PlanCopy) -> ReadingAge:
    """Return how easy a copy is to read, for the worker who gives it: what stands in it in the words of the plan."""
    words = [
        copy.family_proposal,
        copy.if_things_get_harder,
        *(Curtain.say("{}\n{}", goal.words, goal.outcome) for goal in copy.goals),
        *(action.words for goal in copy.goals for action in goal.actions),
        *(action.words for action in copy.my_actions),
        *(words for _, words in copy.children),
    ]
    return reading_age("\n".join(map(str, words)))


def readers_of_plan(plan: Plan) -> list[Reader]:
    """Return everyone who may have a copy of their own, for the worker who shares it."""
    candidates = list(
        FamilyMember.objects.filter(family_id=plan.family_id, ends_on__isnull=True).values_list("person_id", flat=True)
    )
    found = (reader_of(plan, person_id) for person_id in candidates)
    return [reader for reader in found if reader is not None]


def _lead_of(plan: Plan) -> Practitioner | None:
    turn = (
        plan.episode.leads.select_related("practitioner__agency")
        .filter(state=LeadAssignment.State.ACCEPTED, ends_on__isnull=True)
        .first()
    )
    return turn.practitioner if turn else None


def _goal_copy(goal: Goal, reader: Reader, hide: Curtain, back: set[str]) -> GoalCopy:
    return GoalCopy(
        words=hide(goal.words),
        worded_by=hide(goal.worded_by),
        about=hide.name_of(goal.person) if goal.person else hide.say("All of us"),
        outcome=hide(goal.outcome),
        by_when=goal.by_when,
        state=hide.label(Goal.State(goal.state)),
        actions=[
            _action_copy(action, reader, hide)
            for action in goal.actions.all()
            if action.state != Action.State.STOPPED and f"action:{action.pk}" not in back
        ],
    )


def _action_copy(action: Action, reader: Reader, hide: Curtain) -> ActionCopy:
    owner = action.owner_person or action.owner_practitioner
    is_mine = action.owner_person_id == reader.person.id
    who = hide.say("You") if is_mine else hide.name_of(owner) if owner else hide(action.owner_words)
    return ActionCopy(
        words=hide(action.words),
        who=who,
        is_mine=is_mine,
        is_open=action.state == Action.State.OPEN,
        by_when=action.by_when,
        state=hide.label(Action.State(action.state)),
        done_on=action.done_on,
    )


def _parts_of_children(plan: Plan, reader: Reader, hide: Curtain, back: set[str]) -> list[tuple[ReaderText, ReaderText]]:
    return [
        (hide.name_of(part.person), hide(part.words))
        for part in plan.children.select_related("person")
        if part.words
        and reader.kind != "network"
        and part.person_id in reader.about
        and part.person_id not in hide.hidden_people
        and f"child:{part.pk}" not in back
    ]


def _words_of_children(plan: Plan, person_id: UUID, hide: Curtain) -> list[tuple[ReaderText, date, ReaderText]]:
    """Return the words this reader may read. A child's own copy may be found at home, so it has theirs only when they wanted
    it (P-29)."""
    rows = ChildWords.objects.select_related("person").filter(episode_id=plan.episode_id).exclude(words="")
    return [
        (hide.name_of(row.person), row.said_on, hide(row.words))
        for row in rows
        if (row.own_copy is True if row.person_id == person_id else row.readers == "named" and person_id in row.may_read)
    ]


def at_home_with(family_id: UUID) -> list[tuple[str, str]]:
    """Return each child of a family with who shares their household, and so may find the child's copy (P-29)."""
    places = list(
        FamilyMember.objects.select_related("person")
        .filter(family_id=family_id, ends_on__isnull=True)
        .order_by("starts_on", "id")
    )
    return [
        (
            child.person.name,
            ", ".join(
                each.person.name
                for each in places
                if each.person_id != child.person_id and each.household == child.household and each.role != "unborn"
            ),
        )
        for child in places
        if child.role == "child"
    ]


def _who_is_who(plan: Plan, lead: Practitioner | None, reader: Reader, hide: Curtain) -> list[Worker]:
    """Return the workers this reader meets."""

    def line(worker: Practitioner, job: ReaderText) -> Worker:
        return hide.name_of(worker), job, hide(worker.telephone)

    rows = [line(lead, hide.say("Leads your plan"))] if lead else []
    if reader.kind == "network":
        return rows
    seen = {lead.id} if lead else set()
    for oversight in plan.episode.oversights.select_related("practitioner").filter(ends_on__isnull=True):
        seen.add(oversight.practitioner_id)
        rows.append(line(oversight.practitioner, hide.say("Social worker who checks on the work")))
    for worker in ChildWorker.objects.select_related("practitioner", "person").filter(
        episode_child__episode_id=plan.episode_id, ends_on__isnull=True, person_id__in=reader.about
    ):
        if worker.practitioner_id not in seen:
            seen.add(worker.practitioner_id)
            rows.append(line(worker.practitioner, hide.say("Works with {}", hide.name_of(worker.person))))
    return rows


def _what_next(goals: list[GoalCopy], mine: list[ActionCopy], review: date | None) -> list[tuple[date, ReaderText]]:
    actions = [*(action for goal in goals for action in goal.actions), *mine]
    rows = [(action.by_when, Curtain.say("{}: {}", action.who, action.words)) for action in actions if action.is_open]
    if review is not None:
        rows.append((review, Curtain.say("We look at the plan together")))
    return sorted(rows, key=lambda row: (row[0], str(row[1])))
