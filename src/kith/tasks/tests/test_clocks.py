"""Clocks as rows: an act starts and stops them, lists show them, what is late asks for a reason. Given, when, then."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kith.access.services import grant_sight
from kith.access.sight import PARTS_BY_ROLE, Part
from kith.family_help import clocks as kinds
from kith.family_help import queries, services
from kith.family_help.models import Assessment
from kith.family_help.services.clocks import run_what_is_open
from kith.family_help.tests.conftest import Story, make_story, told_whole
from kith.kernel.constraints import NotWritten
from kith.kernel.paging import page_of
from kith.people.models import Protection
from kith.people.services import restrict_family
from kith.tasks import queries as tasks
from kith.tasks.models import RunningClock
from kith.tasks.refusals import NotLate, ReasonMissing
from kith.tasks.rules import Due
from kith.tasks.services import Owner, explain_breach, hand_over, start, stop
from tests.fixtures import NOON, Acting

pytestmark = pytest.mark.django_db

DUE = date(2026, 5, 7)
"""45 working days after Monday 2 March 2026, the day of the story's request."""
AFTER = datetime(2026, 5, 8, 9, 0, tzinfo=UTC)


@pytest.fixture
def story(acting: Acting) -> Story:
    made = make_story(acting, "dorset")
    with made.as_("team_manager"):
        Protection.objects.update(ends_on=NOON.date())  # what is to be looked at again would run beside what is counted here
    return made


def running(kind: Any = None) -> list[RunningClock]:
    found = RunningClock.objects.filter(stopped_at__isnull=True).order_by("due_at", "id")
    return list(found.filter(kind=kind.code) if kind else found)


def overseen(story: Story, episode: Any) -> None:
    """Name the overseer that every lead in Dorset needs."""
    with story.as_("team_manager"):
        senior = story.practitioner("senior_social_worker")
        services.name_overseer(episode=episode, practitioner=senior, reason="r", now=NOON)


def titles(*sources: Any) -> list[str]:
    return [f"{row.family_name}: {row.what}" for row in page_of(*sources)]


def test_a_decision_shows_its_45_working_days_before_anybody_opens_the_assessment(story: Story) -> None:
    # given a child whom a decision helps under section 17
    episode = story.open(basis="section_17")
    # when nobody leads and nobody has opened the assessment
    with story.as_("team_manager") as manager:
        [clock] = running(kinds.ASSESSMENT)
        # then its clock runs, by the rule of the model, with source, edition and version
        assert (clock.words, clock.due_on, clock.family_id) == ("Start the Family Help assessment", DUE, story.family.id)
        assert clock.rule == "Assessment of a child in need: 45 working days from the referral"
        assert "Working Together" in clock.source
        assert clock.edition
        assert clock.model_version.startswith("Dorset")
        assert (clock.owner_role, clock.owner_practitioner_id) == ("lead_practitioner", None)
        assert (clock.started_because, clock.started_by_id) == ("Basis of help decided", manager.practitioner_id)
        # and the banner says so at once
        banner = queries.family_page(story.family.id, now=NOON).banner
        assert (banner.next_due.what, banner.next_due.due_on) == ("Start the Family Help assessment", DUE)
    # when a lead accepts
    lead = story.lead(episode).practitioner
    # then it stands on their day, and on no other's
    with story.as_("lead_practitioner"):
        assert titles(*queries.due_for(lead.id)) == ["Example and Other: Start the Family Help assessment"]
        services.start_assessment(episode=episode, now=NOON)
        assert titles(*queries.due_for(lead.id)) == ["Example and Other: Finish the Family Help assessment"]
    with story.as_("front_door") as other:
        assert titles(*queries.due_for(other.practitioner_id)) == []


