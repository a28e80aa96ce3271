"""Two records that are one person: joined by a pointer, and taken apart again.

The record that goes keeps its rows, and no other room's table is touched. ``Merge`` keeps which values were taken and which they
replaced, and what was said of everything written in between when it is undone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.db import connection
from django.db.models import Field, Q

from kith.access.identity import current_identity
from kith.kernel.facts import publish
from kith.kernel.refusals import NotFound, NotPermitted, Refusal
from kith.kernel.time import london_date
from kith.people.births import whole_years
from kith.people.facts import PeopleMerging
from kith.people.keys import write_keys
from kith.people.merge_rules import ADULT_ROLES, Side, cannot_be_one, may_merge
from kith.people.models import (
    FamilyMember,
    Merge,
    OtherName,
    Person,
    PossibleDuplicate,
    Protection,
    Relationship,
    Tie,
)
from kith.people.one_person import (
    GOES,
    KINDS,
    STAYS,
    records_joined,
    records_of,
    surviving,
    written_since,
)
from kith.people.services.persons import EDITABLE, change_person
from kith.people.services.refusals import NeedsWords
from kith.people.versions import save_version
from kith.workbench.held import held_by_rooms, moment_of
from kith.workbench.rooms import Held, Obstacle, obstacles_of_rooms

BIRTH = ("date_of_birth", "birth_date_kind", "expected_date")
"""Chosen together: a date is worth as much as how sure it is."""
CHOICES = tuple(
    field.name
    for field in Person._meta.get_fields()
    if field.name in EDITABLE and field.name not in {"birth_date_kind", "expected_date"}
)
"""The fields of which a worker chooses whose value the person has, in the order of the record. Birth is one choice."""


class MergeRefused(Refusal):
    """Two records cannot be joined, or what was joined cannot be taken apart like this."""

    code = "merge_refused"


class ObstaclesToSettle(Refusal):
    """Something must be settled before two records are joined; ``obstacles`` says what and where."""

    code = "obstacles_to_settle"

    def __init__(self, obstacles: Iterable[Obstacle]) -> None:
        self.obstacles = list(obstacles)
        super().__init__("Settle this first: " + " ".join(each.words for each in self.obstacles))


def must_be_able_to_merge() -> None:
    """Refuse whoever may not say that two records are one person."""
    identity = current_identity()
    if identity.kind != "service" and not may_merge(set(identity.roles)):
        raise NotPermitted("Ask the front door, a team manager, a senior social worker or a records officer to do this.")


def obstacles(goes: UUID, stays: UUID) -> list[Obstacle]:
    """Return what must be settled before two records are joined: what this room knows, then what the others tell.

    Raises ``NotFound`` when either is in a restricted family that the actor is not named on: the answer for a person not held.
    """
    going, staying = records_of(goes), records_of(stays)
    if in_hidden_family(going | staying):
        raise NotFound
    return [*_restriction(going, staying), *_between(going, staying), *obstacles_of_rooms(going, staying)]


def in_hidden_family(records: set[UUID]) -> bool:
    """Return whether any of some records is in a restricted family that the actor is not named on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select 1 from access_people_without_addresses() as hidden (id) where id = any(%s::uuid[]))",
            [list(records)],
        )
        return bool(cursor.fetchone()[0])


def _restriction(going: set[UUID], staying: set[UUID]) -> list[Obstacle]:
    """A restriction hides everyone in a family; a join must not show them, nor hide somebody who is not in it."""
    flags = dict(Person.objects.filter(pk__in=going | staying).values_list("pk", "restricted"))
    restricted: dict[bool, set[UUID]] = {True: set(), False: set()}
    for person_id, family_id in FamilyMember.objects.filter(person__in=going | staying, family__restricted=True).values_list(
        "person_id", "family_id"
    ):
        restricted[person_id in going].add(family_id)
    same = {flags[each] for each in going if each in flags} == {flags[each] for each in staying if each in flags}
    if same and restricted[True] == restricted[False]:
        return []
    return [
        Obstacle(
            "One of the two is in a restricted family and the other is not in it. Ask whoever owns the restriction whether it still"
            " holds; lift it, or put the other record into the same family first."
        )
    ]


