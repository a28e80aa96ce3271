"""Persons: recorded once, changed over the version that was read, born."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q

from kith.access.identity import current_identity
from kith.kernel.facts import publish
from kith.kernel.time import london_date
from kith.people.facts import PersonRecorded
from kith.people.index.table import write_keys
from kith.people.models import Address, BirthDateKind, ContactDetail, FamilyMember, NameOrder, OtherName, Person, Relationship
from kith.people.models.versions import save_version
from kith.people.record.refusals import PersonRefused
from kith.people.record.rules import dates_agree
from kith.people.record.services.details import add_name, spaced, write_contact, write_number
from kith.people.record.services.professionals import keep_school
from kith.people.record.whereabouts import whereabouts_known

EDITABLE = frozenset(
    "forename middle_names surname known_as name_order date_of_birth birth_date_kind expected_date date_of_death sex "
    "gender pronouns"
    " religion ethnicity language interpreter disability send immigration_status unaccompanied school".split()
)
"""The fields of a person that :func:`change_person` takes."""


def record_person(  # noqa: PLR0913  what is recorded of a person
    *,
    now: datetime,
    forename: str = "",
    middle_names: str = "",
    surname: str = "",
    known_as: str = "",
    date_of_birth: date | None = None,
    birth_date_kind: str = BirthDateKind.EXACT,
    expected_date: date | None = None,
    sex: str = "U",
    ethnicity: str = "",
    language: str = "",
    interpreter: str = "",
    disability: str = "",
    school: str = "",
    name_order: str = NameOrder.GIVEN_FIRST,
    gender: str = "",
    pronouns: str = "",
    religion: str = "",
    send: str = "",
    immigration_status: str = "",
    unaccompanied: bool | None = None,
    address: str | None = None,
    postcode: str | None = None,
    telephone: str | None = None,
    email: str | None = None,
    safe: str = "not_asked",
    safe_note: str = "",
    nhs_number: str | None = None,
    upn: str | None = None,
    la_child_id: str | None = None,
    uln: str | None = None,
    in_family: bool = False,
) -> Person:
    """Record a person with what is known of them, and make them findable.

    A number with a wrong check digit is kept as claimed and marked. ``in_family`` is for a person who is put into a family in the
    same transaction by an actor who does not see people outside families. Raises :class:`PersonRefused` for impossible dates.
    """
    person = new_person(
        now,
        in_family,
        {
            "forename": forename,
            "middle_names": middle_names,
            "surname": surname,
            "known_as": known_as,
            "date_of_birth": date_of_birth,
            "birth_date_kind": birth_date_kind,
            "expected_date": expected_date,
            "sex": sex,
            "ethnicity": ethnicity,
            "language": language,
            "interpreter": interpreter,
            "disability": disability,
            "school": school,
            "name_order": name_order,
            "gender": gender,
            "pronouns": pronouns,
            "religion": religion,
            "send": send,
            "immigration_status": immigration_status,
            "unaccompanied": unaccompanied,
        },
    )
    write_details(
        person,
        address=address,
        postcode=postcode,
        telephone=telephone,
        email=email,
        safe=safe,
        safe_note=safe_note,
        numbers={"nhs": nhs_number, "upn": upn, "la_child_id": la_child_id, "uln": uln},
    )
    return person


def new_person(now: datetime, in_family: bool, fields: dict[str, Any]) -> Person:
    """Write a person whose dates are possible."""
    trimmed = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    if trimmed.get("date_of_birth") is None:
        trimmed["birth_date_kind"] = BirthDateKind.UNKNOWN
    _refuse_dates(trimmed, london_date(now))
    return Person.objects.create(area_id=current_identity().area_id, recorded_at=now, in_family=in_family, **trimmed)


def _refuse_dates(fields: dict[str, Any], today: date) -> None:
    wrong = dates_agree(
        born=fields.get("date_of_birth"),
        died=fields.get("date_of_death"),
        expected=fields.get("expected_date"),
        today=today,
    )
    if wrong:
        raise PersonRefused(wrong)


def write_details(
    person: Person,
    *,
    address: str | None = None,
    postcode: str | None = None,
    telephone: str | None = None,
    email: str | None = None,
    safe: str = "not_asked",
    safe_note: str = "",
    numbers: dict[str, str | None] | None = None,
) -> None:
    """Write where a new person lives and learns, how to reach them and their numbers, and make them findable."""
    if (address or "").strip() or (postcode or "").strip():
        Address.objects.create(
            area_id=person.area_id,
            person=person,
            lines=(address or "").strip(),
            postcode=spaced(postcode or ""),
        )
    for kind, value in ((ContactDetail.Kind.TELEPHONE, telephone), (ContactDetail.Kind.EMAIL, email)):
        if (value or "").strip():
            write_contact(person, kind, value or "", safe, safe_note)
    for kind_of_number, value in (numbers or {}).items():
        if (value or "").strip():
            write_number(person, kind_of_number, value or "")
    if person.school:
        keep_school(person, person.school, on=london_date(person.recorded_at))
    write_keys([person])


def change_person(
    *,
    person: Person,
    read_version: int,
    now: datetime,
    name_kind: str = OtherName.Kind.FORMER,
    **changes: Any,
) -> Person:
    """Change a person over the version that was read. An earlier name is kept as another name of ``name_kind``.

    Raises ``ChangedMeanwhile`` when a newer version was saved, :class:`PersonRefused` for impossible dates,
    and ``TypeError`` for a field that is not the person's own.
    """
    if unknown := changes.keys() - EDITABLE:
        raise TypeError(f"change_person does not take {', '.join(sorted(unknown))}")
    changes = {name: value.strip() if isinstance(value, str) else value for name, value in changes.items()}
    before = Person.objects.get(pk=person.pk)
    _refuse_dates(
        {name: changes.get(name, getattr(before, name)) for name in ("date_of_birth", "date_of_death", "expected_date")},
        london_date(now),
    )
    if changes.get("date_of_birth") and "birth_date_kind" not in changes and before.birth_date_kind == BirthDateKind.UNKNOWN:
        changes["birth_date_kind"] = BirthDateKind.EXACT
    other_school = "school" in changes and changes["school"] != before.school
    if other_school:
        whereabouts_known(before)
    save_version(person, read_version=read_version, **changes)
    if other_school:
        keep_school(person, person.school, on=london_date(now), began=london_date(now))
    renamed = (before.forename, before.surname) != (person.forename, person.surname)
    if renamed and (before.forename or before.surname):
        add_name(
            person=person,
            kind=name_kind,
            forename=before.forename,
            surname=before.surname,
            until=london_date(now),
        )
    else:
        write_keys([person])
    return person


def record_birth(
    *,
    person: Person,
    read_version: int,
    forename: str,
    surname: str,
    date_of_birth: date,
    sex: str,
    now: datetime,
) -> Person:
    """Record that an unborn child was born: the same record, with name, sex and date (practice.md P-15)."""
    if not person.is_unborn:
        raise PersonRefused("This person is already recorded as born.", field="date_of_birth")
    change_person(
        person=person,
        read_version=read_version,
        forename=forename,
        surname=surname,
        date_of_birth=date_of_birth,
        birth_date_kind=BirthDateKind.EXACT,
        expected_date=None,
        sex=sex,
        now=now,
        name_kind=OtherName.Kind.SPELLING,
    )
    FamilyMember.objects.filter(person=person, role=FamilyMember.Role.UNBORN, ends_on__isnull=True).update(
        role=FamilyMember.Role.CHILD
    )
    publish(PersonRecorded(person.pk, person.area_id, at=now))
    return person


def end_pregnancy(*, person: Person, read_version: int, on: date, now: datetime) -> Person:
    """Record that a pregnancy ended, gently: the unborn child leaves every family, and nothing is sent (practice.md P-15).

    The record keeps the day and no expected date, so that no page, list, return or birthday counts on a child. Raises
    :class:`PersonRefused` for a child who was born, or a day in the future.
    """
    if not person.is_unborn:
        raise PersonRefused("This child is recorded as born. Record a death on the person’s page.", field="on")
    if on > london_date(now):
        raise PersonRefused("The day is in the future. Check it.", field="on")
    save_version(person, read_version=read_version, expected_date=None, date_of_death=on)
    for place in FamilyMember.objects.filter(person=person, ends_on__isnull=True):
        place.ends_on = max(on, place.starts_on)
        place.save(update_fields=["ends_on"])
    for tie in Relationship.objects.filter(Q(person=person) | Q(other=person), ends_on__isnull=True):
        tie.ends_on = on
        tie.save(update_fields=["ends_on"])
    return person
