"""Persons as the matcher compares them, fetched in one query for each table, in the sight of the actor."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db import connection

from kith.people.matching.description import Held

_PERSONS = """
select p.id, p.forename, p.middle_names, p.surname, p.known_as, p.date_of_birth, p.birth_date_kind, p.expected_date, p.sex,
       p.school,
       p.restricted, p.merged_into_id
from people_person p where p.id = any(%s::uuid[])
"""
_NAMES = "select person_id, forename, surname from people_othername where person_id = any(%s::uuid[])"
_PLACES = """
select person_id, lines, postcode,
       (starts_on is null or starts_on <= access_today()) and (ends_on is null or ends_on > access_today())
from people_address where person_id = any(%s::uuid[]) order by id
"""
_CONTACTS = "select person_id, key from people_contactdetail where person_id = any(%s::uuid[]) and key <> ''"
_NUMBERS = """
select person_id, kind, value from people_identifier
where person_id = any(%s::uuid[]) and kind in ('nhs', 'upn', 'former_upn', 'la_child_id')
"""


def held_persons(
    ids: Iterable[UUID],
    *,
    tells_where: bool = True,
    contacts_of: Collection[UUID] | None = None,
    numbers_of: Collection[UUID] | None = None,
) -> dict[UUID, Held]:
    """Return what is compared of each person, as far as the actor sees it. At most five queries.

    ``contacts_of`` and ``numbers_of`` are the persons whose contact details and numbers are fetched (default: all persons). The
    others are compared without them.

    Without ``tells_where`` a restricted person comes without addresses and contact details: what a service finds is read by
    others, and where such a person is must not stand among the reasons.
    """
    everyone = list(ids)
    with connection.cursor() as cursor:

        def rows(sql: str, of: Collection[UUID] | None = None) -> list[Any]:
            asked = everyone if of is None else list(of)
            if not asked:
                return []
            cursor.execute(sql, [asked])
            return list(cursor.fetchall())

        persons = rows(_PERSONS)
        if not persons:
            return {}
        names, places = _grouped(rows(_NAMES)), _grouped(rows(_PLACES))
        contacts, numbers = _grouped(rows(_CONTACTS, contacts_of)), _grouped(rows(_NUMBERS, numbers_of))
    held = {}
    for pid, forename, middle, surname, known_as, born, kind, expected, sex, school, restricted, went in persons:
        shown = tells_where or not restricted
        said = numbers.get(pid, ())
        held[pid] = Held(
            forename=forename,
            middle_names=middle,
            surname=surname,
            known_as=known_as,
            other_names=tuple(names.get(pid, ())),
            date_of_birth=born,
            birth_date_kind=kind,
            expected_date=expected,
            sex=sex,
            # A reader who sees a restricted person "without addresses" must not learn the school from a match either.
            school="" if restricted else school,
            addresses=tuple(places.get(pid, ())) if shown else (),
            contacts=frozenset(key for (key,) in contacts.get(pid, ())) if shown else frozenset(),
            nhs_numbers=frozenset(v for k, v in said if k == "nhs"),
            upns=frozenset(v for k, v in said if k in {"upn", "former_upn"}),
            merged_into=went,
            la_child_ids=frozenset(v for k, v in said if k == "la_child_id"),
        )
    return held


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for person_id, *rest in rows:
        found.setdefault(person_id, []).append(tuple(rest))
    return found
