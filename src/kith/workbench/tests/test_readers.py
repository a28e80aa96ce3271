"""No text reaches a reader but through a curtain: the types refuse it, Python refuses it, and the code is read for the rest."""

import ast
from dataclasses import InitVar, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import pytest
from mypy import api

from kith.family_help.models import Goal
from kith.workbench import readers
from kith.workbench.readers import KEPT_PRIVATE, Curtain, ReaderPart, ReaderText

SOURCE = Path(readers.__file__).resolve().parents[2]
HIDDEN = UUID(int=7)
hide = Curtain(lambda text: text.replace("12 Refuge Row", KEPT_PRIVATE), frozenset({HIDDEN}))


@dataclass(frozen=True)
class Line(ReaderPart):
    words: ReaderText
    on: date | None
    rows: list[tuple[ReaderText, int]]


@dataclass(frozen=True)
class Who:
    pk: UUID
    name: str


def test_a_text_passes_the_curtain() -> None:
    assert str(hide("Meet at 12 Refuge Row")) == "Meet at (kept private)"
    assert str(hide.name_of(Who(UUID(int=1), "Pat"))) == "Pat"
    assert str(hide.name_of(Who(HIDDEN, "Pat"))) == KEPT_PRIVATE
    assert str(hide.label(Goal.State.OPEN)) == "Working on it"
    assert str(hide.say("{} on {}, {}", hide("Pat"), date(2026, 3, 4), 2)) == "Pat on 4 March 2026, 2"
    assert not hide("")


def test_nothing_else_makes_a_text() -> None:
    made: Any = ReaderText
    for arguments in (("12 Refuge Row",), ("12 Refuge Row", object()), ("12 Refuge Row", None)):
        with pytest.raises(TypeError):
            made(*arguments)
    with pytest.raises((TypeError, ValueError)):
        replace(hide("Pat"), words="12 Refuge Row")
    with pytest.raises(AttributeError):
        hide("Pat").words = "12 Refuge Row"  # type: ignore[misc]
    with pytest.raises(TypeError, match="one kind of text"):
        type("Plain", (ReaderText,), {"__post_init__": lambda self, key: None})


def test_a_curtain_is_not_opened_once_it_is_drawn() -> None:
    for change in ({"clean": str}, {"hidden_people": frozenset()}):
        with pytest.raises(TypeError):
            replace(hide, **change)  # type: ignore[type-var]
        for name, value in change.items():
            with pytest.raises(AttributeError, match="not changed"):
                setattr(hide, name, value)
    with pytest.raises(AttributeError):
        hide.__dict__  # noqa: B018
    with pytest.raises(TypeError, match="one kind of curtain"):
        type("Open", (Curtain,), {"__call__": lambda self, text: text})


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Line("12 Refuge Row", None, []),
        lambda: Line(hide("Pat"), None, [("12 Refuge Row", 1)]),
        lambda: Line(hide("Pat"), "4 March", []),
        lambda: hide.say("{}", "12 Refuge Row"),
        lambda: hide.label("12 Refuge Row"),
    ],
    ids=["a field", "a row of a list", "a day as text", "a part of a sentence", "a label"],
)
def test_plain_text_is_refused_when_a_copy_is_made(wrong: Any) -> None:
    with pytest.raises(TypeError):
        wrong()
    assert [str(each) for each in Line(hide("a"), date(2026, 3, 4), [(hide("b"), 1)]).texts()] == ["a", "b"]


@pytest.mark.parametrize("kind", [str, str | None, list[str], tuple[str, ...], Any, object, dict[str, str], "str"])
def test_a_part_that_may_hold_plain_text_is_refused_when_it_is_written(kind: Any) -> None:
    with pytest.raises(TypeError, match=r"Letter\.words may hold plain text"):
        type("Letter", (ReaderPart,), {"__annotations__": {"words": kind}})


class Mixed:
    words = "12 Refuge Row"


@pytest.mark.parametrize(
    ("bases", "body"),
    [
        ((ReaderPart,), {"words": "12 Refuge Row"}),
        ((ReaderPart,), {"words": ["12 Refuge Row"]}),
        ((ReaderPart,), {"words": property(lambda self: "12 Refuge Row")}),
        ((ReaderPart,), {"words": lambda self: "12 Refuge Row"}),
        ((ReaderPart,), {"words": staticmethod(lambda: "12 Refuge Row")}),
        ((ReaderPart,), {"__str__": lambda self: "12 Refuge Row"}),
        ((ReaderPart,), {"__getattr__": lambda self, name: "12 Refuge Row"}),
        ((ReaderPart,), {"__post_init__": lambda self: None}),
        ((ReaderPart,), {"__init__": lambda self, words: None}),
        ((ReaderPart, Mixed), {}),
        ((Mixed, ReaderPart), {}),
        ((ReaderPart,), {"__annotations__": {"words": ClassVar[str]}, "words": "12 Refuge Row"}),
        ((ReaderPart,), {"__annotations__": {"words": InitVar[str]}}),
    ],
    ids=["a constant", "a list", "a property", "a method", "a function", "its text", "what is not there", "the check taken away",
         "made otherwise", "another base", "a base before", "a constant of the class", "what it is made of"],
)  # fmt: skip
def test_what_lets_plain_text_in_beside_the_fields_is_refused(bases: Any, body: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=r"Letter(\.\w+ may hold plain text| is also a Mixed)"):
        type("Letter", bases, body)


