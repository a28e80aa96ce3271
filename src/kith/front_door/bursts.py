"""Many requests that one place sends at once, and which of them say something of their own. Pure.

The rule, as it can be told to anybody: beyond the pace of a public form a request *repeats* one before it when it says the same
words about the same people, with the same telephone numbers and places, however they are spelt, ordered or spaced. Whatever
says more or something else is *different*: another child, another telephone number, another house, another word of what
happened. A different danger stands on a line of its own and raises its own alert, while there is room (``access.limits``); a
repeat stays in the line of its burst.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kith.front_door.body import RequestBody
from kith.front_door.cues import raised_by_words
from kith.front_door.models import Danger, DangerSaid, InBurst


@dataclass(frozen=True)
class Burst:
    """The burst that a request belongs to, how it stands in it, and whether whoever is on duty is told of danger in it."""

    id: UUID
    standing: InBurst
    tells: bool


def texts_of(body: RequestBody) -> list[str]:
    """Return everything the sender wrote, whatever field it stands in."""
    return [
        body.worries,
        body.tried,
        body.wanted,
        body.family_views,
        body.child_views,
        body.hazards,
        body.agreement.by,
        body.agreement.reason_if_not,
        body.sender.told_family_reason,
        *(person.notes for person in body.people),
    ]


def danger_in(body: RequestBody) -> Danger:
    """Return where a request will stand when it is received; the database says the same of the row (``Request.danger``)."""
    if body.in_danger == DangerSaid.YES:
        return Danger.SAID
    if raised_by_words(texts_of(body)):
        return Danger.WORDS
    return Danger.NOT_SURE if body.in_danger == DangerSaid.NOT_SURE else Danger.NONE


def what_is_said(body: RequestBody) -> str:
    """Return a mark that two requests share when one repeats the other: a hash of their words, each once, in no order."""
    said = body.model_dump(exclude={"reference", "received_at", "channel", "immediate_danger"}, exclude_defaults=True)
    folded = unicodedata.normalize("NFKD", " ".join(_leaves(said))).casefold()
    words = "".join(each if each.isalnum() else " " if each.isspace() or each.isprintable() else "" for each in folded).split()
    return hashlib.sha256(" ".join(sorted(set(words))).encode()).hexdigest()


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    elif value is not None:
        yield str(value)
