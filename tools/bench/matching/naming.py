"""How families are named in the thirteen traditions of the generated register.

The lists in ``names/`` were written for this bench. Nothing here comes from Kith's matcher, nor may it: the bench measures the
matcher on names and errors that it was not made for.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import NamedTuple

FOLDER = Path(__file__).parent / "names"
STEPS = 8192
"""A weighted list is spread over this many places, so that a draw is one look into a list."""


class Name(NamedTuple):
    """What one person is called."""

    forename: str
    middle_names: str
    surname: str
    known_as: str = ""


@dataclass(frozen=True, slots=True)
class House:
    """The names of one family. Each call names one more of its people: (sex, born) to a name."""

    father: Name
    mother: Name
    child: Callable[[str, int], Name]
    elder: Callable[[str, int], Name]


def sections(name: str) -> dict[str, list[str]]:
    """Return the lists of one file of names. An underscore stands for a space inside a name."""
    held: dict[str, list[str]] = {}
    into: list[str] = []
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            into = held.setdefault(line.strip("[] "), [])
        elif line and not line.startswith("#"):
            into.extend(word.replace("_", " ") for word in line.split())
    return held


class Draw:
    """A list from which the first names come more often: place n weighs 1 / (n + flat)."""

    def __init__(self, names: list[str], flat: float = 12) -> None:
        self.names = list(dict.fromkeys(names))
        weights = [1 / (place + flat) for place in range(1, len(self.names) + 1)]
        whole = sum(weights)
        self.places: list[str] = []
        reached = 0.0
        for name, weight in zip(self.names, weights, strict=True):
            reached += weight
            self.places.extend([name] * (round(reached / whole * STEPS) - len(self.places)))

    def __call__(self, chance: Random) -> str:
        return self.places[int(chance.random() * len(self.places))]


class Joined:
    """Names put together from a front and an end: the long tail that no list holds."""

    def __init__(self, fronts: list[str], ends: list[str], flat: float = 25) -> None:
        self.fronts, self.ends = Draw(fronts, flat), Draw(ends, 6)

    def __call__(self, chance: Random) -> str:
        return self.fronts(chance) + self.ends(chance)


def two(draw: Callable[[Random], str], chance: Random, but: str) -> str:
    """Draw a name other than ``but``."""
    for _ in range(5):
        found = draw(chance)
        if found != but:
            break
    return found


def undotted(text: str) -> str:
    """Return ``text`` as somebody writes it who has no accents on the keyboard."""
    if text.isascii():
        return text
    spread = unicodedata.normalize("NFD", text.translate(NO_ACCENT_TO_TAKE_OFF))
    return "".join(one for one in spread if not unicodedata.combining(one))


NO_ACCENT_TO_TAKE_OFF = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss"})
