"""Steps on a version of the practice model that has ended, and moving them."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from kith.family_help import queries, services
from kith.family_help.models import Assessment, Episode, ModelMove, Plan
from kith.family_help.refusals import (
    AssessmentSigned,
    EpisodeClosed,
    MayNotDecide,
    NothingToMove,
    WordsMissing,
)
from kith.family_help.tests.conftest import NOON
from kith.family_help.tests.test_pages import Desk
from kith.kernel.paging import page_of
from kith.kernel.refusals import ChangedMeanwhile
from kith.people.services import restrict_family
from kith.practice_model.queries import version_in_force
from kith.practice_model.reading import draft
from kith.practice_model.services import publish

LATER = datetime(2026, 4, 8, 12, tzinfo=UTC)
"""A Wednesday after the second version began."""
SECOND_FROM = date(2026, 4, 1)
ONE, TWO = "Dorset 1, on National model 1", "Dorset 2, on National model 1"
SAID = 'status = "agreed"\nrows = ["C-18"]\nsource = "Area decision"\nbinding = "local"\n'

pytestmark = pytest.mark.django_db


def publish_more(version: str = "2", *, travel: bool = True, valid_from: date = SECOND_FROM) -> None:
    """Publish a version of Dorset that renames a part, sets a limit and, with ``travel``, adds a part."""
    added = (
        f'\n[assessment_domains.parenting]\nname = "Being cared for"\n{SAID}'
        f'\n[limits.assessment_by_agreement]\namount = 40\nunit = "working_days"\n{SAID}'
    )
    if travel:
        added += (
            f'\n[assessment_domains.travel]\nname = "Getting about"\norder = 15\nabout = "family"\nprompts = ["How?"]\n{SAID}'
        )
    text = draft("dorset").replace('version = "1"', f'version = "{version}"', 1) + added
    text = text.replace("expect = { set = false }", "expect = { amount = 40 }")
    publish(text=text, valid_from=valid_from, published_by="P. Lead", now=NOON)


def listed(*areas: str) -> str:
    out = StringIO()
    call_command("practice_model", "move", *areas, stdout=out)
    return out.getvalue()


@pytest.fixture
def begun(story, monkeypatch):
    """An episode, an assessment being written and a plan being made, begun on the first version, which has ended."""
    monkeypatch.setattr("kith.practice_model.management.commands.practice_model.now", lambda: LATER)
    monkeypatch.setattr("kith.access.middleware.now", lambda: LATER)
    s = story()
    s.episode = s.open()
    s.lead(s.episode)
    with s.as_("lead_practitioner"):
        s.assessment = services.start_assessment(episode=s.episode, now=NOON)
        s.plan = services.start_plan(episode=s.episode, now=NOON)
        for part in s.assessment.sections.all():
            services.write_section(section=part, read_version=1, words=f"Words of {part.domain}.", now=NOON)
    assert {s.episode.model_version, s.assessment.model_version, s.plan.model_version} == {ONE}
    publish_more()
    return s


def move(s, record, *, role="team_manager", reason="The new version is in use", now=LATER):
    with s.as_(role, now=now):
        return services.move_to_model_in_force(record=type(record).objects.get(pk=record.pk), reason=reason, now=now)


def test_an_assessment_gets_new_parts_and_loses_no_word(begun):
    s = begun
    row = move(s, s.assessment)
    assert (row.kind, row.step_id, row.from_version, row.to_version) == (
        "assessment",
        s.assessment.id,
        ONE,
        TWO,
    )
    assert (row.reason, row.moved_at, row.moved_by) == (
        "The new version is in use", LATER, s.practitioner("team_manager"),
    )  # fmt: skip
    with s.as_("team_manager", now=LATER):
        it = Assessment.objects.get()
        parts = {part.domain: part for part in it.sections.all()}
        names = [part.domain for part in it.sections.all()]
        assert it.model_version == TWO
        assert names[:2] == ["family_story", "travel"]
        assert (parts["travel"].title, parts["travel"].words, parts["travel"].prompts) == (
            "Getting about",
            "",
            ["How?"],
        )
        assert parts["parenting"].title == "Being cared for"
        assert {code: part.words for code, part in parts.items() if code != "travel"} == {
            code: f"Words of {code}." for code in parts if code != "travel"
        }
        assert it.due_on == date(2026, 4, 29)
        kept = it.versions.get()
        assert kept.content["assessment"]["model_version"] == ONE
        assert "Care from parents and carers" in [part["title"] for part in kept.content["sections"]]


def test_a_part_that_a_version_drops_stays_last_with_its_words(begun):
    s = begun
    move(s, s.assessment)
    with s.as_("lead_practitioner", now=LATER):
        part = Assessment.objects.get().sections.get(domain="travel")
        services.write_section(section=part, read_version=1, words="The bus stops at six.", now=LATER)
    publish_more("3", travel=False, valid_from=date(2026, 4, 8))
    page = Desk(s, "team_manager").get(f"move/assessment/{s.assessment.id}/")
    assert "“Getting about” is no longer asked for. It stays" in page
    move(s, s.assessment)
    with s.as_("team_manager", now=LATER):
        last = Assessment.objects.get().sections.last()
        assert (last.domain, last.words) == ("travel", "The bus stops at six.")


def test_a_section_in_somebodys_hands_is_still_saved_after_a_move(begun):
    s = begun
    with s.as_("lead_practitioner", now=LATER):
        part = Assessment.objects.get().sections.get(domain="parenting")
    move(s, s.assessment)
    with s.as_("lead_practitioner", now=LATER):
        services.write_section(section=part, read_version=part.version, words="Written meanwhile", now=LATER)
        saved = Assessment.objects.get().sections.get(domain="parenting")
        assert (saved.title, saved.words) == ("Being cared for", "Written meanwhile")


def test_episode_and_plan_move_each_by_itself(begun):
    s = begun
    move(s, s.plan)
    with s.as_("team_manager", now=LATER):
        assert Plan.objects.get().model_version == TWO
        assert Plan.objects.get().versions.get().content["plan"]["model_version"] == ONE
        assert Episode.objects.get().model_version == ONE
    move(s, s.episode)
    with s.as_("team_manager", now=LATER):
        assert Episode.objects.get().model_version == TWO
        assert [row.kind for row in ModelMove.objects.all()] == ["plan", "episode"]


@pytest.mark.parametrize("role", ["lead_practitioner", "senior_social_worker", "records_officer"])
def test_only_a_team_manager_moves(begun, role):
    with pytest.raises(MayNotDecide, match="team manager"):
        move(begun, begun.assessment, role=role)


def test_what_is_refused(begun):
    s = begun
    with pytest.raises(WordsMissing, match="Say why"):
        move(s, s.assessment, reason="  ")
    with pytest.raises(NothingToMove):
        move(s, s.assessment, now=NOON)
    move(s, s.assessment)
    with pytest.raises(NothingToMove):
        move(s, s.assessment)
    with s.as_("team_manager", now=LATER):
        first, second = Plan.objects.get(), Plan.objects.get()
        services.move_to_model_in_force(record=first, reason="r", now=LATER)
        with pytest.raises(ChangedMeanwhile), transaction.atomic():
            services.move_to_model_in_force(record=second, reason="r", now=LATER)
        assert ModelMove.objects.filter(kind="plan").count() == 1


def test_a_move_is_never_changed_and_belongs_to_its_area(begun):
    s = begun
    move(s, s.plan)
    for statement in ("update family_help_modelmove set reason = 'x'", "delete from family_help_modelmove"):
        with (
            s.as_("team_manager", now=LATER),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    with s.act(role="team_manager", area="lincolnshire", now=LATER):
        assert not ModelMove.objects.exists()
    with s.as_("finance_officer", now=LATER):
        assert not ModelMove.objects.exists()


def test_an_unfinished_assessment_keeps_the_limits_of_its_version(begun):
    s = begun
    with s.as_("team_manager", now=LATER):
        child = Episode.objects.get().children.select_related("episode").get()
        common = {"reason": "r", "evidence": "e", "family_said": "f", "agreed": True, "now": LATER}
        services.set_basis(episode_child=child, basis="section_17", **common)
        statutory = Assessment.objects.get().due_on
        services.set_basis(episode_child=child, basis="by_agreement", **common)
        assert statutory is not None
        assert Assessment.objects.get().due_on is None
    move(s, s.assessment)
    with s.as_("team_manager", now=LATER):
        assert Assessment.objects.get().due_on == date(2026, 4, 29)


def test_the_command_lists_what_is_open_with_no_name(begun):
    s = begun
    text = listed("dorset")
    for kind, step in (("episode", s.episode), ("assessment", s.assessment), ("plan", s.plan)):
        assert f"dorset 1, ended 1 April 2026: {kind} {step.id} /families/{s.family.id}/move/{kind}/{step.id}/" in text
    assert "3 open steps on versions that have ended" in text
    assert "Example" not in text
    for step in (s.episode, s.assessment):
        move(s, step)
    assert "1 open step on" in listed()
    move(s, s.plan)
    assert "No open step" in listed()


def test_the_command_finds_steps_of_a_restricted_family_and_none_before_the_end(begun, monkeypatch):
    s = begun
    manager = s.practitioner("team_manager")
    with s.as_("team_manager", now=LATER):
        restrict_family(
            family=s.family,
            named=[manager.id],
            owner_id=manager.id,
            reason="Known to staff",
            elsewhere="",
            now=LATER,
        )
    assert "3 open steps" in listed("dorset")
    monkeypatch.setattr("kith.practice_model.management.commands.practice_model.now", lambda: NOON)
    assert "No open step" in listed("dorset")


def test_a_version_published_again_is_in_force_again(begun):
    publish(text=draft("dorset"), valid_from=date(2026, 4, 7), published_by="P. Lead", now=NOON)
    assert version_in_force("dorset", LATER.date()).version == "1"
    assert "No open step" in listed("dorset")
    with pytest.raises(NothingToMove):
        move(begun, begun.assessment)


@pytest.mark.row(
    "A-35",
    at="The assessment and the plan, of a family, begun on an earlier version",
    part="no one can enter a change of law or guidance that is to come, so none starts a task to review what is open",
)
@pytest.mark.row(
    "C-22",
    at="The assessment, of a family, begun on an earlier version",
)
@pytest.mark.row(
    "X-14",
    at="Assessment and plan, of a family",
    part="open cases of an earlier system are not brought in with their legal status",
)
def test_the_page_says_what_differs_and_moves_with_a_reason(begun):
    s = begun
    manager, lead = Desk(s, "team_manager"), Desk(s, "lead_practitioner")
    where = f"move/assessment/{s.assessment.id}/"
    for page in (manager.get("assessment/"), manager.get("plan/")):
        assert "begun on a version of the model that ended on 1 April 2026" in page
    assert where in manager.get("assessment/")
    page = manager.get(where)
    for words in (
        "moj-interruption-card", "“Getting about” is added", "“Care from parents and carers” is called “Being cared "
        "for”", "It is due on 29 April 2026",
        "The assessment: “Getting about” is new", "Why do you move it?", TWO,
    ):  # fmt: skip
        assert words in page, words
    assert "A team manager moves it" in lead.get(where)
    assert "Why do you move it?" not in lead.get(where)
    assert lead.client.post(lead.base + where, {"reason": "mine"}).status_code == 200
    with s.as_("team_manager", now=LATER):
        assert not ModelMove.objects.exists()
    manager.post(where, {"reason": ""}, refused="error-summary")
    manager.post(where, {"reason": "We all work with the new version"})
    manager.post(f"move/plan/{s.plan.id}/", {"reason": "As above"})
    manager.post(f"move/episode/{s.episode.id}/", {"reason": "As above"})
    for path in ("assessment/", "plan/"):
        assert "begun on a version of the model" not in manager.get(path)
    for gone in (where, f"move/lead/{s.plan.id}/", f"move/plan/{s.assessment.id}/"):
        manager.get(gone, status=404)
    s.slug = "lincolnshire"
    stranger = Desk(s, "team_manager")
    stranger.get(where, status=404)


def test_closing_stops_what_is_being_written_and_keeps_it(begun):
    s = begun
    with s.as_("team_manager", now=LATER):
        episode = Episode.objects.get()
        change = services.ChildChange(s.ella.id, closure_reason="RC7", child_said="Bye")
        services.close_episode(
            episode=episode,
            children=[change],
            reason="The family moved on",
            evidence="e",
            family_said="f",
            moving_on_plan="Gran",
            now=LATER,
        )
        it = Assessment.objects.get()
        assert (it.state, it.stopped_at) == ("stopped", LATER)
        assert "The family moved on" in it.stopped_reason
        part = it.sections.get(domain="parenting")
        assert part.words == "Words of parenting."
        assert it.versions.get().state == "stopped"
        with pytest.raises(AssessmentSigned, match="stopped"):
            services.write_section(section=part, read_version=part.version, words="More", now=LATER)
        with pytest.raises(AssessmentSigned, match="stopped"):
            services.submit_assessment(assessment=it, now=LATER)
        with pytest.raises(EpisodeClosed):
            services.move_to_model_in_force(record=it, reason="r", now=LATER + timedelta(days=1))
        assert not page_of(*queries.drafts(s.practitioner("lead_practitioner").id)).rows
    assert "No open step" in listed("dorset")
    page = Desk(s, "team_manager").get("assessment/")
    assert "It was not finished. Help ended: The family moved on" in page
    assert "Ask for sign-off" not in page
