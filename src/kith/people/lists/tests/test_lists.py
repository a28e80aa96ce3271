"""Reading lists that others keep: what is taken, what is told, and where."""

from datetime import date
from pathlib import Path

import pytest

from kith.people.lists.dates import read_date
from kith.people.lists.file import read_list
from kith.people.lists.rows import IMPORT_COLUMNS, ListRefused, read_row

TODAY = date(2026, 3, 4)
HEADING = ",".join(IMPORT_COLUMNS)


def _row(**said: str):  # type: ignore[no-untyped-def]
    values = {"ref": "1", "forename": "Ada", "surname": "Reed", **said}
    return read_row(7, list(values), list(values.values()), TODAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2010-02-28", date(2010, 2, 28)),
        ("28/02/2010", date(2010, 2, 28)),
        ("8.2.2010", date(2010, 2, 8)),
        ("2010-02-28 00:00:00", date(2010, 2, 28)),
        ("31/02/2010", None),
        ("28/02/10", None),
        ("February 2010", None),
        ("2026-03-05", None),
        ("1789-07-14", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    found, problem = read_date(text, TODAY)
    assert found == day
    assert bool(problem) is (day is None)


@pytest.mark.parametrize(
    ("said", "column", "words"),
    [
        ({"ref": ""}, "ref", "Give every row a number of its own"),
        ({"date_of_birth": "31/02/2010"}, "date_of_birth", "not a day of the calendar"),
        ({"sex": "Q"}, "sex", "Write F, M or U"),
        ({"parental_responsibility": "perhaps"}, "parental_responsibility", "Write yes, no"),
        ({"surname": "x" * 101}, "surname", "the most is 100"),
        ({"surname": "", "forename": ""}, "surname", "neither a name nor a number"),
        ({"surname": "Re\udcffed"}, "surname", "CSV UTF-8"),
    ],
)
def test_a_problem_names_the_row_the_column_and_the_fix(said: dict[str, str], column: str, words: str) -> None:
    [problem] = _row(**said).problems
    assert (problem.row, problem.column) == (7, column)
    assert words in problem.words
    assert str(problem).startswith(f"Row 7, {column}: ")


def test_a_number_that_cannot_be_right_is_kept_as_claimed_with_a_warning() -> None:
    row = _row(nhs_number="999 000 0019", upn="A001201125008", postcode="somewhere")
    assert (row.nhs_number, row.nhs_valid, row.upn_valid) == ("9990000019", False, False)
    assert not row.problems
    assert [words.split(":")[0] for words in row.warnings] == [
        "NHS number kept as claimed",
        "UPN kept as claimed",
        "Postcode kept as claimed",
    ]


def test_the_digest_is_of_the_content_wherever_the_columns_stand() -> None:
    one = read_row(2, ["ref", "surname", "sex"], ["1", "Reed", "F"], TODAY)
    other = read_row(9, ["sex", "ref", "surname", "forename"], ["F", "1", " Reed ", ""], TODAY)
    assert one.digest == other.digest
    assert one.digest != _row(surname="Reid").digest


def test_a_file_with_a_mark_of_byte_order_blank_lines_and_quoted_commas(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes('\ufeffRef,Surname,Address line\r\n1,Reed,"2, Mill Lane"\r\n\r\n2,Crow,\r\n'.encode())
    rows = list(read_list(file, today=TODAY))
    assert [(r.number, r.ref, r.surname, r.address_line) for r in rows] == [
        (2, "1", "Reed", "2, Mill Lane"),
        (4, "2", "Crow", ""),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name,born\n1,2\n", "with “ref” among them"),
        ("", "with “ref” among them"),
        ("ref,surname,shoe_size\n1,Reed,4\n", "not known: shoe_size"),
        ("ref,surname,surname\n1,Reed,Crow\n", "stand twice"),
        ('ref,surname\n1,"Reed\n2,Crow\n', "quotation mark that is not closed"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(text: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(text)
    with pytest.raises(ListRefused, match=words):
        list(read_list(file, today=TODAY))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListRefused, match="cannot be read"):
        list(read_list(tmp_path / "none.csv", today=TODAY))


def test_a_row_with_too_few_values_and_one_of_another_encoding(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(b"ref,forename,surname\n1,Ada\n2,Zo\xeb,Crow\n")
    short, other = read_list(file, today=TODAY)
    assert "2 values, the first row names 3" in short.problems[0].words
    assert other.problems[0].column == "forename"
