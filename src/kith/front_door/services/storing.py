"""Keeping what a request says of its sender and its people, as it was said."""

from typing import Any

from kith.access.identity import Identity
from kith.front_door.body import RequestBody
from kith.front_door.keys import telling_number
from kith.front_door.models import Request, RequestPerson, RequestRelationship, RequestSender


def store_sender(request: Request, body: RequestBody, identity: Identity) -> None:
    """Keep who sent a request in its own table, with the agency of a system and the worker who recorded a call."""
    sender = body.sender
    RequestSender(
        area_id=request.area_id,
        request=request,
        name=sender.name,
        role=sender.role,
        organisation=sender.organisation,
        telephone=sender.telephone,
        telephone_key=telling_number(sender.telephone),
        email=sender.email,
        may_be_named=sender.may_be_named,
        safe_to_contact=sender.safe_to_contact,
        told_family=sender.told_family or "",
        told_family_reason=sender.told_family_reason,
        agency_id=identity.agency_id if identity.kind == "client" else None,
        taken_by_id=identity.practitioner_id,
    ).save(force_insert=True)


def store_people(request: Request, body: RequestBody) -> None:
    """Keep the people as they were described, and how they are related."""
    people = {
        person.key: RequestPerson(
            area_id=request.area_id,
            request=request,
            position=position,
            **_fields_of(person.model_dump()),
        )
        for position, person in enumerate(body.people)
    }
    RequestPerson.objects.bulk_create(people.values())
    RequestRelationship.objects.bulk_create(
        [
            RequestRelationship(
                area_id=request.area_id,
                request=request,
                from_person=people[each.from_key],
                to_person=people[each.to_key],
                kind=each.kind,
                parental_responsibility=each.parental_responsibility,
            )
            for each in body.relationships
        ]
    )


def _fields_of(given: dict[str, Any]) -> dict[str, Any]:
    return {**given, "sex": given["sex"] or ""}
