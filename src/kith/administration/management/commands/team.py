"""``kith team``: the teams and hubs of an area."""

from datetime import datetime
from typing import Any

from kith.administration.commanding import AdministrationCommand, Verbs, day, team_of, until
from kith.design.words import the_date
from kith.kernel.time import london_date
from kith.organisations.models import Area, Profession, Team
from kith.organisations.services import add_team, change_team, end_team


class Command(AdministrationCommand):
    help = "Add, list, change and end the teams and hubs of an area."
    noun = "team"

    def add_verbs(self, verbs: Verbs) -> None:
        add = verbs.add_parser("add", help="add a team or hub")
        add.add_argument("name", help="the name people read")
        add.add_argument("--kind", required=True, choices=Team.Kind.values)
        add.add_argument("--slug", default="", help="short name; without it one is made from the name")
        change = verbs.add_parser("change", help="change a team")
        change.add_argument("slug")
        change.add_argument("--name")
        for verb, standard in ((add, ""), (change, None)):
            verb.add_argument("--locality", default=standard, help="the place it works for")
            verb.add_argument("--telephone", default=standard)
            verb.add_argument(
                "--discipline", action="append", choices=Profession.values, help="ought to be in it; may be repeated"
            )
        end = verbs.add_parser("end", help="give a team its last day")
        end.add_argument("slug")
        end.add_argument("--on", type=day, metavar="DATE", help="the last day (default: today)")
        verbs.add_parser("list", help="list the teams of an area")

    def _add(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        made = add_team(
            area=area,
            name=options["name"],
            kind=options["kind"],
            slug=options["slug"],
            locality=options["locality"],
            telephone=options["telephone"],
            disciplines=options["discipline"] or [],
        )
        self.stdout.write(f"{made.name} is there. Its short name is {made.slug}.")

    def _change(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        held = team_of(area, options["slug"])
        assert held is not None
        given = {name: options[name] for name in ("name", "locality", "telephone") if options[name] is not None}
        kept = {"name": held.name, "locality": held.locality, "telephone": held.telephone}
        disciplines = held.expected_disciplines if options["discipline"] is None else options["discipline"]
        change_team(team=held, **{**kept, **given}, disciplines=disciplines)
        self.stdout.write(f"{held.name} is changed.")

    def _end(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        held = team_of(area, options["slug"])
        assert held is not None
        end_team(team=held, last_day=options["on"] or london_date(at), now=at)
        self.stdout.write(f"{held.name} has its last day on {the_date(held.ends_on)}.")

    def _list(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        for each in area.teams.order_by("kind", "name"):
            self.stdout.write(f"{each.slug}\t{each.name}\t{each.get_kind_display()}\t{each.telephone}{until(each.ends_on)}")
