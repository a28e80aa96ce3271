"""The administrator's pages through real HTTP and real transactions: every one for administrators of the area only."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from kith.access.identity import acting_as, service
from kith.access.sight import PARTS_BY_ROLE
from kith.administration.tests.test_commands import NUMBER, model_text
from kith.administration.web.urls import urlpatterns
from kith.front_door.body import check_body
from kith.front_door.models import HubQuestion
from kith.front_door.queries import waiting_in_area
from kith.front_door.services import receive_request
from kith.front_door.tests.conftest import simple_body
from kith.organisations.models import (
    Agency,
    Area,
    Capability,
    DutyTurn,
    HubBody,
    Membership,
    Practitioner,
    Team,
    User,
)
from kith.organisations.services import add_area
from kith.organisations.tasks import NAME
from kith.practice_model.reading import draft
from kith.practice_model.services import publish
from kith.staff_desk.tests.helping import signed_in
from tests.fixtures import administering, practitioner_in

TODAY = timezone.now().date()


def words_of(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def three(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


@pytest.fixture
def area(clone: str) -> Area:
    """A real Dorset with its model, not live."""
    made = add_area(slug="dorset", name="Dorset", la_code="838")
    at = datetime(2024, 1, 1, tzinfo=UTC)
    publish(text=draft("national"), valid_from=date(2024, 1, 1), published_by="P. Lead", now=at)
    publish(text=model_text("dorset"), valid_from=date(2024, 1, 1), published_by="P. Lead", now=at)
    return made


@pytest.fixture
def admin(area: Area) -> Client:
    return signed_in("administrator", profession="other", name="Pat Lead")


def sent(client: Client, name: str, said: dict[str, Any], **kwargs: Any) -> None:
    """Post a form and expect it to be taken."""
    answer = client.post(reverse(f"administration:{name}", kwargs=kwargs), said)
    assert answer.status_code == 302, words_of(answer)


@pytest.mark.row(
    "B-03", at="The page of a request: Asked of the hub", part="no joint decision of the agencies is recorded; shown for one body"
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
    put_together = words_of(worker.get(f"/front-door/{receipt.request_id}/")).split("Asked of the hub")[1]
    assert "Police Nothing held Have you been called there? Nothing held" in put_together
    shown = words_of(worker.get(f"/front-door/{receipt.request_id}/")).partition("Asked of the hub")[2]
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
    assert "Kind: Accredited as Family Help lead practitioner" in page
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


def test_an_area_is_taken_live_by_page(area: Area, admin: Client) -> None:
    assert "Dorset is not live" in words_of(admin.get("/"))
    page = words_of(admin.get("/administration/live/"))
    assert "What is missing" in page
    assert "No registered social worker works at the front door" in page
    refused = admin.post("/administration/live/", {})
    assert refused.status_code == 200
    assert "cannot be taken live yet" in words_of(refused)
    worker = None
    for role in ("front_door", "team_manager", "lead_practitioner", "lead_child_protection", "out_of_hours"):
        signed_in(role)
        worker = practitioner_in("dorset", role)[0]
    team = Team.objects.create(area=area, slug="fd", name="Front door", kind="front_door")
    now = timezone.now()
    DutyTurn.objects.create(
        area=area, team=team, practitioner=worker, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=30)
    )
    page = words_of(admin.get("/administration/live/"))
    assert "Nothing is missing" in page, page
    assert admin.post("/administration/live/", {}).status_code == 302
    area.refresh_from_db()
    assert (area.is_live, area.live_by) == (True, "Pat Lead")
    assert "is not live" not in words_of(admin.get("/"))
    assert "Area: changed" in words_of(admin.get("/administration/history/"))


def test_before_it_is_live_nothing_is_taken_from_outside(area: Area) -> None:
    visitor = Client()
    assert "Dorset" not in words_of(visitor.get("/ask-for-help/"))
    for address in ("/ask-for-help/dorset/", "/ask-for-help/dorset/relative/"):
        answer = visitor.get(address)
        assert answer.status_code == 503, address
        assert "999" in words_of(answer)
        assert "does not take requests through Kith yet" in words_of(answer)
    Area.objects.update(live_at=timezone.now(), live_by="Pat Lead")
    assert visitor.get("/ask-for-help/dorset/").status_code == 200


def test_an_area_is_taken_back_from_live_with_a_reason_and_its_requests_stay_workable(area: Area, admin: Client) -> None:
    here = "/administration/not-live/"
    assert admin.get(here).status_code == 302, "there is nothing to take back"
    Area.objects.update(live_at=timezone.now(), live_by="Pat Lead")
    Team.objects.create(area=area, slug="door", name="Front door", kind="front_door", telephone="01632 960100")
    moment = timezone.now()
    with acting_as(service("intake", area_id=area.pk, purpose="test"), now=moment):
        receipt = receive_request(body=check_body(simple_body(), now=moment), door="bulk", received_at=moment, now=moment)
    visitor = Client()
    assert visitor.get("/ask-for-help/dorset/").status_code == 200

    assert "1 request waits for a decision now" in words_of(admin.get(here))
    assert "Enter reason" in words_of(admin.post(here, {"reason": " "}))
    assert visitor.get("/ask-for-help/dorset/").status_code == 200, "not without a reason"
    sent(admin, "not_live", {"reason": "The front door moves house"})

    page = words_of(admin.get("/administration/"))
    assert "has not been live since" in page
    assert "Reason: The front door moves house" in page
    answer = visitor.get("/ask-for-help/dorset/")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    for words in ("999", "01632 960100", NUMBER, "does not take requests through Kith now"):
        assert words in words_of(answer), words
    worker = signed_in("front_door")
    assert worker.get(f"/front-door/{receipt.request_id}/").status_code == 200
    history = words_of(admin.get("/administration/history/"))
    assert "Reason for not being live: empty → The front door moves house" in history
    assert "Pat Lead Area: changed" in history


def test_how_many_requests_wait_is_said_of_the_own_area_only(area: Area) -> None:
    moment = timezone.now()
    with acting_as(service("intake", area_id=area.pk, purpose="test"), now=moment):
        receive_request(body=check_body(simple_body(), now=moment), door="bulk", received_at=moment, now=moment)
        assert waiting_in_area() == 1
    _, other = practitioner_in("lincolnshire", "administrator")
    with acting_as(service("administration", area_id=other.pk, purpose="test"), now=moment):
        assert waiting_in_area() == 0


def some(area: Area, admin: Client) -> dict[str, UUID]:
    """One row of everything an address may name, in the area."""
    worker, _ = practitioner_in("dorset", "front_door")
    team = Team.objects.create(area=area, slug="one", name="One", kind="hub")
    agency = area.agencies.get(kind="childrens_services", slug="dorset-childrens-services")
    now = timezone.now()
    turn = DutyTurn.objects.create(area=area, team=team, practitioner=worker, starts_at=now, ends_at=now + timedelta(hours=1))
    with administering(area):
        body = HubBody.objects.create(area=area, key="a", name="A", group="A", agency=agency, starts_on=TODAY)
        held = Capability.objects.create(practitioner=worker, area=area, kind="family_help_lead", evidence="x", starts_on=TODAY)
    return {
        "practitioner_id": worker.pk,
        "team_id": team.pk,
        "agency_id": agency.pk,
        "turn_id": turn.pk,
        "body_id": body.pk,
        "capability_id": held.pk,
        "place_id": worker.memberships.get(area=area).pk,
    }


def addresses(ids: dict[str, UUID]) -> dict[str, str]:
    found = {}
    for pattern in urlpatterns:
        names = pattern.pattern.converters.keys()
        kwargs = {name: ids.get(name, "a") for name in names}
        found[str(pattern.name)] = reverse(f"administration:{pattern.name}", kwargs=kwargs)
    return found


@pytest.mark.parametrize("role", sorted(set(PARTS_BY_ROLE) - {"administrator"}))
def test_every_page_is_for_administrators_only(area: Area, admin: Client, role: str) -> None:
    ids = some(area, admin)
    client = signed_in(role)
    counted = [m.objects.count() for m in (Membership, Team, Agency, DutyTurn, HubBody, Capability)]
    for name, address in addresses(ids).items():
        assert client.get(address).status_code == 404, name
        assert client.post(address, {}).status_code in {404, 405}, name
    assert [m.objects.count() for m in (Membership, Team, Agency, DutyTurn, HubBody, Capability)] == counted


def test_every_page_answers_its_administrator_and_no_other_areas(area: Area, admin: Client) -> None:
    ids = some(area, admin)
    add_area(slug="lincolnshire", name="Lincolnshire")
    elsewhere = signed_in("administrator", area="lincolnshire", profession="other")
    for name, address in addresses(ids).items():
        assert admin.get(address).status_code == {"name_body": 404, "not_live": 302}.get(name, 200), name
        about = any(str(each) in address for each in ids.values())
        if about:
            assert elsewhere.get(address).status_code == 404, name
            assert elsewhere.post(address, {}).status_code in {404, 405}, name


def test_bad_input_names_the_field_and_keeps_what_was_typed(area: Area, admin: Client) -> None:
    answer = admin.post("/administration/staff/add/", {"email": "no", "name": "Kept Name", "role": "king"})
    page = answer.content.decode()
    for words in ("There is a problem", "Enter an email address like", "Kept Name", "Enter the first day"):
        assert words in page, words
    assert "Enter name" in words_of(admin.post("/administration/agencies/add/", {}))


def new_worker(admin: Client, email: str = "new.worker@example.org") -> Practitioner:
    """Add someone by page, as the administrator does, and see that the invitation comes next."""
    said = {"email": email, "name": "Nia New", "profession": "other", "role": "front_door", **three("starts_on", TODAY)}
    answer = admin.post(reverse("administration:add_staff"), said)
    who = Practitioner.objects.get(email=email)
    assert answer.headers["Location"] == reverse("administration:invite", args=[who.pk])
    return who


def link_on(answer: Any) -> str:
    found = BeautifulSoup(answer.content, "html.parser").find(id="link")
    assert found is not None, words_of(answer)
    return found.get_text(strip=True)


def test_without_mail_a_link_is_shown_once_and_the_older_one_dies(
    area: Area, admin: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    who = new_worker(admin)
    here = reverse("administration:invite", args=[who.pk])
    assert "Invite again" in words_of(admin.get(reverse("administration:member", args=[who.pk])))
    assert "shown to you once" in words_of(admin.get(here))
    first = link_on(admin.post(here))
    answer = admin.post(here)
    second = link_on(answer)
    assert answer.headers["Cache-Control"] == "private, no-store"
    key = second.partition("#")[2]
    assert len(key) > 20
    assert key not in caplog.text
    assert key not in str(dict(admin.session))
    assert key not in admin.get(here).content.decode()

    def opens(link: str) -> bool:
        path, _, key = link.partition("#")
        return "New password" in words_of(Client().post(path, {"key": key}, follow=True))

    assert [opens(first), opens(second)] == [False, True]
    page = words_of(admin.get(reverse("administration:member", args=[who.pk])))
    assert re.search(r"Pat Lead Sign-in: changed new\.worker@example\.org Invited: ", page), page


def test_with_mail_the_link_is_sent_by_a_job_that_holds_no_link(area: Area, admin: Client, settings: Any) -> None:
    settings.MAIL_IS_SENT = True
    who = new_worker(admin)
    here = reverse("administration:invite", args=[who.pk])
    assert "will be sent a new link to new.worker@example.org" in words_of(admin.get(here))
    answer = admin.post(here, follow=True)
    assert "The link will be sent in a moment." in words_of(answer)
    assert "#" not in "".join(path for path, _ in answer.redirect_chain)
    assert [job.args for job in ProcrastinateJob.objects.filter(task_name=NAME)] == [
        {"user_id": str(who.user_id), "letter": "invitation"}
    ]


def test_no_administrator_is_shown_a_link_into_another_area(area: Area, admin: Client) -> None:
    who = new_worker(admin)
    here = reverse("administration:invite", args=[who.pk])
    _, other = practitioner_in("lincolnshire", "administrator")
    with administering(other, now=timezone.now()):
        Membership.objects.create(practitioner=who, area=other, role="team_manager", starts_on=TODAY)
    refused = admin.post(here)
    assert "also works in Lincolnshire" in words_of(refused)
    assert BeautifulSoup(refused.content, "html.parser").find(id="link") is None
    with administering(area, now=timezone.now()):
        Membership.objects.filter(practitioner=who, area=area).delete()
    assert "has no place in Dorset" in words_of(admin.post(here))
    assert signed_in("administrator", area="thurrock").get(here).status_code == 404
    with administering(other, now=timezone.now()):
        who.user.is_active = False
        who.user.save()
    assert "Invite again" not in words_of(admin.get(reverse("administration:member", args=[who.pk])))
