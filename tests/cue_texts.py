"""Labelled texts for the cues, how they are split, and how many of their kinds are found."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kith.front_door.cues.reading import signs_in
from kith.front_door.cues.vocabulary import Level, vocabulary

SAMPLES = Path(__file__).parent / "samples" / "cues"


@dataclass(frozen=True)
class Text:
    """One text, the kinds it must raise and those it must not, and the child's age where it is known."""

    id: str
    text: str
    kinds: frozenset[str]
    quiet_about: frozenset[str]
    age: int | None
    part: str

    @property
    def found(self) -> set[str]:
        """The kinds that are found in it."""
        return {sign.kind.id for sign in signs_in(self.text, given=("baby",) if self.age == 0 else ())}


@dataclass
class Score:
    """How many of the kinds were there and found, and how many quiet texts raised anything."""

    there: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    quiet: int = 0
    alarms: int = 0

    def recall(self, level: Level) -> float:
        """Return which part of the kinds of a level was found."""
        kinds = [kind for kind in self.there if vocabulary().kinds[kind].level is level]
        return sum(self.found[kind] for kind in kinds) / max(1, sum(self.there[kind] for kind in kinds))

    @property
    def alarm_rate(self) -> float:
        """Which part of the quiet texts raised anything."""
        return self.alarms / max(1, self.quiet)

    def worst(self, most: int) -> list[tuple[str, int, int]]:
        """Return the kinds of which least is found, with how often they were found and there."""
        kinds = sorted(self.there, key=lambda kind: (self.found[kind] / self.there[kind], -self.there[kind], kind))
        return [(kind, self.found[kind], self.there[kind]) for kind in kinds[:most] if self.found[kind] < self.there[kind]]


def part_of(identifier: str) -> str:
    """Return the part that a sample belongs to: *train*, *held* or *last*, by a hash of its id."""
    place = int(hashlib.sha256(f"cues {identifier}".encode()).hexdigest(), 16) % 20
    return "train" if place < 12 else "held" if place < 15 else "last"


def texts() -> list[Text]:
    """Return every labelled text."""
    found = []
    for line in (SAMPLES / "examples.jsonl").read_text().splitlines():
        row = json.loads(line)
        found.append(Text(row["id"], row["text"], frozenset(row["kinds"]), frozenset(row["not"]), row["age"], part_of(row["id"])))
    for name in ("own_signs", "own_quiet"):
        for number, line in enumerate((SAMPLES / f"{name}.txt").read_text().splitlines()):
            labels, _, age, text = line.split("|", 3)
            kinds = frozenset(filter(None, labels.split(",")))
            signs = name == "own_signs"
            part = "own_tuned" if number % 2 == 0 or not signs else "own_held"
            years = int(age) if age else None
            found.append(
                Text(f"{name}-{number}", text, kinds if signs else frozenset(), frozenset() if signs else kinds, years, part)
            )
    return found


def score(given: Iterable[Text]) -> Score:
    """Return how well the kinds of texts are found."""
    counted = Score()
    for each in given:
        found = each.found
        counted.there.update(each.kinds)
        counted.found.update(each.kinds & found)
        if not each.kinds:
            counted.quiet += 1
            counted.alarms += bool(found)
    return counted
