"""Is this the same person? A score that can be read. Pure: no database, no clock.

Every point comes with a reason in words, for or against, and all points are data (``weights.toml``, or an area's own calibration).
One point is a doubling of the odds that it is the same person. A shared name counts by how few bear it. The score never decides: a
person confirms.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import log2
from typing import Any, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, JaroWinkler

from kith.people.births import birth_level, digits_level, whole_years
from kith.people.described import Held, NameParts, Place, Wanted
from kith.people.identifiers import check_nhs_number, check_upn
from kith.people.spelling import (
    ALIKE,
    ONE_NAME,
    compare_forenames,
    compare_surnames,
    fold,
    share_a_name_of_all,
    telephone_key,
)
from kith.people.weights import NOBODY_COUNTED, Frequencies, Weights, packaged_weights


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


def _rarity(frequencies: Frequencies, place: str, level: str, a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Return the points that a shared name adds for being rare, or takes for being common.

    Of two spellings the commoner counts; of several words that are shared, the rarest.
    """
    if level == "close":
        return _both_names(frequencies, place, a, b)
    if level not in ALIKE:
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
                if first in ALIKE and last in ALIKE:
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
        level = "same" if level in ALIKE else "initial" if level == "initial" else "differs"
        words = {"same": "Same middle name", "initial": "", "differs": "Another middle name"}[level]
        rare = min(0.0, _rarity(frequencies, "f", level, wanted.middles, held.middles))
        told.append(Told("middle", level, rare, words))
    return told


def _alike_as(name: NameParts, other: NameParts, swapped: bool) -> tuple[str, str] | None:
    """Return the levels of two names read in one order, or ``None`` when that order says nothing."""
    if name.middle or other.middle:
        if (name.middle and other.middle) or swapped or compare_forenames(name.first, other.first) not in ONE_NAME:
            return None
        return "middle", compare_surnames(name.last, other.last)
    if not swapped:
        return compare_forenames(name.first, other.first), compare_surnames(name.last, other.last)
    first, last = compare_forenames(name.last, other.first), compare_surnames(name.first, other.last)
    return (first, last) if first in ONE_NAME and last in ONE_NAME else None


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
    one, other_one = wanted.birth_digits, held.birth_digits
    if one and other_one:
        level = digits_level(one, other_one)
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


def _written(who: "Wanted | Held") -> date | str:
    digits = who.birth_written
    return who.date_of_birth or f"{digits[6:]}/{digits[4:6]}/{digits[:4]}"


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
        rank = (
            3 * (address == "same")
            + 2 * (address == "close")
            + (address == "part")
            + 3 * (code == "same")
            + (code == "slip")
            + there.current
        )
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
    if last is None or last.level not in ALIKE:
        return names
    names = [told._replace(rarity=min(0.0, told.rarity)) if told is last else told for told in names]
    twins = any(told.level in {"same", "first_january"} for told in birth if told.part == "born")
    if twins and first is not None and first.level != "same":
        # Brothers are each called Mohammed and another name: what they share does not tell them apart.
        common = first.level in {"part", "middle"} and share_a_name_of_all(first.a, first.b)
        level = "common" if common else first.level
        names.append(Told("twin", level, 0.0, "" if level == "differs" else "A twin would fit too: one home and day of birth"))
    return names


def score_pair(wanted: Wanted, held: Held, weights: Weights | None = None, frequencies: Frequencies = NOBODY_COUNTED) -> Score:
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
