"""The genogram: what it draws, and what it says in words."""

import re
import time
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from bs4 import BeautifulSoup

from kith.people.pictures import ecomap, genogram
from kith.people.pictures.kin import Bond, Kin, Pair, Parent, Person, Siblings, Sort
from kith.people.pictures.layout import lay_out
from kith.people.pictures.terms import kin_terms
from kith.people.pictures.tests.families import of_generated
from kith.people.pictures.tests.told import DARREN, LEO, MAYA, PRIYA, told
from kith.people.pictures.text import width, wrapped


def _people(*names: str) -> list[Person]:
    return [Person(uuid4(), name) for name in names]


def _kin(people: list[Person], **more: Any) -> Kin:
    return Kin(title="A family", people=tuple(people), **more)


def _row_of(kin: Kin) -> dict[str, int]:
    laid = lay_out(kin, None)
    return {c.person.name: c.row for c in laid.columns}


def _kinds(kin: Kin) -> list[str]:
    laid = lay_out(kin, None)
    return sorted(line.kind for line in [*laid.lines, *laid.bonds])


# ---- what is drawn


def test_everybody_stands_in_their_generation() -> None:
    rows = _row_of(told())
    assert rows["Arthur Fenwick"] == rows["Meena Sharma"] == 0
    assert rows["Darren Fenwick"] == rows["Kelly Shaw"] == rows["Tom Baker"] == rows["Lena Nowak"] == 1
    assert rows["Josh Shaw"] == rows["Maya Fenwick"] == rows["Unborn baby Sharma"] == rows["Kit Fenwick"] == 2
    assert rows["Joan Whitlock"] == 3, "who is no relative stands apart"


def test_partners_stand_side_by_side_as_far_as_a_line_allows() -> None:
    laid = lay_out(told(), None)
    ranks = {c.person.name.split()[0]: c.rank for c in laid.columns if c.row == 1}
    assert abs(ranks["Kelly"] - ranks["Darren"]) == 1
    assert abs(ranks["Darren"] - ranks["Priya"]) == 1
    assert abs(ranks["Priya"] - ranks["Tom"]) == 1


def test_the_unions_have_their_own_lines_and_strokes() -> None:
    kinds = _kinds(told())
    for kind in ("married", "divorced", "separated", "cohabiting", "relationship"):
        assert f"union-{kind}" in kinds
    svg = genogram.draw(told(), centre=None).svg
    strokes = re.findall(r'd="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)" stroke="#0b0c0c" stroke-width="2"/>', svg)
    slanted = [s for s in strokes if float(s[2]) - float(s[0]) == 8 and float(s[1]) - float(s[3]) == 18]
    assert len(slanted) == 3, "one stroke for separated, two for divorced"


def test_half_siblings_hang_from_their_own_unions_and_twins_from_one_point() -> None:
    laid = lay_out(told(), None)
    parents = {g.parents: set(g.children) for g in laid.order.groups}
    assert {frozenset(p): c for p, c in parents.items()}[frozenset({DARREN, PRIYA})] == {LEO, MAYA}
    slanted = [
        line
        for line in laid.lines
        if line.kind == "descent-birth" and len(line.points) == 2 and line.points[0][0] != line.points[1][0]
        and line.points[0][1] != line.points[1][1]
    ]  # fmt: skip
    assert len(slanted) == 2
    assert slanted[0].points[0] == slanted[1].points[0]


@pytest.mark.parametrize(
    ("sort", "dashes", "bracketed"),
    [
        (Sort.BIRTH, "", False),
        (Sort.ADOPTIVE, "7 4", True),
        (Sort.FOSTER, "2 4", True),
        (Sort.GUARDIAN, "10 4 2 4", False),
        (Sort.POSSIBLE, "1 6", False),
    ],
)
def test_descent_shows_how_a_parent_came_to_be_one(sort: Sort, dashes: str, bracketed: bool) -> None:
    parent, child = _people("Pat", "Sam")
    kin = _kin([parent, child], parents=(Parent(parent.id, child.id, sort),))
    svg = genogram.draw(kin, centre=None).svg
    assert set(re.findall(r'stroke-dasharray="([^"]+)"', svg)) == ({dashes} if dashes else set())
    assert (len(re.findall(r"M[\d.]+ [\d.]+H[\d.]+V", svg)) == 2) is bracketed


