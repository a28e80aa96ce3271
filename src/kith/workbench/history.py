"""History in words: what changed in the rows of any room, from what to what, when, and by whom. Read from the tables of history.

What a reader sees follows from the policies of those tables: a row that may not be seen has no history either.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models

from kith.audit.history import event_of
from kith.design.words import the_date, the_datetime
from kith.kernel.history import states_before
from kith.organisations.models import Practitioner
from kith.workbench.rooms import PERSON, Room, Rows, person_fields, rooms

SHORT = 160
"""Longer texts are not repeated whole: that they changed is said, and each version stands on its own page."""
NEVER = {"id", "area", "family", "version", "model_version", "threshold_version"} | {
    f"pgh_{name}" for name in ("id", "created_at", "label", "obj", "context")
}
"""Fields that say where a row belongs, and not what it says."""

NOTHING: tuple[Any, ...] = (None, "", [], {})
"""What a field holds of which nothing is recorded."""
SERVICES = {
    "people_import": "brought in from a list",
    "intake": "from a request for support",
    "demonstration": "made for the demonstration",
}
Coded = Callable[[str], str]
"""Gives the words of a code."""
NamesOf = Callable[[set[UUID]], dict[UUID, str]]
"""Gives the names of persons that the reader sees, by id."""


@dataclass(frozen=True)
class Change:
    """One moment at which somebody changed something. ``lines`` say what, one each."""

    at: datetime
    by: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One line of history before it is put beside others of its moment."""

    at: datetime
    context: Any
    words: str


@dataclass(frozen=True)
class _Found:
    told: Rows
    model: type[models.Model]
    events: list[Any]


@dataclass(frozen=True)
class History:
    """A page of changes, newest first. ``older``: the moment before which the next page begins, None at the end."""

    changes: list[Change]
    older: datetime | None


def of_family(family_id: UUID, *, names_of: NamesOf, before: datetime | None = None, most: int = 50) -> History:
    """Return the newest changes in the rows of all rooms that lead to a family.

    ``before``: only changes before this moment. ``most``: changes of one table on a page; a page ends with a whole moment, so
    nothing of any table is left out between its newest and its oldest. One query a table, and two for names.
    """
    found, floors = [], []
    for _, model, told in _tables():
        if told.family:
            events, floor = _newest(model, told.family, family_id, before, most)
            found.append(_Found(told, model, events))
            floors += [floor] if floor else []
    floor = max(floors, default=None)
    if floor:
        found = [_Found(f.told, f.model, [event for event in f.events if event.pgh_created_at >= floor]) for f in found]
    return History(said(lines(found, names_of)), floor)


def _newest(
    model: type[models.Model], way: str, family_id: UUID, before: datetime | None, most: int
) -> tuple[list[Any], datetime | None]:
    """Return the newest changes of a table, oldest first,
    and the moment down to which they are whole where there are older ones."""
    rows = event_of(model).objects.filter(**{way: family_id}).order_by("-pgh_created_at", "-pgh_id")
    if before is not None:
        rows = rows.filter(pgh_created_at__lt=before)
    found = list(rows[: most + 1])
    if len(found) <= most:
        return found[::-1], None
    edge = found[-1].pgh_created_at
    whole = [event for event in found if event.pgh_created_at > edge] or list(rows.filter(pgh_created_at=edge))
    return whole[::-1], whole[-1].pgh_created_at


def of_person(records: set[UUID], *, but: str, names_of: NamesOf) -> list[Line]:
    """Return the lines of history in the rows of all rooms but one that lead to some records of a person."""
    found = []
    for room, model, told in _tables():
        ways = person_fields(model)
        if room.name != but and ways:
            about = models.Q()
            for way in ways:
                about |= models.Q(**{f"{way}__in": records})
            events = event_of(model).objects.filter(about).order_by("pgh_created_at", "pgh_id")
            found.append(_Found(told, model, list(events)))
    return list(lines(found, names_of))


def _tables() -> Iterator[tuple[Room, type[models.Model], Rows]]:
    for room in rooms():
        for model, told in room.tables.items():
            if event_of(model) is not None:
                yield room, model, told


def lines(found: Iterable[_Found], names_of: NamesOf) -> Iterator[Line]:
    """Give each change as a line of words."""
    found = list(found)
    people = {key for each in found for event in each.events for key in _keys(each.model, event, PERSON)}
    workers = {key for each in found for event in each.events for key in _keys(each.model, event, "organisations.Practitioner")}
    names = {
        PERSON: names_of(people) if people else {},
        "organisations.Practitioner": dict(Practitioner.objects.filter(pk__in=workers).values_list("pk", "name"))
        if workers
        else {},
    }
    for each in found:
        before = states_before(each.model, each.events)
        for event in each.events:
            for words in _words(each, event, before.get(event.pgh_id), names):
                yield Line(event.pgh_created_at, event.pgh_context, words)


