"""Reading a model from its text: lift, lay an area's choices over the national ones, say where each value comes from. Pure."""

import hashlib
import re
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.conf import settings
from pydantic import ValidationError

from kith.kernel.refusals import Refusal
from kith.practice_model.lifting import lift
from kith.practice_model.rules import Model
from kith.practice_model.schema import SECTIONS, Document

_BESIDE_THE_SOURCE = Path(__file__).resolve().parents[3] / "practice_models"
DRAFTS = _BESIDE_THE_SOURCE if _BESIDE_THE_SOURCE.is_dir() else Path(sys.prefix) / "share" / "kith" / "practice_models"
"""The drafts that came with the program, in the source code or in an installed package. What counts is what was published."""


def own_folder() -> Path:
    """Return the folder of the drafts of whoever runs Kith. It is theirs: a new release writes nothing there."""
    folder: Path = settings.HOME / "practice_models"
    return folder


PROVENANCE = ("status", "rows", "source", "binding")
"""What each layer states anew for every element it touches: an area's change never borrows the authority of the national text."""

Origins = Mapping[tuple[str, str, str], str]


class UnreadableModel(Refusal):
    """The text is not a model. The message names each place and what to mend."""

    code = "unreadable_model"
    source = "ADR 0007; design 8 (bad input)"


@dataclass(frozen=True)
class Layers:
    """A model read: the whole, the national model beneath it, and the layer each value comes from."""

    document: Document
    national: Document
    origins: Origins


def sha256_of(text: str) -> str:
    """Return the hash that names a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def draft(name: str, folder: Path = DRAFTS) -> str:
    """Return the text of a draft by its name, from a folder, else the one that came with the program.
    Refuses a name that has none."""
    path = folder / f"{name}.toml"
    if not path.is_file():
        path = DRAFTS / f"{name}.toml"
    if not path.is_file():
        held = ", ".join(drafts(folder)) or "none"
        raise UnreadableModel(f"There is no draft called {name!r}. There are: {held}.")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableModel(f"The draft {name!r} is not UTF-8 (byte {error.start}). Save it as UTF-8.") from None


def drafts(folder: Path = DRAFTS) -> list[str]:
    """Return the names of the drafts of a folder and of those that came with the program, the national one first."""
    return sorted(
        {path.stem for held in (folder, DRAFTS) for path in held.glob("*.toml")}, key=lambda name: (name != "national", name)
    )


@lru_cache(maxsize=32)
def lay(national_text: str, area_text: str | None = None) -> Layers:
    """Read the national model and lay an area's over it. Refuses what is not a model, naming every place.

    The same texts are published, compared and shown many times, so each is read once; nobody changes what was read.
    """
    national_raw = _raw(national_text)
    national = _alone(national_text)
    if national.extends:
        raise UnreadableModel("The national model extends nothing.")
    if area_text is None:
        return Layers(national, national, MappingProxyType(_origins(national_raw, national.slug)))
    area_raw = _raw(area_text)
    if area_raw.get("extends") != national.slug:
        raise UnreadableModel(f"An area’s model says: extends = {national.slug!r}.")
    _require_provenance(area_raw)
    merged = _merge(national_raw, area_raw)
    origins = _origins(national_raw, national.slug) | _origins(area_raw, str(area_raw.get("slug")))
    return Layers(_document(merged), national, MappingProxyType(origins))


@dataclass(frozen=True)
class Header:
    """What a text says of itself."""

    slug: str
    extends: str
    schema_number: int


@lru_cache(maxsize=32)
def header(text: str) -> Header:
    """Return whose model a text is, what it extends and the schema number it was written in."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableModel(f"The text is not TOML: {error}.") from error
    number = raw.get("schema", 0)
    return Header(str(raw.get("slug", "")), str(raw.get("extends", "")), number if isinstance(number, int) else 0)


def model_of(layers: Layers, text: str, on: date) -> Model:
    """Return layers as a model that stands on a day."""
    return Model(
        document=layers.document,
        on=on,
        sha256=sha256_of(text),
        national=layers.national,
        origins=layers.origins,
        area_name=layers.document.name,
    )


def read_draft(name: str, *, on: date, folder: Path = DRAFTS) -> Model:
    """Read a draft as it would stand on a day, without publishing it."""
    text = draft(name, folder)
    layers = lay(draft("national", folder), None if name == "national" else text)
    return model_of(layers, text, on)


@lru_cache(maxsize=32)
def _alone(text: str) -> Document:
    return _document(_raw(text))


@lru_cache(maxsize=32)
def _raw(text: str) -> Mapping[str, Any]:
    try:
        return lift(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise UnreadableModel(f"The text is not TOML: {error}.") from error


def _document(raw: Mapping[str, Any]) -> Document:
    terms = raw.get("terms", {})
    content = {key: _in_own_words(each, terms) if key in SECTIONS else each for key, each in raw.items()}
    content["schema_number"] = content.pop("schema")
    try:
        return Document.model_validate(content)
    except ValidationError as error:
        places = "; ".join(
            f"{'.'.join(str(part) for part in each['loc'])}: {each['msg'][0].lower()}{each['msg'][1:]}" for each in error.errors()
        )
        raise UnreadableModel(f"The model does not fit the schema. {places}.") from error


_NAMED = re.compile(r"\{(\w+)\}")


def _in_own_words(value: Any, terms: Mapping[str, Any]) -> Any:
    """Put the model's own terms where its texts name one, as in ``name = "{family_help} by agreement"``.

    What is no term stays as it is written.
    """

    def own(found: re.Match[str]) -> str:
        return str(terms[found[1]]["screen"]) if found[1] in terms else found[0]

    if isinstance(value, str):
        return _NAMED.sub(own, value)
    if isinstance(value, Mapping):
        return {key: _in_own_words(each, terms) for key, each in value.items()}
    if isinstance(value, list):
        return [_in_own_words(each, terms) for each in value]
    return value


def _require_provenance(area_raw: Mapping[str, Any]) -> None:
    for section in SECTIONS:
        elements = area_raw.get(section, {})
        if not isinstance(elements, Mapping) or not all(isinstance(each, Mapping) for each in elements.values()):
            raise UnreadableModel(f"{section} holds what is no element. Write each as a table: [{section}.name].")
    missing = [
        f"{section}.{key}: {name}"
        for section in SECTIONS
        for key, element in area_raw.get(section, {}).items()
        for name in PROVENANCE
        if name not in element
    ]
    if missing:
        raise UnreadableModel(
            "An area states for each element it changes how far it has come, where it comes from and how binding it is. "
            f"Missing: {'; '.join(missing)}."
        )


def _merge(national_raw: Mapping[str, Any], area_raw: Mapping[str, Any]) -> dict[str, Any]:
    merged: dict[str, Any] = {**national_raw, **area_raw}
    for section in SECTIONS:
        below, above = national_raw.get(section, {}), area_raw.get(section, {})
        merged[section] = {
            key: {**below.get(key, {}), **({"note": ""} if key in above else {}), **above.get(key, {})}
            for key in dict.fromkeys([*below, *above])
        }
    everywhere = [example for example in national_raw.get("examples", []) if example.get("everywhere")]
    merged["examples"] = [*everywhere, *area_raw.get("examples", [])]
    return merged


def _origins(raw: Mapping[str, Any], layer: str) -> dict[tuple[str, str, str], str]:
    return {
        (section, key, name): layer for section in SECTIONS for key, element in raw.get(section, {}).items() for name in element
    }
