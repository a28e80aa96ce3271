"""Names, addresses, postcodes and telephone numbers in the form in which they are compared. Pure."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ß": "ss"})
_NOT_A_NAME = {
    "unknown",
    "unborn",
    "baby",
    "nk",
    "none",
    "withheld",
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "aka",
}
"""Words that are no name wherever they stand."""
_NO_NAME_AT_ALL = frozenset(
    {"not known", "name not known", "not given", "no name", "not applicable", "n a", "new baby", "newborn"}
)
"""What is written where there is no name. *Na*, *New* and *Known* by themselves are names that people bear."""
_PARTICLES = frozenset(
    "al el ad as ash ar an at abu abd bin ibn bint ben de da do dos das del della di du la le les los van von der den ter "
    "ten st saint"
    " mac mc o ap ab abdul abdel".split()
)
"""Small words of names that are often left out, or written together with what follows."""
_SAY_LITTLE = frozenset({"thi", "van", "md"})
"""Words of forenames that very many bear beside another (of Vietnamese women and men, and for Mohammed):
they are no name of their own."""


_MARKS = "".join(map(chr, (n for n in range(0x0900, 0x1200) if unicodedata.category(chr(n)) in {"Mn", "Mc"})))
"""The vowel signs of Gurmukhi, Devanagari, Bengali, Tamil and their neighbours: letters of a word, though Python counts them as
none."""
_SEPARATES = re.compile(rf"[^\w{_MARKS}]|_")


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Return text in small letters without accents or apostrophes, anything else between words as one space."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return " ".join(text.lower().split())
    small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS))
    bare = "".join(c for c in small if not unicodedata.combining(c))
    return " ".join(_SEPARATES.sub(" ", re.sub(r"['’`´]", "", bare)).split())


@lru_cache(maxsize=50_000)
def name_parts(text: str) -> tuple[str, ...]:
    """Return the words of a name, folded; none for "Unknown", "Baby", "?" and titles."""
    words = surname_parts(text)
    longer = tuple(word for word in words if not _is_initial(word))
    return longer if longer and len(words) > 1 else words


@lru_cache(maxsize=50_000)
def surname_parts(text: str) -> tuple[str, ...]:
    """Return the words of a surname, folded. A letter that stands alone stays:
    ``O Brien`` and ``D Souza`` are one name with it."""
    folded = fold(text)
    if folded in _NO_NAME_AT_ALL or text.strip() == "NA":
        return ()
    return tuple(word for word in folded.split() if word not in _NOT_A_NAME and not word.isdigit())


@lru_cache(maxsize=50_000)
def address_key(lines: str) -> str:
    """Return what two spellings of one address share: its numbers and its street's first word of a name; empty when unclear.

    ``Flat 2, 14 Anvil Row`` and ``14 ANVIL ROW`` both give ``14 anvil``.
    """
    words = fold(lines).split()
    for place in range(len(words) - 1, -1, -1):
        if words[place][0].isdigit() and place + 1 < len(words) and len(words[place]) <= 5:
            following = [w for w in words[place + 1 :] if w not in {"the", "a", "old"}]
            if following and not following[0][0].isdigit():
                return f"{words[place]} {following[0]}"
    return ""


@lru_cache(maxsize=50_000)
def postcode_key(text: str) -> str:
    """Return a postcode in capitals without spaces."""
    return re.sub(r"[^A-Z0-9]", "", text.upper())


@lru_cache(maxsize=20_000)
def telephone_key(text: str) -> str:
    """Return the digits of a telephone number, with 0 for +44."""
    digits = re.sub(r"\D", "", text)
    if digits.startswith("0044"):
        digits = digits[2:]
    if digits.startswith("44") and len(digits) > 10:
        digits = digits[2:].lstrip("0")
        return "0" + digits
    return digits


@lru_cache(maxsize=50_000)
def without_particles(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name without small words such as al, de or van and single letters;
    all of them when nothing else is left."""
    return tuple(word for word in words if not _is_initial(word) and word not in _PARTICLES) or words


def _is_initial(word: str) -> bool:
    """Say whether a word is a letter that stands for a name. One character of Chinese is a whole name."""
    return len(word) == 1 and word < "\u2e80"


def house_number(lines: str) -> str:
    """Return the number of the house or flat that an address begins with, empty when it has none."""
    match = re.search(r"\d+[a-z]?\b", fold(lines))
    return match[0] if match else ""


def telling_parts(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a forename without those that very many bear beside another."""
    return tuple(word for word in words if word not in _SAY_LITTLE)
