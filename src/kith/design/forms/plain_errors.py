"""The words of the errors that Django's fields raise by themselves: each names the field and says what to do.

One place for every form, the sign-in library's included. A field that has words of its own keeps them.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise

from kith.design.forms.widgets import DateWidget

_EMAIL = "Enter an email address like name@example.org"


class PlainErrors(forms.BaseForm):
    """A form whose standard errors are in plain words, for fields that were added after the form was made too."""

    def full_clean(self) -> None:
        """Give every field its words, then check."""
        for name, field in self.fields.items():
            if field.label is None:
                field.label = name.replace("_", " ").capitalize()
            say_plainly(field)
        super().full_clean()


def say_plainly(field: forms.Field) -> None:
    """Give ``field`` errors in plain words, unless it has some of its own.

    An error speaks of the field by its label; where several fields of a page have the same label (a first name for each child),
    by its ``called``: *the second child's first name*.
    """
    standard = _standard_messages(field)
    # What has no words below is said in plain words too: another message of a class, or of a validator that the library worded.
    others = [
        str(getattr(each, "code", "invalid")) for each in field.validators if isinstance(getattr(each, "message", None), Promise)
    ]
    words = {
        **dict.fromkeys((*standard, *others), f"{_escaped(_start(field))} cannot be read. Check it and enter it again"),
        **_words_for(field),
    }
    for code, message in words.items():
        own = field.error_messages.get(code)
        if own is None or own == standard.get(code):
            field.error_messages[code] = message


def _words_for(field: forms.Field) -> dict[str, str]:
    """Return the words for each code of error that Django's fields and their validators have."""
    start, about = _escaped(_start(field)), _escaped(_about(field))
    whole = type(field) is forms.IntegerField
    words = {
        "required": _required(field),
        "max_length": f"{start} must be %(limit_value)d characters or fewer. It has %(show_value)d",
        "min_length": f"{start} must be %(limit_value)d characters or more. It has %(show_value)d",
        "null_characters_not_allowed": f"{start} holds a character that cannot be kept. Enter it again",
        "invalid_choice": f"Choose one of the answers for {about}",
        "invalid_list": f"Choose from the answers for {about}",
        "invalid_pk_value": f"Choose from the answers for {about}",
        "min_value": _within(field) or f"{start} must be %(limit_value)s or more",
        "max_value": _within(field) or f"{start} must be %(limit_value)s or less",
        "step_size": f"{start} must go up in steps of %(limit_value)s",
        **dict.fromkeys(("max_digits", "max_whole_digits"), f"{start} must have %(max)s digits or fewer"),
        "max_decimal_places": f"{start} must have %(max)s decimal places or fewer",
    }
    if isinstance(field, forms.EmailField):
        words["invalid"] = _EMAIL
    elif isinstance(field, forms.URLField):
        words["invalid"] = f"{start} must be a web address like https://example.org"
    elif isinstance(field, forms.IntegerField):
        words["invalid"] = f"{start} must be a {'whole ' if whole else ''}number, like 7"
    elif isinstance(field, forms.FileField):
        choose = f"Choose the file for {about} again"
        words |= {
            "invalid": f"The file did not arrive. {choose}",
            "missing": f"The file did not arrive. {choose}",
            "empty": f"The file is empty. {choose}",
            "max_length": "The name of the file is too long. Give it a name of %(max)d characters or fewer, and choose it again",
            "contradiction": f"Either choose a file for {about} or tick to remove it, not both",
        }
    return words


def _standard_messages(field: forms.Field) -> Mapping[str, Any]:
    """Return the messages that the classes of ``field`` bring along, the nearest class first."""
    found: dict[str, Any] = {}
    for cls in reversed(type(field).__mro__):
        found |= vars(cls).get("default_error_messages", {})
    return found


def _called(field: forms.Field) -> str:
    return str(getattr(field, "called", "") or field.label or "this")


def _is_question(field: forms.Field) -> bool:
    return _called(field).endswith("?")


def _thing(field: forms.Field) -> str:
    """Return the label as it stands inside a sentence; a word in capitals stays as it is."""
    label = _called(field)
    return label[:1].lower() + label[1:] if label[1:2].islower() or len(label) == 1 else label


def _start(field: forms.Field) -> str:
    """Return what an error about the value begins with."""
    called = _called(field)
    return f"Your answer to “{called}”" if _is_question(field) else called[:1].upper() + called[1:]


def _about(field: forms.Field) -> str:
    return f"“{_called(field)}”" if _is_question(field) else _thing(field)


def _required(field: forms.Field) -> str:
    label, thing = _called(field), _thing(field)
    verb = "Select" if isinstance(field, forms.ChoiceField | forms.ModelChoiceField) else "Enter"
    if isinstance(field, forms.BooleanField):
        return f"Confirm: {label.rstrip('.')}"
    if _is_question(field):
        return f"{verb} an answer to “{label}”"
    if isinstance(field, forms.FileField):
        return f"Choose a file for {thing}"
    if isinstance(field.widget, DateWidget) and not thing.startswith(("the ", "when", "date and")):
        return f"Enter the {thing}"
    return f"{verb} {thing}"


def _within(field: forms.Field) -> str:
    """Return the words for a number out of its bounds when it has both."""
    least, most = getattr(field, "min_value", None), getattr(field, "max_value", None)
    return f"{_escaped(_start(field))} must be from {least} to {most}" if None not in (least, most) else ""


def _escaped(words: str) -> str:
    """Return words that Django formats with the parameters of an error."""
    return words.replace("%", "%%")
