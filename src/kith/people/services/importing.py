"""Bringing an area's people in from a list: all of it, or nothing.

Rows go through an unguarded temporary table and are inserted from there, so that policies, constraints and history hold as for any
other write. A row that came before is compared by its digest: the same row changes nothing, another content changes the person.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, models

from kith.access.identity import current_identity
from kith.kernel.ids import uuid7
from kith.kernel.time import london_date
from kith.people.keys import stored_bits, words_of, write_bits, write_words
from kith.people.lists import ListedPerson
from kith.people.models import (
    Address,
    BirthDateKind,
    ContactDetail,
    Identifier,
    Imported,
    Person,
)
from kith.people.services.details import add_contact, add_identifier, move_to
from kith.people.services.persons import change_person
from kith.people.spelling import telephone_key

BATCH = 5_000

_TEMPORARY = """
create temporary table if not exists people_coming (
  id uuid, forename text, middle_names text, surname text, known_as text, date_of_birth date, sex text,
  address_id uuid, lines text, postcode text, contact_id uuid, telephone text, telephone_key text,
  nhs_id uuid, nhs text, nhs_valid boolean, upn_id uuid, upn text, upn_valid boolean, la_id uuid, la_child_id text,
  imported_id uuid, ref text, digest text, family_ref text, relationship text, responsibility boolean, warnings text[]
) on commit drop
"""


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
    to_join: int = 0
    """New rows whose list names a family: they wait in the work list."""


YOUNGER_THAN_CHILD = (
    "Kept as claimed: a parent who is no older than a child of the family. Check who is the parent, and both dates of birth."
)


def import_people(rows: Iterable[ListedPerson], *, now: datetime, doubtful: Iterable[str] = ()) -> Iterator[ImportDone]:
    """Write the rows of a list, which have no problems, and yield what is done so far after each batch.

    Runs in the caller's transaction as the service *people_import*. ``doubtful`` are the refs of parents who are recorded as no older
    than a child: a warning is kept on each.
    """
    done = ImportDone()
    counted: Counter[tuple[str, str]] = Counter()
    with connection.cursor() as cursor:
        # Two lists of one area come one after the other: the second meets the rows of the first.
        cursor.execute(
            "select pg_advisory_xact_lock(hashtext('people_import'), hashtext(%s::text))", [current_identity().area_id]
        )
        cursor.execute(_TEMPORARY)
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


@dataclass(frozen=True)
class _Coming:
    """A row with what its person will be found by."""

    row: ListedPerson
    bits: list[int]
    words: set[tuple[str, str]]


def _prepared(rows: Iterable[ListedPerson], area_id: UUID) -> Iterator[list[_Coming]]:
    """Yield the rows in batches. The next batch is read while the database writes the one before."""
    every = iter(rows)

    def prepare() -> list[_Coming]:
        return [_Coming(row, stored_bits(area_id, row.held), words_of(row.held)) for row in islice(every, BATCH)]

    with ThreadPoolExecutor(1) as ahead:
        coming = ahead.submit(prepare)
        while batch := coming.result():
            coming = ahead.submit(prepare)
            yield batch


def _write_batch(batch: list[_Coming], done: ImportDone, counted: Counter[tuple[str, str]], now: datetime) -> None:
    held = {
        ref: (digest, person_id)
        for ref, digest, person_id in Imported.objects.filter(
            area=current_identity().area_id, ref__in=[each.row.ref for each in batch]
        ).values_list("ref", "digest", "person")
    }
    nameless = _nameless([e.row.la_child_id for e in batch if e.row.la_child_id and e.row.ref not in held])
    fresh: list[_Coming] = []
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
    _insert(fresh, counted, now)
    done.new += len(fresh)
    done.to_join += sum(bool(each.row.family_ref) for each in fresh)


def _nameless(la_child_ids: list[str]) -> dict[str, UUID]:
    """Return children without a name whom a return left, by LA child id."""
    if not la_child_ids:
        return {}
    return dict(
        Identifier.objects.filter(
            kind=Identifier.Kind.LA_CHILD_ID, value__in=la_child_ids, person__forename="", person__surname=""
        ).values_list("value", "person")
    )


def _insert(rows: list[_Coming], counted: Counter[tuple[str, str]], now: datetime) -> None:
    if not rows:
        return
    persons = {uuid7(): each for each in rows}
    with connection.cursor() as cursor:
        with cursor.copy("copy people_coming from stdin") as copy:
            for person_id, each in persons.items():
                r = each.row
                copy.write_row(
                    (
                        *(person_id, r.forename, r.middle_names, r.surname, r.known_as, r.date_of_birth, r.sex),
                        *(uuid7() if r.address_line or r.postcode else None, r.address_line, r.postcode),
                        *(uuid7() if r.telephone else None, r.telephone, telephone_key(r.telephone)),
                        *(uuid7() if r.nhs_number else None, r.nhs_number, r.nhs_valid),
                        *(uuid7() if r.upn else None, r.upn, r.upn_valid),
                        *(uuid7() if r.la_child_id else None, r.la_child_id),
                        *(uuid7(), r.ref, r.digest, r.family_ref, r.relationship_to_child, r.parental_responsibility),
                        [warning[:300] for warning in r.warnings],
                    )
                )
        area = {"area_id": ("%s", current_identity().area_id)}
        same = {name: (name, None) for name in ("id", "forename", "middle_names", "surname", "known_as", "date_of_birth", "sex")}
        kind = f"case when date_of_birth is null then '{BirthDateKind.UNKNOWN}' else '{BirthDateKind.EXACT}' end"
        _insert_from(cursor, Person, {**area, **same, "birth_date_kind": (kind, None), "recorded_at": ("%s", now)})
        if not counted:
            cursor.execute("select people_count_rows()")
        person = {**area, "person_id": ("id", None)}
        _insert_from(
            cursor,
            Address,
            {**person, "id": ("address_id", None), "lines": ("lines", None), "postcode": ("postcode", None)},
            "address_id is not null",
        )
        _insert_from(
            cursor,
            ContactDetail,
            {
                **person,
                "id": ("contact_id", None),
                "kind": ("%s", str(ContactDetail.Kind.TELEPHONE)),
                "value": ("telephone", None),
                "key": ("telephone_key", None),
            },
            "contact_id is not null",
        )
        for kind_of_number, column, valid in (
            (Identifier.Kind.NHS, "nhs", "nhs_valid"),
            (Identifier.Kind.UPN, "upn", "upn_valid"),
            (Identifier.Kind.LA_CHILD_ID, "la_child_id", "true"),
        ):
            key = "la_id" if column == "la_child_id" else f"{column}_id"
            _insert_from(
                cursor,
                Identifier,
                {
                    **person,
                    "id": (key, None),
                    "kind": ("%s", str(kind_of_number)),
                    "value": (column, None),
                    "valid": (valid, None),
                },
                f"{key} is not null",
            )
        _insert_from(
            cursor,
            Imported,
            {
                **person,
                "id": ("imported_id", None),
                **{name: (name, None) for name in ("ref", "digest", "family_ref", "warnings")},
                "relationship_to_child": ("relationship", None),
                "parental_responsibility": ("responsibility", None),
                "imported_at": ("%s", now),
                "joined_at": ("case when family_ref = '' then %s end", now),
            },
        )
        cursor.execute("truncate people_coming")
    write_bits({person_id: each.bits for person_id, each in persons.items()})
    for each in rows:
        counted.update(each.words)
    counted["", "f"] += len(rows)


def _insert_from(cursor: Any, model: type[models.Model], given: dict[str, tuple[str, Any]], where: str = "true") -> None:
    """Insert rows of a model from the temporary table: columns given as SQL with its parameter, the others with their defaults."""
    columns, expressions, values = [], [], []
    for column in model._meta.concrete_fields:
        expression, value = given.get(str(column.column), ("%s", column.get_default()))
        columns.append(f'"{column.column}"')
        expressions.append(expression)
        if "%s" in expression:
            values.append(value)
    cursor.execute(
        f"insert into {model._meta.db_table} ({', '.join(columns)})"  # noqa: S608  names of our own columns
        f" select {', '.join(expressions)} from people_coming where {where}",
        values,
    )


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
