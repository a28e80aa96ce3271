"""What an immediate safety plan asks. Shape only: the services decide."""

from django import forms

from kith.design.forms import DateField, Form
from kith.family_help.web.forms.assessment import free_text


class SafetyForm(Form):
    read_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    worry = free_text("What could happen?", rows=3, required=True, hint="Such as: Mark comes back drunk tonight and hits Ella")
    steps = free_text(
        "Who does what?", rows=6, required=True, hint="One line for each. Such as: Gran collects Ella and Sam and keeps them"
    )
    agreed_by = free_text(
        "Who agreed to it, and how?", rows=2, required=True, hint="Such as: Mum and Gran, by telephone at 21:10"
    )
    if_not_held = free_text("If it does not hold: what to do, and who to ring", rows=2)
    until = DateField(label="Until which day does it hold?", help_text="On that day it is looked at again")
