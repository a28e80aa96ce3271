"""The group cues of ``make bench``: what is noticed in texts that nobody tunes on, how often quiet ones raise an alarm, and the
time.

tools/bench/cues_run.py            print the table, with the worst kinds
tools/bench/cues_run.py --json F   and keep its lines
tools/bench/cues_run.py --last     score the part that is left for the end
"""

import argparse
import json
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for folder in (ROOT, ROOT / "src", ROOT / "tools"):
    sys.path.insert(0, str(folder))

from bench.lines import Line  # noqa: E402  the path is set above

from kith.front_door.cues.reading import signs_in  # noqa: E402
from kith.front_door.cues.vocabulary import Level, vocabulary  # noqa: E402
from tests.cue_texts import Score, Text, score, texts  # noqa: E402

FLOORS = {Level.NOW: 0.85, Level.CHECK: 0.75, Level.PROTECT: 0.75}
MOST_ALARMS = 0.05
MOST_MS = 20
SHOWN = {Level.NOW: "read now", Level.CHECK: "to check", Level.PROTECT: "to protect"}
WORST = 12


def main() -> int:
    """Print the table and return how many floors were missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, help="keep the lines in this file")
    parser.add_argument("--last", action="store_true", help="score the part that is left for the end")
    given = parser.parse_args()
    began = time.perf_counter()
    vocabulary()
    loaded = time.perf_counter() - began
    every = texts()
    parts = ["train", "held", "own_held", *(["last"] if given.last else [])]
    scores = {part: score(each for each in every if each.part == part) for part in parts}
    lines = [*_lines(scores["last" if given.last else "held"]), _time(every, loaded)]
    print("\n".join(map(str, lines)))
    for part, counted in scores.items():
        recalls = ", ".join(f"{words} {counted.recall(level):.2f}" for level, words in SHOWN.items())
        print(f"  {part}: {recalls}; alarms {counted.alarms} of {counted.quiet}")
        print("    worst: " + ", ".join(f"{kind} {found}/{there}" for kind, found, there in counted.worst(WORST)))
    if given.json:
        given.json.write_text(json.dumps([line.as_json for line in lines]))
    return sum(line.verdict == "FAIL" for line in lines)


def _lines(counted: Score) -> list[Line]:
    found = [
        Line(f"Cues, recall of what is {words}", counted.recall(level), "", FLOORS[level], least=True, digits=2)
        for level, words in SHOWN.items()
    ]
    note = f"{counted.alarms} of {counted.quiet}"
    return [*found, Line("Cues, quiet texts that raise an alarm", counted.alarm_rate, "", MOST_ALARMS, note=note, digits=2)]


def _time(every: list[Text], loaded: float) -> Line:
    times = []
    for each in every:
        began = time.perf_counter()
        signs_in(each.text)
        times.append(1000 * (time.perf_counter() - began))
    slowest = statistics.quantiles(times, n=100)[98]
    note = f"median {statistics.median(times):.1f} ms; the vocabulary is read once in {loaded:.1f} s"
    return Line("Cues, 99 in 100 texts", slowest, "ms", MOST_MS, note=note)


if __name__ == "__main__":
    raise SystemExit(main())
