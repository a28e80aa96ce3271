"""The room's pages in a real browser, on a database of their own: axe, both widths, no error in the console."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client

from kith.family_help import services
from kith.family_help.tests.conftest import make_story
from kith.kernel.ids import uuid7
from kith.staff_desk.sign_in import PERSONA_SESSION_KEY
from tests.fixtures import enter, signs_in
from tests.journeys.base import DESKTOP, PHONE, Visitor, browser, server

pytestmark = pytest.mark.journey


def said_before_an_update(s, episode):
    """Have two things said after the assessment, and an update begun. Returns the part beside which both are offered."""
    after = datetime.now(UTC)
    with s.as_("front_door", now=after):
        said = [
            services.Said(
                "worries", "Ella has missed nineteen mornings.", "Ada Reed, teacher, Elm School", after.date(), uuid7()
            ),
            services.Said("tried", "Breakfast club twice a week.", "Ada Reed, teacher, Elm School", after.date(), uuid7()),
        ]
        services.carry_forward(family=s.family, said=said, now=after)
    with s.as_("lead_practitioner", now=after):
        return services.start_update(episode=episode, purpose="News", now=after).sections.get(domain="family_story")


def test_pages_of_a_record(clone, acting, request):
    """Given a family with a plan, when its lead opens each page at both widths, then each is clean."""
    s = make_story(acting, "dorset")
    episode = s.open(sam="by_agreement")
    s.lead(episode)
    with s.as_("team_manager"):
        services.name_overseer(episode=episode, practitioner=s.practitioner("team_manager"), reason="r", now=datetime.now(UTC))
    s.assessed(episode)
    s.planned(episode)
    part = said_before_an_update(s, episode)
    practitioner = s.practitioner("lead_practitioner")
    signs_in(practitioner, s.area, "lead@example.org", "a long password indeed")
    client = Client()
    enter(client, practitioner.user)
    session = client.session
    session[PERSONA_SESSION_KEY] = "dorset:lead_practitioner"
    session.save()
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    base = f"/families/{s.family.id}/"
    pictures = request.config.getoption("--basetemp", None)
    with server(clone) as address, browser() as running:
        for name, viewport in (("wide", DESKTOP), ("narrow", PHONE)):
            visitor = Visitor(running, address, viewport=viewport)
            visitor.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
            for path in (
                "",
                "allocate/",
                "assessment/",
                "plan/",
                f"plan/copy/{s.father.id}/",
                "step/",
                "danger/",
                "add/",
                "said/",
                f"assessment/part/{part.pk}/",
            ):
                text = visitor.visit(base + path)
                assert "Example" in text or path in {"add/", "said/"}
                if pictures:
                    visitor.page.screenshot(path=f"{pictures}-{name}-{path.replace('/', '_')}.png", full_page=True)
