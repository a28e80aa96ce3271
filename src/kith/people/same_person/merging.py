"""Two records that are one person: joined by a pointer, and taken apart again.

The record that goes keeps its rows, and no other room's table is touched. ``Merge`` keeps which values were taken and which they
replaced, and what was said of everything written in between when it is undone.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from kith.access.identity import current_identity
from kith.kernel.facts import publish
from kith.kernel.refusals import NotFound
from kith.kernel.said import says_nothing
from kith.kernel.time import london_date
from kith.people.facts import PeopleMerging
from kith.people.matching.births import whole_years
from kith.people.models import FamilyMember, Merge, OtherName, Person
from kith.people.models.versions import save_version
from kith.people.record.records import records_of, surviving
from kith.people.record.refusals import NeedsWords
from kith.people.record.rules import ADULT_ROLES
from kith.people.record.services.persons import EDITABLE, change_person
from kith.people.same_person.duplicates import settle_pair, state_of
from kith.people.same_person.obstacles import obstacles
from kith.people.same_person.pointers import point_to_survivors
from kith.people.same_person.refusals import MergeRefused, ObstaclesToSettle, must_be_able_to_merge
from kith.people.same_person.rows import GOES
from kith.people.same_person.rules import Side, cannot_be_one

BIRTH = ("date_of_birth", "birth_date_kind", "expected_date")
"""Chosen together: a date is worth as much as how sure it is."""
CHOICES = tuple(
    field.name
    for field in Person._meta.get_fields()
    if field.name in EDITABLE and field.name not in {"birth_date_kind", "expected_date"}
)
"""The fields of which a worker chooses whose value the person has, in the order of the record. Birth is one choice."""


def merge(
    *,
    person: Person,
    into: Person,
    chosen: Mapping[str, str],
    reason: str,
    read_version: int,
    now: datetime,
) -> Merge:
    """Record that ``person`` is the same person as ``into``, which stays.
    A record that is itself joined is taken for its survivor.

    ``chosen`` says of each field (``CHOICES``) whose value the person has, ``goes`` or ``stays`` (the default); ``read_version``
    is the version of the record that stays as it was read. Raises :class:`MergeRefused`, :class:`ObstaclesToSettle`,
    :class:`NeedsWords`, ``NotPermitted``, ``ChangedMeanwhile``, and what a handler of :class:`PeopleMerging` raises.
    """
    must_be_able_to_merge()
    if says_nothing(reason):
        raise NeedsWords("Say how you know that they are one person.", field="reason")
    seen = state_of(person, into)
    stays_id = surviving(into.pk)
    # Locked in one order, so that of two joins in opposite directions the second waits and is refused.
    locked = {
        each.pk: each
        for each in Person.objects.select_for_update(of=("self",)).filter(pk__in={person.pk, stays_id}).order_by("pk")
    }
    goes, stays = locked.get(person.pk), locked.get(stays_id)
    if goes is None or stays is None:
        raise NotFound
    _refuse(goes, stays, london_date(now))
    if found := obstacles(goes.pk, stays.pk):
        raise ObstaclesToSettle(found)
    going, staying = records_of(goes.pk), records_of(stays.pk)
    publish(PeopleMerging(goes.pk, stays.pk, frozenset(going), frozenset(staying), at=now))
    taken, replaced = _take(goes, stays, chosen, read_version, now)
    in_family = goes.in_family or stays.in_family
    flags = {"goes": goes.in_family, "stays": stays.in_family}
    if in_family:
        # A reader who sees the person must see all their records.
        Person.objects.filter(pk__in=going | staying).update(in_family=True)
    save_version(goes, read_version=goes.version, merged_into=stays)
    row = Merge.objects.create(
        area_id=goes.area_id,
        person=goes,
        into=stays,
        reason=reason.strip(),
        chosen=taken,
        replaced=replaced | {"in_family": flags},
        merged_at=now,
        merged_by_id=current_identity().practitioner_id,
    )
    point_to_survivors([goes.pk, *going])
    settle_pair(goes, stays, "merge", reason, now, seen=seen if stays.pk == into.pk else None)
    return row


def _refuse(goes: Person, stays: Person, today: date) -> None:
    if stays.pk in {goes.pk, goes.merged_into_id}:
        raise MergeRefused("These two are already one person.")
    if goes.merged_into_id is not None:
        raise MergeRefused(f"{goes.name} has already been joined to another record. Open that record, or undo that first.")
    if stays.merged_into_id is not None:
        raise MergeRefused(f"Somebody has just joined {stays.name} to another record. Look at both again.")
    adults = set(
        FamilyMember.objects.filter(person__in=[goes.pk, stays.pk], role__in=ADULT_ROLES).values_list("person_id", flat=True)
    )

    def side(p: Person) -> Side:
        age = whole_years(p.date_of_birth, today) if p.date_of_birth else None
        return Side(
            p.name,
            p.area_id,
            p.is_unborn,
            p.sealed,
            age,
            adult_in_a_family=p.pk in adults,
            died=p.date_of_death,
        )

    if why := cannot_be_one(side(goes), side(stays)):
        raise MergeRefused(why)


def _take(
    goes: Person, stays: Person, chosen: Mapping[str, str], read_version: int, now: datetime
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the record that stays the values chosen from the one that goes. Returns them, and those they replaced."""
    if unknown := chosen.keys() - set(CHOICES):
        raise TypeError(f"merge does not take {', '.join(sorted(unknown))}")
    fields = [
        name
        for choice in CHOICES
        if chosen.get(choice) == GOES
        for name in (BIRTH if choice == "date_of_birth" else (choice,))
        if getattr(goes, name) != getattr(stays, name)
    ]
    taken = {name: getattr(goes, name) for name in fields}
    replaced = {name: getattr(stays, name) for name in fields}
    school = {name: value for name, value in taken.items() if name == "school"}
    others = {name: value for name, value in taken.items() if name not in school}
    change_person(person=stays, read_version=read_version, now=now, name_kind=OtherName.Kind.SPELLING, **others)
    if school:
        # The school itself, with its dates, is a row of the record that goes, and stays there.
        save_version(stays, read_version=stays.version, **school)
    return {n: plain(v) for n, v in taken.items()}, {n: plain(v) for n, v in replaced.items()}


def plain(value: Any) -> Any:
    """Return a field's value as JSON keeps it."""
    return value.isoformat() if isinstance(value, date) else value
