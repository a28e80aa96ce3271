"""What the commands of this room have in common: an area, who gives the command, and refusals as sentences.

A command acts as the service *administration*, which sees no family; who gave it is kept with every change.
"""

import argparse
import getpass
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kith.access.identity import acting_as, service
from kith.design.words import the_date
from kith.kernel.refusals import Refusal
from kith.kernel.time import now
from kith.organisations.models import Agency, Area, Practitioner, Team
from kith.organisations.services import area_called, practitioner_of

Verbs = Any


class AdministrationCommand(BaseCommand):
    """``kith NOUN VERB … --area AREA``. Each verb is a method ``_verb(area, options, at)``.

    What a verb leaves in ``said_after`` is done once its transaction has committed: a letter is not sent for what may yet be undone.
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
                verb.add_argument("--by", default=_user(), metavar="NAME", help="who gives the command, kept with the change")

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
            raise CommandError(refusal.message) from None
        self.said_after()

    def area_of(self, verb: str, options: dict[str, Any]) -> Area | None:
        """Return the area that a verb is about, or ``None`` for one about all of them. Refuses an unknown one with those there are."""
        return area_called(options["area"]) if options["area"] else None

    def acting(self, verb: str, area: Area | None, options: dict[str, Any], at: datetime) -> AbstractContextManager[Any]:
        """Open the transaction in which a verb runs. One about no area only reads, and nobody need act for it."""
        if area is None:
            return nullcontext()
        why = f"kith {self.noun} {verb}, by {options['by']}"[:200]
        return acting_as(service("administration", area_id=area.pk, purpose="administration", why=why), now=at)


def _nothing() -> None:
    """Do nothing."""


def _user() -> str:
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
        raise Refusal(f"There is no one with the address {email}. Add them with kith staff add.")
    return found


def agency_of(area: Area, slug: str) -> Agency:
    """Return an agency of an area by its short name."""
    found = area.agencies.filter(slug=slug).first()
    if found is None:
        there = ", ".join(area.agencies.order_by("slug").values_list("slug", flat=True)) or "none yet"
        raise Refusal(f"{area.name} has no agency called {slug}. Agencies: {there}.")
    return found


def team_of(area: Area, slug: str) -> Team | None:
    """Return a team of an area by its short name; ``None`` for an empty one."""
    if not slug:
        return None
    found = area.teams.filter(slug=slug).first()
    if found is None:
        there = ", ".join(area.teams.order_by("slug").values_list("slug", flat=True)) or "none yet"
        raise Refusal(f"{area.name} has no team called {slug}. Teams: {there}.")
    return found


def until(last_day: date | None) -> str:
    """Say a last day, or nothing."""
    return f", until {the_date(last_day)}" if last_day else ""
