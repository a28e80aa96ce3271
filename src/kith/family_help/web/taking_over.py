"""The buttons beside a part of the assessment: what was said before goes into its text with one press, or is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kith.family_help.queries import Offer
from kith.workbench.pages import sent


@dataclass(frozen=True)
class Pressed:
    """What a part's form was sent, with what was taken over in its field, and what that was."""

    data: Any
    settles: Any = None
    said: str = "Saved."


def pressed(request: Any, offered: Sequence[Offer]) -> Pressed:
    """Return what was sent. What was typed is never lost: a press saves it too."""
    data = sent(request)
    for offer in offered if data else ():
        if data.get("leave") == offer.key:
            return Pressed(data, offer.fact, "Left out here. It can still be read under What is already known.")
        if data.get("take") == offer.key:
            typed = data.copy()
            typed[offer.field] = "\n\n".join(filter(None, (data.get(offer.field, "").strip(), offer.words)))
            return Pressed(typed, offer.fact, "Added to the text, with who said it. Change it as you see fit.")
    return Pressed(data)
