"""Random worlds: who sees which row of every guarded table, as the database answers and as the rules say.
Differences must be none.

    tools/bench/sight_run.py --worlds 10000 --meetings 200 [--seed 1] [--json FILE]

A world is two areas with their people, families, restrictions, grants, joined and sealed records, and rows of every guarded table
and its history (``tests/worlds``). A meeting is some people changing one family at the same moment over connections of their own.
"""

import argparse
import json
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for folder in (ROOT, ROOT / "src", ROOT / "tools"):
    sys.path.insert(0, str(folder))

from bench.lines import Line  # noqa: E402  the path is set above

from tests import database  # noqa: E402
from tests.worlds.comparing import Compared, compare_meetings, compare_worlds  # noqa: E402

AT_A_TIME = 500


def main() -> int:
    """Compare, print what was compared, and return how many differences there are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=10_000)
    parser.add_argument("--meetings", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="where the lines are kept for the table")
    given = parser.parse_args()
    try:
        lines, differences = _compared(given)
    finally:
        database.pytest_unconfigure()
    print("\n".join(str(line) for line in lines))
    if given.json:
        given.json.write_text(json.dumps([line.as_json for line in lines]))
    return min(differences, 100)


def _compared(given: argparse.Namespace) -> tuple[list[Line], int]:
    import django  # noqa: PLC0415  the database's address is known now

    django.setup()
    began = time.perf_counter()
    all_worlds = Compared()
    while all_worlds.worlds < given.worlds:
        some = min(AT_A_TIME, given.worlds - all_worlds.worlds)
        all_worlds.take(compare_worlds(some, seed=given.seed + all_worlds.worlds, name=f"{database.SESSION}_worlds"))
        print(
            f"  {all_worlds.worlds:,} worlds, {len(all_worlds.differences)} differences, {time.perf_counter() - began:.0f} s",
            flush=True,
        )
    with database.clone(database.TEMPLATE, f"{database.SESSION}_meetings") as url, database.used_by_django(url):
        met = compare_meetings(given.meetings, seed=given.seed, url=url)
    found = len(all_worlds.differences) + len(met.compared.differences) + len(met.wrong)
    for words in (all_worlds.by_table(), met.compared.by_table(), "\n".join(met.wrong)):
        if words:
            print(words)
    rows = sum(all_worlds.rows.values())
    tables = sum(1 for count in all_worlds.rows.values() if count)
    return [
        Line(
            "Sight: random worlds",
            all_worlds.worlds,
            "worlds",
            note=f"{all_worlds.looks:,} looks, {rows:,} rows, {tables} tables",
        ),
        Line("Sight: rows compared with the rules", all_worlds.comparisons, "rows"),
        Line("Sight: differences", len(all_worlds.differences), "rows", limit=0, digits=0),
        Line(
            "Sight: several people change one family at once",
            met.compared.worlds,
            "meetings",
            note=f"{met.compared.comparisons:,} rows compared",
        ),
        Line("Sight: differences and errors afterwards", len(met.compared.differences) + len(met.wrong), "", limit=0, digits=0),
    ], found


if __name__ == "__main__":
    sys.exit(main())
