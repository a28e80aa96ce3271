"""How easy a text is to read: the Flesch-Kincaid grade level, given as a reading age.

Kincaid, Fishburne, Rogers and Chissom, 1975: grade = 0.39 × words per sentence + 11.8 × syllables per word − 15.59. A reading age
is the grade plus five years. Syllables are counted by groups of vowels, which is right for about nine English words in ten: the
number is a help to the writer, not a measurement of the reader.
"""

import re
from dataclasses import dataclass

TARGET_AGE = 11
"""Anything a family reads should have this reading age or lower."""

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_SENTENCE_END = re.compile(r"[.!?]+(?:\s|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")


@dataclass(frozen=True)
class ReadingAge:
    """A reading age in whole years, or ``None`` for a text too short to say (under 20 words)."""

    age: int | None
    words: int
    sentences: int

    @property
    def is_easy(self) -> bool:
        return self.age is None or self.age <= TARGET_AGE

    @property
    def in_words(self) -> str:
        """Return what the page shows."""
        if self.age is None:
            return "Too short to measure how easy it is to read"
        if self.is_easy:
            return f"Reading age {self.age}: easy enough for most people"
        return f"Reading age {self.age}: aim for {TARGET_AGE} or lower. Use shorter sentences and everyday words"


def reading_age(text: str) -> ReadingAge:
    """Return the reading age of a text. Never lower than 5."""
    words = _WORD.findall(text)
    sentences = [part for part in _SENTENCE_END.split(text) if _WORD.search(part)]
    if len(words) < 20:
        return ReadingAge(None, len(words), len(sentences))
    grade = 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return ReadingAge(max(5, round(grade + 5)), len(words), len(sentences))


def syllables(word: str) -> int:
    """Return about how many syllables an English word has; at least one."""
    plain = re.sub(r"[^a-z]", "", word.casefold())
    count = len(_VOWELS.findall(plain))
    if plain.endswith("e") and not plain.endswith(("le", "ee", "ie", "oe", "ye")):
        count -= 1
    if plain.endswith("ed") and len(plain) > 3 and plain[-3] not in "td":
        count -= 1
    if plain.endswith("es") and len(plain) > 3 and plain[-3] not in "szxhcg":
        count -= 1
    return max(count, 1)
