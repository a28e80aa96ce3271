"""What deciding does besides: beginnings of bases, leads, oversight, sight, closing, and what each reader's copy holds."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from kith.access.models import Grant
from kith.access.services import grant_sight
from kith.family_help import services
from kith.family_help.models import (
    Action,
    Assessment,
    BasisOfHelp,
    ChildWords,
    ChildWorker,
    Episode,
    Goal,
    LeadAssignment,
    Oversight,
    Plan,
    PlanVersion,
    StepDecision,
)
from kith.family_help.paper import plan_paper
from kith.family_help.queries.copies import plan_for_reader, readers_of_plan
from kith.family_help.queries.goals import missing_of_goal, open_goals, unaddressed_needs
from kith.family_help.queries.mistaken import copies_on_strength
from kith.family_help.queries.plan import missing_before_agreement
from kith.family_help.readers import reader_of
from kith.family_help.refusals import HandoverIncomplete
from kith.family_help.services import ChildChange, SightDecision
from kith.family_help.snapshots import assessment_snapshot, plan_snapshot
from kith.family_help.tests.conftest import ELSEWHERE, NOON, Story, Told, given_up, say_all_is_safe
from kith.kernel.refusals import NotFound, Refusal
from kith.people.models import FamilyMember, Person, Relationship
from kith.people.services import mark_mistaken
from kith.workbench.about import Subject

TODAY = NOON.date()
DAY = timedelta(days=1)
REFERRED = date(2026, 3, 2)


def basis(w: Told, name: str, *, days: int = 0, who: str = "ella", **more: Any) -> BasisOfHelp:
    """Set a basis some days from today, as a manager."""
    said = {"reason": "r", "evidence": "e", "family_said": "f", "agreed": True, **more}
    return services.set_basis(episode_child=getattr(w, who), basis=name, now=NOON + days * DAY, **said)


@pytest.mark.parametrize(
    ("steps", "counted_from"),
    [
        ([("section_17", 0, None)], TODAY),
        ([("section_17", 5, None)], TODAY + 5 * DAY),
        ([("section_17", 5, TODAY + 2 * DAY)], TODAY + 2 * DAY),
        ([("section_17", 5, None), ("section_47", 9, None)], TODAY + 5 * DAY),
        ([("section_17", 5, None), ("by_agreement", 9, None)], REFERRED),
        ([("section_17", 5, None), ("by_agreement", 9, None), ("section_17", 12, None)], TODAY + 12 * DAY),
        ([("section_47", 1, None), ("section_17", 3, None)], TODAY + DAY),
    ],
)
def test_each_basis_has_its_own_beginning(told: Told, steps: list[tuple[str, int, Any]], counted_from: date) -> None:
    with told.story.as_("team_manager"):
        w = told.fresh()
        for name, days, raised in steps:
            row = basis(w, name, days=days, counted_from=raised)
        assert row.counted_from == counted_from
        rows = list(BasisOfHelp.objects.filter(episode_child=w.ella).order_by("starts_on", "id"))
        assert [each.ends_on for each in rows[:-1]] == [each.starts_on for each in rows[1:]]
        assert rows[-1].ends_on is None
        transaction.set_rollback(True)


def test_the_first_basis_of_a_child_counts_from_its_referral(told: Told) -> None:
    with told.story.as_("team_manager"):
        assert {row.counted_from for row in BasisOfHelp.objects.all()} == {REFERRED}
        transaction.set_rollback(True)


@pytest.mark.parametrize("ended_by", ["review_conference", "receiving_area", "eighteenth_birthday", "death", "moved_abroad"])
def test_a_protection_plan_ends_by_what_the_law_knows(told: Told, ended_by: str) -> None:
    with told.story.as_("team_manager"):
        w = told.fresh()
        basis(w, "child_protection_plan", elsewhere=ELSEWHERE)
        # Whoever died has a day of death, and whoever turned 18 was born 18 years before.
        known = {"death": {"date_of_death": TODAY}, "eighteenth_birthday": {"date_of_birth": date(2008, 3, 4)}}
        if ended_by in known:
            Person.objects.filter(pk=told.story.ella.pk).update(**known[ended_by])
        basis(w, "section_17", days=30, ended_by=ended_by, elsewhere=ELSEWHERE)
        ended = BasisOfHelp.objects.get(episode_child=w.ella, basis="child_protection_plan")
        assert (ended.ended_by, ended.ends_on) == (ended_by, TODAY + 30 * DAY)
        transaction.set_rollback(True)


def asked(w: Told, story: Story, role: str = "senior_social_worker") -> LeadAssignment:
    return services.propose_lead(
        episode=w.episode, practitioner=story.practitioner(role), reason_best_placed="b", family_preference="f", risk_level="low",
        change_reason="c", handover_summary="h", family_told="t", now=NOON,
    )  # fmt: skip


@pytest.mark.parametrize("missing", ["change_reason", "handover_summary", "family_told"])
def test_a_lead_does_not_change_over_an_unfinished_handover(told: Told, missing: str) -> None:
    told.story.practitioner("senior_social_worker")
    with told.story.as_("senior_social_worker"):
        turn = asked(told.fresh(), told.story)
        LeadAssignment.objects.filter(pk=turn.pk).update(**{missing: " "})
        with pytest.raises(HandoverIncomplete) as refused:
            services.accept_lead(assignment=LeadAssignment.objects.get(pk=turn.pk), now=NOON)
        assert refused.value.message.startswith("The handover is not complete. It still needs ")
        transaction.set_rollback(True)


def test_the_next_lead_begins_where_the_last_ends(told: Told) -> None:
    told.story.practitioner("senior_social_worker")
    with told.story.as_("senior_social_worker", now=NOON + 3 * DAY):
        w = told.fresh()
        turn = asked(w, told.story)
        services.accept_lead(assignment=turn, now=NOON + 3 * DAY)
        turns = LeadAssignment.objects.filter(episode=w.episode, state="accepted").order_by("starts_on")
        assert [(each.starts_on, each.ends_on) for each in turns] == [(TODAY, TODAY + 3 * DAY), (TODAY + 3 * DAY, None)]
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (lambda turn: services.decline_lead(assignment=turn, reason="Too many", now=NOON), "declined"),
        (lambda turn: services.withdraw_lead(assignment=turn, reason="Another", now=NOON), "withdrawn"),
    ],
)
def test_a_question_that_is_over_keeps_its_words_and_the_lead_stays(told: Told, answer: Callable[[Any], Any], state: str) -> None:
    told.story.practitioner("senior_social_worker")
    with told.story.as_("senior_social_worker"):
        w = told.fresh()
        turn = answer(asked(w, told.story))
        assert (turn.state, turn.answered_at, bool(turn.answer)) == (state, NOON, True)
        assert LeadAssignment.objects.get(episode=w.episode, state="accepted").ends_on is None
        assert asked(w, told.story).state == "proposed", "somebody else may be asked"
        transaction.set_rollback(True)


def test_a_lead_who_left_is_a_fact_and_leaves_nobody(told: Told) -> None:
    with told.story.as_("lead_practitioner"):
        w = told.fresh()
        services.end_lead(episode=w.episode, reason="Left the team", now=NOON + DAY)
        turn = LeadAssignment.objects.get(episode=w.episode)
        assert (turn.ends_on, turn.answer) == (TODAY + DAY, "Left the team")
        services.end_lead(episode=w.episode, reason="Left the team", now=NOON + DAY)
        transaction.set_rollback(True)


def test_a_new_overseer_ends_the_turn_of_the_last(told: Told) -> None:
    senior = told.story.practitioner("senior_social_worker")
    with told.story.as_("team_manager"):
        services.name_overseer(episode=told.fresh().episode, practitioner=senior, reason="r", now=NOON + 2 * DAY)
        rows = Oversight.objects.order_by("starts_on")
        assert [(row.kind, row.ends_on) for row in rows] == [
            ("named_social_worker", TODAY + 2 * DAY),
            ("senior_social_worker", None),
        ]
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("decision", "parts", "left"),
    [
        ("confirm", [], {"episode", "plan"}),
        ("narrow", ["plan"], {"plan"}),
        ("end", [], set()),
    ],
)
def test_a_step_says_what_it_does_to_sight_and_does_it(told: Told, decision: str, parts: list[str], left: set[str]) -> None:
    partner = told.story.practitioner("partner_practitioner", profession="teacher", agency_kind="school")
    with told.story.as_("team_manager"):
        w = told.fresh()
        grant_sight(family_id=w.episode.family_id, practitioner_id=partner.pk, parts=["episode", "plan"], reason="r", now=NOON)
        services.step_up(
            episode=w.episode, children=[ChildChange(told.story.ella.pk, "section_17", child_said="Fine")], reason="r", evidence="e",
            family_said="f", grants=[SightDecision(partner.pk, decision, parts)], now=NOON,
        )  # fmt: skip
        held = Grant.objects.filter(family_id=w.episode.family_id, practitioner=partner, ends_on__isnull=True)
        assert {part for grant in held for part in grant.parts} == left
        transaction.set_rollback(True)


def close(w: Told, *children: Any) -> StepDecision:
    return services.close_episode(
        episode=w.episode, children=[ChildChange(child.pk, child_said="Fine", closure_reason="RC7") for child in children],
        reason="r", evidence="e", family_said="f", moving_on_plan="Gran helps", actions=given_up(w.episode), now=NOON + 9 * DAY,
    )  # fmt: skip


def test_help_for_one_child_ends_and_goes_on_for_the_other(told: Told) -> None:
    with told.story.as_("team_manager"):
        w = told.fresh()
        services.name_child_worker(
            episode_child=w.ella,
            practitioner=told.story.practitioner("lead_practitioner"),
            kind="key_worker",
            what_for="w",
            now=NOON,
        )
        close(w, told.story.ella)
        assert (w.ella.left_on, w.ella.closure_reason, w.sam.left_on) == (TODAY + 9 * DAY, "RC7", None)
        assert ChildWorker.objects.get().ends_on == TODAY + 9 * DAY
        assert not BasisOfHelp.objects.filter(episode_child=w.ella, ends_on__isnull=True).exists()
        assert Episode.objects.get(pk=w.episode.pk).is_open
        assert Plan.objects.get(pk=w.plan.pk).state == "agreed"
        transaction.set_rollback(True)


def test_when_the_last_child_leaves_everything_ends_that_day(told: Told) -> None:
    told.story.practitioner("senior_social_worker")
    with told.story.as_("team_manager"):
        w = told.fresh()
        question = asked(w, told.story)
        Assessment.objects.filter(pk=w.assessment.pk).update(state="returned", authorised_at=None)
        close(w, told.story.ella, told.story.sam)
        on = TODAY + 9 * DAY
        plan = Plan.objects.get(pk=w.plan.pk)
        assert (plan.state, plan.ended_on, plan.moving_on) == ("ended", on, "Gran helps")
        assert (w.assessment.state, w.assessment.stopped_reason) == ("stopped", "Help ended: r")
        assert LeadAssignment.objects.get(pk=question.pk).state == "withdrawn"
        assert LeadAssignment.objects.get(state="accepted").ends_on == on
        assert Oversight.objects.get().ends_on == on
        assert Episode.objects.get(pk=w.episode.pk).closed_on == on
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("reader", "kind"),
    [("ella", "child"), ("sam", "child"), ("mother", "parent"), ("father", "parent"), ("gran", "network")],
)
def test_who_has_a_copy_and_as_what(told: Told, reader: str, kind: str) -> None:
    with told.story.as_("lead_practitioner"):
        w = told.fresh()
        found = reader_of(w.plan, getattr(told.story, reader).pk)
        assert found is not None
        assert found.kind == kind
        assert {each.person.pk for each in readers_of_plan(w.plan)} == {
            getattr(told.story, name).pk for name in ("ella", "sam", "mother", "father", "gran")
        }
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda s: Relationship.objects.filter(person=s.father).update(parental_responsibility=False), None),
        (lambda s: Relationship.objects.filter(person=s.father).update(parental_responsibility=None), None),
        (lambda s: Relationship.objects.filter(person=s.father).update(ends_on=TODAY), None),
        (lambda s: FamilyMember.objects.filter(person=s.father).update(ends_on=TODAY), "parent"),
    ],
    ids=["has none", "not known", "ended", "left the family"],
)
def test_a_parent_reads_by_responsibility_alone(told: Told, change: Callable[[Story], Any], kind: str | None) -> None:
    with told.story.as_("team_manager"):
        change(told.story)
        found = reader_of(told.fresh().plan, told.story.father.pk)
        assert (found.kind if found else None) == kind
        assert found is None or not found.in_family
        transaction.set_rollback(True)


def test_a_parent_by_mistake_is_offered_no_copy_and_those_given_are_listed(told: Told) -> None:
    with told.story.as_("lead_practitioner"):
        w, father = told.fresh(), told.story.father
        ChildWords.objects.update(readers=ChildWords.Readers.PROFESSIONALS)
        given = {"contact": "by hand", "agreed_safe": True, "read_for_them": True}
        services.share_plan(plan=w.plan, reader_person_id=father.pk, now=NOON, **given)
        assert copies_on_strength(Subject(father.pk, NOON)) is None
        for row in Relationship.objects.filter(person=father, parental_responsibility=True):
            mark_mistaken(relationship=row, reason="He is her uncle.", now=NOON)
        given = copies_on_strength(Subject(father.pk, NOON)) or []
        assert {(each.share.person_id, each.share.contact, each.because) for each in given} == {
            (father.pk, "by hand", "He is her uncle.")
        }
        assert reader_of(told.fresh().plan, father.pk) is None
        assert father.pk not in {each.person.pk for each in readers_of_plan(w.plan)}
        with pytest.raises(Refusal):
            services.share_plan(plan=w.plan, reader_person_id=father.pk, contact="by hand", agreed_safe=True, now=NOON)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("reader", "reads", "reads_not"),
    [
        ("mother", ["MOTHERS-OWN", "Gran will walk", "12 Refuge Row"], ["WORDS-OF-CHILD"]),
        (
            "father",
            ["Ella is at school every day", "(kept private)"],
            ["MOTHERS-OWN", "12 Refuge Row", "900 123", "WORDS-OF-CHILD"],
        ),
        ("ella", ["Ella is at school every day"], ["MOTHERS-OWN", "WORDS-OF-CHILD"]),
        ("gran", ["Walk Ella to school"], ["MOTHERS-OWN", "Gran will walk", "WORDS-OF-CHILD", "Refuge Row"]),
    ],
)
def test_each_reader_gets_their_own_copy_on_page_and_paper(
    told: Told, reader: str, reads: list[str], reads_not: list[str]
) -> None:
    with told.story.as_("lead_practitioner"):
        w = told.fresh()
        say_all_is_safe(w.plan, told.story.father)
        copy = plan_for_reader(w.plan.pk, getattr(told.story, reader).pk)
        text = "\n".join(str(each) for each in copy.texts())
        for words in reads:
            assert words in text, words
        for words in reads_not:
            assert words not in text, words
        paper = str(plan_paper(copy))
        assert not [words for words in reads_not if words in paper]
        transaction.set_rollback(True)


def test_a_stranger_has_no_copy(told: Told) -> None:
    with told.story.as_("lead_practitioner"):
        for person in (told.zoe.pk, told.episode.pk):
            with pytest.raises(NotFound):
                plan_for_reader(told.plan.pk, person)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("readers", "may_read", "seen_by_mother"),
    [("professionals", [], False), ("undecided", [], False), ("named", ["mother"], True), ("named", ["gran"], False)],
)
def test_a_childs_words_reach_those_they_are_for(told: Told, readers: str, may_read: list[str], seen_by_mother: bool) -> None:
    with told.story.as_("lead_practitioner"):
        ChildWords.objects.update(readers=readers, may_read=[getattr(told.story, name).pk for name in may_read])
        text = "\n".join(str(each) for each in plan_for_reader(told.plan.pk, told.story.mother.pk).texts())
        assert ("WORDS-OF-CHILD" in text) is seen_by_mother
        transaction.set_rollback(True)


@pytest.mark.parametrize("state", ["open", "met", "stopped"])
def test_a_stopped_goal_is_in_no_copy_and_answers_no_need(told: Told, state: str) -> None:
    with told.story.as_("lead_practitioner"):
        w = told.fresh()
        Goal.objects.filter(pk=w.goal.pk).update(state=state)
        text = "\n".join(str(each) for each in plan_for_reader(w.plan.pk, told.story.mother.pk).texts())
        assert ("Ella is at school every day" in text) is (state != "stopped")
        assert (w.goal.need in unaddressed_needs(w.episode)) is (state == "stopped")
        assert (w.goal in open_goals(w.plan)) is (state == "open")
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({}, []),
        ({"need": None}, ["say which assessed need 'g' answers"]),
        ({"outcome": " "}, ["say in plain words what will be different when 'g' is done"]),
        ({"by_when": None}, ["say by when 'g' will be done"]),
    ],
)
def test_what_a_goal_still_needs(told: Told, change: dict[str, Any], missing: list[str]) -> None:
    with told.story.as_("lead_practitioner"):
        said = {"need": told.goal.need, "outcome": "o", "by_when": TODAY, **change}
        assert missing_of_goal(Goal(words="g", **said)) == missing
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({}, []),
        ({"family_proposal": " "}, ["ask for the family's own proposal, or say why there is none"]),
        ({"family_proposal": "", "no_proposal_reason": "They wished to wait"}, []),
        ({"next_review_on": None}, ["set the date of the first review"]),
    ],
)
def test_what_a_plan_still_needs(told: Told, change: dict[str, Any], missing: list[str]) -> None:
    with told.story.as_("lead_practitioner"):
        Plan.objects.filter(pk=told.plan.pk).update(**change)
        assert missing_before_agreement(told.fresh().plan) == missing
        Goal.objects.filter(plan=told.plan).update(state="stopped")
        assert "add at least one goal" in missing_before_agreement(told.fresh().plan)
        transaction.set_rollback(True)


def test_what_is_kept_of_a_plan_and_an_assessment_is_the_whole_of_it(told: Told) -> None:
    with told.story.as_("lead_practitioner"):
        w = told.fresh()
        plan, assessment = plan_snapshot(w.plan), assessment_snapshot(w.assessment)
        assert PlanVersion.objects.get(plan=w.plan).content == plan
        assert len(plan["goals"]) == w.plan.goals.count()
        assert sum(len(goal["actions"]) for goal in plan["goals"]) == Action.objects.filter(goal__plan=w.plan).count()
        assert {row["words"] for row in assessment["sections"]} == {f"About {row['title']}." for row in assessment["sections"]}
        assert {row["words"] for row in assessment["needs"]} == {"Ella misses school", "Mum is worn out"}
        assert "family_id" not in plan["plan"]
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", ["business_support", "lead_practitioner", "front_door", "team_manager"])
def test_danger_is_raised_by_whoever_sees_the_family(told: Told, role: str) -> None:
    with told.story.as_(role) as who:
        alert = services.raise_danger(family=told.story.family, words="Shouting", now=NOON)
        assert (alert.raised_by_name, alert.raised_at, alert.answered_at) == (who.name, NOON, None)
        transaction.set_rollback(True)
