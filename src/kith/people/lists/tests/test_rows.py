"""One row of a list: what each column takes, what it refuses with which words, and what is kept as it was claimed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.people.lists.dates import digits_of_date, read_date
from kith.people.lists.rows import IMPORT_COLUMNS, LONGEST, read_row
from kith.people.lists.rules import may_join
from kith.people.lists.tests.rows import TODAY, row, told


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("2010-02-28", date(2010, 2, 28)),
        ("28/02/2010", date(2010, 2, 28)),
        ("28.02.2010", date(2010, 2, 28)),
        ("28-02-2010", date(2010, 2, 28)),
        ("8/2/2010", date(2010, 2, 8)),
        ("2010-02-28 00:00", date(2010, 2, 28)),
        ("2010-02-28T00:00:00", date(2010, 2, 28)),
        ("29/02/2012", date(2012, 2, 29)),
        ("04/03/2026", TODAY),
        ("01/01/1890", date(1890, 1, 1)),
    ],
)
def test_a_day_is_read_as_it_is_written_here(text: str, born: date) -> None:
    assert read_date(text, TODAY) == (born, "")
    assert row(date_of_birth=text).date_of_birth == born


@pytest.mark.parametrize(
    ("text", "words", "kept"),
    [
        ("29/02/2010", "“29/02/2010” is not a day of the calendar. Write it like 2010-02-28 or 28/02/2010.", "20100229"),
        ("31/04/2010", "“31/04/2010” is not a day of the calendar. Write it like 2010-02-28 or 28/02/2010.", "20100431"),
        ("02/28/2010", "“02/28/2010” is not a day of the calendar. Write it like 2010-02-28 or 28/02/2010.", "20102802"),
        ("00/00/2010", "“00/00/2010” is not a day of the calendar. Write it like 2010-02-28 or 28/02/2010.", "20100000"),
        ("2010", "“2010” is not a date. Write it like 2010-02-28 or 28/02/2010.", ""),
        ("28/02/10", "“28/02/10” is not a date. Write it like 2010-02-28 or 28/02/2010.", ""),
        ("28 Feb 2010", "“28 Feb 2010” is not a date. Write it like 2010-02-28 or 28/02/2010.", ""),
        ("2010-02-28 13:30", "“2010-02-28 13:30” is not a date. Write it like 2010-02-28 or 28/02/2010.", ""),
        ("40237", "“40237” is not a date. Write it like 2010-02-28 or 28/02/2010.", ""),
        ("05/03/2026", "05/03/2026 is in the future. Check the year.", "20260305"),
        ("31/12/1889", "31/12/1889 is before 1890. Check the year.", "18891231"),
    ],
)
def test_a_day_that_cannot_be_is_a_problem_and_its_digits_are_kept(text: str, words: str, kept: str) -> None:
    person = row(date_of_birth=text)
    assert told(person) == [f"Row 2, date_of_birth: {words}"]
    assert (person.date_of_birth, person.birth_written) == (None, kept)


@given(st.dates(date(1890, 1, 1), TODAY))
def test_every_day_is_read_in_both_ways_of_writing(day: date) -> None:
    for text in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}"):
        assert read_date(text, TODAY) == (day, "")
        assert digits_of_date(text) == f"{day:%Y%m%d}"


@given(st.integers(1, 4000))
def test_no_day_after_today_is_a_birth(days: int) -> None:
    born, problem = read_date((TODAY + timedelta(days)).isoformat(), TODAY)
    assert born is None
    assert "in the future" in problem


@pytest.mark.parametrize(
    ("said", "sex"),
    [
        *((each, "F") for each in ("F", "f", "Female", "W", "woman", "girl", "2")),
        *((each, "M") for each in ("M", "male", "Man", "BOY", "1")),
        *((each, "U") for each in ("", "U", "unknown", "not known", "0", "9", "x", "I")),
    ],
)
def test_a_sex_as_lists_write_it(said: str, sex: str) -> None:
    person = row(sex=said)
    assert (person.sex, person.problems) == (sex, [])


@pytest.mark.parametrize("said", ["Fem", "3", "mâle", "-"])
def test_a_sex_that_is_not_known_is_a_problem_and_stays_open(said: str) -> None:
    person = row(sex=said)
    assert person.sex == "U"
    assert told(person) == [f"Row 2, sex: “{said}” is not known. Write F, M or U."]


@pytest.mark.parametrize(
    ("said", "held"),
    [
        *((each, True) for each in ("yes", "Y", "TRUE", "1")),
        *((each, False) for each in ("no", "N", "false", "0")),
        *((each, None) for each in ("", "not known", "Unknown", "u")),
    ],
)
def test_parental_responsibility_is_yes_no_or_not_known(said: str, held: bool | None) -> None:
    person = row(parental_responsibility=said)
    assert (person.parental_responsibility, person.problems) == (held, [])


def test_any_other_answer_about_parental_responsibility_is_a_problem_and_not_a_no() -> None:
    person = row(parental_responsibility="mother only")
    assert person.parental_responsibility is None
    assert told(person) == [
        "Row 2, parental_responsibility: “mother only” is not known. Write yes, no, or leave it empty.",
    ]


@pytest.mark.parametrize(
    ("written", "kept", "warned"),
    [
        ("zz99 3wz", "ZZ99 3WZ", False),
        ("ZZ993WZ", "ZZ99 3WZ", False),
        ("zz9 3wz", "ZZ9 3WZ", False),
        ("z9 3wz", "Z9 3WZ", False),
        ("Z9A 3WZ", "Z9A 3WZ", False),
        ("", "", False),
        ("ZZ99", "ZZ99", True),
        ("12345", "12345", True),
        ("ZZ99 WZ3", "ZZ99 WZ3", True),
    ],
)
def test_a_postcode_is_written_one_way_or_kept_as_claimed(written: str, kept: str, warned: bool) -> None:
    person = row(postcode=written)
    assert person.postcode == kept
    assert person.problems == []
    assert person.warnings == ([f"Postcode kept as claimed: {written} has not the shape of one."] if warned else [])


@pytest.mark.parametrize(
    ("column", "written", "kept", "valid", "words"),
    [
        ("nhs_number", "999 120 4318", "9991204318", True, ""),
        ("nhs_number", "9991204319", "9991204319", False, "NHS number kept as claimed: The last digit of this NHS number"),
        ("nhs_number", "12345", "12345", False, "NHS number kept as claimed: An NHS number has ten digits."),
        ("nhs_number", "٩٩٩١٢٠٤٣١٨", "٩٩٩١٢٠٤٣١٨", False, "NHS number kept as claimed: An NHS number has ten digits."),
        ("upn", "h001201182211", "H001201182211", True, ""),
        ("upn", "A001201182211", "A001201182211", False, "UPN kept as claimed: The letter of this UPN"),
        ("upn", "H0012", "H0012", False, "UPN kept as claimed: A UPN has a letter and twelve digits."),
    ],
)
def test_a_number_whose_check_digit_is_wrong_is_kept_with_a_warning(
    column: str, written: str, kept: str, valid: bool, words: str
) -> None:
    person = row(**{column: written})
    flag = {"nhs_number": person.nhs_valid, "upn": person.upn_valid}[column]
    assert (getattr(person, column), flag, person.problems) == (kept, valid, [])
    assert [each[: len(words)] for each in person.warnings] == ([] if valid else [words])


@pytest.mark.parametrize("column", sorted(LONGEST))
def test_a_text_is_as_long_as_its_column_and_no_longer(column: str) -> None:
    most = LONGEST[column]
    fits, over = row(**{column: "7" * most}), row(**{column: "7" * (most + 1)})
    assert not [each for each in fits.problems if "characters" in each.words]
    assert f"Row 2, {column}: It has {most + 1} characters, the most is {most}. Shorten it." in told(over)
    assert getattr(over, column) == ""


@pytest.mark.parametrize("bad", ["El\x00la", "El\x07la", "El\udcc3la", "E\u200bla"])
def test_what_is_no_text_is_a_problem_of_its_column(bad: str) -> None:
    person = row(forename=bad)
    assert told(person) == ["Row 2, forename: It holds characters that are not text. Save the file as CSV UTF-8."]
    assert person.forename == ""


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("  Ella   May ", "Ella May"),
        ("O’Brien", "O’Brien"),
        ("Siân", "Siân"),
        ("van der Berg", "van der Berg"),
        ("ਗੁਰਪ੍ਰੀਤ", "ਗੁਰਪ੍ਰੀਤ"),
        ("李小龙", "李小龙"),
        ("X", "X"),
    ],
)
def test_a_name_is_kept_as_it_is_written(name: str, kept: str) -> None:
    assert row(surname=name).surname == kept


@pytest.mark.parametrize("known_by", ["forename", "surname", "known_as", "la_child_id", "nhs_number", "upn"])
def test_one_name_or_one_number_is_enough_to_know_a_person_by(known_by: str) -> None:
    cells = {"ref": "1", known_by: "9991204318"}
    assert not [each for each in read_row(2, list(cells), list(cells.values()), TODAY).problems if "neither a name" in each.words]


@pytest.mark.parametrize("beside", ["middle_names", "postcode", "telephone", "address_line", "family_ref"])
def test_without_a_name_or_number_nobody_is_known(beside: str) -> None:
    cells = {"ref": "1", beside: "ZZ99 3WZ"}
    found = read_row(2, list(cells), list(cells.values()), TODAY)
    assert "Row 2, surname: There is neither a name nor a number to know the person by. Give one of them." in told(found)


def test_every_row_has_a_number_of_its_own() -> None:
    assert told(row(ref="  ")) == ["Row 2, ref: It is empty. Give every row a number of its own."]


@pytest.mark.parametrize("values", [["1", "Ella"], ["1", "Ella", "Marsh", "Road"]])
def test_a_row_with_too_few_or_too_many_values_is_a_problem(values: list[str]) -> None:
    found = read_row(7, ["ref", "forename", "surname"], values, TODAY)
    words = f"It has {len(values)} values, the first row names 3 columns. Look for a comma without quotation marks."
    assert told(found)[0] == f"Row 7, whole row: {words}"


def test_a_row_is_told_from_another_by_all_that_it_says() -> None:
    said = {name: f"{number}" for number, name in enumerate(IMPORT_COLUMNS)}
    digests = {row(**{**said, name: "another"}).digest for name in IMPORT_COLUMNS} | {row(**said).digest}
    assert len(digests) == len(IMPORT_COLUMNS) + 1
    assert row(**said).digest == row(**{name: f"  {value} " for name, value in said.items()}).digest


def test_what_a_row_says_of_a_person_reaches_the_matcher_whole() -> None:
    found = row(middle_names="May", known_as="Ellie", date_of_birth="21/06/2015", sex="F", address_line="14 Anvil Row")
    more = row(telephone="+44 7700 900121", upn="h001201182211", la_child_id="12 34", postcode="zz993wz")
    assert (found.held.forename, found.held.middle_names, found.held.known_as) == ("Ella", "May", "Ellie")
    assert found.held.addresses == (("14 Anvil Row", "", True),)
    assert found.wanted.date_of_birth == found.held.date_of_birth == date(2015, 6, 21)
    assert more.held.contacts == {"07700900121"}
    assert (more.held.upns, more.held.la_child_ids) == ({"H001201182211"}, {"1234"})
    assert row().held.addresses == ()
    assert row().held.contacts == frozenset()


@pytest.mark.parametrize(
    ("roles", "may"),
    [
        ({"front_door"}, True),
        ({"team_manager"}, True),
        ({"records_officer"}, True),
        ({"family_help_worker"}, False),
        ({"administrator"}, False),
        (set(), False),
        ({"administrator", "front_door"}, True),
    ],
)
def test_who_may_join_people_of_a_list_to_families(roles: set[str], may: bool) -> None:
    assert may_join(roles) is may
