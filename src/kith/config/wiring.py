"""The list of rooms: the only place that knows everyone. What each gives to the others stands in its ``room.py``."""

from kith.access.handlers import end_the_grants_of_a_leaver
from kith.access.middleware import answer_with
from kith.administration.room import ROOM as ADMINISTRATION
from kith.family_help.room import ROOM as FAMILY_HELP
from kith.family_portal.room import ROOM as FAMILY_PORTAL
from kith.front_door.room import ROOM as FRONT_DOOR
from kith.kernel.facts import on
from kith.organisations.facts import PractitionerLeft
from kith.partner_api.room import ROOM as PARTNER_API
from kith.people.room import ROOM as PEOPLE
from kith.practice_model.queries import NoModelInForce
from kith.practice_model.room import ROOM as PRACTICE_MODEL
from kith.practice_model.web.views.model import none_in_force
from kith.staff_desk.room import ROOM as STAFF_DESK
from kith.tasks.room import ROOM as TASKS
from kith.workbench.opening import check_addresses, open_rooms

ROOMS = (
    PRACTICE_MODEL,
    PEOPLE,
    TASKS,
    FAMILY_HELP,
    FRONT_DOOR,
    STAFF_DESK,
    FAMILY_PORTAL,
    PARTNER_API,
    ADMINISTRATION,
)
"""From the lowest to the highest: in this order they stand on a page that several share."""


def connect() -> None:
    """Open the rooms. Called once, when Django is ready. Raises :class:`~kith.workbench.rooms.RoomWrong`."""
    # access lies below the seam: what it hears is told it here.
    on(PractitionerLeft, end_the_grants_of_a_leaver)
    answer_with(NoModelInForce, none_in_force)
    open_rooms(ROOMS)


def refuse_without_addresses() -> None:
    """Check that every link of a room leads somewhere. Reads every address, so it is called where they are read anyway.

    Raises :class:`~kith.workbench.rooms.RoomWrong`.
    """
    check_addresses(ROOMS)
