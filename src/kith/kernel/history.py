"""History of writes, by database trigger, so that bulk updates and raw SQL are seen too.

``pgh_context`` is read from the settings that ``access_begin`` made, and may not be null: a write by nobody fails.
"""

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db import models

Model = TypeVar("Model", bound=type[models.Model])


def tracked(exclude: list[str] | None = None) -> Callable[[Model], Model]:
    """Keep every insert, update and delete of a model in ``<model>event``. Guard both with ``access.policies.Guard``."""
    decorate: Callable[[Model], Model] = pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=exclude
    )
    return decorate
