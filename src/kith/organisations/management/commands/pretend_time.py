"""``pretend_time 2026-03-08T02:10``: set the demonstration's clock; ``pretend_time --off`` returns to the real time."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import CommandError

from kith.kernel.refusals import Refusal
from kith.organisations.clock import moment_of
from kith.organisations.commanding import RoomCommand
from kith.organisations.services import set_pretended_time


class Command(RoomCommand):
    help = "Set the time of the demonstration, for web and jobs alike."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("moment", nargs="?", default="", help="date and time in London, like 2026-03-08T02:10")
        parser.add_argument("--off", action="store_true", help="return to the real time")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["moment"]) == options["off"]:
            raise CommandError("Give a date and time like 2026-03-08T02:10, or --off.")
        try:
            moment = None if options["off"] else moment_of(options["moment"])
            set_pretended_time(moment=moment, real_now=datetime.now(UTC))
        except ValueError as error:
            raise CommandError(f"“{options['moment']}” is not a date and time like 2026-03-08T02:10.") from error
        except Refusal as refusal:
            raise CommandError(refusal.line) from refusal
        self.stdout.write("The real time is shown again." if moment is None else f"It is now {moment.isoformat()}.")
