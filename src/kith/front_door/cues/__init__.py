"""What must be noticed in a request: cues for the person who decides. Pure; a cue never decides anything.

Each cue has an id, says what was seen and what it asks of the worker, and names its source. Some are computed from the fields
(``sender``, ``children``, ``agreement``, ``safety``), some from words (``words``); a cue from words quotes them, so that a
reader sees at once whether it is right.
"""

from itertools import chain

from kith.front_door.cues import agreement, children, safety, sender
from kith.front_door.cues.seen import Cue, Seen, texts_of
from kith.front_door.cues.vocabulary import Kind, Level, vocabulary
from kith.front_door.cues.words import from_words, may_be_urgent, raised_by_words

__all__ = ["Cue", "Kind", "Level", "Seen", "cues_of", "may_be_urgent", "raised_by_words", "texts_of", "vocabulary"]

_FROM_FIELDS = (
    sender.urgency,
    sender.who_asks,
    children.names_and_ages,
    children.where_and_how,
    children.birth,
    children.households,
    agreement.agreement,
    agreement.heard,
    safety.protected,
    safety.earlier,
)


def cues_of(seen: Seen) -> list[Cue]:
    """Return everything to notice in a request: what may be urgent first, then what must not leak, then what to check."""
    found = [*chain.from_iterable(each(seen) for each in _FROM_FIELDS), *from_words(seen)]
    first_of = {cue.id: cue for cue in reversed(found)}
    order = list(Level)
    return sorted((cue for cue in found if first_of[cue.id] is cue), key=lambda cue: order.index(cue.level))
