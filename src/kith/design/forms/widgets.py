"""The widget of a date in three boxes, with a fourth for the time when asked."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django import forms

from kith.design import words
from kith.kernel.time import LONDON


class DateParts(NamedTuple):
    """What was typed into the boxes of a date, untouched."""

    day: str = ""
    month: str = ""
    year: str = ""
    time: str = ""


class DateWidget(forms.Widget):
    """Reads ``<name>_day``, ``<name>_month``, ``<name>_year`` (and ``<name>_time``); ``<name>`` alone may hold an ISO date."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, with_time: bool = False) -> None:
        super().__init__(attrs)
        self.parts = ("day", "month", "year", "time") if with_time else ("day", "month", "year")

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> Any:
        """Return a :class:`DateParts`, the whole value when it was sent in one piece, or ``None`` when all is empty."""
        typed = {part: str(data.get(f"{name}_{part}") or "").strip() for part in self.parts}
        if any(typed.values()):
            return DateParts(**typed)
        return data.get(name) or None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: object, name: str) -> bool:
        """Say whether the form was sent without any of the boxes."""
        return name not in data and not any(f"{name}_{part}" in data for part in self.parts)

    def id_for_label(self, id_: str | None, index: str | None = None) -> str:
        """Return no id: the label is the legend of a group."""
        return ""

    def shown(self, value: object) -> DateParts:
        """Return what the boxes show for a typed or a stored value."""
        if isinstance(value, DateParts):
            return value
        if isinstance(value, str) and value:
            typed = value
            try:
                value = datetime.fromisoformat(value) if "time" in self.parts else date.fromisoformat(value)
            except ValueError:
                return DateParts(day=typed)
        if isinstance(value, datetime):
            local = value.astimezone(LONDON) if value.tzinfo else value
            return DateParts(str(local.day), str(local.month), str(local.year), words.the_time(local))
        if isinstance(value, date):
            return DateParts(str(value.day), str(value.month), str(value.year))
        return DateParts()
