"""Names of people hidden from a reader are taken out of the free text of the families that the reader sees.

A row is kept from a reader by its policy; a text that another worker wrote about the family may still name a child who is hidden.
Every answer of the program passes here, so no page has to remember it. The database takes the names out: they never reach the
program.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.http import HttpResponse

from kith.access.identity import somebody_may_be_hidden
from kith.kernel.refusals import Refusal

WITHHELD = "[name withheld]"
"""What stands in place of a name. ``access_withhold`` (people/migrations/withholding.sql) writes the same."""

_READ_OUT = re.compile(r'>([^<]+)<|\s(?:value|alt|title|content|placeholder|aria-[a-z]+|data-[a-z-]+)="([^"]+)"')
"""What a page says: its texts, and the attributes that a reader is shown or told."""

_KEPT_APART = "\x1e"
"""Stands between the texts of a page when they are sent to the database in one statement. In a text that holds it itself a space
stands instead: it is a control character, which nobody sees."""


_ABOUT_FAMILIES = """
select each.number, access_withhold(array[each.family], '{}', each.words)
from unnest(%s::uuid[], %s::text[]) with ordinality as each(family, words, number)
where each.family in (select access_families_withheld())
"""


@dataclass(frozen=True)
class About:
    """Whom a page is about. There a forename alone is taken out too; elsewhere the whole name."""

    families: tuple[UUID, ...] = ()
    persons: tuple[UUID, ...] = ()

    @classmethod
    def of_address(cls, parts: Mapping[str, Any]) -> "About":
        """Return whom a page is about, as its address says it (``family_id``, ``person_id``)."""
        named = {name: value for name, value in parts.items() if isinstance(value, UUID)}
        return cls(
            tuple(value for name, value in named.items() if name == "family_id"),
            tuple(value for name, value in named.items() if name in {"person_id", "other_id"}),
        )


class NamesSomebodyWithheld(Refusal):
    """A text is sent back in which a name was taken out: saving it would lose the name."""

    code = "names_somebody_withheld"
    source = "practice P-9, P-11; design 9, rule 3"

    def __init__(self) -> None:
        super().__init__(
            "This text names a person who is not shown to you, so you cannot save it here: the name would be lost. Nothing was "
            "changed. Add your own words in another place, or ask the team manager to change this text."
        )


def refuse_a_name_lost(request: Any) -> None:
    """Refuse a form that holds a text in which a name was withheld. Raises :class:`NamesSomebodyWithheld`."""
    if any(WITHHELD in value for _, values in request.POST.lists() for value in values):
        raise NamesSomebodyWithheld


def withhold_names(response: HttpResponse, about: About) -> None:
    """Take the names of people hidden from the actor out of an answer. Inside the transaction in which they act.

    An answer that is no text, such as a PDF, is left as it is.
    """
    kind = response.get("Content-Type", "").partition(";")[0]
    if not somebody_may_be_hidden() or not response.content or not kind.startswith(("text/", "application/json", "image/svg")):
        return
    text = response.content.decode(response.charset or "utf-8")
    response.content = _in_html(text, about) if kind == "text/html" else without_names(text, about)


def without_names_in(texts: Sequence[tuple[UUID, str]]) -> list[str]:
    """Return texts, each about one family, without the names of people hidden from the actor. One query,
    and none while nobody can be."""
    told = [text for _, text in texts]
    if not told or not somebody_may_be_hidden():
        return told
    with connection.cursor() as cursor:
        cursor.execute(_ABOUT_FAMILIES, [[family for family, _ in texts], told])
        for number, words in cursor.fetchall():
            told[number - 1] = words
    return told


def without_names(text: str, about: About) -> str:
    """Return a text without the names of people hidden from the actor."""
    return _told(text, about) or text


def _in_html(text: str, about: About) -> str:
    places = [match.span(match.lastindex or 0) for match in _READ_OUT.finditer(text) if not _is_hidden(text, match)]
    told = _told(_KEPT_APART.join(text[start:end].replace(_KEPT_APART, " ") for start, end in places), about)
    if told is None:
        return text
    page, at = [], 0
    for (start, end), piece in zip(places, told.split(_KEPT_APART), strict=True):
        page += [text[at:start], piece]
        at = end
    return "".join([*page, text[at:]])


def _is_hidden(text: str, match: re.Match[str]) -> bool:
    """Return whether this is the value of a hidden field: a token or a text that the reader typed, sent back as it is."""
    return match.lastindex == 2 and 'type="hidden"' in text[text.rindex("<", 0, match.start()) : text.index(">", match.end())]


def _told(text: str, about: About) -> str | None:
    """Return what the database leaves of a text, or ``None`` when nobody is hidden."""
    with connection.cursor() as cursor:
        cursor.execute("select access_withhold(%s::uuid[], %s::uuid[], %s)", [list(about.families), list(about.persons), text])
        return cursor.fetchone()[0]  # type: ignore[no-any-return]
