"""docs/states.md: what each record goes through, as its room declares it."""

import inspect
import re
from typing import Any

from django.apps import apps

from kith.workbench.rooms import rooms
from kith.workbench.states import START, States
from tools.pages.code import MADE, modules, said_of


class StatesWrong(Exception):
    """What a room declares and the code do not agree; the message says where."""


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
    return {f"{room.name}.{table.name}": table for room in rooms() for table in room.states}


def check(label: str, model: Any) -> States:
    """Return the table of a model. Raises :class:`StatesWrong` when its room has none, it contradicts itself, or names what is
    not there."""
    table = tables().get(label)
    if table is None:
        raise StatesWrong(f"{label}: its room declares no states. Write them in states.py and give them in room.py.")
    told = {state for before, _, after in table.transitions for state in (before, after)} - {START}
    if told != set(model.State.values) or set(table.states) != told:
        raise StatesWrong(f"{label}: its room tells {sorted(told)}, the model has {sorted(model.State.values)}.")
    if dict(table.states) != dict(model.State.choices):
        raise StatesWrong(f"{label}: its room says {dict(table.states)}, the model {dict(model.State.choices)}.")
    there = {
        name
        for module_name, module in modules().items()
        if module_name.startswith(f"kith.{label.partition('.')[0]}.")
        for name, thing in vars(module).items()
        if inspect.isfunction(thing)
    }
    unknown = ({verb for _, verb, _ in table.transitions} | table.verbs) - there
    for fault in [*table.faults(), *(f"there is no service {verb}" for verb in sorted(unknown))]:
        raise StatesWrong(f"{label}: {fault}.")
    return table


def page() -> str:
    """Return docs/states.md. Raises :class:`StatesWrong` when a state of the code is told nowhere."""
    found = [
        MADE,
        "# States",
        "What each record goes through, and the service that moves it. A fact is never refused because of a state: what has"
        " happened "
        "can always be written down.",
    ]
    for label, model in sorted(stateful().items(), key=lambda each: (not each[0].startswith("front_door"), each[0])):
        table = check(label, model)
        lines = ["```mermaid", "stateDiagram-v2"]
        lines += [f"    {value}: {text}" for value, text in table.states.items()]
        together: dict[tuple[str, str], list[str]] = {}
        for before, verb, after in table.transitions:
            together.setdefault((before, after), []).append(verb)
        lines += [f"    {before} --> {after}: {', '.join(verbs)}" for (before, after), verbs in together.items()]
        lines.append("```")
        title = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__)
        found += [f"## {title[0]}{title[1:].lower()}", f"`{label}`. {said_of(model)}", "\n".join(lines)]
        if table.note:
            found.append(table.note)
    return "\n\n".join(found)
