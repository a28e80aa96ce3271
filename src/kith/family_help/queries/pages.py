"""What single pages need, and rows by id for forms. A row of another family, or one that may not be seen, is not found."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Case, SmallIntegerField, Value, When

from kith.access.identity import current_identity
from kith.access.models import Grant
from kith.design.words import the_date
from kith.family_help.models import (
    AssessedNeed,
    Assessment,
    AssessmentVersion,
    ChildWords,
    DangerAlert,
    Episode,
    EpisodeChild,
    Goal,
    KnownFact,
    LeadAssignment,
    Plan,
)
from kith.family_help.queries.copies import PlanCopy, plan_for_reader, readers_of_plan
from kith.family_help.queries.moves import EndedStep, ended_steps
from kith.family_help.queries.picture import (
    Banner,
    Shares,
    assessment_page,
    banner_of,
    open_episode_of,
    open_grants,
    plan_page,
    shares_of,
    unaddressed_needs,
    words_of_children,
)
from kith.family_help.readers import Reader
from kith.family_help.reading import ReadingAge, reading_age
from kith.family_help.snapshots import assessment_snapshot
from kith.kernel.paging import Page, Place, Source, page_of
from kith.kernel.refusals import NotFound
from kith.kernel.time import london_date
from kith.organisations.models import Area, Membership, Practitioner, Role
from kith.people.models import Family, FamilyMember, FamilyRecord, Person
from kith.practice_model.codes import labels
from kith.practice_model.queries import model_in_force

Row = TypeVar("Row", bound=FamilyRecord)
Choices = list[tuple[str, str]]

_LEADERS = {
    Role.LEAD_PRACTITIONER,
    Role.PARTNER_LEAD,
    Role.SENIOR_SOCIAL_WORKER,
    Role.LEAD_CHILD_PROTECTION,
    Role.DUTY_WORKER,
}


def row_of(model: type[Row], family_id: UUID, row_id: UUID) -> Row:
    """Return one row of a family. Raises :class:`NotFound`."""
    row = model._default_manager.filter(pk=row_id, family_id=family_id).first()
    if row is None:
        raise NotFound
    return row


def practitioner(chosen: str) -> Practitioner:
    """Return a practitioner chosen from a list. Raises :class:`NotFound`."""
    found = Practitioner.objects.select_related("agency").filter(pk=chosen).first()
    if found is None:
        raise NotFound
    return found


def members_to_choose(family_id: UUID) -> Choices:
    """Return the family's members for a list."""
    places = FamilyMember.objects.select_related("person").filter(family_id=family_id, ends_on__isnull=True)
    return [(str(place.person_id), place.person.name) for place in places.order_by("starts_on", "id")]


def member_person(family_id: UUID, chosen: str, *, needed: bool = False) -> Any:
    """Return the member chosen, ``None`` for nobody. Raises :class:`NotFound` for a stranger, or for nobody when one is needed."""
    if not chosen:
        if needed:
            raise NotFound
        return None
    place = FamilyMember.objects.select_related("person").filter(family_id=family_id, person_id=chosen).first()
    if place is None:
        raise NotFound
    return place.person


def children_to_choose(episode_id: UUID) -> Choices:
    """Return the children an episode is for."""
    children = EpisodeChild.objects.select_related("person").filter(episode_id=episode_id, left_on__isnull=True)
    return [(str(child.person_id), child.person.name) for child in children]


def needs_to_choose(episode_id: UUID) -> Choices:
    """Return the assessed needs that a goal can answer."""
    needs = AssessedNeed.objects.filter(assessment__episode_id=episode_id).order_by("assessment__started_on", "position")
    return [(str(each.id), each.words[:120]) for each in needs]


def need(family_id: UUID, chosen: str) -> AssessedNeed | None:
    """Return the need chosen. Raises :class:`NotFound`."""
    return row_of(AssessedNeed, family_id, UUID(chosen)) if chosen else None


def owners_to_choose(plan: Plan) -> Choices:
    """Return who can own an action: members, then the workers around the family."""
    workers: dict[UUID, Practitioner] = {}
    for turn in plan.episode.leads.select_related("practitioner").filter(state="accepted", ends_on__isnull=True):
        workers[turn.practitioner_id] = turn.practitioner
    for oversight in plan.episode.oversights.select_related("practitioner").filter(ends_on__isnull=True):
        workers[oversight.practitioner_id] = oversight.practitioner
    for grant in open_grants(plan.family_id):
        workers[grant.practitioner_id] = grant.practitioner
    return [(f"person:{key}", name) for key, name in members_to_choose(plan.family_id)] + [
        (f"worker:{key}", f"{each.name} ({each.get_profession_display()})") for key, each in workers.items()
    ]


def owner(family_id: UUID, chosen: str) -> dict[str, Any]:
    """Return the owner chosen from :func:`owners_to_choose`, as the service takes it."""
    kind, _, key = chosen.partition(":")
    if kind == "person":
        return {"owner_person": member_person(family_id, key, needed=True)}
    return {"owner_practitioner": practitioner(key)} if kind == "worker" else {}


