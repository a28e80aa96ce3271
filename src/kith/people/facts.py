"""What other rooms may hear from this one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID


@dataclass(frozen=True)
class LookAgain:
    """A hazard, a protection or a statement of risk was recorded or has ended: it is to be looked at again on a day."""

    of: Literal["hazard", "protection", "risk"]
    row_id: UUID
    at: datetime


@dataclass(frozen=True)
class PersonRecorded:
    """A person was recorded, or an unborn child has a name and a day of birth: another record may be of the same person."""

    person_id: UUID
    area_id: UUID
    at: datetime


@dataclass(frozen=True)
class PeopleMerging:
    """Two records are about to be joined as one person. A handler may refuse: something of its room must be settled first."""

    goes: UUID
    stays: UUID
    records_going: frozenset[UUID]
    """All records of the person that goes."""
    records_staying: frozenset[UUID]
    at: datetime
