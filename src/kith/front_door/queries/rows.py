"""One row of the front door for the page that its address names. One of another request, or one that may not be seen, is not
found."""

from uuid import UUID

from kith.front_door.models import (
    Consultation,
    Decision,
    HandOver,
    HubQuestion,
    Notice,
    Receipt,
    RefusedLine,
    Request,
    RequestPerson,
)
from kith.workbench.rows import chosen_row, row

ReceiptRow = Receipt
"""What a door gives out, by name."""


def request(request_id: UUID) -> Request:
    """Return a request. Raises :class:`NotFound`."""
    return row(Request, request_id)


def request_named(chosen: str) -> Request | None:
    """Return the request that a link names, ``None`` for a link that names none. Raises :class:`NotFound`."""
    return chosen_row(Request, chosen)


def person(request_id: UUID, row_id: UUID) -> RequestPerson:
    """Return a person of a request. Raises :class:`NotFound`."""
    return row(RequestPerson, row_id, request_id=request_id)


def decision(request_id: UUID, row_id: UUID) -> Decision:
    """Return a decision about a child of a request. Raises :class:`NotFound`."""
    return row(Decision, row_id, request_id=request_id)


def hand_over(request_id: UUID, row_id: UUID) -> HandOver:
    """Return a hand-over to child protection. Raises :class:`NotFound`."""
    return row(HandOver, row_id, request_id=request_id)


def consultation(request_id: UUID, row_id: UUID) -> Consultation:
    """Return a consultation raised from a request. Raises :class:`NotFound`."""
    return row(Consultation, row_id, request_id=request_id)


def hub_question(row_id: UUID) -> HubQuestion:
    """Return a question put to a body of the hub. Raises :class:`NotFound`."""
    return row(HubQuestion, row_id)


def refused_line(row_id: UUID) -> RefusedLine:
    """Return a line of a file that could not be read. Raises :class:`NotFound`."""
    return row(RefusedLine, row_id)


def notice(row_id: UUID) -> Notice:
    """Return a notice. Raises :class:`NotFound`."""
    return row(Notice, row_id)
