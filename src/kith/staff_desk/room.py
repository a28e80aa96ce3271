"""What the desk gives to itself, as every room does."""

from django.conf import settings

from kith.access.sight import Part, parts_of
from kith.organisations.models import Role
from kith.staff_desk.messages import MESSAGES
from kith.staff_desk.my_day import drafts
from kith.workbench.about import MenuLink
from kith.workbench.places import OfMenu
from kith.workbench.rooms import Room


def _sets_the_time(roles: frozenset[str]) -> bool:
    return settings.DEMONSTRATION and Role.ADMINISTRATOR in roles


ROOM = Room(
    name="staff_desk",
    messages=MESSAGES,
    my_day=drafts,
    navigation=(
        MenuLink(OfMenu.DAY, "My day", "staff_desk:my_day"),
        MenuLink(OfMenu.SEARCH, "Search", "staff_desk:search", lambda roles: Part.IDENTITY in parts_of(roles)),
        MenuLink(OfMenu.LOOKS, "Who looked", "staff_desk:looks", lambda roles: Part.LOOKS in parts_of(roles)),
        MenuLink(OfMenu.TEAMS, "Teams", "staff_desk:teams"),
        MenuLink(OfMenu.DEMONSTRATION, "Set the time", "staff_desk:pretend_time", _sets_the_time),
    ),
)
