"""What a decision for one child must have: for every rule what it refuses, with which class, code, field and words, and what it lets by."""

from dataclasses import replace
from typing import Any

import pytest

from kith.front_door.decision_rules import (
    NEEDS_STRENGTHS,
    NEEDS_WORDS_FOR_SENDER,
    NO_DECISION,
    RULES_OF_A_DECISION,
    ChildDecision,
    Choice,
    decided_by_who_may,
    declined_in_their_words,
    expected_of_sender,
    harm_is_not_returned,
    help_is_agreed,
    kind_of_lead,
    linked_to_open_help,
    matches_first,
    not_helped_twice,
    other_area_is_named,
    sender_hears_why,
    strengths_and_needs,
)
from kith.front_door.refusals import DecisionRefused, NeedsManager, NotFirstSeen
from kith.front_door.rules import urgent_owed
from kith.front_door.tests.conftest import model_of_area
from kith.kernel.refusals import NotPermitted
from kith.practice_model.rules import Answer

WORDS = {
    "reason": "Read and weighed.",
    "strengths": "His mother asks for help.",
    "needs": "Sleep.",
    "lead_kind": "social worker",
    "lead_reason": "Best placed.",
    "passed_to": "Lincolnshire, Mrs Oak, today",
    "family_said": "Not now.",
    "agreement": "Ana, today",
}
EVERY_OUTCOME = sorted(model_of_area("wolverhampton").outcomes)
OPENS = {"early_help", "family_help", "section_17", "child_protection", "initial_social_work_assessment"}
ALL_GOES = {"urgent": False, "agreed": True, "seen": True, "helped": False, "help_is_open": True}


def choice(outcome: str, said: dict[str, str] | None = None, *, harm: bool = False, **known: Any) -> Choice:
    """Return a decision that has everything, with changes: in what is said, and in what is known."""
    model = model_of_area("wolverhampton")
    return Choice(
        decision=ChildDecision(key="c", outcome=outcome, alleges_harm=harm, **{**WORDS, **(said or {})}),
        child="Milo Hart",
        outcome=model.outcome(outcome),
        linking="Linked to the help that is open",
        **{"may": Answer(True, "", "r"), **ALL_GOES, **known},
    )


def refused_by(given: Choice) -> list[str]:
    """Return the names of the rules that refuse a choice."""
    found = []
    for rule in RULES_OF_A_DECISION:
        try:
            rule(given)
        except (DecisionRefused, NotFirstSeen, NotPermitted):
            found.append(rule.function.__name__)
    return found


def test_every_outcome_of_an_area_is_told_here() -> None:
    opening = {code for code in EVERY_OUTCOME if model_of_area("wolverhampton").outcome(code).opens == "episode"}
    assert opening == OPENS
    assert len(EVERY_OUTCOME) == 12


@pytest.mark.parametrize("outcome", EVERY_OUTCOME)
def test_a_decision_that_has_everything_is_refused_by_no_rule(outcome: str) -> None:
    assert refused_by(choice(outcome)) == []


SAID = [
    # what is missing, and for which outcomes a rule refuses
    ("passed_to", other_area_is_named, {"another_area"}),
    ("family_said", declined_in_their_words, {"declined"}),
    # Needs alone decide nothing but what must not wait: child protection, and news for who leads already.
    ("strengths", strengths_and_needs, {*EVERY_OUTCOME} - {"child_protection", "linked_open"}),
    ("needs", strengths_and_needs, {"early_help", "family_help", "section_17", "initial_social_work_assessment"}),
    ("lead_kind", kind_of_lead, OPENS),
    ("lead_reason", kind_of_lead, OPENS),
]


@pytest.mark.parametrize("empty", ["", " ", "\n\t "])
@pytest.mark.parametrize(("field", "rule", "outcomes"), SAID, ids=[row[0] for row in SAID])
@pytest.mark.parametrize("outcome", EVERY_OUTCOME)
def test_words_that_are_missing_are_refused_where_they_are_needed(
    outcome: str, field: str, rule: Any, outcomes: set[str], empty: str
) -> None:
    assert refused_by(choice(outcome, {field: empty})) == ([rule.function.__name__] if outcome in outcomes else [])


