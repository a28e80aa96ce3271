"""No message of the library's own survives in any form of the product: each error names the field and says what to do."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import django
import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.validators import MinLengthValidator
from django.utils.module_loading import import_string

import kith
from kith.design.forms import DateField, DateTimeField, Form, PlainErrors, TimeField, YesNoField
from kith.design.forms.plain_errors import say_plainly

BAD: list[Any] = [
    None,
    "",
    " ",
    "rubbish",
    "x" * 700,
    "9" * 400,
    "-1",
    "1.23456789",
    "NaN",
    "\x00",
    "☃️",
    "50%",
    "%s",
    [],
    ["no such answer"],
    "a@b",
]


@cache
def library_messages() -> list[re.Pattern[str]]:
    """Return every text that Django can say, from its own list of texts to translate."""
    text = (Path(django.__file__).parent / "conf" / "locale" / "en" / "LC_MESSAGES" / "django.po").read_text()
    found = re.findall(r'^msgid(?:_plural)? ((?:".*"\n)+)', text, re.MULTILINE)
    said = {"".join(re.findall(r'"(.*)"', each)).replace('\\"', '"').strip() for each in found}
    return [
        re.compile(re.sub(r"%\\?\(\w+\\?\)[sd]", ".*", re.escape(each)))
        for each in said
        if len(re.sub(r"%\(\w+\)[sd]", "", each)) > 9 and " " in each
    ]


def of_the_library(message: str) -> bool:
    """Say whether a message is the library's own."""
    return any(each.fullmatch(message) for each in library_messages())


def errors_of(field: forms.Field, value: Any) -> list[str]:
    """Return what a field says to a value."""
    try:
        field.clean(*((value, None) if isinstance(field, forms.FileField) else (value,)))
    except ValidationError as error:
        return error.messages
    except (TypeError, AttributeError):
        return []  # a value of a kind that no browser can send to this field
    return []


def every_form() -> list[type[PlainErrors]]:
    """Return every form class of the product, whatever module it stands in."""
    for module in pkgutil.walk_packages(kith.__path__, "kith."):
        if ".web" in module.name and ".tests" not in module.name:
            importlib.import_module(module.name)

    def below(cls: type) -> Iterator[type]:
        for each in cls.__subclasses__():
            yield each
            yield from below(each)

    found = {each for each in below(forms.BaseForm) if each.__module__.startswith("kith.") and ".tests." not in each.__module__}
    return sorted(found, key=lambda each: (each.__module__, each.__qualname__))


def test_the_list_of_what_the_library_says_is_read() -> None:
    assert all(
        of_the_library(words)
        for words in (
            "This field is required.",
            "Enter a whole number.",
            "Enter a valid email address.",
            "Ensure this value has at most 10 characters (it has 12).",
            "Ensure this value is greater than or equal to 0.",
            "Null characters are not allowed.",
            "Select a valid choice. x is not one of the available choices.",
        )
    )
    assert not of_the_library("Enter your name")


def test_every_form_of_the_product_says_its_errors_plainly() -> None:
    found = every_form()
    assert len(found) > 90
    assert not [each for each in found if not issubclass(each, PlainErrors)]
    for name in (*settings.ACCOUNT_FORMS.values(), *settings.MFA_FORMS.values()):
        assert issubclass(import_string(name), PlainErrors)


def test_no_field_of_any_form_says_what_the_library_says() -> None:
    said = 0
    for form in every_form():
        for name, declared in getattr(form, "base_fields", {}).items():
            field = deepcopy(declared)
            field.label = field.label or name
            say_plainly(field)
            for value in BAD:
                for message in errors_of(field, value):
                    said += 1
                    assert not of_the_library(message), f"{form.__qualname__}.{name} says “{message}” to {value!r:.30}"
    assert said > 400


FIELDS: list[forms.Field] = [
    forms.CharField(max_length=5),
    forms.CharField(validators=[MinLengthValidator(900)]),
    forms.EmailField(),
    forms.URLField(assume_scheme="https"),
    forms.IntegerField(min_value=0, max_value=17),
    forms.IntegerField(min_value=5),
    forms.IntegerField(max_value=0),
    forms.DecimalField(max_digits=3, decimal_places=1),
    forms.FloatField(),
    forms.BooleanField(),
    forms.ChoiceField(choices=[("a", "A")]),
    forms.TypedChoiceField(choices=[("a", "A")], coerce=int),
    forms.MultipleChoiceField(choices=[("a", "A")]),
    forms.FileField(max_length=3),
    forms.UUIDField(),
    forms.SlugField(),
    forms.DateField(),
    forms.DateTimeField(),
    forms.TimeField(),
    forms.DurationField(),
    forms.JSONField(),
    forms.RegexField("^a$"),
    DateField(),
    DateTimeField(),
    TimeField(),
    YesNoField(),
]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: type(field).__name__)
def test_no_kind_of_field_says_what_the_library_says(field: forms.Field) -> None:
    files = [SimpleUploadedFile("a.csv", b""), SimpleUploadedFile("much too long.csv", b"x")]
    field.label = "100% of it"
    say_plainly(field)
    said = [message for value in [*BAD, *files] for message in errors_of(field, value)]
    assert said
    assert not [message for message in said if of_the_library(message)]


def test_a_field_that_was_added_late_is_named_and_says_what_to_do() -> None:
    class Late(Form):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            self.fields["name"] = forms.CharField(label="First name", max_length=3)
            second = self.fields["second"] = forms.CharField(label="First name")
            second.called = "the second child’s first name"  # type: ignore[attr-defined]

    assert Late({}).errors == {"name": ["Enter first name"], "second": ["Enter the second child’s first name"]}
    assert Late({"name": "Isla", "second": "Ada"}).errors["name"] == ["First name must be 3 characters or fewer. It has 4"]


def test_what_was_typed_under_a_question_left_open_is_kept() -> None:
    class Asked(Form):
        reveals = {"more": {"yes": ["name", "age"]}}
        more = YesNoField(label="Another child?", required=False)
        name = forms.CharField(label="Name", required=False)
        age = forms.IntegerField(label="Age")

    form = Asked({"name": "Ada"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"] == "Ada"
    refused = Asked({"more": "no", "name": "Ada"})
    assert refused.is_valid()
    assert refused.cleaned_data["name"] == ""
