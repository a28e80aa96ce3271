"""A rule that lacks something is refused when it is declared, with what to write."""

from types import ModuleType
from typing import Any

import pytest

from kith.kernel.refusals import Refusal
from kith.kernel.rules import Example, No, Rule, RuleWrong, allows, gives, refuses, rule, rules_in

WHOLE: dict[str, Any] = {
    "source": "Children Act 1989, section 105",
    "edition": "1989",
    "message": "{name} is not 18 yet.",
    "examples": (allows(18), refuses(17)),
}


def of_age(age: int) -> bool:
    return age >= 18


def test_a_rule_is_called_like_its_function_and_says_no_in_its_words() -> None:
    held = rule("sample.of_age", **WHOLE)(of_age)
    assert (held(18), held(17)) == (True, False)
    no = held.no(field="age", name="Ella")
    assert (str(no), no.rule, no.field) == ("Ella is not 18 yet.", "sample.of_age", "age")
    assert no


@pytest.mark.parametrize(
    ("id", "changed", "said"),
    [
        ("OfAge", {}, "write its id as the room and a name"),
        ("of_age", {}, "write its id as the room and a name"),
        ("sample.of_age", {"source": " "}, "say its source"),
        ("sample.of_age", {"edition": ""}, "the edition of it"),
        ("sample.of_age", {"examples": ()}, "give examples"),
        ("sample.of_age", {"examples": (allows(18),)}, "give an example that is refused"),
        ("sample.of_age", {"message": "", "examples": (refuses(17),)}, "give an example that it allows"),
        ("sample.of_age", {"examples": (refuses(17),)}, "give an example that it allows"),
        (
            "sample.of_age",
            {"examples": (allows(18), refuses(17), refuses(3, says="small"))},
            "the message that an example names: 'small'",
        ),
        (
            "sample.of_age",
            {"message": {"a": "A.", "b": "B."}, "examples": (allows(18), refuses(17, says="a"))},
            "refused with: 'b'",
        ),
        ("sample.of_age", {"message": "", "examples": (gives(True, 18),)}, "an example of yes and one of no"),
    ],
)
def test_a_rule_that_lacks_something_is_refused_by_name(id: str, changed: dict[str, Any], said: str) -> None:
    with pytest.raises(RuleWrong, match=rf"The rule {id}, .*of_age: ") as refused:
        rule(id, **WHOLE | changed)(of_age)
    assert said in str(refused.value)


def no(key: str) -> No:
    return No("No.", "sample.of_age", key=key)


class Carries:
    def __init__(self, no: No | None) -> None:
        self.no = no


@pytest.mark.parametrize(
    ("example", "answer", "fits"),
    [
        (allows(), True, True),
        (allows(), None, True),
        (allows(), [], True),
        (allows(), Carries(None), True),
        (allows(), False, False),
        (allows(), no(""), False),
        (allows(), [no("a")], False),
        (refuses(), False, True),
        (refuses(), True, False),
        (refuses(), None, False),
        (refuses(says="a"), no("a"), True),
        (refuses(says="a"), Carries(no("a")), True),
        (refuses(says="a"), [no("a")], True),
        (refuses(says="a"), [no("a"), no("b")], False),
        (refuses(says="a"), no("b"), False),
        (refuses(says="a"), False, False),
        (gives(1), 1, True),
        (gives(1), True, False),
        (gives(None), None, True),
        (gives([1]), [2], False),
    ],
)
def test_an_example_tells_the_answer_it_expects_from_others(example: Example, answer: Any, fits: bool) -> None:
    assert example.fits(answer) is fits


def test_two_rules_of_one_id_are_refused_and_one_imported_twice_is_one() -> None:
    one, other, third = ModuleType("one"), ModuleType("other"), ModuleType("third")
    one.held = rule("sample.of_age", **WHOLE)(of_age)  # type: ignore[attr-defined]
    other.held = one.held  # type: ignore[attr-defined]
    assert list(rules_in([one, other])) == ["sample.of_age"]
    third.held = Rule("sample.of_age", "source", "1989", of_age)  # type: ignore[attr-defined]
    with pytest.raises(RuleWrong, match=r"Two rules are called sample\.of_age"):
        rules_in([one, third])


class TooYoung(Refusal):
    code = "too_young"
    source = "Children Act 1989, section 105"


def test_a_rule_that_refuses_by_raising_gives_the_refusal_its_id() -> None:
    def must_be_of_age(age: int) -> None:
        if age < 18:
            raise TooYoung(f"Someone of {age} is a child.", field="age")

    held = rule("sample.must_be_of_age", source="x", edition="1989", examples=(allows(18), refuses(17)))(must_be_of_age)
    held(18)
    with pytest.raises(TooYoung) as refused:
        held(17)
    assert (refused.value.rule, refused.value.field) == ("sample.must_be_of_age", "age")
    assert all(each.fits(held.answer(each)) for each in held.examples)
    assert held.words == ["Someone of 17 is a child."]


def test_a_refusal_keeps_the_rule_that_raised_it_first() -> None:
    def inner(age: int) -> None:
        raise TooYoung(No("Too young.", "sample.first", key="a"))

    held = rule("sample.second", source="x", edition="1989", examples=(gives(1),), message="")(inner)
    with pytest.raises(TooYoung) as refused:
        held(17)
    assert refused.value.rule == "sample.first"
