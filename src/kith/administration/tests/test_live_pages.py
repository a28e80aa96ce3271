"""Taking an area live and back on the administrator's pages."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from kith.access.identity import acting_as, service
from kith.administration.tests.commands import NUMBER
from kith.administration.tests.helping import sent, words_of
from kith.front_door.body import check_body
from kith.front_door.queries import waiting_in_area
from kith.front_door.services import receive_request
from kith.front_door.tests.conftest import simple_body
from kith.organisations.models import (
    Area,
    DutyTurn,
    Team,
)
from kith.staff_desk.tests.helping import signed_in
from tests.fixtures import practitioner_in


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
