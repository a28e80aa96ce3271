"""What an area of the demonstration consists of, and the teams that every one has."""

from dataclasses import dataclass

from kith.organisations.models import Agency, Area, Profession, Team

SW = Profession.SOCIAL_WORKER

HUB_DISCIPLINES = [SW, Profession.FAMILY_WORKER, Profession.HEALTH_VISITOR, Profession.POLICE_OFFICER]


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


def agency(slug: str, name: str, kind: Agency.Kind) -> DemonstrationAgency:
    return DemonstrationAgency(slug, name, kind)


def localities(*names: str) -> tuple[DemonstrationTeam, ...]:
    return tuple(
        DemonstrationTeam(
            f"family-help-{name.lower().replace(' ', '-')}",
            f"{name} Family Help team",
            Team.Kind.FAMILY_HELP,
            name,
        )
        for name in names
    )


def hubs(title: str, *names: str) -> tuple[DemonstrationTeam, ...]:
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


def teams_of_every_area(front_door: str, child_protection: str) -> tuple[DemonstrationTeam, ...]:
    return (
        DemonstrationTeam("front-door", front_door, Team.Kind.FRONT_DOOR, ""),
        DemonstrationTeam("out-of-hours", "Out-of-hours team", Team.Kind.OUT_OF_HOURS, "", (SW,)),
        DemonstrationTeam(
            "child-protection",
            child_protection,
            Team.Kind.CHILD_PROTECTION,
            "",
        ),
        DemonstrationTeam("meetings", "Meetings and family networks team", Team.Kind.OTHER),
    )
