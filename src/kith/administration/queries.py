"""What an administrator reads about an area: what it lacks before it is live, and who works there."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from kith.administration.changes import ever_in
from kith.administration.rules import ROTA, Missing, People, missing
from kith.design.words import the_date
from kith.kernel.paging import Source
from kith.kernel.time import london_date
from kith.organisations.models import (
    Area,
    Capability,
    DutyTurn,
    Membership,
    Practitioner,
    Profession,
    Role,
    Team,
)
from kith.practice_model.queries import NoModelInForce, model_in_force
from kith.practice_model.rules import Model


def model_of(area: Area, now: datetime) -> Model | None:
    """Return the model of an area in force at an instant, or ``None``."""
    try:
        return model_in_force(area.slug, london_date(now))
    except NoModelInForce:
        return None


def lacking(area: Area, *, now: datetime) -> list[Missing]:
    """Return what an area lacks before it may be taken live (``rules.missing``)."""
    turns = DutyTurn.objects.filter(
        area=area,
        team__kind__in=(Team.Kind.FRONT_DOOR, Team.Kind.OUT_OF_HOURS),
        starts_at__lt=now + ROTA,
        ends_at__gt=now,
    )
    return missing(
        model=model_of(area, now),
        people=_people(area, now),
        rota=list(turns.values_list("starts_at", "ends_at")),
        now=now,
    )


def _people(area: Area, now: datetime) -> People:
    today = london_date(now)
    held = list(
        Membership.objects.filter(area=area, starts_on__lte=today, practitioner__user__is_active=True)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .values_list("practitioner_id", "role", "practitioner__profession", "practitioner__registration")
    )

    def with_role(*roles: str, qualified: bool = False) -> set[UUID]:
        return {
            who
            for who, role, profession, registration in held
            if role in roles and (not qualified or (profession == Profession.SOCIAL_WORKER and registration))
        }

    leads = with_role(Role.LEAD_PRACTITIONER, Role.PARTNER_LEAD)
    model = model_of(area, now)
    asked = str(model.setting("lead_accreditation") or "") if model else ""
    accredited = (
        Capability.objects.filter(area=area, kind=asked, starts_on__lte=today, practitioner_id__in=leads)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .values("practitioner_id")
        .distinct()
        .count()
        if asked
        else 0
    )
    return People(
        administrators=len(with_role(Role.ADMINISTRATOR)),
        front_door_social_workers=len(with_role(Role.FRONT_DOOR, qualified=True)),
        managers=len(with_role(Role.TEAM_MANAGER)),
        out_of_hours_social_workers=len(with_role(Role.OUT_OF_HOURS, qualified=True)),
        leads=len(leads),
        accredited_leads=accredited,
        lead_child_protection=len(with_role(Role.LEAD_CHILD_PROTECTION, qualified=True)),
    )


@dataclass(frozen=True)
class StaffRow:
    """A person of the area as the list shows them."""

    pk: UUID
    name: str
    agency: str
    places: list[str]
    sign_in: str


def staff(area: Area, *, today: date, name: str = "", role: str = "", everyone: bool = False) -> Source[StaffRow]:
    """Return people with a place in an area by name. ``everyone`` also gives those whose places have ended."""
    places = Membership.objects.filter(area=area)
    if not everyone:
        places = places.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    if role:
        places = places.filter(role=role)
    people = ever_in(area.pk) if everyone and not role else Practitioner.objects.filter(pk__in=places.values("practitioner_id"))
    if name.strip():
        people = people.filter(name__icontains=name.strip())

    def show(found: list[Practitioner]) -> list[StaffRow]:
        held: dict[UUID, list[str]] = {}
        for place in places.filter(practitioner__in=found).select_related("team").order_by("starts_on"):
            team = f" ({place.team.name})" if place.team else ""
            ended = f", until {the_date(place.ends_on)}" if place.ends_on else ""
            held.setdefault(place.practitioner_id, []).append(f"{Role(place.role).label}{team}{ended}")
        return [StaffRow(each.pk, each.name, each.agency.name, held.get(each.pk, []), sign_in_of(each)) for each in found]

    return Source(people.select_related("agency", "user"), ("name", "id"), show)


def sign_in_of(who: Practitioner) -> str:
    """Say in words whether somebody can sign in, and has."""
    if who.user is None:
        return "Does not sign in"
    if not who.user.is_active:
        return "Has left"
    return "Open" if who.user.last_login else "Has not signed in yet"
