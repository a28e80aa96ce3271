"""A paper as plain data, and its PDF.

The words go to typst as JSON in ``sys.inputs``; the template ``paper.typ`` only sets them. Standard: PDF/UA-1 (ISO 14289-1), which
typst refuses to write when a tag is missing.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import typst

_TEMPLATE = Path(__file__).parent / "paper.typ"


@dataclass(frozen=True)
class Heading:
    words: str
    level: int = 2
    kind: str = "heading"


@dataclass(frozen=True)
class Words:
    """A paragraph; an empty line in the text starts a new one."""

    words: str
    kind: str = "words"


@dataclass(frozen=True)
class Quotation:
    """Somebody's own words, and whose."""

    words: str
    who: str
    kind: str = "quotation"


@dataclass(frozen=True)
class Facts:
    """Names and values, such as who leads and when the next review is."""

    rows: list[tuple[str, str]]
    kind: str = "facts"


@dataclass(frozen=True)
class Table:
    columns: list[str]
    rows: list[list[str]]
    kind: str = "table"


Block = Heading | Words | Quotation | Facts | Table


@dataclass(frozen=True)
class Paper:
    """A paper: its title, who gives it out, what stands at the foot of every page, and its blocks in reading order."""

    title: str
    author: str
    foot: str
    blocks: list[Block] = field(default_factory=list)


def pdf_of(paper: Paper, *, withhold: Callable[[str], str] = str) -> bytes:
    """Return the paper as tagged PDF, with its words as ``withhold`` leaves them. Raises ``typst.TypstError`` when it cannot be set accessibly: a mistake of ours."""
    content = {
        "title": paper.title,
        "author": paper.author,
        "foot": paper.foot,
        "blocks": [asdict(block) for block in paper.blocks],
    }
    words = withhold(json.dumps(content, ensure_ascii=False))
    made = typst.compile(str(_TEMPLATE), format="pdf", sys_inputs={"paper": words}, pdf_standards=["ua-1"])
    return bytes(made)
