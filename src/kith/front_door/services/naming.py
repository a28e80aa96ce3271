"""Words of a request as the record of a family may hold them: a sender who may not be named is taken out (practice P-4)."""

from kith.front_door.models import Request
from kith.front_door.rules import NOT_NAMED, source_of, without_sender


def unnamed(request: Request, words: str, caller: tuple[str, ...] = ()) -> str:
    """Return words of a request, or of a ``caller`` (name, and how they are reached), without who must not be named in them."""
    sender = request.sender
    hidden = source_of(request.kind, sender.said, sender.may_be_named) == NOT_NAMED
    if not words.strip() or not (hidden or caller):
        return words
    people = list(request.people.all())
    family = (*(each.name for each in people if each.forename), *(each.telephone for each in people if each.telephone))
    if hidden:
        words = without_sender(words, (sender.name, sender.telephone, sender.email), family)
    return without_sender(words, caller, family) if caller else words
