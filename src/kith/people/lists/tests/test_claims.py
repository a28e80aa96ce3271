"""What a list claims of a person, judged pairs, and what a first reading finds. Pure."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.people.lists.answers import batches
from kith.people.lists.claims import Claim, family_name, read_claim
from kith.people.lists.first_reading import SHOWN, FirstReading
from kith.people.lists.pairs import read_pairs
from kith.people.lists.rows import ListedPerson, ListRefused, read_row

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("words", "role", "kind"),
    [
        ("Mother", "parent", "mother"),
        ("mum", "parent", "mother"),
        ("Birth-Mother", "parent", "mother"),
        ("DAD", "parent", "father"),
        ("possible father", "relative", "possible_father"),
        ("Adoptive mother", "parent", "adoptive_parent"),
        ("legal parent", "parent", "legal_parent"),
        ("Parent", "parent", ""),
        ("step-father", "carer", "step_parent"),
        ("Stepmother", "carer", "step_parent"),
        ("foster_carer", "carer", "foster_parent"),
        ("Special Guardian", "carer", "guardian"),
        ("carer", "carer", ""),
        ("grandmother", "relative", "grandparent"),
        ("Aunt/Uncle", "relative", "aunt_uncle"),
        ("cousin", "relative", "cousin"),
        ("friend", "adult", "friend"),
        ("neighbour", "adult", "neighbour"),
        ("", "adult", ""),
        ("landlord", "adult", ""),
        ("self", "child", ""),
        ("brother", "relative", "sibling"),
        ("half-sister", "relative", "half_sibling"),
        ("twin", "relative", "twin"),
    ],
)
def test_what_a_list_claims_of_an_adult(words: str, role: str, kind: str) -> None:
    assert read_claim(words, age=30, unborn=False) == Claim(role, kind)


@pytest.mark.parametrize(
    ("words", "age", "unborn", "role", "kind"),
    [
        ("", 8, False, "child", ""),
        ("", None, False, "child", ""),
        ("", 17, False, "child", ""),
        ("", 18, False, "adult", ""),
        ("son", 8, False, "child", ""),
        ("son", 19, False, "child", ""),
        ("brother", 8, False, "child", "sibling"),
        ("brother", 17, False, "child", "sibling"),
        ("brother", 18, False, "relative", "sibling"),
        ("landlord", 8, False, "child", ""),
        ("mother", 16, False, "parent", "mother"),
        ("mother", None, True, "unborn", ""),
        ("unborn child", None, True, "unborn", ""),
        ("unborn child", None, False, "child", ""),
    ],
)
def test_a_claim_is_read_by_age(words: str, age: int | None, unborn: bool, role: str, kind: str) -> None:
    assert read_claim(words, age=age, unborn=unborn) == Claim(role, kind)


@pytest.mark.parametrize(
    ("adults", "others", "name"),
    [
        (["Reed"], ["Vale"], "Reed"),
        (["Reed", "Vale"], [], "Reed and Vale"),
        (["Reed", "Vale", "Cole"], [], "Reed, Vale and Cole"),
        (["Reed", "Reed"], [], "Reed"),
        ([" Reed ", ""], [], "Reed"),
        ([], ["Vale", "Vale"], "Vale"),
        (["", " "], ["Vale"], "Vale"),
        ([], [], "Name not known"),
        (["x" * 100, "y" * 100], [], ("x" * 100 + " and " + "y" * 100)[:160]),
    ],
)
def test_a_new_family_is_called_by_the_surnames_of_its_adults(adults: list[str], others: list[str], name: str) -> None:
    assert family_name(adults, others) == name


def row(ref: str, number: int = 2, **said: str) -> ListedPerson:
    cells = {"ref": ref, "forename": "Ella", "surname": "Reed", **said}
    return read_row(number, list(cells), list(cells.values()), TODAY)


def reading(*rows: ListedPerson) -> FirstReading:
    found = FirstReading()
    for each in rows:
        found.note(each)
    return found


def test_a_first_reading_counts_good_rows_bad_rows_and_warnings() -> None:
    found = reading(row("1"), row("2", sex="?"), row("3", postcode="ZZ"), row("4", sex="?", date_of_birth="?"))
    assert (found.good, found.bad, found.warned, found.problems, len(found.shown)) == (2, 2, 1, 3, 3)


def test_a_ref_that_stands_twice_names_the_first_row() -> None:
    found = reading(row("1", 2), row("2", 3), row("1", 4), row("1", 5), row("", 6), row("", 7))
    assert found.repeated == {4, 5}
    assert str(found.shown[0]) == "Row 4, ref: “1” already stands in row 2. Give every row a number of its own."
    assert (found.good, found.bad) == (2, 4)


def test_all_problems_are_counted_and_the_first_are_shown() -> None:
    found = reading(*(row(str(number), number, sex="?") for number in range(SHOWN + 20)))
    assert (found.problems, len(found.shown)) == (SHOWN + 20, SHOWN)


@pytest.mark.parametrize(
    ("parent", "child", "doubtful"),
    [
        ("1990-01-01", "2015-01-01", []),
        ("2015-01-01", "2015-01-01", ["p"]),
        ("2016-01-01", "2015-01-01", ["p"]),
        ("", "2015-01-01", []),
        ("2016-01-01", "", []),
    ],
)
def test_a_parent_no_older_than_a_child_of_the_family_is_doubtful(parent: str, child: str, doubtful: list[str]) -> None:
    one = row("p", relationship_to_child="Mother", family_ref="f", date_of_birth=parent)
    two = row("c", relationship_to_child="", family_ref="f", date_of_birth=child)
    assert reading(one, two).doubtful() == doubtful
    assert reading(two, one).doubtful() == doubtful, "in any order of the list"


@pytest.mark.parametrize(("family", "role"), [("g", "mother"), ("", "mother"), ("f", "grandmother"), ("f", "stepmother")])
def test_only_a_parent_of_the_same_family_is_doubtful(family: str, role: str) -> None:
    young = row("p", relationship_to_child=role, family_ref=family, date_of_birth="2020-01-01")
    child = row("c", relationship_to_child="child", family_ref="f", date_of_birth="2015-01-01")
    assert reading(young, child).doubtful() == []


def test_the_eldest_child_counts_and_parents_stand_in_the_order_of_the_list() -> None:
    def born(ref: str, role: str, day: str) -> ListedPerson:
        return row(ref, relationship_to_child=role, family_ref="f", date_of_birth=day)

    found = reading(
        born("b", "father", "2012-01-01"),
        born("c1", "child", "2015-01-01"),
        born("a", "mother", "2011-06-01"),
        born("c2", "child", "2011-01-01"),
    )
    assert found.doubtful() == ["b", "a"]


HEAD = "query,a_forename,a_surname,b_forename,b_surname,same\n"


def judged(tmp_path: Path, text: str) -> list[tuple[str, str, str, bool]]:
    path = tmp_path / "pairs.csv"
    path.write_text(text, encoding="utf-8")
    return [(pair.query, pair.a.surname, pair.b.surname, pair.same) for pair in read_pairs(path, today=TODAY)]


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        ("q,Ella,Reed,Ella,Read,yes\n", ("q", "Reed", "Read", True)),
        ("q,Ella,Reed,Ella,Vale,NO\n", ("q", "Reed", "Vale", False)),
        (",Ella,Reed,Ella,Vale, no \n", ("2", "Reed", "Vale", False)),
    ],
)
def test_a_judged_pair(tmp_path: Path, line: str, pair: tuple[str, str, str, bool]) -> None:
    assert judged(tmp_path, HEAD + line) == [pair]
    assert judged(tmp_path, "\ufeff" + HEAD + line) == [pair]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "These columns are missing: a_surname, b_surname, same"),
        ("query,a_surname\n", "These columns are missing: b_surname, same"),
        (HEAD + "q,Ella,Reed,Ella,Read,\n", "Row 2, same: write yes or no."),
        (HEAD + "q,Ella,Reed,Ella,Read,yes\nq,Ella,Reed,Ella,Read,perhaps\n", "Row 3, same: write yes or no."),
        (HEAD + "q,Ella\n", "Row 2, same: write yes or no."),
    ],
)
def test_a_pair_without_an_answer_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ListRefused, match=words):
        judged(tmp_path, text)


def test_a_list_of_pairs_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListRefused, match="The file cannot be read"):
        list(read_pairs(tmp_path / "none.csv", today=TODAY))


@given(st.integers(0, 30), st.integers(1, 9))
def test_batches_hold_every_row_once_in_order(count: int, size: int) -> None:
    rows = [ListedPerson(number) for number in range(count)]
    found = list(batches(rows, size))
    assert [row.number for batch in found for row in batch] == list(range(count))
    assert all(len(batch) == size for batch in found[:-1])
    assert all(found)