def test_symbols() -> None:
    svg = BeautifulSoup(genogram.draw(told(), centre=MAYA).svg, "xml")

    def drawn(number: int) -> Any:
        return svg.find(id=f"genogram-{UUID(int=number)}")

    assert len(drawn(7).find_all("circle")) == 1, "a woman: one circle"
    assert len(drawn(14).find_all("circle")) == 2, "a girl who is helped: two"
    assert len(drawn(12).find_all("rect")) == 2, "a boy: a square, and the ground that shows the focus"
    assert "Z" in drawn(17).find("path")["d"], "not known: a diamond"
    assert drawn(16).find("path")["d"].count("L") == 2, "unborn: a triangle"
    assert len(drawn(1).find_all("path")) == 2, "died: two strokes"
    assert drawn(1).find("text").get_text() == "Arthur Fenwick1948–2015", "and no age in the symbol"
    assert drawn(14).find("circle")["fill"] != drawn(7).find("circle")["fill"], "the centre is marked"
    assert "“Nani”" in drawn(4).get_text()


def test_two_mothers_two_fathers_and_a_possible_father_are_drawn() -> None:
    ann, bea, child, tim = _people("Ann", "Bea", "Cy", "Tim")
    two = _kin([ann, bea, child], pairs=(Pair(ann.id, bea.id, "civil_partnership"),),
               parents=(Parent(ann.id, child.id, Sort.BIRTH, "Mother"),
                        Parent(bea.id, child.id, Sort.BIRTH, "Legal parent")))  # fmt: skip
    assert _row_of(two) == {"Ann": 0, "Bea": 0, "Cy": 1}
    possible = replace(two, people=(*two.people, tim), parents=(*two.parents, Parent(tim.id, child.id, Sort.POSSIBLE)))
    assert "descent-possible" in _kinds(possible)


def test_siblings_without_parents_relatives_without_a_line_and_strangers_are_drawn() -> None:
    a, b, gran, friend = _people("Ada", "Ben", "Gwen", "Fred")
    kin = _kin([a, b, gran, friend], siblings=(Siblings(a.id, b.id, "half"),))
    assert "siblings-half" in _kinds(kin)
    drawn = genogram.draw(kin, centre=None)
    assert {p.name for p in drawn.people} == {"Ada", "Ben", "Gwen", "Fred"}
    assert "Others" in drawn.svg


def test_what_contradicts_itself_is_said_and_not_drawn() -> None:
    a, b, c = _people("Ada", "Ben", "Cy")
    circle = tuple(Parent(x.id, y.id) for x, y in ((a, b), (b, c), (c, a)))
    drawn = genogram.draw(_kin([a, b, c], parents=circle), centre=None)
    assert any("Cy is recorded as a parent of Ada" in words for words in drawn.undrawn)
    assert any("Parent of Ada" in words for p in drawn.people for words in p.relations)


def test_nobody_and_somebody_alone_are_drawn() -> None:
    assert genogram.draw(_kin([]), centre=None).people == ()
    assert "Ada" in genogram.draw(_kin(_people("Ada")), centre=None).svg


def test_a_home_is_outlined_around_its_people_only() -> None:
    kin = told()
    laid = lay_out(kin, None)
    columns = {c.person.id: c for c in laid.columns}
    home = next(o for o in laid.outlines if o.name.startswith("14 Anvil"))
    inside = {who for who, c in columns.items() if _inside((c.x, c.y), home.points)}
    assert inside == set(kin.homes[0].people)


def _inside(point: tuple[float, float], corners: list[tuple[float, float]]) -> bool:
    x, y = point
    found = False
    for (xa, ya), (xb, yb) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (ya > y) != (yb > y) and x < (xb - xa) * (y - ya) / (yb - ya) + xa:
            found = not found
    return found


def test_a_home_whose_people_stand_apart_is_said() -> None:
    people = _people(*(f"Child {n}" for n in range(7)))
    parent = _people("Parent")[0]
    kin = of_generated(5, 1)
    kin = _kin(
        [parent, *people],
        parents=tuple(Parent(parent.id, p.id) for p in people),
        homes=(type(told().homes[0])("Mill Lane", tuple(p.id for p in people[::2])),),
    )
    drawn = genogram.draw(kin, centre=None)
    assert "kith-home" not in drawn.svg
    assert any("Mill Lane" in words for words in drawn.undrawn)
    assert any("Mill Lane" in p.home for p in drawn.people)


