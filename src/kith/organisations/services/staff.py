"""People who work here: their details, their places, and the capabilities they have shown."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import TextChoices

from kith.design.words import the_date
from kith.kernel.refusals import Refusal
from kith.kernel.terms import area_words, term
from kith.kernel.time import london_date
from kith.organisations.models import (
    Agency,
    Area,
    Capability,
    Membership,
    Practitioner,
    Profession,
    Role,
    Team,
)
from kith.organisations.services.asked import NotOfThisArea, holding_on, in_order, must_say, one_of
from kith.organisations.services.users import Left, invite_user, leave
from kith.organisations.services.working import RoleHeld, end_membership, not_before, working


class CapabilityKind(TextChoices):
    """What somebody may be accredited for. An area's model asks for one by its code."""

    LEAD = "family_help_lead", area_words("Accredited as {family_help_lead_practitioner}")
    CHILD_PROTECTION = "lead_child_protection", term("lead_child_protection_practitioner")


class NotYourOwn(Refusal):
    """Nobody gives or ends a place of their own: an administrator who could would see every family."""

    code = "not_your_own"
    source = "practice P-18; design 9"


class LastAdministrator(Refusal):
    code = "last_administrator"
    source = "practice P-18"
    field = "ends_on"


class CapabilityHeld(Refusal):
    code = "capability_held"
    source = "ledger C-14, K-15"
    field = "kind"


class TeamEnded(Refusal):
    code = "team_ended"
    source = "practice P-18 (places are dated)"
    field = "team"


def named(practitioner: Practitioner, *, by: Practitioner | None) -> None:
    """Refuse that somebody changes their own place. ``by`` is who does it on a page, ``None`` a command on the server."""
    if by is not None and by.pk == practitioner.pk:
        raise NotYourOwn("You cannot change your own places. Ask another administrator.")


def practitioner_of(email: str) -> Practitioner | None:
    """Return the practitioner who signs in with an address."""
    return Practitioner.objects.filter(user__email__iexact=email.strip()).select_related("agency", "user").first()


@transaction.atomic
def bring_in(
    *,
    area: Area,
    email: str,
    role: str,
    now: datetime,
    name: str = "",
    agency: Agency | None = None,
    profession: str = Profession.OTHER,
    registration: str = "",
    telephone: str = "",
    team: Team | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: Practitioner | None = None,
) -> Membership:
    """Give somebody a place in ``area``: a new user, one who has left and comes back, or one who works elsewhere already.

    Details are taken for a new user only; those of somebody known are changed with :func:`change_details`. Without ``agency`` a
    new user is of the area's children's services. Raises what ``invite_user`` and :func:`add_place` raise.
    """
    held = practitioner_of(email)
    first = starts_on or london_date(now)
    if held is not None and held.user is not None and held.user.is_active:
        return add_place(practitioner=held, area=area, role=role, team=team, starts_on=first, ends_on=ends_on, now=now, by=by)
    if held is None:
        must_say(name=name)
    one_of(Role, role, "role")
    one_of(Profession, profession, "profession")
    in_order(first, ends_on)
    _of_area(team, area, first)
    user = invite_user(
        email=email,
        area=area.slug,
        role=role,
        now=now,
        name=name.strip(),
        profession=profession,
        registration=registration.strip(),
        agency=agency.slug if agency else "",
        team=team,
        first_day=first,
        last_day=ends_on,
    )
    place = (
        Membership.objects.filter(practitioner__user=user, area=area, role=role, starts_on=first)
        .select_related("practitioner__user")
        .get()
    )
    if telephone.strip() and held is None:
        place.practitioner.telephone = telephone.strip()
        place.practitioner.save(update_fields=["telephone"])
    return place


@transaction.atomic
def add_place(
    *,
    practitioner: Practitioner,
    area: Area,
    role: str,
    now: datetime,
    team: Team | None = None,
    starts_on: date,
    ends_on: date | None = None,
    by: Practitioner | None = None,
) -> Membership:
    """Give somebody known another place, with its team and last day: in this area or a second one.

    Raises :class:`NotYourOwn`, :class:`RoleHeld`, and ``HasLeft`` for somebody who must be invited back first.
    """
    named(practitioner, by=by)
    one_of(Role, role, "role")
    in_order(starts_on, ends_on)
    _of_area(team, area, starts_on)
    if practitioner.user_id is not None:
        working(practitioner)
    Practitioner.objects.select_for_update().get(pk=practitioner.pk)
    if Membership.objects.filter(holding_on(starts_on), practitioner=practitioner, area=area, role=role).exists():
        raise RoleHeld(f"{practitioner.name} is {Role(role).label} in {area.name} already.")
    return Membership.objects.create(
        practitioner=practitioner, area=area, role=role, team=team, starts_on=starts_on, ends_on=ends_on
    )


