"""``kith staff``: people’s places in an area, their accreditation, and staff from a file."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from kith.administration.commanding import (
    AdministrationCommand,
    NotThere,
    Verbs,
    agency_of,
    day,
    person,
    team_of,
    until,
)
from kith.design.words import the_date
from kith.kernel.time import london_date
from kith.organisations.models import Area, Membership, Profession, Role
from kith.organisations.services import (
    CapabilityKind,
    add_capability,
    bring_in,
    bring_in_staff,
    end_capability,
    end_place,
)
from kith.organisations.staff_file import COLUMNS


class Command(AdministrationCommand):
    help = "Give and end people’s places in an area, accredit them, and bring staff in from a CSV file."
    noun = "staff"

    def add_verbs(self, verbs: Verbs) -> None:
        add = verbs.add_parser("add", help="give someone a place: someone new, or another role or area for someone known")
        add.add_argument("email")
        add.add_argument("--role", required=True, choices=Role.values)
        add.add_argument("--name", default="", help="how colleagues know them; needed for someone new")
        add.add_argument("--agency", default="", help="short name (default: children's services)")
        add.add_argument("--profession", default=Profession.OTHER, choices=Profession.values)
        add.add_argument("--registration", default="", help="registration number of a social worker")
        add.add_argument("--telephone", default="")
        add.add_argument("--team", default="", help="short name of a team of the area")
        add.add_argument("--from", dest="starts_on", type=day, metavar="DATE", help="first day (default: today)")
        add.add_argument("--until", dest="ends_on", type=day, metavar="DATE", help="last day (default: none)")
        end = verbs.add_parser("end", help="end a place; kith user leave ends everything at once")
        end.add_argument("email")
        end.add_argument("--role", required=True, choices=Role.values)
        end.add_argument("--on", type=day, metavar="DATE", help="the last day (default: at once)")
        accredit = verbs.add_parser("accredit", help="record a capability with its evidence, or end one")
        accredit.add_argument("email")
        accredit.add_argument("--for", dest="kind", default=CapabilityKind.LEAD, choices=CapabilityKind.values)
        accredit.add_argument("--evidence", default="", help="who saw what, and when")
        accredit.add_argument("--from", dest="starts_on", type=day, metavar="DATE", help="first day (default: today)")
        accredit.add_argument("--end", action="store_true", help="end it, with its last day today")
        self.add_import(verbs, "bring staff in from a CSV file, whole or not at all", COLUMNS)
        verbs.add_parser("list", help="list the people of an area with their places")

    def _add(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        place = bring_in(
            area=area,
            email=options["email"],
            role=options["role"],
            now=at,
            name=options["name"],
            agency=agency_of(area, options["agency"]) if options["agency"] else None,
            profession=options["profession"],
            registration=options["registration"],
            telephone=options["telephone"],
            team=team_of(area, options["team"]),
            starts_on=options["starts_on"],
            ends_on=options["ends_on"],
        )
        who = place.practitioner
        self.stdout.write(
            f"{who.name} is {place.get_role_display()} in {area.name} from {the_date(place.starts_on)}{until(place.ends_on)}."
        )
        if who.user is not None and not who.user.has_usable_password():
            self.stdout.write(f"They have no password yet: kith user invite-again {who.user.email} prints a link.")

    def _end(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        who = person(options["email"])
        today = london_date(at)
        place = (
            Membership.objects.filter(practitioner=who, area=area, role=options["role"])
            .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
            .select_related("practitioner", "area")
            .order_by("-starts_on")
            .first()
        )
        if place is None:
            raise NotThere(f"{who.name} has no place as {options['role']} in {area.name}. See kith staff list.")
        end_place(place=place, last_day=options["on"], now=at)
        when = f"after {the_date(options['on'])}" if options["on"] else "at once"
        self.stdout.write(f"{who.name} ends as {place.get_role_display()} {when}.")

    def _accredit(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        who, today = person(options["email"]), london_date(at)
        if options["end"]:
            for held in who.capabilities.filter(area=area, kind=options["kind"]).filter(
                Q(ends_on__isnull=True) | Q(ends_on__gt=today)
            ):
                end_capability(capability=held, last_day=max(today, held.starts_on))
            self.stdout.write(f"{who.name}: ended.")
            return
        made = add_capability(
            practitioner=who,
            area=area,
            kind=options["kind"],
            evidence=options["evidence"],
            starts_on=options["starts_on"] or today,
        )
        self.stdout.write(f"{who.name}: {CapabilityKind(made.kind).label}, from {the_date(made.starts_on)}.")

    def _import(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        self.bring_from_file(
            options, lambda content, dry_run: bring_in_staff(area=area, content=content, now=at, dry_run=dry_run)
        )

    def _list(self, area: Area, options: dict[str, Any], at: datetime) -> None:
        today = london_date(at)
        places = (
            Membership.objects.filter(area=area)
            .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
            .select_related("practitioner__user", "practitioner__agency", "team")
            .order_by("practitioner__name", "role")
        )
        for each in places:
            who = each.practitioner
            team = each.team.slug if each.team else "-"
            self.stdout.write(
                f"{who.user.email if who.user else '-'}\t{who.name}\t{each.role}\t{team}\t{who.agency.slug}"
                f"\tfrom {each.starts_on}{until(each.ends_on)}"
            )
