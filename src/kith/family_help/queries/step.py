"""What a step or a closing is decided about."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kith.access.models import Grant
from kith.family_help.models import Action, Episode, EpisodeChild
from kith.family_help.queries.allocation import people_who_could_lead
from kith.family_help.queries.choices import Choices
from kith.family_help.queries.episodes import open_episode_of, open_grants
from kith.family_help.queries.plan import actions_left_by
from kith.kernel.refusals import NotFound
from kith.kernel.time import london_date
from kith.organisations.models import Area
from kith.people.models import FamilyMember
from kith.practice_model.queries import model_in_force


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
    actions: list[Action]


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
        leads=people_who_could_lead(today)[0],
        threshold=model.threshold_id_on(today),
        threshold_name=model.threshold_on(today).name,
        actions=actions_left_by(episode, held),
    )
