"""Reading a database as its owner and as who looks, and comparing the two with the rules."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg.rows import dict_row

from tests import database
from tests.worlds.making import Maker
from tests.worlds.schema import ORGANISATIONS, SIGHT, Schema, read_schema
from tests.worlds.sight import Actor, Eye, World
from tests.worlds.tables import RULES, rule_of

BEGIN = "select access_begin(%s, %s, %s, %s, %s, '{}')"


@dataclass(frozen=True)
class Difference:
    """One row that is seen against the rules, or hidden against them."""

    table: str
    key: str
    seen: bool
    actor: Actor
    seed: int | str

    def __str__(self) -> str:
        what = "is seen and must not be" if self.seen else "is hidden and may be seen"
        return f"{self.table} {self.key} {what} by {self.actor} (seed {self.seed})"


@dataclass
class Compared:
    """What was compared so far."""

    worlds: int = 0
    looks: int = 0
    comparisons: int = 0
    differences: list[Difference] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)

    def take(self, other: "Compared") -> None:
        """Add what else was compared."""
        self.worlds += other.worlds
        self.looks += other.looks
        self.comparisons += other.comparisons
        self.differences += other.differences
        self.rows += other.rows
        self.seen += other.seen

    def by_table(self) -> str:
        """Return the differences counted by table and direction, with one example each."""
        kinds: dict[tuple[str, bool], list[Difference]] = {}
        for each in self.differences:
            kinds.setdefault((each.table, each.seen), []).append(each)
        return "\n".join(f"{len(held)}× {held[0]}" for _, held in sorted(kinds.items()))

    def by_actor(self) -> str:
        """Return the differences of each who looks, for finding out what they have in common."""
        each = Counter((str(d.actor.name), d.actor.kind, d.seen, d.table.removesuffix("event")) for d in self.differences)
        return "\n".join(f"{count} {key}" for key, count in each.most_common())


def text_of(value: Any) -> Any:
    """Keys are compared as text."""
    return str(value) if type(value).__name__ == "UUID" else value


def read_world(owner: psycopg.Connection[Any], schema: Schema) -> tuple[World, dict[str, dict[str, dict[str, Any]]]]:
    """Read everything as the owner: the world, and apart from it the tables of history."""
    tables: dict[str, dict[str, dict[str, Any]]] = {}
    with owner.cursor(row_factory=dict_row) as cursor:
        for table in [*ORGANISATIONS, *SIGHT, *schema.guarded, *schema.history]:
            if table in tables or table == "access_sight":
                continue
            cursor.execute(f"select {schema.keys[table]} as the_key, t.* from {table} t")
            tables[table] = {
                row.pop("the_key"): {name: text_of(value) for name, value in row.items()} for row in cursor.fetchall()
            }
    history = {table: tables.pop(table) for table in schema.history}
    owner.rollback()
    return World(tables, schema.leads_to), history


def asked(schema: Schema) -> str:
    """Return the one statement that reads the key of every guarded row, history included."""
    tables = [table for table in [*schema.guarded, *schema.history] if table != "access_sight"]
    return " union all ".join(f"select '{table}', {schema.keys[table]} from {table}" for table in tables)


def compare(
    app: psycopg.Connection[Any],
    owner: psycopg.Connection[Any],
    schema: Schema,
    actors: Iterable[Actor],
    done: Compared,
    seed: int | str = 0,
) -> None:
    """Look as each actor and compare every row of the database with the rules."""
    world, history = read_world(owner, schema)
    everything = asked(schema)
    tables = {
        table: rows for table, rows in {**world.rows, **history}.items() if table in schema.guarded or table in schema.history
    }
    for table, rows in tables.items():
        done.rows[table] += len(rows)
    in_area = {table: _by_area(rows) for table, rows in tables.items()}
    for actor in actors:
        service = f"service:{actor.name}" if actor.kind == "service" else ""
        app.execute(BEGIN, [actor.kind, actor.name, actor.area, service, actor.at])
        seen = set(app.execute(everything, prepare=True).fetchall())
        app.rollback()
        eye = Eye(world, actor, RULES)
        may = set()
        for table, places in in_area.items():
            rule = rule_of(table)
            if rule is None:
                continue
            mine = [*places.get(actor.area, []), *places.get(None, [])]
            may |= {
                (table, key)
                for key in mine
                if eye.sees_row(table.removesuffix("event") if table in history else table, tables[table][key], rule)
            }
            done.comparisons += len(mine)
        done.looks += 1
        done.seen.update(table for table, _ in seen)
        done.differences += [Difference(table, key, True, actor, seed) for table, key in seen - may]
        done.differences += [Difference(table, key, False, actor, seed) for table, key in may - seen]


def _by_area(rows: dict[str, dict[str, Any]]) -> dict[str | None, list[str]]:
    found: dict[str | None, list[str]] = {}
    for key, row in rows.items():
        found.setdefault(row.get("area_id"), []).append(key)
    return found


@contextmanager
def two_connections(name: str) -> Iterator[tuple[psycopg.Connection[Any], psycopg.Connection[Any]]]:
    """Give a database of its own, seen by the application and by its owner."""
    with (
        database.clone(database.TEMPLATE, name) as url,
        psycopg.connect(url) as app,
        psycopg.connect(database.owner_url(name)) as owner,
    ):
        yield app, owner


def compare_worlds(worlds: int, *, seed: int, name: str, at_a_time: int = 50) -> Compared:
    """Make ``worlds`` random worlds, ``at_a_time`` in one database, and compare what each of who looks there sees."""
    done = Compared()
    while done.worlds < worlds:
        with two_connections(name) as (app, owner):
            schema = read_schema(owner)
            many = min(at_a_time, worlds - done.worlds)
            maker = Maker(schema, seed + done.worlds)
            actors = [actor for _ in range(many) for actor in maker.world()]
            maker.write(owner)
            compare(app, owner, schema, actors, done, seed + done.worlds)
            done.worlds += many
    return done


@dataclass
class Met:
    """What came of meetings: errors other than refusals, and what was compared afterwards."""

    wrong: list[str] = field(default_factory=list)
    compared: Compared = field(default_factory=Compared)


def compare_meetings(meetings: int, *, seed: int, url: str) -> Met:
    """Have people meet in the database at ``url``, which Django uses too, and compare after each what everybody sees."""
    from tests.worlds.meeting import ACTS, at_once, meeting  # noqa: PLC0415  models are not ready when this file is first read

    met = Met()
    with psycopg.connect(url) as app, psycopg.connect(database.owner_url(urlsplit(url).path.lstrip("/"))) as owner:
        schema = read_schema(owner)
        for number in range(meetings):
            random = Random(f"{seed} {number}")
            held = meeting(seed * 1000 + number, random)
            story = f"{seed} {number}:"
            for _ in range(2):
                acts = random.choices(ACTS, k=random.randint(2, 3))
                story += f" {' + '.join(act.__name__ for act in acts)};"
                met.wrong += [f"{story} {error!r}" for error in at_once(held, acts, random)]
            compare(app, owner, schema, held.actors(), met.compared, story)
            met.compared.worlds += 1
    return met
