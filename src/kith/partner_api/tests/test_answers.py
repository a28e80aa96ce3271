"""How the API answers: the status, code and headers of every refusal, the keys it takes, the tokens it knows, the clients it makes."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import RequestFactory
from oauth2_provider.models import get_access_token_model, get_application_model

from kith.front_door import refusals as door
from kith.front_door.body import BodyContradicts, BodyRefused, BodyTooLarge, FieldProblem, NotJson
from kith.front_door.messages import SENT_TWICE
from kith.kernel.constraints import Collision
from kith.kernel.refusals import NotFound, NotPermitted, Refusal
from kith.kernel.time import now
from kith.organisations.models import Agency, Area
from kith.partner_api.models import Client
from kith.partner_api.services import SCOPE, UnknownPlace, client_of_token, create_client, end_client, identity_of
from kith.partner_api.web import api
from kith.partner_api.web.token import client_in
from kith.practice_model.queries import NoModelInForce
from tests.fixtures import live_area

PROBLEMS = [FieldProblem(field="people[0].age", problem="“x” is not possible.", fix="Give an age from 0 to 130.")]

ANSWERS: list[tuple[Refusal, int, str]] = [
    (NotJson(PROBLEMS), 400, "not_json"),
    (api.WrongKey("w"), 400, "wrong_idempotency_key"),
    (NotFound("w"), 404, "not_found"),
    (door.ReferenceUsed("w"), 409, "reference_used"),
    (door.KeyUsed("w"), 409, "idempotency_key_used"),
    (BodyContradicts(PROBLEMS), 409, "body_contradicts"),
    (door.ChannelNotOpen("w"), 409, "channel_not_open"),
    (door.BypassesTheQueue("w"), 409, "bypasses_the_queue"),
    (BodyTooLarge(PROBLEMS), 413, "body_too_large"),
    (api.WrongMediaType("w"), 415, "wrong_media_type"),
    (BodyRefused(PROBLEMS), 422, "body_refused"),
    (door.NotYet("w"), 422, "not_yet"),
    (NotPermitted("w"), 422, "not_permitted"),
    (api.TooManyCalls("w"), 429, "too_many_calls"),
    (door.AreaNotLive("w"), 503, "area_not_live"),
    (NoModelInForce("w"), 503, "no_model_in_force"),
]


@pytest.mark.parametrize(("refusal", "status", "code"), ANSWERS, ids=[row[2] for row in ANSWERS])
def test_every_refusal_has_its_status_and_its_code(refusal: Refusal, status: int, code: str) -> None:
    answer = api.refused(RequestFactory().get("/"), refusal)
    said = json.loads(answer.content)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert said["type"] == f"urn:kith:problem:{code}"
    assert (said["status"], said["title"], said["detail"]) == (status, api.TITLES[status], refusal.message)
    if isinstance(refusal, BodyRefused):
        assert said["errors"] == [PROBLEMS[0].model_dump()]
    else:
        assert [each["field"] for each in said["errors"]] == ([refusal.field] if refusal.field else [])
    assert answer.headers.get("Retry-After") == {429: "60", 503: "3600"}.get(status)
    assert ("WWW-Authenticate" in answer.headers) is (status == 401)


def test_every_status_that_is_given_has_a_title() -> None:
    assert set(api.STATUSES.values()) | {401, 404, 405, 422} <= set(api.TITLES)
    assert {type(row[0]) for row in ANSWERS} >= set(api.STATUSES) - {Collision}


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        (None, ""),
        ("a", "a"),
        ("!~", "!~"),
        ("k" * 200, "k" * 200),
        ("", None),
        ("k" * 201, None),
        ("two words", None),
        (" a", None),
        ("caf\xe9", None),
        ("a\x7f", None),
    ],
)
def test_which_key_of_a_sending_is_taken(sent: str | None, taken: str | None) -> None:
    request = RequestFactory().post("/", headers={} if sent is None else {"Idempotency-Key": sent})
    if taken is None:
        with pytest.raises(api.WrongKey, match="1 to 200 letters, digits and signs"):
            api._key(request)
    else:
        assert api._key(request) == taken


@pytest.mark.parametrize(
    "constraint", [*sorted(SENT_TWICE), "front_door_request_number_once", "front_door_receipt_of_another_kind"]
)
def test_only_the_very_same_request_is_received_once_more(constraint: str) -> None:
    calls = []

    def receive() -> Any:
        calls.append(1)
        if len(calls) == 1:
            raise Collision("w", constraint=constraint)
        return "receipt"

    if constraint in SENT_TWICE:
        assert api.once_more_when_simultaneous(receive) == "receipt"
        assert len(calls) == 2
    else:
        with pytest.raises(Collision):
            api.once_more_when_simultaneous(receive)
        assert len(calls) == 1


def basic(text: str) -> str:
    return "Basic " + base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("header", "posted", "client"),
    [
        (basic("elm:secret"), {}, "elm"),
        (basic("elm:secret").replace("Basic", "bAsIc"), {}, "elm"),
        (basic("elm"), {}, "elm"),
        (basic("elm:a:b"), {"client_id": "oak"}, "elm"),
        (basic(":secret"), {}, ""),
        ("Basic !!!", {}, ""),
        ("Basic", {}, ""),
        ("", {"client_id": "oak"}, "oak"),
        ("Bearer x", {"client_id": "oak"}, "oak"),
        ("", {}, ""),
    ],
)
def test_which_client_a_wrong_secret_is_counted_for(header: str, posted: dict[str, str], client: str) -> None:
    request = RequestFactory().post("/api/token", posted, headers={"Authorization": header} if header else {})
    assert client_in(request) == client


# --- clients and tokens


@pytest.fixture
def school(db: None) -> Agency:
    agency = Agency.objects.create(slug="elm-school", name="Elm School", kind="education")
    agency.areas.add(live_area("dorset"))
    return agency


@pytest.mark.parametrize(
    ("agency", "area", "field", "words"),
    [
        ("elm-school", "kent", "area", "There is no area kent. Areas: "),
        ("oak-school", "dorset", "agency", "There is no agency oak-school. Agencies of dorset: elm-school."),
        ("oak-school", "kent", "area", "There is no area kent. Areas: "),
    ],
)
def test_a_client_is_made_for_an_agency_and_an_area_that_there_are(
    agency: str, area: str, field: str, words: str, school: Agency
) -> None:
    with pytest.raises(UnknownPlace) as refused:
        create_client(name="n", agency=agency, area=area, now=now())
    assert (refused.value.field, refused.value.code) == (field, "unknown_place")
    assert refused.value.message.startswith(words)
    assert not Client.objects.exists()


@pytest.mark.parametrize(
    ("lives", "scope", "ended", "sent", "known"),
    [
        (timedelta(hours=1), SCOPE, False, "token", True),
        (timedelta(hours=1), f"other {SCOPE}", False, "token", True),
        (timedelta(microseconds=1), SCOPE, False, "token", True),
        (timedelta(0), SCOPE, False, "token", False),
        (-timedelta(hours=1), SCOPE, False, "token", False),
        (timedelta(hours=1), "other", False, "token", False),
        (timedelta(hours=1), SCOPE, True, "token", False),
        (timedelta(hours=1), SCOPE, False, "Token", False),
        (timedelta(hours=1), SCOPE, False, "", False),
    ],
)
def test_whose_token_is_known(lives: timedelta, scope: str, ended: bool, sent: str, known: bool, school: Agency) -> None:
    moment = now()
    made = create_client(name="elm", agency="elm-school", area="dorset", now=moment)
    application = get_application_model().objects.get(client_id=made.client_id)
    get_access_token_model().objects.create(token="token", application=application, expires=moment + lives, scope=scope)
    if ended:
        end_client(client=made.client, now=moment)
    found = client_of_token(sent, now=moment)
    assert (found == made.client) is known
    assert (found is None) is not known


def test_a_client_acts_for_its_agency_in_its_area_and_stays_ended_since_the_first_time(school: Agency) -> None:
    moment = now()
    client = create_client(name="elm", agency="elm-school", area="dorset", now=moment).client
    identity = identity_of(client, why="api")
    assert (identity.kind, identity.client_id, identity.agency_id) == ("client", client.pk, school.pk)
    assert (identity.area_id, identity.roles) == (Area.objects.get(slug="dorset").pk, frozenset())
    for later in (0, 5):
        end_client(client=client, now=moment + timedelta(minutes=later))
    client.refresh_from_db()
    assert client.ended_at == moment
