"""Which record every joined record leads to, and in whose sight a person is."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Q

from kith.people.models import FamilyMember, Merge, Person
from kith.people.record.records import records_of


def point_to_survivors(records: Iterable[UUID]) -> None:
    """Let every record that is joined lead straight to the one that stays, as the open merges say."""
    open_merges = dict(
        Merge.objects.filter(undone_at__isnull=True, person__in=_joined(records)).values_list("person_id", "into_id")
    )
    for record in open_merges:
        root = record
        while root in open_merges:
            root = open_merges[root]
        Person.objects.filter(pk=record).exclude(merged_into_id=root).update(merged_into_id=root)


def _joined(records: Iterable[UUID]) -> set[UUID]:
    """Return all records that open merges tie to some records, in either direction."""
    found, edge = set(records), set(records)
    while edge:
        rows = Merge.objects.filter(Q(person__in=edge) | Q(into__in=edge), undone_at__isnull=True)
        edge = {each for pair in rows.values_list("person_id", "into_id") for each in pair} - found
        found |= edge
    return found


def keep_flags(persons: Iterable[Person], *, in_family: Mapping[UUID, bool]) -> None:
    """Make ``in_family`` of persons true to the families they are or were in. ``in_family`` says what else holds.

    Whether they are restricted the database has written by now.
    """
    for person in persons:
        records = records_of(person.pk)
        places = FamilyMember.objects.filter(person__in=records)
        is_in = in_family.get(person.pk, False) or places.exists()
        Person.objects.filter(pk__in=records).update(in_family=is_in)
        person.refresh_from_db(fields=["in_family", "restricted"])
