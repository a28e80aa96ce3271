"""The front door's part of the demonstration: receive, look, say who it is, decide, ask the hub, tell the sender."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from kith.config.demonstration import answers
from kith.config.demonstration.request import RequestPlan
from kith.front_door import services, tasks
from kith.front_door.body import check_body
from kith.front_door.hub_bodies import hub_bodies
from kith.front_door.models import Request, RequestMatch, RequestPerson
from kith.kernel.time import LONDON, london_date
from kith.organisations.models import Practitioner, Role
from kith.people.demonstration.cast import Cast
from kith.people.models import Family, Person
from kith.practice_model.queries import model_in_force
from kith.practice_model.rules import Model

ANONYMOUS_KINDS = {"relative", "public", "anonymous"}
OPEN_AT, SHUT_AT = 8, 18


@dataclass(frozen=True)
class Opened:
    """A family whose help began: the episode, who is who by key, and when it was decided."""

    family: Family
    episode_id: UUID
    people: dict[str, UUID]
    decided_at: datetime


class FrontDoor:
    """One area's front door."""

    def __init__(self, cast: Cast, *, as_at: datetime, chance: Random) -> None:
        self.cast, self.as_at, self.chance = cast, as_at, chance
        self.model: Model = model_in_force(cast.area.slug, london_date(as_at))
        self.worker, self.manager = cast.of(Role.FRONT_DOOR), cast.of(Role.TEAM_MANAGER)

    def play(self, request: RequestPlan) -> Opened | None:
        """Do what the front door did with one request. Returns the family whose help began, if any did."""
        request_id = self._receive(request)
        moment = min(request.received_at + timedelta(minutes=1), self.as_at)
        with self.cast.serving("matching", moment):
            services.look_for_family(request_id=request_id, now=moment)
        if request.waiting:
            self._waiting(request, request_id)
            return None
        who, moment = self._who_decides(request)
        with self.cast.acting(who, moment):
            held = Request.objects.get(pk=request_id)
            if request.course is not None or request.about_open:
                self._say_who(held, moment)
            rows = services.decide(
                request=held,
                decisions=self._decisions(request, request.outcome or "nfa"),
                words_for_sender=self._words(request) if held.kind == "professional" else "",
                now=moment,
            )
            if request.course is None:
                return None
            people = dict(RequestPerson.objects.filter(request=held, person__isnull=False).values_list("key", "person_id"))
            episode = next(row.episode for row in rows if row.episode is not None)
            family = Family.objects.get(pk=episode.family_id)
        return Opened(family, episode.id, people, moment)

    def _receive(self, request: RequestPlan) -> UUID:
        body, at = check_body(request.body, now=request.received_at), request.received_at
        by_form = body.kind != "professional" and request.waiting == ""
        actor = self.cast.acting(self.worker, at) if by_form else self.cast.serving("intake", at)
        with actor:
            receipt = services.receive_request(body=body, door="web" if by_form else "bulk", received_at=at, now=at)
            tasks.take_back_look_for_family(request_id=receipt.request_id)
        return receipt.request_id

    def _who_decides(self, request: RequestPlan) -> tuple[Practitioner, datetime]:
        """Return who decides and when: by day the front door, a manager where only a manager may, at night whoever is there."""
        moment = request.received_at + timedelta(minutes=self.chance.randrange(70, 380))
        local = moment.astimezone(LONDON)
        if not OPEN_AT <= local.hour < SHUT_AT:
            moment += timedelta(hours=(OPEN_AT + 1 - local.hour) % 24)
        moment = min(moment, self.as_at - timedelta(minutes=10))
        if request.outcome == "nfa" and request.body["kind"] in ANONYMOUS_KINDS:
            return self.manager, moment
        return self.worker, moment

    def _say_who(self, held: Request, moment: datetime) -> None:
        """Look at the possible matches: the same forename and date of birth is the same person, everybody else is new."""
        for person in held.people.order_by("position"):
            matches = RequestMatch.objects.filter(request_person=person).order_by("position").values_list("person_id", flat=True)
            known = [
                each.pk
                for each in Person.objects.filter(pk__in=list(matches))
                if each.forename == person.forename
                and (each.date_of_birth, each.expected_date) == (person.date_of_birth, person.expected_date)
            ]
            services.confirm_match(request_person=person, person_id=known[0] if known else None, now=moment)

    def _decisions(self, request: RequestPlan, outcome: str) -> list[services.ChildDecision]:
        family = request.family
        decisions = []
        for child in family.children:
            each = outcome
            if request.course is not None and request.course.bases.get(child.key) == "by_agreement":
                each = "family_help" if outcome != "early_help" else outcome
            reason = (
                answers.HELP_REASONS.get(each)
                or answers.OTHER_REASONS.get(each)
                or self.chance.choice(answers.ADVICE_REASONS if each == "advice" else answers.NFA_REASONS)
            )
            decisions.append(
                services.ChildDecision(
                    key=child.key,
                    outcome=each,
                    reason=reason,
                    strengths=family.say(self.chance.choice(family.theme.strengths)),
                    needs=family.say(self.chance.choice(family.theme.goals).need),
                    lead_kind="Social worker" if each == "section_17" else "Family worker, or a partner the family knows",
                    lead_reason="Because of how serious it is." if each == "section_17" else "Nearest to the family already.",
                    primary_need=family.theme.need,
                    passed_to="The front door of the next county: the duty worker took it by telephone"
                    if each == "another_area"
                    else "",
                    family_said="Thank you, not now. We will ring if we change our mind."
                    if each == "declined"
                    else "We would like that.",
                    agreement=f"{family.adult.forename}, by telephone, before this was decided" if each == "family_help" else "",
                )
            )
        return decisions

    def _words(self, request: RequestPlan) -> str:
        outcome = request.outcome or ""
        if outcome in answers.HELP_REASONS:
            return "Thank you. Help begins, and the lead practitioner will ring you this week."
        if outcome in answers.OTHER_REASONS:
            return "Thank you. We looked at it with care; what happens next is written beside this."
        return "Thank you. What you already do is the right help for now. Please tell us again if it gets worse."

    def _waiting(self, request: RequestPlan, request_id: UUID) -> None:
        """Do what has been begun this morning and not finished."""
        moment = min(request.received_at + timedelta(minutes=12), self.as_at)
        if request.waiting == "hub":
            self._ask_hub(request, request_id, moment)
        if request.waiting == "handover":
            with self.cast.acting(self.worker, moment):
                held = Request.objects.get(pk=request_id)
                services.decide(
                    request=held,
                    decisions=self._decisions(request, "child_protection"),
                    told=services.ToldByTelephone(
                        f"{self.cast.of(Role.LEAD_CHILD_PROTECTION).name}, child protection team", moment
                    ),
                    words_for_sender="Thank you for ringing at once. We are acting now and will ring you back today.",
                    now=moment,
                )

    def _ask_hub(self, request: RequestPlan, request_id: UUID, moment: datetime) -> None:
        bodies = [each.key for each in hub_bodies(self.cast.area.pk, now=moment)]
        if not bodies:
            return
        agreed = request.body["agreement"]["sharing"] == "yes"
        with self.cast.acting(self.worker, moment):
            held = Request.objects.get(pk=request_id)
            enquiry = services.ask_hub(
                request=held,
                basis="agreement" if agreed else "suspicion",
                basis_words=f"{request.family.adult.forename} agreed in person"
                if agreed
                else "A child was in the room, and it is the third call in a month",
                parents_told=agreed,
                parents_not_told_reason="" if agreed else "Not until it is known who is at home",
                questions=[
                    services.Question(
                        body=body,
                        about=[request.family.adult.key, request.family.children[0].key],
                        question="What do you know of this family since the summer, and who works with them now?",
                        necessary="You are likely to have seen them, and what you know decides how soon somebody goes.",
                    )
                    for body in bodies[:4]
                ],
                now=moment,
            )
            question = enquiry.questions.order_by("-body_name").first()
            if question is not None:
                services.answer_hub(question=question, held=False, words="", mark="professionals", now=moment)
