"""What holds of every genogram and ecomap, whoever is in it: everybody once, generations in order, ids, links and words."""

import re
from collections import Counter
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from kith.people.pictures import ecomap
from kith.people.pictures.generations import generations
from kith.people.pictures.genogram import closed, draw
from kith.people.pictures.kin import DRAWN_SORTS, Bond, Kin, OwnWord, Pair, Parent, Person, Related, Siblings, Sort
from kith.people.pictures.order import arrange
from kith.people.pictures.routes import Routes
from kith.people.pictures.tests.families import of_generated
from kith.people.pictures.tests.told import told

FAMILIES = [told(), *(of_generated(size, seed) for size, seed in ((2, 1), (3, 2), (8, 3), (14, 4), (22, 5), (33, 6), (48, 7)))]
every_family = pytest.mark.parametrize("kin", FAMILIES, ids=[f"{len(kin.people)} people" for kin in FAMILIES])


@every_family
def test_everybody_has_one_place_in_one_row(kin: Kin) -> None:
    order = arrange(kin, None)
    places = Counter(who for row in order.rows for who in row)
    assert set(places) == {person.id for person in kin.people}
    assert set(places.values()) <= {1}
    assert all(order.rows[r][n] == who for who, (r, n) in order.at.items())


@every_family
def test_parents_stand_above_their_children_or_it_is_said(kin: Kin) -> None:
    order = arrange(kin, None)
    said = " ".join(Routes(kin, order).undrawn)
    for parent in kin.parents:
        if parent.sort in DRAWN_SORTS and order.at[parent.parent][0] >= order.at[parent.child][0]:
            assert f"{kin.named(parent.parent)} is recorded as a parent of {kin.named(parent.child)}" in said


@every_family
def test_children_of_one_group_stand_in_one_row_beneath_their_parents(kin: Kin) -> None:
    order = arrange(kin, None)
    for group in order.groups:
        rows = {order.at[child][0] for child in group.children}
        assert len(rows) == 1
        assert all(order.at[parent][0] == min(rows) - 1 for parent in group.parents)


@every_family
def test_twins_stand_side_by_side_among_their_siblings(kin: Kin) -> None:
    order = arrange(kin, None)
    for part in order.twins:
        drawn = sorted(order.at[who] for who in part)
        same_parents = any(set(part) <= set(group.children) for group in order.groups)
        if same_parents and len({row for row, _ in drawn}) == 1:
            assert drawn[-1][1] - drawn[0][1] == len(part) - 1


@every_family
def test_generations_are_counted_from_nought_without_a_gap(kin: Kin) -> None:
    rows, related = generations(kin, {person.id: person for person in kin.people}, None)
    assert set(rows) == related
    assert sorted(set(rows.values())) == list(range(len(set(rows.values()))))


@every_family
def test_every_person_is_drawn_linked_and_said_once(kin: Kin) -> None:
    picture = draw(kin, centre=kin.people[0].id, link=lambda who: f"/p/{who}/")
    assert [picture.svg.count(f'"/p/{person.id}/"') for person in kin.people] == [1] * len(kin.people)
    assert sorted(row.id.int for row in picture.people) == sorted(person.id.int for person in kin.people)
    ids = re.findall(r'\bid="([^"]+)"', picture.svg)
    assert len(ids) == len(set(ids)), "ids of a page stand once"
    assert picture.width > 0
    assert picture.height > 0


@every_family
def test_two_pictures_on_a_page_share_no_id(kin: Kin) -> None:
    one, two = (set(re.findall(r'\bid="([^"]+)"', draw(kin, centre=None, key=key).svg)) for key in ("one", "two"))
    assert not one & two


@every_family
def test_the_order_in_which_people_are_given_changes_no_generation(kin: Kin) -> None:
    turned = replace(kin, people=tuple(reversed(kin.people)))
    people = {person.id: person for person in kin.people}
    assert generations(kin, people, None)[1] == generations(turned, people, None)[1]
    assert len(arrange(turned, None).rows) == len(arrange(kin, None).rows)


@pytest.mark.parametrize(
    ("field", "row"),
    [
        ("pairs", Pair(UUID(int=1), UUID(int=99))),
        ("parents", Parent(UUID(int=99), UUID(int=1), Sort.BIRTH)),
        ("siblings", Siblings(UUID(int=1), UUID(int=99))),
        ("related", Related(UUID(int=99), UUID(int=1), "friend", "Friend")),
        ("words", OwnWord(UUID(int=99), UUID(int=1), "SECRET")),
        ("bonds", Bond(UUID(int=1), UUID(int=99), quality="harmful", words="SECRET")),
    ],
)
def test_what_leads_to_somebody_not_in_the_picture_is_left_out(field: str, row: Any) -> None:
    alone = Kin("One", (Person(UUID(int=1), "Ella"),))
    kin = replace(alone, **{field: (row,)})
    assert getattr(closed(kin), field) == ()
    assert "SECRET" not in draw(kin, centre=None).svg
    assert draw(kin, centre=None) == draw(alone, centre=None)


@pytest.mark.parametrize(
    ("name", "never"),
    [("<script>alert(1)</script>", "<script>"), ('" onload="x', '" onload="x'), ("A & B", "A & B<"), ("]]>", "]]>")],
)
def test_a_name_is_text_in_a_picture(name: str, never: str) -> None:
    kin = Kin("One", (Person(UUID(int=1), name),), bonds=(Bond(UUID(int=1), name=name, circle="faith"),))
    assert never not in draw(kin, centre=None, link=lambda who: "/").svg
    assert never not in ecomap.draw(kin, centre=UUID(int=1), link=lambda who: "/").svg
