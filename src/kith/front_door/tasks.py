"""Jobs of the front door. Arguments hold ids, never names."""

from uuid import UUID

from procrastinate.contrib.django import app

from kith.access.identity import acting_as, service
from kith.kernel.time import now
from kith.organisations.clock import follow_pretended_time


@app.task(name="front_door.look_for_family", queue="front_door", retry=3)
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
            look.mark_search_failed(
                request_id=UUID(request_id), words=f"The search failed ({type(error).__name__})."
            )
        raise


def defer_look_for_family(*, request_id: UUID, area_id: UUID) -> None:
    """Have the people of a request looked for after this transaction has committed."""
    look_for_family.defer(request_id=str(request_id), area_id=str(area_id))
