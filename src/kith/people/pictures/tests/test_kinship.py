"""What each is to another in a family of four generations, in words."""

from typing import Any
from uuid import UUID

import pytest

from kith.people.pictures.kin import Kin, Pair, Parent, Person, Sort
from kith.people.pictures.terms import kin_terms

# A family of four generations, by number: 1 and 2 are the grandparents, 3 their daughter, 4 her brother, 5 her husband, 6 the child.
BLOOD = {3: (1, 2), 4: (1, 2), 6: (3, 5), 7: (3, 8), 9: (4,), 10: (6,), 11: (10,), 12: (7,), 2: (13,)}
SEX = dict(zip(range(1, 16), "MFFMMFMMFMFUFFM", strict=True))


def clan(**more: Any) -> Kin:
    return Kin(
        "Clan",
        tuple(Person(UUID(int=n), f"P{n}", SEX[n]) for n in SEX),
        pairs=(
            Pair(UUID(int=3), UUID(int=5), "married"),
            Pair(UUID(int=3), UUID(int=8), "divorced"),
            Pair(UUID(int=4), UUID(int=14), "cohabiting"),
            Pair(UUID(int=6), UUID(int=15), "separated"),
        ),
        parents=tuple(
            Parent(UUID(int=p), UUID(int=c), Sort.BIRTH, {"F": "Mother", "M": "Father"}[SEX[p]])
            for c, above in BLOOD.items()
            for p in above
        ),
        **more,
    )


@pytest.mark.parametrize(
    ("other", "term"),
    [
        (6, "In the centre"),
        (3, "Mother"),
        (5, "Father"),
        (1, "Grandfather"),
        (2, "Grandmother"),
        (13, "Great-grandmother"),
        (4, "Uncle"),
        (9, "Cousin"),
        (7, "Half-brother"),
        (10, "Son"),
        (11, "Granddaughter"),
        (12, "Niece or nephew"),
        (15, "Former partner"),
        (8, "Former partner of mother"),
        (14, "Partner of uncle"),
    ],
)
def test_what_each_is_to_the_child_in_the_middle(other: int, term: str) -> None:
    assert kin_terms(clan(), UUID(int=6))[UUID(int=other)] == term


@pytest.mark.parametrize(
    ("other", "term"),
    [
        (3, "Daughter"),
        (4, "Son"),
        (6, "Granddaughter"),
        (7, "Grandson"),
        (10, "Great-grandson"),
        (11, "Great-great-granddaughter"),
    ],
)
def test_what_each_is_to_the_grandfather(other: int, term: str) -> None:
    assert kin_terms(clan(), UUID(int=1))[UUID(int=other)] == term
