"""Running what was open before clocks were rows. A room calls it after migrating, while none of its clocks is there."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from kith.access.identity import acting_as, service
from kith.kernel.time import now
from kith.organisations.models import Area
from kith.practice_model.queries import NoModelInForce
from kith.tasks.models import RunningClock


class Runner(Protocol):
    """Starts the clocks of what is open in the area acted in."""

    def __call__(self, *, now: datetime) -> None: ...


def run_first(room: str, as_service: str, is_any_open: Callable[[], bool], run: Runner) -> None:
    """Run ``run`` in every area as a named service, unless the room has clocks already or nothing to run them on.

    An area without a practice model in force has no time limits: nothing is due there.
    """
    if RunningClock.objects.filter(subject_table__startswith=f"{room}_").exists() or not is_any_open():
        return
    at = now()
    for area in Area.objects.all():
        try:
            with acting_as(service(as_service, area_id=area.pk, purpose="run clocks after migrating"), now=at):
                run(now=at)
        except NoModelInForce:
            continue
