"""Pages of a list: ordered in the database, cut there, and never cut without a way to the rest.

A list is one or more :class:`Source`; :func:`page_of` reads one page of it by keyset, so that a page costs the same however long the
list is and a row that is added meanwhile moves nothing. Every list of the product is read through this module; a test looks for
others (``tests/test_nothing_cut.py``).

A place in a list travels in the address as the values of the row it lies beside. Text never does: a name or a reference is looked up
again by the row's id, because nothing about a person stands in an address (design section 8).
"""

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import CharField, Field, Q, QuerySet, TextField

Item = TypeVar("Item")

SIZE = 50
"""Rows on a page, unless a list says otherwise."""

COUNTED = 10_000
"""A list is counted up to here; beyond it a page says *more than*."""

LONGEST_PLACE = 500


@dataclass(frozen=True)
class Source(Generic[Item]):
    """Rows of one table in a list.

    ``order`` names what they are ordered by, the most telling first, with ``-`` for descending; the last names the primary key, so
    that no two rows stand in the same place. What is not known (null) comes last when ascending and first when descending, as in
    PostgreSQL. ``show`` makes what the page shows of the rows it picked, one for each row and in the same order.
    """

    rows: QuerySet[Any]
    order: tuple[str, ...]
    show: Callable[[list[Any]], Sequence[Item]] = list


@dataclass(frozen=True)
class Place:
    """Where a page begins: ``after`` or before a row, which is known by the values of its keys. Empty values: at the beginning."""

    said: tuple[Any, ...] = ()
    back: bool = False

    @classmethod
    def read(cls, text: str | None) -> "Place":
        """Return the place that an address says. What cannot be read is the beginning: a list is never refused for it."""
        if not text or len(text) > LONGEST_PLACE or text[0] not in "<>":
            return cls()
        try:
            padded = text[1:] + "=" * (-len(text[1:]) % 4)
            said = json.loads(base64.urlsafe_b64decode(padded.encode()))
        except (ValueError, binascii.Error):
            return cls()
        if not isinstance(said, list) or not all(isinstance(each, str | None) for each in said):
            return cls()
        return cls(tuple(said), back=text[0] == "<")

    @staticmethod
    def write(said: Sequence[str | None], *, back: bool) -> str:
        """Return a place as it stands in an address."""
        packed = base64.urlsafe_b64encode(json.dumps(said, separators=(",", ":")).encode()).decode()
        return ("<" if back else ">") + packed.rstrip("=")


@dataclass(frozen=True)
class Count:
    """How many rows a list has; ``more`` when it has more than were counted."""

    number: int
    more: bool = False

    def words(self, one: str, many: str) -> str:
        """Return the count with its noun: *1 request*, *62 requests*, *more than 10,000 requests*."""
        said = f"more than {self.number:,}" if self.more else f"{self.number:,}"
        return f"{said} {one if self.number == 1 and not self.more else many}"

    def __str__(self) -> str:
        return f"more than {self.number:,}" if self.more else f"{self.number:,}"


@dataclass(frozen=True)
class Page(Generic[Item]):
    """Some rows of a list, and the way to those before and after. ``name`` is the list's name in the address."""

    rows: list[Item]
    name: str = "page"
    next: str = ""
    previous: str = ""
    count: Count | None = None

    def __iter__(self) -> Iterator[Item]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def is_whole(self) -> bool:
        """Whether the page shows the whole list."""
        return not (self.next or self.previous)


