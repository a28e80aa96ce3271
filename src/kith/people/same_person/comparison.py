"""Two records side by side, line by line, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kith.design.words import the_date
from kith.people.models import Address, ContactDetail, FamilyMember, Identifier, OtherName, Person
from kith.people.models.places import one_line
from kith.people.record.ages import age_of
from kith.people.record.codes import IN_WORDS
from kith.people.record.records import all_records
from kith.people.record.whereabouts import people_without_addresses

FIELDS = (
    ("forename", "First name"),
    ("middle_names", "Middle names"),
    ("surname", "Surname"),
    ("known_as", "Known as"),
    ("name_order", "Order of the name"),
    ("date_of_birth", "Birth"),
    ("date_of_death", "Date of death"),
    ("sex", "Sex"),
    ("gender", "Gender"),
    ("pronouns", "Pronouns"),
    ("religion", "Religion"),
    ("ethnicity", "Ethnicity"),
    ("language", "First language"),
    ("interpreter", "Interpreter needed"),
    ("disability", "Disability"),
    ("send", "Special educational needs"),
    ("immigration_status", "Immigration status"),
    ("unaccompanied", "Unaccompanied asylum-seeking child"),
    ("school", "School"),
)
"""What is compared of two persons, in the order of the record."""


@dataclass(frozen=True)
class Line:
    """One thing about both: what each record says. ``field`` names what a worker may choose."""

    label: str
    left: str
    right: str
    field: str = ""

    @property
    def same(self) -> bool:
        return self.left == self.right

    @property
    def note(self) -> str:
        """What stands in the last column where one of the two says nothing."""
        return "" if self.same or (self.left and self.right) else "Only one says"


def side_by_side(left: Person, right: Person, *, on: date) -> list[Line]:
    """Return two persons line by line: the fields, then names, numbers, places, ways to reach them, and families."""
    lines = [
        Line(label, field_words(left, name), field_words(right, name), field=name)
        for name, label in FIELDS
        if field_words(left, name) or field_words(right, name)
    ]
    lines.insert(0, Line("Age", age_of(left, on), age_of(right, on)))
    held = (_beside(left.pk), _beside(right.pk))
    lines += [Line(label, held[0][label], held[1][label]) for label in held[0] if held[0][label] or held[1][label]]
    return lines


def field_words(person: Person, name: str) -> str:
    """Return a field of a person in words, empty when nothing is recorded."""
    value = getattr(person, name)
    if name == "date_of_birth":
        if value is None:
            due = person.expected_date
            return f"due {the_date(due)}" if due else ""
        about = "about " if person.birth_date_kind == "estimated" else ""
        return f"{about}{the_date(value)}"
    if isinstance(value, date):
        return the_date(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if name == "sex" and value == "U":
        return ""
    if name in IN_WORDS:
        return IN_WORDS[name](value)
    display = getattr(person, f"get_{name}_display", None)
    return str(display() if display else value or "")


def _beside(person_id: UUID) -> dict[str, str]:
    records = list(all_records([person_id]))
    mine = {"person__in": records}
    placeless = bool(people_without_addresses() & set(records))
    places = [] if placeless else Address.objects.filter(**mine).order_by("-id")
    contacts = [] if placeless else ContactDetail.objects.filter(**mine).order_by("id")
    return {
        "Other names": _list(f"{n.forename} {n.surname}".strip() for n in OtherName.objects.filter(**mine).order_by("id")),
        "Numbers": _list(f"{n.get_kind_display()} {n.value}" for n in Identifier.objects.filter(**mine).order_by("kind", "id")),
        "Addresses": _list(one_line(a.lines, a.postcode) for a in places),
        "Telephone and email": _list(c.value for c in contacts),
        "Families": _list(
            f"{m.family.name} ({m.get_role_display().lower()}{f', until {the_date(m.ends_on)}' if m.ends_on else ''})"
            for m in FamilyMember.objects.filter(**mine).select_related("family").order_by("starts_on", "id")
        ),
    }


def _list(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(word for word in words if word))


def value_words(name: str, value: Any) -> str:
    """Return what a field of a person would say if it had a value."""
    return field_words(Person(**{name: value}), name)
