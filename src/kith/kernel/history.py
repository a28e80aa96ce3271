"""History of writes, by database trigger, so that bulk updates and raw SQL are seen too.

``pgh_context`` is read from the settings that ``access_begin`` made, and may not be null: a write by nobody fails.
"""

from collections import defaultdict
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

    One query, and none where nothing but inserts is asked about. A change whose row has no earlier state is left out.
    """
    asked = [event for event in events if event.pgh_label != "insert"]
    if not asked:
        return {}
    earlier = event_of(model).objects.filter(
        pgh_obj_id__in={event.pgh_obj_id for event in asked}, pgh_id__lt=max(event.pgh_id for event in asked)
    )
    states: dict[Any, list[Any]] = defaultdict(list)
    for state in earlier.order_by("pgh_id"):
        states[state.pgh_obj_id].append(state)
    found: dict[int, Any] = {}
    for event in asked:
        before = [state for state in states[event.pgh_obj_id] if state.pgh_id < event.pgh_id]
        if before:
            found[event.pgh_id] = before[-1]
    return found
