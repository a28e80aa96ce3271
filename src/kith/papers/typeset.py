"""A paper as plain data, and its PDF.

The words go to typst as JSON in ``sys.inputs``; the template ``paper.typ`` only sets them. Standard: PDF/UA-1 (ISO 14289-1),
which typst refuses to write when a tag is missing.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Generic, TypeVar

import typst

from kith.workbench.readers import ReaderText

T = TypeVar("T", str, ReaderText)
"""A paper is of plain text, or of texts for one reader: never of both. ``Paper[ReaderText]`` is what a reader may be given."""

_TEMPLATE = Path(__file__).parent / "paper.typ"


@dataclass(frozen=True)
class Heading(Generic[T]):
    words: T
    level: int = 2
    kind: str = "heading"


@dataclass(frozen=True)
class Words(Generic[T]):
    """A paragraph; an empty line in the text starts a new one."""

    words: T
    kind: str = "words"


@dataclass(frozen=True)
class Quotation(Generic[T]):
    """Somebody's own words, and whose."""

    words: T
    who: T
    kind: str = "quotation"


@dataclass(frozen=True)
class Facts(Generic[T]):
    """Names and values, such as who leads and when the next review is."""

    rows: list[tuple[T, T]]
    kind: str = "facts"


@dataclass(frozen=True)
class Table(Generic[T]):
    columns: list[T]
    rows: list[list[T]]
    kind: str = "table"


Block = Heading[T] | Words[T] | Quotation[T] | Facts[T] | Table[T]


@dataclass(frozen=True)
class Paper(Generic[T]):
    """A paper: its title, who gives it out, what stands at the foot of every page, and its blocks in reading order."""

    title: T
    author: T
    foot: T
    blocks: list[Block[T]] = field(default_factory=list)


def pdf_of(paper: Paper[str] | Paper[ReaderText], *, withhold: Callable[[str], str] = str) -> bytes:
    """Return the paper as tagged PDF, with its words as ``withhold`` leaves them.

    Raises ``typst.TypstError`` when it cannot be set accessibly: a mistake of ours.
    """
    words = withhold(json.dumps(paper, default=_as_data, ensure_ascii=False))
    made = typst.compile(str(_TEMPLATE), format="pdf", sys_inputs={"paper": words}, pdf_standards=["ua-1"])
    return bytes(made)


def _as_data(thing: Any) -> Any:
    """Return a text as its words, and a paper or a block as its fields."""
    if isinstance(thing, ReaderText):
        return str(thing)
    return {each.name: getattr(thing, each.name) for each in fields(thing)}
