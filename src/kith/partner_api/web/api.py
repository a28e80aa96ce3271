"""The API for partner agencies, version 1: send a request for support, read its receipt and outcome.

A client adds requests and reads its own; it sees nothing else. Errors are problem details (RFC 9457).
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.security import HttpBearer

from kith import __version__
from kith.access.identity import acting_as, service
from kith.access.limits import take
from kith.front_door import queries
from kith.front_door.body import (
    MAXIMUM_BYTES,
    BodyRefused,
    BodyTooLarge,
    FieldProblem,
    json_schema,
    read_body,
)
from kith.front_door.messages import SENT_TWICE
from kith.front_door.queries.rows import ReceiptRow
from kith.front_door.services import receive_request
from kith.front_door.words import Door
from kith.kernel.constraints import Collision
from kith.kernel.refusals import NotFound, Refusal
from kith.kernel.time import now
from kith.partner_api import services
from kith.partner_api.web.problems import RETRY_AFTER, STATUSES, TITLES, TooManyCalls, WrongKey, WrongMediaType
from kith.partner_api.web.schemas import OutcomeOut, Problem, ReceiptOut

LONGEST_KEY = 200


class ClientToken(HttpBearer):
    """OAuth2, client credentials: ask ``/api/token`` for a token."""

    openapi_type = "oauth2"
    openapi_flows = {
        "clientCredentials": {
            "tokenUrl": "/api/token",
            "scopes": {services.SCOPE: "Send requests for support and read their outcome"},
        }
    }

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        return services.client_of_token(token, now=now()) if token.isprintable() else None


_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


class KithAPI(NinjaAPI):
    """Ninja's description of the API, with the body's own schema and problem details as what errors hold."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        described = super().get_openapi_schema(**options)
        schemas = described.setdefault("components", {}).setdefault("schemas", {})
        body = json_schema()
        schemas.update(body.pop("$defs"))
        schemas["RequestBody"] = body
        schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(schemas["Problem"].pop("$defs"))
        for scheme in described["components"].get("securitySchemes", {}).values():
            scheme.pop("scheme", None)
        for operations in described["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= 400:
                        answer.update(description=TITLES[int(status)], content=_PROBLEM)
                        answer.pop("schema", None)
        return described


api = KithAPI(
    title="Kith partner API",
    version=__version__,
    description=(
        "Send a request for support about a child or family, and read its receipt and outcome. "
        "If somebody is in immediate danger, ring 999 first."
    ),
    urls_namespace="partner_api:kith_api_1",
    openapi_url="/openapi.json",
    docs_url=None,
    auth=ClientToken(),
)


def _problem(status: int, code: str, detail: str, errors: list[dict[str, str]] | None = None, rule: str = "") -> JsonResponse:
    answer = JsonResponse(
        {
            "type": f"urn:kith:problem:{code}",
            "rule": rule or f"partner_api.{code}",
            "title": TITLES[status],
            "status": status,
            "detail": detail,
            "errors": errors or [],
        },
        status=status,
        content_type="application/problem+json",
    )
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="kith"'
    if status in RETRY_AFTER:
        answer["Retry-After"] = RETRY_AFTER[status]
    return answer


def unavailable() -> HttpResponse:
    """Answer while the database cannot be used. What was sent may be sent again: it is received once."""
    return _problem(
        503,
        "unavailable",
        "The record cannot be reached just now, and your request has not been received. Send the same request again in half a "
        "minute, with the same reference and Idempotency-Key: it is received once. If a child may be in danger, ring 999.",
    )


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Answer an address of the API that is none, as the API answers."""
    return _problem(404, "not_found", "There is nothing at this address.")


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Turn a refusal into problem details."""
    status = next((status for kind, status in STATUSES.items() if isinstance(refusal, kind)), 422)
    if isinstance(refusal, BodyRefused):
        errors = [problem.model_dump() for problem in refusal.problems]
    else:
        errors = [{"field": refusal.field, "problem": refusal.message, "fix": ""}] if refusal.field else []
    return _problem(status, refusal.code, refusal.message, errors, refusal.rule)


@api.exception_handler(AuthenticationError)
def nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Say how to be let in."""
    return _problem(401, "not_authenticated", "Send a valid token as “Authorization: Bearer …”. Ask /api/token for one.")


@api.exception_handler(ValidationError)
def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say which part of the address or the headers is wrong."""
    errors = [
        {"field": ".".join(str(part) for part in each["loc"]), "problem": each["msg"], "fix": "Check it."}
        for each in error.errors
    ]
    return _problem(422, "not_valid", "Something in the address or the headers is wrong.", errors)


_RESPONSES: dict[int, Any] = dict.fromkeys((400, 401, 409, 413, 415, 422, 429, 503), Problem)


@api.post(
    "/requests-for-support",
    response={201: ReceiptOut, **_RESPONSES},
    summary="Send a request for support",
    description=(
        "Stores the request, starts its clock and answers with a receipt at once. Send the same request again with the same "
        "reference or Idempotency-Key and you get the first receipt; a different body under either is refused with 409."
    ),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RequestBody"}}},
        },
        "parameters": [
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "description": "Your own key for this very sending",
                "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[!-~]+$"},
            }
        ],
    },
)
def send_request(request: HttpRequest) -> HttpResponse:
    """Store a request for support and answer with its receipt."""
    moment = now()
    client: Any = request.auth  # type: ignore[attr-defined]
    _within_limit(client)
    if request.content_type != "application/json":
        raise WrongMediaType("Send the request as application/json.")
    key = _key(request)
    body = read_body(_raw(request), now=moment)

    def receive() -> ReceiptRow:
        with acting_as(services.identity_of(client, why="api"), now=moment):
            return receive_request(body=body, door=Door.API, received_at=moment, idempotency_key=key, now=moment)

    receipt = once_more_when_simultaneous(receive)
    answer = JsonResponse(receipt_out(receipt, client, moment), status=201)
    if getattr(receipt, "replayed", False):
        answer["Idempotent-Replayed"] = "true"
    return answer


