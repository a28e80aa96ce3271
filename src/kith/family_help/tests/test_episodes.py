"""Opening help and closing it: one episode for a family, a basis for each child."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kith.family_help import queries, refusals, services
from kith.family_help.models import BasisOfHelp, Episode, LeadAssignment
from kith.family_help.tests.conftest import LATER, NOON
from kith.people.models import Family, FamilyMember

pytestmark = pytest.mark.django_db


def test_second_episode_is_refused_with_a_pointer(story):
    s = story()
    first = s.open()
    with pytest.raises(refusals.SecondEpisode) as refused:
        s.open()
    assert refused.value.episode_id == first.id
    with s.as_("team_manager"), pytest.raises(IntegrityError), transaction.atomic():
        Episode.objects.create(
            area=s.area, family=s.family, tier="family_help", origin="x", referral_date=date(2026, 3, 2),
            threshold_version="t", reason="r", opened_at=NOON,
        )  # fmt: skip


def test_a_child_is_the_subject_of_one_episode(story):
    s = story()
    s.open()
    with s.as_("team_manager"):
        other = Family.objects.create(area=s.area, name="Other", recorded_at=NOON)
        FamilyMember.objects.create(area=s.area, family=other, person=s.ella, role="child", starts_on=NOON.date())
        with pytest.raises(refusals.ChildAlreadyHelped) as refused:
            services.open_episode(
                family=other, children=[services.ChildBasis(s.ella.id, "by_agreement")], tier="family_help",
                origin="R", referral_date=NOON.date(), threshold_version="t", reason="r", now=NOON,
            )  # fmt: skip
        assert refused.value.family_id == s.family.id


def test_dorset_has_no_separate_child_in_need_episode(story):
    with pytest.raises(refusals.TierNotUsed):
        story("dorset").open(tier="child_in_need")
    assert story("lincolnshire").open(basis="section_17", tier="child_in_need").tier == "child_in_need"


def test_an_adult_is_no_subject_and_a_stranger_neither(story):
    s = story()
    with s.as_("team_manager"):
        for person in (s.mother.id,):
            with pytest.raises(refusals.NotAChild):
                services.open_episode(
                    family=s.family, children=[services.ChildBasis(person, "by_agreement")], tier="family_help",
                    origin="R", referral_date=NOON.date(), threshold_version="t", reason="r", now=NOON,
                )  # fmt: skip


def test_section_17_is_decided_by_a_social_worker(story):
    s = story()
    episode = s.open()
    child = s.child(episode)
    said = {"reason": "r", "evidence": "e", "family_said": "f", "agreed": None, "now": LATER}
    with s.as_("lead_practitioner", profession="family_worker"), pytest.raises(refusals.MayNotDecide):
        services.set_basis(episode_child=child, basis="section_17", **said)
    with s.as_("senior_social_worker", now=LATER):
        services.set_basis(episode_child=child, basis="section_17", **said)
        rows = list(BasisOfHelp.objects.filter(episode_child=child).order_by("starts_on"))
    assert [(row.basis, row.ends_on) for row in rows] == [
        ("by_agreement", LATER.date()),
        ("section_17", None),
    ]


def test_bases_of_a_child_never_overlap_in_the_database(story):
    s = story()
    child = s.child(s.open())
    with (
        s.as_("team_manager"),
        pytest.raises(IntegrityError, match="already has a basis of help on one of these days"),
        transaction.atomic(),
    ):
        BasisOfHelp.objects.create(
            area=s.area, family=s.family, episode_child=child, person=s.ella, basis="section_17",
            starts_on=NOON.date(), reason="r", threshold_version="t", decided_at=NOON,
        )  # fmt: skip


def test_closing(story):
    s = story()
    episode = s.open(sam="by_agreement")
    s.lead(episode)
    words = {"reason": "r", "evidence": "e", "family_said": "f", "moving_on_plan": "Gran helps", "now": LATER}
    ella = services.ChildChange(s.ella.id, closure_reason="RC8", child_said="I am fine")
    with s.as_("team_manager", now=LATER):
        with pytest.raises(refusals.ClosureReasonRefused):
            services.close_episode(episode=episode, children=[ella], **words)
        with pytest.raises(refusals.WordsMissing):
            services.close_episode(episode=episode, children=[services.ChildChange(s.ella.id, closure_reason="RC7")], **words)
        ella = services.ChildChange(s.ella.id, closure_reason="RC7", child_said="I am fine")
        sam = services.ChildChange(s.sam.id, closure_reason="RC7", not_asked_reason="He is five and was asleep")
        services.close_episode(episode=episode, children=[ella], **words)
        episode.refresh_from_db()
        assert episode.is_open
        services.close_episode(episode=episode, children=[sam], **words)
        episode.refresh_from_db()
        assert episode.closed_on == LATER.date()
        assert not LeadAssignment.objects.filter(state="accepted", ends_on__isnull=True).exists()
        assert queries.open_episode_of(s.family.id) is None
        with pytest.raises(refusals.EpisodeClosed):
            services.start_plan(episode=episode, now=LATER)
