"""The form that every form of Kith is: errors that tell a person what to do, and a plan of the page."""

from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from kith.design.forms.widgets import DateWidget


class Form(forms.Form):
    """A Django form whose standard errors are in plain words.

    ``sections`` lists headings with the names of their fields, for long forms; fields it leaves out come first.
    ``reveals`` says which fields appear under which answer: ``{"interpreter": {"yes": ["language"]}}``. A field that was not
    revealed is not asked for: its value is emptied and its errors dropped.
    """

    sections: ClassVar[list[tuple[str, list[str]]]] = []
    reveals: ClassVar[dict[str, dict[str, list[str]]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.label is None:
                field.label = name.replace("_", " ").capitalize()
            say_plainly(field)

    @property
    def revealed_names(self) -> set[str]:
        """Return the fields that stand under an answer and so not on their own."""
        return {name for answers in self.reveals.values() for names in answers.values() for name in names}

    def full_clean(self) -> None:
        """Check everything, then forget errors and values of fields whose answer was not chosen."""
        super().full_clean()
        if not self.is_bound:
            return
        for parent, answers in self.reveals.items():
            key = self.add_prefix(parent)
            chosen = self.data.getlist(key) if isinstance(self.data, QueryDict) else self.data.get(key)
            answers_given = {str(x) for x in (chosen if isinstance(chosen, list | tuple) else [chosen])}
            shown = {name for answer, names in answers.items() if answer in answers_given for name in names}
            for name in {name for names in answers.values() for name in names} - shown:
                self.errors.pop(name, None)
                self.cleaned_data[name] = getattr(self.fields[name], "empty_value", None)


def say_plainly(field: forms.Field) -> None:
    """Give ``field`` errors in plain words, unless it has some of its own."""
    label = str(field.label)
    question = label.endswith("?")
    thing = label[:1].lower() + label[1:] if label[1:2].islower() or len(label) == 1 else label
    chosen = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
    if isinstance(field, forms.BooleanField):
        required = f"Confirm: {label.rstrip('.')}"
    elif question:
        required = f"{'Select' if chosen else 'Enter'} an answer to “{label}”"
    elif isinstance(field, forms.FileField):
        required = f"Choose a file for {thing}"
    elif isinstance(field.widget, DateWidget):
        required = f"Enter the {thing}" if not thing.startswith(("the ", "when", "date and")) else f"Enter {thing}"
    else:
        required = f"{'Select' if chosen else 'Enter'} {thing}"
    _unless_own(field, "required", required)
    start = "Your answer" if question else label
    if isinstance(field, forms.EmailField):
        _unless_own(field, "invalid", "Enter an email address like name@example.org")
    elif isinstance(field, forms.IntegerField):
        _unless_own(
            field,
            "invalid",
            f"{start} must be a {'whole ' if type(field) is forms.IntegerField else ''}number",
        )
    if chosen:
        _unless_own(field, "invalid_choice", f"Choose one of the answers for {'this question' if question else thing}")


def _unless_own(field: forms.Field, code: str, message: str) -> None:
    own = field.error_messages.get(code)
    standard = next(
        (
            vars(cls)["default_error_messages"][code]
            for cls in type(field).__mro__
            if code in vars(cls).get("default_error_messages", {})
        ),
        None,
    )
    if own is None or own == standard:
        field.error_messages[code] = message