@dataclass(frozen=True)
class Allocation:
    """Who leads and oversees, who was asked, who could be."""

    episode: Episode
    banner: Banner
    asked: LeadAssignment | None
    asks_me: bool
    changes: bool
    turns: list[LeadAssignment]
    leads: Choices
    social_workers: Choices


def allocation_page(family_id: UUID, *, now: datetime) -> Allocation:
    """Return what the page of leads shows. Raises :class:`NotFound` without an open episode."""
    banner = banner_of(family_id, now=now)
    episode = open_episode_of(family_id)
    if banner is None or episode is None:
        raise NotFound
    turns = list(episode.leads.select_related("practitioner__agency", "proposed_by").order_by("-proposed_at"))
    asked = next((turn for turn in turns if turn.state == "proposed"), None)
    leads, social_workers = _people_who_could_lead(london_date(now))
    return Allocation(
        episode=episode,
        banner=banner,
        asked=asked,
        asks_me=asked is not None and asked.practitioner_id == current_identity().practitioner_id,
        changes=banner.lead is not None,
        turns=turns,
        leads=leads,
        social_workers=social_workers,
    )


def _people_who_could_lead(today: date) -> tuple[Choices, Choices]:
    people: dict[UUID, Practitioner] = {}
    seniors: set[UUID] = set()
    for place in (
        Membership.objects.select_related("practitioner__agency")
        .filter(area_id=current_identity().area_id, starts_on__lte=today)
        .order_by("practitioner__name")
    ):
        if place.ends_on is None or place.ends_on >= today:
            if place.role in _LEADERS:
                people[place.practitioner_id] = place.practitioner
            if place.practitioner.is_social_worker:
                seniors.add(place.practitioner_id)
                people.setdefault(place.practitioner_id, place.practitioner)
    named = [
        (str(key), f"{each.name}, {each.get_profession_display().lower()}, {each.agency.name}") for key, each in people.items()
    ]
    return named, [each for each in named if UUID(each[0]) in seniors]


@dataclass(frozen=True)
class StepPage:
    episode: Episode
    children: list[EpisodeChild]
    other_children: Choices
    grants: list[Grant]
    tiers: list[str]
    leads: Choices
    threshold: str
    threshold_name: str


def step_page(family_id: UUID, *, now: datetime) -> StepPage:
    """Return what a step or closing is decided about. Raises :class:`NotFound` without an open episode."""
    episode = open_episode_of(family_id)
    if episode is None:
        raise NotFound
    today = london_date(now)
    model = model_in_force(Area.objects.get(pk=episode.area_id).slug, today)
    children = list(episode.children.select_related("person").prefetch_related("bases").filter(left_on__isnull=True))
    held = {child.person_id for child in children}
    others = FamilyMember.objects.select_related("person").filter(
        family_id=family_id, ends_on__isnull=True, role__in=["child", "unborn"]
    )
    return StepPage(
        episode=episode,
        children=children,
        other_children=[(str(each.person_id), each.person.name) for each in others if each.person_id not in held],
        grants=open_grants(family_id),
        tiers=list(model.tiers),
        leads=_people_who_could_lead(today)[0],
        threshold=model.threshold_id_on(today),
        threshold_name=model.threshold_on(today).name,
    )


@dataclass(frozen=True)
class DangerPage:
    family: Family
    banner: Banner
    alerts: Page[DangerAlert]
    out_of_hours: str | None


def danger_page(family_id: UUID, *, now: datetime, place: Place | None = None) -> DangerPage:
    """Return what stands on the page of dangers. Raises :class:`NotFound`."""
    banner = banner_of(family_id, now=now)
    if banner is None:
        raise NotFound
    family = Family.objects.select_related("area").get(pk=family_id)
    model = model_in_force(family.area.slug, london_date(now))
    # What nobody has answered stands first, however old it is.
    raised = (
        DangerAlert.objects.select_related("answered_by", "on_duty")
        .filter(family=family)
        .annotate(waits=Case(When(answered_at__isnull=True, then=Value(1)), default=Value(0), output_field=SmallIntegerField()))
    )
    alerts: Page[DangerAlert] = page_of(Source(raised, ("-waits", "-raised_at", "-id")), place=place, size=20, name="alerts")
    return DangerPage(family, banner, alerts, model.out_of_hours_number)


@dataclass(frozen=True)
class AssessmentOverview:
    """The assessment with all its parts; ``written`` is empty before the first."""

    episode: Episode
    written: Assessment | None
    title: str
    words: list[ChildWords]
    missing: list[str]
    factors: list[str]
    can_start: bool
    earlier: list[Assessment]
    seen_rows: list[list[str]]
    known_rows: list[list[str]]
    ended: list[EndedStep]


