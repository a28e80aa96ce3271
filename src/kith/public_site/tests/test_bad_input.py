"""The public forms with what people really type at 02:00: nothing breaks, nothing is lost,
and each error names its field and the fix."""

from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from freezegun import freeze_time

from kith.access.identity import acting_as, service
from kith.design.tests.test_plain_errors import of_the_library
from kith.front_door.cues import raised_by_words
from kith.front_door.models import Kind, Request, RequestPerson
from kith.front_door.tests.test_pages import words_of
from kith.front_door.web.forms.asking import NO_WORDS
from kith.kernel.time import now
from kith.organisations.models import Area
from tests.fixtures import publish_for_every_area

NIGHT = datetime(2026, 11, 29, 2, 0, tzinfo=UTC)
LONG = "a b" * 3_400
ODD = "Is\u200bla 🧸\u2060 ÿ\u0301 <b>&amp; %s {{x}} \u202e"


@pytest.fixture(scope="module")
def live(module_clone: str) -> list[Area]:
    """The areas that are live, in one database for the module: each test reads only what it sent itself."""
    publish_for_every_area()
    return list(Area.objects.filter(live_at__isnull=False))


def begun(area: str, kind: str) -> tuple[Client, str, dict[str, str]]:
    """Begin a form; return its browser, its address and every box of it, empty."""
    visitor = Client()
    address = visitor.get(f"/ask-for-help/{area}/{kind}/")["Location"]
    page = BeautifulSoup(visitor.get(address).content, "lxml")
    boxes = page.select("form.kith-form [name]")
    return visitor, address, {box["name"]: "" for box in boxes if box["name"] not in ("csrfmiddlewaretoken", "sent_once")}


def stored(area: str, receipt: str) -> tuple[Request, RequestPerson]:
    """Return the request that a receipt is for, and its first child."""
    assert "We have received it" in receipt
    place = Area.objects.get(slug=area)
    with acting_as(service("evidence", area_id=place.pk, purpose="test"), now=now()):
        number = receipt.split("Your receipt number")[1].split()[0]
        request = Request.objects.select_related("sender").get(number=number)
        return request, request.people.get(key="child1")


def count(area: str) -> int:
    place = Area.objects.get(slug=area)
    with acting_as(service("evidence", area_id=place.pk, purpose="test"), now=now()):
        return Request.objects.count()


def problems(answer: Any) -> list[tuple[str, str]]:
    """Return the errors of a page in the order of its summary, and check that each stands at its field too."""
    page = BeautifulSoup(answer.content, "lxml")
    assert page.title.text.startswith("Error: ")
    found = []
    for link in page.select(".govuk-error-summary__list a"):
        field = page.find(id=link["href"].removeprefix("#"))
        assert field is not None, link
        group = field.find_parent(class_="govuk-form-group--error")
        assert group is not None, link
        assert link.text.strip().rstrip(".") in group.select_one(".govuk-error-message").text
        found.append((link["href"].removeprefix("#id_"), link.text.strip()))
    assert len(found) == len(page.select(".govuk-error-summary__list li")), "every error leads to a field"
    assert not [words for _, words in found if of_the_library(words)]
    return found


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (
            "professional",
            {
                "immediate_danger": "Select yes if a child is being hurt now. Select “I am not sure” if you do not know",
                "name": "Enter your name",
                "organisation": "Enter where you work, like Elm School",
                "told_family": "Select yes if you have told the parents that you are asking",
                "worries": "Enter what is happening or what worries you, in a few words if you like",
                "agreement_service": "Select whether the parents agree to have help, or “Not asked”",
                "agreement_sharing": "Select whether the parents agree that we share information, or “Not asked”",
            },
        ),
        ("relative", ["immediate_danger", "may_be_named", "worries"]),
        ("public", ["immediate_danger", "may_be_named", "worries"]),
        ("self", ["immediate_danger", "worries"]),
        ("anonymous", ["immediate_danger", "worries"]),
        ("child", {"worries": "You have not written anything yet. One word is enough, like “help”"}),
    ],
)
def test_an_empty_form_says_at_each_field_what_to_do(live: list[Area], kind: str, expected: Any) -> None:
    visitor, address, empty = begun("dorset", kind)
    found = dict(problems(visitor.post(address, empty)))
    assert list(found) == list(expected)
    if isinstance(expected, dict):
        assert found == expected


def test_the_familys_code_says_at_each_field_what_to_do(live: list[Area]) -> None:
    found = dict(problems(Client().post("/my-family/dorset/", {"key": "", "code": ""})))
    assert found == {"key": "Paste the link you were given.", "code": "Enter your code"}