KNOWN: list[tuple[dict[str, Any], Any, set[str]]] = [
    ({"agreed": False}, help_is_agreed, {"family_help"}),
    ({"help_is_open": False}, linked_to_open_help, {"linked_open"}),
    ({"seen": False}, matches_first, OPENS),
    ({"helped": True}, not_helped_twice, OPENS - {"child_protection"}),
    ({"urgent": True}, harm_is_not_returned, {"return_for_agreement"}),
    ({"harm": True}, harm_is_not_returned, {"return_for_agreement"}),
    ({"may": Answer(False, "No.", "r")}, decided_by_who_may, set(EVERY_OUTCOME)),
]


@pytest.mark.parametrize(("known", "rule", "outcomes"), KNOWN, ids=[next(iter(row[0])) for row in KNOWN])
@pytest.mark.parametrize("outcome", EVERY_OUTCOME)
def test_what_is_known_refuses_the_outcomes_that_it_forbids(
    outcome: str, known: dict[str, Any], rule: Any, outcomes: set[str]
) -> None:
    assert refused_by(choice(outcome, **known)) == ([rule.function.__name__] if outcome in outcomes else [])


@pytest.mark.parametrize("outcome", sorted(OPENS))
@pytest.mark.parametrize("missing", ["strengths", "needs", "lead_kind", "lead_reason"])
def test_in_danger_nothing_that_is_missing_stands_in_the_way_of_help(outcome: str, missing: str) -> None:
    assert refused_by(choice(outcome, {missing: ""}, urgent=True, seen=False)) == []


@pytest.mark.parametrize("outcome", sorted(OPENS - {"child_protection"}))
def test_danger_excuses_no_second_episode(outcome: str) -> None:
    assert refused_by(choice(outcome, urgent=True, helped=True)) == ["not_helped_twice"]


def test_danger_excuses_no_missing_agreement_no_missing_area_and_no_word_of_the_family() -> None:
    assert refused_by(choice("family_help", urgent=True, agreed=False)) == ["help_is_agreed"]
    assert refused_by(choice("another_area", {"passed_to": ""}, urgent=True)) == ["other_area_is_named"]
    assert refused_by(choice("declined", {"family_said": ""}, urgent=True)) == ["declined_in_their_words"]
    assert refused_by(choice("linked_open", urgent=True, help_is_open=False)) == ["linked_to_open_help"]


REFUSALS = [
    (
        choice("return_for_agreement", urgent=True),
        (DecisionRefused, "decision_refused", "outcome"),
        "This request says that a child may be harmed, so it is not returned to ask for agreement. Decide what keeps the child "
        "safe; who is told, and how, is part of that.",
    ),
    (
        choice("another_area", {"passed_to": ""}),
        (DecisionRefused, "decision_refused", "passed_to"),
        "Say which area it was passed to, whom you spoke to, and when.",
    ),
    (
        choice("declined", {"family_said": ""}),
        (DecisionRefused, "decision_refused", "family_said"),
        "Write what the family said when they declined.",
    ),
    (
        choice("family_help", agreed=False),
        (DecisionRefused, "decision_refused", "agreement"),
        "Help by agreement needs the family's agreement: write who agreed and when, or return the request to ask for it.",
    ),
    (
        choice("section_17", {"needs": ""}),
        (DecisionRefused, "decision_refused", "strengths"),
        "Write both the strengths and the needs, for Milo Hart.",
    ),
    (
        choice("section_17", {"lead_reason": ""}),
        (DecisionRefused, "decision_refused", "lead_kind"),
        "Say which kind of lead practitioner Milo Hart's family needs, and why.",
    ),
    (
        choice("linked_open", help_is_open=False),
        (DecisionRefused, "decision_refused", "outcome"),
        "No help is open for Milo Hart or the family chosen. Choose the family first, or another outcome.",
    ),
    (
        choice("section_17", seen=False),
        (NotFirstSeen, "matches_not_checked", "key"),
        "Look at the possible matches for Milo Hart first, and say whether it is one of them or somebody new.",
    ),
    (
        choice("section_17", helped=True),
        (DecisionRefused, "decision_refused", "outcome"),
        "Milo Hart is already helped. Choose “Linked to the help that is open”: the news goes to the lead, who can step the help up.",
    ),
    (
        choice("advice", may=Answer(False, "Ask a social worker.", "outcome.advice.roles")),
        (NotPermitted, "not_permitted", "outcome"),
        "Ask a social worker.",
    ),
    (
        choice("nfa", may=Answer(False, "Ask a team manager.", "outcome.nfa.anything", refusal=NeedsManager)),
        (NeedsManager, "needs_manager", "outcome"),
        "Ask a team manager.",
    ),
]


