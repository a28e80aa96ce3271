"""What a form of this room can choose from."""

from kith.front_door.models import HubAnswer, HubEnquiry

Choices = list[tuple[str, str]]

BASES: Choices = list(HubEnquiry.Basis.choices)
MARKS: Choices = list(HubAnswer.Mark.choices)
