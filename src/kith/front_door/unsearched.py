"""Requests whose people were not looked for: the job process is down, or the search failed. A worker must not read silence as *not known*."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from kith.front_door.models import Request

WITHIN = timedelta(minutes=10)
"""A search takes less than a second. What is not searched after ten minutes is not going to be by itself."""


@dataclass(frozen=True)
class Unsearched:
    """The requests, those in danger first, and how many there are in all."""

    rows: list[Request]
    count: int

    @property
    def more(self) -> int:
        """How many are not among ``rows``."""
        return self.count - len(self.rows)


def unsearched(area_id: UUID, *, now: datetime, limit: int = 50) -> Unsearched:
    """Return the undecided requests of an area that were not searched within ten minutes, or whose last search failed."""
    waiting = _waiting(area_id, now)
    rows = list(waiting.order_by("-urgent", "received_at", "id")[:limit])
    return Unsearched(rows=rows, count=len(rows) if len(rows) < limit else waiting.count())


def count_unsearched(area_id: UUID, *, now: datetime) -> int:
    """Return how many requests :func:`unsearched` would list."""
    return _waiting(area_id, now).count()


def _waiting(area_id: UUID, now: datetime) -> QuerySet[Request]:
    late = Q(searched_at__isnull=True, recorded_at__lte=now - WITHIN)
    undecided = (Request.State.WAITING, Request.State.PART_DECIDED, Request.State.HANDED_OVER)
    return Request.objects.filter(late | ~Q(search_failed=""), area_id=area_id, state__in=undecided)
