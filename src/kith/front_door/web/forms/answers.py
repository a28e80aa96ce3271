"""What is made of the answers to a form before a body is read from them."""

import re
from collections.abc import Mapping
from datetime import date
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


MOST_OTHERS = 40


def other_children(typed: str, first: int, today: date) -> list[dict[str, Any]]:
    """Return the children written one on a line, as name and then date of birth or age. Each line is kept whole in its notes.

    What is read as no date and no age stays in the notes alone: nothing that was typed is refused or lost.
    """
    lines = [line.strip() for line in typed.splitlines() if can_be_seen(line)]
    if len(lines) > MOST_OTHERS:
        lines = [*lines[: MOST_OTHERS - 1], " / ".join(lines[MOST_OTHERS - 1 :])]
    return [_child_of_line(line, f"child{number}", today) for number, line in enumerate(lines, start=first)]


def _child_of_line(line: str, key: str, today: date) -> dict[str, Any]:
    name, *rest = (part.strip() for part in line.split(","))
    child: dict[str, Any] = {"key": key, "role": "child", "notes": f"As it was typed: {line}"}
    *forenames, surname = name.split() or [""]
    child |= {"forename": " ".join(forenames)[:100], "surname": surname[:100]} if forenames else {"forename": surname[:100]}
    for part in rest:
        if found := re.fullmatch(r"(?:age[d]? )?(\d{1,2})(?: years?(?: old)?)?", part, re.IGNORECASE):
            child["age"] = int(found[1])
        elif found := re.search(r"(\d{1,2})[ ./-](\d{1,2})[ ./-](\d{4})", part):
            day, month, year = (int(each) for each in found.groups())
            try:
                born = date(year, month, day)
            except ValueError:
                continue
            if date(today.year - 20, 1, 1) <= born <= today:
                child["date_of_birth"] = born.isoformat()
    return child
