"""Who reads a practice model: every place of product code that reads one of its values, found by types and not by names.

``mypy`` is given a copy of ``schema.py`` and ``rules.py`` in which each field and each question is marked as deprecated. What it
warns of is every place that reads one, however the value got there; a search for ``.reason`` or ``.order`` would find half the
program.
"""

import ast
import re
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "kith"
SCHEMA, RULES = SOURCE / "practice_model" / "schema.py", SOURCE / "practice_model" / "rules.py"
NO_ELEMENT = {"Document", "Example"}
"""Classes of the schema that hold elements or test them, and are none."""

# These show a model, compare it with another, read its text or try its examples.
# Nothing is done otherwise because of what they read.
SHOWING = re.compile(r"^practice_model/(?!rules\.py|deciding\.py|schema\.py|terms\.py)|/demonstration[./]|/tests/|/migrations/")

_WARNED = re.compile(r"^(?P<file>[^:]+):(?P<line>\d+): .*: (?P<read>\w+\.\w+)  \[deprecated\]$")


def _mark(body: list[ast.stmt], owner: str) -> list[ast.stmt]:
    """Mark what a class, or a module, has: a field becomes a property that returns the same."""
    marked: list[ast.stmt] = []
    for each in body:
        if isinstance(each, ast.FunctionDef):
            each.decorator_list.append(ast.parse(f"deprecated({f'{owner}.{each.name}'!r})", mode="eval").body)
        elif owner != MODULE and isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
            name = each.target.id
            source = f"@property\n@deprecated({f'{owner}.{name}'!r})\ndef {name}(self) -> {ast.unparse(each.annotation)}: ..."
            marked += ast.parse(source).body
            continue
        marked.append(each)
    return marked


MODULE = "module"


def marked(path: Path) -> str:
    """Return the text of a module with every field, property, method and function in it marked."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for each in tree.body:
        if isinstance(each, ast.ClassDef) and each.name not in NO_ELEMENT:
            each.body = _mark(each.body, each.name)
    tree.body = [*ast.parse("from typing_extensions import deprecated").body, *_mark(tree.body, MODULE)]
    return ast.unparse(ast.fix_missing_locations(tree))


def _places(text: str) -> list[tuple[int, int, str]]:
    """Return for each function of a module from which line to which it reaches, and its name with its class."""
    found = []
    for each in ast.parse(text).body:
        owner, inner = (each.name, each.body) if isinstance(each, ast.ClassDef) else (MODULE, [each])
        found += [(at.lineno, at.end_lineno or 0, f"{owner}.{at.name}") for at in inner if isinstance(at, ast.FunctionDef)]
    return found


@cache
def reads() -> dict[str, set[str]]:
    """Return by what is read (``Channel.hours``, ``Model.queue_of``) the files that read it, or the question that does."""
    with TemporaryDirectory() as folder:
        shadows, places = [], {}
        for path in (SCHEMA, RULES):
            text, copy = marked(path), Path(folder) / path.name
            copy.write_text(text, encoding="utf-8")
            shadows += ["--shadow-file", str(path), str(copy)]
            places[path.relative_to(ROOT).as_posix()] = _places(text)
        said = subprocess.run(
            [sys.executable, "-m", "mypy", "--enable-error-code", "deprecated", "--cache-dir", folder, "--no-pretty", *shadows],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        ).stdout
    found: dict[str, set[str]] = defaultdict(set)
    for line in said.splitlines():
        if warned := _WARNED.match(line):
            file, at = warned["file"], int(warned["line"])
            asked = [name for first, last, name in places.get(file, []) if first <= at <= last]
            found[warned["read"]].add(asked[0] if asked else file.removeprefix("src/kith/"))
    return found
