from django import forms

from kith.design.forms import Form


class CodeForm(Form):
    """The code that a worker gave the reader."""

    code = forms.CharField(
        label="Your code",
        max_length=20,
        help_text="6 numbers, from your worker",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
