"""The people and workers that the forms of this room offer."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from kith.access.identity import current_identity
from kith.design.words import the_date
from kith.organisations.queries import active_practitioners
from kith.people.models import FamilyMember, Person, Relationship
from kith.people.record.records import records_of


def people_around(person_id: UUID) -> list[tuple[str, str]]:
    """Return, as choices of a form, who is in a family with a person now or is related to them."""
    ids = records_of(person_id)
    families = FamilyMember.objects.filter(person__in=ids, ends_on__isnull=True).values("family")
    return _choices(
        set(FamilyMember.objects.filter(family__in=families, ends_on__isnull=True).values_list("person", flat=True))
        | _related(ids),
        but_not=ids,
    )


def people_near_family(family_id: UUID) -> list[tuple[str, str]]:
    """Return, as choices of a form, who is or was in a family, who is related to one of them, and who is named as a risk."""
    members = set(FamilyMember.objects.filter(family=family_id).values_list("person", flat=True))
    return _choices(members | _related(members), but_not=set())


def _related(ids: set[UUID]) -> set[UUID]:
    rows = Relationship.objects.filter(Q(person__in=ids) | Q(other__in=ids)).values_list("person", "other")
    return {each for row in rows for each in row}


def _choices(ids: set[UUID], *, but_not: set[UUID]) -> list[tuple[str, str]]:
    people = Person.objects.filter(pk__in=ids - but_not)
    return [
        (
            str(p.pk),
            p.name + (f", born {the_date(p.date_of_birth)}" if p.date_of_birth else ""),
        )
        for p in sorted(people, key=lambda p: (p.name, p.pk))
    ]


def member_choices(family_id: UUID) -> list[tuple[str, str]]:
    """Return the members of a family as choices of a form."""
    places = (
        FamilyMember.objects.filter(family=family_id, ends_on__isnull=True).select_related("person").order_by("starts_on", "id")
    )
    return [(str(place.person_id), f"{place.person.name} ({place.get_role_display().lower()})") for place in places]


def worker_choices(on: date) -> list[tuple[str, str]]:
    """Return the people who work in the actor's area on a day as choices of a form."""
    workers = active_practitioners(current_identity().area_id, on)
    return [(str(worker.pk), f"{worker.name}, {worker.agency.name}") for worker in workers]
