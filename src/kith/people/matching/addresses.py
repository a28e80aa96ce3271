"""Comparing addresses and postcodes. Pure."""

from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, JaroWinkler

from kith.people.matching.comparison import Told
from kith.people.matching.description import Held, Place, Wanted


def compare_place(wanted: Wanted, held: Held) -> list[Told]:
    here = wanted.place
    if not (here.code or here.text) or not held.places:
        return []
    best: tuple[int, str, str, bool] | None = None
    for there in held.places:
        address, code = address_level(here, there), postcode_level(here.code, there.code)
        rank = (
            3 * (address == "same")
            + 2 * (address == "close")
            + (address == "part")
            + 3 * (code == "same")
            + (code == "slip")
            + there.current
        )
        if best is None or rank > best[0]:
            best = (rank, address, code, there.current)
    assert best is not None
    _, address, code, current = best
    where = "" if current else " (earlier)"
    if address in {"differs", ""} and code in {"differs", ""}:
        words = "Another address: the person may have moved" if any(place.current for place in held.places) else ""
        return [Told("place", "differs", 0.0, words)]
    told = []
    if address:
        told.append(Told("address", address, 0.0, _ADDRESS_WORDS[address] + ("" if address == "differs" else where)))
    if code:
        told.append(Told("postcode", code, 0.0, _POSTCODE_WORDS[code] + ("" if code == "differs" else where)))
    return told


_ADDRESS_WORDS = {
    "same": "Same address",
    "close": "Addresses are written alike",
    "part": "Addresses share a part",
    "differs": "Another house or street",
}
_POSTCODE_WORDS = {"same": "Same postcode", "slip": "Postcodes differ by a character", "differs": "Another postcode"}


def address_level(a: Place, b: Place) -> str:
    """Return how alike the lines of two addresses are: ``same``, ``close``, ``part``, ``differs``,
    or empty when one is missing."""
    if not a.text or not b.text:
        return ""
    if a.text == b.text or (a.street and a.street == b.street):
        return "same"
    return _lines_level(a.text, b.text)


@lru_cache(maxsize=100_000)
def _lines_level(a: str, b: str) -> str:
    likeness = max(fuzz.token_sort_ratio(a, b), fuzz.ratio(a.replace(" ", ""), b.replace(" ", "")))
    if likeness >= 85 or JaroWinkler.similarity(a, b) >= 0.92:
        return "close"
    return "part" if likeness >= 65 else "differs"


def postcode_level(a: str, b: str) -> str:
    """Return how alike two postcodes without spaces are: ``same``, ``slip``, ``differs``, or empty when one is missing."""
    if not a or not b:
        return ""
    if a == b:
        return "same"
    return "slip" if OSA.distance(a, b, score_cutoff=1) <= 1 else "differs"
