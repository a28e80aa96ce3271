"""Judged pairs to learn weights from: what strangers sent,
beside each person that a first matching proposed and the person it truly was.

tools/bench/matching/pairs.py --register register.csv --lookups lookups.csv --truth truth.csv --answers answers.jsonl pairs.csv
"""

import argparse
import csv
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.matching.lookups import read_lookups
from bench.matching.register import COLUMNS, read_register


def write_pairs(path: Path, *, register: Path, lookups: Path, truth: Path, answers: Path) -> int:
    """Write the pairs as CSV in the columns that ``kith people calibrate`` reads. Returns how many."""
    sent = {each.ref: each for each in read_lookups(lookups, truth)}
    proposed: dict[str, set[str]] = {}
    for line in answers.read_text(encoding="utf-8").splitlines():
        answer = json.loads(line)
        proposed[answer["ref"]] = {c["ref"] for c in answer["candidates"] if c["ref"]} | {sent[answer["ref"]].truth} - {""}
    needed = {ref for refs in proposed.values() for ref in refs}
    held = {row.ref: row for row in read_register(register) if row.ref in needed}
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["query", *(f"a_{name}" for name in COLUMNS[1:]), *(f"b_{name}" for name in COLUMNS[1:]), "same"])
        for query, refs in proposed.items():
            a = sent[query]
            for ref in sorted(refs):
                b = held[ref]
                out.writerow(
                    [
                        query,
                        *(getattr(a, name) for name in COLUMNS[1:]),
                        *(getattr(b, name) for name in COLUMNS[1:]),
                        "yes" if ref == a.truth else "no",
                    ]
                )
                count += 1
    return count


def main() -> None:
    """Write the pairs of one sample."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    for name in ("register", "lookups", "truth", "answers"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    pairs = write_pairs(given.path, register=given.register, lookups=given.lookups, truth=given.truth, answers=given.answers)
    print(f"{pairs:,} pairs")


if __name__ == "__main__":
    main()
