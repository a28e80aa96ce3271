"""The page of a model, through the real front door of the application."""

import re
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client

from kith.organisations.models import Area
from kith.practice_model.reading import draft
from kith.practice_model.services import publish_drafts
from tests.fixtures import enter, practitioner_in, signs_in


@pytest.fixture
def signed_in(clone: str) -> Client:
    """A finance officer of Lincolnshire: the model may be read by everybody who works in the area."""
    for slug in ("dorset", "lincolnshire", "wolverhampton"):
        Area.objects.get_or_create(slug=slug, defaults={"name": slug.title()})
    publish_drafts(valid_from=date(2024, 1, 1), published_by="P. Lead", now=datetime(2024, 1, 1, tzinfo=UTC))
    person, area = practitioner_in("lincolnshire", "finance_officer", profession="other")
    user = signs_in(person, area, "finance@example.org", "a long enough password")
    client = Client()
    enter(client, user)
    return client


def cells(client: Client, name: str) -> list[str]:
    """Return the cells of one row of the page: what is here, where it comes from, the national minimum."""
    page = BeautifulSoup(client.get("/model/").content, "html.parser")
    [row] = [row for row in page.select("tbody tr") if row.select_one("th").get_text(strip=True) == name]
    return [" ".join(cell.get_text(" ").split()) for cell in row.select("td")]


def words_of(response: Any) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


@pytest.mark.row("C-38", at="Our model, in Lincolnshire")
def test_an_area_sees_every_setting_of_its_model(signed_in: Client) -> None:
    response = signed_in.get("/model/")
    assert response.status_code == 200
    words = words_of(response)
    assert "Our model: Lincolnshire" in words
    assert "A social worker leads for a child in need" in words
    assert "Kept unless a named executive approves a change" in words
    assert "Telephone number at night and at weekends Value: Not set" in words
    assert "45 working days at most" in words
    assert "This is the first version." in words
    assert "Early help Meaning: Targeted help by agreement, kept apart from help to children in need" in words
    assert (
        "(National model) In use here: Yes Lincolnshire" in words.split("Early help Meaning: Targeted help by agreement")[1][:120]
    )
    assert "Think Family" not in words
    assert "Practice framework" in words.partition("Shown only")[2].partition("Contents")[0]
    assert "Conference for a child who moves in with a plan" in words.partition("Shown only")[2].partition("Contents")[0]
    assert "Shown only: nothing acts on this yet" in cells(signed_in, "Practice framework")[0]
    assert "For families: your family’s plan" in cells(signed_in, "Family Help plan")[0]
    assert "Built in" in cells(signed_in, "Number to ring in immediate danger")[0]


def test_another_areas_version_is_not_found(signed_in: Client) -> None:
    from kith.practice_model.models import PracticeModelVersion  # noqa: PLC0415

    versions = {
        each.area.slug if each.area else "national": each.pk for each in PracticeModelVersion.objects.select_related("area")
    }
    assert signed_in.get(f"/model/{versions['dorset']}/").status_code == 404
    assert signed_in.get(f"/model/{versions['national']}/").status_code == 200
    assert signed_in.get(f"/model/{versions['lincolnshire']}/").status_code == 200


def test_nobody_signed_in_sees_nothing(clone: str) -> None:
    assert Client().get("/model/").status_code == 302


def test_the_page_is_only_read(signed_in: Client) -> None:
    assert signed_in.post("/model/").status_code == 405


@pytest.mark.row("A-41", at="`kith practice-model publish`, and Our model")
def test_an_area_takes_up_a_newer_national_model_on_a_day_and_sees_what_is_still_its_own_to_decide(
    signed_in: Client, tmp_path: Path
) -> None:
    # given a newer national model from 1 February, and Lincolnshire's from 1 March
    for name in ("national", "lincolnshire"):
        (tmp_path / f"{name}.toml").write_text(draft(name).replace('version = "1"', 'version = "2"', 1))
    to = {"published_by": "P. Lead", "folder": tmp_path}
    call_command("practice_model", "publish", "national", valid_from=date(2024, 2, 1), **to)
    words = words_of(signed_in.get("/model/"))
    assert "A newer national model is in force from 1 February 2024" in words
    assert "Lincolnshire 1, on National model 1" in words
    # when Lincolnshire takes it up, then the page says so, and lists what nobody has decided
    call_command("practice_model", "publish", "lincolnshire", valid_from=date(2024, 3, 1), **to)
    words = words_of(signed_in.get("/model/"))
    assert "Lincolnshire 2, on National model 2" in words
    assert "In force from 1 March 2024" in words
    assert "A newer national model" not in words
    assert "Telephone number at night and at weekends" in words.split("What is not set")[1].split("Contents")[0]


@pytest.mark.row("N-63", at="Our model: national guidance")
@pytest.mark.row("L-16", at="Our model: national guidance", part="beside a time limit only: other rules name it as text")
def test_each_edition_of_the_guidance_has_its_days(signed_in: Client) -> None:
    for year, began, ended in ((2018, "4 July 2018", "15 December 2023"), (2023, "15 December 2023", "19 March 2026")):
        here = cells(signed_in, f"Working Together to Safeguard Children {year}")[0]
        assert f"From: {began}" in here
        assert f"Last day before: {ended}" in here


@pytest.mark.row(
    "V-36",
    at="Our model",
    part="what is proposed acts as what is in use does (Wolverhampton: who may lead, accreditation, oversight)",
)
@pytest.mark.row(
    "X-26",
    at="Our model",
    part="what is proposed acts as what is in use does (Wolverhampton: who may lead, accreditation, oversight)",
)
@pytest.mark.parametrize(
    ("area", "name", "status"),
    [
        ("dorset", "Any discipline and agency may lead, with a social worker overseeing every family", "Agreed"),
        ("dorset", "Child protection conference", "Being tested"),
        ("lincolnshire", "A social worker leads for a child in need", "In use"),
        ("wolverhampton", "The level of risk and harm decides who may lead", "Proposed"),
        ("wolverhampton", "Working Together to Safeguard Children 2018", "Stopped"),
    ],
)
def test_each_element_says_how_far_it_has_got(signed_in: Client, area: str, name: str, status: str) -> None:
    person, place = practitioner_in(area, "auditor", profession="other")
    client = Client()
    enter(client, signs_in(person, place, "auditor@example.org", "a long enough password"))
    assert f" {status} " in cells(client, name)[1]
