"""Names, addresses and numbers as they are compared: normalised, as they sound, and how alike two names are. Pure."""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA, JaroWinkler

_HERE = Path(__file__).parent
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ß": "ss"})
_NOT_A_NAME = {
    "unknown",
    "unborn",
    "baby",
    "known",
    "not",
    "nk",
    "na",
    "none",
    "withheld",
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "new",
    "aka",
}
_PARTICLES = frozenset(
    "al el ad as ash ar an at abu abd bin ibn bint ben de da do dos das del della di du la le les los van von der den ter ten st saint"
    " mac mc o ap ab abdul abdel".split()
)
"""Small words of names that are often left out, or written together with what follows."""
_SAY_LITTLE = frozenset({"thi", "van", "md"})
"""Words of forenames that very many bear beside another (of Vietnamese women and men, and for Mohammed): they are no name of their own."""
_BEFORE_ANOTHER = frozenset("mohammed muhammad mohamed mohammad muhammed mohamad mohd mo md syed sayed abdul kaur singh".split())
"""Names that brothers or sisters may all bear, each with another beside it."""
_SLAVIC_ENDING = re.compile(
    r"(?:ova|eva|ovsk[aiy]|evsk[aiy]|owsk[ai]|ewsk[ai]|insk[aiy]|nsk[ai]|dzk[ai]|sk[aiy]|ck[aiy]|czyk|czak|owicz|ewicz|ovic|evic|owna|ak|ek|ov|ev)$"
)
_ROOT_LEAST = 4


@cache
def _nicknames() -> dict[str, frozenset[int]]:
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


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Return text in small letters without accents or apostrophes, anything else between words as one space."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return " ".join(text.lower().split())
    small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS))
    bare = "".join(c for c in small if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]|_", " ", re.sub(r"['’`´]", "", bare)).split())


@lru_cache(maxsize=50_000)
def name_parts(text: str) -> tuple[str, ...]:
    """Return the words of a name, folded; none for "Unknown", "Baby", "?" and titles."""
    words = tuple(word for word in fold(text).split() if word not in _NOT_A_NAME and not word.isdigit())
    longer = tuple(word for word in words if len(word) > 1)
    return longer if longer and len(words) > 1 else words


@lru_cache(maxsize=50_000)
def surname_parts(text: str) -> tuple[str, ...]:
    """Return the words of a surname, folded. A letter that stands alone stays: ``O Brien`` and ``D Souza`` are one name with it."""
    return tuple(word for word in fold(text).split() if word not in _NOT_A_NAME and not word.isdigit())


def surname_root(word: str) -> str:
    """Return a surname without a Slavic ending that changes with sex or country (Kowalski, Kowalska; Lakatoš, Lakatošová)."""
    root = _SLAVIC_ENDING.sub("", word)
    return root if len(root) >= _ROOT_LEAST else word


@lru_cache(maxsize=50_000)
def address_key(lines: str) -> str:
    """Return what two spellings of one address share: its numbers and its street's first word of a name; empty when unclear.

    ``Flat 2, 14 Anvil Row`` and ``14 ANVIL ROW`` both give ``14 anvil``.
    """
    words = fold(lines).split()
    for place in range(len(words) - 1, -1, -1):
        if words[place][0].isdigit() and place + 1 < len(words) and len(words[place]) <= 5:
            following = [w for w in words[place + 1 :] if w not in {"the", "a", "old"}]
            if following and not following[0][0].isdigit():
                return f"{words[place]} {following[0]}"
    return ""


@lru_cache(maxsize=50_000)
def postcode_key(text: str) -> str:
    """Return a postcode in capitals without spaces."""
    return re.sub(r"[^A-Z0-9]", "", text.upper())


@lru_cache(maxsize=20_000)
def telephone_key(text: str) -> str:
    """Return the digits of a telephone number, with 0 for +44."""
    digits = re.sub(r"\D", "", text)
    if digits.startswith("0044"):
        digits = digits[2:]
    if digits.startswith("44") and len(digits) > 10:
        digits = digits[2:].lstrip("0")
        return "0" + digits
    return digits


_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"^wh", "w"),
        (r"^mc", "mac"),
        (r"^x", "s"),
        (r"tsch|tch|sch|szcz|szc", "#"),
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
    groups = _nicknames().get(word)
    return frozenset(sound(_first_of_group()[group]) for group in groups) if groups else frozenset({sound(word)})


