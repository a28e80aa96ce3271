"""Requests whose people were not looked for: the job process is down, or the search failed. A worker must not read silence as
*not known*."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from kith.front_door.models import Request
from kith.front_door.states import WAITING
from kith.kernel.paging import Count, Source, count_of

WITHIN = timedelta(minutes=10)
"""A search takes less than a second. What is not searched after ten minutes is not going to be by itself."""


def unsearched(area_id: UUID, *, now: datetime) -> Source[Request]:
    """Return the undecided requests of an area that were not searched within ten minutes, or whose last search failed, danger
    first."""
    late = Q(searched_at__isnull=True, recorded_at__lte=now - WITHIN)
    waiting = Request.objects.filter(late | ~Q(search_failed=""), area_id=area_id, state__in=WAITING)
    return Source(waiting, ("-danger", "received_at", "id"))


def count_unsearched(area_id: UUID, *, now: datetime) -> Count:
    """Return how many requests :func:`unsearched` lists."""
    return count_of([unsearched(area_id, now=now)])