def test_a_part_may_say_more_of_itself_in_texts_of_the_curtain() -> None:
    @dataclass(frozen=True)
    class Letter(ReaderPart):
        words: ReaderText

        @property
        def lower(self) -> ReaderText:
            return self.words.lower()

        def is_of(self, day: date) -> bool:
            return False

    assert str(Letter(hide("12 Refuge Row")).lower) == "(kept private)"


def test_a_part_that_can_be_changed_is_not_made() -> None:
    plain = type("Letter", (ReaderPart,), {"__annotations__": {"words": ReaderText}})
    open_ = dataclass(type("Letter", (ReaderPart,), {"__annotations__": {"words": ReaderText}}))
    beneath = type("Letter", (Line,), {"__annotations__": {"more": ReaderText}})
    for made in (plain, lambda: open_(hide("a")), lambda: beneath(hide("a"), None, [])):
        with pytest.raises(TypeError, match="Letter can be changed after the curtain"):
            made()


@pytest.mark.slow
def test_mypy_refuses_plain_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MYPYPATH", str(SOURCE))
    sample = tmp_path / "letter.py"
    sample.write_text(
        "from dataclasses import dataclass\n"
        "from kith.workbench.readers import Curtain, ReaderPart, ReaderText\n"
        "@dataclass(frozen=True)\n"
        "class Letter(ReaderPart):\n"
        "    words: ReaderText\n"
        "def right(hide: Curtain, text: str) -> Letter: return Letter(hide(text))\n"
        "def plain(text: str) -> Letter: return Letter(text)\n"
        "def made(text: str) -> ReaderText: return ReaderText(text)\n"
        "def said(hide: Curtain, text: str) -> ReaderText: return hide.say('{}', text)\n"
    )
    # The two files alone: what they import is another test's business, and this one is quick.
    said, faults, _ = api.run(
        [
            *("--config-file=", "--strict", "--follow-imports=skip", "--explicit-package-bases", "--namespace-packages"),
            *("--allow-any-unimported", "--no-warn-unused-ignores", "--disable-error-code=import-not-found"),
            *(f"--cache-dir={tmp_path / 'cache'}", str(sample), readers.__file__),
        ]
    )
    assert not faults
    refused = {line.split(":")[1] for line in said.splitlines() if "letter.py" in line and ": error:" in line}
    assert refused == {"7", "8", "9"}, said


def calls_in(source: str) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]


WAYS_ROUND = {"_KEY", "_Key", "__setattr__", "__new__", "__dict__", "__class__", "__code__", "__globals__"}
"""Names with which Python would make a text without a curtain, or change one that is made. No product code needs them."""


def names_in(tree: ast.AST) -> set[str]:
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    # What a class asks of its own base makes nothing but itself.
    found |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and ast.unparse(node.value) != "super()"}
    return found | {each.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for each in node.names}


@pytest.mark.parametrize(
    "way",
    [
        "from kith.workbench.readers import _KEY as k",
        "readers._KEY",
        "object.__setattr__(text, 'words', plain)",
        "object.__new__(ReaderText)",
        "type(hide)(str, frozenset())",
        "make = hide.say",
    ],
)
def test_each_way_round_the_curtain_is_seen(way: str) -> None:
    assert ways_round(ast.parse(way))


def ways_round(tree: ast.AST) -> set[str]:
    """Return what in some code would make a text for a reader without a curtain."""
    found = names_in(tree) & WAYS_ROUND
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Call) and getattr(node.func.func, "id", "") == "type":
            found.add("type(…)(…)")
        # A sentence is our own where it is said; under another name nobody would look for it.
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute) and node.value.attr == "say":
            found |= {"say"} if [getattr(each, "id", "") for each in node.targets] != ["say"] else set()
    return found


def test_no_code_goes_round_the_curtain() -> None:
    for path in SOURCE.rglob("*.py"):
        if not {"tests", "migrations"} & set(path.parts) and path != Path(readers.__file__).resolve():
            source = path.read_text(encoding="utf-8")
            if "readers" in source or "Curtain" in source or "curtain" in source or "ReaderText" in source:
                assert ways_round(ast.parse(source)) == set(), path


def test_every_part_for_a_reader_is_frozen() -> None:
    def beneath(kind: type) -> list[type]:
        return [each for sub in kind.__subclasses__() for each in (sub, *beneath(sub))]

    parts = {
        each.__name__: each
        for each in beneath(ReaderPart)
        if each.__module__.startswith("kith.") and "tests" not in each.__module__
    }
    assert {"CopyPart", "PlanCopy", "GoalCopy", "ActionCopy"} <= set(parts)
    for name, part in parts.items():
        assert vars(part)["__dataclass_params__"].frozen, name


def test_only_people_draws_a_curtain_and_our_sentences_stand_in_the_code() -> None:
    drawn, made_up, said = set(), [], 0
    for path in SOURCE.rglob("*.py"):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        source, name = path.read_text(encoding="utf-8"), path.relative_to(SOURCE).as_posix()
        if "kith.workbench" not in source or "readers" not in source:
            continue
        for call in calls_in(source):
            called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if called == "Curtain":
                drawn.add(name)
            if called == "say":
                said += 1
                if not (call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)):
                    made_up.append(f"{name}:{call.lineno}")
    assert drawn == {"kith/people/record/curtain.py"}
    assert made_up == [], "Write the sentence itself as the first argument of say, and give it texts of the curtain."
    assert said > 20
