"""What the partners' door gives to the other rooms."""

from kith.partner_api.messages import MESSAGES
from kith.workbench.rooms import Room

ROOM = Room(name="partner_api", messages=MESSAGES)
