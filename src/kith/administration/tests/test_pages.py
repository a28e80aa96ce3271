"""The administrator's pages through real HTTP and real transactions: staffing an area, places, files, and bad input."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kith.access.identity import acting_as, service
from kith.administration.tests.helping import TODAY, sent, three, words_of
from kith.front_door.body import check_body
from kith.front_door.models import HubQuestion
from kith.front_door.services import receive_request
from kith.front_door.tests.conftest import simple_body
from kith.organisations.models import (
    Agency,
    Area,
    DutyTurn,
    Membership,
    Practitioner,
    Team,
    User,
)
from kith.staff_desk.tests.helping import signed_in
from tests.fixtures import administering, practitioner_in


@pytest.mark.row(
    "B-03",
    at="The page of a request: Asked of agencies",
    part="no joint decision of the agencies is recorded; shown for one body",
)
@pytest.mark.row("L-37", at="The page of a request", part="one worker decides: no joint decision of the agencies is recorded")
def test_an_area_is_staffed_by_pages_and_a_hub_enquiry_is_sent_and_answered(area: Area, admin: Client) -> None:
    sent(admin, "add_agency", {"name": "Dorset Police", "kind": "police"})
    police = Agency.objects.get(name="Dorset Police")
    sent(admin, "add_team", {"name": "Police safeguarding hub", "kind": "hub", "disciplines": ["police_officer"]})
    team = Team.objects.get()
    sent(
        admin,
        "add_staff",
        {
            "email": "pc@example.org",
            "name": "Pia Constable",
            "agency": str(police.pk),
            "profession": "police_officer",
            "role": "hub_partner",
            "team": str(team.pk),
            **three("starts_on", TODAY),
        },
    )
    said = {"key": "police", "name": "Police", "agency": str(police.pk), "team": str(team.pk)}
    sent(admin, "add_body", {**said, **three("starts_on", TODAY)})
    assert "Police safeguarding hub" in words_of(admin.get("/administration/hub/"))

    moment = timezone.now()
    with acting_as(service("intake", area_id=area.pk, purpose="test"), now=moment):
        receipt = receive_request(body=check_body(simple_body(), now=moment), door="bulk", received_at=moment, now=moment)
    worker = signed_in("front_door")
    here = f"/front-door/{receipt.request_id}/ask-hub/"
    page = words_of(worker.get(here))
    assert "Police" in page
    assert "No bodies of the hub" not in page
    asked = worker.post(
        here,
        {
            "basis": "agreement",
            "basis_words": "Ana agreed by telephone",
            "parents_told": "yes",
            "about": ["c"],
            "bodies": ["police"],
            "question": "Have you been called there?",
            "necessary": "She says there are arguments.",
        },
    )
    assert asked.status_code == 302, words_of(asked)
    with acting_as(service("evidence", area_id=area.pk, purpose="test"), now=moment):
        question = HubQuestion.objects.get()
    assert (question.agency_id, question.team_id) == (police.pk, team.pk)

    theirs = signed_in_as("pc@example.org")
    assert "Milo Hart" in words_of(theirs.get("/front-door/hub/"))
    other = colleague_of(police, area)
    assert "Milo Hart" not in words_of(other.get("/front-door/hub/")), "another team of the same agency"
    assert other.get(f"/front-door/hub/{question.pk}/").status_code == 404
    answered = theirs.post(f"/front-door/hub/{question.pk}/", {"held": "no", "words": "", "mark": "professionals"})
    assert answered.status_code == 302, words_of(answered)
    put_together = words_of(worker.get(f"/front-door/{receipt.request_id}/")).split("Asked of agencies")[1]
    assert "Police Nothing held Have you been called there? Nothing held" in put_together
    shown = words_of(worker.get(f"/front-door/{receipt.request_id}/")).partition("Asked of agencies")[2]
    assert "Police Nothing held" in shown


def signed_in_as(email: str) -> Client:
    from tests.fixtures import enter  # noqa: PLC0415

    client = Client()
    enter(client, User.objects.get(email=email))
    return client


def colleague_of(agency: Agency, area: Area) -> Client:
    """Somebody of the same agency who is a hub partner in no team."""
    user = User.objects.create_user("other@example.org")
    who = Practitioner.objects.create(user=user, agency=agency, name="Otto Other", profession="police_officer")
    with administering(area):
        Membership.objects.create(practitioner=who, area=area, role="hub_partner", starts_on=date(2020, 1, 1))
    return signed_in_as("other@example.org")


def test_an_area_without_bodies_says_who_names_them(area: Area, admin: Client) -> None:
    moment = timezone.now()
    with acting_as(service("intake", area_id=area.pk, purpose="test"), now=moment):
        receipt = receive_request(body=check_body(simple_body(), now=moment), door="bulk", received_at=moment, now=moment)
    page = words_of(signed_in("front_door").get(f"/front-door/{receipt.request_id}/ask-hub/"))
    assert "Ask an administrator to name them" in page


@pytest.mark.row(
    "H-06",
    at="Administration: the page of a colleague",
    part="what is missing for accreditation, training and its end are not shown, and practitioners cannot see it of themselves",
)
def test_places_capabilities_and_leaving(area: Area, admin: Client) -> None:
    sent(admin, "add_staff", {"email": "lea@example.org", "name": "Lea Pee", "profession": "social_worker",
         "registration": "SW1", "role": "lead_practitioner", **three("starts_on", TODAY)})  # fmt: skip
    who = Practitioner.objects.get(name="Lea Pee")
    evidence = {"kind": "family_help_lead", "evidence": "Passed in May", **three("starts_on", TODAY)}
    sent(admin, "add_capability", evidence, practitioner_id=who.pk)
    again = admin.post(reverse("administration:add_capability", args=[who.pk]), evidence)
    assert "already holds this" in words_of(again)
    sent(admin, "add_place", {"role": "duty_worker", **three("starts_on", TODAY)}, practitioner_id=who.pk)
    place = Membership.objects.get(role="duty_worker")
    sent(admin, "end_place", {"when": "day", **three("last_day", TODAY + timedelta(days=9))}, place_id=place.pk)
    place.refresh_from_db()
    assert place.ends_on == TODAY + timedelta(days=9)
    page = words_of(admin.get(reverse("administration:member", args=[who.pk])))
    for words in ("Duty worker", "Passed in May", "Place: added", "Pat Lead", "Capability: added"):
        assert words in page, words
    assert "<a class" not in page, "links are links"
    assert "Kind: Accredited as Family Help Lead Practitioner" in page
    theirs = signed_in_as("lea@example.org")
    assert theirs.get("/").status_code == 200
    sent(admin, "leave", {}, practitioner_id=who.pk)
    assert theirs.get("/").status_code == 302, "out in the same minute"
    assert "Has left" in words_of(admin.get("/administration/staff/?who=all"))
    assert "Lea Pee" not in words_of(admin.get("/administration/staff/"))
    sent(admin, "change_member", {"name": "Lea Pew", "agency": str(who.agency_id), "profession": "social_worker"},
         practitioner_id=who.pk)  # fmt: skip
    assert "Name: Lea Pee → Lea Pew" in words_of(admin.get("/administration/history/"))


@pytest.mark.parametrize("where", ["history", "member"])
def test_a_long_history_goes_on_page_by_page(where: str, area: Area, admin: Client) -> None:
    who = Practitioner.objects.get(name="Pat Lead")
    for number in range(120):
        Practitioner.objects.filter(pk=who.pk).update(telephone=f"01902 {number:06}")
    page = reverse("administration:history") if where == "history" else reverse("administration:member", args=[who.pk])
    told: list[str] = []
    address = page
    while address:
        text = admin.get(address).content.decode()
        told += re.findall(r"Telephone: [^<]*→ (01902 \d{6})", text)
        further = re.search(r'rel="next" href="([^"#]+)', text)
        address = page + unescape(further[1]) if further else ""
    assert told == [f"01902 {number:06}" for number in reversed(range(120))], "all of them, once each, newest first"


def test_nobody_changes_their_own_place(area: Area, admin: Client) -> None:
    pat = Practitioner.objects.get(name="Pat Lead")
    refused = admin.post(reverse("administration:add_place", args=[pat.pk]), {"role": "front_door", **three("starts_on", TODAY)})
    assert "You cannot change your own places" in words_of(refused)
    assert not Membership.objects.filter(practitioner=pat, role="front_door").exists()
    assert "You cannot change your own" in words_of(admin.post(reverse("administration:leave", args=[pat.pk]), {}))


def test_the_rota_by_page(area: Area, admin: Client) -> None:
    worker, _ = practitioner_in("dorset", "front_door")
    team = Team.objects.create(area=area, slug="fd", name="Front door", kind="front_door")
    start, end = TODAY + timedelta(days=1), TODAY + timedelta(days=1)
    said = {
        "team": str(team.pk),
        "practitioner": str(worker.pk),
        **three("starts_at", start),
        "starts_at_time": "9am",
        **three("ends_at", end),
        "ends_at_time": "5pm",
        "every": "day",
        **three("until", TODAY + timedelta(days=3)),
    }
    sent(admin, "add_duty", said)
    assert DutyTurn.objects.count() == 3
    assert worker.name in words_of(admin.get("/administration/duty/"))
    wrong = admin.post("/administration/duty/add/", {**said, "ends_at_time": "8am"})
    assert "A turn ends after it starts" in words_of(wrong)
    turn = DutyTurn.objects.latest("starts_at")
    sent(admin, "end_duty", {}, turn_id=turn.pk)
    assert DutyTurn.objects.count() == 2


def test_a_file_of_staff_is_checked_then_brought_in(area: Area, admin: Client) -> None:
    def send(text: str, how: str) -> str:
        upload = SimpleUploadedFile("staff.csv", text.encode(), content_type="text/csv")
        answer = admin.post("/administration/staff/file/", {"file": upload, "how": how})
        assert answer.status_code == 200
        return words_of(answer)

    good = "email,name,role\nana@example.org,Ana Reed,auditor\n"
    assert "Line Field" in send(good + "x,Y,auditor\n", "bring")
    assert not User.objects.filter(email="ana@example.org").exists()
    assert "Checked, nothing saved. Bringing this file in would give 1 new people" in send(good, "check")
    assert not User.objects.filter(email="ana@example.org").exists()
    assert "Saved. 1 new people, 1 new places" in send(good, "bring")
    assert "0 new people, 0 new places, 0 changed and 1 unchanged" in send(good, "bring")
    assert "is not a column" in send("email,role,shoes\n", "check")
    own = "email,name,role\n" + User.objects.get(practitioner__name="Pat Lead").email + ",Pat Lead,front_door\n"
    assert "cannot change your own places" in send(own, "bring")


def test_a_file_of_the_rota_is_checked_then_brought_in_whole_or_not_at_all(area: Area, admin: Client) -> None:
    signed_in("front_door")
    worker, _ = practitioner_in("dorset", "front_door")
    email = worker.user.email if worker.user else Practitioner.objects.get(pk=worker.pk).user.email
    Team.objects.create(area=area, slug="door", name="Front door", kind="front_door")

    def send(text: str, how: str = "bring") -> str:
        upload = SimpleUploadedFile("rota.csv", text.encode(), content_type="text/csv")
        return words_of(admin.post("/administration/duty/file/", {"file": upload, "how": how}))

    head = "email,team,starts_at,ends_at,every,until\n"
    good = head + f"{email},door,2026-03-27 17:00,28/3/2026 08:00,day,2026-03-30\n"
    bad = good + f"{email},nowhere,soon,2026-04-01T09:00,,\nx@example.org,door,2026-04-01 09:00,2026-04-01 17:00,,\n"
    said = send(bad)
    assert "problems in 3 lines. Nothing was saved" in said
    assert "3 starts_at “soon” is not a time" in said
    assert "4 email No one signs in with “x@example.org”" in said
    assert not DutyTurn.objects.exists()
    assert "nothing saved. Bringing this file in would give 4 new turns and 0 unchanged lines" in send(good, "check")
    assert not DutyTurn.objects.exists()
    assert "Saved. 4 new turns and 0 unchanged lines" in send(good)
    turns = list(DutyTurn.objects.order_by("starts_at").values_list("starts_at", flat=True))
    assert [each.hour for each in turns] == [17, 17, 16, 16], "17:00 in London, before and after the clocks change"
    assert "0 new turns and 1 unchanged lines" in send(good)
    longer = head + f"{email},door,2026-03-27 17:00,2026-03-28 09:00,,\n"
    assert "2 ends_at" in send(longer)
    assert "Take that turn off first" in send(longer)
    assert "“team” is missing" in send("email,starts_at,ends_at\n")


def test_bad_input_names_the_field_and_keeps_what_was_typed(area: Area, admin: Client) -> None:
    answer = admin.post("/administration/staff/add/", {"email": "no", "name": "Kept Name", "role": "king"})
    page = answer.content.decode()
    for words in ("There is a problem", "Enter an email address like", "Kept Name", "Enter the first day"):
        assert words in page, words
    assert "Enter name" in words_of(admin.post("/administration/agencies/add/", {}))
