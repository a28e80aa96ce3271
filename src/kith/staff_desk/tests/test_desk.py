"""The desk through HTTP: who gets in, drafts, looks, search, restricted records, the time, health."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client, override_settings
from django.utils import timezone

from kith.audit.models import Look
from kith.front_door.models import Notice
from kith.kernel import time as kernel_time
from kith.organisations.models import User
from kith.people.models import Family, Person
from kith.people.services import join_family, record_family, record_person, restrict_family
from kith.practice_model.services import publish_drafts
from kith.staff_desk.models import Draft
from kith.staff_desk.tests.helping import signed_in
from tests.fixtures import administering, practitioner_in, signs_in

pytestmark = pytest.mark.usefixtures("clone")

TODAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def _real_time_afterwards() -> Iterator[None]:
    yield
    kernel_time.pretend(timedelta())


@pytest.fixture
def family(clone: str, acting: Callable[..., Any]) -> Family:
    """A family of one child in Dorset."""
    now = timezone.now()
    practitioner_in("dorset", "front_door")
    publish_drafts(valid_from=date(2024, 1, 1), published_by="Test", now=now)
    with acting("front_door", now=now):
        child = record_person(forename="Tamsin", surname="Quillfeather", date_of_birth=date(2015, 2, 3), now=now)
        made = record_family(name="Quillfeather, Bridport", now=now)
        join_family(family=made, person=child, role="child", on=now.date())
    return made


# ---- who gets in


def test_nobody_sees_a_page_without_signing_in() -> None:
    answer = Client().get("/")
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/"


def test_a_password_alone_leads_to_setting_up_the_second_factor() -> None:
    signs_in(*practitioner_in("dorset", "front_door"), "worker@example.org", "three odd words")
    client = Client()
    answer = client.post("/accounts/login/", {"login": "worker@example.org", "password": "three odd words"})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/")["Location"] == "/accounts/2fa/totp/activate/"
    page = client.get("/accounts/2fa/totp/activate/")
    assert "Set up codes on your phone" in page.content.decode()
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    assert client.post("/accounts/2fa/totp/activate/", {"code": code}).status_code == 302
    assert client.get("/").status_code == 200
    again = Client()
    answer = again.post("/accounts/login/", {"login": "worker@example.org", "password": "three odd words"})
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert again.get("/").status_code == 302, "not in before the code"


def test_a_wrong_password_says_so_and_names_nobody() -> None:
    User.objects.create_user("worker@example.org", "three odd words")
    texts = {
        Client()
        .post("/accounts/login/", {"login": email, "password": "wrong words here"})
        .content.decode()
        .split("error-summary")[1][:900]
        for email in ("worker@example.org", "nobody@example.org")
    }
    assert len(texts) == 1


def test_nobody_makes_an_account_of_their_own() -> None:
    answer = Client().post("/accounts/signup/", {"email": "me@example.org", "password1": "three odd words"})
    assert "You cannot make an account yourself" in answer.content.decode()
    assert not User.objects.filter(email="me@example.org").exists()


def test_personas_sign_in_and_only_by_post() -> None:
    from kith.administration.demonstration import establish_demonstration_areas  # noqa: PLC0415

    establish_demonstration_areas(timezone.now())
    client = Client()
    assert client.get("/personas/").content.decode().count("data-persona=") == 17 * 4
    assert client.get("/personas/?persona=dorset:auditor").wsgi_request.user.is_anonymous
    assert client.post("/personas/", {"persona": "dorset:auditor"})["Location"] == "/"
    assert "Joan Meech" in client.get("/").content.decode()
    assert client.post("/personas/", {"persona": "nowhere:auditor"}).status_code == 404
    assert client.post("/personas/", {"persona": "dorset:auditor", "next": "https://evil.example/"})["Location"] == "/"


def test_personas_and_the_time_are_absent_outside_the_demonstration() -> None:
    client = signed_in("administrator")
    with override_settings(DEMONSTRATION=False):
        assert Client().get("/personas/").status_code == 404
        assert Client().post("/personas/", {"persona": "dorset:auditor"}).status_code == 404
        assert client.get("/")["Location"] == "/accounts/2fa/totp/activate/", "a persona's session is worth nothing"
    assert client.get("/time/").status_code == 200
    assert signed_in("front_door").get("/time/").status_code == 404


def test_without_a_place_today_there_is_a_page_that_says_so() -> None:
    client = signed_in("front_door", until=date(2020, 12, 31))
    assert client.get("/")["Location"] == "/no-membership/"
    assert "You have no place here today" in client.get("/no-membership/").content.decode()


def test_who_works_in_two_areas_acts_in_one_at_a_time() -> None:
    client = signed_in("auditor", name="Both Areas")
    practitioner, _ = practitioner_in("dorset", "auditor", name="Both Areas")
    _, lincolnshire = practitioner_in("lincolnshire", "auditor")
    with administering(lincolnshire):
        practitioner.memberships.create(area=lincolnshire, role="auditor", starts_on=date(2021, 1, 1))
    assert client.get("/").wsgi_request.kith_identity.area_id != lincolnshire.pk
    assert client.post("/areas/", {"area": "lincolnshire"})["Location"] == "/"
    assert client.get("/").wsgi_request.kith_identity.area_id == lincolnshire.pk
    assert client.post("/areas/", {"area": "wolverhampton"}).status_code == 404


# ---- drafts


def test_a_draft_is_kept_shown_to_its_author_only_and_thrown_away() -> None:
    mine, theirs = signed_in("front_door"), signed_in("team_manager")
    saved = mine.post(
        "/drafts/save/?page=/front-door/new/&title=New+request",
        {"words": "She is hungry", "csrfmiddlewaretoken": "x"},
    )
    assert json.loads(saved.content)["saved"] is True
    day = mine.get("/").content.decode()
    assert "New request" in day
    assert "She is hungry" not in day
    link = day.split('href="/drafts/')[1].split('"')[0]
    assert "She is hungry" in mine.get(f"/drafts/{link}").content.decode()
    assert theirs.get(f"/drafts/{link}").status_code == 404
    assert theirs.post(f"/drafts/{link}discard/").status_code == 404
    assert mine.post(f"/drafts/{link}discard/").status_code == 302
    assert mine.get(f"/drafts/{link}").status_code == 404


def test_saving_again_replaces_the_draft_and_too_much_is_refused(acting: Callable[..., Any]) -> None:
    client = signed_in("front_door")
    for words in ("one", "two"):
        client.post("/drafts/save/?page=/somewhere/&title=T", {"words": words})
    too_long = client.post("/drafts/save/?page=/somewhere/&title=T", {"words": "x" * 200_001})
    assert too_long.status_code == 422
    assert "too long" in json.loads(too_long.content)["message"]
    with acting("front_door"):
        assert Draft.objects.get().fields == {"words": ["two"]}


def test_the_draft_of_a_page_is_forgotten_once_the_page_was_saved(acting: Callable[..., Any]) -> None:
    client = signed_in("auditor", name="Both Areas")
    practitioner, _ = practitioner_in("dorset", "auditor", name="Both Areas")
    _, lincolnshire = practitioner_in("lincolnshire", "auditor")
    with administering(lincolnshire):
        practitioner.memberships.create(area=lincolnshire, role="auditor", starts_on=date(2021, 1, 1))
    client.post("/drafts/save/?page=/areas/&title=T", {"area": "lincolnshire"})
    client.post("/areas/", {"area": "lincolnshire"})
    with acting("auditor", name="Both Areas"):
        assert not Draft.objects.exists()


# ---- looks, search, refused looks


def test_a_search_is_a_post_says_what_was_not_held_and_is_kept(family: Family, acting: Callable[..., Any]) -> None:
    client = signed_in("lead_practitioner")
    page = client.post("/search/", {"name": "Tamsin Quillfeather"}).content.decode()
    assert "1 person found" in page
    assert f"/families/{family.pk}/" in page
    assert "Nobody found" in client.post("/search/", {"name": "Xavier Nonesuch"}).content.decode()
    assert "Enter at least one thing you know" in client.post("/search/", {}).content.decode()
    assert signed_in("finance_officer").get("/search/").status_code == 404
    with acting("auditor"):
        asked = [look.asked.get("name") for look in Look.objects.filter(kind="search").order_by("id")]
        assert asked == ["Tamsin Quillfeather", "Xavier Nonesuch"]


def test_another_areas_worker_finds_nobody(family: Family) -> None:
    page = signed_in("front_door", area="lincolnshire").post("/search/", {"name": "Tamsin Quillfeather"}).content.decode()
    assert "Nobody found" in page


def test_the_auditor_reads_who_looked_page_by_page(family: Family, acting: Callable[..., Any]) -> None:
    for _ in range(3):
        signed_in("lead_practitioner").post("/search/", {"name": "Tamsin"})
    auditor = signed_in("auditor")
    page = auditor.get(f"/looks/?about={child_of(family, acting).pk}").content.decode()
    assert page.count("Searched<br>") == 3
    assert "dorset lead_practitioner" in page
    assert "No look matches" in auditor.get("/looks/?by=Nobody+Here").content.decode()
    assert "Enter a reference" in auditor.get("/looks/?about=Smith").content.decode()
    assert signed_in("team_manager").get("/looks/").status_code == 404


def child_of(family: Family, acting: Callable[..., Any]) -> Person:
    with acting("front_door"):
        return Person.objects.get(places__family=family)


def test_a_restricted_record_explains_itself_to_colleagues_only(family: Family, acting: Callable[..., Any]) -> None:
    owner, _ = practitioner_in("dorset", "team_manager")
    with acting("team_manager", now=timezone.now()):
        restrict_family(
            family=family,
            named=[],
            owner_id=owner.pk,
            reason="A parent works here",
            elsewhere="hidden",
            now=timezone.now(),
        )
    address = f"/my-family/links/{family.pk}/"
    explained = signed_in("lead_practitioner").get(address)
    assert explained.status_code == 403
    assert "This record is restricted" in explained.content.decode()
    assert owner.name in explained.content.decode()
    assert "A parent works here" not in explained.content.decode()
    for client in (
        signed_in("lead_practitioner", area="lincolnshire"),
        signed_in("finance_officer"),
        signed_in("partner_lead", agency_kind="health", profession="school_nurse"),
    ):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "restricted" not in answer.content.decode()
    with acting("auditor"):
        refused = Look.objects.filter(kind="refused", family_id=family.pk)
        assert refused.filter(looker_area__isnull=True).count() == 3
        assert refused.get(looker_area__isnull=False).looker_area.slug == "lincolnshire"
    with acting("auditor", area="lincolnshire"):
        assert Look.objects.filter(kind="refused", family_id=family.pk).count() == 1


# ---- the time, health, teams


def test_the_administrator_sets_the_time_for_everybody() -> None:
    client = signed_in("administrator")
    wrong = client.post("/time/", {"moment_day": "31", "moment_month": "2", "moment_year": "2026", "moment_time": "2:10am"})
    assert "has only 28 days" in wrong.content.decode()
    client.post("/time/", {"moment_day": "8", "moment_month": "3", "moment_year": "2026", "moment_time": "2:10am"})
    assert "8 March 2026 at 2:10am" in Client().get("/accounts/login/").content.decode()
    client.post("/time/", {"real": "1"})
    assert "8 March 2026" not in Client().get("/accounts/login/").content.decode()


def test_healthz_says_how_it_is() -> None:
    answer = json.loads(Client().get("/healthz").content)
    # Whether the jobs are well is asked in tests/test_monitoring.py: here no job process ever ran.
    assert answer["migrations"] == {"ok": True}
    assert answer["database"]["version"].startswith("1")
    assert set(answer) == {"ok", "version", "database", "migrations", "jobs", "backup"}


def test_every_role_has_a_day_and_a_menu_that_leads_somewhere(family: Family) -> None:
    from kith.access.sight import PARTS_BY_ROLE  # noqa: PLC0415
    from kith.staff_desk.frame import navigation  # noqa: PLC0415

    for role in PARTS_BY_ROLE:
        client = signed_in(str(role))
        assert client.get("/").status_code == 200, role
        for link in navigation(frozenset({str(role)}), "/"):
            assert client.get(link["href"]).status_code == 200, (role, link)


def test_a_lead_sees_news_about_their_family_until_they_have_seen_it(family: Family, acting: Callable[..., Any]) -> None:
    now = timezone.now()
    lead, place = practitioner_in("dorset", "lead_practitioner")
    with acting("front_door", now=now):
        notice = Notice(area=place, kind="news", practitioner=lead, family_id=family.pk, words="School rang again.", at=now)
        notice.save(force_insert=True)
    client = signed_in("lead_practitioner")
    assert "School rang again." in client.get("/").content.decode()
    assert "School rang again." not in signed_in("senior_social_worker").get("/").content.decode()
    answer = client.post(f"/front-door/notices/{notice.pk}/")
    assert answer.headers["Location"] == f"/families/{family.pk}/"
    assert "School rang again." not in client.get("/").content.decode()
