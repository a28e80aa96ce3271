"""What a family's page says to a role that does not see the help: never that there is none."""

import pytest

from kith.family_help import queries
from kith.family_help.tests.conftest import NOON
from kith.family_help.tests.test_pages import Desk

pytestmark = pytest.mark.django_db

SAID_OF_NONE = (
    "No help is open for this family", "There is no open episode", "There is no plan yet", "There is no assessment yet",
)  # fmt: skip


@pytest.mark.parametrize("role", ["business_support", "family_group_coordinator"])
def test_who_may_not_see_the_help_is_never_told_that_there_is_none(shared, role):
    s, _, _ = shared
    with s.as_(role):
        seen = queries.family_page(s.family.id, now=NOON)
        assert (seen.episode, seen.plan, seen.sees, seen.next_steps) == (None, None, frozenset(), [])
    page = Desk(s, role).get()
    assert "Your role does not show whether this family is being helped" in page
    assert not [each for each in SAID_OF_NONE if each in page]


def test_who_sees_the_help_is_told_when_there_is_none(story):
    s = story()
    page = Desk(s, "team_manager").get()
    assert "No help is open for this family" in page
    assert "There is no open episode" in page
