"""What a form or a receipt says about immediate danger."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kith.front_door.local_model import model_for
from kith.kernel.time import london_date


@dataclass(frozen=True)
class InDanger:
    """What a form or receipt says about immediate danger, and when the front door is next staffed."""

    words: str
    out_of_hours_number: str | None
    next_staffed: datetime | None
    is_open: bool


def in_danger(area_id: UUID, channel: str, *, at: datetime) -> InDanger:
    """Return the words for immediate danger in an area (practice P-3). A number that is not set is said to be not set."""
    model = model_for(area_id, london_date(at))
    held = model.document.channels.get(channel) or model.document.channels.get(model.default_channel)
    opening = held.opening if held else None
    is_open = opening is None or opening.is_open(at)
    number = model.out_of_hours_number
    out_of_hours = (
        f" At night, at weekends and on bank holidays ring {number}."
        if number
        else " This area has not set a telephone number for nights and weekends yet."
    )
    return InDanger(
        words=f"If somebody is in immediate danger, ring 999.{out_of_hours}",
        out_of_hours_number=number,
        next_staffed=opening.next_open(at) if opening is not None and not is_open else None,
        is_open=is_open,
    )
