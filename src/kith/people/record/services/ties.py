"""The ties between people, and between people and what is around them."""

from datetime import date, datetime

from kith.kernel.said import says_nothing
from kith.people.models import Person, Tie
from kith.people.record.days import not_to_come
from kith.people.record.refusals import NeedsWords, PersonRefused


def add_tie(
    *,
    person: Person,
    circle: str,
    now: datetime,
    other: Person | None = None,
    name: str = "",
    quality: str = Tie.Quality.ORDINARY,
    direction: str = Tie.Direction.BOTH,
    words: str = "",
    source: str = "",
) -> Tie:
    """Record a connection between a person and another on record, or a person or thing given by name.

    Raises :class:`NeedsWords` when neither is given, or when it tells of harm without a source, and
    :class:`PersonRefused` for a tie to oneself.
    """
    if other is None and not name.strip():
        raise NeedsWords("Choose a person, or say who or what it is.", field="name")
    if other is not None and other.pk == person.pk:
        raise PersonRefused("Choose somebody else: this is the same person.", field="other")
    if quality == Tie.Quality.HARMFUL and says_nothing(source):
        raise NeedsWords("Say who says that it is harmful, or how it is known.", field="source")
    return Tie.objects.create(
        area_id=person.area_id,
        person=person,
        other=other,
        name="" if other else name.strip(),
        circle=circle,
        quality=quality,
        direction=direction,
        words=words.strip(),
        source=source.strip(),
        recorded_at=now,
    )


def end_tie(*, tie: Tie, on: date) -> Tie:
    """Record that a tie is no longer so. It stays in the history."""
    not_to_come(on, "on")
    tie.ends_on = on
    tie.save(update_fields=["ends_on"])
    return tie
