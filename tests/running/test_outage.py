"""The database goes away and comes back: whoever waits says so, nobody loses what was typed, and all goes on by itself."""

import json
import os
import re
import signal
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import psycopg
import pytest

from kith.config import embedded
from tests.running.conftest import Kith, make_as_migrated, ours
from tests.running.test_jobs import until
from tests.running.test_start import Started, free_port
from tests.running.town import CONVERSATION, Caller, School, Worker, found

pytestmark = pytest.mark.slow


@pytest.fixture
def server(home: Path) -> Iterator[embedded.Embedded]:
    """A PostgreSQL that Kith does not start: what a council's own server is to it."""
    place = home.parent / "database"
    make_as_migrated(place)
    server = embedded.ensure_running(place)
    try:
        yield server
    finally:
        server.stop()
        embedded.stop_server(place)
        embedded.remove_data(place)


def typed_on(page: str) -> list[tuple[str, str]]:
    """What the page that says that Kith is away kept of a form."""
    kept = re.findall(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', page, re.DOTALL)
    return [(name, unescape(value)) for name, value in kept]


def test_a_restart_of_the_database_is_waited_for_and_loses_nothing(
    home: Path, environment: dict[str, str], kith: Kith, server: embedded.Embedded
) -> None:
    addresses = {"DATABASE_URL": server.app_url, "DATABASE_OWNER_URL": server.owner_url}
    port = free_port()
    address = f"http://127.0.0.1:{port}"

    # given a database that is not up when Kith starts
    embedded.stop_server(server.home)
    running = Started({**environment, **addresses}, port)
    running.wait_for("Kith is waiting for the database.")
    server.revive()
    # then it goes on by itself when the database is there
    running.wait_for("Kith is ready", seconds=300)
    school, worker = School(address, found(kith, **addresses)), Worker(address)
    school.sign_in()
    worker.sign_in()
    before = worker.conversation("It began before\nthe restart & “was” <not> lost.")

    # when the database goes away, and a web process and the job process start meanwhile
    embedded.stop_server(server.home)
    for pid in ours(home):
        words = Path(f"/proc/{pid}/cmdline").read_bytes()
        parent = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
        is_worker = b"kith.config.web" in words and parent != running.process.pid
        if is_worker or words.rstrip(b"\0").endswith(b"worker"):
            os.kill(pid, signal.SIGKILL)
    running.wait_for("A web process is waiting for the database.")
    running.wait_for("The job process is waiting for the database.")

    # then a page says what to do, and shows no trace of a program
    status, page, headers = worker.call("/")
    assert (status, headers["Retry-After"]) == (503, "30")
    assert "Kith is not available just now" in page
    assert "999" in page
    assert headers["X-Request-ID"] in page
    for never in ("Traceback", "psycopg", "OperationalError", "kith_app", str(server.home)):
        assert never not in page
    assert worker.call("/ask-for-help/")[0] == 503
    status, answer = school.send("AWAY-1", key="away-1")
    assert (status, json.loads(answer)["type"]) == (503, "urn:kith:problem:unavailable")
    assert Caller(address).call("/healthz")[0] == 503
    # and what was typed is kept on it
    status, page, _ = worker.post(CONVERSATION, before)
    assert status == 503
    assert "has not been saved" in page
    kept = typed_on(page)
    assert [(name, value.replace("\r\n", "\n")) for name, value in kept] == before

    # when the database is back
    server.revive()
    until(lambda: Caller(address).call("/healthz")[0] == 200, what="health")
    # then what is sent again from that page is saved, once
    assert worker.post(CONVERSATION, kept)[0] == 302
    assert worker.post(CONVERSATION, kept)[0] == 302
    assert school.send("AWAY-1", key="away-1")[0] == 201
    with psycopg.connect(server.owner_url, autocommit=True) as owner:
        assert owner.execute("select count(*) from front_door_conversation").fetchone() == (1,)
        # and the job process looks for the people of the request
        until(
            lambda: (owner.execute("select searched_at from front_door_request where reference = 'AWAY-1'").fetchone() or [None])[
                0
            ],
            what="the search",
        )

    # when the database restarts under connections that are kept
    embedded.stop_server(server.home)
    server.revive()
    # then no request meets a dead one
    assert [worker.call("/front-door/")[0] for _ in range(24)] == [200] * 24
    time.sleep(1)
    assert running.process.poll() is None
    assert running.stop(signal.SIGTERM) == 0
    log = "".join(running.said) + "".join(running.lines.queue)
    assert "Traceback" not in log
