"""The test bench: real PostgreSQL, as the unprivileged role.

Loaded as an early pytest plugin (``-p tests.database``), because the settings read the database's address when they are imported.
A template is migrated once as the owner and kept until a migration changes; every process that runs tests, and every test that
goes through HTTP, gets its own clone of it. One run may have several such processes, the workers of ``pytest -n``: they share the
server with the process that leads them, and the last one to leave stops it.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
os.environ["KITH_MODE"] = "test"
os.environ.setdefault("KITH_HOME", str(ROOT / ".kith" / "test"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")

from kith.config.embedded import ensure_running  # noqa: E402

_server = ensure_running(Path(os.environ["KITH_HOME"]))


def with_name(url: str, name: str) -> str:
    """Return the database address with another database's name."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _owner_of_cluster() -> psycopg.Connection:
    return psycopg.connect(with_name(_server.super_url, "postgres"), autocommit=True)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    source = ROOT / "src" / "kith"
    files = [
        *source.glob("*/migrations/*"),
        *source.glob("*/policies.py"),
        *(source / "access" / name for name in ("sight.py", "owner_functions.py", "limits.py")),
        source / "config" / "rights.sql",
    ]
    for file in sorted(file for file in files if file.is_file()):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


TEMPLATES_KEPT = 3
RUN = os.environ.setdefault("KITH_TEST_RUN", str(os.getpid()))
"""The process that leads this run, which its workers inherit: every database of the run has its number."""


def _sweep(cluster: psycopg.Connection, *, this_run: bool = False) -> None:
    """Drop the databases of runs that were killed before they could; at the end of this run, its own."""
    for (name,) in cluster.execute("select datname from pg_database where datname like 'kith\\_run\\_%'").fetchall():
        leader = name.split("_")[2]
        if this_run if leader == RUN else not Path(f"/proc/{leader}").exists():
            drop(cluster, name)


