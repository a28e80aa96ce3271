"""Is this the same person? Normalising, sounds, and a score that can be read. Pure: no database, no clock.

Every point comes with a reason in words, for or against, and all points are data (``weights.toml``, or an area's own calibration).
One point is a doubling of the odds that it is the same person. A shared name counts by how few bear it. The score never decides: a
person confirms.
"""

import re
import unicodedata
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache
from math import log2
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, JaroWinkler

from kith.people.identifiers import check_nhs_number, check_upn
from kith.people.weights import NOBODY_COUNTED, Frequencies, Weights, packaged_weights

_HERE = Path(__file__).parent
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ß": "ss"}
)
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


# ---- normalising


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


# ---- what is compared


@dataclass(frozen=True)
class NameParts:
    """A forename with a surname it goes with, in folded words. ``middle`` when the forename is a middle name."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    middle: bool = False


@dataclass(frozen=True)
class Place:
    """An address as it is compared: its words, its number and street, its postcode, and whether it is where the person lives now."""

    text: str
    street: str
    code: str
    current: bool = True


@dataclass(frozen=True)
class Wanted:
    """What is known of the person looked for. Anything may be missing. ``on`` is the day on which ``age`` was said."""

    forename: str = ""
    middle_names: str = ""
    surname: str = ""
    known_as: str = ""
    other_names: tuple[tuple[str, str], ...] = ()
    date_of_birth: date | None = None
    birth_written: str = ""
    """Year, month and day in eight digits, when they are written and no day of the calendar."""
    expected_date: date | None = None
    age: int | None = None
    on: date | None = None
    sex: str = "U"
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    email: str = ""
    nhs_number: str = ""
    upn: str = ""
    la_child_id: str = ""
    school: str = ""

    @cached_property
    def names(self) -> list[NameParts]:
        """Every forename with every surname it goes with, in parts."""
        return _names(self.forename, self.middle_names, self.known_as, self.surname, self.other_names)

    @cached_property
    def middles(self) -> tuple[str, ...]:
        """The middle names, folded, without those that say little."""
        return _telling(name_parts(self.middle_names))

    @cached_property
    def place(self) -> Place:
        """The address, as it is compared."""
        return Place(fold(self.address), address_key(self.address), postcode_key(self.postcode))


@dataclass(frozen=True)
class Held:
    """What the record holds of a person, as the score needs it."""

    forename: str = ""
    middle_names: str = ""
    surname: str = ""
    known_as: str = ""
    other_names: tuple[tuple[str, str], ...] = ()
    date_of_birth: date | None = None
    birth_written: str = ""
    birth_date_kind: str = "exact"
    expected_date: date | None = None
    sex: str = "U"
    school: str = ""
    addresses: tuple[tuple[str, str, bool], ...] = ()
    """Lines, postcode, and whether it is where the person lives now."""
    contacts: frozenset[str] = frozenset()
    nhs_numbers: frozenset[str] = frozenset()
    upns: frozenset[str] = frozenset()
    la_child_ids: frozenset[str] = frozenset()
    merged_into: UUID | None = None
    """The record this one turned out to be; it is shown in its stead."""

    @cached_property
    def names(self) -> list[NameParts]:
        """Every forename with every surname it goes with, in parts."""
        return _names(self.forename, self.middle_names, self.known_as, self.surname, self.other_names)

    @cached_property
    def middles(self) -> tuple[str, ...]:
        """The middle names, folded, without those that say little."""
        return _telling(name_parts(self.middle_names))

    @cached_property
    def places(self) -> list[Place]:
        """The addresses, as they are compared."""
        return [Place(fold(a), address_key(a), postcode_key(p), now) for a, p, now in self.addresses]


def _names(
    forename: str, middle_names: str, known_as: str, surname: str, others: tuple[tuple[str, str], ...]
) -> list[NameParts]:
    last = surname_parts(surname)
    said = [NameParts(name_parts(forename), last)]
    if known_as:
        said.append(NameParts(name_parts(known_as), last))
    said += [NameParts(name_parts(a or forename), surname_parts(b) if b else last) for a, b in others]
    if middle_names and (middle := _telling(name_parts(middle_names))):
        said.append(NameParts(middle, last, middle=True))
    return list(dict.fromkeys(said))


class Told(NamedTuple):
    """One comparison: which part, which level of it, what it adds for being rare, and its words, which may name ``a`` and ``b``."""

    part: str
    level: str
    rarity: float = 0.0
    template: str = ""
    a: Any = None
    b: Any = None

    @property
    def words(self) -> str:
        """The reason in words."""
        return self.template.format(a=_said(self.a), b=_said(self.b)) if self.template else ""


def _said(value: Any) -> str:
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return " ".join(part.capitalize() for part in value) if isinstance(value, tuple) else str(value)


@dataclass
class Score:
    """Points with their reasons."""

    weights: Weights = field(default_factory=packaged_weights)
    points: float = 0.0
    told: list[Told] = field(default_factory=list)
    more_for: list[str] = field(default_factory=list)
    more_against: list[str] = field(default_factory=list)

    def add_family(self, who: str) -> None:
        """Add the points of a family in which somebody else of the same request was found."""
        self.points += self.weights.points("family", "shared")
        self.more_for.append(f"In the same family as {who}, who also matches")

    def add(self, told: Told) -> None:
        """Add the points of one comparison, and its reason on the side it speaks for."""
        self.points += self._worth(told)
        self.told.append(told)

    def _worth(self, told: Told) -> float:
        return self.weights.points(told.part, told.level) + told.rarity

    @property
    def reasons_for(self) -> list[str]:
        """What speaks for the same person, in words."""
        return [*(t.words for t in self.told if t.template and self._worth(t) > 0), *self.more_for]

    @property
    def reasons_against(self) -> list[str]:
        """What speaks against it, in words."""
        return [*(t.words for t in self.told if t.template and self._worth(t) <= 0), *self.more_against]

    @property
    def contradicted(self) -> bool:
        """Whether a strong word would mislead."""
        return contradicted({(told.part, told.level) for told in self.told})

    @property
    def confidence(self) -> str:
        """``strong``, ``possible`` or empty when the score is under both."""
        if self.points >= self.weights.strong and not self.contradicted:
            return "strong"
        return "possible" if self.points >= self.weights.possible else ""


CONTRADICTS = frozenset({("forename", "differs"), ("forename", "mixed"), ("twin", "common"), ("nhs", "differs")})
"""Whoever has another first name, be it the second of two, or another NHS number is a possible match at most, whatever else fits."""
_SAME_NUMBER = frozenset({("nhs", "same"), ("upn", "same"), ("la_child_id", "same")})
_SAME_HOME = frozenset({("address", "same"), ("address", "close"), ("postcode", "same"), ("telephone", "same")})
_SAME_BIRTH = frozenset({("born", "same"), ("born", "first_january"), ("expected", "same")})
_PART_OF_NAME = frozenset({("forename", "part"), ("forename", "middle")})


def contradicted(levels: Set[tuple[str, str]]) -> bool:
    """Return whether something that was compared contradicts that two are one, however many points the rest has.

    Another date of birth does, with no number to outweigh it: a father and a son of one name live in one home, and namesakes apart. So
    does a date with another part, and half a first name with any slip in the date, when nothing of the home fits either.
    """
    if levels & CONTRADICTS:
        return True
    if levels & _SAME_BIRTH or levels & _SAME_NUMBER:
        return False
    if ("born", "differs") in levels:
        return True
    dated = any(part == "born" for part, _ in levels)
    return dated and not levels & _SAME_HOME and (("born", "two_parts") in levels or bool(levels & _PART_OF_NAME))


UNDER_STRONG = 0.1


@lru_cache(maxsize=400_000)
def compare_forenames(wanted: tuple[str, ...], held: tuple[str, ...]) -> str:
    """Return how alike two forenames are: a level of ``weights.toml``, or empty when one is missing."""
    if not wanted or not held:
        return ""
    if wanted == held or "".join(wanted) == "".join(held):
        return "same"
    bare_wanted, bare_held = _telling(wanted), _telling(held)
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


def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _SAY_LITTLE)


def _several(wanted: tuple[str, ...], held: tuple[str, ...]) -> str:
    """Return how alike first names of several words are. One that many bear, as Mohammed, does not stand for the other words."""
    fewer, more = sorted((wanted, held), key=len)
    alike = [
        any(a == b or _groups_of((a,)) & _groups_of((b,)) or _word_level(a, b) in _ALIKE for b in more) for a in fewer
    ]
    if all(alike):
        return "nickname" if len(fewer) == len(more) else "part"
    joined = _word_level("".join(wanted), "".join(held))
    return joined if joined in _ALIKE else "mixed" if any(alike) else "differs" if joined == "initial" else joined


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
    if level in _ALIKE or len(wanted) == len(held) == 1:
        return level
    fewer, more = sorted((wanted, held), key=len)
    if all(any(_word_level(a, b) in _ALIKE for b in more) for a in fewer):
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

_FORENAME_WORDS = {
    "same": "Same first name: {b}",
    "nickname": "{a} and {b} are used for each other",
    "part": "First names share a part: {a}, {b}",
    "mixed": "Of several first names one is shared: {a}, {b}",
    "middle": "A first name of one is a middle name of the other: {a}, {b}",
    "sound": "First names sound alike: {a}, {b}",
    "slip": "First names differ by a letter: {a}, {b}",
    "close": "First names are spelt alike: {a}, {b}",
    "initial": "Same initial: {a}, {b}",
    "differs": "Another first name: {a}, not {b}",
}
_SURNAME_WORDS = {
    "same": "Same surname: {b}",
    "order": "Same surnames in another order: {a}, {b}",
    "root": "Surnames are forms of one name: {a}, {b}",
    "sound": "Surnames sound alike: {a}, {b}",
    "slip": "Surnames differ by a letter: {a}, {b}",
    "part": "Surnames share a part: {a}, {b}",
    "mixed": "Of several surnames one is shared: {a}, {b}",
    "close": "Surnames are spelt alike: {a}, {b}",
    "initial": "Surnames share an initial: {a}, {b}",
    "differs": "Another surname: {a}, not {b}",
}
_ALIKE = frozenset({"same", "order", "nickname", "part", "mixed", "root", "sound", "slip", "middle"})
"""Levels at which two names may be one name: they count by how rare it is."""
_ONE_NAME = _ALIKE - {"mixed"}
"""Levels at which two names are likely one: enough to read a middle name as a first name, or the two names the other way round."""


def _rarity(frequencies: Frequencies, place: str, level: str, a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Return the points that a shared name adds for being rare, or takes for being common.

    Of two spellings the commoner counts; of several words that are shared, the rarest.
    """
    if level == "close":
        return _both_names(frequencies, place, a, b)
    if level not in _ALIKE:
        return 0.0
    shared = set(a) & set(b)
    if shared:
        rarity = max(frequencies.rarity(place, word) for word in shared)
        return min(0.0, rarity) if level == "mixed" else rarity
    rarity = min(max(frequencies.rarity(place, word) for word in side) for side in (a, b))
    return min(0.0, rarity) if level == "mixed" else rarity + (_both_names(frequencies, place, a, b) if level == "slip" else 0.0)


