"""Two records that were joined by mistake, taken apart again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.db.models import Field

from kith.access.identity import current_identity
from kith.kernel.said import says_nothing
from kith.people.index.table import write_keys
from kith.people.models import Merge, Person
from kith.people.models.versions import save_version
from kith.people.record.refusals import NeedsWords
from kith.people.same_person.duplicates import settle_pair
from kith.people.same_person.pointers import keep_flags, point_to_survivors
from kith.people.same_person.refusals import MergeRefused, must_be_able_to_merge
from kith.people.same_person.rows import GOES, KINDS, STAYS, records_joined, written_since
from kith.workbench.held import held_by_rooms, moment_of
from kith.workbench.rooms import Held


def field_value(name: str, kept: Any) -> Any:
    """Return a field's value from what JSON kept."""
    return cast("Field[Any, Any]", Person._meta.get_field(name)).to_python(kept)


@dataclass(frozen=True)
class FieldBack:
    """A value that the merge took: what it was before, what it is now, and whether it was changed since."""

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
    A value that the merge took goes back, unless it was changed since and ``fields`` says ``keep``. ``read_version`` is that of
    the record that stayed. Raises :class:`MergeRefused`, :class:`NeedsWords`, ``NotPermitted``, ``ChangedMeanwhile``.
    """
    must_be_able_to_merge()
    if says_nothing(reason):
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
    point_to_survivors([goes.pk, stays.pk])
    before = merge.replaced.get("in_family", {})
    keep_flags([goes, stays], in_family={goes.pk: before.get("goes", True), stays.pk: before.get("stays", True)})
    write_keys([goes, stays])
    settle_pair(goes, stays, "undo_merge", reason, now)
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
