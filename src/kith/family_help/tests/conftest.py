"""Fixtures of this room: the shared ones, and a family with a story."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kith.family_help import queries, services
from kith.family_help.models import Action, Assessment, Episode, Plan, PlanShare
from kith.organisations.models import Area, Capability, Practitioner
from kith.people.models import Address, ContactDetail, Family, FamilyMember, Person, Protection, Relationship
from kith.practice_model.services import publish_drafts
from tests.fixtures import NOON, administering, practitioner_in

__all__ = ["LATER", "NOON", "NURSE", "Story", "change"]

DAY = timedelta(days=1)
ELSEWHERE = services.Elsewhere(NOON.date(), "Minutes of the conference of 4 March", "The chair")
"""Where a child protection plan began or ended."""
LATER = NOON + timedelta(days=30)
NURSE = {"profession": "school_nurse", "agency_kind": "health"}


@dataclass
class Story:
    """A mother, a father who lives apart and must not learn her address, two children and a grandmother."""

    area: Area
    family: Family
    mother: Person
    father: Person
    gran: Person
    ella: Person
    sam: Person
    act: Callable[..., Any]
    slug: str

    def as_(self, role: str, now: datetime = NOON, **who: Any) -> Any:
        """Act as somebody with ``role`` in the story's area."""
        return self.act(role=role, area=self.slug, now=now, **who)

    def practitioner(self, role: str, **who: Any) -> Practitioner:
        """Return the practitioner that :meth:`as_` acts as."""
        person, _ = practitioner_in(self.slug, role, **who)
        return person

    def open(self, *, basis: str = "by_agreement", sam: str | None = None, tier: str = "family_help") -> Episode:
        """Open the episode as a team manager, for Ella and, when ``sam`` names a basis, for Sam."""
        elsewhere = ELSEWHERE if basis == "child_protection_plan" else None
        children = [services.ChildBasis(self.ella.id, basis, agreed=True, elsewhere=elsewhere)]
        if sam:
            children.append(services.ChildBasis(self.sam.id, sam, agreed=True))
        with self.as_("team_manager"):
            return services.open_episode(
                family=self.family,
                children=children,
                tier=tier,
                origin="Request R-1",
                referral_date=date(2026, 3, 2),
                threshold_version="national-tests",
                reason="Ella is missing school and Mum asked for help.",
                primary_need="N4",
                referral_source="2A",
                now=NOON,
            )

    def child(self, episode: Episode) -> Any:
        """Return Ella's row in an episode."""
        with self.as_("team_manager"):
            return episode.children.select_related("episode").get(person=self.ella)

    def lead(self, episode: Episode, *, role: str = "lead_practitioner", now: datetime = NOON, **who: Any) -> Any:
        """Have the practitioner with ``role`` asked and accept."""
        person = self.practitioner(role, **who)
        change = {
            "change_reason": "Needs changed",
            "handover_summary": "All is in the plan",
            "family_told": "Mum agrees",
        }
        with self.as_("team_manager", now=now):
            assignment = services.propose_lead(
                episode=episode,
                practitioner=person,
                reason_best_placed="Knows Ella from school",
                family_preference="Mum asked for her",
                risk_level="low",
                now=now,
                **change,
            )
        with self.as_(role, now=now, **who):
            return services.accept_lead(assignment=assignment, now=now)

    def assessed(self, episode: Episode, *, strengths: str = "") -> Assessment:
        """Write, submit and sign off an assessment; ``strengths`` are Ella's."""
        with self.as_("lead_practitioner"):
            assessment = services.start_assessment(episode=episode, now=NOON)
            if strengths:
                ella = assessment.members.get(person=self.ella)
                services.write_member(member=ella, read_version=1, strengths=strengths, needs="", now=NOON)
            for section in assessment.sections.all():
                services.write_section(section=section, read_version=1, words=f"About {section.title}.", now=NOON)
            services.write_analysis(
                assessment=assessment,
                read_version=1,
                now=NOON,
                analysis="Ella stays at home to look after Sam.",
                what_needs_to_change="Ella goes to school every day.",
                family_view="Mum agrees.",
                factors=["7A"],
            )
            services.add_need(assessment=assessment, words="Ella misses school", person=self.ella, now=NOON)
            services.add_need(assessment=assessment, words="Mum is worn out", person=self.mother, now=NOON)
            for child in episode.children.all():
                services.record_child_words(
                    episode=episode,
                    person=child.person,
                    assessment=assessment,
                    words="I want to see my friends. WORDS-OF-CHILD",
                    how="Talking while drawing",
                    said_on=NOON.date(),
                    now=NOON,
                )
                services.record_child_seen(assessment=assessment, person=child.person, seen_on=NOON.date(), alone=True, now=NOON)
            services.submit_assessment(assessment=assessment, now=NOON)
        with self.as_("team_manager"):
            return services.authorise_assessment(assessment=assessment, now=NOON)

    def helped(self, *, strengths: str = "", **more: Any) -> tuple[Episode, Plan]:
        """Open an episode that is led and overseen, with an assessment signed off and an agreed plan."""
        episode = self.open(**more)
        self.lead(episode)
        with self.as_("team_manager"):
            overseer = self.practitioner("team_manager")
            services.name_overseer(episode=episode, practitioner=overseer, reason="r", now=NOON)
        self.assessed(episode, strengths=strengths)
        return episode, self.planned(episode)

    def planned(self, episode: Episode, *, agree: bool = True) -> Plan:
        """Make a plan and agree it."""
        with self.as_("lead_practitioner"):
            need = episode.assessments.get().needs.first()
            plan = services.start_plan(episode=episode, now=NOON)
            services.set_family_proposal(
                plan=plan, read_version=1, words="Gran will walk Ella to school.", by="Mum and Gran", now=NOON
            )
            goal = services.add_goal(
                plan=plan,
                words="Ella is at school every day and likes it.",
                worded_by="Mum",
                need=need,
                person=self.ella,
                outcome="Ella is in school every day until summer.",
                by_when=date(2026, 7, 1),
                now=NOON,
            )
            services.add_action(
                goal=goal,
                words="Walk Ella to school",
                author_side="family",
                author="Mum",
                owner_person=self.gran,
                owner_side="network",
                by_when=date(2026, 3, 20),
                now=NOON,
            )
            services.add_action(
                goal=goal,
                words="Meet Ella at the gate of 12 Refuge Row, zz99 3AA and ring 07700-900 123",
                author_side="professional",
                author="School",
                owner_person=self.mother,
                by_when=date(2026, 3, 21),
                now=NOON,
            )
            plan = services.write_plan(plan=plan, read_version=2, next_review_on=date(2026, 4, 20), now=NOON)
            services.add_goal(
                plan=plan,
                words="Mum feels less tired. MOTHERS-OWN",
                worded_by="Mum",
                need=episode.assessments.get().needs.last(),
                person=self.mother,
                outcome="Mum sleeps well.",
                by_when=date(2026, 5, 1),
                now=NOON,
            )
            if agree:
                services.agree_plan(plan=plan, family_agreement="Mum and Ella agree.", now=NOON)
        return plan


