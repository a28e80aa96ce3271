"""Changes to areas, users and the people who work here. Nothing here leads to a person who is helped, but sight follows from it:
the database lets only the administration of an area write what gives sight (``migrations/places.sql``).

Services that give or end somebody's place are told who does it (``by``), because nobody does so for themselves.
"""

from kith.organisations.services.agencies import (
    AgencyExists,
    StillNeeded,
    add_agency,
    change_agency,
    end_agency,
    join_agency,
)
from kith.organisations.services.areas import (
    AlreadyLive,
    AreaExists,
    NoSuchArea,
    NotLive,
    add_area,
    area_called,
    take_back,
    take_live,
)
from kith.organisations.services.demonstration import (
    ACCREDITED_LEAD,
    NotInDemonstration,
    demonstration_areas,
    fill_duty_rota,
    furnish_demonstration_area,
    set_pretended_time,
)
from kith.organisations.services.duty import EVERY, NotATurn, add_duty, end_duty
from kith.organisations.services.duty_file import bring_in_duty
from kith.organisations.services.from_file import BroughtIn
from kith.organisations.services.hub_bodies import BodyExists, change_hub_body, end_hub_body, name_hub_body
from kith.organisations.services.staff import (
    CapabilityKind,
    LastAdministrator,
    NotYourOwn,
    add_capability,
    add_place,
    bring_in,
    change_details,
    change_place,
    end_capability,
    end_place,
    let_go,
    practitioner_of,
)
from kith.organisations.services.staff_file import bring_in_staff
from kith.organisations.services.teams import TeamExists, add_team, change_team, end_team
from kith.organisations.services.users import (
    Left,
    NotAnAddress,
    NotATelephone,
    UnknownRole,
    UserExists,
    address_proven,
    change_email,
    change_telephone,
    invite_again,
    invite_user,
    leave,
    reset_codes,
)
from kith.organisations.services.working import EndedBefore, HasLeft, NoSuchUser, RoleHeld, practitioner_called

__all__ = [
    "ACCREDITED_LEAD",
    "EVERY",
    "AgencyExists",
    "AlreadyLive",
    "AreaExists",
    "BodyExists",
    "BroughtIn",
    "CapabilityKind",
    "EndedBefore",
    "HasLeft",
    "LastAdministrator",
    "Left",
    "NoSuchArea",
    "NoSuchUser",
    "NotATelephone",
    "NotATurn",
    "NotAnAddress",
    "NotInDemonstration",
    "NotLive",
    "NotYourOwn",
    "RoleHeld",
    "StillNeeded",
    "TeamExists",
    "UnknownRole",
    "UserExists",
    "add_agency",
    "add_area",
    "add_capability",
    "add_duty",
    "add_place",
    "add_team",
    "address_proven",
    "area_called",
    "bring_in",
    "bring_in_duty",
    "bring_in_staff",
    "change_agency",
    "change_details",
    "change_email",
    "change_hub_body",
    "change_place",
    "change_team",
    "change_telephone",
    "demonstration_areas",
    "end_agency",
    "end_capability",
    "end_duty",
    "end_hub_body",
    "end_place",
    "end_team",
    "fill_duty_rota",
    "furnish_demonstration_area",
    "invite_again",
    "invite_user",
    "join_agency",
    "leave",
    "let_go",
    "name_hub_body",
    "practitioner_called",
    "practitioner_of",
    "reset_codes",
    "set_pretended_time",
    "take_back",
    "take_live",
]
