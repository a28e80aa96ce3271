"""Every form of the front door: what it asks of whom, what it refuses with which words, and what it makes of the answers. No database."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from kith.front_door.body import BodyContradicts, FieldProblem, RequestBody
from kith.front_door.hub_bodies import Body
from kith.front_door.models import Kind, Request, RequestPerson
from kith.front_door.queries import PersonCard
from kith.front_door.rules import ChildDecision, ToldByTelephone
from kith.front_door.services import Question
from kith.front_door.tests.conftest import NOW, model_of_area
from kith.front_door.web.forms.answers import can_be_seen, filled, make_fit
from kith.front_door.web.forms.asking import NO_WORDS, SENDER_FIELDS, RequestForm
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

TODAY = date(2026, 11, 24)


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


# --- a request for support


def request_form(kind: str, typed: dict[str, Any] | None = None, **more: Any) -> RequestForm:
    return RequestForm(typed if typed is not None else None, kind=kind, today=TODAY, **more)


@pytest.mark.parametrize("kind", Kind.values)
def test_each_kind_of_sender_is_asked_what_they_can_answer(kind: str) -> None:
    fields = set(request_form(kind).fields)
    assert set(SENDER_FIELDS[kind]) <= fields
    asked = {
        "name": {"professional", "relative", "public", "self"},
        "may_be_named": {"relative", "public", "child"},
        "safe_to_contact": {"relative", "public", "self", "child"},
        "told_family": {"professional", "relative"},
        "organisation": {"professional"},
        "family_views": {"professional"},
        "child_views": {"professional", "relative", "public", "anonymous"},
        "strengths": {"professional", "relative", "self"},
        "agreement_service": {"professional", "self"},
        "hazards": {"professional", "relative", "public", "self"},
        "protect_what": {"professional", "relative", "public", "self"},
        "more_child2": {"professional", "relative", "public", "self", "anonymous"},
        "adult1_forename": {"professional", "relative", "public", "self"},
        "child1_upn": {"professional"},
        "child1_born": {"professional", "relative", "self"},
    }
    assert {name for name in asked if name in fields} == {name for name, kinds in asked.items() if kind in kinds}
    assert "channel" not in fields, "only staff say by which way it came in"


def test_staff_choose_among_the_ways_in_that_are_open() -> None:
    form = request_form("public", {"channel": "side"}, channels=[("chad", "ChAD"), ("mash", "MASH")])
    assert [value for value, _ in form.fields["channel"].choices] == ["chad", "mash"]
    assert "channel" in errors(form)


LEAST = {
    "professional": {
        "name": "Ada", "organisation": "Elm School", "told_family": "yes", "agreement_service": "yes", "agreement_sharing": "no",
    },
    "relative": {"may_be_named": "no"},
    "public": {"may_be_named": "no"},
    "self": {},
    "anonymous": {},
    "child": {},
}  # fmt: skip
ALWAYS = {"immediate_danger": "no", "worries": "He is often late."}


def made(kind: str, **typed: Any) -> RequestBody:
    """Return the body that the answers of a kind of sender make."""
    form = request_form(kind, {**ALWAYS, **LEAST[kind], **typed})
    assert form.is_valid(), form.errors
    return form.to_body(reference="F-1", now=NOW)


@pytest.mark.parametrize("kind", Kind.values)
def test_the_least_that_each_kind_must_answer_makes_a_request(kind: str) -> None:
    body = made(kind)
    assert (body.kind, body.reference, body.worries, body.in_danger) == (kind, "F-1", "He is often late.", "no")
    assert [(person.key, person.role) for person in body.people] == [("child1", "child")], "a child is always there"
    for name in (*LEAST[kind], *ALWAYS):
        missing = request_form(kind, {**ALWAYS, **LEAST[kind], name: ""})
        assert (name in errors(missing)) is (kind != "child"), name


@pytest.mark.parametrize(("answer", "said"), [("yes", "yes"), ("no", "no"), ("not_sure", "not_sure")])
def test_the_answer_about_danger_is_kept_as_it_was_given(answer: str, said: str) -> None:
    assert made("public", immediate_danger=answer).in_danger == said


def test_a_child_who_says_nothing_of_danger_has_said_nothing() -> None:
    assert made("child", immediate_danger="").in_danger == ""


ADULT = {"adult1_forename": "Ana", "adult1_role": "parent"}


@pytest.mark.parametrize(
    ("typed", "people", "related"),
    [
        ({}, ["child1"], []),
        ({"child1_forename": "Milo", **ADULT}, ["child1", "adult1"], []),
        (
            {"child1_forename": "Milo", **ADULT, "adult1_kind": "mother"},
            ["child1", "adult1"],
            [("adult1", "child1", "mother", None)],
        ),
        (
            {"child1_forename": "Milo", **ADULT, "adult1_kind": "mother", "adult1_responsibility": "yes"},
            ["child1", "adult1"],
            [("adult1", "child1", "mother", True)],
        ),
        (
            {
                "child1_forename": "Milo",
                "child2_forename": "Ada",
                **ADULT,
                "adult1_kind": "father",
                "adult1_responsibility": "no",
            },
            ["child1", "child2", "adult1"],
            [("adult1", "child1", "father", False), ("adult1", "child2", "father", False)],
        ),
        # a kind alone is an adult too
        (
            {"child1_forename": "Milo", "adult1_kind": "grandparent"},
            ["child1", "adult1"],
            [("adult1", "child1", "grandparent", None)],
        ),
        # a number left out is left out
        ({"child1_forename": "Milo", "child3_forename": "Ben"}, ["child1", "child3"], []),
        # a role alone is nobody, but a baby to come is somebody
        ({"child1_forename": "Milo", "child2_role": "child", "adult1_role": "carer"}, ["child1"], []),
        ({"child1_role": "unborn"}, ["child1"], []),
        # a child of whom nothing is said is there, and related to nobody
        ({**ADULT, "adult1_kind": "mother"}, ["child1", "adult1"], []),
    ],
)
def test_who_is_named_and_how_they_are_related(
    typed: dict[str, str], people: list[str], related: list[tuple[str, str, str, bool | None]]
) -> None:
    body = made("relative", **typed)
    assert [person.key for person in body.people] == people
    found = [(each.from_key, each.to_key, each.kind, each.parental_responsibility) for each in body.relationships]
    assert found == related


@pytest.mark.parametrize(
    ("role", "typed", "days"),
    [
        ("child", "4/5/2016", ("2016-05-04", None)),
        ("child", "24/11/2026", ("2026-11-24", None)),
        ("unborn", "1/2/2027", (None, "2027-02-01")),
        ("unborn", "24/11/2026", (None, "2026-11-24")),
        ("unborn", "1/11/2026", (None, "2026-11-01")),
    ],
)
def test_one_box_takes_a_birth_or_the_day_it_is_expected(role: str, typed: str, days: tuple[str | None, str | None]) -> None:
    [child] = made("relative", child1_role=role, **day("child1_born", typed)).people
    kept = tuple(each.isoformat() if each else None for each in (child.date_of_birth, child.expected_date))
    assert (child.role, kept) == (role, days)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_birth_to_come_is_refused_at_its_box_unless_the_child_is_unborn(number: int) -> None:
    typed = {**ALWAYS, **LEAST["relative"], **day(f"child{number}_born", "25/11/2026")}
    ordinal = ("", "second ", "third ", "fourth ")[number - 1]
    words = f"The {ordinal}child’s date of birth must be today or earlier. For a baby not yet born, choose “A baby not yet born”"
    assert errors(request_form("relative", typed)) == {f"child{number}_born": words}
    assert errors(request_form("relative", {**typed, f"child{number}_role": "unborn"})) == {}


@pytest.mark.parametrize(
    ("typed", "protect"),
    [
        ({}, []),
        ({"protect_from": "Dean"}, []),
        ({"protect_what": "the school"}, [("the school", "Not said: ask")]),
        ({"protect_what": "the school", "protect_from": "Dean"}, [("the school", "Dean")]),
    ],
)
def test_what_must_not_be_learnt_and_by_whom(typed: dict[str, str], protect: list[tuple[str, str]]) -> None:
    assert [(each.what, each.from_whom) for each in made("relative", **typed).protect] == protect


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"told_family": "no", "told_family_reason": "Afraid."}, ("no", "Afraid.")),
        ({"told_family": "yes", "told_family_reason": "Afraid."}, ("yes", "")),
        ({"told_family": "", "told_family_reason": ""}, (None, "")),
    ],
)
def test_why_the_parents_were_not_told_is_kept_where_they_were_not(typed: dict[str, str], kept: tuple[Any, str]) -> None:
    sender = made("relative", **typed).sender
    assert (sender.told_family, sender.told_family_reason) == kept


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"worries": "help", "immediate_danger": ""}, "help"),
        ({"worries": "", "telephone": "01632 960001"}, NO_WORDS),
        ({"worries": "\u200b\u2060", "telephone": "01632 960001"}, NO_WORDS),
        ({"worries": "", "immediate_danger": "yes"}, NO_WORDS),
        ({"worries": "", "immediate_danger": "", "child1_forename": "Isla"}, NO_WORDS),
    ],
)
def test_a_child_may_send_whatever_is_there(typed: dict[str, str], words: str) -> None:
    assert made("child", **typed).worries == words


@pytest.mark.parametrize("typed", [{}, {"worries": " "}, {"worries": "\u200b"}, {"telephone": "\u2060"}, {"token": "t"}])
def test_only_what_is_wholly_empty_is_refused_from_a_child(typed: dict[str, str]) -> None:
    assert errors(request_form("child", typed)) == {
        "worries": "You have not written anything yet. One word is enough, like “help”"
    }


@pytest.mark.parametrize(
    ("typed", "age", "notes"),
    [
        ({"child1_age": "9"}, 9, ""),
        ({"child1_age": " 14 "}, 14, ""),
        ({"child1_age": "nearly 14"}, None, "Age, as it was typed: nearly 14"),
        ({"child1_age": "140"}, None, "Age, as it was typed: 140"),
        ({"child1_age": "-1"}, None, "Age, as it was typed: -1"),
        ({"child1_age": ""}, None, ""),
    ],
)
def test_an_age_that_is_no_number_is_kept_in_a_childs_words(typed: dict[str, str], age: int | None, notes: str) -> None:
    [child] = made("child", **typed).people
    assert (child.age, child.notes) == (age, notes)


def test_what_does_not_fit_its_box_is_kept_whole_with_the_childs_notes() -> None:
    long = "a" * 400
    body = made("child", child1_forename=long, child1_school=long, safe_to_contact=long)
    [child] = body.people
    assert (len(child.forename), len(child.school), len(body.sender.safe_to_contact)) == (100, 160, 300)
    assert child.notes.count(long) == 4, "first name, school, how to reach them, and the name that the first name makes"
    assert (body.sender.role, len(body.sender.name)) == ("myself", 160)


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        (None, False),
        ("", False),
        (" \n", False),
        ("\u200b\u2060", False),
        ("\u202e", False),
        ("a", True),
        ("🧸", True),
        (0, True),
    ],
)
def test_what_can_be_seen(value: Any, seen: bool) -> None:
    assert can_be_seen(value) is seen


def test_what_was_left_empty_is_left_out() -> None:
    assert filled(a="", b=None, c=0, d=False, e="x") == {"c": 0, "d": False, "e": "x"}


def test_what_fits_is_left_as_it_is() -> None:
    child, sender = {"key": "child1", "forename": "Isla"}, {"name": "Isla"}
    make_fit(child, sender, request_form("child").fields)
    assert (child, sender) == ({"key": "child1", "forename": "Isla"}, {"name": "Isla"})


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("worries", "worries"),
        ("sender.telephone", "telephone"),
        ("people[0].school", "child1_school"),
        ("people[1].date_of_birth", "child3_born"),
        ("people[2].telephone", "adult1_telephone"),
        ("protect[0].what", "protect_what"),
        ("protect[0].from", "protect_from"),
        ("agreement.reason_if_not", "agreement_reason"),
        ("agreement.by", "agreement_by"),
        ("received_at", "__all__"),
        ("people[9].school", "__all__"),
    ],
)
def test_what_the_body_refuses_stands_at_the_box_that_can_mend_it(path: str, field: str) -> None:
    typed = {**ALWAYS, **LEAST["professional"], "child1_forename": "Milo", "child3_forename": "Ben", **ADULT}
    form = request_form("professional", typed)
    assert form.is_valid()
    form.to_body(reference="F-1", now=NOW)
    form.show_problems([FieldProblem(field=path, problem="It is wrong.", fix="Mend it.")])
    if field == "__all__":
        words = "“School or nursery”" if "school" in path else ""
        assert (path, errors(form)) == (path, {"__all__": "It is wrong. Mend it."}), words
    else:
        assert errors(form) == {field: f"“{form.fields[field].label}”: It is wrong. Mend it."}


def test_a_form_refuses_as_every_other_door_does() -> None:
    form = request_form("professional", {**ALWAYS, **LEAST["professional"], **day("child1_born", "24/11/2026")})
    assert form.is_valid()
    with pytest.raises(BodyContradicts, match="has not come yet"):
        form.to_body(reference="F-1", now=datetime(2026, 11, 22, 2, 0, tzinfo=UTC))
