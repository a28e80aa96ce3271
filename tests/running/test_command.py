"""The command line says what is wrong, in words."""

from pathlib import Path

import pytest

from tests.running.conftest import Kith

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("arguments", [["migrate"], ["worker"], ["backup", "x"], ["start"]])
def test_production_without_a_database_is_refused(kith: Kith, home: Path, arguments: list[str]) -> None:
    result = kith(
        *arguments,
        KITH_MODE="production",
        SECRET_KEY="s" * 60,
        PORT="0" if arguments == ["start"] else "8000",
    )
    assert result.returncode == 1
    assert "DATABASE_URL is not set" in result.stderr or "There is no port" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (home / "pg18").exists()


def test_production_is_never_reset(kith: Kith) -> None:
    result = kith("reset", "--yes", KITH_MODE="production")
    assert result.returncode == 1
    assert "Nothing was removed" in result.stderr


def test_a_word_it_does_not_know(kith: Kith) -> None:
    result = kith("start", "--nonsense")
    assert result.returncode == 2
    assert "does not know --nonsense" in result.stderr


def test_help_starts_no_server(kith: Kith, home: Path) -> None:
    for arguments in ([], ["--help"], ["start", "--help"], ["makemigrations", "--help"]):
        result = kith(*arguments)
        assert result.returncode == 0, result.stderr
    assert not home.exists()


def test_check_deploy_names_each_unsafe_setting(kith: Kith) -> None:
    result = kith("check", "--deploy")
    assert result.returncode == 1
    for code in ("kith.E001", "kith.E002", "kith.E004", "kith.E010"):
        assert code in result.stderr
    assert "Traceback" not in result.stderr


def test_what_is_unsafe_is_named_also_while_the_database_is_away(kith: Kith) -> None:
    result = kith("check", "--deploy", KITH_MODE="production", DATABASE_URL="postgresql://kith_app:x@127.0.0.1:1/kith")
    assert result.returncode == 1
    for code in ("kith.E002", "kith.E004", "kith.E009", "kith.E013"):
        assert code in result.stderr, result.stderr


def test_a_room_s_command_is_found_with_hyphens(kith: Kith) -> None:
    result = kith("practice-model", "--help")
    assert result.returncode == 0, result.stderr
    assert "practice_model" in result.stdout


NOBODY_THERE = "postgresql://kith_app:x@127.0.0.1:1/kith"


@pytest.mark.parametrize(
    "arguments",
    [
        ["migrate"],
        ["user", "list"],
        ["practice-model", "list"],
        ["area", "list"],
        ["staff", "list", "--area", "dorset"],
        ["check", "--deploy"],
        ["db", "psql"],
        ["backup", "x"],
    ],
    ids=" ".join,
)
def test_while_the_database_is_away_every_command_ends_with_a_sentence(kith: Kith, tmp_path: Path, arguments: list[str]) -> None:
    where = {"DATABASE_URL": NOBODY_THERE, "DATABASE_OWNER_URL": NOBODY_THERE, "DATABASE_BACKUP_URL": NOBODY_THERE}
    result = kith(*[str(tmp_path / "backup") if each == "x" else each for each in arguments], **where)
    assert result.returncode != 0
    assert "Traceback" not in result.stderr + result.stdout
    assert result.stderr.strip()
    if arguments[0] not in {"check", "db", "backup"}:
        assert "The database does not answer, so the command was not carried out" in result.stderr
