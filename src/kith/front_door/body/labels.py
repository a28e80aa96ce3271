"""What a field of a body is called on a page: by a label, never by its name in the API. Pure."""

import re

_LABELS = {
    "people": "Person",
    "relationships": "Relationship",
    "protect": "Protected information",
    "sender": "Referrer",
    "agreement": "Consent",
    "kind": "Kind of referrer",
    "received_at": "When it was received",
    "immediate_danger": "Danger now",
    "reference": "The referrer’s reference",
    "nhs_number": "NHS number",
    "upn": "UPN",
    "key": "which person it is",
    "role": "who they are",
}
_OF_THE_API = re.compile(r"[a-z]_[a-z]|\brole\b|\bkey\b|\bkeys\b|\bfield\b|curly|square|quotation marks|\bkind\b")


def label_of(path: str) -> str:
    """Return what a page calls the field at a path: ``people[0].date_of_birth`` is *Person 1, date of birth*."""
    words = [_step(step) for step in path.split(".") if step]
    label = ", ".join([*words[:1], *(word[:1].lower() + word[1:] if word[1:2].islower() else word for word in words[1:])])
    return label[:1].upper() + label[1:]


def plain_fix(fix: str) -> str:
    """Return how something is mended, for a page; nothing where it speaks of the API, which no reader of a page can mend."""
    return "" if _OF_THE_API.search(fix) else fix


def _step(step: str) -> str:
    name, _, position = step.partition("[")
    label = _LABELS.get(name, name.replace("_", " "))
    number = re.match(r"\d+", position)
    return f"{label} {int(number.group()) + 1}" if number else label
