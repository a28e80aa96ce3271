"""The families that an area helps now, for a manager to filter."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from kith.family_help.models import Basis, BasisOfHelp, Episode, LeadAssignment
from kith.family_help.queries.choices import Choices
from kith.family_help.queries.people_here import practitioners_of_families
from kith.family_help.queries.work import highest_of, in_order_of_danger, with_children
from kith.kernel.paging import Page, Place, Source, page_of
from kith.kernel.time import london_date
from kith.organisations.models import Team
from kith.organisations.queries import places_on
from kith.tasks import queries as tasks

NO_LEAD = "none"
"""Filter by lead: families that nobody leads."""


@dataclass(frozen=True)
class FamilyLine:
    """One family that is helped: who leads, the highest basis, since when, and what is overdue."""

    family_id: UUID
    name: str
    children: list[str]
    basis: str
    lead: str
    since: date
    overdue: int


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; empty: all."""

    lead: str = ""
    team: str = ""
    basis: str = ""
    only_overdue: bool = False


def families(area_id: UUID, wanted: Wanted, *, now: datetime, place: Place | None = None) -> Page[FamilyLine]:
    """Return the families helped now in an area that fit, nearest to danger first, then by name."""
    today = london_date(now)
    late = tasks.overdue(tasks.of_area(area_id), now=now)
    leads = LeadAssignment.objects.filter(episode=OuterRef("pk"), state=LeadAssignment.State.ACCEPTED, ends_on__isnull=True)
    rows = Episode.objects.filter(area_id=area_id, closed_on__isnull=True).select_related("family")
    if wanted.lead == NO_LEAD:
        rows = rows.filter(~Exists(leads))
    elif wanted.lead:
        rows = rows.filter(Exists(leads.filter(practitioner_id=wanted.lead)))
    if wanted.team:
        held = places_on(today).filter(team_id=wanted.team)
        rows = rows.filter(Exists(leads.filter(practitioner__in=held.values("practitioner"))))
    if wanted.basis:
        bases = BasisOfHelp.objects.filter(episode_child__episode=OuterRef("pk"), ends_on__isnull=True, basis=wanted.basis)
        rows = rows.filter(Exists(bases))
    if wanted.only_overdue:
        rows = rows.filter(Exists(late.filter(family_id=OuterRef("family_id"))))

    def show(found: list[Episode]) -> list[FamilyLine]:
        episodes = with_children([each.pk for each in found])
        turns = {
            turn.episode_id: turn.practitioner.name
            for turn in LeadAssignment.objects.select_related("practitioner").filter(
                episode__in=episodes, state=LeadAssignment.State.ACCEPTED, ends_on__isnull=True
            )
        }
        count = Counter(late.filter(family_id__in=[each.family_id for each in found]).values_list("family_id", flat=True))
        return [
            FamilyLine(
                family_id=each.family_id,
                name=each.family.name,
                children=[child.person.name for child in each.children.all()],
                basis=Basis(highest_of(each)).label,
                lead=turns.get(each.pk, ""),
                since=london_date(each.opened_at),
                overdue=count[each.family_id],
            )
            for each in (episodes[one.pk] for one in found)
        ]

    return page_of(
        Source(in_order_of_danger(rows), ("-danger", "family__name", "id"), show), place=place, size=50, name="families"
    )


def leads_to_choose(now: datetime) -> Choices:
    """Return who the list of families can be narrowed to."""
    return [
        (NO_LEAD, "Nobody leads"),
        *((str(key), each.name) for key, each in practitioners_of_families(london_date(now)).items()),
    ]


def teams_to_choose(area_id: UUID) -> Choices:
    """Return the teams that the list of families can be narrowed to."""
    return [(str(team.pk), team.name) for team in Team.objects.filter(area_id=area_id).order_by("name")]
