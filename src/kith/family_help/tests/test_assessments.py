"""The assessment: when it is due, what it needs, who signs it, and two who write at once."""

from datetime import date, timedelta

import pytest

from kith.family_help import queries, refusals, services
from kith.family_help.tests.conftest import LATER, NOON, told_whole
from kith.kernel.paging import page_of
from kith.kernel.refusals import ChangedMeanwhile

pytestmark = pytest.mark.django_db


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
        assert page.banner.next_due.what == "Start the Family Help assessment"
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
        assert page.banner.next_due.what == "Finish the Family Help assessment"


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
        told_whole(assessment)
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
