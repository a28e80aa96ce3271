"""What the commands of this room have in common: an area, who gives the command, and refusals as sentences.

A command acts as the service *administration*, which sees no family; who gave it is kept with every change.
"""

import argparse
import getpass
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from kith.access.identity import acting_as, service
from kith.design.words import the_date
from kith.kernel.refusals import FileRefused, Refusal
from kith.kernel.time import now
from kith.organisations.commanding import RoomCommand
from kith.organisations.models import Agency, Area, Practitioner, Team
from kith.organisations.services import BroughtIn, area_called, practitioner_of

Verbs = Any
SHOWN = 50
"""How many problems of a file are printed."""


class NotThere(Refusal):
    """A command names what the area does not have. The message says where what it has is listed."""

    code = "not_there"
    source = "design 8 (bad input)"


class Unconfirmed(Refusal):
    """What was asked takes effect for families at once, so it is said first and done when it is confirmed."""

    code = "unconfirmed"
    source = "practice P-3"


class AdministrationCommand(RoomCommand):
    """``kith NOUN VERB … --area AREA``. Each verb is a method ``_verb(area, options, at)``.

    What a verb leaves in ``said_after`` is done once its transaction has committed:
    a letter is not sent for what may yet be undone.
    """

    noun = ""
    said_after: Callable[[], None]

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        self.add_verbs(verbs)
        for verb in verbs.choices.values():
            if verb.get_default("area") is None and not any(action.dest == "area" for action in verb._actions):
                verb.add_argument("--area", required=True, metavar="AREA", help="short name of the area")
            if not any(action.dest == "by" for action in verb._actions):
                verb.add_argument("--by", default=the_user(), metavar="NAME", help="who gives the command, kept with the change")

    def add_verbs(self, verbs: Verbs) -> None:
        """Add the verbs of a noun."""
        raise NotImplementedError

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        at = now()
        self.said_after = _nothing
        try:
            area = self.area_of(verb, options)
            with self.acting(verb, area, options, at):
                getattr(self, f"_{verb.replace('-', '_')}")(area, options, at)
        except Refusal as refusal:
            raise CommandError(refusal.line) from None
        self.said_after()

    def area_of(self, verb: str, options: dict[str, Any]) -> Area | None:
        """Return the area that a verb is about, or ``None`` for one about all of them.
        Refuses an unknown one with those there are."""
        return area_called(options["area"]) if options["area"] else None

    def acting(self, verb: str, area: Area | None, options: dict[str, Any], at: datetime) -> AbstractContextManager[Any]:
        """Open the transaction in which a verb runs. One about no area only reads, and nobody need act for it."""
        if area is None:
            return nullcontext()
        why = f"kith {self.noun} {verb}, by {options['by']}"[:200]
        return acting_as(service("administration", area_id=area.pk, purpose="administration", why=why), now=at)

    def add_import(self, verbs: Verbs, words: str, columns: Mapping[str, str]) -> None:
        """Add the verb that brings a CSV file in."""
        bring = verbs.add_parser("import", help=words)
        bring.add_argument("file", type=Path, metavar="FILE.csv", help=f"columns: {', '.join(columns)}")
        bring.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")

    def bring_from_file(self, options: dict[str, Any], act: Callable[[bytes, bool], BroughtIn]) -> None:
        """Bring a file in with one service, and say what became of it or what is wrong in which line."""
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise FileRefused(error) from None
        done = act(content, options["dry_run"])
        for problem in done.problems[:SHOWN]:
            self.stderr.write(str(problem))
        if len(done.problems) > SHOWN:
            self.stderr.write(f"… and {len(done.problems) - SHOWN} more problems.")
        if done.problems:
            raise CommandError(f"{len(done.problems)} problems in {done.rows} lines. Nothing was written.")
        verb = "Written" if done.written else "Dry run, nothing written. Without --dry-run there would be"
        self.stdout.write(f"{verb}: {done.words}.")


def _nothing() -> None:
    """Do nothing."""


def the_user() -> str:
    """Return who gives a command, as the server knows them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "the server"


def day(text: str) -> date:
    """Read a day given on the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date. Write it as 2026-04-01.") from None


def person(email: str) -> Practitioner:
    """Return who signs in with an address."""
    found = practitioner_of(email)
    if found is None:
        raise NotThere(f"There is no one with the address {email}. Add them with kith staff add.")
    return found


def agency_of(area: Area, slug: str) -> Agency:
    """Return an agency of an area by its short name."""
    found = area.agencies.filter(slug=slug).first()
    if found is None:
        there = ", ".join(area.agencies.order_by("slug").values_list("slug", flat=True)) or "none yet"
        raise NotThere(f"{area.name} has no agency called {slug}. Agencies: {there}.")
    return found


def team_of(area: Area, slug: str) -> Team | None:
    """Return a team of an area by its short name; ``None`` for an empty one."""
    if not slug:
        return None
    found = area.teams.filter(slug=slug).first()
    if found is None:
        there = ", ".join(area.teams.order_by("slug").values_list("slug", flat=True)) or "none yet"
        raise NotThere(f"{area.name} has no team called {slug}. Teams: {there}.")
    return found


def until(last_day: date | None) -> str:
    """Say a last day, or nothing."""
    return f", until {the_date(last_day)}" if last_day else ""
