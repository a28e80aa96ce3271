"""What waits for a practitioner, a manager or an area: lists that say why each row is there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import (
    Case,
    DateField,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    SmallIntegerField,
    Value,
    When,
)

from kith.design.words import the_date
from kith.family_help import clocks
from kith.family_help.models import (
    Assessment,
    Basis,
    BasisOfHelp,
    ChildWorker,
    DangerAlert,
    Episode,
    EpisodeChild,
    LeadAssignment,
    Oversight,
    Plan,
    SafetyPlan,
)
from kith.family_help.rules import NEEDS_NAMED_SOCIAL_WORKER, days_without_lead, highest
from kith.kernel.paging import Source
from kith.kernel.terms import area_words
from kith.kernel.time import london_date
from kith.organisations.queries import places_on
from kith.tasks import queries as tasks
from kith.tasks.models import RunningClock

_OPEN = {"ends_on__isnull": True}

IN_DANGER = 3
"""An alert that a child may be in danger stands without an answer: the highest of :func:`in_order_of_danger`."""


@dataclass(frozen=True)
class Due:
    """Something with a date: what, for whom, when, and why now."""

    what: str
    family_id: UUID
    family_name: str
    due_on: date | None
    why: str
    url_name: str
    url_kwargs: dict[str, Any] = field(default_factory=dict)


def days_without_lead_of(episode: Episode, turns: Iterable[LeadAssignment], today: date) -> int:
    """Return on how many days an episode has had nobody leading, up to today or its closing (D-17)."""
    accepted = [(turn.starts_on, turn.ends_on) for turn in turns if turn.state == "accepted" and turn.starts_on]
    return days_without_lead(london_date(episode.opened_at), accepted, episode.closed_on or today)


@dataclass(frozen=True)
class MyFamily:
    """One family on a practitioner's list, and as what they are named there."""

    family_id: UUID
    family_name: str
    as_what: str
    since: date
    children: list[str]
    highest_basis: str


def _led_or_overseen(practitioner_id: UUID) -> Any:
    """Return the ids of the episodes that a practitioner leads or oversees now, to stand within another query."""
    mine = {"practitioner_id": practitioner_id, **_OPEN}
    return (
        LeadAssignment.objects.filter(state="accepted", **mine)
        .values("episode_id")
        .union(Oversight.objects.filter(**mine).values("episode_id"))
    )


def my_families(practitioner_id: UUID) -> Source[MyFamily]:
    """Return the families a practitioner leads, oversees or is named in for a child: a child in danger first, then by name."""
    mine = {"practitioner_id": practitioner_id, **_OPEN}
    rows = Episode.objects.filter(id__in=_named_on(practitioner_id), closed_on__isnull=True)

    def show(found: list[Episode]) -> list[MyFamily]:
        episodes = with_children([episode.pk for episode in found])
        named: dict[UUID, tuple[str, date]] = {}
        for worker in ChildWorker.objects.select_related("episode_child").filter(episode_child__episode__in=episodes, **mine):
            named[worker.episode_child.episode_id] = (worker.get_kind_display(), worker.starts_on)
        for oversight in Oversight.objects.filter(episode__in=episodes, **mine):
            named[oversight.episode_id] = ("Overseer", oversight.starts_on)
        for turn in LeadAssignment.objects.filter(episode__in=episodes, state="accepted", **mine):
            named[turn.episode_id] = ("Lead practitioner", turn.starts_on or turn.proposed_at.date())
        return [
            MyFamily(
                family_id=episode.family_id,
                family_name=episode.family.name,
                as_what=named[episode.id][0],
                since=named[episode.id][1],
                children=[child.person.name for child in episode.children.all()],
                highest_basis=Basis(highest_of(episode)).label,
            )
            for episode in (episodes[each.pk] for each in found)
        ]

    return Source(in_order_of_danger(rows.select_related("family")), ("-danger", "family__name", "id"), show)


def in_order_of_danger(episodes: QuerySet[Episode]) -> QuerySet[Episode]:
    """Say of each episode how near to danger its children are: an alert without an answer, then child protection,
    then section 17."""
    alerts = DangerAlert.objects.filter(family=OuterRef("family"), answered_at__isnull=True)
    bases = BasisOfHelp.objects.filter(episode_child__episode=OuterRef("pk"), episode_child__left_on__isnull=True, **_OPEN)
    return episodes.annotate(
        danger=Case(
            When(Exists(alerts), then=Value(IN_DANGER)),
            When(Exists(bases.filter(basis__in=NEEDS_NAMED_SOCIAL_WORKER)), then=Value(2)),
            When(Exists(bases.filter(basis=Basis.SECTION_17)), then=Value(1)),
            default=Value(0),
            output_field=SmallIntegerField(),
        )
    )


