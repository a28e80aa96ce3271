"""The records of one person: which of them the person is known by, and all the others.

A merge is a pointer. ``Person.merged_into`` always leads straight to the record that stays, never to one that has gone itself;
the decisions behind it are the open :class:`Merge` rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from kith.people.models import Merge, Person


def surviving(person_id: UUID) -> UUID:
    """Return the record a person is known by: the one this record turned out to be, or itself. One query."""
    return survivors([person_id])[person_id]


def survivors(ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Return for every record the one its person is known by;
    itself when it is joined to none that the actor may see. One query."""
    wanted = list(dict.fromkeys(ids))
    found = {each: each for each in wanted}
    if wanted:
        # The join asks whether the actor sees the record that stays.
        found |= dict(
            Person.objects.filter(pk__in=wanted, merged_into__isnull=False, merged_into__area__isnull=False).values_list(
                "pk", "merged_into_id"
            )
        )
    return found


def records_of(person_id: UUID) -> set[UUID]:
    """Return all records of the person that a record is about, the record itself among them."""
    return set(all_records([person_id]))


def all_records(ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Return every record of the persons that some records are about, each with the one its person is known by. Two queries."""
    found = survivors(ids)
    stay = set(found.values())
    joined = Person.objects.filter(merged_into__in=stay).values_list("pk", "merged_into_id") if stay else []
    return found | {each: each for each in stay} | dict(joined)


def shown_as(people: Iterable[Person]) -> dict[UUID, Person]:
    """Return every record of some persons, each with the person it is shown as. One query,
    two when a record was joined to another."""
    given = {person.pk: person for person in people}
    missing = {p.merged_into_id for p in given.values() if p.merged_into_id} - given.keys()
    known: dict[UUID, Person] = given | (Person.objects.in_bulk(missing) if missing else {})
    found: dict[UUID, Person] = {}
    for pk, person in known.items():
        found[pk] = known.get(person.merged_into_id or pk, person)
    for gone in Person.objects.filter(merged_into__in=list(found)):
        found[gone.pk] = found[gone.merged_into_id or gone.pk]
    return found


Row = TypeVar("Row", bound=models.Model)


def as_one(rows: Iterable[Row], shown: dict[UUID, Person], *fields: str) -> Iterator[Row]:
    """Let rows lead to the persons that their records are shown as (:func:`shown_as`). For reading; such rows are never saved."""
    for row in rows:
        for name in fields or ("person",):
            person = shown.get(getattr(row, f"{name}_id"))
            if person is not None:
                setattr(row, name, person)
        yield row


@dataclass(frozen=True)
class SamePerson:
    """What the page of a record says of its person's other records, and of joins that were undone."""

    stays: Person | None
    gone: list[Merge]
    undone: list[Merge]


def same_person(person_id: UUID) -> SamePerson:
    """Return the record a person is known by (``None`` when it is this one), the records joined to it, and the joins undone."""
    rows = list(
        Merge.objects.filter(Q(person=person_id) | Q(into=person_id))
        .select_related("person", "into", "merged_by", "undone_by")
        .order_by("-merged_at", "-id")
    )
    stays = Person.objects.filter(merged__pk=person_id).first()
    return SamePerson(
        stays=stays,
        gone=[row for row in rows if row.undone_at is None and row.into_id == person_id],
        undone=[row for row in rows if row.undone_at is not None],
    )
