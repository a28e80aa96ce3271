"""The demonstration counted: each share beside the published one, and whether it is within five points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kith.access.identity import acting_as, service
from kith.calendars.rules import working_days_between
from kith.config.demonstration.request import SENDERS
from kith.family_help.models import Assessment, Episode, EpisodeChild, StepDecision
from kith.front_door.models import Decision, Request
from kith.kernel.time import london_date, now
from kith.organisations.models import Area
from kith.people.demonstration import shapes
from kith.people.demonstration.names import TRADITIONS
from kith.people.matching.births import whole_years
from kith.people.models import Person

CLOSE_ENOUGH = 5.0
"""Points between a share here and the published one that still count as alike."""

REFERRALS = {"section_17", "child_protection", "initial_social_work_assessment"}
OUTCOME_GROUP = {
    "early_help": "Early or family help",
    "family_help": "Early or family help",
    "advice": "Advice",
    "nfa": "No further action",
}
ROLE_GROUP = {role: group for group, _, voice, _ in shapes.SOURCES if voice in SENDERS for _, role, _ in [SENDERS[voice]]}
ETHNIC_GROUP = {tradition.code: tradition.group for tradition in TRADITIONS}


@dataclass(frozen=True)
class Row:
    """One kind of thing: how many, which share, and the published share."""

    table: str
    kind: str
    count: int
    share: float
    published: float

    @property
    def alike(self) -> bool:
        return abs(self.share - self.published) <= CLOSE_ENOUGH


def measured(slugs: Sequence[str] = ()) -> list[Row]:
    """Count what is recorded in the areas (all of them, or those named)."""
    at = now()
    counted: dict[str, list[str]] = {name: [] for name in TABLES}
    for area in Area.objects.filter(slug__in=slugs) if slugs else Area.objects.all():
        with acting_as(service("demonstration", area_id=area.id, purpose="demonstration"), now=at):
            for name, kinds in _count(area, london_date(at)).items():
                counted[name] += kinds
    return [
        Row(name, kind, *shapes.shares_of(counted[name], [kind])[kind], 100 * share / sum(published.values()))
        for name, published in TABLES.items()
        for kind, share in published.items()
    ]


TABLES: dict[str, Mapping[str, float]] = {
    "Who asked": shapes.CONTACT_SOURCE,
    "What was decided": shapes.CONTACT_OUTCOME,
    "Working days an assessment took": shapes.ASSESSMENT_DAYS,
    "Steps of families helped": shapes.STEPS,
    "How long ended help had lasted": shapes.ENDED_WITHIN,
    "Main need": shapes.PRIMARY_NEED,
    "Sex of children helped": shapes.SEX,
    "Ethnic group of children helped": shapes.ETHNIC_GROUP,
    "Age of children helped": shapes.AGE,
}


def _count(area: Area, today: date) -> dict[str, list[str]]:
    children = list(EpisodeChild.objects.filter(area=area).select_related("person", "episode"))
    people = list({child.person_id: child.person for child in children}.values())
    return {
        "Who asked": [_source(request) for request in Request.objects.filter(area=area).select_related("sender")],
        "What was decided": _outcomes(area),
        "Working days an assessment took": [
            _band(working_days_between(assessment.episode.referral_date, london_date(assessment.authorised_at)))
            for assessment in Assessment.objects.filter(area=area, kind="assessment", authorised_at__isnull=False).select_related(
                "episode"
            )
            if assessment.authorised_at is not None
        ],
        "Steps of families helped": _steps(area),
        "How long ended help had lasted": [
            "3 months or less" if (episode.closed_on - episode.referral_date).days <= 92 else "More than 3 months"
            for episode in Episode.objects.filter(area=area, closed_on__isnull=False)
            if episode.closed_on is not None
        ],
        "Main need": [child.primary_need for child in children if child.primary_need],
        "Sex of children helped": [_sex(person) for person in people],
        "Ethnic group of children helped": [
            ETHNIC_GROUP[person.ethnicity] for person in people if person.ethnicity in ETHNIC_GROUP
        ],
        "Age of children helped": [_age(person, today) for person in people],
    }


def _source(request: Request) -> str:
    if request.kind in ("relative", "self", "child"):
        return "Family"
    return ROLE_GROUP.get(request.sender.role, "Other")


def _outcomes(area: Area) -> list[str]:
    groups: dict[object, str] = {}
    for decision in Decision.objects.filter(area=area, in_force=True).order_by("decided_at"):
        group = "Referral" if decision.outcome in REFERRALS else OUTCOME_GROUP.get(decision.outcome, "Other")
        if groups.get(decision.request_id) != "Referral":
            groups[decision.request_id] = group
    return list(groups.values())


def _steps(area: Area) -> list[str]:
    steps = dict(
        StepDecision.objects.filter(area=area, state=StepDecision.State.IN_EFFECT)
        .filter(Q(kind=StepDecision.Kind.UP) | Q(kind=StepDecision.Kind.DOWN))
        .values_list("episode_id", "kind")
    )
    words = {StepDecision.Kind.UP: "Stepped up", StepDecision.Kind.DOWN: "Stepped down"}
    return [
        words[StepDecision.Kind(steps[episode_id])] if episode_id in steps else "Neither"
        for episode_id in Episode.objects.filter(area=area).values_list("id", flat=True)
    ]


def _band(days: int) -> str:
    return next((band for band, (_, longest) in shapes.DAYS_RANGE.items() if days <= longest), "46 and more")


def _sex(person: Person) -> str:
    if person.is_unborn:
        return "Unborn"
    return {"M": "Male", "F": "Female"}.get(person.sex, "Not known")


def _age(person: Person, today: date) -> str:
    born = person.date_of_birth
    if born is None:
        return "Unborn"
    years = whole_years(born, today)
    bands = (("Under 1", 1), ("1 to 4", 5), ("5 to 9", 10), ("10 to 15", 16))
    return next((band for band, below in bands if years < below), "16 and over")


def printed(rows: Sequence[Row]) -> str:
    """Return the table as text."""
    lines = [f"{'':42}{'count':>7}{'here':>8}{'published':>11}  within {CLOSE_ENOUGH:.0f} points"]
    named = ""
    for row in rows:
        if row.table != named:
            named = row.table
            lines.append(named)
        lines.append(f"  {row.kind:40}{row.count:>7}{row.share:>7.1f}%{row.published:>10.1f}%  {'yes' if row.alike else 'no'}")
    return "\n".join(lines)
