"""The history of a person in words: what changed, from what to what, when, and who changed it.
Read from the tables of history."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from kith.audit.history import event_of
from kith.design.words import the_date
from kith.people.models import (
    Address,
    ContactDetail,
    FamilyMember,
    Hazard,
    Identifier,
    OtherName,
    Person,
    Professional,
    Protection,
    Relationship,
    RiskStatement,
    Tie,
)
from kith.people.models.places import one_line
from kith.people.record.codes import IN_WORDS
from kith.people.record.records import records_of
from kith.people.record.whereabouts import people_without_addresses
from kith.workbench.history import Change, History, Line, in_words, of_family, of_person, said

_PERSON = {
    "forename": "First name",
    "middle_names": "Middle names",
    "surname": "Surname",
    "known_as": "Known as",
    "name_order": "Order of names",
    "date_of_birth": "Date of birth",
    "birth_date_kind": "How sure the date of birth is",
    "expected_date": "Expected date",
    "date_of_death": "Date of death",
    "sex": "Sex",
    "gender": "Gender",
    "pronouns": "Pronouns",
    "religion": "Religion",
    "ethnicity": "Ethnicity",
    "language": "First language",
    "interpreter": "Interpreter",
    "disability": "Disability",
    "send": "Special educational needs",
    "immigration_status": "Immigration status",
    "unaccompanied": "Unaccompanied asylum-seeking child",
    "school": "School",
}
_ROWS: tuple[tuple[type[models.Model], str, Callable[[Any, dict[UUID, str]], str]], ...] = (
    (
        OtherName,
        "Other name",
        lambda r, n: f"{r.forename} {r.surname}".strip() + f" ({r.get_kind_display().lower()})",
    ),
    (Identifier, "Number", lambda r, n: f"{r.get_kind_display()} {r.value}"),
    (Address, "Address", lambda r, n: one_line(r.lines, r.postcode)),
    (ContactDetail, "Contact", lambda r, n: f"{r.value} ({r.get_safe_display().lower()})"),
    (
        Professional,
        "School or professional",
        lambda r, n: ", ".join(filter(None, [r.get_kind_display(), r.name, r.organisation])),
    ),
    (Hazard, "Before visiting", lambda r, n: r.words),
    (
        Protection,
        "Protection",
        lambda r, n: (
            f"{r.get_what_display()} kept from {r.hidden_from_words or n.get(r.hidden_from_id, 'somebody not shown here')}"
        ),
    ),
    (FamilyMember, "Place in a family", lambda r, n: r.get_role_display()),
    (
        Relationship,
        "Relationship",
        lambda r, n: f"{n.get(r.person_id, 'somebody')} is {r.get_kind_display().lower()} of {n.get(r.other_id, 'somebody')}",
    ),
    (Tie, "Tie", lambda r, n: f"{r.get_quality_display()}: {r.name or n.get(r.other_id, 'somebody')}"),
    (RiskStatement, "May pose a risk", lambda r, n: r.words),
)


def history_of(person_id: UUID) -> list[Change]:
    """Return the changes of a person's record, the newest first, as far as the actor sees them. A fixed number of queries."""
    ids = records_of(person_id)
    found: list[Line] = []
    hidden = bool(people_without_addresses() & ids)
    for event, line in _person_lines(ids, but_not={"school"} if hidden else set()):
        found.append(Line(event.pgh_created_at, event.pgh_context, line))
    rows = [(label, words, _events(model, ids)) for model, label, words in _ROWS]
    names = _names(event for _, _, events in rows for event in events)
    for label, words, events in rows:
        for event, line in _row_lines(label, words, events, names):
            found.append(Line(event.pgh_created_at, event.pgh_context, line))
    found += of_person(ids, but="people", names_of=names_of)
    return said(found)


def history_of_family(family_id: UUID, *, before: datetime | None = None) -> History:
    """Return the newest changes in what every room holds of a family, as far as the actor sees them;
    ``before`` leads further back."""
    return of_family(family_id, names_of=names_of, before=before)


def names_of(ids: set[UUID]) -> dict[UUID, str]:
    """Return the names of persons, as far as the actor sees them. One query."""
    return {person.pk: person.name for person in Person.objects.filter(pk__in=ids)}


def _events(model: type[models.Model], ids: Iterable[UUID]) -> list[Any]:
    rows = event_of(model)._default_manager
    mine = models.Q(person_id__in=list(ids))
    if model is Relationship:
        mine |= models.Q(other_id__in=list(ids))
    return list(rows.filter(mine).order_by("pgh_obj_id", "pgh_id"))


def _person_lines(ids: Iterable[UUID], *, but_not: set[str]) -> Iterable[tuple[Any, str]]:
    before: Any = None
    for event in event_of(Person)._default_manager.filter(id__in=list(ids)).order_by("id", "pgh_id"):
        if before is None or before.id != event.id:
            yield event, "Recorded" + (f" as {_called(event)}" if _called(event) else "")
        else:
            for name, label in _PERSON.items():
                old, new = getattr(before, name), getattr(event, name)
                if old != new and name not in but_not:
                    yield event, f"{label}: {_value(before, name)} → {_value(event, name)}"
        before = event


def _called(event: Any) -> str:
    return " ".join(filter(None, [event.forename, event.surname]))


def _row_lines(
    label: str, words: Callable[[Any, dict[UUID, str]], str], events: Iterable[Any], names: dict[UUID, str]
) -> Iterable[tuple[Any, str]]:
    before: Any = None
    for event in events:
        now = words(event, names)
        if before is None or before.pgh_obj_id != event.pgh_obj_id:
            ended = f", ended {the_date(event.ends_on)}" if event.ends_on else ""
            yield event, f"{label} added: {now}{ended}"
        elif event.ends_on != before.ends_on and event.ends_on:
            yield event, f"{label} ended {the_date(event.ends_on)}: {now}"
        elif event.ends_on != before.ends_on:
            yield event, f"{label} is so again: {now}"
        elif (was := words(before, names)) != now:
            yield event, f"{label}: {was} → {now}"
        else:
            yield event, f"{label}: details changed of {now}"
        before = event


def _value(event: Any, name: str) -> str:
    value = getattr(event, name)
    if name in IN_WORDS and value not in (None, ""):
        return IN_WORDS[name](value)
    return in_words(event._meta.get_field(name), value, {})


def _names(events: Iterable[Any]) -> dict[UUID, str]:
    fields = ("person_id", "other_id", "hidden_from_id")
    ids = {key for event in events for name in fields if (key := getattr(event, name, None)) is not None}
    return names_of(ids)
