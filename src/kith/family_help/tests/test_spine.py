"""From opening to closing: what is kept, what is refused, what may be seen."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kith.access.models import Grant
from kith.access.services import grant_sight
from kith.family_help import queries, refusals, services
from kith.family_help.models import BasisOfHelp, ChildWords, DangerAlert, Episode, LeadAssignment, Plan
from kith.family_help.snapshots import assessment_snapshot, plan_snapshot
from kith.family_help.tests.conftest import NOON, accredit
from kith.kernel.paging import page_of
from kith.kernel.refusals import ChangedMeanwhile, NotFound
from kith.people.models import Family, FamilyMember

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=30)


def change(story, basis, **more):
    return services.ChildChange(story.ella.id, basis, child_said="Fine by me", **more)


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


NURSE = {"profession": "school_nurse", "agency_kind": "health"}


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


def test_up_down_up_keeps_every_field_of_assessment_and_plan(story):
    s = story()
    episode = s.open(sam="by_agreement")
    s.lead(episode)
    with s.as_("team_manager"):
        services.name_overseer(episode=episode, practitioner=s.practitioner("team_manager"), reason="r", now=NOON)
    assessment = s.assessed(episode)
    plan = s.planned(episode)
    with s.as_("team_manager"):
        before = assessment_snapshot(assessment), plan_snapshot(plan)
    assert before[0]["sections"]
    assert before[1]["goals"][0]["actions"]
    words = {"reason": "r", "evidence": "e", "family_said": "f", "agreed": True}
    for number, verb in enumerate(("up", "down", "up"), start=1):
        at = NOON + timedelta(days=number)
        with s.as_("senior_social_worker", now=at):
            if verb == "up":
                services.step_up(episode=episode, children=[change(s, "section_17")], now=at, **words)
            else:
                services.step_down(
                    episode=episode,
                    children=[change(s, "by_agreement")],
                    moving_on_plan="Mum rings school",
                    now=at,
                    **words,
                )
            assessment.refresh_from_db()
            plan.refresh_from_db()
            assert (assessment_snapshot(assessment), plan_snapshot(plan)) == before
    with s.as_("team_manager"):
        assert [row.kind for row in episode.steps.order_by("decided_at")] == ["up", "down", "up"]


def test_a_step_decides_again_what_partners_see_and_never_shows_more(story):
    s = story()
    episode = s.open()
    s.lead(episode)
    nurse = s.practitioner("partner_lead", **NURSE)
    with s.as_("team_manager"):
        grant_sight(
            family_id=s.family.id,
            practitioner_id=nurse.id,
            parts=["episode", "plan"],
            reason="Team",
            now=NOON,
        )
    words = {"reason": "r", "evidence": "e", "family_said": "f", "agreed": None, "now": NOON}
    with s.as_("senior_social_worker"):
        with pytest.raises(refusals.GrantsUndecided, match="school_nurse"):
            services.step_up(episode=episode, children=[change(s, "section_17")], **words)
        with pytest.raises(refusals.GrantWidened), transaction.atomic():
            services.step_up(
                episode=episode, children=[change(s, "section_17")],
                grants=[services.SightDecision(nurse.id, "narrow", ["plan", "legal"])], **words,
            )  # fmt: skip
        services.step_up(
            episode=episode, children=[change(s, "section_17")],
            grants=[services.SightDecision(nurse.id, "narrow", ["plan"])], **words,
        )  # fmt: skip
    with s.as_("partner_lead", **NURSE):
        assert Grant.objects.get(practitioner=nurse, ends_on__isnull=True).parts == ["plan"]
        assert not Episode.objects.exists()


def test_a_child_protection_plan_ends_by_a_conference_only(story):
    s = story()
    episode = s.open(basis="child_protection_plan")
    words = {
        "reason": "r",
        "evidence": "e",
        "family_said": "f",
        "agreed": None,
        "moving_on_plan": "m",
        "now": LATER,
    }
    with s.as_("team_manager", now=LATER):
        with pytest.raises(refusals.PlanEndsOnlyByConference):
            services.step_down(episode=episode, children=[change(s, "section_17")], **words)
        services.step_down(episode=episode, children=[change(s, "section_17", ended_by="review_conference")], **words)
        rows = BasisOfHelp.objects.filter(person=s.ella).order_by("starts_on", "ends_on")
        assert [row.basis for row in rows] == ["child_protection_plan", "section_17"]
        assert rows[0].ends_on == rows[1].starts_on


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


def test_assessment_clock(story):
    s = story()
    episode = s.open()
    with s.as_("lead_practitioner"):
        assessment = services.start_assessment(episode=episode, now=NOON)
        assert assessment.due_on is None
        assert "not set" in assessment.due_because
    with s.as_("senior_social_worker", now=LATER):
        services.set_basis(
            episode_child=episode.children.get(), basis="section_17", reason="r", evidence="e", family_said="f", agreed=None,
            now=LATER,
        )  # fmt: skip
        assessment.refresh_from_db()
        # 45 working days after Friday 3 April 2026, the day of the decision (P-25): help by agreement since 2 March is history.
        # Good Friday itself, Easter Monday and two holidays in May do not count.
        assert assessment.due_on == date(2026, 6, 10)
        assert "from 3 April 2026" in assessment.due_because


def test_an_assessment_is_due_before_anybody_opens_it(story):
    s = story()
    episode = s.open(basis="section_17")
    with s.as_("team_manager"):
        episode.refresh_from_db()
        # 45 working days after Monday 2 March 2026; Good Friday, Easter Monday and the May holiday do not count.
        assert episode.assessment_due_on == date(2026, 5, 7)
        assert "45 working days from the referral" in episode.assessment_due_because
        page = queries.family_page(s.family.id, now=NOON)
        assert page.banner.next_due.what == "Start the assessment"
        assert page.banner.next_due.due_on == date(2026, 5, 7)
        [waiting] = page_of(queries.families_without_lead(s.area.id, now=NOON + timedelta(days=3)))
        assert (waiting.days, waiting.assessment_due_on) == (3, date(2026, 5, 7))
    with s.as_("senior_social_worker", now=LATER):
        # Rising further, the days go on; they do not begin anew.
        services.set_basis(
            episode_child=episode.children.get(), basis="section_47", reason="r", evidence="e", family_said="f", agreed=None,
            now=LATER,
        )  # fmt: skip
        episode.refresh_from_db()
        assert episode.assessment_due_on == date(2026, 5, 7)
        assessment = services.start_assessment(episode=episode, now=LATER)
        assert assessment.due_on == date(2026, 5, 7)
        page = queries.family_page(s.family.id, now=LATER)
        assert page.banner.next_due.what == "Finish the assessment"


def test_the_days_count_from_the_request_that_raised_the_child(story):
    s = story()
    episode = s.open()
    with s.as_("senior_social_worker", now=LATER):
        services.set_basis(
            episode_child=episode.children.get(), basis="section_17", reason="r", evidence="e", family_said="f", agreed=None,
            counted_from=LATER.date() - timedelta(days=4), now=LATER,
        )  # fmt: skip
        episode.refresh_from_db()
        assert episode.assessment_due_on == date(2026, 6, 5)


def test_assessment_is_incomplete_without_each_childs_view_and_signed_by_another(story):
    s = story()
    episode = s.open(sam="by_agreement")
    with s.as_("team_manager"):
        assessment = services.start_assessment(episode=episode, now=NOON)
        with pytest.raises(refusals.SecondAssessment):
            services.start_assessment(episode=episode, now=NOON)
        facts = {(fact.label, fact.source) for fact in assessment.known.all()}
        assert ("Date of birth", "The person's record") in facts
        services.write_analysis(assessment=assessment, read_version=1, analysis="a", family_view="v", factors=["21"], now=NOON)
        services.record_child_words(
            episode=episode,
            person=s.ella,
            words="w",
            how="h",
            said_on=NOON.date(),
            assessment=assessment,
            now=NOON,
        )
        with pytest.raises(refusals.AssessmentIncomplete, match="Sam Example's own view"):
            services.submit_assessment(assessment=assessment, now=NOON)
        assessment.refresh_from_db()
        services.record_child_words(
            episode=episode,
            person=s.sam,
            no_view_reason="Asleep",
            how="Two visits",
            said_on=NOON.date(),
            now=NOON,
        )
        services.submit_assessment(assessment=assessment, now=NOON)
        with pytest.raises(refusals.MayNotDecide, match="somebody else"):
            services.authorise_assessment(assessment=assessment, now=NOON)
    with s.as_("senior_social_worker"):
        services.send_back(assessment=assessment, reason="Say more about Sam", now=NOON)
        services.submit_assessment(assessment=assessment, now=NOON)
    with s.as_("team_manager"):
        assessment = services.authorise_assessment(assessment=assessment, now=NOON)
        with pytest.raises(refusals.AssessmentSigned):
            services.write_analysis(assessment=assessment, read_version=assessment.version, analysis="x", now=NOON)
        assert [row.state for row in assessment.versions.all()] == [
            "submitted",
            "returned",
            "submitted",
            "authorised",
        ]


def test_two_writers_get_both_texts(story):
    s = story()
    episode = s.open()
    with s.as_("lead_practitioner"):
        section = services.start_assessment(episode=episode, now=NOON).sections.first()
        services.write_section(section=section, read_version=1, words="mine", now=NOON)
        with pytest.raises(ChangedMeanwhile) as refused:
            services.write_section(section=section, read_version=1, words="yours", now=NOON)
        assert refused.value.theirs.words == "mine"


def test_factor_codes_are_checked(story):
    s = story()
    episode = s.open()
    with s.as_("team_manager"):
        assessment = services.start_assessment(episode=episode, now=NOON)
        for wrong in (["21", "7A"], ["18A"], ["nonsense"]):
            with pytest.raises(refusals.WrongCode):
                services.write_analysis(assessment=assessment, read_version=1, factors=wrong, now=NOON)


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


@pytest.fixture
def shared(story):
    s = story()
    episode = s.open(sam="by_agreement")
    s.lead(episode)
    with s.as_("team_manager"):
        services.name_overseer(episode=episode, practitioner=s.practitioner("team_manager"), reason="r", now=NOON)
    s.assessed(episode)
    return s, episode, s.planned(episode)


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
    assert "(kept private)" in copies["Lee"]
    assert "MOTHERS-OWN" in copies["Jo"]
    assert all("MOTHERS-OWN" not in copies[name] for name in ("Lee", "Ella", "Sam", "Pat"))
    assert all("WORDS-OF-CHILD" not in copies[name] for name in ("Jo", "Lee", "Pat"))
    assert "WORDS-OF-CHILD" in copies["Ella"]
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
        with django_assert_max_num_queries(15):
            queries.family_page(s.family.id, now=NOON)


def test_my_day(shared):
    s, _, _ = shared
    person = s.practitioner("lead_practitioner")
    with s.as_("lead_practitioner"):
        assert [row.as_what for row in page_of(queries.my_families(person.id))] == ["Lead practitioner"]
        assert {row.url_name for row in page_of(*queries.due_for(person.id))} == {"family_help:plan"}