def change_place(*, place: Membership, team: Team | None, by: Practitioner | None = None) -> Membership:
    """Move somebody to another team in the same role."""
    named(place.practitioner, by=by)
    _of_area(team, place.area, place.starts_on)
    place.team = team
    place.save(update_fields=["team"])
    return place


@transaction.atomic
def end_place(*, place: Membership, last_day: date | None, now: datetime, by: Practitioner | None = None) -> None:
    """End a place after its last day, or at once without one; with it whatever else holds the same role in the area.

    Raises :class:`NotYourOwn`, :class:`LastAdministrator`: an area that is live keeps an administrator.
    """
    named(place.practitioner, by=by)
    today = london_date(now)
    not_before(last_day, today)
    if last_day is not None:
        in_order(place.starts_on, last_day)
    if place.role == Role.ADMINISTRATOR and place.area.is_live:
        stays = Membership.objects.filter(holding_on(last_day or london_date(now)), area=place.area, role=Role.ADMINISTRATOR)
        if not stays.exclude(practitioner=place.practitioner).filter(practitioner__user__is_active=True).exists():
            raise LastAdministrator(f"{place.area.name} would be without an administrator. Appoint another one first.")
    Practitioner.objects.select_for_update().get(pk=place.practitioner_id)
    same = Membership.objects.filter(holding_on(today), practitioner=place.practitioner, area=place.area, role=place.role)
    for each in same:
        end_membership(each, last_day or today - timedelta(days=1))


def let_go(*, practitioner: Practitioner, now: datetime, by: Practitioner) -> Left:
    """Let somebody go at once and everywhere, as an administrator's page does it. Raises :class:`NotYourOwn`."""
    named(practitioner, by=by)
    return leave(practitioner=practitioner, now=now)


def change_details(
    *,
    practitioner: Practitioner,
    name: str,
    profession: str,
    registration: str,
    telephone: str,
    agency: Agency | None = None,
) -> Practitioner:
    """Change what colleagues know somebody by. The address they sign in with is changed by ``kith user``."""
    must_say(name=name)
    one_of(Profession, profession, "profession")
    practitioner.name, practitioner.profession = name.strip(), profession
    practitioner.registration, practitioner.telephone = registration.strip(), telephone.strip()
    practitioner.agency = agency or practitioner.agency
    practitioner.save(update_fields=["name", "profession", "registration", "telephone", "agency"])
    return practitioner


def add_capability(
    *,
    practitioner: Practitioner,
    area: Area,
    kind: str,
    evidence: str,
    starts_on: date,
    ends_on: date | None = None,
) -> Capability:
    """Record what somebody has shown that they can do in an area, with the evidence (ledger C-14, K-15)."""
    one_of(CapabilityKind, kind, "capability")
    must_say(evidence=evidence)
    in_order(starts_on, ends_on)
    held = Capability.objects.filter(holding_on(starts_on), practitioner=practitioner, area=area, kind=kind).first()
    if held is not None:
        raise CapabilityHeld(
            f"{practitioner.name} already holds this from {the_date(held.starts_on)}. End that one first.", field="kind"
        )
    return Capability.objects.create(
        practitioner=practitioner,
        area=area,
        kind=kind,
        evidence=evidence.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
    )


def end_capability(*, capability: Capability, last_day: date) -> Capability:
    """Give a capability its last day."""
    in_order(capability.starts_on, last_day)
    capability.ends_on = last_day
    capability.save(update_fields=["ends_on"])
    return capability


def _of_area(team: Team | None, area: Area, on: date) -> None:
    if team is None:
        return
    if team.area_id != area.pk:
        raise NotOfThisArea(f"{team.name} is not a team of {area.name}. Choose one of its own.", field="team")
    if team.ends_on is not None and team.ends_on < on:
        raise TeamEnded(f"{team.name} ended on {the_date(team.ends_on)}. Choose another team.", field="team")
