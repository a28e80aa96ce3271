"""Loading the demonstration: areas and practice models first, then each area's year."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import datetime, timedelta

from django.db import connection, connections

from kith.access.identity import acting_as, service
from kith.administration.demonstration import establish_demonstration_areas
from kith.config.demonstration.play import AreaYear
from kith.config.demonstration.requests import plan_area
from kith.config.demonstration.standing import name_the_hub_bodies, publish_models
from kith.config.serve import die_with_parent
from kith.front_door.models import Receipt
from kith.kernel.time import london_date, now
from kith.organisations.models import Area
from kith.workbench.rooms import rooms

Progress = Callable[[str, int, int], None]

WITHOUT_PATHFINDER = 4
"""An area that is not a pathfinder has a quarter of the families: ten beside forty."""


def is_loaded(seed: int | None = None) -> bool:
    """Return whether any area has a request already; with ``seed``, whether one of that set."""
    for area in Area.objects.all():
        with acting_as(service("demonstration", area_id=area.id, purpose="demonstration"), now=now()):
            held = Receipt.objects.filter(area=area)
            if seed is not None:
                held = held.filter(reference__startswith=f"{area.slug[:3].upper()}{seed}-")
            if held.exists():
                return True
    return False


def _quietly(area: str, done: int, of: int) -> None:
    """Say nothing of the progress."""


def load(*, as_at: datetime, seed: int, families: int, only: Sequence[str] = (), progress: Progress = _quietly) -> None:
    """Establish the areas, publish their models and play a year of requests up to ``as_at``.

    ``families`` is how many are helped in each pathfinder area. ``progress`` is called with the area's name, how many requests
    are done, and of how many. Several areas are played side by side where the machine can; each is the same however it is played.
    """
    areas = establish_demonstration_areas(as_at)
    started = london_date(as_at) - timedelta(days=500)
    publish_models(areas, valid_from=started, now=as_at)
    for area in areas:
        name_the_hub_bodies(area, from_day=started, now=as_at)
    chosen = [area for area in areas if not only or area.slug in only]
    if len(chosen) > 1 and sys.platform == "linux" and (os.cpu_count() or 1) > 1:
        _side_by_side(chosen, as_at=as_at, seed=seed, families=families, progress=progress)
        return
    for area in chosen:
        done = play_area(area.slug, as_at=as_at, seed=seed, families=families, progress=progress)
        progress(area.name, done, done)


def _side_by_side(areas: Sequence[Area], *, as_at: datetime, seed: int, families: int, progress: Progress) -> None:
    """Play all areas at a time, each in a process of its own: while one waits for the database, another uses the core."""
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    # A worker waits for its next area for ever, so it must notice that nobody is left to give it one.
    with ProcessPoolExecutor(len(areas), mp_context=fork, initializer=_end_with, initargs=(os.getpid(),)) as pool:
        playing = {pool.submit(play_area, area.slug, as_at=as_at, seed=seed, families=families): area.name for area in areas}
        for finished in as_completed(playing):
            done = finished.result()
            progress(playing[finished], done, done)


def _end_with(parent: int) -> None:
    die_with_parent()
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)


def play_area(slug: str, *, as_at: datetime, seed: int, families: int, progress: Progress = _quietly) -> int:
    """Play one area's year. Returns how many requests there were."""
    area = Area.objects.get(slug=slug)
    helped = families if area.mode == Area.Mode.PATHFINDER else max(1, families // WITHOUT_PATHFINDER)
    requests = plan_area(slug, seed=seed, today=london_date(as_at), as_at=as_at, families=helped)
    with connection.cursor() as cursor:
        # Some thousand short transactions: the demonstration can be loaded again, so none of them waits for the disk.
        cursor.execute("set synchronous_commit = off")
    try:
        for done, _ in enumerate(AreaYear(area, as_at=as_at, seed=seed).play(requests), start=1):
            if done < len(requests):
                progress(area.name, done, len(requests))
        _fill_the_rooms(area, as_at)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("reset synchronous_commit")
    return len(requests)


def _fill_the_rooms(area: Area, as_at: datetime) -> None:
    """Have each room add what it has in an area whose year was played."""
    for fill in [room.demonstration for room in rooms() if room.demonstration]:
        with acting_as(service("demonstration", area_id=area.pk, purpose="demonstration"), now=as_at):
            fill(area.pk, as_at)
