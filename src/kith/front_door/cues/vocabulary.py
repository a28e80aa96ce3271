"""What to notice and the words for it: dated data, read once. Each file beside this one says its edition and its sources."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from itertools import chain, permutations
from typing import Any

from kith.front_door.cues.language import Language, stem
from kith.front_door.cues.phrases import NEAR, Phrases, phrase

KINDS = (
    "harm",
    "self",
    "danger",
    "whereabouts",
    "abuse",
    "exploitation",
    "people",
    "health",
    "neglect",
    "home",
    "privacy",
    "sender",
    "contact",
)
"""The files of kinds, in the order in which cues of one level are shown."""


class Level(StrEnum):
    """How a cue is shown: read now, must not leak, check before deciding."""

    NOW = "now"
    PROTECT = "protect"
    CHECK = "check"


@dataclass(frozen=True)
class Kind:
    """One thing that words may say. ``words`` asks something of the worker; nothing in it decides.

    ``urgent``: its words put *may be urgent* on the request. ``needs``: something else must be said too, such as a baby.
    ``implies``: what is noticed with it. ``past``: it matters however long ago it was.
    ``others``: it is about other people than the family by its nature.
    """

    id: str
    level: Level
    title: str
    words: str
    source: str
    urgent: bool
    needs: str = ""
    implies: tuple[str, ...] = ()
    past: bool = False
    others: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """Everything that is read from the data: kinds, phrases and language."""

    kinds: Mapping[str, Kind]
    phrases: Phrases
    language: Language
    editions: Mapping[str, str]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the vocabulary of this release."""
    data = {name: _read(f"{name}.toml") for name in (*KINDS, "language", "abbreviations", "context", "real")}
    rows = [(name, row) for name in KINDS for row in data[name]["kind"]]
    texts = [
        *((owner + row["id"], text) for _, row in rows for owner in _OWNERS for text in _lines(row.get(_OWNERS[owner], ""))),
        *((f"context:{name}", text) for name, said in data["context"]["phrases"].items() for text in _lines(said)),
    ]
    language = _language({**data["language"], **data["abbreviations"]}, texts, real=data["real"]["words"])
    frequent = frozenset(data["language"]["frequent"]["words"].split())
    return Vocabulary(
        kinds={row["id"]: _kind(row) for _, row in rows},
        phrases=Phrases(phrase(owner, language.as_read(text), language.key_of, frequent) for owner, text in texts),
        language=language,
        editions={name: held["edition"] for name, held in data.items()},
    )


_OWNERS = {"kind:": "phrases", "unless:": "unless", "nowhere:": "unless_in_text"}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("kith.front_door.cues").joinpath("data", name).read_text(encoding="utf-8"))


def _lines(text: str) -> Iterator[str]:
    """Return the phrases of a text, one a line. ``one & other`` stands for any order, near each other."""
    for line in text.splitlines():
        if line.strip() and not line.startswith("--"):
            yield from (f" <{NEAR}> ".join(each) for each in permutations(line.strip().split(" & ")))


def _kind(row: Mapping[str, Any]) -> Kind:
    level = Level(row["level"])
    return Kind(
        id=row["id"],
        level=level,
        title=row["title"],
        words=row["words"],
        source=row["source"],
        urgent=row.get("urgent", level is Level.NOW),
        needs=row.get("needs", ""),
        implies=tuple(row.get("implies", ())),
        past=row.get("past", False),
        others=row.get("others", False),
    )


def _language(data: Mapping[str, Any], texts: list[tuple[str, str]], *, real: str) -> Language:
    forms = {form: root for root, each in data["forms"].items() for form in each.split()}
    classes: dict[str, set[str]] = {}
    members = {name: set(_members(name, data["classes"])) for name in data["classes"]}
    for name, held in members.items():
        for each in held:
            classes.setdefault(stem(forms.get(each, each)), set()).add("@" + name)
    joined: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for said, instead in sorted(data["joined"].items(), key=lambda each: -len(each[0].split())):
        first, *rest = said.split()
        joined.setdefault(first, []).append((tuple(rest), instead))
    spoken = {part.strip("=?") for _, text in texts for each in text.split() for part in each.split("|") if part[0] not in "@<"}
    known = {each for each in chain(spoken, *members.values(), forms, forms.values()) if not each.endswith("*")}
    spellings = {wrong: right for right, each in data["spellings"].items() for wrong in each.split()} | data["short"]
    return Language(
        spellings=spellings,
        capitals=data["capitals"],
        forms=forms,
        joined=joined,
        classes={root: frozenset(held) for root, held in classes.items()},
        prefixes=tuple(
            sorted(
                {
                    part.strip("?")
                    for _, text in texts
                    for each in text.split()
                    for part in each.split("|")
                    if part.strip("?").endswith("*")
                }
            )
        ),
        known=frozenset(
            known
            | {stem(each) for each in known}
            | set(spellings)
            | {word for each in spellings.values() for word in each.split()}
        ),
        real=frozenset(real.split()),
    )


def _members(name: str, classes: Mapping[str, str]) -> Iterator[str]:
    for each in classes[name].split():
        if each[0] == "@":
            yield from _members(each[1:], classes)
        else:
            yield each
