"""Saving an editable record only over the version that was read, and taking a record in hand before it is decided about."""

from typing import Any

from django.db.models import F, Model

from kith.kernel.refusals import ChangedMeanwhile
from kith.people.models.bases import Versioned


def take_in_hand(record: Model) -> None:
    """Read a record again and lock it until the transaction ends.

    A second worker who decides the same at the same moment waits, and then finds what was decided. Check a state only after this.
    """
    record.refresh_from_db(from_queryset=type(record)._default_manager.select_for_update(no_key=True))


def save_version(record: Versioned, *, read_version: int, **changes: Any) -> None:
    """Change ``record`` and raise its version, unless a newer one was saved since ``read_version``.

    Raises :class:`ChangedMeanwhile` with the newer record, so that a page can show both texts. Nothing is lost.
    """
    manager = type(record)._default_manager
    changed = manager.filter(pk=record.pk, version=read_version).update(**changes, version=F("version") + 1)
    if not changed:
        raise ChangedMeanwhile(
            "Somebody else saved this while you were writing. Compare the two and choose.",
            theirs=manager.get(pk=record.pk),
        )
    record.refresh_from_db()
