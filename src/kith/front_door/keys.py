"""Normalised keys by which the same telephone, address or name is found again in earlier contacts. Pure."""

import re

from kith.people.matching.spelling import fold, telephone_key

SHORTEST_NUMBER = 6

_STREETS = (
    "avenue bank close cottage court cres crescent cut drive drove farm field furlong gait gardens garth green grove hill house "
    "lane mews park place rise road row sett square street terrace view walk way wharf yard"
).split()
_ADDRESS_IN_TEXT = re.compile(rf"\b(\d{{1,4}}[a-z]?) ((?:[a-z]+ ){{1,3}}?(?:{'|'.join(_STREETS)}))\b")


def telling_number(text: str) -> str:
    """Return the key of a telephone number (``telephone_key``), or an empty text for a number too short to tell senders apart."""
    digits = telephone_key(text)
    return digits if len(digits) >= SHORTEST_NUMBER else ""


def telephones_in(text: str) -> set[str]:
    """Return the keys of the telephone numbers that stand in a text."""
    return {key for each in re.findall(r"\+?\d[\d ()-]{8,18}\d", text) if (key := telling_number(each))}


def addresses_in(text: str) -> set[str]:
    """Return the keys of addresses that stand in a text, known by a house number and a word such as *road*."""
    return {f"{number} {street}" for number, street in _ADDRESS_IN_TEXT.findall(fold(text))}


def name_words(text: str) -> set[str]:
    """Return the words of a name or of several, of two letters or more."""
    return {word for word in fold(text).split() if len(word) >= 2}
