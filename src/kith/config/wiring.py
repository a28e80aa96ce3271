"""The list of rooms: the only place that knows everyone. What each gives to the others stands in its ``room.py``."""

from kith.family_help.room import ROOM as FAMILY_HELP
from kith.family_portal.room import ROOM as FAMILY_PORTAL
from kith.front_door.room import ROOM as FRONT_DOOR
from kith.people.room import ROOM as PEOPLE
from kith.workbench.rooms import open_rooms

ROOMS = (PEOPLE, FAMILY_HELP, FRONT_DOOR, FAMILY_PORTAL)


def connect() -> None:
    """Open the rooms. Called once, when Django is ready. Raises :class:`~kith.workbench.rooms.RoomWrong`."""
    open_rooms(ROOMS)
