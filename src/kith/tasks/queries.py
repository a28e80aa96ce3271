"""What is due: for a practitioner, a team, an area or a family; danger first, then what is overdue longest."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import JSONObject

from kith.kernel.paging import Source
from kith.kernel.refusals import NotFound
from kith.people.models import Family
from kith.tasks.kinds import Kind
from kith.tasks.models import RUNNING, RunningClock

Shown = TypeVar("Shown")

Clocks = QuerySet[RunningClock]


def running() -> Clocks:
    """Return every clock that runs and that the actor may see, to be narrowed."""
    return RunningClock.objects.filter(RUNNING)


def of_owner(practitioner_id: UUID) -> Clocks:
    """Return what runs for a practitioner."""
    return running().filter(owner_practitioner_id=practitioner_id)


def answered_for_by(practitioner_id: UUID) -> Clocks:
    """Return what runs for a practitioner and what ran for them until it stopped."""
    return RunningClock.objects.filter(owner_practitioner_id=practitioner_id)


def of_area(area_id: UUID) -> Clocks:
    """Return what runs for the families of an area. What runs on requests stands in the front door's own queue."""
    return running().filter(area_id=area_id, family_id__isnull=False)


def of_family(family_id: UUID) -> Clocks:
    """Return what runs for a family."""
    return running().filter(family_id=family_id)


def of_kind(kind: Kind) -> Clocks:
    """Return what runs of one kind."""
    return running().filter(kind=kind.code)


def on_rows(kind: Kind, rows: Iterable[Model]) -> dict[UUID, RunningClock]:
    """Return what runs of a kind on some rows, by the row's id. One query."""
    return {clock.subject_id: clock for clock in of_kind(kind).filter(subject_id__in=[row.pk for row in rows])}


def overdue(clocks: Clocks, *, now: datetime) -> Clocks:
    """Return those whose time has passed."""
    return clocks.filter(due_at__lt=now)


def late_without_reason(clocks: Clocks, *, now: datetime) -> Clocks:
    """Return, of clocks running or stopped, those that ran past a time limit of the model and nobody has said why."""
    late = Q(stopped_at__isnull=True, due_at__lt=now) | Q(ended_at__gt=F("due_at"))
    return clocks.filter(late, breach_reason="").exclude(limit_code="")


def in_order(
    clocks: Clocks,
    show: Callable[[list[RunningClock]], Sequence[Shown]],
    *,
    danger: Any = None,
) -> Source[Shown]:
    """Return clocks as a list: where a child may be in danger first (``danger``, a condition), then what is due first.

    What is overdue longest is due first, so it stands on top of what is not due yet.
    """
    rows = clocks.select_related("family").annotate(danger=danger if danger is not None else Value(False, BooleanField()))
    return Source(rows, ("-danger", "due_at", "id"), show)


def beside_family() -> ArraySubquery:
    """Return what runs for a family, soonest first, to be read with the family's own row: no query of its own.
    For :func:`next_due`."""
    fields = ("words", "due_at", "due_on", "rule", "page", "page_of")
    ours = running().filter(family_id=OuterRef("pk")).order_by("due_at", "id")
    return ArraySubquery(ours.values(row=JSONObject(**{name: name for name in fields})))


def next_due(family: Family, read: Sequence[dict[str, Any]]) -> RunningClock | None:
    """Return what is due next for a family, of what :func:`beside_family` read; ``None`` when nothing is.
    It is to be shown, not saved."""
    if not read:
        return None
    said = dict(read[0])
    day, at = said.pop("due_on"), said.pop("due_at")
    of = said.pop("page_of")
    when = {"due_on": date.fromisoformat(day) if day else None, "due_at": datetime.fromisoformat(at)}
    return RunningClock(family=family, page_of=UUID(of) if of else None, **when, **said)


def clock(clock_id: UUID) -> RunningClock:
    """Return a clock that the actor may see. Raises ``NotFound``."""
    people = ("family", "started_by", "stopped_by", "breach_by", "owner_practitioner", "owner_team")
    found = RunningClock.objects.select_related(*people).filter(pk=clock_id).first()
    if found is None:
        raise NotFound
    return found
