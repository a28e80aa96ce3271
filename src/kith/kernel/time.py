"""Time: instants in UTC, dates in London.

The domain never reads a clock. Doors, jobs and commands call :func:`now` once and pass it down. In the demonstration the
administrator may set a pretended time; it is kept as an offset so that time still passes.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_offset = timedelta()


def now() -> datetime:
    """Return the present instant (UTC), moved by the demonstration's offset. For doors, jobs and commands only."""
    return datetime.now(UTC) + _offset


def pretend(offset: timedelta) -> None:
    """Move :func:`now` by ``offset``. Called only where the demonstration's clock is read."""
    global _offset
    _offset = offset


def london_date(instant: datetime) -> date:
    """Return the calendar date in London at ``instant`` (which must carry an offset)."""
    if instant.tzinfo is None:
        raise ValueError("An instant must carry its offset from UTC.")
    return instant.astimezone(LONDON).date()
