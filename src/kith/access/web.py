"""How a door tries something and shows a refusal beside the field that can mend it."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.db import transaction

from kith.kernel.refusals import Refusal

Result = TypeVar("Result")


def attempt(form: forms.Form, action: Callable[[], Result]) -> Result | None:
    """Call ``action`` in a savepoint. A refusal undoes all it wrote and becomes an error of ``form``; then returns ``None``.

    A database constraint that has a message is a refusal too (``kernel.constraints``); one without is our mistake and raised.
    """
    try:
        with transaction.atomic():
            return action()
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    return None
