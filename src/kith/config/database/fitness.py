"""The program refuses a database that would not protect the people in it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from kith.access.owner_functions import LOOSE
from kith.kernel.refusals import Refusal

OLDEST = 17


class UnfitDatabase(Refusal):
    """The database, the role or a policy is not as it should be. The message lists everything that is wrong."""

    code = "unfit_database"


class DoesNotAnswer(UnfitDatabase):
    """The database cannot be reached now: it restarts, fails over, or is not up yet. Whoever serves waits for it."""

    code = "database_does_not_answer"


NEVER_BY_WAITING = ("password authentication failed", "does not exist", "no pg_hba.conf entry", "certificate")
"""What PostgreSQL says when the address, the role or the password is wrong: waiting does not mend it."""


def is_away(error: BaseException) -> bool:
    """Say whether an error of the database means that it was not reached, or was shut down.
    Others are mistakes and are shown as such."""
    inner = error if isinstance(error, psycopg.Error) else error.__cause__
    code = inner.sqlstate if isinstance(inner, psycopg.Error) else None
    return isinstance(inner, psycopg.OperationalError) and (code is None or code[:2] == "08" or code[:4] == "57P0")


def problems(connection: psycopg.Connection) -> list[str]:
    """Return what is wrong with the database as seen by the role of this connection, in words. Empty when it is fit.

    Source: design §9, roles and guarded tables.
    """
    return [*_version_wrong(connection), *_role_wrong(connection), *_guards_wrong(connection)]


def _version_wrong(connection: psycopg.Connection) -> Iterator[str]:
    version = connection.info.server_version // 10000
    if version < OLDEST:
        yield f"PostgreSQL is version {version}. Kith needs {OLDEST} or newer."


def _role_wrong(connection: psycopg.Connection) -> Iterator[str]:
    """Give what the role of the connection may do that would let it past the policies."""
    role, is_super, bypasses, creates_roles = _one(
        connection,
        "select rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user",
    )
    if is_super:
        yield f"The role {role} is a superuser. Give DATABASE_URL the role kith_app."
    if bypasses:
        yield f"The role {role} may bypass row-level security. Give DATABASE_URL the role kith_app."
    if creates_roles:
        yield f"The role {role} may create roles. Take that right away: alter role {role} nocreaterole."
    owned = _names(
        connection,
        "select c.relname from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace"
        " and pg_has_role(current_user, c.relowner, 'member') order by 1",
    )
    if owned:
        yield f"The role {role} owns tables ({_short(owned)}). Tables belong to kith_owner: run `kith migrate`."
    # An owner and a superuser may do all of the rest; saying so once is enough.
    if owned or is_super:
        return
    emptiable = _names(
        connection,
        "select c.relname from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace"
        " and has_table_privilege(c.oid, 'TRUNCATE') order by 1",
    )
    if emptiable:
        yield f"The role {role} may truncate tables ({_short(emptiable)}). Revoke TRUNCATE."
    if _one(
        connection,
        "select has_schema_privilege('public', 'CREATE') or has_database_privilege(current_database(), 'CREATE')",
    )[0]:
        yield f"The role {role} may make tables or functions of its own. Revoke CREATE on the database and the schema public."


def _guards_wrong(connection: psycopg.Connection) -> Iterator[str]:
    """Give the tables without their guard, and the functions that would let a caller around it."""
    unforced = _names(
        connection,
        "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
        " and relrowsecurity <> relforcerowsecurity order by 1",
    )
    if unforced:
        yield f"Row-level security is not both enabled and forced on: {_short(unforced)}. Run `kith migrate`."
    without_policy = _names(
        connection,
        "select c.relname from pg_class c where c.relkind in ('r', 'p') and c.relforcerowsecurity"
        " and c.relnamespace = 'public'::regnamespace"
        " and not exists (select 1 from pg_policy p where p.polrelid = c.oid"
        " and (select oid from pg_roles where rolname = 'kith_app') = any (p.polroles)) order by 1",
    )
    if without_policy:
        yield f"No policy for kith_app on: {_short(without_policy)}. Run `kith migrate`."
    if (
        _one(connection, "select to_regclass('public.people_person') is not null")[0]
        and not _one(
            connection,
            "select relforcerowsecurity from pg_class where oid = 'public.people_person'::regclass",
        )[0]
    ):
        yield "people_person is not guarded by row-level security. Run `kith migrate`."
    loose = _names(connection, LOOSE)
    if loose:
        yield f"A caller could turn these functions against the records: {_short(loose)}. Run `kith migrate`."
    if made_up_on_real(connection):
        yield (
            "This database holds areas and nobody made up: it is a real one. Set KITH_MODE=production; in any other mode "
            "anyone could"
            " come in as a made-up person."
        )


def made_up_on_real(connection: psycopg.Connection) -> bool:
    """Say whether a program of the demonstration meets a database of real records: it has areas,
    and none of the made-up people."""
    if os.environ.get("KITH_MODE", "demonstration") not in {"demonstration", "development"}:
        return False
    if not _one(connection, "select to_regclass('public.organisations_user') is not null")[0]:
        return False
    return bool(
        _one(
            connection,
            "select exists (select from organisations_area)"
            " and not exists (select from organisations_user where email like '%@example.org')",
        )[0]
    )


def refuse_unfit(url: str) -> None:
    """Raise :class:`UnfitDatabase` when the database at ``url`` is not fit to be used by this program.

    Raises :class:`DoesNotAnswer` when it cannot be asked now and may be later.
    """
    with connected(url) as connection:
        found = problems(connection)
    _refuse(found)


@contextmanager
def connected(url: str) -> Iterator[psycopg.Connection]:
    """Give a connection to the database at ``url``, closed afterwards.

    Raises :class:`DoesNotAnswer` when it is away, and :class:`UnfitDatabase` when the address, role or password is wrong.
    """
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            yield connection
    except psycopg.OperationalError as error:
        kind = UnfitDatabase if any(words in str(error) for words in NEVER_BY_WAITING) else DoesNotAnswer
        raise kind(f"The database does not answer: {error}") from None


def refuse_unfit_when_connected() -> None:
    """Ask as :func:`refuse_unfit` does at this process's next connection, before anything is read through it.

    For a web process that starts while the database is away: it answers that it is, and is safe when the database comes back.
    """

    def check(connection: BaseDatabaseWrapper, **about: object) -> None:
        try:
            _refuse(problems(connection.connection))
        except UnfitDatabase:
            connection.close()
            raise
        connection_created.disconnect(check, dispatch_uid="kith_fitness")

    connection_created.connect(check, weak=False, dispatch_uid="kith_fitness")


def _refuse(found: list[str]) -> None:
    if found:
        raise UnfitDatabase("Kith does not start on this database:\n" + "\n".join(f"* {each}" for each in found))


def _one(connection: psycopg.Connection, query: str) -> tuple[object, ...]:
    row = connection.execute(query.encode()).fetchone()
    if row is None:
        raise UnfitDatabase("The role of DATABASE_URL is not listed in pg_roles.")
    return tuple(row)


def _names(connection: psycopg.Connection, query: str) -> list[str]:
    return [str(name) for (name,) in connection.execute(query.encode()).fetchall()]


def _short(names: list[str]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
