"""No statement on a guarded table without an identity.

The policies raise as soon as they look at a row, but PostgreSQL does not evaluate them when an index finds nothing: the answer
would be empty. This wrapper, on every connection of the application, makes that mistake impossible to miss.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import connection

from kith.access.identity import NoIdentity, acting

_TABLE = re.compile(r'"?\b([a-z]+_[a-z_]+)\b"?')


@cache
def guarded_tables() -> frozenset[str]:
    """Return the names of the tables whose row-level security is forced, read once from the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relkind = 'r' and relforcerowsecurity and relnamespace = 'public'::regnamespace"
        )
        return frozenset(name for (name,) in cursor.fetchall())


def require_identity(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Raise :class:`NoIdentity` for a statement that names a guarded table while nobody acts."""
    if not acting() and not sql.startswith("select relname from pg_class"):
        named = guarded_tables().intersection(_TABLE.findall(str(sql)))
        if named:
            raise NoIdentity(f"Nobody acts, and the statement reads or writes {', '.join(sorted(named))}.")
    return execute(sql, params, many, context)
