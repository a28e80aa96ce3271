"""``kith people``: bring an area's people in, match a partner's list, find records that may be one person,
calibrate the matcher."""

import argparse
import gc
import json
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import CommandError
from django.db import connection

from kith.access.identity import Identity, acting_as, service
from kith.audit.services import record_look
from kith.kernel.refusals import FileRefused, Refusal
from kith.kernel.time import london_date, now
from kith.organisations.commanding import RoomCommand
from kith.organisations.models import Area
from kith.organisations.services import NoSuchArea
from kith.people.finding.engine import frequencies_of
from kith.people.lists.answers import LEAST, batches, match_batch
from kith.people.lists.calibration import calibrate, words_of_pairs
from kith.people.lists.file import read_list
from kith.people.lists.first_reading import SHOWN, FirstReading
from kith.people.lists.importing import YOUNGER_THAN_CHILD, ImportDone
from kith.people.lists.pairs import read_pairs
from kith.people.lists.rows import IMPORT_COLUMNS, ListedPerson
from kith.people.services import find_duplicates, import_people, keep_calibration, rewrite_keys

WORKERS = 2


class DryRun(Exception):
    """Ends a transaction whose changes were only to be counted."""


class Command(RoomCommand):
    help = "Bring an area’s people in, match a partner’s list, find possible duplicates, calibrate the matcher."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        bring = verbs.add_parser("import", help="read a list of people into an area")
        bring.add_argument("file", type=Path, metavar="FILE.csv")
        bring.add_argument("--apply", action="store_true", help="write; without it the file is only checked")
        bring.add_argument("--skip-bad", action="store_true", help="take the good rows and leave out those with problems")
        match = verbs.add_parser("match", help="answer each row of a list with the people it may be")
        match.add_argument("file", type=Path, metavar="FILE.csv")
        match.add_argument("--out", type=Path, required=True, metavar="OUT.jsonl", help="one JSON object a row")
        match.add_argument("--top", type=int, default=5, help="how many candidates a row (default: 5)")
        match.add_argument(
            "--least", type=float, default=LEAST, metavar="POINTS", help="the least score that is answered (default: 0)"
        )
        learn = verbs.add_parser("calibrate", help="learn weights and thresholds from pairs that people have judged")
        learn.add_argument("file", type=Path, metavar="PAIRS.csv")
        learn.add_argument("--apply", action="store_true", help="put the weights into force in the area")
        learn.add_argument("--report", type=Path, metavar="REPORT.md", help="also write the report here")
        learn.add_argument("--weights", type=Path, metavar="WEIGHTS.toml", help="also write the weights here")
        learn.add_argument("--precision", type=float, default=0.995, help="how sure a strong match must be (default: 0.995)")
        again = verbs.add_parser("duplicates", help="list pairs of records that may be one person, for somebody to look at")
        keys = verbs.add_parser("keys", help="write anew what people are found by")
        for verb in (bring, match, learn, again, keys):
            verb.add_argument("--area", required=True, metavar="NAME", help="slug or name of the area, such as dorset")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        area = _area(options["area"])
        try:
            getattr(self, f"_{verb}")(area, options)
        except Refusal as refusal:
            raise CommandError(refusal.line) from None
        except OSError as error:
            raise CommandError(FileRefused(error, done="read or written").line) from None

    # ---- import

    def _import(self, area: Area, options: dict[str, Any]) -> None:
        at, path = now(), options["file"]
        reading = self._check(path)
        doubtful = self._tell_problems(reading, skip_bad=options["skip_bad"])
        done = ImportDone()
        identity = service("people_import", area_id=area.pk, purpose="people import", why=f"list {path.name}"[:200])
        bar = Progress(self.stderr, "Writing" if options["apply"] else "Trying", path.stat().st_size if path.exists() else 0)
        try:
            with acting_as(identity, now=at):
                for so_far in import_people(self._good(path, reading, bar), now=at, doubtful=doubtful):
                    done = so_far
                    bar.rows = done.rows
                if not options["apply"]:
                    raise DryRun
        except DryRun:
            pass
        bar.end()
        verb = "Written" if options["apply"] else "Dry run, nothing written. With --apply there would be"
        self._tell_done(verb, done, left_out=reading.bad, warnings=reading.warned + len(doubtful))

    def _tell_problems(self, reading: FirstReading, *, skip_bad: bool) -> list[str]:
        """Write what is wrong with the list, and stop when that may not be left out. Returns the refs of doubtful parents."""
        for line in reading.shown:
            self.stderr.write(str(line))
        if reading.problems > len(reading.shown):
            self.stderr.write(f"… and {reading.problems - len(reading.shown):,} more problems.")
        if reading.bad and not skip_bad:
            raise CommandError(
                f"{reading.bad:,} of {reading.good + reading.bad:,} rows have problems. Nothing was written."
                " Mend them, or take the good rows with --skip-bad."
            )
        doubtful = reading.doubtful()
        for ref in doubtful[:SHOWN]:
            self.stderr.write(f"Warning, ref {ref}: {YOUNGER_THAN_CHILD}")
        if len(doubtful) > SHOWN:
            self.stderr.write(f"… and {len(doubtful) - SHOWN:,} more such warnings.")
        return doubtful

    def _tell_done(self, verb: str, done: ImportDone, *, left_out: int, warnings: int) -> None:
        self.stdout.write(
            f"{verb}: {done.new:,} new people, {done.changed:,} changed, {done.unchanged:,} unchanged"
            + (f", {done.completed:,} children of a return completed" if done.completed else "")
            + (f"; {left_out:,} rows with problems left out" if left_out else "")
            + "."
        )
        if warnings:
            self.stdout.write(
                f"{warnings:,} rows hold something that cannot be right; it is kept as claimed, with a warning on the record."
            )
        if done.known:
            self.stdout.write(
                f"{done.known:,} new people have a number of somebody on record."
                " They stand on the review list “Possible duplicates”."
            )
        if done.to_join:
            self.stdout.write(f"{done.to_join:,} people name a family. They wait in the work list “People to join to families”.")

    def _check(self, path: Path) -> FirstReading:
        """Read the whole list once, before anything is written."""
        reading = FirstReading()
        bar = Progress(self.stderr, "Checking", path.stat().st_size if path.exists() else 0)
        for row in read_list(path, today=london_date(now()), told=bar.read):
            bar.rows += 1
            reading.note(row)
        bar.end()
        return reading

    def _good(self, path: Path, reading: FirstReading, bar: "Progress") -> Iterator[ListedPerson]:
        for row in read_list(path, today=london_date(now()), told=bar.read):
            if not row.problems and row.number not in reading.repeated:
                yield row

    # ---- match

    def _match(self, area: Area, options: dict[str, Any]) -> None:
        at, path = now(), options["file"]
        if options["top"] < 1:
            raise CommandError("--top must be at least 1.")
        identity = service("people_match", area_id=area.pk, purpose="people match", why=f"list {path.name}"[:200])
        bar = Progress(self.stderr, "Matching", path.stat().st_size if path.exists() else 0)
        found = strong = rows = 0

        answer = _Answer(identity, at, path.name, options["top"], options["least"])
        every = batches(read_list(path, today=london_date(at), columns=IMPORT_COLUMNS, told=bar.read))
        with options["out"].open("w", encoding="utf-8") as out:
            for answers in _in_turn(answer, every):
                for each in answers:
                    out.write(json.dumps(each, ensure_ascii=False) + "\n")
                    found += bool(each["candidates"])
                    strong += bool(each["candidates"]) and each["candidates"][0]["confidence"] == "strong"
                rows += len(answers)
                bar.rows = rows
        bar.end()
        self.stdout.write(
            f"{rows:,} rows: {strong:,} with a strong match, {found - strong:,} with possible ones, {rows - found:,} with nobody."
            f" Nothing was joined or changed. Answers in {options['out'].name}."
        )

    # ---- the matcher

    def _calibrate(self, area: Area, options: dict[str, Any]) -> None:
        at = now()
        identity = service("people_import", area_id=area.pk, purpose="calibrate matching", why=options["file"].name[:200])
        pairs = list(read_pairs(options["file"], today=london_date(at)))
        with acting_as(identity, now=at):
            counted = frequencies_of(words_of_pairs(pairs))
            learnt = calibrate(pairs, precision=options["precision"], frequencies=counted if counted.people else None)
            if options["apply"]:
                keep_calibration(learnt=learnt, now=at)
        self.stdout.write(learnt.report)
        if options["report"]:
            options["report"].write_text(learnt.report, encoding="utf-8")
        if options["weights"]:
            options["weights"].write_text(learnt.toml, encoding="utf-8")
        self.stdout.write(
            "In force in this area from now on." if options["apply"] else "Nothing changed. Put it into force with --apply."
        )

    def _duplicates(self, area: Area, options: dict[str, Any]) -> None:
        at = now()
        identity = service("people_match", area_id=area.pk, purpose="find duplicates")
        with acting_as(identity, now=at):
            found = find_duplicates(now=at)
        self.stdout.write(f"{found:,} new pairs to look at.")

    def _keys(self, area: Area, options: dict[str, Any]) -> None:
        at, began = now(), monotonic()
        with acting_as(service("people_import", area_id=area.pk, purpose="write keys"), now=at):
            people = rewrite_keys()
        self.stdout.write(f"{people:,} people can be found again, in {monotonic() - began:.1f} seconds.")


