"""A text as words that can be compared: small letters, stems, one spelling, abbreviations of the trade in full. Pure.

Nothing is lost: every word keeps where it stands in the sender's own text, so that a cue can quote it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

_TOKEN = re.compile(
    r"(?P<stop>[.!?;\n]+(?=\s|$|[A-Z\"'“])|\n|[;])|(?P<comma>,| - |–|—|:)"
    r"|(?P<word>#|[^\W\d_]{1,3}/[^\W\d_]{1,4}(?![^\W_])|\d+(?:[.:/+]\d+)*[^\W\d_]*|[^\W\d_](?:\.[^\W\d_]\b)+|[^\W_]+(?:['’][^\W\d_]+)*)"
)
_SHORTEST_CORRECTED = 6
_LONG = 11
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Word:
    """One word in its normal form, the keys by which phrases find it, and where it stands."""

    norm: str
    keys: frozenset[str]
    start: int
    end: int
    sentence: int
    after_comma: bool

    @property
    def negates(self) -> bool:
        """Say whether no gap of a phrase may pass over this word."""
        return "@negation" in self.keys


def stem(word: str) -> str:
    """Return a word without its ending: *bruises*, *bruised* and *bruising* are one."""
    if len(word) <= 3 or not word.isalpha():
        return word
    for ending, instead in (("ies", "y"), ("ied", "y")):
        if word.endswith(ending) and len(word) > 4:
            return word[: -len(ending)] + instead
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word[: -len(ending)]
        if (
            word.endswith(ending)
            and len(rest) >= 3
            and not word.endswith("eed")
            and _VOWELS & set(rest + ("a" if "y" in rest else ""))
        ):
            word = rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "lsz" else rest
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


@dataclass(frozen=True)
class Language:
    """How words are spelt, shortened, joined and grouped. Read once from the dated data beside this file."""

    spellings: Mapping[str, str]
    capitals: Mapping[str, str]
    forms: Mapping[str, str]
    joined: Mapping[str, list[tuple[tuple[str, ...], str]]]
    classes: Mapping[str, frozenset[str]]
    prefixes: tuple[str, ...]
    known: frozenset[str]
    real: frozenset[str]

    @cached_property
    def _by_first(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in sorted(self.known):
            if len(word) >= _SHORTEST_CORRECTED and word.isalpha():
                found.setdefault(word[0], []).append(word)
        return found

    @cached_property
    def _keys(self) -> dict[str, frozenset[str]]:
        return {}

    def stem_of(self, word: str) -> str:
        """Return the stem of a word in its normal spelling; *threw* is *throw*."""
        return stem(self.forms.get(word, word))

    def key_of(self, word: str) -> str:
        """Return the key of a plain word in a phrase, which may be spelt in any of the ways that a text is."""
        plain = self.spellings.get(word, word)
        return self.stem_of(plain.split("'")[0] if " " not in plain else word)

    def as_read(self, text: str) -> str:
        """Return a phrase with its plain words in full and joined as those of a text are."""
        words = " ".join(
            self.spellings.get(each, each.replace("-", " ") if each.isascii() and "|" not in each else each)
            for each in text.split()
        )
        parts = words.split()
        at = 0
        while at < len(parts):
            for rest, instead in self.joined.get(parts[at], ()):
                if tuple(parts[at + 1 : at + 1 + len(rest)]) == rest:
                    parts[at : at + 1 + len(rest)] = [instead]
                    break
            at += 1
        return " ".join(parts)

    def keys_of(self, word: str) -> frozenset[str]:
        """Return the stem, the exact form, the classes and the beginnings by which phrases find a word."""
        kept = self._keys.get(word)
        if kept is None:
            root = self.stem_of(word)
            number = {"@number"} if word[0].isdigit() else set()
            kept = frozenset(
                {
                    root,
                    "=" + word,
                    *self.classes.get(root, ()),
                    *number,
                    *(each for each in self.prefixes if word.startswith(each[:-1])),
                }
            )
            if word in self.known:
                self._keys[word] = kept
        return kept

    def words(self, text: str) -> list[Word]:
        """Return the words of a text in their order."""
        return self._join(list(self._split(text)))

    def _split(self, text: str) -> Iterator[Word]:
        sentence, comma, shouted = 0, False, _is_shouted(text)
        for found in _TOKEN.finditer(text):
            if found["word"] is None:
                sentence += found["stop"] is not None
                comma = found["comma"] is not None
                continue
            for norm in self._spelt(found["word"], shouted=shouted, name=_within(text, found.start())):
                yield Word(norm, self.keys_of(norm), found.start(), found.end(), sentence, comma)
                comma = False

    def _spelt(self, raw: str, *, shouted: bool, name: bool) -> list[str]:
        small = raw.lower().replace("’", "'")
        if not shouted and raw in self.capitals:
            return self.capitals[raw].split()
        if small in self.spellings:
            return self.spellings[small].split()
        if shouted and raw in self.capitals:
            return self.capitals[raw].split()
        if "'" in small:
            return _apart(small, self.spellings)
        if "/" in small and not small[0].isdigit():
            return [each for part in small.split("/") for each in self.spellings.get(part, part).split()]
        small = small.replace(".", "") if small[0].isalpha() else small
        if small in self.spellings:
            return self.spellings[small].split()
        return [small if raw[0].isupper() and name and not shouted else self._corrected(small)]

    def _corrected(self, word: str) -> str:
        if len(word) < _SHORTEST_CORRECTED - 1 or word in self.known or word in self.real or not word.isalpha():
            return word
        if self.stem_of(word) in self.known or any(word.startswith(each[:-1]) for each in self.prefixes):
            return word
        allowed = 2 if len(word) >= _LONG else 1
        best, least = word, allowed + 1
        for each in self._by_first.get(word[0], ()):
            if abs(len(each) - len(word)) <= allowed:
                apart = OSA.distance(word, each, score_cutoff=least)
                if apart < least:
                    best, least = each, apart
        return best

    def _join(self, words: list[Word]) -> list[Word]:
        joined: list[Word] = []
        at = 0
        while at < len(words):
            for rest, instead in self.joined.get(words[at].norm, ()):
                after = words[at + 1 : at + 1 + len(rest)]
                if tuple(each.norm for each in after) == rest and after[-1].sentence == words[at].sentence:
                    first = words[at]
                    joined.append(
                        Word(instead, self.keys_of(instead), first.start, after[-1].end, first.sentence, first.after_comma)
                    )
                    at += 1 + len(rest)
                    break
            else:
                joined.append(words[at])
                at += 1
        return joined


def _within(text: str, start: int) -> bool:
    """Say whether a word stands within a sentence, where a capital letter means a name."""
    before = text[max(0, start - 2) : start].rstrip()
    return bool(before) and (before[-1].islower() or before[-1] == ",")


def _is_shouted(text: str) -> bool:
    letters = [each for each in text if each.isalpha()]
    return bool(letters) and sum(each.isupper() for each in letters) > 0.6 * len(letters)


def _apart(small: str, spellings: Mapping[str, str]) -> list[str]:
    """Return the words of a contraction: *don't* is *do not*, *she's* is *she is*, *mum's* is *mum*."""
    if small.endswith("n't"):
        return [{"ca": "can", "wo": "will", "sha": "shall"}.get(small[:-3], small[:-3]), "not"]
    first, _, ending = small.rpartition("'")
    first = first.replace("'", "")
    if (first + ending) in spellings:
        return spellings[first + ending].split()
    more = {"ve": "have", "re": "are", "ll": "will", "m": "am", "d": "would"}.get(ending)
    if more:
        return [first, more]
    if ending == "s":
        pronoun = first in ("he", "she", "it", "there", "that", "who", "what", "where", "here", "nobody", "everyone", "everybody")
        return [first, "is"] if pronoun else [first]
    return [first + ending] if len(ending) > 1 else [first]