def test_what_is_overdue_is_on_the_managers_day_and_asks_for_a_reason_that_holds_nothing_up(story: Story) -> None:
    # given an assessment that was not finished by its day
    episode = story.open(basis="section_17")
    story.lead(episode)
    overseen(story, episode)
    with story.as_("team_manager", now=AFTER) as manager:
        # when the manager looks the day after, then it stands there with whose it is and that no reason is written
        [row] = page_of(*queries.overdue_in(manager.area_id, manager.practitioner_id, now=AFTER))
        assert row.what == "Start the Family Help assessment"
        assert "lead_practitioner" in row.why
        assert "No reason is recorded." in row.why
        assert page_of(*queries.overdue_in(manager.area_id, manager.practitioner_id, now=NOON)).rows == []
    # when the lead starts it late, nothing stands in the way
    with story.as_("lead_practitioner", now=AFTER) as lead:
        services.start_assessment(episode=episode, now=AFTER)
        [clock] = running(kinds.ASSESSMENT)
        # and when they say why, then the manager reads it
        explain_breach(clock=clock, reason="Mum was in hospital until April.", now=AFTER)
        assert (clock.breach_by_id, clock.breach_at) == (lead.practitioner_id, AFTER)
    with story.as_("team_manager", now=AFTER) as manager:
        [row] = page_of(*queries.overdue_in(manager.area_id, manager.practitioner_id, now=AFTER))
        assert "Reason given: Mum was in hospital until April." in row.why
        assert not tasks.late_without_reason(tasks.running(), now=AFTER).exists()


def test_a_reason_is_asked_of_what_is_late_and_has_words(story: Story) -> None:
    story.open(basis="section_17")
    with story.as_("team_manager", now=AFTER):
        [clock] = running(kinds.ASSESSMENT)
        with pytest.raises(NotLate):
            explain_breach(clock=clock, reason="Early", now=NOON)
        with pytest.raises(ReasonMissing):
            explain_breach(clock=clock, reason="  ", now=AFTER)


def test_the_reason_written_in_the_assessment_is_the_reason_of_its_clock(story: Story) -> None:
    episode = story.open(basis="section_17")
    story.lead(episode)
    with story.as_("lead_practitioner", now=AFTER):
        assessment = services.start_assessment(episode=episode, now=AFTER)
        services.write_analysis(
            assessment=assessment, read_version=1, analysis="a", family_view="v", factors=["21"], now=AFTER,
            overrun_reason="She moved twice.",
        )  # fmt: skip
        services.record_child_words(episode=episode, person=story.ella, words="w", how="h", said_on=NOON.date(), now=AFTER)
        told_whole(assessment, now=AFTER)
        services.submit_assessment(assessment=assessment, now=AFTER)
        [clock] = running(kinds.ASSESSMENT)
        assert (clock.words, clock.breach_reason) == ("Family Help assessment signed off", "She moved twice.")
    with story.as_("team_manager", now=AFTER):
        services.authorise_assessment(assessment=assessment, now=AFTER)
        clock.refresh_from_db()
        assert clock.stopped_because == "Assessment: signed off", clock.stopped_because
        assert clock.is_late(AFTER)


def test_from_the_question_who_leads_to_the_plans_review_every_act_starts_and_stops_its_clock(story: Story) -> None:
    episode = story.open(basis="section_17")
    person = story.practitioner("lead_practitioner")
    with story.as_("team_manager"):
        turn = services.propose_lead(
            episode=episode, practitioner=person, reason_best_placed="r", family_preference="f", risk_level="low", now=NOON
        )
        [asked] = running(kinds.LEAD_ANSWER)
        assert (asked.due_on, asked.owner_practitioner_id) == (NOON.date() + timedelta(days=1), person.id)
        assert titles(queries.to_answer(person.id)) == ["Example and Other: Answer whether you will lead this family"]
    with story.as_("lead_practitioner"):
        services.accept_lead(assignment=turn, now=NOON)
        assert running(kinds.LEAD_ANSWER) == []
        [assessment] = running(kinds.ASSESSMENT)
        assert assessment.owner_practitioner_id == person.id
    overseen(story, episode)
    story.assessed(episode)
    with story.as_("team_manager"):
        assert running(kinds.ASSESSMENT) == []
    plan = story.planned(episode)
    with story.as_("lead_practitioner"):
        [review] = running(kinds.PLAN_REVIEW)
        assert (review.due_on, review.rule) == (date(2026, 4, 20), "The date set when it was agreed or last reviewed")
        # an action of a practitioner runs for its owner, on whatever day it is moved to, until it is done
        goal = plan.goals.first()
        action = services.add_action(
            goal=goal, words="Ring the school", author_side="family", author="Mum", owner_practitioner=person,
            by_when=date(2026, 3, 10), now=NOON,
        )  # fmt: skip
        [mine] = running(kinds.ACTION)
        assert (mine.words, mine.due_on, mine.owner_practitioner_id) == ("Do: Ring the school", date(2026, 3, 10), person.id)
        action = services.change_action(action=action, read_version=1, by_when=date(2026, 3, 12), now=NOON)
        [mine] = running(kinds.ACTION)
        assert mine.due_on == date(2026, 3, 12)
        services.change_action(action=action, read_version=2, state="done", now=NOON)
        assert running(kinds.ACTION) == []
        # a review stops one clock and starts the next
        services.record_review(
            plan=plan, held_on=NOON.date(), present="All", words="w", family_said="f", progress=[],
            next_review_on=date(2026, 6, 1), now=NOON,
        )  # fmt: skip
        review.refresh_from_db()
        assert (review.stopped_because, review.is_late(AFTER)) == ("Review held", False)
        assert [each.due_on for each in running(kinds.PLAN_REVIEW)] == [date(2026, 6, 1)]