def test_names_are_text_and_never_markup() -> None:
    nasty = Person(uuid4(), '<script>alert("x")</script>&', helped=True)
    drawn = genogram.draw(_kin([nasty]), centre=None, link=lambda who: '/"><script>')
    assert "<script" not in drawn.svg
    assert "<script" not in ecomap.draw(_kin([nasty], bonds=(Bond(nasty.id, name="<script>"),)), centre=None).svg
    assert " style=" not in drawn.svg, "the content security policy allows no inline style"


def test_the_same_family_gives_the_same_picture() -> None:
    assert genogram.draw(told(), centre=MAYA).svg == genogram.draw(told(), centre=MAYA).svg
    assert genogram.draw(of_generated(60, 3), centre=None).svg == genogram.draw(of_generated(60, 3), centre=None).svg


def test_sixty_people_are_drawn_at_once() -> None:
    kin = of_generated(60, 2)
    genogram.draw(kin, centre=None)
    times = []
    for _ in range(5):
        began = time.perf_counter()
        genogram.draw(kin, centre=None)
        times.append(time.perf_counter() - began)
    assert min(times) < 0.05


# ---- in words


def test_the_table_says_everything_that_was_put_in() -> None:
    kin = told()
    drawn = genogram.draw(kin, centre=MAYA)
    said = {p.name: p for p in drawn.people}
    assert said["Kelly Shaw"].relations[0] == "Divorced from Darren Fenwick, from 2006 until 2010"
    assert "Mother of Josh Shaw" in said["Kelly Shaw"].relations
    assert "Maya Fenwick says “Nani”" in said["Meena Sharma"].relations
    assert "Twin of Maya Fenwick" in said["Leo Fenwick"].relations
    assert said["Tom Baker"].home.startswith("14 Anvil Row, with Priya Sharma")
    assert "Priya Sharma: in conflict" in said["Darren Fenwick"].bonds
    assert "Ravi Sharma: very close (receives)" in said["Maya Fenwick"].bonds
    assert "Maya Fenwick: very close (gives)" in said["Ravi Sharma"].bonds
    assert said["Unborn baby Sharma"].who == "Unborn child, due 20 June 2026, child helped"


@pytest.mark.parametrize(
    ("who", "term"),
    [
        (4, "Grandmother"),
        (5, "Aunt"),
        (6, "Father"),
        (7, "Former partner of father"),
        (9, "Partner of mother"),
        (10, "Uncle"),
        (12, "Half-brother"),
        (13, "Brother"),
        (14, "In the centre"),
        (15, "Half-sister"),
        (17, "Cousin"),
    ],
)
def test_what_everybody_is_to_the_centre(who: int, term: str) -> None:
    assert kin_terms(told(), MAYA)[UUID(int=who)] == term


@pytest.mark.parametrize("seed", range(12))
def test_every_person_of_a_generated_family_is_drawn_and_said_once(seed: int) -> None:
    kin = of_generated(60, seed)
    drawn = genogram.draw(kin, centre=kin.people[seed].id)
    everybody = sorted(str(p.id) for p in kin.people)
    assert sorted(str(p.id) for p in drawn.people) == everybody
    assert sorted(re.findall(r'<g id="genogram-([0-9a-f-]+)"', drawn.svg)) == everybody
    for p in kin.parents:
        row = next(r for r in drawn.people if r.id == p.child)
        assert f"{p.word}: {kin.named(p.parent)}" in row.relations


def test_what_points_outside_is_left_out() -> None:
    a, b = _people("Ada", "Ben")
    gone = uuid4()
    kin = _kin(
        [a, b],
        parents=(Parent(gone, a.id),),
        pairs=(Pair(a.id, gone),),
        bonds=(Bond(a.id, gone, quality="close"),),
    )
    drawn = genogram.draw(kin, centre=gone)
    assert str(gone) not in drawn.svg
    assert all(not p.relations and not p.bonds and not p.to_centre for p in drawn.people)


def test_words_are_shortened_to_their_room() -> None:
    for words in (
        "Wolstenholme-Featherstonehaugh",
        "王小明王小明王小明王小明",
        "A B C D E F G H I J K L M N O P Q R S T U V W",
    ):
        lines = wrapped(words, 132, 2, 13, bold=True)
        assert len(lines) <= 2
        assert all(width(line, 13, bold=True) <= 132 for line in lines)
