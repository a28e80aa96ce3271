"""The help that each made-up family is given: an episode with its lead, assessment, plan and clocks."""

from datetime import UTC, datetime, timedelta

from kith.family_help.models import (
    Action,
    AssessedNeed,
    Assessment,
    AssessmentSection,
    BasisOfHelp,
    Episode,
    EpisodeChild,
    Goal,
    LeadAssignment,
    Plan,
    PlanChild,
)
from kith.organisations.models import Area, Practitioner
from kith.people.models import Family, Person
from kith.tasks.models import RunningClock
from kith.tasks.rules import Due


def help_given(add, area: Area, family: Family, members: list[Person], lead: Practitioner, now: datetime) -> None:
    today = now.date()
    began = today - timedelta(days=100)
    at = datetime.combine(began, datetime.min.time(), tzinfo=UTC)
    common = {"area": area, "family": family}
    episode = add(
        Episode(
            **common,
            tier="family_help",
            origin="Bench",
            referral_date=began,
            referral_source="2A",
            threshold_version="national-tests",
            reason="For measuring",
            opened_at=at,
        )
    )
    for child in members[:2]:
        joined = add(
            EpisodeChild(
                **common,
                episode=episode,
                person=child,
                referral_date=began,
                referral_source="2A",
                primary_need="N1",
                joined_on=began,
            )
        )
        add(
            BasisOfHelp(
                **common,
                episode_child=joined,
                person=child,
                basis="section_17",
                starts_on=began,
                reason="For measuring",
                threshold_version="national-tests",
                decided_at=at,
            )
        )
    add(
        LeadAssignment(
            **common,
            episode=episode,
            practitioner=lead,
            state="accepted",
            best_placed_reason="Knows them",
            family_preference="Did not mind",
            rule="bench",
            model_version="bench",
            proposed_at=at,
            answered_at=at,
            starts_on=began,
        )
    )
    assessment = add(
        Assessment(
            **common,
            episode=episode,
            kind="assessment",
            state="authorised",
            started_on=began,
            due_on=began + timedelta(days=63),
            due_because="Bench",
            model_version="bench",
            analysis="What was found, in two or three sentences. " * 5,
            factors=["3B"],
            submitted_at=at,
            authorised_at=at,
        )
    )
    for position in range(1, 7):
        add(
            AssessmentSection(
                **common,
                assessment=assessment,
                domain=f"part{position}",
                title=f"Part {position}",
                position=position,
                words="Words about this part. " * 20,
            )
        )
    need = add(AssessedNeed(**common, assessment=assessment, words="Quiet nights", position=1))
    plan = add(
        Plan(
            **common,
            episode=episode,
            state="agreed",
            title="Family Help Plan",
            model_version="bench",
            started_on=began + timedelta(days=40),
            family_proposal="Sunday dinners",
            proposal_by="Mother",
            next_review_on=today + timedelta(days=int(str(family.id.int)[-1]) * 3 - 6),
            agreed_at=at,
        )
    )
    due = Due(plan.next_review_on, "Bench")
    add(
        RunningClock(
            **common,
            kind="plan_review",
            words="Review the Family Help Plan",
            part="plan",
            subject_table="family_help_plan",
            subject_id=plan.pk,
            due_at=due.at,
            due_on=due.on,
            rule=due.rule,
            owner_practitioner=lead,
            owner_role="lead_practitioner",
            page="family_help:plan",
            page_of=family.pk,
            started_because="Bench",
            started_at=at,
        )
    )
    for child in members[:2]:
        add(PlanChild(**common, plan=plan, person=child, starts_on=began + timedelta(days=40)))
    for position in (1, 2):
        goal = add(
            Goal(
                **common,
                plan=plan,
                need=need,
                position=position,
                words="We want quiet nights",
                worded_by="Mother",
                outcome="Everyone sleeps",
                by_when=today + timedelta(days=60),
            )
        )
        for place in (1, 2):
            add(
                Action(
                    **common,
                    goal=goal,
                    position=place,
                    words="Do this",
                    author_side="family",
                    author="Mother",
                    owner_side="family",
                    owner_person=members[2],
                    by_when=today + timedelta(days=20),
                )
            )
