"""Making random worlds: two areas, a handful of practitioners, people and families, restrictions, grants, joined and sealed
records, and rows of every guarded table around them. Everything comes from one seed, so that a world that shows a difference can
be made again.
"""

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import psycopg

from tests.worlds.roles import ROLES, SERVICES
from tests.worlds.schema import ORGANISATIONS, SIGHT, Column, Schema
from tests.worlds.sight import Actor

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)
TIMES = (NOW, NOW, NOW + 30 * DAY, NOW + 400 * DAY)
PARTS = ("identity", "episode", "assessment", "plan", "notes", "chronology", "child_protection", "legal", "money", "front_door")
MADE_BY_HAND = {
    *ORGANISATIONS,
    *SIGHT,
    "people_person",
    "people_family",
    "people_familymember",
    "people_merge",
    "people_sealedlink",
}
OF_PERSONS = {
    *("people_address", "people_contactdetail", "people_professional", "people_hazard", "people_identifier", "people_imported"),
    *(
        "people_othername",
        "people_protection",
        "people_relationship",
        "people_tie",
        "people_possibleduplicate",
        "people_matchkey",
    ),
}
OF_AREAS = {
    *("people_nameword", "people_calibration", "front_door_refusedline", "staff_desk_draft", "access_sentform", "audit_look"),
}
FIXED: dict[str, dict[str, Any]] = {
    "family_help_episodechild": {"left_on": TODAY},
    "family_help_basisofhelp": {"starts_on": TODAY, "ends_on": TODAY},
    "audit_look": {"family_id": None, "person_id": None},
    "front_door_notice": {"request_id": None, "family_id": None},
}
"""Columns that do not take what their type suggests."""


class Maker:
    """Makes worlds and writes them, many at a time, as the owner of the database."""

    def __init__(self, schema: Schema, seed: int) -> None:
        self.schema, self.random = schema, Random(seed)
        self.rows: dict[str, list[dict[str, Any]]] = {}
        self.counted = 0

    # ---- writing

    def write(self, owner: psycopg.Connection[Any]) -> None:
        """Write everything made so far. History is written by the triggers, as for any other row."""
        area = self.rows["organisations_area"][0]["id"]
        order = [*ORGANISATIONS, "people_family", "people_person", "people_familymember", *SIGHT]
        order += [table for table in self.schema.guarded if table not in order]
        for table in order[: len(ORGANISATIONS)]:
            self._insert(owner, table)
        owner.execute("select access_begin('service', 'demonstration', %s, 'service:demonstration', %s, '{}')", [area, NOW])
        for table in order[len(ORGANISATIONS) :]:
            self._insert(owner, table)
        owner.execute("update people_person set version = version + 1 where forename < 'w5'")
        owner.commit()
        self.rows = {}

    def _insert(self, owner: psycopg.Connection[Any], table: str) -> None:
        rows = self.rows.get(table)
        if rows:
            text = json.dumps(rows, default=str)
            # What the database works out itself is not among the columns.
            named = ", ".join(f'"{each.name}"' for each in self.schema.columns[table])
            owner.execute(
                f"insert into {table} ({named}) select {named} from jsonb_populate_recordset(null::{table}, %s)", [text]
            )

    def add(self, table: str, **row: Any) -> str:
        row.setdefault("id", self.id())
        self.rows.setdefault(table, []).append(row)
        return str(row["id"])

    def id(self) -> str:
        return str(UUID(int=self.random.getrandbits(128), version=4))

    def word(self, longest: int = 12) -> str:
        self.counted += 1
        word = f"w{self.counted:x}"
        return word if len(word) <= longest else "x"

    def some(self, chance: float) -> bool:
        return self.random.random() < chance

    # ---- one world

    def world(self) -> list[Actor]:
        """Make a world and return who looks at it."""
        one = _World(self)
        one.people()
        one.restrict_and_grant()
        one.around()
        return one.actors()


