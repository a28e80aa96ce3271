"""The four areas of the demonstration: agencies, teams, hubs and people who do not exist.

Areas, hubs and the bodies of a hub follow the councils' published reports; every person, school and number is made up
(telephone numbers of the drama range, e-mail at example.org).
"""

from dataclasses import dataclass

from kith.organisations.models import Agency, Area, Profession, Role, Team

SW = Profession.SOCIAL_WORKER

HUB_DISCIPLINES = [SW, Profession.FAMILY_WORKER, Profession.HEALTH_VISITOR, Profession.POLICE_OFFICER]
FAMILY_HELP_DISCIPLINES = [SW, Profession.FAMILY_WORKER, Profession.SCHOOL_NURSE, Profession.YOUTH_WORKER]
CHILD_PROTECTION_DISCIPLINES = [SW, Profession.HEALTH_VISITOR, Profession.POLICE_OFFICER, Profession.TEACHER]
FRONT_DOOR_DISCIPLINES = [SW, Profession.FAMILY_WORKER, Profession.POLICE_OFFICER, Profession.HEALTH_VISITOR]


@dataclass(frozen=True)
class DemonstrationAgency:
    slug: str
    name: str
    kind: Agency.Kind


@dataclass(frozen=True)
class DemonstrationTeam:
    slug: str
    name: str
    kind: Team.Kind
    locality: str = ""
    disciplines: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemonstrationArea:
    slug: str
    name: str
    la_code: str
    mode: Area.Mode
    agencies: tuple[DemonstrationAgency, ...]
    teams: tuple[DemonstrationTeam, ...]
    names: tuple[str, ...]


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


def _agency(slug: str, name: str, kind: Agency.Kind) -> DemonstrationAgency:
    return DemonstrationAgency(slug, name, kind)


def _localities(*names: str) -> tuple[DemonstrationTeam, ...]:
    return tuple(
        DemonstrationTeam(
            f"family-help-{name.lower().replace(' ', '-')}",
            f"{name} Family Help team",
            Team.Kind.FAMILY_HELP,
            name,
            tuple(FAMILY_HELP_DISCIPLINES),
        )
        for name in names
    )


def _hubs(title: str, *names: str) -> tuple[DemonstrationTeam, ...]:
    return tuple(
        DemonstrationTeam(
            f"hub-{name.lower().replace(' ', '-')}",
            f"{name} {title}",
            Team.Kind.HUB,
            name,
            tuple(HUB_DISCIPLINES),
        )
        for name in names
    )


def _common(front_door: str, child_protection: str) -> tuple[DemonstrationTeam, ...]:
    return (
        DemonstrationTeam("front-door", front_door, Team.Kind.FRONT_DOOR, "", tuple(FRONT_DOOR_DISCIPLINES)),
        DemonstrationTeam("out-of-hours", "Out-of-hours team", Team.Kind.OUT_OF_HOURS, "", (SW,)),
        DemonstrationTeam(
            "child-protection",
            child_protection,
            Team.Kind.CHILD_PROTECTION,
            "",
            tuple(CHILD_PROTECTION_DISCIPLINES),
        ),
        DemonstrationTeam("meetings", "Meetings and family networks team", Team.Kind.OTHER),
    )


