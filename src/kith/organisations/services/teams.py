"""Teams and hubs of an area."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.text import slugify

from kith.kernel.refusals import Refusal
from kith.kernel.time import london_date
from kith.organisations.models import Area, DutyTurn, HubBody, Membership, Profession, Team
from kith.organisations.services.agencies import StillNeeded
from kith.organisations.services.asked import must_say, one_of


class TeamExists(Refusal):
    code = "team_exists"
    source = "design 8 (bad input)"
    field = "slug"


def add_team(
    *,
    area: Area,
    name: str,
    kind: str,
    slug: str = "",
    locality: str = "",
    telephone: str = "",
    disciplines: Sequence[str] = (),
) -> Team:
    """Add a team or hub. ``disciplines`` are the professions that ought to be in it. Raises :class:`TeamExists`."""
    must_say(name=name)
    one_of(Team.Kind, kind, "kind")
    for each in disciplines:
        one_of(Profession, each, "discipline")
    wanted = (slug or slugify(name))[:50]
    if Team.objects.filter(area=area, slug=wanted).exists():
        raise TeamExists(f"There is already a team called {wanted} in {area.name}. Choose another short name.")
    return Team.objects.create(
        area=area,
        slug=wanted,
        name=name.strip(),
        kind=kind,
        locality=locality.strip(),
        telephone=telephone.strip(),
        expected_disciplines=list(disciplines),
    )


def change_team(*, team: Team, name: str, locality: str, telephone: str, disciplines: Sequence[str]) -> Team:
    """Change what a team is called, where it works, how it is reached and which disciplines ought to be in it."""
    must_say(name=name)
    for each in disciplines:
        one_of(Profession, each, "discipline")
    team.name, team.locality, team.telephone = name.strip(), locality.strip(), telephone.strip()
    team.expected_disciplines = list(disciplines)
    team.save(update_fields=["name", "locality", "telephone", "expected_disciplines"])
    return team


def end_team(*, team: Team, last_day: date, now: datetime) -> Team:
    """Give a team its last day. Raises :class:`StillNeeded` while people, duty turns or hub bodies go on after it."""
    after = Membership.objects.filter(team=team).exclude(ends_on__lte=last_day)
    names = sorted(set(after.values_list("practitioner__name", flat=True)))
    if names:
        raise StillNeeded(
            f"{team.name} still has people after that day: {', '.join(names[:5])}. Move them or end their places first."
        )
    turns = [turn for turn in DutyTurn.objects.filter(team=team, ends_at__gt=now) if london_date(turn.starts_at) > last_day]
    if turns:
        raise StillNeeded(f"{team.name} still has {len(turns)} turns on the rota after that day. Take them off first.")
    if HubBody.objects.filter(team=team).exclude(ends_on__lte=last_day).exists():
        raise StillNeeded(f"People of {team.name} still answer for the hub. Change or end that body first.")
    team.ends_on = last_day
    team.save(update_fields=["ends_on"])
    return team
