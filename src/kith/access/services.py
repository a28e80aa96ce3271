"""Changes to who may see what."""

from datetime import datetime
from uuid import UUID

from kith.access.identity import current_identity
from kith.access.limits import LIMITS
from kith.access.models import AllowedTries, Grant, Restriction, RestrictionMember, Sight
from kith.access.sight import PARTS_BY_ROLE, PARTS_BY_SERVICE
from kith.kernel.refusals import Refusal
from kith.kernel.time import london_date


class GrantNeedsReason(Refusal):
    code = "grant_needs_reason"
    field = "reason"


def write_sight() -> None:
    """Make ``access_sight`` hold exactly what ``access.sight`` says. Runs as the owner after every migration."""
    wanted = {(f"role:{role}", str(part)) for role, parts in PARTS_BY_ROLE.items() for part in parts}
    wanted |= {(f"service:{name}", str(part)) for name, parts in PARTS_BY_SERVICE.items() for part in parts}
    held = {(row.holder, row.part): row for row in Sight.objects.all()}
    for key in held.keys() - wanted:
        held[key].delete()
    Sight.objects.bulk_create([Sight(holder=holder, part=part) for holder, part in sorted(wanted - held.keys())])


def write_limits() -> None:
    """Make ``access_limit`` hold exactly what ``access.limits`` says. Runs as the owner after every migration."""
    AllowedTries.objects.exclude(name__in=LIMITS).delete()
    for name, limit in LIMITS.items():
        AllowedTries.objects.update_or_create(
            name=name, defaults={"tries": limit.tries, "seconds": int(limit.within.total_seconds())}
        )


def grant_sight(
    *, family_id: UUID, practitioner_id: UUID, parts: list[str], reason: str, now: datetime, until: datetime | None = None
) -> Grant:
    """Grant a partner practitioner the listed parts of one family from today. Needs a reason."""
    if not reason.strip():
        raise GrantNeedsReason("Say why this person needs to see this family's record.")
    identity = current_identity()
    return Grant.objects.create(
        area_id=identity.area_id,
        family_id=family_id,
        practitioner_id=practitioner_id,
        parts=parts,
        reason=reason,
        granted_by_id=identity.practitioner_id,
        starts_on=london_date(now),
        ends_on=london_date(until) if until else None,
    )


def end_grants(*, family_id: UUID, practitioner_id: UUID | None = None, now: datetime) -> int:
    """End the open grants on a family (all of them, or one practitioner's) from today. Returns how many.

    A grant that began today is withdrawn whole: sight ends at once, not at midnight.
    """
    today = london_date(now)
    grants = Grant.objects.filter(family_id=family_id, ends_on__isnull=True)
    if practitioner_id is not None:
        grants = grants.filter(practitioner_id=practitioner_id)
    return grants.update(ends_on=today, parts=[])


def restrict_family(
    *, family_id: UUID, named: list[UUID], owner_id: UUID, reason: str, elsewhere: str, now: datetime
) -> Restriction:
    """Restrict a family to its named people. The caller (people) keeps the persons' restricted flags."""
    restriction = Restriction.objects.create(
        area_id=current_identity().area_id,
        family_id=family_id,
        reason=reason,
        owner_id=owner_id,
        elsewhere=elsewhere,
        starts_at=now,
    )
    RestrictionMember.objects.bulk_create(
        [RestrictionMember(restriction=restriction, practitioner_id=each) for each in dict.fromkeys([owner_id, *named])]
    )
    return restriction


def restriction_owner(*, family_id: UUID) -> Restriction | None:
    """Return the open restriction of a family, for the page that explains it (rule 6)."""
    return Restriction.objects.select_related("owner").filter(family_id=family_id, ends_at__isnull=True).first()
