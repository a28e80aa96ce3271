"""What administration gives to the other rooms."""

from kith.organisations.models import Role
from kith.workbench.about import MenuLink
from kith.workbench.places import OfMenu
from kith.workbench.rooms import Room

ROOM = Room(
    name="administration",
    navigation=(
        MenuLink(OfMenu.ADMINISTRATION, "Administration", "administration:home", lambda roles: Role.ADMINISTRATOR in roles),
    ),
)
