"""Which client programs are taken: as new as the server, able to encrypt when the connection is, and nothing silently else."""

from pathlib import Path

import psycopg
import pytest

from kith.config.database import clients
from kith.config.database.clients import Need, NoFittingClients, folder_for
from kith.config.postgresql import programs_folder
from tests import database


def installed(folder: Path, version: str, *, tls: bool = True) -> Path:
    """A folder of programs that say what a real set of that version says."""
    folder.mkdir(parents=True)
    refuses = "echo 'sslmode value \"verify-ca\" invalid when SSL support is not compiled in' >&2; exit 2"
    for name in clients.NEEDED:
        program = folder / name
        program.write_text(
            f'#!/bin/sh\ncase "$1" in --version) echo "{name} (PostgreSQL) {version}";; *) '
            f"{'exit 2' if tls else refuses};; esac\n"
        )
        program.chmod(0o755)
    return folder


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """No other programs than those a test puts on PATH."""
    monkeypatch.setattr(clients, "PLACES", ())
    monkeypatch.setattr(clients, "programs_folder", lambda: None)
    monkeypatch.delenv("KITH_PG_BIN", raising=False)
    monkeypatch.delenv("PGSSLMODE", raising=False)
    return monkeypatch


@pytest.fixture
def connection() -> psycopg.Connection:
    return psycopg.connect(database._server.super_url)


def test_programs_older_than_the_server_are_passed_over(
    alone: pytest.MonkeyPatch, connection: psycopg.Connection, tmp_path: Path
) -> None:
    old, fitting = installed(tmp_path / "old", "15.9"), installed(tmp_path / "new", "18.1")
    alone.setenv("PATH", f"{old}:{fitting}:/bin:/usr/bin.none")
    assert folder_for(connection) == fitting


def test_when_none_fits_each_is_named_with_its_reason(
    alone: pytest.MonkeyPatch, connection: psycopg.Connection, tmp_path: Path
) -> None:
    old, plain = installed(tmp_path / "old", "16.2"), installed(tmp_path / "plain", "18.1", tls=False)
    half = installed(tmp_path / "half", "18.1")
    (half / "psql").unlink()
    alone.setenv("PATH", f"{old}:{plain}:{half}")
    alone.setenv("PGSSLMODE", "verify-full")
    with pytest.raises(NoFittingClients) as refusal:
        folder_for(connection)
    for words in (
        f"{old}: version 16 is older than the server",
        f"{plain}: built without TLS",
        f"{half}: psql is missing",
        "over an encrypted connection",
        "KITH_PG_BIN",
    ):
        assert words in refusal.value.message


def test_a_folder_that_is_named_is_the_only_one(
    alone: pytest.MonkeyPatch, connection: psycopg.Connection, tmp_path: Path
) -> None:
    named, other = installed(tmp_path / "named", "15.1"), installed(tmp_path / "other", "18.1")
    alone.setenv("PATH", str(other))
    alone.setenv("KITH_PG_BIN", str(named))
    with pytest.raises(NoFittingClients, match="version 15"):
        folder_for(connection)


def test_the_embedded_server_is_served_by_its_own_programs(
    connection: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clients, "PLACES", ())
    monkeypatch.setenv("PATH", "/nowhere")
    assert folder_for(connection) == programs_folder()


def test_the_embedded_programs_are_known_to_be_without_tls() -> None:
    folder = programs_folder()
    assert folder
    assert clients._problem(folder, Need(18, tls=False)) is None
    assert clients._problem(folder, Need(18, tls=True)) == "built without TLS"
