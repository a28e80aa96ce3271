"""Is this the same person? Normalising, sounds, and a score that can be read. Pure: no database, no clock.

Every point comes with a reason in words, for or against, and all points are data (``weights.toml``). The score never decides:
a person confirms.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from rapidfuzz.distance import OSA, JaroWinkler

from kith.people.identifiers import check_nhs_number, check_upn

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
_SLAVIC_ENDING = re.compile(
    r"(?:ova|eva|ovsk[aiy]|evsk[aiy]|owsk[ai]|ewsk[ai]|insk[aiy]|nsk[ai]|dzk[ai]|sk[aiy]|ck[aiy]|czyk|czak|owicz|ewicz|ovic|evic|owna|ak|ek|ov|ev)$"
)
_ROOT_LEAST = 4


@cache
def weights() -> dict[str, dict[str, float]]:
    """Return the points of each comparison, by part and level."""
    read = tomllib.loads((_HERE / "weights.toml").read_text())
    return {part: levels for part, levels in read.items() if isinstance(levels, dict)}


@cache
def threshold(word: str) -> float:
    """Return the least score for ``strong`` or ``possible``."""
    return float(tomllib.loads((_HERE / "weights.toml").read_text())[word])


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


def fold(text: str) -> str:
    """Return text in small letters without accents or apostrophes, anything else between words as one space."""
    small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS))
    bare = "".join(c for c in small if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]|_", " ", re.sub(r"['’`´]", "", bare)).split())


def name_parts(text: str) -> tuple[str, ...]:
    """Return the words of a name, folded; none for "Unknown", "Baby", "?" and titles."""
    words = tuple(word for word in fold(text).split() if word not in _NOT_A_NAME and not word.isdigit())
    longer = tuple(word for word in words if len(word) > 1)
    return longer if longer and len(words) > 1 else words


def surname_root(word: str) -> str:
    """Return a surname without a Slavic ending that changes with sex or country (Kowalski, Kowalska; Lakatoš, Lakatošová)."""
    root = _SLAVIC_ENDING.sub("", word)
    return root if len(root) >= _ROOT_LEAST else word


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


def postcode_key(text: str) -> str:
    """Return a postcode in capitals without spaces."""
    return re.sub(r"[^A-Z0-9]", "", text.upper())


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


@cache
def sound(word: str) -> str:
    """Return how a folded name sounds: consonants in classes (b p, d t, f v w, k g c, s z), vowels only at the start."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return re.sub(r"(.)\1+", r"\1", word).upper()


def forename_sounds(parts: Iterable[str]) -> set[str]:
    """Return the sounds of forenames and of the full names they may stand for."""
    found = set()
    for part in parts:
        found.add(sound(part))
        found |= {sound(_first_of_group()[group]) for group in _nicknames().get(part, ())}
    return found - {""}


def surname_sounds(parts: Iterable[str]) -> set[str]:
    """Return the sounds of surnames and of their roots."""
    return {sound(part) for part in parts} | {sound(surname_root(part)) for part in parts}


def one_digit_dates(born: date) -> list[date]:
    """Return the dates that differ from ``born`` in one digit, or in two neighbouring digits that changed places."""
    text = born.strftime("%Y%m%d")
    spelt = {text[:i] + d + text[i + 1 :] for i in range(1, 8) for d in "0123456789"}
    spelt |= {text[:i] + text[i + 1] + text[i] + text[i + 2 :] for i in range(7)}
    return sorted(found for each in spelt - {text} if (found := _date(each)) and found.year >= 1900)


def swapped_date(born: date) -> date | None:
    """Return the date with day and month the other way round, or ``None`` when that is none or the same."""
    swapped = _date(f"{born.year:04}{born.day:02}{born.month:02}")
    return swapped if swapped != born else None


