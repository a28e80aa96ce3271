"""A database made before the migrations were made anew (27 November 2026), when each room had several."""

import psycopg

LAST = {
    "access": "0012_begin_says",
    "audit": "0003_looker_area",
    "config": "0001_last_done",
    "family_help": "0009_versions_numbered",
    "family_portal": "0004_standing",
    "front_door": "0015_clocks",
    "organisations": "0007_not_live",
    "partner_api": "0002_tokens_by_hash",
    "people": "0011_withholding",
    "practice_model": "0001_initial",
    "staff_desk": "0003_refused_elsewhere",
    "tasks": "0003_unexplained",
}
"""The last of the old migrations of each room. A database that has all of them has what the new ones make."""

TABLES, DOORS = "0001_tables", "0002_doors"
WITHOUT_DOORS = {"config", "partner_api", "practice_model"}
"""Rooms whose tables lead to nobody and need nothing that Django does not know of."""


def take_over(owner_url: str) -> list[str]:
    """Note in a database made before that what the new migrations make is there. Does nothing to any other.

    Arguments: ``owner_url``, the address of the database with the role that owns it. Returns what the database lacks of the old
    ones, as ``app.name``: then nothing was noted, since it stands between.
    """
    with psycopg.connect(owner_url) as connection:
        if connection.execute("select to_regclass('public.django_migrations')").fetchone() == (None,):
            return []
        known = set(connection.execute("select app, name from django_migrations").fetchall())
        if ("organisations", "0001_initial") not in known or ("organisations", TABLES) in known:
            return []
        lacking = [f"{room}.{name}" for room, name in LAST.items() if (room, name) not in known]
        if not lacking:
            new = [(room, TABLES) for room in LAST] + [(room, DOORS) for room in LAST if room not in WITHOUT_DOORS]
            connection.cursor().executemany("insert into django_migrations (app, name, applied) values (%s, %s, now())", new)
        return lacking
