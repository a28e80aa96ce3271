"""What a form of this room can choose from, and what was chosen. What may not be seen is not found."""

from datetime import date
from typing import Any
from uuid import UUID

from kith.family_help.models import (
    AssessedNeed,
    Basis,
    BasisOfHelp,
    ChildWorker,
    EpisodeChild,
    Goal,
    GoalProgress,
    Plan,
    RiskLevel,
    Tier,
)
from kith.family_help.models.plan import Side
from kith.family_help.queries.episodes import open_grants
from kith.family_help.queries.people_here import practitioners_of_families
from kith.kernel.refusals import NotFound
from kith.organisations.models import Practitioner
from kith.people.models import FamilyMember
from kith.workbench.rows import chosen_row

Choices = list[tuple[str, str]]

BASES: Choices = list(Basis.choices)
CHILD_PROTECTION_PLAN = Basis.CHILD_PROTECTION_PLAN.value
ENDS_OF_A_PLAN: Choices = list(BasisOfHelp.EndedBy.choices)
RISK_LEVELS: Choices = list(RiskLevel.choices)
TIERS: dict[str, str] = dict(Tier.choices)
GOAL_STATES: Choices = list(Goal.State.choices)
ENDS_OF_AN_ACTION: Choices = [("done", "It is done"), ("moved", "Somebody else takes it on"), ("stopped", "It is given up")]
SIDES: Choices = list(Side.choices)
PROGRESS: Choices = list(GoalProgress.Progress.choices)


def practitioner(chosen: str) -> Practitioner:
    """Return a practitioner chosen from a list. Raises :class:`NotFound`."""
    found = Practitioner.objects.select_related("agency").filter(pk=chosen).first()
    if found is None:
        raise NotFound
    return found


def members_to_choose(family_id: UUID) -> Choices:
    """Return the family's members for a list."""
    places = FamilyMember.objects.select_related("person").filter(family_id=family_id, ends_on__isnull=True)
    return [(str(place.person_id), place.person.name) for place in places.order_by("starts_on", "id")]


def member_person(family_id: UUID, chosen: str, *, needed: bool = False) -> Any:
    """Return the member chosen, ``None`` for nobody. Raises :class:`NotFound` for a stranger,
    or for nobody when one is needed."""
    if not chosen:
        if needed:
            raise NotFound
        return None
    place = FamilyMember.objects.select_related("person").filter(family_id=family_id, person_id=chosen).first()
    if place is None:
        raise NotFound
    return place.person


def children_to_choose(episode_id: UUID) -> Choices:
    """Return the children an episode is for."""
    children = EpisodeChild.objects.select_related("person").filter(episode_id=episode_id, left_on__isnull=True)
    return [(str(child.person_id), child.person.name) for child in children]


def needs_to_choose(episode_id: UUID) -> Choices:
    """Return the assessed needs that a goal can answer."""
    needs = AssessedNeed.objects.filter(assessment__episode_id=episode_id).order_by("assessment__started_on", "position")
    return [(str(each.id), each.words[:120]) for each in needs]


def need(family_id: UUID, chosen: str) -> AssessedNeed | None:
    """Return the need chosen. Raises :class:`NotFound`."""
    return chosen_row(AssessedNeed, chosen, family_id=family_id)


def owners_to_choose(plan: Plan, today: date) -> Choices:
    """Return who can own an action: members, the workers around the family, then everybody who works with families here."""
    workers: dict[UUID, Practitioner] = {}
    for turn in plan.episode.leads.select_related("practitioner").filter(state="accepted", ends_on__isnull=True):
        workers[turn.practitioner_id] = turn.practitioner
    for oversight in plan.episode.oversights.select_related("practitioner").filter(ends_on__isnull=True):
        workers[oversight.practitioner_id] = oversight.practitioner
    for grant in open_grants(plan.family_id):
        workers[grant.practitioner_id] = grant.practitioner
    for named in ChildWorker.objects.select_related("practitioner").filter(
        episode_child__episode_id=plan.episode_id, ends_on__isnull=True
    ):
        workers[named.practitioner_id] = named.practitioner
    for key, other in practitioners_of_families(today).items():
        workers.setdefault(key, other)
    return [(f"person:{key}", name) for key, name in members_to_choose(plan.family_id)] + [
        (f"worker:{key}", f"{each.name} ({each.get_profession_display()})") for key, each in workers.items()
    ]


def owner(family_id: UUID, chosen: str) -> dict[str, Any]:
    """Return the owner chosen from :func:`owners_to_choose`, as the service takes it."""
    kind, _, key = chosen.partition(":")
    if kind == "person":
        return {"owner_person": member_person(family_id, key, needed=True)}
    return {"owner_practitioner": practitioner(key)} if kind == "worker" else {}
