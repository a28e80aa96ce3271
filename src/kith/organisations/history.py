"""History of who works here and what they may do: every write is kept, by database trigger.

Who and why come from the transaction, as everywhere (``access.identity``). A change made where nobody acts, by a command or by
the program itself, is kept without a name: it was made on the server.
"""

from typing import Any, TypeVar

import pghistory
from django.db import models

Model = TypeVar("Model", bound=type[models.Model])

SIGNING_IN = ["password", "last_login"]
"""What history leaves out: a password's hash is nobody's business, and looking in is not a change."""


def tracked(model: Model) -> Model:
    """Keep every insert, update and delete of a model in ``<model>event``. Its migration takes UPDATE and DELETE on it away."""
    names = {field.name for field in model._meta.local_fields}
    # A row that only links two others has no reference of its own.
    link: dict[str, Any] = {"obj_field": None} if model._meta.proxy else {}
    kept: Model = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=[name for name in SIGNING_IN if name in names] or None,
        context_field=pghistory.ContextJSONField(null=True),
        **link,
    )(model)
    return kept
