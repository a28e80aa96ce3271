"""Every form of the front door but the request's own (``test_asking``): what it refuses with which words, and what it makes of the answers."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from kith.front_door.decision_rules import ChildDecision, ToldByTelephone
from kith.front_door.hub_bodies import Body
from kith.front_door.models import Request, RequestPerson
from kith.front_door.queries import PersonCard
from kith.front_door.services import Question
from kith.front_door.tests.conftest import model_of_area
from kith.front_door.web.forms.deciding import (
    OWN_FIELDS,
    AnswerHubForm,
    AskHubForm,
    ConsultForm,
    ConversationForm,
    DealtWithForm,
    DecideForm,
    HandOverForm,
    LowerForm,
    OutcomeForm,
    ToldForm,
    UrgentForm,
)


def errors(form: Any) -> dict[str, str]:
    """Return the first error of each field; those of the whole form under ``__all__``."""
    form.is_valid()
    return {name: str(told[0]) for name, told in form.errors.items()}


def day(name: str, text: str) -> dict[str, str]:
    """Return a day and a time as they are typed: *24/11/2026 16:00*."""
    on, _, at = text.partition(" ")
    typed = dict(zip(("day", "month", "year"), on.split("/"), strict=True))
    return {f"{name}_{part}": value for part, value in (typed | {"time": at}).items()}


# --- the forms of one answer

ONE_ANSWER = [
    (UrgentForm, "words", "Enter an answer to “What is the danger?”"),
    (LowerForm, "words", "Enter an answer to “What did you find out, and from whom?”"),
    (DealtWithForm, "words", "Enter an answer to “What did you do about it?”"),
    (OutcomeForm, "outcome", "Enter an answer to “What came back?”"),
    (ToldForm, "told_how", "Enter an answer to “How and when did you tell them?”"),
]


@pytest.mark.parametrize(("form", "field", "words"), ONE_ANSWER, ids=[row[0].__name__ for row in ONE_ANSWER])
@pytest.mark.parametrize("typed", ["", "  ", "\n"])
def test_a_form_of_one_answer_is_not_sent_empty(form: Any, field: str, words: str, typed: str) -> None:
    assert errors(form({field: typed})) == {field: words}
    assert errors(form({field: " He is with his gran. "})) == {}


def test_how_the_sender_was_told_is_one_line() -> None:
    assert errors(ToldForm({"told_how": "x" * 200})) == {}
    assert errors(ToldForm({"told_how": "x" * 201}))["told_how"].endswith("must be 200 characters or fewer. It has 201")


# --- handing over

AT = day("told_at", "24/11/2026 16:00")
ANSWERED = day("answered_at", "24/11/2026 16:30")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, {"told": "Write whom you rang, or what was answered."}),
        ({"told": "CP duty"}, {"told_at": "Say when you rang."}),
        ({"told": "CP duty", **AT}, {}),
        ({"answer": "At ten."}, {"answered_at": "Say when the answer was given."}),
        ({"answer": "At ten.", "answered_by": "Ada", **ANSWERED}, {}),
        ({"told": "CP duty", **AT, "answer": "At ten.", **ANSWERED}, {}),
        (
            {"told": "CP duty", "answer": "At ten."},
            {"told_at": "Say when you rang.", "answered_at": "Say when the answer was given."},
        ),
        (AT, {"told": "Write whom you rang, or what was answered."}),
    ],
)
def test_a_hand_over_says_who_was_rung_or_what_was_answered_and_when(typed: dict[str, str], told: dict[str, str]) -> None:
    assert errors(HandOverForm(typed)) == told


# --- asking the hub


def card(key: str, position: int = 0, **said: Any) -> PersonCard:
    person = RequestPerson(key=key, position=position, **{"role": "child", "forename": key.title(), **said})
    return PersonCard(person=person, matches=[], age="9", decision=None, related=[])


HUB = {
    "basis": "agreement",
    "basis_words": "Ana agreed today",
    "parents_told": "yes",
    "about": ["milo"],
    "bodies": ["police", "school"],
    "question": "Any calls?",
    "necessary": "She says there are arguments.",
}


def ask_hub_form(**changes: Any) -> AskHubForm:
    bodies = [Body("police", "Police", "Police", answers_here=True), Body("school", "Elm School", "Education")]
    page: Any = SimpleNamespace(cards=[card("milo"), card("ana", 1, role="parent")])
    return AskHubForm({**HUB, **changes}, page=page, bodies=bodies)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, {}),
        ({"basis": ""}, {"basis": "Select an answer to “On which basis?”"}),
        ({"basis": "curiosity"}, {"basis": "Choose one of the answers for “On which basis?”"}),
        ({"basis_words": " "}, {"basis_words": "Enter an answer to “Who agreed and when, or what gives cause to suspect harm?”"}),
        ({"parents_told": ""}, {"parents_told": "Select an answer to “Have the parents been told?”"}),
        # why not is asked by the service, so that every door asks it
        ({"parents_told": "no"}, {}),
        ({"about": []}, {"about": "Select an answer to “About whom?”"}),
        ({"about": ["x"]}, {"about": "Choose one of the answers for “About whom?”"}),
        ({"bodies": []}, {"bodies": "Select an answer to “Which bodies must be asked?”"}),
        ({"bodies": ["fire"]}, {"bodies": "Choose one of the answers for “Which bodies must be asked?”"}),
        ({"question": ""}, {"question": "Enter an answer to “What do you ask?”"}),
        ({"necessary": ""}, {"necessary": "Enter an answer to “Why must these bodies be asked?”"}),
    ],
)
def test_what_is_asked_before_the_hub_is(changes: dict[str, Any], told: dict[str, str]) -> None:
    assert errors(ask_hub_form(**changes)) == told


def test_each_body_that_was_chosen_has_its_question_and_whoever_answers_elsewhere_is_called() -> None:
    form = ask_hub_form()
    assert form.is_valid()
    asked = {"about": ["milo"], "question": "Any calls?", "necessary": "She says there are arguments."}
    assert form.questions() == [Question(body="police", **asked), Question(body="school", **asked)]
    assert form.fields["bodies"].choices == [("police", "Police"), ("school", "Education: Elm School")]
    assert list(form.fields["bodies"].widget.choice_hints) == ["school"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"held": "yes", "words": "Two calls.", "mark": "sealed"}, {}),
        ({"held": "no", "mark": "family"}, {}),
        ({"held": "", "mark": "family"}, {"held": "Select an answer to “Do you hold anything?”"}),
        ({"held": "perhaps", "mark": "family"}, {"held": "Choose one of the answers for “Do you hold anything?”"}),
        ({"held": "no", "mark": ""}, {"mark": "Select an answer to “Who may see your answer?”"}),
        ({"held": "no", "mark": "everybody"}, {"mark": "Choose one of the answers for “Who may see your answer?”"}),
    ],
)
def test_a_body_says_what_it_holds_and_who_may_see_it(typed: dict[str, str], told: dict[str, str]) -> None:
    assert errors(AnswerHubForm(typed)) == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"channel": "chad", "question": "May she be seen?"}, {}),
        ({"channel": "mash", "question": "q"}, {"channel": "Choose one of the answers for “Whom do you ask?”"}),
        ({"question": "q"}, {"channel": "Select an answer to “Whom do you ask?”"}),
        ({"channel": "chad"}, {"question": "Enter an answer to “What do you ask?”"}),
    ],
)
def test_a_consultation_goes_to_one_that_is_open(typed: dict[str, str], told: dict[str, str]) -> None:
    assert errors(ConsultForm(typed, channels=[("chad", "ChAD")])) == told


TALK = {"said": "She is late.", "advice": "Talk with her.", "next_step": "None", **day("at", "3/3/2026 10:30")}


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"said": ""}, "said", "Enter an answer to “What was said?”"),
        ({"advice": " "}, "advice", "Enter an answer to “What advice did you give?”"),
        ({"next_step": ""}, "next_step", "Enter an answer to “What next step did you agree?”"),
        ({"at_day": "31", "at_month": "2"}, "at", "February 2026 has only 28 days"),
        ({"at_day": "", "at_month": "", "at_year": "", "at_time": ""}, "at", "When was it?"),
        ({"at_time": "half ten"}, "at", "“half ten”"),
        ({"caller": "x" * 161}, "caller", "must be 160 characters or fewer. It has 161"),
        ({"about": "x" * 301}, "about", "must be 300 characters or fewer. It has 301"),
    ],
)
def test_a_conversation_has_what_was_said_the_advice_the_next_step_and_a_time(
    changes: dict[str, str], field: str, words: str
) -> None:
    assert errors(ConversationForm(TALK)) == {}
    found = errors(ConversationForm({**TALK, **changes}))
    assert list(found) == [field]
    assert words in found[field]


# --- deciding


def decide_form(typed: dict[str, Any], *, urgent: bool = False, area: str = "dorset") -> DecideForm:
    cards = [card("milo"), card("ada", 1)]
    page: Any = SimpleNamespace(
        undecided=cards, children=cards, model=model_of_area(area), request=Request(urgent=urgent), cards=cards
    )
    return DecideForm(typed, page=page)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, {"__all__": "Choose what happens for at least one child."}),
        ({"p0_reason": "r", "p1_needs": "n"}, {"__all__": "Choose what happens for at least one child."}),
        ({"p0_outcome": "advice"}, {}),
        ({"p1_outcome": "no_decision"}, {}),
        (
            {"p0_outcome": "initial_social_work_assessment", "p1_outcome": "advice"},
            {"p0_outcome": "Choose one of the answers for “What happens?”"},
        ),
        ({"p0_outcome": "advice", "p0_passed_to": "x" * 201}, {}),
        ({"p0_outcome": "another_area", "p0_passed_to": "x" * 201}, {"p0_passed_to": "201"}),
        ({"p0_outcome": "advice", "p0_lead_kind": "wizard"}, {"p0_lead_kind": "Choose one of the answers for “Which kind of lead practitioner?”"}),
        ({"p0_outcome": "advice", "p0_primary_need": "N99"}, {"p0_primary_need": "Choose one of the answers for main need"}),
        ({"p0_outcome": "advice", "told_who": "x" * 201}, {"told_who": "201"}),
        ({"p0_outcome": "advice", **day("told_at", "31/2/2026 10:00")}, {"told_at": "February 2026 has only 28 days"}),
    ],
)  # fmt: skip
def test_what_is_decided_is_one_of_the_areas_outcomes_for_at_least_one_child(typed: dict[str, Any], told: dict[str, str]) -> None:
    found = errors(decide_form(typed))
    assert list(found) == list(told)
    for field, words in told.items():
        assert words in found[field]


def test_an_outcome_of_one_area_is_offered_there_alone() -> None:
    code = "initial_social_work_assessment"
    assert errors(decide_form({"p0_outcome": code}, area="wolverhampton")) == {}
    for area in ("dorset", "lincolnshire", "wolverhampton", "thurrock"):
        offered = [value for value, _ in decide_form({}, area=area).fields["p0_outcome"].choices]
        assert offered == [*model_of_area(area).outcomes, "no_decision"]


def test_the_children_left_out_stay_undecided_and_the_others_have_what_was_typed() -> None:
    form = decide_form(
        {
            "p1_outcome": "section_17",
            "p1_reason": " r ",
            "p1_alleges_harm": "on",
            "p1_lead_kind": "social worker",
            "p0_reason": "x",
        }
    )
    assert form.is_valid()
    assert form.decisions() == [
        ChildDecision(key="ada", outcome="section_17", reason="r", alleges_harm=True, lead_kind="social worker")
    ]
    assert {name.split("_", 1)[1] for name in form.fields if name.startswith("p0_")} == set(OWN_FIELDS)


@pytest.mark.parametrize(
    ("outcome", "kept"),
    [("another_area", "passed_to"), ("declined", "family_said"), ("family_help", "agreement"), ("advice", "")],
)
def test_what_stands_under_another_outcome_is_not_taken(outcome: str, kept: str) -> None:
    form = decide_form({"p0_outcome": outcome, "p0_passed_to": "There", "p0_family_said": "No", "p0_agreement": "Ana"})
    assert form.is_valid()
    [made] = form.decisions()
    said = {"passed_to": made.passed_to, "family_said": made.family_said, "agreement": made.agreement}
    assert {name for name, words in said.items() if words} == ({kept} if kept else set())


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, None),
        ({"told_who": "CP duty"}, None),
        (AT, None),
        ({"told_who": "CP duty", **AT}, ToldByTelephone("CP duty", datetime(2026, 11, 24, 16, 0, tzinfo=UTC))),
        ({"told_who": "CP duty", **day("told_at", "1/7/2026 02:00")}, ToldByTelephone("CP duty", datetime(2026, 7, 1, 1, 0, tzinfo=UTC))),
    ],
)  # fmt: skip
def test_who_was_rung_is_kept_with_the_time(typed: dict[str, str], told: ToldByTelephone | None) -> None:
    form = decide_form({"p0_outcome": "advice", **typed})
    assert form.is_valid()
    assert form.told() == told


@pytest.mark.parametrize("urgent", [True, False])
def test_in_danger_the_form_says_what_may_be_written_afterwards(urgent: bool) -> None:
    form = decide_form({}, urgent=urgent)
    later = {name for name, field in form.fields.items() if "afterwards" in str(field.help_text)}
    owed = ("strengths", "needs", "lead_kind", "lead_reason")
    assert later == ({f"p{child}_{name}" for child in (0, 1) for name in owed} if urgent else set())
