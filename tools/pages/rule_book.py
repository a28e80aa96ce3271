"""docs/rules.md: every rule and every refusal, with its id, its source and the words that a person reads."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from itertools import pairwise
from types import ModuleType
from typing import Any

from kith.front_door.cues import vocabulary
from kith.kernel import constraints
from kith.kernel.rules import Rule
from kith.practice_model.explaining import limit_in_words
from kith.practice_model.rules import Model
from kith.practice_model.schema import TimeLimit
from kith.workbench.states import NotNow, States
from tools.pages.code import MADE, modules, refusals, room_of, rules, said_of, table, tree, words
from tools.pages.states import tables


def page(national: Any) -> str:
    """Return docs/rules.md."""
    return "\n\n".join(
        [
            MADE,
            "# Rule book",
            "Every rule that Kith holds, with its id, where it comes from and the words that a person reads. An ellipsis stands"
            " for "
            "what is filled in on the page. What differs between areas is in [the practice models side by"
            " side](model-settings.md); "
            "who sees what is in [the rules of sight](sight.md).",
            "Sources such as *P-6* are decisions of practice, such as *B-20* rows of the requirements; laws, guidance and"
            " census rules "
            "are named.",
            "## National minimums",
            "An area's model may ask for more than these and cannot be published when it asks for less. The refusal "
            "(`minimum_loosened`) names the rule.",
            table(("rule", "what", "minimum", "source", "rows"), _minimums(national)),
            "Two more are asked of every model, whatever rules it puts first: a child on a section 47 enquiry, on a child"
            " protection "
            "plan or in care is led by a social worker (`lead_rules.section_47`, `lead_rules.child_protection_plan`, "
            "`lead_rules.looked_after`), and where a child in need is led by somebody else, a social worker oversees the work "
            "(`lead_rules.section_17_overseen`).",
            "## Rules that hold everywhere",
            "Pure functions in each room. The id goes with every refusal: as `rule` in the API, in square brackets in a"
            " terminal and "
            "as `data-rule` on a page. The last column says how many examples of it a test runs.",
            *_pure_rules(),
            *_values(),
            "## What must be noticed in a request",
            "A cue is shown to the person who decides. It decides nothing. *now*: read it now; *protect*: must not leak;"
            " *check*: "
            "check before deciding.",
            table(("cue", "level", "title", "what it asks", "source"), _cues()),
            "## Refusals",
            "How Kith says no. Where no rule above is behind it, a refusal's rule is its room and its code. The code is also"
            " the end "
            "of `urn:kith:problem:<code>` in the API.",
            *_refusals(),
            "## Constraints of the database",
            "The last door also speaks plainly. Each constraint below has a message.",
            table(("constraint", "message"), _constraints()),
        ]
    )


def _minimums(national: Any) -> Iterator[tuple[str, ...]]:

    for section, key, element in national.document.elements():
        if element.minimum:
            least = f"{limit_in_words(element)} at most" if isinstance(element, TimeLimit) else _kept(element)
            yield f"`{section}.{key}`", element.name, least, element.source, ", ".join(element.rows)


def _kept(element: Any) -> str:
    kept = []
    if getattr(element, "social_worker", False):
        kept.append("decided by a qualified social worker")
    if getattr(element, "manager_when_from", ()):
        kept.append(f"by a manager when it comes from: {', '.join(element.manager_when_from)}".replace("_", " "))
    if getattr(element, "chair_is_social_worker", False):
        kept.append("chaired by a registered social worker")
    if getattr(element, "chair_is_not", ()):
        kept.append(f"the chair is not: {', '.join(element.chair_is_not)}".replace("_", " "))
    if element.__class__.__name__ == "Setting":
        kept.append({True: "yes", False: "no"}.get(element.value, str(element.value)))
    if element.__class__.__name__ == "LeadRule":
        kept.append(element.reason)
    return "; ".join(kept) or "part of every area's model"


def _pure_rules() -> Iterator[str]:
    places: dict[str, list[Rule[..., Any]]] = {}
    for held in rules().values():
        places.setdefault(held.function.__module__, []).append(held)
    for name, found in sorted(places.items()):
        link = f"../src/{name.replace('.', '/')}.py"
        yield f"### {room_of(name)}: [{name.removeprefix('kith.')}]({link})\n\n" + table(
            ("rule", "what it says", "what a person reads", "source", "edition", "examples"),
            (
                (
                    f"`{held.id}`",
                    " ".join(each for each in (said_of(held.function), held.note.replace("``", "`")) if each),
                    "<br>".join(held.words),
                    held.source,
                    held.edition,
                    str(len(held.examples)),
                )
                for held in found
            ),
        )


def _values() -> Iterator[str]:
    """Give the lists and numbers on which the rules stand, and what is asked of a model."""
    rows = [
        (f"`{room_of(name)}.{value}`", said)
        for name in modules()
        if name.endswith((".rules", ".people.matching.identifiers"))
        for value, said in sorted(_notes(name).items())
    ]
    yield "### Lists and numbers of the rules\n\n" + table(("value", "what it says"), rows)
    asked = [
        (f"`{name}`", said_of(member))
        for name, member in sorted(vars(Model).items())
        if inspect.isfunction(member) and not name.startswith("_") and member.__doc__
    ]
    yield "### practice_model: what other rooms ask of an area's model\n\n" + table(("question", "answer"), asked)


def _notes(module: str) -> dict[str, str]:
    """Return the words written beneath each public value of a module."""
    found = {}
    body = tree(module).body
    for node, after in pairwise(body):
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(after, ast.Expr):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            named = isinstance(target, ast.Name) and target.id.isupper() and not target.id.startswith("_")
            if named and isinstance(after.value, ast.Constant):
                found[target.id] = " ".join(str(after.value.value).split())
    return found


def _cues() -> list[tuple[str, ...]]:

    rows = [(kind.id, str(kind.level), kind.title, kind.words, kind.source) for kind in vocabulary().kinds.values()]
    for module in [name for name in modules() if name.startswith("kith.front_door.")]:
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Cue":
                if isinstance(node.args[0], ast.Attribute):
                    continue
                identifier, level, title, asks, source = (words(each, module) for each in node.args[:5])
                rows.append((identifier, level, title, asks, source))
    order = {"now": 0, "protect": 1, "check": 2}
    return [(f"`{row[0]}`", *row[1:]) for row in sorted(rows, key=lambda row: (order.get(row[1].split(" / ")[0], 3), row[0]))]


def _refusals() -> Iterator[str]:

    kinds = {kind: kind.__module__ for kind in refusals()}
    messages: dict[type, list[str]] = {kind: _said_by_itself(kind) for kind in kinds}
    for name, module in modules().items():
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                kind = _named(node.exc.func, module)
                said = words(node.exc.args[0], name) if node.exc.args else ""
                if kind in messages and said.strip(" …"):
                    messages[kind].append(said)
    for states_of_a_model in tables().values():
        for said in (*states_of_a_model.because.values(), states_of_a_model.otherwise):
            messages[states_of_a_model.refusal].append(said.replace("{state}", "…"))
    messages[NotNow].append(States.otherwise.replace("{state}", "…"))
    rooms: dict[str, list[type]] = {}
    for kind, name in kinds.items():
        rooms.setdefault(room_of(name), []).append(kind)
    for room in sorted(rooms):
        yield f"### {room}\n\n" + table(
            ("rule", "refusal", "when", "what a person reads", "source"),
            (
                (
                    f"`{room}.{kind.code}`",
                    kind.__name__,
                    said_of(kind) if "__doc__" in vars(kind) and kind.__doc__ else "",
                    "<br>".join(dict.fromkeys(messages[kind])),
                    vars(kind).get("source", ""),
                )
                for kind in sorted(rooms[room], key=lambda kind: (kind.code, kind.__name__))
            ),
        )


def _said_by_itself(kind: type) -> list[str]:
    """Return the words that a refusal puts together in its own ``__init__``."""
    if "__init__" not in vars(kind):
        return []
    module = kind.__module__
    source = ast.parse(textwrap.dedent(inspect.getsource(vars(kind)["__init__"])))
    function = source.body[0]
    assert isinstance(function, ast.FunctionDef)
    found = [words(default, module) for default in function.args.defaults]
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "__init__":
            found += [words(each, module) for each in node.args]
    return [each for each in found if each.strip(" …")]


def _named(node: ast.AST, module: ModuleType) -> Any:
    match node:
        case ast.Name(id=name):
            return getattr(module, name, None)
        case ast.Attribute(value=value, attr=attribute):
            return getattr(_named(value, module), attribute, None)
    return None


def _constraints() -> list[tuple[str, str]]:

    modules()
    return [(f"`{name}`", message) for name, message in sorted(constraints._messages.items())]
