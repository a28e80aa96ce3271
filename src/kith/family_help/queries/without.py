"""What an area's families are without: a social worker they need, a lead, an overseer. Lists that empty when each is named."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, SmallIntegerField, Subquery, Value, When
from django.db.models.functions import Coalesce

from kith.family_help.models import (
    Basis,
    BasisOfHelp,
    ChildWorker,
    Episode,
    LeadAssignment,
    Oversight,
    RiskLevel,
    Tier,
)
from kith.family_help.queries.work import (
    IN_DANGER,
    days_without_lead_of,
    highest_of,
    in_order_of_danger,
    with_children,
)
from kith.family_help.rules import NEEDS_NAMED_SOCIAL_WORKER
from kith.kernel.paging import Source
from kith.kernel.time import london_date
from kith.organisations.models import Area, Membership, Profession
from kith.practice_model.queries import model_in_force
from kith.practice_model.rules import Model, NotInTheModel

_OPEN = {"ends_on__isnull": True}


@dataclass(frozen=True)
class ChildWithout:
    """A child who by the rules needs a social worker and has none (A-13), and how long the family has had no lead."""

    family_id: UUID
    family_name: str
    child: str
    basis: str
    since: date
    days_without_lead: int


def children_without_social_worker(area_id: UUID, *, now: datetime) -> Source[ChildWithout]:
    """Return the children who need a social worker by the area's rules and have neither a lead who is one nor a named one.

    Child protection first, then longest waiting. The database picks them: the area's model is asked once for every basis,
    level of help and level of risk.
    """
    today = london_date(now)
    model = model_in_force(Area.objects.get(pk=area_id).slug, today)
    leads = LeadAssignment.objects.filter(episode=OuterRef("episode_child__episode"), state="accepted", **_OPEN)
    qualified = leads.filter(practitioner__profession=Profession.SOCIAL_WORKER).exclude(practitioner__registration="")
    named = ChildWorker.objects.filter(episode_child=OuterRef("episode_child"), kind=ChildWorker.Kind.SOCIAL_WORKER, **_OPEN)
    # Where nobody leads, the lowest risk is assumed, so that the rule's own words decide and not a level that nobody recorded.
    risk = Coalesce(Subquery(leads.values("risk_level")[:1]), Value(RiskLevel.LOW.value))
    rows = BasisOfHelp.objects.annotate(
        risk=risk,
        danger=Case(
            When(basis__in=NEEDS_NAMED_SOCIAL_WORKER, then=Value(1)),
            default=Value(0),
            output_field=SmallIntegerField(),
        ),
    ).filter(
        _needs_social_worker(model),
        ~Exists(qualified),
        ~Exists(named),
        area_id=area_id,
        episode_child__left_on__isnull=True,
        episode_child__episode__closed_on__isnull=True,
        **_OPEN,
    )

    def show(chosen: list[BasisOfHelp]) -> list[ChildWithout]:
        # First which rows, then all about those: nothing else is read of the many on other pages.
        bases = BasisOfHelp.objects.select_related("family", "person", "episode_child__episode").in_bulk(
            [basis.pk for basis in chosen]
        )
        turns = _turns_of({basis.episode_child.episode_id for basis in bases.values()})
        return [
            ChildWithout(
                basis.family_id,
                basis.family.name,
                basis.person.name,
                Basis(basis.basis).label,
                basis.starts_on,
                days_without_lead_of(basis.episode_child.episode, turns.get(basis.episode_child.episode_id, []), today),
            )
            for basis in (bases[each.pk] for each in chosen)
        ]

    return Source(rows, ("-danger", "starts_on", "id"), show)


def _turns_of(episodes: set[UUID]) -> dict[UUID, list[LeadAssignment]]:
    turns: dict[UUID, list[LeadAssignment]] = {}
    for turn in LeadAssignment.objects.filter(episode_id__in=episodes, state="accepted"):
        turns.setdefault(turn.episode_id, []).append(turn)
    return turns


@dataclass(frozen=True)
class WithoutLead:
    """A family that nobody leads: since when, how many days in all, who was asked, and when its assessment is due."""

    family_id: UUID
    family_name: str
    children: list[str]
    highest_basis: str
    opened_on: date
    days: int
    asked: str
    in_danger: bool
    assessment_due_on: date | None


def families_without_lead(area_id: UUID, *, now: datetime) -> Source[WithoutLead]:
    """Return the open episodes of an area that nobody leads, nearest to danger first, then longest waiting (D-17).

    Such a family is on no practitioner's list, so it stands on the day of the front door, duty and managers until a lead accepts.
    """
    today = london_date(now)
    # Who has no place in the area today leads nobody, whatever still stands in the record.
    works_here = Membership.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        practitioner=OuterRef("practitioner"),
        area_id=area_id,
        starts_on__lte=today,
    )
    leads = LeadAssignment.objects.filter(Exists(works_here), episode=OuterRef("pk"), state="accepted", **_OPEN)
    rows = Episode.objects.filter(~Exists(leads), area_id=area_id, closed_on__isnull=True)

    def show(found: list[Episode]) -> list[WithoutLead]:
        episodes = with_children([episode.pk for episode in found])
        danger = {each.pk: each.danger for each in found}  # type: ignore[attr-defined]
        turns = _turns_of(set(episodes))
        asked = dict(
            LeadAssignment.objects.filter(episode__in=list(episodes), state="proposed").values_list(
                "episode_id", "practitioner__name"
            )
        )
        return [
            WithoutLead(
                family_id=episode.family_id,
                family_name=episode.family.name,
                children=[child.person.name for child in episode.children.all()],
                highest_basis=Basis(highest_of(episode)).label,
                opened_on=london_date(episode.opened_at),
                days=days_without_lead_of(episode, turns.get(episode.pk, []), today),
                asked=asked.get(episode.pk, ""),
                in_danger=danger[episode.pk] == IN_DANGER,
                assessment_due_on=episode.assessment_due_on,
            )
            for episode in (episodes[each.pk] for each in found)
        ]

    return Source(in_order_of_danger(rows), ("-danger", "opened_at", "id"), show)


def _needs_social_worker(model: Model) -> Q:
    """Return the model's answer for every basis, level of help and recorded level of risk, as a condition on a basis of help."""
    always = Q(basis__in=NEEDS_NAMED_SOCIAL_WORKER)
    for basis in set(Basis.values) - NEEDS_NAMED_SOCIAL_WORKER:
        for tier in Tier.values:
            risks = [risk for risk in ["", *RiskLevel.values] if _needs(model, basis, tier, risk)]
            if risks:
                always |= Q(basis=basis, episode_child__episode__tier=tier, risk__in=risks)
    return always


