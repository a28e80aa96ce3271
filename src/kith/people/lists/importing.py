"""Bringing an area's people in from a list: all of it, or nothing.

Rows go through an unguarded temporary table and are inserted from there, so that policies, constraints and history hold as for
any other write. A row that came before is compared by its digest: the same row changes nothing, another content changes the
person.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import connection

from kith.access.identity import current_identity
from kith.kernel.time import london_date
from kith.people.index.keys import stored_bits, words_of
from kith.people.index.table import write_words
from kith.people.lists.rows import ListedPerson
from kith.people.lists.temporary_table import TEMPORARY, Coming, insert_rows
from kith.people.matching.spelling import telephone_key
from kith.people.models import Address, ContactDetail, Identifier, Imported, Person
from kith.people.record.services.details import add_contact, add_identifier, move_to
from kith.people.record.services.persons import change_person
from kith.people.same_person.duplicates import suggest_pairs

BATCH = 5_000


@dataclass
class ImportDone:
    """What an import did, or would do."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    completed: int = 0
    """New rows that completed a child known by LA child id only (practice P-16)."""
    warned: int = 0
    known: int = 0
    """New rows with a number of somebody who is on record already: they stand on the review list."""
    to_join: int = 0
    """New rows whose list names a family: they wait in the work list."""


YOUNGER_THAN_CHILD = (
    "Kept as claimed: a parent who is no older than a child of the family. Check who is the parent, and both dates of birth."
)


def import_people(rows: Iterable[ListedPerson], *, now: datetime, doubtful: Iterable[str] = ()) -> Iterator[ImportDone]:
    """Write the rows of a list, which have no problems, and yield what is done so far after each batch.

    Runs in the caller's transaction as the service *people_import*. ``doubtful`` are the refs of parents who are recorded as no
    older than a child: a warning is kept on each.
    """
    done = ImportDone()
    counted: Counter[tuple[str, str]] = Counter()
    with connection.cursor() as cursor:
        # Two lists of one area come one after the other: the second meets the rows of the first.
        cursor.execute(
            "select pg_advisory_xact_lock(hashtext('people_import'), hashtext(%s::text))", [current_identity().area_id]
        )
        cursor.execute(TEMPORARY)
    for batch in _prepared(rows, current_identity().area_id):
        _write_batch(batch, done, counted, now)
        yield done
    if counted:
        write_words(counted, adding=True)
    for ref in doubtful:
        imported = Imported.objects.filter(area=current_identity().area_id, ref=ref).first()
        if imported and YOUNGER_THAN_CHILD not in imported.warnings:
            imported.warnings = [*imported.warnings, YOUNGER_THAN_CHILD]
            imported.save(update_fields=["warnings"])
            done.warned += 1
    yield done


def _prepared(rows: Iterable[ListedPerson], area_id: UUID) -> Iterator[list[Coming]]:
    """Yield the rows in batches. The next batch is read while the database writes the one before."""
    every = iter(rows)

    def prepare() -> list[Coming]:
        return [Coming(row, stored_bits(area_id, row.held), words_of(row.held)) for row in islice(every, BATCH)]

    with ThreadPoolExecutor(1) as ahead:
        coming = ahead.submit(prepare)
        while batch := coming.result():
            coming = ahead.submit(prepare)
            yield batch