def _date(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


# ---- what is compared


@dataclass(frozen=True)
class Wanted:
    """What is known of the person looked for. Anything may be missing. ``on`` is the day on which ``age`` was said."""

    forename: str = ""
    middle_names: str = ""
    surname: str = ""
    known_as: str = ""
    other_names: tuple[tuple[str, str], ...] = ()
    date_of_birth: date | None = None
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
    school: str = ""

    @property
    def names(self) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Return every forename with every surname it goes with, in parts."""
        return _names(self.forename, self.known_as, self.surname, self.other_names)


@dataclass(frozen=True)
class Held:
    """What the record holds of a person, as the score needs it."""

    forename: str = ""
    surname: str = ""
    known_as: str = ""
    other_names: tuple[tuple[str, str], ...] = ()
    date_of_birth: date | None = None
    birth_date_kind: str = "exact"
    expected_date: date | None = None
    sex: str = "U"
    school: str = ""
    addresses: tuple[tuple[str, str, bool], ...] = ()
    """Lines, postcode, and whether it is where the person lives now."""
    contacts: frozenset[str] = frozenset()
    nhs_numbers: frozenset[str] = frozenset()
    upns: frozenset[str] = frozenset()

    @property
    def names(self) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Return every forename with every surname it goes with, in parts."""
        return _names(self.forename, self.known_as, self.surname, self.other_names)


def _names(
    forename: str, known_as: str, surname: str, others: tuple[tuple[str, str], ...]
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    said = [(forename, surname), *([(known_as, surname)] if known_as else [])]
    said += [(first or forename, last or surname) for first, last in others]
    return list(dict.fromkeys((name_parts(first), name_parts(last)) for first, last in said))


@dataclass
class Score:
    """Points with their reasons. ``contradicted`` says that a strong word would mislead (another first name, another number)."""

    points: float = 0.0
    reasons_for: list[str] = field(default_factory=list)
    reasons_against: list[str] = field(default_factory=list)
    contradicted: bool = False

    def add_family(self, who: str) -> None:
        """Add the points of a family in which somebody else of the same request was found."""
        self.points += weights()["family"]["shared"]
        self.reasons_for.append(f"In the same family as {who}, who also matches")

    def add(self, part: str, level: str, words: str) -> None:
        """Add the points of one comparison, and its reason on the side it speaks for."""
        points = weights()[part].get(level, 0.0)
        self.points += points
        if words:
            (self.reasons_for if points > 0 else self.reasons_against).append(words)

    @property
    def confidence(self) -> str:
        """``strong``, ``possible`` or empty when the score is under both."""
        if self.points >= threshold("strong") and not self.contradicted:
            return "strong"
        return "possible" if self.points >= threshold("possible") else ""


def compare_forenames(wanted: tuple[str, ...], held: tuple[str, ...]) -> str:
    """Return how alike two forenames are: a level of ``weights.toml``, or empty when one is missing."""
    if not wanted or not held:
        return ""
    if wanted == held or "".join(wanted) == "".join(held):
        return "same"
    if set(wanted) & set(held):
        return "part" if wanted[0] == held[0] or len(wanted) > 1 or len(held) > 1 else "same"
    groups = _nicknames()
    if any(groups.get(a, frozenset()) & groups.get(b, frozenset()) for a in wanted for b in held):
        return "nickname"
    return _spelling(wanted, held)


def compare_surnames(wanted: tuple[str, ...], held: tuple[str, ...]) -> str:
    """Return how alike two surnames are: a level of ``weights.toml``, or empty when one is missing."""
    if not wanted or not held:
        return ""
    if wanted == held or "".join(wanted) == "".join(held):
        return "same"
    if set(wanted) == set(held):
        return "order"
    if any(len(word) > 2 for word in set(wanted) & set(held)):
        return "part"
    if {surname_root(a) for a in wanted} & {surname_root(b) for b in held}:
        return "root"
    return _spelling(wanted, held)


def _spelling(wanted: tuple[str, ...], held: tuple[str, ...]) -> str:
    pairs = [(a, b) for a in (*wanted, "".join(wanted)) for b in (*held, "".join(held))]
    long_pairs = [(a, b) for a, b in pairs if len(a) > 2 and len(b) > 2]
    if any(sound(a) == sound(b) and len(sound(a)) > 1 for a, b in long_pairs):
        return "sound"
    if any(
        OSA.distance(a, b, score_cutoff=2) <= (1 if max(len(a), len(b)) < 8 else 2) for a, b in long_pairs
    ):
        return "slip"
    if any(JaroWinkler.similarity(a, b) >= 0.87 for a, b in long_pairs):
        return "close"
    if any(len(a) == 1 or len(b) == 1 for a, b in pairs if a[0] == b[0]):
        return "initial"
    return "differs"


_FORENAME_WORDS = {
    "same": "Same first name: {b}",
    "nickname": "{a} and {b} are used for each other",
    "part": "First names share a part: {a}, {b}",
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
    "close": "Surnames are spelt alike: {a}, {b}",
    "initial": "Surnames share an initial: {a}, {b}",
    "differs": "Another surname: {a}, not {b}",
}


def _compare_names(wanted: Wanted, held: Held, score: Score) -> None:
    best: (
        tuple[float, str, str, bool, tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]
        | None
    ) = None
    for first_a, last_a in wanted.names:
        for first_b, last_b in held.names:
            for swapped in (False, True):
                one, two = (last_a, first_a) if swapped else (first_a, last_a)
                first, last = compare_forenames(one, first_b), compare_surnames(two, last_b)
                if swapped and not (_alike(first) and _alike(last)):
                    continue
                points = weights()["forename"].get(first, 0.0) + weights()["surname"].get(last, 0.0)
                points += weights()["order"]["swapped"] if swapped else 0.0
                if best is None or points > best[0]:
                    best = (points, first, last, swapped, one, first_b, two, last_b)
    if best is None:
        return
    _, first, last, swapped, one, first_b, two, last_b = best
    if first:
        score.add("forename", first, _FORENAME_WORDS[first].format(a=_shown(one), b=_shown(first_b)))
        score.contradicted |= first == "differs"
    if last:
        score.add("surname", last, _SURNAME_WORDS[last].format(a=_shown(two), b=_shown(last_b)))
    if swapped:
        score.points += weights()["order"]["swapped"]
        score.reasons_for.append("First name and surname are the other way round")


def _alike(level: str) -> bool:
    return level not in {"", "differs", "initial", "close"}


def _shown(parts: tuple[str, ...]) -> str:
    return " ".join(part.capitalize() for part in parts)


def _compare_birth(wanted: Wanted, held: Held, score: Score) -> None:
    if wanted.date_of_birth and held.date_of_birth:
        level = birth_level(
            wanted.date_of_birth, held.date_of_birth, estimated=held.birth_date_kind == "estimated"
        )
        a, b = _day(wanted.date_of_birth), _day(held.date_of_birth)
        words = {
            "same": f"Same date of birth: {b}",
            "day_month": f"Day and month of birth the other way round: {a}, {b}",
            "digit": f"Dates of birth differ by one digit: {a}, {b}",
            "month": f"Born in the same month: {a}, {b}",
            "estimated": f"Near the estimated date of birth: {a}, {b}",
            "differs": f"Another date of birth: {a}, not {b}",
        }
        score.add("born", level, words[level])
        return
    if wanted.expected_date and (held.expected_date or held.date_of_birth):
        other = held.expected_date or held.date_of_birth
        assert other is not None
        apart = abs((wanted.expected_date - other).days)
        level = "same" if apart == 0 else "near" if apart <= 35 else "differs"
        words_of = {
            "same": "Same expected date",
            "near": "Expected dates a few weeks apart",
            "differs": "Another expected date",
        }
        score.add("expected", level, words_of[level])
        return
    if wanted.age is not None and wanted.on and held.date_of_birth:
        apart = abs(whole_years(held.date_of_birth, wanted.on) - wanted.age)
        level = "fits" if apart == 0 else "near" if apart == 1 else "differs"
        said = {"fits": "Age fits", "near": "Age a year out", "differs": "Age does not fit"}[level]
        score.add("age", level, f"{said}: {wanted.age}, born {_day(held.date_of_birth)}")


def birth_level(wanted: date, held: date, *, estimated: bool = False) -> str:
    """Return how alike two dates of birth are: ``same``, ``day_month``, ``digit``, ``month``, ``estimated`` or ``differs``."""
    if wanted == held:
        return "same"
    if swapped_date(wanted) == held:
        return "day_month"
    if held in one_digit_dates(wanted):
        return "digit"
    if (wanted.year, wanted.month) == (held.year, held.month):
        return "month"
    if estimated and abs(wanted - held) <= timedelta(days=550):
        return "estimated"
    return "differs"


def whole_years(born: date, on: date) -> int:
    """Return the age in whole years on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _compare_numbers(wanted: Wanted, held: Held, score: Score) -> None:
    for part, label, text, numbers, checked in (
        ("nhs", "NHS number", wanted.nhs_number, held.nhs_numbers, check_nhs_number),
        ("upn", "UPN", wanted.upn, held.upns, check_upn),
    ):
        if not text or not numbers:
            continue
        number = checked(text)
        if number.value in numbers:
            score.add(part, "same", f"Same {label}")
        elif number.valid:
            score.add(part, "differs", f"Another {label}")
            score.contradicted |= part == "nhs"


def _compare_place(wanted: Wanted, held: Held, score: Score) -> None:
    postcode, lines = postcode_key(wanted.postcode), address_key(wanted.address)
    whole = fold(wanted.address)
    for current in (True, False):
        places = [
            (fold(a), address_key(a), postcode_key(p)) for a, p, now in held.addresses if now is current
        ]
        same_lines = any((lines and key == lines) or (whole and text == whole) for text, key, _ in places)
        same_postcode = bool(postcode) and any(code == postcode for _, _, code in places)
        where = "" if current else " (earlier)"
        if same_lines:
            score.add("address", "same", f"Same address{where}")
        if same_postcode:
            score.add("postcode", "same", f"Same postcode{where}")
        if same_lines or same_postcode:
            return
    if (postcode or lines) and any(now for _, _, now in held.addresses):
        score.reasons_against.append("Another address: the person may have moved")


def score_pair(wanted: Wanted, held: Held) -> Score:
    """Compare what is wanted with what is held and return the points with their reasons."""
    score = Score()
    _compare_names(wanted, held, score)
    _compare_birth(wanted, held, score)
    _compare_numbers(wanted, held, score)
    _compare_place(wanted, held, score)
    if wanted.sex in {"F", "M"} and held.sex in {"F", "M"}:
        alike = wanted.sex == held.sex
        score.add("sex", "same" if alike else "differs", "" if alike else "Recorded with another sex")
    if (number := telephone_key(wanted.telephone)) and number in held.contacts:
        score.add("telephone", "same", "Same telephone number")
    if (mail := wanted.email.strip().casefold()) and mail in held.contacts:
        score.add("email", "same", "Same email address")
    if wanted.school and fold(wanted.school) == fold(held.school):
        score.add("school", "same", "Same school")
    return score
