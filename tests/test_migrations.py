"""A database made before the migrations were made anew is taken over as it stands; one that stands between is refused.

An installation that was interrupted is finished by migrating again."""

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from kith.config.database.older import DOORS, LAST, TABLES, take_over
from kith.people.services import record_person
from tests import database
from tests.fixtures import NOON

OWNER = database._server.owner_url


def made_anew() -> set[tuple[str, str]]:
    """Return the migrations that were made anew, as they stand in the rooms."""
    return {(room, name) for room, name in MigrationLoader(None).disk_migrations if room in LAST and name in (TABLES, DOORS)}


def noted(name: str) -> set[tuple[str, str]]:
    """Return the migrations that a database remembers."""
    with psycopg.connect(database.with_name(OWNER, name)) as owner:
        return set(owner.execute("select app, name from django_migrations").fetchall())


@pytest.fixture
def before() -> Iterator[str]:
    """A database that remembers the old migrations and none that was made anew. Yields its name."""
    name = f"kith_run_{database.RUN}_before"
    with database.clone(database.TEMPLATE, name), psycopg.connect(database.with_name(OWNER, name)) as owner:
        owner.execute(
            "insert into organisations_area (id, slug, name, mode, la_code, live_by, not_live_reason)"
            " values (gen_random_uuid(), 'before', 'Before', 'pathfinder', '', '', '')"
        )
        for each in made_anew():
            owner.execute("delete from django_migrations where app = %s and name = %s", each)
        for each in {("organisations", "0001_initial"), ("people", "0010_sight"), *LAST.items()}:
            owner.execute("insert into django_migrations (app, name, applied) values (%s, %s, now())", each)
        owner.commit()
        yield name


def migrate(name: str, *what: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DATABASE_OWNER_URL": database.with_name(OWNER, name),
        "DATABASE_URL": database.with_name(database._server.app_url, name),
    }
    command = [sys.executable, "-m", "kith.config.command", "migrate", *what]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_database_made_before_is_taken_over(before: str) -> None:
    done = migrate(before)
    assert done.returncode == 0, done.stderr
    assert "No migrations to apply" in done.stdout
    assert made_anew() <= noted(before)
    with psycopg.connect(database.with_name(OWNER, before)) as owner:
        assert owner.execute("select slug from organisations_area").fetchall() == [("before",)]


def test_what_is_noted_is_what_there_is(before: str) -> None:
    held = noted(before)
    assert take_over(database.with_name(OWNER, before)) == []
    assert noted(before) - held == made_anew()
    assert take_over(database.with_name(OWNER, before)) == [], "once more changes nothing"


def test_one_that_stands_between_is_refused_with_what_to_do(before: str) -> None:
    with psycopg.connect(database.with_name(OWNER, before)) as owner:
        owner.execute("delete from django_migrations where app = 'people' and name = '0011_withholding'")
    held = noted(before)
    done = migrate(before)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "people.0011_withholding" in done.stderr
    assert "the last version that has it" in done.stderr
    assert noted(before) == held


@pytest.mark.slow
def test_an_installation_that_was_interrupted_is_finished_with_every_door() -> None:
    name = f"kith_run_{database.RUN}_interrupted"
    with database.clone("template1", name):
        migrate(name, "people", TABLES)  # and no further: what follows a whole migration fails here
        assert {room for room, each in noted(name) if each == TABLES} >= {"organisations", "people"}
        assert ("people", DOORS) not in noted(name)
        done = migrate(name)
        assert done.returncode == 0, done.stderr
        with psycopg.connect(database.with_name(OWNER, name)) as owner:
            forced = owner.execute(
                "select relforcerowsecurity from pg_class where oid in"
                " ('people_person'::regclass, 'front_door_request'::regclass, 'access_grant'::regclass)"
            ).fetchall()
        assert forced == [(True,)] * 3


@pytest.mark.slow
def test_what_people_are_found_by_is_written_anew_when_it_has_changed(clone: str, acting: Any) -> None:
    with acting():
        record_person(forename="Ada", surname="van der Reed", now=NOON)
    name = connection.settings_dict["NAME"]
    with psycopg.connect(database.with_name(OWNER, name)) as owner:
        before = owner.execute("select key, person_id from people_matchkey order by key").fetchall()
        # As the version before left it: other keys, and the migration that throws them away still to come.
        owner.execute("update people_matchkey set key = key + 1")
        owner.execute("delete from django_migrations where app = 'people' and name = '0005_found_by_anew'")
        owner.commit()
        done = migrate(name)
        assert done.returncode == 0, done.stderr
        assert owner.execute("select key, person_id from people_matchkey order by key").fetchall() == before
