"""A model in words: every value with where it comes from, and what differs between two models. Pure.

The page of a model and ``kith practice-model diff`` are both made from here; nothing about an area is written by hand.
"""

from dataclasses import dataclass
from datetime import date, time

from pydantic import BaseModel

from kith.design.words import the_date
from kith.practice_model.rules import Model
from kith.practice_model.schema import (
    BINDING_IN_WORDS,
    SECTIONS,
    SHOWN_ONLY,
    STATUS_IN_WORDS,
    Element,
    Setting,
    TimeLimit,
)
from kith.practice_model.words import CODE_IN_WORDS, FIELD_IN_WORDS

NOT_SET = "Not set"
ONLY_SHOWN = "Shown only: nothing acts on this yet"
"""What stands beside an element, or one of its values, that no part of Kith reads (practice P-31)."""
ACTS_IN_WORDS = {"yes": "", "not yet": ONLY_SHOWN, "always": "Built in: Kith always works this way"}

_CODE_FIELDS = {
    "bases", "basis", "leads", "overseer", "overseer_when", "roles", "tiers", "tier", "hours", "opens", "about",
    "agency_kinds", "queue", "others_at_risk", "manager_when_from", "limits",
    "places",
}  # fmt: skip
_PLAIN_VALUES = {"pathfinder": "Pathfinder", "non_pathfinder": "Not a pathfinder"}

_PROVENANCE = {"name", "status", "rows", "source", "binding", "note", "retained", "minimum", "acts"}


@dataclass(frozen=True)
class ValueInWords:
    """One value of an element: its label, the value in words, and the layer it comes from."""

    label: str
    words: str
    layer: str
    is_set: bool
    acts: bool = True
    """Whether Kith acts on it, in an element on which it acts."""


@dataclass(frozen=True)
class ElementInWords:
    """One element of a model as the page shows it."""

    section: str
    key: str
    name: str
    values: tuple[ValueInWords, ...]
    status: str
    binding: str
    source: str
    rows: tuple[str, ...]
    note: str
    retained: bool
    national_minimum: str
    layer: str
    acts: bool
    """Whether Kith acts on it; what it only shows says so (practice P-31)."""
    acting: str = ""
    """What the page says about that; nothing where Kith acts on it."""

    @property
    def only_shown(self) -> str:
        """What of it is only shown: its name, with its values when it is only some. Empty when Kith acts on all of it."""
        silent = [value.label.lower() for value in self.values if not value.acts]
        if not self.acts:
            return self.name
        return f"{self.name} ({', '.join(silent)})" if silent else ""


def describe(model: Model) -> dict[str, list[ElementInWords]]:
    """Return every element of a model in words, by section heading."""
    described: dict[str, list[ElementInWords]] = {heading: [] for heading in SECTIONS.values()}
    for section, key, element in model.document.elements():
        described[SECTIONS[section]].append(_describe(model, section, key, element))
    return {heading: elements for heading, elements in described.items() if elements}


def differences(old: Model, new: Model) -> list[str]:
    """Explain in sentences what ``new`` has otherwise than ``old``. Empty when they say the same."""
    before = {(section, key): element for section, key, element in old.document.elements()}
    after = {(section, key): element for section, key, element in new.document.elements()}
    said: list[str] = []
    for place in dict.fromkeys([*before, *after]):
        heading, was, now = SECTIONS[place[0]], before.get(place), after.get(place)
        if was is None and now is not None:
            said.append(f"{heading}: “{now.name}” is new. {_summary(now)}".strip())
        elif now is None and was is not None:
            said.append(f"{heading}: “{was.name}” is gone.")
        elif was is not None and now is not None:
            said += [f"{heading}, “{now.name}”: {words}" for words in _changed(was, now)]
    return said


def in_words(value: object, *, codes: bool = False) -> str:
    """Return a value as a person would say it; ``codes``: it is a code, not text. What is not set says so."""
    match value:
        case None:
            return NOT_SET
        case bool():
            return "Yes" if value else "No"
        case date():
            return the_date(value)
        case time():
            return f"{value:%H:%M}"
        case str():
            return CODE_IN_WORDS.get(value, value.replace("_", " ")) if codes else value
        case dict():
            return "; ".join(f"{day.capitalize()} {in_words(span[0])} to {in_words(span[1])}" for day, span in value.items())
        case tuple() | list():
            return "; ".join(in_words(each, codes=codes) for each in value) or "–"
        case BaseModel():
            name, plain = getattr(value, "name", ""), getattr(value, "plain", "")
            return f"{name}: {plain}"
    return str(value)


