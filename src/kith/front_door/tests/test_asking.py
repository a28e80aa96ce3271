"""The form of a request for support: what each kind of sender is asked, what is refused, and the body that the answers make. No database."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kith.front_door.body import BodyContradicts, FieldProblem, RequestBody, label_of
from kith.front_door.models import Kind
from kith.front_door.tests.conftest import NOW
from kith.front_door.tests.test_forms import day, errors
from kith.front_door.web.forms.answers import can_be_seen, filled, make_fit
from kith.front_door.web.forms.asking import NO_WORDS, SENDER_FIELDS, RequestForm

TODAY = date(2026, 11, 24)


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
        "protect_telephone": {"professional", "relative", "public", "self"},
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
            {"child1_forename": "Milo", **ADULT, "adult1_child1_kind": "mother"},
            ["child1", "adult1"],
            [("adult1", "child1", "mother", None)],
        ),
        (
            {"child1_forename": "Milo", **ADULT, "adult1_child1_kind": "mother", "adult1_child1_responsibility": "yes"},
            ["child1", "adult1"],
            [("adult1", "child1", "mother", True)],
        ),
        (
            {
                "child1_forename": "Milo",
                "child2_forename": "Ada",
                **ADULT,
                "adult1_child2_kind": "father",
                "adult1_child2_responsibility": "no",
            },
            ["child1", "child2", "adult1"],
            # what was said of one child is not taken for the other (P-24)
            [("adult1", "child2", "father", False)],
        ),
        # a kind alone is an adult too
        (
            {"child1_forename": "Milo", "adult1_child1_kind": "grandparent"},
            ["child1", "adult1"],
            [("adult1", "child1", "grandparent", None)],
        ),
        # a number left out is left out
        ({"child1_forename": "Milo", "child3_forename": "Ben"}, ["child1", "child3"], []),
        # a role alone is nobody, but a baby to come is somebody
        ({"child1_forename": "Milo", "child2_role": "child", "adult1_role": "carer"}, ["child1"], []),
        ({"child1_role": "unborn"}, ["child1"], []),
        # where someone may be being hurt now, nothing is asked first: a child of whom nothing is said is there
        ({**ADULT, "immediate_danger": "yes"}, ["child1", "adult1"], []),
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
        ({"protect_school": "the school"}, [("the school", "Not said: ask")]),
        ({"protect_school": "the school", "protect_from": "Dean"}, [("the school", "Dean")]),
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
        assert (path, errors(form)) == (path, {"__all__": f"{label_of(path)}: It is wrong. Mend it."})
    else:
        assert errors(form) == {field: f"“{form.fields[field].label}”: It is wrong. Mend it."}


def test_a_form_refuses_as_every_other_door_does() -> None:
    form = request_form("professional", {**ALWAYS, **LEAST["professional"], **day("child1_born", "24/11/2026")})
    assert form.is_valid()
    with pytest.raises(BodyContradicts, match="has not come yet"):
        form.to_body(reference="F-1", now=datetime(2026, 11, 22, 2, 0, tzinfo=UTC))
