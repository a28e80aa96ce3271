"""The key of a one-time link."""

import re

from django import forms

from kith.design.forms import Form, OneTimeKeyField


class OneTimeForm(Form):
    """A user's number and the key made for them, as they stand behind the ``#`` of the link."""

    key = OneTimeKeyField()

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if not re.fullmatch(r"[0-9A-Za-z]+-[0-9A-Za-z]+-[0-9A-Za-z]+", key):
            raise forms.ValidationError("This is not the end of a link. Copy the whole link from your invitation.")
        return key
