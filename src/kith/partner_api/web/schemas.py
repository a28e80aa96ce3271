"""What the API answers: a problem with its mistakes, a receipt, and an outcome."""

from ninja import Schema
from pydantic import Field


class Mistake(Schema):
    """One thing to mend."""

    field: str
    problem: str
    fix: str


class Problem(Schema):
    """Problem details (RFC 9457)."""

    type: str = Field(examples=["urn:kith:problem:body_refused"])
    rule: str = Field(description="The id of the rule that refused, as in the rule book", examples=["front_door.body_refused"])
    title: str
    status: int
    detail: str
    errors: list[Mistake] = []


class ReceiptOut(Schema):
    """Proof that a request was received."""

    reference: str = Field(description="The sender's own reference")
    receipt: str = Field(description="The receipt number, to read out on the telephone")
    received_at: str
    channel: str
    decide_by: str | None = Field(description="By when it is decided; null where the area has set no limit")
    if_in_danger: str
    next_staffed: str | None = Field(description="When the front door is next staffed; null when it is open, or not set")


class ChildOutcome(Schema):
    """What was decided for a child the sender named."""

    key: str
    outcome: str
    label: str


class Lead(Schema):
    """The family's lead practitioner."""

    name: str
    telephone: str


class OutcomeOut(ReceiptOut):
    """A receipt, and what the sender may be told of the outcome."""

    state: str = Field(description="received, decided or considered")
    decided_at: str | None
    outcomes: list[ChildOutcome]
    level: str
    reason: str
    lead: Lead | None
    next_step: str
