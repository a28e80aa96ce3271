"""The pure parts of Family Help by table: states and verbs, levels, factors, days, reading age, shares, readers, and what forms ask."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.family_help.models import Action
from kith.family_help.models.episode import Basis
from kith.family_help.queries.shares import shares_of
from kith.family_help.readers import Reader
from kith.family_help.reading import reading_age, syllables
from kith.family_help.rules import (
    BASIS_ORDER,
    NEEDS_NAMED_SOCIAL_WORKER,
    NEVER_INHERITED,
    PARTNER_PARTS,
    days_without_lead,
    factors_wrong,
    highest,
)
from kith.family_help.states import ASSESSMENT, LEAD, PLAN, STEP
from kith.family_help.web.forms.assessment import ChildWordsForm, SeenForm
from kith.family_help.web.forms.episode import BasisForm, HandoverForm, LeadForm
from kith.kernel.refusals import Refusal
from kith.people.models import Person
from kith.workbench.states import START

DAY = timedelta(days=1)
OPENED = date(2026, 3, 1)

# Where each verb leads from each state; what is not named is refused. Written by hand from the law and practice, not from the tables.
LEADS = {
    "proposed": {
        "accept_lead": "accepted", "decline_lead": "declined", "withdraw_lead": "withdrawn", "close_episode": "withdrawn",
        "write_handover": "proposed",
    },
    "accepted": {}, "declined": {}, "withdrawn": {},
}  # fmt: skip
_WRITE = dict.fromkeys(("write_section", "write_member", "write_analysis", "add_need"))
ASSESSMENTS = {
    "draft": {**dict.fromkeys(_WRITE, "draft"), "submit_assessment": "submitted", "close_episode": "stopped"},
    "submitted": {"send_back": "returned", "authorise_assessment": "authorised", "close_episode": "stopped"},
    "returned": {**dict.fromkeys(_WRITE, "returned"), "submit_assessment": "submitted", "close_episode": "stopped"},
    "authorised": {}, "stopped": {"reopen_episode": "draft"},
}  # fmt: skip
_PLAN = ("set_family_proposal", "write_plan", "write_plan_child", "add_goal", "change_goal", "add_action", "change_action")
PLANS = {
    "draft": {**dict.fromkeys(_PLAN, "draft"), "agree_plan": "agreed", "close_episode": "ended"},
    "agreed": {**dict.fromkeys(_PLAN, "agreed"), "approve_plan": "agreed", "agree_plan": "agreed", "close_episode": "ended"},
    "ended": {"reopen_episode": "agreed"},
}
STEPS = {"waiting": {"take_effect": "in_effect", "withdraw_step": "withdrawn"}, "in_effect": {}, "withdrawn": {}}
ALL = [(LEAD, LEADS), (ASSESSMENT, ASSESSMENTS), (PLAN, PLANS), (STEP, STEPS)]
CELLS = [
    (states, state, verb, table[state].get(verb))
    for states, table in ALL
    for state in table
    for verb in sorted({verb for row in table.values() for verb in row})
]


@pytest.mark.parametrize(("states", "state", "verb", "after"), CELLS, ids=[f"{s.name} {a}: {v}" for s, a, v, _ in CELLS])
def test_every_verb_in_every_state(states: Any, state: str, verb: str, after: str | None) -> None:
    assert states.allows(state, verb) is (after is not None)
    if after is not None:
        assert states.after(state, verb) == after
        return
    with pytest.raises(Refusal) as refused:
        states.after(state, verb)
    assert type(refused.value) is states.refusal
    assert refused.value.message[-1] == "."
    assert "{" not in refused.value.message


@pytest.mark.parametrize(("states", "table"), ALL, ids=[states.name for states, _ in ALL])
def test_a_table_has_no_more_states_and_verbs_than_are_known(states: Any, table: Any) -> None:
    assert set(states.states) == set(table)
    assert states.verbs == {verb for row in table.values() for verb in row}
    assert states.finished == {state for state, row in table.items() if not row.keys() - {"reopen_episode"}}
    assert not states.allows(START, "accept_lead")


@pytest.mark.parametrize(
    ("states", "state", "verb", "words"),
    [
        (LEAD, "declined", "accept_lead", "This question has been answered already."),
        (ASSESSMENT, "submitted", "add_need", "Ask for it to be sent back if it must change."),
        (ASSESSMENT, "authorised", "write_section", "Start an update to add to it."),
        (ASSESSMENT, "stopped", "write_analysis", "stopped when help ended"),
        (ASSESSMENT, "draft", "authorise_assessment", "This cannot be done now: the assessment is being written."),
        (PLAN, "ended", "add_goal", "This plan has ended. It can be read, not changed."),
        (
            STEP,
            "withdrawn",
            "take_effect",
            "This step is withdrawn already. If something else is right now, decide another step.",
        ),
    ],
)
def test_a_state_says_what_to_do_next(states: Any, state: str, verb: str, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        states.after(state, verb)
    assert words in refused.value.message


@pytest.mark.parametrize(
    ("bases", "found"),
    [
        ([], "by_agreement"),
        (["by_agreement"], "by_agreement"),
        (["by_agreement", "section_17"], "section_17"),
        (["looked_after", "section_47"], "looked_after"),
        (["child_protection_plan", "section_47", "section_17"], "child_protection_plan"),
        (["section_17", "section_17"], "section_17"),
    ],
)
def test_the_highest_basis(bases: list[str], found: str) -> None:
    assert highest(bases) == found


@given(st.lists(st.sampled_from(BASIS_ORDER), min_size=1))
def test_the_highest_basis_is_one_of_them_in_any_order(bases: list[str]) -> None:
    assert highest(bases) in bases
    assert highest(bases) == highest(reversed(bases)) == highest([*bases, "by_agreement"])


def test_every_basis_of_the_model_has_a_place_in_the_order() -> None:
    assert list(Basis.values) == BASIS_ORDER
    assert set(BASIS_ORDER[2:]) == NEEDS_NAMED_SOCIAL_WORKER
    assert not NEVER_INHERITED & set(PARTNER_PARTS)


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ([], ""),
        (["7A"], ""),
        (["7A", "18A"], ""),
        (["21"], ""),
        (["21", "7A"], "Factor 21 says that no factor was found, so it stands alone."),
        (["7a"], "7a is not a factor that can be used."),
        (["99Z", "7A", "1"], "1, 99Z is not a factor that can be used."),
    ],
)
def test_factors(chosen: list[str], words: str) -> None:
    said = factors_wrong(chosen, ["7A", "18A", "21"])
    assert (said.message if said else "") == words


@pytest.mark.parametrize(
    ("turns", "until", "days"),
    [
        ([], 0, 0),
        ([], 1, 1),
        ([(0, None)], 30, 0),
        ([(1, None)], 30, 1),
        ([(0, 10)], 30, 20),
        ([(0, 10), (10, None)], 30, 0),
        ([(0, 10), (11, None)], 30, 1),
        ([(11, None), (0, 10)], 30, 1),
        ([(0, 10), (5, 15)], 30, 15),
        ([(0, 40)], 30, 0),
        ([(40, None)], 30, 30),
        ([(5, 5)], 30, 30),
        ([(-10, 3)], 30, 27),
        ([(0, 20), (5, 6)], 30, 10),
    ],
)
def test_days_without_a_lead(turns: list[tuple[int, int | None]], until: int, days: int) -> None:
    dated = [(OPENED + a * DAY, None if b is None else OPENED + b * DAY) for a, b in turns]
    assert days_without_lead(OPENED, dated, OPENED + until * DAY) == days


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("a", 1), ("I", 1), ("rhythm", 1), ("mother", 2), ("people", 2), ("safe", 1), ("used", 1), ("needed", 2), ("houses", 2),
        ("makes", 1), ("practitioner", 4), ("tree", 1), ("O’Brien", 2), ("12", 1),
    ],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("text", "age", "easy"),
    [
        ("", None, True),
        ("one " * 19, None, True),
        ("We will ring you. " * 5, 5, True),
        ("Practitioners coordinate multidisciplinary safeguarding arrangements collaboratively. " * 4, 40, False),
    ],
)
def test_reading_ages(text: str, age: int | None, easy: bool) -> None:
    found = reading_age(text)
    assert found.is_easy is easy
    assert (found.age is None) is (age is None)
    assert found.age is None or (found.age == age if age == 5 else found.age > 16)
    assert found.in_words.startswith("Too short" if age is None else f"Reading age {found.age}")


@given(st.text("abcdefg .!?\n", max_size=300))
def test_no_text_is_easier_than_five_and_shorter_sentences_are_never_harder(text: str) -> None:
    found = reading_age(text)
    assert found.age is None or found.age >= 5
    broken = reading_age(text.replace(" ", ". "))
    assert broken.age is None or found.age is None or broken.age <= found.age


def did(author: str, owner: str) -> Action:
    return Action(author_side=author, owner_side=owner)


@pytest.mark.parametrize(
    ("actions", "percent"),
    [
        ([], None),
        ([("family", "family")], 100),
        ([("professional", "professional")], 0),
        ([("professional", "network")], 100),
        ([("family", "professional")], 0),
        ([("family", "family"), ("family", "professional"), ("network", "professional")], 33),
        ([("family", "family"), ("family", "network"), ("network", "professional")], 67),
    ],
)
def test_the_share_of_what_the_family_does_counts_who_does_it(actions: list[tuple[str, str]], percent: int | None) -> None:
    shares = shares_of(did(*each) for each in actions)
    assert shares.family_led_percent == percent
    assert shares.total == len(actions) == sum(shares.owned.values()) == sum(shares.authored.values())


MINE, CHILD, OTHER = uuid4(), uuid4(), uuid4()


@pytest.mark.parametrize(
    ("kind", "about", "in_family", "goal_of", "reads"),
    [
        ("child", {MINE}, True, None, True),
        ("child", {MINE}, True, MINE, True),
        ("child", {MINE}, True, OTHER, False),
        ("parent", {CHILD}, True, None, True),
        ("parent", {CHILD}, True, CHILD, True),
        ("parent", {CHILD}, True, MINE, True),
        ("parent", {CHILD}, True, OTHER, False),
        ("parent", {CHILD}, False, None, False),
        ("parent", {CHILD}, False, CHILD, True),
        ("network", set(), True, None, False),
        ("network", set(), True, MINE, False),
    ],
)
def test_which_goals_a_reader_reads(kind: str, about: set[UUID], in_family: bool, goal_of: UUID | None, reads: bool) -> None:
    reader = Reader(Person(pk=MINE), kind, frozenset(about), in_family)
    assert reader.reads_goal_of(goal_of) is reads


PEOPLE = [(str(CHILD), "Ella")]
FILLED: dict[str, tuple[Any, dict[str, str]]] = {
    "basis": (
        lambda data: BasisForm(data),
        {"basis": "section_17", "reason": "r", "evidence": "e", "family_said": "f", "agreed": "yes"},
    ),
    "lead": (
        lambda data: LeadForm(data, people=PEOPLE),
        {"practitioner": str(CHILD), "reason_best_placed": "r", "family_preference": "f"},
    ),
    "handover": (lambda data: HandoverForm(data), {"change_reason": "c", "summary": "s", "family_told": "t"}),
    "seen": (
        lambda data: SeenForm(data, people=PEOPLE),
        {"person": str(CHILD), "seen_on_day": "4", "seen_on_month": "3", "seen_on_year": "2026", "alone": "yes"},
    ),
    "words": (
        lambda data: ChildWordsForm(data, people=PEOPLE, readers=PEOPLE),
        {
            "person": str(CHILD), "how": "Drawing", "said_on_day": "4", "said_on_month": "3", "said_on_year": "2026",
            "readers": "undecided",
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILLED)
def test_a_form_that_is_filled_in_is_taken(name: str) -> None:
    make, data = FILLED[name]
    form = make(data)
    assert form.is_valid(), form.errors


@pytest.mark.parametrize(
    ("name", "change", "field", "words"),
    [
        ("basis", {"basis": ""}, "basis", "On which basis is this child helped from today?"),
        ("basis", {"basis": "section 17"}, "basis", "Choose one of the answers"),
        ("basis", {"reason": " "}, "reason", "Why?"),
        ("basis", {"evidence": ""}, "evidence", "What does this rest on?"),
        ("basis", {"family_said": ""}, "family_said", "What did the family say?"),
        ("basis", {"agreed": "perhaps"}, "agreed", "Choose one of the answers"),
        ("basis", {"ended_by": "phone"}, "ended_by", "Choose one of the answers"),
        ("lead", {"practitioner": ""}, "practitioner", "Who would lead?"),
        ("lead", {"practitioner": str(OTHER)}, "practitioner", "Choose one of the answers"),
        ("lead", {"risk_level": "extreme"}, "risk_level", "Choose one of the answers for level of risk and harm"),
        ("handover", {"summary": ""}, "summary", "Where do things stand?"),
        (
            "handover",
            {"introduced_on_day": "31", "introduced_on_month": "2", "introduced_on_year": "2026"},
            "introduced_on",
            "28 days",
        ),
        ("seen", {"seen_on_day": ""}, "seen_on", "must include a day"),
        ("seen", {"seen_on_month": "13"}, "seen_on", "is not a month"),
        ("seen", {"alone": ""}, "alone", "Did you see them alone?"),
        ("words", {"how": ""}, "how", "How they told you"),
        ("words", {"readers": "all"}, "readers", "Who may read this?"),
        ("words", {"readers": "named", "may_read": str(OTHER)}, "may_read", "Choose"),
    ],
)
def test_a_form_names_the_field_and_what_to_do(name: str, change: dict[str, str], field: str, words: str) -> None:
    make, data = FILLED[name]
    form = make({**data, **change})
    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert words in str(form.errors[field][0]).replace("how they", "How they")


@pytest.mark.parametrize(("said", "kept"), [("yes", True), ("no", False), ("unknown", None), ("", None)])
def test_an_answer_about_agreement_may_be_neither(said: str, kept: bool | None) -> None:
    form = BasisForm({**FILLED["basis"][1], "agreed": said})
    assert form.is_valid()
    assert form.cleaned_data["agreed"] is kept
