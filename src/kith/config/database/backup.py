"""Backup and restore: the database as ``kith_backup`` sees it, the files, and a manifest that a restore is held against."""

import hashlib
import json
import os
import shutil
import subprocess
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg

from kith.config.database import clients
from kith.config.database.fingerprint import Holding, differences, holdings, is_empty
from kith.kernel.refusals import Refusal

FORMAT = 1
DUMP = "database.dump"
FILES = "files"
MANIFEST = "manifest.json"


class BackupRefused(Refusal):
    """The backup cannot be made, or not be restored here. The message says why and what to do."""

    code = "backup_refused"
    source = "docs/running/backup.md"


def back_up(*, backup_url: str, files: Path, into: Path, now: datetime) -> dict[str, Any]:
    """Write a backup into the new folder ``into`` and return its manifest.

    The dump and the counts come from one snapshot, so work may go on meanwhile. The folder is made readable to its owner only: it
    holds everything. Refuses a folder that holds something already, and a role that cannot read every row.
    """
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise BackupRefused(f"{into} is not an empty folder. Choose a folder that does not exist yet.")
    partial = into.with_name(into.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    partial.chmod(0o700)
    try:
        with psycopg.connect(backup_url) as connection:
            connection.execute("set transaction isolation level repeatable read read only")
            _refuse_partial_sight(connection)
            row = connection.execute("select pg_export_snapshot(), current_setting('server_version')").fetchone()
            assert row is not None
            _run(
                [
                    clients.client(connection, "pg_dump"),
                    *(
                        "--format=custom",
                        "--file",
                        str(partial / DUMP),
                        f"--snapshot={row[0]}",
                        "--dbname",
                        _without_password(backup_url),
                    ),
                ],
                backup_url,
                "The database could not be dumped",
            )
            held = holdings(connection)
        copied = _copy_files(files, partial / FILES)
        (partial / DUMP).chmod(0o600)
        manifest = {
            "format": FORMAT,
            "made_at": now.isoformat(),
            "postgresql": row[1],
            "dump": {"file": DUMP, "sha256": _sha256(partial / DUMP)},
            "tables": {name: asdict(holding) for name, holding in held.items()},
            "files": copied,
        }
        (partial / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n")
        (partial / MANIFEST).chmod(0o600)
        if into.exists():
            into.rmdir()
        partial.rename(into)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return manifest


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a backup after checking that dump and files are what it says. Refuses otherwise."""
    path = folder / MANIFEST
    if not path.is_file():
        raise BackupRefused(f"{folder} holds no backup: {MANIFEST} is missing.")
    try:
        manifest: dict[str, Any] = json.loads(path.read_text())
        if manifest["format"] != FORMAT:
            raise BackupRefused(f"This backup has format {manifest['format']}; this program reads format {FORMAT}.")
        expected = {
            DUMP: manifest["dump"]["sha256"],
            **{f"{FILES}/{name}": sha for name, sha in manifest["files"].items()},
        }
    except (ValueError, KeyError, TypeError) as error:
        raise BackupRefused(f"{path} cannot be read: {error!r}.") from None
    for name, sha in expected.items():
        if not (folder / name).is_file():
            raise BackupRefused(f"The backup is not complete: {name} is missing.")
        if _sha256(folder / name) != sha:
            raise BackupRefused(f"The backup is damaged: {name} is not what was saved.")
    return manifest


def restore(*, owner_url: str, files: Path, folder: Path) -> dict[str, Any]:
    """Restore the backup in ``folder`` into an empty database, compare it with the manifest, and return the manifest.

    Refuses a database or a folder of files that holds anything, a damaged backup, and a result that differs from the backup.
    """
    manifest = read_manifest(folder)
    with psycopg.connect(owner_url) as connection:
        if not is_empty(connection):
            raise BackupRefused(
                "The database is not empty, and a restore never writes over records. Give a new, empty database"
                " (in the demonstration: run `kith reset` first)."
            )
    if files.exists() and any(files.rglob("*")):
        raise BackupRefused(f"{files} is not empty, and a restore never writes over files. Move them away first.")
    load_dump(folder / DUMP, url=owner_url)
    for name in manifest["files"]:
        target = files / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(folder / FILES / name, target)
    expected = {name: Holding(**holding) for name, holding in manifest["tables"].items()}
    with psycopg.connect(owner_url) as connection:
        wrong = differences(expected, holdings(connection))
    if wrong:
        raise BackupRefused("The restored database differs from the backup. Do not use it.\n* " + "\n* ".join(wrong))
    return manifest


def load_dump(dump: Path, *, url: str, with_owners: bool = False) -> None:
    """Load a dump in one transaction. Comments on extensions, which only a superuser may write, are left out."""
    command = [
        clients.client_for("pg_restore", url),
        *("--single-transaction", "--exit-on-error", "--no-comments", "--dbname", _without_password(url)),
        *(() if with_owners else ("--no-owner",)),
        str(dump),
    ]
    _run(command, url, "The backup could not be restored")


def _refuse_partial_sight(connection: psycopg.Connection) -> None:
    row = connection.execute("select rolname, rolbypassrls or rolsuper from pg_roles where rolname = current_user").fetchone()
    if row and not row[1]:
        raise BackupRefused(f"The role {row[0]} does not see every row. A backup is made by kith_backup (DATABASE_BACKUP_URL).")


def _copy_files(source: Path, target: Path) -> dict[str, str]:
    copied = {}
    if source.is_dir():
        for each in sorted(source.rglob("*")):
            if each.is_file():
                name = each.relative_to(source).as_posix()
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(each, target / name)
                (target / name).chmod(0o600)
                copied[name] = _sha256(target / name)
    return copied


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _without_password(url: str) -> str:
    """The list of processes shows arguments to everybody: the password goes by the environment."""
    parts = psycopg.conninfo.conninfo_to_dict(url)
    parts.pop("password", None)
    return psycopg.conninfo.make_conninfo("", **{name: value for name, value in parts.items() if value is not None})


def _run(command: list[str], url: str, failure: str) -> None:
    password = psycopg.conninfo.conninfo_to_dict(url).get("password")
    environment = {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if finished.returncode:
        raise BackupRefused(f"{failure}:\n{finished.stderr.strip()}")
