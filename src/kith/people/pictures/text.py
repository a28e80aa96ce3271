"""How much room words take. Widths are those of Arial and Liberation Sans, rounded up,
so that a box is never smaller than its text."""

import unicodedata
from functools import lru_cache

NARROW, SLIM, WIDE, WIDEST = "ijl'|.,:;!’ `", 'ftrI()[]-/"“”', "mMWGOQCDNHURw", "@%—…"


@lru_cache(maxsize=4096)
def width(words: str, size: int = 13, *, bold: bool = False) -> float:
    """Return the room that ``words`` take in one line, in pixels, generously."""
    return sum(_letter(c) for c in words) * size * (1.1 if bold else 1.03)


def _letter(c: str) -> float:
    if c in NARROW:
        return 0.3
    if c in SLIM:
        return 0.42
    if c in "MWm@%…—":
        return 1.03
    if c in WIDE:
        return 0.8
    if unicodedata.combining(c):
        return 0.0
    if unicodedata.east_asian_width(c) in "WF":
        return 1.1
    if ord(c) > 0x24F:
        return 0.95
    return 0.7 if c.isupper() else 0.6


def shortened(words: str, room: float, size: int = 13, *, bold: bool = False) -> str:
    """Return the words, or as much of them as fits, with an ellipsis."""
    if width(words, size, bold=bold) <= room:
        return words
    while words and width(words + "…", size, bold=bold) > room:
        words = words[:-1]
    return words.rstrip() + "…"


def wrapped(words: str, room: float, lines: int, size: int = 13, *, bold: bool = False) -> list[str]:
    """Return the words in at most so many lines that fit; the last one is shortened if it must be."""
    out: list[str] = []
    rest = words.split()
    while rest and len(out) < lines - 1:
        take = 1
        while take < len(rest) and width(" ".join(rest[: take + 1]), size, bold=bold) <= room:
            take += 1
        out.append(shortened(" ".join(rest[:take]), room, size, bold=bold))
        rest = rest[take:]
    if rest:
        out.append(shortened(" ".join(rest), room, size, bold=bold))
    return out
