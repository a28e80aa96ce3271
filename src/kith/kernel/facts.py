"""Facts: how a lower room tells a higher one that something happened, without knowing it.

A fact is a frozen dataclass. Handlers are listed in the ``room.py`` of the room that hears, and for floors below the
seam in ``config/wiring.py``; they run in the same transaction, may refuse (the whole transaction then rolls back),
and never fail in silence.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

Handler = Callable[[Any], None]

_handlers: dict[type, list[Handler]] = defaultdict(list)


def on(fact_type: type, handler: Handler) -> None:
    """Have ``handler`` called with every published fact of exactly ``fact_type``."""
    if handler not in _handlers[fact_type]:
        _handlers[fact_type].append(handler)


def publish(fact: object) -> None:
    """Call every handler of the fact's type, in the order they were listed. A handler's exception is the caller's."""
    for handler in _handlers[type(fact)]:
        handler(fact)
