"""The file of a list: however a spreadsheet saved it, and refused whole where it is none."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.people.lists.file import read_list
from kith.people.lists.rows import COLUMNS, ListedPerson, ListRefused
from kith.people.lists.tests.rows import TODAY, told


def listed(tmp_path: Path, content: str | bytes, **more: Any) -> list[ListedPerson]:
    path = tmp_path / "list.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_list(path, today=TODAY, **more))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "The first row must name the columns, with “ref” among them."),
        ("forename,surname\nElla,Marsh\n", "The first row must name the columns, with “ref” among them."),
        ("1,Ella,Marsh\n", "The first row must name the columns, with “ref” among them."),
        ("ref,forename,shoe size\n1,Ella,4\n", "These columns are not known: shoe_size. Take them out"),
        ("ref,forename,forename\n1,Ella,Ella\n", "These columns stand twice in the first row: forename."),
        ('ref,forename\n1,"Ella\n', "Row 2 cannot be read as CSV"),
    ],
)
def test_a_file_that_is_no_list_is_refused_whole(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(ListRefused) as refused:
        listed(tmp_path, content)
    assert refused.value.message.startswith(said)
    assert refused.value.code == "list_refused"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListRefused, match="The file cannot be read: No such file or directory"):
        list(read_list(tmp_path / "none.csv", today=TODAY))


@pytest.mark.parametrize(
    "content",
    [
        "ref,forename,surname\n1,Ella,Marsh\n",
        "\ufeffref,forename,surname\n1,Ella,Marsh\n",
        "REF, Forename ,SURNAME\r\n1,Ella,Marsh\r\n",
        "ref,forename,surname\n\n,,\n1,Ella,Marsh",
        'ref,forename,surname\n"1","Ella","Marsh"\n',
    ],
    ids=["plain", "with a mark at its beginning", "capitals and spaces", "empty lines", "quoted"],
)
def test_a_list_is_read_however_a_spreadsheet_saved_it(tmp_path: Path, content: str) -> None:
    (found,) = listed(tmp_path, content)
    assert (found.ref, found.forename, found.surname, found.problems) == ("1", "Ella", "Marsh", [])


def test_a_row_is_named_by_the_line_on_which_it_begins(tmp_path: Path) -> None:
    content = 'ref,forename,address_line\n1,Ella,"14 Anvil Row\nPoole"\n,Leo,\n'
    first, second = listed(tmp_path, content)
    assert (first.number, first.address_line) == (2, "14 Anvil Row Poole")
    assert told(second) == ["Row 4, ref: It is empty. Give every row a number of its own."]


def test_a_file_that_is_not_utf_8_tells_of_its_row_and_reads_the_others(tmp_path: Path) -> None:
    first, second = listed(tmp_path, b"ref,forename\n1,Zo\xeb\n2,Ella\n")
    assert told(first)[0] == "Row 2, forename: It holds characters that are not text. Save the file as CSV UTF-8."
    assert second.problems == []


def test_a_list_of_its_own_columns_refuses_those_of_the_import(tmp_path: Path) -> None:
    assert listed(tmp_path, "ref,la_child_id\n1,77\n")
    with pytest.raises(ListRefused, match="These columns are not known: la_child_id"):
        listed(tmp_path, "ref,la_child_id\n1,77\n", columns=tuple(COLUMNS))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lists")


@given(st.binary(max_size=120))
def test_any_bytes_are_read_or_refused(folder: Path, content: bytes) -> None:
    try:
        found = listed(folder, b"ref,forename\n" + content)
    except ListRefused:
        return
    assert all(person.forename.isprintable() for person in found)