def test_a_review_held_in_time_and_recorded_late_was_in_time(story: Story) -> None:
    episode = story.open()
    story.lead(episode)
    overseen(story, episode)
    story.assessed(episode)
    plan = story.planned(episode)
    with story.as_("lead_practitioner", now=AFTER):
        [clock] = running(kinds.PLAN_REVIEW)
        services.record_review(
            plan=plan, held_on=date(2026, 4, 20), present="All", words="w", family_said="f", progress=[],
            next_review_on=date(2026, 6, 1), now=AFTER,
        )  # fmt: skip
        clock.refresh_from_db()
        assert clock.stopped_at == AFTER
        assert not clock.is_late(AFTER)
        assert not tasks.late_without_reason(RunningClock.objects.filter(pk=clock.pk), now=AFTER).exists()


def test_a_change_of_lead_hands_over_what_runs_and_without_one_it_stays_on_the_managers_list(story: Story) -> None:
    episode = story.open(basis="section_17")
    first = story.lead(episode).practitioner
    second = story.lead(episode, name="Second").practitioner
    with story.as_("team_manager"):
        assert titles(*queries.due_for(first.id)) == []
        assert len(titles(*queries.due_for(second.id))) == 1
        services.end_lead(episode=episode, reason="Left", now=NOON)
        [clock] = running(kinds.ASSESSMENT)
        assert clock.owner_practitioner_id is None
    with story.as_("team_manager", now=AFTER) as manager:
        [row] = page_of(*queries.overdue_in(manager.area_id, manager.practitioner_id, now=AFTER))
        assert row.why.startswith("No one leads.")


def test_what_runs_for_one_role_is_not_handed_over_with_another(story: Story) -> None:
    episode = story.open(sam="section_17")
    story.lead(episode)
    overseen(story, episode)
    with story.as_("team_manager"):
        before = {clock.pk: clock.owner_practitioner_id for clock in running() if clock.owner_role != "lead_practitioner"}
        own = [clock.pk for clock in running() if clock.owner_role == "lead_practitioner"]
        hand_over(family_id=story.family.id, role="lead_practitioner", practitioner_id=None, now=NOON)
        after = {clock.pk: clock.owner_practitioner_id for clock in running()}
    assert own
    assert {after[each] for each in own} == {None}
    assert {each: after[each] for each in before} == before


def test_a_basis_that_changes_moves_the_clock_and_help_that_ends_stops_all(story: Story) -> None:
    episode = story.open(basis="section_17", sam="by_agreement")
    with story.as_("senior_social_worker"):
        [before] = running(kinds.ASSESSMENT)
        ella = episode.children.get(person=story.ella)
        services.set_basis(
            episode_child=ella, basis="by_agreement", reason="r", evidence="e", family_said="f", agreed=True, now=NOON
        )
        # by agreement no limit is set here, so nothing runs; what ran says why it stopped
        assert running(kinds.ASSESSMENT) == []
        before.refresh_from_db()
        assert before.stopped_because == "No time limit holds any more"
        services.set_basis(
            episode_child=ella, basis="section_17", reason="r", evidence="e", family_said="f", agreed=None, now=NOON
        )
        assert len(running(kinds.ASSESSMENT)) == 1
    story.lead(episode)
    with story.as_("team_manager"):
        words = {"reason": "r", "evidence": "e", "family_said": "f", "moving_on_plan": "m", "now": NOON}
        leaves = [services.ChildChange(each.id, closure_reason="RC7", child_said="c") for each in (story.ella, story.sam)]
        services.close_episode(episode=episode, children=leaves, **words)
        assert running() == []


