"""What somebody is told who could see a family and can no longer."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection


@dataclass(frozen=True)
class EndedAccess:
    """Since when, and why (P-26)."""

    on: date
    why: str


def access_ended(family_id: UUID) -> EndedAccess | None:
    """Return when and why the actor's own sight of a family ended; ``None`` for who never had it, or has it."""
    with connection.cursor() as cursor:
        cursor.execute("select ended_on, why from family_help_access_ended(%s)", [family_id])
        row = cursor.fetchone()
    return EndedAccess(*row) if row else None
