"""What each comparison of the matcher is worth: data, packaged or learnt from an area's own sample. Pure.

A point is a doubling of the odds that two records are one person.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from math import log2
from pathlib import Path
from typing import Any

USUAL_SHARE = 0.001
"""The share of people who bear a name neither rare nor common: it adds and takes nothing."""
PRIOR_PEOPLE = 2_000
"""So many people of the country, with the names it has (``common_names.txt``), are thought added to an area's own: that an area
which holds few people has one Smith on record does not make Smith a rare name."""
MOST_RARE = 6.0
"""No name adds more points than this for being rare, or takes more for being common."""
SLIPPED = 1 / 1000
"""How often a slip makes one certain other spelling of a name."""
MOST_TAKEN = 9.0
"""No more points than this are taken because both are names."""
HARDLY_BORNE = 3
"""A spelling borne by no more people than this may itself be a slip."""


@dataclass(frozen=True)
class Weights:
    """Points by part and level, and the least scores of the words *strong* and *possible*."""

    levels: Mapping[tuple[str, str], float]
    strong: float
    possible: float

    def points(self, part: str, level: str) -> float:
        """Return the points of one level of one part; none for a level that is not weighed."""
        return self.levels.get((part, level), 0.0)

    @classmethod
    def of(cls, read: Mapping[str, Any]) -> "Weights":
        """Read weights as ``weights.toml`` writes them. Raises ``KeyError`` when a threshold is missing."""
        levels = {
            (part, level): float(points)
            for part, each in read.items()
            if isinstance(each, Mapping)
            for level, points in each.items()
        }
        return cls(levels, float(read["strong"]), float(read["possible"]))

    def written(self) -> dict[str, Any]:
        """Return the weights as :meth:`of` reads them."""
        parts: dict[str, Any] = {"strong": round(self.strong, 2), "possible": round(self.possible, 2)}
        for (part, level), points in self.levels.items():
            parts.setdefault(part, {})[level] = round(points, 2)
        return parts


@cache
def packaged_weights() -> Weights:
    """Return the weights that come with Kith."""
    return Weights.of(tomllib.loads((Path(__file__).parent / "weights.toml").read_text()))


@cache
def usual_shares() -> Mapping[tuple[str, str], float]:
    """Return the share of the country's people who bear each of the common names; of any other it is ``USUAL_SHARE`` at most."""
    lines = (Path(__file__).parent / "common_names.txt").read_text(encoding="utf-8").splitlines()
    said = [line.split() for line in lines if line and not line.startswith("#")]
    return {(word, place): int(of) / 100_000 for place, of, *words in said for word in words}


@dataclass(frozen=True)
class Frequencies:
    """How many people of an area bear each word of a name, in its place (``f`` forename, ``s`` surname)."""

    people: int
    bearers: Mapping[tuple[str, str], int]
    usual: Mapping[tuple[str, str], float] = field(default_factory=usual_shares)
    """How often the country's common names are borne (:func:`usual_shares`)."""

    def rarity(self, place: str, word: str) -> float:
        """Return the points that sharing this word adds for being rare; less than nothing for a common one."""
        bearers = self.bearers.get((word, place), 0) if self.people else 0
        thought = PRIOR_PEOPLE * max(USUAL_SHARE, self.usual.get((word, place), 0.0))
        share = (bearers + thought) / (self.people + PRIOR_PEOPLE)
        return max(-MOST_RARE, min(MOST_RARE, log2(USUAL_SHARE / share)))

    def both_names(self, place: str, a: str, b: str) -> float:
        """Return the points taken from two spellings a slip apart when both are names in use;
        none when one of them is hardly borne.

        A slip turns the one spelling into the other once in a thousand times (``SLIPPED``); a different person has the other name
        as often as it is borne. What counts is the ratio of the bearers.
        """
        fewer, more = sorted((self.bearers.get((a, place), 0), self.bearers.get((b, place), 0)))
        ratio = max(0, fewer - HARDLY_BORNE) / max(more, 1)
        return max(-MOST_TAKEN, log2(SLIPPED * (1 + ratio) / ((ratio + SLIPPED) * (1 + ratio * SLIPPED))))


NOBODY_COUNTED = Frequencies(0, {}, {})
"""Every name is neither rare nor common."""
