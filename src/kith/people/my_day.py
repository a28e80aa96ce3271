"""What this room puts on the day of a practitioner: records to look at, and restricted records that they are named on."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse

from kith.design.words import sentence, the_datetime
from kith.kernel.paging import Source, count_of
from kith.people.finding.notices import notices_for
from kith.people.lists.rules import may_join
from kith.people.models import Imported, PossibleDuplicate
from kith.people.same_person.rules import may_merge
from kith.workbench.my_day import COUNTED, PartOfDay, Reader, Row, as_rows, whole
from kith.workbench.places import OfDay

NOTICE_DAYS = 14


def my_day(reader: Reader) -> Iterator[PartOfDay]:
    """Give the lists of this room."""
    yield from _records(reader)
    yield from _restricted(reader)


def _records(reader: Reader) -> list[PartOfDay]:
    """Records that may be one person, and people of a list who are in no family yet: for those who may say so."""
    identity = reader.identity
    rows: list[Row] = []
    if may_merge(identity.roles):
        pairs = PossibleDuplicate.objects.filter(area=identity.area_id, state=PossibleDuplicate.State.OPEN)
        if (count := count_of([Source(pairs, ("id",))], most=COUNTED)).number:
            rows.append(
                {
                    "title": f"{sentence(count.words('pair', 'pairs'))} of records that may be one person",
                    "href": reverse("people:duplicates"),
                    "why": "They look alike. Records are joined only when a worker decides it.",
                }
            )
    if may_join(identity.roles):
        waiting = Imported.objects.filter(area=identity.area_id, joined_at__isnull=True, left_out=False)
        if (count := count_of([Source(waiting, ("id",))], most=COUNTED)).number:
            rows.append(
                {
                    "title": f"{sentence(count.words('person', 'people'))} to join to families",
                    "href": reverse("people:to_join"),
                    "why": "Imported people who have no family yet.",
                }
            )
    return [whole(OfDay.RECORDS, "Records to look at", rows)]


def _restricted(reader: Reader) -> list[PartOfDay]:
    source = notices_for(reader.me, since=reader.now - timedelta(days=NOTICE_DAYS))
    rows = as_rows(
        source,
        lambda notice: {
            "title": notice.family.name,
            "href": reverse("family_help:family", kwargs={"family_id": notice.family_id}),
            "why": f"On {the_datetime(notice.at)} a search or a request came close to this restricted record.",
            "family_id": notice.family_id,
        },
    )
    return [reader.part(OfDay.RESTRICTED, "Restricted records you are named on", "restricted", rows)]
