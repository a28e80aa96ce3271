"""Reading who works where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Q, QuerySet

from kith.design.words import the_date
from kith.organisations import demonstration, demonstration_posts
from kith.organisations.models import (
    Area,
    DemonstrationClock,
    DutyTurn,
    Membership,
    Practitioner,
    Profession,
    Role,
    Team,
    User,
)


def area_with(area_id: UUID) -> Area:
    """Return an area by its id."""
    return Area.objects.get(pk=area_id)


def area_called(slug: str) -> Area | None:
    """Return an area by its short name."""
    return Area.objects.filter(slug=slug).first()


def live_areas() -> list[Area]:
    """Return the areas that are live, by name."""
    return list(Area.objects.filter(live_at__isnull=False).order_by("name"))


def may_administer(roles: Iterable[str]) -> bool:
    """Say whether one of these roles is an administrator's."""
    return Role.ADMINISTRATOR in set(roles)


def administrators_of(area_id: UUID, on: date) -> list[str]:
    """Return the names of the administrators of an area on a day."""
    held = active_practitioners(area_id, on).filter(memberships__role=Role.ADMINISTRATOR)
    return list(held.values_list("name", flat=True))


def places_on(on: date) -> QuerySet[Membership]:
    """Return the places that people hold on a day, to be narrowed."""
    return Membership.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


def memberships_on(practitioner_id: UUID, on: date) -> list[Membership]:
    """Return a practitioner's memberships that hold on a day, oldest first."""
    return list(places_on(on).filter(practitioner_id=practitioner_id).select_related("area", "team").order_by("starts_on"))


def areas_of(practitioner_id: UUID, on: date) -> list[Area]:
    """Return the areas in which a practitioner works on a day."""
    return list({m.area_id: m.area for m in memberships_on(practitioner_id, on)}.values())


def is_on_duty(practitioner_id: UUID, area_id: UUID, *, at: datetime) -> bool:
    """Say whether it is a practitioner's turn on duty in an area at an instant, for whichever team."""
    return DutyTurn.objects.filter(practitioner_id=practitioner_id, area_id=area_id, starts_at__lte=at, ends_at__gt=at).exists()


@dataclass(frozen=True)
class OnDuty:
    """Somebody on duty at an instant."""

    name: str
    team: str
    kind: str
    telephone: str
    until: datetime


def on_duty(area_id: UUID, at: datetime) -> list[OnDuty]:
    """Return who is on duty in an area at an instant: front door, Family Help, child protection, out of hours."""
    turns = (
        DutyTurn.objects.filter(area_id=area_id, starts_at__lte=at, ends_at__gt=at)
        .select_related("team", "practitioner")
        .order_by("team__kind", "team__name")
    )
    return [
        OnDuty(
            name=turn.practitioner.name,
            team=turn.team.name,
            kind=turn.team.kind,
            telephone=turn.practitioner.telephone or turn.team.telephone,
            until=turn.ends_at,
        )
        for turn in turns
    ]


@dataclass(frozen=True)
class Colleague:
    """A member of a team, as the team's page shows them."""

    name: str
    role: str
    profession: str
    agency: str
    telephone: str
    since: date


@dataclass(frozen=True)
class TeamPage:
    """A team or hub: who is in it, which disciplines are present, and which the model expects but nobody fills."""

    team: Team
    colleagues: list[Colleague]
    present: list[str]
    gaps: list[str]
    expected: list[str]
    agencies: list[str]

    @property
    def co_located(self) -> bool:
        """Whether people of several agencies work here together."""
        return len(self.agencies) > 1