def assessment_overview(family_id: UUID, *, now: datetime) -> AssessmentOverview:
    """Return the page of the assessment. Raises :class:`NotFound` for a family without an episode."""
    from kith.family_help.services.assessments import missing_before_submit  # noqa: PLC0415  services ask queries too

    written = assessment_page(family_id)
    episode = written.episode if written else open_episode_of(family_id)
    if episode is None:
        episode = Episode.objects.filter(family_id=family_id).order_by("-opened_at")[0]
    model = model_in_force(Area.objects.get(pk=episode.area_id).slug, london_date(now))
    names = labels("assessment_factors")
    open_to_write = written is not None and written.state in {"draft", "returned"}
    return AssessmentOverview(
        episode=episode,
        written=written,
        title=model.term("family_help_assessment"),
        words=words_of_children(episode),
        missing=missing_before_submit(written, london_date(now)) if written is not None and open_to_write else [],
        factors=[f"{code} {names.get(code, '')}" for code in written.factors] if written else [],
        can_start=written is None and episode.is_open,
        earlier=[each for each in episode.assessments.order_by("-started_on", "-id") if written and each.id != written.id],
        seen_rows=[
            [row.person.name, the_date(row.seen_on), "Yes" if row.alone else "No"]
            for row in (written.seen.all() if written else [])
        ],
        known_rows=[
            [
                row.person.name if row.person else "The family",
                row.label,
                row.value,
                row.source,
                the_date(row.known_on),
            ]
            for row in (written.known.all() if written else [])
        ],
        ended=ended_steps([episode, written], model, london_date(now)),
    )


def known_in(assessment: Assessment, person: Person | None = None) -> list[KnownFact]:
    """Return what was known when the assessment opened, of one person or of everyone."""
    rows = assessment.known.select_related("person")
    return list(rows.filter(person=person) if person else rows)


def compared(kept: AssessmentVersion) -> list[dict[str, str]]:
    """Return the texts of a kept version beside those of today, part by part."""
    today = assessment_snapshot(kept.assessment)
    sections = {row["domain"]: row for row in today["sections"]}
    fields = {
        "analysis": "Analysis",
        "what_needs_to_change": "What needs to change",
        "family_view": "The family's view",
        "disputed": "What the family sees differently",
    }
    return [
        *(
            {"label": each["title"], "left": each["words"], "right": sections[each["domain"]]["words"]}
            for each in kept.content["sections"]
        ),
        *(
            {"label": label, "left": kept.content["assessment"][field], "right": today["assessment"][field]}
            for field, label in fields.items()
        ),
    ]


@dataclass(frozen=True)
class PlanOverview:
    """The plan with everything around it; ``plan`` is empty before the first."""

    episode: Episode
    plan: Plan | None
    title: str
    goals: list[Goal]
    shares: Shares
    unaddressed: list[AssessedNeed]
    missing: list[str]
    readers: list[Reader]
    undecided: int
    reading: ReadingAge
    ended: list[EndedStep]


def plan_overview(family_id: UUID, *, now: datetime) -> PlanOverview:
    """Return the page of the plan. Raises :class:`NotFound` for a family without an episode."""
    from kith.family_help.services.plans import missing_before_agreement  # noqa: PLC0415  services ask queries too

    plan = plan_page(family_id)
    episode = open_episode_of(family_id)
    if plan is not None and plan.state == Plan.State.ENDED and episode is not None:
        plan = None
    if episode is None:
        episode = plan.episode if plan else Episode.objects.filter(family_id=family_id).order_by("-opened_at")[0]
    model = model_in_force(Area.objects.get(pk=episode.area_id).slug, london_date(now))
    goals = list(plan.goals.all()) if plan else []
    actions = [action for each in goals for action in each.actions.all()]
    text = "\n".join(
        [
            plan.if_things_get_harder if plan else "",
            *(f"{each.words}\n{each.outcome}" for each in goals),
            *(action.words for action in actions),
        ]
    )
    return PlanOverview(
        episode=episode,
        plan=plan,
        title=plan.title if plan else model.term("family_help_plan"),
        goals=goals,
        shares=shares_of(actions),
        unaddressed=unaddressed_needs(episode),
        missing=missing_before_agreement(plan) if plan is not None and plan.state == Plan.State.DRAFT else [],
        readers=readers_of_plan(plan) if plan else [],
        undecided=sum(row.readers == "undecided" and bool(row.words) for row in words_of_children(episode)),
        reading=reading_age(text),
        ended=ended_steps([episode, plan], model, london_date(now)),
    )


def active_plan(family_id: UUID) -> Plan:
    """Return the family's plan that is being made or is agreed. Raises :class:`NotFound`."""
    plan = Plan.objects.select_related("episode").filter(family_id=family_id).exclude(state=Plan.State.ENDED).first()
    if plan is None:
        raise NotFound
    return plan


def open_goals(plan: Plan) -> list[Goal]:
    """Return the goals that a review looks at."""
    return list(plan.goals.filter(state=Goal.State.OPEN))


@dataclass(frozen=True)
class CopyPage:
    plan: Plan
    copy: PlanCopy
    area_name: str


def copy_page(family_id: UUID, person_id: UUID) -> CopyPage:
    """Return one reader's own copy of the family's latest plan, for the worker who gives it. Raises :class:`NotFound`."""
    plan = Plan.objects.select_related("episode", "area").filter(family_id=family_id).order_by("-started_on", "-id").first()
    if plan is None:
        raise NotFound
    return CopyPage(plan, plan_for_reader(plan.id, person_id), plan.area.name)
