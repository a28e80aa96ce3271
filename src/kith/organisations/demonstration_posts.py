"""The posts of the demonstration: the personas of every area, and their colleagues."""

from dataclasses import dataclass

from kith.organisations.demonstration_teams import SW
from kith.organisations.models import Agency, Profession, Role, Team


@dataclass(frozen=True)
class Post:
    """A post that each area fills: the role, the profession, the kind of agency and the kind of team."""

    role: Role
    words: str
    profession: Profession
    agency: Agency.Kind = Agency.Kind.CHILDRENS_SERVICES
    team: Team.Kind | None = None
    persona: bool = True


PERSONAS: tuple[Post, ...] = (
    Post(Role.FRONT_DOOR, "Front door worker", SW, team=Team.Kind.FRONT_DOOR),
    Post(Role.OUT_OF_HOURS, "Out-of-hours social worker", SW, team=Team.Kind.OUT_OF_HOURS),
    Post(Role.DUTY_WORKER, "Duty worker of the day", SW, team=Team.Kind.FAMILY_HELP),
    Post(Role.LEAD_PRACTITIONER, "Family Help Lead Practitioner in the council", SW, team=Team.Kind.FAMILY_HELP),
    Post(
        Role.PARTNER_LEAD,
        "School nurse who leads families",
        Profession.SCHOOL_NURSE,
        agency=Agency.Kind.HEALTH,
        team=Team.Kind.FAMILY_HELP,
    ),
    Post(Role.SENIOR_SOCIAL_WORKER, "Senior social worker", SW, team=Team.Kind.FAMILY_HELP),
    Post(Role.TEAM_MANAGER, "Team manager", SW, team=Team.Kind.FAMILY_HELP),
    Post(Role.LEAD_CHILD_PROTECTION, "Lead Child Protection Practitioner", SW, team=Team.Kind.CHILD_PROTECTION),
    Post(
        Role.HUB_PARTNER,
        "Police officer in the hub",
        Profession.POLICE_OFFICER,
        agency=Agency.Kind.POLICE,
        team=Team.Kind.FRONT_DOOR,
    ),
    Post(Role.BUSINESS_SUPPORT, "Business support", Profession.OTHER, team=Team.Kind.OTHER),
    Post(
        Role.FAMILY_GROUP_COORDINATOR,
        "Family group coordinator",
        Profession.FAMILY_WORKER,
        team=Team.Kind.OTHER,
    ),
    Post(Role.FINANCE_OFFICER, "Finance officer", Profession.OTHER),
    Post(Role.RETURNS_OFFICER, "Returns officer", Profession.OTHER),
    Post(Role.RECORDS_OFFICER, "Records officer", Profession.OTHER),
    Post(Role.PROGRAMME_LEAD, "Programme lead", Profession.OTHER),
    Post(Role.AUDITOR, "Auditor", Profession.OTHER),
    Post(Role.ADMINISTRATOR, "Administrator", Profession.OTHER),
)

COLLEAGUES: tuple[Post, ...] = (
    Post(Role.LEAD_PRACTITIONER, "", Profession.FAMILY_WORKER, team=Team.Kind.FAMILY_HELP, persona=False),
    Post(Role.LEAD_PRACTITIONER, "", SW, team=Team.Kind.FAMILY_HELP, persona=False),
    Post(Role.LEAD_PRACTITIONER, "", Profession.YOUTH_WORKER, team=Team.Kind.FAMILY_HELP, persona=False),
    Post(
        Role.PARTNER_LEAD,
        "",
        Profession.HEALTH_VISITOR,
        agency=Agency.Kind.HEALTH,
        team=Team.Kind.FAMILY_HELP,
        persona=False,
    ),
    Post(
        Role.PARTNER_LEAD,
        "",
        Profession.TEACHER,
        agency=Agency.Kind.EDUCATION,
        team=Team.Kind.FAMILY_HELP,
        persona=False,
    ),
    Post(Role.LEAD_CHILD_PROTECTION, "", SW, team=Team.Kind.CHILD_PROTECTION, persona=False),
    Post(Role.FRONT_DOOR, "", SW, team=Team.Kind.FRONT_DOOR, persona=False),
)
"""Colleagues who are not offered as personas, so that families have different leads and teams have gaps to show."""


def email_of(role: str, area: str) -> str:
    """Return the address of an area's persona."""
    return f"{role.replace('_', '-')}.{area}@example.org"
