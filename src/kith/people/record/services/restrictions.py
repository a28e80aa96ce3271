"""Families that only named people see."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from kith.access.identity import current_identity
from kith.access.models import Restriction
from kith.access.services import ask_owner
from kith.kernel.said import says_nothing
from kith.kernel.time import london_date
from kith.organisations.models import Area, Practitioner
from kith.people.matching.births import whole_years
from kith.people.models import Family, FamilyMember
from kith.people.record.authority import authority
from kith.people.record.refusals import AlreadyRestricted, NeedsWords, PersonRefused
from kith.people.record.rules import ADULT, ADULT_ROLES, may_restrict
from kith.practice_model.queries import NoModelInForce, model_in_force


def restrict_family(
    *,
    family: Family,
    named: Iterable[UUID],
    owner_id: UUID,
    reason: str,
    now: datetime,
    elsewhere: str = "hidden",
) -> None:
    """Restrict a family, and everyone in it wherever they appear, to its owner and named people.

    ``elsewhere`` says how an adult who is also in an unrestricted family appears there: ``hidden`` or ``without_addresses``.
    A child is hidden everywhere. The database locks the family, so that who joins it meanwhile is hidden too.
    Raises :class:`NotPermitted`, :class:`NeedsWords` (no reason), :class:`AlreadyRestricted`, and :class:`PersonRefused` when
    ``without_addresses`` is chosen for a family without an adult.
    """
    authority(may_restrict)
    _by_the_areas_model(now)
    if says_nothing(reason):
        raise NeedsWords("Say why only named people may see this family.", field="reason")
    elsewhere = elsewhere or Restriction.Elsewhere.HIDDEN
    if elsewhere == Restriction.Elsewhere.WITHOUT_ADDRESSES and not _has_adult(family, london_date(now)):
        raise PersonRefused(
            "Only adults can be shown elsewhere without their addresses, and no adult of this family is recorded. Choose hidden.",
            field="elsewhere",
        )
    made = ask_owner("people_restrict(%s, %s::uuid[], %s, %s, %s)", family.pk, list(named), owner_id, reason.strip(), elsewhere)
    if made is None:
        raise AlreadyRestricted("This family is already restricted.")
    family.restricted = True


def _by_the_areas_model(now: datetime) -> None:
    """Refuse a worker whose roles the area's model does not list for restricting. An area without a model keeps to the rule."""
    identity = current_identity()
    if identity.practitioner_id is None:
        return
    try:
        model = model_in_force(Area.objects.get(pk=identity.area_id).slug, london_date(now))
    except NoModelInForce:
        return
    who = Practitioner.objects.get(pk=identity.practitioner_id)
    answer = model.may("restrict_family", identity.roles, who.is_social_worker)
    if answer.no:
        raise answer.refusal(answer.no)


def lift_restriction(*, family: Family, reason: str, now: datetime) -> None:
    """Open a restricted family to all whose role sees families. By its owner, or by a team manager or
    records officer who is named on it."""
    if says_nothing(reason):
        raise NeedsWords("Say why the restriction is no longer needed.", field="reason")
    if not ask_owner("people_lift_restriction(%s, %s)", family.pk, reason.strip()):
        raise AlreadyRestricted("This family is not restricted.", code="not_restricted")
    family.restricted = False


def name_to_restriction(*, family: Family, practitioner_id: UUID) -> None:
    """Let one more person see a restricted family. By its owner, or by a named person whose role may restrict.

    Raises :class:`NotPermitted` for all others, in the same words whether there is a restriction or not.
    """
    ask_owner("people_name_to_restriction(%s, %s)", family.pk, practitioner_id)


def _has_adult(family: Family, on: date) -> bool:
    """Whether an adult is in the family. The database decides the same for each person (``people_is_adult``)."""
    places = FamilyMember.objects.filter(family=family).select_related("person")
    return any(
        whole_years(place.person.date_of_birth, on) >= ADULT if place.person.date_of_birth else place.role in ADULT_ROLES
        for place in places
        if place.role not in {FamilyMember.Role.CHILD, FamilyMember.Role.UNBORN}
    )
