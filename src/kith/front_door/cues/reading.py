"""What a text says that must be noticed, with the words that say it. Pure.

A phrase counts unless what stands around it says otherwise: it is negated, means something else, is about other people, is long
past, or is said of a lesson, a leaflet or a game. Rules and words are data (``vocabulary``); this is how they are put together.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kith.front_door.cues.language import Word
from kith.front_door.cues.phrases import Match
from kith.front_door.cues.vocabulary import Kind, Vocabulary, vocabulary

LEAST = 2
"""How many different things a text must say before one of them counts, unless it is said in so many words (``Sign.certain``)."""
OFTEN = 3
"""How many different phrases of one kind count whatever else their sentence speaks of."""
REACH = 6
"""How far *not* reaches over a verb such as *see*."""
_AROUND = 3
"""How many words around a sign a quote shows, so that a reader sees what it was said of."""
_LONGEST_QUOTE = 120


@dataclass(frozen=True, slots=True)
class Sign:
    """A kind, and where in the text it is said; ``shown`` takes in a few words around, so that a reader sees of what."""

    kind: Kind
    start: int
    end: int
    shown: tuple[int, int]
    phrase: str
    certain: bool


class _Text:
    """One text with its words, every phrase found in it, and what those say about each other."""

    def __init__(self, text: str, held: Vocabulary) -> None:
        self.words = held.language.words(text)
        self.by_owner: dict[str, list[Match]] = defaultdict(list)
        for match in held.phrases.found_in(self.words):
            self.by_owner[match.owner].append(match)

    def sentences(self, owner: str) -> set[int]:
        return {self.words[each.first].sentence for each in self.by_owner.get(owner, ())}

    def covers(self, owner: str, match: Match) -> bool:
        return any(each.first <= match.last and match.first <= each.last for each in self.by_owner.get(owner, ()))


def signs_in(text: str, *, given: Collection[str] = ()) -> list[Sign]:
    """Return every sign in a text, each kind as often as it is said.

    ``given`` names what is known from elsewhere than the words, such as ``baby`` from a date of birth.
    """
    held = vocabulary()
    read = _Text(text, held)
    past = read.sentences("context:past") - read.sentences("context:still")
    apart = read.sentences("context:not_real")
    known = {*given, *(name for name in ("baby", "pregnancy") if read.by_owner.get(f"context:{name}"))}
    ordinary = read.sentences("context:everyday")
    signs: list[Sign] = []
    for kind in held.kinds.values():
        often = len({each.phrase for each in read.by_owner.get(f"kind:{kind.id}", ())}) >= OFTEN
        if f"nowhere:{kind.id}" in read.by_owner or (kind.needs and kind.needs not in known):
            continue
        quiet = apart | (set() if often else read.sentences(f"unless:{kind.id}")) | (set() if kind.past else past)
        for match in read.by_owner.get(f"kind:{kind.id}", ()):
            sentence = read.words[match.first].sentence
            if sentence in ordinary and not often and (not kind.urgent or match.loose):
                continue
            if sentence not in quiet and not read.covers(f"unless:{kind.id}", match) and _counts(kind, match, read):
                start, end, shown = read.words[match.first].start, read.words[match.last].end, _quoted(match, read.words)
                also = (held.kinds[other] for other in kind.implies)
                signs.extend(Sign(each, start, end, shown, match.phrase, match.certain) for each in (kind, *also))
    said = {each.phrase for each in signs} | {each.phrase for each in read.by_owner.get("context:concern", ())}
    return signs if len(said) >= LEAST else [each for each in signs if each.certain]


def _counts(kind: Kind, match: Match, read: _Text) -> bool:
    return not (
        read.covers("context:other_sense", match)
        or (not kind.others and read.covers("context:other_people", match))
        or _negated(match, read)
    )


def _negated(match: Match, read: _Text) -> bool:
    """Say whether a word before or after denies what the match says.

    *not*, *never* deny the next word, or what follows a verb such as *see* or *have*; *no*, *nil*, *denies* what follows as far
    as *but*.
    """
    words = read.words
    pseudo = {place for each in read.by_owner.get("context:not_negation", ()) for place in range(each.first, each.last + 1)}
    for at in range(match.first - 1, max(-1, match.first - 10), -1):
        word = words[at]
        if word.sentence != words[match.first].sentence or "@contrast" in word.keys:
            break
        if word.negates and at not in pseudo and _reaches(words[at : match.first], words[match.first]):
            return True
    return any(
        each.first > match.last and each.first - match.last <= 4 and words[each.first].sentence == words[match.last].sentence
        for each in read.by_owner.get("context:denied_after", ())
    )


def _reaches(between: list[Word], first: Word) -> bool:
    """Say whether the negation that begins ``between`` reaches the word after it."""
    negation, *rest = between
    strong = "@negation_of_things" in negation.keys
    commas = first.after_comma + sum(each.after_comma for each in rest)
    if commas and not (strong and (commas > 1 or any(each.norm in ("or", "nor") for each in rest) or len(rest) == 1)):
        return False
    if any("@subject" in each.keys and index for index, each in enumerate(rest)):
        return False
    if len(rest) <= (3 if strong else 1):
        return True
    return len(rest) <= REACH and any("@passes" in each.keys for each in rest[:3])


def _quoted(match: Match, words: list[Word]) -> tuple[int, int]:
    """Return where a quote begins and ends: the words of the match with a few around it in the same sentence."""
    first, last = match.first, match.last
    sentence = words[first].sentence
    for _ in range(_AROUND):
        if first and words[first - 1].sentence == sentence and words[last].end - words[first - 1].start <= _LONGEST_QUOTE:
            first -= 1
        if (
            last + 1 < len(words)
            and words[last + 1].sentence == sentence
            and words[last + 1].end - words[first].start <= _LONGEST_QUOTE
        ):
            last += 1
    return words[first].start, words[last].end


def quotes_of(signs: Iterable[Sign], text: str) -> list[str]:
    """Return what to quote for signs, in their order: the words with a few around, each place once."""
    return _said(text, (each.shown for each in signs))


def words_of(signs: Iterable[Sign], text: str) -> list[str]:
    """Return the bare words of signs in their order, each place once: the shortest that say it."""
    places = {(each.start, each.end) for each in signs}
    inner = {one for one in places if not any(one != other and one[0] <= other[0] and other[1] <= one[1] for other in places)}
    return _said(text, inner)


def _said(text: str, places: Iterable[tuple[int, int]]) -> list[str]:
    spans: list[tuple[int, int]] = []
    for start, end in sorted(set(places)):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return [" ".join(text[start:end].split()) for start, end in spans]
