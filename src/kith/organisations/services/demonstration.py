"""The demonstration's areas, people who work there, duty rota and pretended time."""

from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from kith.kernel.refusals import Refusal
from kith.kernel.time import LONDON, london_date
from kith.organisations import demonstration, demonstration_posts, demonstration_teams
from kith.organisations.models import (
    Agency,
    Area,
    Capability,
    DemonstrationClock,
    DutyTurn,
    Membership,
    Practitioner,
    Profession,
    Role,
    Team,
    User,
)

ACCREDITED_LEAD = "family_help_lead"
"""The kind of capability that an area's model may ask of a lead practitioner (ledger C-14)."""

DAY_BEGINS, DAY_ENDS = time(8, 45), time(17, 0)
STARTED = date(2023, 7, 3)


class NotInDemonstration(Refusal):
    code = "not_in_demonstration"
    source = "design 8 (synthetic people only)"


def set_pretended_time(*, moment: datetime | None, real_now: datetime) -> None:
    """Have the demonstration live at ``moment`` from now on; ``None`` returns to the real time.

    Raises :class:`NotInDemonstration` outside the demonstration: there the time is what it is.
    """
    if not settings.DEMONSTRATION:
        raise NotInDemonstration("The time can only be set in the demonstration.")
    with transaction.atomic():
        if moment is None:
            DemonstrationClock.objects.all().delete()
            fill_duty_rota(around=real_now)
            return
        DemonstrationClock.objects.update_or_create(id=1, defaults={"offset": moment - real_now})
        fill_duty_rota(around=moment)


def demonstration_areas() -> list[Area]:
    """Make the demonstration's areas, or find them. Raises :class:`NotInDemonstration` outside the demonstration."""
    if not settings.DEMONSTRATION:
        raise NotInDemonstration("Made-up areas are only for the demonstration.")
    return [_area(plan) for plan in demonstration.AREAS]


@transaction.atomic
def furnish_demonstration_area(area: Area) -> None:
    """Give an area of the demonstration its agencies, teams, hubs and practitioners, or complete them.
    Who acts administers the area.

    May be called again at any time: what exists is kept.
    """
    number = next(n for n, plan in enumerate(demonstration.AREAS) if plan.slug == area.slug)
    _establish(demonstration.AREAS[number], area, number)
    second = "lincolnshire", "thurrock"
    auditor = Practitioner.objects.filter(user__email=demonstration_posts.email_of(Role.AUDITOR, second[0])).first()
    if area.slug == second[1] and auditor is not None:
        _work_in_a_second_area(auditor, area, Role.AUDITOR)


def _area(plan: demonstration_teams.DemonstrationArea) -> Area:
    live = {"live_at": _instant(STARTED, DAY_BEGINS), "live_by": "The demonstration"}
    area, _ = Area.objects.get_or_create(
        slug=plan.slug, defaults={"name": plan.name, "la_code": plan.la_code, "mode": plan.mode, **live}
    )
    if not area.la_code:
        area.name, area.la_code, area.mode = plan.name, plan.la_code, plan.mode
        area.save()
    return area


def _establish(plan: demonstration_teams.DemonstrationArea, area: Area, number: int) -> None:
    agencies: dict[str, Agency] = {}
    for described in plan.agencies:
        agency, _ = Agency.objects.get_or_create(slug=described.slug, defaults={"name": described.name, "kind": described.kind})
        agency.areas.add(area)
        agencies.setdefault(described.kind, agency)
    teams: dict[str, list[Team]] = {}
    for position, told in enumerate(plan.teams):
        team, _ = Team.objects.get_or_create(
            area=area,
            slug=told.slug,
            defaults={
                "name": told.name,
                "kind": told.kind,
                "locality": told.locality,
                "telephone": f"01632 960{number * 40 + position:03d}",
                "expected_disciplines": list(told.disciplines),
            },
        )
        teams.setdefault(told.kind, []).append(team)
    posts = [*demonstration_posts.PERSONAS, *demonstration_posts.COLLEAGUES]
    for position, (post, name) in enumerate(zip(posts, plan.names, strict=True)):
        _fill(post, name, area=area, agencies=agencies, teams=teams, number=number * 50 + position)