def page_of(
    *sources: Source[Item],
    place: Place | None = None,
    size: int = SIZE,
    name: str = "page",
    counted: bool = True,
) -> Page[Item]:
    """Return one page of a list made of ``sources``, whose keys are of the same kinds.

    Args:
        place: where the page begins; the beginning when it is not given or cannot be read.
        size: how many rows a page has at most.
        name: the list's name in the address, for its links.
        counted: say how many there are. One query for each source, asked only when the list does not fit its page.

    One query for each source beside what ``show`` asks.
    """
    place = place or Place()
    edge = _edge(sources, place)
    back = place.back and edge is not None
    found = _picked(sources, edge, size + 1, back=back)
    more, found = len(found) > size, found[:size]
    if back:
        if not more:
            # Fewer than a page are left before the edge: the first page shows them, and fills itself.
            return page_of(*sources, size=size, name=name, counted=counted)
        found.reverse()
    before, after = (more, True) if back else (edge is not None, more)
    whole = not (before or after)
    return Page(
        rows=_shown(found),
        name=name,
        next=_place(found[-1], back=False) if after and found else "",
        previous=_place(found[0], back=True) if before and found else "",
        count=(Count(len(found)) if whole else count_of(sources)) if counted else None,
    )


_Found = tuple[list[Any], "Source[Any]", Any]
"""The values of a row's keys, the source it came from, and the row."""


def _picked(sources: Sequence[Source[Any]], edge: list[Any] | None, most: int, *, back: bool) -> list[_Found]:
    """Return the first rows past the edge, of all sources together and in the order of the list."""
    keys = [_Key(said) for said in sources[0].order]
    found: list[_Found] = []
    for source in sources:
        rows = source.rows if edge is None else source.rows.filter(_beyond(source, edge, back=back))
        ordered = rows.order_by(*(_ordering(said, back=back) for said in source.order))
        found += [(_values(row, source.order), source, row) for row in ordered[:most]]
    found.sort(key=lambda each: [key.rank(value, back=back) for key, value in zip(keys, each[0], strict=True)])
    return found[:most]


def page_of_read(rows: Sequence[Item], *, place: Place | None = None, size: int = SIZE, name: str = "page") -> Page[Item]:
    """Return one page of rows that were read or worked out already, such as a history put together from many tables."""
    said = place.said[0] if place is not None and len(place.said) == 1 else None
    start = min(int(said), max(len(rows) - 1, 0)) if isinstance(said, str) and said.isascii() and said.isdigit() else 0
    return Page(
        rows=list(rows[start : start + size]),
        name=name,
        next=Place.write([str(start + size)], back=False) if start + size < len(rows) else "",
        previous=Place.write([str(max(start - size, 0))], back=False) if start else "",
        count=Count(len(rows)),
    )


def count_of(sources: Iterable[Source[Any]], *, most: int = COUNTED) -> Count:
    """Return how many rows the sources have together, counted no further than ``most``."""
    number = sum(source.rows.order_by().values("pk")[: most + 1].count() for source in sources)
    return Count(min(number, most), more=number > most)


@dataclass(frozen=True)
class _Key:
    """One thing a list is ordered by."""

    said: str

    @property
    def name(self) -> str:
        return self.said.removeprefix("-")

    @property
    def descends(self) -> bool:
        return self.said.startswith("-")

    def rank(self, value: Any, *, back: bool) -> Any:
        """Return what sorts like the database does: null above everything."""
        down = self.descends != back
        return _Down((value is None, value)) if down else _Up((value is None, value))


@dataclass(frozen=True)
class _Up:
    said: tuple[bool, Any]

    def __lt__(self, other: "_Up") -> bool:
        if self.said[0] or other.said[0]:
            return self.said[0] < other.said[0]
        return bool(self.said[1] < other.said[1])


class _Down(_Up):
    def __lt__(self, other: _Up) -> bool:
        return _Up.__lt__(other, self)


def _ordering(said: str, *, back: bool) -> str:
    return said if not back else said.removeprefix("-") if said.startswith("-") else f"-{said}"


def _values(row: Any, order: Sequence[str]) -> list[Any]:
    values = []
    for said in order:
        value = row
        for step in said.removeprefix("-").split("__"):
            value = getattr(value, step)
        values.append(value)
    return values


