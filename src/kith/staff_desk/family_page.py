"""The one-page picture of a family, put together from the sections and events that the rooms give."""

from collections.abc import Sequence
from dataclasses import dataclass

from kith.kernel.refusals import NotFound
from kith.staff_desk.banner import banner_of
from kith.workbench.about import Event, Shown, Subject, shown
from kith.workbench.rooms import rooms


@dataclass(frozen=True)
class FamilyPage:
    """What the page shows: the sections by where they stand, and what happened, newest first."""

    name: str
    sections: Sequence[Shown]
    events: Sequence[Event]

    def at(self, *places: str) -> list[Shown]:
        """Return the sections that stand in some places, by the names of the places."""
        return [each for each in self.sections if each.place.name in places]


def family_page(family: Subject) -> FamilyPage:
    """Return the page of a family. Raises :class:`NotFound` when no room shows it to the actor."""
    sections = shown((each for room in rooms() for each in room.family_page), family)
    banner = banner_of(family)
    if banner is None:
        raise NotFound
    events = [event for room in rooms() if room.chronology for event in room.chronology(family)]
    return FamilyPage(banner["name"], sections, sorted(events, key=lambda event: event.at, reverse=True))
