"""The family as a whole: a child in danger, what another area sees, the page, and the day."""

from datetime import date

import pytest

from kith.family_help import queries, refusals, services
from kith.family_help.models import DangerAlert, Episode, LeadAssignment, Plan
from kith.family_help.tests.conftest import NOON
from kith.kernel.paging import page_of
from kith.kernel.refusals import NotFound

pytestmark = pytest.mark.django_db


def test_danger_is_raised_by_anyone_who_sees_the_family_and_needs_words_only(story):
    s = story()
    s.open()
    with s.as_("business_support", profession="other"):
        alert = services.raise_danger(family=s.family, words="He is at the door", now=NOON)
        assert queries.banner_of(s.family.id, now=NOON).dangers == [alert]
        with pytest.raises(refusals.MayNotDecide):
            services.answer_danger(alert=alert, answer="Went there", now=NOON)
    with s.as_("duty_worker"):
        services.answer_danger(alert=alert, answer="Police are there. Children safe.", now=NOON)
        assert DangerAlert.objects.get().answered_at == NOON


def test_another_area_sees_nothing(story):
    s = story()
    episode = s.open()
    s.lead(episode)
    with s.act(role="team_manager", area="lincolnshire"):
        assert queries.banner_of(s.family.id, now=NOON) is None
        with pytest.raises(NotFound):
            queries.family_page(s.family.id, now=NOON)
        assert not Episode.objects.exists()
        assert not LeadAssignment.objects.exists()
        assert not Plan.objects.exists()


def test_the_family_page_has_a_fixed_number_of_queries(shared, django_assert_max_num_queries):
    s, _, plan = shared
    with s.as_("lead_practitioner"):
        for number in range(5):
            services.record_review(
                plan=plan, held_on=NOON.date(), present="All", words="w", family_said="f", progress=[],
                next_review_on=date(2026, 5, number + 1), now=NOON,
            )  # fmt: skip
        with django_assert_max_num_queries(16):
            queries.family_page(s.family.id, now=NOON)


def test_my_day(shared):
    s, _, _ = shared
    person = s.practitioner("lead_practitioner")
    with s.as_("lead_practitioner"):
        assert [row.as_what for row in page_of(queries.my_families(person.id))] == ["Lead practitioner"]
        # The review of the plan, and the day of its goal.
        assert {row.url_name for row in page_of(*queries.due_for(person.id))} == {"family_help:plan", "family_help:family"}
