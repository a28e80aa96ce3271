"""What waits for a practitioner, a manager or an area: lists that say why each row is there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from kith.family_help.models import (
    Action,
    Assessment,
    Basis,
    BasisOfHelp,
    ChildWorker,
    Episode,
    EpisodeChild,
    LeadAssignment,
    Oversight,
    Plan,
    RiskLevel,
    Tier,
)
from kith.family_help.rules import NEEDS_NAMED_SOCIAL_WORKER, days_without_lead, highest
from kith.kernel.time import london_date
from kith.organisations.models import Area, Profession
from kith.practice_model.queries import model_in_force
from kith.practice_model.rules import Model, NotInTheModel

_OPEN = {"ends_on__isnull": True}


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
    accepted = [
        (turn.starts_on, turn.ends_on) for turn in turns if turn.state == "accepted" and turn.starts_on
    ]
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


def my_families(practitioner_id: UUID, *, limit: int | None = None) -> list[MyFamily]:
    """Return the families a practitioner leads, oversees or is named in for a child, by name. A fixed number of queries."""
    mine = {"practitioner_id": practitioner_id, **_OPEN}
    ids = _led_or_overseen(practitioner_id).union(
        ChildWorker.objects.filter(**mine).values("episode_child__episode_id")
    )
    episodes = list(
        _with_children(
            Episode.objects.filter(id__in=ids, closed_on__isnull=True).order_by("family__name", "id")[:limit]
        )
    )
    named: dict[UUID, tuple[str, date]] = {}
    for worker in ChildWorker.objects.select_related("episode_child").filter(
        episode_child__episode__in=episodes, **mine
    ):
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
            highest_basis=Basis(_highest_of(episode)).label,
        )
        for episode in episodes
    ]


def _with_children(episodes: Any) -> Any:
    return episodes.select_related("family").prefetch_related(
        Prefetch(
            "children",
            EpisodeChild.objects.select_related("person")
            .filter(left_on__isnull=True)
            .prefetch_related(Prefetch("bases", BasisOfHelp.objects.filter(**_OPEN))),
        )
    )


def _highest_of(episode: Episode) -> str:
    return highest(basis.basis for child in episode.children.all() for basis in child.bases.all())


def due_for(practitioner_id: UUID, today: date, *, limit: int | None = None) -> list[Due]:
    """Return what is due in the families a practitioner leads or oversees, their own plan actions, and questions to answer.

    Soonest first. Four queries; with ``limit`` each returns no more rows than that.
    """
    theirs = {"episode_id__in": _led_or_overseen(practitioner_id), "episode__closed_on__isnull": True}
    rows = [
        _assessment_due(assessment)
        for assessment in _unfinished(Assessment.objects.select_related("family").filter(**theirs))
        .order_by("due_on", "id")[:limit]
    ]
    rows += [
        _review_due(plan)
        for plan in _under_way(Plan.objects.select_related("family").filter(**theirs))
        .order_by("next_review_on", "id")[:limit]
    ]
    rows += [
        Due(
            f"Do: {action.words}",
            action.family_id,
            action.family.name,
            action.by_when,
            "You own this action in the family's plan",
            "family_help:plan",
            {"family_id": action.family_id},
        )
        for action in Action.objects.select_related("family")
        .filter(
            owner_practitioner_id=practitioner_id,
            state=Action.State.OPEN,
            goal__plan__state=Plan.State.AGREED,
        )
        .order_by("by_when", "id")[:limit]
    ]
    rows += [
        Due(
            "Answer whether you will lead this family",
            turn.family_id,
            turn.family.name,
            london_date(turn.proposed_at) + timedelta(days=1),
            "You were asked to lead",
            "family_help:allocate",
            {"family_id": turn.family_id},
        )
        for turn in LeadAssignment.objects.select_related("family")
        .filter(practitioner_id=practitioner_id, state="proposed")
        .order_by("proposed_at", "id")[:limit]
    ]
    return sorted(rows, key=lambda row: (row.due_on is None, row.due_on or today))[:limit]


def for_sign_off(area_id: UUID, practitioner_id: UUID, *, limit: int | None = None) -> list[Due]:
    """Return the assessments that wait for somebody other than their author to sign off, longest waiting first."""
    rows = (
        Assessment.objects.select_related("family")
        .filter(area_id=area_id, state=Assessment.State.SUBMITTED)
        .exclude(submitted_by_id=practitioner_id)
        .order_by("submitted_at", "id")[:limit]
    )
    return [
        Due(
            "Sign off the assessment or send it back",
            row.family_id,
            row.family.name,
            row.due_on,
            "It was submitted and waits for you or another manager",
            "family_help:assessment",
            {"family_id": row.family_id},
        )
        for row in rows
    ]


def waiting_on_others(practitioner_id: UUID, *, limit: int | None = None) -> list[Due]:
    """Return what a practitioner asked of others and has no answer to yet, longest waiting first."""
    rows = [
        Due(
            f"{turn.practitioner.name} has not said yet whether they will lead",
            turn.family_id,
            turn.family.name,
            None,
            f"Asked on {_said(london_date(turn.proposed_at))}",
            "family_help:allocate",
            {"family_id": turn.family_id},
        )
        for turn in LeadAssignment.objects.select_related("practitioner", "family")
        .filter(proposed_by_id=practitioner_id, state="proposed")
        .order_by("proposed_at", "id")[:limit]
    ]
    rows += [
        Due(
            "Your assessment waits for sign-off",
            row.family_id,
            row.family.name,
            row.due_on,
            f"Submitted on {_said(london_date(row.submitted_at))}" if row.submitted_at else "Submitted",
            "family_help:assessment",
            {"family_id": row.family_id},
        )
        for row in Assessment.objects.select_related("family")
        .filter(submitted_by_id=practitioner_id, state=Assessment.State.SUBMITTED)
        .order_by("submitted_at", "id")[:limit]
    ]
    return rows[:limit]


def drafts(practitioner_id: UUID, *, limit: int | None = None) -> list[Due]:
    """Return the assessments and plans that a practitioner has begun and not finished, in families they lead or began them in."""
    led = LeadAssignment.objects.filter(
        practitioner_id=practitioner_id, state="accepted", **_OPEN
    ).values("episode_id")
    rows = []
    for assessment in (
        Assessment.objects.select_related("family")
        .filter(state__in=["draft", "returned"])
        .filter(episode__closed_on__isnull=True)
        .filter(Q(episode_id__in=led) | Q(started_by_id=practitioner_id))
        .order_by(F("due_on").asc(nulls_last=True), "id")[:limit]
    ):
        back = assessment.state == Assessment.State.RETURNED
        rows.append(
            Due(
                "Assessment sent back to you" if back else "Assessment being written",
                assessment.family_id,
                assessment.family.name,
                assessment.due_on,
                assessment.returned_reason if back else assessment.due_because,
                "family_help:assessment",
                {"family_id": assessment.family_id},
            )
        )
    rows += [
        Due(
            f"{plan.title} being made",
            plan.family_id,
            plan.family.name,
            None,
            "It has not been agreed yet",
            "family_help:plan",
            {"family_id": plan.family_id},
        )
        for plan in Plan.objects.select_related("family")
        .filter(state=Plan.State.DRAFT, episode_id__in=led)
        .order_by("-started_on", "id")[:limit]
    ]
    return rows[:limit]


def _unfinished(assessments: QuerySet[Assessment]) -> QuerySet[Assessment]:
    return assessments.filter(due_on__isnull=False).exclude(
        state__in=[Assessment.State.AUTHORISED, Assessment.State.STOPPED]
    )


def _under_way(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    return plans.filter(next_review_on__isnull=False).exclude(state=Plan.State.ENDED)


def _assessment_due(assessment: Assessment) -> Due:
    return Due(
        "Finish the assessment" if assessment.state != "submitted" else "Assessment signed off",
        assessment.family_id,
        assessment.family.name,
        assessment.due_on,
        assessment.due_because,
        "family_help:assessment",
        {"family_id": assessment.family_id},
    )


def _review_due(plan: Plan) -> Due:
    return Due(
        f"Review the {plan.title}",
        plan.family_id,
        plan.family.name,
        plan.next_review_on,
        "The date set when it was agreed or last reviewed",
        "family_help:plan",
        {"family_id": plan.family_id},
    )


def dues_of(assessments: Iterable[Assessment], plans: Iterable[Plan]) -> list[Due]:
    """Return what is due in some assessments and plans whose family is read already, soonest first. No query."""
    rows = [
        _assessment_due(assessment)
        for assessment in assessments
        if assessment.due_on is not None and assessment.state not in {"authorised", "stopped"}
    ]
    rows += [
        _review_due(plan)
        for plan in plans
        if plan.next_review_on is not None and plan.state != Plan.State.ENDED
    ]
    return sorted(rows, key=lambda row: row.due_on or date.max)


@dataclass(frozen=True)
class ChildWithout:
    """A child who by the rules needs a social worker and has none (A-13), and how long the family has had no lead."""

    family_id: UUID
    family_name: str
    child: str
    basis: str
    since: date
    days_without_lead: int


def children_without_social_worker(
    area_id: UUID, *, now: datetime, limit: int | None = None
) -> list[ChildWithout]:
    """Return the children who need a social worker by the area's rules and have neither a lead who is one nor a named one.

    Longest waiting first. The database picks them: the area's model is asked once for every basis, level of help and level of risk.
    """
    today = london_date(now)
    model = model_in_force(Area.objects.get(pk=area_id).slug, today)
    leads = LeadAssignment.objects.filter(
        episode=OuterRef("episode_child__episode"), state="accepted", **_OPEN
    )
    qualified = leads.filter(practitioner__profession=Profession.SOCIAL_WORKER).exclude(
        practitioner__registration=""
    )
    named = ChildWorker.objects.filter(
        episode_child=OuterRef("episode_child"), kind=ChildWorker.Kind.SOCIAL_WORKER, **_OPEN
    )
    # Where nobody leads, the lowest risk is assumed, so that the rule's own words decide and not a level that nobody recorded.
    risk = Coalesce(Subquery(leads.values("risk_level")[:1]), Value(RiskLevel.LOW.value))
    # First which rows, then all about those: nothing else is read of the many that are cut off.
    chosen = list(
        BasisOfHelp.objects.alias(risk=risk)
        .filter(
            _needs_social_worker(model),
            ~Exists(qualified),
            ~Exists(named),
            area_id=area_id,
            episode_child__left_on__isnull=True,
            episode_child__episode__closed_on__isnull=True,
            **_OPEN,
        )
        .order_by("starts_on", "id")
        .values_list("id", flat=True)[:limit]
    )
    bases = list(
        BasisOfHelp.objects.select_related("family", "person", "episode_child__episode")
        .filter(id__in=chosen)
        .order_by("starts_on", "id")
    )
    turns: dict[UUID, list[LeadAssignment]] = {}
    episodes = {basis.episode_child.episode_id for basis in bases}
    for turn in LeadAssignment.objects.filter(episode_id__in=episodes, state="accepted"):
        turns.setdefault(turn.episode_id, []).append(turn)
    return [
        ChildWithout(
            basis.family_id,
            basis.family.name,
            basis.person.name,
            Basis(basis.basis).label,
            basis.starts_on,
            days_without_lead_of(
                basis.episode_child.episode, turns.get(basis.episode_child.episode_id, []), today
            ),
        )
        for basis in bases
    ]


def _needs_social_worker(model: Model) -> Q:
    """Return the model's answer for every basis, level of help and recorded level of risk, as a condition on a basis of help."""
    always = Q(basis__in=NEEDS_NAMED_SOCIAL_WORKER)
    for basis in set(Basis.values) - NEEDS_NAMED_SOCIAL_WORKER:
        for tier in Tier.values:
            risks = [risk for risk in ["", *RiskLevel.values] if _needs(model, basis, tier, risk)]
            if risks:
                always |= Q(basis=basis, episode_child__episode__tier=tier, risk__in=risks)
    return always


