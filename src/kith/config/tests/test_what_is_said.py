"""What the environment says, setting by setting: what is taken, what is refused with which words, and that no secret is repeated."""

from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from kith.config import environment
from kith.config.command import OWN, SERVES_NOBODY, WITHOUT_DATABASE, main
from kith.config.database.waiting import LONGEST_DELAY, delays
from kith.config.environment import UnsafeSettings, home_of, mode_of, problems, proxies_of, refuse_unsafe, trusted_origins
from kith.config.single_sign_on import origins

KEY = "Wq3-Yc8_hT1mZr6vNb0kXs5fJd2gPa9eLu4iOo7RtEyUiQwAsDf"
SAFE = {
    "KITH_MODE": "production",
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "kith.example.org",
    "KITH_ADDRESS": "https://kith.example.org",
    "KITH_PROXIES": "1",
    "KITH_HOME": "/var/lib/kith",
    "DATABASE_URL": "postgresql://kith_app:secret@db.example.org/kith",
}


@pytest.mark.parametrize("mode", environment.MODES)
def test_a_mode_is_what_it_says(mode: str) -> None:
    assert mode_of({"KITH_MODE": mode}) == mode
    assert mode_of({"KITH_MODE": mode, "DATABASE_URL": "postgresql://x/y"}) == mode


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"KITH_MODE": "Production"}, "'Production', which Kith does not know"),
        ({"KITH_MODE": ""}, "'', which Kith does not know"),
        ({"KITH_MODE": "live"}, "Set it to production to serve real families"),
        ({"DATABASE_URL": "postgresql://x/y"}, "KITH_MODE is not set, and DATABASE_URL names a database"),
    ],
)
def test_a_mode_is_never_guessed(given: dict[str, str], words: str) -> None:
    with pytest.raises(UnsafeSettings, match=words):
        mode_of(given)


@pytest.mark.parametrize("said", [str(number) for number in range(10)])
def test_a_number_of_proxies(said: str) -> None:
    assert proxies_of({"KITH_PROXIES": said}) == int(said)


@pytest.mark.parametrize("said", ["", "10", "-1", "one", "1.0", " 1", "²", "٣"])
def test_what_is_no_number_of_proxies_is_refused(said: str) -> None:
    with pytest.raises(UnsafeSettings, match="Give the number of proxies"):
        proxies_of({"KITH_PROXIES": said})


def test_without_a_word_no_proxy_is_believed() -> None:
    assert proxies_of({}) == 0


@pytest.mark.parametrize(
    ("hosts", "address", "trusted"),
    [
        ("kith.example.org", "", ["https://kith.example.org"]),
        ("a.example.org b.example.org", "", ["https://a.example.org", "https://b.example.org"]),
        ("*", "", []),
        ("* a.example.org", "", ["https://a.example.org"]),
        (".example.org", "", ["https://*.example.org"]),
        ("a.example.org", "https://a.example.org:8443", ["https://a.example.org", "https://a.example.org:8443"]),
        ("a.example.org", "https://a.example.org", ["https://a.example.org"]),
        ("", "http://127.0.0.1:8000", ["http://127.0.0.1:8000"]),
        ("", "kith.example.org", []),
        ("", "", []),
    ],
)
def test_the_addresses_whose_forms_are_ours(hosts: str, address: str, trusted: list[str]) -> None:
    assert trusted_origins({"ALLOWED_HOSTS": hosts, "KITH_ADDRESS": address}) == trusted


@pytest.mark.parametrize(
    ("change", "ids"),
    [
        ({}, []),
        ({"SECRET_KEY": ""}, ["kith.E002"]),
        ({"SECRET_KEY": KEY[:49]}, ["kith.E002"]),
        ({"SECRET_KEY": KEY[:50]}, []),
        ({"SECRET_KEY": "abcdefg" * 10}, ["kith.E002"]),
        ({"SECRET_KEY": "abcdefgh" * 10}, []),
        ({"SECRET_KEY": "demonstration-only-" + KEY}, ["kith.E002"]),
        ({"SECRET_KEY_FALLBACKS": f"{KEY} django-insecure-{KEY}"}, ["kith.E002"]),
        ({"SECRET_KEY_FALLBACKS": KEY}, []),
        ({"KITH_NOW": "2026-03-04"}, ["kith.E003"]),
        ({"ALLOWED_HOSTS": ""}, ["kith.E004"]),
        ({"ALLOWED_HOSTS": "a.example.org *"}, ["kith.E004"]),
        ({"KITH_AS_OWNER": "1"}, ["kith.E006"]),
        ({"DATABASE_URL": ""}, ["kith.E007"]),
        ({"KITH_ADDRESS": "http://kith.example.org"}, ["kith.E008"]),
        ({"KITH_ADDRESS": "https://"}, ["kith.E008"]),
        ({"KITH_PROXIES": "many"}, ["kith.E009"]),
        ({"KITH_HOME": ""}, ["kith.E015"]),
        ({"SECRET_KEY": "", "DATABASE_URL": "", "KITH_HOME": ""}, ["kith.E002", "kith.E007", "kith.E015"]),
    ],
)
def test_each_setting_of_a_production_is_judged(change: dict[str, str], ids: list[str]) -> None:
    given = {**SAFE, **change}
    found = problems(given)
    assert [each.id for each in found] == ids
    assert all(each.words and each.hint for each in found)
    if not ids:
        refuse_unsafe(given)
        return
    with pytest.raises(UnsafeSettings) as refused:
        refuse_unsafe(given)
    assert refused.value.message.count("\n* ") == len(ids), "all at once"
    assert KEY not in refused.value.message


