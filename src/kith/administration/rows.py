"""The rows that an administrator's pages show and change, each of the area acted in, and the choices that their forms offer."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from kith.administration.changes import ever_in
from kith.kernel.refusals import NotFound
from kith.organisations.models import (
    Agency,
    Area,
    Capability,
    DutyTurn,
    HubBody,
    Membership,
    Practitioner,
    Profession,
    Role,
    Team,
)
from kith.workbench.rows import row

ADMINISTRATOR: str = Role.ADMINISTRATOR
AGENCY_KINDS = Agency.Kind.choices
PROFESSIONS = Profession.choices
ROLES = Role.choices
TEAM_KINDS = Team.Kind.choices


def role_in_words(role: str) -> str:
    """Return what a role is called."""
    return str(Role(role).label)


def agency_of(area: Area, agency_id: UUID) -> Agency:
    """Return an agency that works in the area. Raises :class:`NotFound`, as every function here for a row of another area."""
    return row(Agency, agency_id, areas=area)


def team_of(area: Area, team_id: UUID) -> Team:
    """Return a team of the area."""
    return row(Team, team_id, area=area)


def body_of(area: Area, body_id: UUID) -> HubBody:
    """Return a body that the area named."""
    return row(HubBody, body_id, area=area)


def turn_of(area_id: UUID, turn_id: UUID) -> DutyTurn:
    """Return a turn of the area's rota."""
    return row(DutyTurn, turn_id, area_id=area_id)


def place_of(area: Area, place_id: UUID) -> Membership:
    """Return a place in the area."""
    return row(Membership, place_id, area=area)


def capability_of(area: Area, capability_id: UUID) -> Capability:
    """Return a capability of somebody in the area."""
    return row(Capability, capability_id, area=area)


def member_of(area: Area, practitioner_id: UUID) -> Practitioner:
    """Return who has or had a place in the area."""
    found = ever_in(area.pk).filter(pk=practitioner_id).select_related("agency", "user").first()
    if found is None:
        raise NotFound
    return found


def practitioner(practitioner_id: UUID) -> Practitioner:
    """Return a practitioner."""
    return Practitioner.objects.get(pk=practitioner_id)


def places_in(area: Area, who: Practitioner) -> list[Membership]:
    """Return a person's places in the area, the newest first."""
    return list(Membership.objects.filter(practitioner=who, area=area).select_related("team").order_by("-starts_on"))


def capabilities_in(area: Area, who: Practitioner) -> list[Capability]:
    """Return a person's capabilities in the area, the newest first."""
    return list(Capability.objects.filter(practitioner=who, area=area).order_by("-starts_on"))


def named_bodies(area: Area) -> dict[str, HubBody]:
    """Return the bodies that the area named and that have not ended, by key."""
    return {each.key: each for each in HubBody.objects.filter(area=area, ends_on__isnull=True)}


def turns_until(area_id: UUID, now: datetime, until: datetime) -> list[DutyTurn]:
    """Return the turns under way and those that begin before a moment, in their order."""
    turns = _coming(area_id, now).filter(starts_at__lt=until).select_related("team", "practitioner")
    return list(turns.order_by("starts_at", "team__name"))


def turns_later(area_id: UUID, now: datetime, since: datetime) -> int:
    """Return how many turns begin after that."""
    return _coming(area_id, now).filter(starts_at__gte=since).count()


def _coming(area_id: UUID, now: datetime) -> QuerySet[DutyTurn]:
    return DutyTurn.objects.filter(area_id=area_id, ends_at__gt=now)


def agencies(area: Area) -> list[tuple[str, str]]:
    """Return the agencies of an area as choices."""
    return [(str(each.pk), each.name) for each in area.agencies.order_by("name")]


def teams(area: Area) -> list[tuple[str, str]]:
    """Return the teams of an area that have not ended as choices."""
    return [(str(each.pk), each.name) for each in area.teams.filter(ends_on__isnull=True).order_by("name")]


def workers(area: Area, today: date) -> list[tuple[str, str]]:
    """Return who has a place in the area today or later as choices."""
    people = (
        Membership.objects.filter(area=area)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .order_by("practitioner__name")
        .values_list("practitioner_id", "practitioner__name")
        .distinct()
    )
    return [(str(key), name) for key, name in people]
