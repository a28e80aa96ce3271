"""What the form says of each child, what it keeps from whom, and who is named: at staff's own form, over HTTP (practice P-9, P-24)."""

from typing import Any, get_args

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from kith.access.identity import acting_as, service
from kith.family_help.models import PlanShare
from kith.front_door.body import request as body
from kith.front_door.models import Request
from kith.front_door.tests.test_one_child_one_record import HELP
from kith.front_door.tests.test_pages import place as place
from kith.front_door.tests.test_pages import signed_in, words_of
from kith.kernel.time import now
from kith.organisations.models import Area
from kith.people.models import Family, Person, Protection, Relationship, RelationshipKind

BASE = {
    "token": "t1",
    "channel": "mash24",
    "immediate_danger": "no",
    "name": "Ada Reed",
    "role": "Teacher",
    "organisation": "Elm School",
    "told_family": "yes",
    "worries": "They are tired.",
    "agreement_service": "yes",
    "agreement_sharing": "yes",
    "agreement_by": "Ana, today",
    "child1_forename": "Milo",
    "child1_surname": "Hart",
    "more_child2": "yes",
    "child2_forename": "Ben",
    "child2_surname": "Other",
    "adult1_forename": "Ana",
    "adult1_surname": "Hart",
}


def written(browser: Client, **changes: str) -> Any:
    return browser.post("/front-door/new/professional/", {**BASE, **changes})


def opened(browser: Client, **changes: str) -> str:
    """Write a request down and decide that its first child is helped. Returns the request's address."""
    answer = written(browser, **changes)
    assert answer.status_code == 302, words_of(answer)
    done = browser.post(f"{answer['Location']}decide/", HELP)
    assert done.status_code == 302, words_of(done)
    return str(answer["Location"])


def read(place: Area) -> Any:
    return acting_as(service("evidence", area_id=place.id, purpose="test"), now=now())


def test_a_carer_of_one_child_is_not_the_mother_of_the_other(place: Area) -> None:
    opened(
        signed_in("front_door"),
        adult1_child1_kind="mother",
        adult1_child1_responsibility="yes",
        adult1_child2_kind="foster_parent",
    )
    with read(place):
        found = Relationship.objects.values_list("other__forename", "kind", "parental_responsibility")
        assert set(found) == {("Milo", "mother", True), ("Ben", "foster_parent", None)}


def test_what_the_list_offers_the_body_takes_and_the_record_keeps(place: Area) -> None:
    assert set(get_args(body.RelationshipKind)) == set(RelationshipKind.values)
    page = BeautifulSoup(signed_in("front_door").get("/front-door/new/professional/").content, "html.parser")
    offered = {each["value"] for each in page.select("[name=adult1_child1_kind] option")} - {""}
    assert offered == set(RelationshipKind.values)
    browser = signed_in("front_door")
    for number, kind in enumerate(("foster_parent", "guardian", "possible_father", "neighbour")):
        assert written(browser, token=f"k{number}", adult1_child1_kind=kind).status_code == 302


def test_a_relationship_of_a_child_who_is_not_named_is_asked_about(place: Area) -> None:
    answer = words_of(written(signed_in("front_door"), adult1_child3_kind="mother"))
    assert "Enter the third child, or leave this answer out" in answer


def test_a_relationship_recorded_by_mistake_is_marked_and_the_copies_given_on_its_strength_are_listed(place: Area) -> None:
    browser = signed_in("front_door")
    opened(browser, adult1_child2_kind="mother", adult1_child2_responsibility="yes")
    manager = signed_in("team_manager")
    with read(place):
        row = Relationship.objects.get()
        family = Family.objects.get()
    address = f"/people/persons/{row.person_id}/"
    assert "Ben Other , child" in words_of(manager.get(address))
    refused = manager.post(f"{address}relationship/{row.pk}/mistaken/", {"reason": " "})
    assert refused.status_code == 200
    done = manager.post(f"{address}relationship/{row.pk}/mistaken/", {"reason": "She is his neighbour."}, follow=True)
    told = words_of(done)
    assert "Copies given because of a relationship recorded by mistake No copy of a plan was given." in told
    assert "Ben Other , child" not in told
    assert "mother of Ben Other" not in words_of(manager.get(f"/people/families/{family.pk}/genogram/"))
    with read(place):
        assert not Relationship.objects.exists()
        assert Relationship.every.get().mistaken_because == "She is his neighbour."
        assert PlanShare.objects.count() == 0


def test_a_number_is_kept_as_a_number_and_the_page_says_what_is_hidden_from_whom(place: Area) -> None:
    browser = signed_in("front_door")
    refused = words_of(written(browser, protect_address="01632 960123", protect_from="Dean"))
    assert "This looks like a telephone number" in refused
    refused = words_of(written(browser, protect_telephone="14 Mill Lane", protect_from="Dean"))
    assert "This is not a telephone number" in refused
    here = opened(browser, adult1_telephone="01632 960123", protect_telephone="01632 960123", protect_from="Dean")
    with read(place):
        assert list(Protection.objects.values_list("what", "person__forename", "hidden_from_words")) == [
            ("telephone", "Ana", "Dean")
        ]
    assert "Telephone of Ana Hart, from Dean" in words_of(browser.get(here))


def test_what_nobody_is_known_to_have_is_kept_of_everybody(place: Area) -> None:
    opened(signed_in("front_door"), protect_telephone="01632 960123", protect_from="Dean")
    with read(place):
        kept = set(Protection.objects.values_list("what", "person__forename"))
        assert kept == {("telephone", "Milo"), ("telephone", "Ben"), ("telephone", "Ana")}


@pytest.mark.parametrize("danger", ["no", "not_sure", "yes"])
def test_a_request_about_an_adult_alone_grows_no_nameless_child_but_danger_is_not_held_up(place: Area, danger: str) -> None:
    left = dict.fromkeys((name for name in BASE if name.startswith(("child", "more"))), "")
    answer = written(signed_in("front_door"), **left, immediate_danger=danger)
    if danger == "yes":
        assert answer.status_code == 302
        return
    assert "Enter what you know of the child" in words_of(answer)
    with read(place):
        assert not Request.objects.exists()


def test_there_may_be_any_number_of_children(place: Area) -> None:
    more = "Cy Hart, 4 5 2016\nDi Hart, 7\nEva\n\nFay Hart, who knows, 31 2 2016"
    answer = written(signed_in("front_door"), other_children=more)
    assert answer.status_code == 302, words_of(answer)
    with read(place):
        people = Request.objects.get().people.filter(role="child").order_by("position")
        found = [(p.forename, p.surname, str(p.date_of_birth or ""), p.age) for p in people]
    assert found == [
        ("Milo", "Hart", "", None),
        ("Ben", "Other", "", None),
        ("Cy", "Hart", "2016-05-04", None),
        ("Di", "Hart", "", 7),
        ("Eva", "", "", None),
        ("Fay", "Hart", "", None),
    ]


def test_a_family_is_called_by_the_correction(place: Area) -> None:
    browser = signed_in("front_door")
    opened(browser, adult1_surname="Hrat")
    with read(place):
        ana = Person.objects.get(forename="Ana")
        assert Family.objects.get().name == "Hrat"
    answer = browser.post(
        f"/people/persons/{ana.pk}/change/name/",
        {
            "forename": "Ana",
            "surname": "Hart",
            "name_order": ana.name_order,
            "name_kind": "spelling",
            "read_version": ana.version,
        },
    )
    assert answer.status_code == 302, words_of(answer)
    with read(place):
        assert Family.objects.get().name == "Hart"
