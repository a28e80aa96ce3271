"""Raising the text of an older schema to the present one, so that a published version is readable for ever. Pure.

Each lift is a function from the raw content of one schema number to the next. A part that an old version lacks stays absent: it
is then not set, and nobody invents an answer for it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from kith.kernel.refusals import Refusal
from kith.practice_model.schema import SCHEMA

Raw = dict[str, Any]
Lift = Callable[[Raw], Raw]

LIFTS: Mapping[int, Lift] = {}
"""By the schema number that a lift starts from. The first schema is 1, so there is none yet."""


class UnknownSchema(Refusal):
    """The text is of a schema that this program does not know."""

    code = "unknown_schema"
    source = "ADR 0007"


def lift(raw: Raw, *, lifts: Mapping[int, Lift] = LIFTS, to: int = SCHEMA) -> Raw:
    """Return the content raised to schema ``to``. Refuses a text newer than the program, and one no chain of lifts reaches."""
    number = raw.get("schema")
    if not isinstance(number, int):
        raise UnknownSchema("The model must say its schema number: schema = 1.")
    if number > to:
        raise UnknownSchema(f"The model is of schema {number}; this program knows schemas up to {to}. Upgrade the program first.")
    while number < to:
        if number not in lifts:
            raise UnknownSchema(f"There is no way to read a model of schema {number}.")
        raw = lifts[number](raw) | {"schema": number + 1}
        number += 1
    return raw
