"""Who looked: page by page, with a purpose in words; a neighbour's refused look is seen by the record's own area,
and nobody is told."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from kith.access.purposes import OF_ROOM, PURPOSES, purpose_of
from kith.audit.models import Look
from kith.front_door.models import Request
from kith.people.models import Family, Person
from kith.people.services import join_family, record_family, record_person
from kith.staff_desk.tests.helping import signed_in
from tests.fixtures import practitioner_in

Acting = Callable[..., Any]


@pytest.fixture
def family(clone: str, acting: Acting) -> Family:
    now = timezone.now()
    with acting("front_door", now=now):
        child = record_person(forename="Tamsin", surname="Quillfeather", date_of_birth=now.date(), now=now)
        made = record_family(name="Quillfeather", now=now)
        join_family(family=made, person=child, role="child", on=now.date())
    return made


def rows(page: Any) -> list[str]:
    soup = BeautifulSoup(page.content, "html.parser")
    return [" ".join(row.get_text(" ").split()) for row in soup.select("tbody tr")]


def test_a_neighbours_refused_look_stands_in_the_familys_own_area_and_the_neighbour_learns_nothing(
    family: Family, acting: Acting
) -> None:
    with acting("front_door"):
        person = Person.objects.get()
        request = Request.objects.create(
            area=family.area, number="K1", reference="R", door="api", kind="public", received_at=timezone.now(),
            recorded_at=timezone.now(), worries="w",
        )  # fmt: skip
    nosy = signed_in("front_door", "lincolnshire", name="Nosy Neighbour")
    missing = "0" * 8 + "-0000-7000-8000-" + "0" * 12
    addresses = [f"/families/{family.pk}/", f"/people/persons/{person.pk}/", f"/front-door/{request.pk}/"]
    for address in addresses:
        answer, none = nosy.get(address), nosy.get(address.rsplit("/", 2)[0] + f"/{missing}/")
        assert (answer.status_code, none.status_code) == (404, 404), address
        same = [BeautifulSoup(each.content, "html.parser").find("main").get_text() for each in (answer, none)]
        assert same[0] == same[1], address
    auditor = signed_in("auditor")
    listed = rows(auditor.get("/looks/?kind=refused"))
    assert len(listed) == 3
    for row in listed:
        assert "Nosy Neighbour" in row
        assert "From another area: Lincolnshire" in row
    assert "Working with the family" in listed[2]
    assert "Family page" in listed[2]
    assert "Reading or keeping a person's record" in listed[1]
    assert "Deciding on a request for support" in listed[0]
    assert f"Request {str(request.pk)[-12:]}" in listed[0]
    assert len(rows(auditor.get(f"/looks/?about={family.pk}&kind=refused"))) == 1
    theirs = rows(signed_in("auditor", "lincolnshire").get("/looks/?kind=refused"))
    assert len(theirs) == 6, "what is there and what is not look alike in the looker's own area"
    assert not any("another area" in row for row in theirs)


def test_a_colleagues_refused_look_is_kept_once_in_their_own_area(family: Family, acting: Acting) -> None:
    assert signed_in("finance_officer").get(f"/families/{family.pk}/").status_code == 404
    with acting("auditor"):
        look = Look.objects.get(kind="refused")
        assert (look.family_id, look.looker_area_id) == (family.pk, None)


def test_the_function_believes_nobody_about_who_looks_and_from_where(family: Family, acting: Acting) -> None:
    with acting("front_door", area="lincolnshire") as identity, connection.cursor() as cursor:
        cursor.execute("create temp table people_family (id uuid, area_id uuid) on commit drop")
        cursor.execute("create temp table audit_look (like audit_look) on commit drop")
        cursor.execute("select staff_desk_refused_elsewhere(%s, null, null, 'page', %s)", [str(family.pk), "x" * 200])
        assert cursor.fetchone() == ("",)
        cursor.execute("select count(*) from pg_temp.audit_look")
        assert cursor.fetchone() == (0,)
        cursor.execute("select staff_desk_refused_elsewhere(null, null, null, 'page', 'p')")
    with acting("auditor"):
        look = Look.objects.get(kind="refused")
        assert (look.looker_area_id, look.actor) == (identity.area_id, str(identity.practitioner_id))
    with connection.cursor() as cursor:
        cursor.execute("select proacl::text, proconfig from pg_proc where proname = 'staff_desk_refused_elsewhere'")
        rights, settings = cursor.fetchone()
    assert settings == ["search_path=pg_catalog, public, pg_temp"]
    assert "{=X" not in rights
    assert ",=X" not in rights


def test_looks_go_on_to_their_end_and_back(family: Family, acting: Acting) -> None:
    with acting("auditor", now=timezone.now()) as identity:
        Look.objects.bulk_create(
            [
                Look(
                    area_id=identity.area_id, at=timezone.now(), kind="open", actor_kind="practitioner",
                    actor=str(identity.practitioner_id), purpose="direct_work", page="family_help:family", family_id=family.pk,
                )
                for _ in range(120)
            ]
        )  # fmt: skip
    auditor = signed_in("auditor")
    address, seen, pages = f"/looks/?about={family.pk}&kind=open", 0, 0
    while address:
        answer = auditor.get(address)
        seen, pages = seen + len(rows(answer)), pages + 1
        following = BeautifulSoup(answer.content, "html.parser").select_one("a[rel=next]")
        back = BeautifulSoup(answer.content, "html.parser").select_one("a[rel=prev]")
        assert (back is None) == (pages == 1)
        address = f"/looks/{following['href'].split('#')[0]}" if following else ""
    assert (seen, pages) == (120, 3)


def test_names_of_any_number_of_people_are_looked_for(family: Family, acting: Acting) -> None:
    signed_in("lead_practitioner", name="Zed Last").get(f"/families/{family.pk}/")
    person, _ = practitioner_in("dorset", "front_door")
    type(person).objects.bulk_create(
        [type(person)(name=f"Zed {each}", agency=person.agency, profession="other") for each in range(600)]
    )
    assert any("Zed Last" in row for row in rows(signed_in("auditor").get("/looks/?by=Zed")))


def test_every_room_has_a_purpose_in_words() -> None:
    rooms = {each.namespace for each in get_resolver().url_patterns if isinstance(each, URLResolver) and each.namespace}
    assert {purpose_of(room) for room in rooms} <= set(PURPOSES)
    assert set(OF_ROOM) <= rooms
