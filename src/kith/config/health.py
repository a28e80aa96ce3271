"""What a balancer, a watcher and a collector of figures ask: /readyz, /healthz, /metrics. No answer says anything of a person."""

import ipaddress
import os
from datetime import UTC, datetime
from hmac import compare_digest

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

import kith
from kith.access.middleware import without_identity
from kith.config import monitoring

FORWARDED = ("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via")
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"

_migrated = False


@login_not_required
@without_identity
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether this process can serve pages: 200, or 503. For a balancer: no dead job process takes the pages away."""
    ready = _database().get("ok") is True and _is_migrated_or_not_known()
    return JsonResponse({"ready": ready}, status=200 if ready else 503)


@login_not_required
@without_identity
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say whether all of Kith is well: database, migrations, jobs. 503 when somebody must look, with what to do."""
    answer: dict[str, object] = {"version": kith.__version__, "database": _database()}
    try:
        answer["migrations"] = {"ok": _is_migrated()}
        jobs = monitoring.jobs_now()
        answer["jobs"] = {
            "ok": not jobs.problems(),
            "problems": jobs.problems(),
            "waiting": jobs.waiting,
            "running": jobs.running,
            "failed": jobs.failed,
            "stalled": jobs.stalled,
            "workers": jobs.workers,
            "oldest_waiting_seconds": round(jobs.oldest or 0),
        }
        answer["backup"] = _backup()
    except DatabaseError:
        answer.setdefault("migrations", {"ok": False})
        answer.setdefault("jobs", {"ok": False})
    well = all(part["ok"] for part in answer.values() if isinstance(part, dict) and "ok" in part)
    return JsonResponse({"ok": well, **answer}, status=200 if well else 503)


@login_not_required
@without_identity
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Give the figures to a collector on this machine, or to one that knows KITH_METRICS_TOKEN. Others find nothing here."""
    if not (_is_from_here(request) or _knows_token(request)):
        raise Http404
    return HttpResponse(monitoring.metrics(), content_type=PROMETHEUS)


def _database() -> dict[str, object]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("show server_version")
            return {"ok": True, "version": cursor.fetchone()[0].split()[0]}
    except DatabaseError:
        return {"ok": False}


def _backup() -> dict[str, object]:
    """The age of the last backup is told and not judged: how often one is made is for whoever runs Kith to say."""
    at = monitoring.last_done().get("backup")
    if at is None:
        return {"last": None}
    return {
        "last": at.isoformat(timespec="seconds"),
        "hours": round((datetime.now(UTC) - at).total_seconds() / 3600, 1),
    }


def _is_migrated() -> bool:
    """Whether no migration waits; a process that once saw none does not look again."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def _is_migrated_or_not_known() -> bool:
    try:
        return _is_migrated()
    except DatabaseError:
        return False


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the caller is on this machine and no proxy brought the call: a proxy on this machine calls from here, too."""
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _knows_token(request: HttpRequest) -> bool:
    token = os.environ.get("KITH_METRICS_TOKEN", "")
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(token) and compare_digest(given.encode(), token.encode())
