"""Schools and professionals around a person."""

from datetime import date, datetime

from django.db.models import F

from kith.kernel.time import london_date
from kith.people.models import Person, Professional
from kith.people.record.days import not_to_come
from kith.people.record.refusals import NeedsWords, PersonRefused
from kith.people.record.whereabouts import whereabouts_known


def add_professional(
    *,
    person: Person,
    kind: str,
    now: datetime,
    name: str = "",
    organisation: str = "",
    telephone: str = "",
    email: str = "",
    starts_on: date | None = None,
) -> Professional:
    """Record a school or a professional around a person, from a day.

    A person has one present school: a new one ends the earlier, and is what every page calls the person's school. Raises
    :class:`NeedsWords` when neither a name nor an organisation is given.
    """
    whereabouts_known(person)
    not_to_come(starts_on, "starts_on")
    if not (name.strip() or organisation.strip()):
        raise NeedsWords("Enter a name, or where they work.", field="organisation")
    if kind == Professional.Kind.SCHOOL:
        if not organisation.strip():
            raise NeedsWords("Enter the name of the school.", field="organisation")
        _end_school(person, starts_on or london_date(now))
        Person.objects.filter(pk=person.pk).update(school=organisation.strip(), version=F("version") + 1)
        person.refresh_from_db(fields=["school", "version"])
    return Professional.objects.create(
        area_id=person.area_id,
        person=person,
        kind=kind,
        name=name.strip(),
        organisation=organisation.strip(),
        telephone=telephone.strip(),
        email=email.strip(),
        starts_on=starts_on,
    )


def end_professional(*, professional: Professional, on: date) -> Professional:
    """Record that a school or a professional is no longer around a person. It stays among the earlier ones."""
    if professional.starts_on and on < professional.starts_on:
        raise PersonRefused("This is before the day they began. Check the date.", field="on")
    not_to_come(on, "on")
    professional.ends_on = on
    professional.save(update_fields=["ends_on"])
    if professional.kind == Professional.Kind.SCHOOL:
        Person.objects.filter(pk=professional.person_id, school=professional.organisation).update(
            school="", version=F("version") + 1
        )
    return professional


def keep_school(person: Person, school: str, *, on: date, began: date | None = None) -> None:
    """Keep the dated list of schools in step with the school that was written on the person."""
    _end_school(person, on)
    if school:
        Professional.objects.create(
            area_id=person.area_id,
            person=person,
            kind=Professional.Kind.SCHOOL,
            organisation=school,
            starts_on=began,
        )


def _end_school(person: Person, on: date) -> None:
    for earlier in Professional.objects.filter(person=person, kind=Professional.Kind.SCHOOL, ends_on__isnull=True):
        earlier.ends_on = max(on, earlier.starts_on or on)
        earlier.save(update_fields=["ends_on"])
