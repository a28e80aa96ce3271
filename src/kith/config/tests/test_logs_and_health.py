"""What a log may say of a request and an exception, when the jobs are well, and what is away."""

import json
import logging
import sys
import time
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from kith.config import health, logs, monitoring
from kith.config.logs import HEADER, Json, RequestIdMiddleware, Told, facts_of, request_id
from kith.config.monitoring import Jobs
from kith.config.unavailable import away


def record(message: str, *args: Any, **more: Any) -> logging.LogRecord:
    made = logging.LogRecord("kith.test", logging.WARNING, "x.py", 1, message, args, more.pop("exc_info", None))
    for name, value in more.items():
        setattr(made, name, value)
    return made


def page(path: str = "/families/MARROW/", route: str | None = "families/<id>/") -> Any:
    made: Any = RequestFactory().get(path)
    made.resolver_match = SimpleNamespace(route=route) if route else None
    return made


@pytest.mark.parametrize(
    ("message", "args", "more", "said"),
    [
        ("Plain", (), {}, {"message": "Plain"}),
        ("%s of %d", ("a", 2), {}, {"message": "a of 2"}),
        ("Not Found: %s", ("/families/MARROW/",), {"request": page()}, {"message": "Not Found", "route": "/families/<id>/"}),
        ("Not Found: %s", ("/families/MARROW/",), {"request": page(route=None)}, {"route": "no such page", "method": "GET"}),
        ("Answered", (), {"request": page(), "status_code": 200, "milliseconds": 7}, {"status": 200, "milliseconds": 7}),
    ],
)
def test_a_line_says_what_happened_and_never_an_address(message: str, args: Any, more: Any, said: dict[str, Any]) -> None:
    told = facts_of(record(message, *args, **more))
    assert said.items() <= told.items()
    assert "MARROW" not in json.dumps({**told, "time": ""})
    assert (told["level"], told["logger"]) == ("WARNING", "kith.test")


def raised(*chain: BaseException) -> Any:
    """Raise each error out of the one before. Returns what a log gets of the last."""
    try:
        try:
            raise chain[0]
        except BaseException as first:
            if len(chain) == 1:
                raise
            raise chain[1] from first
    except (ValueError, KeyError, DatabaseError):
        return sys.exc_info()


@pytest.mark.parametrize(
    ("chain", "kinds"),
    [
        ((ValueError("MARROW"),), "builtins.ValueError"),
        ((KeyError("MARROW"), ValueError("MARROW")), "builtins.ValueError from builtins.KeyError"),
        ((IntegrityError("MARROW"),), "django.db.utils.IntegrityError"),
    ],
)
def test_of_an_exception_only_its_kind_and_its_place_are_told(chain: tuple[BaseException, ...], kinds: str) -> None:
    told = facts_of(record("Failed", exc_info=raised(*chain)))
    assert told["exception"] == kinds
    assert all(":" in place and "MARROW" not in place for place in told["raised_at"])
    assert "MARROW" not in json.dumps(told)
    text = Told().format(record("Failed", exc_info=raised(*chain)))
    assert "MARROW" not in text
    assert "\n" not in text


def test_a_long_way_is_cut_to_its_last_ten_places() -> None:
    def deeper(levels: int) -> None:
        if levels:
            deeper(levels - 1)
        raise ValueError

    try:
        deeper(30)
    except ValueError:
        told = facts_of(record("Failed", exc_info=sys.exc_info()))
    assert len(told["raised_at"]) == 10
    assert all(place.endswith(" deeper") for place in told["raised_at"])


def test_a_state_of_the_database_is_told_without_its_words() -> None:
    error = DatabaseError("MARROW")
    error.sqlstate = "23505"  # type: ignore[attr-defined]
    told = facts_of(record("Failed", exc_info=raised(error)))
    assert told["exception"] == "django.db.utils.DatabaseError (23505)"


def test_json_is_one_object_a_line_in_any_script() -> None:
    line = Json().format(record("Sign off: %s", "ਗੁਰਪ੍ਰੀਤ\nnew"))
    assert "\n" not in line
    assert json.loads(line)["message"] == "Sign off: ਗੁਰਪ੍ਰੀਤ\nnew"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("abcdefgh", True),
        ("A1-b2-C3-d4", True),
        ("x" * 64, True),
        ("x" * 65, False),
        ("short", False),
        ("abcdefgh\nInjected", False),
        ("abcdefgh ", False),
        ("abc<defgh>", False),
        ("", False),
    ],
)
def test_the_number_of_a_request_is_the_proxys_only_when_it_can_be_one(given: str, kept: bool) -> None:
    seen: list[str] = []

    def answer(request: Any) -> HttpResponse:
        seen.append(request_id())
        return HttpResponse("ok")

    made: Any = RequestFactory().get("/", headers={HEADER: given} if given else {})
    made.resolver_match = None
    response = RequestIdMiddleware(answer)(made)
    assert (response[HEADER] == given) is kept
    assert seen == [response[HEADER]]
    assert len(response[HEADER]) >= 8
    assert request_id() == "", "outside a request there is none"


def test_the_number_is_forgotten_also_after_a_failure() -> None:
    def fails(request: Any) -> HttpResponse:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        RequestIdMiddleware(fails)(RequestFactory().get("/"))
    assert request_id() == ""


