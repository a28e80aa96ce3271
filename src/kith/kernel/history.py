"""History of writes, by database trigger, so that bulk updates and raw SQL are seen too.

``pgh_context`` is read from the settings that ``access_begin`` made, and may not be null: a write by nobody fails.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import pghistory
import pghistory.models
from django.db import models

Model = TypeVar("Model", bound=type[models.Model])


def tracked(exclude: list[str] | None = None) -> Callable[[Model], Model]:
    """Keep every insert, update and delete of a model in ``<model>event``. Guard both with ``access.policies.Guard``."""
    decorate: Callable[[Model], Model] = pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=exclude
    )
    return decorate


def event_of(model: type[models.Model]) -> Any:
    """Return the model of a table's history, or ``None`` when it keeps none."""
    return next(
        (
            related.related_model
            for related in model._meta.related_objects
            if isinstance(related.related_model, type) and issubclass(related.related_model, pghistory.models.Event)
        ),
        None,
    )


def states_before(model: type[models.Model], events: Iterable[Any]) -> dict[int, Any]:
    """Return, for each of some changes of a table that is not an insert, the state of its row just before it, by ``pgh_id``.

    ``events`` leaves out no change of a row between two that it holds, so only what stood before a row's oldest is asked of the
    database: one query, and none where each oldest is an insert. A change whose row has no earlier state is left out.
    """
    found: dict[int, Any] = {}
    last: dict[Any, Any] = {}
    cut: list[Any] = []
    for event in sorted(events, key=lambda event: event.pgh_id):
        if event.pgh_label != "insert":
            if event.pgh_obj_id in last:
                found[event.pgh_id] = last[event.pgh_obj_id]
            else:
                cut.append(event)
        last[event.pgh_obj_id] = event
    if not cut:
        return found
    oldest = {event.pgh_obj_id: event.pgh_id for event in cut}
    earlier = event_of(model).objects.filter(pgh_obj_id__in=oldest, pgh_id__lt=max(oldest.values()))
    for state in earlier.order_by("pgh_obj_id", "pgh_id"):
        if state.pgh_id < oldest[state.pgh_obj_id]:
            found[oldest[state.pgh_obj_id]] = state
    return found
