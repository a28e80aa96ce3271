"""Who sees a row: the rules of sight said once more, in plain Python over a world that is data.

Written from the rules alone (docs/sight.md): it shares no code with ``kith.access``, reads no policy and asks no function of the
database. Where it and the database differ, one of them is wrong. ``roles.py`` says what each role sees, ``tables.py`` of
each table which rule holds for its rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from tests.worlds.roles import ROLES, SERVICES

Row = dict[str, Any]

PLACES_OF_CHILDREN = {"child", "unborn"}
PLACES_OF_ADULTS = {"parent", "carer", "adult"}


@dataclass(frozen=True)
class Rule:
    """Which rule holds for the rows of a table.

    ``kind``: ``family`` (rules 1 to 3), ``person`` (rules 1 to 4, by each of ``persons``), ``area`` (rule 1 by area alone),
    ``own`` (the practitioner's), ``anybody`` who acts, ``nobody``. ``part`` is the part of the record, ``family`` the column that
    names the family. ``persons`` are columns that name persons of whom the row tells. ``via`` are columns that lead to a row
    without which this one is not seen. ``at_home`` marks what tells where somebody lives or is reached. ``whole`` marks texts
    that tell of everybody in the family. ``sender`` is the column that says who sent it (rule 8). ``also`` names a rule of its
    own in :class:`Eye`.
    """

    kind: str
    part: str = ""
    family: str = "family_id"
    persons: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    at_home: bool = False
    whole: bool = False
    sender: str = ""
    also: str = ""


@dataclass
class World:
    """Everything there is in one database, by table, as its owner reads it; and what leads from one table to another."""

    rows: dict[str, dict[str, Row]]
    leads_to: dict[tuple[str, str], str] = field(default_factory=dict)

    def all(self, table: str) -> Iterable[Row]:
        return self.rows.get(table, {}).values()

    @cached_property
    def places(self) -> dict[str, list[Row]]:
        """Places in families, by family."""
        return _by(self.all("people_familymember"), "family_id")

    @cached_property
    def places_of(self) -> dict[str, list[Row]]:
        """Places in families, by the person's record."""
        return _by(self.all("people_familymember"), "person_id")

    @cached_property
    def one_person(self) -> dict[str, set[str]]:
        """The records that are one person: joined records and the one that stays."""
        together: dict[str, set[str]] = {row["id"]: {row["id"]} for row in self.all("people_person")}
        for row in self.all("people_person"):
            if row["merged_into_id"]:
                both = together[row["id"]] | together[row["merged_into_id"]]
                for each in both:
                    together[each] = both
        return together

    @cached_property
    def restrictions(self) -> dict[str, Row]:
        """The restriction of each family that is restricted now."""
        return {row["family_id"]: row for row in self.all("access_restriction") if row["ends_at"] is None}

    @cached_property
    def named(self) -> dict[str, set[str]]:
        """Who is named on each restriction."""
        return {
            key: {row["practitioner_id"] for row in rows}
            for key, rows in _by(self.all("access_restrictionmember"), "restriction_id").items()
        }

    def families_of(self, person: str) -> set[str]:
        """Return the families in which any record of the person has, or had, a place."""
        return {place["family_id"] for record in self.one_person[person] for place in self.places_of.get(record, [])}


def _by(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found


@dataclass(frozen=True)
class Actor:
    """Who looks, in which area, and when."""

    kind: str
    name: str
    area: str
    at: datetime


NOBODY = {"hub_partner", "finance_officer", "returns_officer", "programme_lead", "auditor", "administrator"}
"""Roles that work with no family: a grant gives nothing through them (P-18)."""


class Eye:
    """What one actor sees of a world."""

    def __init__(self, world: World, actor: Actor, rules: dict[str, Rule]) -> None:
        self.world, self.actor, self.rules = world, actor, rules
        self.today: date = actor.at.astimezone(ZoneInfo("Europe/London")).date()
        self.me = actor.name if actor.kind == "practitioner" else ""
        self.roles = {
            row["role"]
            for row in world.all("organisations_membership")
            if row["practitioner_id"] == self.me and row["area_id"] == actor.area and self._runs(row)
        }
        if actor.kind == "service":
            self.parts = SERVICES[actor.name]
        else:
            self.parts = set().union(*(ROLES[role] for role in self.roles))
        self._seen: dict[tuple[str, str], bool] = {}
        self._person: dict[str, str] = {}
        self._granted: dict[str, set[str]] | None = None

    def _runs(self, row: Row) -> bool:
        return bool(row["starts_on"] <= self.today and (row["ends_on"] is None or row["ends_on"] >= self.today))

    # ---- rule 2: grants

    def granted(self, family: str) -> set[str]:
        """Return the parts of a family that were granted to the actor, today. Any of them says who the family is."""
        if self._granted is None:
            self._granted = {}
            for row in self.world.all("access_grant"):
                mine = self.roles - NOBODY and row["practitioner_id"] == self.me and row["area_id"] == self.actor.area
                if mine and self._runs(row) and row["parts"] and not self.hides_family(row["family_id"]):
                    self._granted.setdefault(row["family_id"], set()).update(row["parts"], {"identity"})
        return self._granted.get(family, set())

    # ---- rule 3: restrictions; adoption (P-17)

    def hides_family(self, family: str) -> bool:
        """Whether a family is restricted and the actor not one of its named people."""
        restriction = self.world.restrictions.get(family)
        if restriction is None or "restricted" in self.parts:
            return False
        return self.me not in self.world.named.get(restriction["id"], set())

    def person(self, person: str) -> str:
        """Return how a person may appear: ``hidden``, ``without_addresses`` or ``whole``."""
        if person not in self._person:
            self._person[person] = self._appears(person)
        return self._person[person]

    def _appears(self, person: str) -> str:
        if self.world.rows["people_person"][person]["sealed"] and "sealed" not in self.parts:
            return "hidden"
        families = self.world.families_of(person)
        hidden = {each for each in families if self.hides_family(each)}
        if not hidden:
            return "whole"
        may_show = all(self.world.restrictions[each]["elsewhere"] == "without_addresses" for each in hidden)
        return "without_addresses" if may_show and families - hidden and self.is_adult(person) else "hidden"

    def is_adult(self, person: str) -> bool:
        """Whether all that is recorded says that the person is 18 or over. Nothing recorded is not enough."""
        records = [self.world.rows["people_person"][each] for each in self.world.one_person[person]]
        places = [place for each in records for place in self.world.places_of.get(each["id"], [])]
        if any(place["role"] in PLACES_OF_CHILDREN and place["ends_on"] is None for place in places):
            return False
        births = [each["date_of_birth"] for each in records if each["date_of_birth"]]
        if births:
            return all(_years(born, self.today) >= 18 for born in births)
        return any(place["role"] in PLACES_OF_ADULTS for place in places)

    # ---- rules 1 and 4: families, persons

    def sees_person(self, person: str) -> bool:
        """Whether the actor sees that a person is held."""
        if self.world.rows["people_person"][person]["area_id"] != self.actor.area or self.person(person) == "hidden":
            return False
        families = self.world.families_of(person)
        if "identity" in self.parts and (families or "front_door" in self.parts):
            return True
        places = [place for record in self.world.one_person[person] for place in self.world.places_of.get(record, [])]
        return any(place["ends_on"] is None and self.granted(place["family_id"]) for place in places)

    def sees_family_part(self, family: str | None, part: str) -> bool:
        """Whether the actor sees a part of a family; of a row without a family, whether their role lists the part."""
        if family is None:
            return part in self.parts
        return not self.hides_family(family) and (part in self.parts or part in self.granted(family))

    # ---- any row

    def sees(self, table: str, key: str) -> bool:
        """Whether the actor sees a row of a table."""
        if (table, key) not in self._seen:
            self._seen[table, key] = self.sees_row(table, self.world.rows[table][key], self.rules[table])
        return self._seen[table, key]

    def sees_row(self, table: str, row: Row, rule: Rule) -> bool:
        """Whether the actor sees a row that ``rule`` holds for. History is asked with its own row and its table's rule."""
        if rule.kind == "nobody" or row.get("area_id", self.actor.area) != self.actor.area:
            return False
        if rule.sender and row[rule.sender] == self.actor.name:
            return True
        if rule.also and (answer := getattr(self, f"also_{rule.also}")(row)) is not None:
            return bool(answer)
        return self._by_kind(row, rule) and self._of_persons(row, rule) and self._via(table, row, rule)

    def _by_kind(self, row: Row, rule: Rule) -> bool:
        match rule.kind:
            case "family":
                return self.sees_family_part(row[rule.family], rule.part)
            case "person":
                return all(self.sees_person(row[each]) for each in rule.persons if row[each])
            case "area":
                return rule.part in self.parts
            case "own":
                return bool(row["practitioner_id"] == self.me)
            case "anybody" | "via":
                return True
        raise AssertionError(rule.kind)

    def _of_persons(self, row: Row, rule: Rule) -> bool:
        appear = {self.person(row[each]) for each in rule.persons if row[each]}
        if "hidden" in appear or (rule.at_home and "without_addresses" in appear):
            return False
        if rule.whole and row[rule.family]:
            return all(self.person(place["person_id"]) != "hidden" for place in self.world.places.get(row[rule.family], []))
        return True

    def _via(self, table: str, row: Row, rule: Rule) -> bool:
        return all(self.sees(self.world.leads_to[table, each], row[each]) for each in rule.via if row[each])

    # ---- rules that hold for one table only: True or False, or None to ask the table's other rule

    def also_hub_question(self, row: Row) -> bool | None:
        """A hub partner sees the question put to their agency (P-18)."""
        mine = self.world.rows["organisations_practitioner"].get(self.me, {}).get("agency_id")
        return True if "hub_partner" in self.roles and row["agency_id"] == mine else None

    def also_notice(self, row: Row) -> bool:
        """A notice is seen by whom it is for; one for nobody by duty roles; the front door's by the front door, save that a
        restricted record may match, which duty roles are told (P-11). One that leads to a hidden family is hidden with it,
        whoever had it before.
        """
        request = self.world.rows["front_door_request"].get(row["request_id"] or "", {})
        if any(family and self.hides_family(family) for family in (row["family_id"], request.get("family_id"))):
            return False
        if row["practitioner_id"] and row["practitioner_id"] == self.me:
            return True
        if row["practitioner_id"] is None and "duty_alert" in self.parts:
            return True
        return "front_door" in self.parts and row["kind"] != "restricted"

    def also_clock(self, row: Row) -> bool:
        """A clock of a family is seen with its part, one without a family with the row on which it runs."""
        if row["person_id"] and self.person(row["person_id"]) == "hidden":
            return False
        if row["family_id"] is None:
            on = row["subject_table"]
            return row["subject_id"] in self.world.rows.get(on, {}) and self.sees(on, row["subject_id"])
        family, part = row["family_id"], row["part"]
        granted = part in self.granted(family) and part in {"identity", "episode", "assessment", "plan", "notes", "chronology"}
        return not self.hides_family(family) and (part in self.parts or granted)

    def also_look(self, row: Row) -> bool | None:
        """Whoever looks sees that look while they look."""
        return True if row["actor"] == self.actor.name and row["at"] == self.actor.at else None

    def also_restriction(self, row: Row) -> bool:
        """A restriction is seen by its named people; an ended one by staff who see families. A partner sees none."""
        return "identity" in self.parts and not self.hides_family(row["family_id"])

    def also_grant(self, row: Row) -> bool | None:
        """A partner sees what was granted to them, unless the family is hidden from them."""
        return True if row["practitioner_id"] == self.me and not self.hides_family(row["family_id"]) else None


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
