"""Users: who signs in, as which practitioner they work, and until when.

Each verb takes effect in the same moment and refuses with a sentence that says what to do. Who did it and when is kept by the
history of the tables (``history.tracked``), as for everything else about who works here.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from kith.kernel.facts import publish
from kith.kernel.refusals import Refusal
from kith.kernel.time import london_date
from kith.organisations.facts import PractitionerLeft
from kith.organisations.models import (
    Agency,
    Area,
    Capability,
    DutyTurn,
    Membership,
    Practitioner,
    Profession,
    Role,
    Team,
    User,
)
from kith.organisations.services.areas import area_called
from kith.organisations.services.asked import NotOfThisArea, holding_on
from kith.organisations.services.working import end_membership, working


class UnknownRole(Refusal):
    code = "unknown_role"
    source = "practice P-18"
    field = "role"


class UserExists(Refusal):
    code = "user_exists"
    source = "design 8 (bad input)"
    field = "email"


class NotAnAddress(Refusal):
    code = "not_an_address"
    source = "design 8 (bad input)"
    field = "email"


class NotATelephone(Refusal):
    code = "not_a_telephone"
    source = "design 8 (bad input)"
    field = "telephone"


@dataclass(frozen=True)
class _Lasts:
    """From when until when somebody has a place, and in which team."""

    starts_on: date
    ends_on: date | None
    team: Team | None


@dataclass(frozen=True)
class Left:
    """What leaving ended, and what now lacks a person."""

    sessions: int
    roles: list[str]
    duty_turns: int
    areas_without_administrator: list[str]


@transaction.atomic
def invite_user(
    *,
    email: str,
    area: str,
    role: str,
    now: datetime,
    name: str = "",
    profession: str = Profession.OTHER,
    registration: str = "",
    agency: str = "",
    team: Team | None = None,
    first_day: date | None = None,
    last_day: date | None = None,
) -> User:
    """Make a user who has yet to choose a password, as a practitioner with ``role`` in ``area`` from today or ``first_day``.

    Someone who has left comes back as who they were, with this role only. ``agency`` is a slug; without it the area's children's
    services. Raises :class:`NoSuchArea`, :class:`UnknownRole`, :class:`NotAnAddress`, :class:`UserExists`. The caller sends or
    prints the one-time link (``one_time.path``).
    """
    place, email = area_called(area), _email(email)
    _known(role)
    lasts = _Lasts(first_day or london_date(now), last_day, team)
    held = Practitioner.objects.select_related("user").filter(user__email__iexact=email).first()
    if held is not None and held.user is not None and not held.user.is_active:
        return _come_back(held, place, role, lasts, now=now)
    if User.objects.filter(email__iexact=email).exists():
        raise UserExists(
            f"{email} is already a user. Use kith staff add for another role or area, kith user invite-again for a new link."
        )
    works_for = (
        place.agencies.filter(slug=agency).first()
        if agency
        else place.agencies.filter(kind=Agency.Kind.CHILDRENS_SERVICES).first()
    )
    if works_for is None:
        raise NotOfThisArea(f"{place.name} has no agency called {agency or 'children’s services'}.", field="agency")
    practitioner = Practitioner.objects.create(
        user=User.objects.create_user(email, invited_at=now),
        agency=works_for,
        name=name or email.partition("@")[0],
        profession=profession,
        registration=registration,
        email=email,
    )
    _take_up(practitioner, place, role, lasts)
    assert practitioner.user is not None
    return practitioner.user


def _come_back(practitioner: Practitioner, place: Area, role: str, lasts: _Lasts, *, now: datetime) -> User:
    user = practitioner.user
    assert user is not None
    # The place first: the database opens a sign-in again only for someone who has one.
    _take_up(practitioner, place, role, lasts)
    user.is_active, user.invited_at = True, now
    user.save(update_fields=["is_active", "invited_at"])
    return user


def _take_up(practitioner: Practitioner, place: Area, role: str, lasts: _Lasts) -> Membership:
    return Membership.objects.create(
        practitioner=practitioner, area=place, role=role, starts_on=lasts.starts_on, ends_on=lasts.ends_on, team=lasts.team
    )


def invite_again(*, practitioner: Practitioner, now: datetime) -> User:
    """Let a user choose a password anew. From now on every older one-time link of theirs is dead. Raises :class:`HasLeft`.

    The caller gives them the new link: sends it (``tasks.defer_letter``) or shows it once (``one_time.path``).
    """
    user = working(practitioner)
    user.invited_at = now
    user.save(update_fields=["invited_at"])
    return user


@transaction.atomic
def address_proven(*, user: User) -> None:
    """Count the user's e-mail address as verified: they came by a link that was given to them, or their organisation vouches."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email.lower()).delete()
    EmailAddress.objects.filter(email=user.email.lower()).exclude(user=user).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email.lower(), defaults={"verified": True, "primary": True})


