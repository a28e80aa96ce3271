"""The practice model of the area acted in, read with one light query: the texts of versions are large."""

from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Q

from kith.design.words import the_date
from kith.practice_model.models import PracticeModelVersion
from kith.practice_model.queries import NoModelInForce, model_of_version
from kith.practice_model.rules import Model


def model_for(area_id: UUID, on: date) -> Model:
    """Return the model of an area in force on a London date. Raises ``NoModelInForce``."""
    version_id = (
        PracticeModelVersion.objects.filter(area_id=area_id, valid_from__lte=on)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
        .values_list("id", flat=True)
        .first()
    )
    if version_id is None:
        raise NoModelInForce(
            f"This area has no practice model in force on {the_date(on)}, so nobody can say by when a request is decided. "
            "An administrator publishes one."
        )
    return _of_version(version_id, on)


@lru_cache(maxsize=64)
def _of_version(version_id: UUID, on: date) -> Model:
    return model_of_version(version_id, on)