@dataclass(frozen=True)
class _Answer:
    """The work of one batch of a partner's list, done in a process of its own. What it shows is recorded as a look."""

    identity: Identity
    at: datetime
    name: str
    top: int
    least: float

    def __call__(self, batch: list[ListedPerson]) -> list[dict[str, Any]]:
        with acting_as(self.identity, now=self.at):
            answers = match_batch(batch, top=self.top, least=self.least)
            record_look(
                "search",
                now=self.at,
                page="kith people match",
                asked={"list": self.name, "rows": len(batch)},
                shown=[c["person"] for a in answers for c in a["candidates"]],
            )
        return answers


def _alone() -> None:
    """Begin a process with a connection of its own, and without looking for cycles of garbage, of which a batch makes none."""
    connection.connection = None
    gc.disable()


def _in_turn(work: Any, batches_: Iterator[list[ListedPerson]]) -> Iterator[list[dict[str, Any]]]:
    """Do the work of some batches at once and return the answers in the batches' order, with no more than a few in hand."""
    connection.close()
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("fork"), initializer=_alone) as pool:
        waiting = []
        for batch in batches_:
            waiting.append(pool.submit(work, batch))
            if len(waiting) > WORKERS:
                yield waiting.pop(0).result()
        for each in waiting:
            yield each.result()


