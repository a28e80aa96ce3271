"""The text of one search box: which words are names, which are a date, a postcode or a number. Pure."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kith.design.words import the_date
from kith.people.matching.description import Wanted
from kith.people.matching.identifiers import check_nhs_number, check_upn
from kith.people.matching.spelling import fold, name_parts

_POSTCODE = re.compile(r"\b([A-Za-z]{1,2}\d[A-Za-z\d]?)\s*(\d[A-Za-z]{2})\b")
_DATE = re.compile(r"\b(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b")
_WORDED = re.compile(r"\b(\d{1,2})\s+([A-Za-z]{3,9})\s+(\d{4})\b")
_DIGITS = re.compile(r"\+?\d[\d ]{8,}\d")
_AGES = re.compile(r"(?<![/.\-\d])\b(?:aged?\s+)?(\d{1,2})\s*(?:-|–|to)\s*(\d{1,2})\b(?![/.\-\d])")
_UPN = re.compile(r"\b[A-Za-z]\d{11}[\dA-Za-z]\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Asked:
    """A search as it was understood. ``words`` are the names asked for, folded;
    a ``*`` or ``?`` in one stands for other letters."""

    wanted: Wanted
    words: tuple[str, ...]
    age_from: int | None = None
    age_to: int | None = None

    @property
    def is_empty(self) -> bool:
        return self.wanted == Wanted() and not self.words

    @property
    def has_wildcard(self) -> bool:
        return any(set(word) & {"*", "?"} for word in self.words)

    @property
    def searched(self) -> list[str]:
        """What was searched, in words."""
        w = self.wanted
        said = [("name", " ".join(x.capitalize() for x in self.words))]
        said += [("date of birth", the_date(w.date_of_birth) if w.date_of_birth else "")]
        said += [("address", w.address), ("postcode", w.postcode.upper()), ("telephone number", w.telephone)]
        said += [("NHS number", w.nhs_number), ("UPN", w.upn), ("LA child id", w.la_child_id)]
        return [f"{what} {value}" for what, value in said if value]

    def with_fields(self, **fields: Any) -> "Asked":
        """Return the search with fields filled in that were given."""
        given: dict[str, Any] = {k: v.strip() if isinstance(v, str) else v for k, v in fields.items() if v}
        wanted = replace(self.wanted, **given)
        words = (*self.words, *name_parts(fields.get("forename", "")), *name_parts(fields.get("surname", "")))
        return replace(self, wanted=wanted, words=tuple(dict.fromkeys(words)))


def read_text(text: str) -> Asked:
    """Read one line: what has the shape of a postcode, date, NHS number,
    UPN or telephone number is taken as such, the rest as names.

    Two words are a forename and a surname in any order; "Surname, Forename" is understood,
    and a letter beside a name is an initial.
    """
    found, ages, rest = _take_shapes(text.strip())
    if re.search(r"\d+[a-z]?\s+[A-Za-z]{3,}", rest):
        found["address"] = " ".join(rest.split())
        return Asked(Wanted(**found), (), **ages)
    if set(rest) & {"*", "?"}:
        return Asked(Wanted(**found), _patterns(rest), **ages)
    found |= _names_in(rest)
    found["other_names"] = _divided_elsewhere(rest)
    return Asked(Wanted(**{k: v for k, v in found.items() if v}), name_parts(rest), **ages)


def _take_shapes(rest: str) -> tuple[dict[str, Any], dict[str, int], str]:
    """Take out of a line what is known by its shape. Returns the fields, the ages, and what is left."""
    found: dict[str, Any] = {}
    ages: dict[str, int] = {}
    if match := _AGES.search(rest):
        ages, rest = {"age_from": int(match[1]), "age_to": int(match[2])}, rest.replace(match[0], " ")
    if match := _UPN.search(rest):
        found["upn"], rest = check_upn(match[0]).value, rest.replace(match[0], " ")
    if born := _date_in(rest):
        day, spelt = born
        found["date_of_birth"], rest = day, rest.replace(spelt, " ")
    if match := _POSTCODE.search(rest):
        found["postcode"], rest = f"{match[1]} {match[2]}".upper(), rest.replace(match[0], " ")
    if match := _DIGITS.search(rest):
        if match[0].startswith(("0", "+")):
            found["telephone"] = match[0].strip()
        else:
            found["nhs_number"] = check_nhs_number(match[0]).value
        rest = rest.replace(match[0], " ")
    return found, ages, rest


def _names_in(rest: str) -> dict[str, str]:
    """Return the forename and the surname that the words left of a line are."""
    last, comma, first = rest.partition(",")
    if comma:
        return {"forename": first.strip(), "surname": last.strip()}
    words = name_parts(rest)
    if len(words) == 1:
        initial = next((word for word in fold(rest).split() if len(word) == 1 and word.isalpha() and word not in words), "")
        return {"forename": initial, "surname": words[0]}
    return {"forename": " ".join(words[:-1]), "surname": words[-1]} if words else {}


def _divided_elsewhere(rest: str) -> tuple[tuple[str, str], ...]:
    """Return the other ways in which up to four words may be forenames and surnames: "Ng Ka Yan", "O Brien Sian"."""
    if "," in rest:
        return ()
    words = name_parts(rest)
    ways = [(words, at) for at in range(1, len(words) - 1)] if len(words) <= MOST_DIVIDED else []
    joined = name_parts(_LETTER_OF_A_SURNAME.sub(r"\1", fold(rest)))
    if joined != words and 1 < len(joined) <= MOST_DIVIDED:
        ways += [(joined, at) for at in range(1, len(joined))]
    return tuple((" ".join(read[:at]), " ".join(read[at:])) for read, at in ways)


MOST_DIVIDED = 4
_LETTER_OF_A_SURNAME = re.compile(r"\b([odm]) +(?=[a-z]{3})")
"""The letter before an apostrophe that was typed as a space: O Brien, D Souza, M Baye."""


def _patterns(text: str) -> tuple[str, ...]:
    """Return the words of a text with their wildcards, folded. A word of nothing but wildcards asks for nothing."""
    words = []
    for word in text.replace(",", " ").split():
        kept = "".join(c if c in "*?" else fold(c) for c in word)
        if kept.strip("*?"):
            words.append(kept)
    return tuple(words)


def _date_in(text: str) -> tuple[date, str] | None:
    if match := _DATE.search(text):
        parts = (match[3], match[2], match[1]) if match[3] else (match[4], match[5], match[6])
    elif (match := _WORDED.search(text)) and match[2][:3].lower() in _MONTHS:
        parts = (match[3], str(_MONTHS.index(match[2][:3].lower()) + 1), match[1])
    else:
        return None
    try:
        return date(*(int(part) for part in parts)), match[0]
    except ValueError:
        return None
