"""What happens here that higher rooms must know."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class PractitionerLeft:
    """A practitioner has left: from ``now`` they sign in nowhere and see nothing."""

    practitioner_id: UUID
    now: datetime
