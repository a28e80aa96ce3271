"""Is this the same person? A score that can be read. Pure: no database, no clock.

Every point comes with a reason in words, for or against, and all points are data (``weights.toml``, or an area's own
calibration). One point is a doubling of the odds that it is the same person. A shared name counts by how few bear it. The score
never decides: a person confirms.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from math import log2

from kith.people.matching.addresses import compare_place
from kith.people.matching.comparison import Told
from kith.people.matching.dates import compare_birth
from kith.people.matching.description import Held, Wanted
from kith.people.matching.likeness import ALIKE, share_a_name_of_all
from kith.people.matching.names import compare_names
from kith.people.matching.numbers import compare_numbers
from kith.people.matching.spelling import fold, telephone_key
from kith.people.matching.weights import NOBODY_COUNTED, Frequencies, Weights, packaged_weights


@dataclass
class Score:
    """Points with their reasons."""

    weights: Weights = field(default_factory=packaged_weights)
    points: float = 0.0
    told: list[Told] = field(default_factory=list)
    more_for: list[str] = field(default_factory=list)
    more_against: list[str] = field(default_factory=list)

    def add_family(self, who: str) -> None:
        """Add the points for a family in which another person of the same request was found."""
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


CONTRADICTS = frozenset(
    {
        ("forename", "differs"),
        ("forename", "mixed"),
        *((part, level) for part in ("forename", "surname") for level in ("script", "transcribed")),
        ("expected", "born"),
        ("twin", "common"),
        ("nhs", "differs"),
    }
)
"""With another first name, even the second of two, a name that is only known in another script, a birth where an unborn child
is on record, or another NHS number, a person is a possible match at most, whatever else fits."""
_SAME_NUMBER = frozenset({("nhs", "same"), ("upn", "same"), ("la_child_id", "same")})
_SAME_HOME = frozenset({("address", "same"), ("address", "close"), ("postcode", "same"), ("telephone", "same")})
_SAME_BIRTH = frozenset({("born", "same"), ("born", "first_january"), ("expected", "same")})
_PART_OF_NAME = frozenset({("forename", "part"), ("forename", "middle")})


def contradicted(levels: Set[tuple[str, str]]) -> bool:
    """Return whether something that was compared contradicts that two are one, however many points the rest has.

    A first name that is not known does: a brother, a sister or a twin would fit too.
    Another date of birth does, with no number to outweigh it: a father and a son of one name live in one home, and namesakes
    apart. So does a date with another part, and half a first name with any slip in the date, when nothing of the home fits
    either.
    """
    if levels & CONTRADICTS:
        return True
    parts = {part for part, _ in levels}
    if (("surname" in parts and "forename" not in parts) or ("order", "one_name") in levels) and not levels & _SAME_NUMBER:
        # "Baby Whitlock" of one home and day of birth is as well the other twin: a name that is not known tells nobody apart.
        return True
    if levels & _SAME_BIRTH or levels & _SAME_NUMBER:
        return False
    if ("born", "differs") in levels:
        return True
    dated = any(part == "born" for part, _ in levels)
    return dated and not levels & _SAME_HOME and (("born", "two_parts") in levels or bool(levels & _PART_OF_NAME))


UNDER_STRONG = 0.1


def compare(wanted: Wanted, held: Held, weights: Weights, frequencies: Frequencies = NOBODY_COUNTED) -> list[Told]:
    """Return every comparison that can be made between what is wanted and what is held."""
    names, birth = compare_names(wanted, held, weights, frequencies), compare_birth(wanted, held)
    place = compare_place(wanted, held)
    told = _of_one_home(names, birth, place) + birth + place + compare_numbers(wanted, held)
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
    """Return what names tell when the home is the same: relatives share a surname, however rare it is,
    and twins a day of birth too."""
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

    Two strong matches that fit equally well each end a little under strong: which of them it is cannot be told. A person far from
    a strong match is no rival. The order is kept.
    """
    odds = [2.0 ** min(score.points, 200.0) for score in scores]
    total = sum(odds)
    for score, own in zip(scores, odds, strict=True):
        taken = taken_by_rivals(total - own, score.weights.strong)
        score.points = max(score.points - taken, min(score.points, score.weights.strong - RIVAL))
        if taken > 1:
            score.more_against.append("Somebody else fits as well")


RIVAL = 4.0
"""A person counts as a rival from this many points under a strong match."""


def taken_by_rivals(odds: float, strong: float) -> float:
    """Return the points that rivals of these odds together take."""
    return log2(1 + max(odds, 0.0) / 2.0 ** (strong - RIVAL))