def test_the_clock_moves_on_when_the_child_whose_days_ran_first_leaves(story: Story) -> None:
    episode = story.open(basis="section_17", sam="by_agreement")
    story.lead(episode)
    with story.as_("team_manager"):
        leaves = [services.ChildChange(story.ella.id, closure_reason="RC7", child_said="c")]
        services.close_episode(
            episode=episode, children=leaves, reason="r", evidence="e", family_said="f", moving_on_plan="m", now=NOON
        )
        assert running(kinds.ASSESSMENT) == []


def test_a_lead_who_needs_an_overseer_starts_a_clock_of_the_manager_until_one_is_named(story: Story) -> None:
    episode = story.open(basis="section_17")
    story.lead(episode, profession="family_support_worker")
    with story.as_("team_manager"):
        [clock] = running(kinds.OVERSEER)
        assert (clock.owner_role, clock.due_on) == ("team_manager", NOON.date())
        services.name_overseer(episode=episode, practitioner=story.practitioner("senior_social_worker"), reason="r", now=NOON)
        assert running(kinds.OVERSEER) == []


def test_danger_stands_above_what_is_overdue_longest(story: Story) -> None:
    episode = story.open(basis="section_17")
    lead = story.lead(episode).practitioner
    with story.as_("team_manager", now=AFTER):
        other = type(story.family).objects.create(area=story.area, name="Older", recorded_at=NOON)
        start(
            kinds.PLAN_REVIEW, episode, due=Due(date(2026, 1, 2), "r"), because="b", family_id=other.id,
            owner=Owner(practitioner_id=lead.id), now=NOON,
        )  # fmt: skip
        assert [row.family_name for row in page_of(*queries.due_for(lead.id))] == ["Older", "Example and Other"]
        services.raise_danger(family=story.family, words="He is back", now=AFTER)
        assert [row.family_name for row in page_of(*queries.due_for(lead.id))] == ["Example and Other", "Older"]
        first = page_of(*queries.overdue_in(story.area.id, story.practitioner("team_manager").pk, now=AFTER)).rows[0]
        assert first.family_name == "Example and Other"


def test_started_again_it_moves_and_two_never_run(story: Story) -> None:
    episode = story.open(basis="section_17")
    with story.as_("team_manager"):
        [clock] = running(kinds.ASSESSMENT)
        common = {"because": "again", "family_id": story.family.id, "now": NOON}
        moved = start(kinds.ASSESSMENT, episode, due=Due(date(2026, 6, 1), "r"), **common)
        assert (moved.pk, moved.due_on) == (clock.pk, date(2026, 6, 1))
        with pytest.raises(IntegrityError), transaction.atomic():
            start(kinds.ASSESSMENT, episode, due=Due(date(2026, 6, 1), "r"), anew=True, **common)
        assert stop(kinds.ASSESSMENT, episode, because="done", now=NOON)
        assert not stop(kinds.ASSESSMENT, episode, because="done", now=NOON)


def test_lists_for_owner_area_and_family(story: Story) -> None:
    episode = story.open(basis="section_17")
    lead = story.lead(episode).practitioner
    overseen(story, episode)
    with story.as_("team_manager"):
        for chosen in (tasks.of_owner(lead.id), tasks.of_area(story.area.id), tasks.of_family(story.family.id)):
            assert [clock.kind for clock in chosen] == ["assessment"]
        read = type(story.family).objects.annotate(due=tasks.beside_family()).get(pk=story.family.id)
        due = tasks.next_due(read, read.due)
        assert (due.words, due.due_on, due.page_of) == ("Start the Family Help assessment", DUE, story.family.id)
        assert tasks.next_due(read, []) is None
        hand_over(family_id=story.family.id, role="lead_practitioner", practitioner_id=None, now=NOON)
        assert not tasks.of_owner(lead.id).exists()


def test_what_was_done_late_goes_on_asking_who_answered_for_it_why(story: Story) -> None:
    # given an assessment that its lead had signed off a day late without a word why
    episode = story.open(basis="section_17")
    lead = story.lead(episode).practitioner
    with story.as_("team_manager", now=AFTER):
        assert titles(queries.reasons_owed(lead.id, now=NOON)) == []
        assert titles(queries.reasons_owed(lead.id, now=AFTER)) == ["Example and Other: Start the Family Help assessment"]
        stop(kinds.ASSESSMENT, episode, because="Signed off", now=AFTER)
        # then it stands on the lead's day until the reason is written
        assert titles(queries.reasons_owed(lead.id, now=AFTER)) == [
            "Example and Other: Start the Family Help assessment: done late"
        ]
        explain_breach(clock=RunningClock.objects.get(kind="assessment"), reason="r", now=AFTER)
        assert titles(queries.reasons_owed(lead.id, now=AFTER)) == []


