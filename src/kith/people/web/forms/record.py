"""Forms of the page of one person: what is added to the record and what is ended."""

from datetime import date
from typing import Any

from django import forms

from kith.design.forms import DateField, Form, YesNoField
from kith.people.record.offered import BASES, CIRCLES, DIRECTIONS, NAME_KINDS, PROFESSIONALS, QUALITIES, ROLES, SAFE, UNIONS
from kith.people.web.forms.person import not_known


def _text(label: str, length: int, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False, help_text=hint)


class NameForm(Form):
    """Another name and when it was used."""

    kind = forms.ChoiceField(label="What kind of name is it?", choices=NAME_KINDS, widget=forms.RadioSelect)
    forename = _text("First name", 100)
    surname = _text("Surname", 100)
    since = DateField(label="Used from", required=False)
    until = DateField(label="Used until", required=False)


class EarlierAddressForm(Form):
    """Where a person lived before."""

    lines = forms.CharField(label="Address", max_length=300)
    postcode = _text("Postcode", 10)
    starts_on = DateField(label="Lived there from", required=False)
    ends_on = DateField(label="Lived there until")


class SafeForm(Form):
    """Whether a number or address is safe to use."""

    safe = forms.ChoiceField(label="Is it safe to use?", choices=SAFE, widget=forms.RadioSelect)
    safe_note = _text("What makes it safe or not safe?", 200, "For example: text first, only before 6pm")


class ProfessionalForm(Form):
    """A school or a professional."""

    kind = forms.ChoiceField(label="Who is it?", choices=PROFESSIONALS)
    name = _text("Name", 120)
    organisation = _text("School, surgery or organisation", 160)
    telephone = _text("Telephone number", 40)
    email = forms.EmailField(label="Email address", required=False, max_length=160)
    starts_on = DateField(label="Since when?", required=False)


class TieForm(Form):
    """A connection between two people, or between a person and a thing."""

    other = forms.ChoiceField(label="With whom?", required=False)
    name = _text(
        "Or with somebody or something not on record",
        120,
        "For example: Saturday football, the temple, a neighbour",
    )
    circle = forms.ChoiceField(label="Where does it belong?", choices=CIRCLES)
    quality = forms.ChoiceField(label="How is it?", choices=QUALITIES, initial="ordinary")
    direction = forms.ChoiceField(
        label="Who gives and who receives?", choices=DIRECTIONS, initial="both", widget=forms.RadioSelect
    )
    words = _text("In their words", 300)
    source = _text("Who says so, or how is it known?", 200)

    def __init__(self, *args: Any, members: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = [("", "Nobody on record"), *members]  # type: ignore[attr-defined]


class EndOnForm(Form):
    """The day on which something stopped being so."""

    on = DateField(label="Until which day was it so?")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].latest = today  # type: ignore[attr-defined]


class RelationshipForm(Form):
    """All that is known of how two people are related. ``kind`` and ``names`` say which questions make sense."""

    union = forms.ChoiceField(label="What are they to each other?", choices=[("", "Not recorded"), *UNIONS], required=False)
    own_word = _text("What does the other call them?", 40, "Their own word, such as Nani or Auntie")
    parental_responsibility = YesNoField(
        label="Do they have parental responsibility?", unknown="Not known", required=False, initial="unknown"
    )
    responsibility_basis = forms.ChoiceField(
        label="Where does it come from?", choices=[("", "Not recorded"), *BASES], required=False
    )
    responsibility_from = DateField(label="Parental responsibility since", required=False)
    responsibility_until = DateField(label="Parental responsibility ended on", required=False)
    starts_on = DateField(label="The relationship began on", required=False)
    ends_on = DateField(label="The relationship ended on", required=False, help_text="Such as a separation")

    def __init__(self, *args: Any, partners: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        not_known(self, "parental_responsibility")
        if partners:
            for name in list(self.fields):
                if "responsibility" in name:
                    del self.fields[name]
        else:
            del self.fields["union"]


class MistakenForm(Form):
    """How a worker knows that a relationship was never so."""

    reason = forms.CharField(label="How do you know that this was never so?", widget=forms.Textarea(attrs={"rows": 2}))


class PlaceForm(Form):
    """A person's role and household in a family, from a day."""

    role = forms.ChoiceField(label="Who are they in this family?", choices=ROLES, widget=forms.RadioSelect)
    household = _text("Household", 60, "Only when the family lives in more than one place")
    on = DateField(label="From which day is it so?")


class PregnancyForm(Form):
    """The day on which a pregnancy ended."""

    on = DateField(label="On which day did it end?")
    read_version = forms.IntegerField(widget=forms.HiddenInput)


class SealForm(Form):
    """The new name of an adopted child, and the order."""

    forename = forms.CharField(label="New first name", max_length=100)
    middle_names = _text("New middle names", 150)
    surname = forms.CharField(label="New surname", max_length=100)
    reason = forms.CharField(label="Which order was made, by which court, and when?", widget=forms.Textarea)


class OpenSealedForm(Form):
    """Why a sealed record is opened."""

    reason = forms.CharField(label="Why do you need to open this record?", widget=forms.Textarea)


class RiskForm(Form):
    """Who may pose a risk to the children of a family, and who says so."""

    sections = [
        ("Who is it?", ["person", "forename", "surname", "date_of_birth"]),
        ("What is stated?", ["words", "source", "stated_on", "review_on"]),
    ]

    person = forms.ChoiceField(label="Somebody around this family", required=False)
    forename = _text("Or somebody else: first name", 100)
    surname = _text("Surname", 100)
    date_of_birth = DateField(label="Date of birth", required=False)
    words = forms.CharField(label="What is the risk?", widget=forms.Textarea)
    source = forms.CharField(label="Who states it?", max_length=200, help_text="For example: a court, the police, probation")
    stated_on = DateField(label="When was it stated?")
    review_on = DateField(label="Look at this again on")
    chosen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, members: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "Somebody else"), *members]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for one person, not two and not none."""
        cleaned = super().clean() or {}
        named = cleaned.get("forename") or cleaned.get("surname")
        if not self.errors and bool(cleaned.get("person")) == bool(named):
            self.add_error("person", "Choose somebody, or enter a name, but not both")
        return cleaned
