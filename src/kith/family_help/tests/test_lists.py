"""The lists of an area: picked by the database as the model says, and no longer than asked for."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.family_help import queries
from kith.family_help.models import BasisOfHelp, Episode, EpisodeChild, LeadAssignment, RiskLevel, Tier
from kith.family_help.tests.conftest import NOON
from kith.people.models import Family, Person
from kith.practice_model.queries import model_in_force

pytestmark = pytest.mark.django_db


def another(s, number):
    """Open help for another family, on a section 47 enquiry since ``number`` days."""
    day = NOON.date() - timedelta(days=number)
    family = Family.objects.create(area=s.area, name=f"Family {number}", recorded_at=NOON)
    child = Person.objects.create(
        area=s.area, forename=f"Child {number}", date_of_birth=date(2015, 1, 1), recorded_at=NOON, in_family=True
    )
    common = {"area": s.area, "family": family}
    episode = Episode.objects.create(
        **common, tier="child_in_need", origin="o", referral_date=day, threshold_version="t", reason="r", opened_at=NOON
    )
    row = EpisodeChild.objects.create(**common, episode=episode, person=child, referral_date=day, joined_on=day)
    BasisOfHelp.objects.create(
        **common, episode_child=row, person=child, basis="section_47", starts_on=day, reason="r", threshold_version="t",
        decided_at=NOON,
    )  # fmt: skip
    return episode


def lead(s, episode, *, needs_overseer=""):
    """Have somebody who is no social worker lead an episode."""
    return LeadAssignment.objects.create(
        area=s.area, family=episode.family, episode=episode, state="accepted", best_placed_reason="b", family_preference="f",
        practitioner=s.practitioner("lead_practitioner", profession="family_support_worker"), rule="r", model_version="m",
        needs_overseer=needs_overseer, proposed_at=NOON, starts_on=episode.referral_date,
    )  # fmt: skip


@pytest.mark.parametrize("slug", ["dorset", "lincolnshire", "wolverhampton"])
def test_a_child_is_listed_exactly_when_the_model_says_so(story, slug):
    s = story(slug)
    model = model_in_force(slug, NOON.date())
    answers = set()
    with s.as_("team_manager"):
        episode = another(s, 1)
        turn = None
        for risk in (None, "", *RiskLevel.values):
            if risk is not None:
                turn = turn or lead(s, episode)
                LeadAssignment.objects.filter(pk=turn.pk).update(risk_level=risk)
            for tier in Tier.values:
                Episode.objects.filter(pk=episode.pk).update(tier=tier)
                for basis in ("by_agreement", "section_17"):
                    BasisOfHelp.objects.filter(episode_child__episode=episode).update(basis=basis)
                    expected = model.needs_social_worker(
                        basis=basis, tier=tier, risk_level="low" if risk is None else risk or None
                    )
                    listed = queries.children_without_social_worker(s.area.id, now=NOON)
                    assert bool(listed) == expected, (basis, tier, risk)
                    answers.add(expected)
        BasisOfHelp.objects.filter(episode_child__episode=episode).update(basis="looked_after")
        assert queries.children_without_social_worker(s.area.id, now=NOON)
    assert False in answers


def test_a_long_list_is_cut_after_the_longest_waiting(story):
    s = story()
    with s.as_("team_manager"):
        for number in range(1, 8):
            lead(s, another(s, number), needs_overseer="named_social_worker")
        children = queries.children_without_social_worker(s.area.id, now=NOON, limit=3)
        assert [row.child for row in children] == ["Child 7", "Child 6", "Child 5"]
        assert [row.days_without_lead for row in children] == [0, 0, 0]
        missing = queries.oversight_missing(s.area.id, limit=3)
        assert [row.family_name for row in missing] == ["Family 7", "Family 6", "Family 5"]
        assert len(queries.oversight_missing(s.area.id)) == 7


def test_lists_ask_as_many_queries_for_many_families_as_for_one(story):
    s = story()
    me = s.practitioner("lead_practitioner", profession="family_support_worker").id

    def cost():
        with s.as_("team_manager"), CaptureQueriesContext(connection) as asked:
            queries.children_without_social_worker(s.area.id, now=NOON, limit=5)
            queries.oversight_missing(s.area.id, limit=5)
            queries.my_families(me, limit=5)
            queries.due_for(me, NOON.date(), limit=5)
            queries.drafts(me, limit=5)
            queries.waiting_on_others(me, limit=5)
            queries.for_sign_off(s.area.id, me, limit=5)
        return len(asked)

    with s.as_("team_manager"):
        lead(s, another(s, 1), needs_overseer="named_social_worker")
    cost()
    one = cost()
    with s.as_("team_manager"):
        for number in range(2, 9):
            lead(s, another(s, number), needs_overseer="named_social_worker")
        assert [row.family_name for row in queries.my_families(me, limit=5)] == [f"Family {n}" for n in range(1, 6)]
    assert cost() == one
