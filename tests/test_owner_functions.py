"""No function of the database can be turned against the records by whoever may call it (SECURITY.md).

Every function that runs as the owner is walked from ``pg_proc`` of the migrated database,
so that a new one that forgets fails here.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from kith.access.identity import Identity, acting_as
from kith.access.owner_functions import LOOSE, SEARCH_PATH
from kith.config.database.fitness import problems, refuse_unfit
from kith.people.models import Family, FamilyMember, Person
from tests import database
from tests.fixtures import NOON, practitioner_in

RUN_AS_OWNER = """
  select p.oid::regprocedure::text, p.proname, oidvectortypes(p.proargtypes), p.proretset, p.prorettype = 'trigger'::regtype
  from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace order by 1
"""
DUMMIES = {
    "text": "'x'",
    "uuid": "'00000000-0000-7000-8000-000000000001'::uuid",
    "uuid[]": "array['00000000-0000-7000-8000-000000000001']::uuid[]",
    "text[]": "array['x']",
    "integer": "5",
    "integer[]": "array[1]",
    "bigint[]": "array[1]::bigint[]",
    "boolean": "true",
    "double precision": "0.5",
    "date": "date '2026-03-04'",
    "jsonb": "'{}'::jsonb",
    "timestamp with time zone": "timestamptz '2026-03-04 12:00+00'",
}
"""A value of each type that these functions take. A new type fails loudly: add one."""


def functions() -> list[tuple[str, str, list[str], bool, bool]]:
    """Every function of the migrated template that runs as the owner: name with arguments, name, types, many rows, trigger."""
    with psycopg.connect(database.with_name(database._server.super_url, database.SESSION)) as catalogue:
        return [
            (whole, name, types.split(", ") if types else [], many, trigger)
            for whole, name, types, many, trigger in catalogue.execute(RUN_AS_OWNER).fetchall()
        ]


EVERY = functions()
CALLABLE = [each for each in EVERY if not each[4]]


@pytest.fixture(scope="module")
def filled(django_db_blocker: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """One database for the walk, with one family: its address, and who acts in it. Every test is rolled back."""
    name = f"{database.SESSION}_owner_functions"
    with database.clone(database.TEMPLATE, name) as url, django_db_blocker.unblock():
        held = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = name
        try:
            people = fill()
        finally:
            connection.close()
            connection.settings_dict["NAME"] = held
        yield url, people


@pytest.fixture
def app(filled: tuple[str, dict[str, Any]]) -> Iterator[psycopg.Connection]:
    """A bare connection as the application. It is closed without a commit."""
    url, people = filled
    bare = psycopg.connect(url)
    bare.people = people  # type: ignore[attr-defined]
    yield bare
    bare.rollback()
    bare.close()


def fill() -> dict[str, Any]:
    """Record a family of one child. Return who works in the area."""
    worker, area = practitioner_in("dorset", "front_door")
    admin, _ = practitioner_in("dorset", "administrator")
    with acting_as(
        Identity(kind="practitioner", name="T", area_id=area.id, purpose="test", practitioner_id=worker.id),
        now=NOON,
    ):
        child = Person.objects.create(area=area, forename="Ada", surname="Reed", recorded_at=NOON, in_family=True)
        family = Family.objects.create(area=area, name="Reed", recorded_at=NOON)
        FamilyMember.objects.create(area=area, family=family, person=child, role="child", starts_on=date(2026, 1, 1))
    return {"worker": worker.id, "administrator": admin.id, "area": area.id}


def begin(app: psycopg.Connection, who: str = "worker", *, service: str = "") -> None:
    """Say who acts, as the application does directly after BEGIN."""
    people = app.people  # type: ignore[attr-defined]
    app.execute(
        'select access_begin(%s, %s, %s, %s, %s, \'{"actor": "test", "kind": "test", "why": "test"}\')',
        [
            "service" if service else "practitioner",
            service or str(people[who]),
            people["area"],
            f"service:{service}" if service else "",
            NOON,
        ],
    )


def tables(app: psycopg.Connection) -> list[str]:
    """Every table of the schema."""
    found = app.execute(
        "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by 1"
    )
    return [name for (name,) in found.fetchall()]


def shadow_everything(app: psycopg.Connection) -> None:
    """Put an empty temporary table before each table of ours. Whatever looks into one of them fails:
    no column is as it should be."""
    for name in tables(app):
        app.execute(sql.SQL("create temporary table {} (shadow int)").format(sql.Identifier(name)))


def test_there_are_functions_to_walk() -> None:
    assert {"access_begin", "people_write_keys", "people_restricted_match"} <= {name for _, name, *_ in EVERY}


@pytest.mark.parametrize("function", [each[0] for each in EVERY])
def test_names_are_looked_up_where_no_caller_can_write(function: str, app: psycopg.Connection) -> None:
    row = app.execute("select proconfig, prosrc from pg_proc where oid = %s::regprocedure", [function]).fetchone()
    assert row is not None
    assert f"search_path={SEARCH_PATH}" in row[0], "set search_path = pg_catalog, public, pg_temp, the last named last"
    assert "execute format" not in row[1], "text made into a statement as the owner: say why it is safe, and test it"


@pytest.mark.parametrize(("function", "name", "types"), [each[:3] for each in CALLABLE], ids=[each[0] for each in CALLABLE])
def test_no_function_is_led_into_a_temporary_table(function: str, name: str, types: list[str], app: psycopg.Connection) -> None:
    shadow_everything(app)
    app.execute("grant select on all tables in schema pg_temp to public")
    call = f"select * from {name}({', '.join(DUMMIES[each] for each in types)})"
    may = app.execute("select has_function_privilege(%s::regprocedure::oid, 'execute')", [function]).fetchone()
    for service in ("", "demonstration", "matching"):
        with app.transaction(force_rollback=True):
            begin(app, service=service)
            try:
                with app.transaction():
                    app.execute(call.encode())
            except (
                psycopg.errors.UndefinedColumn,
                psycopg.errors.DatatypeMismatch,
                psycopg.errors.WrongObjectType,
            ) as led:
                raise AssertionError(f"{function} looked into a temporary table: {led}") from led
            except psycopg.Error as refused:
                # Not granted, or a made-up value was refused by the real tables.
                if "shadow" in str(refused) or (may[0] and "permission denied for function" in str(refused)):  # type: ignore[index]
                    raise


@pytest.mark.parametrize("function", [each[0] for each in EVERY])
@pytest.mark.parametrize("role", ["public", "kith_backup", "kith_records"])
def test_only_the_application_may_call_it(function: str, role: str, app: psycopg.Connection) -> None:
    name = app.info.dbname
    if role == "public":
        held = app.execute(
            "select 1 from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a"
            " where p.oid = %s::regprocedure and a.grantee = 0",
            [function],
        ).fetchall()
        assert held == [], f"revoke execute on function {function} from public"
        return
    url = database.with_name(database._server.super_url, name)
    arguments = function[function.index("(") + 1 : -1]
    called = function[: function.index("(")]
    values = [DUMMIES[each] for each in arguments.split(",") if each] if arguments else []
    with psycopg.connect(url) as other:
        other.execute(f"set role {role}".encode())
        with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.FeatureNotSupported)):
            other.execute(f"select {called}({', '.join(values)})".encode())


def test_a_trigger_on_a_temporary_table_is_not_run_as_the_owner(app: psycopg.Connection) -> None:
    """The attack that emptied history: the function inserts, the caller's trigger runs as whoever the function runs as."""
    app.execute("create temporary table people_matchkey (key bigint, person_id uuid, unique (key, person_id))")
    app.execute(
        "create temporary table people_nameword (area_id uuid, word text, place text, people int, unique (area_id, word, place))"
    )
    app.execute(
        "create function pg_temp.harm() returns trigger language plpgsql as $$ begin"
        " raise exception 'run as %', current_user; end $$"
    )
    for name in ("people_matchkey", "people_nameword"):
        app.execute(f"create trigger harm before insert on pg_temp.{name} for each row execute function pg_temp.harm()".encode())
        app.execute(f"grant all on pg_temp.{name} to public".encode())
    begin(app)
    person = app.execute("select id from people_person").fetchone()
    assert person is not None
    app.execute("select people_write_keys(array[%s]::uuid[], array[1], array[7]::bigint[])", [person[0]])
    app.execute("select people_write_words(array['ada'], array['f'], array[1], false)")
    assert app.execute("select count(*) from pg_temp.people_matchkey").fetchone() == (0,)