def _between(going: set[UUID], staying: set[UUID]) -> list[Obstacle]:
    """What is recorded between the two would become something between a person and themself."""
    found = []
    for model, other, what in (
        (Relationship, "other", "related to each other"),
        (Tie, "other", "tied to each other"),
        (Protection, "hidden_from", "kept from each other"),
    ):
        rows = model.objects.filter(
            Q(person__in=going, **{f"{other}__in": staying}) | Q(person__in=staying, **{f"{other}__in": going}),
            ends_on__isnull=True,
        )
        if rows.exists():
            found.append(
                Obstacle(f"The two are recorded as {what}. If that is a mistake, end it first; if not, they are two people.")
            )
    return found


def merge(
    *,
    person: Person,
    into: Person,
    chosen: Mapping[str, str],
    reason: str,
    read_version: int,
    now: datetime,
) -> Merge:
    """Record that ``person`` is the same person as ``into``, which stays. A record that is itself joined is taken for its survivor.

    ``chosen`` says of each field (``CHOICES``) whose value the person has, ``goes`` or ``stays`` (the default); ``read_version`` is
    the version of the record that stays as it was read. Raises :class:`MergeRefused`, :class:`ObstaclesToSettle`,
    :class:`NeedsWords`, ``NotPermitted``, ``ChangedMeanwhile``, and what a handler of :class:`PeopleMerging` raises.
    """
    must_be_able_to_merge()
    if not reason.strip():
        raise NeedsWords("Say how you know that they are one person.", field="reason")
    stays_id = surviving(into.pk)
    # In one order whoever asks, so that two joins the other way round wait for each other and the second is refused.
    locked = {
        each.pk: each
        for each in Person.objects.select_for_update(of=("self",)).filter(pk__in={person.pk, stays_id}).order_by("pk")
    }
    goes, stays = locked.get(person.pk), locked.get(stays_id)
    if goes is None or stays is None:
        raise NotFound
    _refuse(goes, stays, london_date(now))
    if found := obstacles(goes.pk, stays.pk):
        raise ObstaclesToSettle(found)
    going, staying = records_of(goes.pk), records_of(stays.pk)
    publish(PeopleMerging(goes.pk, stays.pk, frozenset(going), frozenset(staying), at=now))
    taken, replaced = _take(goes, stays, chosen, read_version, now)
    in_family = goes.in_family or stays.in_family
    flags = {"goes": goes.in_family, "stays": stays.in_family}
    if in_family:
        # Whoever sees the person must see all their records.
        Person.objects.filter(pk__in=going | staying).update(in_family=True)
    save_version(goes, read_version=goes.version, merged_into=stays)
    row = Merge.objects.create(
        area_id=goes.area_id,
        person=goes,
        into=stays,
        reason=reason.strip(),
        chosen=taken,
        replaced=replaced | {"in_family": flags},
        merged_at=now,
        merged_by_id=current_identity().practitioner_id,
    )
    _point([goes.pk, *going])
    settle_pair(goes, stays, PossibleDuplicate.State.MERGED, reason, now)
    return row


def _refuse(goes: Person, stays: Person, today: date) -> None:
    if stays.pk in {goes.pk, goes.merged_into_id}:
        raise MergeRefused("These two are already one person.")
    if goes.merged_into_id is not None:
        raise MergeRefused(f"{goes.name} has already been joined to another record. Open that record, or undo that first.")
    if stays.merged_into_id is not None:
        raise MergeRefused(f"Somebody has just joined {stays.name} to another record. Look at both again.")
    adults = set(
        FamilyMember.objects.filter(person__in=[goes.pk, stays.pk], role__in=ADULT_ROLES).values_list("person_id", flat=True)
    )

    def side(p: Person) -> Side:
        age = whole_years(p.date_of_birth, today) if p.date_of_birth else None
        return Side(
            p.name,
            p.area_id,
            p.is_unborn,
            p.sealed,
            age,
            adult_in_a_family=p.pk in adults,
            died=p.date_of_death,
        )

    if why := cannot_be_one(side(goes), side(stays)):
        raise MergeRefused(why)


