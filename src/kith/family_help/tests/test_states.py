"""Every state of a lead, an assessment, a plan and a step with everything that may be done:
what the table does not have is refused."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from kith.family_help import services
from kith.family_help.models import Assessment, Episode, LeadAssignment, Plan, StepDecision
from kith.family_help.refusals import PlanIncomplete
from kith.family_help.services.assessments import keep_version
from kith.family_help.services.step_effects import take_effect
from kith.family_help.states import ASSESSMENT, LEAD, PLAN, STEP
from kith.family_help.tests.conftest import NOON, Story, given_up
from kith.kernel.refusals import Refusal
from kith.workbench.states import START, NotNow, States

pytestmark = pytest.mark.django_db
TABLES = {LEAD.name: LEAD, ASSESSMENT.name: ASSESSMENT, PLAN.name: PLAN, STEP.name: STEP}
MODELS: dict[str, Any] = {each.__name__: each for each in (LeadAssignment, Assessment, Plan, StepDecision)}
CLOSES, REOPENS = "close_episode", "reopen_episode"

Act = Callable[[Any], Any]


class Walk:
    """Records of one story that are put into each state, and the service behind each verb."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.episode = story.open()
        story.lead(self.episode)
        with story.as_("team_manager"):
            services.name_overseer(episode=self.episode, practitioner=story.practitioner("team_manager"), reason="r", now=NOON)

    def closing(self) -> StepDecision:
        episode = Episode.objects.get(pk=self.episode.pk)
        return services.close_episode(
            episode=episode,
            children=[services.ChildChange(self.story.ella.id, child_said="Fine", closure_reason="RC7")],
            reason="r", evidence="e", family_said="f", moving_on_plan="m", actions=given_up(episode), now=NOON,
        )  # fmt: skip

    def closed_and_reopened(self) -> StepDecision:
        self.closing()
        episode = Episode.objects.get(pk=self.episode.pk)
        return services.reopen_episode(episode=episode, reason="r", family_said="f", now=NOON)

    def as_manager(self) -> AbstractContextManager[Any]:
        return self.story.as_("team_manager")

    def as_lead(self) -> AbstractContextManager[Any]:
        return self.story.as_("lead_practitioner")


def changed(plan: Plan) -> Plan:
    """Return the plan as one that changed, so that there is something to agree again."""
    Plan.objects.filter(pk=plan.pk).update(changed_on=NOON.date())
    return plan


def check(states: States, put: Callable[[str], Any], verbs: dict[str, tuple[Any, Act]]) -> None:
    """Do everything in every state. What the table has leads where it says;
    what it does not have is refused by name and changes nothing."""
    assert set(verbs) == states.verbs
    for state in states.states:
        for verb, (acting, act) in verbs.items():
            said = f"{states.name} {state}: {verb}"
            with acting(), transaction.atomic():
                record = put(state)
                if states.allows(state, verb):
                    act(record)
                    assert type(record).objects.get(pk=record.pk).state == states.after(state, verb), said
                elif verb in {CLOSES, REOPENS}:
                    act(record)
                    assert type(record).objects.get(pk=record.pk).state == state, said
                else:
                    with pytest.raises(Refusal) as refused, transaction.atomic():
                        act(record)
                    named = PlanIncomplete if verb == "approve_plan" else states.refusal
                    assert type(refused.value) is named, said
                    assert refused.value.message[-1] in ".!?", said
                    assert type(record).objects.get(pk=record.pk).state == state, said
                transaction.set_rollback(True)


def putting(record: Any, **by_state: dict[str, Any]) -> Callable[[str], Any]:
    """Return what puts a record into a state, with the columns that the database asks for in that state."""

    def put(state: str) -> Any:
        type(record).objects.filter(pk=record.pk).update(state=state, **by_state.get(state, {}))
        return type(record).objects.get(pk=record.pk)

    return put


def test_a_lead(story: Callable[..., Story]) -> None:
    walk = Walk(story())
    asked = walk.story.practitioner("senior_social_worker")
    with walk.as_manager():
        turn = services.propose_lead(
            episode=walk.episode, practitioner=asked, reason_best_placed="r", family_preference="f", risk_level="low",
            change_reason="c", handover_summary="h", family_told="t", now=NOON,
        )  # fmt: skip
        services.end_lead(episode=walk.episode, reason="r", now=NOON)
        LeadAssignment.objects.filter(episode=walk.episode, state="accepted").update(ends_on=NOON.date())

    def as_asked() -> AbstractContextManager[Any]:
        return walk.story.as_("senior_social_worker")

    check(
        LEAD,
        putting(turn, accepted={"starts_on": NOON.date()}),
        {
            "accept_lead": (as_asked, lambda row: services.accept_lead(assignment=row, now=NOON)),
            "decline_lead": (as_asked, lambda row: services.decline_lead(assignment=row, reason="r", now=NOON)),
            "withdraw_lead": (walk.as_manager, lambda row: services.withdraw_lead(assignment=row, reason="r", now=NOON)),
            "write_handover": (
                walk.as_manager,
                lambda row: services.write_handover(
                    assignment=row, change_reason="c", summary="s", outstanding="o", family_told="t", introduced_on=None, now=NOON
                ),
            ),
            CLOSES: (walk.as_manager, lambda _: walk.closing()),
        },
    )


