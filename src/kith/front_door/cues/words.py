"""Cues from the sender's own words, and which of those words put *may be urgent* on a request. Pure."""

import re
from collections.abc import Collection, Iterable, Iterator

from kith.front_door.cues.reading import Sign, quotes_of, signs_in, words_of
from kith.front_door.cues.seen import OURS, Cue, Seen
from kith.front_door.cues.vocabulary import Kind, Level, vocabulary

LONGEST_RAISED = 300
MOST_QUOTES = 3
MOST_URGENT_QUOTES = 5
_SAID_TO_BE_IN_DANGER = re.compile(r'"immediate_danger"\s*:\s*"?(?:true|yes|1|not_sure|unsure)')


def from_words(seen: Seen) -> Iterator[Cue]:
    """Yield a cue for every kind that the words say, with the words that say it."""
    signs = signs_in(seen.texts, given=_known_of(seen))
    by_kind: dict[str, list[Sign]] = {}
    for each in signs:
        by_kind.setdefault(each.kind.id, []).append(each)
    if seen.sender.told_family == "yes" and "do_not_write" in by_kind:
        by_kind.setdefault("told_not_clear", by_kind["do_not_write"])
    for kind in vocabulary().kinds.values():
        if kind.id in by_kind:
            yield _cue(kind, by_kind[kind.id], seen.texts)
    urgent = [each for each in signs if each.kind.urgent]
    if urgent and seen.immediate_danger != "yes":
        yield Cue(
            "may_be_urgent",
            Level.NOW,
            "May be urgent: read now",
            "The sender did not say that someone may be being hurt now, but uses words that can mean it. Read it, then decide.",
            OURS,
            " … ".join(words_of(urgent, seen.texts)[:MOST_URGENT_QUOTES]),
        )


def _cue(kind: Kind, signs: list[Sign], text: str) -> Cue:
    return Cue(kind.id, kind.level, kind.title, kind.words, kind.source, " … ".join(quotes_of(signs, text)[:MOST_QUOTES]))


def _known_of(seen: Seen) -> Collection[str]:
    """Return what is known from the fields and changes what words mean."""
    known = {"pregnancy"} if seen.unborn else set()
    return known | ({"baby"} if any(child.role == "child" and seen.age_of(child) == 0 for child in seen.children) else set())


def raised_by_words(texts: Iterable[str]) -> str:
    """Return the sender's own words that may mean danger now, each once and in their order, or an empty text (practice P-22).

    Whatever the sender answered: words raise a request, and nothing but a worker lowers it.
    """
    text = "\n".join(texts).replace("’", "'")
    urgent = [each for each in signs_in(text) if each.kind.urgent]
    return " … ".join(dict.fromkeys(words_of(urgent, text)))[:LONGEST_RAISED]


def may_be_urgent(text: str) -> bool:
    """Say whether a text that could not be read as a request may mean danger now: by its words, or by what was ticked."""
    return bool(raised_by_words([text]) or _SAID_TO_BE_IN_DANGER.search(text))