def _area(name: str) -> Area:
    area = Area.objects.filter(slug=name.lower()).first() or Area.objects.filter(name__iexact=name).first()
    if area is None:
        known = ", ".join(Area.objects.order_by("slug").values_list("slug", flat=True)) or "none"
        raise CommandError(NoSuchArea(f"There is no area {name}. Areas: {known}.").line)
    return area


class Progress:
    """A bar on a terminal, a line now and then elsewhere."""

    WIDTH = 30

    def __init__(self, stream: Any, words: str, size: int) -> None:
        self.stream, self.words, self.size = stream, words, max(size, 1)
        self.rows = 0
        self.began = self.shown = monotonic()
        self.live = sys.stderr.isatty()

    def read(self, read: int) -> None:
        """Show how much of the file is read, at most five times a second on a terminal and every ten seconds elsewhere."""
        at = monotonic()
        if at - self.shown < (0.2 if self.live else 10):
            return
        self.shown = at
        self._show(min(1.0, read / self.size), "\r" if self.live else "\n")

    def end(self) -> None:
        """Show the last state."""
        if self.live:
            self._show(1.0, "\n")

    def _show(self, share: float, end: str) -> None:
        speed = self.rows / max(monotonic() - self.began, 0.001)
        filled = round(share * self.WIDTH)
        bar = f"[{'#' * filled}{'.' * (self.WIDTH - filled)}]"
        self.stream.write(f"{self.words} {bar} {share:4.0%}  {self.rows:,} rows, {speed:,.0f} a second", ending=end)
        self.stream.flush()
