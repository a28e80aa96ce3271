"""Messages for database constraints, so that the last door also speaks plain English.

A room lists the messages of its own constraints with :func:`explain`. Whatever PostgreSQL then refuses is a :class:`Collision`,
wherever it happens: a service, a job, a command or a door need not know which constraints there are.
"""

from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, IntegrityError, OperationalError, ProgrammingError

from kith.kernel.refusals import NotPermitted, Refusal

_messages: dict[str, str] = {}


class Collision(Refusal, IntegrityError):
    """The database refused a row: mostly because somebody else did the same thing at the same moment.

    It is an ``IntegrityError`` still, for code that waits for one (``get_or_create``). ``constraint`` names what refused.
    """

    source = "ADR 0001"

    def __init__(self, message: str, *, constraint: str) -> None:
        super().__init__(message, code=constraint, rule=f"constraint.{constraint}")
        self.constraint = constraint


class AtTheSameMoment(Refusal, OperationalError):
    """Two changed the same records at the same moment, each waiting for the other: PostgreSQL ended one of them,
    and nothing of it is saved."""

    code = "at_the_same_moment"
    source = "design 9"

    def __init__(self) -> None:
        super().__init__("Another worker changed the same record at this moment, so nothing was saved. Do it again.")


class RefusedByDatabase(NotPermitted, DatabaseError):
    """A function of the database refused the actor of the transaction; its message says what to do next."""

    source = "ADR 0015"


class NotWritten(NotPermitted, ProgrammingError):
    """Row-level security refused a row. A page does not offer what its reader may not write; where one does, what they typed
    is kept and the refusal is in words."""

    code = "not_written"
    source = "design 9, rule 1"

    def __init__(self) -> None:
        super().__init__("Your role does not save this here, so nothing was saved. Ask somebody who works with the family.")


DEADLOCK = "40P01"
NOT_ALLOWED = "42501"
REFUSED = "KH001"
"""The state with which a function of the database refuses the actor."""


def explain(messages: dict[str, str]) -> None:
    """Add messages by constraint name."""
    _messages.update(messages)


def explained() -> frozenset[str]:
    """Return the names of the constraints that have a message."""
    return frozenset(_messages)


def name_refusals(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Execute a statement; a constraint with a message raises :class:`Collision`, a deadlock :class:`AtTheSameMoment`, a function
    that refuses the actor :class:`RefusedByDatabase`, a policy :class:`NotWritten`. A wrapper of every connection of the
    application.

    One without a message is our mistake and stays as it is.
    """
    try:
        return execute(sql, params, many, context)
    except IntegrityError as error:
        constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
        if constraint not in _messages:
            raise
        raise Collision(_messages[constraint], constraint=constraint) from error
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) == DEADLOCK:
            raise AtTheSameMoment from error
        raise
    except DatabaseError as error:
        state = getattr(error.__cause__, "sqlstate", None)
        if state == NOT_ALLOWED and "row-level security" in str(error):
            raise NotWritten from error
        if state != REFUSED:
            raise
        diag = getattr(error.__cause__, "diag", None)
        raise RefusedByDatabase(getattr(diag, "message_primary", None) or "You may not do this.") from error
