"""The pages over real HTTP handling and real transactions: what is asked, refused, compared, and who gets 404."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from kith.access.identity import Identity, acting_as, service
from kith.audit.models import Look
from kith.kernel.time import london_date, now
from kith.people import services
from tests.fixtures import enter, practitioner_in, signs_in


@pytest.fixture
def story(clone: str) -> dict[str, Any]:
    manager, area = practitioner_in("dorset", "team_manager", name="Mo Manager")
    today, moment = london_date(now()), now()
    who = Identity(
        kind="practitioner",
        name="M",
        area_id=area.pk,
        purpose="test",
        practitioner_id=manager.pk,
        roles=frozenset({"team_manager"}),
    )
    with acting_as(who, now=moment):
        family = services.record_family(name="Kowalczyk, Anvil Row", now=moment)
        say = {"family": family, "on": today, "now": moment, "surname": "Kowalczyk"}
        mother = services.add_to_family(
            role="parent", forename="Agnieszka", address="14 Anvil Row", telephone="07700 900121", **say
        )
        father = services.add_to_family(role="parent", forename="Marek", **say)
        child = services.add_to_family(role="child", forename="Zuzanna", date_of_birth=date(2017, 4, 7), **say)
        other = services.record_family(name="Nowak", now=moment)
    return {
        "family": family,
        "mother": mother,
        "father": father,
        "child": child,
        "other": other,
        "who": who,
        "today": today,
    }


def _client(name: str, role: str, area: str = "dorset") -> Client:
    practitioner, place = practitioner_in(area, role, name=name)
    user = practitioner.user or signs_in(practitioner, place, f"{uuid4().hex}@example.org")
    client = Client()
    enter(client, user)
    return client


def _at(name: str, family: Any, person: Any = None) -> str:
    kwargs = {"family_id": family.pk} | ({"person_id": person.pk} if person else {})
    return reverse(f"people:{name}", kwargs=kwargs)


def _fields(response: Any) -> dict[str, str]:
    """What a browser would send back of the page's form."""
    form = BeautifulSoup(response.content, "html.parser").select("main form")[-1]
    sent: dict[str, str] = {}
    for control in form.select("input[name], textarea[name], select[name]"):
        if control.name == "textarea":
            sent[control["name"]] = control.text.strip()
        elif control.name == "select":
            chosen = control.select_one("option[selected]")
            sent[control["name"]] = chosen["value"] if chosen else ""
        elif control.get("type") not in {"radio", "checkbox"} or control.has_attr("checked"):
            sent[control["name"]] = control.get("value", "")
    return sent


def test_every_page_opens_and_is_looked_at(story: dict[str, Any]) -> None:
    client = _client("Mo Manager", "team_manager")
    pages = [_at(name, story["family"]) for name in ("family", "name", "add", "relate", "restrict", "lift")]
    pages += [
        _at(n, story["family"], story["child"])
        for n in ("edit", "born", "move", "contact", "number", "protect", "hazard", "leave")
    ]
    for page in pages:
        response = client.get(page)
        assert response.status_code == 200, page
        assert len(BeautifulSoup(response.content, "html.parser").select("h1")) == 1, page
    with acting_as(service("demonstration", area_id=story["who"].area_id, purpose="test"), now=now()):
        assert Look.objects.filter(family_id=story["family"].pk, kind="open").count() == len(pages)


def test_another_area_a_wrong_family_and_nothing_get_the_same_404(story: dict[str, Any]) -> None:
    stranger = _client("Lin Stranger", "team_manager", area="lincolnshire")
    mine = _client("Mo Manager", "team_manager")
    answers = [
        stranger.get(_at("family", story["family"])),
        stranger.get(_at("edit", story["family"], story["child"])),
        mine.get(_at("edit", story["other"], story["child"])),
        mine.get(reverse("people:family", kwargs={"family_id": uuid4()})),
    ]
    assert [a.status_code for a in answers] == [404] * 4


def test_two_people_edit_and_the_second_sees_both_and_chooses(story: dict[str, Any]) -> None:
    one, two = _client("Mo Manager", "team_manager"), _client("Flo Front", "front_door")
    page = _at("edit", story["family"], story["child"])
    first, second = _fields(one.get(page)), _fields(two.get(page))
    assert one.post(page, first | {"school": "Withy Reach Primary"}).status_code == 302
    clash = two.post(page, second | {"school": "St Mildred's", "known_as": "Zuzia"})
    text = BeautifulSoup(clash.content, "html.parser").get_text(" ")
    assert clash.status_code == 200
    assert "Withy Reach Primary" in text
    assert "What somebody else saved" in text
    again = _fields(clash)
    assert (again["school"], again["known_as"]) == ("St Mildred's", "Zuzia"), "nothing typed is lost"
    assert two.post(page, again).status_code == 302
    assert "St Mildred's" in one.get(_at("family", story["family"])).content.decode().replace("&#39;", "'")


