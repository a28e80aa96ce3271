"""What waits at the front door: danger first, in the database, and whole (practice P-22). Reads as whoever acts; writes nothing.

Each list is a :class:`~kith.kernel.paging.Source`, so that the queue, *My day* and a burst show the same rows in the same order.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat, Lower

from kith.access.identity import current_identity
from kith.front_door.local_model import model_for
from kith.front_door.models import (
    Danger,
    Decision,
    InBurst,
    Kind,
    Notice,
    RefusedLine,
    Request,
    RequestPerson,
)
from kith.front_door.queries.standing import time_left, why_first
from kith.front_door.states import WAITING
from kith.kernel.paging import Page, Place, Source, page_of
from kith.kernel.time import london_date
from kith.practice_model.queries import NoModelInForce

ORDER = ("-danger", "decide_by", "received_at", "id")
"""Danger first, then what is due first; where the area has set no time limit, what came first."""

IN_BURST_ORDER = ("-danger", "in_burst", *ORDER[1:])
"""In a burst, of equal danger, what says something of its own stands before what repeats it."""

BESIDE = 10
"""Rows of the shorter lists beside the queue. The rest is a page further, never left out."""


@dataclass(frozen=True)
class Burst:
    """Many requests that one place sent at once and that stand in one line.

    ``dangers`` has for each danger, highest first, how many wait and how many of them say something of their own; ``children``
    is how many different children they name.
    """

    id: UUID
    number: int
    dangers: list[tuple[Danger, int, int]]
    children: int


@dataclass(frozen=True)
class QueueRow:
    """One line of the queue, as a worker scans it: a request, or a burst of them whose most urgent one it is."""

    request: Request
    danger: Danger
    children: str
    who_asks: str
    time_left: str
    overdue: bool
    why_first: str
    matches: str
    burst: Burst | None = None


@dataclass(frozen=True)
class Queue:
    """Everything that waits at the front door. ``counts`` has every request that waits, whatever the page shows."""

    requests: Page[QueueRow]
    counts: dict[Danger, int]
    unreadable: Page[RefusedLine]
    to_confirm: Page[Decision]
    alerts: Page[Notice]

    @property
    def ids(self) -> list[UUID]:
        """The requests shown, for the look."""
        return [row.request.id for row in self.requests]

    @property
    def groups(self) -> list[tuple[Danger, list[QueueRow]]]:
        """The rows of this page under their dangers, highest first."""
        found: dict[Danger, list[QueueRow]] = defaultdict(list)
        for row in self.requests:
            found[row.danger].append(row)
        return list(found.items())


def queue(
    area_id: UUID, *, now: datetime, places: Mapping[str, str] | None = None, channels: Sequence[str] | None = None
) -> Queue:
    """Return what waits at an area's front door, each list at its place. A fixed number of queries for a page that is not turned.

    ``places`` holds where each list begins, by its name: ``requests``, ``alerts``, ``unreadable``, ``to_confirm``.
    """
    at = {name: Place.read(text) for name, text in (places or {}).items()}
    return Queue(
        requests=page_of(waiting(area_id, now=now, channels=channels), place=at.get("requests"), name="requests"),
        counts=counts(area_id),
        unreadable=page_of(unreadable(area_id), place=at.get("unreadable"), name="unreadable", size=BESIDE),
        to_confirm=page_of(to_confirm(area_id), place=at.get("to_confirm"), name="to_confirm", size=BESIDE),
        alerts=page_of(alerts(), place=at.get("alerts"), name="alerts", size=BESIDE),
    )


def queues_of(area_id: UUID, *, now: datetime) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the queues of an area by its model, each with its name and channels; none without a model."""
    try:
        return model_for(area_id, london_date(now)).queues(london_date(now))
    except NoModelInForce:
        return {}


def waiting(
    area_id: UUID, *, now: datetime, least: Danger = Danger.NONE, channels: Sequence[str] | None = None
) -> Source[QueueRow]:
    """Return the requests that wait, from a danger upwards when asked, and of some channels only when asked.

    What is grouped of a burst is the one line of its most urgent request; what stands apart in it has its own line.
    """
    grouped = _waiting(area_id).filter(burst=OuterRef("burst"), in_burst__gt=InBurst.APART)
    first_of_burst = Subquery(grouped.order_by(*IN_BURST_ORDER).values("pk")[:1])
    rows = _waiting(area_id).filter(Q(in_burst=InBurst.APART) | Q(pk=first_of_burst)).select_related("sender")
    if least:
        rows = rows.filter(danger__gte=least)
    if channels is not None:
        rows = rows.filter(channel__in=list(channels))
    return Source(rows, ORDER, lambda found: _rows(found, now, in_bursts=True))


def of_burst(area_id: UUID, burst: UUID, *, now: datetime) -> Source[QueueRow]:
    """Return every request of a burst that waits, danger first, and of equal danger those that say something of their own."""
    rows = _waiting(area_id).filter(burst=burst).select_related("sender")
    return Source(rows, IN_BURST_ORDER, lambda found: _rows(found, now, in_bursts=False))


def counts(area_id: UUID) -> dict[Danger, int]:
    """Return how many requests wait for each danger, highest first; one that has none is left out. One query."""
    found = _waiting(area_id).order_by().values_list("danger").annotate(number=Count("pk"))
    return {Danger(danger): number for danger, number in sorted(found, reverse=True)}


