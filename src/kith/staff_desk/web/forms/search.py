from typing import Any

from django import forms

from kith.design.forms import DateField, Form
from kith.people.finding.search_text import read_text

OLDEST = 120
LEAST_TYPED = 3
"""Letters or figures before a search starts while somebody types: fewer show half the area."""


class SearchForm(Form):
    """What is known of the person looked for. One box is enough; the fields under *More* narrow it."""

    name = forms.CharField(
        label="Name, date of birth, postcode or number",
        required=False,
        max_length=120,
        help_text="For example “Kowalczyk, Zuzanna”, “Kow*”, “kowalchik”, “7/4/2017” or “Kowalczyk 8-12” for an age range",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    address = forms.CharField(
        label="Address", required=False, max_length=200, help_text="House number and street, now or earlier"
    )
    postcode = forms.CharField(label="Postcode", required=False, max_length=10)
    age_from = forms.IntegerField(label="Age from", required=False, min_value=0, max_value=OLDEST)
    age_to = forms.IntegerField(label="Age to", required=False, min_value=0, max_value=OLDEST)
    date_of_birth = DateField(label="Date of birth", required=False)
    telephone = forms.CharField(label="Telephone number", required=False, max_length=40)
    number = forms.CharField(label="NHS number, unique pupil number or LA child id", required=False, max_length=40)

    page = forms.IntegerField(required=False, min_value=1, max_value=100, widget=forms.HiddenInput)

    MORE = ("address", "postcode", "age_from", "age_to", "date_of_birth", "telephone", "number")

    def clean(self) -> dict[str, Any] | None:
        """Refuse a search for nobody, for an age alone, and an age range the wrong way round."""
        cleaned = super().clean() or {}
        least, most = cleaned.get("age_from"), cleaned.get("age_to")
        if least is not None and most is not None and most < least:
            self.add_error("age_to", f"Age to must be {least} or more")
        if self.errors:
            return cleaned
        question = self.question()
        asked = read_text(question.pop("text"))
        ages = (question.pop("age_from"), question.pop("age_to"), asked.age_from, asked.age_to)
        if asked.is_empty and not any(question.values()):
            self.add_error(
                "name",
                "Enter a name, an address or a number too: too many people are of one age"
                if any(age is not None for age in ages)
                else "Enter at least one thing you know: a name, a date of birth, an address or a number",
            )
        return cleaned

    def question(self) -> dict[str, Any]:
        """Return what is asked as ``search_people`` takes it: a number of no known shape is taken as the area's own."""
        said = self.cleaned_data
        text, number, own = said["name"], said["number"], ""
        if number:
            shaped = read_text(number).wanted
            text, own = (f"{text} {number}".strip(), "") if shaped.nhs_number or shaped.upn else (text, number)
        elif any(c.isdigit() for c in text) and read_text(text) == read_text(""):
            text, own = "", text
        return {
            "text": text,
            "la_child_id": own,
            "age_from": said["age_from"],
            "age_to": said["age_to"],
            **{name: said[name] for name in ("date_of_birth", "address", "postcode", "telephone")},
        }

    @property
    def more_is_used(self) -> bool:
        """Whether a field under *More* is filled or wrong, and so must be seen."""
        filled = self.is_bound and any(self[name].value() not in (None, "") for name in self.MORE)
        return filled or any(name in self.errors for name in self.MORE)

    @property
    def is_long_enough(self) -> bool:
        """Whether enough is typed to search before it is finished."""
        typed = [self.cleaned_data.get("name", ""), *(self.cleaned_data.get(name) for name in self.MORE)]
        return any(sum(c.isalnum() for c in str(value or "")) >= LEAST_TYPED for value in typed)

    @property
    def has_wildcard(self) -> bool:
        """Whether letters are left open in the name."""
        return bool({"*", "?"} & set(self.cleaned_data.get("name", "")))
