"""Comparing the names of two people. Pure."""

from dataclasses import dataclass
from itertools import product

from kith.people.matching.comparison import Told
from kith.people.matching.description import Held, NameParts, Wanted
from kith.people.matching.likeness import ALIKE, ONE_NAME, compare_forenames, compare_surnames
from kith.people.matching.weights import Frequencies, Weights

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
    "transcribed": "First names in two scripts sound alike: {a}, {b}",
    "script": "",
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
    "transcribed": "Surnames in two scripts sound alike: {a}, {b}",
    "script": "",
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
    """Return the points taken because two spellings are each a name that many bear (Maria and Marta),
    and the one no slip of the other."""
    return frequencies.both_names(place, a[0], b[0]) if len(a) == len(b) == 1 else 0.0


@dataclass(frozen=True)
class _Reading:
    """One name of each side read together: how alike the forenames and the surnames are, and whether the two stand swapped."""

    points: float
    first: str
    last: str
    swapped: bool
    name: NameParts
    other: NameParts


def compare_names(wanted: Wanted, held: Held, weights: Weights, frequencies: Frequencies) -> list[Told]:
    """Return what the names say, read in the way in which they fit best: forename, surname, their order, and middle names."""
    best = _best_reading(wanted, held, weights)
    if best is None:
        return []
    return [*_told_of(best, frequencies), *_compare_middles(wanted, held, best.first, frequencies)]


def _best_reading(wanted: Wanted, held: Held, weights: Weights) -> _Reading | None:
    best: _Reading | None = None
    for name, other in product(wanted.names, held.names):
        for swapped in (False, True):
            levels = _alike_as(name, other, swapped)
            if levels is None:
                continue
            first, last = levels
            points = weights.points("forename", first) + weights.points("surname", last)
            points += weights.points("order", _order(first, last)) if swapped else 0.0
            if best is None or points > best.points:
                best = _Reading(points, first, last, swapped, name, other)
            if first in ALIKE and last in ALIKE:
                break
    return best


def _told_of(best: _Reading, frequencies: Frequencies) -> list[Told]:
    name, other = best.name, best.other
    one, two = (name.last, name.first) if best.swapped else (name.first, name.last)
    told = []
    if best.first:
        rare = _rarity(frequencies, "f", best.first, one, other.first)
        told.append(Told("forename", best.first, rare, _FORENAME_WORDS[best.first], one, other.first))
    if best.last:
        rare = _rarity(frequencies, "s", best.last, two, other.last)
        told.append(Told("surname", best.last, rare, _SURNAME_WORDS[best.last], two, other.last))
    if best.swapped:
        told.append(Told("order", order := _order(best.first, best.last), 0.0, _ORDER_WORDS[order]))
    return told


_ORDER_WORDS = {
    "swapped": "First name and surname are the other way round",
    "one_name": "One name stands as a first name here and as a surname there",
}


def _order(first: str, last: str) -> str:
    """Return whether two names are the other way round, or the one name that a person has stands in the other place."""
    return "swapped" if first and last else "one_name"


def _compare_middles(wanted: Wanted, held: Held, first: str, frequencies: Frequencies) -> list[Told]:
    """Return what middle names say, unless one of them was already read as a first name."""
    if not (wanted.middles and held.middles) or first == "middle":
        return []
    level = compare_forenames(wanted.middles, held.middles)
    level = "same" if level in ALIKE else "initial" if level == "initial" else "differs"
    words = {"same": "Same middle name", "initial": "", "differs": "Another middle name"}[level]
    rare = min(0.0, _rarity(frequencies, "f", level, wanted.middles, held.middles))
    return [Told("middle", level, rare, words)]


def _alike_as(name: NameParts, other: NameParts, swapped: bool) -> tuple[str, str] | None:
    """Return the levels of two names read in one order, or ``None`` when that order says nothing."""
    if name.middle or other.middle:
        if (name.middle and other.middle) or swapped or compare_forenames(name.first, other.first) not in ONE_NAME:
            return None
        return "middle", compare_surnames(name.last, other.last)
    if not swapped:
        return compare_forenames(name.first, other.first), compare_surnames(name.last, other.last)
    first, last = compare_forenames(name.last, other.first), compare_surnames(name.first, other.last)
    if first and last:
        return (first, last) if first in ONE_NAME and last in ONE_NAME else None
    only_one = not (name.first and name.last) or not (other.first and other.last)
    return (first, last) if only_one and (first or last) in ONE_NAME else None
