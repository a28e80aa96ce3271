"""The ecomap: who and what is around, for one person and for the family, in a drawing and in words."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from kith.people.pictures import ecomap
from kith.people.pictures.kin import Bond, Kin, Person
from kith.people.pictures.tests.families import LONG, of_generated
from kith.people.pictures.tests.test_collisions import _named, collisions
from kith.people.pictures.tests.told import told
from kith.people.pictures.words import CIRCLE, QUALITY

MAYA, PRIYA, RAVI = UUID(int=14), UUID(int=8), UUID(int=3)


def test_around_a_person_stand_their_ties_from_both_sides() -> None:
    drawn = ecomap.draw(told(), centre=RAVI)
    assert [(t.name, t.quality, t.way) for t in drawn.ties] == [("Maya Fenwick", "Very close", "The person gives")]
    names = {t.name for t in ecomap.draw(told(), centre=PRIYA).ties}
    assert names == {"Darren Fenwick", "Joan Whitlock", "Temple", "Dr Ahmed, GP"}


def test_around_the_family_stands_what_leads_out_of_it_and_with_whom() -> None:
    ties = {t.name: t for t in ecomap.draw(told(), centre=None).ties}
    assert "Darren Fenwick" not in ties
    assert ties["Temple"].whose == "Priya Sharma"
    assert ties["Dock warehouse"].quality == "In conflict"
    assert ties["Joan Whitlock"].circle == "Neighbours"


def test_what_several_share_is_one_box() -> None:
    kin = told()
    shared = replace(kin, bonds=(Bond(MAYA, name="Temple", circle="faith"), Bond(PRIYA, name="temple", circle="faith")))
    (only,) = ecomap.draw(shared, centre=None).ties
    assert only.whose == "Maya Fenwick, Priya Sharma"


def test_every_tie_is_drawn_and_every_quality_looks_different() -> None:
    a = Person(uuid4(), "Ada")
    looks = set()
    for quality in QUALITY:
        svg = ecomap.draw(
            Kin("F", (a,), bonds=(Bond(a.id, name="Club", circle="activities", quality=quality),)),
            centre=a.id,
        ).svg
        looks.add(svg.partition("<circle")[0].partition('fill="#ffffff"/>')[2])
    assert len(looks) == len(QUALITY)


def test_without_ties_only_the_middle_is_drawn() -> None:
    a = Person(uuid4(), "Ada")
    drawn = ecomap.draw(Kin("F", (a,)), centre=a.id)
    assert drawn.ties == ()
    assert "Ada" in drawn.svg


def _around(count: int, seed: int) -> Kin:
    kin = of_generated(5, seed)
    circles, qualities = list(CIRCLE), list(QUALITY)
    bonds = tuple(
        Bond(
            kin.people[n % 5].id,
            name=f"{LONG[n % len(LONG)]} {n}" if n % 3 else f"Club {n}",
            circle=circles[(n + seed) % len(circles)],
            quality=qualities[(n * 3 + seed) % len(qualities)],
            direction=("both", "gives", "takes")[n % 3],
        )
        for n in range(count)
    )
    return replace(kin, bonds=bonds)


@pytest.mark.slow
@pytest.mark.journey
def test_no_box_overlaps_and_no_line_crosses_words() -> None:
    svgs = [
        _named(ecomap.draw(_around(count, count % 7), centre=None, key=f"k{count}").svg, f"around-{count}") for count in range(41)
    ]
    drawn, lines, bad = collisions([*svgs, _named(ecomap.draw(told(), centre=PRIYA).svg, "told")])
    assert drawn == 42
    assert lines > 800
    assert bad == []
