"""Reading a body strictly: what is not understood is refused with the field's path and the fix, never guessed."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from kith.front_door.body.contradictions import contradictions
from kith.front_door.body.problems import BodyContradicts, BodyRefused, BodyTooLarge, FieldProblem, NotJson, in_words, shown
from kith.front_door.body.request import RequestBody

MAXIMUM_BYTES = 1_048_576

_HALF = re.compile("[\ud800-\udfff]")


def read_body(raw: bytes, *, now: datetime) -> RequestBody:
    """Return the request that ``raw`` (UTF-8 JSON, at most 1 MiB) holds.

    Raises :class:`BodyTooLarge`, :class:`NotJson`, :class:`BodyRefused` or :class:`BodyContradicts` with every problem, its
    field and its fix.
    """
    return check_body(read_json(raw), now=now)


def read_json(raw: bytes) -> dict[str, Any]:
    """Return the JSON object in ``raw``; a byte-order mark before it is passed over.

    Duplicate keys, null characters, halves of characters and numbers that are none are refused.
    """
    if len(raw) > MAXIMUM_BYTES:
        raise BodyTooLarge([FieldProblem(field="", problem="The request is larger than 1 MiB.", fix="Send less text.")])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotJson(
            [FieldProblem(field="", problem=f"Byte {error.start} is not UTF-8.", fix="Send the text as UTF-8.")]
        ) from None
    if "\x00" in text:
        raise NotJson([FieldProblem(field="", problem="The text holds a null character.", fix="Remove the null character.")])
    try:
        read = json.loads(text, object_pairs_hook=_without_duplicates, parse_constant=_no_constant)
    except _Twice as twice:
        key = _HALF.sub("\ufffd", twice.key)
        raise BodyRefused(
            [
                FieldProblem(
                    field=key,
                    problem=f"The key {shown(key)} stands twice in one object.",
                    fix="Keep one of the two.",
                )
            ],
            reference=reference_in(text),
        ) from None
    except json.JSONDecodeError as error:
        raise NotJson(
            [
                FieldProblem(
                    field="",
                    problem=f"This is not JSON: {error.msg.lower()} at line {error.lineno}, column {error.colno}.",
                    fix="Send one JSON object.",
                )
            ],
            reference=reference_in(text),
        ) from None
    except (RecursionError, ValueError):
        raise NotJson(
            [FieldProblem(field="", problem="This is not JSON that can be read.", fix="Send one plain JSON object.")],
            reference=reference_in(text),
        ) from None
    if not isinstance(read, dict):
        raise NotJson([FieldProblem(field="", problem="This is not a JSON object.", fix="Send one JSON object.")])
    if halves := list(_halves(read, "")):
        raise BodyRefused(halves, reference=reference_in(text))
    return read


def check_body(read: dict[str, Any], *, now: datetime) -> RequestBody:
    """Return the request that a JSON object (or a form's fields) describes. Raises :class:`BodyRefused`."""
    reference = read.get("reference")
    shown_reference = reference if isinstance(reference, str) else ""
    try:
        body = RequestBody.model_validate(read)
    except ValidationError as error:
        raise BodyRefused([in_words(each) for each in error.errors()], reference=shown_reference) from None
    problems = contradictions(body, now)
    if problems:
        raise BodyContradicts(problems, reference=shown_reference)
    return body


def reference_in(text: str) -> str:
    """Return the reference that can be read in a text that is not a valid body, or an empty text."""
    found = re.search(r'"reference"\s*:\s*"((?:[^"\\]|\\.){1,64})"', text)
    return found.group(1) if found else ""


class _Twice(Exception):
    def __init__(self, key: str) -> None:
        self.key = key


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _Twice(key)
            seen.add(key)
    return made


def _halves(thing: Any, path: str) -> Iterator[FieldProblem]:
    """Find halves of characters (lone surrogates, which only an escape can bring): no text can hold one, not even our answer."""
    if isinstance(thing, str) and _HALF.search(thing):
        yield FieldProblem(
            field=path,
            problem="The text holds half of a character (a lone surrogate).",
            fix="Send the whole character, or remove the half.",
        )
    elif isinstance(thing, list):
        for position, each in enumerate(thing):
            yield from _halves(each, f"{path}[{position}]")
    elif isinstance(thing, dict):
        for name, each in thing.items():
            whole = _HALF.sub("\ufffd", name)
            yield from _halves(name, f"{path}.{whole}".lstrip("."))
            yield from _halves(each, f"{path}.{whole}".lstrip("."))


def _no_constant(name: str) -> Any:
    raise ValueError(name)
