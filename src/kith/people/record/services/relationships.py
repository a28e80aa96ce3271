"""How people are related. Stored once, and read both ways (``people.record.kinship``)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from kith.kernel.said import says_nothing
from kith.kernel.time import london_date
from kith.people.models import Person, Relationship, RelationshipKind
from kith.people.record.days import not_to_come
from kith.people.record.refusals import NeedsWords, RelationshipRefused
from kith.people.record.rules import (
    BIRTH_PARENTS,
    BOTH_WAYS,
    FOREBEARS,
    birth_parent_is_older,
    no_forebear_of_oneself,
    responsibility,
    union_of_partners,
)


def relate(
    *,
    person: Person,
    other: Person,
    kind: str,
    now: datetime,
    union: str = "",
    own_word: str = "",
    parental_responsibility: bool | None = None,
    responsibility_basis: str = "",
    responsibility_from: date | None = None,
    responsibility_until: date | None = None,
    starts_on: date | None = None,
) -> Relationship:
    """Record that ``person`` is the ``kind`` of ``other``. Recording it again adds what is given, and begins anew what had ended.

    A kind that is the same both ways (sibling, partner) is kept once, in whichever order the two are named. Raises
    :class:`RelationshipRefused`: a person with themself, a birth parent not older than the child, a circle of parents, a union
    between people who are not partners, parental responsibility that ends before it begins (practice.md P-17: two mothers or two
    fathers are ordinary).
    """
    _refuse(person, other, kind)
    _refuse_words(
        kind=kind,
        union=union,
        held=parental_responsibility,
        basis=responsibility_basis,
        since=responsibility_from,
        until=responsibility_until,
        now=now,
    )
    not_to_come(starts_on, "starts_on")
    if responsibility_until:
        parental_responsibility = False
    said: dict[str, Any] = {
        "union": union,
        "own_word": own_word.strip(),
        "parental_responsibility": parental_responsibility,
        "responsibility_basis": responsibility_basis,
        "responsibility_from": responsibility_from,
        "responsibility_until": responsibility_until,
        "starts_on": starts_on,
    }
    given = {name: value for name, value in said.items() if value not in (None, "")}
    if kind in BOTH_WAYS and (held := Relationship.every.filter(person=other, other=person, kind=kind).first()):
        # What the other calls this person belongs to the other direction and is not known from here.
        given.pop("own_word", None)
        return _add(held, given)
    relationship, made = Relationship.every.get_or_create(
        area_id=person.area_id, person=person, other=other, kind=kind, defaults=said
    )
    return relationship if made else _add(relationship, given)


def change_relationship(
    *,
    relationship: Relationship,
    now: datetime,
    union: str = "",
    own_word: str = "",
    parental_responsibility: bool | None = None,
    responsibility_basis: str = "",
    responsibility_from: date | None = None,
    responsibility_until: date | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Relationship:
    """Write all that is known of a relationship anew; what is left out is no longer recorded, and stays in the history.

    Raises :class:`RelationshipRefused` as :func:`relate` does, and for an end before the beginning.
    """
    _refuse_words(
        kind=relationship.kind,
        union=union,
        held=parental_responsibility,
        basis=responsibility_basis,
        since=responsibility_from,
        until=responsibility_until,
        now=now,
    )
    if starts_on and ends_on and ends_on < starts_on:
        raise RelationshipRefused("It ended before it began. Check both dates.", field="ends_on")
    not_to_come(starts_on, "starts_on")
    not_to_come(ends_on, "ends_on")
    relationship.union = union
    relationship.own_word = own_word.strip()
    relationship.parental_responsibility = False if responsibility_until else parental_responsibility
    relationship.responsibility_basis = responsibility_basis
    relationship.responsibility_from = responsibility_from
    relationship.responsibility_until = responsibility_until
    relationship.starts_on = starts_on
    relationship.ends_on = ends_on
    relationship.save()
    return relationship


def end_relationship(*, relationship: Relationship, on: date) -> Relationship:
    """End a relationship on a day, such as a separation."""
    not_to_come(on, "on")
    relationship.ends_on = on
    relationship.save(update_fields=["ends_on"])
    return relationship


def mark_mistaken(*, relationship: Relationship, reason: str, now: datetime) -> Relationship:
    """Mark a relationship as recorded by mistake (practice P-24). From now on it is read by nothing: no page, picture or copy has
    it, and no copy is offered on its strength. It stays in the history, with the reason.

    Raises :class:`NeedsWords` without a reason.
    """
    if says_nothing(reason):
        raise NeedsWords("Say how you know that this was never so.", field="reason")
    relationship.mistaken_at, relationship.mistaken_because = now, reason.strip()[:300]
    # Whoever reads the family's plan online on its strength must be let in anew.
    relationship.ends_on = relationship.ends_on or london_date(now)
    relationship.save(update_fields=["mistaken_at", "mistaken_because", "ends_on"])
    return relationship


NOTHING_KNOWN: dict[str, Any] = {
    "union": "",
    "own_word": "",
    "parental_responsibility": None,
    "responsibility_basis": "",
    "responsibility_from": None,
    "responsibility_until": None,
    "starts_on": None,
}


def _add(relationship: Relationship, given: dict[str, Any]) -> Relationship:
    changes = {**given, "ends_on": None}
    if relationship.mistaken_at:
        # It was never so before: nothing of what was recorded by mistake comes back with it.
        changes = {**NOTHING_KNOWN, **changes, "mistaken_at": None, "mistaken_because": ""}
    if given.get("parental_responsibility"):
        changes |= {"responsibility_until": None}
    for name, value in changes.items():
        setattr(relationship, name, value)
    relationship.save(update_fields=list(changes))
    return relationship


def _refuse(person: Person, other: Person, kind: str) -> None:
    if person.pk == other.pk:
        raise RelationshipRefused(
            "A person cannot be married to, or the partner of, themself. Choose another person."
            if kind in {RelationshipKind.PARTNER, RelationshipKind.EX_PARTNER}
            else "A person cannot be related to themself. Choose another person.",
            field="other",
        )
    if kind in BIRTH_PARENTS and not birth_parent_is_older(parent=person, child=other):
        raise RelationshipRefused(birth_parent_is_older.no(field="kind", parent=person.name, child=other.name))
    if kind in FOREBEARS:
        pairs = Relationship.objects.filter(kind__in=FOREBEARS)
        if not no_forebear_of_oneself(person.pk, other.pk, lambda ids: _children_of(pairs, ids)):
            raise RelationshipRefused(no_forebear_of_oneself.no(field="kind", parent=person.name, child=other.name))


def _refuse_words(
    *,
    kind: str,
    union: str,
    held: bool | None,
    basis: str,
    since: date | None,
    until: date | None,
    now: datetime,
) -> None:
    wrong = union_of_partners(kind=kind, union=union) or responsibility(
        held=held, basis=basis, since=since, until=until, today=london_date(now)
    )
    if wrong:
        raise RelationshipRefused(wrong)


def _children_of(pairs: Any, parents: set[UUID]) -> set[UUID]:
    return set(pairs.filter(person__in=parents).values_list("other_id", flat=True))