def _needs(model: Model, basis: str, tier: str, risk: str) -> bool:
    try:
        return model.needs_social_worker(basis=basis, tier=tier, risk_level=risk or None)
    except NotInTheModel:
        # Where the model says nothing about who may lead, the child is shown, not passed over.
        return True


@dataclass(frozen=True)
class OversightMissing:
    family_id: UUID
    family_name: str
    lead: str
    since: date
    rule: str


def oversight_missing(area_id: UUID) -> Source[OversightMissing]:
    """Return the episodes whose lead needs an overseer by the area's rules and have none: breaches until one is named (C-07).

    Longest standing first.
    """
    rows = (
        LeadAssignment.objects.filter(area_id=area_id, state="accepted", **_OPEN)
        .exclude(needs_overseer="")
        .exclude(Exists(Oversight.objects.filter(episode=OuterRef("episode"), **_OPEN)))
    )

    def show(chosen: list[LeadAssignment]) -> list[OversightMissing]:
        turns = LeadAssignment.objects.select_related("practitioner", "family").in_bulk([turn.pk for turn in chosen])
        return [
            OversightMissing(
                turn.family_id,
                turn.family.name,
                turn.practitioner.name,
                turn.starts_on or london_date(turn.proposed_at),
                turn.rule,
            )
            for turn in (turns[each.pk] for each in chosen)
        ]

    return Source(rows, ("starts_on", "id"), show)
