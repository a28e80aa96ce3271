"""Forms about a family: how people are related, what is protected, who may see."""

from typing import Any

from django import forms

from kith.design.forms import DateField, Form, YesNoField
from kith.people.record.offered import BASES, PROTECTED, RELATIONSHIPS, UNIONS

Choices = list[tuple[str, str]]


class FamilyForm(Form):
    """One paragraph about a family. What it is called follows from who is in it."""

    summary = forms.CharField(
        label="Summary",
        required=False,
        widget=forms.Textarea,
        help_text="One paragraph: who they are, what matters, what next",
    )
    read_version = forms.IntegerField(widget=forms.HiddenInput)


class RelateForm(Form):
    """How two people are related."""

    person = forms.ChoiceField(label="Who")
    kind = forms.ChoiceField(label="is the", choices=RELATIONSHIPS)
    other = forms.ChoiceField(label="of")
    parental_responsibility = YesNoField(
        label="Do they have parental responsibility?",
        unknown="Not known",
        required=False,
        initial="unknown",
        help_text="Only for adults and children",
    )
    responsibility_basis = forms.ChoiceField(
        label="If they have: where does it come from?", choices=[("", "Not recorded"), *BASES], required=False
    )
    responsibility_from = DateField(label="Parental responsibility since", required=False)
    union = forms.ChoiceField(
        label="If they are or were partners: what are they to each other?",
        choices=[("", "Not recorded"), *UNIONS],
        required=False,
    )
    own_word = forms.CharField(
        label="What does the other call them?",
        max_length=40,
        required=False,
        help_text="Their own word, such as Nani or Auntie",
    )
    starts_on = DateField(label="The relationship began on", required=False)

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("person", "other"):
            self.fields[name].choices = [("", "Choose a person"), *members]  # type: ignore[attr-defined]


class ProtectForm(Form):
    """Something to keep from a person."""

    what = forms.ChoiceField(label="What must be kept from them?", choices=PROTECTED, widget=forms.RadioSelect)
    hidden_from = forms.ChoiceField(label="Who must not learn it?", required=False)
    hidden_from_words = forms.CharField(
        label="Or somebody who is not on this record",
        required=False,
        max_length=200,
        help_text="Then nobody in the family is shown it, except the person it is about",
    )
    reason = forms.CharField(label="Why?", widget=forms.Textarea)
    review_on = DateField(label="Look at this again on")

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hidden_from"].choices = [("", "Nobody on this record"), *members]  # type: ignore[attr-defined]


class HazardForm(Form):
    """What a worker must know before visiting."""

    words = forms.CharField(label="What must a worker know before visiting?", widget=forms.Textarea)
    source = forms.CharField(label="Who says so, or how is it known?", max_length=200)
    review_on = DateField(label="Look at this again on")


class RestrictForm(Form):
    """Who alone may see a family."""

    reason = forms.CharField(label="Why may only named people see this family?", widget=forms.Textarea)
    owner = forms.ChoiceField(label="Who owns the restriction?", help_text="Duty workers are told to ring them")
    named = forms.MultipleChoiceField(label="Who else may see the family?", required=False, widget=forms.CheckboxSelectMultiple)
    elsewhere = forms.ChoiceField(
        label="An adult who is also in another family",
        choices=[
            ("hidden", "Is hidden there too"),
            ("without_addresses", "Is shown there without addresses"),
        ],
        initial="hidden",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, workers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "Choose a person"), *workers]  # type: ignore[attr-defined]
        self.fields["named"].choices = workers  # type: ignore[attr-defined]


class LiftForm(Form):
    """Why a restriction is no longer needed."""

    reason = forms.CharField(label="Why is the restriction no longer needed?", widget=forms.Textarea)


class EndForm(Form):
    """A button and nothing else."""
