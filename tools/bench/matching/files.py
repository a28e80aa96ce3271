"""What the bench reads: a register, what strangers ask of it, a list like a school's roll, a list with rubbish in it."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from random import Random

from bench.matching import scoring
from bench.matching.lookups import SCORING, Lookup, lookups, write_lookups
from bench.matching.register import COLUMNS, TODAY, Row, generate, read_register

LOOKUPS = 1_260
BALANCED = 520_000
"""Of 130,000 lookups some 220 are false strong matches, 17 a tradition: which has most is then mostly chance.
Of so many it is less so."""
SAMPLE, EVEN_SAMPLE, LABELS = "lookups", f"balanced_{BALANCED}", "labelled"
ROLL = 60_000
"""The rows of the list like a school's roll, on which the rows a second are counted."""
LABELLED = 3_000
RUBBISH_SHARE = 0.01


class Files:
    """The register of one size, what strangers ask of it, and a list like a school's roll. Made once, the same every time."""

    def __init__(self, folder: Path, people: int) -> None:
        self.folder, self.people = folder / f"{people}", people
        self.register, self.marks = self.folder / "register.csv", self.folder / "register_with_marks.csv"
        self.roll = self.folder / "roll.csv"

    def sample(self, name: str) -> tuple[Path, Path]:
        """Return the two files of a sample: what is sent and what is true."""
        return self.folder / f"{name}.csv", self.folder / f"{name}_truth.csv"

    def make(self) -> None:
        """Make whatever is missing."""
        self.folder.mkdir(parents=True, exist_ok=True)
        done = self.folder / "made"
        if not done.exists():
            print(f"Making a register of {self.people:,} people and what is asked of it …", flush=True)
            self._make_register()
            self._make_roll()
        for name, count, seed, balanced in (
            (SAMPLE, LOOKUPS, SCORING.lookups, False),
            (EVEN_SAMPLE, BALANCED, SCORING.balanced, True),
            (LABELS, LABELLED, SCORING.labelled, False),
        ):
            sent, true = self.sample(name)
            if not true.exists():
                write_lookups(sent, lookups(read_register(self.marks), count=count, seed=seed, balanced=balanced), true)
        done.touch()

    def _make_register(self) -> None:
        with (
            self.register.open("w", encoding="utf-8", newline="") as plain,
            self.marks.open("w", encoding="utf-8", newline="") as marked,
        ):
            out, out_marked = csv.writer(plain), csv.writer(marked)
            out.writerow(COLUMNS)
            out_marked.writerow(Row._fields)
            for row in generate(self.people, SCORING.register):
                out.writerow(row[: len(COLUMNS)])
                out_marked.writerow(row)

    def _make_roll(self) -> None:
        """A list like a school's roll: nine in ten rows as held, the others with an error, or of somebody not held."""
        wrong = lookups(read_register(self.marks), count=ROLL // 10, seed=SCORING.lookups + 1_000)
        chance = Random(SCORING.lookups)
        young = [row for row in read_register(self.marks) if 4 <= TODAY.year - int(row.date_of_birth[:4]) <= 17]
        right: list[Row | Lookup] = list(chance.sample(young, min(len(young), ROLL - len(wrong))))
        rows = right + list(wrong)
        chance.shuffle(rows)
        with self.roll.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(COLUMNS)
            for number, row in enumerate(rows, start=1):
                said = dict(zip(COLUMNS, row, strict=False))
                out.writerow(
                    [f"R{number:06d}", *(said[name] if name not in {"nhs_number", "telephone"} else "" for name in COLUMNS[1:])]
                )


def read_answers(path: Path) -> tuple[scoring.Answers, scoring.Answers]:
    """Return the answers with their scores, and the same with 1 for a strong match and 0 for another."""
    points: dict[str, list[tuple[str, float]]] = {}
    strong: dict[str, list[tuple[str, float]]] = {}
    with path.open(encoding="utf-8") as file:
        for line in file:
            answer = json.loads(line)
            points[answer["ref"]] = [(each["ref"], each["score"]) for each in answer["candidates"]]
            strong[answer["ref"]] = [(each["ref"], float(each["confidence"] == "strong")) for each in answer["candidates"]]
    return points, strong


def truth_of(made: Sequence[Lookup]) -> list[scoring.Wanted]:
    """Return what is true of lookups."""
    return [scoring.Wanted(each.ref, each.truth, each.error, each.tradition, each.counted) for each in made]


def write_rubbish(path: Path, count: int) -> int:
    """Write ``count`` rows of which one in a hundred cannot be read. Returns how many those are."""
    chance = Random(9)
    bad = set(chance.sample(range(2, count), round(count * RUBBISH_SHARE)))
    first = next(iter(generate(1, SCORING.register + 1))).ref
    with path.open("wb") as file:
        file.write((",".join(COLUMNS) + "\n").encode())
        for number, row in enumerate(generate(count, SCORING.register + 1)):
            said = list(row[: len(COLUMNS)])
            if number not in bad:
                file.write(_line(said).encode())
                continue
            kind = number % 5
            if kind == 0:
                said[COLUMNS.index("date_of_birth")] = chance.choice(
                    ("31/02/2014", "2031-01-01", "soon", "12.13.2011", "1066-10-14")
                )
            elif kind == 1:
                said = said[: chance.randrange(2, 9)]
            elif kind == 2:
                said[COLUMNS.index("sex")] = chance.choice(("banana", "?", "-1"))
            elif kind == 3:
                said[0] = first
            line = _line(said).encode()
            file.write(line if kind != 4 else line.replace(said[3].encode(), b"Ren\xe9e \xff", 1))
    return len(bad)


def _line(values: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(values)
    return text.getvalue()
