"""Single sign-on in a real browser, which stops a form at any address that our own policy does not name."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from kith.kernel.time import now
from kith.organisations.services import add_area, invite_user
from kith.practice_model.services import publish_drafts
from tests.fixtures import administering
from tests.journeys import base
from tests.running.oidc_provider import provider

pytestmark = pytest.mark.journey


def test_the_button_leads_to_the_provider_and_back(clone: str) -> None:
    for slug in ("dorset", "lincolnshire", "wolverhampton", "thurrock"):
        area = add_area(slug=slug, name=slug.title())
        if slug == "dorset":
            with administering(area, now=now()):
                invite_user(email="ada@example.org", area="dorset", role="team_manager", now=now())
    publish_drafts(valid_from=date(2024, 1, 1), published_by="Test", now=datetime(2024, 1, 1, tzinfo=UTC))
    connection.close()
    with provider() as work_account:
        work_account.signs_in("ada@example.org")
        with base.server(clone, **work_account.environment) as address, base.browser() as running:
            page = running.new_page()
            page.goto(f"{address}/accounts/login/")
            page.get_by_role("button", name="Sign in with Rutland account").click()
            page.wait_for_url(f"{address}/", timeout=30_000)
            assert "My day" in page.locator("h1").inner_text()
