"""Which of PostgreSQL's client programs fit a server: as new as the server, and able to encrypt when the connection is encrypted.

Looked for in ``KITH_PG_BIN`` alone when that is set; else on ``PATH``, where distributions put their versions, and last in the
embedded PostgreSQL of the demonstration, which was built without TLS.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from kith.config.postgresql import programs_folder
from kith.kernel.refusals import Refusal

NEEDED = ("psql", "pg_dump", "pg_restore")
PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/libpq/bin", "/usr/local/opt/libpq/bin")
ASKS_FOR_TLS = {"require", "verify-ca", "verify-full"}


class NoFittingClients(Refusal):
    """No client programs on this machine fit the server. The message says where was looked and why each does not fit."""

    code = "no_fitting_clients"


@dataclass(frozen=True)
class Need:
    """What the clients must be able to do: the server's major version, and whether the connection is encrypted."""

    major: int
    tls: bool


def client_for(name: str, url: str) -> str:
    """Return the path of a client program that fits the server at ``url``. Raises :class:`NoFittingClients`."""
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            return client(connection, name)
    except psycopg.OperationalError as error:
        raise NoFittingClients(f"The database does not answer: {error}") from None


def client(connection: psycopg.Connection, name: str) -> str:
    """Return the path of a client program that fits the server of an open connection."""
    return str(folder_for(connection) / name)


def folder_for(connection: psycopg.Connection) -> Path:
    """Return the folder of client programs that fit the server of an open connection. Raises :class:`NoFittingClients`."""
    asked = os.environ.get("PGSSLMODE", "") in ASKS_FOR_TLS
    need = Need(connection.info.server_version // 10000, bool(connection.pgconn.ssl_in_use) or asked)
    refused = []
    for folder in _folders():
        problem = _problem(folder, need)
        if problem is None:
            return folder
        refused.append(f"* {folder}: {problem}")
    how = "over an encrypted connection" if need.tls else "without encryption"
    raise NoFittingClients(
        f"No PostgreSQL client programs on this machine fit the server (version {need.major}, {how}):\n"
        + ("\n".join(refused) or "* none found")
        + f"\nInstall the client programs of PostgreSQL {need.major} or newer (Debian: postgresql-client-{need.major}), or name"
        " their folder in KITH_PG_BIN."
    )


def _folders() -> Iterator[Path]:
    named = os.environ.get("KITH_PG_BIN")
    if named:
        yield Path(named)
        return
    seen: set[Path] = set()
    on_path = [Path(each) for each in os.environ.get("PATH", "").split(os.pathsep) if each]
    placed = [folder for place in PLACES for folder in sorted(Path("/").glob(place[1:]), key=_version, reverse=True)]
    own = programs_folder()
    for folder in [*on_path, *placed, *([own] if own else [])]:
        if folder.resolve() not in seen and (folder / "pg_dump").exists():
            seen.add(folder.resolve())
            yield folder


def _version(folder: Path) -> int:
    return int((re.findall(r"\d+", str(folder)) or ["0"])[-1])


def _problem(folder: Path, need: Need) -> str | None:
    """Return why the programs in a folder do not fit, or None when they do."""
    missing = [name for name in NEEDED if not os.access(folder / name, os.X_OK)]
    if missing:
        return f"{' and '.join(missing)} is missing"
    said = _run([str(folder / "pg_dump"), "--version"])
    version = re.search(r"\b(\d+)(?:\.\d+|devel|beta|rc)", said)
    if version is None:
        return f"pg_dump does not run: {said.strip()[:200]}"
    if int(version.group(1)) < need.major:
        return f"version {version.group(1)} is older than the server"
    if need.tls and not _can_encrypt(folder):
        return "built without TLS"
    return None


def _can_encrypt(folder: Path) -> bool:
    """Whether the programs can encrypt. Asked of a place where nothing listens: one built without TLS refuses the very word."""
    said = _run([str(folder / "psql"), "--no-psqlrc", "--dbname", "host=/nonexistent sslmode=verify-ca sslrootcert=/nonexistent"])
    return "not compiled in" not in said and "invalid sslmode" not in said


def _run(command: list[str]) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    try:
        finished = subprocess.run(
            command,
            env={**kept, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return finished.stdout + finished.stderr
