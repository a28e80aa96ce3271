"""Who can be chosen on a page: the people in the same families as somebody, and those related to a family."""

from uuid import UUID

from django.db.models import Q

from kith.kernel.refusals import NotFound
from kith.people.models import FamilyMember, Person, Relationship, RiskStatement
from kith.people.one_person import records_of


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
            p.name + (f", born {p.date_of_birth.day} {p.date_of_birth:%B %Y}" if p.date_of_birth else ""),
        )
        for p in sorted(people, key=lambda p: (p.name, p.pk))
    ]


def place_in_family(family_id: UUID, person_id: UUID) -> FamilyMember:
    """Return the present place of a person in a family, or refuse as for one who does not exist."""
    place = FamilyMember.objects.filter(family=family_id, person=person_id, ends_on__isnull=True).first()
    if place is None:
        raise NotFound
    return place


def risk_in_family(family_id: UUID, risk_id: UUID) -> RiskStatement:
    """Return a statement of risk about a family, or refuse as for one that does not exist."""
    risk = RiskStatement.objects.select_related("person").filter(pk=risk_id, family=family_id).first()
    if risk is None:
        raise NotFound
    return risk
