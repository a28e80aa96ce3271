"""``kith area``: add an area, list areas, say what one lacks, take one live or back."""

from datetime import datetime
from typing import Any

from django.core.management.base import CommandError

from kith.access.identity import acting_as, service
from kith.administration.commanding import AdministrationCommand, Unconfirmed, Verbs, person
from kith.administration.queries import lacking
from kith.administration.services import take_area_back, take_area_live
from kith.design.words import the_date
from kith.front_door.queries import waiting_in_area
from kith.kernel.ids import uuid7
from kith.kernel.refusals import Refusal
from kith.kernel.time import now
from kith.organisations.models import Area
from kith.organisations.services import add_area


class Command(AdministrationCommand):
    help = "Add an area, list areas, say what one lacks before it is live, take one live or back."
    noun = "area"

    def add_verbs(self, verbs: Verbs) -> None:
        add = verbs.add_parser("add", help="add an area")
        add.add_argument("area", metavar="SLUG", help="short name used in addresses and commands, such as dorset")
        add.add_argument("--name", required=True, help="the name people read")
        add.add_argument("--la-code", default="", help="three-digit DfE code of the local authority")
        add.add_argument("--non-pathfinder", action="store_true", help="the area is not a pathfinder")
        listing = verbs.add_parser("list", help="list the areas")
        listing.set_defaults(area="")
        check = verbs.add_parser("check", help="say what an area lacks before it may be taken live")
        check.add_argument("area", metavar="AREA")
        live = verbs.add_parser("live", help="take an area live: from now on it takes requests from outside")
        live.add_argument("area", metavar="AREA")
        back = verbs.add_parser("not-live", help="take an area back from live: from now on it takes no requests from outside")
        back.add_argument("area", metavar="AREA")
        back.add_argument("--reason", required=True, help="kept in the history")
        back.add_argument("--yes", action="store_true", help="do it; without it what would follow is said, and nothing is done")
        for verb in (live, back):
            verb.add_argument("--by", required=True, metavar="EMAIL", help="the administrator who does it")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        if verb == "list":
            self._list()
        elif verb == "add":
            self._add(options)
        else:
            super().handle(*args, verb=verb, **options)

    def _list(self) -> None:
        for area in Area.objects.order_by("slug"):
            state = f"live since {the_date(area.live_at)}" if area.live_at else "not live"
            self.stdout.write(f"{area.slug}\t{area.name}\t{area.get_mode_display()}\t{state}")

    def _add(self, options: dict[str, Any]) -> None:
        area_id = uuid7()
        why = f"kith area add, by {options['by']}"[:200]
        try:
            with acting_as(service("administration", area_id=area_id, purpose="administration", why=why), now=now()):
                area = add_area(
                    slug=options["area"],
                    name=options["name"],
                    la_code=options["la_code"],
                    pathfinder=not options["non_pathfinder"],
                    area_id=area_id,
                )
        except Refusal as refusal:
            raise CommandError(refusal.line) from None
        self.stdout.write(
            f"{area.name} is there, and not live. Next: kith practice-model new {area.slug}, then invite its first administrator "
            "with kith user invite."
        )

    def _check(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        found = lacking(area, now=at)
        for each in found:
            self.stdout.write(f"- {each.what} {each.fix} [{each.rule}]")
        if area.live_at:
            self.stdout.write(f"{area.name} is live since {the_date(area.live_at)}, taken by {area.live_by}.")
        elif not found:
            self.stdout.write(f"{area.name} lacks nothing. Take it live: kith area live {area.slug} --by EMAIL")

    def _live(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        taken = take_area_live(area=area, by=person(options["by"]), now=at)
        self.stdout.write(f"{taken.name} is live from {at:%-d %B %Y %H:%M} UTC, taken by {taken.live_by}.")

    def _not_live(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        waiting = waiting_in_area()
        if not options["yes"]:
            raise Unconfirmed(
                f"{area.name} would take no more requests by public form and API; both would give 999 and its telephone numbers."
                f" Waiting for a decision now: {waiting}; staff work on with them. Nothing was done. To do it, add --yes."
            )
        take_area_back(area=area, by=person(options["by"]), reason=options["reason"], now=at)
        self.stdout.write(f"{area.name} is not live from {at:%-d %B %Y %H:%M} UTC. Waiting for a decision: {waiting}.")
