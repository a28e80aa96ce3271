"""The database's own description of itself: which tables are guarded, their columns, and what leads where."""

from dataclasses import dataclass
from typing import Any

import psycopg

ORGANISATIONS = ("organisations_area", "organisations_agency", "organisations_practitioner", "organisations_membership")
SIGHT = ("access_grant", "access_restriction", "access_restrictionmember")


@dataclass(frozen=True)
class Column:
    """One column: its type, whether it must be filled, and the table it leads to."""

    name: str
    type: str
    needed: bool
    leads_to: str | None


@dataclass(frozen=True)
class Schema:
    """Guarded tables without their history, in an order in which each comes after what it leads to; and the tables of history."""

    guarded: list[str]
    history: list[str]
    columns: dict[str, list[Column]]
    keys: dict[str, str]
    """SQL that names a row of a table: its primary key as text."""

    @property
    def leads_to(self) -> dict[tuple[str, str], str]:
        return {(table, each.name): each.leads_to for table, held in self.columns.items() for each in held if each.leads_to}


def read_schema(owner: psycopg.Connection[Any]) -> Schema:
    """Read the schema from the catalog."""
    forced = {
        row[0]
        for row in owner.execute(
            "select relname from pg_class where relkind = 'r' and relforcerowsecurity and relnamespace = 'public'::regnamespace"
        )
    }
    history = sorted(name for name in forced if name.endswith("event") and name.removesuffix("event") in forced)
    columns: dict[str, list[Column]] = {}
    for table, name, kind, needed, leads_to in owner.execute(
        """
        select t.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
               (select f.relname from pg_constraint k join pg_class f on f.oid = k.confrelid
                where k.contype = 'f' and k.conrelid = t.oid and k.conkey = array[a.attnum] limit 1)
        from pg_attribute a join pg_class t on t.oid = a.attrelid
        where t.relkind = 'r' and t.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
          and a.attgenerated = ''
        order by t.relname, a.attnum
        """
    ):
        columns.setdefault(table, []).append(Column(name, kind, needed, leads_to))
    keys = {
        table: " || '|' || ".join(f"{each}::text" for each in named)
        for table, named in owner.execute(
            """
            select t.relname, array_agg(a.attname::text order by a.attnum) from pg_index x join pg_class t on t.oid = x.indrelid
            join pg_attribute a on a.attrelid = t.oid and a.attnum = any(x.indkey)
            where x.indisprimary and t.relnamespace = 'public'::regnamespace group by t.relname
            """
        )
    }
    return Schema(_in_order(forced - set(history), columns), history, columns, keys)


def _in_order(tables: set[str], columns: dict[str, list[Column]]) -> list[str]:
    ordered: list[str] = []
    waiting = sorted(tables)
    while waiting:
        for table in waiting:
            before = {each.leads_to for each in columns[table]} & tables - {table}
            if before <= set(ordered):
                ordered.append(table)
                waiting.remove(table)
                break
        else:
            raise AssertionError(f"These tables lead to each other: {waiting}")
    return ordered
