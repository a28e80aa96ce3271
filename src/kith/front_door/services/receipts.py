"""Receipts: whose a request is, whether it was sent before, and its number."""

import hashlib

from kith.access.identity import Identity
from kith.front_door.body import RequestBody
from kith.front_door.models import Door, Receipt
from kith.front_door.refusals import KeyUsed, ReferenceUsed
from kith.people.matching.spelling import fold

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is misheard or misread as another."""


def earlier_receipt(identity: Identity, sender_key: str, reference: str, key: str) -> Receipt | None:
    """Return what a sender has sent before with this key or this reference, or ``None``."""
    mine = Receipt.objects.filter(area_id=identity.area_id, sender_key=sender_key)
    found = list(mine.filter(reference=reference))
    if key:
        found += [each for each in mine.filter(idempotency_key=key) if each not in found]
    return next((each for each in found if each.idempotency_key == key), None) or next(iter(found), None)


def replayed(earlier: Receipt, body: RequestBody, body_hash: str, key: str) -> Receipt:
    """Return the first receipt for the same request sent again. Raises ``KeyUsed`` or ``ReferenceUsed`` when it says something
    else."""
    if earlier.body_hash == body_hash:
        earlier.replayed = True  # type: ignore[attr-defined]
        return earlier
    if key and earlier.idempotency_key == key:
        raise KeyUsed(
            f"This Idempotency-Key was used for the request {earlier.reference}, which said something else. "
            "Use a new key for a new request."
        )
    raise ReferenceUsed(
        f"You already sent {body.reference} with different content (receipt {earlier.number}). "
        "Send new information under a new reference; it will be shown beside the first.",
        earlier=earlier,
    )


def sender_key_of(identity: Identity, door: str, body: RequestBody) -> str:
    """Return whose references are counted together: the system's, the form's, the worker's, or in a file the sender's."""
    match door:
        case Door.API:
            return f"client:{identity.client_id}"
        case Door.BULK:
            sender = body.sender
            who = "|".join((body.kind, fold(sender.organisation), fold(sender.name), sender.email.lower()))
            return "bulk:" + hashlib.sha256(who.encode()).hexdigest()
        case Door.PUBLIC:
            return f"public:{identity.actor}"
    return f"staff:{identity.actor}"


def receipt_number(value: int) -> str:
    """Return a receipt number that can be read out on the telephone, from the last forty bits of an id."""
    digits = ""
    for _ in range(8):
        value, digit = divmod(value, 32)
        digits = _LETTERS[digit] + digits
    return f"K{digits[:4]}-{digits[4:]}"
