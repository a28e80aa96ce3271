"""The schedule: everything that happens by itself, in one place. What an operator schedules is in docs/running/logs-and-jobs.md.

Times are UTC. Each kind of job is put in the queue once however many workers run. A job of the schedule that fails comes again at
its next time.
"""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from kith.config import jobs, upkeep
from kith.organisations.clock import follow_pretended_time

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


@app.periodic(cron="17 * * * *")
@app.task(name="config.tidy", queue="upkeep", queueing_lock="tidy")
def tidy(timestamp: int) -> str:
    """Every hour: remove expired sessions and tokens, sent forms after a week, finished jobs after a week."""
    follow_pretended_time()
    return upkeep.tidy()


@app.periodic(cron="30 1 * * *")
@app.task(name="config.review_lists", queue="upkeep", queueing_lock="review_lists", lock="nightly")
def review_lists(timestamp: int) -> str:
    """Every night: records that may be one person, area by area."""
    follow_pretended_time()
    return upkeep.write_review_lists()