@pytest.mark.parametrize(("given", "how", "words"), REFUSALS, ids=[row[2][:40] for row in REFUSALS])
def test_a_refusal_says_its_code_its_field_and_what_to_do(given: Choice, how: tuple[type, str, str], words: str) -> None:
    [name] = refused_by(given)
    with pytest.raises(how[0]) as refused:
        next(rule for rule in RULES_OF_A_DECISION if rule.function.__name__ == name)(given)
    assert (type(refused.value), refused.value.code, refused.value.field) == how
    assert refused.value.message == words


def test_of_several_reasons_the_worker_reads_who_may_decide_first() -> None:
    given = choice("section_17", {"strengths": "", "lead_kind": ""}, seen=False, may=Answer(False, "No.", "r"))
    assert refused_by(given) == ["decided_by_who_may", "strengths_and_needs", "kind_of_lead", "matches_first"]
    assert [rule.function.__name__ for rule in RULES_OF_A_DECISION].index("decided_by_who_may") == 0


# --- by whom, as the areas' models say


BY_WHOM = [
    # outcome, role, social worker, harm is alleged, who asked: whether it may be decided, and what is raised
    ("advice", "front_door", False, False, "professional", None),
    ("advice", "front_door", False, True, "professional", NotPermitted),
    ("advice", "front_door", True, True, "professional", None),
    ("advice", "out_of_hours", True, False, "child", None),
    ("advice", "duty_worker", False, False, "self", None),
    ("advice", "lead_practitioner", True, False, "professional", NotPermitted),
    ("advice", "hub_partner", True, False, "professional", NotPermitted),
    ("advice", "administrator", True, False, "professional", NotPermitted),
    ("section_17", "front_door", True, False, "professional", None),
    ("section_17", "front_door", False, False, "professional", NotPermitted),
    ("section_17", "team_manager", False, False, "professional", NotPermitted),
    ("section_17", "out_of_hours", True, False, "anonymous", None),
    ("child_protection", "front_door", False, True, "relative", NotPermitted),
    ("child_protection", "front_door", True, True, "relative", None),
    ("child_protection", "lead_child_protection", True, True, "relative", None),
    ("nfa", "front_door", True, False, "professional", None),
    ("nfa", "front_door", True, False, "self", None),
    ("nfa", "front_door", True, False, "child", None),
    ("nfa", "front_door", True, False, "relative", NeedsManager),
    ("nfa", "front_door", True, False, "public", NeedsManager),
    ("nfa", "front_door", True, False, "anonymous", NeedsManager),
    ("nfa", "out_of_hours", True, False, "anonymous", NeedsManager),
    ("nfa", "senior_social_worker", True, False, "relative", NeedsManager),
    ("nfa", "team_manager", True, False, "relative", None),
    ("nfa", "team_manager", False, False, "relative", NotPermitted),
    ("nfa", "front_door", False, False, "professional", NotPermitted),
    ("nfa", "auditor", True, False, "relative", NotPermitted),
]


