"""A request while it is being decided: the model in force, who decides, the people, and what is open for a child."""

from dataclasses import dataclass
from datetime import date, datetime

from kith.family_help.models import Episode, EpisodeChild
from kith.family_help.queries import open_episode_of
from kith.front_door.decision_rules import NO_DECISION, ChildDecision
from kith.front_door.local_model import model_for
from kith.front_door.models import Request, RequestPerson
from kith.kernel.time import london_date
from kith.organisations.models import Practitioner
from kith.practice_model.rules import Model
from kith.practice_model.schema import Outcome

UNSEEN = frozenset({RequestPerson.Match.TO_CHECK, RequestPerson.Match.NOT_SEARCHED})
"""A person of whom no worker has said yet who they are."""


@dataclass(frozen=True)
class Case:
    """What every step of a decision reads."""

    request: Request
    model: Model
    who: Practitioner
    roles: frozenset[str]
    now: datetime
    people: dict[str, RequestPerson]

    @property
    def today(self) -> date:
        """The London day on which is decided."""
        return london_date(self.now)

    def outcome(self, decision: ChildDecision) -> Outcome | None:
        """Return the outcome as the area's model has it, or ``None`` for a child who is only named."""
        return None if decision.outcome == NO_DECISION else self.model.outcome(decision.outcome)

    def agreed(self, decision: ChildDecision) -> bool:
        """Say whether somebody agreed to help: now, or by the request."""
        return bool(decision.agreement.strip()) or self.request.agreement_service == "yes"

    def open_episode(self, child: RequestPerson) -> Episode | None:
        """Return the help that is open for a child, or for the family that the request is about."""
        subject = subject_of(child)
        if subject is not None:
            return subject.episode
        return open_episode_of(self.request.family_id) if self.request.family_id else None


def case_of(request: Request, *, who: Practitioner, roles: frozenset[str], now: datetime) -> Case:
    """Return the case of a request. Raises ``NoModelInForce``."""
    people = {person.key: person for person in request.people.select_related("person", "same_as").order_by("position")}
    return Case(request, model_for(request.area_id, london_date(now)), who, roles, now, people)


def subject_of(child: RequestPerson) -> EpisodeChild | None:
    """Return where a child is the subject of an open episode, or ``None``."""
    if child.person_id is None:
        return None
    return EpisodeChild.objects.filter(person_id=child.person_id, left_on__isnull=True).select_related("episode").first()
