"""What the practice models give to the other rooms."""

from kith.practice_model.messages import MESSAGES
from kith.workbench.about import MenuLink
from kith.workbench.places import OfMenu
from kith.workbench.rooms import Room

ROOM = Room(
    name="practice_model",
    messages=MESSAGES,
    navigation=(MenuLink(OfMenu.MODEL, "Our model", "practice_model:mine"),),
)
