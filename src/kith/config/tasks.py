"""The schedule: everything that happens by itself, in one place. What an operator schedules is in docs/running/logs-and-jobs.md.

Times are UTC. Each kind of job is put in the queue once however many workers run. A job of the schedule that fails comes again at
its next time.
"""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from kith.config import jobs

FIRST = 20
"""Before every other job: what a killed worker left must not wait behind ten thousand searches."""


@app.periodic(cron="* * * * *")
@app.task(
    name="config.take_up_stalled",
    queue="upkeep",
    queueing_lock="take_up_stalled",
    priority=FIRST,
    pass_context=True,
)
async def take_up_stalled(context: JobContext, timestamp: int) -> None:
    """Every minute: give back the jobs of workers that no longer live."""
    await jobs.take_up_stalled(context.app)
