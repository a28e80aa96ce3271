"""The job process: it waits for the database, takes up what a killed worker left, and works until it is told to stop."""

import asyncio
import logging
import signal
from typing import Any

import psycopg
import psycopg_pool
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

from kith.config.database.fitness import DoesNotAnswer, refuse_unfit
from kith.config.database.waiting import delays, say_waiting

log = logging.getLogger("kith.jobs")

SILENT_SECONDS = 30
"""A worker says every ten seconds that it lives. After thirty its jobs are taken from it."""

MOST_ATTEMPTS = 5
"""A job that was with five workers when they ended is not given to a sixth: it may be what ends them."""

AT_ONCE = 3
"""Nightly work takes one place at most, and so does mail (each shares a lock): a request never waits behind them."""

# One statement, so that two workers that look at the same moment take up each job once. A job of the schedule comes again by
# itself; to put it back could break the rule that one of its kind waits.
_TAKE_UP = """
update procrastinate_jobs stalled
set status = (case when stalled.attempts + 1 >= %(most)s or stalled.queueing_lock is not null
                   then 'failed' else 'todo' end)::procrastinate_job_status,
    attempts = stalled.attempts + 1, worker_id = null, scheduled_at = null, abort_requested = false
where stalled.status = 'doing'
  and not exists (select from procrastinate_workers alive where alive.id = stalled.worker_id
                  and alive.last_heartbeat >= now() - make_interval(secs => %(silent)s))
returning stalled.id, stalled.task_name, stalled.status::text
"""

_LOST = (ConnectorException, psycopg.OperationalError, psycopg_pool.PoolTimeout)


async def take_up_stalled(through: App) -> int:
    """Give jobs of workers that no longer live back to the queue. Returns how many.

    A job that has ended :data:`MOST_ATTEMPTS` workers is marked as failed, and so is a job of the schedule.
    """
    rows = await through.connector.execute_query_all_async(_TAKE_UP, most=MOST_ATTEMPTS, silent=SILENT_SECONDS)
    taken = list(rows)
    for row in taken:
        log.warning("Job %s (%s) was left by a worker that ended: %s.", row["id"], row["task_name"], row["status"])
    return len(taken)


async def work(url: str, *, once: bool = False) -> None:
    """Do jobs until INT or TERM arrives; with ``once`` until none waits.

    Waits for a database that is away, at the start and at any time later. Raises
    :class:`~kith.config.database.fitness.UnfitDatabase` for one that answers and would not protect the people in it.
    """
    told = _Told(asyncio.get_running_loop(), asyncio.current_task())
    waits = delays()
    try:
        while True:
            try:
                await asyncio.to_thread(refuse_unfit, url)
                waits = delays()
                await _until_lost(once=once)
                if once:
                    return
                # Without a signal the library stops only when one of its connections ended.
                log.warning("The job process lost the database. It goes on when the database is back.")
            except DoesNotAnswer as away:
                say_waiting("The job process", away)
            except _LOST as lost:
                log.warning("The job process lost the database (%s).", type(lost).__name__)
            await asyncio.sleep(next(waits))
    except asyncio.CancelledError:
        if not told.to_stop:
            raise


async def _until_lost(*, once: bool) -> None:
    # Django's own connector has one connection for a thread; a worker needs some, and one that listens.
    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
        async with app.open_async():
            await take_up_stalled(app)
            # One at a time where it ends: a job that waits for the lock of another would else be taken for none.
            places = 1 if once else AT_ONCE
            await app.run_worker_async(wait=not once, concurrency=places, install_signal_handlers=False)


class _Told:
    """Remembers that INT or TERM arrived, and ends the task once: a second signal must not cut the clearing up short."""

    def __init__(self, loop: asyncio.AbstractEventLoop, task: "asyncio.Task[Any] | None") -> None:
        self.to_stop, self._task = False, task
        for each in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(each, self._stop)

    def _stop(self) -> None:
        if not self.to_stop and self._task is not None:
            self.to_stop = True
            self._task.cancel()
