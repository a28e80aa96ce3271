"""A database made before the migrations were made anew is taken over as it stands;
one that was not brought to the last is refused."""

import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest
from django.db.migrations.loader import MigrationLoader

from tests import database


def replaced() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Return, by migration, those that it stands for."""
    loader = MigrationLoader(None)
    return {key: list(migration.replaces) for key, migration in loader.disk_migrations.items() if migration.replaces}


@pytest.fixture
def before() -> Iterator[str]:
    """A database that remembers the old migrations and none that replaces them. Yields its name."""
    new = replaced()
    template = database.build_template()
    name = f"kith_run_{database.RUN}_before"
    with database.clone(template, name), psycopg.connect(database.with_name(database._server.owner_url, name)) as owner:
        owner.execute(
            "insert into organisations_area (id, slug, name, mode, la_code, live_by, not_live_reason)"
            " values (gen_random_uuid(), 'before', 'Before', 'pathfinder', '', '', '')"
        )
        for app, migration in new:
            owner.execute("delete from django_migrations where app = %s and name = %s", [app, migration])
        for app, migration in sorted({old for olds in new.values() for old in olds}):
            owner.execute("insert into django_migrations (app, name, applied) values (%s, %s, now())", [app, migration])
        owner.commit()
        yield name


def migrate(name: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DATABASE_OWNER_URL": database.with_name(database._server.owner_url, name),
        "DATABASE_URL": database.with_name(database._server.app_url, name),
    }
    return subprocess.run(
        [sys.executable, "-m", "kith.config.command", "migrate"], env=environment, capture_output=True, text=True, check=False
    )


def test_a_database_made_before_is_taken_over(before: str) -> None:
    done = migrate(before)
    assert done.returncode == 0, done.stderr
    assert "No migrations to apply" in done.stdout
    with psycopg.connect(database.with_name(database._server.owner_url, before)) as owner:
        known = set(owner.execute("select app, name from django_migrations").fetchall())
        assert set(replaced()) <= known
        assert owner.execute("select slug from organisations_area").fetchall() == [("before",)]


def test_one_that_stands_between_is_refused_with_what_to_do(before: str) -> None:
    with psycopg.connect(database.with_name(database._server.owner_url, before)) as owner:
        owner.execute("delete from django_migrations where app = 'people' and name = '0011_withholding'")
    done = migrate(before)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "people.0011_withholding" in done.stderr
    assert "the last version that has it" in done.stderr