def test_shadowing_sight_gives_nobody_a_part(app: psycopg.Connection) -> None:
    app.execute("create temporary table access_sight as select * from public.access_sight with no data")
    app.execute("insert into pg_temp.access_sight values (1, 'role:administrator', 'sealed'), (2, 'role:administrator', 'legal')")
    app.execute("create temporary table organisations_membership as select * from public.organisations_membership")
    app.execute("grant all on pg_temp.access_sight, pg_temp.organisations_membership to public")
    begin(app, "administrator")
    assert app.execute("select access_parts()").fetchone() == (["may_administer"],)


def test_history_is_not_led_into_a_temporary_table(app: psycopg.Connection) -> None:
    app.execute("create temporary table people_personevent as select * from public.people_personevent with no data")
    begin(app)
    app.execute("update people_person set known_as = 'Addie'")
    assert app.execute("select count(*) from pg_temp.people_personevent").fetchone() == (0,)
    assert app.execute("select pgh_label from public.people_personevent order by pgh_id desc limit 1").fetchone() == ("update",)


def test_a_hub_is_not_led_to_another_agency_s_questions(app: psycopg.Connection) -> None:
    app.execute("create temporary table organisations_membership as select * from public.organisations_membership")
    app.execute("update pg_temp.organisations_membership set role = 'hub_partner'")
    app.execute("grant all on pg_temp.organisations_membership to public")
    begin(app)
    assert app.execute("select front_door_hub_agencies()").fetchone() == ([],)


