"""Forms about one person."""

import re
from datetime import date
from typing import Any

from django import forms

from kith.design.forms import DateField, Form, YesNoField
from kith.people.record.offered import (
    BIRTH_DATE_KINDS,
    CONTACT_KINDS,
    IDENTIFIER_KINDS,
    IMMIGRATION,
    NAME_KINDS,
    NAME_ORDERS,
    ROLES,
    SAFE,
    SEXES,
    SPECIAL_NEEDS,
)
from kith.practice_model.codes import labels

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _text(label: str, length: int, hint: str = "", **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False, help_text=hint, **options)


NO_DISABILITY = "NONE"


class DisabilityField(forms.MultipleChoiceField):
    """DfE disability codes, kept as one text separated by spaces. Words that were written instead of codes stay as they are."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=lambda: list(labels("disability").items()),
            widget=forms.CheckboxSelectMultiple,
            required=False,
            **kwargs,
        )
        self.written = ""

    def prepare_value(self, value: Any) -> Any:
        """Tick what is kept; words that are no codes become a choice of their own."""
        if not isinstance(value, str):
            return value
        self.keep(value)
        return [self.written] if self.written else value.split()

    def keep(self, said: str) -> None:
        """Offer the words that are on record, so that saving the page does not lose them."""
        codes = labels("disability")
        self.written = said if said and not all(part in codes for part in said.split()) else ""
        written = [(self.written, f"As written: {self.written}")] if self.written else []
        self.choices = [*codes.items(), *written]

    def clean(self, value: Any) -> Any:
        """Return the codes as one text."""
        chosen: list[str] = super().clean(value)
        if NO_DISABILITY in chosen and len(chosen) > 1:
            raise forms.ValidationError("Choose “No disability” or the kinds of disability, not both")
        return " ".join(chosen)


def not_known(form: forms.Form, name: str) -> None:
    """Show that the answer on record is that it is not known, rather than no answer."""
    if form.initial.get(name, "") is None:
        form.initial[name] = "unknown"


class PersonForm(Form):
    """What is known of a person. Nothing is required but something to call them by."""

    sections = [
        ("Name", ["forename", "middle_names", "surname", "known_as", "name_order"]),
        ("Birth", ["date_of_birth", "birth_date_kind", "expected_date", "date_of_death", "sex"]),
        ("About them", ["gender", "pronouns", "religion", "ethnicity", "language", "interpreter"]),
        ("Health and learning", ["disability", "send", "school"]),
        ("Immigration", ["immigration_status", "unaccompanied"]),
    ]

    forename = _text("First name", 100)
    middle_names = _text("Middle names", 150)
    surname = _text("Surname", 100)
    known_as = _text("Known as", 100, "If people call them something else")
    name_order = forms.ChoiceField(
        label="How is the name said?", choices=NAME_ORDERS, initial="given_first", widget=forms.RadioSelect
    )
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
    gender = _text("Gender", 60, "In their own words, if they want to say")
    pronouns = _text("Pronouns", 30)
    religion = _text("Religion", 60)
    ethnicity = forms.ChoiceField(label="Ethnicity", required=False)
    language = _text("First language", 60)
    interpreter = _text("Interpreter needed", 120, "Language or format. Leave empty when none is needed")
    disability = DisabilityField(label="Disability")
    send = forms.ChoiceField(label="Special educational needs", choices=[("", "Not recorded"), *SPECIAL_NEEDS], required=False)
    immigration_status = forms.ChoiceField(
        label="Immigration status", choices=[("", "Not recorded"), *IMMIGRATION], required=False
    )
    unaccompanied = YesNoField(
        label="Are they an unaccompanied asylum-seeking child?",
        unknown="Not known",
        required=False,
        initial="unknown",
    )
    school = _text("School, nursery or college", 160)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["date_of_birth"].latest = self.fields["date_of_death"].latest = today  # type: ignore[attr-defined]
        self.fields["ethnicity"].choices = [("", "Not recorded"), *labels("ethnicity").items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        """Ask for something to call the person by."""
        cleaned = super().clean() or {}
        if "forename" not in self.fields:
            return cleaned
        if not self.errors and not any(cleaned.get(n) for n in ("forename", "surname", "known_as", "expected_date")):
            self.add_error("forename", "Enter a first name, a surname, or what they are known as")
        return cleaned


class EditPersonForm(PersonForm):
    """A person changed over the version that was read. An earlier name is kept, as what it was.

    ``only`` keeps the fields of one part of the page. ``school`` is left out for workers who may not know where the person is.
    """

    name_kind = forms.ChoiceField(
        label="If you change the name: what was the earlier one?",
        choices=NAME_KINDS,
        initial="former",
        widget=forms.RadioSelect,
        help_text="The earlier name still finds this person",
    )
    read_version = forms.IntegerField(widget=forms.HiddenInput)

    sections = [*PersonForm.sections, ("Earlier name", ["name_kind"])]

    def __init__(self, *args: Any, only: tuple[str, ...] = (), school: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        not_known(self, "unaccompanied")
        self.fields["disability"].keep(self.initial.get("disability") or "")  # type: ignore[attr-defined]
        for name in list(self.fields):
            if name != "read_version" and ((only and name not in only) or (name == "school" and not school)):
                del self.fields[name]
        if only:
            self.sections = [("", list(only))]  # type: ignore[misc]


class NewPersonForm(PersonForm):
    """A new person in a family, and where and how to reach them.
    What is seldom known at first is asked on the person's own page."""

    sections = [
        ("Place in the family", ["role", "household"]),
        ("Name", ["forename", "middle_names", "surname", "known_as"]),
        ("Birth", ["date_of_birth", "birth_date_kind", "expected_date", "date_of_death", "sex"]),
        ("About them", ["ethnicity", "language", "interpreter", "disability", "school"]),
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

    name_order = gender = pronouns = religion = send = immigration_status = unaccompanied = None  # type: ignore[assignment]

    def clean_chosen(self) -> str:
        """Take ``new`` or a person's id; anything else asks again."""
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
    """Where a person lives from a day."""

    lines = forms.CharField(label="Address", max_length=300)
    postcode = _text("Postcode", 10)
    on = DateField(label="Lives there from", help_text="A day to come is kept as planned; until then they live where they do now")


class ContactForm(Form):
    """A telephone number or email address."""

    kind = forms.ChoiceField(label="What is it?", choices=CONTACT_KINDS, widget=forms.RadioSelect)
    value = forms.CharField(label="Number or address", max_length=160)
    safe = forms.ChoiceField(label="Is it safe to use?", choices=SAFE, initial="not_asked", widget=forms.RadioSelect)
    safe_note = _text("What makes it safe or not safe?", 200, "For example: text first, only before 6pm")


class NumberForm(Form):
    """A number by which others know the person."""

    kind = forms.ChoiceField(label="Which number?", choices=IDENTIFIER_KINDS, widget=forms.RadioSelect)
    value = forms.CharField(label="Number", max_length=40)


class LeaveForm(Form):
    """A person's last day in a family."""

    on = DateField(label="Last day in the family")
