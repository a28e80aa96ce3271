"""What goes wrong is told with a number that page, answer and log share; no log names anybody."""

import json
import logging
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from kith.config import urls as all_urls
from kith.config.logs import Json, Told
from kith.config.unavailable import away

urlpatterns = all_urls.urlpatterns
handler500 = all_urls.handler500


def _unique(request: Any, **about: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("create temporary table once (name text unique) on commit drop")
        cursor.execute("insert into once values ('Marrowbridge'), ('Marrowbridge')")


def _away(request: Any, **about: str) -> None:
    raise OperationalError('connection to server failed: "kith_app" Marrowbridge')


for _view in (_unique, _away):
    _view.login_required = False  # type: ignore[attr-defined]
    _view.without_identity = True  # type: ignore[attr-defined]


class Urls:
    """The product's addresses and two that fail."""

    urlpatterns = [
        path("api/v1/away/", _away),
        *all_urls.urlpatterns,
        path("fails/<str:name>/", _unique),
        path("away/<str:name>/", _away),
    ]
    handler500 = all_urls.handler500
    handler404 = all_urls.handler404


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What the JSON log holds of a test."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Json())
    root, asked = logging.getLogger(), logging.getLogger("kith.requests")
    level = asked.level
    root.addHandler(handler)
    asked.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    asked.setLevel(level)


def lines(written: StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=Urls)
def test_page_answer_and_log_share_one_number_and_no_name(written: StringIO) -> None:
    answer = Client(raise_request_exception=False).get("/fails/Marrowbridge/?name=Marrowbridge")
    number = answer.headers["X-Request-ID"]
    assert answer.status_code == 500
    assert number in answer.content.decode()
    told = lines(written)
    failed = next(line for line in told if line["level"] == "ERROR")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", failed["time"])
    assert {line["request_id"] for line in told} == {number}
    assert failed["route"] == "/fails/<str:name>/"
    assert failed["message"] == "Internal Server Error"
    assert "UniqueViolation (23505)" in failed["exception"]
    assert any("_unique" in place for place in failed["raised_at"])
    answered = next(line for line in told if line["logger"] == "kith.requests")
    assert (answered["method"], answered["status"]) == ("GET", 500)
    assert "Marrowbridge" not in written.getvalue()


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=Urls)
def test_a_database_that_is_away_is_503_in_words(written: StringIO) -> None:
    client = Client(raise_request_exception=False)
    page = client.get("/away/Marrowbridge/")
    assert page.status_code == 503
    assert "999" in page.content.decode()
    assert "Marrowbridge" not in page.content.decode()
    answer = client.get("/api/v1/away/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert json.loads(answer.content)["type"] == "urn:kith:problem:unavailable"
    assert "Marrowbridge" not in written.getvalue()


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=Urls)
def test_what_was_typed_is_kept_and_secrets_are_not() -> None:
    client = Client(raise_request_exception=False)
    form = {"sent_once": "s", "said": "<b>“two”\r\nlines</b>", "several": ["a", "b"]}
    kept = client.post("/away/x/", form).content.decode()
    assert "&lt;b&gt;“two”\r\nlines&lt;/b&gt;</textarea>" in kept
    assert kept.count('<textarea name="several" hidden>') == 2
    secret = client.post("/away/x/", {**form, "password": "correct horse"}).content.decode()
    assert "correct horse" not in secret
    assert "<textarea" not in secret
    button = client.post("/away/x/", {"pressed": "1"}).content.decode()
    assert "<textarea" not in button
    assert "has not been saved" in button


@pytest.mark.django_db
def test_the_number_is_the_proxys_when_it_sent_one_that_can_be_one() -> None:
    assert Client(headers={"X-Request-ID": "4f0c-77aa-90"}).get("/readyz").headers["X-Request-ID"] == "4f0c-77aa-90"
    for wrong in ("short", "Orla Marrowbridge", "x" * 65, "a\nb-------"):
        given = Client(headers={"X-Request-ID": wrong}).get("/readyz").headers["X-Request-ID"]
        assert re.fullmatch("[0-9a-f]{32}", given)


def test_one_line_a_record_in_text_too(written: StringIO) -> None:
    record = logging.LogRecord("kith.jobs", logging.WARNING, "x", 1, "Job %s was left.", (7,), None)
    told = Told().format(record)
    assert told.endswith("WARNING kith.jobs: Job 7 was left.")
    record = logging.makeLogRecord(
        {"name": "django.request", "levelno": 30, "levelname": "WARNING", "msg": "Not Found: %s", "args": ("/families/9/",)}
    )
    record.request = RequestFactory().get("/families/9/")
    assert Told().format(record).endswith("WARNING django.request: Not Found method=GET route=no such page")


def test_what_means_that_the_database_cannot_be_used_now() -> None:
    class ReadOnly(Exception):
        sqlstate = "25006"

    class Broken(Exception):
        sqlstate = "XX000"

    def caused(error: Exception, by: Exception) -> Exception:
        error.__cause__ = by
        return error

    assert away(OperationalError("server closed the connection"))
    assert away(caused(RuntimeError(), OperationalError()))
    assert away(caused(DatabaseError(), ReadOnly()))
    assert away(caused(DatabaseError(), Broken()))
    assert not away(caused(IntegrityError(), ValueError()))
    assert not away(None)
