"""Phrases to look for among the words of a text, written as a person would say them. Pure.

    punch|kick @person      one word of several, then any word of the class *person*
    =left <3> alone         exactly *left*, then up to three words, then *alone*
    strangl* the? @child    a word that begins so; a word that may be missing
    ! =self harm            enough by itself (see ``reading``)

    bruise & baby           both, in any order, near each other, be it in the next sentence

A word stands for all its forms (*hits*, *hitting*). Otherwise a phrase never passes from one sentence to the next, and a gap
never passes over a word that negates.
"""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from kith.front_door.cues.language import Word

NEAR = 12
"""How many words may stand between two signs that belong together."""
_GAP = re.compile(r"<(\d+)>")


@dataclass(frozen=True, slots=True)
class Element:
    """One place in a phrase: a word with one of the keys, or a gap of up to ``gap`` words."""

    keys: frozenset[str] = frozenset()
    optional: bool = False
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase, split at the word it is found by. ``owner`` says what it is a sign of."""

    owner: str
    text: str
    anchor: frozenset[str]
    before: tuple[Element, ...]
    after: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase was found: from the first to the last of its words."""

    owner: str
    first: int
    last: int
    phrase: str

    @property
    def loose(self) -> bool:
        """Say whether it was put together from words that only stand near each other."""
        return f"<{NEAR}>" in self.phrase

    @property
    def certain(self) -> bool:
        """Say whether it is enough by itself: marked so, or three words that stand together."""
        words = [each for each in self.phrase.split() if each[0] != "<" and not each.endswith("?")]
        return words[0] == "!" or (len(words) >= 3 and not self.loose)


def phrase(owner: str, text: str, key_of: Callable[[str], str], frequent: Collection[str] = ()) -> Phrase:
    """Read a phrase. ``key_of`` returns the key of a plain word; by words that are ``frequent`` it is looked for last.

    Raises ``ValueError`` when nothing in it must be there.
    """
    elements = [_element(each, key_of) for each in text.split() if each != "!"]
    places = [index for index, each in enumerate(elements) if each.keys and not each.optional]
    if not places:
        raise ValueError(f"the phrase {text!r} of {owner} has no word that must be there")
    anchor = min(places, key=lambda index: sum(_cost(key, frequent) for key in elements[index].keys))
    return Phrase(owner, text, elements[anchor].keys, tuple(reversed(elements[:anchor])), tuple(elements[anchor + 1 :]))


def _cost(key: str, frequent: Collection[str]) -> int:
    """Return how often a key is likely to be met, roughly."""
    return 200 if key[0] == "@" else 40 if key.lstrip("=") in frequent else 1


def _element(text: str, key_of: Callable[[str], str]) -> Element:
    if gap := _GAP.fullmatch(text):
        return Element(gap=int(gap[1]))
    optional = text.endswith("?")
    keys = (each if each[0] in "@=" or each[-1] == "*" else key_of(each) for each in text.removesuffix("?").split("|"))
    return Element(frozenset(keys), optional)


class Phrases:
    """Many phrases, each found by the rarest kind of word in it."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_key: dict[str, list[Phrase]] = {}
        for each in phrases:
            for key in each.anchor:
                self._by_key.setdefault(key, []).append(each)

    def found_in(self, words: list[Word]) -> list[Match]:
        """Return where each phrase stands in a text."""
        found = []
        for at, word in enumerate(words):
            for key in word.keys:
                for each in self._by_key.get(key, ()):
                    first = _walk(words, at, each.before, 0, -1)
                    if first is None:
                        continue
                    last = _walk(words, at, each.after, 0, 1)
                    if last is not None:
                        found.append(Match(each.owner, first, last, each.text))
        return found


def _walk(words: list[Word], at: int, elements: tuple[Element, ...], which: int, step: int) -> int | None:
    """Return the place of the last word when the elements follow ``at`` in the direction of ``step``; else nothing."""
    if which == len(elements):
        return at
    element = elements[which]
    if element.gap:
        return _over_gap(words, at, elements, which, step)
    after = at + step
    anywhere = which > 0 and elements[which - 1].gap == NEAR
    if 0 <= after < len(words) and element.keys & words[after].keys and (anywhere or _together(words, at, after)):
        end = _walk(words, after, elements, which + 1, step)
        if end is not None:
            return end
    return _walk(words, at, elements, which + 1, step) if element.optional else None


def _over_gap(words: list[Word], at: int, elements: tuple[Element, ...], which: int, step: int) -> int | None:
    gap = elements[which].gap
    for skipped in range(gap + 1):
        over = at + step * skipped
        if skipped and (not 0 <= over < len(words) or words[over].negates or (gap != NEAR and not _together(words, at, over))):
            return None
        end = _walk(words, over, elements, which + 1, step)
        if end is not None:
            return end
    return None


def _together(words: list[Word], one: int, other: int) -> bool:
    return words[one].sentence == words[other].sentence
