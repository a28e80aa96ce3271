"""Jobs of the front door. Arguments hold ids, never names."""

from uuid import UUID

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kith.access.identity import acting_as, service
from kith.kernel.time import now
from kith.organisations.clock import follow_pretended_time

NAME = "front_door.look_for_family"
BEFORE_UPKEEP = 10
AGAIN = RetryStrategy(max_attempts=6, exponential_wait=3)
"""After 3, 9, 27, 81, 243 and 729 seconds: three tries at once would all fall into one restart of the database."""


@app.task(name=NAME, queue="front_door", retry=AGAIN, priority=BEFORE_UPKEEP)
def look_for_family(request_id: str, area_id: str) -> None:
    """Look for the people of a request, as the area's matching service. A failure is written on the request and raised."""
    from kith.front_door.services import look  # noqa: PLC0415  the service defers this job

    follow_pretended_time()
    moment = now()
    matching = service("matching", area_id=UUID(area_id), purpose="matching", why=f"request {request_id}")
    try:
        with acting_as(matching, now=moment):
            look.look_for_family(request_id=UUID(request_id), now=moment)
    except Exception as error:
        with acting_as(matching, now=moment):
            look.mark_search_failed(request_id=UUID(request_id), words=f"The search failed ({type(error).__name__}).")
        raise


def defer_look_for_family(*, request_id: UUID, area_id: UUID) -> None:
    """Have the people of a request looked for after this transaction has committed."""
    look_for_family.defer(request_id=str(request_id), area_id=str(area_id))


def take_back_look_for_family(*, request_id: UUID) -> None:
    """Take a search back that was deferred in this transaction: the demonstration does it at its time in the story."""
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from procrastinate_jobs where task_name = %s and status = 'todo' and args ->> 'request_id' = %s",
            [NAME, str(request_id)],
        )
