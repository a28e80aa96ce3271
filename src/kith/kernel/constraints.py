"""Messages for database constraints, so that the last door also speaks plain English.

A room lists the messages of its own constraints with :func:`explain`; doors ask :func:`message_for` when PostgreSQL refuses.
"""

from django.db import IntegrityError

_messages: dict[str, str] = {}


def explain(messages: dict[str, str]) -> None:
    """Add messages by constraint name."""
    _messages.update(messages)


def message_for(error: IntegrityError) -> str | None:
    """Return the plain message for the constraint that ``error`` names, or ``None`` when nobody wrote one."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return _messages.get(getattr(diagnosis, "constraint_name", None) or "")
