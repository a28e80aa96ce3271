"""Comparing NHS numbers, UPNs and LA child ids. Pure."""

from rapidfuzz.distance import OSA

from kith.people.matching.comparison import Told
from kith.people.matching.description import Held, Wanted
from kith.people.matching.identifiers import check_nhs_number, check_upn, stands_for_none


def compare_numbers(wanted: Wanted, held: Held) -> list[Told]:
    told = []
    for part, label, text, numbers in (
        ("nhs", "NHS number", wanted.nhs_number, held.nhs_numbers),
        ("upn", "UPN", wanted.upn, held.upns),
        ("la_child_id", "LA child id", wanted.la_child_id, held.la_child_ids),
    ):
        if not text or not numbers:
            continue
        value, valid = _number(part, text)
        if part == "nhs" and stands_for_none(value):
            continue
        if value in numbers:
            told.append(Told(part, "same", 0.0, f"Same {label}"))
        elif any(OSA.distance(value, each, score_cutoff=1) <= 1 for each in numbers):
            told.append(Told(part, "slip", 0.0, f"{label}s differ by one character"))
        elif valid:
            told.append(Told(part, "differs", 0.0, f"Another {label}"))
    return told


def _number(part: str, text: str) -> tuple[str, bool]:
    if part == "la_child_id":
        return "".join(text.split()), True
    checked = check_nhs_number(text) if part == "nhs" else check_upn(text)
    return checked.value, checked.valid