def _field(rows: QuerySet[Any], name: str) -> "Field[Any, Any]":
    """Return the field of a key, followed through related rows, or of what the query worked out."""
    worked_out = rows.query.annotations.get(name)
    if worked_out is not None:
        found: Field[Any, Any] = worked_out.output_field
        return found
    model: Any = rows.model
    steps = name.split("__")
    for step in steps[:-1]:
        model = model._meta.get_field(step).related_model
    last: Any = model._meta.pk if steps[-1] == "pk" else model._meta.get_field(steps[-1])
    column: Field[Any, Any] = getattr(last, "output_field", None) or last
    return column


def _is_text(column: "Field[Any, Any]") -> bool:
    return isinstance(column, CharField | TextField)


def _place(found: _Found, *, back: bool) -> str:
    values, source, _ = found
    said = [
        None if value is None or _is_text(_field(source.rows, key.removeprefix("-"))) else str(value)
        for value, key in zip(values, source.order, strict=True)
    ]
    return Place.write(said, back=back)


def _edge(sources: Sequence[Source[Any]], place: Place) -> list[Any] | None:
    """Return the values of the row that a page begins beside, or ``None`` for the beginning."""
    source = sources[0]
    if len(place.said) != len(source.order):
        return None
    names = [each.removeprefix("-") for each in source.order]
    try:
        columns = [_field(source.rows, name) for name in names]
        values = [column.to_python(said) if said is not None else None for column, said in zip(columns, place.said, strict=True)]
    except (ValidationError, FieldDoesNotExist, ArithmeticError, TypeError, ValueError):
        return None
    if values[-1] is None:
        return None
    texts = [name for name, column in zip(names, columns, strict=True) if _is_text(column)]
    if texts:
        held = next((row for each in sources for row in _again(each, values[-1], texts)), None)
        if held is None:
            return None
        said_again = dict(zip(texts, held, strict=True))
        values = [said_again.get(name, value) for name, value in zip(names, values, strict=True)]
    return values


def _again(source: Source[Any], key: Any, texts: list[str]) -> Iterable[Any]:
    """Return the texts of a row that a page begins beside; it may have left the list, but what a query works out it has only there."""
    rows = source.rows if set(texts) & set(source.rows.query.annotations) else source.rows.model._default_manager
    held: Iterable[Any] = rows.filter(pk=key).values_list(*texts)
    return held


def _beyond(source: Source[Any], edge: Sequence[Any], *, back: bool) -> Q:
    """Return the condition for rows past the edge: equal in the first keys and past it in the next."""
    condition, same = Q(), Q()
    for said, value in zip(source.order, edge, strict=True):
        key = _Key(said)
        past = _past(source.rows, key.name, value, down=key.descends != back)
        if past is not None:
            condition |= same & past
        same &= _equal(key.name, value)
    return _bound(source, edge[0], back=back) & condition if condition else Q(pk__in=[])


def _bound(source: Source[Any], value: Any, *, back: bool) -> Q:
    """Return what the first key alone says, as one range: the index then passes over what lies before the edge."""
    key = _Key(source.order[0])
    if value is None or _field(source.rows, key.name).null:
        return Q()
    return Q(**{f"{key.name}__{'lte' if key.descends != back else 'gte'}": value})


def _past(rows: QuerySet[Any], name: str, value: Any, *, down: bool) -> Q | None:
    if down:
        return Q(**{f"{name}__isnull": False}) if value is None else Q(**{f"{name}__lt": value})
    if value is None:
        return None
    past = Q(**{f"{name}__gt": value})
    return past | Q(**{f"{name}__isnull": True}) if _field(rows, name).null else past


def _equal(name: str, value: Any) -> Q:
    return Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})


def _shown(found: list[_Found]) -> list[Item]:
    """Return what the sources show of their rows, in the order of the page."""
    shown: dict[int, Iterator[Item]] = {}
    for source in {id(each[1]): each[1] for each in found}.values():
        shown[id(source)] = iter(source.show([row for _, of, row in found if of is source]))
    return [next(shown[id(source)]) for _, source, _ in found]
