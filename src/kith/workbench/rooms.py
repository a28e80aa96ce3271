"""The seam: everything that other floors gather from a room stands in one :class:`Room`, in the room's ``room.py``.

``config.wiring`` lists the rooms and opens them once, when Django is ready.
A room that declares itself wrongly is refused there, with its name and what to write.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from kith.audit.history import event_of
from kith.kernel import constraints, facts
from kith.workbench.about import Add, Banner, CopyPart, Event, MenuLink, Section, Shown, Subject, Tab, shown
from kith.workbench.my_day import DayMaker
from kith.workbench.readers import Curtain
from kith.workbench.states import States

PERSON, FAMILY = "people.Person", "people.Family"


class RoomWrong(Exception):
    """A room declares itself wrongly. The message names the room and says what to write."""


@dataclass(frozen=True)
class Rows:
    """A table whose rows lead to a person or a family, in words.

    ``label``: what one row is called. ``words``: what tells one from another (it also gets a row of history, which has the same
    fields). ``family``: the way from a row to its family, as a lookup; empty when it has none. ``hidden``: fields that no history
    shows. ``page``: the address of a row's page, where it is not the room's.
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
CopyMaker = Callable[[UUID, UUID, Curtain], Iterable[CopyPart]]
StepFinder = Callable[[UUID], Iterable[OpenStep]]


@dataclass(frozen=True)
class Room:
    """What one room gives to the others. All of it is optional but the name.

    What it keeps:

    * ``tables``: its tables that lead to a person. History in words,
      and what is held of a person when two records are one, come from it.
    * ``page``: the address of the page on which a row of them is read.
    * ``states``: what its records go through.
    * ``messages``: by constraint of the database, what a person reads when it refuses.
    * ``demonstration``: what makes its rows in an area of the demonstration whose year was played,
      given the area's id and the moment.

    What it shows:

    * ``banner``: what stands on every page about a family. ``chronology``: what happened, for *How it came to this*.
    * ``family_page``, ``person_page``: sections. ``tabs``: pages of a family's record. ``add``: what can be added to it.
    * ``reader_parts``: what a family member reads of it in their own copy of the plan, given the family,
      the reader and their curtain.
    * ``my_day``: lists of a practitioner's day. ``navigation``: links at the top of every page.

    What it is asked:

    * ``obstacles``: what stands in the way of joining two persons, asked with all records of each.
    * ``open_steps``: by kind, the steps open on a version of a practice model.
    * ``hears``: pairs of a fact and what the room does when it hears it, in order.
    """

    name: str
    tables: Mapping[type[models.Model], Rows] = field(default_factory=dict)
    page: Callable[[Any], str] = lambda _: ""
    states: Sequence[States] = ()
    messages: Mapping[str, str] = field(default_factory=dict)
    demonstration: Callable[[UUID, datetime], None] | None = None

    banner: Callable[[Subject], Banner | None] | None = None
    chronology: Callable[[Subject], Iterable[Event]] | None = None
    family_page: Sequence[Section] = ()
    person_page: Sequence[Section] = ()
    tabs: Sequence[Tab] = ()
    add: Sequence[Add] = ()
    reader_parts: CopyMaker | None = None
    my_day: DayMaker | None = None
    navigation: Sequence[MenuLink] = ()

    obstacles: ObstacleFinder | None = None
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
    for model in apps.get_models():
        if model._meta.app_label not in names and not hasattr(model, "pgh_obj_id") and person_fields(model):
            raise RoomWrong(
                f"{model.__name__} of {model._meta.app_label} leads to a person, and no room of config/wiring.py declares it."
                f" Write {model._meta.app_label}/room.py and add its ROOM."
            )
    _open[:] = rooms
    for room in rooms:
        constraints.explain(dict(room.messages))
        for fact, handler in room.hears:
            facts.on(fact, handler)


def rooms() -> tuple[Room, ...]:
    """Return the rooms, in the order in which ``config.wiring`` lists them."""
    return tuple(_open)


