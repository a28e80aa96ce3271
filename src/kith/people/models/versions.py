"""Saving an editable record only over the version that was read, and taking a record in hand before it is decided about."""

from typing import Any

from django.db.models import F, Model

from kith.kernel.refusals import ChangedMeanwhile
from kith.people.models.bases import Versioned


def take_in_hand(record: Model) -> None:
    """Read a record again and keep everybody else from changing it until this is done.

    Whoever decides the same at the same moment waits, and then meets what was decided: a state is only worth checking after this.
    """
    record.refresh_from_db(from_queryset=type(record)._default_manager.select_for_update(no_key=True))


def save_version(record: Versioned, *, read_version: int, **changes: Any) -> None:
    """Change ``record`` and raise its version, if nobody saved a newer one since ``read_version``.

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
