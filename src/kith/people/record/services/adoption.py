"""Adoption: one record is closed and another begins. The link between them is reached by one page only (practice.md P-17)."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q

from kith.access.identity import current_identity
from kith.kernel.said import says_nothing
from kith.kernel.time import london_date
from kith.people.models import FamilyMember, Person, Professional, Relationship, RiskStatement, SealedLink, Tie
from kith.people.record.authority import authority
from kith.people.record.records import records_of
from kith.people.record.refusals import NeedsWords, PersonRefused
from kith.people.record.rules import may_seal
from kith.people.record.services.persons import record_person

_KEPT = (
    "date_of_birth",
    "birth_date_kind",
    "sex",
    "ethnicity",
    "language",
    "interpreter",
    "disability",
    "send",
)
"""What is true of a child with any parents. Numbers, addresses, schools and names lead back and are not taken over."""


def seal_for_adoption(
    *, person: Person, forename: str, surname: str, reason: str, now: datetime, middle_names: str = ""
) -> Person:
    """Close the record of an adopted person, with every record joined to it, and begin a new one, with new names and no
    numbers. Return the new person.

    Afterwards no one reaches the earlier record, the actor included: search, matching, pictures, relationships, history,
    merging and lists do not reach it. Raises ``NotPermitted``, :class:`NeedsWords` without a reason or new name, and
    :class:`PersonRefused` for an unborn child.
    """
    authority(may_seal)
    if says_nothing(reason):
        raise NeedsWords("Say which order was made, by which court, and when.", field="reason")
    if not (forename.strip() and surname.strip()):
        raise NeedsWords("Enter the new first name and surname.", field="forename" if not forename.strip() else "surname")
    if person.date_of_birth is None:
        raise PersonRefused("Record the date of birth first: a child is adopted after birth.", field="reason")
    if person.merged_into_id is not None:
        raise PersonRefused("This record turned out to be another. Close the record that stays.", field="reason")
    after = record_person(
        now=now,
        forename=forename,
        middle_names=middle_names,
        surname=surname,
        **{name: getattr(person, name) for name in _KEPT},
    )
    # The link and every ending come first: once the record is sealed, the actor can no longer see it.
    SealedLink.objects.create(
        area_id=person.area_id,
        before=person,
        after=after,
        reason=reason.strip(),
        sealed_at=now,
        sealed_by_id=current_identity().practitioner_id,
    )
    ids = records_of(person.pk)
    _end_all(ids, london_date(now))
    Person.objects.filter(pk__in=ids).update(sealed=True, version=F("version") + 1)
    person.sealed = True
    return after


def _end_all(ids: set[UUID], on: date) -> None:
    for model, mine in (
        (FamilyMember, Q(person__in=ids)),
        (Professional, Q(person__in=ids)),
        (Relationship, Q(person__in=ids) | Q(other__in=ids)),
        (Tie, Q(person__in=ids) | Q(other__in=ids)),
        (RiskStatement, Q(person__in=ids)),
    ):
        model._default_manager.filter(mine, ends_on__isnull=True).update(ends_on=on)
