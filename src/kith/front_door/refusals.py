"""What the front door refuses, with a name for each kind. Every message says what to do next. Pure."""

from typing import Any

from kith.kernel.refusals import Refusal
from kith.practice_model.rules import NeedsManager

__all__ = [
    "AlreadyRecorded",
    "AreaNotLive",
    "BypassesTheQueue",
    "ChannelNotOpen",
    "ConversationRefused",
    "DecisionRefused",
    "EnquiryRefused",
    "KeyUsed",
    "NeedsManager",
    "NoBasisToShare",
    "NotFirstSeen",
    "NotTheSame",
    "NotYet",
    "NothingToTell",
    "ReferenceUsed",
    "WordsNeeded",
]


class DecisionRefused(Refusal):
    """A decision cannot stand as it is. The message says what to mend."""

    code = "decision_refused"
    source = "practice P-6; ledger B-07, B-08"


class NotFirstSeen(Refusal):
    """Possible matches have not been looked at: a second record on the same child would be opened."""

    code = "matches_not_checked"
    source = "practice P-23"


class AlreadyRecorded(Refusal):
    """A decision has recorded this person: said to be somebody else, the next decision would make a second record."""

    code = "already_recorded"
    source = "practice P-23"


class ReferenceUsed(Refusal):
    """The sender has used this reference for a different request."""

    code = "reference_used"
    source = "docs/using/api.md"
    field = "reference"

    def __init__(self, message: str, *, earlier: Any = None) -> None:
        super().__init__(message)
        self.earlier = earlier  # the receipt of that request


class KeyUsed(Refusal):
    """The sender has used this Idempotency-Key for a different request."""

    code = "idempotency_key_used"
    source = "docs/using/api.md"
    field = "Idempotency-Key"


class ChannelNotOpen(Refusal):
    """The channel is not one of the area's channels in force that day."""

    code = "channel_not_open"
    source = "ledger B-05, B-06"
    field = "channel"


class BypassesTheQueue(Refusal):
    """The area takes everything new in one queue (ledger B-10)."""

    code = "bypasses_the_queue"
    source = "ledger B-10"
    field = "channel"


class AreaNotLive(Refusal):
    """The area has not been taken live, so nothing from outside is taken into a record that nobody reads (practice P-3)."""

    code = "area_not_live"
    source = "practice P-3"


class NotYet(Refusal):
    """The time of receipt lies in the future."""

    code = "not_yet"
    source = "docs/using/api.md"
    field = "received_at"


class NoBasisToShare(Refusal):
    """Nobody agreed and nothing gives cause to suspect significant harm, so nothing is asked (practice P-5; ledger B-15)."""

    code = "no_basis_to_share"
    source = "practice P-5; UK GDPR, article 6; Children Act 1989, section 47"
    field = "basis"


class EnquiryRefused(Refusal):
    """An enquiry or an answer lacks something."""

    code = "enquiry_refused"
    source = "practice P-5"


class NotTheSame(Refusal):
    """Two people of a request cannot be one person."""

    code = "not_the_same"
    source = "practice P-23"


class WordsNeeded(Refusal):
    """Danger was raised or lowered, or a line dealt with, without a word of why."""

    code = "words_needed"
    source = "practice P-22"
    field = "words"


class NothingToTell(Refusal):
    """Nothing has been decided that anybody could be told."""

    code = "nothing_to_tell"
    source = "practice P-4"


class ConversationRefused(Refusal):
    """A conversation lacks what was said, the advice or the next step, or is still to come."""

    code = "conversation_refused"
    source = "ledger B-01"
