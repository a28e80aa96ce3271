"""``kith load-demonstration``: fill an empty demonstration with families who do not exist."""

import argparse
from datetime import UTC, date, datetime, time
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from kith.config.database.fitness import made_up_on_real
from kith.config.demonstration import loading, table
from kith.kernel.time import LONDON, london_date, now
from kith.organisations.commanding import RoomCommand
from kith.organisations.demonstration import AREAS


class Command(RoomCommand):
    help = "Fill the demonstration with made-up families, a year of them. Does nothing when they are there already."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="the day the demonstration lives on (default: today)")
        parser.add_argument("--seed", type=int, default=1, help="another number makes other families (default: 1)")
        parser.add_argument("--families", type=int, default=40, help="families helped in each pathfinder area (default: 40)")
        parser.add_argument("--area", action="append", default=[], metavar="NAME", help="only this area (may be repeated)")
        parser.add_argument("--again", action="store_true", help="add another set although one is there; needs another seed")
        parser.add_argument("--table", action="store_true", help="print the counts and shares beside the published ones")

    def handle(self, *args: Any, **options: Any) -> None:
        _refuse_where_it_does_not_belong(options["area"])
        real = now()
        today = options["today"] or london_date(real)
        as_at = datetime.combine(today, time(9, 10), tzinfo=LONDON).astimezone(UTC)
        if options["today"] is None and real < as_at:
            as_at = real
        self._load(as_at, options)
        if options["table"]:
            self.stdout.write(table.printed(table.measured()))

    def _load(self, as_at: datetime, options: dict[str, Any]) -> None:
        if options["again"] and loading.is_loaded(options["seed"]):
            raise CommandError(f"The families of seed {options['seed']} are there already. Choose another: --seed N.")
        say = self.stdout.write if options["verbosity"] else _nothing
        if loading.is_loaded() and not options["again"]:
            say("The demonstration is there already.")
            return
        say(f"Making up families as at {london_date(as_at):%-d %B %Y}. This takes about a minute.")
        loading.load(
            as_at=as_at,
            seed=options["seed"],
            families=options["families"],
            only=options["area"],
            progress=self._progress if options["verbosity"] else _nothing,
        )

    def _progress(self, area: str, done: int, of: int) -> None:
        if done == of:
            self.stdout.write(f"  {area}: {of} requests for support")
        elif self.stdout.isatty():
            self.stdout.write(f"  {area}: {done} of {of}", ending="\r")
            self.stdout.flush()


def _refuse_where_it_does_not_belong(areas: list[str]) -> None:
    if not settings.DEMONSTRATION:
        raise CommandError("Made-up families are only for the demonstration. Nothing was added.")
    known = [plan.slug for plan in AREAS]
    for name in areas:
        if name not in known:
            raise CommandError(f"There is no area called {name}. Areas: {', '.join(known)}.")
    connection.ensure_connection()
    if made_up_on_real(connection.connection):
        raise CommandError("This database holds areas and nobody made up: it is a real one. Nothing was added.")


def _nothing(*_: object) -> None:
    """Say nothing."""
