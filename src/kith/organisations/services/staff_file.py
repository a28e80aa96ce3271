"""Bringing staff in from a file: whole or not at all, and the same file twice changes nothing."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from kith.kernel.time import london_date
from kith.organisations.models import (
    Agency,
    Area,
    Capability,
    Membership,
    Practitioner,
    Profession,
    Role,
    Team,
)
from kith.organisations.services.asked import holding_on
from kith.organisations.services.from_file import BroughtIn, Wrong, carry_out, choice_of, row_named
from kith.organisations.services.staff import (
    CapabilityKind,
    add_capability,
    bring_in,
    change_details,
    change_place,
    end_place,
    named,
    practitioner_of,
)
from kith.organisations.staff_file import StaffRow, read_staff

KINDS = ("new people", "new places", "changed", "unchanged")
COUNTED = {
    "person": {"new people": 1, "new places": 1},
    "place": {"new places": 1},
    "changed": {"changed": 1},
    "": {"unchanged": 1},
}


def bring_in_staff(
    *, area: Area, content: bytes, now: datetime, by: Practitioner | None = None, dry_run: bool = False
) -> BroughtIn:
    """Bring the staff of a CSV file into an area. With one bad line, or ``dry_run``, nothing is written.

    People who are not in the file are left as they are. Raises ``UnreadableFile`` for a file that cannot be read at all.
    """
    return carry_out(
        read_staff(content),
        lambda row: COUNTED[_Line(area, row, now, by).act()],
        kinds=KINDS,
        dry_run=dry_run,
        columns={},
    )


class _Line:
    """One line, carried out."""

    def __init__(self, area: Area, row: StaffRow, now: datetime, by: Practitioner | None) -> None:
        self.area, self.row, self.now, self.by = area, row, now, by
        self.said = row.said
        self.first = row.days["starts_on"] or london_date(now)

    def act(self) -> str:
        """Do what the line says. Returns ``person``, ``place``, ``changed``, or nothing when it is so already."""
        said, ends_on = self.said, self.row.days["ends_on"]
        try:
            validate_email(said["email"])
        except ValidationError:
            raise Wrong("email", f"“{said['email']}” is not an email address. Write it as name@example.org.") from None
        role = choice_of(self.row, Role, "role")
        agency = (
            row_named(self.row, Agency.objects.filter(areas=self.area), "agency", "an agency", self.area)
            if said["agency"]
            else None
        )
        teams = Team.objects.filter(holding_on(self.first), area=self.area)
        team = row_named(self.row, teams, "team", "a team", self.area) if said["team"] else None
        held = practitioner_of(said["email"])
        place = self._place(held, role)
        changed = self._details(held, agency) if held is not None else False
        if place is None:
            place = bring_in(
                area=self.area,
                email=said["email"],
                role=role,
                now=self.now,
                name=said["name"],
                agency=agency,
                profession=choice_of(self.row, Profession, "profession") if said["profession"] else Profession.OTHER,
                registration=said["registration"],
                telephone=said["telephone"],
                team=team,
                starts_on=self.first,
                ends_on=ends_on,
                by=self.by,
            )
            self._capability(place.practitioner)
            return "place" if held is not None else "person"
        if team is not None and place.team_id != team.pk:
            changed = bool(change_place(place=place, team=team, by=self.by))
        if ends_on is not None and place.ends_on != ends_on:
            end_place(place=place, last_day=ends_on, now=self.now, by=self.by)
            changed = True
        return "changed" if self._capability(place.practitioner) or changed else ""

    def _place(self, held: Practitioner | None, role: str) -> Membership | None:
        if held is None:
            return None
        mine = Membership.objects.filter(practitioner=held, area=self.area, role=role).select_related("practitioner", "area")
        same = mine.filter(starts_on=self.first).first()
        return same or mine.filter(holding_on(self.first), starts_on__lte=self.first).first()

    def _details(self, held: Practitioner, agency: Agency | None) -> bool:
        said = self.said
        wanted = {
            "name": said["name"] or held.name,
            "profession": choice_of(self.row, Profession, "profession") if said["profession"] else held.profession,
            "registration": said["registration"] or held.registration,
            "telephone": said["telephone"] or held.telephone,
        }
        differs = next((name for name, value in wanted.items() if getattr(held, name) != value), "")
        if agency is not None and agency.pk != held.agency_id:
            differs = differs or "agency"
        if not differs:
            return False
        if not held.agency.areas.filter(pk=self.area.pk).exists():
            raise Wrong(differs, f"{held.name} works for {held.agency.name}, whose own area keeps this. Leave it empty.")
        named(held, by=self.by)
        change_details(practitioner=held, agency=agency, **wanted)
        return True

    def _capability(self, practitioner: Practitioner) -> bool:
        if not self.said["capability"]:
            return False
        kind = choice_of(self.row, CapabilityKind, "capability")
        from_day = self.row.days["capability_from"] or self.first
        held = Capability.objects.filter(practitioner=practitioner, area=self.area, kind=kind)
        if held.filter(starts_on=from_day).exists() or held.filter(holding_on(from_day)).exists():
            return False
        add_capability(
            practitioner=practitioner,
            area=self.area,
            kind=kind,
            evidence=self.said["evidence"],
            starts_on=from_day,
        )
        return True
