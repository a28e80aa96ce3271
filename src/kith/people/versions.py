"""Saving an editable record only over the version that was read."""

from typing import Any

from django.db.models import F

from kith.kernel.refusals import ChangedMeanwhile
from kith.people.records import Versioned


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
