from typing import Any

from django import forms

from kith.design.forms import DateField, Form


class SearchForm(Form):
    """What is known of the person looked for. At least one thing."""

    name = forms.CharField(
        label="Name",
        required=False,
        max_length=120,
        help_text="In any order. Other spellings and former names are looked for too",
    )
    date_of_birth = DateField(label="Date of birth", required=False)
    address = forms.CharField(label="Address", required=False, max_length=200)
    postcode = forms.CharField(label="Postcode", required=False, max_length=10)
    telephone = forms.CharField(label="Telephone number", required=False, max_length=40)
    number = forms.CharField(label="NHS number or unique pupil number", required=False, max_length=40)

    def clean(self) -> dict[str, Any] | None:
        """Refuse a search for nobody."""
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.get(name) for name in self.fields):
            self.add_error(
                "name", "Enter at least one thing you know: a name, a date of birth, an address or a number"
            )
        return cleaned
