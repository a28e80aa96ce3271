"""From an older PostgreSQL to this one. Needs an older server's programs, as Debian's package ``postgresql`` brings them."""

import os
from pathlib import Path

import psycopg
import pytest

from kith.config import embedded, postgresql
from kith.config.database.upgrade import upgrade
from kith.config.embedded import ensure_running
from kith.config.postgresql import EmbeddedServerProblem, give, run_as_server

OLD = sorted(
    (folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if os.access(folder / "initdb", os.X_OK)),
    key=lambda folder: int(folder.parent.name),
)
OLD = [folder for folder in OLD if int(folder.parent.name) < postgresql.MAJOR]

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not OLD, reason="no older PostgreSQL is installed here")]


@pytest.fixture
def old_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose data an older PostgreSQL made, with one record in it."""
    monkeypatch.setenv("KITH_MODE", "test")
    programs = OLD[-1]
    embedded._make_home(home)
    passwords = embedded._passwords(home)
    socket = embedded._socket_folder(home)
    data = home / f"pg{programs.parent.name}"
    data.mkdir(mode=0o700)
    give(data)
    secret = socket / "secret"
    secret.write_text(passwords["kith_super"])
    made = run_as_server(
        [
            str(programs / "initdb"),
            *(
                "-D",
                str(data),
                "-U",
                "kith_super",
                "--pwfile",
                str(secret),
                "--auth=scram-sha-256",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync",
            ),
        ]
    )
    assert made.returncode == 0, made.stdout
    secret.unlink()
    options = f"-c unix_socket_directories='{socket}' -c listen_addresses='' -c fsync=off"
    run_as_server([str(programs / "pg_ctl"), "start", "-w", "-D", str(data), "-l", str(socket / "log"), "-o", options])
    server = embedded.Embedded(home, socket, passwords, started=True)
    embedded._make_roles(server)
    with psycopg.connect(server.owner_url, autocommit=True) as owner:
        owner.execute("create table notes (id bigserial primary key, words citext)")
        owner.execute("insert into notes (words) values ('Żak'), ('O’Shea')")
    run_as_server([str(programs / "pg_ctl"), "stop", "-w", "-D", str(data), "-m", "fast"])
    return home


def test_old_data_is_refused_then_upgraded_and_kept(old_home: Path) -> None:
    version = OLD[-1].parent.name
    with pytest.raises(EmbeddedServerProblem, match="make upgrade"):
        ensure_running(old_home)
    told = upgrade(old_home)
    assert "all equal" in told
    assert (old_home / f"before-upgrade-pg{version}" / "PG_VERSION").exists()
    server = ensure_running(old_home)
    try:
        with psycopg.connect(server.app_url, autocommit=True) as application:
            assert application.info.server_version // 10000 == postgresql.MAJOR
            assert application.execute("select words from notes order by id").fetchall() == [
                ("Żak",),
                ("O’Shea",),
            ]
            assert application.execute("insert into notes (words) values ('x') returning id").fetchone() == (3,)
    finally:
        server.stop()
    assert "Nothing to do" in upgrade(old_home)


def test_a_failed_upgrade_leaves_everything_as_it_was(old_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    version = OLD[-1].parent.name
    (old_home / "passwords" / "kith_super").write_text("not the one")
    with pytest.raises(EmbeddedServerProblem, match="could not be dumped"):
        upgrade(old_home)
    assert (old_home / f"pg{version}" / "PG_VERSION").exists()
    assert not (old_home / "pg18").exists()
    with pytest.raises(EmbeddedServerProblem, match="make upgrade"):
        ensure_running(old_home)
