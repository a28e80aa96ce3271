"""One row of the record by its id, or the refusal for what does not exist."""

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from kith.kernel.refusals import NotFound
from kith.people.models import (
    Address,
    ContactDetail,
    Family,
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
from kith.people.record.records import all_records, records_of

ROWS: dict[str, type[models.Model]] = {
    "address": Address,
    "contact": ContactDetail,
    "name": OtherName,
    "number": Identifier,
    "professional": Professional,
    "relationship": Relationship,
    "tie": Tie,
}
"""What can be changed or ended on a person's record, by the word that addresses have for it."""


def held_row(what: str, person_id: UUID, row_id: UUID) -> Any:
    """Return a row of a person's record, or refuse as for one that does not exist. A relationship is found from either side."""
    model = ROWS[what]
    ids = records_of(person_id)
    mine = Q(person__in=ids)
    related = ["person"]
    if model in (Relationship, Tie):
        related.append("other")
    if model is Relationship:
        mine |= Q(other__in=ids)
    row = model._default_manager.select_related(*related).filter(mine, pk=row_id).first()
    if row is None:
        raise NotFound
    return row


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


def person_page(person_id: UUID) -> Person:
    """Return one person, or refuse as for a person who does not exist."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotFound
    return person


def family_named(family_id: UUID) -> Family:
    """Return one family, or refuse as for a family that does not exist."""
    family = Family.objects.filter(pk=family_id).first()
    if family is None:
        raise NotFound
    return family


def person_in_family(family_id: UUID, person_id: UUID) -> Person:
    """Return a person who is or was in a family by any of their records, or refuse as for one who does not exist."""
    people = all_records([person_id])
    if not FamilyMember.objects.filter(family=family_id, person__in=people).exists():
        raise NotFound
    return Person.objects.get(pk=people[person_id])


def protection_in_family(family_id: UUID, protection_id: UUID) -> Protection:
    """Return a protection of a person in a family, or refuse as for one that does not exist."""
    protection = Protection.objects.select_related("person").filter(pk=protection_id).first()
    if protection is None:
        raise NotFound
    person_in_family(family_id, protection.person_id)
    return protection


def hazard_in_family(family_id: UUID, hazard_id: UUID) -> Hazard:
    """Return a hazard of a person in a family, or refuse as for one that does not exist."""
    hazard = Hazard.objects.select_related("person").filter(pk=hazard_id).first()
    if hazard is None:
        raise NotFound
    person_in_family(family_id, hazard.person_id)
    return hazard
