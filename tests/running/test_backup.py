"""The drill: save a database with records in it, restore it elsewhere, and hold the two against each other."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from kith.config.database.backup import BackupRefused, back_up, restore
from kith.config.database.fingerprint import holdings
from tests import database

pytestmark = pytest.mark.slow

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def name_of(url: str) -> str:
    return url.split("?")[0].rsplit("/", 1)[-1]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    (folder / "2026").mkdir(parents=True)
    (folder / "2026" / "plan.pdf").write_bytes(b"%PDF a plan")
    return folder


@pytest.fixture
def empty() -> Iterator[str]:
    """A fresh database with nothing but the roles' standing rights. Yields the owner's address."""
    name = f"{database.SESSION}_restored"
    with database._owner_of_cluster() as cluster:
        cluster.execute(f"drop database if exists {name} with (force)".encode())
        database.create_database(cluster, name, template="template1")
        try:
            yield database.owner_url(name)
        finally:
            cluster.execute(f"drop database if exists {name} with (force)".encode())


@pytest.fixture
def saved(clone: str, acting: Callable[..., Any], files: Path, tmp_path: Path) -> tuple[str, Path]:
    """A backup of a database in which somebody is on record. Gives the database's name and the backup's folder."""
    from kith.people.services import record_person  # noqa: PLC0415  Django is ready only inside a test

    with acting(role="front_door"):
        record_person(forename="Wilhelmina", surname="O’Shea-Żak", postcode="ZZ99 3AA", now=NOW)
    name = name_of(clone)
    back_up(
        backup_url=database.with_name(database._server.backup_url, name),
        files=files,
        into=tmp_path / "saved",
        now=NOW,
    )
    return name, tmp_path / "saved"


def test_what_is_restored_is_what_was_saved(saved: tuple[str, Path], empty: str, tmp_path: Path) -> None:
    name, folder = saved
    manifest = restore(owner_url=empty, files=tmp_path / "elsewhere", folder=folder)
    assert manifest["tables"]["public.people_person"]["rows"] == 1
    with psycopg.connect(database.owner_url(name)) as before, psycopg.connect(empty) as after:
        assert holdings(before) == holdings(after)
        for what in (
            "select count(*) from pg_policy",
            "select count(*) from pg_class where relforcerowsecurity and relrowsecurity",
            "select count(*) from pg_trigger",
            "select count(*) from pg_constraint",
        ):
            assert before.execute(what.encode()).fetchone() == after.execute(what.encode()).fetchone(), what
        assert after.execute("select surname from people_person").fetchone() == ("O’Shea-Żak",)
    assert (tmp_path / "elsewhere" / "2026" / "plan.pdf").read_bytes() == b"%PDF a plan"
    with (
        psycopg.connect(database.with_name(database._server.app_url, name_of(empty))) as application,
        pytest.raises(psycopg.Error, match="identity"),
    ):
        application.execute("select count(*) from people_person")


def test_a_backup_is_for_its_owner_s_eyes_only(saved: tuple[str, Path]) -> None:
    _, folder = saved
    assert folder.stat().st_mode & 0o777 == 0o700
    assert all(file.stat().st_mode & 0o077 == 0 for file in folder.rglob("*") if file.is_file())


def test_a_database_that_holds_anything_is_never_written_over(saved: tuple[str, Path], empty: str, tmp_path: Path) -> None:
    with psycopg.connect(empty, autocommit=True) as owner:
        owner.execute("create table mine (id int)")
    with pytest.raises(BackupRefused, match="not empty"):
        restore(owner_url=empty, files=tmp_path / "elsewhere", folder=saved[1])
    with psycopg.connect(empty) as owner:
        assert owner.execute("select count(*) from pg_tables where schemaname = 'public'").fetchone() == (1,)


def test_files_that_are_there_are_never_written_over(saved: tuple[str, Path], empty: str, files: Path) -> None:
    with pytest.raises(BackupRefused, match="not empty"):
        restore(owner_url=empty, files=files, folder=saved[1])


@pytest.mark.parametrize("harmed", ["database.dump", "files/2026/plan.pdf"])
def test_a_damaged_or_incomplete_backup_is_refused_before_anything_is_loaded(
    saved: tuple[str, Path], empty: str, tmp_path: Path, harmed: str
) -> None:
    target = saved[1] / harmed
    content = target.read_bytes()
    target.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(BackupRefused, match="damaged"):
        restore(owner_url=empty, files=tmp_path / "elsewhere", folder=saved[1])
    target.unlink()
    with pytest.raises(BackupRefused, match="not complete"):
        restore(owner_url=empty, files=tmp_path / "elsewhere", folder=saved[1])
    with psycopg.connect(empty) as owner:
        assert owner.execute("select count(*) from pg_tables where schemaname = 'public'").fetchone() == (0,)


def test_a_difference_after_the_restore_is_told_by_table(saved: tuple[str, Path], empty: str, tmp_path: Path) -> None:
    path = saved[1] / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["tables"]["public.people_person"]["rows"] = 2
    manifest["tables"]["public.organisations_area"]["hash"] = "1"
    path.write_text(json.dumps(manifest))
    with pytest.raises(BackupRefused, match="Do not use it") as refusal:
        restore(owner_url=empty, files=tmp_path / "elsewhere", folder=saved[1])
    assert "public.people_person: 2 in the backup, 1 now" in refusal.value.message
    assert "public.organisations_area: same number of rows, different content" in refusal.value.message


def test_a_role_that_does_not_see_everything_makes_no_backup(clone: str, files: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="does not see every row"):
        back_up(backup_url=clone, files=files, into=tmp_path / "saved", now=NOW)
    assert not (tmp_path / "saved").exists()


def test_a_folder_with_something_in_it_is_not_used(clone: str, files: Path) -> None:
    with pytest.raises(BackupRefused, match="not an empty folder"):
        back_up(backup_url=clone, files=files, into=files, now=NOW)


def test_a_folder_without_a_backup_is_said_to_be_one(empty: str, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="holds no backup"):
        restore(owner_url=empty, files=tmp_path / "elsewhere", folder=tmp_path)
