"""Dates as they are written in a list. Pure."""

import re
from datetime import date

OLDEST_YEAR = 1890
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")


def digits_of_date(text: str) -> str:
    """Return year, month and day in eight digits of something written like a date,
    be it a day of the calendar or not; else empty."""
    if match := _YEAR_FIRST.fullmatch(text):
        return f"{match[1]}{match[2]}{match[3]}"
    if match := _DAY_FIRST.fullmatch(text):
        return f"{match[3]}{match[2]:>02}{match[1]:>02}"
    return ""


def read_date(text: str, today: date) -> tuple[date | None, str]:
    """Read a day written as 2010-02-28 or 28/02/2010. Returns the day and an empty text, or ``None`` and what is wrong."""
    digits = digits_of_date(text)
    if not digits:
        return None, f"“{text}” is not a date. Write it like 2010-02-28 or 28/02/2010."
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None, f"“{text}” is not a day of the calendar. Write it like 2010-02-28 or 28/02/2010."
    if day > today:
        return None, f"{text} is in the future. Check the year."
    if day.year < OLDEST_YEAR:
        return None, f"{text} is before {OLDEST_YEAR}. Check the year."
    return day, ""
