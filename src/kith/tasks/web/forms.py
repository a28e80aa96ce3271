"""What is asked about a clock."""

from django import forms

from kith.design.forms import Form


class BreachForm(Form):
    """Why something was not done in time."""

    reason = forms.CharField(label="Why was it not done in time?", widget=forms.Textarea(attrs={"rows": 4}))