def limit_in_words(limit: TimeLimit) -> str:
    """Return a limit such as ``45 working days``, or that it is not set."""
    if limit.amount is None:
        return NOT_SET
    unit = limit.unit_in_words
    if limit.amount == 1:
        unit = {"hours of opening": "hour of opening"}.get(unit, unit.removesuffix("s"))
    return f"{limit.amount} {unit}"


def _describe(model: Model, section: str, key: str, element: Element) -> ElementInWords:
    layers = {name: layer for (where, which, name), layer in model.origins.items() if (where, which) == (section, key)}
    national = getattr(model.national, section).get(key)
    return ElementInWords(
        section=section,
        key=key,
        name=element.name,
        values=tuple(_values(element, layers, model)),
        status=STATUS_IN_WORDS[element.status],
        binding=BINDING_IN_WORDS[element.binding],
        source=element.source,
        rows=element.rows,
        note=element.note,
        retained=element.retained,
        national_minimum=_minimum(national),
        layer=layers.get("source", model.document.slug),
        acts=element.acts != "not yet",
        acting=ACTS_IN_WORDS[element.acts],
    )


def _values(element: Element, layers: dict[str, str], model: Model | None = None) -> list[ValueInWords]:
    values = []
    for name in type(element).model_fields:
        if name in _PROVENANCE or (isinstance(element, TimeLimit) and name == "unit") or name == "order":
            continue
        value = getattr(element, name)
        if name not in layers and value in (None, (), "", False):
            continue
        words = _value_in_words(element, name, value, model)
        label = "Starts the clock of" if name == "starts" and isinstance(value, tuple) else FIELD_IN_WORDS.get(name, name)
        acts = element.acts == "not yet" or SHOWN_ONLY not in type(element).model_fields[name].metadata
        values.append(ValueInWords(label, words, layers.get(name, "national"), value is not None, acts))
    return values


def _value_in_words(element: Element, name: str, value: object, model: Model | None) -> str:
    if isinstance(element, TimeLimit):
        return limit_in_words(element) if name == "amount" else in_words(value)
    if isinstance(element, Setting) and isinstance(value, str):
        channel = model.document.channels.get(value) if model else None
        return channel.name if channel else _PLAIN_VALUES.get(value, in_words(value, codes="_" in value))
    if isinstance(element, Setting) and isinstance(value, tuple):
        return in_words(value, codes=any("_" in each for each in value))
    if name == "starts" and isinstance(value, tuple) and model:
        return "; ".join(model.document.limits[each].name for each in value if each in model.document.limits)
    return in_words(value, codes=name in _CODE_FIELDS)


def _minimum(national: Element | None) -> str:
    if national is None or not national.minimum:
        return ""
    if isinstance(national, TimeLimit):
        return f"{limit_in_words(national)} at most"
    return "Holds in every area; it may be tightened, not loosened"


def _summary(element: Element) -> str:
    return " ".join(f"{value.label}: {value.words}." for value in _values(element, {}))


def _changed(was: Element, now: Element) -> list[str]:
    said = []
    limits = isinstance(was, TimeLimit) and isinstance(now, TimeLimit)
    if limits and (was.amount, was.unit) != (now.amount, now.unit):  # type: ignore[attr-defined]
        said.append(f"limit was {limit_in_words(was)}, is now {limit_in_words(now)}.")  # type: ignore[arg-type]
    for name in type(now).model_fields:
        if (limits and name in {"amount", "unit"}) or name in {"rows", "order"}:
            continue
        before, after = getattr(was, name, None), getattr(now, name)
        if before == after:
            continue
        label = {
            "name": "name",
            "status": "how far it has come",
            "source": "source",
            "binding": "how binding it is",
            "note": "note",
            "retained": "kept unless an executive approves",
            "minimum": "national minimum",
            "acts": "whether Kith acts on it",
        }.get(name, FIELD_IN_WORDS.get(name, name).lower())
        tables = {"status": STATUS_IN_WORDS, "binding": BINDING_IN_WORDS}.get(name, {})
        said.append(
            f"{label} was {_quoted(tables.get(str(before), in_words(before, codes=name in _CODE_FIELDS)))}, is now "
            f"{_quoted(tables.get(str(after), in_words(after, codes=name in _CODE_FIELDS)))}."
        )
    return said


def _quoted(words: str) -> str:
    return words.lower() if words == NOT_SET else f"“{words}”" if words else "empty"
