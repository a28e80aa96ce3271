"""Bringing staff in from a file: whole or not at all, and the same file twice changes nothing."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Model, Q, QuerySet, TextChoices

from kith.kernel.refusals import Refusal
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
from kith.organisations.staff_file import Problem, StaffRow, read_staff

Row = TypeVar("Row", bound=Model)


@dataclass
class StaffBroughtIn:
    """What became of a file, or would become of it."""

    rows: int = 0
    new_people: int = 0
    new_places: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    written: bool = False


class _Wrong(Exception):
    def __init__(self, field_name: str, words: str) -> None:
        self.field, self.words = field_name, words


def bring_in_staff(
    *, area: Area, content: bytes, now: datetime, by: Practitioner | None = None, dry_run: bool = False
) -> StaffBroughtIn:
    """Bring the staff of a CSV file into an area. With one bad line, or ``dry_run``, nothing is written.

    Each line is tried as it will be done, so that what a dry run says is what happens. People who are not in the file are left as they
    are. Raises :class:`UnreadableFile` for a file that cannot be read at all.
    """
    done = StaffBroughtIn()
    with transaction.atomic():
        for row in read_staff(content):
            done.rows += 1
            done.problems += row.problems
            if not row.problems:
                _try(row, _Line(area, row, now, by), done)
        if done.problems or dry_run:
            transaction.set_rollback(True)
        else:
            done.written = True
    return done


def _try(row: StaffRow, line: "_Line", done: StaffBroughtIn) -> None:
    try:
        with transaction.atomic():
            what = line.act()
    except _Wrong as wrong:
        done.problems.append(Problem(row.line, wrong.field, wrong.words))
    except Refusal as refusal:
        done.problems.append(Problem(row.line, refusal.field or "line", refusal.message))
    else:
        done.new_people += what == "person"
        done.new_places += what in {"person", "place"}
        done.changed += what == "changed"
        done.unchanged += what == ""


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
            raise _Wrong("email", f"“{said['email']}” is not an email address. Write it as name@example.org.") from None
        role = self._choice(Role, "role")
        agency = self._named(Agency.objects.filter(areas=self.area), "agency", "an agency") if said["agency"] else None
        teams = Team.objects.filter(holding_on(self.first), area=self.area)
        team = self._named(teams, "team", "a team") if said["team"] else None
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
                profession=self._choice(Profession, "profession") if said["profession"] else Profession.OTHER,
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
            "profession": self._choice(Profession, "profession") if said["profession"] else held.profession,
            "registration": said["registration"] or held.registration,
            "telephone": said["telephone"] or held.telephone,
        }
        differs = next((name for name, value in wanted.items() if getattr(held, name) != value), "")
        if agency is not None and agency.pk != held.agency_id:
            differs = differs or "agency"
        if not differs:
            return False
        if not held.agency.areas.filter(pk=self.area.pk).exists():
            raise _Wrong(differs, f"{held.name} works for {held.agency.name}, whose own area keeps this. Leave it empty.")
        named(held, by=self.by)
        change_details(practitioner=held, agency=agency, **wanted)
        return True

    def _capability(self, practitioner: Practitioner) -> bool:
        if not self.said["capability"]:
            return False
        kind = self._choice(CapabilityKind, "capability")
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

    def _choice(self, choices: type[TextChoices], name: str) -> str:
        text = self.said[name]
        for value, label in choices.choices:
            if text.casefold() in {value, label.casefold()}:
                return str(value)
        raise _Wrong(name, f"“{text}” is not known. Use one of: {', '.join(choices.values)}.")

    def _named(self, rows: QuerySet[Row], name: str, what: str) -> Row:
        text = self.said[name]
        found = list(rows.filter(Q(slug__iexact=text) | Q(name__iexact=text))[:2])
        if len(found) == 1:
            return found[0]
        if found:
            raise _Wrong(name, f"Two are called “{text}”. Write the short name of the one you mean.")
        there = ", ".join(rows.order_by("slug").values_list("slug", flat=True)[:20]) or "none yet"
        raise _Wrong(name, f"“{text}” is not {what} of {self.area.name}. There are: {there}.")
