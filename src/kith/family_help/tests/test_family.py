"""The family as a whole: a child in danger, what another area sees, the page, and the day."""

from datetime import date

import pytest

from kith.family_help import queries, refusals, services
from kith.family_help.models import DangerAlert, Episode, LeadAssignment, Plan
from kith.family_help.tests.conftest import DAY, NOON
from kith.family_help.tests.test_pages import Desk
from kith.kernel.paging import page_of
from kith.kernel.refusals import NotFound
from kith.people.models import Address, Family, FamilyMember
from kith.people.services import restrict_family

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kith.access.middleware.now", lambda: NOON)


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


def test_who_is_who_says_where_each_household_lives_and_what_is_kept(story):
    s = story()
    with s.as_("team_manager"):
        FamilyMember.objects.filter(person__in=[s.ella, s.sam]).update(household="")
        for child in (s.ella, s.sam):
            Address.objects.create(area=s.area, person=child, lines="12 Refuge Row, Weymouth", postcode="ZZ99 3AA")
        Address.objects.create(area=s.area, person=s.gran, lines="1 Next Road", postcode="ZZ99 1AA", starts_on=NOON.date() + DAY)
        Address.objects.create(area=s.area, person=s.father, lines="2 Old Road", starts_on=NOON.date(), ends_on=NOON.date())
        page = queries.family_page(s.family.id, now=NOON)
    hers = ("12 Refuge Row, Weymouth, ZZ99 3AA", ["Lee Other"])
    assert {each.title: (each.homes, [line.person for line in each.members]) for each in page.households} == {
        "Mum's": ([hers], [s.mother]),
        "Dad's": ([("4 Father Street, Weymouth, ZZ99 4BB", [])], [s.father]),
        "Gran's": ([], [s.gran]),
        "12 Refuge Row, Weymouth, ZZ99 3AA": ([hers], [s.ella, s.sam]),
    }
    shown = Desk(s, "team_manager").get("")
    assert shown.count("Keep this address from Lee Other.") == 2
    assert "4 Father Street, Weymouth, ZZ99 4BB" in shown
    assert "No present address shown" in shown
    assert "with parental responsibility (where it comes from: not recorded)" in shown


def test_where_somebody_in_a_restricted_family_lives_is_shown_to_no_other(story):
    s = story()
    with s.as_("team_manager"):
        hidden = Family.objects.create(area=s.area, name="Hidden", recorded_at=NOON)
        FamilyMember.objects.create(area=s.area, family=hidden, person=s.mother, role="parent", starts_on=NOON.date())
        restrict_family(
            family=hidden, reason="Adoption", named=[], owner_id=s.practitioner("team_manager").pk, now=NOON,
            elsewhere="without_addresses",
        )  # fmt: skip
    s.open()
    with s.as_("senior_social_worker"):
        page = queries.family_page(s.family.id, now=NOON)
    assert "Refuge" not in repr(page.households)


def test_where_somebody_lives_today_is_no_move_that_is_planned(story):
    s = story()
    today = NOON.date()
    with s.as_("team_manager"):
        now = Address.objects.get(person=s.mother)
        now.ends_on = date(2026, 3, 20)
        now.save()
        Address.objects.create(
            area=s.area, person=s.mother, lines="9 Later Lane, Weymouth", postcode="ZZ99 5CC", starts_on=date(2026, 3, 20)
        )
        assert queries.homes_of(s.mother, today) == ["12 Refuge Row, Weymouth, ZZ99 3AA"]
        assert queries.homes_of(s.mother, date(2026, 3, 20)) == ["9 Later Lane, Weymouth, ZZ99 5CC"]
