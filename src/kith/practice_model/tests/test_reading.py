"""From text to model: inheritance, provenance, what is not set, lifting, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from kith.practice_model.lifting import Raw, UnknownSchema, lift
from kith.practice_model.reading import UnreadableModel, draft, drafts, header, lay, read_draft
from kith.practice_model.schema import SCHEMA, SECTIONS

TODAY = date(2026, 3, 4)
NATIONAL = draft("national")
PUBLISHED = Path(__file__).parent / "published"

AREA = """
schema = 1
slug = "dorset"
name = "Dorset"
version = "9"
extends = "national"

[limits.assessment]
amount = 35
status = "agreed"
rows = ["C-18"]
source = "A local decision"
binding = "local"

[limits.oversight]
amount = "unset"
status = "proposed"
rows = ["C-07"]
source = "A local decision"
binding = "local"
"""


def test_an_area_is_laid_over_the_national_model_and_each_value_says_where_it_comes_from() -> None:
    layers = lay(NATIONAL, AREA)
    limit = layers.document.limits["assessment"]
    assert (limit.amount, limit.unit, limit.binding) == (35, "working_days", "local")
    assert layers.origins["limits", "assessment", "amount"] == "dorset"
    assert layers.origins["limits", "assessment", "unit"] == "national"
    assert layers.national.limits["assessment"].amount == 45
    assert layers.document.limits["decision"].amount == 1


def test_what_nobody_states_is_not_set_and_never_another_areas_answer() -> None:
    layers = lay(NATIONAL, AREA)
    assert layers.document.limits["oversight"].amount is None
    assert layers.document.settings["single_queue"].value is None
    assert layers.document.settings["practice_framework"].value is None
    assert "C-12" not in layers.document.model_dump_json()


def test_an_area_takes_a_national_value_back_only_by_saying_unset() -> None:
    text = (
        AREA
        + '\n[settings.default_channel]\nvalue = "unset"\nstatus = "agreed"\nrows = ["V-02"]\nsource = "x"\nbinding = "local"\n'
    )
    assert lay(NATIONAL, text).document.settings["default_channel"].value is None


@pytest.mark.parametrize("missing", ["status", "rows", "source", "binding"])
def test_a_change_states_its_own_authority(missing: str) -> None:
    text = "\n".join(line for line in AREA.splitlines() if not line.startswith(f"{missing} ="))
    with pytest.raises(UnreadableModel, match=f"limits.assessment: {missing}"):
        lay(NATIONAL, text)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("amount = 35", "amount = thirty", "not TOML"),
        ("amount = 35", 'amount = "soon"', "limits.assessment.amount"),
        ("amount = 35", "amount = 35\nblocks_saving = true", "limits.assessment.blocks_saving"),
        ('binding = "local"', 'binding = "probably"', "binding"),
        ('status = "agreed"', 'status = "wonderful"', "status"),
        ("[limits.assessment]", "[limits.a_new_one]", "limits.a_new_one.name"),
        ("[limits.assessment]", "[limit.assessment]", "limit"),
        ('extends = "national"', 'extends = "lincolnshire"', "extends"),
        ('rows = ["C-18"]', "rows = []", "rows"),
        (
            "[limits.assessment]",
            "[limits]\nassessment = 5\n[limits.more]",
            r"limits holds what is no element. Write each as a table",
        ),
        ('extends = "national"', 'extends = "national"\ntiers = 5', "tiers holds what is no element"),
    ],
)
def test_what_is_not_a_model_is_refused_with_its_place(old: str, new: str, words: str) -> None:
    with pytest.raises(UnreadableModel, match=words) as refused:
        lay(NATIONAL, AREA.replace(old, new, 1))
    assert refused.value.line.endswith(" [practice_model.unreadable_model]")


@pytest.mark.parametrize("number", ['"x"', "[]", "true", "{}"])
def test_a_schema_number_that_is_none_is_read_as_none(number: str) -> None:
    assert header(f"schema = {number}\n").schema_number == (number == "true")


def test_a_draft_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(UnreadableModel, match="wolverhampton"):
        draft("atlantis")


def test_every_element_of_every_draft_carries_its_provenance() -> None:
    assert drafts() == ["national", "dorset", "lincolnshire", "thurrock", "wolverhampton"]
    for name in drafts():
        for _, _, element in read_draft(name, on=TODAY).document.elements():
            assert element.source
            assert element.rows
            assert element.name


def test_every_section_of_the_schema_is_shown() -> None:
    document = read_draft("wolverhampton", on=TODAY).document
    held = {name for name, value in document if isinstance(value, dict)}
    assert held == set(SECTIONS)


def test_an_older_text_is_lifted_step_by_step() -> None:
    def from_1(raw: Raw) -> Raw:
        return {**raw, "settings": {"renamed": raw["settings"]["old"]}}

    def from_2(raw: Raw) -> Raw:
        return {**raw, "added": True}

    old: Raw = {"schema": 1, "settings": {"old": 5}}
    assert lift(old, lifts={1: from_1, 2: from_2}, to=3) == {
        "schema": 3,
        "settings": {"renamed": 5},
        "added": True,
    }
    assert old == {"schema": 1, "settings": {"old": 5}}


@pytest.mark.parametrize("number", [SCHEMA + 1, 0, None, "1"])
def test_a_schema_nobody_can_read_is_refused(number: object) -> None:
    with pytest.raises(UnknownSchema):
        lift({"schema": number} if number is not None else {})


@pytest.mark.parametrize("number", range(1, SCHEMA + 1))
def test_a_text_of_every_schema_ever_published_can_still_be_read(number: int) -> None:
    """Keep one pair of texts for every schema number. A part that an old text lacks reads as absent."""
    layers = lay(
        (PUBLISHED / f"schema_{number}_national.toml").read_text(),
        (PUBLISHED / f"schema_{number}_area.toml").read_text(),
    )
    assert layers.document.limits["decision"].amount == 1
    assert layers.document.settings["out_of_hours_number"].value is None
    assert not layers.document.hub_bodies
