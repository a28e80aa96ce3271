"""Cues from what must not leak, what to know before a visit, and what came before. Pure."""

from collections.abc import Iterator

from kith.front_door.cues.seen import OURS, Cue, Seen
from kith.front_door.cues.vocabulary import Level
from kith.people.matching.spelling import fold


def protected(seen: Seen) -> Iterator[Cue]:
    """Say what must be kept from whom, and what to know before a visit."""
    responsible = seen.responsible()
    for index, each in enumerate(seen.protect):
        words = name_parts(each["from"])
        hidden_from = [person for person in seen.people if person.forename and fold(person.forename) in words]
        held = any(person.key in responsible for person in hidden_from)
        yield Cue(
            f"protected_{index}",
            Level.PROTECT,
            f"Keep from {each['from']}: {each['what']}",
            "It is in no page, letter, plan or file name for them."
            + (" They have parental responsibility: that does not lift it." if held else ""),
            "Practice: a copy for each reader",
        )
    if seen.hazards:
        yield Cue("hazard", Level.PROTECT, "Before visiting", seen.hazards, "Lone working policy of the area")


def name_parts(text: str) -> set[str]:
    """Return the plain words of a text that may name somebody."""
    return set(fold(text).split())


def earlier(seen: Seen) -> Iterator[Cue]:
    """Say how many earlier contacts there are, and how to weigh them."""
    count = len(seen.earlier)
    if count:
        yield Cue(
            "earlier_contacts",
            Level.CHECK,
            f"{count} earlier {'contact' if count == 1 else 'contacts'} on the same child, address or number",
            "Read them together. Consider what is new, whoever sent it"
            + (
                " and whatever the motive; repeated worry is not a reason to dismiss it."
                if seen.kind in ("relative", "public", "anonymous")
                else "."
            ),
            OURS,
        )
