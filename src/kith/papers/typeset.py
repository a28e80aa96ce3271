"""A paper as plain data, and its PDF.

The words go to typst as JSON in ``sys.inputs``; the template ``paper.typ`` only sets them. Standard: PDF/UA-1 (ISO 14289-1),
which typst refuses to write when a tag is missing or a character is in no font. The fonts are our own (``characters``).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

import typst

from kith.papers.characters import FONTS, is_seen, plainest, showable
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


NOT_ALL_SHOWN = (
    "This paper cannot show every character that was written. Where one stood, it says so in brackets. Ask your worker for those"
    " words."
)
"""What stands at the head of a paper on which a character is missing."""


def pdf_of(paper: Paper[str] | Paper[ReaderText], *, withhold: Callable[[str], str] = str) -> bytes:
    """Return the paper as tagged PDF, with its words as ``withhold`` leaves them.

    No text makes it fail: a character that our fonts do not show is said in words, and the paper says so. What is withheld is
    taken out first, so that a name is found as it was written.
    """
    written = json.loads(withhold(json.dumps(paper, default=_as_data, ensure_ascii=False)))
    try:
        return _set(_told(written, showable))
    except typst.TypstError:
        # Each character stands in a font, but these do not go together: a paper with fewer of them is better than none.
        return _set(_told(written, lambda text: plainest(showable(text))))


def unshown_in(paper: Paper[str] | Paper[ReaderText]) -> bool:
    """Return whether a paper will say of a character that it cannot be shown, for the worker who gives it out."""
    return bool(_told(json.loads(json.dumps(paper, default=_as_data)), showable)["note"])


def _set(told: dict[str, Any]) -> bytes:
    compiler = typst.Compiler(str(_TEMPLATE), font_paths=_fonts(), sys_inputs={"paper": json.dumps(told)})
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"])
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> Any:
    """Return the fonts that Kith carries: no machine's own, so that a paper is the same everywhere."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _told(written: dict[str, Any], shown: Callable[[str], str]) -> dict[str, Any]:
    """Return a paper with its texts as ``shown`` leaves them, with a note at its head when one was changed."""
    told: dict[str, Any] = _each_text(written, shown)
    told["title"] = told["title"] if is_seen(told["title"]) else "Paper"
    told["blocks"] = [each for each in told["blocks"] if each["kind"] != "heading" or is_seen(each["words"])]
    told["note"] = NOT_ALL_SHOWN if "this paper cannot show)" in json.dumps(told) else ""
    return told


def _each_text(thing: Any, shown: Callable[[str], str]) -> Any:
    if isinstance(thing, str):
        return shown(thing)
    if isinstance(thing, list):
        return [_each_text(each, shown) for each in thing]
    return {name: _each_text(each, shown) for name, each in thing.items()} if isinstance(thing, dict) else thing


def _as_data(thing: Any) -> Any:
    """Return a text as its words, and a paper or a block as its fields."""
    if isinstance(thing, ReaderText):
        return str(thing)
    return {each.name: getattr(thing, each.name) for each in fields(thing)}
