"""Which characters a paper can show, and what stands where one cannot be shown. Pure.

The fonts that Kith carries (``fonts``, made by ``tools/fonts.py``) show the scripts that families in England write in. A
character outside them must not cost a family its paper: words stand in its place, and the paper and the worker who
gives it are told.
"""

import json
import re
import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"

JOINERS = frozenset("\u200c\u200d\u200e\u200f\u061c")
"""What is not seen and changes how the letters beside it are joined, or which way they run."""

_BREAKS = {"\n", "\t"}
_LINES = str.maketrans({"\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n\n"})
_NOT_PLAIN = re.compile(r"[^\n\t -~\u00a0-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]+")
_UNSEEN = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_ONE = "(a character this paper cannot show)"
_MANY = "({} characters this paper cannot show)"


def showable(text: str) -> str:
    """Return a text as a paper can show it: what has no sign in our fonts is said in words, never left out without a word.

    What is never seen (marks of direction, selectors of a variant) is left out without a word where the fonts do not hold it.
    """
    pieces: list[str] = []
    unshown = 0
    for character in text.replace("\r\n", "\n").translate(_LINES):
        if not _can_show(character):
            unshown += not _is_unseen(character)
            continue
        if unshown:
            pieces.append(_in_words(unshown))
            unshown = 0
        pieces.append(character)
    return "".join(pieces) + (_in_words(unshown) if unshown else "")


def plainest(text: str) -> str:
    """Return a text with the letters of Latin, Greek and Cyrillic alone: for a paper that cannot be set with more."""
    return _NOT_PLAIN.sub(lambda run: _in_words(len(run.group())), text)


def is_seen(text: str) -> bool:
    """Return whether anything of a text is seen on paper."""
    return any(not each.isspace() and each not in JOINERS for each in text)


def _in_words(count: int) -> str:
    return _ONE if count == 1 else _MANY.format(count)


def _can_show(character: str) -> bool:
    if character in _BREAKS or character in JOINERS:
        return True
    if character == "\ufeff" or unicodedata.category(character) in {"Cc", "Co", "Cs"}:
        return False
    ranges = _ranges()
    at = bisect_right(ranges, (ord(character), 0x110000)) - 1
    return at >= 0 and ranges[at][0] <= ord(character) <= ranges[at][1]


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) == "Cf" or bool(_UNSEEN.match(character))


@cache
def _ranges() -> list[tuple[int, int]]:
    """Return the first and last of each run of characters that stand in a font, in order."""
    return [(first, last) for first, last in json.loads((FONTS / "characters.json").read_text(encoding="utf-8"))]
