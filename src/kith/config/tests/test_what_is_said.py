"""What the environment says, setting by setting: what is taken, what is refused with which words, and that no secret is repeated."""

from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.config import environment
from kith.config.command import OWN, SERVES_NOBODY, WITHOUT_DATABASE, main
from kith.config.database.waiting import LONGEST_DELAY, delays
from kith.config.database_url import WrongDatabaseAddress, parsed
from kith.config.environment import UnsafeSettings, home_of, mode_of, problems, proxies_of, refuse_unsafe, trusted_origins
from kith.config.mail import MailServer, WrongMailAddress, settings_of
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


@pytest.mark.parametrize(
    ("url", "name", "user", "password", "host", "port"),
    [
        ("postgresql://kith_app:pw@db.example.org:5433/kith", "kith", "kith_app", "pw", "db.example.org", "5433"),
        ("postgres://kith_app@db.example.org/kith", "kith", "kith_app", "", "db.example.org", ""),
        ("postgresql://kith_app:p%40ss%2Fw%23rd@h/kith", "kith", "kith_app", "p@ss/w#rd", "h", ""),
        ("postgresql://kith_app@/kith?host=/run/postgresql", "kith", "kith_app", "", "/run/postgresql", ""),
        ("postgresql://kith_app@/kith?host=/run/pg&port=5440", "kith", "kith_app", "", "/run/pg", "5440"),
        ("postgresql://kith_app@h:1/kith?host=other&port=2", "kith", "kith_app", "", "other", "2"),
        ("postgresql://kith_app@[::1]:5432/kith", "kith", "kith_app", "", "::1", "5432"),
        ("postgresql://kith_app@h/kith%20two", "kith two", "kith_app", "", "h", ""),
        ("", "nothing", "nobody", "", "/nonexistent", ""),
    ],
)
def test_the_address_of_a_database(url: str, name: str, user: str, password: str, host: str, port: str) -> None:
    said = parsed(url)
    assert (said["NAME"], said["USER"], said["PASSWORD"], said["HOST"], said["PORT"]) == (name, user, password, host, port)
    assert said["OPTIONS"]["options"] == "-c timezone=UTC"
    assert said["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize(
    ("query", "passed_on"),
    [
        ("sslmode=verify-full", {"sslmode": "verify-full"}),
        ("sslmode=require&sslrootcert=/etc/ca.pem", {"sslmode": "require", "sslrootcert": "/etc/ca.pem"}),
        ("connect_timeout=2", {}),
        ("options=-c%20role=kith_owner", {}),
        ("", {}),
    ],
)
def test_what_an_address_says_about_encryption_is_passed_on_and_nothing_else(query: str, passed_on: dict[str, str]) -> None:
    said = parsed(f"postgresql://kith_app@h/kith?{query}")["OPTIONS"]
    assert said == {"options": "-c timezone=UTC", **passed_on}


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://kith_app:geheim@h/kith", "must begin with postgresql://"),
        ("kith", "must begin with postgresql://"),
        ("postgresql://kith_app:geheim@h:abc/kith", "cannot be read"),
        ("postgresql://kith_app:geheim@h:99999/kith", "cannot be read"),
        ("postgresql://kith_app:ge/heim@h/kith", "cannot be read"),
        ("postgresql://kith_app:geheim@[h/kith", "cannot be read"),
    ],
)
def test_an_address_of_no_database_is_refused_without_its_password(url: str, words: str) -> None:
    with pytest.raises(WrongDatabaseAddress) as refused:
        parsed(url)
    assert words in refused.value.message
    assert "heim" not in refused.value.message
    assert refused.value.__cause__ is None


@given(st.text("abcXYZ0189@:/#?%&= +", max_size=20))
def test_any_password_written_in_percent_form_arrives_as_it_is(password: str) -> None:
    from urllib.parse import quote  # noqa: PLC0415

    assert parsed(f"postgresql://kith_app:{quote(password, safe='')}@h/kith")["PASSWORD"] == password


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.org", MailServer("mail.example.org", 587, "", "", "starttls", "kith@example.org")),
        ("smtp://u:p@mail.example.org:2525", MailServer("mail.example.org", 2525, "u", "p", "starttls", "kith@example.org")),
        (
            "smtps://u:p%40q@mail.example.org",
            MailServer("mail.example.org", 465, "u", "p@q", "from the start", "kith@example.org"),
        ),
        ("smtp://localhost:25?tls=none", MailServer("localhost", 25, "", "", "none", "kith@example.org")),
        ("smtp://localhost?tls=none", MailServer("localhost", 587, "", "", "none", "kith@example.org")),
    ],
)
def test_the_address_of_a_mail_server(url: str, server: MailServer) -> None:
    assert settings_of({"EMAIL_URL": url, "EMAIL_FROM": "kith@example.org"}) == server


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"EMAIL_URL": "http://u:geheim@mail.example.org"}, "must begin with smtp:// or smtps://"),
        ({"EMAIL_URL": "smtp://"}, "and name a host"),
        ({"EMAIL_URL": "mail.example.org:25"}, "must begin with smtp:// or smtps://"),
        ({"EMAIL_URL": "smtp://u:geheim@mail.example.org:port"}, "cannot be read"),
        ({"EMAIL_URL": "smtp://u:geheim@[mail"}, "cannot be read"),
        ({"EMAIL_URL": "smtp://mail.example.org?tls=maybe"}, "tls=maybe. Leave it out"),
        ({"EMAIL_URL": "smtp://mail.example.org", "EMAIL_FROM": ""}, "EMAIL_FROM is not set"),
        ({"EMAIL_URL": "smtp://mail.example.org", "EMAIL_FROM": "Kith"}, "EMAIL_FROM is not set"),
    ],
)
def test_a_mail_server_that_is_none_is_refused_without_its_password(given: dict[str, str], words: str) -> None:
    with pytest.raises(WrongMailAddress) as refused:
        settings_of({"EMAIL_FROM": "kith@example.org", **given})
    assert words in refused.value.message
    assert "geheim" not in refused.value.message


def test_without_an_address_no_mail_is_sent() -> None:
    assert settings_of({}).host == ""
    assert settings_of({"EMAIL_FROM": "kith@example.org"}) == MailServer()


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