@pytest.fixture
def story(db: None, acting: Callable[..., Any]) -> Callable[..., Story]:
    """Return a maker of stories: ``story("dorset")``."""
    return lambda slug="dorset": make_story(acting, slug)


def make_story(acting: Callable[..., Any], slug: str) -> Story:
    """Make a story in one area, with the practice models published."""
    area, _ = Area.objects.get_or_create(slug=slug, defaults={"name": slug.title()})
    publish_drafts(valid_from=date(2024, 1, 1), published_by="Test", now=datetime(2024, 1, 1, tzinfo=UTC))
    with acting(role="team_manager", area=slug):

        def person(forename: str, surname: str, born: date, role: str, household: str = "Mum's") -> Person:
            made = Person.objects.create(
                area=area,
                forename=forename,
                surname=surname,
                date_of_birth=born,
                recorded_at=NOON,
                in_family=True,
            )
            FamilyMember.objects.create(
                area=area, family=family, person=made, role=role, household=household, starts_on=NOON.date()
            )
            return made

        family = Family.objects.create(area=area, name="Example family, Weymouth", recorded_at=NOON)
        mother = person("Jo", "Example", date(1990, 5, 1), "parent")
        father = person("Lee", "Other", date(1988, 5, 1), "parent", "Dad's")
        gran = person("Pat", "Example", date(1955, 5, 1), "relative", "Gran's")
        ella = person("Ella", "Example", date(2015, 4, 7), "child")
        sam = person("Sam", "Example", date(2021, 1, 3), "child")
        for child in (ella, sam):
            for parent, kind in ((mother, "mother"), (father, "father")):
                Relationship.objects.create(area=area, person=parent, other=child, kind=kind, parental_responsibility=True)
        Address.objects.create(area=area, person=mother, lines="12 Refuge Row, Weymouth", postcode="ZZ99 3AA")
        Address.objects.create(area=area, person=father, lines="4 Father Street, Weymouth", postcode="ZZ99 4BB")
        ContactDetail.objects.create(area=area, person=mother, kind="telephone", value="07700 900123")
        for what in ("address", "telephone"):
            Protection.objects.create(
                area=area,
                person=mother,
                what=what,
                hidden_from=father,
                reason="She fled from him",
                starts_at=NOON,
                review_on=date(2026, 9, 1),
            )
    return Story(area, family, mother, father, gran, ella, sam, acting, slug)


