"""``kith agency``: the agencies that work in an area."""

from datetime import datetime
from typing import Any

from kith.administration.commanding import AdministrationCommand, Verbs, agency_of
from kith.kernel.time import london_date
from kith.organisations.models import Agency, Area
from kith.organisations.services import add_agency, change_agency, end_agency, join_agency


class Command(AdministrationCommand):
    help = "Add, list, change and end the agencies that work in an area."
    noun = "agency"

    def add_verbs(self, verbs: Verbs) -> None:
        add = verbs.add_parser("add", help="add an agency")
        add.add_argument("name", help="the name people read")
        add.add_argument("--kind", required=True, choices=Agency.Kind.values)
        add.add_argument("--slug", default="", help="short name; without it one is made from area and name")
        join = verbs.add_parser("join", help="have an agency of another area work here too")
        join.add_argument("slug")
        change = verbs.add_parser("change", help="change an agency’s name or kind")
        change.add_argument("slug")
        change.add_argument("--name")
        change.add_argument("--kind", choices=Agency.Kind.values)
        end = verbs.add_parser("end", help="have an agency work here no longer")
        end.add_argument("slug")
        verbs.add_parser("list", help="list the agencies of an area")

    def _add(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        made = add_agency(area=area, name=options["name"], kind=options["kind"], slug=options["slug"])
        self.stdout.write(f"{made.name} works in {area.name}. Its short name is {made.slug}.")

    def _join(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        self.stdout.write(f"{join_agency(area=area, slug=options['slug']).name} works in {area.name}.")

    def _change(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        held = agency_of(area, options["slug"])
        change_agency(agency=held, name=options["name"] or held.name, kind=options["kind"] or held.kind)
        self.stdout.write(f"{held.name} is changed.")

    def _end(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        held = agency_of(area, options["slug"])
        end_agency(area=area, agency=held, today=london_date(at))
        self.stdout.write(f"{held.name} works in {area.name} no longer.")

    def _list(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        for each in area.agencies.order_by("name"):
            self.stdout.write(f"{each.slug}\t{each.name}\t{each.get_kind_display()}")
