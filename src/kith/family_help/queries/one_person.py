"""What Family Help knows when two records turn out to be one person, or one to be two."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Prefetch
from django.urls import reverse

from kith.family_help.models import (
    Action,
    AssessedNeed,
    AssessmentMember,
    BasisOfHelp,
    ChildSeen,
    ChildWords,
    ChildWorker,
    EpisodeChild,
    Goal,
    LeadAssignment,
    PlanShare,
)
from kith.people.elsewhere import Obstacle, rows_of_models
from kith.people.one_person import Held

_TABLES: dict[type[models.Model], str] = {
    EpisodeChild: "Help in an episode",
    BasisOfHelp: "Basis of help",
    ChildWorker: "Worker named for the child",
    AssessmentMember: "Part in an assessment",
    ChildSeen: "Day on which the child was seen",
    ChildWords: "The child’s own words",
    AssessedNeed: "Need in an assessment",
    Goal: "Goal of a plan",
    Action: "Action of a plan",
    PlanShare: "Plan shared with them",
}


def in_the_way(going: set[UUID], staying: set[UUID]) -> list[Obstacle]:
    """Return what must be settled before two persons are joined: help in two places at once, and two who lead it."""
    leads = Prefetch(
        "episode__leads",
        LeadAssignment.objects.select_related("practitioner").filter(state="accepted", ends_on__isnull=True),
        to_attr="leading",
    )
    helped = {True: [], False: []}  # type: dict[bool, list[EpisodeChild]]
    for child in (
        EpisodeChild.objects.filter(person__in=going | staying, left_on__isnull=True)
        .select_related("episode__family", "person")
        .prefetch_related(leads, "workers__practitioner")
    ):
        helped[child.person_id in going].append(child)
    found = []
    for one in helped[True]:
        for other in helped[False]:
            found += _two_helped(one, other)
    return found


def _two_helped(one: EpisodeChild, other: EpisodeChild) -> list[Obstacle]:
    close = reverse("family_help:close", kwargs={"family_id": one.family_id})
    if one.episode_id == other.episode_id:
        return [
            Obstacle(
                f"Both are helped in the open episode of {one.episode.family.name}. End help for the one who was recorded twice.",
                close,
            )
        ]
    found = [
        Obstacle(
            f"Both are helped in an open episode: {one.person.name} in {one.episode.family.name}, {other.person.name} in"
            f" {other.episode.family.name}. A child has help in one episode only. End help in one of them.",
            close,
        )
    ]
    leads = [each.episode.leading for each in (one, other)]  # type: ignore[attr-defined]
    if all(leads) and leads[0][0].practitioner_id != leads[1][0].practitioner_id:
        found.append(
            Obstacle(
                f"Two people lead: {leads[0][0].practitioner.name} and {leads[1][0].practitioner.name}. Agree who goes on.",
                reverse("family_help:allocate", kwargs={"family_id": one.family_id}),
            )
        )
    workers = [
        {w.practitioner.name for w in each.workers.all() if w.kind == ChildWorker.Kind.SOCIAL_WORKER and w.ends_on is None}
        for each in (one, other)
    ]
    if all(workers) and workers[0] != workers[1]:
        named = " and ".join(sorted(workers[0] | workers[1]))
        found.append(Obstacle(f"Two social workers are named for the child: {named}. Agree who goes on.", close))
    return found


def held_about(records: list[UUID], after: int | None) -> Iterable[Held]:
    """Return what Family Help holds of some records, made after a millisecond."""
    return rows_of_models("family_help", _TABLES, records, after, _page)


def _page(row: Any) -> str:
    return reverse("family_help:family", kwargs={"family_id": row.family_id})
