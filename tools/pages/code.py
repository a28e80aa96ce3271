"""Reading the code: its modules, texts, rules and refusals, and the tables in which they are printed."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import kith
from kith.kernel.refusals import Refusal
from kith.kernel.rules import Rule, rules_in

MADE = "<!-- Made by tools/docs.py from the code. Change the code, then run: python tools/docs.py -->"


@cache
def modules() -> dict[str, ModuleType]:
    """Return every module of the package by name, tests, migrations and commands left out."""
    found = {}
    for each in pkgutil.walk_packages(kith.__path__, "kith."):
        if re.search(r"\.(tests|migrations|management|config\.demonstration|wsgi)(\.|$)", each.name):
            continue
        found[each.name] = importlib.import_module(each.name)
    return dict(sorted(found.items()))


@cache
def source_of(module: str) -> str:
    """Return the text of a module."""
    return Path(str(modules()[module].__file__)).read_text(encoding="utf-8")


@cache
def tree(module: str) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(source_of(module))


@cache
def refusals() -> tuple[type[Refusal], ...]:
    """Return every kind of refusal."""
    return tuple(
        dict.fromkeys(
            held
            for name, module in modules().items()
            for held in vars(module).values()
            if inspect.isclass(held) and issubclass(held, Refusal) and held.__module__ == name
        )
    )


def words(node: ast.AST | None, module: str) -> str:
    """Return a text as the reader of a page meets it; what is filled in at run time stands as an ellipsis."""
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=values):
            return "".join(words(value, module) for value in values)
        case ast.FormattedValue(value=ast.Name() as name):
            return words(name, module)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return words(left, module) + words(right, module)
        case ast.IfExp(body=body, orelse=orelse):
            one, other = words(body, module), words(orelse, module)
            return f"{one} / {other}" if one.strip() and other.strip() else one or other
        case ast.Name(id=name):
            held = getattr(modules()[module], name, None)
            return held if isinstance(held, str) else "…"
        case ast.Attribute(value=ast.Name(id="Level"), attr=attribute):
            return attribute.lower()
    return "…"


def tidy(text: str) -> str:
    """Return a text as one cell of a table."""
    return re.sub(r"\s+", " ", re.sub(r"…(\s*…)+", "…", str(text))).replace("|", "\\|").strip()


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown."""
    head = list(head)
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    lines += [f"| {' | '.join(tidy(cell) or '–' for cell in row)} |" for row in rows]
    return "\n".join(lines)


def said_of(thing: Any) -> str:
    """Return the docstring of a function or class as one paragraph, without reStructuredText marks."""
    text = inspect.cleandoc(thing.__doc__ or "")
    text = re.sub(r":\w+:`~?(?:[\w.]+\.)?(\w+)`", r"`\1`", text).replace("``", "`")
    return " ".join(text.split())


def room_of(module: str) -> str:
    return module.split(".")[1]


@cache
def rules() -> dict[str, Rule[..., Any]]:
    """Return every rule, by id."""
    return rules_in(modules().values())
