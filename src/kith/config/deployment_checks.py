"""``kith check --deploy``: each unsafe setting, by name, with what to do. Imported by the command only."""

import os
from collections.abc import Mapping
from typing import Any

import psycopg
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from kith.config import environment, mail
from kith.config.database import clients
from kith.config.database.fitness import problems

said: Mapping[str, str] = os.environ
"""The environment as it was given to the command, before the command filled anything in."""


@register(Tags.security, deploy=True)
def unsafe_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Name the settings that are right for a demonstration and wrong for real families."""
    found: list[CheckMessage] = []
    if settings.MODE != "production":
        found.append(
            Error(
                f"KITH_MODE is {settings.MODE}: anybody can sign in as a persona.",
                hint="Set KITH_MODE=production.",
                id="kith.E001",
            )
        )
    # Judged as production, whatever the mode: it is what a deployment must be.
    found += [Error(each.words, hint=each.hint, id=each.id) for each in environment.problems({**said, "KITH_MODE": "production"})]
    if settings.ACCOUNT_RATE_LIMITS and settings.CACHES["default"]["BACKEND"].endswith(("LocMemCache", "DummyCache")):
        found.append(
            Error(
                "Tries to sign in are counted in a cache that each process has for itself.",
                hint="Leave them to access.limits, which counts in the database, or share the cache.",
                id="kith.E016",
            )
        )
    if settings.DEBUG:
        found.append(Error("DEBUG is on: error pages show records.", hint="Turn it off.", id="kith.E005"))
    found += _of_mail()
    return found


def _of_mail() -> list[CheckMessage]:
    """Say when nothing can be sent, and when messages would travel in the clear."""
    if not settings.MAIL_IS_SENT:
        return [
            Warning(
                "No e-mail is sent: someone who has forgotten their password must ask the administrator of their area.",
                hint=f"Set EMAIL_URL, like {mail.EXAMPLE}, and EMAIL_FROM; then try: kith mail test ADDRESS",
                id="kith.W001",
            )
        ]
    if settings.MAIL.tls == "none" and settings.MAIL.host not in {"localhost", "127.0.0.1", "::1"}:
        return [
            Error(
                "E-mail travels to the mail server in the clear, with links that let people in.",
                hint="Leave tls=none out of EMAIL_URL.",
                id="kith.E020",
            )
        ]
    return []


@register(Tags.database, deploy=True)
def unsafe_database(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Name what is wrong with the server, the role or the policies."""
    url = os.environ.get("DATABASE_URL", "")
    found: list[CheckMessage] = []
    if f"{settings.HOME}/" in url or not url:
        found.append(
            Error(
                "The database is the embedded one of the demonstration.",
                hint="Set DATABASE_URL to a server of your own, with the role kith_app.",
                id="kith.E010",
            )
        )
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            found += [Error(problem, id="kith.E011") for problem in problems(connection)]
            if connection.info.host and not connection.info.host.startswith("/") and not connection.pgconn.ssl_in_use:
                found.append(
                    Error(
                        "The connection to the database is not encrypted.",
                        hint="Add ?sslmode=verify-full.",
                        id="kith.E012",
                    )
                )
            found += _unfit_clients(connection)
    except psycopg.OperationalError as error:
        return [*found, Error(f"The database does not answer: {error}", id="kith.E013")]
    return [*found, *_unmigrated()]


def _unmigrated() -> list[CheckMessage]:
    """Name the migrations that wait: this program on the tables of an older one, or on none."""
    executor = MigrationExecutor(connections["default"])
    waiting = [
        f"{migration.app_label}.{migration.name}" for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())
    ]
    if not waiting:
        return []
    named = ", ".join(waiting[:3]) + (f" and {len(waiting) - 3} more" if len(waiting) > 3 else "")
    return [
        Error(
            f"The database is not at this version: {named} must still be made.",
            hint="Run `kith migrate` with DATABASE_OWNER_URL.",
            id="kith.E014",
        )
    ]


def _unfit_clients(connection: psycopg.Connection) -> list[CheckMessage]:
    """Say when `kith backup` could not run here. A warning: backups may be made on another machine."""
    try:
        clients.folder_for(connection)
    except clients.NoFittingClients as refusal:
        return [Warning(refusal.message, hint="Not needed where no backup is made.", id="kith.W002")]
    return []
