"""Text for a reader, by type (practice decision P-9).

What one reader gets (a page, a PDF, a letter, a calendar file, a message, a partner's answer) is built from :class:`ReaderPart`,
and a part holds :class:`ReaderText`. Only a :class:`Curtain` makes such a text, so a text that nobody drew the curtain before
cannot get into a copy: mypy refuses it, and so does Python.

    hide = curtain_for(family_id, reader)               # people: what must be kept from this reader
    hide(goal.words)                                    # a text of the record
    hide.name_of(goal.person)                           # who somebody is, unless they must not appear
    hide.label(Goal.State(goal.state))                  # one of our own named choices
    hide.say("Goal {}: {}", number, about)              # our own sentence, with what has passed the curtain in it
"""

import types
from collections.abc import Callable, Iterator
from dataclasses import InitVar, dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from inspect import get_annotations
from typing import Any, LiteralString, Protocol, Self, Union, final, get_args, get_origin
from uuid import UUID

from django.db.models.enums import Choices

from kith.design.words import the_date

KEPT_PRIVATE = "(kept private)"


class _Key:
    """What opens the making of a text. This module holds the only one."""


_KEY = _Key()


@final
@dataclass(frozen=True, slots=True)
class ReaderText:
    """A text that has passed a curtain. Templates render it as any text; :class:`Curtain` makes it and nothing else does."""

    words: str
    key: InitVar[_Key]

    def __post_init__(self, key: _Key) -> None:
        if key is not _KEY:
            raise TypeError("Only a Curtain makes a text for a reader: hide = curtain_for(family_id, reader), then hide(text).")

    def __init_subclass__(cls) -> None:
        raise TypeError("There is one kind of text for a reader.")

    def __str__(self) -> str:
        return self.words

    def __bool__(self) -> bool:
        return bool(self.words)

    def lower(self) -> "ReaderText":
        """Return the same words in small letters."""
        return ReaderText(self.words.lower(), _KEY)


NOTHING = ReaderText("", _KEY)
"""For what a reader has no text of."""


class Named(Protocol):
    """A person, a worker or a place, by its own name."""

    @property
    def pk(self) -> Any: ...

    @property
    def name(self) -> str: ...


@final
class Curtain:
    """What is kept from one reader. ``people.curtain`` draws it, and no other room: nobody else knows what must be kept.

    ``clean`` takes everything protected out of a text; ``hidden_people`` are those who must not appear; ``keeps`` says what is
    protected from this reader, in words for the worker who gives them something. None is changed, and no curtain is made of
    another: it is no dataclass, which ``replace`` would open.
    """

    __slots__ = ("clean", "hidden_people", "keeps")
    clean: Callable[[str], str]
    hidden_people: frozenset[UUID]
    keeps: tuple[str, ...]

    def __init__(self, clean: Callable[[str], str], hidden_people: frozenset[UUID], keeps: tuple[str, ...] = ()) -> None:
        object.__setattr__(self, "clean", clean)
        object.__setattr__(self, "hidden_people", hidden_people)
        object.__setattr__(self, "keeps", keeps)

    def __init_subclass__(cls) -> None:
        raise TypeError("There is one kind of curtain.")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("What a curtain keeps is not changed. Draw one: curtain_for(family_id, reader).")

    def __call__(self, text: str) -> ReaderText:
        """Return a text of the record without anything that is kept from the reader."""
        return ReaderText(self.clean(text), _KEY)

    def name_of(self, who: Named) -> ReaderText:
        """Return somebody's name, or that it is kept private when they must not appear."""
        return ReaderText(KEPT_PRIVATE if who.pk in self.hidden_people else who.name, _KEY)

    @staticmethod
    def label(choice: Choices) -> ReaderText:
        """Return the words of one of our own named choices, such as the state of a goal."""
        if not isinstance(choice, Choices):
            raise TypeError("A label is of a named choice, such as Goal.State.OPEN. Give hide(text) a text of the record.")
        return ReaderText(str(choice.label), _KEY)

    @staticmethod
    def say(sentence: LiteralString, *parts: "ReaderText | date | int") -> ReaderText:
        """Return a sentence of our own; each ``{}`` in it is a text for a reader, a day or a number.

        The sentence stands in the code as it is (a test reads the code for it).
        Raises :class:`TypeError` for plain text as a part.
        """
        for part in parts:
            if not isinstance(part, ReaderText | date | int):
                raise TypeError(f"{type(part).__name__} is no text for a reader. Give it to the curtain first: hide(text).")
        said = (the_date(part) if isinstance(part, date) else str(part) for part in parts)
        return ReaderText(sentence.format(*said), _KEY)


