"""Imported people joined to families by a worker, never by a program (practice.md P-16)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kith.access.identity import current_identity
from kith.kernel.refusals import NotPermitted, Refusal
from kith.kernel.said import says_nothing
from kith.kernel.time import london_date
from kith.people.lists.rules import may_join
from kith.people.models import Family, FamilyMember, Imported, Person
from kith.people.record.records import all_records, survivors
from kith.people.record.refusals import NeedsWords, RelationshipRefused
from kith.people.record.services.families import join_family, record_family
from kith.people.record.services.relationships import relate

_CHILDREN = {FamilyMember.Role.CHILD, FamilyMember.Role.UNBORN}


class NothingToJoin(Refusal):
    """No row was chosen, or another worker has dealt with one meanwhile."""

    code = "nothing_to_join"
    source = "practice P-16"


@dataclass(frozen=True)
class Place:
    """Where an imported person belongs: the role in the family,
    and what they are of each of its children in the list, or nothing."""

    role: str
    kind: str = ""
    parental_responsibility: bool | None = None


@dataclass(frozen=True)
class Joined:
    """The family, and each claimed relationship that could not be recorded, with the reason."""

    family: Family
    left_out: list[str]


def must_be_able_to_join() -> None:
    """Refuse workers who may not join imported people to families."""
    identity = current_identity()
    if identity.kind != "service" and not may_join(set(identity.roles)):
        raise NotPermitted(may_join.no())


def join_imported(*, places: Mapping[UUID, Place], now: datetime, family: Family | None = None) -> Joined:
    """Put imported people into a family that exists, or into a new one.

    ``places`` says for each imported row where the person belongs. The place begins on the day the list was brought in. A person
    who is already in the family keeps their place. A claimed relationship that cannot be right is left out and reported. Raises
    :class:`NothingToJoin`, :class:`NeedsWords`, ``NotPermitted``.
    """
    must_be_able_to_join()
    rows = _rows(places)
    known = survivors([row.person_id for row in rows])
    people = Person.objects.in_bulk(set(known.values()))
    if family is None:
        family = record_family(now=now)
    members = all_records(FamilyMember.objects.filter(family=family, ends_on__isnull=True).values_list("person_id", flat=True))
    present = set(members.values())
    for row in rows:
        stays = known[row.person_id]
        if stays not in present:
            join_family(family=family, person=people[stays], role=places[row.pk].role, on=london_date(row.imported_at))
            present.add(stays)
    left_out = _relate([(people[known[row.person_id]], places[row.pk]) for row in rows], now)
    Imported.objects.filter(pk__in=[row.pk for row in rows]).update(joined_at=now)
    return Joined(family, left_out)


def leave_out(*, imported: Sequence[UUID], reason: str, now: datetime) -> None:
    """Decide not to join imported rows to a family. The people stay on record. Raises as :func:`join_imported`."""
    must_be_able_to_join()
    if says_nothing(reason):
        raise NeedsWords("Say why they are not joined to a family.", field="reason")
    for row in _rows(imported):
        row.left_out, row.joined_at = True, now
        row.warnings = [*row.warnings, f"Left out of families: {reason.strip()}"[:300]]
        row.save(update_fields=["left_out", "joined_at", "warnings"])


def _rows(chosen: Mapping[UUID, Place] | Sequence[UUID]) -> list[Imported]:
    if not chosen:
        raise NothingToJoin("Choose at least one person.", field="who")
    rows = list(
        Imported.objects.select_for_update(of=("self",))
        .filter(pk__in=list(chosen), joined_at__isnull=True, left_out=False)
        .order_by("ref")
    )
    if len(rows) != len(chosen):
        raise NothingToJoin("Somebody else has dealt with some of these people. Look at the list again.")
    return rows


def _relate(placed: Sequence[tuple[Person, Place]], now: datetime) -> list[str]:
    """Record what each person is said to be of the children; return in words what could not be recorded."""
    refused = []
    children = [person for person, place in placed if place.role in _CHILDREN]
    for person, place in placed:
        for child in children:
            if not place.kind or child.pk == person.pk:
                continue
            try:
                relate(
                    person=person,
                    other=child,
                    kind=place.kind,
                    parental_responsibility=place.parental_responsibility,
                    now=now,
                )
            except RelationshipRefused as why:
                refused.append(f"{person.name} as {place.kind.replace('_', ' ')} of {child.name}: {why.message}")
    return refused
