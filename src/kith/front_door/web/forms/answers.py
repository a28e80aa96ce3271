"""What is made of the answers to a form before a body is read from them."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms


def can_be_seen(value: Any) -> bool:
    """Say whether an answer holds anything: a text of spaces and characters without width holds nothing."""
    return any(each.isprintable() and not each.isspace() for each in str("" if value is None else value))


def make_fit(child: dict[str, Any], sender: dict[str, Any], fields: Mapping[str, forms.Field]) -> None:
    """Cut what is longer than the record holds, and an age that is no number, and keep each whole in the child's notes."""
    kept = []
    for held, prefix in ((child, "child1_"), (sender, "")):
        for name, value in list(held.items()):
            field = fields.get(f"{prefix}{name}")
            if name == "age":
                number = re.fullmatch(r"\s*([0-9]{1,2})\s*", str(value))
                held["age"] = int(number[1]) if number else None
                if number is None:
                    kept.append(f"Age, as it was typed: {value}")
            elif field is not None or name == "name":
                longest = getattr(field, "max_length", None) or 160
                if isinstance(value, str) and len(value) > longest:
                    held[name] = value[:longest]
                    kept.append(f"{name.capitalize()}, as it was typed: {value}" if field is None else f"{field.label}: {value}")
    if kept:
        child["notes"] = "\n".join(kept)


def filled(**given: Any) -> dict[str, Any]:
    """Return what was answered, without what was left empty."""
    return {name: value for name, value in given.items() if value not in (None, "")}
