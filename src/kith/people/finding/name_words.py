"""The words of names in an area: those that a word of a search begins, sounds like, or fits with a wildcard."""

import re
from uuid import UUID

from django.db import connection
from rapidfuzz.distance import OSA

from kith.access.identity import current_identity
from kith.people.finding.search_text import Asked
from kith.people.index.table import bits_of
from kith.people.matching.sounds import sound, surname_sound

SPELLINGS = 200
"""The most different words that a wildcard stands for; the commonest first."""
LAST_LETTER = "\U0010ffff"
SOUNDED = 4
"""The fewest letters of a word that is also looked for by its sound: a shorter word sounds like too many others."""
_INITIALS = ("aeiouhy", "bp", "dt", "cgjkqx", "csxz", "fpvw", "rw", "gknp")
"""Letters with which two spellings of one sound may begin."""


def records_bearing(asked: Asked, *, limit: int, looked_through: int) -> set[UUID]:
    """Return records whose names have a word for every word asked: as its beginning, as it sounds, or as its wildcard says."""
    groups: list[int] = []
    bits: list[int] = []
    for number, pattern in enumerate(asked.words):
        spellings = _spellings(pattern)
        if not spellings:
            return set()
        _, keys = bits_of(("word", word) for word in spellings)
        bits += keys
        groups += [number] * len(keys)
    if not groups:
        return set()
    with connection.cursor() as cursor:
        cursor.execute("select people_bearing(%s::int[], %s::bigint[], %s, %s)", [groups, bits, limit, looked_through])
        return {row[0] for row in cursor.fetchall()}


def _spellings(pattern: str) -> list[str]:
    """Return the words of names in the area that begin like a word, sound like it or are a slip away,
    or fit one with ``*`` or ``?``."""
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
    return found if like != pattern else list(dict.fromkeys([*found, *_alike(pattern)]))


def _alike(word: str) -> list[str]:
    """Return the words of names in the area that sound like a whole word, or differ from it by one slip of the pen. One query.

    A key of its own holds the sound of a surname's root only,
    which a foreign spelling of the ending changes (Kowalczyk, kowalchik).
    """
    if len(word) < SOUNDED:
        return []
    initials = sorted({letter for group in _INITIALS if word[0] in group for letter in group} or {word[0]})
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct n.word from unnest(%s::text[]) as i(letter) join people_nameword n on n.area_id = %s"
            " and n.word >= i.letter and n.word < i.letter || %s and length(n.word) between %s and %s",
            [initials, current_identity().area_id, LAST_LETTER, len(word) - 3, len(word) + 3],
        )
        held = [row[0] for row in cursor.fetchall()]
    heard, root = sound(word), surname_sound(word)
    return [
        each
        for each in held
        if sound(each) == heard or surname_sound(each) == root or OSA.distance(word, each, score_cutoff=1) <= 1
    ][:SPELLINGS]
