"""What a page about one family or one person is made of: sections, events, links and the banner, each given by a room."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar, cast
from uuid import UUID

from kith.workbench.places import OfAdding, OfMenu, OfPage, OfTabs
from kith.workbench.readers import ReaderPart, ReaderText

Read = TypeVar("Read")


@dataclass(frozen=True)
class Subject:
    """The family or person that a page is about, and when. What a room reads of it,
    it reads once for all its parts of the page."""

    id: UUID
    now: datetime
    _read: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def read(self, query: Callable[..., Read]) -> Read:
        """Return what ``query(id, now=…)`` said, asked the first time only."""
        if query not in self._read:
            self._read[query] = query(self.id, now=self.now)
        return cast(Read, self._read[query])

    def held(self, query: Callable[..., Read]) -> Read | None:
        """Return what a query said when it was asked already, else ``None``."""
        return cast("Read | None", self._read.get(query))


@dataclass(frozen=True)
class Section:
    """A section of a page. ``read`` gives the template its ``data``; a section without data is left out.

    One query at the most, unless the room reads once for several sections (:meth:`Subject.read`).
    """

    place: OfPage
    template: str
    read: Callable[[Subject], Any]


@dataclass(frozen=True)
class Shown:
    """A section with what it shows."""

    place: OfPage
    template: str
    data: Any


def shown(sections: Iterable[Section], about: Subject) -> list[Shown]:
    """Return the sections that have something to show, by their place."""
    read = [(each, each.read(about)) for each in sorted(sections, key=lambda each: each.place)]
    return [Shown(each.place, each.template, data) for each, data in read if data is not None]


@dataclass(frozen=True)
class Event:
    """What happened in a family's time with the services, for *How it came to this*."""

    at: datetime | date
    title: str
    text: str = ""
    by: str = ""
    href: str = ""


@dataclass(frozen=True)
class Due:
    """What is due next, and the page where it is done."""

    what: str
    on: date
    href: str


@dataclass(frozen=True)
class Banner:
    """What a room says in the banner of a family. The names are those of the design's ``family_banner``.

    The room that owns the record gives ``name``, without which the page has no banner. Of what is due, the earliest stands there.
    """

    name: str = ""
    href: str = ""
    restricted: bool = False
    members: tuple[Mapping[str, Any], ...] = ()
    hazards: tuple[str, ...] = ()
    interpreter: str = ""
    other: tuple[Mapping[str, str], ...] = ()
    lead: Mapping[str, str] | None = None
    on_duty: Mapping[str, str] | None = None
    next_due: Due | None = None
    safety_plan: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Add:
    """A link of *Add something*, for those whose roles ``shown`` accepts; ``name`` is an address with a ``family_id``."""

    place: OfAdding
    text: str
    name: str
    shown: Callable[[frozenset[str]], bool] = lambda roles: True


@dataclass(frozen=True)
class Tab:
    """A page of a family's record; ``name`` is an address with a ``family_id``."""

    place: OfTabs
    text: str
    name: str


@dataclass(frozen=True)
class MenuLink:
    """A link at the top of every page, for those whose roles ``shown`` accepts. ``name`` is an address without arguments."""

    place: OfMenu
    text: str
    name: str
    shown: Callable[[frozenset[str]], bool] = lambda roles: True


@dataclass(frozen=True)
class FoundElsewhere:
    """Someone whom a room knows by name and who need not be on record: the name, where it stands, the page that holds it and what
    danger is told there."""

    name: str
    words: str
    link: str
    danger: str = ""


@dataclass(frozen=True)
class CopyPart(ReaderPart):
    """What a room adds to a reader's own copy of the plan, on page and paper: a heading and its lines."""

    title: ReaderText
    lines: list[ReaderText]
