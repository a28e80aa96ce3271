"""How it is: the database, the job processes, what waits, the last backup. Counts and ages, nothing of a person."""

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection

from kith import __version__
from kith.config.jobs import SILENT_SECONDS
from kith.config.models import LastDone

NO_WORKER_SECONDS = 300
OLDEST_JOB_SECONDS = 600
STALLED_SECONDS = 150
"""By then any living worker has taken a stalled job up: half a minute of silence, and looks every minute."""

_begun = time.monotonic()

_JOBS = """
select
  (select count(*) from procrastinate_jobs where status = 'todo'),
  (select count(*) from procrastinate_jobs where status = 'doing'),
  (select count(*) from procrastinate_jobs where status = 'failed'),
  (select count(*) from procrastinate_workers where last_heartbeat >= now() - make_interval(secs => %(silent)s)),
  extract(epoch from now() - greatest(
    (select max(last_heartbeat) from procrastinate_workers),
    (select to_timestamp(max(defer_timestamp)) from procrastinate_periodic_defers))),
  (select extract(epoch from now() - greatest(first.scheduled_at, min(event.at)))
   from (select id, scheduled_at from procrastinate_jobs
         where status = 'todo' and (scheduled_at is null or scheduled_at <= now()) order by id limit 1) first
   join procrastinate_events event on event.job_id = first.id group by first.scheduled_at),
  stalled.jobs, stalled.longest
from (
  select count(*) as jobs, max(extract(epoch from now() - coalesce(worker.last_heartbeat,
           (select max(event.at) from procrastinate_events event where event.job_id = job.id)))) as longest
  from procrastinate_jobs job left join procrastinate_workers worker on worker.id = job.worker_id
  where job.status = 'doing'
    and (worker.id is null or worker.last_heartbeat < now() - make_interval(secs => %(silent)s))
) stalled
"""


@dataclass(frozen=True)
class Jobs:
    """The queue and its workers. Ages are in seconds; ``None`` where there is nothing to be old."""

    waiting: int
    running: int
    failed: int
    workers: int
    silent: float | None
    """Since a worker last gave a sign."""
    oldest: float | None
    """Since the job that waits longest could have been done."""
    stalled: int
    """Jobs whose worker ended without a word."""
    stalled_longest: float | None

    def problems(self) -> list[str]:
        """Return what must be looked at now, in words. Empty when the jobs are well."""
        found = []
        up = time.monotonic() - _begun
        # After a start of the whole machine the job process has a moment to come up, too.
        silent = up if self.silent is None else min(self.silent, up)
        if not self.workers and silent > NO_WORKER_SECONDS:
            found.append(f"No job process has given a sign for {_span(silent)}. Start kith worker.")
        if self.oldest is not None and min(self.oldest, up) > OLDEST_JOB_SECONDS:
            found.append(f"A job has waited for {_span(self.oldest)}. Requests may not be searched.")
        if self.stalled and (self.stalled_longest or 0) > STALLED_SECONDS:
            found.append(f"{self.stalled} stalled: their job process ended, and none has taken them up.")
        return found


def jobs_now() -> Jobs:
    """Return how the queue is. One statement, whose cost does not grow with what was done before."""
    with connection.cursor() as cursor:
        cursor.execute(_JOBS, {"silent": SILENT_SECONDS})
        row = cursor.fetchone()
    waiting, running, failed, workers, silent, oldest, stalled, longest = row
    return Jobs(waiting, running, failed, workers, _seconds(silent), _seconds(oldest), stalled, _seconds(longest))


def last_done() -> dict[str, datetime]:
    """Return when each thing of the schedule, and the backup, was last done."""
    return dict(LastDone.objects.values_list("what", "at"))


def metrics() -> str:
    """Return the figures as Prometheus reads them (text format 0.0.4)."""
    jobs, at = jobs_now(), datetime.now(UTC).timestamp()
    lines = [
        *_metric("kith_info", "gauge", "Version that runs.", {f'version="{__version__}"': 1}),
        *_metric(
            "kith_jobs",
            "gauge",
            "Jobs in the queue, by state.",
            {
                'state="waiting"': jobs.waiting,
                'state="running"': jobs.running,
                'state="failed"': jobs.failed,
                'state="stalled"': jobs.stalled,
            },
        ),
        *_metric(
            "kith_workers",
            "gauge",
            "Job processes that gave a sign in the last half minute.",
            {"": jobs.workers},
        ),
        *_metric("kith_worker_silent_seconds", "gauge", "Since a job process last gave a sign.", {"": jobs.silent}),
        *_metric("kith_oldest_job_seconds", "gauge", "Age of the job that waits longest.", {"": jobs.oldest or 0}),
        *_metric(
            "kith_jobs_ok",
            "gauge",
            "1 when /healthz finds nothing wrong with the jobs.",
            {"": int(not jobs.problems())},
        ),
        *_metric(
            "kith_last_done_timestamp_seconds",
            "gauge",
            "When something was last done to its end.",
            {f'what="{what}"': done.timestamp() for what, done in sorted(last_done().items())},
        ),
        *_metric(
            "kith_database_connections",
            "gauge",
            "Connections to the database.",
            {"": _one("select count(*) from pg_stat_activity where datname = current_database()")},
        ),
        *_metric(
            "kith_database_bytes",
            "gauge",
            "Size of the database.",
            {"": _one("select pg_database_size(current_database())")},
        ),
        *_metric("kith_home_free_bytes", "gauge", "Free space where files lie.", {"": _free()}),
        *_metric("kith_time_seconds", "gauge", "The time of this answer.", {"": at}),
    ]
    return "\n".join(lines) + "\n"


def _metric(name: str, kind: str, words: str, values: dict[str, float | int | None]) -> Iterator[str]:
    known = {labels: value for labels, value in values.items() if value is not None}
    if known:
        yield f"# HELP {name} {words}"
        yield f"# TYPE {name} {kind}"
        for labels, value in known.items():
            yield f"{name}{{{labels}}} {value}" if labels else f"{name} {value}"


def _one(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])


def _free() -> int | None:
    try:
        return shutil.disk_usage(settings.HOME).free
    except OSError:
        return None


def _seconds(value: object) -> float | None:
    return None if value is None else max(0.0, float(value))  # type: ignore[arg-type]


def _span(seconds: float) -> str:
    minutes = int(seconds // 60)
    return f"{minutes} minutes" if minutes < 120 else f"{minutes // 60} hours"
