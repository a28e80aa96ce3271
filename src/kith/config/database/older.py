"""What a database made by an older version lacks before this one can take it over."""

import django
import psycopg
from django.db.migrations.loader import MigrationLoader


def lacking(owner_url: str) -> list[str]:
    """Return the migrations, as ``app.name``, that a database lacks of those that were made anew.
    Empty when it has all of a room, or none.

    Arguments: ``owner_url``, the address of the database with the role that owns it.
    """
    django.setup()
    replaced = {old for migration in MigrationLoader(None).disk_migrations.values() for old in migration.replaces}
    with psycopg.connect(owner_url) as connection:
        if connection.execute("select to_regclass('public.django_migrations')").fetchone() == (None,):
            return []
        known = set(connection.execute("select app, name from django_migrations").fetchall())
    if not known & replaced:
        return []
    return [f"{app}.{name}" for app, name in sorted(replaced - known)]
