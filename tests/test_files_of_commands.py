"""A file that a command cannot read or write is refused in words, with the rule, and so is what it holds."""

import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kith.access.identity import acting_as, service
from kith.front_door.models import Request
from kith.front_door.tests.conftest import simple_body
from kith.organisations.models import Area
from tests.fixtures import NOON

COMMANDS: dict[str, tuple[str, ...]] = {
    "intake": ("intake", "{file}", "--area", "dorset"),
    "staff": ("staff", "import", "{file}", "--area", "dorset", "--by", "A. Administrator"),
    "rota": ("duty", "import", "{file}", "--area", "dorset", "--by", "A. Administrator"),
    "people": ("people", "import", "{file}", "--area", "dorset"),
    "matching": ("people", "match", "{file}", "--area", "dorset", "--out", "{other}"),
}
"""Every command that is given a file to read."""


@pytest.fixture
def dorset(db: None) -> Area:
    return Area.objects.get_or_create(slug="dorset", defaults={"name": "Dorset", "la_code": "838"})[0]


def refusal_of(*words: Any) -> str:
    with pytest.raises(CommandError) as refused:
        call_command(*(str(each) for each in words), stdout=StringIO(), stderr=StringIO())
    return str(refused.value)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("what", ["missing", "folder"])
def test_a_file_that_cannot_be_read_is_refused_with_its_name_and_rule(
    dorset: Area, tmp_path: Path, command: tuple[str, ...], what: str
) -> None:
    file = tmp_path if what == "folder" else tmp_path / "not-there.csv"
    said = refusal_of(*(each.format(file=file, other=tmp_path / "out.jsonl") for each in command))
    if command[0] == "people":  # whose lists have a refusal of their own
        assert re.fullmatch(r"The file cannot be read: .*\. \[people\.list_refused\]", said)
    else:
        assert said.startswith(f"{file} cannot be read: ")
        assert said.endswith("Check its name, and that you may use it. [kernel.file_refused]")


def test_where_answers_cannot_be_written_nothing_is_taken_in(dorset: Area, tmp_path: Path) -> None:
    (tmp_path / "one.jsonl").write_text(json.dumps(simple_body()))
    said = refusal_of("intake", tmp_path / "one.jsonl", "--area", "dorset", "--json", tmp_path / "no" / "answers")
    assert re.search(r"cannot be written: .* \[kernel\.file_refused\]$", said)
    with acting_as(service("evidence", area_id=dorset.pk, purpose="test"), now=NOON):
        assert not Request.objects.exists(), "it can be sent again as it is"


def test_an_area_that_is_not_there_is_refused_with_its_rule(dorset: Area, tmp_path: Path) -> None:
    for command in COMMANDS.values():
        words = [each.format(file=tmp_path, other=tmp_path) for each in command]
        assert refusal_of(*["rutland" if each == "dorset" else each for each in words]).endswith("[organisations.no_such_area]")


def test_a_draft_that_cannot_be_written_is_refused_with_its_rule(dorset: Area, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = refusal_of("practice_model", "new", "dorset", "--folder", tmp_path / "file" / "of")
    assert "cannot be written" in said
    assert "[kernel.file_refused]" in said
