from django import forms

from kith.design.forms import Form, OneTimeKeyField


class CodeForm(Form):
    """The link and the code that a worker gave the reader."""

    key = OneTimeKeyField()
    code = forms.CharField(
        label="Your code",
        max_length=20,
        help_text="6 numbers, from your worker",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
