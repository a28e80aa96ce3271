"""Every setting of a practice model has a reader in product code, or says that it is only shown,
and the page says so (practice P-31).

Time limits are looked at by ``tasks/tests/test_limits.py``: what reads them is a clock.
"""

import ast
import re
from collections.abc import Iterator
from datetime import date

import pytest

from kith.calendars.rules import Limit
from kith.practice_model.explaining import ONLY_SHOWN, describe
from kith.practice_model.reading import drafts, read_draft
from kith.practice_model.schema import SAID, SECTIONS, SHOWN_ONLY, Document, Element
from tests.model_readers import SHOWING, SOURCE, reads

pytestmark = pytest.mark.slow

ON = date(2026, 11, 24)
OF_EVERY_ELEMENT = set(Element.model_fields)

READ_BY_SHAPE = {f"TimeLimit.{name}" for name in ("amount", "unit") if isinstance(getattr(Limit, name), property)}
"""What ``calendars`` reads of a time limit, which it takes by its shape: it stands below ``practice_model``."""

ASKED_WHETHER_FILLED = {"lead_child_protection_caseload"}
"""Choices that an area must fill in before it goes live, and whose value nothing acts on."""

BUILT_IN = {
    "assessment_feeds_plan": "family_help/queries/goals.py: def unaddressed_needs",
    "strengths_asked": "front_door/web/forms/asking.py: strengths",
    "raise_danger": "family_help/room.py: Open to everyone who sees the family",
    "immediate_danger_number": "design/jinja2/design/layout.html: call 999",
    "one_lead_one_plan": "family_help/services/plans.py: raise SecondPlan",
    "enquiry_needs_agreement_or_suspicion": "front_door/services/hub.py: suspicion",
}
"""National minimums that Kith keeps everywhere without asking the model, and a place where it does."""

ASKED_BY_CODE = {"settings": ("setting",), "terms": ("term", "family_term", "family_wording", "area_words", "words")}
"""Sections whose elements product code asks for one by one, and how. Steps (``decisions``) are asked by their code alone."""

IN_TEMPLATES = re.compile(r"\b(?:family_)?term\(\"(\w+)\"\)")
IN_WORDS = re.compile(r"\{(\w+)\}")
"""A term stands in a template as ``term("…")``, and in a text of the area's words as ``{…}``."""


def acting(read: str, asked: frozenset[str] = frozenset()) -> bool:
    """Say whether something is done because of a value: product code reads it, or asks a question of the model that does."""
    return any(
        acting(by, asked | {read}) if by[0].isupper() or by.startswith("module.") else not SHOWING.search(by)
        for by in reads().get(read, ())
        if by not in asked
    )


def classes() -> dict[str, type[Element]]:
    """Return the class of the elements of each section."""
    return {name: Document.model_fields[name].annotation.__args__[1] for name in SECTIONS}  # type: ignore[union-attr]


def fields() -> Iterator[tuple[str, type[Element]]]:
    for each in classes().values():
        yield from ((f"{each.__name__}.{name}", each) for name in each.model_fields if name not in OF_EVERY_ELEMENT)


def mark_of(read: str, element: type[Element]) -> str:
    said = {SHOWN_ONLY, SAID} & set(map(str, element.model_fields[read.partition(".")[2]].metadata))
    return said.pop() if said else ""


@pytest.mark.parametrize(("read", "element"), list(fields()), ids=[read for read, _ in fields()])
def test_every_field_of_the_schema_has_a_reader_or_says_that_it_is_shown_only(read: str, element: type[Element]) -> None:
    done = acting(read) or read in READ_BY_SHAPE
    if element.model_fields["acts"].default == "not yet":
        return  # The element as a whole says so.
    if mark_of(read, element):
        assert not done, f"{read}: a room acts on it. Take {mark_of(read, element)!r} away in schema.py"
    else:
        assert done, f"{read}: nothing acts on it. Read it in a room, or write ShownOnly[…] in schema.py"


ASKED_OF_STATES = {"after", "allows", "having"}
"""What a record's states are asked takes the name of a service, which may also be that of a step in the models."""


