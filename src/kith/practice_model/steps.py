"""Open steps that keep a practice model's version, told by the higher rooms that own them.

A step (an assessment, a plan) keeps the version it began with. When that version has ended, ``kith practice-model move`` lists it;
a manager then moves it with a reason, in the room that owns the step.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class OpenStep:
    """A step that is open on a version: what it is and where to find it. It carries an id, never a name of a person."""

    kind: str
    step_id: UUID
    version_id: UUID
    page: str = ""
    """The address of the page on which a manager moves it."""


Finder = Callable[[UUID], Iterable[OpenStep]]

_finders: dict[str, Finder] = {}


def register(kind: str, finder: Finder) -> None:
    """Have ``finder(version_id)`` asked for open steps of a kind. Listed in ``config/wiring.py``."""
    _finders[kind] = finder


def open_steps(version_id: UUID) -> list[OpenStep]:
    """Return every open step on a version, of all kinds."""
    return [step for _, finder in sorted(_finders.items()) for step in finder(version_id)]
