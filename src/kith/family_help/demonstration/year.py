"""One family's year: who acts on it, and its time, which only goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

from kith.calendars.rules import add_working_days
from kith.family_help.demonstration.courses import Course
from kith.family_help.models import Episode
from kith.kernel.time import LONDON, london_date
from kith.organisations.models import Practitioner, Role
from kith.people.demonstration.cast import Cast
from kith.people.demonstration.plans import FamilyPlan
from kith.people.models import Person
from kith.practice_model.rules import Model


@dataclass(frozen=True)
class Stage:
    """An area of the demonstration while its year is played: who works there, until when, by which model."""

    cast: Cast
    as_at: datetime
    seed: int
    chance: Random
    model: Model

    @property
    def today(self) -> date:
        return london_date(self.as_at)


@dataclass(frozen=True)
class Begun:
    """Help that began: the family planned, what becomes of it, and what the front door recorded."""

    family: FamilyPlan
    course: Course
    reference: str
    received_at: datetime
    decided_at: datetime
    family_id: UUID
    episode_id: UUID
    people: dict[str, UUID]


class FamilyYear:
    """What is known while the year of one family is told, and how each acts in it."""

    def __init__(self, stage: Stage, begun: Begun) -> None:
        self.stage, self.cast, self.chance = stage, stage.cast, stage.chance
        self.begun, self.course, self.family, self.theme = begun, begun.course, begun.family, begun.family.theme
        self.family_id, self.episode_id, self.people = begun.family_id, begun.episode_id, begun.people
        self.manager, self.senior = self.cast.of(Role.TEAM_MANAGER), self.cast.of(Role.SENIOR_SOCIAL_WORKER)
        self.lead = self.cast.of(Role.LEAD_PRACTITIONER)
        self.waiting_lead: Practitioner | None = None
        self.clock = begun.decided_at

    def at(self, day: date, hour: int = 10, minute: int | None = None) -> datetime:
        """Return a moment of a day, never before the last thing that happened and never after the present."""
        chosen = self.chance.randrange(60) if minute is None else minute
        moment = datetime.combine(day, time(hour, chosen), tzinfo=LONDON).astimezone(UTC)
        self.clock = min(max(moment, self.clock + timedelta(minutes=1)), self.stage.as_at)
        return self.clock

    def after(self, days: int) -> date:
        """Return the working day on or after ``days`` days since the request."""
        return add_working_days(london_date(self.begun.received_at) + timedelta(days=days - 1), 1)

    def over(self) -> bool:
        """Whether the present has been reached."""
        return self.clock >= self.stage.as_at - timedelta(minutes=5)

    @contextmanager
    def by(self, who: Practitioner, moment: datetime) -> Iterator[Episode]:
        """Act as somebody on this family's episode."""
        with self.cast.acting(who, moment):
            yield Episode.objects.get(pk=self.episode_id)

    def person(self, key: str) -> Person:
        """Return somebody of the family by the key that the request gave them."""
        return Person.objects.get(pk=self.people[key])

    def say(self, text: str) -> str:
        """Fill in a text about this family."""
        return self.family.say(text)
