"""What a picture says in words: each person, union, tie and generation."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from kith.people.pictures.generations import generations
from kith.people.pictures.kin import Bond, Home, Kin, OwnWord, Pair, Parent, Person, Related, Siblings, Sort
from kith.people.pictures.labels import label_of, own_word
from kith.people.pictures.terms import kin_terms
from kith.people.pictures.words import bond_words, table, who

A, B, C, D, E, F = (UUID(int=n) for n in range(1, 7))


def person(key: UUID = A, name: str = "Ella Marsh", **more: Any) -> Person:
    return Person(key, name, **more)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (person(sex="F", years=11, age="11"), "Girl, 11"),
        (person(sex="M", years=11, age="11"), "Boy, 11"),
        (person(years=11, age="11"), "Child, 11"),
        (person(sex="F", years=17, age="17"), "Girl, 17"),
        (person(sex="F", years=18, age="18"), "Woman, 18"),
        (person(sex="M", years=40, age="40"), "Man, 40"),
        (person(years=40, age="40"), "Person, 40"),
        (person(sex="F"), "Woman"),
        (person(expected=date(2026, 5, 1), age="due 1 May 2026"), "Unborn child, due 1 May 2026"),
        (person(expected=date(2026, 5, 1)), "Unborn child"),
        (
            person(sex="M", born=date(1948, 1, 1), died=date(2015, 1, 1), years=67, age="67 when they died"),
            "Man, 67 when they died, 1948 to 2015",
        ),
        (person(sex="M", died=date(2015, 1, 1)), "Man, died 2015"),
        (person(sex="F", born=date(2010, 1, 1), died=date(2015, 1, 1), years=5, age="5"), "Woman, 5, 2010 to 2015"),
        (person(sex="F", years=3, age="3", helped=True), "Girl, 3, child helped"),
        (person(sex="M", years=30, age="30", left=True), "Man, 30, no longer in this family"),
    ],
)
def test_who_somebody_is(one: Person, words: str) -> None:
    assert who(one) == words


def pictured(*people: Person, **more: Any) -> Kin:
    return Kin("A family", people, **more)


TWO = (person(A, "Priya Sharma"), person(B, "Tom Baker"))


@pytest.mark.parametrize(
    ("union", "since", "until", "words"),
    [
        ("married", None, None, "Married to Tom Baker"),
        ("married", date(2010, 5, 1), None, "Married to Tom Baker, from 2010"),
        ("divorced", date(2010, 5, 1), date(2015, 1, 1), "Divorced from Tom Baker, from 2010 until 2015"),
        ("separated", None, date(2015, 1, 1), "Separated from Tom Baker, until 2015"),
        ("civil_partnership", None, None, "In a civil partnership with Tom Baker"),
        ("cohabiting", None, None, "Lives together with Tom Baker"),
        ("relationship", None, None, "In a relationship with Tom Baker, living apart"),
        ("", None, None, "Partner of Tom Baker"),
    ],
)
def test_a_union_is_said_of_both(union: str, since: date | None, until: date | None, words: str) -> None:
    rows = table(pictured(*TWO, pairs=(Pair(A, B, union, since, until),)), None, [A, B])
    assert rows[0].relations == (words,)
    assert rows[1].relations == (words.replace("Tom Baker", "Priya Sharma"),)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("full", "Brother or sister of"),
        ("half", "Half-brother or half-sister of"),
        ("step", "Step-brother or step-sister of"),
        ("twin", "Twin of"),
    ],
)
def test_siblings_are_said_of_both(kind: str, words: str) -> None:
    rows = table(pictured(*TWO, siblings=(Siblings(A, B, kind),)), None, [A, B])
    assert [row.relations for row in rows] == [(f"{words} Tom Baker",), (f"{words} Priya Sharma",)]


@pytest.mark.parametrize(
    ("bond", "words", "turned"),
    [
        (Bond(A, B, quality="close"), "Tom Baker: close", "Priya Sharma: close"),
        (Bond(A, B, quality="very_close"), "Tom Baker: very close", "Priya Sharma: very close"),
        (Bond(A, B, quality="harmful"), "Tom Baker: a harmful relationship", "Priya Sharma: a harmful relationship"),
        (Bond(A, B, quality="cut_off"), "Tom Baker: cut off", "Priya Sharma: cut off"),
        (
            Bond(A, B, quality="close", direction="gives"),
            "Tom Baker: close (gives)",
            "Priya Sharma: close (receives)",
        ),
        (
            Bond(A, B, quality="close", direction="takes"),
            "Tom Baker: close (receives)",
            "Priya Sharma: close (gives)",
        ),
        (Bond(A, B, quality="conflict", words="Since May"), "Tom Baker: in conflict. Since May", None),
        (Bond(A, name="Temple", quality="ordinary"), "Temple: in touch", None),
        (Bond(A, name="Temple", quality="not known"), "Temple", None),
    ],
)
def test_a_tie_is_said_from_either_side(bond: Bond, words: str, turned: str | None) -> None:
    kin = pictured(*TWO)
    assert bond_words(kin, bond) == words
    assert turned is None or bond_words(kin, bond, turned=True) == turned


@pytest.mark.parametrize(
    ("people", "home"),
    [((A,), "1 Mill Row"), ((A, B), "1 Mill Row, with Tom Baker"), ((A, B, C), "1 Mill Row, with Tom Baker and Ella Marsh")],
)
def test_who_lives_with_whom(people: tuple[UUID, ...], home: str) -> None:
    kin = pictured(*TWO, person(C), homes=(Home("1 Mill Row", people),))
    assert table(kin, None, [A])[0].home == home


def test_relatives_without_a_line_and_own_words_are_said() -> None:
    kin = pictured(
        *TWO,
        related=(Related(B, A, "friend", "Friend"), Related(B, A, "other", "Other")),
        words=(OwnWord(B, A, "Uncle Tom"),),
    )
    priya, tom = table(kin, None, [A, B])
    assert tom.relations == ("Priya Sharma says “Uncle Tom”", "Friend of Priya Sharma", "Otherwise related to Priya Sharma")
    assert priya.relations == ("Friend: Tom Baker", "Otherwise related to Tom Baker")


@pytest.mark.parametrize(
    ("words", "centre", "helped", "said"),
    [
        ((OwnWord(A, B, "Nani"), OwnWord(A, C, "Mum")), C, (), "Mum"),
        ((OwnWord(A, B, "Nani"), OwnWord(A, C, "Mum")), B, (), "Nani"),
        ((OwnWord(A, B, "Nani"), OwnWord(A, C, "Mum")), None, (C,), "Mum"),
        ((OwnWord(A, B, "Nani"), OwnWord(A, C, "Mum")), D, (B,), "Nani"),
        ((OwnWord(B, A, "Love"),), None, (), ""),
        ((), None, (), ""),
    ],
)
def test_the_word_of_the_centre_goes_before_that_of_a_child_helped(
    words: tuple[OwnWord, ...], centre: UUID | None, helped: tuple[UUID, ...], said: str
) -> None:
    kin = pictured(*(person(key, f"P {key.int}", helped=key in helped) for key in (A, B, C, D)), words=words)
    assert own_word(kin, A, centre) == said


@pytest.mark.parametrize(
    ("one", "lines"),
    [
        (person(born=date(2014, 4, 7), years=11, age="11"), ["Ella Marsh", "born 2014"]),
        (person(born=date(2025, 9, 7), years=0, age="6 months"), ["Ella Marsh", "6 months"]),
        (person(born=date(1948, 1, 1), died=date(2015, 1, 1)), ["Ella Marsh", "1948–2015"]),
        (person(died=date(2015, 1, 1)), ["Ella Marsh", "died 2015"]),
        (person(expected=date(2026, 6, 20), age="due 20 June 2026"), ["Ella Marsh", "due 20 Jun 2026"]),
        (person(), ["Ella Marsh"]),
    ],
)
def test_the_lines_under_a_symbol(one: Person, lines: list[str]) -> None:
    assert [line for line, _ in label_of(pictured(one), one, None)] == lines


def test_whose_neighbour_somebody_is_stands_under_them_only_without_a_line() -> None:
    kin = pictured(*TWO, related=(Related(B, A, "neighbour", "Neighbour"),))
    assert label_of(kin, TWO[1], None)[-1] == ("neighbour of Priya", False)
    lined = pictured(*TWO, related=(Related(B, A, "neighbour", "Neighbour"),), pairs=(Pair(A, B),))
    assert label_of(lined, TWO[1], None) == [("Tom Baker", True)]
    step = pictured(*TWO, parents=(Parent(B, A, Sort.STEP, "Step-father"),))
    assert " ".join(line for line, _ in label_of(step, TWO[1], None)) == "Tom Baker step-father of Priya"


@pytest.mark.parametrize(
    ("kind", "term"),
    [
        ("half", "Half-brother or half-sister"),
        ("step", "Step-brother or step-sister"),
        ("twin", "Twin"),
        ("full", "Brother or sister"),
    ],
)
def test_a_sibling_that_is_only_stated(kind: str, term: str) -> None:
    assert kin_terms(pictured(*TWO, siblings=(Siblings(A, B, kind),)), A)[B] == term
    assert kin_terms(pictured(*TWO, siblings=(Siblings(A, B, kind),)), B)[A] == term


@pytest.mark.parametrize(
    ("sort", "word", "child_term"),
    [
        (Sort.ADOPTIVE, "Adoptive parent", "Child"),
        (Sort.FOSTER, "Foster carer", None),
        (Sort.STEP, "Step-father", None),
        (Sort.GUARDIAN, "Guardian", None),
    ],
)
def test_only_birth_and_adoption_make_descent(sort: Sort, word: str, child_term: str | None) -> None:
    kin = pictured(*TWO, parents=(Parent(B, A, sort, word),))
    assert kin_terms(kin, A)[B] == word
    assert kin_terms(kin, B).get(A) == child_term


@pytest.mark.parametrize(
    ("more", "rows"),
    [
        ({"parents": (Parent(A, B),)}, {A: 0, B: 1}),
        ({"parents": (Parent(A, B), Parent(B, C))}, {A: 0, B: 1, C: 2}),
        ({"pairs": (Pair(A, B),), "parents": (Parent(A, C),)}, {A: 0, B: 0, C: 1}),
        ({"siblings": (Siblings(A, B),)}, {A: 0, B: 0}),
        ({"related": (Related(A, B, "grandparent", "Grandparent"),)}, {A: 0, B: 1}),
        ({"related": (Related(A, B, "cousin", "Cousin"),)}, {A: 0, B: 0}),
        ({"parents": (Parent(A, B), Parent(B, A))}, {A: 0, B: 1}),
        ({"parents": (Parent(A, C, Sort.STEP), Parent(B, C))}, {A: 0, B: 0, C: 1}),
        ({"related": (Related(A, B, "friend", "Friend"),)}, {}),
        ({}, {}),
    ],
)
def test_each_stands_in_a_generation_and_a_contradiction_is_ignored(more: Any, rows: dict[UUID, int]) -> None:
    people = {key: person(key) for key in (A, B, C)}
    found, related = generations(pictured(*people.values(), **more), people, None)
    assert found == rows
    assert related == set(rows)


def test_children_of_two_parts_of_a_family_stand_beside_each_other() -> None:
    people = {key: person(key, helped=key in {C, E}) for key in (A, B, C, D, E)}
    kin = pictured(*people.values(), parents=(Parent(A, B), Parent(B, C), Parent(D, E)))
    found, _ = generations(kin, people, C)
    assert (found[C], found[E], found[D]) == (2, 2, 1)
