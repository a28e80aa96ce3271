"""The words of names in an area: those that a word of a search begins, sounds like, is short for, or fits with a wildcard."""

import re
from uuid import UUID

from django.db import connection
from rapidfuzz.distance import OSA

from kith.access.identity import current_identity
from kith.people.finding.search_text import Asked
from kith.people.index.table import bits_of
from kith.people.matching.scripts import latin
from kith.people.matching.sounds import names_used_for, sound, surname_sound

SPELLINGS = 200
"""The most different words that a wildcard stands for; the commonest first."""
LAST_LETTER = "\U0010ffff"
SOUNDED = 4
"""The fewest letters of a word that is also looked for by its sound: a shorter word sounds like too many others."""
MOST_SLIPS = 3
OTHER_SCRIPTS = "\u0370"
"""Where the words in other scripts begin; in the area's list they stand after all others."""
_INITIALS = ("aeiouhy", "bp", "dt", "cgjkqx", "csxz", "fpvw", "rw", "gknp")
"""Letters with which two spellings of one sound may begin."""


def spellings_of(asked: Asked) -> list[list[str]]:
    """Return, for each word asked, the words of names in the area that it may stand for. Two queries for each word."""
    return [_spellings(pattern) for pattern in asked.words]


def records_bearing(spellings: list[list[str]], *, limit: int, looked_through: int) -> set[UUID]:
    """Return records whose names have a word for every word asked (:func:`spellings_of`). One query."""
    return _bearing(spellings, limit=limit, looked_through=looked_through) if all(spellings) else set()


def records_bearing_the_rarest(spellings: list[list[str]], *, limit: int) -> set[UUID]:
    """Return records whose names have a word for the rarest of several words asked, when no more than ``limit`` bear it.
    Two queries.

    It finds whom a first name written as it is heard would hide; the score then says how well the rest fits.
    """
    borne = _bearers([word for words in spellings for word in words])
    counted = [(sum(borne.get(word, 0) for word in words), words) for words in spellings if words]
    bearers, rarest = min(counted, default=(0, []))
    return _bearing([rarest], limit=limit, looked_through=limit) if rarest and bearers <= limit else set()


def _bearing(spellings: list[list[str]], *, limit: int, looked_through: int) -> set[UUID]:
    """Return records that bear one spelling of each group. One query."""
    groups: list[int] = []
    bits: list[int] = []
    for number, words in enumerate(spellings):
        _, keys = bits_of(("word", word) for word in words)
        bits += keys
        groups += [number] * len(keys)
    if not groups:
        return set()
    with connection.cursor() as cursor:
        cursor.execute("select people_bearing(%s::int[], %s::bigint[], %s, %s)", [groups, bits, limit, looked_through])
        return {row[0] for row in cursor.fetchall()}


def _bearers(words: list[str]) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select word, sum(people) from people_nameword where area_id = %s and word = any(%s) group by word",
            [current_identity().area_id, words],
        )
        return dict(cursor.fetchall())


def _spellings(pattern: str) -> list[str]:
    """Return the words of names in the area that begin like a word, sound like it or are some slips away, and forenames used for
    it; or words that fit one with ``*`` or ``?``."""
    beginning = re.split(r"[*?]", pattern)[0]
    like = pattern.replace("_", r"\_").replace("%", r"\%").replace("*", "%").replace("?", "_")
    with connection.cursor() as cursor:
        cursor.execute(
            "select word from people_nameword where area_id = %s and word >= %s and word < %s and word like %s"
            " group by word order by sum(people) desc limit %s",
            [
                current_identity().area_id,
                beginning or "!",
                beginning + LAST_LETTER,
                like if like != pattern else pattern + "%",
                SPELLINGS,
            ],
        )
        found = [row[0] for row in cursor.fetchall()]
    return found if like != pattern else list(dict.fromkeys([*found, *names_used_for(latin(pattern)), *_alike(pattern)]))


def _alike(word: str) -> list[str]:
    """Return the words of names in the area that sound like a whole word, in whatever script, or are some slips of the pen away.
    One query.

    A key of its own holds the sound of a surname's root only,
    which a foreign spelling of the ending changes (Kowalczyk, kowalchik).
    """
    read = latin(word)
    if len(read) < SOUNDED:
        return []
    initials = sorted({letter for group in _INITIALS if read[0] in group for letter in group} or {read[0]})
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct n.word from unnest(%s::text[]) as i(letter) join people_nameword n on n.area_id = %s"
            " and n.word >= i.letter and n.word < i.letter || %s and length(n.word) between %s and %s"
            " union select n.word from people_nameword n where n.area_id = %s and n.word >= %s",
            [
                initials,
                current_identity().area_id,
                LAST_LETTER,
                len(read) - MOST_SLIPS,
                len(read) + MOST_SLIPS,
                current_identity().area_id,
                OTHER_SCRIPTS,
            ],
        )
        held = [row[0] for row in cursor.fetchall()]
    heard, root, slips = sound(read), surname_sound(read), min(MOST_SLIPS, max(1, len(read) // 4))
    apart = {each: OSA.distance(read, latin(each), score_cutoff=slips) for each in held}
    alike = [each for each in held if apart[each] <= slips or sound(latin(each)) == heard or surname_sound(each) == root]
    return sorted(alike, key=lambda each: (apart[each], each))[:SPELLINGS]
