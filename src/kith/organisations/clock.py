"""Following the demonstration's clock: `KITH_NOW`, or what the administrator has set (practice.md P-20).

Doors, jobs and commands (``commanding.RoomCommand``) call :func:`follow_pretended_time`; outside the demonstration it does
nothing, and a set `KITH_NOW` is refused.
"""

import os
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from kith.kernel.time import LONDON, now, pretend
from kith.organisations import queries

_from_environment: timedelta | None = None


def moment_of(text: str) -> datetime:
    """Return the instant for ``2026-03-08T02:10`` (London, unless it carries an offset). Raises :class:`ValueError`."""
    moment = datetime.fromisoformat(text.strip())
    return (moment if moment.tzinfo else moment.replace(tzinfo=LONDON)).astimezone(UTC)


def start() -> None:
    """Read ``KITH_NOW`` once, when the process starts. Raises :class:`ImproperlyConfigured` outside the demonstration."""
    global _from_environment
    text = os.environ.get("KITH_NOW", "")
    if not text:
        return
    if not settings.DEMONSTRATION:
        raise ImproperlyConfigured("KITH_NOW is only for the demonstration. Remove it: here the time is what it is.")
    try:
        _from_environment = moment_of(text) - datetime.now(UTC)
    except ValueError as error:
        raise ImproperlyConfigured(f"KITH_NOW is “{text}”. Give a date and time like 2026-03-08T02:10.") from error
    pretend(_from_environment)


def follow_pretended_time() -> None:
    """Move this process's time to the demonstration's. What the administrator set goes before ``KITH_NOW``.

    It is read each time: of two processes that answer, the second must not live in the old time for a moment longer.
    """
    if not settings.DEMONSTRATION:
        return
    offset = queries.pretended_offset()
    pretend(offset if offset is not None else _from_environment or timedelta())


def is_pretended() -> bool:
    """Return whether the time shown is not the real one."""
    return settings.DEMONSTRATION and abs(now() - datetime.now(UTC)) > timedelta(seconds=1)
