"""Every command that takes an area refuses one that is not there, with those there are:
a typing mistake never looks like "nothing"."""

import argparse
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command, get_commands, load_command_class

from tests.fixtures import live_area

SAYS = {
    "starts_at": "2026-04-01T17:00",
    "ends_at": "2026-04-01T18:00",
    "valid_from": "2026-04-01",
}
"""What an option takes that is asked for and takes not just any word."""


def asking() -> Iterator[tuple[str, ...]]:
    """Each command and verb of ours that takes ``--area``, or an area as a word."""
    for name, app in sorted(get_commands().items()):
        if str(app).startswith("kith."):
            yield from _asking((name,), load_command_class(app, name).create_parser("kith", name))


def _asking(path: tuple[str, ...], parser: argparse.ArgumentParser) -> Iterator[tuple[str, ...]]:
    verbs = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    for action in verbs:
        for verb, inner in action.choices.items():
            yield from _asking((*path, verb), inner)
    if not verbs and any(
        "--area" in each.option_strings or (each.dest == "area" and not each.option_strings) for each in parser._actions
    ):
        yield path


def parser_of(path: tuple[str, ...]) -> argparse.ArgumentParser:
    parser: Any = load_command_class(get_commands()[path[0]], path[0]).create_parser("kith", path[0])
    for verb in path[1:]:
        parser = next(each for each in parser._actions if isinstance(each, argparse._SubParsersAction)).choices[verb]
    return parser


def needed(parser: argparse.ArgumentParser, file: Path) -> Iterator[str]:
    """What must be said besides the area."""
    for each in parser._actions:
        said = str(file) if each.type is Path or each.dest in {"file", "path"} else SAYS.get(each.dest, "word")
        said = next(iter(each.choices)) if each.choices else said
        if each.dest == "area":
            yield from ["--area", "nowhere"] if each.option_strings else ["nowhere"]
        elif each.required:
            yield from [each.option_strings[0], said] if each.option_strings else [said]


FOUND = [path for path in asking() if path != ("area", "add")]


def test_there_are_commands_to_walk() -> None:
    assert len(FOUND) > 25, FOUND
    assert apps.is_installed("kith.administration")


@pytest.mark.django_db
@pytest.mark.parametrize("path", FOUND, ids=" ".join)
def test_an_unknown_area_is_refused_with_those_there_are(path: tuple[str, ...], tmp_path: Path) -> None:
    live_area("dorset")
    file = tmp_path / "file.csv"
    file.write_text("a,b\n")
    with pytest.raises(CommandError, match=r"no area (called )?nowhere\. Areas: .*dorset"):
        call_command(*path, *needed(parser_of(path), file), stdout=StringIO(), stderr=StringIO())
