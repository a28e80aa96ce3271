"""The owner migrates a filled database: a data migration changes every row, a new foreign key holds,
nothing is lost in silence."""

from datetime import date

import psycopg
import pytest
from django.db import connection

from kith.access.identity import Identity, acting_as
from kith.people.models import Family, FamilyMember, Person
from tests import database
from tests.fixtures import NOON, practitioner_in


@pytest.fixture(scope="module")
def filled(module_clone: str) -> str:
    """A database with one child in each of two areas. Returns its name."""
    for area in ("dorset", "lincolnshire"):
        person, place = practitioner_in(area, "front_door")
        identity = Identity(kind="practitioner", name=person.name, area_id=place.id, purpose="test", practitioner_id=person.id)
        with acting_as(identity, now=NOON):
            child = Person.objects.create(area=place, forename="Ada", surname=area, recorded_at=NOON, in_family=True)
            family = Family.objects.create(area=place, name=area, recorded_at=NOON)
            FamilyMember.objects.create(area=place, family=family, person=child, role="child", starts_on=date(2026, 1, 1))
    name = connection.settings_dict["NAME"]
    connection.close()
    return str(name)


def test_a_data_migration_changes_every_row(filled: str) -> None:
    with psycopg.connect(database.owner_url(filled)) as owner:
        owner.execute("select set_config('pghistory.context_metadata', '{\"actor\": \"migration\"}', true)")
        assert owner.execute("update people_person set language = 'English'").rowcount == 2


def test_a_new_foreign_key_is_made_on_a_filled_database(filled: str) -> None:
    with psycopg.connect(database.owner_url(filled)) as owner:
        owner.execute("create table people_shelf (id uuid primary key, person_id uuid references people_person (id))")
        owner.execute("insert into people_shelf select gen_random_uuid(), id from people_person")
        owner.execute(
            "alter table people_familymember add constraint again foreign key (person_id) references people_person (id)"
        )
        assert owner.execute("select count(*) from people_shelf").fetchone() == (2,)


def test_history_refuses_truncate_even_by_the_owner(filled: str) -> None:
    with psycopg.connect(database.owner_url(filled)) as owner, pytest.raises(psycopg.Error, match="append-only"):
        owner.execute("truncate people_personevent")


@pytest.mark.parametrize(
    "statement",
    [
        "update people_personevent set surname = 'X'",
        "delete from people_personevent",
        "truncate people_person cascade",
        "alter table people_person disable row level security",
        "drop policy app on people_person",
        "set role kith_owner",
        "create table people_mine (id int)",
    ],
)
def test_the_application_cannot_step_around_the_door(filled: str, statement: str) -> None:
    with psycopg.connect(database.with_name(database._server.app_url, filled)) as app, pytest.raises(psycopg.Error):
        app.execute(statement)


def test_copy_into_a_guarded_table_is_refused(filled: str) -> None:
    app_url = database.with_name(database._server.app_url, filled)
    with (
        psycopg.connect(app_url) as app,
        pytest.raises(psycopg.Error),
        app.cursor().copy("copy people_person (id) from stdin") as copy,
    ):
        copy.write("00000000-0000-7000-8000-000000000000\n")