def test_what_was_open_before_clocks_were_rows_runs_after_migrating(story: Story, acting: Acting) -> None:
    # given help that is open with a lead, a plan with its review, and no clock that runs
    episode = story.open(basis="section_17")
    story.lead(episode)
    overseen(story, episode)
    story.assessed(episode)
    story.planned(episode)
    with story.as_("team_manager"):
        before = {(clock.kind, clock.due_at, clock.owner_practitioner_id, clock.words) for clock in running()}
        tasks.running().update(stopped_because="x", stopped_at=NOON, ended_at=NOON)
    # when the room runs what is open, as the service that migrating acts as
    with acting(as_service="practice_model", now=AFTER):
        run_what_is_open(now=AFTER)
    # then it is as it was
    with story.as_("team_manager"):
        assert {(clock.kind, clock.due_at, clock.owner_practitioner_id, clock.words) for clock in running()} == before != set()


# --- Who sees it


@pytest.mark.parametrize("role", sorted(PARTS_BY_ROLE))
def test_a_clock_of_a_family_is_seen_by_whoever_sees_its_part(role: str, story: Story) -> None:
    story.open(basis="section_17")
    with story.as_("team_manager"):
        episode_clock = running(kinds.ASSESSMENT)[0]
        start(
            kinds.PLAN_REVIEW, Assessment(id=story.family.id, area_id=story.area.id), due=Due(DUE, "r"), because="b",
            family_id=story.family.id, now=NOON,
        )  # fmt: skip
    with story.as_(role):
        parts = PARTS_BY_ROLE[role]
        assert RunningClock.objects.filter(pk=episode_clock.pk).exists() is (Part.EPISODE in parts)
        assert RunningClock.objects.filter(kind="plan_review").exists() is (Part.PLAN in parts)
        # its history is guarded as it is
        event: Any = RunningClock.pgh_event_model  # type: ignore[attr-defined]
        assert event.objects.filter(pgh_obj_id=episode_clock.pk).exists() is (Part.EPISODE in parts)


def test_a_partner_sees_the_clocks_of_the_parts_they_were_granted(story: Story) -> None:
    story.open(basis="section_17")
    nurse = {"role": "partner_lead", "agency_kind": "health", "profession": "school_nurse"}
    with story.act(area="dorset", **nurse) as partner:
        assert running() == []
    with story.as_("team_manager"):
        start(
            kinds.PLAN_REVIEW, Assessment(id=story.family.id, area_id=story.area.id), due=Due(DUE, "r"), because="b",
            family_id=story.family.id, now=NOON,
        )  # fmt: skip
        grant_sight(family_id=story.family.id, practitioner_id=partner.practitioner_id, parts=["episode"], reason="r", now=NOON)
    with story.act(area="dorset", **nurse):
        assert [clock.kind for clock in running()] == ["assessment"]


def test_another_area_and_who_is_not_named_on_a_restricted_family_see_nothing(story: Story) -> None:
    story.open(basis="section_17")
    with story.act(role="team_manager", area="lincolnshire"):
        assert running() == []
    with story.as_("senior_social_worker") as named:
        pass
    with story.as_("team_manager") as owner:
        restrict_family(
            family=story.family, named=[named.practitioner_id], owner_id=owner.practitioner_id, reason="r",
            elsewhere="hidden", now=NOON,
        )  # fmt: skip
    with story.as_("lead_practitioner"):
        assert running() == []
    with story.as_("senior_social_worker"):
        assert len(running()) == 1


def test_a_clock_is_written_only_where_its_part_is_seen(story: Story) -> None:
    story.open(basis="section_17")
    with story.as_("business_support"), pytest.raises(NotWritten), transaction.atomic():
        start(
            kinds.ASSESSMENT, Assessment(area_id=story.area.id), due=Due(DUE, "r"), because="b",
            family_id=story.family.id, now=NOON,
        )  # fmt: skip


def test_a_clock_on_rows_that_no_room_shows_is_not_written(story: Story) -> None:
    with story.as_("team_manager"):
        subject = story.practitioner("lead_practitioner")
        subject.area_id = story.area.id
        with pytest.raises(NotWritten), transaction.atomic():
            start(kinds.LEAD_ANSWER, subject, due=Due(DUE, "r"), because="b", anew=True, now=NOON)
