"""The lists of an area: picked by the database as the model says, and no longer than asked for."""

import base64
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.family_help import queries
from kith.family_help.clocks import ASSESSMENT
from kith.family_help.models import (
    Assessment,
    BasisOfHelp,
    Episode,
    EpisodeChild,
    LeadAssignment,
    Plan,
    RiskLevel,
    Tier,
)
from kith.family_help.services import raise_danger
from kith.family_help.tests.conftest import NOON
from kith.kernel.paging import Place, page_of
from kith.people.models import Family, Person
from kith.practice_model.queries import model_in_force
from kith.tasks.rules import Due
from kith.tasks.services import start

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
                    listed = page_of(queries.children_without_social_worker(s.area.id, now=NOON)).rows
                    assert bool(listed) == expected, (basis, tier, risk)
                    answers.add(expected)
        BasisOfHelp.objects.filter(episode_child__episode=episode).update(basis="looked_after")
        assert page_of(queries.children_without_social_worker(s.area.id, now=NOON)).rows
    assert False in answers


def test_a_long_list_begins_with_the_longest_waiting_and_none_is_missing(story):
    s = story()
    with s.as_("team_manager"):
        for number in range(1, 8):
            lead(s, another(s, number), needs_overseer="named_social_worker")
        children = queries.children_without_social_worker(s.area.id, now=NOON)
        first = page_of(children, size=3)
        assert [row.child for row in first] == ["Child 7", "Child 6", "Child 5"]
        assert [row.days_without_lead for row in first] == [0, 0, 0]
        assert str(first.count) == "7"
        second = page_of(children, size=3, place=Place.read(first.next))
        third = page_of(children, size=3, place=Place.read(second.next))
        assert [row.child for row in (*second, *third)] == ["Child 4", "Child 3", "Child 2", "Child 1"]
        assert third.next == ""
        missing = page_of(queries.oversight_missing(s.area.id), size=3)
        assert [row.family_name for row in missing] == ["Family 7", "Family 6", "Family 5"]
        assert len(page_of(queries.oversight_missing(s.area.id))) == 7


def test_lists_ask_as_many_queries_for_many_families_as_for_one(story):
    s = story()
    me = s.practitioner("lead_practitioner", profession="family_support_worker").id

    def cost():
        with s.as_("team_manager"), CaptureQueriesContext(connection) as asked:
            for sources in (
                [queries.children_without_social_worker(s.area.id, now=NOON)],
                [queries.families_without_lead(s.area.id, now=NOON)],
                [queries.oversight_missing(s.area.id)],
                [queries.my_families(me)],
                queries.due_for(me),
                queries.drafts(me),
                queries.waiting_on_others(me),
                [queries.for_sign_off(s.area.id, me)],
                [queries.to_answer(me)],
                [queries.dangers(s.area.id, me, on_alert=False)],
            ):
                page_of(*sources, size=5, counted=False)
        return len(asked)

    with s.as_("team_manager"):
        lead(s, another(s, 1), needs_overseer="named_social_worker")
        another(s, 10)
    cost()
    one = cost()
    with s.as_("team_manager"):
        for number in range(2, 9):
            lead(s, another(s, number), needs_overseer="named_social_worker")
            another(s, number + 20)
        assert [row.family_name for row in page_of(queries.my_families(me), size=5)] == [f"Family {n}" for n in range(1, 6)]
    assert cost() == one


def test_my_families_begin_with_a_child_in_danger_and_go_on_by_name(story):
    s = story()
    me = s.practitioner("lead_practitioner", profession="family_support_worker").id
    with s.as_("team_manager"):
        episodes = {number: another(s, number) for number in range(1, 8)}
        for episode in episodes.values():
            lead(s, episode)
        BasisOfHelp.objects.filter(episode_child__episode__in=[episodes[n] for n in (1, 2, 3)]).update(basis="by_agreement")
        BasisOfHelp.objects.filter(episode_child__episode=episodes[4]).update(basis="section_17")
        raise_danger(family=episodes[3].family, words="He is back", now=NOON)
        listed, place = [], Place()
        while True:
            page = page_of(queries.my_families(me), size=2, place=place)
            listed += [row.family_name for row in page]
            if not page.next:
                break
            assert "Family" not in base64.urlsafe_b64decode(page.next[1:] + "==").decode(), "no name stands in an address"
            place = Place.read(page.next)
        assert listed == [f"Family {number}" for number in (3, 5, 6, 7, 4, 1, 2)]


def test_drafts_and_dues_of_several_kinds_are_one_list_in_order_and_whole(story):
    s = story()
    me = s.practitioner("lead_practitioner", profession="family_support_worker")
    with s.as_("team_manager"):
        for number in range(1, 8):
            episode = another(s, number)
            lead(s, episode)
            due = NOON.date() + timedelta(days=10 - number if number % 2 else number)
            if number % 2:
                Assessment.objects.create(
                    area=s.area, family=episode.family, episode=episode, kind="assessment", started_on=NOON.date(),
                    due_on=due, due_because="b", model_version="m",
                )  # fmt: skip
            start(
                ASSESSMENT, episode, due=Due(due, "b"), because="Test", family_id=episode.family_id, now=NOON,
                words="Finish the assessment" if number % 2 else "Start the assessment",
            )  # fmt: skip
            Plan.objects.create(
                area=s.area, family=episode.family, episode=episode, title="Plan", started_on=NOON.date(), model_version="m"
            )

        def whole(sources):
            rows, place = [], Place()
            while True:
                page = page_of(*sources, size=2, place=place)
                rows += page.rows
                if not page.next:
                    return rows
                place = Place.read(page.next)

        dues = whole(queries.due_for(me.id))
        assert len(dues) == 7
        assert [row.due_on for row in dues] == sorted(row.due_on for row in dues)
        assert {row.what for row in dues} == {"Start the assessment", "Finish the assessment"}
        drafts = whole(queries.drafts(me.id))
        assert [row.due_on for row in drafts] == [*sorted(row.due_on for row in drafts[:4]), *[None] * 7]
        assert len({(row.what, row.family_id) for row in drafts}) == 11
