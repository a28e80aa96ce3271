"""The kinds of value that a body holds: dates, moments, texts, codes. Each is refused with its fix, as *problem|fix*."""

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from kith.front_door.body.problems import shown
from kith.practice_model.codes import labels

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})")


_MONTHS = "January February March April May June July August September October November December".split()


def _date(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise ValueError(f"{shown(value)} is not a date.|Give the date as YYYY-MM-DD, for example 2017-04-07.")
    year, month, day = (int(part) for part in value.split("-"))
    if not 1 <= month <= 12:
        raise ValueError(f"{value} is not a date: there is no month {month}.|Give the date as YYYY-MM-DD.")
    try:
        read = date(year, month, day)
    except ValueError:
        raise ValueError(
            f"{value} is not a date: {_MONTHS[month - 1]} {year} has no day {day}.|Check the date with whoever gave it."
        ) from None
    return read


def _instant(value: Any) -> Any:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("The time has no offset from UTC.|Add the offset, for example 2026-01-17T23:48:00+00:00.")
        return value
    if not isinstance(value, str):
        raise ValueError("This is not a time.|Give it as text, for example 2026-01-17T23:48:00+00:00.")
    if not _TIME.fullmatch(value):
        if _TIME.fullmatch(value + "Z"):
            raise ValueError(
                f"{value} has no offset from UTC.|Add the offset, for example {value}+00:00 in winter or +01:00 in summer."
            )
        raise ValueError(f"{shown(value)} is not a time.|Give it as 2026-01-17T23:48:00+00:00.")
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value} is not a time that exists.|Check the day and the hour.") from None


def _whole(value: Any) -> Any:
    """JSON knows one kind of number: 3.0 is the whole number 3."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _keepable(value: str) -> str:
    if "\x00" in value:
        raise ValueError("The text holds a null character.|Remove the null character (\\u0000).")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError("The text holds half of a character (a lone surrogate).|Send the text again as UTF-8.") from None
    return value.strip()


def _not_blank(value: str) -> str:
    if not value:
        raise ValueError("This is empty.|Fill it in.")
    return value


SCHOOLS_ETHNICITY = {
    **dict.fromkeys("WALB WBOS WCRO WEEU WEUR WGRC WGRE WGRK WITA WKOS WOTW WPOR WSER WTUC WTUK WTUR WWEU".split(), "WOTH"),
    **dict.fromkeys("MWAI MWAO MWAP".split(), "MWAS"),
}
"""The school census's finer codes that schools send, and the code of the children in need census each belongs to."""


def census_ethnicity(sent: str) -> str:
    """Return the ethnicity code of the children in need census for the code that was sent."""
    return SCHOOLS_ETHNICITY.get(sent, sent)


def _ethnicity(value: str) -> str:
    if value and value not in labels("ethnicity") and value not in SCHOOLS_ETHNICITY:
        raise ValueError(
            f"{shown(value)} is not an ethnicity code.|Use one of {', '.join(sorted(labels('ethnicity')))}, or leave it out."
        )
    return value


_ANYTHING: dict[str, Any] = {"pattern": r"^[^\u0000]*$"}


_SOMETHING: dict[str, Any] = {"minLength": 1, "pattern": r"^[^\u0000]*[^\s\u0000][^\u0000]*$"}
"""What the description says of text: no null character; not blank."""


Text = Annotated[str, AfterValidator(_keepable), Field(json_schema_extra=_ANYTHING)]


Words = Annotated[str, AfterValidator(_keepable), AfterValidator(_not_blank), Field(json_schema_extra=_SOMETHING)]


Day = Annotated[date, BeforeValidator(_date), Field(json_schema_extra={"type": "string", "format": "date"})]


Instant = Annotated[datetime, BeforeValidator(_instant), Field(json_schema_extra={"type": "string", "format": "date-time"})]


YesNoNotAsked = Literal["yes", "no", "not_asked"]


Text10 = Annotated[str, Field(max_length=10, json_schema_extra=_ANYTHING), AfterValidator(_keepable)]


Text40 = Annotated[str, Field(max_length=40, json_schema_extra=_ANYTHING), AfterValidator(_keepable)]


Text60 = Annotated[str, Field(max_length=60, json_schema_extra=_ANYTHING), AfterValidator(_keepable)]


Text100 = Annotated[str, Field(max_length=100, json_schema_extra=_ANYTHING), AfterValidator(_keepable)]


Text120 = Annotated[str, Field(max_length=120, json_schema_extra=_ANYTHING), AfterValidator(_keepable)]


Text160 = Annotated[str, Field(max_length=160, json_schema_extra=_ANYTHING), AfterValidator(_keepable)]


Text200 = Annotated[str, Field(max_length=200, json_schema_extra=_ANYTHING), AfterValidator(_keepable)]


Text300 = Annotated[str, Field(max_length=300, json_schema_extra=_ANYTHING), AfterValidator(_keepable)]
