"""Problems of the API: what is refused before a service is asked, and the status and title of each refusal."""

from kith.front_door.body import (
    BodyContradicts,
    BodyTooLarge,
    NotJson,
)
from kith.front_door.refusals import (
    AreaNotLive,
    BypassesTheQueue,
    ChannelNotOpen,
    KeyUsed,
    ReferenceUsed,
)
from kith.kernel.constraints import Collision
from kith.kernel.refusals import NotFound, Refusal
from kith.practice_model.queries import NoModelInForce


class TooManyCalls(Refusal):
    code = "too_many_calls"
    source = "docs/using/api.md"


class WrongMediaType(Refusal):
    code = "wrong_media_type"
    source = "docs/using/api.md"


class WrongKey(Refusal):
    code = "wrong_idempotency_key"
    source = "docs/using/api.md"
    field = "Idempotency-Key"


STATUSES: dict[type[Refusal], int] = {
    NotJson: 400,
    WrongKey: 400,
    NotFound: 404,
    ReferenceUsed: 409,
    KeyUsed: 409,
    BodyContradicts: 409,
    ChannelNotOpen: 409,
    BypassesTheQueue: 409,
    Collision: 409,
    BodyTooLarge: 413,
    WrongMediaType: 415,
    TooManyCalls: 429,
    AreaNotLive: 503,
    NoModelInForce: 503,
}

RETRY_AFTER = {429: "60", 503: "3600"}
"""After how many seconds it is worth trying again."""

TITLES = {
    400: "This cannot be read",
    401: "Who are you?",
    404: "Nothing here",
    405: "This cannot be done here",
    409: "This contradicts itself, or what is already there",
    413: "Too large",
    415: "Send JSON",
    422: "Something must be mended first",
    429: "Too many calls",
    503: "Not ready",
}
