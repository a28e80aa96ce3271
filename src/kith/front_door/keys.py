"""Normalised keys by which the same telephone, address or name is found again in earlier contacts. Pure."""

import re

from kith.people import spelling
from kith.people.spelling import fold

SHORTEST_NUMBER = 6

_STREETS = (
    "avenue bank close cottage court cres crescent cut drive drove farm field furlong gait gardens garth green grove hill house "
    "lane mews park place rise road row sett square street terrace view walk way wharf yard"
).split()
_ADDRESS = re.compile(r"\b(\d{1,4}[a-z]?) ((?:[a-z]+ ){0,2}?[a-z]{3,})\b")
_ADDRESS_IN_TEXT = re.compile(rf"\b(\d{{1,4}}[a-z]?) ((?:[a-z]+ ){{1,3}}?(?:{'|'.join(_STREETS)}))\b")


def telephone_key(text: str) -> str:
    """Return the key by which people are matched on a telephone number; empty when the number is too short to tell anything."""
    digits = spelling.telephone_key(text)
    return digits if len(digits) >= SHORTEST_NUMBER else ""


def telephones_in(text: str) -> set[str]:
    """Return the keys of the telephone numbers that stand in a text."""
    return {key for each in re.findall(r"\+?\d[\d ()-]{8,18}\d", text) if (key := telephone_key(each))}


def address_key(lines: str) -> str:
    """Return house number and street of an address, as in ``14 anvil row``; empty when it has no number."""
    joined = " , ".join(fold(part) for part in lines.split(","))
    found = _ADDRESS.findall(joined)
    if not found:
        return ""
    number, street = found[-1] if len(found) > 1 and _begins_with_flat(joined) else found[0]
    return f"{number} {street}"


def addresses_in(text: str) -> set[str]:
    """Return the keys of addresses that stand in a text, known by a house number and a word such as *road*."""
    return {f"{number} {street}" for number, street in _ADDRESS_IN_TEXT.findall(fold(text))}


def name_words(text: str) -> set[str]:
    """Return the words of a name or of several, of two letters or more."""
    return {word for word in fold(text).split() if len(word) >= 2}


def _begins_with_flat(joined: str) -> bool:
    return joined.startswith(("flat", "unit", "apartment"))
