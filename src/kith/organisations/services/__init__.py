"""Changes to areas, users and the people who work here. Nothing here leads to a person who is helped, so nobody need act."""

from kith.organisations.services.areas import AreaExists, NoSuchArea, add_area
from kith.organisations.services.demonstration import (
    ACCREDITED_LEAD,
    NotInDemonstration,
    establish_demonstration_areas,
    fill_duty_rota,
    set_pretended_time,
)
from kith.organisations.services.users import UnknownRole, UserExists, invite_user

__all__ = [
    "ACCREDITED_LEAD",
    "AreaExists",
    "NoSuchArea",
    "NotInDemonstration",
    "UnknownRole",
    "UserExists",
    "add_area",
    "establish_demonstration_areas",
    "fill_duty_rota",
    "invite_user",
    "set_pretended_time",
]
