"""Forms about one person."""

import re
from datetime import date
from typing import Any

from django import forms

from kith.design.forms import DateField, Form
from kith.people.words import (
    BIRTH_DATE_KINDS,
    CONTACT_KINDS,
    IDENTIFIER_KINDS,
    NAME_KINDS,
    ROLES,
    SAFE,
    SEXES,
)
from kith.practice_model.codes import labels

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _text(label: str, length: int, hint: str = "", **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False, help_text=hint, **options)


class PersonForm(Form):
    """What is known of a person. Nothing is required but something to call them by."""

    sections = [
        ("Name", ["forename", "middle_names", "surname", "known_as"]),
        ("Birth", ["date_of_birth", "birth_date_kind", "expected_date", "date_of_death", "sex"]),
        ("About them", ["ethnicity", "language", "interpreter", "disability", "school"]),
    ]

    forename = _text("First name", 100)
    middle_names = _text("Middle names", 150)
    surname = _text("Surname", 100)
    known_as = _text("Known as", 100, "If people call them something else")
    date_of_birth = DateField(label="Date of birth", required=False)
    birth_date_kind = forms.ChoiceField(
        label="How sure is the date of birth?",
        choices=BIRTH_DATE_KINDS,
        initial="exact",
        widget=forms.RadioSelect,
    )
    expected_date = DateField(label="Expected date", required=False, help_text="For an unborn child")
    date_of_death = DateField(label="Date of death", required=False)
    sex = forms.ChoiceField(label="Sex", choices=SEXES, initial="U", widget=forms.RadioSelect)
    ethnicity = forms.ChoiceField(label="Ethnicity", required=False)
    language = _text("First language", 60)
    interpreter = _text("Interpreter needed", 120, "Language or format. Leave empty when none is needed")
    disability = _text("Disability", 200)
    school = _text("School, nursery or college", 160)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["date_of_birth"].latest = self.fields["date_of_death"].latest = today  # type: ignore[attr-defined]
        self.fields["ethnicity"].choices = [("", "Not recorded"), *labels("ethnicity").items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        """Ask for something to call the person by."""
        cleaned = super().clean() or {}
        if not self.errors and not any(
            cleaned.get(n) for n in ("forename", "surname", "known_as", "expected_date")
        ):
            self.add_error("forename", "Enter a first name, a surname, or what they are known as")
        return cleaned


class EditPersonForm(PersonForm):
    """A person changed over the version that was read. An earlier name is kept, as what it was."""

    name_kind = forms.ChoiceField(
        label="If you change the name: what was the earlier one?",
        choices=NAME_KINDS,
        initial="former",
        widget=forms.RadioSelect,
        help_text="The earlier name still finds this person",
    )
    read_version = forms.IntegerField(widget=forms.HiddenInput)

    sections = [*PersonForm.sections, ("Earlier name", ["name_kind"])]


class NewPersonForm(PersonForm):
    """A new person in a family, and where and how to reach them."""

    sections = [
        ("Place in the family", ["role", "household"]),
        *PersonForm.sections,
        ("Where they live", ["address", "postcode"]),
        ("How to reach them", ["telephone", "email", "safe"]),
        ("Numbers", ["nhs_number", "upn"]),
    ]

    role = forms.ChoiceField(label="Who are they in this family?", choices=ROLES, widget=forms.RadioSelect)
    household = _text("Household", 60, "Only when the family lives in more than one place")
    address = _text("Address", 300)
    postcode = _text("Postcode", 10)
    telephone = _text("Telephone number", 40)
    email = forms.EmailField(label="Email address", required=False, max_length=160)
    safe = forms.ChoiceField(
        label="Is it safe to ring or write to them there?",
        choices=SAFE,
        initial="not_asked",
        widget=forms.RadioSelect,
    )
    nhs_number = _text("NHS number", 20)
    upn = _text("Unique pupil number", 20)
    chosen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_chosen(self) -> str:
        """Take ``new`` or somebody's id; anything else asks again."""
        chosen = str(self.cleaned_data["chosen"])
        return chosen if chosen == "new" or _ID.fullmatch(chosen) else ""


class BirthForm(Form):
    """An unborn child who was born."""

    forename = forms.CharField(label="First name", max_length=100, required=False)
    surname = forms.CharField(label="Surname", max_length=100)
    date_of_birth = DateField(label="Date of birth")
    sex = forms.ChoiceField(label="Sex", choices=SEXES, widget=forms.RadioSelect)
    read_version = forms.IntegerField(widget=forms.HiddenInput)


class MoveForm(Form):
    """Where somebody lives from a day."""

    lines = forms.CharField(label="Address", max_length=300)
    postcode = _text("Postcode", 10)
    on = DateField(label="Lives there from")


class ContactForm(Form):
    """A telephone number or email address."""

    kind = forms.ChoiceField(label="What is it?", choices=CONTACT_KINDS, widget=forms.RadioSelect)
    value = forms.CharField(label="Number or address", max_length=160)
    safe = forms.ChoiceField(
        label="Is it safe to use?", choices=SAFE, initial="not_asked", widget=forms.RadioSelect
    )
    safe_note = _text("What makes it safe or not safe?", 200, "For example: text first, only before 6pm")


class NumberForm(Form):
    """A number by which others know the person."""

    kind = forms.ChoiceField(label="Which number?", choices=IDENTIFIER_KINDS, widget=forms.RadioSelect)
    value = forms.CharField(label="Number", max_length=40)


class LeaveForm(Form):
    """A person's last day in a family."""

    on = DateField(label="Last day in the family")
