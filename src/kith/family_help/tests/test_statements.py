"""What was said before an assessment: kept once, seen by whoever sees the assessment, and offered where it belongs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction

from kith.access.services import grant_sight
from kith.family_help import queries, services
from kith.family_help.models import KnownFact, Statement
from kith.family_help.tests.conftest import NOON, NURSE, given_up
from kith.kernel.constraints import Collision
from kith.kernel.ids import uuid7
from kith.kernel.refusals import NotFound
from kith.people.services import restrict_family
from kith.practice_model.reading import UnreadableModel, draft, lay, read_draft
from kith.practice_model.services import publish

pytestmark = pytest.mark.django_db

About = Statement.About
SCHOOL = "Ada Reed, teacher, Elm School"
SPECIAL = {"safety", "notes_of_adult"}
NO_PLACE = {About.LEAD, About.AGREEMENT}
"""Read where the next form asks, and in the table of what is known."""


def carried(s, *said, role="front_door", now=NOON):
    """Carry statements, each (about, words, person)."""
    with s.as_(role, now=now):
        return services.carry_forward(
            family=s.family,
            said=[
                services.Said(about, words, SCHOOL, now.date(), uuid7(), person and person.id) for about, words, person in said
            ],
            now=now,
        )


def texts(s, role, **who):
    with s.as_(role, **who):
        return set(Statement.objects.values_list("words", flat=True))


def bare(s, role, **who):
    """Count the rows as the application's role reads them, past every service."""
    with s.as_(role, **who), connection.cursor() as cursor:
        cursor.execute("select current_user, count(*) from family_help_statement")
        user, count = cursor.fetchone()
        assert user == "kith_app"
        return count


def test_the_database_decides_who_reads_it(story):
    s = story()
    carried(s, (About.WORRIES, "Ella is tired", None), (About.NOTES, "Sam draws", s.sam))
    for role in ("lead_practitioner", "team_manager", "front_door", "duty_worker", "senior_social_worker"):
        assert bare(s, role) == 2, role
    for role in ("business_support", "partner_lead", "hub_partner", "finance_officer", "auditor", "administrator"):
        assert bare(s, role) == 0, role
    with s.act(role="team_manager", area="lincolnshire"), connection.cursor() as cursor:
        cursor.execute("select count(*) from family_help_statement")
        assert cursor.fetchone() == (0,)


def test_a_partner_reads_it_with_a_grant_of_the_assessment_and_while_it_lasts(story):
    s = story()
    carried(s, (About.WORRIES, "Ella is tired", None))
    nurse = s.practitioner("partner_lead", **NURSE)
    with s.as_("team_manager"):
        grant_sight(family_id=s.family.id, practitioner_id=nurse.id, parts=["plan"], reason="Owns an action", now=NOON)
    assert bare(s, "partner_lead", **NURSE) == 0, "the plan alone does not carry what was said"
    with s.as_("team_manager"):
        grant_sight(
            family_id=s.family.id,
            practitioner_id=nurse.id,
            parts=["assessment"],
            reason="Leads",
            now=NOON,
            until=NOON + timedelta(days=2),
        )
    assert bare(s, "partner_lead", **NURSE) == 1
    assert bare(s, "partner_lead", now=NOON + timedelta(days=5), **NURSE) == 0


def test_a_restricted_family_keeps_it_to_its_named_people(story):
    s = story()
    carried(s, (About.WORRIES, "Ella is tired", None))
    with s.as_("team_manager") as owner:
        restrict_family(family=s.family, named=[], owner_id=owner.practitioner_id, reason="r", elsewhere="hidden", now=NOON)
    assert bare(s, "lead_practitioner") == bare(s, "front_door") == 0
    assert bare(s, "team_manager") == 1


def test_it_is_kept_once_says_something_and_is_about_nobody_else(story):
    s = story()
    with s.as_("front_door"):
        stranger = uuid7()
        said = [services.Said(About.WORRIES, "Ella is tired", SCHOOL, NOON.date(), stranger)]
        empty = services.Said(About.TRIED, " ", SCHOOL, NOON.date(), stranger)
        other = services.Said(About.NOTES, "Zoe draws", SCHOOL, NOON.date(), stranger, stranger)
        assert len(services.carry_forward(family=s.family, said=[*said, empty, other], now=NOON)) == 1
        assert services.carry_forward(family=s.family, said=said, now=NOON) == []
        row = Statement.objects.get()
        row.pk = uuid7()
        with pytest.raises(Collision, match="carried to the family already"), transaction.atomic():
            row.save(force_insert=True)


def test_each_thing_stands_beside_the_part_where_the_areas_model_puts_it_with_its_source(story):
    s = story()
    episode = s.open(sam="by_agreement")
    s.lead(episode)
    carried(
        s,
        (About.WORRIES, "Ella is tired", None),
        (About.STRENGTHS, "Gran helps", None),
        (About.NOTES, "Sam draws", s.sam),
        (About.NOTES, "Jo works nights", s.mother),
        (About.CHILD_VIEWS, "I am the alarm clock", None),
    )
    with s.as_("lead_practitioner"):
        services.raise_danger(family=s.family, words="Lee is outside", now=NOON)
        services.make_safety_plan(
            family=s.family, worry="Lee comes back", steps="Gran collects", agreed_by="Jo", until=date(2026, 3, 6), now=NOON
        )
        written = services.start_assessment(episode=episode, now=NOON)
        sections = {part.domain: [offer.fact.value for offer in queries.offers_of(part)] for part in written.sections.all()}
        assert sections["family_story"] == ["Ella is tired"]
        assert sections["child_development"] == ["Sam draws"]
        assert sections["adult_needs"] == ["Jo works nights"]
        assert sections["child_voice"] == ["I am the alarm clock"]
        assert [each.split("\n")[0] for each in sections["analysis"]] == ["Lee is outside", "Lee comes back"]
        for member in written.members.all():
            assert [(each.fact.value, each.field) for each in queries.offers_of(member)] == [("Gran helps", "strengths")]
        sources = dict(KnownFact.objects.values_list("value", "source"))
        assert sources["Ella is tired"] == f"Said by {SCHOOL}"
        assert sources["Lee is outside"].startswith("Raised by ")
    # What is said later is offered in what is open.
    carried(s, (About.TRIED, "Breakfast club", None), now=NOON + timedelta(hours=1))
    with s.as_("lead_practitioner"):
        part = written.sections.get(domain="family_story")
        assert [offer.fact.value for offer in queries.offers_of(part)] == ["Ella is tired", "Breakfast club"]