def _both_names(frequencies: Frequencies, place: str, a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Return the points taken because two spellings are each a name that many bear (Maria and Marta), and the one no slip of the other."""
    return frequencies.both_names(place, a[0], b[0]) if len(a) == len(b) == 1 else 0.0


_Names = tuple[float, str, str, bool, NameParts, NameParts]


def _compare_names(wanted: Wanted, held: Held, weights: Weights, frequencies: Frequencies) -> list[Told]:
    best: _Names | None = None
    for name in wanted.names:
        for other in held.names:
            for swapped in (False, True):
                found = _alike_as(name, other, swapped)
                if found is None:
                    continue
                first, last = found
                points = weights.points("forename", first) + weights.points("surname", last)
                points += weights.points("order", "swapped") if swapped else 0.0
                if best is None or points > best[0]:
                    best = (points, first, last, swapped, name, other)
                if first in _ALIKE and last in _ALIKE:
                    break
    if best is None:
        return []
    _, first, last, swapped, name, other = best
    one, two = (name.last, name.first) if swapped else (name.first, name.last)
    told = []
    if first:
        rare = _rarity(frequencies, "f", first, one, other.first)
        told.append(Told("forename", first, rare, _FORENAME_WORDS[first], one, other.first))
    if last:
        rare = _rarity(frequencies, "s", last, two, other.last)
        told.append(Told("surname", last, rare, _SURNAME_WORDS[last], two, other.last))
    if swapped:
        told.append(Told("order", "swapped", 0.0, "First name and surname are the other way round"))
    if wanted.middles and held.middles and first != "middle":
        level = compare_forenames(wanted.middles, held.middles)
        level = "same" if level in _ALIKE else "initial" if level == "initial" else "differs"
        words = {"same": "Same middle name", "initial": "", "differs": "Another middle name"}[level]
        rare = min(0.0, _rarity(frequencies, "f", level, wanted.middles, held.middles))
        told.append(Told("middle", level, rare, words))
    return told


def _alike_as(name: NameParts, other: NameParts, swapped: bool) -> tuple[str, str] | None:
    """Return the levels of two names read in one order, or ``None`` when that order says nothing."""
    if name.middle or other.middle:
        if (name.middle and other.middle) or swapped or compare_forenames(name.first, other.first) not in _ONE_NAME:
            return None
        return "middle", compare_surnames(name.last, other.last)
    if not swapped:
        return compare_forenames(name.first, other.first), compare_surnames(name.last, other.last)
    first, last = compare_forenames(name.last, other.first), compare_surnames(name.first, other.last)
    return (first, last) if first in _ONE_NAME and last in _ONE_NAME else None


_BIRTH_WORDS = {
    "same": "Same date of birth: {b}",
    "first_january": "Same date of birth: {b}, a day that often stands for a year only",
    "day_month": "Day and month of birth the other way round: {a}, {b}",
    "digit": "Dates of birth differ by one digit: {a}, {b}",
    "two_parts": "Dates of birth differ in one part: {a}, {b}",
    "estimated": "Near the estimated date of birth: {a}, {b}",
    "differs": "Another date of birth: {a}, not {b}",
}
_EXPECTED_WORDS = {
    "same": "Same expected date",
    "near": "Expected dates a few weeks apart",
    "differs": "Another expected date",
}
_AGE_WORDS = {"fits": "Age fits", "near": "Age a year out", "differs": "Age does not fit"}


def _compare_birth(wanted: Wanted, held: Held) -> list[Told]:
    if wanted.date_of_birth and held.date_of_birth:
        level = birth_level(wanted.date_of_birth, held.date_of_birth, estimated=held.birth_date_kind == "estimated")
        return [Told("born", level, 0.0, _BIRTH_WORDS[level], wanted.date_of_birth, held.date_of_birth)]
    one, other_one = birth_digits(wanted), birth_digits(held)
    if one and other_one:
        level = _digits_level(one, other_one)
        return [Told("born", level, 0.0, _BIRTH_WORDS[level], _written(wanted), _written(held))]
    if wanted.expected_date and (other := held.expected_date or held.date_of_birth):
        apart = abs((wanted.expected_date - other).days)
        level = "same" if apart == 0 else "near" if apart <= 35 else "differs"
        return [Told("expected", level, 0.0, _EXPECTED_WORDS[level])]
    if wanted.age is not None and wanted.on and held.date_of_birth:
        apart = abs(whole_years(held.date_of_birth, wanted.on) - wanted.age)
        level = "fits" if apart == 0 else "near" if apart == 1 else "differs"
        return [Told("age", level, 0.0, _AGE_WORDS[level] + ": {a}, born {b}", wanted.age, held.date_of_birth)]
    return []


def birth_level(wanted: date, held: date, *, estimated: bool = False) -> str:
    """Return how alike two dates of birth are.

    ``same``, ``first_january``, ``day_month``, ``digit``, ``two_parts``, ``estimated`` or ``differs``.
    """
    if wanted == held:
        return "first_january" if (held.month, held.day) == (1, 1) else "same"
    if (wanted.year, wanted.day, wanted.month) == (held.year, held.month, held.day):
        return "day_month"
    if one_digit_apart(wanted, held):
        # The first of January often stands for a year only: two of them in different years share nothing that was known.
        return "two_parts" if (wanted.month, wanted.day) == (held.month, held.day) == (1, 1) else "digit"
    if (wanted.year == held.year) + (wanted.month == held.month) + (wanted.day == held.day) == 2:
        return "two_parts"
    if estimated and abs(wanted - held) <= timedelta(days=550):
        return "estimated"
    return "differs"


def one_digit_apart(a: date, b: date) -> bool:
    """Return whether two dates differ in one digit, or in two neighbouring digits that changed places."""
    return _one_digit_apart(a.isoformat().replace("-", ""), b.isoformat().replace("-", ""))


def _one_digit_apart(one: str, other: str) -> bool:
    apart = [i for i in range(8) if one[i] != other[i]]
    if len(apart) == 1:
        return True
    return len(apart) == 2 and apart[1] == apart[0] + 1 and one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]


def birth_digits(who: "Wanted | Held") -> str:
    """Return a date of birth in eight digits, also one that is written and no day of the calendar; empty when there is none."""
    return who.date_of_birth.isoformat().replace("-", "") if who.date_of_birth else who.birth_written


def _digits_level(one: str, other: str) -> str:
    """Return how alike two dates are of which one cannot be: a slip of somebody's hand, most likely."""
    if one == other:
        return "same"
    if _one_digit_apart(one, other):
        return "digit"
    alike = (one[:4] == other[:4]) + (one[4:6] == other[4:6]) + (one[6:] == other[6:])
    return "two_parts" if alike == 2 else "differs"


def _written(who: "Wanted | Held") -> date | str:
    digits = who.birth_written
    return who.date_of_birth or f"{digits[6:]}/{digits[4:6]}/{digits[:4]}"


def whole_years(born: date, on: date) -> int:
    """Return the age in whole years on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _compare_numbers(wanted: Wanted, held: Held) -> list[Told]:
    told = []
    for part, label, text, numbers in (
        ("nhs", "NHS number", wanted.nhs_number, held.nhs_numbers),
        ("upn", "UPN", wanted.upn, held.upns),
        ("la_child_id", "LA child id", wanted.la_child_id, held.la_child_ids),
    ):
        if not text or not numbers:
            continue
        value, valid = _number(part, text)
        if value in numbers:
            told.append(Told(part, "same", 0.0, f"Same {label}"))
        elif any(OSA.distance(value, each, score_cutoff=1) <= 1 for each in numbers):
            told.append(Told(part, "slip", 0.0, f"{label}s differ by one character"))
        elif valid:
            told.append(Told(part, "differs", 0.0, f"Another {label}"))
    return told


def _number(part: str, text: str) -> tuple[str, bool]:
    if part == "la_child_id":
        return "".join(text.split()), True
    checked = check_nhs_number(text) if part == "nhs" else check_upn(text)
    return checked.value, checked.valid


def _compare_place(wanted: Wanted, held: Held) -> list[Told]:
    here = wanted.place
    if not (here.code or here.text) or not held.places:
        return []
    best: tuple[int, str, str, bool] | None = None
    for there in held.places:
        address, code = address_level(here, there), postcode_level(here.code, there.code)
        rank = 3 * (address == "same") + 2 * (address == "close") + (address == "part") + 3 * (code == "same") + (code == "slip") + there.current
        if best is None or rank > best[0]:
            best = (rank, address, code, there.current)
    assert best is not None
    _, address, code, current = best
    where = "" if current else " (earlier)"
    if address in {"differs", ""} and code in {"differs", ""}:
        words = "Another address: the person may have moved" if any(place.current for place in held.places) else ""
        return [Told("place", "differs", 0.0, words)]
    told = []
    if address:
        told.append(Told("address", address, 0.0, _ADDRESS_WORDS[address] + ("" if address == "differs" else where)))
    if code:
        told.append(Told("postcode", code, 0.0, _POSTCODE_WORDS[code] + ("" if code == "differs" else where)))
    return told


_ADDRESS_WORDS = {
    "same": "Same address",
    "close": "Addresses are written alike",
    "part": "Addresses share a part",
    "differs": "Another house or street",
}
_POSTCODE_WORDS = {"same": "Same postcode", "slip": "Postcodes differ by a character", "differs": "Another postcode"}


def address_level(a: Place, b: Place) -> str:
    """Return how alike the lines of two addresses are: ``same``, ``close``, ``part``, ``differs``, or empty when one is missing."""
    if not a.text or not b.text:
        return ""
    if a.text == b.text or (a.street and a.street == b.street):
        return "same"
    return _lines_level(a.text, b.text)


@lru_cache(maxsize=100_000)
def _lines_level(a: str, b: str) -> str:
    likeness = max(fuzz.token_sort_ratio(a, b), fuzz.ratio(a.replace(" ", ""), b.replace(" ", "")))
    if likeness >= 85 or JaroWinkler.similarity(a, b) >= 0.92:
        return "close"
    return "part" if likeness >= 65 else "differs"


def postcode_level(a: str, b: str) -> str:
    """Return how alike two postcodes without spaces are: ``same``, ``slip``, ``differs``, or empty when one is missing."""
    if not a or not b:
        return ""
    if a == b:
        return "same"
    return "slip" if OSA.distance(a, b, score_cutoff=1) <= 1 else "differs"


def compare(wanted: Wanted, held: Held, weights: Weights, frequencies: Frequencies = NOBODY_COUNTED) -> list[Told]:
    """Return every comparison that can be made between what is wanted and what is held."""
    names, birth = _compare_names(wanted, held, weights, frequencies), _compare_birth(wanted, held)
    place = _compare_place(wanted, held)
    told = _of_one_home(names, birth, place) + birth + place + _compare_numbers(wanted, held)
    if wanted.sex in {"F", "M"} and held.sex in {"F", "M"}:
        alike = wanted.sex == held.sex
        told.append(Told("sex", "same" if alike else "differs", 0.0, "" if alike else "Recorded with another sex"))
    if (number := telephone_key(wanted.telephone)) and number in held.contacts:
        told.append(Told("telephone", "same", 0.0, "Same telephone number"))
    if (mail := wanted.email.strip().casefold()) and mail in held.contacts:
        told.append(Told("email", "same", 0.0, "Same email address"))
    if wanted.school and fold(wanted.school) == fold(held.school):
        told.append(Told("school", "same", 0.0, "Same school"))
    return told


def _of_one_home(names: list[Told], birth: list[Told], place: list[Told]) -> list[Told]:
    """Return what names tell when the home is the same: relatives share a surname, however rare it is, and twins a day of birth too."""
    if not any(told.level == "same" for told in place):
        return names
    first = next((told for told in names if told.part == "forename"), None)
    last = next((told for told in names if told.part == "surname"), None)
    if last is None or last.level not in _ALIKE:
        return names
    names = [told._replace(rarity=min(0.0, told.rarity)) if told is last else told for told in names]
    twins = any(told.level in {"same", "first_january"} for told in birth if told.part == "born")
    if twins and first is not None and first.level != "same":
        # Brothers are each called Mohammed and another name: what they share does not tell them apart.
        common = first.level in {"part", "middle"} and first.rarity <= BORNE_BY_MANY
        level = "common" if common else first.level
        names.append(Told("twin", level, 0.0, "" if level == "differs" else "A twin would fit too: one home and day of birth"))
    return names


BORNE_BY_MANY = -1.0
"""A name this common or commoner (two in a thousand bear it) does not tell twins apart."""


def score_pair(
    wanted: Wanted, held: Held, weights: Weights | None = None, frequencies: Frequencies = NOBODY_COUNTED
) -> Score:
    """Compare what is wanted with what is held and return the points with their reasons."""
    weights = weights or packaged_weights()
    score = Score(weights)
    for told in compare(wanted, held, weights, frequencies):
        score.add(told)
    if score.points >= weights.strong and score.contradicted:
        score.points = weights.strong - UNDER_STRONG
    return score


def with_rivals(scores: Sequence[Score]) -> None:
    """Take points from each of several persons scored for one wanted, for those others who fit as well.

    Two strong matches that fit equally well are each left a little under a strong one: nobody can say which it is. Who is far from a
    strong match is no rival. The order stays.
    """
    odds = [2.0 ** min(score.points, 200.0) for score in scores]
    total = sum(odds)
    for score, own in zip(scores, odds, strict=True):
        taken = taken_by_rivals(total - own, score.weights.strong)
        score.points = max(score.points - taken, min(score.points, score.weights.strong - RIVAL))
        if taken > 1:
            score.more_against.append("Somebody else fits as well")


RIVAL = 4.0
"""So many points under a strong match somebody begins to be a rival."""


def taken_by_rivals(odds: float, strong: float) -> float:
    """Return the points that rivals of these odds together take."""
    return log2(1 + max(odds, 0.0) / 2.0 ** (strong - RIVAL))
