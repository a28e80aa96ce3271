"""Loading the demonstration: areas and practice models first, then each area's year."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import connection

from kith.access.identity import acting_as, service
from kith.config.demonstration.families import plan_area
from kith.config.demonstration.play import AreaYear
from kith.front_door.models import Receipt
from kith.kernel.time import london_date, now
from kith.organisations.models import Area
from kith.organisations.services import establish_demonstration_areas
from kith.practice_model.services import publish_drafts

Progress = Callable[[str, int, int], None]

WITHOUT_PATHFINDER = 4
"""An area that is not a pathfinder has a quarter of the families: ten beside forty."""


def is_loaded() -> bool:
    """Return whether any of the demonstration's areas has a request already."""
    for area in Area.objects.all():
        with acting_as(service("demonstration", area_id=area.id, purpose="demonstration"), now=now()):
            if Receipt.objects.filter(area=area).exists():
                return True
    return False


def load(
    *, as_at: datetime, seed: int, families: int, only: Sequence[str] = (), progress: Progress = lambda area, done, of: None
) -> None:
    """Establish the areas, publish their models and play a year of requests up to ``as_at``.

    ``families`` is how many are helped in each pathfinder area. ``progress`` is called with the area's name, how many requests are
    done, and of how many.
    """
    today = london_date(as_at)
    with connection.cursor() as cursor:
        # Some thousand short transactions: the demonstration can be loaded again, so none of them waits for the disk.
        cursor.execute("set synchronous_commit = off")
    areas = establish_demonstration_areas(as_at)
    publish_drafts(valid_from=today - timedelta(days=500), published_by="Programme lead of the demonstration", now=as_at)
    for area in areas:
        if only and area.slug not in only:
            continue
        helped = families if area.mode == Area.Mode.PATHFINDER else max(1, families // WITHOUT_PATHFINDER)
        requests = plan_area(area.slug, seed=seed, today=today, as_at=as_at, families=helped)
        for done, _ in enumerate(AreaYear(area, as_at=as_at, seed=seed).play(requests), start=1):
            progress(area.name, done, len(requests))
    with connection.cursor() as cursor:
        cursor.execute("reset synchronous_commit")
