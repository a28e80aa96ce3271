"""Who leads a family, who oversees the work, and what a partner sees by it."""

import pytest

from kith.family_help import queries, refusals, services
from kith.family_help.models import BasisOfHelp, Episode, LeadAssignment
from kith.family_help.tests.conftest import LATER, NOON, NURSE, accredit, change
from kith.kernel.paging import page_of

pytestmark = pytest.mark.django_db


def test_school_nurse_leads_in_dorset_with_an_overseer(story):
    s = story()
    episode = s.open(basis="section_17")
    turn = s.lead(episode, role="partner_lead", **NURSE)
    assert turn.needs_overseer == "named_social_worker"
    with s.as_("team_manager"):
        assert [row.family_id for row in page_of(queries.oversight_missing(s.area.id))] == [s.family.id]
        services.name_overseer(
            episode=episode,
            practitioner=s.practitioner("senior_social_worker"),
            reason="Knows the family",
            now=NOON,
        )
        assert not page_of(queries.oversight_missing(s.area.id)).rows
        with pytest.raises(refusals.OverseerNotQualified):
            services.name_overseer(episode=episode, practitioner=s.practitioner("partner_lead", **NURSE), reason="r", now=NOON)


def test_school_nurse_leads_early_help_in_lincolnshire_and_is_refused_section_17(story):
    s = story("lincolnshire")
    episode = s.open(tier="early_help")
    s.lead(episode, role="partner_lead", **NURSE)
    with s.as_("partner_lead", **NURSE):
        assert Episode.objects.get().id == episode.id
    with s.as_("senior_social_worker"):
        grants = [services.SightDecision(g.practitioner_id, "end") for g in queries.open_grants(s.family.id)]
        with pytest.raises(refusals.NeedsQualifiedLead) as refused:
            services.step_up(
                episode=episode, children=[change(s, "section_17")], to_tier="child_in_need", reason="r", evidence="e",
                family_said="f", grants=grants, now=NOON,
            )  # fmt: skip
    assert "C-05" in refused.value.rule or "lincolnshire" in refused.value.rule


def test_wolverhampton_brings_in_the_senior_social_worker_and_asks_for_accreditation(story):
    s = story("wolverhampton")
    s.practitioner("senior_social_worker")
    episode = s.open()
    who = {"profession": "family_worker"}
    with pytest.raises(refusals.LeadNotAllowed):
        s.lead(episode, **who)
    accredit(s.practitioner("lead_practitioner", **who), s.area)
    s.lead(episode, **who)
    with s.as_("team_manager"):
        oversight = episode.oversights.get()
    assert oversight.automatic
    assert oversight.practitioner == s.practitioner("senior_social_worker")


def test_a_threshold_review_forces_a_social_worker_in_wolverhampton_and_waits_for_them(story):
    s = story("wolverhampton")
    episode = s.open()
    worker = {"profession": "family_worker"}
    accredit(s.practitioner("lead_practitioner", **worker), s.area)
    accredit(s.practitioner("lead_practitioner"), s.area)
    s.lead(episode, **worker)
    receiving = services.Receiving(
        s.practitioner("lead_practitioner"),
        "A social worker is needed",
        "Mum understands",
        "high",
        "See the plan",
        "Told at home",
    )
    with s.as_("senior_social_worker", now=LATER):
        step = services.step_up(
            episode=episode, children=[change(s, "section_17")], reason="r", evidence="e", family_said="f",
            receiving=receiving, now=LATER,
        )  # fmt: skip
        assert step.state == "waiting"
        assert BasisOfHelp.objects.get(ends_on__isnull=True).basis == "by_agreement"
    with s.as_("lead_practitioner", now=LATER):
        services.accept_lead(assignment=LeadAssignment.objects.get(state="proposed"), now=LATER)
        assert BasisOfHelp.objects.get(ends_on__isnull=True).basis == "section_17"
        assert queries.banner_of(s.family.id, now=LATER).lead.is_social_worker


def test_only_the_one_who_was_asked_accepts_and_a_change_needs_its_handover(story):
    s = story()
    episode = s.open()
    s.lead(episode)
    with s.as_("team_manager"):
        other = services.propose_lead(
            episode=episode,
            practitioner=s.practitioner("duty_worker"),
            reason_best_placed="r",
            family_preference="f",
            now=NOON,
        )
        with pytest.raises(refusals.MayNotDecide):
            services.accept_lead(assignment=other, now=NOON)
    with s.as_("duty_worker"):
        with pytest.raises(refusals.HandoverIncomplete):
            services.accept_lead(assignment=other, now=NOON)
        services.write_handover(
            assignment=other, change_reason="Moved", summary="All well", outstanding="", family_told="Mum is glad",
            introduced_on=None, now=NOON,
        )  # fmt: skip
        services.accept_lead(assignment=other, now=NOON)
        assert queries.banner_of(s.family.id, now=NOON).lead.id == other.practitioner_id
        assert LeadAssignment.objects.filter(state="accepted").count() == 2


def test_a_partner_sees_by_grant_and_no_longer_after_the_lead_changes(story):
    s = story()
    episode = s.open()
    with s.as_("partner_lead", **NURSE):
        assert not Episode.objects.exists()
    s.lead(episode, role="partner_lead", **NURSE)
    with s.as_("partner_lead", **NURSE):
        assert Episode.objects.exists()
    s.lead(episode)
    with s.as_("partner_lead", **NURSE):
        assert not Episode.objects.exists()


def test_children_without_a_social_worker_empty_on_allocation(story):
    s = story()
    episode = s.open(basis="section_47", sam="by_agreement")
    with s.as_("team_manager"):
        waiting = page_of(queries.children_without_social_worker(s.area.id, now=LATER)).rows
    assert [(row.child, row.days_without_lead) for row in waiting] == [("Ella Example", 30)]
    s.lead(episode)
    with s.as_("team_manager"):
        assert page_of(queries.children_without_social_worker(s.area.id, now=LATER)).rows == []
