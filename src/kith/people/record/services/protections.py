"""What workers must know before visiting, and what others must not learn."""

from datetime import date, datetime, timedelta

from kith.access.identity import current_identity
from kith.kernel.facts import publish
from kith.kernel.said import says_nothing
from kith.kernel.time import london_date
from kith.people.facts import LookAgain
from kith.people.models import Hazard, Person, Protection
from kith.people.record.refusals import NeedsWords, PersonRefused


def record_hazard(*, person: Person, words: str, source: str, review_on: date, now: datetime) -> Hazard:
    """Record what a worker must know before visiting, who says so, and when it is looked at again."""
    if not words.strip():
        raise NeedsWords("Say what a worker must know before visiting.", field="words")
    if says_nothing(source):
        raise NeedsWords("Say who told you, or how it is known.", field="source")
    later(review_on, now)
    made = Hazard.objects.create(
        area_id=person.area_id,
        person=person,
        words=words.strip(),
        source=source.strip(),
        recorded_at=now,
        review_on=review_on,
    )
    publish(LookAgain("hazard", made.pk, at=now))
    return made


def end_hazard(*, hazard: Hazard, now: datetime) -> Hazard:
    """End a hazard. It stays in the history."""
    hazard.ends_on = london_date(now) - timedelta(days=1)
    hazard.save(update_fields=["ends_on"])
    publish(LookAgain("hazard", hazard.pk, at=now))
    return hazard


def protect(
    *,
    person: Person,
    what: str,
    reason: str,
    review_on: date,
    now: datetime,
    hidden_from: Person | None = None,
    hidden_from_words: str = "",
) -> Protection:
    """Keep something about a person from another person, on every way out (practice.md P-9).

    Without ``hidden_from`` (they are not on record), ``hidden_from_words`` says who,
    and no reader but the person protected sees it.
    """
    if hidden_from is None and not hidden_from_words.strip():
        raise NeedsWords("Say who must not learn it.", field="hidden_from")
    if hidden_from is not None and hidden_from.pk == person.pk:
        raise PersonRefused("Choose somebody else: this is the person it is about.", field="hidden_from")
    if says_nothing(reason):
        raise NeedsWords("Say why this is protected.", field="reason")
    later(review_on, now)
    made = Protection.objects.create(
        area_id=person.area_id,
        person=person,
        what=what,
        hidden_from=hidden_from,
        hidden_from_words=hidden_from_words.strip(),
        reason=reason.strip(),
        set_by_id=current_identity().practitioner_id,
        starts_at=now,
        review_on=review_on,
    )
    publish(LookAgain("protection", made.pk, at=now))
    return made


def end_protection(*, protection: Protection, now: datetime) -> Protection:
    """End a protection at once. It stays in the history."""
    protection.ends_on = london_date(now) - timedelta(days=1)
    protection.save(update_fields=["ends_on"])
    publish(LookAgain("protection", protection.pk, at=now))
    return protection


def later(review_on: date, now: datetime) -> None:
    """Refuse a review date that has come already."""
    if review_on <= london_date(now):
        raise NeedsWords("The review date must be in the future.", field="review_on")
