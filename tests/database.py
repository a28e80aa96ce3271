"""The test bench: real PostgreSQL, as the unprivileged role.

Loaded as an early pytest plugin (``-p tests.database``), because the settings read the database's address when they are imported.
A template is migrated once as the owner and kept until a migration changes; every session, and every test that goes through HTTP,
gets its own clone of it.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
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
    files = [*source.glob("*/migrations/*"), *source.glob("access/sight.py"), *source.glob("access/policies.py"), *source.glob("access/limits.py"), Path(__file__)]
    for file in sorted(file for file in files if file.is_file()):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


TEMPLATES_KEPT = 3


def build_template() -> str:
    """Return the name of the migrated template database, building it when a migration has changed."""
    name = f"kith_template_{_fingerprint()}"
    with _owner_of_cluster() as cluster:
        # Two sessions may begin at once: the second waits, and finds the template made.
        cluster.execute("select pg_advisory_lock(hashtext('kith_template'))")
        held = [
            row[0]
            for row in cluster.execute("select datname from pg_database where datname like 'kith\\_template\\_%' order by oid")
        ]
        if name in held:
            return name
        for old in held[:-TEMPLATES_KEPT]:
            cluster.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(old)))
        building = "kith_building"
        cluster.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(building)))
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
        cluster.execute(
            sql.SQL("alter database {} rename to {}").format(sql.Identifier(building), sql.Identifier(name))
        )
    return name


def create_database(cluster: psycopg.Connection, name: str, *, template: str) -> None:
    """Create a database owned by ``kith_owner``; a fresh one gets the roles' standing rights."""
    cluster.execute(
        sql.SQL("create database {} template {} owner kith_owner").format(sql.Identifier(name), sql.Identifier(template))
    )
    if template == "template1":
        with psycopg.connect(with_name(_server.super_url, name), autocommit=True) as fresh:
            fresh.execute((ROOT / "src" / "kith" / "config" / "rights.sql").read_text())


@contextmanager
def clone(template: str, name: str) -> Iterator[str]:
    """Give a clone of a template and drop it afterwards. Yields the address for the application."""
    with _owner_of_cluster() as cluster:
        cluster.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
        create_database(cluster, name, template=template)
        try:
            yield with_name(_server.app_url, name)
        finally:
            cluster.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def owner_url(name: str) -> str:
    """Return the owner's address of a database, for tests of migrations."""
    return with_name(_server.owner_url, name)


TEMPLATE = build_template()
SESSION = f"kith_session_{os.getpid()}"
_session = clone(TEMPLATE, SESSION)
os.environ["DATABASE_URL"] = _session.__enter__()
os.environ["DATABASE_OWNER_URL"] = owner_url(SESSION)


def pytest_unconfigure() -> None:
    """Drop the session's database and stop the server, if this session started it."""
    from django.db import connections  # noqa: PLC0415  settings are read only after the address is known

    connections.close_all()
    _session.__exit__(None, None, None)
    _server.stop()
