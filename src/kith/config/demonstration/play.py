"""Playing one area's year: each thing is done by whoever would do it, through the service that does it, at its time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from kith.access.models import Grant
from kith.audit.services import record_look
from kith.calendars.rules import add_working_days
from kith.config.demonstration import stories
from kith.config.demonstration.around import Around
from kith.config.demonstration.cast import Cast
from kith.config.demonstration.families import RequestPlan
from kith.config.demonstration.front_door import FrontDoor, Opened
from kith.config.demonstration.records import Records
from kith.config.demonstration.stories import Theme
from kith.family_help import services as help_services
from kith.family_help.models import Assessment, Episode, LeadAssignment, Plan
from kith.family_help.refusals import LeadNotAllowed
from kith.kernel.time import LONDON, london_date
from kith.organisations.models import Area, Practitioner, Role
from kith.people import services as people_services
from kith.people.models import Family, Person

RISK = {"by_agreement": "low", "section_17": "medium"}


class AreaYear:
    """One area's year up to ``as_at``."""

    def __init__(self, area: Area, *, as_at: datetime, seed: int) -> None:
        self.area, self.as_at, self.today, self.seed = area, as_at, london_date(as_at), seed
        self.chance = Random(f"{seed}:{area.slug}:play")
        self.cast = Cast(area, self.today)
        self.front_door = FrontDoor(self.cast, as_at=as_at, chance=self.chance)
        self.families: dict[int, UUID] = {}
        self.helped: list[tuple[RequestPlan, Opened]] = []

    def play(self, requests: list[RequestPlan]) -> Iterator[RequestPlan]:
        """Do everything that the requests led to, one request after another. Yields each when it is done."""
        for request in requests:
            opened = self.front_door.play(request)
            if opened is not None and request.course is not None:
                FamilyYear(self, request, opened).play()
                self.families[request.family.number] = opened.family.id
                self.helped.append((request, opened))
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