def test_an_assessment(story: Callable[..., Story]) -> None:
    walk = Walk(story())
    assessment = walk.story.assessed(walk.episode)
    stopped = {"authorised_at": None, "stopped_at": NOON}
    unsigned = {"authorised_at": None, "stopped_at": None}
    check(
        ASSESSMENT,
        putting(
            assessment,
            draft=unsigned,
            submitted=unsigned,
            returned=unsigned,
            stopped=stopped,
            authorised={"authorised_at": NOON, "stopped_at": None},
        ),
        {
            "submit_assessment": (walk.as_lead, lambda row: services.submit_assessment(assessment=row, now=NOON)),
            "send_back": (walk.as_manager, lambda row: services.send_back(assessment=row, reason="r", now=NOON)),
            "authorise_assessment": (walk.as_manager, lambda row: services.authorise_assessment(assessment=row, now=NOON)),
            "write_section": (
                walk.as_lead,
                lambda row: services.write_section(
                    section=row.sections.first(), read_version=row.sections.first().version, words="w", now=NOON
                ),
            ),
            "write_member": (
                walk.as_lead,
                lambda row: services.write_member(
                    member=row.members.first(), read_version=row.members.first().version, strengths="s", needs="n", now=NOON
                ),
            ),
            "write_analysis": (
                walk.as_lead,
                lambda row: services.write_analysis(assessment=row, read_version=row.version, analysis="a", now=NOON),
            ),
            "add_need": (walk.as_lead, lambda row: services.add_need(assessment=row, words="w", now=NOON)),
            CLOSES: (walk.as_manager, lambda _: walk.closing()),
            REOPENS: (walk.as_manager, lambda row: (keep_version(row, NOON), walk.closed_and_reopened())),
        },
    )


def test_a_plan(story: Callable[..., Story]) -> None:
    walk = Walk(story())
    walk.story.assessed(walk.episode)
    plan = walk.story.planned(walk.episode)
    running = {"ended_on": None}

    def goal(row: Plan) -> Any:
        return row.goals.order_by("position")[0]

    def new_goal(row: Plan) -> Any:
        return services.add_goal(
            plan=row, words="w", worded_by="Mum", need=goal(row).need, outcome="o", by_when=date(2026, 6, 1), now=NOON
        )

    check(
        PLAN,
        putting(plan, draft=running | {"agreed_at": None}, agreed=running, ended={"ended_on": NOON.date()}),
        {
            "set_family_proposal": (
                walk.as_lead,
                lambda row: services.set_family_proposal(plan=row, read_version=row.version, words="w", by="Mum", now=NOON),
            ),
            "write_plan": (
                walk.as_lead,
                lambda row: services.write_plan(plan=row, read_version=row.version, contact="c", now=NOON),
            ),
            "write_plan_child": (
                walk.as_lead,
                lambda row: services.write_plan_child(
                    part=row.children.get(), read_version=row.children.get().version, words="w", now=NOON
                ),
            ),
            "add_goal": (walk.as_lead, new_goal),
            "change_goal": (
                walk.as_lead,
                lambda row: services.change_goal(goal=goal(row), read_version=goal(row).version, words="w", now=NOON),
            ),
            "add_action": (
                walk.as_lead,
                lambda row: services.add_action(
                    goal=goal(row),
                    words="w",
                    author_side="family",
                    author="Mum",
                    owner_words="Gran",
                    by_when=NOON.date(),
                    now=NOON,
                ),
            ),
            "change_action": (
                walk.as_lead,
                lambda row: services.change_action(
                    action=goal(row).actions.first(), read_version=goal(row).actions.first().version, words="w", now=NOON
                ),
            ),
            "agree_plan": (walk.as_lead, lambda row: services.agree_plan(plan=changed(row), family_agreement="yes", now=NOON)),
            "approve_plan": (walk.as_manager, lambda row: services.approve_plan(plan=row, now=NOON)),
            CLOSES: (walk.as_manager, lambda _: walk.closing()),
            REOPENS: (walk.as_manager, lambda _: walk.closed_and_reopened()),
        },
    )


def test_a_step(story: Callable[..., Story]) -> None:
    walk = Walk(story())
    senior = walk.story.practitioner("senior_social_worker")
    with walk.story.as_("senior_social_worker"):
        step = services.step_up(
            episode=walk.episode,
            children=[services.ChildChange(walk.story.ella.id, "section_17", child_said="Fine")],
            reason="r", evidence="e", family_said="f",
            receiving=services.Receiving(senior, "r", "f", "low", "h", "t"), now=NOON,
        )  # fmt: skip
    assert step.state == "waiting"
    check(
        STEP,
        putting(step),
        {
            "take_effect": (lambda: walk.story.as_("senior_social_worker"), lambda row: take_effect(row, now=NOON)),
            "withdraw_step": (walk.as_manager, lambda row: services.withdraw_step(step=row, reason="r", now=NOON)),
        },
    )


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_what_the_model_says(name: str) -> None:
    states = TABLES[name]
    assert list(states.faults()) == []
    assert dict(MODELS[name].State.choices) == dict(states.states)
    assert set(states.works) <= set(states.states) - states.finished


def test_a_table_refuses_in_its_own_words() -> None:
    with pytest.raises(ASSESSMENT.refusal, match="the assessment is signed off"):
        ASSESSMENT.after("authorised", "submit_assessment")
    with pytest.raises(ASSESSMENT.refusal, match="Start an update to add to it"):
        ASSESSMENT.after("authorised", "add_need")
    door = States("Door", {"open": "Open", "shut": "Shut"}, ((START, "build", "open"), ("open", "shut_it", "shut")))
    assert door.finished == {"shut"}
    assert door.having("shut_it") == {"open"}
    with pytest.raises(NotNow, match="It stands at: shut"):
        door.after("shut", "shut_it")
    wrong = States("Door", {"open": "Open", "shut": "Shut"}, ((START, "build", "open"), ("open", "burn", "ashes")))
    assert len(list(wrong.faults())) == 2