def change_telephone(*, practitioner: Practitioner, telephone: str) -> None:
    """Change the number at which a practitioner is called. Raises :class:`NotATelephone`."""
    number = " ".join(telephone.split())
    if not re.fullmatch(r"\+?[0-9][0-9 ]{5,20}( ?(ext|x)\.? ?[0-9]{1,6})?", number):
        raise NotATelephone(f"“{telephone}” is not a telephone number. Give it like 01632 960123.")
    practitioner.telephone = number
    practitioner.save(update_fields=["telephone"])


@transaction.atomic
def change_email(*, practitioner: Practitioner, email: str) -> User:
    """Change the address with which a user signs in; password and codes stay. The link to their organisation's account ends.

    Raises :class:`HasLeft`, :class:`NotAnAddress`, :class:`UserExists`.
    """
    user, new = working(practitioner), _email(email)
    if User.objects.filter(email__iexact=new).exclude(pk=user.pk).exists():
        raise UserExists(f"{new} belongs to another user.")
    user.email = practitioner.email = new
    user.save(update_fields=["email"])
    practitioner.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    _sign_out(user)
    return user


@transaction.atomic
def reset_codes(*, practitioner: Practitioner, now: datetime) -> User:
    """Forget a user's second factor and recovery codes, and sign them out: next time they set up new ones.

    For a lost telephone; whoever asks must be known to be the person. Raises :class:`HasLeft`.
    """
    user = working(practitioner)
    Authenticator.objects.filter(user=user).delete()
    _sign_out(user)
    user.codes_reset_at = now
    user.save(update_fields=["codes_reset_at"])
    return user


@transaction.atomic
def leave(*, practitioner: Practitioner, now: datetime) -> Left:
    """Let a practitioner go, at once and everywhere: signed out, no new sign-in, no role, duty or capability, no grant.

    What they recorded stays theirs. Never refused, and the same again changes nothing: a leaver must be out. Grants end with the
    fact :class:`PractitionerLeft`, in this transaction.
    """
    Practitioner.objects.select_for_update().get(pk=practitioner.pk)
    today = london_date(now)
    user = practitioner.user
    if user is not None:
        # The sign-in first: then the database lets the administrator of one area end places in every other.
        user.is_active = False
        user.set_unusable_password()
        user.save(update_fields=["is_active", "password"])
    roles, managed = [], set[UUID]()
    for membership in Membership.objects.filter(practitioner=practitioner).filter(holding_on(today)).select_related("area"):
        roles.append(f"{Role(membership.role).label} in {membership.area.name}")
        if membership.role == Role.ADMINISTRATOR:
            managed.add(membership.area_id)
        end_membership(membership, today - timedelta(days=1))
    duty = DutyTurn.objects.filter(practitioner=practitioner, ends_at__gt=now)
    turns = duty.count()
    duty.filter(starts_at__gte=now).delete()
    duty.filter(starts_at__lt=now).update(ends_at=now)
    capabilities = Capability.objects.filter(practitioner=practitioner).filter(holding_on(today))
    capabilities.filter(starts_on__gt=today).delete()
    capabilities.update(ends_on=today)
    sessions = 0
    if user is not None:
        Authenticator.objects.filter(user=user).delete()
        SocialAccount.objects.filter(user=user).delete()
        EmailAddress.objects.filter(user=user).delete()
        sessions = _sign_out(user)
    publish(PractitionerLeft(practitioner_id=practitioner.pk, now=now))
    return Left(sessions, roles, turns, _without_administrator(managed, today))


def _sign_out(user: User) -> int:
    """Remove every session of a user, those that wait for a code too. Returns how many there were."""
    names = {str(user.pk), user.pk.hex}
    theirs = [each.session_key for each in Session.objects.iterator(1000) if names & _users_in(each)]
    Session.objects.filter(session_key__in=theirs).delete()
    return len(theirs)


def _users_in(session: Session) -> set[str]:
    held = session.get_decoded()
    waiting = held.get("account_login") or {}
    return {str(held.get("_auth_user_id")), str(waiting.get("user_pk"))}


def _without_administrator(areas: set[UUID], today: date) -> list[str]:
    held = Membership.objects.filter(role=Role.ADMINISTRATOR, starts_on__lte=today, practitioner__user__is_active=True).filter(
        holding_on(today)
    )
    left = Area.objects.filter(pk__in=areas).exclude(pk__in=held.values("area_id"))
    return list(left.order_by("name").values_list("name", flat=True))


def _known(role: str) -> None:
    if role not in Role.values:
        raise UnknownRole(f"There is no role called {role}. Roles: {', '.join(Role.values)}.")


def _email(text: str) -> str:
    email = User.objects.normalize_email(text.strip()).lower()
    try:
        validate_email(email)
    except ValidationError:
        raise NotAnAddress(f"{text} is not an email address.") from None
    return email
