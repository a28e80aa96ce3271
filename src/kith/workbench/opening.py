"""Opening the rooms: what each declares is checked first, and a room that declares itself wrongly is refused.

Nothing here asks the database, and of the templates only whether they are there, so that the start stays quick.
Addresses are checked when the program has them (:func:`check_addresses`).
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import NoReverseMatch, reverse

from kith.audit.history import event_of
from kith.kernel.ids import uuid7
from kith.workbench.about import Add, MenuLink, Section, Tab
from kith.workbench.made_up import MadeUpRow, UnknownField
from kith.workbench.rooms import FAMILY, Room, RoomWrong, Rows, make_known, person_fields
from kith.workbench.shapes import shapes_wrong
from kith.workbench.states import States


def open_rooms(rooms: Sequence[Room]) -> None:
    """Check the rooms and make them known to all. Called once by ``config.wiring``. Raises :class:`RoomWrong`."""
    _refuse_no_rooms(rooms)
    names = [room.name for room in rooms]
    for name in names:
        if names.count(name) > 1:
            raise RoomWrong(f"Two rooms are called {name}. Give one another name.")
    for room in rooms:
        check(room)
    for model in apps.get_models():
        if model._meta.app_label not in names and not hasattr(model, "pgh_obj_id") and person_fields(model):
            raise RoomWrong(
                f"{model.__name__} of {model._meta.app_label} leads to a person, and no room of config/wiring.py declares it."
                f" Write {model._meta.app_label}/room.py and add its ROOM."
            )
    make_known(rooms)


def _refuse_no_rooms(listed: Sequence[object]) -> None:
    for each in listed:
        if not isinstance(each, Room):
            raise RoomWrong(f"ROOMS of config/wiring.py has {each!r}, which is no Room. Write the ROOM of the app's room.py.")


def check(room: Room) -> None:
    """Refuse a room that declares what is not so, or forgets what is. Raises :class:`RoomWrong` with the first fault.

    What a part is stands first: the checks that follow rely on it.
    """
    if room.name not in {app.label for app in apps.get_app_configs()}:
        raise RoomWrong(f"room.py of {room.name}: no app has this label. Write the label of the room's app.")
    for fault in chain(shapes_wrong(room), _tables_wrong(room), _states_wrong(room), _messages_wrong(room), _pages_wrong(room)):
        raise RoomWrong(f"room.py of {room.name}: {fault}.")


def check_addresses(rooms: Sequence[Room]) -> None:
    """Refuse a room whose link, or the page of whose rows, has no address. Raises :class:`RoomWrong`.

    Called where the addresses are read anyway: by the checks of every command, and by the web server before its first page.
    """
    for room in rooms:
        for fault in chain(_links_wrong(room), _row_pages_wrong(room)):
            raise RoomWrong(f"room.py of {room.name}: {fault}.")


def _tables_wrong(room: Room) -> Iterator[str]:
    for model, told in room.tables.items():
        if model._meta.app_label != room.name:
            yield f"{model.__name__} is a table of {model._meta.app_label}. Take it out"
        elif hasattr(model, "pgh_obj_id"):
            yield f"{model.__name__} is a table of history. Take it out"
        else:
            yield from (f"{model.__name__} {fault}" for fault in _rows_wrong(model, told))
    for model in apps.get_app_config(room.name).get_models():
        if model in room.tables or hasattr(model, "pgh_obj_id"):
            continue  # its own, or a table of history
        keys = person_fields(model)
        if keys:
            yield (
                f"{model.__name__} leads to a person by {keys[0]} and is not in tables."
                f' Add {model.__name__}: Rows("what one row is called")'
            )
        elif event_of(model) is not None:
            yield f'{model.__name__} keeps a history and is not in tables. Add {model.__name__}: Rows("what one row is called")'


def _rows_wrong(model: type[models.Model], told: Rows) -> Iterator[str]:
    known = {each.name for each in model._meta.concrete_fields}
    if told.family and not _leads(model, told.family):
        yield f'has no way "{told.family}" to a family. Write family="…", or family="" for none'
    if not told.family and _leads(model, "family"):
        yield 'has a family. Take family="" out'
    for name in sorted(told.hidden - known):
        yield f'hides "{name}", which is no field of it. Correct the name, or take it out of hidden'
    for name in told.coded:
        if name not in known:
            yield f'has words for codes of "{name}", which is no field of it. Correct the name, or take it out of coded'
    yield from _words_wrong(model, told)


def _words_wrong(model: type[models.Model], told: Rows) -> Iterator[str]:
    """Try the words on rows that are made up, full and empty. They get rows of history too: they read fields and nothing else."""
    for row in (MadeUpRow(model), MadeUpRow(model, empty=True)):
        try:
            said: Any = told.words(row)
        except UnknownField as unknown:
            yield f'has words that read "{unknown.name}", which is no field of it. Correct the name'
        except Exception:  # noqa: BLE001, S112  what is made up need not suit them, and no row of their own is there yet
            continue
        else:
            if not isinstance(said, str):
                yield f"has words that give {said!r}, which is no text. Give a str"


def _states_wrong(room: Room) -> Iterator[str]:
    stateful = {each.__name__: each for each in apps.get_app_config(room.name).get_models() if not hasattr(each, "pgh_obj_id")}
    names = [states.name for states in room.states]
    for states in room.states:
        model = stateful.get(states.name)
        if model is None:
            yield f'states are declared for "{states.name}", which is no table of the room. Write the name of the model'
            continue
        if names.count(states.name) > 1:
            yield f"states of {states.name} are declared twice. Take one out"
        yield from (f"states of {states.name}: {fault}" for fault in chain(states.faults(), _of_the_model(model, states)))
    for name, model in stateful.items():
        if name not in names and _states_of(model):
            yield f'{name} has a field "state" and no states. Write States("{name}", …) in states.py, and add it to states'


def _of_the_model(model: type[models.Model], states: States) -> Iterator[str]:
    known = _states_of(model)
    if not known:
        yield 'the model has no field "state" with choices. Give it one, or take the states out'
        return
    for value, label in known.items():
        if value not in states.states:
            yield f'the model has the state "{value}". Add "{value}": "{label}", and what leads to it'
    for value in states.states:
        if value not in known:
            yield f'the model has no state "{value}". Add it to the choices of the model, or take it out'


def _states_of(model: type[models.Model]) -> dict[Any, Any]:
    """Return what the field ``state`` of a model may hold, with its words; nothing where it has no such field of choices."""
    return {value: label for each in model._meta.concrete_fields if each.name == "state" for value, label in each.flatchoices}


def _messages_wrong(room: Room) -> Iterator[str]:
    for model in apps.get_app_config(room.name).get_models():
        for name in _constraints(model):
            if name not in room.messages:
                yield f'the constraint {name} of {model.__name__} has no message. Add "{name}": "what to do next" to messages'


def _constraints(model: type[models.Model]) -> Iterator[str]:
    """Give the names of the constraints that a model declares, as the database has them."""
    if model._meta.managed and not hasattr(model, "pgh_obj_id"):
        # A key with more columns beside it is never met: it is there for keys of other tables.
        yield from (each.name for each in model._meta.constraints if "id" not in getattr(each, "fields", ()))
        for each in model._meta.local_concrete_fields:
            if each.unique and not each.primary_key:
                yield f"{model._meta.db_table}_{each.column}_key"


def _pages_wrong(room: Room) -> Iterator[str]:
    folder = Path(apps.get_app_config(room.name).path) / "jinja2"
    for template in [each.template for each in _sections(room)]:
        if not template.startswith(f"{room.name}/"):
            yield f'the section {template} is another room\'s. Write a template of {room.name}, "{room.name}/….html"'
        elif not (folder / template).is_file():
            yield f"the section {template} has no template. Write the file jinja2/{template}, or correct the name"
    for link in _links(room):
        if link.name.partition(":")[0] != room.name:
            yield f'the link "{link.text}" leads to {link.name}, a page of another room. Write "{room.name}:…"'


def _links_wrong(room: Room) -> Iterator[str]:
    for link in _links(room):
        given = {} if isinstance(link, MenuLink) else {"family_id": uuid7()}
        try:
            reverse(link.name, kwargs=given)
        except NoReverseMatch:
            what = "with a family_id" if given else "without arguments"
            yield f'the link "{link.text}" leads to {link.name}, and no address {what} has this name. Write it in web/urls.py'


def _row_pages_wrong(room: Room) -> Iterator[str]:
    for model, told in room.tables.items():
        if not person_fields(model):
            continue  # no list asks for the page of its rows
        page = told.page or room.page
        try:
            page(MadeUpRow(model))
        except UnknownField as unknown:
            yield f'the page of {model.__name__} reads "{unknown.name}", which is no field of it. Write page=… for it'
        except NoReverseMatch as wrong:
            yield f"the page of {model.__name__} has no address: {str(wrong).rstrip('.')}. Correct its page=…"


def _sections(room: Room) -> list[Section]:
    return [*room.family_page, *room.person_page]


def _links(room: Room) -> list[Tab | Add | MenuLink]:
    return [*room.tabs, *room.add, *room.navigation]


def _leads(model: type[models.Model], way: str) -> bool:
    """Say whether a lookup leads from a table to a family: its own key, a key to a family, or a column that holds its id."""
    at: Any = model
    *steps, last = way.split("__")
    for name in steps:
        key = next((each for each in at._meta.concrete_fields if each.name == name), None)
        if key is None or key.related_model is None:
            return False
        at = key.related_model
    found = next((each for each in at._meta.concrete_fields if last in {each.name, each.attname}), None)
    if found is None:
        return False
    holds_an_id = last == "family_id" and isinstance(found, models.UUIDField)
    own = found.primary_key and at._meta.label == FAMILY
    return own or holds_an_id or (found.related_model is not None and found.related_model._meta.label == FAMILY)