BIRTH = {"child1_born_day": "1", "child1_born_month": "12", "child1_born_year": "2026"}


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        (BIRTH, "child1_born_day", "The child’s date of birth must be today or earlier. For a baby not yet born, choose"),
        (BIRTH | {"child1_born_month": "50%"}, "child1_born_month", "The child’s date of birth: “50%” is not a month"),
        ({"child1_postcode": "somewhere near the sea"}, "child1_postcode", "The child’s postcode must be 10 characters or fewer"),
        ({"child2_forename": LONG}, "child2_forename", "The second child’s first name must be 100 characters or fewer"),
        ({"child1_age": "twelve"}, "child1_age", "The child’s age must be a whole number, like 7"),
        ({"child1_age": "9" * 5_000}, "child1_age", "The child’s age must be"),
        ({"child1_age": "40"}, "child1_age", "The child’s age must be from 0 to 17"),
        ({"adult2_surname": LONG}, "adult2_surname", "The second adult’s last name must be 100 characters or fewer"),
        ({"immediate_danger": "rubbish"}, "immediate_danger", "Choose one of the answers for “Is somebody being hurt"),
    ],
)
def test_bad_input_names_the_field_and_the_fix_and_keeps_what_was_typed(
    live: list[Area], said: dict[str, str], field: str, words: str
) -> None:
    visitor, address, empty = begun("dorset", "relative")
    given = empty | {"immediate_danger": "no", "may_be_named": "no", "worries": f"He shouts. {ODD}"} | said
    answer = visitor.post(address, given)
    [(at, message)] = problems(answer)
    assert (at, message[: len(words)]) == (field, words)
    page = BeautifulSoup(answer.content, "lxml")
    assert page.find(id="id_worries").text.strip() == f"He shouts. {ODD}".strip()
    for name, value in said.items():
        if name != "immediate_danger":
            assert page.find("input", {"name": name})["value"] == value


@pytest.mark.parametrize("kind", Kind.values)
def test_odd_characters_are_kept_in_every_area_at_night(live: list[Area], kind: str) -> None:
    assert len(live) > 2
    with freeze_time(NIGHT):
        for area in live:
            visitor, address, empty = begun(area.slug, kind)
            texts = {
                name: ODD[:10]
                for name in empty
                if not name.endswith(("_day", "_month", "_year", "_age", "_role", "_kind", "protect_telephone"))
            }
            answers = {"immediate_danger": "not_sure", "may_be_named": "no", "told_family": "no"}
            agreed = {"agreement_service": "not_asked", "agreement_sharing": "not_asked"}
            choices = dict.fromkeys((n for n in empty if n.endswith(("_sex", "_responsibility")) or n.startswith("more_")), "")
            given = empty | texts | answers | agreed | choices | {"worries": f"{LONG} {ODD}\x00 end"}
            answer = visitor.post(address, given)
            assert answer.status_code == 200
            request, child = stored(area.slug, words_of(answer))
            assert request.worries == f"{LONG} {ODD} end", "whole, but for the character that cannot be kept"
            assert child.forename in (ODD[:10].strip(), "")


@pytest.mark.parametrize(
    "said",
    [
        {"worries": "help"},
        {"immediate_danger": "yes"},
        {"immediate_danger": "not_sure"},
        {"safe_to_contact": "text only"},
        {"telephone": "01632 960001"},
        {"child1_forename": "Isla"},
        {"child1_age": "nearly 14"},
        {"child1_school": "Elm"},
        {"wanted": "someone to talk to"},
        {"worries": "🆘"},
    ],
    ids=str,
)
def test_a_child_sends_with_one_box_and_it_is_kept(live: list[Area], said: dict[str, str]) -> None:
    visitor, address, empty = begun("wolverhampton", "child")
    receipt = words_of(visitor.post(address, empty | said))
    assert ("You have not told us a safe way to reach you" in receipt) is ("safe_to_contact" not in said)
    request, child = stored("wolverhampton", receipt)
    sender = request.sender
    kept = f"{request.worries} {request.wanted} {request.immediate_danger} {sender.telephone} {sender.safe_to_contact}"
    kept += f" {child.forename} {child.school} {child.notes}"
    assert all(value in kept for value in said.values())


def test_nothing_that_a_child_types_is_too_long_or_wrong(live: list[Area]) -> None:
    visitor, address, empty = begun("lincolnshire", "child")
    texts = {name: f"{name} {LONG}" for name in empty if name not in ("immediate_danger", "may_be_named", "token")}
    request, child = stored("lincolnshire", words_of(visitor.post(address, empty | texts)))
    kept = f"{request.worries}\n{request.wanted}\n{child.notes}"
    assert all(value in kept for value in texts.values())
    assert (child.age, child.forename) == (None, texts["child1_forename"][:100])


@pytest.mark.parametrize("said", [{}, {"worries": "   "}, {"worries": "\u200b\u2060"}, {"telephone": " \n "}])
def test_an_empty_send_gets_kind_words_and_the_numbers_to_call(live: list[Area], said: dict[str, str]) -> None:
    visitor, address, empty = begun("dorset", "child")
    before = count("dorset")
    answer = visitor.post(address, empty | said)
    assert [field for field, _ in problems(answer)] == ["worries"]
    page = BeautifulSoup(answer.content, "lxml")
    assert {"tel:999", "tel:08001111"} <= {link["href"] for link in page.select(".govuk-inset-text a")}
    assert "Nothing has gone wrong" in words_of(answer)
    assert count("dorset") == before


def test_what_stands_for_no_words_raises_nothing() -> None:
    assert raised_by_words([NO_WORDS]) == ""
