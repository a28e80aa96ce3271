"""Lists of people that others keep: the columns of the file, each row read, and what is wrong with it in words. Pure.

What cannot be read is a *problem* that names the row, the column and the fix.
What can be read and cannot be right is kept as it was claimed, with a *warning*.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import blake2b

from kith.kernel.refusals import Refusal
from kith.people.lists.dates import digits_of_date, read_date
from kith.people.matching.description import Held, Wanted
from kith.people.matching.identifiers import Checked, check_nhs_number, check_upn
from kith.people.matching.spelling import postcode_key, telephone_key

COLUMNS = "ref forename middle_names surname known_as date_of_birth sex address_line postcode nhs_number upn telephone".split()
"""The columns of every list of people. ``ref`` is the list's own number of the row."""
JOINERS = {0x200C: None, 0x200D: None}
"""Characters without width that belong to names in Persian, Urdu and the scripts of India: text like any other."""
IMPORT_COLUMNS = (*COLUMNS, "la_child_id", "family_ref", "relationship_to_child", "parental_responsibility")
LONGEST = {
    "ref": 80,
    "forename": 100,
    "middle_names": 150,
    "surname": 100,
    "known_as": 100,
    "address_line": 300,
    "postcode": 10,
    "nhs_number": 40,
    "upn": 40,
    "telephone": 160,
    "la_child_id": 40,
    "family_ref": 80,
    "relationship_to_child": 60,
}
_SEXES = {
    "": "U",
    **dict.fromkeys(("f", "female", "w", "woman", "girl", "2"), "F"),
    **dict.fromkeys(("m", "male", "man", "boy", "1"), "M"),
    **dict.fromkeys(("u", "unknown", "not known", "0", "9", "x", "i"), "U"),
}
_ANSWERS = {
    "": None,
    **dict.fromkeys(("yes", "y", "true", "1"), True),
    **dict.fromkeys(("no", "n", "false", "0"), False),
    **dict.fromkeys(("not known", "unknown", "u"), None),
}
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}")


class ListRefused(Refusal):
    """The file cannot be read as a list of people at all."""

    code = "list_refused"
    source = "practice P-16; design 8 (bad input)"


@dataclass(frozen=True)
class RowProblem:
    """What is wrong in one place of the file, and how to mend it. ``row`` is the line on which the row begins."""

    row: int
    column: str
    words: str

    def __str__(self) -> str:
        return f"Row {self.row}, {self.column}: {self.words}"


