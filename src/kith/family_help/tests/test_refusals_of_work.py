"""Every refusal of assessing, planning, reviewing, hearing a child, sharing a copy and answering danger: name, field and words."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from kith.family_help import refusals, services
from kith.family_help.models import Action, Assessment, ChildWords, DangerAlert, Episode, Goal, KnownFact, Plan
from kith.family_help.services import Progress
from kith.family_help.tests.conftest import NOON, Told
from kith.kernel.refusals import ChangedMeanwhile, Refusal
from kith.people.models import Person, Protection

TODAY = NOON.date()
DAY = timedelta(days=1)


def closed(w: Told) -> Told:
    """Put the episode as it is after help has ended."""
    Episode.objects.filter(pk=w.episode.pk).update(closed_on=TODAY)
    return w.fresh()


def state(w: Told, name: str) -> Assessment:
    """Put the assessment back to an earlier state, as it was then."""
    Assessment.objects.filter(pk=w.assessment.pk).update(state=name, authorised_at=None)
    return w.assessment


def drafted(w: Told, **without: Any) -> Assessment:
    """Return the assessment while it is written, with something not written yet."""
    state(w, "draft")
    Assessment.objects.filter(pk=w.assessment.pk).update(**without)
    return w.assessment


def review(w: Told, **change: Any) -> Any:
    said: dict[str, Any] = {
        "plan": w.plan, "held_on": TODAY, "present": "Mum", "words": "w", "family_said": "f", "progress": [],
        "next_review_on": None, "now": NOON,
    }  # fmt: skip
    return services.record_review(**{**said, **change})


def goal(w: Told, **change: Any) -> Goal:
    said: dict[str, Any] = {
        "plan": w.plan, "words": "Ella sleeps", "worded_by": "Mum", "need": w.goal.need, "outcome": "o", "by_when": TODAY, "now": NOON,
    }  # fmt: skip
    return services.add_goal(**{**said, **change})


def action(w: Told, **change: Any) -> Action:
    said: dict[str, Any] = {
        "goal": w.goal, "words": "Ring", "author_side": "family", "author": "Mum", "by_when": TODAY, "owner_words": "Gran",
        "now": NOON,
    }  # fmt: skip
    return services.add_action(**{**said, **change})


def words(w: Told, **change: Any) -> ChildWords:
    said: dict[str, Any] = {
        "episode": w.episode, "person": w.story.ella, "how": "Drawing", "said_on": TODAY, "words": "I like school", "now": NOON,
    }  # fmt: skip
    return services.record_child_words(**{**said, **change})


def share(w: Told, **change: Any) -> Any:
    ChildWords.objects.update(readers="professionals", readers_decided_by="child", readers_decided_at=NOON)
    said: dict[str, Any] = {
        "plan": w.plan, "reader_person_id": w.story.mother.pk, "contact": "07700 900123", "agreed_safe": True, "now": NOON,
    }  # fmt: skip
    return services.share_plan(**{**said, **change})


def undecided(w: Told, reader: Person) -> Any:
    ChildWords.objects.update(readers="undecided")
    return services.share_plan(plan=w.plan, reader_person_id=reader.pk, contact="c", agreed_safe=True, now=NOON)


def grown_up(w: Told) -> Person:
    """Return a person of the area who is in no family."""
    return Person.objects.create(area=w.story.area, forename="Nobody", surname="Here", recorded_at=NOON, in_family=True)


MISSING, CODE, DATES = refusals.WordsMissing, refusals.WrongCode, refusals.DatesWrong
Case = tuple[str, Callable[[Told], Any], type[Refusal], str | None, str]

CASES: list[Case] = [
    ("a second assessment", lambda w: services.start_assessment(episode=w.episode, now=NOON),
     refusals.SecondAssessment, None, "Open that one, or add an update"),
    ("an assessment after help", lambda w: services.start_assessment(episode=closed(w).episode, now=NOON),
     refusals.EpisodeClosed, None, "has closed"),
    ("an update without a purpose", lambda w: services.start_update(episode=w.episode, purpose=" ", now=NOON),
     MISSING, "reason", "Say why."),
    ("an update of what is written", lambda w: (drafted(w), services.start_update(episode=w.episode, purpose="p", now=NOON)),
     refusals.SecondAssessment, None, "Finish the assessment"),
    ("a need without words", lambda w: services.add_need(assessment=drafted(w), words="", now=NOON),
     MISSING, "words", "Write the words."),
    ("a need of a stranger", lambda w: services.add_need(assessment=drafted(w), words="w", person=w.zoe, now=NOON),
     refusals.NotInFamily, "person", "Add them first"),
    ("a factor that is none", lambda w: services.write_analysis(
        assessment=drafted(w), read_version=w.assessment.version, factors=["99Z"], now=NOON), CODE, "factors", "99Z is not a factor"),
    ("no factor and a factor", lambda w: services.write_analysis(
        assessment=drafted(w), read_version=w.assessment.version, factors=["21", "7A"], now=NOON), CODE, "factors", "stands alone"),
    ("an older version", lambda w: services.write_analysis(assessment=drafted(w), read_version=1, analysis="a", now=NOON),
     ChangedMeanwhile, None, ""),
    ("submitted without analysis", lambda w: services.submit_assessment(assessment=drafted(w, analysis=" "), now=NOON),
     refusals.AssessmentIncomplete, None, "write the analysis"),
    ("submitted past the family", lambda w: services.submit_assessment(assessment=drafted(w, family_view=""), now=NOON),
     refusals.AssessmentIncomplete, None, "what the family thinks of this assessment"),
    ("submitted without factors", lambda w: services.submit_assessment(assessment=drafted(w, factors=[]), now=NOON),
     refusals.AssessmentIncomplete, None, "choose the factors you found"),
    ("submitted late without a word", lambda w: services.submit_assessment(
        assessment=drafted(w, due_on=TODAY - DAY), now=NOON), refusals.AssessmentIncomplete, None, "not finished by 3 March 2026"),
    ("submitted without a child", lambda w: (
        ChildWords.objects.filter(person=w.story.sam).update(person=w.story.ella),
        services.submit_assessment(assessment=drafted(w), now=NOON)),
     refusals.AssessmentIncomplete, None, "write Sam Example's own view"),
    ("seen tomorrow", lambda w: services.record_child_seen(
        assessment=w.assessment, person=w.story.ella, seen_on=TODAY + DAY, alone=True, now=NOON), DATES, "seen_on", "not come yet"),
    ("a stranger seen", lambda w: services.record_child_seen(
        assessment=w.assessment, person=w.zoe, seen_on=TODAY, alone=True, now=NOON), refusals.NotInFamily, "person", "Add them first"),
    ("words without how", lambda w: words(w, how=" "), MISSING, "how", "how the child told you"),
    ("neither words nor a reason", lambda w: words(w, words=""), MISSING, "words", "or why there are none"),
    ("words of tomorrow", lambda w: words(w, said_on=TODAY + DAY), DATES, "said_on", "not come yet"),
    ("words of a stranger", lambda w: words(w, person=w.zoe), refusals.NotInFamily, "person", "Add them first"),
    ("words for all", lambda w: words(w, readers="everybody"), CODE, "readers", "Choose who may read"),
    ("words nobody decided about", lambda w: words(w, readers="professionals"), MISSING, "decided_by", "the child or the worker"),
    ("words a worker decided about", lambda w: words(w, readers="professionals", decided_by="worker"),
     MISSING, "readers_reason", "Say why you decided"),
    ("words for nobody named", lambda w: words(w, readers="named", decided_by="child"), MISSING, "may_read", "Name who may read"),
    ("decided anew by nobody", lambda w: services.decide_readers(
        child_words=words(w), readers="named", may_read=[uuid4()], decided_by="mum", reason="r", own_copy=False, now=NOON),
     MISSING, "decided_by", "the child or the worker"),
    ("a second plan", lambda w: services.start_plan(episode=w.episode, now=NOON), refusals.SecondPlan, None, "Work in that one"),
    ("no proposal and no reason", lambda w: services.set_family_proposal(plan=w.plan, read_version=w.plan.version, now=NOON),
     MISSING, "words", "why there is no proposal of theirs"),
    ("a proposal of nobody", lambda w: services.set_family_proposal(
        plan=w.plan, read_version=w.plan.version, words="We do this", now=NOON), MISSING, "by", "who in the family proposed it"),
    ("agreed twice", lambda w: services.agree_plan(plan=w.plan, family_agreement="y", now=NOON),
     refusals.AlreadyAnswered, None, "agreed already"),
    ("agreed by nobody", lambda w: services.agree_plan(plan=w.plan, family_agreement=" ", now=NOON),
     MISSING, "family_agreement", "what each said"),
    ("a goal of nobody's words", lambda w: goal(w, worded_by=""), MISSING, "worded_by", "whose words"),
    ("a goal without words", lambda w: goal(w, words=" "), MISSING, "words", "Write the words"),
    ("a goal of a stranger", lambda w: goal(w, person=w.zoe), refusals.NotInFamily, "person", "Zoe Other is not in this family"),
    ("a goal without a need", lambda w: goal(w, need=None), refusals.PlanIncomplete, None, "which assessed need"),
    ("a goal without an outcome", lambda w: goal(w, outcome=" "), refusals.PlanIncomplete, None, "in plain words"),
    ("a goal without a day", lambda w: goal(w, by_when=None), refusals.PlanIncomplete, None, "by when"),
    ("a goal that loses its outcome", lambda w: services.change_goal(
        goal=w.goal, read_version=w.goal.version, outcome="", now=NOON), refusals.PlanIncomplete, None, "in plain words"),
    ("a goal read before", lambda w: services.change_goal(goal=w.goal, read_version=w.goal.version + 7, words="w", now=NOON),
     ChangedMeanwhile, None, ""),
    ("an action without words", lambda w: action(w, words=""), MISSING, "words", "Write the words"),
    ("an action of no side", lambda w: action(w, author_side="both"), CODE, "author_side", "whose idea"),
    ("an action of nobody", lambda w: action(w, author=" "), CODE, "author_side", "whose idea"),
    ("an action nobody does", lambda w: action(w, owner_words=""), MISSING, "owner", "who will do this"),
    ("an action of a stranger", lambda w: action(w, owner_person=w.zoe), refusals.NotInFamily, "person", "is not in this family"),
    ("an action before the plan", lambda w: action(w, by_when=TODAY - DAY), DATES, "by_when", "before the plan began"),
    ("a need left out for no reason", lambda w: services.leave_need_out(
        need=w.goal.need, read_version=w.goal.need.version, reason="", now=NOON), MISSING, "reason", "Say why."),
    ("a review tomorrow", lambda w: review(w, held_on=TODAY + DAY), DATES, "held_on", "has not come"),
    ("a next review on the same day", lambda w: review(w, next_review_on=TODAY), DATES, "next_review_on", "comes after"),
    ("a review of nobody", lambda w: review(w, present=""), MISSING, "present", "who was there"),
    ("a review without words", lambda w: review(w, words=""), MISSING, "words", "Write the words"),
    ("a review past the family", lambda w: review(w, family_said=" "), MISSING, "family_said", "what the family said"),
    ("a progress that is none", lambda w: review(w, progress=[Progress(w.goal.pk, "great")]), CODE, "progress", "how far each goal"),
    ("a goal of another plan", lambda w: review(w, progress=[Progress(uuid4(), "met")]), CODE, "progress", "how far each goal"),
    ("a copy for a stranger", lambda w: share(w, reader_person_id=w.zoe.pk), refusals.NotAReader, "reader", "has no copy of the plan"),
    ("a copy for nobody known", lambda w: share(w, reader_person_id=grown_up(w).pk), refusals.NotAReader, "reader", "no copy"),
    ("a copy not agreed to be safe", lambda w: share(w, agreed_safe=False), refusals.ContactNotSafe, "agreed_safe", "safe to send"),
    ("a copy to nowhere", lambda w: share(w, contact=" "), refusals.ContactNotSafe, "agreed_safe", "safe to send"),
    ("a copy before words are decided", lambda w: undecided(w, w.story.mother), refusals.WordsUndecided, None, "Decide first"),
    ("danger without words", lambda w: services.raise_danger(family=w.story.family, words=" ", now=NOON),
     MISSING, "words", "Write the words"),
]  # fmt: skip


@pytest.mark.parametrize(("act", "refusal", "field", "said"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_lead_is_refused(told: Told, act: Callable[[Told], Any], refusal: type[Refusal], field: str | None, said: str) -> None:
    with told.story.as_("lead_practitioner"):
        with pytest.raises(refusal) as refused, transaction.atomic():
            act(told.fresh())
        assert type(refused.value) is refusal
        assert refused.value.field == field
        assert said in refused.value.message
        assert refused.value.message[-1] in ".?"
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", ["front_door", "lead_practitioner", "duty_worker", "senior_social_worker", "team_manager"])
@pytest.mark.parametrize(
    ("act", "may"),
    [
        (
            lambda w: services.authorise_assessment(assessment=state(w, "submitted"), now=NOON),
            {"senior_social_worker", "team_manager"},
        ),
        (
            lambda w: services.send_back(assessment=state(w, "submitted"), reason="r", now=NOON),
            {"senior_social_worker", "team_manager"},
        ),
        (lambda w: services.approve_plan(plan=w.plan, now=NOON), {"senior_social_worker", "team_manager"}),
        (
            lambda w: services.answer_danger(
                alert=services.raise_danger(family=w.story.family, words="w", now=NOON), answer="a", now=NOON
            ),
            {"front_door", "duty_worker", "senior_social_worker", "team_manager"},
        ),
    ],
    ids=["sign off", "send back", "approve", "answer danger"],
)
def test_who_may_decide(told: Told, act: Callable[[Told], Any], may: set[str], role: str) -> None:
    told.story.practitioner(role)
    with told.story.as_(role):
        if role in may:
            act(told.fresh())
        else:
            with pytest.raises(refusals.MayNotDecide), transaction.atomic():
                act(told.fresh())
        transaction.set_rollback(True)


def test_nobody_signs_off_what_they_submitted(told: Told) -> None:
    with told.story.as_("team_manager"):
        Assessment.objects.update(submitted_by=told.story.practitioner("team_manager").pk)
        with pytest.raises(refusals.MayNotDecide, match="somebody else signs it off"), transaction.atomic():
            services.authorise_assessment(assessment=state(told, "submitted"), now=NOON)
        transaction.set_rollback(True)


def test_a_danger_is_answered_once(told: Told) -> None:
    with told.story.as_("team_manager"):
        alert = services.raise_danger(family=told.story.family, words="Shouting", now=NOON)
        services.answer_danger(alert=alert, answer="Went there", now=NOON)
        with pytest.raises(refusals.AlreadyAnswered, match="Read the answer first"), transaction.atomic():
            services.answer_danger(alert=alert, answer="Again", now=NOON)
        assert DangerAlert.objects.get().answer == "Went there"
        transaction.set_rollback(True)


def test_a_draft_is_refused_with_all_that_it_lacks_at_once(told: Told) -> None:
    with told.story.as_("lead_practitioner"):
        empty = drafted(told.fresh(), analysis="", family_view="", factors=[], due_on=TODAY - DAY)
        with pytest.raises(refusals.AssessmentIncomplete) as refused, transaction.atomic():
            services.submit_assessment(assessment=empty, now=NOON)
        assert len(refused.value.missing) == 4
        assert refused.value.message.startswith("Before you go on: write the analysis; ")
        transaction.set_rollback(True)


@pytest.mark.parametrize(("days", "late"), [(-1, True), (0, False), (1, False)])
def test_an_assessment_is_late_from_the_day_after_it_was_due(told: Told, days: int, late: bool) -> None:
    with told.story.as_("lead_practitioner"):
        written = drafted(told.fresh(), due_on=TODAY + days * DAY)
        if late:
            with pytest.raises(refusals.AssessmentIncomplete), transaction.atomic():
                services.submit_assessment(assessment=written, now=NOON)
        else:
            assert services.submit_assessment(assessment=written, now=NOON).state == "submitted"
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("service", "row", "words_of"),
    [
        (services.write_analysis, lambda w: {"assessment": drafted(w), "read_version": 1}, "An assessment has no field state"),
        (services.write_plan, lambda w: {"plan": w.plan, "read_version": 1}, "A plan has no field state"),
        (
            services.change_goal,
            lambda w: {"goal": w.goal, "read_version": 1, "plan": None},
            "A goal has no field plan",
        ),
        (
            services.change_action,
            lambda w: {"action": w.goal.actions.first(), "read_version": 1, "owner_words": "x"},
            "An action has no field owner_words",
        ),
    ],
)
def test_a_field_that_is_not_changed_like_this_is_our_mistake(told: Told, service: Any, row: Any, words_of: str) -> None:
    with told.story.as_("lead_practitioner"):
        more = {} if service in {services.change_goal, services.change_action} else {"state": "x"}
        with pytest.raises(TypeError, match=words_of):
            service(**row(told.fresh()), **more, now=NOON)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("change", "side"),
    [
        ({"owner_words": "A neighbour"}, "network"),
        ({"owner_person": "gran", "owner_words": ""}, "family"),
        ({"owner_person": "gran", "owner_words": "", "owner_side": "network"}, "network"),
        ({"owner_practitioner": "lead", "owner_words": ""}, "professional"),
    ],
)
def test_whose_side_an_action_is_on_follows_from_who_does_it(told: Told, change: dict[str, Any], side: str) -> None:
    who = {"gran": told.story.gran, "lead": told.story.practitioner("lead_practitioner")}
    with told.story.as_("lead_practitioner"):
        assert action(told.fresh(), **{name: who.get(value, value) for name, value in change.items()}).owner_side == side
        transaction.set_rollback(True)


@pytest.mark.parametrize(("progress", "state_after"), [("met", "met"), ("better", "open"), ("same", "open"), ("worse", "open")])
def test_a_review_closes_a_goal_that_is_met(told: Told, progress: str, state_after: str) -> None:
    with told.story.as_("lead_practitioner"):
        w = told.fresh()
        review(w, progress=[Progress(w.goal.pk, progress)], next_review_on=date(2026, 6, 1))
        assert Goal.objects.get(pk=w.goal.pk).state == state_after
        assert Plan.objects.get(pk=w.plan.pk).next_review_on == date(2026, 6, 1)
        transaction.set_rollback(True)


@pytest.mark.parametrize(("protected", "known"), [(False, True), (True, False)])
def test_a_protected_school_is_not_copied_into_an_assessment(told: Told, protected: bool, known: bool) -> None:
    with told.story.as_("team_manager"):
        Person.objects.filter(pk=told.story.ella.pk).update(school="Quay School")
        if protected:
            Protection.objects.create(
                area=told.story.area, person=told.story.ella, what="school", hidden_from=told.story.father, reason="r",
                starts_at=NOON, review_on=date(2026, 9, 1),
            )  # fmt: skip
        services.start_update(episode=told.fresh().episode, purpose="New school", now=NOON)
        assert KnownFact.objects.filter(label="School", value="Quay School").exists() is known
        assert not KnownFact.objects.filter(value__contains="Refuge Row").exists()
        transaction.set_rollback(True)
