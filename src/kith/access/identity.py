"""Identity: who acts, where, for what, set in the database by one statement directly after BEGIN.

Row-level policies, history and looks all read it. It is transaction-local, so a connection pool never hands it to a stranger, and
it is never set inside a savepoint, whose rollback would lose it in silence.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction


@dataclass(frozen=True)
class Identity:
    """Who acts in this transaction.

    ``kind`` is ``practitioner`` (a person who signed in), ``service`` (a job or command, by ``name``), ``client`` (an API client
    of an agency), ``visitor`` (a public form) or ``reader`` (a family member with a link). ``area_id`` is the one area acted in.
    ``purpose`` and ``why`` are kept with every change and every look.
    """

    kind: str
    name: str
    area_id: UUID
    purpose: str
    why: str = ""
    practitioner_id: UUID | None = None
    agency_id: UUID | None = None
    client_id: UUID | None = None
    roles: frozenset[str] = field(default_factory=frozenset)

    @property
    def actor(self) -> str:
        """A short text that names the actor without personal data: a practitioner's id or the service's name."""
        return str(self.practitioner_id or self.client_id or self.name)


class NoIdentity(RuntimeError):
    """Code asked who acts outside ``acting_as``: a mistake of ours, never of a user."""


class AlreadyActing(RuntimeError):
    """``acting_as`` was opened inside a transaction: identity must come directly after BEGIN."""


_current: ContextVar[Identity | None] = ContextVar("kith_identity", default=None)

_restrictions: ContextVar[bool] = ContextVar("kith_restrictions", default=True)

_BEGIN = "select access_begin(%s, %s, %s, %s, %s, %s)"


@contextmanager
def acting_as(identity: Identity, *, now: datetime) -> Iterator[Identity]:
    """Open a transaction in which the database knows that ``identity`` acts, at ``now``.

    Commits at the end, rolls back on any exception. Raises :class:`AlreadyActing` inside another transaction, except in tests
    that run in one rolled-back transaction: there the identity is set for the rest of it and restored afterwards.
    """
    nested = connection.in_atomic_block
    if nested and not getattr(connection, "kith_allow_nested_identity", False):
        raise AlreadyActing("Open acting_as outside any transaction.")
    outer = _current.get()
    token = _current.set(identity)
    try:
        with transaction.atomic(durable=not nested):
            _tell_database(identity, now)
            yield identity
    finally:
        _current.reset(token)
        if nested and outer is not None and not connection.needs_rollback:
            _tell_database(outer, now)


def _tell_database(identity: Identity, now: datetime) -> None:
    context = json.dumps(
        {
            "kind": identity.kind,
            "actor": identity.actor,
            "agency": str(identity.agency_id) if identity.agency_id else None,
            "purpose": identity.purpose,
            "why": identity.why,
        }
    )
    with connection.cursor() as cursor:
        cursor.execute(
            _BEGIN,
            [
                identity.kind,
                identity.actor,
                identity.area_id,
                "service:" + identity.name if identity.kind == "service" else "",
                now,
                context,
            ],
        )
        _restrictions.set(cursor.fetchone()[0])


def acting() -> bool:
    """Return whether somebody acts in this context."""
    return _current.get() is not None


def somebody_may_be_hidden() -> bool:
    """Return whether any family of the area acted in was restricted when the transaction began."""
    return _restrictions.get()


def current_identity() -> Identity:
    """Return who acts now. Raises :class:`NoIdentity` outside ``acting_as``."""
    identity = _current.get()
    if identity is None:
        raise NoIdentity("No identity is set: open acting_as first.")
    return identity


def service(name: str, *, area_id: UUID, purpose: str, why: str = "") -> Identity:
    """Return the identity of a named service (``access.sight.PARTS_BY_SERVICE``) in one area."""
    return Identity(kind="service", name=name, area_id=area_id, purpose=purpose, why=why)
