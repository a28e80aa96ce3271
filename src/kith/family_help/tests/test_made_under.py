"""Each record says under which edition of national guidance and which version of the model it was made (ledger F-04, C-22)."""

from datetime import date, timedelta

import pytest

from kith.family_help import services
from kith.family_help.queries import made_under
from kith.family_help.tests.asking import words
from kith.family_help.tests.conftest import NOON
from kith.family_help.tests.test_pages import Desk
from kith.practice_model.queries import model_in_force
from kith.practice_model.reading import draft
from kith.practice_model.services import publish
from tests.fixtures import administering

pytestmark = pytest.mark.django_db
LABEL = "Dorset 1, on National model 1"


@pytest.fixture(autouse=True)
def clock_of_pages(monkeypatch):
    monkeypatch.setattr("kith.access.middleware.now", lambda: NOON)


@pytest.mark.row("F-04", at="The pages of the assessment and of the plan; a decision, on the page of a request")
def test_an_assessment_and_a_plan_say_under_which_edition_and_model_they_were_made(story):
    s = story()
    s.helped()
    lead = Desk(s, "lead_practitioner")
    said = f"Made under Working Together to Safeguard Children 2023, and the model {LABEL}."
    assert said in words(lead.get("assessment/"))
    assert said in words(lead.get("plan/"))
    model = model_in_force("dorset", NOON.date())
    for on, year in ((date(2023, 12, 14), 2018), (date(2023, 12, 15), 2023), (date(2026, 3, 19), 2026)):
        assert made_under("", on, model) == f"Made under Working Together to Safeguard Children {year}"
    assert "before the first edition" in made_under(LABEL, date(2010, 1, 1), model)


@pytest.mark.row("C-22", at="The plan of a family")
def test_a_plan_has_the_parts_of_the_model_it_was_begun_on(story):
    s = story()
    episode, _ = s.helped()
    with s.as_("team_manager"):
        goal = episode.plans.get().goals.first().pk
    text = draft("dorset").replace('version = "1"', 'version = "2"', 1) + (
        '\n[plan_parts.if_things_go_wrong]\nname = "Plan B"\nprompt = "What is plan B?"\nstatus = "agreed"\nrows = ["C-22"]\n'
        'source = "A made-up source"\nbinding = "local"\n'
    )
    lead = Desk(s, "lead_practitioner")
    assert "If things go wrong" in words(lead.get("plan/"))
    assert "What are the early signs, what does each person do, and who is rung?" in words(lead.get("plan/together/"))
    assert "Who does what, by when?" in words(lead.get(f"plan/goal/{goal}/action/"))
    with administering(s.area):
        publish(text=text, valid_from=NOON.date(), published_by="P", now=NOON)
    page = words(lead.get("plan/"))
    assert "If things go wrong" in page, "a plan that was begun keeps what it was begun on"
    assert "Plan B" not in page
    assert "What is plan B?" not in words(lead.get("plan/together/"))
    with s.as_("team_manager"):
        plan = episode.plans.get()
        plan.model_version = plan.model_version.replace("Dorset 1", "Dorset 2")
        plan.save()
    page = words(lead.get("plan/"))
    assert "Plan B" in page
    assert "What is plan B?" in words(lead.get("plan/together/"))


def test_an_approval_stays_told_when_a_plan_that_changed_is_agreed_again(story):
    s = story()
    episode = s.open()
    s.lead(episode)
    with s.as_("team_manager"):
        services.name_overseer(episode=episode, practitioner=s.practitioner("team_manager"), reason="r", now=NOON)
    s.assessed(episode)
    plan = s.planned(episode)
    manager = Desk(s, "team_manager")
    manager.post("plan/approve/")
    assert "Approved 4 March 2026." in words(manager.get("plan/"))
    later = NOON + timedelta(days=2)
    with s.as_("lead_practitioner", now=later):
        plan.refresh_from_db()
        services.write_plan(plan=plan, read_version=plan.version, contact="Every week", now=later)
        plan.refresh_from_db()
        services.agree_plan(plan=plan, family_agreement="Mum agrees.", now=later)
    page = words(manager.get("plan/"))
    assert "Approved 4 March 2026, before it changed. Not yet approved again." in page
    assert "Approve" in page.split("Record a review")[1]
