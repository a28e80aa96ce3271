"""``kith duty``: the duty rota of an area."""

import argparse
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from kith.administration.commanding import AdministrationCommand, NotThere, Verbs, day, person, team_of
from kith.kernel.time import LONDON
from kith.organisations.clock import moment_of
from kith.organisations.duty_file import COLUMNS
from kith.organisations.models import Area, DutyTurn
from kith.organisations.services import EVERY, add_duty, bring_in_duty, end_duty


class Command(AdministrationCommand):
    help = "Put people on the duty rota of an area, list it, take turns off."
    noun = "duty"

    def add_verbs(self, verbs: Verbs) -> None:
        add = verbs.add_parser("add", help="put someone on duty for a team")
        add.add_argument("email")
        add.add_argument("--team", required=True, help="short name of the team")
        add.add_argument("--from", dest="starts_at", type=_moment, required=True, metavar="TIME", help="2026-04-01T17:00")
        add.add_argument("--until", dest="ends_at", type=_moment, required=True, metavar="TIME")
        add.add_argument("--every", default="", choices=[each for each in EVERY if each], help="repeat it")
        add.add_argument("--to", type=day, metavar="DATE", help="the last day of the repeated turns")
        self.add_import(verbs, "put turns on the rota from a CSV file, whole or not at all", COLUMNS)
        end = verbs.add_parser("end", help="take a turn off the rota; one that has begun ends now")
        end.add_argument("id", help="the first column of kith duty list")
        listing = verbs.add_parser("list", help="list the turns of the coming days")
        listing.add_argument("--days", type=int, default=14)

    def _add(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        team = team_of(area, options["team"])
        assert team is not None
        made = add_duty(
            team=team,
            practitioner=person(options["email"]),
            starts_at=options["starts_at"],
            ends_at=options["ends_at"],
            every=options["every"],
            until=options["to"],
        )
        self.stdout.write(f"{len(made)} turn{'s' if len(made) != 1 else ''} added to the rota of {team.name}.")

    def _import(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        self.bring_from_file(options, lambda content, dry_run: bring_in_duty(area=area, content=content, dry_run=dry_run))

    def _end(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        try:
            turn = DutyTurn.objects.filter(area=area, pk=UUID(options["id"])).first()
        except ValueError:
            turn = None
        if turn is None:
            raise NotThere(f"{area.name} has no such turn. The first column of kith duty list names them.")
        end_duty(turn=turn, now=at)
        self.stdout.write("The turn is off the rota.")

    def _list(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        turns = (
            DutyTurn.objects.filter(area=area, ends_at__gt=at, starts_at__lt=at + timedelta(days=options["days"]))
            .select_related("team", "practitioner")
            .order_by("starts_at", "team__name")
        )
        for each in turns:
            begins, ends = (moment.astimezone(LONDON) for moment in (each.starts_at, each.ends_at))
            self.stdout.write(
                f"{each.pk}\t{each.team.slug}\t{each.practitioner.name}\t{begins:%Y-%m-%d %H:%M} to {ends:%Y-%m-%d %H:%M}"
            )


def _moment(text: str) -> datetime:
    try:
        return moment_of(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a time. Write it as 2026-04-01T17:00.") from None
