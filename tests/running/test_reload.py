"""HUP: a new release or a changed setting is taken up, and nobody waits for it."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kith.config.serve import web_command
from tests.running.conftest import ROOT
from tests.running.test_jobs import until
from tests.running.test_start import free_port
from tests.running.town import Caller

pytestmark = pytest.mark.slow

PAGES = ("/ask-for-help/", "/accounts/login/", "/readyz")


class Served:
    """A running web server of two processes, and what it writes."""

    def __init__(self, url: str, folder: Path) -> None:
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.log = folder / "web.log"
        self.settings = folder / "settings.py"
        self.settings.write_text("from kith.config.settings import *\n")
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                web_command(f"127.0.0.1:{port}"),
                env={
                    **os.environ,
                    "DATABASE_URL": url,
                    "DJANGO_SETTINGS_MODULE": "settings",
                    "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT / "src")]),
                    "PYTHONDONTWRITEBYTECODE": "1",
                },
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        until(lambda: self.answers("/readyz") == 200, what="the first answer")

    def answers(self, path: str) -> int:
        try:
            return Caller(self.address).call(path)[0]
        except OSError:
            return 0

    def pids(self) -> set[int]:
        """The web processes, without the one that watches them."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return {int(pid) for pid in children.split()}


class Visitors:
    """Four people who open pages without a pause; the time that each answer took is kept."""

    def __init__(self, address: str) -> None:
        self.took: list[float] = []
        self.wrong: list[str] = []
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._visit, args=(address,), daemon=True) for _ in range(4)]

    def __enter__(self) -> "Visitors":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *about: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(60)

    def _visit(self, address: str) -> None:
        caller = Caller(address)
        while not self._stop.is_set():
            for path in PAGES:
                begun = time.monotonic()
                try:
                    status, _, _ = caller.call(path, timeout=60)
                    if status != 200:
                        self.wrong.append(f"{path}: {status}")
                except OSError as error:
                    self.wrong.append(f"{path}: {error}")
                self.took.append(time.monotonic() - begun)
                time.sleep(0.02)


@pytest.fixture
def served(clone: str, tmp_path: Path) -> Iterator[Served]:
    server = Served(clone, tmp_path)
    try:
        yield server
    finally:
        server.process.terminate()
        server.process.wait(60)


def test_nobody_waits_for_new_processes(served: Served) -> None:
    before = served.pids()
    with Visitors(served.address) as visitors:
        until(lambda: len(visitors.took) > 50, what="the first fifty answers")
        quiet, visitors.took = max(visitors.took), []
        begun = time.monotonic()
        served.process.send_signal(signal.SIGHUP)
        until(lambda: len(served.pids()) == 2 and not served.pids() & before, seconds=180, what="the change")
        change = time.monotonic() - begun
        time.sleep(2)
    longest = max(visitors.took)
    print(f"longest answer {longest:.2f} s (before: {quiet:.2f} s) of {len(visitors.took)}; the change took {change:.1f} s")
    assert visitors.wrong == []
    # A second; where the machine is slow, a small part of what the new processes need to load.
    assert longest < max(1.0, change / 4, quiet * 4)


def test_a_release_that_cannot_start_leaves_the_old_one_serving(served: Served) -> None:
    before = served.pids()
    served.settings.write_text("raise RuntimeError('half copied')\n")
    served.process.send_signal(signal.SIGHUP)
    until(lambda: "The web processes that serve go on" in served.log.read_text(), what="the word about it")
    time.sleep(2)
    assert served.process.poll() is None
    assert served.pids() == before
    assert served.answers("/ask-for-help/") == 200
    served.settings.write_text("from kith.config.settings import *\n")
    served.process.send_signal(signal.SIGHUP)
    until(lambda: len(served.pids()) == 2 and not served.pids() & before, seconds=120, what="the change")
    assert served.answers("/ask-for-help/") == 200


def test_a_first_start_that_fails_ends_with_its_reason(clone: str, tmp_path: Path) -> None:
    (tmp_path / "settings.py").write_text("raise RuntimeError('half copied')\n")
    ended = subprocess.run(
        web_command(f"127.0.0.1:{free_port()}"),
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "settings",
            "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT / "src")]),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode != 0
    assert "RuntimeError" in ended.stderr
