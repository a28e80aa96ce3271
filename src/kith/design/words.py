"""Dates, times and amounts as people read them. Pure: the present is always passed in.

The forms follow the GOV.UK style guide: 24 November 2026, 2:10pm, midday, midnight.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time

from kith.kernel.time import LONDON

NOT_RECORDED = "Not recorded"

_SENTENCE = re.compile(r"[.!?…][\"”’)]*(?=\s|$)")


def _in_london(when: datetime) -> datetime:
    return when.astimezone(LONDON) if when.tzinfo else when


def the_date(when: date | None, empty: str = NOT_RECORDED) -> str:
    """Return ``24 November 2026``. An instant gives its date in London; nothing gives ``empty``."""
    if not when:
        return empty
    if isinstance(when, datetime):
        when = _in_london(when).date()
    return f"{when.day} {when:%B %Y}"


def the_time(when: datetime | time | None, empty: str = NOT_RECORDED) -> str:
    """Return ``2:10pm``, ``9am``, ``midday`` or ``midnight``, in London time."""
    if when is None:
        return empty
    if isinstance(when, datetime):
        when = _in_london(when).time()
    if (when.hour, when.minute) in {(0, 0), (12, 0)}:
        return "midday" if when.hour else "midnight"
    minutes = f":{when.minute:02d}" if when.minute else ""
    return f"{when.hour % 12 or 12}{minutes}{'pm' if when.hour >= 12 else 'am'}"


def the_datetime(when: datetime | None, empty: str = NOT_RECORDED) -> str:
    """Return ``24 November 2026 at 2:10pm``."""
    return f"{the_date(when)} at {the_time(when)}" if when else empty


def day_name(when: date | None) -> str:
    """Return ``Tuesday``."""
    if not when:
        return ""
    return f"{_in_london(when) if isinstance(when, datetime) else when:%A}"


def short_date(when: date | None, today: date | None = None) -> str:
    """Return ``Tue 24 Nov``, with the year when it is not that of ``today``."""
    if not when:
        return NOT_RECORDED
    if isinstance(when, datetime):
        when = _in_london(when).date()
    text = f"{when:%a} {when.day} {when:%b}"
    return text if today is None or when.year == today.year else f"{text} {when.year}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def due(when: date | None, today: date, working_days: int | None = None) -> str:
    """Say when something is due: ``due Tue 24 Nov (2 working days)``, ``due today``, ``3 days overdue, was due Fri 20 Nov``.

    Args:
        when: the day, or the instant, by which it must be done; ``None`` when nothing sets one.
        today: the date in London now.
        working_days: working days between the two as the calendars room counts them, never negative; days without it.
    """
    if not when:
        return "no date set"
    day = _in_london(when).date() if isinstance(when, datetime) else when
    by = f" by {the_time(when)}" if isinstance(when, datetime) else ""
    if day == today:
        return f"due today{by}"
    distance = abs((day - today).days) if working_days is None else abs(working_days)
    count = _count(distance, "day" if working_days is None else "working day")
    if day < today:
        return f"{count} overdue, was due {short_date(day, today)}{by}"
    return f"due {short_date(day, today)}{by} ({count})"


def due_state(when: date | None, today: date) -> str:
    """Return ``none``, ``overdue``, ``today``, ``soon`` (within 3 days) or ``later``: which look a due date has."""
    if not when:
        return "none"
    day = _in_london(when).date() if isinstance(when, datetime) else when
    if day <= today:
        return "today" if day == today else "overdue"
    return "soon" if (day - today).days <= 3 else "later"


def age(born: date | None, on: date) -> str:
    """Return an age as a family says it: ``3 weeks``, ``7 months``, ``4 years``; ``not yet born`` before birth.

    The count is in months until the second birthday, and in weeks in the first 12 weeks.
    """
    if born is None:
        return "age not known"
    days = (on - born).days
    if days < 0:
        return "not yet born"
    if days < 84:
        return _count(days // 7, "week") if days >= 7 else _count(days, "day")
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    return _count(months, "month") if months < 24 else _count(months // 12, "year")


def and_list(items: list[str]) -> str:
    """Return ``a, b and c``."""
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else "".join(items)


def sentence(text: str) -> str:
    """Return a text with a capital first letter, to begin a sentence with."""
    return text[:1].upper() + text[1:]


def first_sentences(text: str, count: int = 2, longest: int = 320) -> str:
    """Return the first ``count`` sentences of a text, of at most ``longest`` characters, as one line; "…" where more follows."""
    words = " ".join(text.split())
    ends = [found.end() for found in _SENTENCE.finditer(words)]
    cut = ends[count - 1] if len(ends) >= count else len(words)
    shown = words[: min(cut, longest)].rstrip()
    if cut > longest:
        shown = shown.rsplit(" ", 1)[0]
    return shown if len(shown) >= len(words) else f"{shown} …"


def lower_first(text: str) -> str:
    """Return a text with a small first letter, to go on with inside a sentence."""
    return text[:1].lower() + text[1:]


def listed(items: Iterable[object]) -> str:
    """Return items as a reader says them: *a, b and c*; nothing for none."""
    said = [str(item) for item in items]
    return " and ".join(filter(None, [", ".join(said[:-1]), *said[-1:]]))


def spaced(code: str) -> str:
    """Return a name of our own data as a person reads it: ``early_help`` is *early help*."""
    return code.replace("_", " ")
