"""Families that only named people see."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from kith.access import services as access
from kith.access.identity import Identity, current_identity
from kith.access.models import Restriction
from kith.kernel.refusals import NotPermitted
from kith.organisations.models import Role
from kith.people.models import Family, FamilyMember, Person
from kith.people.one_person import all_records
from kith.people.rules import may_lift, may_restrict
from kith.people.services.refusals import AlreadyRestricted, NeedsWords


def restrict_family(
    *,
    family: Family,
    named: Iterable[UUID],
    owner_id: UUID,
    reason: str,
    now: datetime,
    elsewhere: str = "hidden",
) -> Restriction:
    """Restrict a family, and everyone in it wherever they appear, to its owner and named people.

    ``elsewhere`` says how an adult who is also in an unrestricted family appears there: ``hidden`` or ``without_addresses``.
    Raises :class:`NotPermitted`, :class:`NeedsWords` (no reason) or :class:`AlreadyRestricted`.
    """
    authority(may_restrict, "Ask a team manager or the front door to restrict this family.")
    if not reason.strip():
        raise NeedsWords("Say why only named people may see this family.", field="reason")
    if Restriction.objects.filter(family_id=family.pk, ends_at__isnull=True).exists():
        raise AlreadyRestricted("This family is already restricted.")
    # Marks come first: once the restriction stands, whoever made it may no longer see the rows.
    members = FamilyMember.objects.filter(family=family).values_list("person_id", flat=True)
    Person.objects.filter(pk__in=list(all_records(members))).update(restricted=True)
    Family.objects.filter(pk=family.pk).update(restricted=True)
    family.restricted = True
    return access.restrict_family(
        family_id=family.pk,
        named=list(named),
        owner_id=owner_id,
        reason=reason.strip(),
        elsewhere=elsewhere,
        now=now,
    )


def lift_restriction(*, family: Family, reason: str, now: datetime) -> None:
    """Open a restricted family to everybody whose role sees families. By its owner, a team manager or a records officer."""
    restriction = Restriction.objects.filter(family_id=family.pk, ends_at__isnull=True).first()
    if restriction is None:
        raise AlreadyRestricted("This family is not restricted.", code="not_restricted")
    identity = current_identity()
    if identity.practitioner_id != restriction.owner_id:
        authority(
            may_lift, "Ask the owner of the restriction, a team manager or a records officer to lift it."
        )
    if not reason.strip():
        raise NeedsWords("Say why the restriction is no longer needed.", field="reason")
    Restriction.objects.filter(pk=restriction.pk).update(
        ends_at=now, reason=f"{restriction.reason}\nLifted: {reason.strip()}"
    )
    members = list(all_records(FamilyMember.objects.filter(family=family).values_list("person_id", flat=True)))
    with connection.cursor() as cursor:
        cursor.execute("select people_restricted_elsewhere(%s::uuid[], %s)", [members, family.pk])
        kept = {row[0] for row in cursor.fetchall()}
    Person.objects.filter(Q(pk__in=members) & ~Q(pk__in=kept)).update(restricted=False)
    Family.objects.filter(pk=family.pk).update(restricted=False)
    family.restricted = False


def name_to_restriction(*, family: Family, practitioner_id: UUID) -> None:
    """Let one more person see a restricted family. By somebody who sees it."""
    restriction = Restriction.objects.filter(family_id=family.pk, ends_at__isnull=True).first()
    if restriction is None:
        raise AlreadyRestricted("This family is not restricted.", code="not_restricted")
    restriction.members.get_or_create(practitioner_id=practitioner_id)


def authority(rule: Any, otherwise: str) -> None:
    """Refuse, with the words of what to do instead, whoever has no role that ``rule`` accepts."""
    identity: Identity = current_identity()
    if identity.kind != "service" and not rule({Role(role) for role in identity.roles}):
        raise NotPermitted(otherwise)
