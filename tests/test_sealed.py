"""After an adoption nobody reaches the earlier record: no page, search, picture, history or list,
as any role (practice.md P-17)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kith.access.identity import acting_as, service
from kith.access.sight import PARTS_BY_ROLE, Part
from kith.audit.history import event_of
from kith.audit.models import Look
from kith.family_help.services import ChildBasis, open_episode
from kith.kernel.refusals import NotFound, NotPermitted
from kith.people import services
from kith.people.finding.candidates import find_candidates
from kith.people.finding.search import search_people
from kith.people.matching.description import Wanted
from kith.people.models import (
    Address,
    ContactDetail,
    Identifier,
    OtherName,
    Person,
    Professional,
    Relationship,
    SealedLink,
    Tie,
)
from kith.people.record.adoption import sealed_record
from kith.people.record.family import family_picture
from kith.people.record.history import history_of
from kith.people.record.person import person_record
from kith.practice_model.services import publish_drafts
from kith.staff_desk.tests.helping import signed_in
from tests.fixtures import practitioner_in
from tests.test_permissions import NAMES, filled, is_public

MARKER = "Quillmarker"
BORN = date(2019, 2, 3)
UPN = "X001100115001"


class Adopted:
    """A child of a family with an episode, adopted: what was before, and the new record."""

    def __init__(self, acting: Callable[..., Any]) -> None:
        self.now = timezone.now()
        practitioner_in("dorset", "front_door")
        publish_drafts(valid_from=date(2024, 1, 1), published_by="Test", now=self.now)
        today = self.now.date()
        with acting("team_manager", now=self.now, name="Mo Manager"):
            self.before = services.record_person(
                forename=MARKER, surname=MARKER, date_of_birth=BORN, sex="F", upn=UPN, now=self.now,
                address=f"1 {MARKER} Court", telephone="07700 900177", school=f"{MARKER} Primary",
            )  # fmt: skip
            self.mother = services.record_person(forename="May", surname="Reed", sex="F", now=self.now)
            self.brother = services.record_person(forename="Bo", surname="Reed", date_of_birth=BORN, now=self.now)
            self.family = services.record_family(name="Reed: Bo", now=self.now)
            for person, role in ((self.before, "child"), (self.brother, "child"), (self.mother, "parent")):
                services.join_family(family=self.family, person=person, role=role, on=today)
            services.relate(person=self.mother, other=self.before, kind="mother", own_word=MARKER, now=self.now)
            services.add_name(person=self.before, kind="alias", forename=MARKER, surname="Other")
            services.add_tie(person=self.mother, other=self.before, circle="family", words=MARKER, now=self.now)
            open_episode(
                family=self.family,
                children=[ChildBasis(person_id=p.pk, basis="section_17") for p in (self.before, self.brother)],
                tier="family_help", origin="Test", referral_date=today, threshold_version="test", reason="Test", now=self.now,
            )  # fmt: skip
        with acting("team_manager", now=timezone.now(), name="Mo Manager"):
            assert MARKER in repr(search_people(MARKER).found), "found before"
            assert MARKER in repr(family_picture(self.family.pk))
            self.after = services.seal_for_adoption(
                person=self.before,
                forename="Wren",
                surname="Harper",
                reason="Adoption order, County Court",
                now=self.now,
            )


@pytest.fixture(scope="module")
def story(module_clone: str, acting: Callable[..., Any]) -> Adopted:
    return Adopted(acting)


ROLES = sorted(role for role, parts in PARTS_BY_ROLE.items() if Part.IDENTITY in parts)


@pytest.mark.slow
@pytest.mark.parametrize("role", [*ROLES, "partner_lead", "auditor", "administrator"])
def test_no_page_says_anything_of_the_earlier_record(story: Adopted, role: str) -> None:
    client = signed_in(role)
    wrong = []
    for name, template in NAMES:
        if "(?P" in template or is_public(name) or name == "account_logout":
            continue
        for person in (story.before, story.mother):
            address = filled(template, {"family_id": story.family.pk, "person_id": person.pk})
            if person is story.mother and "person_id" not in template:
                continue
            answer = client.get(address)
            text = answer.getvalue()
            if answer.status_code >= 500 or MARKER.encode() in text:
                wrong.append(f"{name} ({person.forename}): {answer.status_code}, named: {MARKER.encode() in text}")
            if (
                person is story.before
                and "person_id" in template
                and answer.status_code not in {404, 405}
                and not (name == "people:sealed" and role == "records_officer")
            ):
                wrong.append(f"{name} answers {answer.status_code} for the sealed record")
    for asked in ({"number": UPN}, {"address": "1 Court"}, {"telephone": "07700 900177"}, {"name": MARKER}):
        answer = client.post("/search/", asked)
        text = answer.getvalue()
        if str(story.before.pk).encode() in text or ("name" not in asked and MARKER.encode() in text):
            wrong.append(f"search for {asked}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", ROLES)
def test_no_reader_reaches_it(story: Adopted, acting: Callable[..., Any], role: str) -> None:
    with acting(role, now=timezone.now()):
        wanted = Wanted(forename=MARKER, surname=MARKER, date_of_birth=BORN, upn=UPN)
        assert str(story.before.pk) not in {str(c.person.pk) for c in find_candidates(wanted)}
        assert MARKER not in repr(search_people(MARKER).found)
        assert MARKER not in repr(family_picture(story.family.pk))
        for person in (story.mother, story.brother, story.after):
            if Person.objects.filter(pk=person.pk).exists():
                assert MARKER not in repr(person_record(person.pk, on=story.now.date()))
                assert MARKER not in repr(history_of(person.pk))
        for read in (person_record, lambda key, on: sealed_record(key, on=on)):
            with pytest.raises(NotFound):
                read(story.before.pk, on=story.now.date())
        assert not SealedLink.objects.exists()
        assert not event_of(SealedLink).objects.exists()
        mine = {"person_id": story.before.pk}
        for model in (OtherName, Identifier, Address, ContactDetail, Professional, Relationship, Tie):
            assert not model.objects.filter(**mine).exists(), model
            assert not event_of(model).objects.filter(**mine).exists(), model
        for model in (Relationship, Tie):
            assert not model.objects.filter(other_id=story.before.pk).exists(), model
            assert not event_of(model).objects.filter(other_id=story.before.pk).exists(), model
        assert not event_of(Person).objects.filter(id=story.before.pk).exists(), "history written before the seal too"


def test_the_new_record_has_nothing_that_leads_back(story: Adopted, acting: Callable[..., Any]) -> None:
    with acting("records_officer", now=timezone.now()):
        after = Person.objects.get(pk=story.after.pk)
        assert (after.name, after.date_of_birth, after.sex, after.school) == ("Wren Harper", BORN, "F", "")
        for model in (Identifier, Address, ContactDetail, OtherName, Professional):
            assert not model.objects.filter(person=after).exists(), model


def test_only_a_manager_or_a_records_officer_closes_a_record(clone: str, acting: Callable[..., Any]) -> None:
    now = timezone.now()
    with acting("lead_practitioner", now=now):
        child = services.record_person(forename="A", surname="B", date_of_birth=BORN, in_family=True, now=now)
        say: dict[str, Any] = {"person": child, "forename": "C", "surname": "D", "now": now}
        with pytest.raises(NotPermitted, match="Ask a team manager"):
            services.seal_for_adoption(reason="Order", **say)
    with acting("records_officer", now=now):
        with pytest.raises(services.NeedsWords, match="Say which order"):
            services.seal_for_adoption(reason=" ", **say)
        services.seal_for_adoption(reason="Order", **say)


def test_a_records_officer_opens_it_with_a_reason_that_is_written_down(story: Adopted) -> None:
    address = f"/people/sealed/{story.after.pk}/"
    for role in ("team_manager", "front_door"):
        assert signed_in(role).get(address).status_code == 404
        assert signed_in(role).post(address, {"reason": "Curious"}).status_code == 404
    assert Client().get(address).status_code == 302
    officer = signed_in("records_officer")
    asked = officer.get(address).content.decode()
    assert "written down before anything is shown" in asked
    assert MARKER not in asked
    assert "Enter an answer" in officer.post(address, {"reason": " "}).content.decode()
    looks = service("demonstration", area_id=story.family.area_id, purpose="test")
    with acting_as(looks, now=timezone.now()):
        before = Look.objects.filter(page="people:sealed").count()
    for person in (story.after, story.before):
        shown = officer.post(f"/people/sealed/{person.pk}/", {"reason": "Request for birth records"})
        text = shown.content.decode()
        assert shown.status_code == 200
        for words in (MARKER, "Wren Harper", UPN, "Adoption order, County Court", "Mo Manager"):
            assert words in text, words
    assert officer.post(f"/people/sealed/{story.mother.pk}/", {"reason": "Trying"}).status_code == 404
    with acting_as(looks, now=timezone.now()):
        written = Look.objects.filter(page="people:sealed").order_by("at")
        assert written.count() == before + 3, "a look that found nothing is written down too"
        assert {look.asked["reason"] for look in written} == {"Request for birth records", "Trying"}
