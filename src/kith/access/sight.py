"""Which parts of a record each role sees, and what each named service sees (practice.md P-18; design §9).

The database reads the same list from ``access_sight``, which :func:`kith.access.services.write_sight` fills on every migration.
"""

from collections.abc import Iterable
from enum import StrEnum

from kith.kernel.rules import gives, rule
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


class Act(StrEnum):
    """What changes who may see a family. The database asks for it before it writes (``people/migrations/sight.sql``)."""

    RESTRICT = "may_restrict"
    """Restrict a family to named people (design §9, rule 3: the restricting person)."""
    LIFT = "may_lift"
    """Lift a restriction that somebody else owns."""
    GRANT = "may_grant"
    """Give a partner sight of a family."""
    REWRITE_INDEX = "may_rewrite_index"
    """Throw away the index by which people are found, and write it anew."""
    ADMINISTER = "may_administer"
    """Say who works in the area, as what and from when until when. Sight follows from it
    (``organisations/migrations/places.sql``)."""


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
    Role.SENIOR_SOCIAL_WORKER: _SOCIAL_WORK | {Part.FRONT_DOOR, Part.HUB},
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


ACTS_BY_ROLE: dict[str, set[Act]] = {
    Role.FRONT_DOOR: {Act.RESTRICT, Act.GRANT},
    Role.OUT_OF_HOURS: {Act.RESTRICT, Act.GRANT},
    Role.DUTY_WORKER: {Act.RESTRICT, Act.GRANT},
    Role.SENIOR_SOCIAL_WORKER: {Act.RESTRICT, Act.GRANT},
    Role.TEAM_MANAGER: {Act.RESTRICT, Act.LIFT, Act.GRANT},
    Role.LEAD_CHILD_PROTECTION: {Act.RESTRICT, Act.GRANT},
    Role.RECORDS_OFFICER: {Act.RESTRICT, Act.LIFT},
    Role.ADMINISTRATOR: {Act.ADMINISTER},
}
"""What a role may change of who sees what (practice.md P-8, P-11, P-18). No other role, API client,
form or reader changes anything."""

ACTS_BY_SERVICE: dict[str, set[Act]] = {"people_import": {Act.REWRITE_INDEX}, "administration": {Act.ADMINISTER}}
"""No named service restricts, lifts or grants: a person answers for each of these. *administration* is the commands on the
server, which see no family; who gave the command is kept."""


@rule(
    "access.may",
    source="practice P-8, P-11, P-18; design 9, rules 2 and 3",
    edition="2026",
    examples=(
        gives(True, Act.RESTRICT, {"team_manager"}),
        gives(True, Act.RESTRICT, {"auditor", "records_officer"}),
        gives(False, Act.RESTRICT, {"lead_practitioner"}),
        gives(False, Act.LIFT, {"front_door"}),
        gives(True, Act.LIFT, {"records_officer"}),
        gives(True, Act.GRANT, {"senior_social_worker"}),
        gives(False, Act.GRANT, {"records_officer"}),
        gives(False, Act.GRANT, {"partner_lead"}),
        gives(True, Act.ADMINISTER, {"administrator"}),
        gives(False, Act.ADMINISTER, {"team_manager", "programme_lead"}),
        gives(False, Act.REWRITE_INDEX, {"administrator", "team_manager"}),
        gives(False, Act.RESTRICT, set()),
        gives(False, Act.RESTRICT, {"boss"}),
    ),
)
def may(act: Act, roles: Iterable[str]) -> bool:
    """Return whether any of the roles may do this. The database decides the same from ``access_sight``."""
    return any(act in ACTS_BY_ROLE.get(role, set()) for role in roles)


@rule(
    "access.parts_of",
    source="practice P-18; design 9, rule 1",
    edition="2026",
    examples=(
        gives({Part.IDENTITY}, {"business_support"}),
        gives({Part.IDENTITY, Part.NETWORK}, {"family_group_coordinator", "business_support"}),
        gives({Part.LOOKS}, {"auditor"}),
        gives({Part.IDENTITY, Part.LOOKS}, {"auditor", "business_support"}),
        gives(_CASE | {Part.CHILD_PROTECTION}, {"lead_practitioner"}),
        gives(_SOCIAL_WORK | {Part.FRONT_DOOR, Part.HUB}, {"senior_social_worker", "partner_lead"}),
        gives(set(), {"hub_partner", "partner_lead", "finance_officer", "returns_officer", "programme_lead", "administrator"}),
        gives(set(), set()),
        gives(set(), {"boss"}),
    ),
)
def parts_of(roles: Iterable[str]) -> set[Part]:
    """Return the parts that any of the roles lists. The database works out the same in ``access_begin``."""
    return set().union(*(PARTS_BY_ROLE.get(role, set()) for role in roles))
