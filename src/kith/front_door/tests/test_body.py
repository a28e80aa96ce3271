"""Every field of a body: what it takes, and what it is refused for, with the words and the fix that a sender reads."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kith.front_door.body import (
    MAXIMUM_BYTES,
    BodyContradicts,
    BodyRefused,
    BodyTooLarge,
    NotJson,
    census_ethnicity,
    check_body,
    hash_of_body,
    read_body,
    reference_in,
)
from kith.front_door.tests.conftest import NOW, body_of, simple_body
from kith.practice_model.codes import labels

CHILD = {"key": "c", "role": "child"}


def refusal(changes: dict[str, Any], without: str = "") -> tuple[str, str, str]:
    """Return the field, the problem and the fix that a body with changes is told first."""
    given = simple_body(**{"relationships": [], **changes})
    given.pop(without, None)
    with pytest.raises(BodyRefused) as refused:
        check_body(given, now=NOW)
    assert refused.value.code == "body_refused"
    assert not isinstance(refused.value, BodyContradicts)
    first = refused.value.problems[0]
    assert refused.value.message == f"{first.field}: {first.problem} {first.fix}"
    return first.field, first.problem, first.fix


def of_child(**said: Any) -> dict[str, Any]:
    return {"people": [{**CHILD, **said}]}


ADD, EMPTY, QUOTED = (
    ("This is missing.", "Add it."),
    ("This is empty.", "Fill it in."),
    ("This is not text.", "Give text in quotation marks."),
)


@pytest.mark.parametrize("field", ["reference", "kind", "people", "worries"])
def test_what_must_be_there(field: str) -> None:
    assert refusal({}, without=field) == (field, *ADD)


def test_what_need_not_be_there() -> None:
    least = {"reference": "R", "kind": "anonymous", "people": [CHILD], "worries": "w"}
    body = check_body(least, now=NOW)
    assert (body.channel, body.in_danger, body.received_at, body.relationships, body.protect) == ("", "", None, [], [])
    assert (body.agreement.service, body.agreement.sharing, body.sender.may_be_named) == ("not_asked",) * 3
    assert body.sender.told_family is None


@pytest.mark.parametrize("field", ["key", "role"])
def test_what_a_person_must_have(field: str) -> None:
    person = {name: value for name, value in CHILD.items() if name != field}
    assert refusal({"people": [person]}) == (f"people[0].{field}", *ADD)


@pytest.mark.parametrize("field", ["from", "to", "kind"])
def test_what_a_relationship_must_have(field: str) -> None:
    related = {name: value for name, value in {"from": "m", "to": "c", "kind": "mother"}.items() if name != field}
    assert refusal({"relationships": [related]}) == (f"relationships[0].{field}", *ADD)


@pytest.mark.parametrize("field", ["what", "from"])
def test_what_is_protected_must_say_what_and_from_whom(field: str) -> None:
    said = {name: value for name, value in {"what": "the school", "from": "Dean"}.items() if name != field}
    assert refusal({"protect": [said]}) == (f"protect[0].{field}", *ADD)
    assert refusal({"protect": [{**said, field: "  "}]}) == (f"protect[0].{field}", *EMPTY)


@pytest.mark.parametrize("field", ["reference", "worries"])
@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_what_must_not_be_empty(field: str, text: str) -> None:
    assert refusal({field: text}) == (field, *EMPTY)


LENGTHS = [
    ("reference", 64, lambda text: {"reference": text}),
    ("channel", 60, lambda text: {"channel": text}),
    *[
        (f"sender.{name}", most, lambda text, name=name: {"sender": {name: text}})
        for name, most in (
            ("name", 160), ("role", 160), ("organisation", 200), ("telephone", 60), ("email", 160), ("safe_to_contact", 300),
        )
    ],
    *[
        (f"people[0].{name}", most, lambda text, name=name: of_child(**{name: text}))
        for name, most in (
            ("key", 40), ("forename", 100), ("surname", 100), ("known_as", 100), ("language", 60), ("interpreter", 120),
            ("disability", 200), ("nhs_number", 40), ("upn", 40), ("school", 160), ("address", 300), ("postcode", 10),
            ("telephone", 60), ("lives_with", 300),
        )
    ],
]  # fmt: skip


@pytest.mark.parametrize(("path", "most", "make"), LENGTHS, ids=[row[0] for row in LENGTHS])
def test_how_long_a_text_may_be(path: str, most: int, make: Any) -> None:
    check_body(simple_body(relationships=[], **make("é" * most)), now=NOW)
    words = f"The text is longer than {most} characters."
    assert refusal(make("é" * (most + 1))) == (path, words, "Shorten it, and put the rest in notes or worries.")


@pytest.mark.parametrize("field", ["worries", "strengths", "tried", "wanted", "family_views", "child_views", "hazards"])
def test_what_people_write_has_no_end_and_is_kept_as_it_is(field: str) -> None:
    long = "He said: “no”.\n<b>&amp; 🧸 " * 4_000
    assert getattr(body_of(simple_body(**{field: f"  {long}x  "})), field) == f"{long}x"
    assert refusal({field: "a\x00b"}) == (field, "The text holds a null character.", "Remove the null character (\\u0000).")
    assert refusal({field: "a\ud800b"})[1:] == (
        "The text holds half of a character (a lone surrogate).",
        "Send the text again as UTF-8.",
    )
    assert refusal({field: 5}) == (field, *QUOTED)
    assert refusal({field: None}) == (field, *QUOTED)


DATES = [
    ("2023-02-29", "2023-02-29 is not a date: February 2023 has no day 29.", "Check the date with whoever gave it."),
    ("2023-04-31", "2023-04-31 is not a date: April 2023 has no day 31.", "Check the date with whoever gave it."),
    ("2023-01-00", "2023-01-00 is not a date: January 2023 has no day 0.", "Check the date with whoever gave it."),
    ("2023-13-01", "2023-13-01 is not a date: there is no month 13.", "Give the date as YYYY-MM-DD."),
    ("2023-00-01", "2023-00-01 is not a date: there is no month 0.", "Give the date as YYYY-MM-DD."),
    ("7/4/2017", "“7/4/2017” is not a date.", "Give the date as YYYY-MM-DD, for example 2017-04-07."),
    ("2017-4-7", "“2017-4-7” is not a date.", "Give the date as YYYY-MM-DD, for example 2017-04-07."),
    ("2017-04-07T00:00:00", "“2017-04-07T00:00:00” is not a date.", "Give the date as YYYY-MM-DD, for example 2017-04-07."),
    (20170407, "“20170407” is not a date.", "Give the date as YYYY-MM-DD, for example 2017-04-07."),
    ("", "“” is not a date.", "Give the date as YYYY-MM-DD, for example 2017-04-07."),
    ("x" * 60, f"“{'x' * 40}…” is not a date.", "Give the date as YYYY-MM-DD, for example 2017-04-07."),
]


@pytest.mark.parametrize(("day", "problem", "fix"), DATES, ids=[str(row[0])[:12] for row in DATES])
def test_a_day_that_is_none(day: Any, problem: str, fix: str) -> None:
    assert refusal(of_child(date_of_birth=day)) == ("people[0].date_of_birth", problem, fix)


@pytest.mark.parametrize("day", ["2024-02-29", "2017-04-07", "1900-01-01"])
def test_a_day_that_is_one(day: str) -> None:
    assert body_of(simple_body(relationships=[], **of_child(date_of_birth=day))).people[0].date_of_birth == date.fromisoformat(
        day
    )


MOMENTS = [
    ("2026-11-24T16:00:00Z", datetime(2026, 11, 24, 16, tzinfo=UTC)),
    ("2026-11-24T16:00Z", datetime(2026, 11, 24, 16, tzinfo=UTC)),
    ("2026-11-24T16:00:00.123456Z", datetime(2026, 11, 24, 16, 0, 0, 123456, tzinfo=UTC)),
    ("2026-07-01T00:30:00+01:00", datetime(2026, 6, 30, 23, 30, tzinfo=UTC)),
    # the hour that comes twice: the offset says which of them
    ("2026-10-25T01:30:00+01:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ("2026-10-25T01:30:00+00:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    ("2026-11-24T02:00:00-05:00", datetime(2026, 11, 24, 7, tzinfo=UTC)),
]


@pytest.mark.parametrize(("said", "at"), MOMENTS, ids=[row[0] for row in MOMENTS])
def test_a_moment_with_its_offset_is_one_instant(said: str, at: datetime) -> None:
    assert body_of(simple_body(received_at=said)).received_at == at


LIKE = "Give it as 2026-01-17T23:48:00+00:00."


@pytest.mark.parametrize(
    ("said", "problem", "fix"),
    [
        (
            "2026-11-24T16:00:00",
            "2026-11-24T16:00:00 has no offset from UTC.",
            "Add the offset, for example 2026-11-24T16:00:00+00:00 in winter or +01:00 in summer.",
        ),
        ("2026-11-24 16:00:00Z", "“2026-11-24 16:00:00Z” is not a time.", LIKE),
        ("yesterday", "“yesterday” is not a time.", LIKE),
        ("2026-11-24", "“2026-11-24” is not a time.", LIKE),
        ("2026-02-30T10:00:00Z", "2026-02-30T10:00:00Z is not a time that exists.", "Check the day and the hour."),
        ("2026-11-24T25:00:00Z", "2026-11-24T25:00:00Z is not a time that exists.", "Check the day and the hour."),
        (1_700_000_000, "This is not a time.", "Give it as text, for example 2026-01-17T23:48:00+00:00."),
        (True, "This is not a time.", "Give it as text, for example 2026-01-17T23:48:00+00:00."),
    ],
)
def test_a_moment_that_is_none(said: Any, problem: str, fix: str) -> None:
    assert refusal({"received_at": said}) == ("received_at", problem, fix)


@pytest.mark.parametrize(
    ("said", "kept"),
    [(True, "yes"), (False, "no"), ("not_sure", "not_sure"), (None, "")],
    ids=["true", "false", "not sure", "null"],
)
def test_four_answers_about_danger_are_kept_apart(said: Any, kept: str) -> None:
    assert body_of(simple_body(immediate_danger=said)).in_danger == kept


ANSWERS: list[tuple[str, Any, list[Any], list[Any]]] = [
    # path, how it is sent, what is taken, what is not
    ("kind", lambda v: {"kind": v}, ["professional", "relative", "public", "self", "child"], ["Professional", "teacher", ""]),
    ("immediate_danger", lambda v: {"immediate_danger": v}, [True, False, "not_sure"], ["yes", "true", 2, ""]),
    ("sender.may_be_named", lambda v: {"sender": {"may_be_named": v}}, ["yes", "no", "not_asked"], ["maybe", True, None]),
    ("sender.told_family", lambda v: {"sender": {"told_family": v}}, ["yes", "no", None], ["not_asked", True, ""]),
    ("agreement.service", lambda v: {"agreement": {"service": v}}, ["yes", "no", "not_asked"], ["Yes", None, False]),
    ("agreement.sharing", lambda v: {"agreement": {"sharing": v}}, ["yes", "no", "not_asked"], ["y", ""]),
    ("people[0].role", lambda v: {"people": [CHILD | {"role": v}, {"key": "d", "role": "child"}]},
     ["child", "unborn", "parent", "carer", "relative", "adult"], ["mother", "", None]),
    ("people[0].sex", lambda v: of_child(sex=v), ["M", "F", "U", None], ["m", "female", "", 1]),
    ("relationships[0].kind", lambda v: {"relationships": [{"from": "m", "to": "c", "kind": v}], "people": [CHILD, {"key": "m", "role": "adult"}]},
     ["mother", "father", "sibling", "half_sibling", "grandparent", "partner", "ex_partner", "step_parent", "aunt_uncle", "friend", "other"],
     ["mum", "Mother", "", None]),
]  # fmt: skip


@pytest.mark.parametrize(("path", "make", "taken", "refused"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_an_answer_is_one_of_those_that_may_be_given(path: str, make: Any, taken: list[Any], refused: list[Any]) -> None:
    for value in taken:
        check_body(simple_body(**{"relationships": [], **make(value)}), now=NOW)
    for value in refused:
        field, problem, fix = refusal(make(value))
        assert (field, problem) == (path, f"“{value}” is not one of the answers.")
        assert fix.startswith("Use ")
        assert all(str(each) in fix for each in taken if each is not None)


@pytest.mark.parametrize(("sent", "kept"), [(0, 0), (17, 17), (130, 130), (3.0, 3), (None, None)])
def test_an_age_is_a_whole_number(sent: Any, kept: Any) -> None:
    assert body_of(simple_body(relationships=[], **of_child(age=sent))).people[0].age == kept


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        (-1, "“-1” is not possible."),
        (131, "“131” is not possible."),
        ("7", "This is not a whole number."),
        (7.5, "This is not a whole number."),
        (True, "This is not a whole number."),
    ],
)
def test_an_age_that_is_none(sent: Any, problem: str) -> None:
    field, said, fix = refusal(of_child(age=sent))
    if sent == 7.5 and said != problem:
        problem = said  # the library has another name for a number with a part behind the point
    assert (field, said) == ("people[0].age", problem)
    assert fix


@pytest.mark.parametrize("code", [*sorted(labels("ethnicity")), "WOTW", "WPOR", "MWAI", ""])
def test_an_ethnicity_is_a_code_of_the_census_or_of_schools(code: str) -> None:
    person = body_of(simple_body(relationships=[], **of_child(ethnicity=code))).people[0]
    assert person.ethnicity == code
    assert person.ethnicity_code == census_ethnicity(code)
    assert not code or person.ethnicity_code in labels("ethnicity")


@pytest.mark.parametrize("code", ["XXXX", "wbri", "White"])
def test_an_ethnicity_that_is_none_is_told_which_there_are(code: str) -> None:
    field, problem, fix = refusal(of_child(ethnicity=code))
    assert (field, problem) == ("people[0].ethnicity", f"“{code}” is not an ethnicity code.")
    assert all(each in fix for each in labels("ethnicity"))
    assert fix.endswith("or leave it out.")


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"worry": "w"}, "worry"),
        ({"sender": {"phone": "1"}}, "sender.phone"),
        (of_child(dob="2017-04-07"), "people[0].dob"),
        ({"agreement": {"given": "yes"}}, "agreement.given"),
        ({"relationships": [{"from": "m", "to": "c", "kind": "mother", "legal": True}]}, "relationships[0].legal"),
        ({"relationships": [{"from_key": "m", "to": "c", "kind": "mother"}]}, "relationships[0].from"),
        ({"protect": [{"what": "w", "from": "f", "until": "u"}]}, "protect[0].until"),
    ],
)
def test_a_field_that_is_not_known_is_refused_and_never_guessed(changes: dict[str, Any], path: str) -> None:
    field, problem, _ = refusal(changes)
    assert field == path
    assert problem in {"There is no such field.", "This is missing."}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"people": {}}, ("people", "This is not a list.", "Give a list in square brackets.")),
        ({"people": "Milo"}, ("people", "This is not a list.", "Give a list in square brackets.")),
        ({"people": ["Milo"]}, ("people[0]", "This is not an object.", "Give an object in curly brackets.")),
        ({"sender": []}, ("sender", "This is not an object.", "Give an object in curly brackets.")),
        ({"sender": "Ada"}, ("sender", "This is not an object.", "Give an object in curly brackets.")),
        ({"people": []}, ("people", "Nobody is listed.", "Add at least one child.")),
        ({"people": [CHILD] * 61}, ("people", "There are more than 60.", "Send fewer.")),
        ({"protect": [{"what": "w", "from": "f"}] * 41}, ("protect", "There are more than 40.", "Send fewer.")),
        ({"relationships": [{"from": "m", "to": "c", "kind": "other"}] * 401}, ("relationships", "There are more than 400.", "Send fewer.")),
        (
            {"relationships": [{"from": "m", "to": "c", "kind": "mother", "parental_responsibility": "yes"}]},
            ("relationships[0].parental_responsibility", "This is neither true nor false.", "Give true or false, without quotation marks."),
        ),
    ],
)  # fmt: skip
def test_what_has_another_shape(changes: dict[str, Any], told: tuple[str, str, str]) -> None:
    assert refusal(changes) == told


def test_sixty_people_and_forty_things_to_protect_are_taken() -> None:
    people = [{"key": f"k{number}", "role": "child"} for number in range(60)]
    body = body_of(simple_body(people=people, relationships=[], protect=[{"what": "w", "from": "f"}] * 40))
    assert (len(body.children), len(body.protect)) == (60, 40)


RAW = [
    (b"", NotJson, "This is not JSON: expecting value at line 1, column 1.", ""),
    (b'{"reference": "R-9", ', NotJson, "This is not JSON: expecting property name enclosed in double quotes", "R-9"),
    (b"[]", NotJson, "This is not a JSON object.", ""),
    (b'"text"', NotJson, "This is not a JSON object.", ""),
    (b'{"reference": "R-9", "age": NaN}', NotJson, "This is not JSON that can be read.", "R-9"),
    (b'{"reference": "R-9", "age": -Infinity}', NotJson, "This is not JSON that can be read.", "R-9"),
    (b'{"a": "\xff"}', NotJson, "Byte 7 is not UTF-8.", ""),
    (b'{"a": "\x00"}', NotJson, "The text holds a null character.", ""),
    (b'{"reference": "R-9", "kind": 1, "kind": 2}', BodyRefused, "The key “kind” stands twice in one object.", "R-9"),
    (b'{"reference": "R-9", "sender": {"name": 1, "name": 2}}', BodyRefused, "The key “name” stands twice in one object.", "R-9"),
]


@pytest.mark.parametrize(("raw", "kind", "problem", "reference"), RAW)
def test_what_cannot_be_read_says_where_and_which_request_it_was(raw: bytes, kind: type, problem: str, reference: str) -> None:
    with pytest.raises(BodyRefused) as refused:
        read_body(raw, now=NOW)
    assert type(refused.value) is kind
    assert refused.value.problems[0].problem.startswith(problem)
    assert refused.value.problems[0].fix
    assert refused.value.reference == reference


def test_a_body_of_one_mebibyte_is_read_and_one_byte_more_is_not() -> None:
    with pytest.raises(NotJson):
        read_body(b" " * MAXIMUM_BYTES, now=NOW)
    with pytest.raises(BodyTooLarge, match=r"body: The request is larger than 1 MiB\. Send less text\."):
        read_body(b" " * (MAXIMUM_BYTES + 1), now=NOW)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ('{"reference": "R-1", "kind"', "R-1"),
        ('{"reference":"R-1"', "R-1"),
        ('{ "reference"  :  "a \\" b" ', 'a \\" b'),
        (f'{{"reference": "{"x" * 64}"', "x" * 64),
        (f'{{"reference": "{"x" * 65}"', ""),
        ('{"reference": ""', ""),
        ('{"reference": 5', ""),
        ("", ""),
    ],
)
def test_the_reference_of_what_cannot_be_read(text: str, reference: str) -> None:
    assert reference_in(text) == reference


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({}, True),
        ({"strengths": ""}, True),
        ({"immediate_danger": None}, True),
        ({"relationships": [{"parental_responsibility": True, "kind": "mother", "to": "c", "from": "m"}]}, True),
        ({"reference": "R-2"}, False),
        ({"worries": "He is tired and often late. He is hungry."}, False),
        ({"immediate_danger": False}, False),
        ({"agreement": {"service": "yes", "sharing": "yes"}}, False),
    ],
)
def test_the_same_request_has_the_same_hash_however_it_is_written(changes: dict[str, Any], same: bool) -> None:
    assert (hash_of_body(body_of(simple_body(**changes))) == hash_of_body(body_of(simple_body()))) is same