def say_all_is_safe(plan: Plan, reader: Person) -> None:
    """Have a worker say that every text of the whole family is safe for a reader from whom something is kept."""
    given = queries.copy_for_reader(plan.pk, reader.pk)
    PlanShare.objects.create(
        area_id=plan.area_id, family_id=plan.family_id, plan=plan, person=reader, contact="By hand", agreed_safe=True,
        kept=list(given.keeps), read_for_them=True, safe_parts={part.code: part.read_as for part in given.whole},
        safe_because="Read with her, part by part", shared_at=NOON,
    )  # fmt: skip


def told_whole(assessment: Assessment, *, now: datetime = NOON) -> None:
    """Write the parts of an assessment that are empty, and that each child was seen."""
    for section in assessment.sections.filter(words=""):
        services.write_section(section=section, read_version=section.version, words=f"About {section.title}.", now=now)
    for child in assessment.episode.children.all():
        services.record_child_seen(assessment=assessment, person=child.person, seen_on=now.date(), alone=True, now=now)


def given_up(episode: Episode) -> list[services.ActionAtEnd]:
    """Return that every action still to do is given up."""
    rows = Action.objects.filter(goal__plan__episode=episode, state="open")
    return [services.ActionAtEnd(row.pk, "stopped", "They need it no longer") for row in rows]


def accredit(practitioner: Practitioner, area: Area) -> None:
    """Accredit a practitioner to lead in an area."""
    with administering(area):
        Capability.objects.get_or_create(
            practitioner=practitioner,
            area=area,
            kind="family_help_lead",
            defaults={"evidence": "Course of June 2025", "starts_on": date(2025, 6, 1)},
        )


def change(told: Story, basis: str, **more: Any) -> services.ChildChange:
    """Return a change of Ella's basis of help."""
    return services.ChildChange(told.ella.id, basis, child_said="Fine by me", **more)


@pytest.fixture
def shared(story: Any) -> Any:
    """A family in Dorset with a plan that may be shared: the story, its episode and the plan."""
    s = story()
    episode = s.open(sam="by_agreement")
    s.lead(episode)
    with s.as_("team_manager"):
        services.name_overseer(episode=episode, practitioner=s.practitioner("team_manager"), reason="r", now=NOON)
    s.assessed(episode)
    return s, episode, s.planned(episode)


@dataclass
class Told:
    """A story that went all the way to an agreed plan, and a second family of the same area without help."""

    story: Story
    episode: Episode
    plan: Plan
    other: Family
    zoe: Person
    """A child of the other family."""

    def fresh(self) -> "Told":
        """Return the same rows as the database has them now."""
        return replace(
            self,
            episode=Episode.objects.get(pk=self.episode.pk),
            plan=Plan.objects.select_related("episode").get(pk=self.plan.pk),
        )

    @property
    def ella(self) -> Any:
        return self.episode.children.select_related("episode").get(person=self.story.ella)

    @property
    def sam(self) -> Any:
        return self.episode.children.select_related("episode").get(person=self.story.sam)

    @property
    def assessment(self) -> Assessment:
        return self.episode.assessments.get()

    @property
    def goal(self) -> Any:
        return self.plan.goals.select_related("plan").order_by("position")[0]


@pytest.fixture(scope="module")
def told(module_clone: str, acting: Callable[..., Any]) -> Told:
    """Return a story that the tests of a module share. Each undoes what it does to it (``transaction.set_rollback``)."""
    story = make_story(acting, "dorset")
    episode = story.open(sam="section_17")
    story.lead(episode)
    with story.as_("team_manager"):
        services.name_overseer(episode=episode, practitioner=story.practitioner("team_manager"), reason="Close by", now=NOON)
        other = Family.objects.create(area=story.area, name="Other", recorded_at=NOON)
        zoe = Person.objects.create(
            area=story.area, forename="Zoe", surname="Other", date_of_birth=date(2012, 1, 1), recorded_at=NOON, in_family=True
        )
        FamilyMember.objects.create(area=story.area, family=other, person=zoe, role="child", starts_on=NOON.date())
    story.assessed(episode)
    plan = story.planned(episode)
    return Told(story, episode, plan, other, zoe)
