"""How many calls a client may make in a minute, counted in each process."""

import threading
from collections import Counter
from datetime import datetime
from uuid import UUID

CALLS_A_MINUTE = 30_000
"""Far above what any agency sends; it stops a loop that has gone wrong."""

_lock = threading.Lock()
_calls: Counter[UUID] = Counter()
_minute: datetime | None = None


def within_limit(client_id: UUID, *, now: datetime, limit: int | None = None) -> bool:
    """Count a call and say whether the client is still within its limit for this minute."""
    global _minute
    minute = now.replace(second=0, microsecond=0)
    with _lock:
        if minute != _minute:
            _calls.clear()
            _minute = minute
        _calls[client_id] += 1
        return _calls[client_id] <= (CALLS_A_MINUTE if limit is None else limit)
