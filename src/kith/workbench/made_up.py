"""A row that is made up, on which what a room says of its rows is tried before there are any."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import models

VALUES: dict[type[models.Field], Any] = {
    models.DateTimeField: datetime(2026, 3, 4, 12, tzinfo=UTC),
    models.DateField: date(2026, 3, 4),
    models.UUIDField: UUID(int=1),
    models.ForeignKey: UUID(int=1),
    models.BooleanField: True,
    models.IntegerField: 1,
}
"""By kind of field, a value of its type; the first that fits. Any other field holds a text."""


class UnknownField(AttributeError):
    """A table has no field of this name."""


class MadeUpRow:
    """A row of a table that holds some value in each field (``empty``: nothing), and rows that are made up behind its keys.

    It has what a row and a row of history both have: fields, their words (``get_…_display``) and the key.
    """

    def __init__(self, model: type[models.Model], *, empty: bool = False) -> None:
        self._model, self._empty = model, empty

    def __getattr__(self, name: str) -> Any:
        words = name.removeprefix("get_").removesuffix("_display")
        for each in self._model._meta.concrete_fields:
            if name == f"get_{words}_display" and words == each.name and each.choices:
                return "" if self._empty else "text"
            if name == each.attname or (name == "pk" and each.primary_key):
                return None if self._empty and each.null else self._value(each)
            if name == each.name and isinstance(each.related_model, type):
                return MadeUpRow(each.related_model, empty=self._empty)
        raise UnknownField(name=name, obj=self)

    def _value(self, field: Any) -> Any:
        value = next((value for kind, value in VALUES.items() if isinstance(field, kind)), "text")
        return type(value)() if self._empty and isinstance(value, str | bool | int) else value
