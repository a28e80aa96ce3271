"""What the environment must say before anyone is served: asked of the rules, of every command and of the web process."""

import subprocess
import sys
from pathlib import Path

import pytest

from kith.config.environment import (
    UnsafeSettings,
    mode_of,
    problems,
    proxies_of,
    refuse_unsafe,
    trusted_origins,
)
from tests.running.conftest import ROOT, Kith

SAFE = {
    "KITH_MODE": "production",
    "SECRET_KEY": "Wq3-Yc8_hT1mZr6vNb0kXs5fJd2gPa9eLu4iOo7RtEyUiQwAsDf",
    "ALLOWED_HOSTS": "kith.example.org",
    "KITH_ADDRESS": "https://kith.example.org",
    "KITH_PROXIES": "1",
    "KITH_HOME": "/var/lib/kith",
    "DATABASE_URL": "postgresql://kith_app:secret@127.0.0.1:1/kith?connect_timeout=2",
}


def without(name: str) -> dict[str, str]:
    return {each: value for each, value in SAFE.items() if each != name}


@pytest.mark.parametrize("mode", ["produktion", "Production", "production ", "prod", "", "live"])
def test_a_mode_that_is_not_known_is_refused(mode: str) -> None:
    with pytest.raises(UnsafeSettings, match="which Kith does not know"):
        mode_of({**SAFE, "KITH_MODE": mode})


def test_a_database_of_one_s_own_is_never_served_as_a_demonstration_by_forgetting_the_mode() -> None:
    with pytest.raises(UnsafeSettings, match="KITH_MODE is not set"):
        mode_of(without("KITH_MODE"))
    assert mode_of({}) == "demonstration"


def test_a_safe_environment_is_let_through() -> None:
    assert problems(SAFE) == []
    refuse_unsafe(SAFE)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("SECRET_KEY", None, "kith.E002"),
        ("SECRET_KEY", "short", "kith.E002"),
        ("SECRET_KEY", "ab" * 40, "kith.E002"),
        ("SECRET_KEY", "demonstration-only-" + SAFE["SECRET_KEY"], "kith.E002"),
        ("SECRET_KEY", "django-insecure-" + SAFE["SECRET_KEY"], "kith.E002"),
        ("SECRET_KEY_FALLBACKS", "django-insecure-" + SAFE["SECRET_KEY"], "kith.E002"),
        ("KITH_NOW", "2026-03-08T02:10", "kith.E003"),
        ("ALLOWED_HOSTS", None, "kith.E004"),
        ("ALLOWED_HOSTS", "kith.example.org *", "kith.E004"),
        ("KITH_AS_OWNER", "1", "kith.E006"),
        ("DATABASE_URL", None, "kith.E007"),
        ("KITH_ADDRESS", None, "kith.E008"),
        ("KITH_ADDRESS", "http://kith.example.org", "kith.E008"),
        ("KITH_PROXIES", None, "kith.E009"),
        ("KITH_PROXIES", "one", "kith.E009"),
        ("KITH_HOME", None, "kith.E015"),
    ],
)
def test_each_unsafe_setting_is_named(name: str, value: str | None, code: str) -> None:
    given = without(name) if value is None else {**SAFE, name: value}
    assert [each.id for each in problems(given)] == [code]
    with pytest.raises(UnsafeSettings, match=name):
        refuse_unsafe(given)


def test_a_number_of_proxies_is_a_number() -> None:
    assert proxies_of({"KITH_PROXIES": "2"}) == 2
    assert proxies_of({}) == 0
    for said in ("-1", "1.5", "²", "", "12"):
        with pytest.raises(UnsafeSettings, match="number of proxies"):
            proxies_of({"KITH_PROXIES": said})


def test_forms_are_trusted_from_the_address_people_use_port_included() -> None:
    assert trusted_origins(
        {"ALLOWED_HOSTS": "kith.example.org .hub.example.org", "KITH_ADDRESS": "https://kith.example.org:8443/"}
    ) == ["https://kith.example.org", "https://*.hub.example.org", "https://kith.example.org:8443"]
    assert trusted_origins({}) == []


COMMANDS = [
    ["migrate"],
    ["worker"],
    ["web"],
    ["start"],
    ["backup", "somewhere"],
    ["db", "psql"],
    ["user", "invite", "a@example.org"],
]


@pytest.mark.slow
@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda words: words[0])
def test_every_command_says_what_is_unsafe_and_ends_with_1(kith: Kith, home: Path, arguments: list[str]) -> None:
    result = kith(*arguments, **{**SAFE, "SECRET_KEY": "short", "KITH_HOME": str(home)})
    assert result.returncode == 1
    assert "SECRET_KEY is too weak: it has 5 characters" in result.stderr
    assert "Traceback" not in result.stderr
    assert not home.exists()


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["worker"], ["practice-model", "check"], ["check", "--deploy"], ["makemigrations"]])
def test_every_command_refuses_a_mistyped_mode(kith: Kith, home: Path, arguments: list[str]) -> None:
    result = kith(*arguments, **{**SAFE, "KITH_MODE": "produktion", "KITH_HOME": str(home)})
    assert result.returncode == 1
    assert "KITH_MODE is 'produktion', which Kith does not know" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too weak"),
        ({"KITH_MODE": "produktion"}, "which Kith does not know"),
        ({"KITH_PROXIES": ""}, "KITH_PROXIES is ''"),
    ],
    ids=["no key", "short key", "mistyped mode", "no proxies"],
)
def test_gunicorn_ends_instead_of_starting_for_ever(
    environment: dict[str, str], home: Path, wrong: dict[str, str], words: str
) -> None:
    result = subprocess.run(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "kith.config.wsgi:application",
            "--bind",
            f"unix:{home.parent}/web",
            "--no-control-socket",
        ],
        env={**environment, **SAFE, "KITH_HOME": str(home), **wrong},
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode not in {0, -9}
    assert words in result.stderr
    assert result.stderr.count("Booting worker") <= 1


@pytest.mark.slow
def test_the_check_lists_everything_at_once_with_a_time_set_too(kith: Kith, home: Path) -> None:
    wrong = {
        **without("KITH_PROXIES"),
        "KITH_HOME": str(home),
        "SECRET_KEY": "",
        "KITH_NOW": "2026-03-08T02:10",
        "KITH_ADDRESS": "",
    }
    result = kith("check", "--deploy", **wrong)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    for code in ("kith.E002", "kith.E003", "kith.E008", "kith.E009", "kith.E013"):
        assert code in result.stderr


@pytest.mark.slow
def test_a_time_that_is_none_is_said_in_a_sentence(kith: Kith) -> None:
    result = kith("migrate", KITH_NOW="yesterday")
    assert result.returncode == 1
    assert "KITH_NOW is “yesterday”" in result.stderr
    assert "Traceback" not in result.stderr
