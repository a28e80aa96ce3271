"""How alike two forenames or two surnames are. Pure."""

from collections.abc import Callable
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from kith.people.matching.scripts import latin, other_script
from kith.people.matching.sounds import forename_sounds, groups_of, sound, surname_root, surname_sound
from kith.people.matching.spelling import telling_parts, without_particles

_BEFORE_ANOTHER = frozenset("mohammed muhammad mohamed mohammad muhammed mohamad mohd mo md syed sayed abdul kaur singh".split())
"""Names that brothers or sisters may all bear, each with another beside it."""


@lru_cache(maxsize=400_000)
def compare_forenames(wanted: tuple[str, ...], held: tuple[str, ...]) -> str:
    """Return how alike two forenames are: a level of ``weights.toml``, or empty when one is missing."""
    if not wanted or not held:
        return ""
    level = _forenames_alike(wanted, held)
    return level if level in ALIKE else _across_scripts(level, wanted, held, forename_sounds)


def _forenames_alike(wanted: tuple[str, ...], held: tuple[str, ...]) -> str:
    if wanted == held or "".join(wanted) == "".join(held):
        return "same"
    bare_wanted, bare_held = telling_parts(wanted), telling_parts(held)
    if bare_wanted and bare_held:
        wanted, held = bare_wanted, bare_held
    if wanted == held:
        return "same"
    if set(wanted) <= set(held) or set(held) <= set(wanted):
        return "part"
    if len(wanted) > 1 and len(held) > 1:
        return _several(wanted, held)
    if groups_of(wanted) & groups_of(held):
        return "nickname" if len(wanted) == len(held) else "part"
    return _spelling(wanted, held)


def share_a_name_of_all(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether two forenames share nothing but a name that brothers or sisters may all bear, such as Mohammed."""
    one, other = ({word for word in side if word not in _BEFORE_ANOTHER} for side in (a, b))
    return not (one and other) and bool(one or other)


def _several(wanted: tuple[str, ...], held: tuple[str, ...]) -> str:
    """Return how alike first names of several words are. One that many bear, as Mohammed, does not stand for the other words."""
    alike = _found_again(
        wanted, held, lambda a, b: bool(a == b or groups_of((a,)) & groups_of((b,)) or _word_level(a, b) in ALIKE)
    )
    if all(alike):
        return "nickname" if len(wanted) == len(held) else "part"
    joined = _word_level("".join(wanted), "".join(held))
    return joined if joined in ALIKE else "mixed" if any(alike) else "differs" if joined == "initial" else joined


@lru_cache(maxsize=400_000)
def compare_surnames(wanted: tuple[str, ...], held: tuple[str, ...]) -> str:
    """Return how alike two surnames are: a level of ``weights.toml``, or empty when one is missing."""
    if not wanted or not held:
        return ""
    level = _surnames_alike(wanted, held)
    return level if level in ALIKE else _across_scripts(level, wanted, held, lambda word: frozenset({surname_sound(word)}))


def _surnames_alike(wanted: tuple[str, ...], held: tuple[str, ...]) -> str:
    if wanted == held or "".join(wanted) == "".join(held):
        return "same"
    bare_wanted, bare_held = without_particles(wanted), without_particles(held)
    if bare_wanted == bare_held:
        return "same"
    if set(wanted) == set(held):
        return "order"
    if any(len(word) > 2 for word in set(bare_wanted) & set(bare_held)):
        return "part" if _rest_alike(bare_wanted, bare_held) else "mixed"
    if {surname_root(a) for a in bare_wanted} & {surname_root(b) for b in bare_held}:
        return "root"
    return _spelling(bare_wanted, bare_held)


def _across_scripts(
    level: str, wanted: tuple[str, ...], held: tuple[str, ...], sounds_of: Callable[[str], frozenset[str]]
) -> str:
    """Return how alike two names are of which one is in another script than Latin: ``transcribed`` when they sound alike.

    Two scripts that do not sound alike say nothing: a transcription has many spellings (``script``).
    """
    beyond = [any(other_script(word) for word in side) for side in (wanted, held)]
    if not any(beyond):
        return level
    heard = [
        {each for word in {*without_particles(side), "".join(without_particles(side)), "".join(side)} for each in sounds_of(word)}
        for side in (wanted, held)
    ]
    if any(len(each) > 1 for each in heard[0] & heard[1]) or {*map(latin, wanted)} & {*map(latin, held)}:
        return "transcribed"
    return level if all(beyond) and level else "script"


def _rest_alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether of two names that share a word, one has no other word,
    or one of the others is alike (Gómez Vidal, Gomes Vidal)."""
    one, other = [word for word in a if word not in b], [word for word in b if word not in a]
    return not one or not other or any(_word_level(x, y) in _NEARLY for x in one for y in other)


def _spelling(wanted: tuple[str, ...], held: tuple[str, ...]) -> str:
    level = _word_level("".join(wanted), "".join(held))
    if level in ALIKE or len(wanted) == len(held) == 1:
        return level
    if all(_found_again(wanted, held, lambda a, b: _word_level(a, b) in ALIKE)):
        return "slip" if len(wanted) == len(held) else "part"
    return level if level != "initial" else "differs"


def _found_again(one: tuple[str, ...], other: tuple[str, ...], alike: Callable[[str, str], bool]) -> list[bool]:
    """Say of each word of the shorter name whether the other has one like it; of two equally long, of each word of both."""
    fewer, more = sorted((one, other), key=len)
    found = [any(alike(a, b) for b in more) for a in fewer]
    return found if len(one) != len(other) else [*found, *(any(alike(a, b) for b in fewer) for a in more)]


def _word_level(a: str, b: str) -> str:
    """Return how alike two words are. Of a short word every letter counts: Lai and Lui are two names,
    Kowalski and Kowalsky one."""
    if len(a) > 2 and len(b) > 2:
        likeness, longer = JaroWinkler.similarity(a, b), max(len(a), len(b))
        if likeness >= 0.7 and sound(a) == sound(b) and len(sound(a)) > 1 and (longer > 4 or likeness >= 0.85):
            return "sound"
        if longer > 4 and OSA.distance(a, b, score_cutoff=2) <= (1 if longer < 8 else 2):
            return "slip"
        if likeness >= 0.87 or (likeness >= 0.7 and OSA.distance(a, b, score_cutoff=1) <= 1):
            return "close"
    return "initial" if a[0] == b[0] and (len(a) == 1 or len(b) == 1) else "differs"


_NEARLY = frozenset({"sound", "slip", "close", "initial"})
ALIKE = frozenset({"same", "order", "nickname", "part", "mixed", "root", "sound", "slip", "middle", "transcribed"})
"""Levels at which two names may be one name: they count by how rare it is."""
ONE_NAME = ALIKE - {"mixed"}
"""Levels at which two names are likely one: enough to read a middle name as a first name,
or the two names the other way round."""
