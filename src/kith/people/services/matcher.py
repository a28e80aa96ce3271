"""What the matcher keeps: an area's calibration, the keys of its people, and pairs of records for somebody to look at."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import connection

from kith.access.identity import current_identity
from kith.kernel.ids import uuid7
from kith.people.calibrating import Learnt
from kith.people.described import Held, Wanted
from kith.people.finding import LEAST_SHARED_OF_A_LIST, SCORED_OF_A_LIST, find_many
from kith.people.held import held_persons
from kith.people.keys import write_keys_of, write_words
from kith.people.models import Calibration, Person, PossibleDuplicate

BATCH = 2_000


def keep_calibration(*, learnt: Learnt, now: datetime) -> Calibration:
    """Put learnt weights into force in the acted area, with their report. Earlier calibrations are kept."""
    return Calibration.objects.create(
        area_id=current_identity().area_id,
        weights=learnt.weights.written(),
        report=learnt.report,
        pairs=learnt.pairs,
        made_at=now,
    )


def rewrite_keys() -> int:
    """Write the keys of every person of the acted area anew from the record, and count their names. Returns how many people."""
    counted: Counter[tuple[str, str]] = Counter()
    people = 0
    with connection.cursor() as cursor:
        cursor.execute("select people_forget_keys()")
    for ids in _everybody():
        write_keys_of(held_persons(ids), counted=counted)
        people += len(ids)
    write_words(counted, adding=True)
    return people


def _everybody() -> Iterator[list[UUID]]:
    """Yield the ids of everybody the actor sees in the acted area, some at a time."""
    last = UUID(int=0)
    while ids := list(
        Person.objects.filter(area=current_identity().area_id, pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        yield ids
        last = ids[-1]


def find_duplicates(*, now: datetime) -> int:
    """Write down the pairs of records that may be one person and were not looked at before. Returns how many are new.

    Compares everybody of the acted area with everybody, as whoever acts may see them. Restricted people are not compared.
    """
    new = 0
    for ids in _everybody():
        held = held_persons(ids)
        gone = set(Person.objects.filter(pk__in=ids, merged_into__isnull=False).values_list("pk", flat=True))
        asked = [person_id for person_id in held if person_id not in gone]
        found = find_many(
            [_wanted(held[person_id]) for person_id in asked],
            limit=5,
            scored=SCORED_OF_A_LIST,
            but_not=asked,
            least_shared=LEAST_SHARED_OF_A_LIST,
        )
        rows = []
        for person_id, of_each in zip(asked, found, strict=True):
            rows += [
                PossibleDuplicate(
                    id=uuid7(),
                    area_id=current_identity().area_id,
                    person_id=min(person_id, other.person_id),
                    other_id=max(person_id, other.person_id),
                    score=Decimal(str(round(other.score.points, 2))),
                    reasons_for=[reason[:300] for reason in other.score.reasons_for],
                    reasons_against=[reason[:300] for reason in other.score.reasons_against],
                    found_at=now,
                )
                for other in of_each
                if other.person_id != person_id
            ]
        known = set(PossibleDuplicate.objects.filter(person__in=[row.person_id for row in rows]).values_list("person", "other"))
        unknown = {(row.person_id, row.other_id): row for row in rows if (row.person_id, row.other_id) not in known}
        PossibleDuplicate.objects.bulk_create(unknown.values(), ignore_conflicts=True)
        new += len(unknown)
    return new


def _wanted(held: Held) -> Wanted:
    lines, code = next(((a, p) for a, p, now in held.addresses if now), ("", ""))
    contacts = sorted(held.contacts)
    return Wanted(
        forename=held.forename,
        middle_names=held.middle_names,
        surname=held.surname,
        known_as=held.known_as,
        date_of_birth=held.date_of_birth,
        expected_date=held.expected_date,
        sex=held.sex,
        address=lines,
        postcode=code,
        telephone=next((c for c in contacts if "@" not in c), ""),
        email=next((c for c in contacts if "@" in c), ""),
        nhs_number=min(held.nhs_numbers, default=""),
        upn=min(held.upns, default=""),
    )