@api.get(
    "/requests-for-support/{path:reference}",
    response={200: OutcomeOut, 401: Problem, 404: Problem, 422: Problem, 429: Problem, 503: Problem},
    summary="Read the receipt and the outcome of a request you sent",
    description="Give your own reference or the receipt number. Nothing is said about others in the family.",
)
def read_request(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer with the receipt and what the sender may be told."""
    moment = now()
    client: Any = request.auth  # type: ignore[attr-defined]
    _within_limit(client)
    if "\x00" in reference:
        raise NotFound("You have sent no request with this reference.")
    with acting_as(services.identity_of(client, why="api"), now=moment):
        receipt = queries.receipt(reference, f"client:{client.id}")
        if receipt is None:
            raise NotFound("You have sent no request with this reference.")
    with acting_as(service("notices", area_id=client.area_id, purpose="feedback", why=str(client.id)), now=moment):
        told = queries.outcome_for_sender(receipt.request_id, now=moment, api_client=client.id)
    return JsonResponse({**receipt_out(receipt, client, moment), **told})


def once_more_when_simultaneous(receive: Callable[[], ReceiptRow]) -> ReceiptRow:
    """Call ``receive``, and once more when the same request arrived at the same moment and won."""
    try:
        return receive()
    except Collision as collision:
        if collision.constraint not in SENT_TWICE:
            raise
        return receive()


def receipt_out(receipt: ReceiptRow, client: Any, moment: Any) -> dict[str, Any]:
    """Return a receipt as the API gives it."""
    advice = queries.in_danger(client.area_id, receipt.channel, at=moment)
    return {
        "reference": receipt.reference,
        "receipt": receipt.number,
        "received_at": receipt.received_at.isoformat(),
        "channel": receipt.channel,
        "decide_by": receipt.decide_by.isoformat() if receipt.decide_by else None,
        "if_in_danger": advice.words,
        "next_staffed": advice.next_staffed.isoformat() if advice.next_staffed else None,
    }


def _key(request: HttpRequest) -> str:
    """Return the sender's key for this sending, or nothing when they sent none. Raises :class:`WrongKey`, also for an empty
    one."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return ""
    if not 1 <= len(key) <= LONGEST_KEY or not all("!" <= sign <= "~" for sign in key):
        raise WrongKey(
            f"The Idempotency-Key is text of 1 to {LONGEST_KEY} letters, digits and signs, without spaces. "
            "Send such a key, or leave the header out."
        )
    return key


def _raw(request: HttpRequest) -> bytes:
    try:
        return request.body
    except RequestDataTooBig:
        raise BodyTooLarge(
            [
                FieldProblem(
                    field="",
                    problem=f"The request is larger than {MAXIMUM_BYTES} bytes.",
                    fix="Send less text.",
                )
            ]
        ) from None


def _within_limit(client: Any) -> None:
    if not take("api_calls", client.id).allowed:
        raise TooManyCalls("You have sent too many calls in this minute. Wait a minute and go on.")
