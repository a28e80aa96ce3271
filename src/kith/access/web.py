"""How a door tries something and shows a refusal beside the field that can mend it."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from kith.access.identity import Identity
from kith.kernel.constraints import message_for
from kith.kernel.refusals import Refusal

Result = TypeVar("Result")


class SignedIn(HttpRequest):
    """A request that runs inside ``acting_as``."""

    kith_identity: Identity
    kith_now: datetime


def attempt(form: forms.Form, action: Callable[[], Result]) -> Result | None:
    """Call ``action`` in a savepoint. A refusal undoes all it wrote and becomes an error of ``form``; then returns ``None``.

    A database constraint that has a message (``kernel.constraints``) is treated as a refusal; one without is our mistake and raised.
    """
    try:
        with transaction.atomic():
            return action()
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    except IntegrityError as error:
        message = message_for(error)
        if message is None:
            raise
        form.add_error(None, message)
    return None