def _named_on(practitioner_id: UUID) -> Any:
    """Return the ids of the episodes that a practitioner leads, oversees or is named in for a child,
    to stand in another query."""
    return _led_or_overseen(practitioner_id).union(
        ChildWorker.objects.filter(practitioner_id=practitioner_id, **_OPEN).values("episode_child__episode_id")
    )


OfFamily = TypeVar("OfFamily", DangerAlert, SafetyPlan)


def dangers(area_id: UUID, practitioner_id: UUID, *, on_alert: bool) -> Source[DangerAlert]:
    """Return the alerts that nobody has answered, longest waiting first: all of the area for those on alert,
    else of one's own families.

    Source: P-12; the alert goes to whoever is on duty, and stands on the day of whoever works with the family.
    """
    rows = DangerAlert.objects.select_related("family").filter(area_id=area_id, answered_at__isnull=True)
    return Source(_for_whom(rows, practitioner_id, on_alert=on_alert), ("raised_at", "id"))


def safety_plans_late(area_id: UUID, practitioner_id: UUID, *, on_alert: bool, today: date) -> Source[SafetyPlan]:
    """Return the safety plans whose last day is today or has passed, oldest day first: all of the area for those on alert,
    else of one's own families (P-12)."""
    rows = SafetyPlan.objects.select_related("family").filter(area_id=area_id, ended_at__isnull=True, until__lte=today)
    return Source(_for_whom(rows, practitioner_id, on_alert=on_alert), ("until", "id"))


def _for_whom(rows: QuerySet[OfFamily], practitioner_id: UUID, *, on_alert: bool) -> QuerySet[OfFamily]:
    """Return all of the area's rows for those on alert, else those of one's own families."""
    if on_alert:
        return rows
    mine = Episode.objects.filter(id__in=_named_on(practitioner_id), closed_on__isnull=True)
    return rows.filter(family_id__in=mine.values("family_id"))


def with_children(ids: list[UUID]) -> dict[UUID, Episode]:
    """Return episodes by id, with their family, their children and each child's present basis. Three queries."""
    episodes = Episode.objects.select_related("family").prefetch_related(
        Prefetch(
            "children",
            EpisodeChild.objects.select_related("person")
            .filter(left_on__isnull=True)
            .prefetch_related(Prefetch("bases", BasisOfHelp.objects.filter(**_OPEN))),
        )
    )
    return episodes.in_bulk(ids)


def highest_of(episode: Episode) -> str:
    """Return the highest basis among the children of an episode read by :func:`with_children`."""
    return highest(basis.basis for child in episode.children.all() for basis in child.bases.all())


def due_for(practitioner_id: UUID) -> tuple[Source[Due], ...]:
    """Return what is due in the families a practitioner leads or oversees, and what is theirs to do: danger first,
    then what is due first.

    It is read from the one table of running clocks, where an assessment that nobody has opened yet runs as much as one being
    written.
    """
    families = Episode.objects.filter(id__in=_led_or_overseen(practitioner_id), closed_on__isnull=True).values("family_id")
    to_do = tasks.running().filter(family_id__isnull=False).exclude(kind=clocks.LEAD_ANSWER.code)
    mine = to_do.filter(owner_practitioner_id=practitioner_id)
    of_lead = to_do.filter(owner_role="lead_practitioner", family_id__in=families).exclude(owner_practitioner_id=practitioner_id)
    return tuple(tasks.in_order(each, _each(due_of_clock), danger=_in_danger()) for each in (mine, of_lead))


def to_answer(practitioner_id: UUID) -> Source[Due]:
    """Return the families whom a practitioner is asked to lead and has not answered about, longest waiting first."""
    asked = tasks.of_owner(practitioner_id).filter(kind=clocks.LEAD_ANSWER.code)
    return tasks.in_order(asked, _each(due_of_clock), danger=_in_danger())


def overdue_in(area_id: UUID, practitioner_id: UUID, *, now: datetime) -> tuple[Source[Due], Source[Due]]:
    """Return what is overdue in the families of an area, first of the teams that a practitioner has a place in, then of others:
    whose it is and whether a reason is written; danger first, then longest overdue."""
    places = places_on(london_date(now)).filter(area_id=area_id, team__isnull=False)
    mine = places.filter(practitioner_id=practitioner_id).values("team_id")
    colleagues = places.filter(team_id__in=mine).values("practitioner_id")
    of_teams = Q(owner_team_id__in=mine) | Q(owner_practitioner_id__in=colleagues)
    late = tasks.overdue(tasks.of_area(area_id), now=now).select_related("owner_practitioner")
    others = late.exclude(pk__in=late.filter(of_teams).values("pk"))
    return (
        tasks.in_order(late.filter(of_teams), _each(_late_clock), danger=_in_danger()),
        tasks.in_order(others, _each(_late_clock), danger=_in_danger()),
    )


def reasons_owed(practitioner_id: UUID, *, now: datetime) -> Source[Due]:
    """Return what ran past a time limit and was a practitioner's to do, done since or not, and has no reason written:
    it is asked here."""
    late = tasks.late_without_reason(tasks.answered_for_by(practitioner_id), now=now).filter(family_id__isnull=False)
    return tasks.in_order(late, _each(_why_late), danger=_in_danger())


