"""How names sound, and which forenames are used for each other. Pure."""

import re
from functools import cache, lru_cache
from pathlib import Path

from kith.people.matching.scripts import latin

_HERE = Path(__file__).parent
_SLAVIC_ENDING = re.compile(
    r"(?:ova|eva|ovsk[aiy]|evsk[aiy]|owsk[ai]|ewsk[ai]|insk[aiy]|nsk[ai]|dzk[ai]|sk[aiy]|ck[aiy]|czyk|czak|owicz|ewicz|ovic|evic|owna|ak|ek|ov|ev)$"
)
_ROOT_LEAST = 4


@cache
def nicknames() -> dict[str, frozenset[int]]:
    """Return, for each forename, the groups of forenames used for each other that it belongs to."""
    groups: dict[str, set[int]] = {}
    for number, line in enumerate((_HERE / "nicknames.txt").read_text().splitlines()):
        if not line.startswith("#"):
            for name in line.split():
                groups.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


@cache
def _first_of_group() -> dict[int, str]:
    lines = (_HERE / "nicknames.txt").read_text().splitlines()
    return {number: line.split()[0] for number, line in enumerate(lines) if line and not line.startswith("#")}


@lru_cache(maxsize=5_000)
def names_used_for(word: str) -> frozenset[str]:
    """Return the forenames that are used for a folded forename, and that one itself."""
    groups = nicknames().get(word, frozenset())
    return frozenset({word, *(name for name, of in nicknames().items() if of & groups)})


def surname_root(word: str) -> str:
    """Return a surname without a Slavic ending that changes with sex or country (Kowalski, Kowalska; Lakatoš, Lakatošová)."""
    root = _SLAVIC_ENDING.sub("", word)
    return root if len(root) >= _ROOT_LEAST else word


_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"^wh", "w"),
        (r"^mc", "mac"),
        (r"^x", "s"),
        (r"mh$", "v"),
        (r"tsch|tch|sch|szcz|szc|scz", "#"),
        (r"cz|sz|sh|ch|cs|zs|zh", "#"),
        (r"ti(?=[ao])|ci(?=[ao])|si(?=on)", "#"),
        (r"ph|ff", "f"),
        (r"gh(?=t|$)", ""),
        (r"gh", "g"),
        (r"dg|dj", "j"),
        (r"ck|cq|qu|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"g(?=[eiy])", "j"),
        (r"th|dd", "t"),
        (r"d", "t"),
        (r"b(?!$)", "p"),
        (r"[vw]", "f"),
        (r"z", "s"),
        (r"(?<!^)[aeiouhy]+", ""),
        (r"^[aeiouhy]+", "a"),
        (r"(?<=m)b$", ""),
        (r"b", "p"),
        (r"g", "k"),
    )
)


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """Return how a folded name sounds: consonants in classes (b p, d t, f v w, k g c, s z), vowels only at the start."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return re.sub(r"(.)\1+", r"\1", word).upper()


@lru_cache(maxsize=50_000)
def forename_sounds(word: str) -> frozenset[str]:
    """Return how a forename sounds, or how the full names sound that it may stand for."""
    word = latin(word)
    groups = nicknames().get(word)
    return frozenset(sound(_first_of_group()[group]) for group in groups) if groups else frozenset({sound(word)})


@lru_cache(maxsize=50_000)
def surname_sound(word: str) -> str:
    """Return how a surname sounds without an ending that changes with sex or country."""
    return sound(surname_root(latin(word)))


@lru_cache(maxsize=100_000)
def groups_of(words: tuple[str, ...]) -> frozenset[int]:
    return frozenset(group for word in words for group in nicknames().get(word, ()))
