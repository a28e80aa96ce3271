"""Changes to who may see what.

The application writes none of these tables. Functions of the owner do, after they have checked the actor of the transaction;
what they refuse is a refusal here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from kith.access.limits import LIMITS
from kith.access.models import AllowedTries, Grant, Sight
from kith.access.sight import ACTS_BY_ROLE, ACTS_BY_SERVICE, PARTS_BY_ROLE, PARTS_BY_SERVICE
from kith.kernel.refusals import Refusal
from kith.kernel.said import says_nothing
from kith.kernel.time import london_date
from kith.organisations.models import Practitioner


class GrantNeedsReason(Refusal):
    code = "grant_needs_reason"
    source = "design 9, rule 2; practice P-26"
    field = "reason"


@dataclass(frozen=True)
class RestrictionOwner:
    """Who owns the restriction of a family, and since when it stands: all that a colleague is told of it."""

    owner: Practitioner
    since: datetime


def forget_sent_forms(*, older_than: datetime) -> int:
    """Remove the memory of forms sent before ``older_than``, at the latest those of yesterday. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("select access_forget_sent_forms(%s)", [older_than])
        return int(cursor.fetchone()[0])


def write_sight() -> None:
    """Make ``access_sight`` hold exactly what ``access.sight`` says. Runs as the owner after every migration."""
    wanted = {
        (f"{kind}:{name}", str(each))
        for kind, held in (
            ("role", PARTS_BY_ROLE),
            ("role", ACTS_BY_ROLE),
            ("service", PARTS_BY_SERVICE),
            ("service", ACTS_BY_SERVICE),
        )
        for name, listed in held.items()
        for each in listed
    }
    rows = {(row.holder, row.part): row for row in Sight.objects.all()}
    for key in rows.keys() - wanted:
        rows[key].delete()
    Sight.objects.bulk_create([Sight(holder=holder, part=part) for holder, part in sorted(wanted - rows.keys())])


def ask_owner(call: str, *given: Any) -> Any:
    """Call a function of the owner and return its answer. Raises ``NotPermitted`` with its words when it refuses the actor
    (``kernel.constraints``)."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"select {call}", given)
        return cursor.fetchone()[0]


def write_limits() -> None:
    """Make ``access_limit`` hold exactly what ``access.limits`` says. Runs as the owner after every migration."""
    AllowedTries.objects.exclude(name__in=LIMITS).delete()
    for name, limit in LIMITS.items():
        AllowedTries.objects.update_or_create(
            name=name, defaults={"tries": limit.tries, "seconds": int(limit.within.total_seconds())}
        )


def grant_sight(
    *,
    family_id: UUID,
    practitioner_id: UUID,
    parts: Sequence[str],
    reason: str,
    now: datetime,
    until: datetime | None = None,
) -> Grant:
    """Grant a partner practitioner the listed parts of one family from today. Needs a reason.

    Raises :class:`NotPermitted` for an actor who may not grant, sees less than they give, or gives to themselves.
    """
    if says_nothing(reason):
        raise GrantNeedsReason("Say why this person needs to see this family's record.")
    last: date | None = london_date(until) if until else None
    made = ask_owner("access_grant_sight(%s, %s, %s::text[], %s, %s)", family_id, practitioner_id, list(parts), reason, last)
    return Grant.objects.get(pk=made)


def narrow_grants(*, family_id: UUID, practitioner_id: UUID, parts: Sequence[str], reason: str, now: datetime) -> int:
    """Leave a partner some of the parts that they see of a family, and no other. Returns how many grants were narrowed.

    Needs no authority to grant: sight is only taken away. Raises :class:`NotPermitted` for a part that was not granted.
    """
    return int(ask_owner("access_narrow_grants(%s, %s, %s::text[], %s)", family_id, practitioner_id, list(parts), reason))


def end_grants(*, family_id: UUID, practitioner_id: UUID | None = None, now: datetime) -> int:
    """End the open grants on a family (all of them, or one practitioner's) from today. Returns how many.

    A grant that began today is withdrawn whole: sight ends at once, not at midnight.
    """
    return int(ask_owner("access_end_grants(%s, %s)", family_id, practitioner_id))


def end_grants_of_leaver(*, practitioner_id: UUID, now: datetime) -> int:
    """End every grant of a practitioner who has left, in every area, at once. Returns how many.

    The database refuses it for someone who still signs in.
    """
    with connection.cursor() as cursor:
        cursor.execute("select access_end_grants_of_leaver(%s, %s)", [practitioner_id, london_date(now)])
        return int(cursor.fetchone()[0])


def restriction_owner(*, family_id: UUID) -> RestrictionOwner | None:
    """Return whom a colleague asks who followed a link to a restricted family (rule 6); None for everybody else."""
    with connection.cursor() as cursor:
        cursor.execute("select owner, since from access_restriction_explained(%s)", [family_id])
        row = cursor.fetchone()
    return RestrictionOwner(Practitioner.objects.get(pk=row[0]), row[1]) if row else None