def test_an_earlier_episodes_assessment_is_offered_part_by_part_and_an_update_only_what_is_new(story):
    s = story()
    episode = s.open()
    s.lead(episode)
    carried(s, (About.WORRIES, "Ella is tired", None), now=NOON - timedelta(hours=1))
    s.assessed(episode, strengths="Makes everybody laugh.")
    later = NOON + timedelta(days=1)
    carried(s, (About.WORRIES, "Ella has a new school", None), now=later)
    with s.as_("lead_practitioner", now=later):
        update = services.start_update(episode=episode, purpose="New school", now=later)
        assert [o.fact.value for o in queries.offers_of(update.sections.get(domain="family_story"))] == ["Ella has a new school"]
    with s.as_("team_manager", now=later):
        services.close_episode(
            episode=episode,
            children=[services.ChildChange(s.ella.id, closure_reason="RC1", child_said="Fine")],
            reason="Done", evidence="e", family_said="f", moving_on_plan="m", actions=given_up(episode), now=later,
        )  # fmt: skip
    later += timedelta(days=30)
    with s.as_("team_manager", now=later):
        again = services.open_episode(
            family=s.family, children=[services.ChildBasis(s.ella.id, "by_agreement", agreed=True)], tier="family_help",
            origin="Request R-2", referral_date=later.date(), threshold_version="national-tests", reason="Again.",
            primary_need="N4", referral_source="2A", now=later,
        )  # fmt: skip
    with s.as_("lead_practitioner", now=later):
        second = services.start_assessment(episode=again, now=later)
        parts = {part.domain: [offer.fact for offer in queries.offers_of(part)] for part in second.sections.all()}
        assert all(any(fact.label == part.title for fact in parts[part.domain]) for part in second.sections.all())
        old = next(fact for fact in parts["parenting"])
        assert (old.source, old.known_on) == ("Earlier assessment, signed off", NOON.date())
        ella = second.members.get(person=s.ella)
        assert "Makes everybody laugh." in [offer.fact.value for offer in queries.offers_of(ella)]


def test_the_page_is_not_there_where_nothing_was_said(story):
    s = story()
    with s.as_("lead_practitioner"), pytest.raises(NotFound):
        queries.said_page(s.family.id)


@pytest.mark.parametrize("area", ["national", "dorset", "lincolnshire", "thurrock", "wolverhampton"])
def test_every_model_says_where_each_thing_belongs(area):
    model = read_draft(area, on=date(2026, 11, 24))
    assert set(model.document.carried) == {*About.values, *SPECIAL} - NO_PLACE
    domains = set(model.assessment_domains)
    for key in model.document.carried:
        assert any(place in domains or "." in place or place == "child_words" for place in model.places_of(key)), key


def test_an_area_decides_where_what_was_said_is_offered_and_how_soon_a_plan_is_reviewed(story):
    s = story()
    more = (
        f'\n[carried.worries]\nname = "The worry"\nplaces = ["home_and_money", "member.needs"]\n{FROM_THE_AREA}'
        f"\n[limits.plan_review]\namount = 6\n{FROM_THE_AREA}"
    )
    text = draft("dorset").replace('version = "1"', 'version = "2"', 1) + more
    publish(text=text, valid_from=date(2026, 4, 1), published_by="P. Lead", now=NOON)
    later = datetime(2026, 4, 8, 12, tzinfo=UTC)
    episode = s.open()
    s.lead(episode)
    carried(s, (About.WORRIES, "Ella is tired", None), now=later)
    with s.as_("lead_practitioner", now=later):
        written = services.start_assessment(episode=episode, now=later)
        offered = {part.domain for part in written.sections.all() if queries.offers_of(part)}
        assert offered == {"home_and_money"}
        assert all(queries.offers_of(member)[0].field == "needs" for member in written.members.all())
        plan = services.start_plan(episode=episode, now=later)
        assert queries.plan_first(plan, now=later)["next_review_on"] == date(2026, 5, 20)
        assert queries.review_first(plan, now=later) == {"held_on": None, "next_review_on": date(2026, 5, 20)}
        plan.next_review_on = date(2026, 4, 7)
        assert queries.review_first(plan, now=later) == {"held_on": date(2026, 4, 7), "next_review_on": date(2026, 5, 19)}


FROM_THE_AREA = 'status = "agreed"\nrows = ["A-28"]\nsource = "Area decision"\nbinding = "local"\n'


def test_a_model_that_offers_something_nowhere_is_refused():
    text = draft("dorset") + f'\n[carried.worries]\nname = "The worry"\nplaces = ["the_garden"]\n{FROM_THE_AREA}'
    with pytest.raises(UnreadableModel, match="'the_garden' is no part of the assessment"):
        lay(draft("national"), text)
