"""Every kind of field, its errors, and the way from an error to its box."""

import time as clock
from datetime import UTC, date, datetime, time
from typing import Any, ClassVar

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.test import Client

from kith.design.forms import DateField, DateTimeField, Form, TimeField, YesNoField
from kith.design.forms.adapter import render
from kith.design.forms.page import error_summary
from kith.design.web.forms import EveryKindForm


class OneDate(Form):
    born = DateField(label="Date of birth")


class OneMoment(Form):
    seen = DateTimeField(label="When was the child last seen?", required=False)


class OneTime(Form):
    at = TimeField(label="Time", required=False)


def typed(day: str, month: str, year: str, name: str = "born", time: str = "") -> dict[str, str]:
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year, f"{name}_time": time}


@pytest.mark.parametrize("month", ["2", "02", "feb", "Feb.", "February", "FEBR"])
def test_a_month_is_a_number_or_a_name(month: str) -> None:
    form = OneDate(typed("28", month, "2015"))
    assert form.is_valid()
    assert form.cleaned_data["born"] == date(2015, 2, 28)


@pytest.mark.parametrize(
    ("parts", "message", "leads_to"),
    [
        (("31", "2", "2015"), "Date of birth: February 2015 has only 28 days", "day"),
        (("", "2", "2015"), "Date of birth must include a day", "day"),
        (("1", "", ""), "Date of birth must include a month and year", "month"),
        (
            ("1", "13", "2015"),
            "Date of birth: “13” is not a month. Enter a number from 1 to 12, or a name like March",
            "month",
        ),
        (
            ("1", "ju", "2015"),
            "Date of birth: “ju” is not a month. Enter a number from 1 to 12, or a name like March",
            "month",
        ),
        (("40", "3", "2015"), "Date of birth: “40” is not a day. Enter a number from 1 to 31", "day"),
        (("1", "5%d", "2015"), "Date of birth: “5%d” is not a month. Enter a number from 1 to 12, or a name like March", "month"),
        (("1", "3", "15"), "Date of birth: year must be 4 numbers, like 2026", "year"),
        (("1", "3", "1815"), "Date of birth: year must be 1900 or later", "year"),
        (("", "", ""), "Enter the date of birth", "day"),
    ],
)
def test_an_impossible_date_says_what_is_wrong_and_where(parts: tuple[str, str, str], message: str, leads_to: str) -> None:
    form = OneDate(typed(*parts))
    assert form.errors["born"] == [message]
    assert f'href="#id_born_{leads_to}"' in error_summary(form)
    for part, value in zip(("day", "month", "year"), parts, strict=True):
        box = BeautifulSoup(render(form["born"]), "lxml").find(id=f"id_born_{part}")
        assert (box.get("value") or "") == value


def test_a_date_has_bounds() -> None:
    form = OneDate(typed("25", "11", "2026"))
    form.fields["born"].latest = date(2026, 11, 24)
    assert form.errors["born"] == ["Date of birth must be 24 November 2026 or earlier"]


def test_a_stored_date_fills_its_boxes_and_is_not_a_change() -> None:
    html = BeautifulSoup(render(OneDate(initial={"born": date(2015, 3, 27)})["born"]), "lxml")
    assert [box["value"] for box in html("input")] == ["27", "3", "2015"]
    assert not OneDate(typed("27", "March", "2015"), initial={"born": date(2015, 3, 27)}).has_changed()
    assert OneDate({"born": "2015-03-27"}).is_valid()


def test_a_moment_is_in_london() -> None:
    form = OneMoment(typed("1", "7", "2026", "seen", "2:30pm"))
    assert form.is_valid()
    assert form.cleaned_data["seen"] == datetime(2026, 7, 1, 13, 30, tzinfo=UTC)
    shown = BeautifulSoup(render(OneMoment(initial={"seen": form.cleaned_data["seen"]})["seen"]), "lxml")
    assert [box["value"] for box in shown("input")] == ["1", "7", "2026", "2:30pm"]


def test_a_time_that_the_clocks_skipped_is_refused() -> None:
    form = OneMoment(typed("29", "3", "2026", "seen", "1:30am"))
    assert form.errors["seen"] == ["The date: the clocks went forward that night, so 1:30am did not exist"]


def test_a_date_without_its_time_is_refused() -> None:
    form = OneMoment(typed("29", "3", "2026", "seen"))
    assert form.errors["seen"] == ["The date must include a time"]
    assert 'href="#id_seen_time"' in error_summary(form)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2:30pm", time(14, 30)),
        ("2.30 p.m.", time(14, 30)),
        ("14:30", time(14, 30)),
        ("12am", time(0)),
        ("midday", time(12)),
    ],
)
def test_a_time_as_people_write_it(text: str, expected: time) -> None:
    form = OneTime({"at": text})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["at"] == expected


