"""Playing one area's year: each thing is done by whoever would do it, through the service that does it, at its time.

What a room has of it stands in the room: people and their records in ``people``, help in ``family_help``.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from kith.audit.services import record_look
from kith.config.demonstration.front_door import FrontDoor, Opened
from kith.config.demonstration.request import RequestPlan
from kith.family_help.demonstration.story import play
from kith.family_help.demonstration.year import Begun, FamilyYear, Stage
from kith.kernel.time import london_date
from kith.organisations.models import Area, Role
from kith.people.demonstration.cast import Cast
from kith.people.demonstration.plans import Recorded
from kith.people.demonstration.records import Records
from kith.people.models import Family


class AreaYear:
    """One area's year up to ``as_at``."""

    def __init__(self, area: Area, *, as_at: datetime, seed: int) -> None:
        self.area, self.as_at, self.today, self.seed = area, as_at, london_date(as_at), seed
        self.chance = Random(f"{seed}:{area.slug}:play")
        self.cast = Cast(area, self.today)
        self.front_door = FrontDoor(self.cast, as_at=as_at, chance=self.chance)
        self.stage = Stage(self.cast, as_at, seed, self.chance, self.front_door.model)
        self.families: dict[int, UUID] = {}
        self.helped: list[Recorded] = []

    def play(self, requests: list[RequestPlan]) -> Iterator[RequestPlan]:
        """Do everything that the requests led to, one request after another. Yields each when it is done."""
        for request in requests:
            opened = self.front_door.play(request)
            if opened is not None and request.course is not None:
                play(FamilyYear(self.stage, _begun(request, opened)))
                self.families[request.family.number] = opened.family.id
                self.helped.append(Recorded(request.family, opened.family.id, opened.people))
            yield request
        Records(self.cast, as_at=self.as_at, seed=self.seed, helped=self.helped).play()
        self._looks()

    def _looks(self) -> None:
        """Leave traces of who opened what in the last days, so that an auditor has something to read."""
        readers = [Role.FRONT_DOOR, Role.LEAD_PRACTITIONER, Role.TEAM_MANAGER, Role.SENIOR_SOCIAL_WORKER, Role.OUT_OF_HOURS]
        for number, family_id in enumerate(list(self.families.values())[-30:]):
            moment = self.as_at - timedelta(hours=self.chance.randrange(1, 24 * 9), minutes=number)
            with self.cast.acting(self.cast.of(readers[number % len(readers)]), moment):
                if Family.objects.filter(pk=family_id).exists():
                    record_look("open", now=moment, page="family_help:family", family_id=family_id)


def _begun(request: RequestPlan, opened: Opened) -> Begun:
    assert request.course is not None
    return Begun(
        family=request.family,
        course=request.course,
        reference=request.body["reference"],
        received_at=request.received_at,
        decided_at=opened.decided_at,
        family_id=opened.family.id,
        episode_id=opened.episode_id,
        people=opened.people,
    )
