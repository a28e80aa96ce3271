"""What a database holds, in a form that can be compared: rows and a hash for each table, and where each sequence stands."""

from dataclasses import dataclass

import psycopg
from psycopg import sql

# A row's text depends on these; both sides of a comparison use the same.
_ALIKE = """
select set_config('timezone', 'UTC', false), set_config('datestyle', 'ISO, YMD', false),
       set_config('intervalstyle', 'postgres', false),
       set_config('bytea_output', 'hex', false), set_config('extra_float_digits', '1', false)
"""
_RELATIONS = """
select n.nspname, c.relname, c.relkind
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' and c.relkind in ('r', 'm', 'S')
  and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
order by 1, 2
"""


@dataclass(frozen=True)
class Holding:
    """One table (rows and hash) or sequence (rows is its position, hash is empty)."""

    rows: int
    hash: str


def holdings(connection: psycopg.Connection) -> dict[str, Holding]:
    """Return what every table and sequence holds. The role must be able to read all rows (kith_backup or kith_owner).

    The hash is the sum of every row's md5, so it does not depend on the order of rows.
    """
    connection.execute(_ALIKE.encode())
    found = {}
    for schema, name, kind in connection.execute(_RELATIONS.encode()).fetchall():
        relation = sql.Identifier(schema, name)
        if kind == "S":
            query = sql.SQL("select case when is_called then last_value else 0 end, '' from {}").format(relation)
        else:
            query = sql.SQL(
                "select count(*), coalesce(sum(('x' || left(md5(whole::text), 15))::bit(60)::bigint::numeric), 0)::text "
                "from {} whole"
            ).format(relation)
        row = connection.execute(query).fetchone()
        assert row is not None
        found[f"{schema}.{name}"] = Holding(int(row[0]), str(row[1]))
    return found


def differences(expected: dict[str, Holding], found: dict[str, Holding]) -> list[str]:
    """Return in words how ``found`` differs from ``expected``. Empty when they are equal."""
    told = []
    for name in sorted(expected.keys() | found.keys()):
        before, after = expected.get(name), found.get(name)
        if before is None:
            told.append(f"{name} was not in the backup")
        elif after is None:
            told.append(f"{name} is missing")
        elif before.rows != after.rows:
            told.append(f"{name}: {before.rows} in the backup, {after.rows} now")
        elif before.hash != after.hash:
            told.append(f"{name}: same number of rows, different content")
    return told


def is_empty(connection: psycopg.Connection) -> bool:
    """Return whether the database holds no table, view or sequence of its own (extensions do not count)."""
    row = connection.execute(
        b"select not exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        b" where n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'v', 'm', "
        b"'S', 'f')"
        b" and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e'))"
    ).fetchone()
    return bool(row and row[0])