@pytest.mark.parametrize(
    ("mode", "said", "json_lines"),
    [
        ("production", None, True),
        ("production", "text", False),
        ("demonstration", None, False),
        ("demonstration", "json", True),
        ("production", "yaml", False),
    ],
)
def test_how_lines_are_written(monkeypatch: pytest.MonkeyPatch, mode: str, said: str | None, json_lines: bool) -> None:
    monkeypatch.setenv("KITH_MODE", mode)
    monkeypatch.delenv("KITH_LOGS", raising=False)
    if said is not None:
        monkeypatch.setenv("KITH_LOGS", said)
    assert logs.as_json() is json_lines
    assert isinstance(logs.formatter(), Json if json_lines else Told)
    assert logs.configuration()["loggers"]["kith.requests"]["level"] == ("INFO" if json_lines else "WARNING")


WELL = Jobs(waiting=0, running=0, failed=0, workers=1, silent=1.0, oldest=None, stalled=0, stalled_longest=None)


@pytest.fixture
def up(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process has been up for a day."""
    monkeypatch.setattr(monitoring, "_begun", time.monotonic() - 86_400)


@pytest.mark.usefixtures("up")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, None),
        ({"workers": 0, "silent": 300.0}, None),
        ({"workers": 0, "silent": 301.0}, "No job process has given a sign for 5 minutes. Start kith worker."),
        ({"workers": 0, "silent": 7_200.0}, "No job process has given a sign for 2 hours. Start kith worker."),
        ({"workers": 0, "silent": None}, "No job process has given a sign for 24 hours. Start kith worker."),
        ({"workers": 1, "silent": 9_000.0}, None),
        ({"oldest": 600.0}, None),
        ({"oldest": 601.0}, "A job has waited for 10 minutes. Requests may not be searched."),
        ({"stalled": 1, "stalled_longest": 150.0}, None),
        ({"stalled": 2, "stalled_longest": 151.0}, "2 stalled: their job process ended, and none has taken them up."),
        ({"stalled": 0, "stalled_longest": 999.0}, None),
        ({"failed": 7}, None),
    ],
)
def test_what_is_wrong_with_the_jobs(change: dict[str, Any], words: str | None) -> None:
    jobs = Jobs(**{**vars(WELL), **change})
    assert jobs.problems() == ([words] if words else [])


def test_after_a_start_the_jobs_have_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(monitoring, "_begun", time.monotonic())
    assert Jobs(**{**vars(WELL), "workers": 0, "silent": 90_000.0, "oldest": 90_000.0}).problems() == []


@pytest.mark.parametrize(("seconds", "words"), [(0, "0 minutes"), (59, "0 minutes"), (7_199, "119 minutes"), (7_200, "2 hours")])
def test_how_long_in_words(seconds: float, words: str) -> None:
    assert monitoring._span(seconds) == words


@pytest.mark.parametrize(
    ("address", "headers", "here"),
    [
        ("127.0.0.1", {}, True),
        ("::1", {}, True),
        ("127.8.8.8", {}, True),
        ("10.0.0.7", {}, False),
        ("192.168.1.1", {}, False),
        ("", {}, False),
        ("not an address", {}, False),
        *(("127.0.0.1", {name: "203.0.113.9"}, False) for name in health.FORWARDED),
    ],
)
def test_who_calls_from_this_machine(address: str, headers: dict[str, str], here: bool) -> None:
    assert health._is_from_here(RequestFactory().get("/metrics", headers=headers, REMOTE_ADDR=address)) is here


@pytest.mark.parametrize(
    ("token", "said", "knows"),
    [
        ("t0ken", "Bearer t0ken", True),
        ("t0ken", "t0ken", True),
        ("t0ken", "Bearer other", False),
        ("t0ken", "", False),
        ("", "", False),
        ("", "Bearer ", False),
        ("tökèn", "Bearer x", False),
    ],
)
def test_who_knows_the_token(monkeypatch: pytest.MonkeyPatch, token: str, said: str, knows: bool) -> None:
    monkeypatch.setenv("KITH_METRICS_TOKEN", token)
    assert health._knows_token(RequestFactory().get("/metrics", headers={"Authorization": said})) is knows


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ({"": 1}, ["# HELP kith_x Words.", "# TYPE kith_x gauge", "kith_x 1"]),
        ({'state="a"': 2, 'state="b"': None}, ["# HELP kith_x Words.", "# TYPE kith_x gauge", 'kith_x{state="a"} 2']),
        ({"": None}, []),
        ({}, []),
    ],
)
def test_a_figure_that_is_not_known_is_left_out(values: Any, lines: list[str]) -> None:
    assert list(monitoring._metric("kith_x", "gauge", "Words.", values)) == lines


def with_state(state: str, kind: type[Exception] = DatabaseError) -> Exception:
    error = kind("x")
    error.sqlstate = state  # type: ignore[attr-defined]
    return error


def caused(by: Exception) -> Exception:
    error = ValueError("x")
    error.__cause__ = by
    return error


@pytest.mark.parametrize(
    ("error", "is_away"),
    [
        (OperationalError("x"), True),
        (InterfaceError("x"), True),
        (with_state("25006"), True),
        (with_state("53100"), True),
        (with_state("57P01"), True),
        (with_state("58030"), True),
        (with_state("XX001"), True),
        (with_state("08006"), True),
        (with_state("23505"), False),
        (with_state("42501"), False),
        (IntegrityError("x"), False),
        (ValueError("x"), False),
        (caused(OperationalError("x")), True),
        (caused(ValueError("x")), False),
        (None, False),
    ],
)
def test_what_says_that_the_database_is_away(error: Exception | None, is_away: bool) -> None:
    assert away(error) is is_away