def waiting_in_area() -> int:
    """Return how many requests of the area acted in wait: all of them, whoever asks. A number and nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("select front_door_waiting()")
        return int(cursor.fetchone()[0])


def unreadable(area_id: UUID) -> Source[RefusedLine]:
    """Return the lines that could not be read and nobody has dealt with, those that may be urgent first."""
    rows = RefusedLine.objects.filter(area_id=area_id, dealt_with_at__isnull=True)
    return Source(rows, ("-may_be_urgent", "received_at", "id"))


def to_confirm(area_id: UUID) -> Source[Decision]:
    """Return what was decided alone out of hours and a manager has not confirmed, soonest due first."""
    rows = Decision.objects.filter(area_id=area_id, confirm_by__isnull=False, confirmed_at__isnull=True, in_force=True)
    return Source(rows.select_related("request", "request_person", "decided_by"), ("confirm_by", "id"))


def alerts(*, on_duty: bool = True, but_requests: bool = False) -> Source[Notice]:
    """Return what the actor has not seen yet: their own, and when ``on_duty`` those to whoever is on duty. Danger first.

    With ``but_requests`` those that only lead to a request in danger are left out, for a page that lists these requests
    themselves.
    """
    identity = current_identity()
    theirs = Q(practitioner_id=identity.practitioner_id)
    if on_duty:
        theirs |= Q(practitioner__isnull=True)
    rows = Notice.objects.filter(theirs, area_id=identity.area_id, seen_at__isnull=True)
    if but_requests:
        rows = rows.exclude(kind=Notice.Kind.DANGER, request_id__isnull=False)
    return Source(rows, ("-first", "at", "id"))


def _waiting(area_id: UUID) -> QuerySet[Request]:
    return Request.objects.filter(area_id=area_id, state__in=WAITING)


def _rows(requests: list[Request], now: datetime, *, in_bursts: bool) -> list[QueueRow]:
    people: dict[UUID, list[RequestPerson]] = defaultdict(list)
    for person in RequestPerson.objects.filter(request__in=requests).order_by("position"):
        people[person.request_id].append(person)
    grouped = {request.id: request for request in requests if in_bursts and request.in_burst != InBurst.APART}
    bursts = _bursts(list(grouped.values()))
    return [
        _row(request, people[request.id], bursts.get(request.burst) if request.id in grouped else None, now)
        for request in requests
    ]


def _bursts(requests: list[Request]) -> dict[UUID | None, Burst]:
    if not requests:
        return {}
    found: dict[UUID, list[tuple[Danger, int, int]]] = defaultdict(list)
    grouped = _waiting(requests[0].area_id).filter(burst__in=[request.burst for request in requests], in_burst__gt=InBurst.APART)
    counted = (
        grouped.order_by("burst", "-danger")
        .values_list("burst", "danger")
        .annotate(number=Count("pk"), different=Count("pk", filter=Q(in_burst=InBurst.DIFFERENT)))
    )
    for burst, danger, number, different in counted:
        found[burst].append((Danger(danger), number, different))
    children = _children_named(grouped)
    numbers = {burst: sum(number for _, number, _ in dangers) for burst, dangers in found.items()}
    return {
        burst: Burst(burst, numbers[burst], dangers, children.get(burst, 0))
        for burst, dangers in found.items()
        if numbers[burst] > 1
    }


def _children_named(grouped: QuerySet[Request]) -> dict[UUID, int]:
    """Return how many different names of children the requests of each burst hold."""
    people = RequestPerson.objects.filter(request__in=grouped, role__in=RequestPerson.CHILDREN).exclude(
        forename="", surname="", known_as=""
    )
    name = Lower(Concat("forename", Value(" "), "surname", Value(" "), "known_as"))
    counted = people.values_list("request__burst").annotate(number=Count(name, distinct=True)).order_by()
    return {burst: number for burst, number in counted if burst}


def _row(request: Request, people: list[RequestPerson], burst: Burst | None, now: datetime) -> QueueRow:
    children = [person for person in people if person.is_child]
    return QueueRow(
        request=request,
        danger=Danger(request.danger),
        children=", ".join(person.name for person in children),
        who_asks=_who_asks(request),
        time_left=time_left(request.decide_by, now),
        overdue=request.decide_by is not None and now > request.decide_by,
        why_first=why_first(request),
        matches=_matches(request, children),
        burst=burst,
    )


def _matches(request: Request, children: list[RequestPerson]) -> str:
    to_check = [child for child in children if child.match == RequestPerson.Match.TO_CHECK]
    if request.search_failed:
        return "The search failed: search again"
    if request.searched_at is None:
        return "Not searched yet"
    if to_check:
        return f"Possible matches for {len(to_check)} of {len(children)}"
    if any(child.match == RequestPerson.Match.CONFIRMED for child in children):
        return "Known"
    return "No match found"


def _who_asks(request: Request) -> str:
    sender = request.sender
    if request.kind == Kind.PROFESSIONAL:
        return sender.organisation or sender.role or "A professional"
    role = f" ({sender.role.lower()})" if sender.role and request.kind == Kind.RELATIVE else ""
    return str(Kind(request.kind).label) + role
