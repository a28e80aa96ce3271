"""Writing down who looked."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from kith.access.identity import Identity, acting_as, current_identity
from kith.audit.models import Look


def record_look(
    kind: str,
    *,
    now: datetime,
    page: str,
    family_id: UUID | None = None,
    person_id: UUID | None = None,
    asked: dict[str, Any] | None = None,
    shown: list[UUID] | None = None,
) -> None:
    """Write one look in the page's own transaction: if it cannot be written, the page is not shown."""
    Look.objects.create(
        **_who(current_identity()),
        at=now,
        kind=kind,
        page=page,
        family_id=family_id,
        person_id=person_id,
        asked=asked or {},
        shown=shown or [],
    )


def record_refused_look(
    identity: Identity,
    *,
    now: datetime,
    page: str,
    family_id: UUID | None = None,
    person_id: UUID | None = None,
    asked: dict[str, Any] | None = None,
    elsewhere: Callable[[], None] | None = None,
) -> None:
    """Write a refused look in a transaction of its own: the page's is rolled back by its 404.

    ``elsewhere`` is called in the same transaction, to let another area know whose record it may be.
    """
    with acting_as(identity, now=now):
        Look.objects.create(
            **_who(identity),
            at=now,
            kind=Look.Kind.REFUSED,
            page=page,
            family_id=family_id,
            person_id=person_id,
            asked=asked or {},
        )
        if elsewhere is not None:
            elsewhere()


def _who(identity: Identity) -> dict[str, Any]:
    return {
        "area_id": identity.area_id,
        "actor_kind": identity.kind,
        "actor": identity.actor,
        "agency_id": identity.agency_id,
        "purpose": identity.purpose,
        "why": identity.why,
    }