def teams_of(area_id: UUID, on: date, expected: Mapping[str, Sequence[str]] | None = None) -> list[TeamPage]:
    """Return every team and hub of an area with its people on a day. Two queries, however many teams.

    ``expected``: by kind of team, the disciplines that the area's model asks for; a team may be given more of its own.
    """
    members: dict[UUID, list[Membership]] = {}
    for membership in (
        Membership.objects.filter(area_id=area_id, team__isnull=False, starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .select_related("practitioner__agency")
        .order_by("practitioner__name")
    ):
        if membership.team_id:
            members.setdefault(membership.team_id, []).append(membership)
    return [
        _page(team, members.get(team.pk, []), (expected or {}).get(team.kind, ()))
        for team in Team.objects.filter(area_id=area_id)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .order_by("kind", "name")
    ]


def team_page(area_id: UUID, slug: str, on: date, expected: Mapping[str, Sequence[str]] | None = None) -> TeamPage | None:
    """Return one team of an area, or ``None`` when the area has no such team. As :func:`teams_of`."""
    return next((page for page in teams_of(area_id, on, expected) if page.team.slug == slug), None)


def _page(team: Team, members: list[Membership], of_model: Sequence[str]) -> TeamPage:
    wanted = list(dict.fromkeys([*of_model, *team.expected_disciplines]))
    present = {m.practitioner.profession for m in members}
    return TeamPage(
        team=team,
        colleagues=[
            Colleague(
                name=m.practitioner.name,
                role=Role(m.role).label,
                profession=Profession(m.practitioner.profession).label,
                agency=m.practitioner.agency.name,
                telephone=m.practitioner.telephone,
                since=m.starts_on,
            )
            for m in members
        ],
        present=sorted(Profession(each).label for each in present),
        gaps=[Profession(each).label for each in wanted if each not in present],
        expected=[Profession(each).label for each in wanted],
        agencies=sorted({m.practitioner.agency.name for m in members}),
    )


@dataclass(frozen=True)
class Persona:
    """Somebody whom a visitor of the demonstration may be."""

    area: Area
    role: str
    words: str
    practitioner: Practitioner

    @property
    def key(self) -> str:
        return f"{self.area.slug}:{self.role}"


def personas() -> list[Persona]:
    """Return the demonstration's personas, area by area, in the order of the issue. Empty when none were made."""
    wanted = {
        demonstration_posts.email_of(post.role, plan.slug): (plan.slug, post)
        for plan in demonstration.AREAS
        for post in demonstration_posts.PERSONAS
    }
    areas = {area.slug: area for area in Area.objects.all()}
    found = {
        p.user.email: p
        for p in Practitioner.objects.filter(user__email__in=wanted).select_related("user", "agency")
        if p.user is not None
    }
    return [
        Persona(area=areas[slug], role=str(post.role), words=post.words, practitioner=found[email])
        for email, (slug, post) in wanted.items()
        if email in found and slug in areas
    ]


def pretended_offset() -> timedelta | None:
    """Return how far the demonstration's clock is moved, or ``None`` when it shows the real time."""
    return DemonstrationClock.objects.filter(id=1).values_list("offset", flat=True).first()


def active_practitioners(area_id: UUID, on: date) -> QuerySet[Practitioner]:
    """Return the practitioners with a membership in an area on a day, by name."""
    return (
        Practitioner.objects.filter(memberships__area_id=area_id, memberships__starts_on__lte=on)
        .filter(Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gte=on))
        .select_related("agency")
        .distinct()
        .order_by("name")
    )


def names_of(practitioner_ids: set[UUID]) -> dict[UUID, str]:
    """Return names by id, for lists that hold ids only."""
    return dict(Practitioner.objects.filter(pk__in=practitioner_ids).values_list("id", "name"))


@dataclass(frozen=True)
class UserPage:
    """Someone who signs in, with their roles today and the state of their sign-in."""

    email: str
    name: str
    agency: str
    telephone: str
    roles: list[str]
    state: str


def users(*, today: date, area: str = "", left: bool = False) -> list[UserPage]:
    """Return who signs in, by name: everywhere or in one area, with or without those who have left."""
    found = Practitioner.objects.filter(user__isnull=False).select_related("user", "agency").order_by("name")
    if not left:
        found = found.filter(user__is_active=True)
    if area:
        found = found.filter(memberships__area__slug=area).distinct()
    return [user_page(each, today) for each in found.prefetch_related("memberships__area")]


def area_about(practitioner: Practitioner) -> Area | None:
    """Return an area in which a practitioner works or worked, the latest first; else one of their agency's."""
    place = practitioner.memberships.select_related("area").order_by("-starts_on").first()
    return place.area if place else practitioner.agency.areas.order_by("slug").first()


def user_page(practitioner: Practitioner, today: date) -> UserPage:
    """Return one user as the list and their page show them."""
    user = practitioner.user
    held = sorted(
        f"{m.role} in {m.area.slug}" + (f" until {the_date(m.ends_on)}" if m.ends_on else "")
        for m in practitioner.memberships.all()
        if m.starts_on <= today and (m.ends_on is None or m.ends_on >= today)
    )
    return UserPage(
        email=user.email if user else "",
        name=practitioner.name,
        agency=practitioner.agency.name,
        telephone=practitioner.telephone,
        roles=held,
        state=_state(user),
    )


def _state(user: User | None) -> str:
    if user is None:
        return "does not sign in"
    if not user.is_active:
        return "has left"
    if Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        return "password and codes set up"
    if SocialAccount.objects.filter(user=user).exists():
        return "signs in through their organisation"
    return "password chosen, no codes yet" if user.has_usable_password() else "invited, no password yet"
