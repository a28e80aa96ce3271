"""PostgreSQL only: a URL becomes Django's database settings."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from kith.kernel.refusals import Refusal

EXAMPLE = "postgresql://kith_app:password@db.example.org:5432/kith"


class WrongDatabaseAddress(Refusal):
    """``DATABASE_URL`` cannot be read. The message never repeats it: it holds a password."""

    code = "wrong_database_address"


def parsed(url: str) -> dict[str, Any]:
    """Return Django's settings for ``postgresql://user:password@host:port/name?host=/socket/folder``.

    What the URL says about ssl (``sslmode``, ``sslrootcert`` …) is passed on. An empty URL gives settings that cannot connect, so that commands which need no database still run. Raises :class:`WrongDatabaseAddress`.
    """
    try:
        parts = urlsplit(url or "postgresql://nobody@/nothing?host=/nonexistent")
        port = parts.port
    except ValueError:
        raise WrongDatabaseAddress(
            f"DATABASE_URL cannot be read. Give it like {EXAMPLE}; signs like @ : / # in a password stand as %40 %3A %2F %23."
        ) from None
    if parts.scheme not in {"postgresql", "postgres"}:
        raise WrongDatabaseAddress(f"DATABASE_URL must begin with postgresql://. Give it like {EXAMPLE}.")
    query = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": str(query.get("port", [port or ""])[0]),
        "CONN_MAX_AGE": 600,
        # A connection kept from before a restart of the database is found dead and made anew, before a request meets it.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "options": "-c timezone=UTC",
            **{name: values[0] for name, values in query.items() if name.startswith("ssl")},
        },
    }
