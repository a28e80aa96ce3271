"""Deciding who a person in a request is: always by a person, never automatically."""

from datetime import datetime
from uuid import UUID

from kith.access.identity import current_identity
from kith.front_door.models import Request, RequestMatch, RequestPerson
from kith.front_door.refusals import AlreadyRecorded, NotTheSame
from kith.front_door.services.authority import must_be_able, practitioner
from kith.front_door.states import MATCH
from kith.kernel.refusals import NotFound
from kith.people.models import Family, FamilyMember, Person
from kith.people.record.records import records_of


def confirm_match(*, request_person: RequestPerson, person_id: UUID | None, now: datetime) -> RequestPerson:
    """Say who a person in a request is: somebody on record, or, with ``None``, somebody not on record.

    The other possible matches are marked as not the same. A child who is in one family makes it the request's family, when the
    request has none yet. Raises ``NotFound`` for a person who may not be seen, and :class:`AlreadyRecorded` when a decision has
    recorded them: to say otherwise then would make, or leave, a second record of one child.
    """
    who = must_be_able("confirm_match", area_id=request_person.area_id, now=now)
    person = Person.objects.filter(pk=person_id).first() if person_id else None
    if person_id and person is None:
        raise NotFound
    _not_recorded_yet(request_person, person_id)
    request_person.person = person
    request_person.match = RequestPerson.Match.CONFIRMED if person else RequestPerson.Match.NEW
    request_person.matched_by, request_person.matched_at = who, now
    request_person.save(update_fields=["person", "match", "matched_by", "matched_at"])
    others = RequestMatch.objects.filter(request_person=request_person, state__in=MATCH.having("confirm_match"))
    (others.exclude(person_id=person_id) if person_id else others).update(
        state=RequestMatch.State.REJECTED, decided_by=who, decided_at=now
    )
    if person is not None:
        others.filter(person=person).update(state=RequestMatch.State.CONFIRMED, decided_by=who, decided_at=now)
        _family_of_child(request_person, person)
    return request_person


def _not_recorded_yet(request_person: RequestPerson, person_id: UUID | None) -> None:
    """Refuse to make somebody else of a person whom a decision has recorded."""
    # A decision locks the request while it records: whoever says who somebody is waits for it.
    request = Request.objects.select_for_update(no_key=True).get(pk=request_person.request_id)
    held = RequestPerson.objects.select_related("person").get(pk=request_person.pk)
    if held.person is None or person_id in (records := records_of(held.person.pk)):
        return
    put_in = FamilyMember.objects.filter(family=request.family_id, person__in=records).exists()
    if held.match == RequestPerson.Match.CONFIRMED and not (put_in and request.decisions.exclude(episode=None).exists()):
        return
    if person_id is None:
        raise AlreadyRecorded(
            f"{held.person.name} is on record since this request was decided. If that is the wrong person, open the record and"
            " take them out of the family; nobody is recorded a second time."
        )
    raise AlreadyRecorded(
        f"{held.person.name} is on record since this request was decided. If that and the other record are of one person, join"
        " the two records."
    )


def choose_family(*, request: Request, family_id: UUID | None, now: datetime) -> Request:
    """Say which family a request is about; ``None`` takes the choice back. Raises ``NotFound`` for one that may not be seen."""
    practitioner()
    family = Family.objects.filter(pk=family_id).first() if family_id else None
    if family_id and family is None:
        raise NotFound
    request.family = family
    request.save(update_fields=["family"])
    return request


def mark_listed_twice(*, request_person: RequestPerson, same_as: RequestPerson, now: datetime) -> RequestPerson:
    """Say that somebody stands twice in one request: one record is made, and one decision. Raises :class:`NotTheSame`,
    and :class:`AlreadyRecorded` when a decision has recorded them."""
    if request_person.pk == same_as.pk or request_person.request_id != same_as.request_id or same_as.same_as_id:
        raise NotTheSame("Choose the other row of the same person in this request.")
    _not_recorded_yet(request_person, same_as.person_id)
    request_person.same_as = same_as
    request_person.matched_by, request_person.matched_at = practitioner(), now
    request_person.save(update_fields=["same_as", "matched_by", "matched_at"])
    return request_person


def _family_of_child(request_person: RequestPerson, person: Person) -> None:
    request = request_person.request
    if request.family_id or not request_person.is_child:
        return
    families = list(
        FamilyMember.objects.filter(
            area_id=current_identity().area_id,
            person=person,
            ends_on__isnull=True,
            role__in=("child", "unborn"),
        ).values_list("family_id", flat=True)
    )
    if len(set(families)) == 1:
        request.family_id = families[0]
        request.save(update_fields=["family"])
