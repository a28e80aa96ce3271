"""Which parts of a record each role sees, and what each named service sees (practice.md P-18; design §9).

The database reads the same list from ``access_sight``, which :func:`kith.access.services.write_sight` fills on every migration.
"""

from collections.abc import Iterable
from enum import StrEnum

from kith.organisations.models import Role


class Part(StrEnum):
    """The parts a record is divided into. A row says to which part it belongs."""

    IDENTITY = "identity"
    FRONT_DOOR = "front_door"
    HUB = "hub"
    EPISODE = "episode"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    NOTES = "notes"
    CHRONOLOGY = "chronology"
    CHILD_PROTECTION = "child_protection"
    LEGAL = "legal"
    MONEY = "money"
    NETWORK = "network"
    LOOKS = "looks"
    DUTY_ALERT = "duty_alert"
    """Being told that a restricted record may match (P-11): front door, out of hours and child protection duty only."""
    RESTRICTED = "restricted"
    """Not a part: a service that holds it also sees restricted families. No role of a person holds it."""

    SEALED = "sealed"
    """Not a part: only the service that opens records closed by adoption holds it (P-17). No role of a person does."""


_CASE = {
    Part.IDENTITY,
    Part.EPISODE,
    Part.ASSESSMENT,
    Part.PLAN,
    Part.NOTES,
    Part.CHRONOLOGY,
    Part.NETWORK,
}
_SOCIAL_WORK = _CASE | {Part.CHILD_PROTECTION, Part.LEGAL}

PARTS_BY_ROLE: dict[str, set[Part]] = {
    Role.FRONT_DOOR: _SOCIAL_WORK | {Part.FRONT_DOOR, Part.HUB, Part.DUTY_ALERT},
    Role.OUT_OF_HOURS: _SOCIAL_WORK | {Part.FRONT_DOOR, Part.HUB, Part.DUTY_ALERT},
    Role.DUTY_WORKER: _SOCIAL_WORK | {Part.FRONT_DOOR, Part.DUTY_ALERT},
    Role.LEAD_PRACTITIONER: _CASE | {Part.CHILD_PROTECTION},
    Role.SENIOR_SOCIAL_WORKER: _SOCIAL_WORK,
    Role.TEAM_MANAGER: _SOCIAL_WORK | {Part.FRONT_DOOR, Part.HUB, Part.MONEY},
    Role.LEAD_CHILD_PROTECTION: _SOCIAL_WORK | {Part.DUTY_ALERT},
    Role.RECORDS_OFFICER: _SOCIAL_WORK | {Part.FRONT_DOOR},
    Role.BUSINESS_SUPPORT: {Part.IDENTITY},
    Role.FAMILY_GROUP_COORDINATOR: {Part.IDENTITY, Part.NETWORK},
    Role.AUDITOR: {Part.LOOKS},
    Role.HUB_PARTNER: set(),
    Role.PARTNER_LEAD: set(),
    Role.FINANCE_OFFICER: set(),
    Role.RETURNS_OFFICER: set(),
    Role.PROGRAMME_LEAD: set(),
    Role.ADMINISTRATOR: set(),
}
"""Parts a role sees in the unrestricted families of its own area. A partner lead sees by grant only; a hub partner sees the
question put to them; finance, programme and partnership users see no person at all."""

PARTS_BY_SERVICE: dict[str, set[Part]] = {
    "matching": {Part.IDENTITY, Part.FRONT_DOOR, Part.EPISODE, Part.RESTRICTED},
    "intake": {Part.IDENTITY, Part.FRONT_DOOR},
    "people_import": _CASE | {Part.FRONT_DOOR, Part.RESTRICTED},
    "people_match": {Part.IDENTITY, Part.FRONT_DOOR},
    "sealed_records": {Part.IDENTITY, Part.FRONT_DOOR, Part.RESTRICTED, Part.SEALED},
    "demonstration": set(Part) - {Part.SEALED},
    "evidence": _SOCIAL_WORK | {Part.FRONT_DOOR, Part.HUB, Part.MONEY, Part.RESTRICTED},
    "notices": {Part.IDENTITY, Part.FRONT_DOOR, Part.EPISODE, Part.RESTRICTED},
    "practice_model": {Part.EPISODE, Part.ASSESSMENT, Part.PLAN, Part.RESTRICTED},
    "family_copy": {Part.IDENTITY, Part.EPISODE, Part.ASSESSMENT, Part.PLAN, Part.RESTRICTED},
}
"""Named services: what a job or a command may see. Least sight for its purpose."""


def parts_of(roles: Iterable[str]) -> set[Part]:
    """Return the parts that any of the roles lists. The database works out the same in ``access_begin``."""
    return set().union(*(PARTS_BY_ROLE.get(role, set()) for role in roles))