@pytest.mark.parametrize("text", ["half two", "25:00", "14pm", "9", "9:75"])
def test_a_time_that_is_none(text: str) -> None:
    assert not OneTime({"at": text}).is_valid()


def test_yes_no_unknown() -> None:
    class Asked(Form):
        known = YesNoField(label="Known?", unknown="I do not know")

    def answer(data: dict[str, str]) -> Any:
        form = Asked(data)
        assert form.is_valid(), form.errors
        return form.cleaned_data["known"]

    assert answer({"known": "yes"}) is True
    assert answer({"known": "no"}) is False
    assert answer({"known": "unknown"}) is None
    assert Asked({}).errors["known"] == ["Select an answer to “Known?”"]
    assert BeautifulSoup(render(Asked(initial={"known": False})["known"]), "lxml").find(checked=True)["value"] == "no"


def test_a_question_under_an_answer_is_asked_only_when_chosen() -> None:
    class Asked(Form):
        reveals: ClassVar = {"interpreter": {"yes": ["language"]}}
        interpreter = YesNoField(label="Interpreter?")
        language = forms.CharField(label="Which language?")

    assert Asked({"interpreter": "no", "language": "Polish"}).is_valid()
    form = Asked({"interpreter": "no", "language": "Polish"})
    form.is_valid()
    assert form.cleaned_data["language"] == ""
    assert Asked({"interpreter": "yes"}).errors["language"] == ["Enter an answer to “Which language?”"]


def test_errors_of_ones_own_stay() -> None:
    class Asked(Form):
        name = forms.CharField(label="Name", error_messages={"required": "Say who it is"})

    assert Asked({}).errors["name"] == ["Say who it is"]


def page(address: str) -> BeautifulSoup:
    answer = Client().get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "lxml")


def test_every_kind_of_field_is_on_the_page_once_with_a_label() -> None:
    html = page("/design/")
    ids = [tag["id"] for tag in html(id=True)]
    assert sorted(ids) == sorted(set(ids))
    form = html.find("form", class_="kith-form")
    assert {tag.get("type", tag.name) for tag in form(["input", "textarea", "select"])} >= {
        "text", "email", "tel", "url", "password", "file", "radio", "checkbox", "hidden", "textarea", "select",
    }  # fmt: skip
    for box in form(["input", "textarea", "select"]):
        if box.get("type") != "hidden":
            assert html.find("label", attrs={"for": box["id"]}), box
    names = {tag["name"].rsplit("_day")[0] for tag in form(attrs={"name": True})}
    assert set(EveryKindForm.base_fields) <= names
    assert html.find(id="id_children")["inputmode"] == "numeric"
    assert html.find(id="id_worry")["spellcheck"] == "true"
    assert html.find(id="id_email")["autocomplete"] == "email"
    assert form["enctype"] == "multipart/form-data"


def test_each_error_leads_to_exactly_one_element() -> None:
    html = page("/design/?errors=1")
    assert html.title.text.startswith("Error: ")
    links = html.select(".govuk-error-summary__list a")
    assert len(links) == 12
    for link in links:
        assert len(html(id=link["href"].removeprefix("#"))) == 1, link


def test_scripts_carry_the_nonce_and_nothing_is_inline() -> None:
    answer = Client().get("/design/?errors=1")
    html = BeautifulSoup(answer.content, "lxml")
    nonce = html.find("script")["nonce"]
    assert f"'nonce-{nonce}'" in answer.headers["Content-Security-Policy"]
    assert all(script["nonce"] == nonce for script in html("script"))
    assert not html(style=True)
    assert not html("style")
    assert not [tag for tag in html(True) if any(name.startswith("on") for name in tag.attrs)]


def test_text_is_escaped_everywhere() -> None:
    class Asked(Form):
        name = forms.CharField(label="<b>Name</b>", help_text="<i>hint</i>")
        pick = forms.ChoiceField(label="Pick", choices=[("a", "<b>a</b>")], widget=forms.RadioSelect)

    form = Asked({"name": '"><script>x</script>', "pick": "<b>z</b>"})
    html = render(form["name"]) + render(form["pick"]) + error_summary(form)
    assert "<script" not in html
    assert "<b>" not in html
    assert "<i>" not in html


def test_a_page_with_every_component_is_made_quickly() -> None:
    client = Client()
    client.get("/design/")
    start = clock.perf_counter()
    for _ in range(5):
        client.get("/design/?errors=1")
    assert (clock.perf_counter() - start) / 5 < 0.5
