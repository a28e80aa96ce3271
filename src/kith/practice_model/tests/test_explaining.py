"""A model and the difference of two, in words."""

from datetime import date

from kith.practice_model import explaining
from kith.practice_model.reading import draft, lay, model_of, read_draft
from kith.practice_model.rules import Model

TODAY = date(2026, 3, 4)


def read(area_text: str) -> Model:
    return model_of(lay(draft("national"), area_text), area_text, TODAY)


def test_a_model_says_the_same_as_itself() -> None:
    model = read_draft("dorset", on=TODAY)
    assert explaining.differences(model, model) == []


def test_a_changed_limit_a_new_element_and_one_that_is_gone() -> None:
    old = draft("dorset")
    new = old + (
        '\n[limits.assessment_by_agreement]\namount = 30\nstatus = "agreed"\nrows = ["C-18"]\nsource = "A local decision"\n'
        'binding = "local"\n'
    )
    assert "Time limits, “Assessment of a child helped by agreement”: limit was Not set, is now 30 working days." in (
        explaining.differences(read(old), read(new))
    )
    start, end = old.index("[channels.camhs_gateway]"), old.index("[tiers.family_help]")
    without = read(old[:start] + old[end:])
    assert "Ways into the front door: “CAMHS Gateway” is gone." in explaining.differences(read(old), without)
    assert any("“CAMHS Gateway” is new." in words for words in explaining.differences(without, read(old)))


def test_a_description_holds_every_element_and_says_what_is_not_set() -> None:
    model = read_draft("lincolnshire", on=TODAY)
    described = explaining.describe(model)
    elements = [element for group in described.values() for element in group]
    assert len(elements) == len(list(model.document.elements()))
    number = next(element for element in elements if element.key == "out_of_hours_number")
    assert [value.words for value in number.values] == ["Not set"]
    decision = next(element for element in elements if (element.section, element.key) == ("limits", "decision"))
    assert decision.values[0].words == "1 working day"
    assert decision.national_minimum == "1 working day at most"
    lead = next(element for element in elements if element.key == "lincolnshire_section_17")
    assert (lead.retained, lead.layer) == (True, "lincolnshire")


def test_no_code_reaches_the_reader_where_there_is_a_word() -> None:
    for area in ("dorset", "lincolnshire", "thurrock", "wolverhampton"):
        for elements in explaining.describe(read_draft(area, on=TODAY)).values():
            for element in elements:
                for value in element.values:
                    assert "_" not in value.label
                    assert "_" not in value.words, (element.key, value)
