"""Looking for the people of a request, as the area's matching service, after the request is stored."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import connection

from kith.front_door.keys import addresses_in, telephones_in
from kith.front_door.models import Request, RequestKey, RequestMatch, RequestPerson, RestrictedMatch
from kith.front_door.wanted import stored_keys, wanted_of, without_names
from kith.people.finding.candidates import find_together
from kith.people.finding.notices import restricted_match
from kith.people.index.keys import lookup_keys
from kith.people.matching.description import Wanted
from kith.people.matching.spelling import address_key
from kith.people.models import Person

MOST_SHOWN = 5


def look_for_family(*, request_id: UUID, now: datetime) -> int:
    """Propose who on record each person of a request may be, and make the request findable by later ones.

    Runs as the service *matching*. It proposes and never decides: matches a person has decided stay as they are. When a
    restricted record may match, its named people are told, and duty roles see whom to ring (practice P-11). Returns how many
    persons have possible matches.
    """
    # A job that was taken up again may meet itself: the second waits, and finds what the first proposed.
    request = Request.objects.select_for_update().filter(pk=request_id).first()
    if request is None:
        return 0
    people = list(request.people.order_by("position"))
    write_keys(request, people)
    found = _propose(request, people)
    first_search = request.searched_at is None
    request.searched_at, request.search_failed = now, ""
    request.save(update_fields=["searched_at", "search_failed"])
    if first_search:
        _ring_for_restricted(request, list(wanted_of(request, people).values()), now)
    return found


def look_again(*, request: Request, now: datetime) -> int:
    """Look again for the people of a request who are on no record yet, while nobody else in the area opens one (practice P-23).

    What was recorded since the search is proposed, and stands to be checked: also for somebody a worker has called new, because
    they could not see it. Returns for how many people there is something to check. Holds the area's turn until the transaction
    ends, so that of two requests about one child the second sees what the first recorded.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('front_door_decide'), hashtext(%s::text))", [request.area_id])
    if not request.people.filter(person=None, same_as=None).exists():
        return 0
    found = _propose(request, list(request.people.order_by("position")))
    Request.objects.filter(pk=request.pk, searched_at__isnull=False).update(searched_at=now)
    return found


def _propose(request: Request, people: list[RequestPerson]) -> int:
    """Keep who on record each person may be who is on no record yet. Returns for how many there is something to check.

    What a worker has decided stays decided; a record that they could not see is put before them.
    """
    wanted = wanted_of(request, people)
    found = 0
    # Decided persons are looked for too: whoever is known speaks for the others of their family.
    together = find_together({str(person.pk): wanted[person] for person in people}, limit=MOST_SHOWN)
    for person in people:
        if person.person_id is not None or person.same_as_id is not None:
            continue
        candidates = together[str(person.pk)]
        decided = set(RequestMatch.objects.filter(request_person=person).values_list("person_id", flat=True))
        RequestMatch.objects.bulk_create(
            [
                RequestMatch(
                    area_id=request.area_id,
                    request=request,
                    request_person=person,
                    person_id=candidate.person.pk,
                    position=position,
                    score=Decimal(str(round(candidate.score, 2))),
                    confidence=candidate.confidence,
                    reasons_for=[reason[:300] for reason in candidate.reasons_for],
                    reasons_against=[reason[:300] for reason in candidate.reasons_against],
                )
                for position, candidate in enumerate(candidates)
                if candidate.person.pk not in decided
            ]
        )
        to_check = any(not each.person.restricted and _could_not_be_seen(person, each.person, decided) for each in candidates)
        match = _match_after(person, to_check=to_check, proposed=bool(decided), searchable=bool(lookup_keys(wanted[person])))
        if match != person.match:
            person.match = match
            person.save(update_fields=["match"])
        found += to_check
    return found


def _could_not_be_seen(person: RequestPerson, other: Person, proposed: set[UUID]) -> bool:
    """Say whether a record is still to be looked at: of somebody who was called new, only one that was made since."""
    if person.match != RequestPerson.Match.NEW or person.matched_at is None:
        return True
    return other.pk not in proposed and other.recorded_at >= person.matched_at


def _match_after(person: RequestPerson, *, to_check: bool, proposed: bool, searchable: bool) -> str:
    """Return where a person stands after a search. *No match found* is said only of somebody who could be looked for."""
    if to_check:
        return RequestPerson.Match.TO_CHECK
    if person.match == RequestPerson.Match.NEW:
        return RequestPerson.Match.NEW
    if proposed:
        return RequestPerson.Match.TO_CHECK
    return RequestPerson.Match.NONE if searchable else RequestPerson.Match.TOO_LITTLE


def mark_search_failed(*, request_id: UUID, words: str) -> None:
    """Say on the request that the search failed, so that nobody reads silence as *nobody is held*."""
    Request.objects.filter(pk=request_id).update(search_failed=words[:500])


def write_keys(request: Request, people: list[RequestPerson]) -> None:
    """Make a request findable by others on the same child, address or number."""
    wanted = wanted_of(request, people)
    RequestKey.objects.filter(request=request).delete()
    rows = [
        RequestKey(area_id=request.area_id, request=request, request_person=person, kind=kind, value=value)
        for person in people
        for kind, value in sorted(stored_keys(wanted[person]))
    ]
    sender = getattr(request, "sender", None)
    of_request = {("address", address_key(each)) for each in addresses_in(request.worries)}
    of_request |= {("telephone", each) for each in telephones_in(request.worries)}
    if sender and sender.telephone_key:
        of_request.add(("sender", sender.telephone_key))
    rows += [
        RequestKey(area_id=request.area_id, request=request, kind=kind, value=value[:160])
        for kind, value in sorted(of_request)
        if value
    ]
    RequestKey.objects.bulk_create(rows)


def _ring_for_restricted(request: Request, wanted: list[Wanted], now: datetime) -> None:
    RestrictedMatch.objects.bulk_create(
        [
            RestrictedMatch(
                area_id=request.area_id,
                request=request,
                owner_name=owner.name,
                owner_telephone=owner.telephone,
                found_at=now,
            )
            for owner in restricted_match(*without_names(wanted))
        ]
    )
