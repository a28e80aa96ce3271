"""The pages on which records are joined, taken apart, parted, and joined to families, over real HTTP handling."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from kith.people import services
from kith.people.models import ContactDetail, Family, FamilyMember, Imported, Merge, Person, PossibleDuplicate
from kith.people.record.family import family_picture
from kith.people.record.reader_copy import as_seen_by
from kith.people.same_person.duplicates import pair_of
from kith.staff_desk.tests.helping import signed_in
from tests.test_plans import scanned_whole, selects

NOW = datetime.now(UTC) - timedelta(hours=1)
Acting = Callable[..., Any]


def fields_of(response: Any) -> dict[str, Any]:
    """What a browser would send back of the page's form."""
    form = BeautifulSoup(response.content, "html.parser").select("main form")[-1]
    sent: dict[str, Any] = {}
    for control in form.select("input[name], textarea[name], select[name]"):
        name = str(control["name"])
        if control.name == "textarea":
            sent[name] = control.text.strip()
        elif control.name == "select":
            chosen = control.select_one("option[selected]")
            sent[name] = chosen["value"] if chosen else ""
        elif control.get("type") not in {"radio", "checkbox"} or control.has_attr("checked"):
            sent[name] = control.get("value", "on")
    return sent


def words(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").select_one("main").get_text(" ").split())  # type: ignore[union-attr]


@pytest.fixture
def two(clone: str, acting: Acting) -> dict[str, Any]:
    """Two records of one girl, one with a hazard and a family, and the pair to look at."""
    with acting("team_manager", now=NOW):
        say = {"date_of_birth": date(2017, 4, 7), "sex": "F", "now": NOW}
        one = services.record_person(forename="Zuzanna", surname="Kowalczyk", school="Mill Lane", **say)
        other = services.record_person(forename="Susanna", surname="Kowalczyk", telephone="07700 900123", **say)
        family = services.record_family(name="Kowalczyk: Susanna", now=NOW)
        services.join_family(family=family, person=other, role="child", on=NOW.date())
        pair = pair_of(one, other, NOW)
        PossibleDuplicate.objects.filter(pk=pair.pk).update(
            score=15, reasons_for=["Same date of birth"], reasons_against=["Another first name"]
        )
    return {"one": one, "other": other, "family": family, "pair": pair}


def test_from_the_list_to_one_person_and_back_again(two: dict[str, Any], acting: Acting) -> None:
    client = signed_in("team_manager")
    listed = client.get(reverse("people:duplicates"))
    assert "Zuzanna Kowalczyk and Susanna Kowalczyk" in words(listed) or "Susanna Kowalczyk and Zuzanna" in words(listed)
    assert "For one person: Same date of birth" in words(listed)
    compared = client.get(reverse("people:duplicate", args=[two["pair"].pk]))
    assert "Against: Another first name" in words(compared)
    address = reverse("people:merge", args=[two["other"].pk, two["one"].pk])
    page = client.get(address)
    sent = fields_of(page)
    assert sent["take_forename"] == "stays"
    assert client.post(address, sent).status_code == 200, "a reason is missing"
    done = client.post(address, {**sent, "take_forename": "goes", "reason": "The school knows one girl"})
    assert done.headers["Location"] == reverse("people:person", args=[two["one"].pk])
    with acting("team_manager"):
        merge = Merge.objects.get()
        assert (merge.person_id, merge.into_id, merge.chosen) == (two["other"].pk, two["one"].pk, {"forename": "Susanna"})
        assert PossibleDuplicate.objects.get().state == "merged"
        hazard = services.record_hazard(person=two["one"], words="A dog", source="A visit", review_on=date(2050, 1, 1), now=NOW)
    gone = client.get(reverse("people:person", args=[two["other"].pk]))
    assert reverse("people:person", args=[two["one"].pk]).encode() in gone.content, "the page leads to the one that stays"
    undo = reverse("people:undo_merge", args=[merge.pk])
    page = client.get(undo)
    assert "Hazard: A dog" in words(page)
    assert "First name: Zuzanna" in words(page)
    sent = fields_of(page)
    whose = next(name for name in BeautifulSoup(page.content, "html.parser").select("input[type=radio]"))["name"]
    assert client.post(undo, {**sent, "reason": "Two girls"}).status_code == 200, "it must be said whose the hazard is"
    assert client.post(undo, {**sent, "reason": "Two girls", whose: "goes"}).status_code == 302
    with acting("team_manager"):
        hazard.refresh_from_db()
        assert hazard.person_id == two["other"].pk
        assert Person.objects.get(pk=two["one"].pk).forename == "Zuzanna"
    assert client.get(undo).status_code == 404, "there is nothing left to undo"


def test_two_people_are_not_suggested_again(two: dict[str, Any], acting: Acting) -> None:
    client = signed_in("records_officer")
    address = reverse("people:duplicate", args=[two["pair"].pk])
    assert client.post(address, {"reason": ""}).status_code == 200
    assert client.post(address, {"reason": "Twins"}).headers["Location"] == reverse("people:duplicates")
    assert "Susanna" not in words(client.get(reverse("people:duplicates")))
    assert client.get(address).status_code == 404


def test_what_is_in_the_way_is_shown_first_and_no_form(two: dict[str, Any], acting: Acting) -> None:
    with acting("team_manager"):
        services.relate(person=two["one"], other=two["other"], kind="sibling", now=NOW)
    page = signed_in("front_door").get(reverse("people:merge", args=[two["other"].pk, two["one"].pk]))
    assert "Settle this first" in words(page)
    assert not BeautifulSoup(page.content, "html.parser").select("main form")


def test_somebody_elses_change_meanwhile_is_noticed(two: dict[str, Any], acting: Acting) -> None:
    client = signed_in("team_manager")
    address = reverse("people:merge", args=[two["other"].pk, two["one"].pk])
    sent = {**fields_of(client.get(address)), "reason": "One girl"}
    with acting("front_door"):
        services.change_person(person=two["one"], read_version=1, school="Ropewalk", now=NOW)
    answer = client.post(address, sent)
    assert answer.status_code == 200
    assert "Somebody else saved this" in words(answer)
    assert "Ropewalk" in words(answer)
    assert client.post(address, {**fields_of(answer), "reason": "One girl"}).status_code == 302


def test_the_record_is_parted_on_its_page(two: dict[str, Any], acting: Acting) -> None:
    client = signed_in("records_officer")
    address = reverse("people:split", args=[two["other"].pk])
    page = client.get(address)
    with acting("team_manager"):
        phone = ContactDetail.objects.get()
    sent = fields_of(page) | {"forename": "Eve", "move_contacts": [str(phone.pk)], "reason": "Two girls"}
    assert client.post(address, sent).status_code == 302
    with acting("team_manager"):
        phone.refresh_from_db()
        assert (phone.person.forename, phone.person.surname) == ("Eve", "Kowalczyk")


def test_the_family_shows_one_person_with_what_both_records_say(two: dict[str, Any], acting: Acting) -> None:
    with acting("team_manager", now=NOW):
        one, other, family = two["one"], two["other"], two["family"]
        mother = services.add_to_family(family=family, role="parent", forename="Jo", surname="K", on=NOW.date(), now=NOW)
        services.relate(person=mother, other=one, kind="mother", now=NOW)
        services.relate(person=mother, other=other, kind="mother", now=NOW)
        services.record_hazard(person=one, words="A dog", source="A visit", review_on=date(2050, 1, 1), now=NOW)
        services.protect(person=mother, what="address", hidden_from=other, reason="R", review_on=date(2050, 1, 1), now=NOW)
        services.merge(person=other, into=one, chosen={}, reason="One", read_version=1, now=NOW)
        services.join_family(family=services.record_family(name="Elsewhere", now=NOW), person=one, role="child", on=NOW.date())
        shown = family_picture(family.pk)
        assert [m.name for m in shown.children] == ["Zuzanna Kowalczyk"]
        assert shown.children[0].id == one.pk
        assert [c.value for c in shown.children[0].contacts] == ["07700 900123"]
        assert [r.words for r in shown.relationships] == ["Jo K is mother of Zuzanna Kowalczyk"]
        assert [(h.person, h.words) for h in shown.hazards] == [("Zuzanna Kowalczyk", "A dog")]
        assert as_seen_by(shown, other.pk).reader_id == one.pk
        assert shown.member(other.pk) == shown.member(one.pk)
        assert shown.protections[0].hidden_from_id == one.pk
        with pytest.raises(services.AlreadyInFamily):
            services.join_family(family=family, person=one, role="child", on=NOW.date())
    page = signed_in("team_manager").get(reverse("family_help:family", args=[family.pk]))
    assert "A dog" in page.content.decode(), "the banner warns of what the other record says"


def test_restricted_and_unknown_records_are_not_there(two: dict[str, Any], acting: Acting) -> None:
    with acting("team_manager") as me:
        services.restrict_family(family=two["family"], named=[], owner_id=me.practitioner_id, reason="Witnesses", now=NOW)
    for name, args in (
        ("merge", [two["other"].pk, two["one"].pk]),
        ("merge", [two["one"].pk, two["other"].pk]),
        ("duplicate", [two["pair"].pk]),
        ("split", [two["other"].pk]),
        ("duplicates_of", [two["other"].pk]),
        ("undo_merge", [uuid4()]),
        ("join", [uuid4()]),
    ):
        assert signed_in("front_door").get(reverse(f"people:{name}", args=args)).status_code == 404, name
    listed = signed_in("front_door").get(reverse("people:duplicates"))
    assert "Susanna" not in listed.content.decode()


def test_no_page_of_records_reads_a_guarded_table_from_end_to_end(two: dict[str, Any], acting: Acting) -> None:
    with acting("team_manager"):
        row = Imported(area_id=two["one"].area_id, person=two["one"], ref="1", digest="1", family_ref="F1", imported_at=NOW)
        row.save(force_insert=True)
    for name, args in (
        ("duplicates", []),
        ("duplicate", [two["pair"].pk]),
        ("duplicates_of", [two["one"].pk]),
        ("merge", [two["other"].pk, two["one"].pk]),
        ("split", [two["other"].pk]),
        ("to_join", []),
        ("join", [row.pk]),
    ):
        statements = selects("records_officer", reverse(f"people:{name}", args=args))
        # A calibration is made a few times a year: its table is a page long.
        assert scanned_whole("records_officer", statements).keys() <= {"people_calibration"}, name


@pytest.mark.parametrize("role", ["lead_practitioner", "business_support", "auditor", "programme_lead"])
def test_who_may_not_decide_has_no_lists(two: dict[str, Any], role: str) -> None:
    client = signed_in(role)
    for name in ("duplicates", "to_join"):
        assert client.get(reverse(f"people:{name}")).status_code == 404


# ---- joining to families


def test_imported_people_are_joined_on_their_page(two: dict[str, Any], acting: Acting) -> None:
    with acting("front_door"):
        rows = []
        for ref, forename, born, claim in (
            ("1", "Ngozi", date(1988, 1, 2), "mother"),
            ("2", "Emeka", date(2016, 1, 2), ""),
            ("3", "Chidi", date(2018, 1, 2), ""),
        ):
            person = services.record_person(forename=forename, surname="Okafor", date_of_birth=born, now=NOW)
            row = Imported(area_id=person.area_id, person=person, ref=ref, digest=ref, family_ref="F1", imported_at=NOW)
            row.relationship_to_child, row.parental_responsibility = claim, True if claim else None
            row.save(force_insert=True)
            rows.append(row)
    client = signed_in("records_officer")
    listed = client.get(reverse("people:to_join"))
    assert "Okafor" in words(listed)
    address = reverse("people:join", args=[rows[0].pk])
    sent = fields_of(client.get(address))
    assert sent["family"] == "new"
    del sent[f"in_{rows[2].pk.hex}"]
    done = client.post(address, sent)
    with acting("front_door"):
        family = Family.objects.get(name="Okafor")
        assert done.headers["Location"] == reverse("people:family", args=[family.pk])
        assert set(FamilyMember.objects.filter(family=family).values_list("person__forename", "role")) == {
            ("Ngozi", "parent"),
            ("Emeka", "child"),
        }
    assert client.get(address).status_code == 404
    out = reverse("people:leave_out", args=[rows[2].pk])
    assert client.post(out, {"who": [str(rows[2].pk)], "reason": "A cousin"}).status_code == 302
    assert "Everyone who was imported" in words(client.get(reverse("people:to_join")))
