"""Conversations at the front door, found again by name."""

from uuid import UUID

from kith.front_door.keys import name_words
from kith.front_door.models import Conversation, ConversationName
from kith.kernel.paging import Page, Place, Source, page_of


def find_conversations(area_id: UUID, names: str, *, place: Place | None = None) -> Page[Conversation]:
    """Return conversations in which every word of ``names`` stands, newest first; all of them when it is empty."""
    found = Conversation.objects.filter(area_id=area_id).select_related("by")
    for word in name_words(names):
        found = found.filter(pk__in=ConversationName.objects.filter(area_id=area_id, word=word).values("conversation"))
    return page_of(Source(found, ("-at", "-id")), place=place, name="place")
