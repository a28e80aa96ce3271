"""News about a family goes with its lead: a former lead reads no more of it."""

import pytest

from kith.family_help.tests.asking import NURSE, ask, words
from kith.family_help.tests.conftest import NOON, story  # noqa: F401  a fixture
from kith.family_help.tests.test_pages import Desk, at_noon  # noqa: F401  a fixture
from kith.front_door.models import Notice

pytestmark = pytest.mark.django_db


def day_of(desk):
    return words(desk.client.get("/").content.decode())


def test_news_goes_to_whoever_leads_now_and_without_a_lead_to_duty(story):  # noqa: F811
    s = story()
    episode = s.open()
    s.lead(episode, role="partner_lead", **NURSE)
    manager, former, senior = (
        Desk(s, "team_manager"),
        Desk(s, "partner_lead", **NURSE),
        Desk(s, "senior_social_worker"),
    )
    duty = Desk(s, "duty_worker")
    with s.as_("front_door"):
        Notice(
            area=s.area, kind="news", practitioner=s.practitioner("partner_lead", **NURSE), family_id=s.family.id,
            words="News about a family you work with: a shout was heard", at=NOON,
        ).save(force_insert=True)  # fmt: skip
    assert "a shout was heard" in day_of(former)
    manager.post("allocate/ended/", {"reason": "Has left"})
    assert "a shout was heard" not in day_of(former)
    assert "a shout was heard" in day_of(duty), "unseen news is lost to nobody"
    turn = ask(s, manager, s.practitioner("senior_social_worker"))
    handover = {"change_reason": "She left", "summary": "All is in the plan", "outstanding": "", "family_told": "Mum knows"}
    manager.post(f"allocate/{turn.id}/handover/", handover)
    senior.post(f"allocate/{turn.id}/accept/")
    assert "a shout was heard" in day_of(senior)
    assert "a shout was heard" not in day_of(former)
