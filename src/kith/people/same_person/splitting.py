"""Two people wrongly recorded as one, parted."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from kith.kernel.said import says_nothing
from kith.people.index.table import write_keys
from kith.people.models import Person
from kith.people.record.refusals import NeedsWords, PersonRefused
from kith.people.record.services.persons import EDITABLE, new_person
from kith.people.same_person.duplicates import settle_pair
from kith.people.same_person.pointers import keep_flags
from kith.people.same_person.refusals import MergeRefused, must_be_able_to_merge
from kith.people.same_person.rows import KINDS


def split(*, person: Person, moved: Mapping[str, Iterable[UUID]], reason: str, now: datetime, **fields: Any) -> Person:
    """Record the second person who was wrongly part of a record, with the rows that are theirs. Returns the new person.

    ``moved`` lists rows by kind (``rows.KINDS``), ``fields`` what is known of the new person (``EDITABLE``). What other rooms
    hold stays where it is: the worker who parts the record settles it there. The two are never suggested as one person again.
    Raises :class:`NeedsWords`, :class:`PersonRefused`, :class:`MergeRefused`, ``NotPermitted``.
    """
    must_be_able_to_merge()
    if unknown := fields.keys() - EDITABLE:
        raise TypeError(f"split does not take {', '.join(sorted(unknown))}")
    if unknown := moved.keys() - KINDS.keys():
        raise TypeError(f"split does not move {', '.join(sorted(unknown))}")
    if says_nothing(reason):
        raise NeedsWords("Say how you know that these are two people.", field="reason")
    if not any(str(fields.get(name) or "").strip() for name in ("forename", "surname", "known_as", "expected_date")):
        raise NeedsWords("Give the other person a first name, a surname, or what they are known as.", field="forename")
    if person.merged_into_id is not None:
        raise MergeRefused("This record was joined to another. If that was wrong, undo it instead.")
    wanted = {kind: set(ids) for kind, ids in moved.items() if ids}
    _must_be_theirs(person, wanted)
    made = new_person(now, person.in_family, {"birth_date_kind": "exact"} | fields)
    for kind, ids in wanted.items():
        KINDS[kind].model._default_manager.filter(pk__in=ids, person=person).update(person=made)
        if other := KINDS[kind].other:
            KINDS[kind].model._default_manager.filter(pk__in=ids, **{other: person}).update(**{other: made})
    keep_flags([made, person], in_family={person.pk: person.in_family, made.pk: person.in_family})
    write_keys([made, person])
    settle_pair(person, made, "split", reason, now)
    return made


def _must_be_theirs(person: Person, wanted: Mapping[str, set[UUID]]) -> None:
    for key, ids in wanted.items():
        kind = KINDS[key]
        theirs = set(kind.model._default_manager.filter(pk__in=ids, person=person).values_list("pk", flat=True))
        if kind.other:
            theirs |= set(kind.model._default_manager.filter(pk__in=ids, **{kind.other: person}).values_list("pk", flat=True))
        if ids - theirs:
            raise PersonRefused("Something chosen is no longer part of this record. Look again and choose.", field=key)