AREAS: tuple[DemonstrationArea, ...] = (
    DemonstrationArea(
        "dorset",
        "Dorset",
        "838",
        Area.Mode.PATHFINDER,
        (
            _agency(
                "dorset-childrens-services",
                "Dorset Council children's services",
                Agency.Kind.CHILDRENS_SERVICES,
            ),
            _agency("dorset-police", "Dorset police", Agency.Kind.POLICE),
            _agency("dorset-community-health", "Dorset community health trust", Agency.Kind.HEALTH),
            _agency("dorset-mill-lane-school", "Mill Lane Primary School, Dorset", Agency.Kind.EDUCATION),
            _agency("dorset-chesil-academy", "Chesil View Academy", Agency.Kind.EDUCATION),
            _agency("dorset-housing", "Dorset housing service", Agency.Kind.HOUSING),
            _agency("dorset-adult-care", "Dorset adult social care", Agency.Kind.ADULT_SOCIAL_CARE),
            _agency("dorset-harbour-trust", "Harbour Family Trust", Agency.Kind.VOLUNTARY),
        ),
        (
            *_common("Children's Advice and Duty Service", "Multi-agency child protection team"),
            *_localities("Chesil", "Dorchester and West", "East", "North", "Purbeck"),
            *_hubs("Family Hub", "Weymouth", "Ferndown"),
        ),
        (
            *(
                "Harriet Penrose",
                "Idris Calloway",
                "Leila Haddad",
                "Tom Attrill",
                "Rosalind Okafor",
                "Marcus Tizzard",
            ),
            *(
                "Bridget Samways",
                "Anjali Rao",
                "Duncan Loveless",
                "Kim Puddy",
                "Sorrel Whitcombe",
                "Neil Guppy",
            ),
            *("Farah Siddiqui", "Gwen Hallett", "Callum Stickland", "Joan Meech", "Petra Vasey"),
            *(
                "Ruth Bartlett",
                "Emeka Nwosu",
                "Jodie Crumpler",
                "Carys Morgan",
                "Alan Dibben",
                "Nadia Farouk",
                "Ewan Legg",
            ),
        ),
    ),
    DemonstrationArea(
        "lincolnshire",
        "Lincolnshire",
        "925",
        Area.Mode.PATHFINDER,
        (
            _agency(
                "lincolnshire-childrens-services",
                "Lincolnshire County Council children's services",
                Agency.Kind.CHILDRENS_SERVICES,
            ),
            _agency("lincolnshire-police", "Lincolnshire police", Agency.Kind.POLICE),
            _agency("lincolnshire-community-health", "Lincolnshire community health trust", Agency.Kind.HEALTH),
            _agency("lincolnshire-fen-road-school", "Fen Road Primary School, Lincolnshire", Agency.Kind.EDUCATION),
            _agency("lincolnshire-wolds-college", "Wolds Community College", Agency.Kind.EDUCATION),
            _agency("lincolnshire-housing", "Lincolnshire district housing services", Agency.Kind.HOUSING),
            _agency("lincolnshire-adult-care", "Lincolnshire adult care", Agency.Kind.ADULT_SOCIAL_CARE),
            _agency("lincolnshire-fenland-families", "Fenland Families", Agency.Kind.VOLUNTARY),
        ),
        (
            *_common("Customer service and children's front door", "Multi-agency child protection team"),
            DemonstrationTeam(
                "police-hub-grantham",
                "Police Safeguarding Hub at Grantham",
                Team.Kind.HUB,
                "Grantham",
                (SW, Profession.POLICE_OFFICER),
            ),
            *_localities("Boston", "East Lindsey", "Gainsborough", "Grantham", "Lincoln", "Spalding"),
        ),
        (
            *(
                "Olive Motley",
                "Piotr Zielinski",
                "Grace Adeyemi",
                "Simon Cranwell",
                "Marta Kowalska",
                "Philip Sleight",
            ),
            *(
                "Wendy Ingamells",
                "Hassan Yildiz",
                "Joy Blades",
                "Tina Odling",
                "Ravi Menon",
                "Carol Brackenbury",
            ),
            *("Stefan Dunn", "Isobel Wray", "Peter Thorold", "Mary Tasker", "Owen Sharpe"),
            *(
                "Lucy Pocklington",
                "Amara Eze",
                "Kit Maddison",
                "Beth Sneath",
                "John Cust",
                "Zofia Nowak",
                "Sam Epton",
            ),
        ),
    ),
    DemonstrationArea(
        "wolverhampton",
        "Wolverhampton",
        "336",
        Area.Mode.PATHFINDER,
        (
            _agency(
                "wolverhampton-childrens-services",
                "Wolverhampton children's social care",
                Agency.Kind.CHILDRENS_SERVICES,
            ),
            _agency("wolverhampton-police", "West Midlands Police", Agency.Kind.POLICE),
            _agency("wolverhampton-royal-trust", "The Royal Wolverhampton NHS Trust", Agency.Kind.HEALTH),
            _agency(
                "wolverhampton-black-country-healthcare",
                "Black Country Healthcare NHS Foundation Trust",
                Agency.Kind.HEALTH,
            ),
            _agency("wolverhampton-icb", "Integrated Care Board", Agency.Kind.HEALTH),
            _agency("wolverhampton-education", "Wolverhampton education service", Agency.Kind.EDUCATION),
            _agency("wolverhampton-housing", "Wolverhampton housing", Agency.Kind.HOUSING),
            _agency("wolverhampton-adult-care", "Wolverhampton adult social care", Agency.Kind.ADULT_SOCIAL_CARE),
            _agency("wolverhampton-probation", "Probation in Wolverhampton", Agency.Kind.PROBATION),
            _agency("wolverhampton-early-help", "Wolverhampton early help", Agency.Kind.OTHER),
            _agency("wolverhampton-substance-misuse", "Wolverhampton substance misuse services", Agency.Kind.OTHER),
            _agency("wolverhampton-foundry-school", "Foundry Street Primary School", Agency.Kind.EDUCATION),
            _agency("wolverhampton-locksmith-families", "Locksmiths' Yard Families Project", Agency.Kind.VOLUNTARY),
        ),
        (
            DemonstrationTeam(
                "front-door",
                "MASH24 and Child Assessment Team",
                Team.Kind.FRONT_DOOR,
                "",
                tuple(FRONT_DOOR_DISCIPLINES),
            ),
            *_common("", "Multi-agency child protection team")[1:],
            DemonstrationTeam(
                "family-help-city",
                "City Family Help team",
                Team.Kind.FAMILY_HELP,
                "",
                tuple(FAMILY_HELP_DISCIPLINES),
            ),
            *_hubs(
                "Strengthening Family Hub",
                *(
                    "Bilston",
                    "Bushbury",
                    "Ettingshall",
                    "Graiseley",
                    "Low Hill",
                    "Penn",
                    "Wednesfield",
                    "Whitmore Reans",
                ),
            ),
        ),
        (
            *(
                "Manjit Dhillon",
                "Craig Tranter",
                "Sunita Bains",
                "Delroy Whyte",
                "Paula Fereday",
                "Gurpreet Sandhu",
            ),
            *(
                "Yvonne Clarke",
                "Adam Sidhu",
                "Lorraine Beddow",
                "Precious Moyo",
                "Ian Purslow",
                "Nasreen Akhtar",
            ),
            *("Trevor Mullins", "Kiran Gill", "Andrea Pugh", "Hugh Tonks", "Shanice Reid"),
            *(
                "Debbie Parkes",
                "Jaspal Rai",
                "Leon Grant",
                "Maria Costa",
                "Helen Fellows",
                "Bola Ajayi",
                "Ross Hadley",
            ),
        ),
    ),
    DemonstrationArea(
        "thurrock",
        "Thurrock",
        "883",
        Area.Mode.NON_PATHFINDER,
        (
            _agency(
                "thurrock-childrens-services",
                "Thurrock Council children's services",
                Agency.Kind.CHILDRENS_SERVICES,
            ),
            _agency("thurrock-police", "Essex police in Thurrock", Agency.Kind.POLICE),
            _agency("thurrock-community-health", "Thurrock community health trust", Agency.Kind.HEALTH),
            _agency("thurrock-marsh-school", "Marsh Lane Primary School, Thurrock", Agency.Kind.EDUCATION),
            _agency("thurrock-housing", "Thurrock housing", Agency.Kind.HOUSING),
            _agency("thurrock-adult-care", "Thurrock adult social care", Agency.Kind.ADULT_SOCIAL_CARE),
            _agency("thurrock-riverside-project", "Riverside Families Project", Agency.Kind.VOLUNTARY),
        ),
        (
            *_common("Front door", "Child protection team"),
            DemonstrationTeam(
                "family-help-think-family",
                "Think Family team",
                Team.Kind.FAMILY_HELP,
                "",
                (SW, Profession.FAMILY_WORKER),
            ),
            *_hubs("Family Hub", "Aveley", "Chadwell", "Grays", "Tilbury"),
        ),
        (
            *(
                "Linda Purfleet",
                "Tunde Bakare",
                "Chloe Marsh",
                "Viktor Ionescu",
                "Abigail Frost",
                "Dean Saltmarsh",
            ),
            *("Moira Kemp", "Fatou Ceesay", "Gary Orsett", "Julie Fobbing", "Ines Duarte", "Colin Grays"),
            *("Rupa Desai", "Stella Mucking", "Brian Corringham", "Edith Langdon", "Nathan Vange"),
            *(
                "Karen Stifford",
                "Obi Anyanwu",
                "Lewis Tye",
                "Dawn Horndon",
                "Mark Bulphan",
                "Selin Kaya",
                "Erin West",
            ),
        ),
    ),
)


def email_of(role: str, area: str) -> str:
    """Return the address of an area's persona."""
    return f"{role.replace('_', '-')}.{area}@example.org"