@dataclass(frozen=True)
class ListedPerson:
    """One row of a list, read. ``number`` is the line on which it begins."""

    number: int
    ref: str = ""
    forename: str = ""
    middle_names: str = ""
    surname: str = ""
    known_as: str = ""
    date_of_birth: date | None = None
    birth_written: str = ""
    """A date that is no day of the calendar, in eight digits: a list is matched by it all the same."""
    sex: str = "U"
    address_line: str = ""
    postcode: str = ""
    nhs_number: str = ""
    nhs_valid: bool = True
    upn: str = ""
    upn_valid: bool = True
    telephone: str = ""
    la_child_id: str = ""
    family_ref: str = ""
    relationship_to_child: str = ""
    parental_responsibility: bool | None = None
    digest: str = ""
    problems: list[RowProblem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @cached_property
    def held(self) -> Held:
        """The person as the matcher compares them."""
        return Held(
            forename=self.forename,
            middle_names=self.middle_names,
            surname=self.surname,
            known_as=self.known_as,
            date_of_birth=self.date_of_birth,
            birth_written=self.birth_written,
            sex=self.sex,
            addresses=((self.address_line, self.postcode, True),) if self.address_line or self.postcode else (),
            contacts=frozenset({telephone_key(self.telephone)} - {""}),
            nhs_numbers=frozenset({self.nhs_number} - {""}),
            upns=frozenset({self.upn} - {""}),
            la_child_ids=frozenset({self.la_child_id} - {""}),
        )

    @property
    def wanted(self) -> Wanted:
        """The person as the matcher looks for them."""
        return Wanted(
            forename=self.forename,
            middle_names=self.middle_names,
            surname=self.surname,
            known_as=self.known_as,
            date_of_birth=self.date_of_birth,
            birth_written=self.birth_written,
            sex=self.sex,
            address=self.address_line,
            postcode=self.postcode,
            telephone=self.telephone,
            nhs_number=self.nhs_number,
            upn=self.upn,
            la_child_id=self.la_child_id,
        )


def read_row(number: int, heading: list[str], values: list[str], today: date) -> ListedPerson:
    """Read one row. Problems and warnings are among what is returned; a part that cannot be read is left empty."""
    return _Row(number, heading, values, today).person()


class _Row:
    """A row while it is read: its text by column, and what is wrong with it so far."""

    def __init__(self, number: int, heading: list[str], values: list[str], today: date) -> None:
        self.number, self.today = number, today
        self.problems: list[RowProblem] = []
        self.warnings: list[str] = []
        self.said = self._cleaned(heading, values)

    def get(self, name: str) -> str:
        """Return the text of a column; empty when the list has no such column."""
        return self.said.get(name, "")

    def wrong(self, column: str, words: str) -> None:
        """Keep a problem."""
        self.problems.append(RowProblem(self.number, column, words))

    def _cleaned(self, heading: list[str], values: list[str]) -> dict[str, str]:
        if len(values) != len(heading):
            self.wrong(
                "whole row",
                f"It has {len(values)} values, the first row names {len(heading)} columns. Look for a comma without "
                f"quotation marks.",
            )
            values = [*values, *[""] * len(heading)][: len(heading)]
        said = {name: " ".join(value.split()) for name, value in zip(heading, values, strict=True)}
        for column, value in said.items():
            if not value.translate(JOINERS).isprintable():
                self.wrong(column, "It holds characters that are not text. Save the file as CSV UTF-8.")
                said[column] = ""
            elif len(value) > LONGEST.get(column, 300):
                self.wrong(column, f"It has {len(value)} characters, the most is {LONGEST.get(column, 300)}. Shorten it.")
                said[column] = ""
        return said

    def person(self) -> ListedPerson:
        """Return the person of the row, with what is wrong."""
        get = self.get
        if not get("ref"):
            self.wrong("ref", "It is empty. Give every row a number of its own.")
        born, sex, responsibility = self._birth(), self._sex(), self._responsibility()
        nhs = self._number("NHS number", "nhs_number", check_nhs_number)
        upn = self._number("UPN", "upn", check_upn)
        postcode = self._postcode()
        if not any(get(name) for name in ("forename", "surname", "known_as", "la_child_id", "nhs_number", "upn")):
            self.wrong("surname", "There is neither a name nor a number to know the person by. Give one of them.")
        return ListedPerson(
            number=self.number,
            ref=get("ref"),
            forename=get("forename"),
            middle_names=get("middle_names"),
            surname=get("surname"),
            known_as=get("known_as"),
            date_of_birth=born,
            birth_written="" if born else digits_of_date(get("date_of_birth")),
            sex=sex,
            address_line=get("address_line"),
            postcode=postcode,
            nhs_number=nhs.value if get("nhs_number") else "",
            nhs_valid=nhs.valid,
            upn=upn.value if get("upn") else "",
            upn_valid=upn.valid,
            telephone=get("telephone"),
            la_child_id="".join(get("la_child_id").split()),
            family_ref=get("family_ref"),
            relationship_to_child=get("relationship_to_child"),
            parental_responsibility=responsibility,
            digest=blake2b(
                "\x1f".join(get(name) for name in IMPORT_COLUMNS).encode("utf-8", "replace"), digest_size=16
            ).hexdigest(),
            problems=self.problems,
            warnings=self.warnings,
        )

    def _birth(self) -> date | None:
        text = self.get("date_of_birth")
        if not text:
            return None
        born, problem = read_date(text, self.today)
        if problem:
            self.wrong("date_of_birth", problem)
        return born

    def _sex(self) -> str:
        sex = _SEXES.get(self.get("sex").lower())
        if sex is None:
            self.wrong("sex", f"“{self.get('sex')}” is not known. Write F, M or U.")
        return sex or "U"

    def _responsibility(self) -> bool | None:
        said = self.get("parental_responsibility")
        if said.lower() not in _ANSWERS:
            self.wrong("parental_responsibility", f"“{said}” is not known. Write yes, no, or leave it empty.")
        return _ANSWERS.get(said.lower())

    def _number(self, label: str, column: str, check: Callable[[str], Checked]) -> Checked:
        """Return a number as it is kept. One whose check digit is wrong is kept as claimed, with a warning."""
        checked = check(self.get(column))
        if self.get(column) and not checked.valid:
            self.warnings.append(f"{label} kept as claimed: {checked.problem}")
        return checked

    def _postcode(self) -> str:
        given = self.get("postcode")
        squeezed = postcode_key(given)
        if _POSTCODE.fullmatch(squeezed):
            return f"{squeezed[:-3]} {squeezed[-3:]}"
        if squeezed:
            self.warnings.append(f"Postcode kept as claimed: {given} has not the shape of one.")
        return given.upper()
