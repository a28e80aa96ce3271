"""``kith start`` on the real thing: started, killed, started again, saved, emptied, restored, stopped."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import termios
import time
import urllib.request
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pytest

from kith.config import serve
from tests import database
from tests.running.conftest import ROOT, Kith, ours

pytestmark = pytest.mark.slow


class Started:
    """A running ``kith start``, read line by line."""

    def __init__(self, environment: dict[str, str], port: int) -> None:
        self.port = port
        self.lines: Queue[str] = Queue()
        self.said: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kith.config.command", "start"],
            env={**environment, "PORT": str(port)},
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line)

    def wait_for(self, words: str, seconds: float = 120) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                self.said.append(self.lines.get(timeout=0.5))
            except Empty:
                if self.process.poll() is not None:
                    break
                continue
            if words in self.said[-1]:
                return
        pytest.fail(f"kith start never said {words!r}. It said:\n{''.join(self.said)}")

    def stop(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        return self.process.wait(60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_nothing_is_left(home: Path, seconds: float = 10) -> list[int]:
    until = time.monotonic() + seconds
    while (left := ours(home)) and time.monotonic() < until:
        time.sleep(0.1)
    return left


def test_start_survives_kill_9_and_leaves_nothing_behind(
    home: Path, environment: dict[str, str], kith: Kith, tmp_path: Path
) -> None:
    port = free_port()
    first = Started(environment, port)
    first.wait_for(f"Kith is ready: http://127.0.0.1:{port}")
    assert urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10).status == 200
    names = {Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0].rsplit(b"/", 1)[-1] for pid in ours(home)}
    assert b"postgres" in names
    assert len(ours(home)) >= 5, "start, two web processes and their master, jobs, PostgreSQL"
    owned = [pid for pid in ours(home) if b"DATABASE_OWNER_URL" in Path(f"/proc/{pid}/environ").read_bytes()]
    assert not owned, "what serves must not know the owner's address"

    again = kith("start", PORT=str(free_port()))
    assert (again.returncode, again.stdout.strip()) == (
        0,
        f"Kith is already running: http://127.0.0.1:{port}",
    )
    other = kith("start", KITH_HOME=f"{home}-other", PORT=str(port))
    assert other.returncode == 1
    assert f"Port {port} is in use" in other.stderr
    refused = kith("reset", "--yes")
    assert refused.returncode == 1
    assert "running" in refused.stderr

    made = kith("db", "psql", "-qAtc", "create table kept as select 7 as seven; select seven from kept")
    assert made.stdout.strip() == "7", made.stderr

    for pid in ours(home):
        os.kill(pid, signal.SIGKILL)
    first.process.wait(10)
    assert wait_until_nothing_is_left(home) == []

    second = Started(environment, port)
    second.wait_for("PostgreSQL is recovering")
    second.wait_for("Kith is ready")
    assert kith("db", "psql", "-qAtc", "table kept").stdout.strip() == "7"
    assert kith("db", "psql", "--as-app", "-qAtc", "select current_user").stdout.strip() == "kith_app"
    assert second.stop(signal.SIGTERM) == 0
    assert wait_until_nothing_is_left(home) == []

    (home / "files" / "deep").mkdir(parents=True)
    (home / "files" / "deep" / "letter.txt").write_text("Dear family")
    saved = kith("backup", tmp_path / "saved")
    assert saved.returncode == 0, saved.stderr
    assert "1 files" in saved.stdout
    assert kith("reset").returncode == 1
    assert (home / "pg18").exists(), "without --yes nothing is removed"
    assert kith("reset", "--yes").returncode == 0
    assert not (home / "pg18").exists()
    restored = kith("restore", tmp_path / "saved")
    assert restored.returncode == 0, restored.stderr
    assert kith("db", "psql", "-qAtc", "table kept").stdout.strip() == "7"
    assert (home / "files" / "deep" / "letter.txt").read_text() == "Dear family"
    assert kith("migrate", "--check").returncode == 0, "a restored database is fully migrated"
    twice = kith("restore", tmp_path / "saved")
    assert twice.returncode == 1
    assert "not empty" in twice.stderr
    assert wait_until_nothing_is_left(home) == []


def test_killing_only_the_command_takes_the_pages_and_jobs_with_it(home: Path, environment: dict[str, str], kith: Kith) -> None:
    started = Started(environment, free_port())
    started.wait_for("Kith is ready")
    started.stop(signal.SIGKILL)
    until = time.monotonic() + 20
    while time.monotonic() < until:
        names = b" ".join(Path(f"/proc/{pid}/cmdline").read_bytes() for pid in ours(home))
        if b"gunicorn" not in names and b"kith.config" not in names:
            break
        time.sleep(0.2)
    assert b"gunicorn" not in names
    assert b"kith.config" not in names
    assert kith("db", "psql", "-qAtc", "select 1").stdout.strip() == "1"
    assert wait_until_nothing_is_left(home) == []


def test_ctrl_c_while_it_is_still_starting_stops_it(home: Path, environment: dict[str, str]) -> None:
    started = Started(environment, free_port())
    started.wait_for("Making the database")
    time.sleep(1)
    assert started.stop(signal.SIGINT) == 0
    assert wait_until_nothing_is_left(home) == []


@pytest.fixture
def making(home: Path, environment: dict[str, str], clone: str) -> dict[str, str]:
    """What a shell would give for the demonstration to be made in a database that is migrated already."""
    owner = database.owner_url(clone.partition("?")[0].rsplit("/", 1)[-1])
    return {**environment, "KITH_MODE": "demonstration", "DATABASE_URL": clone, "DATABASE_OWNER_URL": owner}


def wait_until_families_are_made(home: Path) -> None:
    """Wait for the start, the command that makes them, and its worker for each of the four areas."""
    until = time.monotonic() + 60
    while len(ours(home)) < 6:
        assert time.monotonic() < until, "the demonstration is not made by workers"
        time.sleep(0.05)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_stopped_while_the_demonstration_is_made_it_leaves_no_process(
    home: Path, making: dict[str, str], how: signal.Signals
) -> None:
    started = Started(making, free_port())
    started.wait_for("Making up families")
    wait_until_families_are_made(home)
    assert started.stop(how) == (0 if how != signal.SIGKILL else -signal.SIGKILL)
    assert wait_until_nothing_is_left(home) == []


WAITS = "import signal, subprocess, sys; signal.signal(signal.SIGHUP, lambda *_: None); sys.exit(subprocess.call(sys.argv[1:]))"
"""What make does when its terminal is closed: it hears of it, tells nobody and waits."""


@pytest.mark.parametrize("leader", [[], [sys.executable, "-c", WAITS]], ids=["itself", "make"])
def test_a_terminal_closed_while_the_demonstration_is_made_leaves_no_process(
    home: Path, making: dict[str, str], leader: list[str]
) -> None:
    screen, terminal = os.openpty()
    started = subprocess.Popen(
        [*leader, sys.executable, "-m", "kith.config.command", "start"],
        env={**making, "PORT": str(free_port())},
        cwd=ROOT,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )
    os.close(terminal)
    wait_until_families_are_made(home)
    os.close(screen)
    started.wait(60)
    assert wait_until_nothing_is_left(home) == []


def test_a_slow_machine_is_waited_for_as_long_as_it_comes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first answers are cut off, and it takes longer than it has patience for before it says so."""
    monkeypatch.setattr(serve, "ANSWER_SECONDS", 0.2)
    monkeypatch.setattr(serve, "SAY_SO_SECONDS", 0.5)
    asked = []

    class Slow(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            time.sleep(0.6 if len(asked) < 3 else 0)
            with suppress(OSError):
                self.send_response(200)
                self.end_headers()

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        serve._until_it_answers(f"http://127.0.0.1:{server.server_port}", {})
    finally:
        server.shutdown()
        server.server_close()
    assert len(asked) >= 3
    assert "Still starting" in capsys.readouterr().out
    assert serve.BOOT_SECONDS >= 600