def due_of_clock(clock: RunningClock) -> Due:
    """Return a running clock of a family as the lists show it."""
    family = clock.family
    assert family is not None  # lists of this room are narrowed to families
    return Due(clock.words, family.pk, family.name, clock.due_day, clock.rule, clock.page, {"family_id": clock.page_of})


def _late_clock(clock: RunningClock) -> Due:
    due = due_of_clock(clock)
    whose = clock.owner_practitioner.name if clock.owner_practitioner else "No one leads"
    reason = f"Reason given: {clock.breach_reason}" if clock.breach_reason else "No reason is recorded."
    return replace(due, why=f"{whose}. {due.why}. {reason}", url_name="tasks:clock", url_kwargs={"clock_id": clock.pk})


def _why_late(clock: RunningClock) -> Due:
    due = due_of_clock(clock)
    what = clock.words if clock.is_running else f"{clock.words}: done late"
    return replace(
        due, what=what, why=f"{due.why}. Say why it was late.", url_name="tasks:clock", url_kwargs={"clock_id": clock.pk}
    )


def _in_danger() -> Exists:
    return Exists(DangerAlert.objects.filter(family=OuterRef("family"), answered_at__isnull=True))


def for_sign_off(area_id: UUID, practitioner_id: UUID) -> Source[Due]:
    """Return the assessments that wait for somebody other than their author to sign off, longest waiting first."""
    rows = (
        Assessment.objects.select_related("family")
        .filter(area_id=area_id, state=Assessment.State.SUBMITTED)
        .exclude(submitted_by_id=practitioner_id)
    )
    return Source(rows, ("submitted_at", "id"), _each(_sign_off_due))


def waiting_on_others(practitioner_id: UUID) -> tuple[Source[Due], ...]:
    """Return what a practitioner asked of others and has no answer to yet, longest waiting first."""
    asked = LeadAssignment.objects.select_related("practitioner", "family").filter(
        proposed_by_id=practitioner_id, state="proposed"
    )
    submitted = Assessment.objects.select_related("family").filter(
        submitted_by_id=practitioner_id, state=Assessment.State.SUBMITTED
    )
    return (
        Source(asked, ("proposed_at", "id"), _each(_asked_due)),
        Source(submitted, ("submitted_at", "id"), _each(_submitted_due)),
    )


def drafts(practitioner_id: UUID) -> tuple[Source[Due], ...]:
    """Return the assessments and plans that a practitioner has begun and not finished, in families they lead or began them in.

    Assessments by the day they are due, then plans, which are due on no day.
    """
    led = LeadAssignment.objects.filter(practitioner_id=practitioner_id, state="accepted", **_OPEN).values("episode_id")
    assessments = (
        Assessment.objects.select_related("family")
        .filter(state__in=["draft", "returned"], episode__closed_on__isnull=True)
        .filter(Q(episode_id__in=led) | Q(started_by_id=practitioner_id))
    )
    plans = (
        Plan.objects.select_related("family")
        .filter(state=Plan.State.DRAFT, episode_id__in=led)
        .annotate(no_day=Value(None, output_field=DateField(null=True)))
    )
    return (
        Source(assessments, ("due_on", "id"), _each(_draft_assessment)),
        Source(plans, ("no_day", "id"), _each(_draft_plan)),
    )


def _each(show: Callable[[Any], Due]) -> Callable[[list[Any]], list[Due]]:
    return lambda rows: [show(row) for row in rows]


def _of(row: Any, what: str, due_on: date | None, why: str, page: str) -> Due:
    return Due(what, row.family_id, row.family.name, due_on, why, f"family_help:{page}", {"family_id": row.family_id})


def _sign_off_due(row: Assessment) -> Due:
    why = "It was submitted and waits for you or another manager"
    return _of(row, area_words("Sign off the {family_help_assessment} or send it back"), row.due_on, why, "assessment")


def _asked_due(turn: LeadAssignment) -> Due:
    what = f"{turn.practitioner.name} has not replied yet"
    return _of(turn, what, None, f"Asked to lead on {the_date(turn.proposed_at)}", "allocate")


def _submitted_due(row: Assessment) -> Due:
    why = f"Submitted on {the_date(row.submitted_at)}" if row.submitted_at else "Submitted"
    return _of(row, "Your assessment waits for sign-off", row.due_on, why, "assessment")


def _draft_assessment(row: Assessment) -> Due:
    back = row.state == Assessment.State.RETURNED
    what = "Assessment sent back to you" if back else "Assessment: draft"
    return _of(row, what, row.due_on, row.returned_reason if back else row.due_because, "assessment")


def _draft_plan(plan: Plan) -> Due:
    return _of(plan, f"{plan.title}: draft", None, "It has not been agreed yet", "plan")
