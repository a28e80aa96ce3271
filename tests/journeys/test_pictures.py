"""The genogram and the ecomap at the desk: seen, steered by keyboard, sized, printed, and read as a table."""

import io
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Browser

from tests.journeys.base import DESKTOP, PHONE, Visitor
from tests.journeys.demonstration import Demonstration

pytestmark = pytest.mark.journey


def _lead(demonstration: Demonstration, chromium: Browser, **how: Any) -> Visitor:
    visitor = demonstration.visitor(chromium, **how)
    visitor.sign_in_as("dorset", "lead_practitioner")
    return visitor


def _at(demonstration: Demonstration, page: str) -> str:
    return f"/people/families/{demonstration.family_id}/{page}/"


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=lambda each: str(each["width"]))
def test_a_worker_finds_the_genogram_and_reads_the_same_as_a_table(
    demonstration: Demonstration, chromium: Browser, viewport: dict[str, int]
) -> None:
    # given the page of the people of a family
    visitor = _lead(demonstration, chromium, viewport=viewport)
    visitor.visit(f"/people/families/{demonstration.family_id}/")
    # when the worker opens the genogram
    visitor.press("Genogram: the family by generations")
    # then everybody is in the drawing and in the table, and the drawing scrolls in its own box (the visitor checks the page)
    drawn = visitor.page.locator(".kith-genogram a.kith-person").count()
    assert drawn == visitor.page.locator(".kith-picture__table tbody tr").count() > 2
    assert "Ella Example" in visitor.page.locator(".kith-picture__table").inner_text()
    visitor.page.locator(".kith-picture__key summary").click()
    visitor.check()
    visitor.press("Ecomap: who and what is around them")
    assert "Ecomap of" in visitor.text()


def test_the_centre_is_chosen_by_keyboard_in_the_drawing_and_from_the_list(
    demonstration: Demonstration, chromium: Browser
) -> None:
    # given the genogram, and no script
    visitor = _lead(demonstration, chromium, javascript=False)
    visitor.visit(_at(demonstration, "genogram"))
    # when somebody comes to Ella with the Tab key and presses Enter
    wanted = visitor.page.locator(".kith-person:focus:has-text('Ella Example')")
    for _ in range(80):
        if wanted.count():
            break
        visitor.page.keyboard.press("Tab")
    assert wanted.count(), "Ella can be reached with the Tab key"
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**centre=**")
    # then she is in the centre, and the table says what the others are to her
    assert visitor.page.locator(".kith-person[aria-current='true']:has-text('Ella Example')").count() == 1
    assert "To Ella Example" in visitor.text()
    # and the list does the same
    visitor.select("Put in the centre", "Sam Example")
    assert "To Sam Example" in visitor.press("Draw")


def test_the_drawing_can_be_larger_and_smaller_and_keeps_its_centre(demonstration: Demonstration, chromium: Browser) -> None:
    visitor = _lead(demonstration, chromium, viewport=PHONE)
    visitor.visit(_at(demonstration, "genogram"))
    visitor.select("Put in the centre", "Ella Example")
    visitor.press("Draw")

    def wide() -> float:
        return float(visitor.page.locator(".kith-genogram").bounding_box()["width"])  # type: ignore[index]

    normal = wide()
    visitor.press("Large")
    assert wide() == pytest.approx(1.5 * normal, rel=0.02)
    visitor.press("Whole picture")
    assert wide() <= PHONE["width"]
    assert "To Ella Example" in visitor.text()


@pytest.mark.parametrize("page", ["genogram", "ecomap"])
def test_a_picture_prints_on_one_page(demonstration: Demonstration, chromium: Browser, page: str) -> None:
    visitor = _lead(demonstration, chromium)
    visitor.visit(_at(demonstration, page) + "?size=largest")
    paper = visitor.page.pdf(prefer_css_page_size=True)
    pages = pypdf.PdfReader(io.BytesIO(paper)).pages
    assert len(pages) == 1
    assert pages[0].mediabox.width > pages[0].mediabox.height, "landscape"
    assert "The same in words" not in pages[0].extract_text()


def test_every_look_at_a_picture_is_recorded_and_strangers_see_none(demonstration: Demonstration, chromium: Browser) -> None:
    _lead(demonstration, chromium).visit(_at(demonstration, "genogram"))
    auditor = demonstration.visitor(chromium)
    auditor.sign_in_as("dorset", "auditor")
    auditor.visit("/looks/")
    auditor.fill("Family or person", demonstration.family_id)
    assert "genogram" in auditor.press("Show").casefold()
    stranger = demonstration.visitor(chromium)
    stranger.sign_in_as("lincolnshire", "lead_practitioner")
    for page in ("genogram", "ecomap"):
        stranger.visit(_at(demonstration, page), status=404)