def _take(
    goes: Person, stays: Person, chosen: Mapping[str, str], read_version: int, now: datetime
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the record that stays the values chosen from the one that goes. Returns them, and those they replaced."""
    if unknown := chosen.keys() - set(CHOICES):
        raise TypeError(f"merge does not take {', '.join(sorted(unknown))}")
    fields = [
        name
        for choice in CHOICES
        if chosen.get(choice) == GOES
        for name in (BIRTH if choice == "date_of_birth" else (choice,))
        if getattr(goes, name) != getattr(stays, name)
    ]
    taken = {name: getattr(goes, name) for name in fields}
    replaced = {name: getattr(stays, name) for name in fields}
    school = {name: value for name, value in taken.items() if name == "school"}
    others = {name: value for name, value in taken.items() if name not in school}
    change_person(person=stays, read_version=read_version, now=now, name_kind=OtherName.Kind.SPELLING, **others)
    if school:
        # The school itself, with its dates, is a row of the record that goes, and stays there.
        save_version(stays, read_version=stays.version, **school)
    return {n: plain(v) for n, v in taken.items()}, {n: plain(v) for n, v in replaced.items()}


def plain(value: Any) -> Any:
    """Return a field's value as JSON keeps it."""
    return value.isoformat() if isinstance(value, date) else value


def field_value(name: str, kept: Any) -> Any:
    """Return a field's value from what JSON kept."""
    return cast("Field[Any, Any]", Person._meta.get_field(name)).to_python(kept)


def _point(records: Iterable[UUID]) -> None:
    """Let every record that is joined lead straight to the one that stays, as the open merges say."""
    open_merges = dict(
        Merge.objects.filter(undone_at__isnull=True, person__in=_joined(records)).values_list("person_id", "into_id")
    )
    for record in open_merges:
        root = record
        while root in open_merges:
            root = open_merges[root]
        Person.objects.filter(pk=record).exclude(merged_into_id=root).update(merged_into_id=root)


def _joined(records: Iterable[UUID]) -> set[UUID]:
    """Return all records that open merges tie to some records, in either direction."""
    found, edge = set(records), set(records)
    while edge:
        rows = Merge.objects.filter(Q(person__in=edge) | Q(into__in=edge), undone_at__isnull=True)
        edge = {each for pair in rows.values_list("person_id", "into_id") for each in pair} - found
        found |= edge
    return found


def settle_pair(one: Person, two: Person, state: str, because: str, now: datetime) -> PossibleDuplicate:
    """Keep what was decided about a pair of records, so that it is not suggested again."""
    first, second = sorted((one.pk, two.pk))
    pair, _ = PossibleDuplicate.objects.get_or_create(
        area_id=one.area_id, person_id=first, other_id=second, defaults={"score": 0, "found_at": now}
    )
    pair.state, pair.decided_at, pair.decided_because = state, now, because.strip()[:300]
    pair.decided_by_id = current_identity().practitioner_id
    pair.save(update_fields=["state", "decided_at", "decided_because", "decided_by"])
    return pair


def say_different(*, pair: PossibleDuplicate, reason: str, now: datetime) -> PossibleDuplicate:
    """Decide that two records are two people. They are never suggested again."""
    must_be_able_to_merge()
    if not reason.strip():
        raise NeedsWords("Say how you know that they are two people.", field="reason")
    return settle_pair(pair.person, pair.other, PossibleDuplicate.State.DIFFERENT, reason, now)


# ---- taken apart again


@dataclass(frozen=True)
class FieldBack:
    """A value that the merge took: what it was before, what it is now, and whether somebody changed it since."""

    name: str
    before: Any
    taken: Any
    present: Any

    @property
    def changed_since(self) -> bool:
        return bool(self.present != self.taken)


def fields_back(merge: Merge) -> list[FieldBack]:
    """Return the values that undoing a merge gives back to the record that stayed."""
    stays = merge.into
    return [
        FieldBack(name, field_value(name, before), field_value(name, merge.chosen[name]), getattr(stays, name))
        for name, before in merge.replaced.items()
        if name in merge.chosen
    ]


def since(merge: Merge) -> list[Held]:
    """Return everything written about either record since they were joined, in this room and in those above."""
    rooms = held_by_rooms(records_joined(merge), but="people", after=moment_of(merge.pk))
    return [*written_since(merge), *rooms]


def undo_merge(
    *,
    merge: Merge,
    belongs: Mapping[str, str],
    fields: Mapping[str, str],
    reason: str,
    read_version: int,
    now: datetime,
) -> Merge:
    """Take two records apart again. ``belongs`` says of everything in :func:`since` whose it is, ``goes`` or ``stays``.

    Rows of this room are moved to whose they are; of another room's, what was said is kept on the merge and shown.
    A value that the merge took goes back, unless it was changed since and ``fields`` says ``keep``. ``read_version`` is that of the
    record that stayed. Raises :class:`MergeRefused`, :class:`NeedsWords`, ``NotPermitted``, ``ChangedMeanwhile``.
    """
    must_be_able_to_merge()
    if not reason.strip():
        raise NeedsWords("Say why these are two people after all.", field="reason")
    if Merge.objects.select_for_update(of=("self",)).filter(pk=merge.pk, undone_at__isnull=True).first() is None:
        raise MergeRefused("This was already undone.")
    written = since(merge)
    for row in written:
        if belongs.get(row.key) not in {GOES, STAYS}:
            raise NeedsWords(f"Say whose this is: {row.label.lower()} {row.words}".strip(), field=row.key)
    back = {f.name: f.before for f in fields_back(merge) if not f.changed_since or fields.get(f.name) == "back"}
    stays, goes = merge.into, merge.person
    save_version(stays, read_version=read_version, **back)
    said = []
    for row in written:
        whose = goes.pk if belongs[row.key] == GOES else stays.pk
        said.append(
            {"what": row.key, "label": row.label, "words": row.words, "whose": belongs[row.key], "moved": _give(row, whose)}
        )
    save_version(goes, read_version=Person.objects.get(pk=goes.pk).version, merged_into=None)
    merge.undone_at, merge.undone_reason, merge.belongs = now, reason.strip(), said
    merge.undone_by_id = current_identity().practitioner_id
    merge.save(update_fields=["undone_at", "undone_reason", "undone_by", "belongs"])
    _point([goes.pk, stays.pk])
    before = merge.replaced.get("in_family", {})
    keep_flags([goes, stays], in_family={goes.pk: before.get("goes", True), stays.pk: before.get("stays", True)})
    write_keys([goes, stays])
    settle_pair(goes, stays, PossibleDuplicate.State.DIFFERENT, reason, now)
    return merge


def _give(row: Held, to: UUID) -> bool:
    """Move a row to the record it belongs to. Returns whether it lies there now."""
    if row.person_id == to:
        return True
    what, _, pk = row.key.partition(":")
    kind = KINDS.get(what.partition(".")[0])
    if kind is None:
        return False
    kind.model._default_manager.filter(pk=pk).update(**{f"{row.place}_id": to})
    return True


def keep_flags(persons: Iterable[Person], *, in_family: Mapping[UUID, bool]) -> None:
    """Make ``in_family`` of persons true to the families they are or were in. ``in_family`` says what else holds.

    Whether they are restricted the database has written by now.
    """
    for person in persons:
        records = records_of(person.pk)
        places = FamilyMember.objects.filter(person__in=records)
        is_in = in_family.get(person.pk, False) or places.exists()
        Person.objects.filter(pk__in=records).update(in_family=is_in)
        person.refresh_from_db(fields=["in_family", "restricted"])
