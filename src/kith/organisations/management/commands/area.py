"""``area add SLUG --name …``: a real area with its children's services."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kith.kernel.refusals import Refusal
from kith.organisations.models import Area
from kith.organisations.services import add_area


class Command(BaseCommand):
    help = "Add an area, or list those there are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        add = verbs.add_parser("add", help="add an area")
        add.add_argument("slug", help="short name used in addresses and commands, such as dorset")
        add.add_argument("--name", required=True, help="the name people read")
        add.add_argument("--la-code", default="", help="three-digit DfE code of the local authority")
        add.add_argument("--non-pathfinder", action="store_true", help="the area is not a pathfinder")
        verbs.add_parser("list", help="list the areas")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "list":
            for area in Area.objects.order_by("slug"):
                self.stdout.write(f"{area.slug}\t{area.name}\t{area.get_mode_display()}")
            return
        try:
            area = add_area(
                slug=options["slug"],
                name=options["name"],
                la_code=options["la_code"],
                pathfinder=not options["non_pathfinder"],
            )
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(
            f"{area.name} is there. Next: publish its practice model, then invite its first administrator."
        )
