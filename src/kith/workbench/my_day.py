"""*My day*: what each room puts on the day of a practitioner, and the shapes it takes. ``staff_desk`` puts them together."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kith.access.identity import Identity
from kith.access.sight import Part, parts_of
from kith.kernel.paging import Count, Page, Place, Source, page_of
from kith.organisations.models import Role
from kith.workbench.places import OfDay

Row = dict[str, Any]
"""One row, as the design's ``task_rows`` takes it: title, href, why, due, state, tag, action; ``family_id`` for the look."""

MANAGERS = {Role.TEAM_MANAGER, Role.SENIOR_SOCIAL_WORKER}
AT_THE_DOOR = {Role.FRONT_DOOR, Role.OUT_OF_HOURS, Role.DUTY_WORKER}
SHOWN = 20
"""Rows of one list of the day; the rest is a page further."""
COUNTED = 100
"""Work lists of the whole area are counted no further than this: they have pages of their own."""


@dataclass(frozen=True)
class PartOfDay:
    """One list of the day in its place, a page of it at a time, ordered by danger and then by what is due.
    An empty one is left out.

    ``template`` shows the list where its rows are not rows of work (:data:`Row`): it gets the part as ``part``.
    """

    place: OfDay
    title: str
    page: Page[Any]
    template: str = ""


@dataclass(frozen=True)
class Reader:
    """Whose day it is: who they are, whether danger in the area concerns them now, and where each list begins."""

    identity: Identity
    me: UUID
    now: datetime
    today: date
    on_alert: bool
    places: Mapping[str, str]

    def sees(self, part: Part) -> bool:
        """Say whether the reader's roles list a part of a record."""
        return part in parts_of(self.identity.roles)

    def part(self, at: OfDay, title: str, name: str, *sources: Source[Any], template: str = "") -> PartOfDay:
        """Return a list of the day at the reader's place in it. ``name`` is the list's name in the address."""
        place = Place.read(self.places.get(name))
        return PartOfDay(at, title, page_of(*sources, place=place, size=SHOWN, name=name), template)


DayMaker = Callable[[Reader], Iterable[PartOfDay]]
"""Gives the lists that a room puts on the day of a reader."""


def as_rows(source: Source[Any], row: Callable[[Any], Row]) -> Source[Row]:
    """Return a list whose rows are shown as rows of work."""
    return Source(source.rows, source.order, lambda found: [row(each) for each in source.show(found)])


def whole(at: OfDay, title: str, rows: list[Row]) -> PartOfDay:
    """Return a part whose rows are few and all there."""
    return PartOfDay(at, title, Page(rows, count=Count(len(rows))))
