"""Writing down a conversation: who, what was said, the advice, the agreed next step (ledger B-01)."""

from datetime import datetime

from kith.access.identity import current_identity
from kith.front_door.keys import name_words
from kith.front_door.models import Conversation, ConversationName, Request
from kith.front_door.refusals import ConversationRefused
from kith.front_door.services.authority import practitioner
from kith.front_door.services.carrying import carry_conversation


def record_conversation(
    *,
    said: str,
    advice: str,
    next_step: str,
    at: datetime,
    now: datetime,
    caller: str = "",
    caller_role: str = "",
    caller_contact: str = "",
    about: str = "",
    request: Request | None = None,
) -> Conversation:
    """Write down a conversation, found again later by any name in it. It may end in advice and nothing more."""
    for field, words, wanted in (
        ("said", said, "what was said"),
        ("advice", advice, "the advice you gave"),
        ("next_step", next_step, "the next step you agreed"),
    ):
        if not words.strip():
            raise ConversationRefused(f"Write {wanted}.", field=field)
    if at > now:
        raise ConversationRefused("The time has not come yet.", field="at")
    area_id = current_identity().area_id
    conversation = Conversation.objects.create(
        area_id=area_id,
        request=request,
        caller=caller.strip(),
        caller_role=caller_role.strip(),
        caller_contact=caller_contact.strip(),
        about=about.strip(),
        said=said.strip(),
        advice=advice.strip(),
        next_step=next_step.strip(),
        at=at,
        by=practitioner(),
    )
    ConversationName.objects.bulk_create(
        [
            ConversationName(area_id=area_id, conversation=conversation, word=word[:80])
            for word in sorted(name_words(f"{caller} {about}"))
        ]
    )
    carry_conversation(conversation, now=now)
    return conversation
