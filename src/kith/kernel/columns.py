"""Columns that the database works out."""

from django.db import models


class Derived(models.GeneratedField):
    """A stored column that PostgreSQL works out from the others of its row, so that no writer can forget it.

    It is never read back by ``INSERT … RETURNING``: row-level security refuses that to a sender who may not read the row. Read
    the row again where the value is needed.
    """

    # The stubs know only generated columns that are read back.
    db_returning = False  # type: ignore[assignment]
