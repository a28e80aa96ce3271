"""A form with every kind of field, for the gallery and the tests."""

from typing import ClassVar

from django import forms

from kith.design.forms import DateField, DateTimeField, Form, TimeField, YesNoField


class EveryKindForm(Form):
    """One field of each kind that Kith's forms use."""

    sections: ClassVar = [
        ("About the child", ["full_name", "born_on", "children", "weight", "seen_at", "rings_at"]),
        ("About the worry", ["worry", "summary", "risks", "heard_from", "interpreter"]),
        ("About you", ["email", "phone", "web", "secret", "letter", "agreed"]),
    ]
    reveals: ClassVar = {"interpreter": {"yes": ["language"]}}

    version = forms.IntegerField(widget=forms.HiddenInput, initial=3)
    full_name = forms.CharField(label="Child's full name", max_length=200)
    born_on = DateField(label="Date of birth", help_text="For example, 27 3 2015")
    children = forms.IntegerField(label="Number of children", min_value=1, max_value=20)
    weight = forms.DecimalField(label="Birth weight in kilograms", required=False)
    seen_at = DateTimeField(label="When was the child last seen?", help_text="For example, 27 3 2015 at 2:30pm")
    rings_at = TimeField(label="Best time to ring", required=False)
    worry = forms.CharField(label="What are you worried about?", widget=forms.Textarea, help_text="Use your own words.")
    summary = forms.CharField(label="Summary", widget=forms.Textarea(attrs={"rows": "2"}), max_length=200)
    risks = forms.MultipleChoiceField(
        label="What is happening at home?",
        choices=[
            ("money", "Money worries"),
            ("arguments", "Arguments"),
            ("health", "Poor health"),
            ("none", "None of these"),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    heard_from = forms.ChoiceField(
        label="Who told you?",
        choices=[
            ("", "Choose one"),
            ("child", "The child"),
            ("parent", "A parent"),
            ("other", "Someone else"),
        ],
    )
    interpreter = YesNoField(label="Does the family need an interpreter?", unknown="I do not know")
    language = forms.CharField(label="Which language?", max_length=100)
    email = forms.EmailField(label="Your email address", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    phone = forms.CharField(
        label="Your phone number",
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        max_length=30,
    )
    web = forms.URLField(label="Web page of your service", required=False, assume_scheme="https")
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    letter = forms.FileField(label="Letter or report", required=False)
    agreed = forms.BooleanField(label="The parent knows that I am asking for help")
