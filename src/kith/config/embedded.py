"""The embedded PostgreSQL of demonstration, development and tests.

Its binaries are found and run by ``postgresql``. The server listens on a Unix socket only, asks for scram passwords kept in
files of mode 0600, and lives under one folder (``KITH_HOME``). PostgreSQL refuses to run as root, so for root it runs as
``nobody``, in folders made here. Whoever uses the server holds a lease; the last one to leave stops it, so two programs can share
it and a program killed with ``kill -9`` leaves nothing that the next one does not clear up. Production has a server of its own:
the program refuses this one there.
"""

import fcntl
import os
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg

from kith.config.postgresql import MAJOR, EmbeddedServerProblem, binaries, far_place, give, reachable, run_as_server

DATABASE = "kith"
ROLES = {
    "kith_owner": "login createdb",
    "kith_app": "login nosuperuser nobypassrls nocreatedb nocreaterole",
    "kith_backup": "login bypassrls",
    "kith_records": "login nobypassrls",
}
EXTENSIONS = ("pg_trgm", "fuzzystrmatch", "unaccent", "btree_gist", "citext")
LONGEST_SOCKET_FOLDER = 90
"""A socket's path may have 107 bytes; ``/.s.PGSQL.5432`` follows the folder."""
LARGEST_LOG = 5_000_000
# Statements and the values of failing rows may hold personal data: they do not go into the log.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0777",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    # After a checkpoint the first change of a page writes all of it:
    # a list of a million people would write its index many times # over.
    "max_wal_size": "4GB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}
UNSAFE_BUT_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass
class Embedded:
    """A running embedded server, and this process's lease on it. ``started`` tells whether this process started it."""

    home: Path
    socket_folder: Path
    passwords: dict[str, str]
    started: bool
    lease: IO[str] | None = field(default=None, repr=False)

    def url(self, role: str, database: str = DATABASE) -> str:
        """Return the address of a database for a role."""
        return f"postgresql://{role}:{self.passwords[role]}@/{database}?host={quote(str(self.socket_folder))}"

    @property
    def owner_url(self) -> str:
        """The address for migrations."""
        return self.url("kith_owner")

    @property
    def app_url(self) -> str:
        """The address for web, jobs and commands."""
        return self.url("kith_app")

    @property
    def backup_url(self) -> str:
        """The address for backups."""
        return self.url("kith_backup")

    @property
    def records_url(self) -> str:
        """The address for destruction orders."""
        return self.url("kith_records")

    @property
    def super_url(self) -> str:
        """The superuser's address. Only this module and the test bench use it."""
        return self.url("kith_super", "postgres")

    def revive(self) -> bool:
        """Start the server again if it ended by itself, and wait for its recovery. Returns whether it had ended."""
        with _one_at_a_time(self.home):
            if postmaster(data_folder(self.home)) is not None:
                return False
            _start(self.home, self.socket_folder)
            _wait(self, recovering=True)
        return True

    def stop(self) -> None:
        """Give up the lease, and stop the server if nobody else under this folder uses it."""
        if self.lease is None:
            return
        with _one_at_a_time(self.home):
            self.lease.close()
            self.lease = None
            if not in_use(self.home):
                stop_server(self.home)


def data_folder(home: Path) -> Path:
    """Return the data folder of this major version."""
    return home / f"pg{MAJOR}"


def ensure_running(home: Path, *, beside_older: bool = False) -> Embedded:
    """Start the server whose data lies under ``home``, or join the one that runs already.

    Waits for crash recovery and says so. ``beside_older`` is for the upgrade only: the data of an older major version may lie
    there. Raises :class:`EmbeddedServerProblem` when another major version's data lies there, or the server does not come up.
    """
    if os.environ.get("KITH_MODE") == "production":
        raise EmbeddedServerProblem("The embedded PostgreSQL is for demonstration only. Set DATABASE_URL to your own server.")
    home = home.absolute()
    _make_home(home)
    if not beside_older:
        refuse_other_major(home)
    with _one_at_a_time(home):
        passwords = _passwords(home)
        socket_folder = _socket_folder(home)
        data = data_folder(home)
        if not (data / "PG_VERSION").exists():
            _initialise(home, passwords["kith_super"])
        started = postmaster(data) is None
        unclean = started and (data / "postmaster.pid").exists()
        server = Embedded(home, socket_folder, passwords, started)
        try:
            if started:
                _start(home, socket_folder)
            _wait(server, recovering=unclean)
            _make_roles(server)
        except BaseException:
            if started:
                _stop_what_was_begun(home)
            raise
        server.lease = (home / "in-use.lock").open("a")
        fcntl.flock(server.lease, fcntl.LOCK_SH)
    return server


