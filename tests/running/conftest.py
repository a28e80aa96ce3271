"""Fixtures for tests that start and stop Kith itself, each in a folder of its own."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kith.config import embedded
from tests import database

ROOT = Path(__file__).resolve().parents[2]

Kith = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def home() -> Iterator[Path]:
    """A short folder that the database server can reach; whatever runs in it is stopped and removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="kith-t-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        place = Path(folder) / "h"
        yield place
        for pid in ours(place):
            os.kill(pid, signal.SIGKILL)
        if place.exists():
            embedded.remove_data(place)


def make_as_migrated(home: Path) -> None:
    """Make a cluster under ``home`` that holds what migrating makes, copied from the template: migrating takes minutes."""
    from kith.config.database.backup import load_dump  # noqa: PLC0415
    from kith.config.database.upgrade import _dump  # noqa: PLC0415

    server = embedded.ensure_running(home)
    try:
        with tempfile.NamedTemporaryFile(prefix="kith-t-", dir="/tmp") as dump:
            cluster = database._server
            template = database.with_name(cluster.super_url, database.TEMPLATE)
            _dump(template, cluster.passwords["kith_super"], Path(dump.name))
            load_dump(Path(dump.name), url=server.url("kith_super"), with_owners=True)
    finally:
        server.stop()


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    """What a shell would give: no database named, no demonstration, and (unlike tests elsewhere) every commit on disk."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "KITH_"))}
    return {
        **kept,
        "KITH_HOME": str(home),
        "KITH_MODE": "development",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]),
    }


@pytest.fixture
def kith(environment: dict[str, str]) -> Kith:
    """``kith("backup", folder)`` runs the command to its end."""

    def run(*arguments: str | Path, **extra: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kith.config.command", *map(str, arguments)],
            env={**environment, **extra},
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )

    return run


def ours(home: Path) -> list[int]:
    """The processes that belong to a home: by their environment or their command line."""
    found = []
    for process in Path("/proc").iterdir():
        if not process.name.isdigit() or int(process.name) == os.getpid():
            continue
        try:
            if (process / "stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                continue
            told = (process / "cmdline").read_bytes().split(b"\0")
            surroundings = (process / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if f"KITH_HOME={home}".encode() in surroundings or any(f"{home}/".encode() in word for word in told):
            found.append(int(process.name))
    return found
