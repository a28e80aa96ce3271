"""The day of one practitioner, put together from what every room gives. Each row says why it is here now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kith.access.identity import Identity
from kith.access.sight import Part, parts_of
from kith.access.withholding import without_names_in
from kith.kernel.paging import Page
from kith.kernel.terms import area_words
from kith.kernel.time import london_date
from kith.organisations.models import Role
from kith.organisations.queries import is_on_duty
from kith.staff_desk.queries import my_drafts
from kith.workbench.my_day import AT_THE_DOOR, MANAGERS, PartOfDay, Reader
from kith.workbench.places import OfDay
from kith.workbench.rooms import rooms

ON_ALERT = {*AT_THE_DOOR, Role.LEAD_CHILD_PROTECTION, *MANAGERS}
"""Roles that danger in the area concerns at any hour. Whoever is on duty now is on alert whatever their role (P-12, P-22)."""

SAID = ("title", "why", "words", "action")
"""What a row says in words, its own and what others wrote."""

QUIET = {
    Role.AUDITOR: "You have nothing to do here. Your work is on the page “Who looked”.",
    Role.ADMINISTRATOR: "You have nothing to do here. Teams, and the area’s model, are in the menu.",
    Role.HUB_PARTNER: area_words("Questions that are put to your agency are on the page “{hub}: questions”."),
    Role.PARTNER_LEAD: "You lead no family at present. A family appears here when you are asked to lead it.",
    Role.FRONT_DOOR: "No request is waiting, and no child is said to be in danger.",
    Role.OUT_OF_HOURS: "No request is waiting, and no child is said to be in danger.",
    Role.DUTY_WORKER: "No request is waiting, and no child is said to be in danger.",
}


@dataclass(frozen=True)
class Day:
    """What *My day* shows: its lists, danger first. ``quiet`` says why there is nothing, when there is nothing."""

    today: date
    lists: list[PartOfDay]
    quiet: str = ""

    @property
    def parts(self) -> list[PartOfDay]:
        """The lists whose rows are rows of work."""
        return [each for each in self.lists if not each.template]

    @property
    def alerts(self) -> Page[Any]:
        return self._page("alerts")

    @property
    def drafts(self) -> Page[Any]:
        return self._page("drafts")

    @property
    def families_shown(self) -> list[UUID]:
        """The families that stand in any list, for the look."""
        rows = (row for part in self.parts for row in part.page)
        return list(dict.fromkeys(row["family_id"] for row in rows if row.get("family_id")))

    def _page(self, name: str) -> Page[Any]:
        return next((each.page for each in self.lists if each.page.name == name), Page([], name=name))


def day_of(identity: Identity, *, now: datetime, places: Mapping[str, str] | None = None) -> Day:
    """Return the day of the actor: danger first, then what is due, theirs to decide, waiting on others, their families.

    ``places`` holds where each list begins, by its name in the address. No list is cut: what does not fit is a page further.
    """
    today, me = london_date(now), identity.practitioner_id
    if me is None:
        return Day(today, [], quiet=_quiet(identity, False))
    on_alert = bool(identity.roles & ON_ALERT) or is_on_duty(me, identity.area_id, at=now)
    reader = Reader(identity, me, now, today, on_alert, places or {})
    given = (part for room in rooms() if room.my_day for part in room.my_day(reader) if part.page.rows)
    lists = sorted(given, key=lambda part: part.place)
    _withhold(lists)
    return Day(today, lists, quiet=_quiet(identity, bool(lists)))


def _withhold(lists: list[PartOfDay]) -> None:
    """Take the names of people hidden from the reader out of each row about a family of theirs: a list is about many families."""
    rows = [row if isinstance(row, dict) else vars(row) for part in lists for row in part.page]
    said = [(row, name) for row in rows if row.get("family_id") for name in SAID if isinstance(row.get(name), str)]
    told = without_names_in([(row["family_id"], row[name]) for row, name in said])
    for (row, name), words in zip(said, told, strict=True):
        row[name] = words


def drafts(reader: Reader) -> list[PartOfDay]:
    """Return what the reader typed and has not saved."""
    return [reader.part(OfDay.DRAFTS, "Not finished", "drafts", my_drafts(), template="staff_desk/drafts.html")]


def _quiet(identity: Identity, has_work: bool) -> str:
    if has_work:
        return ""
    for role, words in QUIET.items():
        if role in identity.roles:
            return words
    if Part.IDENTITY in parts_of(identity.roles):
        return "You have nothing to do now."
    return "You have nothing to do here. Your role sees no family’s record."
