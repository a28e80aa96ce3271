"""PostgreSQL only: a URL becomes Django's database settings."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def parsed(url: str) -> dict[str, Any]:
    """Return Django's settings for ``postgresql://user:password@host:port/name?host=/socket/folder``.

    What the URL says about ssl (``sslmode``, ``sslrootcert`` …) is passed on. An empty URL gives settings that cannot connect, so
    that commands which need no database still run.
    """
    parts = urlsplit(url or "postgresql://nobody@/nothing?host=/nonexistent")
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError("DATABASE_URL must begin with postgresql://")
    query = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": str(query.get("port", [parts.port or ""])[0]),
        "CONN_MAX_AGE": 600,
        # A connection kept from before a restart of the database is found dead and made anew, before a request meets it.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "options": "-c timezone=UTC",
            **{name: values[0] for name, values in query.items() if name.startswith("ssl")},
        },
    }
