"""What must be kept from one reader in any text: the curtain before everything that reader gets (practice decision P-9)."""

import re
from collections.abc import Iterable
from uuid import UUID

from kith.people.models import Address, Person
from kith.people.record.family import family_picture
from kith.people.record.family_picture import ProtectionSeen
from kith.people.record.reader_copy import as_seen_by, gives_away, protections_from, words_to_keep_from
from kith.workbench.readers import KEPT_PRIVATE, Curtain


def curtain_for(family_id: UUID, reader: Person) -> Curtain:
    """Return what must be kept from a reader, from the protections set about anyone in the family (P-9).

    Every line of a protected address counts, not only the whole of it;
    what the reader's own address also says (the town) does not.
    """
    picture = family_picture(family_id)
    kept = words_to_keep_from(picture, reader.id)
    known = {_squeezed(piece) for row in Address.objects.filter(person=reader) for piece in _pieces(row.lines)}
    pieces = {piece for words in kept for piece in _pieces(words) if _squeezed(piece) not in known}
    words = {each for each in kept | pieces if len(_squeezed(each)) > 3}
    copy = as_seen_by(picture, reader.id)
    shown = {member.id for member in [*copy.members, *copy.former_members]}
    gone = {member.id for member in [*picture.members, *picture.former_members]} - shown
    keeps = sorted({_in_words(each) for each in protections_from(picture, reader.id)})
    return Curtain(_Cleaner(words), frozenset(gone), tuple(keeps))


def _in_words(kept: ProtectionSeen) -> str:
    """Say what is protected, and, when who it is kept from is not on record, who that is."""
    what = f"{kept.person}’s {kept.what_words.lower()}"
    return what if kept.hidden_from_id else f"{what} (from “{kept.hidden_from}”, who is not on record)"


class _Cleaner:
    """Takes protected words out of a text, and keeps the text back whole when something could still be read out of it."""

    def __init__(self, kept: set[str]) -> None:
        self.kept = kept
        self.patterns = [_pattern(each) for each in sorted(kept, key=len, reverse=True)]

    def __call__(self, text: str) -> str:
        for pattern in self.patterns:
            text = pattern.sub(KEPT_PRIVATE, text)
        return KEPT_PRIVATE if self.kept and gives_away(text, self.kept) else text


def _pieces(address: str) -> Iterable[str]:
    yield from (piece.strip() for piece in re.split(r"[,\n]", address) if piece.strip())


def _squeezed(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def _pattern(words: str) -> re.Pattern[str]:
    """Match the letters and digits of ``words`` however they are spaced or punctuated."""
    return re.compile(r"(?<!\w)" + r"\W*".join(re.escape(each) for each in _squeezed(words)) + r"(?!\w)", re.IGNORECASE)