@pytest.mark.parametrize("area", ["dorset", "lincolnshire", "wolverhampton", "thurrock"])
@pytest.mark.parametrize(("outcome", "role", "registered", "harm", "kind", "refusal"), BY_WHOM)
def test_who_may_decide_what_for_whose_request(
    area: str, outcome: str, role: str, registered: bool, harm: bool, kind: str, refusal: type | None
) -> None:
    may = model_of_area(area).may_decide(outcome, [role], registered, alleges_harm=harm, sender_kind=kind)
    assert bool(may) is (refusal is None)
    if refusal is not None:
        assert may.refusal is refusal
        with pytest.raises(refusal) as refused:
            decided_by_who_may(choice(outcome, may=may))
        assert type(refused.value) is refusal
        assert refused.value.message == may.reason


def test_a_manager_is_asked_for_by_a_value_and_not_by_what_a_rule_is_called() -> None:
    renamed = replace(model_of_area("dorset").may_decide("nfa", ["front_door"], True, sender_kind="public"), rule="R-1")
    with pytest.raises(NeedsManager):
        decided_by_who_may(choice("nfa", may=renamed))
    with pytest.raises(NotPermitted) as refused:
        decided_by_who_may(choice("nfa", may=Answer(False, "No.", "outcome.nfa.manager")))
    assert type(refused.value) is NotPermitted


# --- what the sender hears, and what is owed


@pytest.mark.parametrize("outcome", [*EVERY_OUTCOME, NO_DECISION])
@pytest.mark.parametrize("words", ["", "  ", "We have read it."])
@pytest.mark.parametrize("professional", [True, False])
def test_a_professional_hears_why_the_threshold_was_not_met(outcome: str, words: str, professional: bool) -> None:
    below = outcome in {"advice", "signposted", "return_for_agreement", "nfa", "declined", "another_area"}
    asked = {"from_professional": professional, "outcomes": ["linked_open", outcome], "words_for_sender": words}
    if professional and below and not words.strip():
        with pytest.raises(DecisionRefused, match="Say nothing about others in the family") as refused:
            sender_hears_why(**asked)
        assert refused.value.field == "words_for_sender"
    else:
        sender_hears_why(**asked)


def test_what_needs_words_for_the_sender_needs_no_strengths_and_the_other_way_round() -> None:
    assert NEEDS_WORDS_FOR_SENDER.isdisjoint(NEEDS_STRENGTHS)
    assert OPENS - {"child_protection"} == NEEDS_STRENGTHS, "child protection does not wait for a form"


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("return_for_agreement", "ask for their agreement, then send the request again under a new reference"),
        ("early_help", "The lead practitioner will ask you"),
        ("family_help", "The lead practitioner will ask you"),
        ("section_17", "The lead practitioner will ask you"),
        ("initial_social_work_assessment", "The lead practitioner will ask you"),
        ("child_protection", "Tell us at once if anything changes"),
        ("linked_open", "The lead practitioner will ask you"),
        ("advice", "Go on with what you do for the family"),
        ("signposted", "tell us again if you are worried"),
        ("nfa", "tell us again if you are worried"),
        ("declined", "tell us again if you are worried"),
        ("another_area", "tell us again if you are worried"),
    ],
)
def test_what_is_expected_of_a_sender(outcome: str, words: str) -> None:
    assert words in expected_of_sender(outcome)


@pytest.mark.parametrize(
    ("said", "owed"),
    [
        ({}, ["strengths", "needs", "lead", "agreement"]),
        ({"strengths": "s"}, ["needs", "lead", "agreement"]),
        ({"needs": "n"}, ["strengths", "lead", "agreement"]),
        ({"lead_kind": "l"}, ["strengths", "needs", "agreement"]),
        ({"agreement": "a"}, ["strengths", "needs", "lead"]),
        ({"strengths": " ", "needs": "\n", "lead_kind": "\t", "agreement": " "}, ["strengths", "needs", "lead", "agreement"]),
        ({"strengths": "s", "needs": "n", "lead_kind": "l", "agreement": "a"}, []),
    ],
)
def test_what_an_urgent_decision_owes(said: dict[str, str], owed: list[str]) -> None:
    nothing = {"strengths": "", "needs": "", "lead_kind": "", "agreement": ""}
    assert urgent_owed(**{**nothing, **said}) == owed
