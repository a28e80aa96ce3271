"""What Family Help knows when two records turn out to be one person, or one to be two."""

from uuid import UUID

from django.db.models import Prefetch
from django.urls import reverse

from kith.family_help.models import ChildWorker, EpisodeChild, LeadAssignment
from kith.workbench.rooms import Obstacle


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
