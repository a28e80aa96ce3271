"""``kith check --deploy``: each unsafe setting, by name, with what to do. Imported by the command only."""

import os
from typing import Any

import psycopg
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from kith.config import mail
from kith.config.database.fitness import problems


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
    if len(settings.SECRET_KEY) < 50 or settings.SECRET_KEY.startswith("demonstration-only-"):
        found.append(
            Error(
                "SECRET_KEY is missing, short or the demonstration's.",
                hint="Give 50 random characters or more.",
                id="kith.E002",
            )
        )
    if os.environ.get("KITH_NOW"):
        found.append(
            Error(
                "KITH_NOW is set: the program would not use the real time.",
                hint="Unset KITH_NOW.",
                id="kith.E003",
            )
        )
    if "*" in settings.ALLOWED_HOSTS or "ALLOWED_HOSTS" not in os.environ:
        found.append(
            Error(
                "ALLOWED_HOSTS does not name the addresses people use.",
                hint="Set ALLOWED_HOSTS to the host names, separated by spaces.",
                id="kith.E004",
            )
        )
    if settings.DEBUG:
        found.append(Error("DEBUG is on: error pages show records.", hint="Turn it off.", id="kith.E005"))
    if os.environ.get("KITH_AS_OWNER"):
        found.append(
            Error(
                "KITH_AS_OWNER is set: the program would run as the owner.",
                hint="Unset KITH_AS_OWNER.",
                id="kith.E006",
            )
        )
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
            if (
                connection.info.host
                and not connection.info.host.startswith("/")
                and not connection.pgconn.ssl_in_use
            ):
                found.append(
                    Error(
                        "The connection to the database is not encrypted.",
                        hint="Add ?sslmode=verify-full.",
                        id="kith.E012",
                    )
                )
    except psycopg.OperationalError as error:
        found.append(Error(f"The database does not answer: {error}", id="kith.E013"))
    return found