def _needs(model: Model, basis: str, tier: str, risk: str) -> bool:
    try:
        return model.needs_social_worker(basis=basis, tier=tier, risk_level=risk or None)
    except NotInTheModel:
        # Where the model says nothing about who may lead, the child is shown, not passed over.
        return True


@dataclass(frozen=True)
class OversightMissing:
    family_id: UUID
    family_name: str
    lead: str
    since: date
    rule: str


def oversight_missing(area_id: UUID, *, limit: int | None = None) -> list[OversightMissing]:
    """Return the episodes whose lead needs an overseer by the area's rules and have none: breaches until one is named (C-07).

    Longest standing first.
    """
    chosen = list(
        LeadAssignment.objects.filter(area_id=area_id, state="accepted", **_OPEN)
        .exclude(needs_overseer="")
        .exclude(Exists(Oversight.objects.filter(episode=OuterRef("episode"), **_OPEN)))
        .order_by("starts_on", "id")
        .values_list("id", flat=True)[:limit]
    )
    turns = (
        LeadAssignment.objects.select_related("practitioner", "family")
        .filter(id__in=chosen)
        .order_by("starts_on", "id")
    )
    return [
        OversightMissing(
            turn.family_id,
            turn.family.name,
            turn.practitioner.name,
            turn.starts_on or london_date(turn.proposed_at),
            turn.rule,
        )
        for turn in turns
    ]


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
