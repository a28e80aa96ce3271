"""What each part of a room must be: its type, and the words and the place of a link or section."""

import inspect
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from django.db import models
from django.utils.functional import Promise

from kith.workbench.about import Add, MenuLink, Section, Tab
from kith.workbench.places import OfAdding, OfMenu, OfPage, OfTabs
from kith.workbench.rooms import Room, Rows
from kith.workbench.states import States

FUNCTIONS: dict[str, tuple[str, ...]] = {
    "page": ("row",),
    "demonstration": ("area_id", "now"),
    "banner": ("family",),
    "chronology": ("family",),
    "reader_parts": ("family_id", "reader_id", "hide"),
    "my_day": ("reader",),
    "search": ("question",),
    "obstacles": ("goes", "stays"),
}
"""By part of a room that is a function: what it is given."""

LISTS: dict[str, type] = {
    "states": States,
    "family_page": Section,
    "person_page": Section,
    "tabs": Tab,
    "add": Add,
    "navigation": MenuLink,
}
"""By part of a room that is a list: of what."""

PLACES: dict[type, type] = {Section: OfPage, Tab: OfTabs, Add: OfAdding, MenuLink: OfMenu}


def shapes_wrong(room: Room) -> Iterator[str]:
    """Give what is wrong with the parts of a room as they stand, each as what to write."""
    for name, given in FUNCTIONS.items():
        if getattr(room, name) is not None or name == "page":
            yield from not_a_function(name, getattr(room, name), *given)
    for name, kind in LISTS.items():
        yield from _not_a_list(name, getattr(room, name), kind)
    yield from chain(_tables_wrong(room.tables), _messages_wrong(room.messages), _steps_wrong(room.open_steps))
    yield from _hears_wrong(room.hears)
    for section in (*room.family_page, *room.person_page):
        yield from _part_wrong("section", section.template, section)
        yield from not_a_function(f"read of the section {section.template}", section.read, "about")
    links: list[Tab | Add | MenuLink] = [*room.tabs, *room.add, *room.navigation]
    for link in links:
        yield from _part_wrong("link", link.name, link)
        if blank(link.text):
            yield f"the link to {link.name} has no text. Write what a person reads on it"
    offers: list[MenuLink | Add] = [*room.navigation, *room.add]
    for offered in offers:
        yield from not_a_function(f"shown of the link to {offered.name}", offered.shown, "roles")


def blank(words: Any) -> bool:
    """Say whether this is no text, or one without words in it."""
    return not isinstance(words, str | Promise) or not str(words).strip()


def not_a_function(what: str, made: Any, *given: str) -> Iterator[str]:
    """Give the fault of a part that is no function, or none that takes what it is given."""
    takes = f"({', '.join(given)})"
    if not callable(made):
        yield f"{what} is {made!r}, which is no function. Write a function that takes {takes}"
        return
    try:
        inspect.signature(made).bind(*given)
    except ValueError:
        return  # a function of Python itself, which does not say what it takes
    except TypeError:
        yield f"{what} is a function that does not take what it is given. Write one that takes {takes}"


def _not_a_list(name: str, made: Any, kind: type) -> Iterator[str]:
    if not isinstance(made, list | tuple):
        yield f"{name} is {made!r}, which is no list. Write {name}=({kind.__name__}(…),)"
        return
    for each in made:
        if not isinstance(each, kind):
            yield f"{name} has {each!r}, which is no {kind.__name__}. Write {kind.__name__}(…)"


def _tables_wrong(tables: Any) -> Iterator[str]:
    right = 'Write {Model: Rows("what one row is called")}'
    if not isinstance(tables, Mapping):
        yield f"tables is {tables!r}, which does not say what a row is called. {right}"
        return
    for model, told in tables.items():
        if not (isinstance(model, type) and issubclass(model, models.Model)):
            yield f"tables has {model!r}, which is no model. {right}"
        elif not isinstance(told, Rows):
            yield f"tables has {told!r} for {model.__name__}, which is no Rows. {right}"
        else:
            yield from (f"{model.__name__}: {fault}" for fault in _rows_wrong(told))


def _rows_wrong(told: Any) -> Iterator[str]:
    if blank(told.label):
        yield f'the label is {told.label!r}. Write Rows("what one row is called")'
    if not isinstance(told.family, str):
        yield f'family is {told.family!r}. Write family="…", or family="" for none'
    if not isinstance(told.hidden, set | frozenset) or not all(isinstance(each, str) for each in told.hidden):
        yield f'hidden is {told.hidden!r}, which is no set of fields. Write hidden=frozenset({{"…"}})'
    if not isinstance(told.coded, Mapping):
        yield f'coded is {told.coded!r}, and not by field. Write coded={{"field": function}}'
    else:
        for name, words in told.coded.items():
            yield from not_a_function(f'coded of "{name}"', words, "code")
    yield from not_a_function("words", told.words, "row")
    if told.page is not None:
        yield from not_a_function("page", told.page, "row")


def _messages_wrong(messages: Any) -> Iterator[str]:
    if not isinstance(messages, Mapping):
        yield f'messages is {messages!r}, and not by constraint. Write {{"name_of_the_constraint": "what to do next"}}'
        return
    for name, words in messages.items():
        if blank(name) or blank(words):
            yield f'the message of {name} is {words!r}, which says nothing. Write "{name}": "what to do next"'


def _steps_wrong(steps: Any) -> Iterator[str]:
    if not isinstance(steps, Mapping):
        yield f'open_steps is {steps!r}, and not by kind. Write {{"kind of the step": function}}'
        return
    for kind, finder in steps.items():
        if blank(kind):
            yield f"open_steps has the kind {kind!r}, which says nothing. Write what kind of step it is"
        yield from not_a_function(f'open_steps of "{kind}"', finder, "version_id")


def _hears_wrong(hears: Any) -> Iterator[str]:
    right = "Write hears=((Fact, function),)"
    if not isinstance(hears, Iterable) or isinstance(hears, str | Mapping):
        yield f"hears is {hears!r}, which is no list. {right}"
        return
    for each in hears:
        if not (isinstance(each, tuple) and len(each) == 2 and isinstance(each[0], type)):
            yield f"hears has {each!r}, which is no fact with what hears it. {right}"
        else:
            yield from not_a_function(f"what hears {each[0].__name__}", each[1], "fact")


def _part_wrong(what: str, name: Any, part: Any) -> Iterator[str]:
    """Give what is wrong with the name and the place of a section or link."""
    place = PLACES[type(part)]
    if blank(name):
        right = "its template" if what == "section" else "its address"
        yield f"a {what} of {type(part).__name__} has {name!r} for {right}. Write {right}"
    elif not isinstance(part.place, place):
        yield f"the {what} {name} stands at {part.place!r}, which is no place of it. Write one of {place.__name__}"
