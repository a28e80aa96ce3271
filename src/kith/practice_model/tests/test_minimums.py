"""A national minimum can be tightened, never loosened; a model answers its own examples."""

from datetime import date

import pytest

from kith.practice_model import examples, minimums
from kith.practice_model.reading import draft, drafts, lay, model_of, read_draft
from kith.practice_model.rules import Model

TODAY = date(2026, 3, 4)
AUTHORITY = 'status = "agreed"\nrows = ["C-10"]\nsource = "A local decision"\nbinding = "local"\n'


def dorset_with(change: str, on: date = TODAY) -> Model:
    # A second header of the same table is not TOML, so the change stands in a fresh area.
    text = 'schema = 1\nslug = "dorset"\nname = "Dorset"\nversion = "9"\nextends = "national"\n' + change + AUTHORITY
    return model_of(lay(draft("national"), text), text, on)


@pytest.mark.parametrize("name", drafts())
def test_every_draft_keeps_the_minimums_and_answers_its_examples(name: str) -> None:
    model = read_draft(name, on=TODAY)
    assert minimums.loosened(model) == []
    assert examples.run(model) == []
    assert len(model.document.examples) >= 10


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("[limits.decision]\namount = 3\n", "limits.decision"),
        ('[limits.decision]\namount = "unset"\n', "limits.decision"),
        ('[limits.decision]\nunit = "weeks"\n', "limits.decision"),
        ('[limits.assessment]\nstarts = "when we get to it"\n', "limits.assessment"),
        ("[limits.assessment]\namount = 46\n", "limits.assessment"),
        ("[limits.first_review_conference]\namount = 4\n", "limits.first_review_conference"),
        ("[settings.one_lead_one_plan]\nvalue = false\n", "settings.one_lead_one_plan"),
        ("[settings.network_meeting_offered]\nvalue = false\n", "settings.network_meeting_offered"),
        ('[settings.immediate_danger_number]\nvalue = "101"\n', "settings.immediate_danger_number"),
        ("[outcomes.nfa]\nmanager_when_from = []\n", "outcomes.nfa"),
        ("[outcomes.section_17]\nsocial_worker = false\n", "outcomes.section_17"),
        ("[outcomes.child_protection]\navailable = false\n", "outcomes.child_protection"),
        ("[outcomes.child_protection]\nhand_over = false\n", "outcomes.child_protection"),
        ("[decisions.authorise_assessment]\nsocial_worker = false\n", "decisions.authorise_assessment"),
        ('[decisions.raise_danger]\nroles = ["team_manager"]\n', "decisions.raise_danger"),
        ("[assessment_domains.child_voice]\navailable = false\n", "assessment_domains.child_voice"),
        ("[plan_parts.family_proposal]\navailable = false\n", "plan_parts.family_proposal"),
        ("[meetings.conference]\nchair_is_social_worker = false\n", "meetings.conference"),
        ("[meetings.conference]\nchair_is_not = []\n", "meetings.conference"),
        ('[lead_rules.section_47]\nleads = "anyone"\n', "lead_rules.section_47"),
        (
            '[lead_rules.ours]\nname = "x"\norder = 1\nleads = "anyone"\noverseer = "named_social_worker"\nreason = "x"\n',
            "lead_rules.child_protection_plan",
        ),
        (
            '[lead_rules.ours]\nname = "x"\norder = 1\nbases = ["section_17"]\nleads = "anyone"\noverseer = "none"\nreason '
            '= "x"\n',
            "lead_rules.section_17_overseen",
        ),
        (
            '[lead_rules.later]\nname = "x"\norder = 1\nbases = ["section_47"]\nleads = "anyone"\noverseer = '
            '"none"\nreason = "x"\n'
            "applies_from = 2030-01-01\n",
            "lead_rules.section_47",
        ),
    ],
)
def test_loosening_is_refused_with_the_rules_name(change: str, rule: str) -> None:
    model = dorset_with(change)
    assert rule in {each.rule for each in minimums.loosened(model)}
    with pytest.raises(minimums.MinimumLoosened, match=rf"\[{rule}\]"):
        minimums.refuse_loosened(model)


@pytest.mark.parametrize(
    "change",
    [
        "[limits.assessment]\namount = 35\n",
        '[outcomes.nfa]\nmanager_when_from = ["relative", "public", "anonymous", "self"]\n',
        "[decisions.close_episode]\nsocial_worker = true\n",
        '[lead_rules.ours]\nname = "x"\norder = 1\nbases = ["section_17"]\nleads = "social_worker"\noverseer = '
        '"none"\nreason = "x"\n',
        '[assessment_domains.animals]\nname = "Animals at home"\norder = 75\nabout = "family"\nprompts = ["Who lives with '
        'you?"]\n',
    ],
)
def test_tightening_and_adding_are_free(change: str) -> None:
    assert minimums.loosened(dorset_with(change)) == []


def with_example(text: str) -> Model:
    area = 'schema = 1\nslug = "dorset"\nname = "Dorset"\nversion = "9"\nextends = "national"\n' + text
    return model_of(lay(draft("national"), area), area, TODAY)


@pytest.mark.parametrize(
    ("ask", "given", "expect", "words"),
    [
        ("limit", '{ code = "decision" }', "{ amount = 2 }", "amount is 1, expected 2"),
        ("limit", '{ code = "no_such" }', "{ amount = 2 }", "cannot be asked"),
        ("limit", '{ code = "decision" }', "{ colour = 2 }", "it expects colour"),
        ("limit", '{ code = "decision" }', "{ }", "it expects nothing"),
        (
            "may_lead",
            '{ basis = "section_47", is_social_worker = false }',
            "{ allowed = true }",
            "allowed is False",
        ),
    ],
)
def test_an_example_can_fail_and_says_how(ask: str, given: str, expect: str, words: str) -> None:
    model = with_example(f'[[examples]]\nname = "A case"\nask = "{ask}"\ngiven = {given}\nexpect = {expect}\n')
    failures = examples.run(model)
    assert [failure.example for failure in failures] == ["A case"]
    assert words in failures[0].words
    with pytest.raises(examples.ExamplesFail, match="A case"):
        examples.refuse_failing(model)


def test_national_examples_are_asked_of_every_area() -> None:
    names = {example.name for example in with_example("").document.examples}
    assert "A grandmother’s referral is not closed by a front door worker alone" in names
    assert "Nationally a school nurse may lead section 17 work under a named social worker" not in names
