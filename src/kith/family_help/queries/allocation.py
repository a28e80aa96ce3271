"""Who leads and oversees, who was asked, and who could be."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kith.access.identity import current_identity
from kith.family_help.models import Episode, LeadAssignment, StepDecision
from kith.family_help.queries.banner import Banner, banner_of
from kith.family_help.queries.choices import Choices
from kith.family_help.queries.episodes import open_episode_of
from kith.family_help.queries.people_here import practitioners_of_families
from kith.family_help.queries.waiting_steps import waiting_step_of
from kith.kernel.refusals import NotFound
from kith.kernel.time import london_date


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
    waiting: StepDecision | None
    """The step that takes effect when the next lead accepts."""


def allocation_page(family_id: UUID, *, now: datetime) -> Allocation:
    """Return what the page of leads shows. Raises :class:`NotFound` without an open episode."""
    banner = banner_of(family_id, now=now)
    episode = open_episode_of(family_id)
    if banner is None or episode is None:
        raise NotFound
    turns = list(episode.leads.select_related("practitioner__agency", "proposed_by").order_by("-proposed_at"))
    asked = next((turn for turn in turns if turn.state == "proposed"), None)
    leads, social_workers = people_who_could_lead(london_date(now))
    return Allocation(
        episode=episode,
        banner=banner,
        asked=asked,
        asks_me=asked is not None and asked.practitioner_id == current_identity().practitioner_id,
        changes=any(turn.state == LeadAssignment.State.ACCEPTED for turn in turns),
        turns=turns,
        leads=leads,
        social_workers=social_workers,
        waiting=waiting_step_of(episode),
    )


def people_who_could_lead(today: date) -> tuple[Choices, Choices]:
    """Return who could lead in the area acted in, and which of them are social workers."""
    people = practitioners_of_families(today)
    named = [
        (str(key), f"{each.name}, {each.get_profession_display().lower()}, {each.agency.name}") for key, each in people.items()
    ]
    return named, [each for each in named if people[UUID(each[0])].is_social_worker]