@pytest.mark.row("X-09", at="Add a person, to a family")
def test_a_person_on_record_is_offered_before_a_second_record_is_made(story: dict[str, Any]) -> None:
    client = _client("Mo Manager", "team_manager")
    page = _at("add", story["other"])
    typed = _fields(client.get(page)) | {
        "forename": "Zuzia", "surname": "Kowalski", "role": "child",
        "date_of_birth_day": "4", "date_of_birth_month": "7", "date_of_birth_year": "2017",
    }  # fmt: skip
    asked = client.post(page, typed)
    text = " ".join(BeautifulSoup(asked.content, "html.parser").get_text(" ").split())
    assert "Zuzanna Kowalczyk, born 7 April 2017 Possible match" in text
    assert "Day and month of birth the other way round" in text
    sent = _fields(asked)
    assert "chosen" not in sent, "nothing is chosen beforehand"
    assert "Choose one of these people, or a new person" in client.post(page, sent).content.decode()
    assert client.post(page, sent | {"chosen": str(story["child"].pk)}).status_code == 302
    shown = client.get(_at("family", story["other"])).content.decode()
    assert str(story["child"].pk) in shown
    twice = client.post(page, sent | {"chosen": str(story["child"].pk), "sent_once": "another page"})
    assert "is already in Kowalczyk" in twice.content.decode()
    assert client.post(page, sent | {"chosen": "new"}).status_code == 302
    assert client.get(_at("family", story["other"])).content.decode().count('id="person-') == 2


def test_bad_input_names_the_field_and_keeps_what_was_typed(story: dict[str, Any]) -> None:
    client = _client("Mo Manager", "team_manager")
    page = _at("protect", story["family"], story["mother"])
    typed = _fields(client.get(page)) | {
        "what": "address", "reason": "He looks for her", "review_on_day": "1", "review_on_month": "2", "review_on_year": "2020",
    }  # fmt: skip
    refused = client.post(page, typed)
    text = BeautifulSoup(refused.content, "html.parser").get_text(" ")
    assert "Say who must not learn it." in text
    assert "He looks for her" in text
    late = client.post(page, typed | {"hidden_from": str(story["father"].pk)})
    assert "The review date must be in the future." in late.content.decode()
    done = client.post(page, typed | {"hidden_from": str(story["father"].pk), "review_on_year": str(story["today"].year + 1)})
    assert done.status_code == 302
    assert (
        "Address of Agnieszka Kowalczyk is kept from Marek Kowalczyk"
        in client.get(_at("family", story["family"])).content.decode()
    )


def test_a_restricted_family_is_gone_for_others_and_a_lead_may_not_restrict(story: dict[str, Any]) -> None:
    manager, other, lead = (
        _client("Mo Manager", "team_manager"), _client("Flo Front", "front_door"), _client("Lee Lead", "lead_practitioner"),
    )  # fmt: skip
    page = _at("restrict", story["family"])
    typed = _fields(lead.get(page)) | {"reason": "Staff family", "owner": str(story["who"].practitioner_id)}
    assert "Ask a team manager" in lead.post(page, typed).content.decode()
    typed = _fields(manager.get(page)) | {"reason": "Staff family"}
    assert manager.post(page, typed).status_code == 302
    explained = other.get(_at("family", story["family"]))
    assert explained.status_code == 403, "whoever holds the address is told whom to ask (design rule 6)"
    assert story["family"].name not in explained.content.decode()
    assert story["child"].forename not in explained.content.decode()
    assert lead.get(_at("edit", story["family"], story["child"])).status_code == 403
    assert manager.get(_at("family", story["family"])).status_code == 200


@pytest.mark.row(
    "X-10", at="Genogram and ecomap, drawn for a reader", part="a copy of a whole record with third parties taken out is not made"
)
@pytest.mark.parametrize("page", ["genogram", "ecomap"])
def test_a_picture_drawn_for_a_reader_keeps_what_is_protected_from_them(story: dict[str, Any], page: str) -> None:
    with acting_as(story["who"], now=now()):
        services.change_place(
            family=story["family"], person=story["mother"], role="parent", household="Markerplace", on=story["today"]
        )
        services.protect(
            person=story["mother"],
            what="address",
            hidden_from=story["father"],
            reason="For the test",
            review_on=date(2031, 1, 1),
            now=now(),
        )
    client = _client("Mo Manager", "team_manager")
    address = _at(page, story["family"])
    workers = client.get(address).content.decode()
    fathers = client.get(address, {"reader": str(story["father"].pk)}).content.decode()
    assert "This is the copy of Marek Kowalczyk" in fathers
    assert "Agnieszka" in fathers
    assert "Markerplace" not in fathers
    assert ("Markerplace" in workers) is (page == "genogram")
    assert "This is the copy" not in client.get(address, {"reader": str(uuid4())}).content.decode()
