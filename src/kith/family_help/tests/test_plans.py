"""The plan: agreed whole, and shared with each reader in a copy of their own."""

from datetime import date

import pytest

from kith.family_help import queries, refusals, services
from kith.family_help.models import ChildWords, Episode
from kith.family_help.tests.conftest import NOON
from kith.kernel.refusals import NotFound

pytestmark = pytest.mark.django_db


def test_plan_is_agreed_only_whole_and_overseen(story):
    s = story()
    episode = s.open()
    s.lead(episode)
    s.assessed(episode)
    with s.as_("lead_practitioner"):
        plan = services.start_plan(episode=episode, now=NOON)
        with pytest.raises(refusals.SecondPlan):
            services.start_plan(episode=episode, now=NOON)
        goal = services.add_goal(plan=plan, words="Be happy", worded_by="Mum", now=NOON)
        with pytest.raises(refusals.PlanIncomplete) as refused:
            services.agree_plan(plan=plan, family_agreement="yes", now=NOON)
        assert len(refused.value.missing) == 5
        assert len(queries.unaddressed_needs(episode)) == 2
        need = episode.assessments.get().needs.first()
        services.change_goal(goal=goal, read_version=1, need=need, outcome="Ella laughs", by_when=date(2026, 6, 1), now=NOON)
        services.set_family_proposal(plan=plan, read_version=1, no_proposal_reason="They want ideas first", now=NOON)
        services.write_plan(plan=plan, read_version=2, next_review_on=date(2026, 4, 1), now=NOON)
        with pytest.raises(refusals.OverseerMissing):
            services.agree_plan(plan=plan, family_agreement="yes", now=NOON)
    with s.as_("team_manager"):
        services.name_overseer(episode=episode, practitioner=s.practitioner("team_manager"), reason="r", now=NOON)
    with s.as_("lead_practitioner"):
        plan = services.agree_plan(plan=plan, family_agreement="yes", now=NOON)
        assert plan.children.get().starts_on == NOON.date()
        assert len(queries.unaddressed_needs(episode)) == 1
        with pytest.raises(refusals.PlanIncomplete):
            services.add_goal(plan=plan, words="More", worded_by="Mum", now=NOON)
        services.record_review(
            plan=plan, held_on=NOON.date(), present="All", words="Going well", family_said="Good",
            progress=[services.Progress(goal.id, "met")], next_review_on=date(2026, 5, 1), now=NOON,
        )  # fmt: skip
        goal.refresh_from_db()
        assert goal.state == "met"


def test_each_reader_has_their_own_copy(shared):
    s, _, plan = shared
    with s.as_("lead_practitioner"):
        copies = {
            person.forename: repr(queries.plan_for_reader(plan.id, person.id))
            for person in (s.mother, s.father, s.ella, s.sam, s.gran)
        }
        stranger = Episode.objects.get().id
        with pytest.raises(NotFound):
            queries.plan_for_reader(plan.id, stranger)
    assert "12 Refuge Row" in copies["Jo"]
    for secret in ("Refuge", "3AA", "07700-900 123", "07700 900123"):
        assert secret not in copies["Lee"], secret
    assert "Ella is at school every day" not in copies["Lee"], "her address is kept from him, and nobody read the goal for him"
    assert "MOTHERS-OWN" in copies["Jo"]
    assert all("MOTHERS-OWN" not in copies[name] for name in ("Lee", "Ella", "Sam", "Pat"))
    assert all("WORDS-OF-CHILD" not in copies[name] for name in ("Jo", "Lee", "Pat"))
    assert "WORDS-OF-CHILD" not in copies["Ella"], "their own copy may be found at home"
    assert "Walk Ella to school" in copies["Pat"]
    assert "Ella is at school every day" not in copies["Pat"]
    assert "Ella is at school every day" not in copies["Sam"]


def test_a_plan_is_not_shared_while_childrens_words_are_undecided(shared):
    s, _, plan = shared
    with s.as_("lead_practitioner"):
        with pytest.raises(refusals.WordsUndecided):
            services.share_plan(plan=plan, reader_person_id=s.mother.id, contact="In person", agreed_safe=True, now=NOON)
        for row in ChildWords.objects.all():
            services.decide_readers(
                child_words=row,
                readers="named",
                may_read=[s.mother.id],
                decided_by="child",
                reason="",
                own_copy=False,
                now=NOON,
            )
        with pytest.raises(refusals.ContactNotSafe):
            services.share_plan(plan=plan, reader_person_id=s.mother.id, contact="x", agreed_safe=False, now=NOON)
        with pytest.raises(refusals.NotAReader):
            services.share_plan(plan=plan, reader_person_id=plan.id, contact="x", agreed_safe=True, now=NOON)
        services.share_plan(plan=plan, reader_person_id=s.mother.id, contact="In person", agreed_safe=True, now=NOON)
        assert "WORDS-OF-CHILD" in repr(queries.plan_for_reader(plan.id, s.mother.id))
        assert "WORDS-OF-CHILD" not in repr(queries.plan_for_reader(plan.id, s.father.id))


def test_shares_of_the_plan(shared):
    s, _, _ = shared
    with s.as_("lead_practitioner"):
        shares = queries.family_page(s.family.id, now=NOON).shares
    assert (shares.total, shares.family_led_percent) == (2, 100)
    assert shares.authored == {"family": 1, "network": 0, "professional": 1}