@lru_cache(maxsize=50_000)
def surname_sound(word: str) -> str:
    """Return how a surname sounds without an ending that changes with sex or country."""
    return sound(surname_root(word))


@lru_cache(maxsize=50_000)
def without_particles(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name without small words such as al, de or van and single letters; all of them when nothing else is left."""
    return tuple(word for word in words if len(word) > 1 and word not in _PARTICLES) or words


def house_number(lines: str) -> str:
    """Return the number of the house or flat that an address begins with, empty when it has none."""
    match = re.search(r"\d+[a-z]?\b", fold(lines))
    return match[0] if match else ""


@lru_cache(maxsize=400_000)
def compare_forenames(wanted: tuple[str, ...], held: tuple[str, ...]) -> str:
    """Return how alike two forenames are: a level of ``weights.toml``, or empty when one is missing."""
    if not wanted or not held:
        return ""
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
    if _groups_of(wanted) & _groups_of(held):
        return "nickname" if len(wanted) == len(held) else "part"
    return _spelling(wanted, held)


def telling_parts(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a forename without those that very many bear beside another."""
    return tuple(word for word in words if word not in _SAY_LITTLE)


def share_a_name_of_all(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether two forenames share nothing but a name that brothers or sisters may all bear, such as Mohammed."""
    one, other = ({word for word in side if word not in _BEFORE_ANOTHER} for side in (a, b))
    return not (one and other) and bool(one or other)


def _several(wanted: tuple[str, ...], held: tuple[str, ...]) -> str:
    """Return how alike first names of several words are. One that many bear, as Mohammed, does not stand for the other words."""
    fewer, more = sorted((wanted, held), key=len)
    alike = [any(a == b or _groups_of((a,)) & _groups_of((b,)) or _word_level(a, b) in ALIKE for b in more) for a in fewer]
    if all(alike):
        return "nickname" if len(fewer) == len(more) else "part"
    joined = _word_level("".join(wanted), "".join(held))
    return joined if joined in ALIKE else "mixed" if any(alike) else "differs" if joined == "initial" else joined


@lru_cache(maxsize=100_000)
def _groups_of(words: tuple[str, ...]) -> frozenset[int]:
    return frozenset(group for word in words for group in _nicknames().get(word, ()))


@lru_cache(maxsize=400_000)
def compare_surnames(wanted: tuple[str, ...], held: tuple[str, ...]) -> str:
    """Return how alike two surnames are: a level of ``weights.toml``, or empty when one is missing."""
    if not wanted or not held:
        return ""
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


def _rest_alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether of two names that share a word, one has no other word, or one of the others is alike (Gómez Vidal, Gomes Vidal)."""
    one, other = [word for word in a if word not in b], [word for word in b if word not in a]
    return not one or not other or any(_word_level(x, y) in _NEARLY for x in one for y in other)


def _spelling(wanted: tuple[str, ...], held: tuple[str, ...]) -> str:
    level = _word_level("".join(wanted), "".join(held))
    if level in ALIKE or len(wanted) == len(held) == 1:
        return level
    fewer, more = sorted((wanted, held), key=len)
    if all(any(_word_level(a, b) in ALIKE for b in more) for a in fewer):
        return "slip" if len(fewer) == len(more) else "part"
    return level if level != "initial" else "differs"


def _word_level(a: str, b: str) -> str:
    """Return how alike two words are. Of a short word every letter counts: Lai and Lui are two names, Kowalski and Kowalsky one."""
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
ALIKE = frozenset({"same", "order", "nickname", "part", "mixed", "root", "sound", "slip", "middle"})
"""Levels at which two names may be one name: they count by how rare it is."""
ONE_NAME = ALIKE - {"mixed"}
"""Levels at which two names are likely one: enough to read a middle name as a first name, or the two names the other way round."""
