"""What waits for a practitioner, a manager or an area: lists that say why each row is there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

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
)
from kith.family_help.rules import NEEDS_NAMED_SOCIAL_WORKER, days_without_lead, highest
from kith.kernel.time import london_date
from kith.organisations.models import Area
from kith.practice_model.queries import model_in_force

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


def my_families(practitioner_id: UUID) -> list[MyFamily]:
    """Return the families a practitioner leads, oversees or is named in for a child. A fixed number of queries."""
    named: dict[UUID, tuple[str, date]] = {}
    for worker in ChildWorker.objects.select_related("episode_child").filter(
        practitioner_id=practitioner_id, **_OPEN
    ):
        named[worker.episode_child.episode_id] = (worker.get_kind_display(), worker.starts_on)
    for oversight in Oversight.objects.filter(practitioner_id=practitioner_id, **_OPEN):
        named[oversight.episode_id] = ("Overseer", oversight.starts_on)
    for turn in LeadAssignment.objects.filter(practitioner_id=practitioner_id, state="accepted", **_OPEN):
        named[turn.episode_id] = ("Lead practitioner", turn.starts_on or turn.proposed_at.date())
    rows = []
    for episode in _with_children(Episode.objects.filter(id__in=named, closed_on__isnull=True)):
        as_what, since = named[episode.id]
        rows.append(
            MyFamily(
                family_id=episode.family_id,
                family_name=episode.family.name,
                as_what=as_what,
                since=since,
                children=[child.person.name for child in episode.children.all()],
                highest_basis=Basis(_highest_of(episode)).label,
            )
        )
    return sorted(rows, key=lambda row: row.family_name)


def _with_children(episodes: Any) -> Any:
    return episodes.select_related("family").prefetch_related(
        Prefetch(
            "children",
            EpisodeChild.objects.select_related("person")
            .filter(left_on__isnull=True)
            .prefetch_related(
                Prefetch("bases", BasisOfHelp.objects.filter(**_OPEN)),
                Prefetch("workers", ChildWorker.objects.filter(**_OPEN)),
            ),
        )
    )


def _highest_of(episode: Episode) -> str:
    return highest(basis.basis for child in episode.children.all() for basis in child.bases.all())


def due_for(practitioner_id: UUID, today: date) -> list[Due]:
    """Return what is due in the families a practitioner leads or oversees, their own plan actions, and questions to answer."""
    turns = LeadAssignment.objects.filter(practitioner_id=practitioner_id)
    led = list(turns.filter(state="accepted", **_OPEN).values_list("episode_id", flat=True))
    overseen = list(
        Oversight.objects.filter(practitioner_id=practitioner_id, **_OPEN).values_list(
            "episode_id", flat=True
        )
    )
    episodes = Episode.objects.select_related("family").filter(
        id__in=[*led, *overseen], closed_on__isnull=True
    )
    rows = dues_of_episodes(list(episodes))
    for action in Action.objects.select_related("goal__plan", "family").filter(
        owner_practitioner_id=practitioner_id, state=Action.State.OPEN, goal__plan__state=Plan.State.AGREED
    ):
        rows.append(
            Due(
                f"Do: {action.words}",
                action.family_id,
                action.family.name,
                action.by_when,
                "You own this action in the family's plan",
                "family_help:plan",
                {"family_id": action.family_id},
            )
        )
    for turn in turns.select_related("family").filter(state="proposed"):
        rows.append(
            Due(
                "Answer whether you will lead this family",
                turn.family_id,
                turn.family.name,
                london_date(turn.proposed_at) + timedelta(days=1),
                "You were asked to lead",
                "family_help:allocate",
                {"family_id": turn.family_id},
            )
        )
    return sorted(rows, key=lambda row: (row.due_on is None, row.due_on or today))


def for_sign_off(area_id: UUID, practitioner_id: UUID) -> list[Due]:
    """Return the assessments that wait for somebody other than their author to sign off."""
    rows = Assessment.objects.select_related("family").filter(
        area_id=area_id, state=Assessment.State.SUBMITTED
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
        for row in rows.order_by("submitted_at")
        if row.submitted_by_id != practitioner_id
    ]


def waiting_on_others(practitioner_id: UUID) -> list[Due]:
    """Return what a practitioner asked of others and has no answer to yet."""
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
        for turn in LeadAssignment.objects.select_related("practitioner", "family").filter(
            proposed_by_id=practitioner_id, state="proposed"
        )
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
        for row in Assessment.objects.select_related("family").filter(
            submitted_by_id=practitioner_id, state=Assessment.State.SUBMITTED
        )
    ]
    return rows


def drafts(practitioner_id: UUID) -> list[Due]:
    """Return the assessments and plans that a practitioner has begun and not finished, in families they lead or began them in."""
    led = list(
        LeadAssignment.objects.filter(practitioner_id=practitioner_id, state="accepted", **_OPEN).values_list(
            "episode_id", flat=True
        )
    )
    rows = []
    for assessment in (
        Assessment.objects.select_related("family")
        .filter(state__in=["draft", "returned"])
        .filter(episode__closed_on__isnull=True)
    ):
        if assessment.episode_id in led or assessment.started_by_id == practitioner_id:
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
        for plan in Plan.objects.select_related("family").filter(state=Plan.State.DRAFT, episode_id__in=led)
    ]
    return rows


def dues_of_episodes(episodes: list[Episode]) -> list[Due]:
    """Return what is due in some episodes, soonest first. Two queries, however many."""
    ids = [episode.id for episode in episodes]
    return dues_of(
        episodes,
        Assessment.objects.filter(episode_id__in=ids, due_on__isnull=False).exclude(
            state__in=[Assessment.State.AUTHORISED, Assessment.State.STOPPED]
        ),
        Plan.objects.filter(episode_id__in=ids, next_review_on__isnull=False).exclude(state=Plan.State.ENDED),
    )


def dues_of(episodes: list[Episode], assessments: Iterable[Assessment], plans: Iterable[Plan]) -> list[Due]:
    """Return what is due in some assessments and plans of these episodes, soonest first."""
    by_id = {episode.id: episode for episode in episodes}
    rows = [
        Due(
            "Finish the assessment" if assessment.state != "submitted" else "Assessment signed off",
            assessment.family_id,
            by_id[assessment.episode_id].family.name,
            assessment.due_on,
            assessment.due_because,
            "family_help:assessment",
            {"family_id": assessment.family_id},
        )
        for assessment in assessments
        if assessment.due_on is not None and assessment.state not in {"authorised", "stopped"}
    ]
    rows += [
        Due(
            f"Review the {plan.title}",
            plan.family_id,
            by_id[plan.episode_id].family.name,
            plan.next_review_on,
            "The date set when it was agreed or last reviewed",
            "family_help:plan",
            {"family_id": plan.family_id},
        )
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


def children_without_social_worker(area_id: UUID, *, now: datetime) -> list[ChildWithout]:
    """Return the children who need a social worker by the area's rules and have neither a lead who is one nor a named one."""
    today = london_date(now)
    model = model_in_force(Area.objects.get(pk=area_id).slug, today)
    episodes = _with_children(
        Episode.objects.filter(area_id=area_id, closed_on__isnull=True)
    ).prefetch_related(
        Prefetch("leads", LeadAssignment.objects.select_related("practitioner").filter(state="accepted"))
    )
    rows = []
    for episode in episodes:
        turns = list(episode.leads.all())
        lead = next((turn for turn in turns if turn.ends_on is None), None)
        if lead is not None and lead.practitioner.is_social_worker:
            continue
        for child in episode.children.all():
            basis = next((row for row in child.bases.all()), None)
            if basis is None or any(worker.kind == "social_worker" for worker in child.workers.all()):
                continue
            needs = basis.basis in NEEDS_NAMED_SOCIAL_WORKER or model.needs_social_worker(
                basis=basis.basis, tier=episode.tier, risk_level=(lead.risk_level or None) if lead else "low"
            )
            if needs:
                rows.append(
                    ChildWithout(
                        episode.family_id,
                        episode.family.name,
                        child.person.name,
                        Basis(basis.basis).label,
                        basis.starts_on,
                        days_without_lead_of(episode, turns, today),
                    )
                )
    return sorted(rows, key=lambda row: row.since)


@dataclass(frozen=True)
class OversightMissing:
    family_id: UUID
    family_name: str
    lead: str
    since: date
    rule: str


def oversight_missing(area_id: UUID) -> list[OversightMissing]:
    """Return the episodes whose lead needs an overseer by the area's rules and have none: breaches until one is named (C-07)."""
    turns = (
        LeadAssignment.objects.select_related("practitioner", "family")
        .filter(area_id=area_id, state="accepted", **_OPEN)
        .exclude(needs_overseer="")
    )
    overseen = set(Oversight.objects.filter(area_id=area_id, **_OPEN).values_list("episode_id", flat=True))
    return [
        OversightMissing(
            turn.family_id,
            turn.family.name,
            turn.practitioner.name,
            turn.starts_on or london_date(turn.proposed_at),
            turn.rule,
        )
        for turn in turns
        if turn.episode_id not in overseen
    ]


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
