"""What the rooms hold of a person, row by row: shown when two records turn out to be one person, or one to be two."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from kith.audit.history import event_of
from kith.organisations.models import Practitioner
from kith.workbench.rooms import Held, Room, person_fields, rooms


def moment_of(key: UUID) -> int:
    """Return the millisecond in which a time-ordered key was made."""
    return key.int >> 80


def made_at(key: UUID) -> datetime:
    """Return when a row was made, from its time-ordered key."""
    return datetime.fromtimestamp(moment_of(key) / 1000, tz=UTC)


def first_after(moment: int) -> UUID:
    """Return the smallest key that a row made after a millisecond can have."""
    return UUID(int=(moment + 1) << 80)


def held_by_rooms(records: list[UUID], *, but: str, after: int | None = None) -> list[Held]:
    """Return what the rooms hold of some records, oldest first. ``but``: the room that asks. ``after``:
    only rows made after a millisecond."""
    found = [row for room in rooms() if room.name != but for row in held_by(room, records, after=after)]
    return sorted(found, key=lambda row: row.key.partition(":")[2])


def held_by(room: Room, records: list[UUID], *, after: int | None = None) -> Iterator[Held]:
    """Give the rows of a room's tables that lead to some records. One query a table, one each for authors and names."""
    made = []
    for model in room.tables:
        fields = person_fields(model)
        if not fields:
            continue
        about = Q()
        for name in fields:
            about |= Q(**{f"{name}__in": records})
        rows = model._default_manager.filter(about)
        if after is not None:
            rows = rows.filter(pk__gte=first_after(after))
        made += [(row, next(n for n in fields if getattr(row, f"{n}_id") in records)) for row in rows.order_by("pk")]
    by = who_wrote([row for row, _ in made])
    for row, place in made:
        told = room.tables[type(row)]
        yield Held(
            key=f"{room.name}.{row._meta.model_name}:{row.pk}",
            label=told.label,
            words=told.words(row),
            person_id=getattr(row, f"{place}_id"),
            at=made_at(row.pk),
            by=by.get(row.pk, ""),
            link=(told.page or room.page)(row),
            place=place,
        )


def who_wrote(rows: Iterable[Any]) -> dict[UUID, str]:
    """Return the name of the author of each row, as the history has it. One query a table, and one for the names."""
    actors: dict[UUID, str] = {}
    grouped: dict[type[models.Model], list[UUID]] = {}
    for row in rows:
        grouped.setdefault(type(row), []).append(row.pk)
    for model, ids in grouped.items():
        event = event_of(model)
        if event is None:
            continue
        written = event.objects.filter(pgh_obj_id__in=ids, pgh_label="insert").values_list("pgh_obj_id", "pgh_context")
        actors |= {obj: (context or {}).get("actor") or "" for obj, context in written}
    ids_of = {UUID(actor) for actor in actors.values() if _is_id(actor)}
    names = {str(k): v for k, v in Practitioner.objects.filter(pk__in=ids_of).values_list("pk", "name")}
    return {obj: names.get(actor, "" if _is_id(actor) else "Kith itself") for obj, actor in actors.items()}


def _is_id(text: str) -> bool:
    return len(text) == 36 and text.count("-") == 4
