"""Keeping what a request says, of its sender and its people too, as it was said."""

from datetime import datetime
from typing import Any

from kith.access.identity import Identity
from kith.front_door.body import RequestBody
from kith.front_door.bursts import Burst, texts_of
from kith.front_door.cues import raised_by_words
from kith.front_door.keys import telling_number
from kith.front_door.models import DangerSaid, InBurst, Receipt, Request, RequestPerson, RequestRelationship, RequestSender


def store_request(body: RequestBody, receipt: Receipt, *, rule: str, burst: Burst | None, now: datetime) -> Request:
    """Keep a request as it was received. ``rule`` says in words by when it is decided, ``burst`` what it belongs to."""
    in_danger = body.in_danger == DangerSaid.YES
    request = Request(
        id=receipt.request_id,
        area_id=receipt.area_id,
        number=receipt.number,
        reference=body.reference,
        door=receipt.door,
        channel=receipt.channel,
        kind=body.kind,
        received_at=receipt.received_at,
        recorded_at=now,
        sent_at=body.received_at,
        immediate_danger=body.in_danger,
        urgent=in_danger,
        urgent_words="The sender says that someone may be being hurt now." if in_danger else "",
        urgent_at=receipt.received_at if in_danger else None,
        raised_words=raised_by_words(texts_of(body)),
        burst=burst.id if burst else None,
        in_burst=burst.standing if burst else InBurst.APART,
        worries=body.worries,
        strengths=body.strengths,
        tried=body.tried,
        wanted=body.wanted,
        family_views=body.family_views,
        child_views=body.child_views,
        agreement_service=body.agreement.service,
        agreement_sharing=body.agreement.sharing,
        agreement_by=body.agreement.by,
        agreement_reason=body.agreement.reason_if_not,
        hazards=body.hazards,
        protect=[
            {"what": each.what, "from": each.from_whom} | ({"kind": each.kind} if each.kind else {}) for each in body.protect
        ],
        decide_by=receipt.decide_by,
        decide_by_rule=rule,
    )
    request.save(force_insert=True)
    return request


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


def store_people(request: Request, body: RequestBody) -> list[RequestPerson]:
    """Keep the people as they were described, and how they are related. Returns them."""
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
    return list(people.values())


def _fields_of(given: dict[str, Any]) -> dict[str, Any]:
    return {**given, "sex": given["sex"] or ""}
