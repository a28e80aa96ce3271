"""The page of one person and its forms over real HTTP handling: each part has its own link, and what it changes is shown."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.access.identity import acting_as
from kith.config.wiring import ROOMS
from kith.kernel.time import now
from kith.people import services
from kith.people.models import ContactDetail, Person, Professional, Relationship
from kith.people.web.tests.test_pages import _at, _client, _fields, story  # noqa: F401  a fixture
from kith.workbench.rooms import person_fields


def _page(person: Any, name: str = "person", **more: Any) -> str:
    return reverse(f"people:{name}", kwargs={"person_id": person.pk, **more})


def _text(answer: Any) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").select_one("main").get_text(" ").split())


def _day(name: str, when: date) -> dict[str, str]:
    return {f"{name}_day": str(when.day), f"{name}_month": str(when.month), f"{name}_year": str(when.year)}


def test_every_link_of_the_page_opens_and_every_part_can_be_changed(story: dict[str, Any]) -> None:  # noqa: F811
    manager, child, mother = _client("Mo Manager", "team_manager"), story["child"], story["mother"]
    moment = now()
    with acting_as(story["who"], now=moment):
        services.add_name(person=child, kind="alias", forename="Zuzia")
        services.add_identifier(person=child, kind="uln", value="1000000042", now=moment)
        services.add_professional(person=child, kind="school", organisation="Withy Primary", now=moment)
        services.add_tie(person=child, circle="friends", name="Lena", now=moment)
        services.relate(person=mother, other=child, kind="mother", parental_responsibility=True, now=moment)
    opened = 0
    for person in (child, mother):
        answer = manager.get(_page(person))
        assert answer.status_code == 200
        page = BeautifulSoup(answer.content, "html.parser").select_one("main")
        assert len(page.select("h1")) == 1
        for link in page.select("a[href^='/people/']"):
            opened += 1
            assert manager.get(link["href"]).status_code == 200, link["href"]
    assert opened > 40
    text = _text(manager.get(_page(child)))
    for words in (
        "Zuzia",
        "Check: the last digit of this ULN does not fit the others",
        "School, nursery or college: Withy Primary",
        "Lena: ordinary (friends)",
        "Agnieszka Kowalczyk , mother. Agnieszka Kowalczyk has parental responsibility: where it comes from is not recorded",
    ):
        assert words in text, words
    assert "Zuzanna Kowalczyk , child" in _text(manager.get(_page(mother)))


@pytest.mark.row(
    "A-37",
    at="The page of a person",
    part="each child’s SEND status is on their own page, not on the family’s; no specialist provision and no education plan",
)
@pytest.mark.row("K-16", at="History, of a person", part="not for the auditor, who may not open it")
@pytest.mark.row(
    "X-12",
    at="History, of a person",
    part="no schedule of how long records are kept, no export of a record for the person it is about",
)
@pytest.mark.row("X-39", at="A person's page", part="no attendance comes from schools, and no record of progress")
def test_parts_are_changed_and_the_history_says_what_from_what(story: dict[str, Any]) -> None:  # noqa: F811
    client, child = _client("Mo Manager", "team_manager"), story["child"]
    for part, typed in (
        ("name", {"surname": "Reed", "name_order": "family_first", "name_kind": "birth"}),
        ("about", {"religion": "Catholic", "language": "Polish", "interpreter": "Polish"}),
        ("health", {"disability": ["LD", "AUT"], "send": "K"}),
        ("immigration", {"immigration_status": "pre_settled", "unaccompanied": "no"}),
    ):
        page = _page(child, "change", part=part)
        fields = _fields(client.get(page))
        assert set(typed) - {"disability"} <= set(fields), f"{part} asks only what belongs to it"
        done = client.post(page, fields | typed)
        assert (done.status_code, done["Location"]) == (302, _page(child)), part
    both = _fields(client.get(_page(child, "change", part="health"))) | {"disability": ["NONE", "LD"]}
    assert "not both" in client.post(_page(child, "change", part="health"), both).content.decode()
    shown = _text(client.get(_page(child)))
    for words in (
        "Reed Zuzanna",
        "Learning, Autism",
        "SEN support",
        "Pre-settled status",
        "Zuzanna Kowalczyk (from",
    ):
        assert words in shown or words == "Zuzanna Kowalczyk (from", words
    told = _text(client.get(_page(child, "history")))
    for words in ("Surname: Kowalczyk → Reed", "Mo Manager", "Recorded as Zuzanna Kowalczyk", "(birth name)"):
        assert words in told, words
    assert client.get(_page(child, "change", part="nothing")).status_code == 404


@pytest.mark.row("X-39", at="A person's page", part="no attendance comes from schools, and no record of progress")
@pytest.mark.row("X-10", at="A person's page", part="a copy of a whole record with third parties taken out is not made")
def test_details_are_added_and_ended(story: dict[str, Any]) -> None:  # noqa: F811
    client, child, today = _client("Mo Manager", "team_manager"), story["child"], story["today"]
    for what, typed in (
        ("name", {"kind": "alias", "forename": "Zu"}),
        ("number", {"kind": "upn", "value": "A001100115001"}),
        ("address", {"lines": "4 Mill Row", **_day("on", today)}),
        ("contact", {"kind": "telephone", "value": "07700 900133", "safe": "no"}),
        ("professional", {"kind": "school", "organisation": "Tern Academy"}),
        ("tie", {"name": "Saturday football", "circle": "activities", "quality": "close"}),
    ):
        page = _page(child, "add_to", what=what)
        assert client.post(page, _fields(client.get(page)) | typed).status_code == 302, what
    empty = _page(child, "add_to", what="tie")
    assert "Choose a person, or say who or what it is." in client.post(
        empty, _fields(client.get(empty)) | {"name": " ", "circle": "family"}
    ).content.decode().replace("&#39;", "'")
    with acting_as(story["who"], now=now()):
        contact, school = ContactDetail.objects.get(person=child), Professional.objects.get(person=child)
    safe = _page(child, "safe", row_id=contact.pk)
    assert client.post(safe, _fields(client.get(safe)) | {"safe": "yes", "safe_note": "After 6pm"}).status_code == 302
    assert "07700 900133 (safe to use: After 6pm)" in _text(client.get(_page(child)))
    for what, row in (("contact", contact), ("professional", school)):
        page = _page(child, "end", what=what, row_id=row.pk)
        assert client.get(_page(story["mother"], "end", what=what, row_id=row.pk)).status_code == 404
        assert client.post(page, _fields(client.get(page))).status_code == 302
    with acting_as(story["who"], now=now()):
        assert Person.objects.get(pk=child.pk).school == ""
        assert ContactDetail.objects.get(pk=contact.pk).ends_on == today
    assert client.get(_page(child, "add_to", what="nothing")).status_code == 404


@pytest.mark.row("X-09", at="The people of a family; a person's page")
@pytest.mark.row("X-17", at="A person's page", part="whether a child is competent to decide for themselves is not recorded")
def test_relationship_and_household_are_changed_with_their_dates(story: dict[str, Any]) -> None:  # noqa: F811
    client, child = _client("Mo Manager", "team_manager"), story["child"]
    relate = _at("relate", story["family"])
    typed = _fields(client.get(relate)) | {
        "person": str(story["father"].pk), "other": str(child.pk), "kind": "father", "parental_responsibility": "yes",
        "responsibility_basis": "registered", "own_word": "Tata",
    }  # fmt: skip
    assert client.post(relate, typed).status_code == 302
    assert (
        "Marek Kowalczyk is father of Zuzanna Kowalczyk, with parental responsibility (named on the birth certificate)"
        in _text(client.get(_at("family", story["family"])))
    )
    married = typed | {"kind": "cousin", "union": "married", "responsibility_basis": ""}
    assert "Only partners and former partners" in client.post(relate, married).content.decode()
    with acting_as(story["who"], now=now()):
        row = Relationship.objects.get()
    page = _page(child, "relationship", row_id=row.pk)
    fields = _fields(client.get(page))
    assert fields["own_word"] == "Tata"
    assert "union" not in fields, "asked of partners only"
    ended = fields | _day("responsibility_until", story["today"])
    assert client.post(page, ended).status_code == 302
    assert "Marek Kowalczyk has no parental responsibility since" in _text(client.get(_page(child)))
    place = _at("place", story["family"], child)
    assert client.post(place, _fields(client.get(place)) | {"household": "With Tata"}).status_code == 302
    assert "With Tata" in _text(client.get(_page(child)))


def test_a_risk_is_stated_about_somebody_on_record_or_a_new_person(story: dict[str, Any]) -> None:  # noqa: F811
    client, today = _client("Mo Manager", "team_manager"), story["today"]
    page = _at("risk", story["family"])
    typed = _fields(client.get(page)) | {
        "words": "Barred from contact", "source": "Crown Court", **_day("stated_on", today),
        **_day("review_on", today.replace(year=today.year + 1)),
    }  # fmt: skip
    assert "Choose somebody, or enter a name" in client.post(page, typed).content.decode()
    asked = client.post(page, typed | {"forename": "Marek", "surname": "Kowalczyk"})
    assert "Is it one of these people?" in asked.content.decode()
    chosen = _fields(asked) | {"chosen": str(story["father"].pk)}
    assert client.post(page, chosen).status_code == 302
    assert client.post(page, typed | {"forename": "Quentin", "surname": "Oddly"}).status_code == 302
    shown = _text(client.get(_at("family", story["family"])))
    assert "Marek Kowalczyk : Barred from contact (from Crown Court" in shown
    assert "Quentin Oddly : Barred from contact" in shown
    helper = _client("Bea Support", "business_support")
    assert "Barred from contact" not in helper.get(_at("family", story["family"])).content.decode()
    assert "Barred from contact" not in helper.get(_page(story["father"])).content.decode()
    assert "Tell a social worker" in helper.post(page, typed | {"person": str(story["father"].pk)}).content.decode()


def test_whoever_serves_meetings_reads_no_particulars(story: dict[str, Any]) -> None:  # noqa: F811
    helper, child = _client("Bea Support", "business_support"), story["child"]
    with acting_as(story["who"], now=now()):
        services.change_person(
            person=child,
            read_version=1,
            religion="MARKERFAITH",
            immigration_status="refused",
            send="E",
            now=now(),
        )
    assert "MARKERFAITH" in _text(_client("Mo Manager", "team_manager").get(_page(child)))
    shown = _text(helper.get(_page(child)))
    assert "Zuzanna" in shown
    for page in (shown, _text(helper.get(_at("edit", story["family"], child)))):
        for words in (
            "MARKERFAITH",
            "Immigration",
            "Claim refused",
            "Special educational needs",
            "What changed",
        ):
            assert words not in page, words
    for name, more in (("history", {}), ("change", {"part": "immigration"}), ("change", {"part": "health"})):
        assert helper.get(_page(child, name, **more)).status_code == 404, name
    page = _at("edit", story["family"], child)
    assert helper.post(page, _fields(helper.get(page)) | {"language": "Polish"}).status_code == 302
    with acting_as(story["who"], now=now()):
        kept = Person.objects.get(pk=child.pk)
    assert (kept.language, kept.religion, kept.send) == ("Polish", "MARKERFAITH", "E")


@pytest.mark.row("X-09", at="A person's page")
def test_an_unborn_child_is_recorded_as_born_or_let_go(story: dict[str, Any]) -> None:  # noqa: F811
    client, moment = _client("Mo Manager", "team_manager"), now()
    with acting_as(story["who"], now=moment):
        baby = services.add_to_family(
            family=story["family"], role="unborn", on=story["today"], now=moment, surname="Kowalczyk",
            expected_date=story["today"],
        )  # fmt: skip
    assert "Record the birth" in _text(client.get(_page(baby)))
    page = _page(baby, "pregnancy")
    assert client.post(page, _fields(client.get(page)) | _day("on", story["today"])).status_code == 302
    shown = _text(client.get(_page(baby)))
    assert "The pregnancy ended on" in shown
    assert "Record the birth" not in shown
    assert str(baby.pk) not in client.get(_at("family", story["family"])).content.decode()


@pytest.mark.row("F-36", at="People of a family")
def test_a_baby_not_yet_born_stands_in_the_family_with_the_day_it_is_expected(story: dict[str, Any]) -> None:  # noqa: F811
    client, due = _client("Mo Manager", "team_manager"), story["today"] + timedelta(days=90)
    page = _at("add", story["family"])
    typed = _fields(client.get(page)) | {"role": "unborn", "surname": "Kowalczyk", **_day("expected_date", due)}
    done = client.post(page, _fields(client.post(page, typed)) | {"chosen": "new"})
    assert done.status_code == 302, _text(done)
    assert f"In this family Unborn child Age Due {due.day} {due:%B %Y}" in _text(client.get(_at("family", story["family"])))


def test_closing_a_record_leads_to_the_new_one(story: dict[str, Any]) -> None:  # noqa: F811
    manager, lead = _client("Mo Manager", "team_manager"), _client("Lee Lead", "lead_practitioner")
    child = story["child"]
    assert "Close this record" not in _text(lead.get(_page(child)))
    assert lead.get(_page(child, "seal")).status_code == 404
    page = _page(child, "seal")
    typed = _fields(manager.get(page)) | {"forename": "Wren", "surname": "Harper", "reason": "Adoption order"}
    done = manager.post(page, typed)
    assert done.status_code == 302
    assert "Wren Harper" in _text(manager.get(done["Location"]))
    assert manager.get(_page(child)).status_code == 404
    assert "Zuzanna" not in manager.get(_at("family", story["family"])).content.decode()


def test_the_page_asks_the_same_number_of_questions_however_much_is_held(
    story: dict[str, Any],  # noqa: F811
) -> None:
    client, child = _client("Mo Manager", "team_manager"), story["child"]
    counts = []
    for number in range(2):
        moment = now()
        with acting_as(story["who"], now=moment):
            for each in range(3 * number + 1):
                services.add_name(person=child, kind="alias", forename=f"N{number}{each}")
                services.add_tie(person=child, other=story["mother"], circle="family", now=moment)
                services.add_professional(person=child, kind="gp", name=f"Dr {number}{each}", now=moment)
                services.relate(person=story["father"], other=child, kind="father", now=moment)
        for page in ("person", "history"):
            client.get(_page(child, page))
            with CaptureQueriesContext(connection) as queries:
                assert client.get(_page(child, page)).status_code == 200
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert counts[0] <= 36
    # The history asks every room's tables that lead to a person, one question each.
    assert counts[1] <= 36 + sum(1 for room in ROOMS if room.name != "people" for table in room.tables if person_fields(table))
