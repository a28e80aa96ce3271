"""Families, and who is in them from when until when."""

from datetime import date, datetime
from typing import Any

from kith.access.identity import current_identity
from kith.design.words import the_date
from kith.kernel.facts import publish
from kith.people.facts import PersonRecorded
from kith.people.models import Family, FamilyMember, Person
from kith.people.models.versions import save_version
from kith.people.record.days import not_to_come
from kith.people.record.records import records_of
from kith.people.record.refusals import AlreadyInFamily, NeedsWords, PersonRefused
from kith.people.record.services.persons import EDITABLE, new_person, write_details

NOT_KNOWN = "Name not known"


def record_family(*, now: datetime, name: str = NOT_KNOWN, summary: str = "") -> Family:
    """Record a family: the people helped together.

    ``name`` is used until a person with a surname joins. From then on the database names the family after its adults' surnames.
    """
    if not name.strip():
        raise NeedsWords("Give the family a name: a surname, never an address.", field="name")
    return Family.objects.create(area_id=current_identity().area_id, name=name.strip(), summary=summary.strip(), recorded_at=now)


def change_family(*, family: Family, read_version: int, summary: str) -> Family:
    """Change a family's summary over the version that was read. Its name follows from who is in it."""
    save_version(family, read_version=read_version, summary=summary)
    return family


def join_family(*, family: Family, person: Person, role: str, on: date, household: str = "") -> FamilyMember:
    """Put a person into a family from a day. Raises :class:`AlreadyInFamily` when they are in it."""
    if FamilyMember.objects.filter(family=family, person__in=records_of(person.pk), ends_on__isnull=True).exists():
        raise AlreadyInFamily(f"{person.name} is already in {family.name}.")
    return put_in(family, person, role, on, household)


def put_in(family: Family, person: Person, role: str, on: date, household: str) -> FamilyMember:
    """Write a place in a family, with the marks by which the person is seen or hidden with it.

    Raises :class:`PersonRefused` for a day to come: a place that is written holds, and gives sight, at once.
    """
    not_to_come(on, "on")
    place = FamilyMember.objects.create(
        area_id=family.area_id,
        family=family,
        person=person,
        role=role,
        household=household.strip(),
        starts_on=on,
    )
    mark_as_in(family, person)
    return place


def mark_as_in(family: Family, person: Person) -> None:
    """Tell the object what the database wrote: a person in a family is seen with families, and hidden with a restricted one."""
    person.in_family = True
    person.restricted = person.restricted or family.restricted
    family.name = Family.objects.filter(pk=family.pk).values_list("name", flat=True).first() or family.name


def change_place(*, family: Family, person: Person, role: str, household: str, on: date) -> FamilyMember:
    """Change who a person is in a family, or which household they live in, from a day. The earlier place ends and is kept.

    Raises :class:`PersonRefused` when they are not in the family, or for a day before they joined.
    """
    place = FamilyMember.objects.filter(family=family, person__in=records_of(person.pk), ends_on__isnull=True).first()
    if place is None:
        raise PersonRefused(f"{person.name} is not in {family.name} now.", field="person")
    if on < place.starts_on:
        raise PersonRefused(
            f"{person.name} joined on {the_date(place.starts_on)}: the day must not be earlier.",
            field="on",
        )
    if on == place.starts_on:
        place.role, place.household = role, household.strip()
        place.save(update_fields=["role", "household"])
        return place
    not_to_come(on, "on")
    place.ends_on = on
    place.save(update_fields=["ends_on"])
    return put_in(family, person, role, on, household)


def add_to_family(
    *,
    family: Family,
    role: str,
    on: date,
    now: datetime,
    household: str = "",
    address: str | None = None,
    postcode: str | None = None,
    telephone: str | None = None,
    email: str | None = None,
    safe: str = "not_asked",
    nhs_number: str | None = None,
    upn: str | None = None,
    **fields: Any,
) -> Person:
    """Record a new person straight into a family, also by a partner who sees this family only. ``fields`` as in ``EDITABLE``."""
    if unknown := fields.keys() - EDITABLE:
        raise TypeError(f"add_to_family does not take {', '.join(sorted(unknown))}")
    person = new_person(now, True, fields)
    put_in(family, person, role, on, household)
    write_details(
        person,
        address=address,
        postcode=postcode,
        telephone=telephone,
        email=email,
        safe=safe,
        numbers={"nhs": nhs_number, "upn": upn},
    )
    publish(PersonRecorded(person.pk, person.area_id, at=now))
    return person


def leave_family(*, family: Family, person: Person, on: date) -> FamilyMember:
    """End a person's place in a family. The past stays as it was, and so does who may see them."""
    place = FamilyMember.objects.filter(family=family, person__in=records_of(person.pk), ends_on__isnull=True).first()
    if place is None:
        raise PersonRefused(f"{person.name} is not in {family.name} now.", field="person")
    if on < place.starts_on:
        raise PersonRefused(
            f"{person.name} joined on {the_date(place.starts_on)}: the day of leaving must not be earlier.",
            field="on",
        )
    not_to_come(on, "on")
    place.ends_on = on
    place.save(update_fields=["ends_on"])
    return place
