"""What a genogram or an ecomap is drawn from: plain values, so that nothing reaches the drawing but what was put in."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Sort(StrEnum):
    """How a parent came to be one. The order is the order in which a child's lines are drawn."""

    BIRTH = "birth"
    POSSIBLE = "possible"
    ADOPTIVE = "adoptive"
    FOSTER = "foster"
    GUARDIAN = "guardian"
    STEP = "step"


@dataclass(frozen=True)
class Person:
    """A person in the picture. ``helped`` marks the children who are helped; ``age`` is in words."""

    id: UUID
    name: str
    sex: str = "U"
    born: date | None = None
    died: date | None = None
    expected: date | None = None
    age: str = ""
    years: int | None = None
    helped: bool = False
    left: bool = False

    @property
    def is_unborn(self) -> bool:
        return self.born is None and self.expected is not None


@dataclass(frozen=True)
class Pair:
    """Two people who are or were partners. ``union`` is a value of ``people.models.Union`` or empty: not recorded."""

    a: UUID
    b: UUID
    union: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Parent:
    """``parent`` is the parent of ``child``. ``word`` is what the parent is to the child: Mother, Foster carer."""

    parent: UUID
    child: UUID
    sort: Sort = Sort.BIRTH
    word: str = "Parent"


@dataclass(frozen=True)
class Siblings:
    """Two siblings. ``kind`` is full, half, step or twin."""

    a: UUID
    b: UUID
    kind: str = "full"


@dataclass(frozen=True)
class Related:
    """``person`` is the ``kind`` of ``other``: what is known to relate them when no line of descent shows it."""

    person: UUID
    other: UUID
    kind: str
    words: str


@dataclass(frozen=True)
class OwnWord:
    """What ``by`` calls ``person``: Nani, Auntie."""

    person: UUID
    by: UUID
    word: str


@dataclass(frozen=True)
class Home:
    """People who live together."""

    name: str
    people: tuple[UUID, ...]


@dataclass(frozen=True)
class Bond:
    """A connection between ``person`` and a person (``other``) or a thing (``name``) around them.

    ``quality``, ``circle`` and ``direction`` are values of ``people.models.Tie``.
    """

    person: UUID
    other: UUID | None = None
    name: str = ""
    circle: str = "family"
    quality: str = "ordinary"
    direction: str = "both"
    words: str = ""


@dataclass(frozen=True)
class Kin:
    """Everything one picture may show. What is not in here is nowhere in the picture."""

    title: str
    people: tuple[Person, ...]
    pairs: tuple[Pair, ...] = ()
    parents: tuple[Parent, ...] = ()
    siblings: tuple[Siblings, ...] = ()
    related: tuple[Related, ...] = ()
    words: tuple[OwnWord, ...] = ()
    homes: tuple[Home, ...] = ()
    bonds: tuple[Bond, ...] = ()

    def named(self, person_id: UUID) -> str:
        """Return the name of a person in the picture."""
        return next(p.name for p in self.people if p.id == person_id)


@dataclass(frozen=True)
class PersonInWords:
    """One line of the table that has the same content as the picture."""

    id: UUID
    name: str
    who: str
    to_centre: str
    relations: tuple[str, ...]
    home: str
    bonds: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """A drawing, and the same in words. ``undrawn`` says what the words hold and the drawing does not."""

    svg: str
    width: int
    height: int
    people: tuple[PersonInWords, ...]
    undrawn: tuple[str, ...]


DRAWN_SORTS = (Sort.BIRTH, Sort.POSSIBLE, Sort.ADOPTIVE, Sort.FOSTER, Sort.GUARDIAN)
"""How a parent came to be one, where the genogram draws a line for it; the surest first."""
GENERATIONS = {"grandparent": 2, "great_grandparent": 3, "aunt_uncle": 1, "cousin": 0}
"""How many generations above the other a related person stands, when no line of descent says so."""
