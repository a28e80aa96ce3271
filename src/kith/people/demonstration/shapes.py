"""How many of each: published shares that the demonstration keeps to, and how they are dealt out.

Dealing by quota rather than by chance keeps small areas close to the shares. Sources: Department for Education, Characteristics
of children in need (Open Government Licence v3.0), years as given; contacts: Association of Directors of Children's Services,
Safeguarding Pressures.
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")

CONTACT_SOURCE = {"Police": 32, "Health": 17, "Education": 16, "Family": 9, "Other": 26}
"""Who contacts a front door (ADCS)."""

CONTACT_OUTCOME = {
    "Referral": 22,
    "Early or family help": 14,
    "Advice": 30,
    "No further action": 23,
    "Other": 11,
}
"""What contacts lead to (ADCS)."""

ASSESSMENT_DAYS = {
    "0 to 10": 13.5,
    "11 to 20": 17.3,
    "21 to 30": 15.8,
    "31 to 40": 20.2,
    "41 to 45": 18.9,
    "46 and more": 14.3,
}
"""Working days an assessment took (DfE, 2025)."""

DAYS_RANGE = {
    "0 to 10": (2, 10),
    "11 to 20": (11, 20),
    "21 to 30": (21, 30),
    "31 to 40": (31, 40),
    "41 to 45": (41, 45),
    "46 and more": (46, 60),
}

STEPS = {"Stepped up": 7, "Stepped down": 13, "Neither": 80}
"""Steps of families with help (ADCS)."""

ENDED_WITHIN = {"3 months or less": 48, "More than 3 months": 52}
"""How long ended episodes had lasted (DfE, 2024: nearly half three months or less)."""

SEX = {"Male": 53.8, "Female": 44.2, "Unborn": 1.8, "Not known": 0.2}
ETHNIC_GROUP = {"White": 71.7, "Mixed": 8.8, "Black": 8.6, "Asian": 7.4, "Other": 3.4}
AGE = {"Unborn": 2, "Under 1": 5, "1 to 4": 16, "5 to 9": 24, "10 to 15": 32, "16 and over": 21}
PRIMARY_NEED = {"N1": 57, "N5": 13, "N4": 10, "N2": 9, "N3": 4, "N6": 3, "N8": 2, "N7": 1}

CHILDREN_IN_FAMILY = {1: 46, 2: 30, 3: 15, 4: 6, 5: 3}
"""Subject children to a family: a mean of 1.9."""

SOURCES: tuple[tuple[str, str, str, float], ...] = (
    ("Police", "6", "police", 31),
    ("Education", "2A", "school", 15),
    ("Education", "2B", "education welfare service", 2),
    ("Health", "3B", "health visitor", 5),
    ("Health", "3A", "surgery", 4),
    ("Health", "3C", "school nurse", 3),
    ("Health", "3E", "emergency department", 3),
    ("Health", "3D", "midwife", 2),
    ("Family", "1A", "relative", 5),
    ("Family", "1C", "self", 4),
    ("Other", "5A", "adult social care", 5),
    ("Other", "5D", "early help", 5),
    ("Other", "8", "voluntary organisation", 6),
    ("Other", "7", "probation", 3),
    ("Other", "4", "housing", 3),
    ("Other", "1B", "neighbour", 2),
    ("Other", "9", "anonymous", 2),
)
"""Group as contacts are counted, DfE referral source code, who it is, share: between the shares of contacts (ADCS) and of
referrals (DfE, 2020)."""


def deal(shares: Mapping[Thing, float], count: int, chance: Random) -> list[Thing]:
    """Return ``count`` things in a random order, in numbers as near to ``shares`` as whole numbers allow (largest remainder)."""
    total = sum(shares.values())
    exact = {thing: count * share / total for thing, share in shares.items()}
    dealt = {thing: int(value) for thing, value in exact.items()}
    by_remainder = sorted(exact, key=lambda thing: exact[thing] - dealt[thing], reverse=True)
    for thing in by_remainder[: count - sum(dealt.values())]:
        dealt[thing] += 1
    hand = [thing for thing, number in dealt.items() for _ in range(number)]
    chance.shuffle(hand)
    return hand


def shares_of(counted: Sequence[str], kinds: Sequence[str]) -> dict[str, tuple[int, float]]:
    """Return for each kind how often it occurs and its share in hundredths."""
    total = len(counted) or 1
    return {kind: (counted.count(kind), 100 * counted.count(kind) / total) for kind in kinds}