def _keys(model: type[models.Model], event: Any, label: str) -> Iterator[UUID]:
    for each in model._meta.concrete_fields:
        if isinstance(each, models.ForeignKey) and each.related_model._meta.label == label:
            key = getattr(event, each.attname, None)
            if key is not None:
                yield key
        elif label == PERSON and isinstance(getattr(each, "base_field", None), models.UUIDField):
            yield from getattr(event, each.attname, None) or []


def _words(found: _Found, event: Any, earlier: Any, names: dict[str, dict[UUID, str]]) -> Iterator[str]:
    about = ", ".join(filter(None, [found.told.words(event), *_whose(found.model, event, names)]))
    called = found.told.label + (f": {about}" if about else "")
    if event.pgh_label == "insert":
        reason = str(getattr(event, "reason", "") or "")
        yield f"{called} – recorded" + (f". Reason: {reason}" if reason and len(reason) <= SHORT else "")
    elif event.pgh_label == "delete":
        yield f"{called} – removed"
    elif earlier is None:
        yield f"{called} – changed"
    else:
        for each in found.model._meta.concrete_fields:
            if each.name in NEVER | found.told.hidden or not hasattr(event, each.attname):
                continue
            old, new = getattr(earlier, each.attname), getattr(event, each.attname)
            if old != new:
                yield f"{called} – {_change(each, old, new, names, found.told.coded.get(each.name))}"


def _whose(model: type[models.Model], event: Any, names: dict[str, dict[UUID, str]]) -> list[str]:
    return [
        names[PERSON].get(getattr(event, f"{way}_id"), "somebody not shown here")
        for way in person_fields(model)
        if getattr(event, f"{way}_id", None) is not None
    ]


def _change(column: Any, old: Any, new: Any, names: dict[str, dict[UUID, str]], coded: Coded | None = None) -> str:
    label = str(column.verbose_name)
    if not isinstance(column, models.JSONField):  # of a structure it is only said that it changed
        before, after = in_words(column, old, names, coded), in_words(column, new, names, coded)
        if max(len(before), len(after)) <= SHORT:
            return f"{label}: {before} → {after}"
    return f"{label}: " + ("taken out" if new in NOTHING else "written" if old in NOTHING else "written anew")


def in_words(column: Any, value: Any, names: dict[str, dict[UUID, str]], coded: Coded | None = None) -> str:
    """Return the value of a field as a person reads it. ``coded`` gives the words of a code that is none of its own choices."""
    if value in NOTHING:
        return "not recorded"
    if isinstance(column, models.ForeignKey):
        label = column.related_model._meta.label
        return names.get(label, {}).get(value, "another record")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return the_datetime(value)
    if isinstance(value, date):
        return the_date(value)
    if isinstance(value, list):
        return ", ".join(str(in_words(getattr(column, "base_field", column), each, names, coded)) for each in value)
    if isinstance(value, UUID):
        return names.get(PERSON, {}).get(value, "another record")
    if coded:
        return coded(value)
    return str(dict(column.flatchoices).get(value, value))


def said(of: Iterable[Line]) -> list[Change]:
    """Return lines as changes, newest first: one for all that one actor did at one moment. One query for the names of actors."""
    rows = sorted(of, key=lambda line: line.at)
    who = who_of(line.context for line in rows)
    moments: dict[tuple[datetime, str], list[str]] = {}
    for line in rows:
        moments.setdefault((line.at, who(line.context)), []).append(line.words)
    return [Change(at, by, tuple(dict.fromkeys(words))) for (at, by), words in moments.items()][::-1]


def who_of(contexts: Iterable[Any]) -> Callable[[Any], str]:
    """Return how to say who changed something. One query for the names of all of them."""
    actors = {c["actor"] for c in contexts if c and c.get("kind") == "practitioner"}
    names = {str(p.pk): p.name for p in Practitioner.objects.filter(pk__in=actors)} if actors else {}

    def named(context: Any) -> str:
        kind, actor = (context or {}).get("kind", ""), (context or {}).get("actor", "")
        if kind == "practitioner":
            return names.get(actor, "somebody who has left")
        if kind == "service":
            return SERVICES.get(actor, "by Kith itself")
        return {"client": "by another system", "visitor": "by a public form"}.get(kind, "not known")

    return named
