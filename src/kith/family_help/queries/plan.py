"""The plan with everything around it, what it still needs, and one reader's copy for the worker who gives it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch

from kith.family_help.models import Action, AssessedNeed, Episode, Goal, Plan, PlanReview
from kith.family_help.queries.assessment import words_of_children
from kith.family_help.queries.copies import CopyForReader, PlanCopy, copy_for_reader, readers_of_plan, reading_age_of
from kith.family_help.queries.episodes import open_episode_of
from kith.family_help.queries.goals import missing_of_goal, unaddressed_needs
from kith.family_help.queries.moves import EndedStep, ended_steps
from kith.family_help.queries.shares import Shares, shares_of
from kith.family_help.queries.who_decides import area_model, made_under, model_kept
from kith.family_help.readers import Reader
from kith.family_help.reading import ReadingAge, reading_age
from kith.kernel.refusals import NotFound
from kith.kernel.said import says_nothing
from kith.kernel.time import london_date
from kith.organisations.models import Area
from kith.practice_model.queries import model_in_force
from kith.practice_model.schema import PlanPart


@dataclass(frozen=True)
class PlanOverview:
    """The plan with everything around it; ``plan`` is empty before the first."""

    episode: Episode
    plan: Plan | None
    title: str
    goals: list[Goal]
    shares: Shares
    unaddressed: list[AssessedNeed]
    missing: list[str]
    readers: list[Reader]
    undecided: int
    reading: ReadingAge
    ended: list[EndedStep]
    older_copies: list[str]
    """Who was given a copy before the plan changed, and none since."""
    parts: dict[str, PlanPart]
    """The parts of the plan by the model it was begun on: what each is called, and what is asked there."""
    made_under: str


def plan_overview(family_id: UUID, *, now: datetime) -> PlanOverview:
    """Return the page of the plan. Raises :class:`NotFound` for a family without an episode."""
    plan = plan_page(family_id)
    episode = open_episode_of(family_id)
    if plan is not None and plan.state == Plan.State.ENDED and episode is not None:
        plan = None
    if episode is None:
        episode = plan.episode if plan else Episode.objects.filter(family_id=family_id).order_by("-opened_at")[0]
    model = model_in_force(Area.objects.get(pk=episode.area_id).slug, london_date(now))
    goals = list(plan.goals.all()) if plan else []
    actions = [action for each in goals for action in each.actions.all()]
    text = "\n".join(
        [
            plan.if_things_get_harder if plan else "",
            *(f"{each.words}\n{each.outcome}" for each in goals),
            *(action.words for action in actions),
        ]
    )
    return PlanOverview(
        episode=episode,
        plan=plan,
        title=plan.title if plan else model.term("family_help_plan"),
        goals=goals,
        shares=shares_of(actions),
        unaddressed=unaddressed_needs(episode),
        missing=missing_before_agreement(plan) if plan is not None and plan.state == Plan.State.DRAFT else [],
        readers=readers_of_plan(plan) if plan else [],
        undecided=sum(row.readers == "undecided" and bool(row.words) for row in words_of_children(episode)),
        reading=reading_age(text),
        ended=ended_steps([episode, plan], model, london_date(now)),
        older_copies=_older_copies(plan) if plan is not None else [],
        parts=parts_of(plan, now=now),
        made_under=made_under(plan.model_version, plan.started_on, model) if plan else "",
    )


def parts_of(plan: Plan | None, *, now: datetime) -> dict[str, PlanPart]:
    """Return the parts of a plan by the model that it was begun on; before the first, by the one in force."""
    return (model_kept(plan.model_version, now) if plan else area_model(now)).plan_parts


def _older_copies(plan: Plan) -> list[str]:
    changed_on = plan.changed_on
    if changed_on is None:
        return []
    given: dict[str, bool] = {}
    for share in plan.shares.all():
        given[share.person.name] = given.get(share.person.name, False) or london_date(share.shared_at) > changed_on
    return sorted(name for name, is_new in given.items() if not is_new)


def plan_page(family_id: UUID) -> Plan | None:
    """Return the family's plan with its goals, actions and reviews; the last one when it has ended. Raises :class:`NotFound`."""
    if not Episode.objects.filter(family_id=family_id).exists():
        raise NotFound
    return (
        Plan.objects.select_related("episode", "family", "agreed_by")
        .filter(family_id=family_id)
        .prefetch_related(
            Prefetch(
                "goals",
                Goal.objects.select_related("need", "person").prefetch_related(
                    Prefetch("actions", Action.objects.select_related("owner_person", "owner_practitioner"))
                ),
            ),
            "children__person",
            Prefetch("reviews", PlanReview.objects.prefetch_related("progress__goal")),
            "shares__person",
        )
        .order_by("-started_on", "-id")
        .first()
    )


def active_plan(family_id: UUID) -> Plan:
    """Return the family's plan that is being made or is agreed. Raises :class:`NotFound`."""
    plan = Plan.objects.select_related("episode").filter(family_id=family_id).exclude(state=Plan.State.ENDED).first()
    if plan is None:
        raise NotFound
    return plan


def actions_left_by(episode: Episode, leaving: set[UUID]) -> list[Action]:
    """Return the actions still to do that nothing is left of when some children leave: theirs, and all after the last (P-30)."""
    staying = set(episode.children.filter(left_on__isnull=True).values_list("person_id", flat=True)) - leaving
    still_to_do = Action.objects.filter(goal__plan__episode=episode, state=Action.State.OPEN).exclude(
        goal__plan__state=Plan.State.ENDED
    )
    if staying:
        still_to_do = still_to_do.filter(goal__person_id__in=leaving)
    return list(still_to_do.select_related("goal__plan", "owner_person", "owner_practitioner").order_by("by_when", "id"))


def missing_before_agreement(plan: Plan) -> list[str]:
    """Return in words what the plan still needs before it can be agreed."""
    missing = []
    if not plan.family_proposal.strip() and says_nothing(plan.no_proposal_reason):
        missing.append("ask for the family's own proposal, or say why there is none")
    goals = [goal for goal in plan.goals.all() if goal.state != Goal.State.STOPPED]
    if not goals:
        missing.append("add at least one goal")
    for goal in goals:
        missing += missing_of_goal(goal)
    if plan.next_review_on is None:
        missing.append("set the date of the first review")
    return missing


@dataclass(frozen=True)
class CopyPage:
    plan: Plan
    copy: PlanCopy
    reading: ReadingAge
    given: CopyForReader


def copy_page(family_id: UUID, person_id: UUID) -> CopyPage:
    """Return one reader's own copy of the family's latest plan, for the worker who gives it. Raises :class:`NotFound`."""
    plan = Plan.objects.select_related("episode").filter(family_id=family_id).order_by("-started_on", "-id").first()
    if plan is None:
        raise NotFound
    given = copy_for_reader(plan.id, person_id)
    return CopyPage(plan, given.copy, reading_age_of(given.copy), given)
