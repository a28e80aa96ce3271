"""Rows of a list written through a temporary table, so that policies, constraints and history hold as for any other write."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from kith.access.identity import current_identity
from kith.kernel.ids import uuid7
from kith.people.index.table import write_bits
from kith.people.lists.rows import ListedPerson
from kith.people.matching.spelling import telephone_key
from kith.people.models import Address, BirthDateKind, ContactDetail, Identifier, Imported, Person

TEMPORARY = """
create temporary table if not exists people_coming (
  id uuid, forename text, middle_names text, surname text, known_as text, date_of_birth date, sex text,
  address_id uuid, lines text, postcode text, contact_id uuid, telephone text, telephone_key text,
  nhs_id uuid, nhs text, nhs_valid boolean, upn_id uuid, upn text, upn_valid boolean, la_id uuid, la_child_id text,
  imported_id uuid, ref text, digest text, family_ref text, relationship text, responsibility boolean, warnings text[]
) on commit drop
"""


@dataclass(frozen=True)
class Coming:
    """A row with what its person will be found by."""

    row: ListedPerson
    bits: list[int]
    words: set[tuple[str, str]]


def insert_rows(rows: list[Coming], counted: Counter[tuple[str, str]], now: datetime) -> None:
    """Write the persons of some rows with all their details, make them findable,
    and add the words of their names to ``counted``."""
    if not rows:
        return
    persons = {uuid7(): each for each in rows}
    area = {"area_id": ("%s", current_identity().area_id)}
    of_person = {**area, "person_id": ("id", None)}
    with connection.cursor() as cursor:
        _copy(cursor, persons)
        _insert_persons(cursor, area, now)
        if not counted:
            cursor.execute("select people_count_rows()")
        _insert_places(cursor, of_person)
        _insert_numbers(cursor, of_person)
        _insert_imported(cursor, of_person, now)
        cursor.execute("truncate people_coming")
    write_bits({person_id: each.bits for person_id, each in persons.items()})
    for each in rows:
        counted.update(each.words)
    counted["", "f"] += len(rows)


Given = dict[str, tuple[str, Any]]
"""Columns given as SQL with its parameter."""


def _copy(cursor: Any, persons: Mapping[UUID, Coming]) -> None:
    """Put the rows into the temporary table."""
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


def _insert_persons(cursor: Any, area: Given, now: datetime) -> None:
    same: Given = {
        name: (name, None) for name in ("id", "forename", "middle_names", "surname", "known_as", "date_of_birth", "sex")
    }
    kind = f"case when date_of_birth is null then '{BirthDateKind.UNKNOWN}' else '{BirthDateKind.EXACT}' end"
    _insert_from(cursor, Person, {**area, **same, "birth_date_kind": (kind, None), "recorded_at": ("%s", now)})


def _insert_places(cursor: Any, of_person: Given) -> None:
    """Insert addresses and telephone numbers."""
    _insert_from(
        cursor,
        Address,
        {**of_person, "id": ("address_id", None), "lines": ("lines", None), "postcode": ("postcode", None)},
        "address_id is not null",
    )
    _insert_from(
        cursor,
        ContactDetail,
        {
            **of_person,
            "id": ("contact_id", None),
            "kind": ("%s", str(ContactDetail.Kind.TELEPHONE)),
            "value": ("telephone", None),
            "key": ("telephone_key", None),
        },
        "contact_id is not null",
    )


def _insert_numbers(cursor: Any, of_person: Given) -> None:
    for kind, key, column, valid in (
        (Identifier.Kind.NHS, "nhs_id", "nhs", "nhs_valid"),
        (Identifier.Kind.UPN, "upn_id", "upn", "upn_valid"),
        (Identifier.Kind.LA_CHILD_ID, "la_id", "la_child_id", "true"),
    ):
        _insert_from(
            cursor,
            Identifier,
            {**of_person, "id": (key, None), "kind": ("%s", str(kind)), "value": (column, None), "valid": (valid, None)},
            f"{key} is not null",
        )


def _insert_imported(cursor: Any, of_person: Given, now: datetime) -> None:
    """Insert what the list claims of each person. A row that names no family waits for no one."""
    _insert_from(
        cursor,
        Imported,
        {
            **of_person,
            "id": ("imported_id", None),
            **{name: (name, None) for name in ("ref", "digest", "family_ref", "warnings")},
            "relationship_to_child": ("relationship", None),
            "parental_responsibility": ("responsibility", None),
            "imported_at": ("%s", now),
            "joined_at": ("case when family_ref = '' then %s end", now),
        },
    )


def _insert_from(cursor: Any, model: type[models.Model], given: Given, where: str = "true") -> None:
    """Insert rows of a model from the temporary table: those given, the others with their defaults."""
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