def drop(cluster: psycopg.Connection, name: str) -> None:
    """Drop a database when it is there, whoever is connected to it."""
    cluster.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def build_template() -> str:
    """Return the name of the migrated template database, building it when a migration has changed."""
    name = f"kith_template_{_fingerprint()}"
    with _owner_of_cluster() as cluster:
        # Two sessions may begin at once: the second waits, and finds the template made.
        cluster.execute("select pg_advisory_lock(hashtext('kith_template'))")
        _sweep(cluster)
        held = [
            row[0]
            for row in cluster.execute("select datname from pg_database where datname like 'kith\\_template\\_%' order by oid")
        ]
        if name in held:
            return name
        for old in held[:-TEMPLATES_KEPT]:
            drop(cluster, old)
        building = "kith_building"
        drop(cluster, building)
        create_database(cluster, building, template="template1")
        environment = {
            **os.environ,
            "KITH_AS_OWNER": "1",
            "DATABASE_OWNER_URL": with_name(_server.owner_url, building),
            "DATABASE_URL": with_name(_server.app_url, building),
            "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")])),
        }
        migrated = subprocess.run(
            [sys.executable, "-m", "django", "migrate", "--verbosity", "0"],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if migrated.returncode:
            raise SystemExit(f"The template database could not be migrated:\n{migrated.stdout}\n{migrated.stderr}")
        cluster.execute(sql.SQL("alter database {} rename to {}").format(sql.Identifier(building), sql.Identifier(name)))
    return name


def create_database(cluster: psycopg.Connection, name: str, *, template: str) -> None:
    """Create a database owned by ``kith_owner``; a fresh one gets the roles' standing rights.

    Its files are copied, which takes half of what writing them through the log does where nothing waits for the disk.
    """
    cluster.execute(
        sql.SQL("create database {} template {} strategy file_copy owner kith_owner").format(
            sql.Identifier(name), sql.Identifier(template)
        )
    )
    if template == "template1":
        with psycopg.connect(with_name(_server.super_url, name), autocommit=True) as fresh:
            fresh.execute((ROOT / "src" / "kith" / "config" / "rights.sql").read_text())


@contextmanager
def clone(template: str, name: str) -> Iterator[str]:
    """Give a clone of a template and drop it afterwards. Yields the address for the application."""
    with _owner_of_cluster() as cluster:
        drop(cluster, name)
        create_database(cluster, name, template=template)
        try:
            yield with_name(_server.app_url, name)
        finally:
            drop(cluster, name)


class Spares:
    """Clones of one template, the next one made while a test still runs in the one before, and dropped behind its back."""

    def __init__(self, template: str, name: str) -> None:
        self.template, self.name = template, name
        self._numbers = count(1)
        self._behind = ThreadPoolExecutor(1)
        self._next: Future[str] | None = None

    @contextmanager
    def one(self) -> Iterator[str]:
        """Give a database that nothing was done in, by its name."""
        name = (self._next or self._behind.submit(self._make)).result()
        self._next = self._behind.submit(self._make)
        try:
            yield name
        finally:
            self._behind.submit(self._drop, name)

    def close(self) -> None:
        """Drop the one that nobody asked for, and wait until all are dropped."""
        if self._next:
            self._behind.submit(self._drop, self._next.result())
        self._behind.shutdown()

    def _make(self) -> str:
        name = f"{self.name}_{next(self._numbers)}"
        with _owner_of_cluster() as cluster:
            drop(cluster, name)
            create_database(cluster, name, template=self.template)
        return name

    def _drop(self, name: str) -> None:
        with _owner_of_cluster() as cluster:
            drop(cluster, name)


def template_of_run(what: str, fill: Callable[[str], Any]) -> tuple[str, Any]:
    """Return the name of a template that every worker of this run shares, and what ``fill`` said about it (as JSON holds it).

    The first who asks makes it, as a clone that ``fill`` is given the name of; the others wait. It goes with the run.
    """
    name = f"kith_run_{RUN}_{what}"
    with _owner_of_cluster() as cluster:
        cluster.execute("select pg_advisory_lock(hashtext(%s))", [name])
        held = cluster.execute(
            "select shobj_description(oid, 'pg_database') from pg_database where datname = %s", [name]
        ).fetchone()
        if held:
            return name, json.loads(held[0])
        building = f"{name}_building"
        drop(cluster, building)
        create_database(cluster, building, template=TEMPLATE)
        said = json.dumps(fill(building))
        cluster.execute(sql.SQL("comment on database {} is {}").format(sql.Identifier(building), sql.Literal(said)))
        cluster.execute(sql.SQL("alter database {} rename to {}").format(sql.Identifier(building), sql.Identifier(name)))
    return name, json.loads(said)


def app_url(name: str) -> str:
    """Return the application's address of a database."""
    return with_name(_server.app_url, name)


def owner_url(name: str) -> str:
    """Return the owner's address of a database, for tests of migrations."""
    return with_name(_server.owner_url, name)


TEMPLATE = os.environ.get("KITH_TEST_TEMPLATE") or build_template()
SESSION = f"kith_run_{RUN}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
_session = ExitStack()
_spares: dict[str, Spares] = {}
os.environ["DATABASE_URL"] = app_url(SESSION)
os.environ["DATABASE_OWNER_URL"] = owner_url(SESSION)


def spares(template: str = TEMPLATE) -> Spares:
    """Return this process's clones of a template."""
    if template not in _spares:
        _spares[template] = Spares(template, f"{SESSION}_{len(_spares)}")
    return _spares[template]


def _leads_workers(config: pytest.Config) -> bool:
    """Whether this process runs no test itself: it hands them to its workers."""
    return not hasattr(config, "workerinput") and bool(config.getoption("tx", None))


def pytest_sessionstart(session: pytest.Session) -> None:
    """Make the database of this process, when tests run in it."""
    if not _leads_workers(session.config):
        _session.enter_context(clone(TEMPLATE, SESSION))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, the journeys and then the slow,
    so that no worker is left alone with one at the end.

    The tests of a file stay together and in their order. What looks at everything the others did comes last.
    """

    marks: dict[Path, set[str]] = {}
    for item in items:
        marks.setdefault(item.path, set()).update(mark.name for mark in item.iter_markers())
    order = list(marks)

    def place(item: pytest.Item) -> tuple[bool, int, int]:
        held = marks[item.path]
        return "last" in held, 0 if "journey" in held else 1 if "slow" in held else 2, order.index(item.path)

    items.sort(key=place)


def pytest_unconfigure() -> None:
    """Drop the databases of this process and stop the server, if nobody else uses it."""
    from django.db import connections  # noqa: PLC0415  settings are read only after the address is known

    connections.close_all()
    for each in _spares.values():
        each.close()
    _session.close()
    if str(os.getpid()) == RUN:
        with _owner_of_cluster() as cluster:
            _sweep(cluster, this_run=True)
    _server.stop()
