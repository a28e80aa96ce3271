"""What the rooms above hold of a person, told by them: what stands in the way of a merge, and what was written about a record.

This room moves its own rows only. A room above lists its finders in ``config/wiring.py``; one that can move its rows to another
record of the same person lists a mover too.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from kith.people.models import Person
from kith.people.one_person import Held, first_after, made_at, who_wrote


@dataclass(frozen=True)
class Obstacle:
    """What must be settled before two records are joined, in words, and the page on which it is settled."""

    words: str
    link: str = ""


ObstacleFinder = Callable[[set[UUID], set[UUID]], Iterable[Obstacle]]
HeldFinder = Callable[[list[UUID], int | None], Iterable[Held]]
Mover = Callable[[UUID, UUID], None]

_obstacles: dict[str, ObstacleFinder] = {}
_held: dict[str, HeldFinder] = {}
_movers: dict[str, Mover] = {}


def register_obstacles(room: str, finder: ObstacleFinder) -> None:
    """Have ``finder(records of the one, records of the other)`` asked what stands in the way of joining two persons."""
    _obstacles[room] = finder


def register_held(room: str, finder: HeldFinder) -> None:
    """Have ``finder(records, after)`` asked what a room holds of them; ``after`` is a millisecond, or ``None`` for everything."""
    _held[room] = finder


def register_mover(kind: str, mover: Mover) -> None:
    """Have ``mover(row, record)`` move a row of a kind (the part of :attr:`Held.key` before the colon) to another record."""
    _movers[kind] = mover


def obstacles_of_rooms(goes: set[UUID], stays: set[UUID]) -> list[Obstacle]:
    """Return what the rooms above say stands in the way of joining two persons, given all records of each."""
    return [found for _, finder in sorted(_obstacles.items()) for found in finder(goes, stays)]


def held_by_rooms(records: list[UUID], *, after: int | None = None) -> list[Held]:
    """Return what the rooms above hold of some records, oldest first."""
    found = [row for _, finder in sorted(_held.items()) for row in finder(records, after)]
    return sorted(found, key=lambda row: row.key.partition(":")[2])


def mover_of(key: str) -> Mover | None:
    """Return what moves a row of another room, or ``None`` when its room moves none."""
    return _movers.get(key.partition(":")[0])


def rows_of_models(
    room: str,
    tables: Mapping[type[models.Model], str],
    records: list[UUID],
    after: int | None,
    link: Callable[[Any], str],
) -> list[Held]:
    """Return the rows of a room's tables that lead to some records; ``tables`` says what a row of each is, in words."""
    made = []
    for model in tables:
        fields = [
            field.name
            for field in model._meta.get_fields()
            if isinstance(field, models.ForeignKey) and field.related_model is Person
        ]
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
    return [
        Held(
            key=f"{room}.{row._meta.model_name}:{row.pk}",
            label=tables[type(row)],
            words="",
            person_id=getattr(row, f"{place}_id"),
            at=made_at(row.pk),
            by=by.get(row.pk, ""),
            link=link(row),
            place=place,
        )
        for row, place in made
    ]