class _World:
    """One world in the making."""

    def __init__(self, maker: Maker) -> None:
        self.m, self.r = maker, maker.random
        word = maker.word()
        self.areas = [
            maker.add(
                "organisations_area", slug=f"{word}{n}", name=word, mode="pathfinder", la_code="", live_by="", not_live_reason=""
            )
            for n in "ab"
        ]
        self.agencies = [
            maker.add("organisations_agency", slug=f"{word}{n}", name=word, kind=kind)
            for n, kind in (("c", "childrens_services"), ("h", "health"))
        ]
        self.workers = [
            maker.add(
                "organisations_practitioner", name=maker.word(), profession="other", registration="", telephone="", email="",
                agency_id=self.r.choice(self.agencies),
            )
            for _ in range(self.r.randint(3, 6))
        ]  # fmt: skip
        for worker in self.workers:
            self._places(worker)
        self.persons: dict[str, list[str]] = {area: [] for area in self.areas}
        self.families: dict[str, list[str]] = {area: [] for area in self.areas}
        self.members: dict[str, list[str]] = {}
        self.senders: list[tuple[str, str]] = []
        self.filled: Counter[str] = Counter()

    def _places(self, worker: str) -> None:
        for role in self.r.sample(sorted(ROLES), self.r.choice((1, 1, 1, 2))):
            starts, ends = self.r.choice(
                ((-500, None), (-500, None), (-500, None), (-500, -1), (-500, 0), (20, None), (-500, 60))
            )
            self.m.add(
                "organisations_membership", practitioner_id=worker, role=role,
                area_id=self.r.choice((*self.areas[:1] * 4, self.areas[1])),
                starts_on=TODAY + starts * DAY, ends_on=None if ends is None else TODAY + ends * DAY,
            )  # fmt: skip

    # ---- people, families, joined and sealed records

    def people(self) -> None:
        """Make persons and families; put persons into none, one or several; join some records and seal some."""
        for area in self.areas:
            main = area == self.areas[0]
            births = [self._birth() for _ in range(self.r.randint(3, 6) if main else self.r.randint(0, 2))]
            ids = [self.m.id() for _ in births]
            self.families[area] = [self.m.id() for _ in range(self.r.randint(1, 4) if main else self.r.randint(0, 1))]
            places: dict[str, list[str]] = {each: [] for each in ids}
            born = dict(zip(ids, births, strict=True))
            for family in self.families[area]:
                self.members[family] = self.r.sample(ids, self.r.randint(0, min(4, len(ids))))
                for person in self.members[family]:
                    places[person].append(family)
            joined = self._joined(ids)
            together = {each: {each, joined.get(each, each)} | {k for k, v in joined.items() if v == each} for each in ids}
            for person in ids:
                in_family = any(places[each] for each in together[person])
                self._person(area, person, born[person], joined.get(person), in_family=in_family)
            for family in self.families[area]:
                self.m.add(
                    "people_family",
                    id=family,
                    area_id=area,
                    name=self.m.word(),
                    summary="",
                    restricted=False,
                    version=1,
                    recorded_at=NOW,
                )
                for person in self.members[family]:
                    self._member(area, family, person, born[person])
            self.persons[area] = ids

    def _birth(self) -> date | None:
        """Return a date of birth: a child's, that of somebody who is 18 tomorrow or in a month, an adult's, or none."""
        years, days = self.r.choice(
            ((8, 0), (3, 100), (16, 30), (18, -1), (18, -20), (18, 0), (18, 1), (34, 9), (41, 2), (60, 7), (0, -200))
        )
        if years == 0:
            return None
        return TODAY.replace(year=TODAY.year - years) - days * DAY

    def _joined(self, ids: list[str]) -> dict[str, str]:
        joined: dict[str, str] = {}
        if len(ids) > 2 and self.m.some(0.35):
            goes, stays = self.r.sample(ids, 2)
            joined[goes] = stays
            if len(ids) > 3 and self.m.some(0.2):
                joined[self.r.choice([each for each in ids if each not in (goes, stays)])] = stays
        return joined

    def _person(self, area: str, person: str, born: date | None, into: str | None, *, in_family: bool) -> None:
        sealed = into is None and self.m.some(0.08)
        self.m.add(
            "people_person", id=person, area_id=area, forename=self.m.word(), middle_names="", surname=self.m.word(), known_as="",
            date_of_birth=born, birth_date_kind="exact", sex="U", ethnicity="", language="", interpreter="", disability="",
            school="",
            name_order="given_first", gender="", pronouns="", religion="", send="", immigration_status="", restricted=False,
            in_family=in_family, sealed=sealed, merged_into_id=into, version=1, recorded_at=NOW,
        )  # fmt: skip
        if into is not None and self.m.some(0.7):
            self.m.add(
                "people_merge", area_id=area, person_id=person, into_id=into, reason="x", chosen={}, replaced={}, belongs={},
                merged_at=NOW, undone_reason="",
            )  # fmt: skip
        if sealed and self.persons[area]:
            self.m.add(
                "people_sealedlink",
                area_id=area,
                before_id=person,
                after_id=self.r.choice(self.persons[area]),
                reason="x",
                sealed_at=NOW,
            )
        self.persons[area].append(person)

    def _member(self, area: str, family: str, person: str, born: date | None) -> None:
        if born is None:
            role = self.r.choice(("unborn", "parent", "relative", "adult"))
        elif (TODAY - born).days < 15 * 365:
            role = "child"
        else:
            role = (
                self.r.choice(("child", "parent", "relative"))
                if born > TODAY.replace(year=TODAY.year - 18)
                else self.r.choice(("parent", "carer", "relative", "adult"))
            )
        self.m.add(
            "people_familymember", area_id=area, family_id=family, person_id=person, role=role, household="",
            starts_on=TODAY - 100 * DAY, ends_on=TODAY - 10 * DAY if self.m.some(0.25) else None,
        )  # fmt: skip

    # ---- who may see

    def restrict_and_grant(self) -> None:
        """Restrict some families (again, after an ended restriction), and grant some to some."""
        for area in self.areas:
            for family in self.families[area]:
                for _ in range(self.r.choice((0, 0, 0, 1, 2))):
                    self._restriction(area, family, ended=True)
                if self.m.some(0.5):
                    self._restriction(area, family, ended=False)
                for _ in range(self.r.choice((0, 0, 1, 1, 2))):
                    starts, ends = self.r.choice(((-50, None), (-50, None), (-50, 10), (-50, -1), (-50, 0), (20, None)))
                    self.m.add(
                        "access_grant", area_id=area, family_id=family, practitioner_id=self.r.choice(self.workers), reason="x",
                        parts=self.r.sample(PARTS, self.r.choice((0, 1, 1, 2, 4))), starts_on=TODAY + starts * DAY,
                        ends_on=None if ends is None else TODAY + ends * DAY,
                    )  # fmt: skip
        self._mark()

    def _mark(self) -> None:
        """Mark families and persons as restricted, as the restricting service leaves them."""
        restricted = {row["family_id"] for row in self.m.rows.get("access_restriction", []) if row["ends_at"] is None}
        inside = {person for family in restricted & self.members.keys() for person in self.members[family]}
        mine = [row for row in self.m.rows.get("people_person", []) if row["area_id"] in self.areas]
        into = {row["id"]: row["merged_into_id"] or row["id"] for row in mine}
        people = {into[each] for each in inside}
        for row in mine:
            row["restricted"] = into[row["id"]] in people
        for row in self.m.rows.get("people_family", []):
            row["restricted"] = row["restricted"] or row["id"] in restricted

    def _restriction(self, area: str, family: str, *, ended: bool) -> None:
        named = self.r.sample(self.workers, self.r.randint(1, 2))
        restriction = self.m.add(
            "access_restriction", area_id=area, family_id=family, reason="x", owner_id=named[0], starts_at=NOW - 20 * DAY,
            ends_at=NOW - 5 * DAY if ended else None,
            elsewhere=self.r.choice(("hidden", "without_addresses", "without_addresses")),
        )  # fmt: skip
        for worker in named:
            self.m.add("access_restrictionmember", restriction_id=restriction, practitioner_id=worker)

    # ---- rows of every other table

    def around(self) -> None:
        """Make rows of the tables around: some for each family, some for each person, some for the area."""
        tables = [table for table in self.m.schema.guarded if table not in MADE_BY_HAND and table != "access_sight"]
        of_families = [table for table in tables if table not in OF_PERSONS | OF_AREAS]
        for area in self.areas:
            for family in [*self.families[area], None]:
                held: dict[str, str] = {}
                for table in of_families:
                    if self.m.some(0.3):
                        self._of_family(table, area, family, held)
            for person in self.persons[area]:
                for table in sorted(OF_PERSONS & set(tables)):
                    if self.m.some(0.35):
                        self._row(table, area, {}, {"person_id": person}, [each for each in self.persons[area] if each != person])
            for table in sorted(OF_AREAS & set(tables)):
                if self.m.some(0.5):
                    self._row(table, area, {}, {}, self.persons[area])

    def _clock(self, family: str | None, held: dict[str, str]) -> dict[str, Any]:
        """A clock runs on a row of its family, or on a request or a hub question that has none."""
        on = self.r.choice(("front_door_request", "front_door_hubquestion")) if family is None else "family_help_plan"
        return {
            "part": self.r.choice(("episode", "assessment", "plan", "notes", "front_door", "money")),
            "subject_table": on, "subject_id": held.get(on) or self.m.id(), "kind": self.m.word(), "stopped_at": None,
            "ended_at": None, "stopped_because": "", "breach_at": None, "breach_reason": "",
        }  # fmt: skip

    def _of_family(self, table: str, area: str, family: str | None, held: dict[str, str]) -> bool:
        """Make one row of a table around a family, and first what it must lead to. Returns whether there is one."""
        if table in held:
            return True
        columns = self.m.schema.columns[table]
        if family is None and any(each.name == "family_id" and each.needed for each in columns):
            return False
        for each in columns:
            around = each.leads_to in self.m.schema.guarded and each.leads_to not in MADE_BY_HAND and each.leads_to != table
            if around and each.leads_to and (each.needed or self.m.some(0.5)):
                made = self._of_family(each.leads_to, area, family, held)
                if each.needed and not made:
                    return False
        near = self.members.get(family or "", [])
        persons = near if near and self.m.some(0.85) else self.persons[area]
        fixed: dict[str, Any] = {"family_id": family, **self._fixed(table, family, held)}
        made_row = self._row(table, area, held, fixed, persons)
        if made_row is None:
            return False
        held[table] = made_row
        return True

    def _fixed(self, table: str, family: str | None, held: dict[str, str]) -> dict[str, Any]:
        """Return what some tables must have in a row beside what their columns say."""
        if table == "front_door_notice" and self.m.some(0.7):
            return {"request_id": held.get("front_door_request"), "kind": self.r.choice(("restricted", "danger", "decision"))}
        if table == "front_door_notice":
            return {"request_id": None}
        if table == "front_door_receipt":
            return {"request_id": held.get("front_door_request") or self.m.id()}
        return self._clock(family, held) if table == "tasks_runningclock" else {}

    def _row(self, table: str, area: str, held: dict[str, str], fixed: dict[str, Any], persons: list[str]) -> str | None:
        row: dict[str, Any] = {"area_id": area, **{k: v for k, v in FIXED.get(table, {}).items() if k not in fixed}, **fixed}
        for column in self.m.schema.columns[table]:
            if column.name not in row:
                row[column.name] = self._value(table, column, held, persons)
                if row[column.name] is None and column.needed:
                    return None
        names = {column.name for column in self.m.schema.columns[table]}
        self._remember_sender(table, row, area)
        return (
            self.m.add(table, **{k: v for k, v in row.items() if k in names})
            if "id" in names
            else self._without_id(table, row, names)
        )

    def _without_id(self, table: str, row: dict[str, Any], names: set[str]) -> str:
        self.m.rows.setdefault(table, []).append({k: v for k, v in row.items() if k in names})
        return ""

    def _remember_sender(self, table: str, row: dict[str, Any], area: str) -> None:
        if table == "front_door_receipt":
            row["sender"] = self.r.choice((row["sender"], self.r.choice(self.workers)))
            self.senders.append(("client", row["sender"]))
        if table == "family_portal_readerlink":
            self.senders.append(("reader", row["link_hash"]))
        if table == "audit_look" and self.m.some(0.5):
            row["actor"], row["at"] = self.r.choice(self.workers), self.r.choice(TIMES)

    def _value(self, table: str, column: Column, held: dict[str, str], persons: list[str]) -> Any:
        """Return something that the column takes."""
        if column.name == "id":
            return self.m.id()
        if column.leads_to == "people_person" or column.name in ("person_id", "other_id"):
            return self.r.choice(persons) if persons and (column.needed or self.m.some(0.8)) else None
        if column.leads_to == "organisations_practitioner":
            return self.r.choice(self.workers) if column.needed or self.m.some(0.6) else None
        if column.leads_to == "organisations_agency":
            return self.r.choice(self.agencies)
        if column.leads_to:
            return held.get(column.leads_to)
        return self._plain(column) if column.needed else None

    def _plain(self, column: Column) -> Any:
        kind = column.type
        self.m.counted += 1
        if kind.endswith("[]"):
            return []
        plain: dict[str, Callable[[], Any]] = {
            "text": self.m.word,
            "character varying": lambda: self.m.word(int(kind[kind.index("(") + 1 : -1])),
            "smallint": lambda: self.m.counted % 30_000 + 1,
            "integer": lambda: self.m.counted % 30_000 + 1,
            "bigint": lambda: self.m.counted,
            "numeric": lambda: 1,
            "boolean": lambda: self.m.some(0.5),
            # A day of its own: help on two days for one child does not overlap.
            "date": lambda: TODAY - self.m.counted % 9000 * DAY,
            "timestamp with time zone": lambda: NOW,
            "uuid": self.m.id,
            "jsonb": dict,
        }
        named = kind.split("(")[0]
        assert named in plain, f"Say how a column of type {kind} is filled ({column.name})."
        return plain[named]()

    # ---- who looks

    def actors(self) -> list[Actor]:
        """Return who looks: practitioners, a service, and now and then a sender or a reader;
        in their area or the other, at some time."""
        looks = [("practitioner", worker) for worker in self.r.sample(self.workers, min(3, len(self.workers)))]
        if self.m.some(0.4):
            looks.append(("service", self.r.choice(sorted(SERVICES))))
        if self.senders and self.m.some(0.4):
            looks.append(self.r.choice(self.senders))
        return [
            Actor(kind, name, self.areas[0] if self.m.some(0.92) else self.areas[1], self.r.choice(TIMES)) for kind, name in looks
        ]