def check(room: Room) -> None:
    """Refuse a room that declares what is not so, or forgets what is. Raises :class:`RoomWrong`."""
    if room.name not in {app.label for app in apps.get_app_configs()}:
        raise RoomWrong(f"room.py of {room.name}: no app has this label. Write the label of the room's app.")
    for fault in (*_tables_wrong(room), *_states_wrong(room), *_messages_wrong(room), *_pages_wrong(room)):
        raise RoomWrong(f"room.py of {room.name}: {fault}.")


def _tables_wrong(room: Room) -> Iterator[str]:
    for model, told in room.tables.items():
        if model._meta.app_label != room.name:
            yield f"{model.__name__} is a table of {model._meta.app_label}. Take it out"
        elif told.family and not _leads(model, told.family):
            yield f'{model.__name__} has no way "{told.family}" to a family. Write family="…", or family="" for none'
    for model in apps.get_app_config(room.name).get_models():
        if model in room.tables or hasattr(model, "pgh_obj_id"):
            continue  # its own, or a table of history
        keys = person_fields(model)
        if keys:
            yield (
                f"{model.__name__} leads to a person by {keys[0]} and is not in tables."
                f' Add {model.__name__}: Rows("what one row is called")'
            )
        elif event_of(model) is not None:
            yield f'{model.__name__} keeps a history and is not in tables. Add {model.__name__}: Rows("what one row is called")'


def _states_wrong(room: Room) -> Iterator[str]:
    stateful = {model.__name__: model for model in apps.get_app_config(room.name).get_models()}
    for states in room.states:
        model: Any = stateful.get(states.name)
        if model is None:
            yield f'states are declared for "{states.name}", which is no table of the room. Write the name of the model'
            continue
        yield from (f"states of {states.name}: {fault}" for fault in states.faults())
        known = model._meta.get_field("state").flatchoices if hasattr(model, "State") else []
        for value, label in known:
            if value not in states.states:
                missing = f'Add "{value}": "{label}", and what leads to it'
                yield f'states of {states.name}: the model has the state "{value}". {missing}'


def _messages_wrong(room: Room) -> Iterator[str]:
    for model in apps.get_app_config(room.name).get_models():
        for name in _constraints(model):
            if name not in room.messages:
                yield f'the constraint {name} of {model.__name__} has no message. Add "{name}": "what to do next" to messages'


def _constraints(model: type[models.Model]) -> Iterator[str]:
    """Give the names of the constraints that a model declares, as the database has them."""
    if model._meta.managed and not hasattr(model, "pgh_obj_id"):
        # A key with more columns beside it is never met: it is there for keys of other tables.
        yield from (each.name for each in model._meta.constraints if "id" not in getattr(each, "fields", ()))
        for each in model._meta.local_concrete_fields:
            if each.unique and not each.primary_key:
                yield f"{model._meta.db_table}_{each.column}_key"


def _pages_wrong(room: Room) -> Iterator[str]:
    for template in [each.template for each in (*room.family_page, *room.person_page)]:
        if not template.startswith(f"{room.name}/"):
            yield f'the section {template} is another room\'s. Write a template of {room.name}, "{room.name}/….html"'
    links: list[Tab | Add | MenuLink] = [*room.tabs, *room.add, *room.navigation]
    for link in links:
        if link.name.partition(":")[0] != room.name:
            yield f'the link "{link.text}" leads to {link.name}, a page of another room. Write "{room.name}:…"'


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


def parts_for_reader(family_id: UUID, reader_id: UUID, hide: Curtain) -> list[CopyPart]:
    """Return what the rooms add to a reader's copy of a family's plan."""
    return [part for room in rooms() if room.reader_parts for part in room.reader_parts(family_id, reader_id, hide)]


def person_sections(about: Subject) -> list[Shown]:
    """Return what the rooms show on the page of a person."""
    return shown((each for room in rooms() for each in room.person_page), about)


def open_steps(version_id: UUID) -> list[OpenStep]:
    """Return every open step on a version of a practice model, of all rooms."""
    return [step for room in rooms() for _, finder in sorted(room.open_steps.items()) for step in finder(version_id)]
