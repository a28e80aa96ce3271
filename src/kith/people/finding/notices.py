"""Restricted records that may match: who to ring, and who is told about it (practice.md P-11)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from kith.access.models import Restriction
from kith.kernel.paging import Source
from kith.organisations.models import Practitioner
from kith.people.index.keys import lookup_keys
from kith.people.index.table import bits_of
from kith.people.matching.description import Wanted
from kith.people.models import RestrictedNotice


@dataclass(frozen=True)
class RestrictedOwner:
    """The person a duty worker rings about a restricted record that may match."""

    name: str
    telephone: str


def restricted_match(*wanted: Wanted) -> list[RestrictedOwner]:
    """Return who to ring when the persons wanted may be in a restricted family; always empty for a worker who is not on duty.

    The family's named people are told of every question (``notices_for``). Call it once for each search and each request.
    """
    keys = {key for each in wanted for key in lookup_keys(each)}
    if not keys:
        return []
    with connection.cursor() as cursor:
        cursor.execute("select people_restricted_match(%s::text[], %s::bigint[])", [*bits_of(keys)])
        ids = [row[0] for row in cursor.fetchall()]
    owners = Practitioner.objects.filter(pk__in=ids).order_by("name") if ids else []
    return list(dict.fromkeys(RestrictedOwner(each.name, each.telephone) for each in owners))


def notices_for(practitioner_id: UUID, *, since: datetime) -> Source[RestrictedNotice]:
    """Return who may have met a restricted family that the practitioner is named on, newest first."""
    named = Restriction.objects.filter(members__practitioner_id=practitioner_id, ends_at__isnull=True)
    rows = RestrictedNotice.objects.filter(
        family_id__in=list(named.values_list("family_id", flat=True)), at__gte=since
    ).select_related("family")
    return Source(rows, ("-at", "-id"))
