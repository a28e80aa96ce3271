"""Fields that say what is wrong with a date or a time, and where."""

import calendar
import re
from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kith.design import words
from kith.design.forms.widgets import DateParts, DateWidget
from kith.kernel.time import LONDON

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
OLDEST_YEAR = 1900


def month_number(typed: str) -> int | None:
    """Return the month for ``3``, ``03``, ``mar``, ``Sept`` or ``March``; ``None`` when it is none."""
    if typed.isdecimal():
        return int(typed) if 1 <= int(typed) <= 12 else None
    key = typed.lower().rstrip(".")
    found = {number for name, number in MONTHS.items() if len(key) >= 3 and name.startswith(key)}
    return found.pop() if len(found) == 1 else None


def wrong(message: str, *parts: str) -> ValidationError:
    """Return an error that names the boxes to mend, so that the summary links to the first of them.

    Django formats a message that has parameters, so a % that was typed or stands in a label is escaped.
    """
    return ValidationError(message.replace("%", "%%"), code="invalid", params={"parts": parts})


def date_of(typed: DateParts, what: str) -> date:
    """Return the date that was typed.

    Args:
        typed: the boxes.
        what: the name of the field, to begin a sentence with.

    Raises:
        ValidationError: a part is missing or impossible; the message says which one and what would do.
    """
    missing = [part for part in ("day", "month", "year") if not getattr(typed, part)]
    if missing:
        raise wrong(f"{what} must include a {words.and_list(missing)}", *missing)
    month = month_number(typed.month)
    if month is None:
        raise wrong(
            f"{what}: “{typed.month}” is not a month. Enter a number from 1 to 12, or a name like March",
            "month",
        )
    if not typed.year.isdecimal() or len(typed.year) != 4:
        raise wrong(f"{what}: year must be 4 numbers, like 2026", "year")
    year = int(typed.year)
    if year < OLDEST_YEAR:
        raise wrong(f"{what}: year must be {OLDEST_YEAR} or later", "year")
    last = calendar.monthrange(year, month)[1]
    if not typed.day.isdecimal() or not 1 <= int(typed.day) <= 31:
        raise wrong(f"{what}: “{typed.day}” is not a day. Enter a number from 1 to {last}", "day")
    if int(typed.day) > last:
        raise wrong(f"{what}: {calendar.month_name[month]} {year} has only {last} days", "day")
    return date(year, month, int(typed.day))


_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)


def time_of(typed: str, what: str) -> time:
    """Return the time for ``2:30pm``, ``2.30 pm``, ``14:30``, ``9am``, ``midday`` or ``midnight``.

    Raises:
        ValidationError: it is no time, or it leaves open whether morning or afternoon is meant.
    """
    text = typed.strip().lower()
    if text in {"midday", "noon", "midnight"}:
        return time(0 if text == "midnight" else 12)
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise wrong(f"{what}: “{typed}” is not a time. Enter a time like 2:30pm or 14:30", "time")
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if match[2] is None and half is None:
        raise wrong(f"{what}: say morning or afternoon, like {hour % 12 or 12}am or {hour % 12 or 12}pm", "time")
    if (half and not 1 <= hour <= 12) or hour > 23 or minute > 59:
        raise wrong(f"{what}: “{typed}” is not a time. Enter a time like 2:30pm or 14:30", "time")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute)


class DateField(forms.Field):
    """A date in three boxes. Accepts names of months; names what is wrong.

    ``earliest`` and ``latest`` (both inclusive) may be set on the field by the form, which is told today's date.
    """

    widget = DateWidget

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.earliest, self.latest = earliest, latest

    @property
    def what(self) -> str:
        """Return the words an error begins with."""
        called = str(getattr(self, "called", "") or self.label or "Date")
        return "The date" if called.endswith("?") else (called[:1].upper() + called[1:]).rstrip(": ")

    def to_python(self, value: Any) -> Any:
        """Return the date of three boxes, or of an ISO text sent in one piece."""
        if value is None or value == "" or type(value) is date:
            return value or None
        if isinstance(value, DateParts):
            return date_of(value, self.what)
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise wrong(f"{self.what} must be a real date, like 27 3 2015", "day") from None

    def validate(self, value: Any) -> None:
        """Refuse an empty required date and one out of bounds."""
        super().validate(value)
        if value and self.earliest and value < self.earliest:
            raise wrong(f"{self.what} must be {words.the_date(self.earliest)} or later", "day")
        if value and self.latest and value > self.latest:
            raise wrong(f"{self.what} must be {words.the_date(self.latest)} or earlier", "day")


class DateTimeField(DateField):
    """A date in three boxes and a time in a fourth; gives an instant in UTC. A time that a clock change skipped is refused."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", DateWidget(with_time=True))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the instant, taking what was typed as time in London."""
        if value is None or value == "":
            return None
        if isinstance(value, datetime):
            return value
        if isinstance(value, DateParts):
            day = date_of(value, self.what)
            if not value.time:
                raise wrong(f"{self.what} must include a time", "time")
            local = datetime.combine(day, time_of(value.time, self.what))
        else:
            try:
                local = datetime.fromisoformat(str(value))
            except ValueError:
                raise wrong(f"{self.what} must be a real date and time, like 27 3 2015 2:30pm", "day") from None
        if local.tzinfo is None:
            local = local.replace(tzinfo=LONDON)
        instant = local.astimezone(UTC)
        if instant.astimezone(LONDON).replace(tzinfo=None) != local.replace(tzinfo=None) and local.tzinfo is LONDON:
            raise wrong(
                f"{self.what}: the clocks went forward that night, so {words.the_time(local.time())} did not exist",
                "time",
            )
        return instant

    def validate(self, value: Any) -> None:
        """Refuse an empty required instant and one whose date in London is out of bounds."""
        forms.Field.validate(self, value)
        if value:
            super().validate(value.astimezone(LONDON).date())


class TimeField(forms.CharField):
    """A time of day, typed as people type it."""

    def to_python(self, value: Any) -> Any:
        """Return a :class:`datetime.time`, or ``None`` when nothing was typed."""
        if isinstance(value, time):
            return value
        typed = super().to_python(value)
        return time_of(typed, str(self.label or "Time").rstrip("?")) if typed else None

    def run_validators(self, value: Any) -> None:
        """Text validators have nothing to say about a time."""

    def prepare_value(self, value: Any) -> Any:
        """Show a stored time in words."""
        return words.the_time(value) if isinstance(value, time) else value


class YesNoField(forms.TypedChoiceField):
    """Yes, No and, when ``unknown`` is given, a third answer in those words. Gives ``True``, ``False`` or ``None``."""

    def __init__(self, *, unknown: str = "", **kwargs: Any) -> None:
        choices = [("yes", "Yes"), ("no", "No"), *([("unknown", unknown)] if unknown else [])]
        super().__init__(
            choices=choices,
            coerce=lambda answer: {"yes": True, "no": False}.get(answer),
            empty_value=None,
            widget=forms.RadioSelect,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """Show a stored answer."""
        return {True: "yes", False: "no"}.get(value, value) if value is not None else None


class OneTimeKeyField(forms.CharField):
    """The key of a one-time link: what stands behind its ``#``. A whole link may be pasted.

    A browser sends nothing from the ``#`` on, so no log of a proxy or a server has the key; ``kith.js`` fills it in and hides it.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label="Your link",
            help_text="Paste the link you were given, or what follows the # in it.",
            max_length=600,
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "data-one-time-key": ""}),
            error_messages={"required": "Paste the link you were given."},
            **options,
        )

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).rsplit("#", 1)[-1].strip()
