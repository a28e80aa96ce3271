"""A step whose lead says no, or is asked no more, is not undone: it stands on the day of managers until it is settled."""

import pytest

from kith.family_help.models import EpisodeChild, LeadAssignment, StepDecision
from kith.family_help.tests.asking import FAMILY_WORKER, asked, step_up, words
from kith.family_help.tests.conftest import accredit
from kith.family_help.tests.test_pages import Desk, at_noon  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db

LIST = "Steps without a lead"


@pytest.fixture
def waits(story):
    """Wolverhampton: a family worker leads, and a step to high waits for the senior social worker."""
    s = story("wolverhampton")
    worker, senior = s.practitioner("lead_practitioner", **FAMILY_WORKER), s.practitioner("senior_social_worker")
    for each in (worker, senior):
        accredit(each, s.area)
    s.lead(s.open(), **FAMILY_WORKER)
    manager = Desk(s, "team_manager")
    up = step_up(s, receiving=str(senior.id), receiving_why="w", handover_summary="h", risk_level="high")
    manager.post("step/", up)
    assert LIST not in words(manager.client.get("/").content.decode())
    with s.as_("team_manager"):
        return s, worker, senior, manager, LeadAssignment.objects.get(state="proposed"), up


def over(waits, how):
    s, _, _, manager, turn, _ = waits
    desk = manager if how == "withdraw" else Desk(s, "senior_social_worker")
    desk.post(f"allocate/{turn.id}/{how}/", {"reason": "She is ill"})
    return words(manager.client.get("/").content.decode())


@pytest.mark.parametrize("how", ["withdraw", "decline"])
def test_it_stands_on_the_day_until_another_lead_accepts(waits, how):
    s, worker, senior, manager, _, _ = waits
    day_of = over(waits, how)
    assert "step up waits for a lead" in day_of.split(LIST)[1]
    assert "She is ill" in day_of
    assert "Nobody is asked now" in words(manager.get("allocate/"))
    manager.post("allocate/", asked(worker, risk_level="low"), refused="a family whose needs rise is led by one")
    manager.post("allocate/", asked(senior))
    assert LIST not in words(manager.client.get("/").content.decode())
    with s.as_("team_manager"):
        turn = LeadAssignment.objects.get(state="proposed")
        assert turn.risk_level == "high"
    lead = Desk(s, "senior_social_worker")
    said = {"change_reason": "c", "summary": "s", "outstanding": "", "family_told": "t"}
    lead.post(f"allocate/{turn.id}/handover/", said)
    lead.post(f"allocate/{turn.id}/accept/")
    with s.as_("team_manager"):
        assert StepDecision.objects.get().state == "in_effect"
        assert EpisodeChild.objects.get().bases.get(ends_on__isnull=True).basis == "section_17"


def test_or_until_it_is_withdrawn_by_whoever_may_decide_it(waits):
    s, _, _, manager, _, _ = waits
    over(waits, "decline")
    with s.as_("team_manager"):
        step = StepDecision.objects.get()
    here = f"step/{step.id}/withdraw/"
    assert here in manager.get("allocate/")
    manager.post(here, {"reason": ""}, refused="error-summary")
    manager.post(here, {"reason": "The risk is low after all"})
    assert LIST not in words(manager.client.get("/").content.decode())
    with s.as_("team_manager"):
        assert StepDecision.objects.get().state == "withdrawn"


def test_or_until_another_step_takes_its_place(waits):
    s, _, _, manager, _, up = waits
    over(waits, "withdraw")
    manager.post("step/", up)
    with s.as_("team_manager"):
        assert [row.state for row in StepDecision.objects.order_by("decided_at", "state")] == ["waiting", "withdrawn"]


def test_a_step_that_waits_ends_with_help(waits):
    s, _, _, manager, _, _ = waits
    over(waits, "withdraw")
    end = {"reason": "r", "evidence": "e", "family_said": "f", "moving_on_plan": "Gran",
           f"closure_{s.ella.id}": "RC7", f"said_{s.ella.id}": "bye"}  # fmt: skip
    manager.post("close/", end)
    with s.as_("team_manager"):
        assert {row.kind: row.state for row in StepDecision.objects.all()} == {"up": "withdrawn", "close": "in_effect"}
