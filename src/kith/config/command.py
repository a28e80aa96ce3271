"""The command ``kith``.

Its own commands run the program as a whole; every other word is a management command of a room, with hyphens for underscores
(``kith practice-model check`` is ``practice_model check``). Where no DATABASE_URL is given, and not in production, a command
starts or joins the embedded database and leaves it as it found it.
"""

import argparse
import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command, execute_from_command_line
from django.core.management.base import CommandError, SystemCheckError
from django.db import DatabaseError
from django.db.utils import OperationalError

from kith.config import environment, serve
from kith.config.database import clients
from kith.config.database.backup import back_up, restore
from kith.config.database.fitness import DoesNotAnswer, is_away, refuse_unfit
from kith.config.database.older import take_over
from kith.config.database.upgrade import upgrade
from kith.config.database.waiting import wait_until_answers
from kith.config.embedded import Embedded, ensure_running, in_use, remove_data, stop_server
from kith.config.postgresql import EmbeddedServerProblem
from kith.kernel.refusals import Refusal
from kith.kernel.terminal import harmless
from kith.kernel.time import now

WITHOUT_DATABASE = {
    "help",
    "version",
    "makemigrations",
    "collectstatic",
    "findstatic",
    "diffsettings",
    "--help",
    "-h",
    "--version",
}
HELP = {"--help", "-h"}
SERVES_NOBODY = WITHOUT_DATABASE | {"version", "reset", "check"}
"""What may run with settings that are not safe: it shows nobody a record, or (``check``) lists what is wrong itself."""


NOT_REACHED = (
    "The database does not answer, so the command was not carried out. Is the server up, and is its address right"
    " (DATABASE_URL, DATABASE_OWNER_URL)? Then give the command again."
)


