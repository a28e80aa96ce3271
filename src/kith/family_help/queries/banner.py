"""What stands on every page of a family's record."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kith.family_help.models import Basis, BasisOfHelp, DangerAlert, Tier
from kith.family_help.queries.elsewhere import elsewhere_words
from kith.family_help.queries.family_rows import FamilyRows, family_rows, listed
from kith.family_help.queries.work import Due, days_without_lead_of, due_of_clock
from kith.kernel.time import london_date
from kith.organisations.models import Practitioner
from kith.people.models import Person
from kith.people.record.ages import age_words
from kith.practice_model.codes import labels
from kith.tasks.queries import next_due


@dataclass(frozen=True)
class HazardWords:
    """What a worker must know before a visit."""

    words: str
    source: str
    review_on: date


@dataclass(frozen=True)
class SafetyNow:
    """The safety plan that holds now, with one of ``steps`` for each line of it."""

    worry: str
    steps: list[str]
    agreed_by: str
    if_not_held: str
    until: date
    by: str
    late: bool
    """Its last day has passed."""


@dataclass(frozen=True)
class BannerChild:
    row_id: UUID
    person_id: UUID
    name: str
    age: str
    basis: str
    basis_label: str
    since: date
    elsewhere: str
    """The conference at which a child protection plan began or ended, in words."""
    social_worker: str
    primary_need: str


@dataclass(frozen=True)
class Banner:
    """What stands on every page of a family's record."""

    family_id: UUID
    family_name: str
    restricted: bool
    episode_id: UUID | None
    tier: str
    children: list[BannerChild]
    lead: Practitioner | None
    lead_since: date | None
    lead_asked: str
    days_without_lead: int
    overseer: Practitioner | None
    overseer_missing: bool
    on_duty: Practitioner | None
    next_due: Due | None
    hazards: list[HazardWords]
    interpreters: list[str]
    dangers: list[DangerAlert]
    safety: SafetyNow | None


def banner_of(family_id: UUID, *, now: datetime) -> Banner | None:
    """Return the banner of a family, or ``None`` when there is no such family for whoever acts. A fixed number of queries."""
    found = family_rows(family_id, now)
    return banner_from(found, now) if found is not None else None


def banner_from(found: FamilyRows, now: datetime) -> Banner:
    """Return the banner from rows that are read already."""
    today = london_date(now)
    episode = found.episode
    lead = next((turn for turn in found.turns if turn.state == "accepted" and turn.ends_on is None), None)
    asked = next((turn for turn in found.turns if turn.state == "proposed"), None)
    due = next_due(found.family, listed(found.family, "due"))
    return Banner(
        family_id=found.family.id,
        family_name=found.family.name,
        restricted=found.family.restricted,
        episode_id=episode.id if episode else None,
        tier=Tier(episode.tier).label if episode else "",
        children=[_banner_child(basis, today) for basis in found.bases],
        lead=lead.practitioner if lead else None,
        lead_since=lead.starts_on if lead else None,
        lead_asked=asked.practitioner.name if asked else "",
        days_without_lead=days_without_lead_of(episode, found.turns, today) if episode else 0,
        overseer=found.oversight.practitioner if found.oversight else None,
        overseer_missing=bool(lead and lead.needs_overseer and found.oversight is None),
        on_duty=found.on_duty,
        next_due=due_of_clock(due) if due else None,
        hazards=[
            HazardWords(each["words"], each["source"], date.fromisoformat(each["review_on"]))
            for place in found.places
            for each in listed(place, "hazards")
        ],
        interpreters=sorted({place.person.interpreter for place in found.places if place.person.interpreter}),
        dangers=found.dangers,
        safety=_safety(found, today),
    )


def _safety(found: FamilyRows, today: date) -> SafetyNow | None:
    for each in listed(found.family, "safety"):
        return SafetyNow(
            worry=each["worry"],
            steps=[line.strip() for line in each["steps"].splitlines() if line.strip()],
            agreed_by=each["agreed_by"],
            if_not_held=each["if_not_held"],
            until=date.fromisoformat(each["until"]),
            by=each["by"] or "",
            late=date.fromisoformat(each["until"]) < today,
        )
    return None


def _banner_child(basis: BasisOfHelp, today: date) -> BannerChild:
    child = basis.episode_child
    social_workers: list[str] = basis.social_workers  # type: ignore[attr-defined]
    return BannerChild(
        row_id=child.id,
        person_id=child.person_id,
        name=basis.person.name,
        age=age_in_words(basis.person, today),
        basis=basis.basis,
        basis_label=Basis(basis.basis).label,
        since=basis.starts_on,
        elsewhere=elsewhere_words(basis),
        social_worker=social_workers[0] if social_workers else "",
        primary_need=labels("primary_need").get(child.primary_need, ""),
    )


def age_in_words(person: Person, today: date) -> str:
    """Return a person's age as people say it."""
    return age_words(person.date_of_birth, person.expected_date, person.date_of_death, person.birth_date_kind, today)
