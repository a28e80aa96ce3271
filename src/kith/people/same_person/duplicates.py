"""Pairs of records that may be one person: found, and decided by a worker."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from kith.access.identity import current_identity
from kith.kernel.ids import uuid7
from kith.kernel.said import says_nothing
from kith.people.finding.engine import LEAST_SHARED_OF_A_LIST, SCORED_OF_A_LIST, find_many
from kith.people.index.persons import held_persons
from kith.people.index.renewal import everyone_in_area
from kith.people.matching.description import Held, Wanted
from kith.people.models import Person, PossibleDuplicate
from kith.people.record.refusals import NeedsWords
from kith.people.same_person.refusals import MergeRefused, must_be_able_to_merge
from kith.people.same_person.states import PAIR


def find_duplicates(*, now: datetime) -> int:
    """Record the pairs of records that may be one person and were not found before. Returns how many are new.

    Compares all people of the area with each other, as far as the actor sees them. Restricted people are not compared.
    """
    return sum(suggest_pairs(ids, now=now) for ids in everyone_in_area())


def suggest_pairs(ids: Iterable[UUID], *, now: datetime) -> int:
    """Record with whom of the area some people may be one person, such as those who were just recorded. Returns how many pairs
    are new."""
    held = held_persons(ids)
    gone = set(Person.objects.filter(pk__in=list(held), merged_into__isnull=False).values_list("pk", flat=True))
    asked = [person_id for person_id in held if person_id not in gone]
    if not asked:
        return 0
    found = find_many(
        [_wanted(held[person_id]) for person_id in asked],
        limit=5,
        scored=SCORED_OF_A_LIST,
        but_not=asked,
        least_shared=LEAST_SHARED_OF_A_LIST,
    )
    rows = []
    for person_id, of_each in zip(asked, found, strict=True):
        rows += [
            PossibleDuplicate(
                id=uuid7(),
                area_id=current_identity().area_id,
                person_id=min(person_id, other.person_id),
                other_id=max(person_id, other.person_id),
                score=Decimal(str(round(other.score.points, 2))),
                reasons_for=[reason[:300] for reason in other.score.reasons_for],
                reasons_against=[reason[:300] for reason in other.score.reasons_against],
                found_at=now,
            )
            for other in of_each
            if other.person_id != person_id
        ]
    known = set(PossibleDuplicate.objects.filter(person__in=[row.person_id for row in rows]).values_list("person", "other"))
    unknown = {(row.person_id, row.other_id): row for row in rows if (row.person_id, row.other_id) not in known}
    PossibleDuplicate.objects.bulk_create(unknown.values(), ignore_conflicts=True)
    return len(unknown)


def _wanted(held: Held) -> Wanted:
    lines, code = next(((a, p) for a, p, now in held.addresses if now), ("", ""))
    contacts = sorted(held.contacts)
    return Wanted(
        forename=held.forename,
        middle_names=held.middle_names,
        surname=held.surname,
        known_as=held.known_as,
        date_of_birth=held.date_of_birth,
        expected_date=held.expected_date,
        sex=held.sex,
        address=lines,
        postcode=code,
        telephone=next((c for c in contacts if "@" not in c), ""),
        email=next((c for c in contacts if "@" in c), ""),
        nhs_number=min(held.nhs_numbers, default=""),
        upn=min(held.upns, default=""),
    )


def pair_of(one: Person, two: Person, now: datetime) -> PossibleDuplicate:
    """Return the pair of two records, to be looked at when it was not kept before."""
    first, second = sorted((one.pk, two.pk))
    pair, _ = PossibleDuplicate.objects.get_or_create(
        area_id=one.area_id, person_id=first, other_id=second, defaults={"score": 0, "found_at": now}
    )
    return pair


def state_of(one: Person, two: Person) -> str:
    """Return where a pair of records stands: to look at, when nothing was kept of it."""
    first, second = sorted((one.pk, two.pk))
    held = PossibleDuplicate.objects.filter(person_id=first, other_id=second).values_list("state", flat=True).first()
    return held or PossibleDuplicate.State.OPEN


def settle_pair(
    one: Person, two: Person, verb: str, because: str, now: datetime, *, seen: str | None = None
) -> PossibleDuplicate:
    """Keep what a service (``verb``) decided about a pair of records, so that it is not suggested again.

    Of two who decide at once the second waits for the first. ``seen`` is where the pair stood when the decision began. Raises
    ``MergeRefused`` when it stands elsewhere by now, or when this cannot follow.
    """
    pair = PossibleDuplicate.objects.select_for_update(of=("self",)).get(pk=pair_of(one, two, now).pk)
    if seen is not None and pair.state != seen:
        raise MergeRefused(
            f"Another worker has decided about these two meanwhile: {PAIR.states[pair.state].lower()}. Look at them again."
        )
    pair.state, pair.decided_at, pair.decided_because = PAIR.after(pair.state, verb), now, because.strip()[:300]
    pair.decided_by_id = current_identity().practitioner_id
    pair.save(update_fields=["state", "decided_at", "decided_because", "decided_by"])
    return pair


def say_different(*, pair: PossibleDuplicate, reason: str, now: datetime) -> PossibleDuplicate:
    """Decide that two records are two people. They are never suggested again."""
    must_be_able_to_merge()
    if says_nothing(reason):
        raise NeedsWords("Say how you know that they are two people.", field="reason")
    return settle_pair(pair.person, pair.other, "say_different", reason, now)