def test_what_a_policy_asks_is_either_the_owner_s_or_reads_no_table(app: psycopg.Connection) -> None:
    """A function that runs as the caller and reads tables by name would answer from the caller's own."""
    asked = app.execute(
        "select distinct p.proname from pg_policy y join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = y.oid"
        " join pg_proc p on d.refclassid = 'pg_proc'::regclass and d.refobjid = p.oid"
        r" where not p.prosecdef and p.prosrc ~* '\m(from|join|update|insert|delete)\M'"
    ).fetchall()
    assert asked == []


def test_a_new_function_is_nobody_s_until_it_is_granted(filled: tuple[str, dict[str, Any]]) -> None:
    name = filled[0].split("?")[0].rsplit("/", 1)[-1]
    with psycopg.connect(database.owner_url(name)) as owner, owner.transaction(force_rollback=True):
        owner.execute("create function people_new() returns int language sql as 'select 1'")
        assert owner.execute("select has_function_privilege('kith_app', 'people_new()', 'execute')").fetchone() == (False,)


HARMS = {
    "turn these functions against the records": [
        "alter function access_begin(text, text, uuid, text, timestamptz, text) set search_path = public",
        "alter function access_hidden_people() reset search_path",
        "grant execute on function people_forget_keys() to public",
        "do $$ declare f text; begin select oid::regprocedure into f from pg_proc where proname ~ '^pgtrigger_insert' limit 1;"
        " execute 'alter function ' || f || ' reset search_path'; end $$",
        "create function people_new() returns bigint language sql security definer as 'select count(*) from people_person'",
    ],
    "tables or functions of its own": [
        "grant create on schema public to kith_app",
        "do $$ begin execute format('grant create on database %I to kith_app', current_database()); end $$",
    ],
}


def test_the_program_refuses_a_database_in_which_one_is_loose(filled: tuple[str, dict[str, Any]]) -> None:
    name = filled[0].split("?")[0].rsplit("/", 1)[-1]
    refuse_unfit(filled[0])
    with psycopg.connect(database.with_name(database._server.super_url, name)) as cluster:
        for told, harms in HARMS.items():
            for harm in harms:
                with cluster.transaction(force_rollback=True):
                    cluster.execute("set local role kith_owner")
                    cluster.execute(harm.encode())
                    cluster.execute("set local role kith_app")
                    assert any(told in each for each in problems(cluster)), harm


def test_nothing_is_loose(app: psycopg.Connection) -> None:
    assert app.execute(LOOSE.encode()).fetchall() == []