def _fill(
    post: demonstration_posts.Post,
    name: str,
    *,
    area: Area,
    agencies: dict[str, Agency],
    teams: dict[str, list[Team]],
    number: int,
) -> None:
    email = (
        demonstration_posts.email_of(post.role, area.slug)
        if post.persona
        else f"{slugify(name).replace('-', '.')}.{area.slug}@example.org"
    )
    user = User.objects.filter(email=email).first() or User.objects.create_user(email)
    practitioner, _ = Practitioner.objects.get_or_create(
        user=user,
        defaults={
            "agency": agencies[post.agency],
            "name": name,
            "profession": post.profession,
            "registration": f"SW{900_000 + number}" if post.profession == Profession.SOCIAL_WORKER else "",
            "telephone": f"01632 960{500 + number:03d}",
            "email": email,
        },
    )
    candidates = list(teams.get(post.team, [])) if post.team else []
    if not post.persona and post.team == Team.Kind.FAMILY_HELP:
        candidates += teams.get(Team.Kind.HUB, [])
    team = candidates[0 if post.persona else number % len(candidates)] if candidates else None
    Membership.objects.get_or_create(
        practitioner=practitioner, area=area, role=post.role, defaults={"team": team, "starts_on": STARTED}
    )
    if post.role in {Role.LEAD_PRACTITIONER, Role.PARTNER_LEAD} and post.profession != Profession.TEACHER:
        Capability.objects.get_or_create(
            practitioner=practitioner,
            area=area,
            kind=ACCREDITED_LEAD,
            defaults={
                "evidence": "Completed the lead practitioner programme and was observed in practice by a senior social worker.",
                "starts_on": STARTED,
            },
        )
    if post.role == Role.LEAD_CHILD_PROTECTION:
        Capability.objects.get_or_create(
            practitioner=practitioner,
            area=area,
            kind="lead_child_protection",
            defaults={
                "evidence": "Four years of child protection practice; portfolio read by the principal social worker.",
                "starts_on": STARTED,
            },
        )


def _work_in_a_second_area(practitioner: Practitioner, area: Area, role: str) -> None:
    Membership.objects.get_or_create(practitioner=practitioner, area=area, role=role, defaults={"starts_on": date(2024, 4, 1)})


def fill_duty_rota(*, around: datetime, days_before: int = 7, days_after: int = 35) -> int:
    """Complete the demonstration's duty rota for the days around an instant. Returns how many turns were added.

    By day the front door, Family Help and child protection teams each have somebody; at night the out-of-hours team, and
    Wolverhampton's front door, which never closes (ledger B-09).
    """
    first = london_date(around) - timedelta(days=days_before)
    days = [first + timedelta(days=n) for n in range(days_before + days_after + 1)]
    held = set(
        DutyTurn.objects.filter(
            starts_at__gte=_instant(days[0], time(0)),
            starts_at__lt=_instant(days[-1] + timedelta(days=1), time(0)),
        ).values_list("team_id", "starts_at")
    )
    on_duty = {
        Team.Kind.FRONT_DOOR: {Role.FRONT_DOOR},
        Team.Kind.FAMILY_HELP: {Role.DUTY_WORKER},
        Team.Kind.CHILD_PROTECTION: {Role.LEAD_CHILD_PROTECTION},
        Team.Kind.OUT_OF_HOURS: {Role.OUT_OF_HOURS},
    }
    slugs = [plan.slug for plan in demonstration.AREAS]
    members: dict[object, list[Membership]] = {}
    for membership in (
        Membership.objects.filter(area__slug__in=slugs, team__isnull=False)
        .select_related("team", "area")
        .order_by("practitioner__name")
    ):
        team = membership.team
        if team is not None and membership.role in on_duty.get(Team.Kind(team.kind), set()):
            members.setdefault(team.pk, []).append(membership)
    turns = []
    for people in members.values():
        team = people[0].team
        assert team is not None
        night = team.kind == Team.Kind.OUT_OF_HOURS
        always = team.kind == Team.Kind.FRONT_DOOR and people[0].area.slug == "wolverhampton"
        for number, day in enumerate(days):
            whom = people[number % len(people)]
            weekend = day.weekday() >= 5
            spans = []
            if not night and (not weekend or always):
                spans.append((_instant(day, DAY_BEGINS), _instant(day, DAY_ENDS)))
            if night and weekend:
                spans.append((_instant(day, DAY_BEGINS), _instant(day, DAY_ENDS)))
            if night or always:
                spans.append((_instant(day, DAY_ENDS), _instant(day + timedelta(days=1), DAY_BEGINS)))
            turns += [
                DutyTurn(
                    area=whom.area,
                    team=team,
                    practitioner_id=whom.practitioner_id,
                    starts_at=begin,
                    ends_at=end,
                )
                for begin, end in spans
                if (team.pk, begin) not in held
            ]
    DutyTurn.objects.bulk_create(turns)
    return len(turns)


def _instant(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=LONDON).astimezone(UTC)
