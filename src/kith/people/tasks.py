"""Jobs of people. Arguments hold ids, never names."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kith.access.identity import acting_as, service
from kith.kernel.time import now
from kith.organisations.clock import follow_pretended_time
from kith.people.facts import PersonRecorded
from kith.people.services import suggest_pairs

NAME = "people.look_for_pairs"
AFTER_REQUESTS = 5
AGAIN = RetryStrategy(max_attempts=6, exponential_wait=3)


@app.task(name=NAME, queue="front_door", retry=AGAIN, priority=AFTER_REQUESTS)
def look_for_pairs(person_id: str, area_id: str) -> None:
    """Look for other records of somebody who was just recorded, with the sight of the area's matching service:
    a partner who records a child of one family sees no other record of that child."""
    follow_pretended_time()
    moment = now()
    with acting_as(service("people_match", area_id=UUID(area_id), purpose="find duplicates"), now=moment):
        suggest_pairs([UUID(person_id)], now=moment)


def have_pairs_looked_for(fact: PersonRecorded) -> None:
    """Have the review list show at once, and not at night, whom somebody who was recorded may be."""
    look_for_pairs.defer(person_id=str(fact.person_id), area_id=str(fact.area_id))
