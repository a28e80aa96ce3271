"""Kith's programs on a database of the bench's, run and measured."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from kith.config.embedded import Embedded

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).resolve().parent
AREA = "dorset"


@dataclass(frozen=True)
class Ran:
    """A program that has run: its answer, how long it took, and the most memory it had, in megabytes."""

    out: str
    errors: str
    code: int
    seconds: float
    memory: float


class Kith:
    """Kith's programs on one database of the bench's server."""

    def __init__(self, server: Embedded, name: str) -> None:
        self.server, self.name = server, name
        self.environment = {
            **os.environ,
            "DATABASE_URL": server.url("kith_app", name),
            "DATABASE_OWNER_URL": server.url("kith_owner", name),
            "DJANGO_SETTINGS_MODULE": "kith.config.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tools")]),
        }

    def make(self) -> None:
        """Make the database, migrated and with the demonstration's areas and nobody in them."""
        with psycopg.connect(self.server.super_url, autocommit=True) as cluster:
            cluster.execute(sql.SQL("create database {} owner kith_owner").format(sql.Identifier(self.name)))
        with psycopg.connect(self.server.url("kith_super", self.name), autocommit=True) as fresh:
            fresh.execute((ROOT / "src" / "kith" / "config" / "rights.sql").read_bytes())
        command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0", "--skip-checks"]
        subprocess.run(command, env={**self.environment, "KITH_AS_OWNER": "1"}, check=True)
        self.step("areas")

    def drop(self) -> None:
        """Drop the database with all that is in it."""
        with psycopg.connect(self.server.super_url, autocommit=True) as cluster:
            cluster.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(self.name)))

    @property
    def made(self) -> bool:
        """Whether the database is there."""
        with psycopg.connect(self.server.super_url, autocommit=True) as cluster:
            return cluster.execute("select 1 from pg_database where datname = %s", [self.name]).fetchone() is not None

    def ask(self, question: str) -> Any:
        """Return the first column of a question's first row, seen by the superuser."""
        with psycopg.connect(self.server.url("kith_super", self.name), autocommit=True) as connection:
            row = connection.execute(question.encode()).fetchone()
            return row[0] if row else None

    def tidy(self) -> None:
        """Have the planner know what is there, as a running server does by itself."""
        with psycopg.connect(self.server.url("kith_super", self.name), autocommit=True) as connection:
            connection.execute("vacuum analyze")

    def people(self, verb: str, *arguments: str | Path, quiet: bool = False, may_fail: bool = False) -> Ran:
        """Run ``kith people VERB``. Its progress is shown unless ``quiet``, which keeps what it says of rows instead."""
        command = [sys.executable, "-m", "django", "people", verb, *map(str, arguments), "--area", AREA]
        return run(command, self.environment, quiet=quiet, may_fail=may_fail)

    def step(self, *arguments: str | Path) -> Ran:
        """Run a step of ``kith_steps.py``."""
        return run([sys.executable, str(HERE / "kith_steps.py"), *map(str, arguments)], self.environment)


def run(command: Sequence[str], environment: dict[str, str], *, quiet: bool = False, may_fail: bool = False) -> Ran:
    """Run a program to its end. Ends the bench when it fails, unless it ``may_fail``."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        began = time.perf_counter()
        process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=out, stderr=errors if quiet else None)
        memory = 0.0
        while process.poll() is None:
            # What the system tells of a program that has ended counts the memory of the one that started it too.
            memory = max(memory, _memory(process.pid))
            time.sleep(0.05)
        seconds = time.perf_counter() - began
        out.seek(0)
        errors.seek(0)
        ran = Ran(out.read(), errors.read(), process.returncode, seconds, memory)
    if ran.code and not may_fail:
        raise SystemExit(f"{' '.join(command)} failed:\n{ran.out[-2000:]}\n{ran.errors[-2000:]}")
    return ran


def _memory(process_id: int) -> float:
    """Return the most memory that a running program has had, in megabytes;
    none where the system does not tell (only Linux does)."""
    try:
        told = Path(f"/proc/{process_id}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in told.splitlines() if line.startswith("VmHWM")), 0.0)
