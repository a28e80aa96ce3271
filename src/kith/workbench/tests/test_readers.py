"""No text reaches a reader but through a curtain: the types refuse it, Python refuses it, and the code is read for the rest."""

import ast
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
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


def test_only_people_draws_a_curtain_and_our_sentences_stand_in_the_code() -> None:
    drawn, made_up, said = set(), [], 0
    for path in SOURCE.rglob("*.py"):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        source, name = path.read_text(encoding="utf-8"), path.relative_to(SOURCE).as_posix()
        if "kith.workbench" not in source or "readers" not in source:
            continue
        assert not {"_KEY", "_Key"} & {each.id for each in ast.walk(ast.parse(source)) if isinstance(each, ast.Name)}, name
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