def _write_batch(batch: list[Coming], done: ImportDone, counted: Counter[tuple[str, str]], now: datetime) -> None:
    held = {
        ref: (digest, person_id)
        for ref, digest, person_id in Imported.objects.filter(
            area=current_identity().area_id, ref__in=[each.row.ref for each in batch]
        ).values_list("ref", "digest", "person")
    }
    nameless = _nameless([e.row.la_child_id for e in batch if e.row.la_child_id and e.row.ref not in held])
    fresh: list[Coming] = []
    for each in batch:
        row = each.row
        done.rows += 1
        done.warned += bool(row.warnings)
        if row.ref in held:
            digest, person_id = held[row.ref]
            if digest == row.digest:
                done.unchanged += 1
            else:
                _change(row, person_id, now)
                done.changed += 1
        elif row.la_child_id in nameless:
            _complete(row, nameless.pop(row.la_child_id), now)
            done.completed += 1
        else:
            fresh.append(each)
    known = _with_known_numbers(fresh)
    insert_rows(fresh, counted, now)
    if known:
        persons = Imported.objects.filter(area=current_identity().area_id, ref__in=known).values_list("person", flat=True)
        suggest_pairs(list(persons), now=now)
    done.known += len(known)
    done.new += len(fresh)
    done.to_join += sum(bool(each.row.family_ref) for each in fresh)


def _nameless(la_child_ids: list[str]) -> dict[str, UUID]:
    """Return the children that a return left without a name, by LA child id."""
    if not la_child_ids:
        return {}
    return dict(
        Identifier.objects.filter(
            kind=Identifier.Kind.LA_CHILD_ID, value__in=la_child_ids, person__forename="", person__surname=""
        ).values_list("value", "person")
    )


def _with_known_numbers(fresh: list[Coming]) -> list[str]:
    """Return the refs of new rows with a number that somebody on record has: likely a second record of one person, which a worker
    is to see at once and not at night. One query."""
    numbers: dict[tuple[str, str], str] = {}
    for each in fresh:
        row = each.row
        valid = {"nhs": row.nhs_valid and row.nhs_number, "upn": row.upn_valid and row.upn, "la_child_id": row.la_child_id}
        numbers |= {(kind, value): row.ref for kind, value in valid.items() if value}
    held = Identifier.objects.filter(
        area=current_identity().area_id, kind__in={kind for kind, _ in numbers}, value__in=[value for _, value in numbers]
    ).values_list("kind", "value")
    return sorted({numbers[each] for each in held if each in numbers})


def _change(row: ListedPerson, person_id: UUID, now: datetime) -> None:
    """Change a person whose row has another content now. What the row leaves empty stays as it is."""
    person = Person.objects.get(pk=person_id)
    said = {name: getattr(row, name) for name in ("forename", "middle_names", "surname", "known_as", "date_of_birth")}
    changes = {name: value for name, value in said.items() if value and value != getattr(person, name)}
    if row.sex != "U" and row.sex != person.sex:
        changes["sex"] = row.sex
    if changes:
        change_person(person=person, read_version=person.version, now=now, **changes)
    _add_details(row, person, now)
    Imported.objects.filter(area=current_identity().area_id, ref=row.ref).update(
        digest=row.digest, warnings=[warning[:300] for warning in row.warnings], imported_at=now
    )


def _complete(row: ListedPerson, person_id: UUID, now: datetime) -> None:
    """Give a nameless child of a return the name and details of a row (practice P-16)."""
    Imported.objects.create(
        area_id=current_identity().area_id,
        person_id=person_id,
        ref=row.ref,
        digest="",
        family_ref=row.family_ref,
        relationship_to_child=row.relationship_to_child,
        parental_responsibility=row.parental_responsibility,
        imported_at=now,
        joined_at=None if row.family_ref else now,
    )
    _change(row, person_id, now)


def _add_details(row: ListedPerson, person: Person, now: datetime) -> None:
    living = Address.objects.filter(person=person, ends_on__isnull=True)
    if (row.address_line or row.postcode) and not living.filter(lines=row.address_line, postcode=row.postcode).exists():
        move_to(person=person, lines=row.address_line, postcode=row.postcode, on=london_date(now))
    if row.telephone and not ContactDetail.objects.filter(person=person, key=telephone_key(row.telephone)).exists():
        add_contact(person=person, kind=ContactDetail.Kind.TELEPHONE, value=row.telephone)
    for kind, value in (("nhs", row.nhs_number), ("upn", row.upn), ("la_child_id", row.la_child_id)):
        if value:
            add_identifier(person=person, kind=kind, value=value, now=now)