@pytest.mark.parametrize("mode", ["demonstration", "development", "test"])
def test_only_a_production_is_judged(mode: str) -> None:
    assert problems({"KITH_MODE": mode}) == []


def test_where_files_lie(tmp_path: Path) -> None:
    assert home_of({"KITH_HOME": str(tmp_path)}) == tmp_path
    assert home_of({"KITH_HOME": "relative"}).is_absolute()
    assert home_of({}) == environment.SOURCE / ".kith"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({}, []),
        ({"OIDC_ORIGINS": "https://other.example.org"}, []),
        ({"OIDC_SERVER_URL": "https://login.example.org/tenant"}, ["https://login.example.org"]),
        (
            {
                "OIDC_SERVER_URL": "https://login.example.org/t",
                "OIDC_ORIGINS": "https://fed.example.org https://login.example.org",
            },
            ["https://login.example.org", "https://fed.example.org"],
        ),
        ({"OIDC_SERVER_URL": "login.example.org"}, []),
    ],
)
def test_where_a_button_to_sign_in_may_lead(given: dict[str, str], named: list[str]) -> None:
    assert origins(given) == named


def test_a_database_that_is_away_is_asked_again_ever_more_seldom() -> None:
    assert list(islice(delays(), 7)) == [1, 2, 4, 8, 10, 10, LONGEST_DELAY]


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """An environment in which nothing is said but where files lie."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_BACKUP_URL", "KITH_MODE", "KITH_NOW", "PORT", "YES"):
        monkeypatch.setenv(name, "")  # so that what a command sets is undone afterwards
        monkeypatch.delenv(name)
    monkeypatch.setenv("KITH_HOME", str(tmp_path / "home"))
    return monkeypatch


@pytest.mark.parametrize(
    ("arguments", "said", "words"),
    [
        (["start"], {"KITH_MODE": "live"}, "which Kith does not know"),
        (["migrate"], {"DATABASE_URL": "postgresql://x/y"}, "KITH_MODE is not set"),
        (["migrate"], {"KITH_MODE": "production"}, "Kith does not start with these settings"),
        (["web"], {"KITH_MODE": "production"}, "SECRET_KEY is not set"),
        (["worker"], {"KITH_MODE": "production", "KITH_NOW": "2026-03-04"}, "KITH_NOW is set"),
        (["start"], {"PORT": "eighty"}, "PORT must be a number, not 'eighty'"),
        (["reset", "--yes"], {"KITH_MODE": "production"}, "Reset is for the embedded demonstration only. Nothing was removed."),
        (["reset", "--yes"], {"KITH_MODE": "development", "DATABASE_URL": "postgresql://x/y"}, "Nothing was removed"),
        (
            ["backup", "x"],
            {**SAFE},
            "DATABASE_BACKUP_URL is not set. Give the address of the database with the role kith_backup.",
        ),
        (["restore", "x"], {**SAFE}, "DATABASE_OWNER_URL is not set. Give the address of the database with the role kith_owner."),
        (["migrate"], {**SAFE}, "DATABASE_OWNER_URL is not set"),
    ],
)
def test_the_command_refuses_in_a_sentence_and_ends_with_1(
    alone: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], said: dict[str, str], words: str
) -> None:
    for name, value in said.items():
        if name != "KITH_HOME":
            alone.setenv(name, value)
    assert main(arguments) == 1
    out = capsys.readouterr()
    assert words in out.err
    assert "Traceback" not in out.err
    assert "secret@" not in out.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["start", "--prot", "80"], "start does not know --prot 80"),
        (["start", "--port", "eighty"], "invalid int value"),
        (["backup"], "the following arguments are required: folder"),
        (["db", "mysql"], "invalid choice"),
        (["worker", "--onec"], "worker does not know --onec"),
    ],
)
def test_a_word_that_a_command_does_not_know_is_named(
    alone: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["help"], ["-h"], ["--help"]])
def test_help_is_given_whatever_the_environment_says(
    alone: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    alone.setenv("KITH_MODE", "live")
    assert main(arguments) == 0
    out = capsys.readouterr().out
    assert all(name in out for name in OWN)


def test_nothing_is_removed_where_nothing_is_or_nobody_said_so(
    alone: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["reset"]) == 0
    assert "There is nothing to remove." in capsys.readouterr().out
    files = tmp_path / "home" / "files"
    files.mkdir(parents=True)
    alone.setattr("sys.stdin", open("/dev/null"))  # noqa: SIM115
    assert main(["reset"]) == 1
    assert "Say so: kith reset --yes" in capsys.readouterr().err
    assert files.exists()


def test_what_serves_somebody_is_never_let_off_the_judgement() -> None:
    serving: Any = {"start", "web", "worker", "migrate", "db", "backup", "restore", "upgrade"}
    assert not serving & SERVES_NOBODY
    assert not serving & WITHOUT_DATABASE
    assert serving | {"reset", "check", "version"} == set(OWN)