class FamilyYear:
    """What happened in one family after the decision to help."""

    def __init__(self, year: AreaYear, request: RequestPlan, opened: Opened) -> None:
        assert request.course is not None
        self.year, self.cast, self.chance = year, year.cast, year.chance
        self.request, self.course, self.plan_of_family = request, request.course, request.family
        self.theme: Theme = request.family.theme
        self.family_id, self.episode_id = opened.family.id, opened.episode_id
        self.people = opened.people
        self.received, self.decided = request.received_at, opened.decided_at
        self.manager, self.senior = self.cast.of(Role.TEAM_MANAGER), self.cast.of(Role.SENIOR_SOCIAL_WORKER)
        self.lead = self.cast.of(Role.LEAD_PRACTITIONER)
        self.clock = opened.decided_at

    # --- time

    def at(self, day: date, hour: int = 10, minute: int | None = None) -> datetime:
        """Return a moment of a day, never before the last thing that happened and never after the present."""
        chosen = self.chance.randrange(60) if minute is None else minute
        moment = datetime.combine(day, time(hour, chosen), tzinfo=LONDON).astimezone(UTC)
        self.clock = min(max(moment, self.clock + timedelta(minutes=1)), self.year.as_at)
        return self.clock

    def after(self, days: int) -> date:
        """Return the working day on or after ``days`` days since the request."""
        return add_working_days(london_date(self.received) + timedelta(days=days - 1), 1)

    def over(self) -> bool:
        """Whether the present has been reached."""
        return self.clock >= self.year.as_at - timedelta(minutes=5)

    @contextmanager
    def by(self, who: Practitioner, moment: datetime) -> Iterator[Episode]:
        """Act as somebody on this family's episode."""
        with self.cast.acting(who, moment):
            yield Episode.objects.get(pk=self.episode_id)

    def person(self, key: str) -> Person:
        return Person.objects.get(pk=self.people[key])

    def say(self, text: str) -> str:
        return self.plan_of_family.say(text)

    # --- the course

    def play(self) -> None:
        special = self.plan_of_family.special
        if special == "no_lead":
            return
        if not self._lead(waits=special == "lead_waiting"):
            return
        self._around()
        self._restrict(special)
        self._assess(special)
        if self.course.with_plan:
            self._plan(special)
        if special == "danger":
            self._danger()

    def _around(self) -> None:
        """Record what the lead heard on the first visit about who is around the family."""
        council = self.cast.by_role[Role.LEAD_PRACTITIONER]
        who = self.lead if self.lead in council else self.senior
        moment = self.at(self.after(3), 12)
        with self.cast.acting(who, moment):
            Around(self.request, self.people, number=self.year.seed, now=moment).record()

    def _restrict(self, special: str) -> None:
        if special != "restricted":
            return
        moment = self.at(self.after(4), 15)
        with self.by(self.manager, moment) as episode:
            people_services.restrict_family(
                family=episode.family,
                named=[self.lead.id, self.senior.id],
                owner_id=self.manager.id,
                reason="A close relative works in the council. Only those who work with the family may see it.",
                elsewhere="hidden",
                now=moment,
            )

    def _lead(self, *, waits: bool) -> bool:
        """Ask somebody to lead, and have them accept. Returns whether somebody leads."""
        nurse = self.plan_of_family.special == "nurse_lead"
        day = self.after(1 if waits else 2)
        basis = next(iter(self.course.bases.values()))
        assignment_id = None
        for candidate in self.cast.leads(self.course.lead, nurse=nurse):
            moment = self.at(day, 11)
            try:
                with self.by(self.manager, moment) as episode:
                    assignment_id = help_services.propose_lead(
                        episode=episode,
                        practitioner=candidate,
                        reason_best_placed=self.chance.choice(stories.BEST_PLACED),
                        family_preference="They did not mind who, so long as it stays the same person.",
                        risk_level=RISK.get(basis, "medium"),
                        now=moment,
                    ).id
            except LeadNotAllowed:
                continue
            self.lead = candidate
            break
        if assignment_id is None or waits:
            return False
        moment = self.at(day, 14)
        with self.by(self.lead, moment):
            assignment = LeadAssignment.objects.get(pk=assignment_id)
            help_services.accept_lead(assignment=assignment, now=moment)
        if assignment.needs_overseer == "named_social_worker":
            moment = self.at(day, 15)
            with self.by(self.manager, moment) as episode:
                help_services.name_overseer(
                    episode=episode,
                    practitioner=self.senior,
                    reason="Oversees this family from the start, whoever leads it.",
                    now=moment,
                )
        return True

    def _assess(self, special: str) -> None:
        """Write the assessment; how far depends on the family."""
        moment = self.at(self.after(4), 13)
        if self.over():
            return
        with self.by(self.lead, moment) as episode:
            assessment_id = help_services.start_assessment(episode=episode, now=moment).id
        days = self.course.assessed_in_working_days
        unfinished = days is None and special not in ("sign_off", "sent_back")
        moment = self.at(self.after(8), 16)
        if self.over():
            return
        with self.by(self.lead, moment):
            self._write(Assessment.objects.get(pk=assessment_id), half=unfinished, moment=moment)
        if unfinished:
            return
        start = london_date(self.received)
        signed = add_working_days(start, days if days is not None else 32)
        moment = self.at(signed, 10)
        with self.by(self.lead, moment):
            assessment = Assessment.objects.get(pk=assessment_id)
            if assessment.due_on is not None and london_date(moment) > assessment.due_on - timedelta(days=1):
                assessment = help_services.write_analysis(
                    assessment=assessment,
                    read_version=assessment.version,
                    now=moment,
                    overrun_reason="The report from the clinic came late, and the family asked to wait for it.",
                )
            help_services.submit_assessment(assessment=assessment, now=moment)
        if special == "sign_off":
            return
        moment = self.at(signed, 16)
        signer = self.senior if self.course.lead % 3 == 1 else self.manager
        with self.by(signer, moment):
            assessment = Assessment.objects.get(pk=assessment_id)
            if special == "sent_back":
                help_services.send_back(
                    assessment=assessment,
                    reason="Please say more about what a day is like for the youngest, and who else was asked.",
                    now=moment,
                )
            else:
                help_services.authorise_assessment(
                    assessment=assessment,
                    note="Clear about what needs to change, and the children can be heard in it.",
                    now=moment,
                )

    def _write(self, assessment: Assessment, *, half: bool, moment: datetime) -> None:
        family = self.plan_of_family
        paragraphs = [*self.theme.paragraphs, *stories.GENERAL_PARAGRAPHS]
        sections = list(assessment.sections.all())
        for number, section in enumerate(sections[: len(sections) // 2] if half else sections):
            help_services.write_section(
                section=section,
                read_version=section.version,
                words=self.say(paragraphs[number % len(paragraphs)]),
                now=moment,
            )
        keys = {person_id: key for key, person_id in self.people.items()}
        by_key = {person.key: person for person in family.people}
        for member in list(assessment.members.all())[: 2 if half else None]:
            person = by_key.get(keys.get(member.person_id, ""))
            if person is None:
                continue
            is_child = person.role in ("child", "unborn")
            help_services.write_member(
                member=member,
                read_version=member.version,
                strengths=self.say(self.chance.choice(self.theme.strengths)),
                needs=family.say(self.chance.choice(self.theme.goals).need, child=person.first_name) if is_child else "",
                daily_life=family.say(stories.GENERAL_PARAGRAPHS[0], child=person.first_name)
                if is_child and person.age(self.year.today) >= 5
                else "",
                now=moment,
            )
        day = london_date(moment)
        for position, child in enumerate(c for c in family.children if c.role == "child"):
            if half and position:
                break
            help_services.record_child_seen(
                assessment=assessment, person=self.person(child.key), seen_on=day, alone=child.age(day) >= 4, now=moment
            )
            self._child_words(
                assessment, child.key, old_enough=child.age(day) >= 4, words=child is family.spoken_of(), moment=moment
            )
        if half:
            return
        for story in self.theme.goals:
            help_services.add_need(
                assessment=assessment,
                words=self.say(story.need),
                person=self.person(family.spoken_of().key) if "{child}" in story.need else None,
                now=moment,
            )
        assessment.refresh_from_db()
        help_services.write_analysis(
            assessment=assessment,
            read_version=assessment.version,
            now=moment,
            analysis=self.say(self.chance.choice(self.theme.analysis)),
            what_needs_to_change=self.say(self.theme.change),
            family_view=self.chance.choice(stories.FAMILY_SAYS),
            factors=list(self.theme.factors),
        )

    def _child_words(self, assessment: Assessment, key: str, *, old_enough: bool, words: bool, moment: datetime) -> None:
        said = words and old_enough
        help_services.record_child_words(
            episode=assessment.episode,
            assessment=assessment,
            person=self.person(key),
            words=self.say(self.chance.choice(self.theme.child_words)) if said else "",
            no_view_reason=""
            if said
            else "Did not want to say more today and was not pressed."
            if old_enough
            else "Too young to say it in words; watched at play.",
            how="Said while drawing, with only the worker there." if said else "Seen at home, with toys and time.",
            said_on=london_date(moment),
            readers="professionals",
            decided_by="worker",
            readers_reason="Said in trust. To be asked again before anything is shown at home.",
            now=moment,
        )

    def _plan(self, special: str) -> None:
        signed = self.clock
        moment = self.at(add_working_days(london_date(signed), 2), 14)
        if self.over():
            return
        with self.by(self.lead, moment) as episode:
            plan_id = help_services.start_plan(episode=episode, now=moment).id
            self._fill_plan(Plan.objects.get(pk=plan_id), moment)
        moment = self.at(add_working_days(london_date(moment), 3), 15)
        if self.over():
            return
        with self.by(self.lead, moment):
            plan = Plan.objects.get(pk=plan_id)
            adults = " and ".join(p.forename for p in self.plan_of_family.people if p.role in ("parent", "carer"))
            help_services.agree_plan(
                plan=plan,
                family_agreement=f"{adults} agreed at the kitchen table: it is ours, and we can do our part.",
                now=moment,
            )
        if special in ("separated", "interpreter") or self.course.lead % 4 == 0:
            self._share(plan_id)
        agreed_on = london_date(self.clock)
        end = self.after(self.course.ended_after) if self.course.ended_after is not None else None
        limit = end or self.year.today
        if self.course.step != "Neither":
            self._step(add_working_days(agreed_on, max(1, min(18, (limit - agreed_on).days // 3))))
        review_day = add_working_days(agreed_on, 20)
        while review_day < limit - timedelta(days=2) and not (special == "" and end is None and self.chance.random() < 0.08):
            self._review(plan_id, review_day, limit)
            review_day = add_working_days(review_day, 30)
        if end is not None:
            self._close(end)

    def _fill_plan(self, plan: Plan, moment: datetime) -> None:
        family = self.plan_of_family
        today = london_date(moment)
        plan = help_services.set_family_proposal(
            plan=plan,
            read_version=plan.version,
            words=self.chance.choice(stories.PROPOSALS),
            by=f"{family.adult.forename} {family.adult.surname}",
            now=moment,
        )
        plan = help_services.write_plan(
            plan=plan,
            read_version=plan.version,
            now=moment,
            if_things_get_harder=self.chance.choice(stories.HARDER),
            contact="At home every second Tuesday after school; a message in between is always all right.",
            next_review_on=add_working_days(today, 23),
        )
        assessment = plan.episode.assessments.order_by("started_on").first()
        needs = list(assessment.needs.all()) if assessment is not None else []
        for number, story in enumerate(self.theme.goals):
            goal = help_services.add_goal(
                plan=plan,
                words=self.say(story.goal),
                worded_by=family.adult.forename,
                need=needs[number] if number < len(needs) else None,
                outcome=self.say(story.outcome),
                by_when=today + timedelta(days=70 + 20 * number),
                now=moment,
            )
            for side, words in story.actions:
                help_services.add_action(
                    goal=goal,
                    words=self.say(words),
                    author_side=side,
                    author=family.adult.forename if side != "professional" else self.lead.name,
                    by_when=today + timedelta(days=self.chance.randrange(14, 60)),
                    owner_person=self.person(family.adult.key) if side == "family" else None,
                    owner_practitioner=self.lead if side == "professional" else None,
                    owner_words="A relative, as agreed" if side == "network" else "",
                    owner_side=side,
                    now=moment,
                )

    def _share(self, plan_id: UUID) -> None:
        family = self.plan_of_family
        readers = [family.adult]
        if family.special == "separated":
            readers.append(family.other)
        for reader in readers:
            moment = self.at(london_date(self.clock), 16)
            with self.by(self.lead, moment):
                help_services.share_plan(
                    plan=Plan.objects.get(pk=plan_id),
                    reader_person_id=self.people[reader.key],
                    contact=f"By hand, read through together; {reader.email or 'no e-mail'}",
                    agreed_safe=True,
                    now=moment,
                )

    def _review(self, plan_id: UUID, day: date, limit: date) -> None:
        moment = self.at(day, 15)
        if self.over():
            return
        following = add_working_days(day, 30)
        with self.by(self.lead, moment):
            plan = Plan.objects.get(pk=plan_id)
            progress = [
                help_services.Progress(
                    goal.id,
                    self.chance.choices(["better", "same", "met", "worse"], [5, 3, 2, 1])[0],
                    family_said=self.chance.choice(stories.FAMILY_SAYS),
                    worker_said=self.chance.choice(stories.WORKER_SAYS),
                )
                for goal in plan.goals.filter(state="open")
            ]
            for goal in plan.goals.all():
                for action in goal.actions.filter(state="open", by_when__lte=day)[:2]:
                    help_services.change_action(action=action, read_version=action.version, now=moment, state="done", done_on=day)
            help_services.record_review(
                plan=plan,
                held_on=day,
                present=f"{self.plan_of_family.adult.forename}, {self.lead.name} and the school",
                words=self.chance.choice(stories.REVIEW_WORDS),
                family_said=self.chance.choice(stories.FAMILY_SAYS),
                progress=progress,
                next_review_on=following,
                now=moment,
            )

    def _children(self, to_basis: str, closure_reason: str = "") -> list[help_services.ChildChange]:
        return [
            help_services.ChildChange(
                person_id=self.people[child.key],
                to_basis=to_basis,
                child_said="That is fine. Will you still come on Tuesdays?" if child.age(self.year.today) >= 5 else "",
                not_asked_reason="" if child.age(self.year.today) >= 5 else "Too young to be asked in words.",
                closure_reason=closure_reason,
            )
            for child in self.plan_of_family.children
        ]

    def _sight(self) -> list[help_services.SightDecision]:
        held = Grant.objects.filter(family_id=self.family_id, ends_on__isnull=True).values_list("practitioner_id", flat=True)
        return [help_services.SightDecision(each, "confirm", reason="Goes on working with the family.") for each in held]

    def _step(self, day: date) -> None:
        up = self.course.step == "Stepped up"
        moment = self.at(day, 11)
        to_basis = "section_17" if up else "by_agreement"
        with self.by(self.manager, moment) as episode:
            tier = self.year.front_door.model.tier_for(to_basis)
            common: dict[str, Any] = {
                "episode": episode,
                "children": self._children(to_basis),
                "evidence": "Two reviews, the lead's visits, and what the school and the surgery wrote.",
                "agreed": True,
                "to_tier": tier if tier != episode.tier else "",
                "grants": self._sight(),
                "now": moment,
            }
            if up:
                help_services.step_up(
                    reason="It got worse in spite of good work by everyone, and the children need more than was agreed.",
                    family_said="We knew it was not enough. We want the same plan, with more behind it.",
                    receiving=self._receiving(episode),
                    **common,
                )
            else:
                help_services.step_down(
                    reason="What had to change has changed and stayed so. The family goes on by agreement.",
                    family_said="We are proud of that. We would like to keep the visits for a while.",
                    moving_on_plan=self.say(self.chance.choice(stories.MOVING_ON)),
                    **common,
                )
        if self.waiting_lead is not None:
            moment = self.at(day, 15)
            with self.by(self.waiting_lead, moment):
                assignment = LeadAssignment.objects.get(episode_id=self.episode_id, state=LeadAssignment.State.PROPOSED)
                help_services.accept_lead(assignment=assignment, now=moment)
            self.lead, self.waiting_lead = self.waiting_lead, None

    waiting_lead: Practitioner | None = None

    def _receiving(self, episode: Episode) -> help_services.Receiving | None:
        """A lead who is not a social worker hands over to one when children step up."""
        if self.lead.is_social_worker:
            return None
        self.waiting_lead = self.cast.of(Role.LEAD_PRACTITIONER)
        return help_services.Receiving(
            practitioner=self.waiting_lead,
            reason_best_placed="A social worker is needed now, and the family has met her twice.",
            family_preference="They would like both to come to the first visit.",
            risk_level="medium",
            handover_summary="The plan stands. What is new is written in the evidence; the next visit is joint.",
            family_told="Told together at home. They asked that nothing be told twice.",
        )

    def _close(self, day: date) -> None:
        moment = self.at(day, 14)
        if self.over():
            return
        with self.by(self.manager, moment) as episode:
            help_services.close_episode(
                episode=episode,
                children=self._children("", "RC7"),
                reason="The goals are met or in good hands, and the family manages with its own people.",
                evidence="The last review, the school's page and what each child said.",
                family_said=self.chance.choice(stories.FAMILY_SAYS),
                moving_on_plan=self.say(self.chance.choice(stories.MOVING_ON)),
                now=moment,
            )

    def _danger(self) -> None:
        moment = self.year.as_at - timedelta(minutes=40)
        with self.by(self.lead, moment) as episode:
            help_services.raise_danger(
                family=episode.family,
                words=self.say("{child} rang and whispered that somebody is at the door and {adult} has locked the bathroom."),
                now=moment,
            )
