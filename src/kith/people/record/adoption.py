"""Reading what was before an adoption. Only the service that opens sealed records sees the link (practice.md P-17)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from kith.kernel.refusals import NotFound
from kith.people.models import Person, SealedLink
from kith.people.record.history import history_of
from kith.people.record.person import PersonRecord, person_record
from kith.workbench.history import Change


@dataclass(frozen=True)
class SealedRecord:
    """What was before an adoption and what came after, with the order and who closed the record."""

    before: PersonRecord
    after: Person
    reason: str
    sealed_at: datetime
    sealed_by: str
    changes: list[Change]


def sealed_record(person_id: UUID, *, on: date) -> SealedRecord:
    """Return the record that was closed, named by itself or by the one that came after. Raises :class:`NotFound`."""
    link = (
        SealedLink.objects.filter(Q(before=person_id) | Q(after=person_id))
        .select_related("after", "sealed_by")
        .order_by("-sealed_at")
        .first()
    )
    if link is None:
        raise NotFound
    return SealedRecord(
        before=person_record(link.before_id, on=on),
        after=link.after,
        reason=link.reason,
        sealed_at=link.sealed_at,
        sealed_by=link.sealed_by.name if link.sealed_by else "",
        changes=history_of(link.before_id),
    )
