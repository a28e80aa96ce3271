"""Write the documents that are made from the code: ``python tools/docs.py`` (``--check`` only says which are out of date).

The rule book, the states, the table of sight and the practice models side by side are read from the code, the drafts and the tests, so
that they cannot say something else. ``tests/test_docs.py`` makes them again and compares.
"""

import ast
import importlib
import inspect
import os
import pkgutil
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
os.environ.setdefault("KITH_MODE", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")

import django  # noqa: E402  it reads the settings named above
from django.apps import apps  # noqa: E402

if not apps.ready:
    django.setup()

import kith  # noqa: E402  models need Django to be ready
from kith.access.sight import ACTS_BY_ROLE, PARTS_BY_ROLE, PARTS_BY_SERVICE, Act, Part  # noqa: E402
from kith.front_door.cues import vocabulary  # noqa: E402
from kith.kernel import constraints  # noqa: E402
from kith.kernel.refusals import Refusal  # noqa: E402
from kith.organisations.models import Role  # noqa: E402
from kith.practice_model.explaining import NOT_SET, describe, limit_in_words  # noqa: E402
from kith.practice_model.reading import DRAFTS, draft, lay, model_of  # noqa: E402
from kith.practice_model.rules import Model  # noqa: E402
from kith.practice_model.schema import Setting, TimeLimit  # noqa: E402
from kith.workbench.states import NotNow, States  # noqa: E402
from tools import requirements  # noqa: E402

DOCS = ROOT / "docs"
MADE = "<!-- Made by tools/docs.py from the code. Change the code, then run: python tools/docs.py -->"


def documents() -> dict[Path, str]:
    """Return every made document: where it lies and what it says."""
    slugs = ["national", *sorted(file.stem for file in DRAFTS.glob("*.toml") if file.stem != "national")]
    national = draft("national")
    models = {}
    for slug in slugs:
        text = draft(slug)
        layers = lay(national, text) if slug != "national" else lay(text)
        models[slug] = model_of(layers, text, max(edition.starts for edition in layers.document.editions.values()))
    made = {
        "rules.md": rule_book(models["national"]),
        "states.md": states(),
        "sight.md": sight(),
        "model-settings.md": model_settings(models),
        "requirements.md": f"{MADE}\n\n{requirements.page()}",
    }
    return {DOCS / name: text.rstrip() + "\n" for name, text in made.items()}


# ---- reading the code


@cache
def modules() -> dict[str, ModuleType]:
    """Return every module of the package by name, tests, migrations and commands left out."""
    found = {}
    for each in pkgutil.walk_packages(kith.__path__, "kith."):
        if re.search(r"\.(tests|migrations|management|demonstration|wsgi)(\.|$)", each.name):
            continue
        found[each.name] = importlib.import_module(each.name)
    return dict(sorted(found.items()))


@cache
def tree(module: str) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(Path(str(modules()[module].__file__)).read_text(encoding="utf-8"))


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
    return re.sub(r"\s+", " ", re.sub(r"…(\s*…)+", "…", text)).replace("|", "\\|").strip()


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


# ---- the rule book


def rule_book(national: Any) -> str:
    """Return docs/rules.md."""
    return "\n\n".join(
        [
            MADE,
            "# Rule book",
            "Every rule that Kith holds, with its id, where it comes from and the words that a person reads. An ellipsis stands for "
            "what is filled in on the page. What differs between areas is in [the practice models side by side](model-settings.md); "
            "who sees what is in [the rules of sight](sight.md).",
            "Sources such as *P-6* are decisions of practice, such as *B-20* rows of the requirements; laws, guidance and census rules "
            "are named.",
            "## National minimums",
            "An area's model may ask for more than these and cannot be published when it asks for less. The refusal "
            "(`minimum_loosened`) names the rule.",
            table(("rule", "what", "minimum", "source", "rows"), _minimums(national)),
            "Two more are asked of every model, whatever rules it puts first: a child on a section 47 enquiry, on a child protection "
            "plan or in care is led by a social worker (`lead_rules.section_47`, `lead_rules.child_protection_plan`, "
            "`lead_rules.looked_after`), and where a child in need is led by somebody else, a social worker oversees the work "
            "(`lead_rules.section_17_overseen`).",
            "## Rules that hold everywhere",
            "Pure functions and values in each room's `rules.py`, with the number rules of `people.matching.identifiers`.",
            *_pure_rules(),
            "## What must be noticed in a request",
            "A cue is shown to the person who decides. It decides nothing. *now*: read it now; *protect*: must not leak; *check*: "
            "check before deciding.",
            table(("cue", "level", "title", "what it asks", "source"), _cues()),
            "## Refusals",
            "How Kith says no. The code names the rule: in a form, in a command and as `urn:kith:problem:<code>` in the API.",
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
    for name, module in modules().items():
        if not name.endswith((".rules", ".people.matching.identifiers")) or name == "kith.practice_model.rules":
            continue
        rows = []
        notes = _notes(name)
        for node in tree(name).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                rows.append((f"`{node.name}`", said_of(getattr(module, node.name))))
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                if isinstance(target, ast.Name) and target.id in notes:
                    rows.append((f"`{target.id}`", notes[target.id]))
        link = f"../src/{name.replace('.', '/')}.py"
        yield f"### {room_of(name)}: [{name.removeprefix('kith.')}]({link})\n\n" + table(("rule", "what it says"), rows)

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
    parts = ("sender", "children", "agreement", "safety", "words")
    for module in (*(f"kith.front_door.cues.{part}" for part in parts), "kith.front_door.queries"):
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Cue":
                if isinstance(node.args[0], ast.Attribute):
                    continue
                identifier, level, title, asks, source = (words(each, module) for each in node.args[:5])
                rows.append((identifier, level, title, asks, source))
    order = {"now": 0, "protect": 1, "check": 2}
    return [(f"`{row[0]}`", *row[1:]) for row in sorted(rows, key=lambda row: (order.get(row[1].split(" / ")[0], 3), row[0]))]


def _refusals() -> Iterator[str]:

    kinds = {}
    for name, module in modules().items():
        for held in vars(module).values():
            if inspect.isclass(held) and issubclass(held, Refusal) and held.__module__ == name:
                kinds[held] = name
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
            ("code", "refusal", "when", "what a person reads"),
            (
                (
                    f"`{kind.code}`",
                    kind.__name__,
                    said_of(kind) if "__doc__" in vars(kind) and kind.__doc__ else "",
                    "<br>".join(dict.fromkeys(messages[kind])),
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


# ---- states


@dataclass(frozen=True)
class Move:
    """From one state to another, by a service. The service's module is held against the state it sets."""

    before: str
    after: str
    service: str


START = "[*]"
GOALS = "kith.family_help.services.goals"
DECIDE, MATCH = "kith.front_door.services.decide", "kith.front_door.services.match"

MOVES: dict[str, list[Move]] = {
    "front_door.Request": [
        Move(START, "waiting", "kith.front_door.services.receive.receive_request"),
        Move("waiting", "part_decided", f"{DECIDE}.decide"),
        Move("waiting", "handed_over", f"{DECIDE}.decide"),
        Move("waiting", "decided", f"{DECIDE}.decide"),
        Move("part_decided", "handed_over", f"{DECIDE}.decide"),
        Move("part_decided", "decided", f"{DECIDE}.decide"),
        Move("handed_over", "part_decided", f"{DECIDE}.record_handover_answer"),
        Move("handed_over", "decided", f"{DECIDE}.record_handover_answer"),
        Move("decided", "part_decided", "kith.front_door.services.urgent.raise_urgent"),
    ],
    "front_door.RequestMatch": [
        Move(START, "proposed", "kith.front_door.services.look.look_for_family"),
        Move("proposed", "confirmed", f"{MATCH}.confirm_match"),
        Move("proposed", "rejected", f"{MATCH}.confirm_match"),
    ],
    "front_door.HubQuestion": [
        Move(START, "outstanding", "kith.front_door.services.hub.ask_hub"),
        Move("outstanding", "responded", "kith.front_door.services.hub.answer_hub"),
        Move("outstanding", "nothing_held", "kith.front_door.services.hub.answer_hub"),
    ],
    "people.PossibleDuplicate": [
        Move(START, "open", "kith.people.same_person.duplicates.find_duplicates"),
        Move("open", "merged", "kith.people.same_person.merging.merge"),
        Move("open", "different", "kith.people.same_person.duplicates.say_different"),
        Move("merged", "different", "kith.people.same_person.undoing.undo_merge"),
        Move(START, "different", "kith.people.same_person.splitting.split"),
    ],
    "family_help.Goal": [
        Move(START, "open", f"{GOALS}.add_goal"),
        Move("open", "met", "kith.family_help.services.reviews.record_review"),
        Move("open", "stopped", f"{GOALS}.change_goal"),
        Move("met", "open", f"{GOALS}.change_goal"),
        Move("stopped", "open", f"{GOALS}.change_goal"),
    ],
    "family_help.Action": [
        Move(START, "open", f"{GOALS}.add_action"),
        Move("open", "done", f"{GOALS}.change_action"),
        Move("open", "stopped", f"{GOALS}.change_action"),
        Move("done", "open", f"{GOALS}.change_action"),
        Move("stopped", "open", f"{GOALS}.change_action"),
    ],
}
"""Moves that no table in the code tells. A room that declares a table (``kernel.states.Transitions``) says them there, with its note."""

NOTES = {
    "front_door.Request": "A request with a hand-over that nobody has answered stays on top. Deciding again keeps the earlier "
    "decision beside the later one.",
}


class StatesWrong(Exception):
    """The moves told here and the code do not agree; the message says where."""


def stateful() -> dict[str, Any]:
    """Return every model of ours whose ``state`` is one of named choices."""
    return {
        model._meta.label: model
        for model in apps.get_models()
        if model.__module__.startswith("kith.")
        for field in model._meta.fields
        if field.name == "state" and hasattr(model, "State")
    }


def tables() -> dict[str, States]:
    """Return the tables of states that the rooms declare, by model."""
    return {
        f"{room_of(name)}.{table.name}": table
        for name, module in modules().items()
        if name.endswith(".states")
        for table in vars(module).values()
        if isinstance(table, States)
    }


def moves_of(label: str) -> list[Move]:
    """Return the moves of a model: those of its table in the code, or those told here."""
    table = tables().get(label)
    return MOVES.get(label, []) if table is None else [Move(before, after, verb) for before, verb, after in table.transitions]


def check_table(label: str, table: States) -> None:
    """Raise :class:`StatesWrong` when a table contradicts itself or names a service that its room does not have."""
    services = {
        name
        for module_name, module in modules().items()
        if module_name.startswith(f"kith.{label.partition('.')[0]}.services")
        for name, thing in vars(module).items()
        if inspect.isfunction(thing)
    }
    unknown = ({verb for _, verb, _ in table.transitions} | table.verbs) - services
    for fault in [*table.faults(), *(f"there is no service {verb}" for verb in sorted(unknown))]:
        raise StatesWrong(f"{label}: {fault}.")


def check_moves(label: str, model: Any) -> None:
    """Raise :class:`StatesWrong` when moves and code disagree."""
    names = {value: member for member, value in zip(model.State.names, model.State.values, strict=True)}
    told = {move.after for move in moves_of(label)} | {move.before for move in moves_of(label)}
    if told - {START} != set(names):
        raise StatesWrong(f"{label}: the moves tell {sorted(told - {START})}, the code has {sorted(names)}.")
    if label in tables():
        check_table(label, tables()[label])
        return
    field = model._meta.get_field("state")
    for move in moves_of(label):
        place, _, service = move.service.rpartition(".")
        if not inspect.isfunction(getattr(modules()[place], service, None)):
            raise StatesWrong(f"{label}: there is no service {move.service}.")
        source = inspect.getsource(modules()[place])
        sets = re.search(rf"\bState\.{names[move.after]}\b", source) or '"state"' in source
        if not sets and not (move.before == START and field.default == move.after):
            raise StatesWrong(f"{label}: {move.service} does not set {move.after}.")


def states() -> str:
    """Return docs/states.md. Raises :class:`StatesWrong` when a state of the code is told nowhere."""
    found = [
        MADE,
        "# States",
        "What each record goes through, and the service that moves it. A fact is never refused because of a state: what has happened "
        "can always be written down.",
    ]
    for label, model in sorted(stateful().items(), key=lambda each: (not each[0].startswith("front_door"), each[0])):
        check_moves(label, model)
        lines = ["```mermaid", "stateDiagram-v2"]
        lines += [f"    {value}: {text}" for value, text in model.State.choices]
        together: dict[tuple[str, str], list[str]] = {}
        for move in moves_of(label):
            together.setdefault((move.before, move.after), []).append(move.service.rpartition(".")[2])
        lines += [f"    {before} --> {after}: {', '.join(verbs)}" for (before, after), verbs in together.items()]
        lines.append("```")
        title = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__)
        found += [f"## {title[0]}{title[1:].lower()}", f"`{label}`. {said_of(model)}", "\n".join(lines)]
        note = tables()[label].note if label in tables() else NOTES.get(label)
        if note:
            found.append(note)
    return "\n\n".join(found)


# ---- sight

LAST_DOOR = "tests/test_last_door.py"
RESTRICTIONS = "tests/test_restrictions.py"
RULES_OF_SIGHT = (
    "Staff of an area's children's services see, in its unrestricted families, the parts that their role lists; whoever works in "
    "several areas acts in one at a time.",
    "A practitioner of a partner agency sees a family while a dated grant lasts, and of it the parts that the grant lists.",
    "A restricted family, and everyone in it wherever they appear, is seen by its named people only, whatever else was granted. An adult "
    "who is also in another family is hidden there too, or shown there without addresses, as the restricting person chose; a child is "
    "hidden.",
    "A person in no family is seen by the area's front door.",
    "Another area, or no grant: the answer for what does not exist.",
    "A colleague of the same area who follows a link to a restricted record reads that it is restricted, who owns it and how to ask. "
    "It is in no list, count or search.",
    "A request or a search that meets a restricted record tells its named people at once, and tells a duty role whom to ring.",
    "Public forms and API clients add a request and read its receipt and outcome, nothing more.",
    "Jobs act as named services, in one area, for one purpose, with the least sight.",
)
ALSO_TESTED = {
    1: [("tests/test_permissions.py", "test_who_may_see_families_gets_no_error_anywhere")],
    2: [("tests/test_permissions.py", "test_a_partner_sees_the_family_only_while_the_grant_lasts")],
    3: [
        ("src/kith/people/record/tests/test_services.py", "test_it_is_invisible_to_everybody_who_is_not_named"),
        (
            "src/kith/people/record/tests/test_services.py",
            "test_an_adult_elsewhere_is_shown_without_addresses_and_not_found_by_them",
        ),
        (RESTRICTIONS, "test_a_restriction_on_a_child_wins_over_a_grant_on_another_family"),
        (RESTRICTIONS, "test_shown_without_addresses_shows_the_adult_and_never_a_child"),
        (RESTRICTIONS, "test_who_joins_while_the_family_is_restricted_is_hidden"),
    ],
    5: [
        (
            "tests/test_permissions.py",
            "test_who_may_not_see_the_family_gets_the_answer_for_what_does_not_exist",
        )
    ],
    6: [
        (
            "src/kith/staff_desk/tests/test_desk.py",
            "test_a_restricted_record_explains_itself_to_colleagues_only",
        )
    ],
    7: [
        (
            "src/kith/people/record/tests/test_services.py",
            "test_a_duty_role_is_told_whom_to_ring_and_nobody_else_anything",
        )
    ],
    8: [
        (
            "src/kith/partner_api/tests/test_api.py",
            "test_a_client_reads_only_its_own_and_a_stopped_client_nothing",
        ),
        ("tests/test_permissions.py", "test_public_addresses_tell_a_stranger_nothing_about_the_family"),
    ],
}
"""Tests of a rule that do not carry its number in their name."""


class TestMissing(Exception):
    """A test that a rule of sight is said to have is not there."""


def tests_in(file: str) -> list[str]:
    """Return the names of the tests in a file, those in classes included."""
    parsed = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return [node.name for node in ast.walk(parsed) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]


def tests_of_rule(number: int) -> list[tuple[str, str]]:
    """Return the tests of a rule of sight: by their number in the last door's tests, and those listed."""
    numbered = [(LAST_DOOR, name) for name in tests_in(LAST_DOOR) if name.startswith(f"test_rule_{number}_")]
    for file, name in ALSO_TESTED.get(number, []):
        if name not in tests_in(file):
            raise TestMissing(f"Rule of sight {number}: there is no test {name} in {file}.")
    return numbered + ALSO_TESTED.get(number, [])


def sight() -> str:
    """Return docs/sight.md."""
    rules = []
    for number, text in enumerate(RULES_OF_SIGHT, start=1):
        tests = [f"[{_in_words(name)}](../{file})" for file, name in tests_of_rule(number)]
        rules.append((str(number), text, "<br>".join(tests) or "no test of its own yet"))
    roles = [part for part in Part if any(part in parts for parts in PARTS_BY_ROLE.values())]
    services = [part for part in Part if any(part in parts for parts in PARTS_BY_SERVICE.values())]

    def cells(held: set[Any], parts: list[Any]) -> list[str]:
        return ["yes" if part in held else "" for part in parts]

    return "\n\n".join(
        [
            MADE,
            "# Who sees what",
            "Held by the database, for every way to a record ([why](adr/0001-postgresql-is-the-last-door.md)). Each rule has its tests.",
            table(("rule", "what it says", "tests"), rules),
            "## Roles and parts",
            "The parts of a record that each role sees in the unrestricted families of its own area "
            "([access/sight.py](../src/kith/access/sight.py)). A partner lead sees by grant only; a hub partner sees the question put to "
            "them.",
            table(
                ("role", *(_in_words(part) for part in roles)),
                ((label, *cells(PARTS_BY_ROLE[value], roles)) for value, label in Role.choices),
            ),
            "*duty alert* is being told whom to ring when a restricted record may match. *looks* is reading who looked.",
            "## Who changes what is seen",
            "The database asks for these before it writes a restriction or a grant "
            "([why](adr/0015-who-may-see-is-written-by-the-owner.md)). The owner of a restriction lifts it and names people too; named "
            "people whose role may restrict name others; nobody names or grants to themselves. No service, API client or form does any of "
            "these.",
            table(
                ("role", "restrict", "lift, when named", "grant"),
                (
                    (label, *cells(ACTS_BY_ROLE.get(value, set()), [Act.RESTRICT, Act.LIFT, Act.GRANT]))
                    for value, label in Role.choices
                ),
            ),
            "## Named services",
            "What a job or a command sees. *restricted* is not a part: a service that holds it also sees restricted families. No role of "
            "a person holds it.",
            table(
                ("service", *(_in_words(part) for part in services)),
                ((name, *cells(parts, services)) for name, parts in sorted(PARTS_BY_SERVICE.items())),
            ),
        ]
    )


def _in_words(name: str) -> str:
    return re.sub(r"^test_(rule_\d+_)?", "", name).replace("_", " ")


# ---- practice models side by side


def model_settings(models: dict[str, Any]) -> str:
    """Return docs/model-settings.md."""
    names = [model.document.name for model in models.values()]
    described = {}
    for slug, model in models.items():
        for elements in describe(model).values():
            for element in elements:
                described[slug, element.section, element.key] = element

    def row(section: str, key: str, element: Any) -> list[str]:
        cells = []
        for slug in models:
            held = described.get((slug, section, key))
            label = {TimeLimit: "Limit", Setting: "Value"}[type(element)]
            value = next((value for value in held.values if value.label == label), None) if held else None
            cells.append(value.words if value else NOT_SET)
        return [f"`{section}.{key}`", element.name, *cells]

    national = models["national"].document
    found = [
        MADE,
        "# Practice models side by side",
        "What the drafts in `practice_models/` say, in the order in which rules are asked. *Not set* means that nobody has stated it: "
        "Kith then says so and never uses another area's answer. The page *Our model* shows every setting of the version in force.",
        "## Time limits",
        table(
            ("setting", "what", *names),
            (row("limits", key, element) for key, element in national.limits.items()),
        ),
        "## Choices",
        table(
            ("setting", "what", *names),
            (row("settings", key, element) for key, element in national.settings.items()),
        ),
        "## Who may lead a family",
        "The first rule that fits a child's basis, the level of help and the day answers. The child on the highest basis decides.",
    ]
    for model in models.values():
        rules = sorted(model.document.lead_rules.items(), key=lambda each: each[1].order)
        found += [
            f"### {model.document.name}",
            table(
                (
                    "rule",
                    "bases",
                    "levels",
                    "who leads",
                    "overseen by",
                    "days",
                    "what a person reads",
                    "source",
                ),
                ([f"`{key}`", *_lead_rule(rule)] for key, rule in rules),
            ),
        ]
    return "\n\n".join(found)


def _lead_rule(rule: Any) -> list[str]:
    def listed(codes: Iterable[str]) -> str:
        return ", ".join(codes).replace("_", " ") or "any"

    leads = {"social_worker": "a social worker", "anyone": "any practitioner", "by_risk": "by risk"}[rule.leads]
    if rule.others_at_risk:
        leads += f": others at {listed(rule.others_at_risk)} risk"
    if rule.agency_kinds:
        leads += f" (of {listed(rule.agency_kinds)})"
    overseer = {None: "not set", "none": "nobody"}.get(rule.overseer, str(rule.overseer).replace("_", " "))
    days = " ".join(
        f"{word} {day:%-d %B %Y}" for word, day in (("from", rule.applies_from), ("until", rule.applies_until)) if day
    )
    return [
        listed(rule.bases),
        listed(rule.tiers),
        leads,
        overseer,
        days or "always",
        rule.reason,
        rule.source,
    ]


def main(arguments: list[str]) -> int:
    """Write what is out of date, or with ``--check`` only name it. Returns 1 when a check finds something."""
    stale = {file: text for file, text in documents().items() if not file.exists() or file.read_text(encoding="utf-8") != text}
    for file, text in stale.items():
        print(f"{'Out of date' if '--check' in arguments else 'Written'}: {file.relative_to(ROOT)}")
        if "--check" not in arguments:
            file.write_text(text, encoding="utf-8")
    return int(bool(stale) and "--check" in arguments)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
