"""Cues from how a request came: how urgent it is said to be, who asks, and how they may be reached or named. Pure."""

import re
from collections.abc import Iterator

from kith.calendars.rules import is_working_day
from kith.front_door.cues.seen import CA, ISA, OURS, WT, Cue, Seen
from kith.front_door.cues.vocabulary import Level
from kith.kernel.time import LONDON
from kith.people.matching.spelling import fold

OMBUDSMAN = "Local Government and Social Care Ombudsman, 23 013 577"
CAN_ENDANGER = "Practice: receipts and letters can endanger"


def urgency(seen: Seen) -> Iterator[Cue]:
    """Say what the sender answered about danger, and when the request came."""
    if seen.immediate_danger == "not_sure":
        yield Cue(
            "danger_not_sure",
            Level.NOW,
            "The sender is not sure whether someone is being hurt now",
            "Not sure is an answer. Call the sender back, or ask whoever can see the child today, before you decide.",
            WT,
        )
    if seen.immediate_danger == "yes":
        yield Cue(
            "immediate_danger",
            Level.NOW,
            "The sender says that someone may be being hurt now",
            "Act first: police welfare check or visit. Complete strengths, forms and consent afterwards.",
            f"{CA}, section 47; {WT}",
        )
    at = seen.received_at.astimezone(LONDON)
    closed = seen.opening is not None and not seen.opening.is_open(seen.received_at)
    if at.hour < 7 or at.hour >= 20 or not is_working_day(at.date()) or closed:
        yield Cue(
            "out_of_hours",
            Level.NOW if seen.immediate_danger == "yes" else Level.CHECK,
            f"Came on {at:%A} at {at:%H:%M}",
            "Came at night or on a day that is not a working day: who is on duty, and what must happen before the next working"
            " day?",
            WT,
        )


def who_asks(seen: Seen) -> Iterator[Cue]:
    """Say what follows from who asks."""
    if seen.kind == "anonymous":
        yield Cue(
            "anonymous",
            Level.CHECK,
            "The caller gave no name",
            "The same screening as for anyone. No one is invented: keep what was said. Look for earlier contacts on the child,"
            " the "
            "address and the number. No further action needs a manager's recorded reason.",
            OURS,
        )
    yield from _named(seen)
    yield from _reached(seen)
    if seen.kind == "child":
        yield Cue(
            "child_asks",
            Level.PROTECT,
            "A child asks alone",
            "Their words are for professionals only until they say who may read them. Agree with them who is told, and be"
            " honest if "
            "that has to change. Answer only in the way they asked for.",
            f"{CA}, section 1; Gillick v West Norfolk [1986]",
        )
    if seen.kind == "professional":
        yield from _told_family(seen)


def _named(seen: Seen) -> Iterator[Cue]:
    sender = seen.sender
    if seen.kind == "professional":
        if sender.may_be_named == "no" or not sender.name:
            yield Cue(
                "professional_unnamed",
                Level.CHECK,
                "A professional cannot be anonymous",
                "Ring back for name, employer and facts, and explain why. What was said is screened meanwhile.",
                "Safeguarding partnership procedures; " + ISA,
            )
    elif sender.may_be_named == "no" and seen.kind in ("relative", "public", "child", "self"):
        yield Cue(
            "must_not_be_named",
            Level.PROTECT,
            "The person who told us must not be named",
            "Their name, number and any words that give them away stay out of every page, plan, letter and record that the"
            " family may "
            "see. How we approach the family must not point at them either.",
            OMBUDSMAN,
            " … ".join(sorted(_giveaway_words(seen))),
        )
    elif seen.kind in ("relative", "public") and sender.may_be_named == "not_asked":
        yield Cue(
            "naming_not_asked",
            Level.PROTECT,
            "No one has asked whether the person may be named",
            "Until they are asked, they must not be named.",
            OMBUDSMAN,
        )
    elif seen.kind == "relative":
        yield Cue(
            "relative_may_be_named",
            Level.PROTECT,
            "A relative told us",
            "They may be named if it is needed, but no one in the family is told by whom as a matter of course. No further"
            " action "
            "needs a manager's recorded reason.",
            OURS,
        )


def _reached(seen: Seen) -> Iterator[Cue]:
    if seen.sender.safe_to_contact:
        yield Cue(
            "safe_contact",
            Level.PROTECT,
            "How it is safe to reach the sender",
            "Use only what they said. A message names no child, no reason and no service.",
            CAN_ENDANGER,
            seen.sender.safe_to_contact,
        )
    elif seen.kind in ("relative", "self", "child", "public"):
        yield Cue(
            "safe_contact_not_asked",
            Level.PROTECT,
            "No one has asked how it is safe to reach the sender",
            "Ask before anything is sent.",
            CAN_ENDANGER,
        )


def _told_family(seen: Seen) -> Iterator[Cue]:
    sender = seen.sender
    if sender.told_family == "no":
        reason = sender.told_family_reason.strip()
        yield Cue(
            "parents_not_told",
            Level.PROTECT,
            "The parents have not been told",
            "Say and send nothing to the home until someone has decided that it is safe."
            + ("" if reason else " No reason is given: ask for it.")
            + (" Is the reason about a danger? If not, the sender speaks with the parents." if reason else ""),
            ISA,
            reason,
        )
    elif sender.told_family == "":
        yield Cue(
            "told_not_said",
            Level.CHECK,
            "Whether the parents know is not said",
            "Ask the sender before anyone contacts the family.",
            ISA,
        )


_KIN_WORDS = {
    "grandmother": r"nana?|nan|gran|granny|grandma",
    "grandfather": r"grandad|grandpa",
    "aunt": r"aunt\w*",
    "uncle": r"uncle",
}
_OWN_DOINGS = re.compile(
    r"(?i)(?:when i (?:bath|collect|mind|have) \w+[^.]*|i knocked[^.]*|i'?ve got my own kids[^.]*|i'?m \d{2}\b[^.]*)"
)


def _giveaway_words(seen: Seen) -> set[str]:
    """Return the sentences that give away who told us: what they are to the child, and what only they do."""
    role = fold(seen.sender.role)
    kin = next((words for who, words in _KIN_WORDS.items() if who in role), "")
    found = set(_OWN_DOINGS.findall(seen.texts))
    if kin:
        found |= set(re.findall(rf"(?i)[^.]*\b(?:{kin})\b[^.]*", seen.texts))
    return {each.strip() for each in found if each.strip()}