class CommandRefused(Refusal):
    """The command cannot be carried out as asked."""

    code = "command_refused"
    source = "docs/running/production.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return the exit status. A refusal is printed as a sentence, without a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")
    try:
        if not given or given[0] in {"help", "-h", "--help"}:
            _parser().print_help()
            return 0
        said = dict(os.environ)
        mode = environment.mode_of(said)
        if given[0] not in SERVES_NOBODY and not HELP & set(given):
            environment.refuse_unsafe(said)
        os.environ["KITH_MODE"] = mode
        os.environ["KITH_HOME"] = str(environment.home_of(said))
        if given[0] in OWN:
            known, rest = _parser().parse_known_args(given)
            if rest and known.command not in {"db", "check", "migrate", "web"}:
                _parser().error(f"{known.command} does not know {' '.join(rest)}")
            known.rest, known.said = rest, said
            return OWN[known.command](known)
        return _django(given)
    except (Refusal, EmbeddedServerProblem, serve.CannotServe, ImproperlyConfigured) as refusal:
        print(harmless(refusal.line if isinstance(refusal, Refusal) else str(refusal)), file=sys.stderr)
        return 1
    except (OperationalError, psycopg.OperationalError) as error:
        if not is_away(error):
            raise
        print(f"{NOT_REACHED} It said: {' '.join(str(error).split())}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def home() -> Path:
    """Return the folder that holds the embedded database, the files and the passwords."""
    return Path(os.environ["KITH_HOME"]).absolute()


@contextmanager
def database() -> Iterator[Embedded | None]:
    """Have the addresses of the database in the environment: the ones given, else the embedded server's for as long as needed."""
    if os.environ.get("DATABASE_URL"):
        yield None
        return
    if os.environ.get("KITH_MODE") == "production":
        raise CommandRefused("DATABASE_URL is not set. Give the address of your PostgreSQL server, with the role kith_app.")
    server = ensure_running(home())
    try:
        os.environ["DATABASE_URL"] = server.app_url
        os.environ.setdefault("DATABASE_OWNER_URL", server.owner_url)
        os.environ.setdefault("DATABASE_BACKUP_URL", server.backup_url)
        yield server
    finally:
        _close_connections()
        server.stop()


def _close_connections() -> None:
    if "django.db" in sys.modules:
        from django.db import connections  # noqa: PLC0415  only when a command has used it

        connections.close_all()


def _needs(variable: str, role: str) -> str:
    value = os.environ.get(variable, "")
    if not value:
        raise CommandRefused(f"{variable} is not set. Give the address of the database with the role {role}.")
    return value


def _start(given: argparse.Namespace) -> int:
    try:
        port = int(given.port or os.environ.get("PORT") or 8000)
    except ValueError:
        raise CommandRefused(f"PORT must be a number, not {os.environ.get('PORT')!r}.") from None
    with serve.only_one(home(), port) as alone:
        if alone is not None:
            print(f"Kith is already running: {alone}")
            return 0
        serve.refuse_busy(port)
        with serve.stoppable(), database() as own:
            wait_until_answers(os.environ["DATABASE_URL"], who="Kith")
            return serve.run(
                home=home(),
                port=port,
                demonstration=os.environ.get("KITH_MODE", "demonstration") == "demonstration",
                own_database=own,
            )


def _migrate(given: argparse.Namespace) -> int:
    with database():
        owner_url = _needs("DATABASE_OWNER_URL", "kith_owner")
        _announce_first_migration(owner_url)
        _take_over(owner_url)
        return _as_owner(["migrate", *given.rest])


def _take_over(owner_url: str) -> None:
    """Take over a database that was made before the migrations were made anew. Refuses one that stands between."""
    lacks = take_over(owner_url)
    if lacks:
        raise CommandRefused(
            f"This database is older than the migrations made anew, and lacks {lacks[0]}"
            + (f" and {len(lacks) - 1} more" if len(lacks) > 1 else "")
            + ". Run `kith migrate` of the last version that has it, then this one again (docs/running/upgrade.md)."
        )


def _announce_first_migration(owner_url: str) -> None:
    with psycopg.connect(owner_url) as connection:
        made = connection.execute("select to_regclass('public.django_migrations') is not null").fetchone()
    if made == (False,):
        print(
            "This database is empty. Making every table takes a minute or two, on a slow disk five; each step is named as it is"
            " done, and the history of every table is set up last.",
            flush=True,
        )


def _as_owner(arguments: Sequence[str]) -> int:
    os.environ["KITH_AS_OWNER"] = "1"
    execute_from_command_line(["kith", *arguments])
    return 0


def _db(given: argparse.Namespace) -> int:
    with database():
        url = os.environ["DATABASE_URL"] if given.as_app else _needs("DATABASE_OWNER_URL", "kith_owner")
        psql = clients.client_for("psql", url)
        # Ctrl-C in psql cancels a query; it must not end this program before the server can be left in order.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            return subprocess.run([psql, *_psql_target(url), *given.rest], check=False).returncode
        finally:
            signal.signal(signal.SIGINT, before)


def _psql_target(url: str) -> list[str]:
    parts = psycopg.conninfo.conninfo_to_dict(url)
    os.environ["PGPASSWORD"] = str(parts.pop("password", "") or "")
    return [
        "--dbname",
        psycopg.conninfo.make_conninfo("", **{name: value for name, value in parts.items() if value}),
    ]


def _reset(given: argparse.Namespace) -> int:
    if os.environ.get("KITH_MODE") == "production" or os.environ.get("DATABASE_URL"):
        raise CommandRefused("Reset is for the embedded demonstration only. Nothing was removed.")
    if not home().exists():
        print("There is nothing to remove.")
        return 0
    if in_use(home()):
        raise CommandRefused("Kith is running. Stop it first (Ctrl-C where it was started), then reset.")
    if not (given.yes or os.environ.get("YES") == "1"):
        if not sys.stdin.isatty():
            raise CommandRefused("This removes every record of the demonstration. Say so: kith reset --yes (make reset YES=1).")
        if input(f"Remove every record and file under {home()}? Type yes: ").strip().lower() != "yes":
            print("Nothing was removed.")
            return 1
    stop_server(home())
    remove_data(home())
    for name in ("files", "static"):
        shutil.rmtree(home() / name, ignore_errors=True)
    print("Removed. The next start makes everything anew.")
    return 0


def _upgrade(given: argparse.Namespace) -> int:
    print(upgrade(home()))
    return 0


def _backup(given: argparse.Namespace) -> int:
    with database():
        url = _needs("DATABASE_BACKUP_URL", "kith_backup")
        manifest = back_up(backup_url=url, files=home() / "files", into=given.folder.absolute(), now=now())
        _remember_backup()
    rows = sum(held["rows"] for held in manifest["tables"].values() if held["hash"])
    print(f"Saved {rows} rows and {len(manifest['files'])} files in {given.folder}. Keep it as safe as the records themselves.")
    return 0


def _remember_backup() -> None:
    """Have health and figures tell when the last backup was made. A database that cannot be told so does not undo the backup."""
    import django  # noqa: PLC0415  settings need the addresses

    django.setup()
    from kith.config.upkeep import record_done  # noqa: PLC0415  settings need the addresses

    try:
        record_done("backup")
    except DatabaseError:
        print(
            "The backup is good. That it was made could not be remembered: is DATABASE_URL right, and all migrated?",
            file=sys.stderr,
        )


def _restore(given: argparse.Namespace) -> int:
    with database():
        url = _needs("DATABASE_OWNER_URL", "kith_owner")
        manifest = restore(owner_url=url, files=home() / "files", folder=given.folder.absolute())
    print(
        f"Restored the backup of {manifest['made_at']}. All {len(manifest['tables'])} tables and sequences and"
        f" {len(manifest['files'])} files are as they were. Now run: kith migrate"
    )
    return 0


def _check(given: argparse.Namespace) -> int:
    with database() if "DATABASE_URL" in given.said or given.said.get("KITH_MODE") != "production" else nullcontext():
        import django  # noqa: PLC0415  settings need the addresses

        # Checks judge what was said; with a time of its own the program would not even load.
        os.environ.pop("KITH_NOW", None) if os.environ["KITH_MODE"] == "production" else None
        django.setup()
        # A deployment is checked against the database it will run on.

        from kith.config import deployment_checks  # noqa: PLC0415  registers its checks

        deployment_checks.said = given.said
        try:
            call_command("check", *given.rest, *(["--database", "default"] if "--deploy" in given.rest else []))
        except (SystemCheckError, CommandError) as problem:
            print(problem, file=sys.stderr)
            return 1
        except (OperationalError, psycopg.OperationalError):
            # Libraries ask the database too, and end there. What can be told without it is told before that it is away.
            try:
                call_command("check", *given.rest)
            except SystemCheckError as problem:
                print(problem, file=sys.stderr)
            raise
    return 0


def _worker(given: argparse.Namespace) -> int:
    with database():
        import django  # noqa: PLC0415  settings need the addresses

        django.setup()
        from kith.config.jobs import work  # noqa: PLC0415  settings need the addresses

        asyncio.run(work(os.environ["DATABASE_URL"], once=given.once))
        return 0


def _web(given: argparse.Namespace) -> int:
    with database() as embedded:
        # A database that is away is waited for by the web processes, which meanwhile say so to whoever asks.
        with suppress(DoesNotAnswer):
            refuse_unfit(os.environ["DATABASE_URL"])
        (home() / "static").mkdir(parents=True, exist_ok=True)
        command = [*serve.web_command(given.bind, workers=given.workers, threads=given.threads), *given.rest]
        if embedded is None:
            for name in serve.NOT_FOR_SERVING:
                os.environ.pop(name, None)
            # The service manager's signals reach gunicorn itself.
            os.execv(command[0], command)  # noqa: S606
        return subprocess.run(command, check=False).returncode


def _version(given: argparse.Namespace) -> int:
    try:
        print(version("kith"))
    except PackageNotFoundError:
        print("not installed")
    return 0


def _django(given: Sequence[str]) -> int:
    name = given[0].replace("-", "_") if not given[0].startswith("-") else given[0]
    command = [name, *given[1:]]
    if name in WITHOUT_DATABASE or HELP & set(given):
        os.environ.setdefault("SECRET_KEY", "only-to-show-help") if os.environ.get("KITH_MODE") == "production" else None
        return _run_django(command)
    with database():
        return _run_django(command)


def _run_django(command: Sequence[str]) -> int:
    try:
        execute_from_command_line(["kith", *command])
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


OWN: dict[str, Callable[[argparse.Namespace], int]] = {
    "start": _start,
    "migrate": _migrate,
    "db": _db,
    "reset": _reset,
    "upgrade": _upgrade,
    "backup": _backup,
    "restore": _restore,
    "check": _check,
    "worker": _worker,
    "web": _web,
    "version": _version,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kith",
        description="The record and the workplace with which a local area delivers Families First.",
        epilog="Any other word is a command of one of the rooms, for example: kith practice-model check, kith intake FILE --area"
        " NAME, kith api-client create NAME --agency SLUG --area NAME, kith area add, kith user invite, kith staff import "
        "FILE --area NAME.",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, words: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=words, description=words, allow_abbrev=False)

    start = command("start", "start the database, the web pages and the jobs, and print the address; Ctrl-C stops all")
    start.add_argument("--port", type=int, help="the port to listen on (default: PORT, else 8000)")
    command("migrate", "bring the database to this version, as its owner")
    database_command = command("db", "open the running database: kith db psql [--as-app] ARGUMENTS")
    database_command.add_argument("tool", choices=["psql"])
    database_command.add_argument("--as-app", action="store_true", help="as the application, not as the owner")
    reset = command("reset", "remove every record of the demonstration and start over")
    reset.add_argument("--yes", action="store_true", help="do not ask")
    command("upgrade", "bring the embedded database from an older PostgreSQL to this one")
    backup = command("backup", "save the database and the files in a new folder")
    backup.add_argument("folder", type=Path)
    restore = command("restore", "restore a backup into an empty database, and compare")
    restore.add_argument("folder", type=Path)
    command("check", "look for mistakes; with --deploy name each unsafe setting")
    worker = command("worker", "run the jobs (start runs one already)")
    worker.add_argument("--once", action="store_true", help="do what waits now, then end")
    web = command("web", "serve the pages behind a proxy; further words go to gunicorn")
    web.add_argument("--bind", default="127.0.0.1:8000", help="address and port, or unix:/path/of/a/socket")
    web.add_argument("--workers", type=int, default=serve.WEB_PROCESSES, help="processes")
    web.add_argument("--threads", type=int, default=serve.WEB_THREADS, help="threads in each process")
    command("version", "print the version")
    return parser


if __name__ == "__main__":
    sys.exit(main())