_PLAIN = (ReaderText, date, datetime, int, bool, Decimal, UUID, type(None))
"""What a part may hold beside other parts: nothing of it is text that came from a record."""


class ReaderPart:
    """A part of what one reader gets: a frozen dataclass of texts for a reader, days, numbers, yes or no, and other parts.

    A field of any other type is refused when the class is made, and a value of any other type when a part is. So is what would
    let plain text in beside the fields: a constant, a property or a method that gives one, another class as a base.
    """

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        for base in cls.__mro__[1:-1]:
            if not issubclass(base, ReaderPart):
                raise TypeError(
                    f"{cls.__name__} is also a {base.__name__}, which may hold plain text. Derive it from parts only."
                )
        kinds = get_annotations(cls)
        made = {} if "__dataclass_fields__" in vars(cls) else {n: v for n, v in vars(cls).items() if n not in _OF_EVERY_CLASS}
        for name in [*kinds, *made]:
            if not _may_hold(kinds[name]) if name in kinds else not _gives(made[name]):
                raise TypeError(f"{cls.__name__}.{name} may hold plain text. Make it ReaderText, and let the curtain make it.")

    def __new__(cls, *values: Any, **named: Any) -> Self:
        params = vars(cls).get("__dataclass_params__")
        if params is None or not params.frozen:
            raise TypeError(f"{cls.__name__} can be changed after the curtain. Write @dataclass(frozen=True) above it.")
        return super().__new__(cls)

    def __post_init__(self) -> None:
        for name, value in _values(self):
            if not all(isinstance(each, (ReaderPart, *_PLAIN)) for each in _leaves(value)):
                raise TypeError(
                    f"{type(self).__name__}.{name} is no text for a reader. Give it to the curtain first: hide(text)."
                )

    def texts(self) -> Iterator[ReaderText]:
        """Return every text of the part and of the parts in it, in the order of the fields."""
        for _, value in _values(self):
            for each in _leaves(value):
                if isinstance(each, ReaderText):
                    yield each
                elif isinstance(each, ReaderPart):
                    yield from each.texts()


def _values(part: Any) -> list[tuple[str, Any]]:
    return [(each.name, getattr(part, each.name)) for each in fields(part)]


def _leaves(value: Any) -> Iterator[Any]:
    """Return what stands in lists and tuples, however deep."""
    if isinstance(value, list | tuple):
        for each in value:
            yield from _leaves(each)
    else:
        yield value


_OF_EVERY_CLASS = {"__module__", "__qualname__", "__doc__", "__annotations__", "__firstlineno__", "__static_attributes__"}
"""What Python itself writes into a class."""


def _gives(made: Any) -> bool:
    """Say whether a property or method of a part gives nothing but what a reader may get, by the type that it says it returns."""
    function = made.fget if isinstance(made, property) else made
    return isinstance(function, types.FunctionType) and not function.__name__.startswith("__") and _may_hold(_returned(function))


def _returned(function: Callable[..., Any]) -> Any:
    return get_annotations(function).get("return", str)


def _may_hold(kind: Any) -> bool:
    """Say whether a field of this type holds nothing but what a reader may get."""
    if isinstance(kind, type) and not get_origin(kind):
        return issubclass(kind, ReaderPart) or kind in _PLAIN
    if kind is None or kind is Ellipsis:
        return True
    if get_origin(kind) in {list, tuple, Union, types.UnionType}:
        return all(_may_hold(each) for each in get_args(kind))
    return False
