"""Is it well, and is somebody still there."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

import kith
from kith.access.middleware import without_identity

_migrated = False


@login_not_required
@without_identity
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer whether the database, its migrations and the job queue are well. 503 when not."""
    answer: dict[str, object] = {"version": kith.__version__}
    try:
        with connection.cursor() as cursor:
            cursor.execute("show server_version")
            answer["database"] = {"ok": True, "version": cursor.fetchone()[0].split()[0]}
        answer["migrations"] = {"ok": _is_migrated()}
        with connection.cursor() as cursor:
            cursor.execute("select status::text, count(*) from procrastinate_jobs group by 1")
            jobs = dict(cursor.fetchall())
        answer["jobs"] = {
            "ok": True,
            "waiting": jobs.get("todo", 0),
            "running": jobs.get("doing", 0),
            "failed": jobs.get("failed", 0),
        }
    except DatabaseError:
        answer.setdefault("database", {"ok": False})
        answer.setdefault("migrations", {"ok": False})
        answer.setdefault("jobs", {"ok": False})
    well = all(part["ok"] for part in answer.values() if isinstance(part, dict))
    return JsonResponse({"ok": well, **answer}, status=200 if well else 503)


def _is_migrated() -> bool:
    """Whether no migration waits; a process that once saw none does not look again."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def keep_alive(request: HttpRequest) -> HttpResponse:
    """Keep the session: the middleware has already renewed it."""
    return JsonResponse({"ok": True})
