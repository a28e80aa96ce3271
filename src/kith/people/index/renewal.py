"""Writing an area's keys anew from the record."""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from django.db import connection

from kith.access.identity import current_identity
from kith.people.index.persons import held_persons
from kith.people.index.table import write_keys_of, write_words
from kith.people.models import Person

BATCH = 2_000


def rewrite_keys() -> int:
    """Write the keys of every person of the acted area anew from the record, and count their names. Returns how many people."""
    counted: Counter[tuple[str, str]] = Counter()
    people = 0
    with connection.cursor() as cursor:
        cursor.execute("select people_forget_keys()")
    for ids in everyone_in_area():
        write_keys_of(held_persons(ids), counted=counted)
        people += len(ids)
    write_words(counted, adding=True)
    return people


def everyone_in_area() -> Iterator[list[UUID]]:
    """Yield the ids of all persons of the area that the actor sees, in batches."""
    last = UUID(int=0)
    while ids := list(
        Person.objects.filter(area=current_identity().area_id, pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        yield ids
        last = ids[-1]
