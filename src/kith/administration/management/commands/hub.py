"""``kith hub``: the bodies that answer hub enquiries of an area."""

from datetime import datetime
from typing import Any

from kith.administration.commanding import AdministrationCommand, NotThere, Verbs, agency_of, day, team_of
from kith.administration.queries import model_of
from kith.design.words import the_date
from kith.front_door.hub_bodies import hub_bodies
from kith.kernel.time import london_date
from kith.organisations.models import Area, HubBody
from kith.organisations.services import change_hub_body, end_hub_body, name_hub_body


class Command(AdministrationCommand):
    help = "Name the bodies that answer hub enquiries of an area: which agency, whose people."
    noun = "hub"

    def add_verbs(self, verbs: Verbs) -> None:
        add = verbs.add_parser("add", help="name a body; one that the area’s model lists keeps the model’s key")
        change = verbs.add_parser("change", help="change who answers for a body")
        end = verbs.add_parser("end", help="end a body: nothing more is asked of it")
        for verb in (add, change, end):
            verb.add_argument("key", help="short name of the body, such as police")
        for verb in (add, change):
            verb.add_argument("--name", default="", help="the name people read (default: the model’s)")
            verb.add_argument("--group", default="", help="the group it is counted in (default: the model’s, or its name)")
            verb.add_argument("--agency", required=verb is add, default="", help="short name of the agency that answers")
            verb.add_argument("--team", default="", help="only the people of this team answer")
        add.add_argument("--from", dest="starts_on", type=day, metavar="DATE", help="first day (default: today)")
        change.add_argument("--any-team", action="store_true", help="everyone of the agency answers")
        end.add_argument("--on", type=day, metavar="DATE", help="the last day (default: today)")
        verbs.add_parser("list", help="list the bodies and who answers for them")

    def _add(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        model = model_of(area, at)
        listed = model.hub_bodies.get(options["key"]) if model else None
        name = options["name"] or (listed.name if listed else "")
        made = name_hub_body(
            area=area,
            key=options["key"],
            name=name,
            group=options["group"] or (listed.group if listed else name),
            agency=agency_of(area, options["agency"]),
            team=team_of(area, options["team"]),
            starts_on=options["starts_on"] or london_date(at),
        )
        self.stdout.write(f"{made.name} answers for the hub of {area.name}.")

    def _change(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        held = self._held(area, options["key"])
        team = None if options["any_team"] else team_of(area, options["team"]) or held.team
        change_hub_body(
            body=held,
            name=options["name"] or held.name,
            group=options["group"] or held.group,
            agency=agency_of(area, options["agency"]) if options["agency"] else held.agency,
            team=team,
        )
        self.stdout.write(f"{held.name} is changed.")

    def _end(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        held = self._held(area, options["key"])
        end_hub_body(body=held, last_day=options["on"] or london_date(at))
        self.stdout.write(f"{held.name} has its last day on {the_date(held.ends_on)}.")

    def _list(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        for each in hub_bodies(area.pk, now=at):
            who = f"{each.agency.slug}{' / ' + each.team.slug if each.team else ''}" if each.agency else "the front door calls"
            online = "answers in Kith" if each.answers_here else "no one answers in Kith yet"
            self.stdout.write(f"{each.key}\t{each.name}\t{each.group}\t{who}\t{online}")

    def _held(self, area: Area, key: str) -> HubBody:
        found = HubBody.objects.filter(area=area, key=key, ends_on__isnull=True).select_related("area", "team", "agency").first()
        if found is None:
            raise NotThere(f"The hub of {area.name} has no body called {key}. See kith hub list --area {area.slug}.")
        return found
