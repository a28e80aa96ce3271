"""The seam: everything that other floors gather from a room stands in one :class:`Room`, in the room's ``room.py``.

``config.wiring`` lists the rooms and opens them once, when Django is ready. A room that declares itself wrongly is refused there, with
its name and what to write.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from kith.audit.history import event_of
from kith.kernel import facts

PERSON, FAMILY = "people.Person", "people.Family"


class RoomWrong(Exception):
    """A room declares itself wrongly. The message names the room and says what to write."""


@dataclass(frozen=True)
class Rows:
    """A table whose rows lead to a person or a family, in words.

    ``label``: what one row is called. ``words``: what tells one from another (it also gets a row of history, which has the same
    fields). ``family``: the way from a row to its family, as a lookup; empty when it has none. ``hidden``: fields that no history shows.
    ``page``: the address of a row's page, where it is not the room's.
    """

    label: str
    words: Callable[[Any], str] = lambda _: ""
    family: str = "family"
    hidden: frozenset[str] = frozenset()
    page: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class Held:
    """One thing recorded about a person. ``key`` names it in forms: the kind and the row's id."""

    key: str
    label: str
    words: str
    person_id: UUID
    at: datetime
    by: str = ""
    link: str = ""
    place: str = "person"
    """The field with which the row leads to the person."""


@dataclass(frozen=True)
class Obstacle:
    """What must be settled before two records are joined, in words, and the page on which it is settled."""

    words: str
    link: str = ""


@dataclass(frozen=True)
class OpenStep:
    """A step that is open on a version of a practice model. It carries ids, never a name of a person."""

    kind: str
    step_id: UUID
    version_id: UUID
    page: str = ""
    """The address of the page on which a manager moves it."""


ObstacleFinder = Callable[[set[UUID], set[UUID]], Iterable[Obstacle]]
StepFinder = Callable[[UUID], Iterable[OpenStep]]
Mover = Callable[[UUID, UUID], None]


@dataclass(frozen=True)
class Room:
    """What one room gives to the others.

    * ``tables``: its tables that lead to a person. History in words, and what is held of a person when two records are one, come from it.
    * ``page``: the address of the page on which a row of them is read.
    * ``obstacles``: what stands in the way of joining two persons, asked with all records of each.
    * ``movers``: by table, what moves a row to another record of the same person; without one a row is shown and stays.
    * ``open_steps``: by kind, the steps open on a version of a practice model.
    * ``hears``: pairs of a fact and what the room does when it hears it, in order.
    """

    name: str
    tables: Mapping[type[models.Model], Rows] = field(default_factory=dict)
    page: Callable[[Any], str] = lambda _: ""
    obstacles: ObstacleFinder | None = None
    movers: Mapping[type[models.Model], Mover] = field(default_factory=dict)
    open_steps: Mapping[str, StepFinder] = field(default_factory=dict)
    hears: Sequence[tuple[type, Callable[[Any], None]]] = ()


_open: list[Room] = []


def open_rooms(rooms: Sequence[Room]) -> None:
    """Check the rooms and make them known to all. Called once by ``config.wiring``. Raises :class:`RoomWrong`."""
    names = [room.name for room in rooms]
    for name in names:
        if names.count(name) > 1:
            raise RoomWrong(f"Two rooms are called {name}. Give one another name.")
    for room in rooms:
        check(room)
    _open[:] = rooms
    for room in rooms:
        for fact, handler in room.hears:
            facts.on(fact, handler)


def rooms() -> tuple[Room, ...]:
    """Return the rooms, in the order in which ``config.wiring`` lists them."""
    return tuple(_open)


def check(room: Room) -> None:
    """Refuse a room whose tables are another's, or that forgets a table leading to a person. Raises :class:`RoomWrong`."""
    if room.name not in {app.label for app in apps.get_app_configs()}:
        raise RoomWrong(f"room.py of {room.name}: no app has this label. Write the label of the room's app.")
    for model in room.tables:
        if model._meta.app_label != room.name:
            raise RoomWrong(f"room.py of {room.name}: {model.__name__} is a table of {model._meta.app_label}. Take it out.")
        way = room.tables[model].family
        if way and not _leads(model, way):
            raise RoomWrong(
                f'room.py of {room.name}: {model.__name__} has no way "{way}" to a family. Write family="…", or family="" for none.'
            )
    for model in set(room.movers) - set(room.tables):
        raise RoomWrong(f"room.py of {room.name}: {model.__name__} has a mover and is not in tables. Add it to tables.")
    for model in apps.get_app_config(room.name).get_models():
        if model not in room.tables and event_of(model) is not None:
            raise RoomWrong(
                f"room.py of {room.name}: {model.__name__} keeps a history and is not in tables."
                f' Add {model.__name__}: Rows("what one row is called").'
            )


def _leads(model: type[models.Model], way: str) -> bool:
    """Say whether a lookup leads from a table to a family: its own key, a key to a family, or a column that holds its id."""
    at: Any = model
    for name in way.split("__"):
        found = next((each for each in at._meta.get_fields() if name in {each.name, getattr(each, "attname", "")}), None)
        if found is None:
            return False
        at = found.related_model or at
    return True


def person_fields(model: type[models.Model]) -> list[str]:
    """Return the fields with which a row of a table leads to a person."""
    return [
        each.name
        for each in model._meta.get_fields()
        if isinstance(each, models.ForeignKey) and each.related_model._meta.label == PERSON
    ]


def obstacles_of_rooms(goes: set[UUID], stays: set[UUID]) -> list[Obstacle]:
    """Return what the rooms say stands in the way of joining two persons, given all records of each."""
    return [found for room in rooms() if room.obstacles for found in room.obstacles(goes, stays)]


def mover_of(key: str) -> Mover | None:
    """Return what moves a row that a room holds (:attr:`Held.key`), or ``None`` when its room moves none."""
    kind = key.partition(":")[0]
    for room in rooms():
        for model, mover in room.movers.items():
            if kind == f"{room.name}.{model._meta.model_name}":
                return mover
    return None


def open_steps(version_id: UUID) -> list[OpenStep]:
    """Return every open step on a version of a practice model, of all rooms."""
    return [step for room in rooms() for _, finder in sorted(room.open_steps.items()) for step in finder(version_id)]
