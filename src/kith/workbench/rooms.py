"""The seam: everything that other floors gather from a room stands in one :class:`Room`, in the room's ``room.py``.

``config.wiring`` lists the rooms and opens them once, when Django is ready (``workbench.opening``).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from difflib import get_close_matches
from typing import Any, Self
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.db import models

from kith.kernel import constraints, facts
from kith.workbench.about import Add, Banner, CopyPart, Event, FoundElsewhere, MenuLink, Section, Shown, Subject, Tab, shown
from kith.workbench.my_day import DayMaker
from kith.workbench.readers import Curtain
from kith.workbench.states import States

PERSON, FAMILY = "people.Person", "people.Family"


class RoomWrong(ImproperlyConfigured):
    """A room declares itself wrongly. The message names the room and says what to write."""


@dataclass(frozen=True)
class Rows:
    """A table whose rows lead to a person or a family, in words.

    ``label``: what one row is called. ``words``: what tells one from another (it also gets a row of history, which has the same
    fields). ``family``: the way from a row to its family, as a lookup; empty when it has none. ``hidden``: fields that no history
    shows. ``coded``: fields that hold codes other than their own choices, each with what gives the words of one. ``page``: the
    address of a row's page, where it is not the room's.
    """

    label: str
    words: Callable[[Any], str] = lambda _: ""
    family: str = "family"
    hidden: frozenset[str] = frozenset()
    coded: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
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
Finder = Callable[[Mapping[str, Any]], Iterable[FoundElsewhere]]
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

    * ``search``: whom it knows by name that need not be on record, given what was asked as ``search_people`` takes it;
      only what the reader may see, gravest first.
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

    search: Finder | None = None
    obstacles: ObstacleFinder | None = None
    open_steps: Mapping[str, StepFinder] = field(default_factory=dict)
    hears: Sequence[tuple[type, Callable[[Any], None]]] = ()

    def __new__(cls, name: str = "", *_: Any, **parts: Any) -> Self:
        """Refuse a room without a name and a part that no room has: Python would name neither the room nor what to write."""
        known = [each.name for each in fields(cls)]
        for part in parts.keys() - set(known):
            meant = "".join(f" Did you mean {each}?" for each in get_close_matches(part, known, 1))
            raise RoomWrong(f"room.py of {name}: there is no part {part}.{meant} Write one of {', '.join(known)}.")
        if not name:
            raise RoomWrong('A Room has no name. Write Room("the label of its app", …).')
        return super().__new__(cls)


_open: list[Room] = []


def make_known(opened: Sequence[Room]) -> None:
    """Make rooms known to all, whose declarations were checked (``workbench.opening``)."""
    _open[:] = opened
    for room in opened:
        constraints.explain(dict(room.messages))
        for fact, handler in room.hears:
            facts.on(fact, handler)


def rooms() -> tuple[Room, ...]:
    """Return the rooms, in the order in which ``config.wiring`` lists them."""
    return tuple(_open)


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


def found_in_rooms(question: Mapping[str, Any]) -> list[FoundElsewhere]:
    """Return whom the rooms know by name that need not be on record, given what was asked."""
    return [found for room in rooms() if room.search for found in room.search(question)]


def parts_for_reader(family_id: UUID, reader_id: UUID, hide: Curtain) -> list[CopyPart]:
    """Return what the rooms add to a reader's copy of a family's plan."""
    return [part for room in rooms() if room.reader_parts for part in room.reader_parts(family_id, reader_id, hide)]


def person_sections(about: Subject) -> list[Shown]:
    """Return what the rooms show on the page of a person."""
    return shown((each for room in rooms() for each in room.person_page), about)


def open_steps(version_id: UUID) -> list[OpenStep]:
    """Return every open step on a version of a practice model, of all rooms."""
    return [step for room in rooms() for _, finder in sorted(room.open_steps.items()) for step in finder(version_id)]
