"""What the forms of the plan and of a step ask, field by field, and what they hand to the services."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from kith.family_help.queries.choices import CHILD_PROTECTION_PLAN, SIDES
from kith.family_help.queries.copies import CopyForReader
from kith.family_help.services import ChildChange, Progress
from kith.family_help.web.forms.assessment import AnalysisForm, MemberForm, NeedForm, ReasonForm
from kith.family_help.web.forms.episode import AddChildForm, CensusForm, ChildWorkerForm, OverseerForm, StepForm
from kith.family_help.web.forms.plan import (
    ActionForm,
    AgreeForm,
    ChangeActionForm,
    ChangeGoalForm,
    GoalForm,
    PlanForm,
    ProposalForm,
    ReviewForm,
    ShareForm,
)

ELLA, NEED, GOAL, PARTNER = (UUID(int=n) for n in range(1, 5))
PEOPLE, NEEDS = [(str(ELLA), "Ella")], [(str(NEED), "Ella misses school")]
GOALS: Any = [SimpleNamespace(id=GOAL, words="Ella is at school")]


def day(name: str, text: str) -> dict[str, str]:
    """Return a date as a browser sends it: ``4 3 2026``."""
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), [*text.split(), "", "", ""][:3], strict=True))


Make = Callable[[dict[str, str]], Any]
NOTHING_KEPT = CopyForReader(copy=None, keeps=(), whole=[], safe=set(), is_read=False)  # type: ignore[arg-type]

FORMS: dict[str, tuple[Make, dict[str, str]]] = {
    "proposal": (lambda data: ProposalForm(data), {"read_version": "1", "words": "Gran walks", "by": "Mum"}),
    "goal": (lambda data: GoalForm(data, needs=NEEDS, people=PEOPLE), {"words": "w", "worded_by": "Mum"}),
    "change_goal": (
        lambda data: ChangeGoalForm(data, needs=NEEDS, people=PEOPLE),
        {"words": "w", "worded_by": "Mum", "state": "open", "read_version": "1"},
    ),
    "action": (
        lambda data: ActionForm(data, owners=PEOPLE),
        {"words": "w", "owner_side": "family", "author": "Mum", "author_side": "family", **day("by_when", "4 3 2026")},
    ),
    "change_action": (
        lambda data: ChangeActionForm(data),
        {"words": "w", "state": "open", "read_version": "1", **day("by_when", "4 3 2026")},
    ),
    "plan": (lambda data: PlanForm(data), {"read_version": "1"}),
    "agree": (lambda data: AgreeForm(data), {"family_agreement": "Mum says yes"}),
    "share": (lambda data: ShareForm(data, given=NOTHING_KEPT), {"contact": "At home", "agreed_safe": "on"}),
    "review": (
        lambda data: ReviewForm(data, goals=GOALS),
        {
            "present": "Mum", "words": "w", "family_said": "f", f"progress_{GOAL}": "better", f"family_{GOAL}": "Good",
            **day("held_on", "4 3 2026"),
        },
    ),
    "analysis": (lambda data: AnalysisForm(data), {"read_version": "1"}),
    "need": (lambda data: NeedForm(data, people=PEOPLE), {"words": "w"}),
    "reason": (lambda data: ReasonForm(data, label="Why?"), {"reason": "r"}),
    "overseer": (lambda data: OverseerForm(data, people=PEOPLE), {"practitioner": str(ELLA), "reason": "r"}),
    "child_worker": (
        lambda data: ChildWorkerForm(data, people=PEOPLE),
        {"practitioner": str(ELLA), "kind": "key_worker", "what_for": "w"},
    ),
    "census": (lambda data: CensusForm(data), {"read_version": "1"}),
    "add_child": (
        lambda data: AddChildForm(data, people=PEOPLE),
        {"person": str(ELLA), "basis": "section_17", "reason": "r", **day("referral_date", "4 3 2026")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_what_is_filled_in_is_taken(name: str) -> None:
    make, data = FORMS[name]
    form = make(data)
    assert form.is_valid(), form.errors


@pytest.mark.parametrize(
    ("name", "change", "field", "words"),
    [
        ("proposal", {"read_version": "one"}, "read_version", "must be a whole number"),
        ("proposal", {"by": "x" * 201}, "by", "must be 200 characters or fewer"),
        ("goal", {"words": " "}, "words", "Enter the goal, in the family's words"),
        ("goal", {"worded_by": ""}, "worded_by", "Whose words are these?"),
        ("goal", {"need": str(ELLA)}, "need", "Choose one of the answers"),
        ("goal", {"person": str(NEED)}, "person", "Choose one of the answers"),
        ("goal", day("by_when", "31 11 2026"), "by_when", "November 2026 has only 30 days"),
        ("change_goal", {"state": "nearly"}, "state", "Choose one of the answers"),
        ("change_goal", {"state": ""}, "state", "How is it going?"),
        ("action", {"words": ""}, "words", "What will be done?"),
        ("action", {"author": ""}, "author", "Whose idea was it?"),
        ("action", {"author_side": "both"}, "author_side", "Choose one of the answers"),
        ("action", {"owner": str(NEED)}, "owner", "Choose one of the answers"),
        ("action", day("by_when", ""), "by_when", "By when?"),
        ("change_action", {"state": "late"}, "state", "Choose one of the answers"),
        ("plan", day("next_review_on", "4 2026"), "next_review_on", "must include a year"),
        ("plan", {"contact": "x" * 201}, "contact", "must be 200 characters or fewer"),
        ("agree", {"family_agreement": ""}, "family_agreement", "Who agreed, and what did each say?"),
        ("share", {"contact": ""}, "contact", "Where or how do they get it?"),
        ("share", {"agreed_safe": ""}, "agreed_safe", "Confirm: They said that this is safe for them"),
        ("review", {f"progress_{GOAL}": ""}, f"progress_{GOAL}", "Select"),
        ("review", {f"progress_{GOAL}": "great"}, f"progress_{GOAL}", "Choose one of the answers"),
        ("review", {"present": ""}, "present", "Who was there?"),
        ("review", day("held_on", ""), "held_on", "When was it?"),
        ("analysis", {"factors": "99Z"}, "factors", "Choose"),
        ("need", {"words": ""}, "words", "What is needed?"),
        ("reason", {"reason": " "}, "reason", "Why?"),
        ("overseer", {"practitioner": ""}, "practitioner", "Which social worker oversees?"),
        ("overseer", {"practitioner": str(NEED)}, "practitioner", "Choose one of the answers"),
        ("child_worker", {"kind": "lead"}, "kind", "Choose one of the answers"),
        ("child_worker", {"what_for": ""}, "what_for", "What for?"),
        ("census", {"primary_need": "N99"}, "primary_need", "Choose one of the answers for primary need"),
        ("census", {"upn_unknown": "UN99"}, "upn_unknown", "Choose one of the answers"),
        ("add_child", {"basis": "help"}, "basis", "Choose one of the answers"),
        ("add_child", {"person": ""}, "person", "Which child?"),
        ("add_child", day("referral_date", "4 3 26"), "referral_date", "year must be 4 numbers"),
    ],
)
def test_an_error_names_its_field_and_says_what_to_do(name: str, change: dict[str, str], field: str, words: str) -> None:
    make, data = FORMS[name]
    form = make({**data, **change})
    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert words in str(form.errors[field][0])


@pytest.mark.parametrize("side", [value for value, _ in SIDES])
def test_an_action_may_be_of_any_side(side: str) -> None:
    make, data = FORMS["action"]
    assert make({**data, "owner_side": side, "author_side": side}).is_valid()


def test_an_action_that_is_done_asks_when_and_another_does_not() -> None:
    make, data = FORMS["change_action"]
    wrong = {**data, **day("done_on", "40 3 2026")}
    assert make({**wrong, "state": "open"}).is_valid()
    assert list(make({**wrong, "state": "done"}).errors) == ["done_on"]


def test_a_review_hands_on_how_far_each_goal_has_come() -> None:
    make, data = FORMS["review"]
    form = make(data)
    assert form.is_valid()
    assert form.progress() == [Progress(GOAL, "better", "Good", "")]


@pytest.mark.parametrize(("is_child", "asks"), [(True, True), (False, False)])
def test_a_day_in_their_life_is_asked_of_a_child(is_child: bool, asks: bool) -> None:
    assert ("daily_life" in MemberForm(is_child=is_child).fields) is asks


def child(basis: str) -> Any:
    held = SimpleNamespace(basis=basis, ends_on=None)
    ended = SimpleNamespace(basis="section_47", ends_on=date(2026, 1, 1))
    return SimpleNamespace(person_id=ELLA, person=SimpleNamespace(name="Ella"), bases=SimpleNamespace(all=lambda: [ended, held]))


def grant() -> Any:
    who = SimpleNamespace(name="Sam", agency=SimpleNamespace(name="Quay School"))
    return SimpleNamespace(practitioner_id=PARTNER, practitioner=who, parts=["episode", "plan"])


CONFERENCE = {f"elsewhere_on_{ELLA}", f"elsewhere_source_{ELLA}", f"elsewhere_said_by_{ELLA}"}
WORDS = {"reason": "r", "evidence": "e", "family_said": "f"}


@pytest.mark.parametrize(
    ("basis", "closing", "fields"),
    [
        ("by_agreement", False, {f"basis_{ELLA}", f"said_{ELLA}", f"not_asked_{ELLA}", *CONFERENCE}),
        (CHILD_PROTECTION_PLAN, False, {f"basis_{ELLA}", f"said_{ELLA}", f"not_asked_{ELLA}", f"ended_by_{ELLA}", *CONFERENCE}),
        ("section_17", True, {f"closure_{ELLA}", f"said_{ELLA}", f"not_asked_{ELLA}"}),
        (CHILD_PROTECTION_PLAN, True, {f"closure_{ELLA}", f"said_{ELLA}", f"not_asked_{ELLA}", f"ended_by_{ELLA}", *CONFERENCE}),
    ],
)
def test_a_step_asks_of_each_child_what_it_needs(basis: str, closing: bool, fields: set[str]) -> None:
    form = StepForm(children=[child(basis)], grants=[], closing=closing)
    assert {name for name in form.fields if name.endswith(str(ELLA))} == fields
    assert closing or form.fields[f"basis_{ELLA}"].initial == basis, "what holds now is chosen already"


def test_a_step_hands_on_what_was_decided_for_each_child() -> None:
    form = StepForm({**WORDS, f"basis_{ELLA}": "section_17", f"said_{ELLA}": "Fine"}, children=[child("by_agreement")], grants=[])
    assert form.is_valid(), form.errors
    assert form.changes() == [ChildChange(ELLA, to_basis="section_17", child_said="Fine")]


@pytest.mark.parametrize(("reason", "changes"), [("RC7", 1), ("", 0)])
def test_when_closing_a_child_without_a_reason_goes_on(reason: str, changes: int) -> None:
    form = StepForm(
        {**WORDS, f"closure_{ELLA}": reason, f"said_{ELLA}": "Fine"}, children=[child("section_17")], grants=[], closing=True
    )
    assert form.is_valid(), form.errors
    assert len(form.changes()) == changes


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({f"sight_{PARTNER}": "confirm"}, []),
        ({f"sight_{PARTNER}": "narrow", f"parts_{PARTNER}": ["plan"]}, []),
        ({f"sight_{PARTNER}": "end"}, []),
        ({f"sight_{PARTNER}": ""}, [f"sight_{PARTNER}"]),
        ({f"sight_{PARTNER}": "widen"}, [f"sight_{PARTNER}"]),
        ({f"sight_{PARTNER}": "narrow", f"parts_{PARTNER}": ["child_protection"]}, [f"parts_{PARTNER}"]),
    ],
)
def test_what_a_partner_may_see_is_asked_every_time(data: dict[str, Any], errors: list[str]) -> None:
    assert list(StepForm({**WORDS, **data}, children=[], grants=[grant()]).errors) == errors