def asked_for() -> dict[str, set[str]]:
    """Return by section the codes of the elements that product code asks for, and does something because of the answer."""
    found: dict[str, set[str]] = {"settings": set(), "terms": set(), "decisions": set()}
    for path in SOURCE.rglob("*.py"):
        name = path.relative_to(SOURCE).as_posix()
        if SHOWING.search(name) or name == "practice_model/schema.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        silent = _questions_nobody_asks(tree) if name == "practice_model/rules.py" else set()
        for node in ast.walk(tree):
            if node in silent or not isinstance(node, ast.Call | ast.Dict):
                continue
            said = node.args if isinstance(node, ast.Call) else node.values
            codes = {str(each.value) for each in said if isinstance(each, ast.Constant)}
            how = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
            for section, ways in ASKED_BY_CODE.items():
                found[section] |= codes | set(IN_WORDS.findall(" ".join(codes))) if how in ways else set()
            if how in ASKED_OF_STATES:
                continue
            found["decisions"] |= codes if not name.startswith("practice_model/") else set()
    for path in SOURCE.rglob("*.html"):
        found["terms"] |= set(IN_TEMPLATES.findall(path.read_text(encoding="utf-8")))
    return found


def _questions_nobody_asks(tree: ast.Module) -> set[ast.AST]:
    """Return what stands in questions of ``Model`` that no product code asks."""
    model = next(each for each in tree.body if isinstance(each, ast.ClassDef) and each.name == "Model")
    idle = [each for each in model.body if isinstance(each, ast.FunctionDef) and not acting(f"Model.{each.name}")]
    return {inner for each in idle for inner in ast.walk(each)}


@pytest.mark.parametrize("name", drafts())
def test_every_element_has_a_reader_or_says_that_nothing_acts_on_it_yet(name: str) -> None:
    asked = asked_for()
    asked["settings"] -= ASKED_WHETHER_FILLED
    silent, modest = [], []
    for section, key, element in read_draft(name, on=ON).document.elements():
        if section == "limits":
            continue
        if element.acts == "always":
            assert key in BUILT_IN, f"{section}.{key}: say in BUILT_IN where Kith keeps it everywhere"
            assert element.minimum, f"{section}.{key}: an area can change it, so Kith cannot work the same way everywhere"
            continue
        whole = any(acting(read) for read, each in fields() if each is classes()[section])
        done = key in asked[section] if section in asked else whole
        silent += [f"{section}.{key}"] if not done and element.acts == "yes" else []
        modest += [f"{section}.{key}"] if done and element.acts != "yes" else []
    assert not silent, f"{name}: read these in a room, or write acts = “not yet”: {silent}"
    assert not modest, f"{name}: a room acts on these, so they do not say “not yet”: {modest}"


@pytest.mark.parametrize("key", BUILT_IN)
def test_what_is_built_in_stands_where_it_is_said_to_stand(key: str) -> None:
    path, _, words = BUILT_IN[key].partition(": ")
    assert words in (SOURCE / path).read_text(encoding="utf-8")
    held = {each: element for _, each, element in read_draft("national", on=ON).document.elements()}
    assert held[key].acts == "always"


def test_our_model_says_which_values_are_only_shown() -> None:
    model = read_draft("dorset", on=ON)
    shown = {(each.section, each.key): each for elements in describe(model).values() for each in elements}
    channel = next(each for each in model.document.channels.values() if each.raises)
    key = next(key for key, each in model.document.channels.items() if each is channel)
    raises, hours = ([each for each in shown["channels", key].values if each.label == said] for said in ("Can raise", "Open"))
    assert [each.acts for each in raises] == [True]
    assert [each.acts for each in hours] == [True]
    assert shown["plan_parts", "goals"].acts
    assert not shown["meetings", "core_group"].acts
    assert shown["meetings", "core_group"].acting == ONLY_SHOWN
    assert shown["settings", "one_lead_one_plan"].acting.startswith("Built in")
    assert not shown["channels", key].only_shown
    census = shown["outcomes", "section_17"]
    assert census.only_shown
    assert [each.acts for each in census.values if each.label.lower() in census.only_shown] == [False] * census.only_shown.count(
        ","
    ) + [False]
