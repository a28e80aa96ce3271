"""The rows of this room that lead to a person: all of them, and those written since two records were joined."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models

from kith.people.models import (
    Address,
    Agreement,
    ContactDetail,
    FamilyMember,
    Hazard,
    Identifier,
    Merge,
    OtherName,
    Person,
    Professional,
    Protection,
    Relationship,
    RiskStatement,
    Tie,
)
from kith.people.models.places import one_line
from kith.people.record.records import surviving
from kith.workbench.held import first_after, made_at, moment_of, who_wrote
from kith.workbench.rooms import Held

STAYS, GOES = "stays", "goes"


@dataclass(frozen=True)
class Kind:
    """A table of this room whose rows belong to a person: what it is called, and a row of it in words."""

    key: str
    label: str
    model: type[models.Model]
    words: Callable[[Any], str]
    other: str = ""
    """The field with which a row leads to a second person."""


def _name(person: Person | None) -> str:
    return person.name if person else "somebody not on record"


KINDS = {
    kind.key: kind
    for kind in (
        Kind("names", "Name", OtherName, lambda r: f"{r.forename} {r.surname}".strip() + f", {r.get_kind_display().lower()}"),
        Kind("identifiers", "Number", Identifier, lambda r: f"{r.get_kind_display()} {r.value}"),
        Kind("addresses", "Address", Address, lambda r: one_line(r.lines, r.postcode)),
        Kind("contacts", "Telephone or email", ContactDetail, lambda r: r.value),
        Kind(
            "memberships",
            "Place in a family",
            FamilyMember,
            lambda r: f"{r.get_role_display()} in {r.family.name}",
        ),
        Kind(
            "relationships",
            "Relationship",
            Relationship,
            lambda r: f"{_name(r.person)} is {r.get_kind_display().lower()} of {_name(r.other)}",
            other="other",
        ),
        Kind(
            "protections",
            "Protection",
            Protection,
            lambda r: f"{r.get_what_display()} of {_name(r.person)} kept from {r.hidden_from_words or _name(r.hidden_from)}",
            other="hidden_from",
        ),
        Kind("hazards", "Hazard", Hazard, lambda r: r.words),
        Kind(
            "ties",
            "Tie",
            Tie,
            lambda r: f"{r.get_quality_display()}: {_name(r.person)} and {r.name or _name(r.other)}",
            other="other",
        ),
        Kind(
            "professionals",
            "School or professional",
            Professional,
            lambda r: ", ".join(filter(None, [r.get_kind_display(), r.name, r.organisation])),
        ),
        Kind("risks", "Risk", RiskStatement, lambda r: f"{r.words} ({r.family.name})"),
        Kind(
            "agreements",
            "What they agreed to",
            Agreement,
            lambda r: f"{r.get_about_display()}: {r.get_answer_display().lower()} ({r.family.name})",
        ),
    )
}
"""What can be moved from one record to another, in the order in which pages show it."""


def rows_of(person_id: UUID) -> dict[str, list[Held]]:
    """Return what this room holds of one record, by kind: the rows that belong to it, and those that lead to it."""
    return _rows([person_id], after=None)


def written_since(merge: Merge) -> list[Held]:
    """Return what this room wrote about either record since they were joined, oldest first."""
    rows = _rows(records_joined(merge), after=moment_of(merge.pk))
    return sorted((row for found in rows.values() for row in found), key=lambda row: row.key.partition(":")[2])


def records_joined(merge: Merge) -> list[UUID]:
    """Return the records on which something may have been written since a merge: its two, and the one they are known by."""
    return list(dict.fromkeys([merge.person_id, merge.into_id, surviving(merge.into_id)]))


def _rows(ids: list[UUID], *, after: int | None) -> dict[str, list[Held]]:
    found: dict[str, list[Held]] = {}
    made: list[tuple[str, Any, str]] = []
    for kind in KINDS.values():
        for place in filter(None, ("person", kind.other)):
            rows = kind.model._default_manager.filter(**{f"{place}__in": ids})
            if after is not None:
                rows = rows.filter(pk__gte=first_after(after))
            with_family = {f.name for f in kind.model._meta.get_fields()} & {"family"}
            beside = {"person", *with_family, *filter(None, [kind.other])}
            made += [(kind.key, row, place) for row in rows.select_related(*beside).order_by("pk")]
    by = who_wrote([row for _, row, _ in made])
    for key, row, place in made:
        kind = KINDS[key]
        found.setdefault(key, []).append(
            Held(
                key=f"{key}.{place}:{row.pk}",
                label=kind.label,
                words=kind.words(row),
                person_id=getattr(row, f"{place}_id"),
                at=made_at(row.pk),
                by=by.get(row.pk, ""),
                place=place,
            )
        )
    return found
