"""Rules are enumerable: each has an id, a source with its edition, its words and its examples, and no refusal is without its rule."""

import ast
import re
from typing import Any

import pytest

from kith.kernel.refusals import Refusal
from kith.kernel.rules import Example, Rule, rules_in
from tools import pages
from tools.pages import code as docs

MODULES = docs.modules()
RULES = rules_in(MODULES.values())
HOLDS_RULES = {
    name: module
    for name, module in MODULES.items()
    if (name.endswith(".rules") and name != "kith.kernel.rules")
    or any(isinstance(held, Rule) and held.function.__module__ == name for held in vars(module).values())
}
EXAMPLES = [
    pytest.param(each, example, id=f"{each.id}-{n}") for each in RULES.values() for n, example in enumerate(each.examples)
]


@pytest.mark.parametrize(("held", "example"), EXAMPLES)
def test_a_rule_answers_its_examples(held: Rule[..., Any], example: Example) -> None:
    answer = held.answer(example)
    assert example.fits(answer), f"{held.id} answers {answer!r}, the example says {example.kind} {example.answer!r}"


@pytest.mark.parametrize("held", RULES.values(), ids=RULES)
def test_a_rule_belongs_to_its_room_and_says_what_it_is(held: Rule[..., Any]) -> None:
    assert held.id.split(".")[0] == docs.room_of(held.function.__module__)
    assert (held.function.__doc__ or "").strip()
    assert not held.faults()


def plain_functions(name: str, source: str, held: dict[str, Any]) -> list[str]:
    """Return the public functions of a module of rules that are no rules. Beside a ``rules.py`` one may refuse by raising: it answers nothing."""
    return [
        f"{name}.{node.name}"
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and not isinstance(held.get(node.name), Rule)
        and (name.endswith(".rules") or not (isinstance(node.returns, ast.Constant) and node.returns.value is None))
    ]


@pytest.mark.parametrize("name", HOLDS_RULES)
def test_no_function_of_a_module_of_rules_is_without_an_id(name: str) -> None:
    found = plain_functions(name, docs.source_of(name), vars(HOLDS_RULES[name]))
    assert not found, f"Give each an id with @rule(…), or an underscore: {found}"


def test_a_function_without_an_id_would_be_found() -> None:
    source = "def may_do(roles: set[str]) -> bool: return True\ndef refuse(x: int) -> None: ...\ndef _own() -> int: return 1\n"
    assert plain_functions("kith.sample.rules", source, {}) == ["kith.sample.rules.may_do", "kith.sample.rules.refuse"]
    assert plain_functions("kith.sample.minimums", source, {}) == ["kith.sample.minimums.may_do"]
    known = {"may_do": RULES["people.may_seal"], "refuse": RULES["people.may_seal"]}
    assert plain_functions("kith.sample.rules", source, known) == []


def test_every_room_that_decides_has_rules() -> None:
    assert {held.id.split(".")[0] for held in RULES.values()} >= {
        "administration",
        "calendars",
        "family_help",
        "front_door",
        "people",
        "practice_model",
        "tasks",
    }


def chosen_by_the_end_of_a_string(source: str) -> list[int]:
    """Return the lines on which code raises, or chooses a kind of refusal, by what a string ends or begins with."""
    found = []
    for node in ast.walk(ast.parse(source)):
        asked = isinstance(node, ast.Raise) and node.exc
        if isinstance(node, ast.IfExp) and any(_is_refusal(each) for each in (node.body, node.orelse)):
            asked = node.test
        if asked and any(
            isinstance(each, ast.Attribute) and each.attr in {"endswith", "startswith", "removesuffix"}
            for each in ast.walk(asked)
        ):
            found.append(node.lineno)
    return found


REFUSALS = {kind.__name__ for kind in docs.refusals()}


def _is_refusal(node: ast.AST) -> bool:
    called = node.func if isinstance(node, ast.Call) else node
    return isinstance(called, ast.Name) and called.id in REFUSALS


def test_no_code_chooses_an_exception_by_the_end_of_a_string() -> None:
    found = {name: lines for name in MODULES if (lines := chosen_by_the_end_of_a_string(docs.source_of(name)))}
    assert not found, "Have the answer carry its refusal"


def test_such_a_choice_would_be_found() -> None:
    assert chosen_by_the_end_of_a_string('raise (NotFound if rule.endswith(".manager") else NotPermitted)(words)') == [1, 1]
    assert chosen_by_the_end_of_a_string('kind = NotFound if rule.endswith(".manager") else NotPermitted') == [1]
    assert chosen_by_the_end_of_a_string('raise NotFound(f"{words}.")') == []


def test_a_refusal_made_of_a_rules_no_carries_its_id_and_its_field() -> None:
    no = RULES["people.dates_agree"].no("expected_late", field="expected_date", days=280)
    refusal = Refusal(no)
    assert (refusal.rule, refusal.field, refusal.message) == (
        "people.dates_agree",
        "expected_date",
        "The expected date is more than 280 days away. Check it.",
    )
    assert refusal.line.endswith(" [people.dates_agree]")


@pytest.mark.parametrize("kind", docs.refusals(), ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_a_refusal_without_a_rule_of_its_own_names_its_kind(kind: type[Refusal]) -> None:
    bare = kind.__new__(kind)
    Refusal.__init__(bare, "No.")
    assert bare.rule == f"{docs.room_of(kind.__module__)}.{kind.code}"


SOURCE = re.compile(
    r"practice P-\d|ledger|ADR \d{4}|design \d|docs/[\w/-]+\.md|Act \d{4}|census|Working Together|Data Dictionary|lead rules|decisions of"
)


@pytest.mark.parametrize("kind", list(docs.refusals()), ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_every_refusal_says_where_it_comes_from(kind: type[Refusal]) -> None:
    assert SOURCE.search(vars(kind).get("source", "")), f"Write source = … in {kind.__name__}"
    for page in re.findall(r"docs/[\w/-]+\.md", kind.source):
        assert (pages.ROOT / page).exists()


def test_two_kinds_of_refusal_of_a_room_have_two_codes() -> None:
    named = [f"{docs.room_of(kind.__module__)}.{kind.code}" for kind in docs.refusals() if "code" in vars(kind)]
    assert sorted(named) == sorted(set(named))


def test_no_refusal_is_raised_without_a_kind() -> None:
    bare = [
        f"{path.relative_to(pages.ROOT)}:{node.lineno}"
        for path in sorted((pages.ROOT / "src").rglob("*.py"))
        if "tests" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Call)
        and isinstance(node.exc.func, ast.Name)
        and node.exc.func.id == "Refusal"
    ]
    assert not bare, "Name a kind of refusal with its code and source"