def refuse_other_major(home: Path) -> None:
    """Raise :class:`EmbeddedServerProblem` when the data of another major version of PostgreSQL lies under ``home``."""
    others = older_data(home)
    version = data_folder(home) / "PG_VERSION"
    if version.exists() and version.read_text().strip() != str(MAJOR):
        raise EmbeddedServerProblem(
            f"{data_folder(home)} holds data of PostgreSQL {version.read_text().strip()}, not {MAJOR}. It was left alone."
        )
    if others and not version.exists():
        names = ", ".join(folder.name for folder in others)
        raise EmbeddedServerProblem(
            f"{home} holds data of another PostgreSQL ({names}); this program runs {MAJOR}. It was left alone: run `make "
            f"upgrade`."
        )


def older_data(home: Path) -> list[Path]:
    """Return the data folders of other major versions under ``home``."""
    return sorted(
        folder for folder in home.glob("pg[0-9][0-9]") if folder.name != f"pg{MAJOR}" and (folder / "PG_VERSION").exists()
    )


def in_use(home: Path) -> bool:
    """Return whether some program holds a lease on the server under ``home``."""
    with (home / "in-use.lock").open("a") as probe:
        try:
            fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def postmaster(data: Path) -> int | None:
    """Return the process id of the server that runs on ``data``, or None.

    A pid file alone proves nothing: after ``kill -9`` it stays, and its number may belong to another program by now.
    """
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
        os.kill(pid, 0)
    except (FileNotFoundError, ValueError, ProcessLookupError):
        return None
    except PermissionError:
        pass
    about = Path(f"/proc/{pid}")
    if not Path("/proc/self/stat").exists():
        return pid
    try:
        if about.joinpath("stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return None
        return pid if b"postgres" in about.joinpath("cmdline").read_bytes() else None
    except OSError:
        return None


def stop_server(home: Path) -> None:
    """Stop the server under ``home`` if it runs, whoever started it. Connections are ended, their transactions rolled back."""
    data = data_folder(home)
    if postmaster(data) is not None:
        result = run_as_server(
            [
                str(binaries(home) / "pg_ctl"),
                "stop",
                "-D",
                str(data.resolve()),
                "-m",
                "fast",
                "-w",
                "-t",
                "60",
            ]
        )
        if result.returncode and postmaster(data) is not None:
            raise EmbeddedServerProblem(f"PostgreSQL did not stop:\n{result.stdout}")
    if not in_use(home):
        _forget_private_socket(home)


def remove_data(home: Path) -> None:
    """Remove the server's data and socket under ``home`` for good. Passwords stay. The caller has asked,
    and stopped the server."""
    data = data_folder(home)
    place = data.resolve().parent
    shutil.rmtree(data.resolve(), ignore_errors=True)
    if data.is_symlink():
        data.unlink()
        if place == far_place(home):
            shutil.rmtree(place, ignore_errors=True)
    shutil.rmtree(home / "socket", ignore_errors=True)
    _forget_private_socket(home)


@contextmanager
def _one_at_a_time(home: Path) -> Iterator[None]:
    with (home / "starting.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make_home(home: Path) -> None:
    """Make the folder when absent. One that is there keeps its permissions, whatever they are."""
    if not home.exists():
        home.parent.mkdir(parents=True, exist_ok=True)
        home.mkdir()
        home.chmod(0o755)


def _passwords(home: Path) -> dict[str, str]:
    folder = home / "passwords"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = {}
    for role in ("kith_super", *ROLES):
        file = folder / role
        if not file.exists() or not file.stat().st_size:
            file.unlink(missing_ok=True)
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as out:
                out.write(secrets.token_hex(24))
        found[role] = file.read_text()
    return found


def _socket_folder(home: Path) -> Path:
    folder = reachable(home) / "socket"
    if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER:
        if not folder.exists():
            folder.mkdir(mode=0o755)
            give(folder)
        return folder
    remembered = home / "socket.path"
    if remembered.exists() and Path(remembered.read_text()).is_dir():
        return Path(remembered.read_text())
    # TMPDIR may be as long as home.
    made = Path(tempfile.mkdtemp(prefix="kith-socket-", dir="/tmp"))
    give(made)
    remembered.write_text(str(made))
    return made


def _forget_private_socket(home: Path) -> None:
    remembered = home / "socket.path"
    if remembered.exists():
        shutil.rmtree(remembered.read_text(), ignore_errors=True)
        remembered.unlink()


def _initialise(home: Path, password: str) -> None:
    print("Making the database …", file=sys.stderr, flush=True)
    data = data_folder(home)
    place = reachable(home)
    # initdb writes PG_VERSION first: only a finished folder gets the name that counts.
    partial = place / f"pg{MAJOR}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(mode=0o700)
    give(partial)
    with tempfile.TemporaryDirectory(prefix="kith-init-", dir=place) as private:
        give(Path(private))
        secret = Path(private) / "password"
        secret.touch(mode=0o600)
        secret.write_text(password)
        give(secret)
        result = run_as_server(
            [
                str(binaries(home) / "initdb"),
                *("-D", str(partial), "-U", "kith_super", "--pwfile", str(secret)),
                *("--auth-local=scram-sha-256", "--auth-host=reject"),
                *(("--no-sync",) if os.environ.get("KITH_MODE") == "test" else ()),
                *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8"),
            ]
        )
    if result.returncode:
        shutil.rmtree(partial)
        raise EmbeddedServerProblem(f"The database could not be made:\n{result.stdout}")
    final = place / f"pg{MAJOR}"
    partial.rename(final)
    if final != data:
        data.unlink(missing_ok=True)
        data.symlink_to(final)


def _start(home: Path, socket_folder: Path) -> None:
    data = data_folder(home).resolve()
    pid_file = data / "postmaster.pid"
    if pid_file.exists() and postmaster(data) is None and _lives(pid_file):
        # The number belongs to another program by now, which makes PostgreSQL refuse to start.
        pid_file.unlink()
    log = data / "server.log"
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.unlink()
    fast = UNSAFE_BUT_FAST if os.environ.get("KITH_MODE") == "test" else {}
    settings = {"unix_socket_directories": f'"{socket_folder}"', **SETTINGS, **fast}
    options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    result = run_as_server(
        [
            str(binaries(home) / "pg_ctl"),
            *("start", "-D", str(data), "-l", str(log), "-W", "-s", "-o", options),
        ]
    )
    if result.returncode:
        raise EmbeddedServerProblem(f"PostgreSQL did not start:\n{result.stdout}")


def _stop_what_was_begun(home: Path) -> None:
    """A server that was told to start a moment ago may not have written its pid file yet."""
    until = time.monotonic() + 2
    while postmaster(data_folder(home)) is None and time.monotonic() < until:
        time.sleep(0.05)
    stop_server(home)


def _lives(pid_file: Path) -> bool:
    try:
        os.kill(int(pid_file.read_text().split("\n", 1)[0]), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


def _wait(server: Embedded, *, recovering: bool, seconds: int = 600) -> None:
    """Wait until the server answers; say so when it has to recover from an unclean stop, which may take minutes."""
    if recovering:
        print("PostgreSQL is recovering after an unclean stop. Please wait.", file=sys.stderr, flush=True)
    begun = time.monotonic()
    data = data_folder(server.home)
    log = data / "server.log"
    restarts = 0
    while True:
        try:
            psycopg.connect(server.super_url, connect_timeout=5).close()
            return
        except psycopg.OperationalError as error:
            problem = error
        waited = time.monotonic() - begun
        if "password authentication failed" in str(problem) or waited > seconds:
            break
        if waited > 1 + restarts and postmaster(data) is None:
            # Processes orphaned by kill -9 hold the old shared memory for a moment.
            if restarts == 5:
                break
            restarts += 1
            time.sleep(0.5)
            _start(server.home, server.socket_folder)
        time.sleep(0.05)
    raise EmbeddedServerProblem(f"PostgreSQL does not answer: {problem}\n{log.read_text()[-2000:] if log.exists() else ''}")


def _make_roles(server: Embedded) -> None:
    """Make roles, extensions and the database when absent. The database gets its name last, with everything in place."""
    with psycopg.connect(server.super_url, autocommit=True) as cluster:
        if cluster.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
            return
        held = {row[0] for row in cluster.execute("select rolname from pg_roles")}
        for role, options in ROLES.items():
            verb = "alter" if role in held else "create"
            cluster.execute(f"{verb} role {role} with {options} password '{server.passwords[role]}'".encode())
        with psycopg.connect(server.url("kith_super", "template1"), autocommit=True) as template:
            for extension in EXTENSIONS:
                template.execute(f"create extension if not exists {extension}".encode())
        making = f"{DATABASE}_being_made"
        cluster.execute(f"drop database if exists {making}".encode())
        cluster.execute(f"create database {making} owner kith_owner template template1".encode())
        with psycopg.connect(server.url("kith_super", making), autocommit=True) as fresh:
            fresh.execute((Path(__file__).parent / "rights.sql").read_bytes())
        cluster.execute(f"alter database {making} rename to {DATABASE}".encode())
