"""Why a request stands where it stands in the queue, and how long is left. Pure but for the row given."""

from datetime import datetime, time

from kith.calendars.rules import working_days_left
from kith.front_door.models import DangerSaid, Request
from kith.kernel.time import LONDON, london_date


def why_first(request: Request) -> str:
    """Return why a request stands where it stands, in words: who said danger, which words raised it, or who lowered it."""
    if request.urgent:
        by = f" Raised by {request.urgent_by}." if request.urgent_by else ""
        return (request.urgent_words or "A child may be in danger now.") + by
    if request.lowered_at:
        return f"{request.lowered_by} says that no child is in danger now: {request.lowered_words}"
    words = [f"Raised by words: “{request.raised_words}”."] if request.raised_words else []
    if request.immediate_danger == DangerSaid.NOT_SURE:
        words.append("The sender is not sure whether someone is being hurt now.")
    return " ".join(words)


def time_left(due: datetime | None, now: datetime) -> str:
    """Return in plain words how long is left until a decision is due."""
    if due is None:
        return "No time limit is set"
    hours = (due - now).total_seconds() / 3600
    day = due.astimezone(LONDON)
    said = f"{day:%A} at {day:%H:%M}" if day.time() < time(23, 59) else f"the end of {day:%A %-d %B}"
    if hours < 0:
        late = -hours
        return f"Late by {_span(late)}: it was due by {said}"
    if london_date(due) == london_date(now):
        return f"Today, {_span(hours)} left"
    days = working_days_left(london_date(now), london_date(due))
    return f"Due by {said}" + (f" ({days} working {'day' if days == 1 else 'days'})" if days > 1 else "")


def _span(hours: float) -> str:
    if hours >= 48:
        return f"{int(hours // 24)} days"
    if hours >= 1:
        whole = int(hours)
        return f"{whole} {'hour' if whole == 1 else 'hours'}"
    minutes = max(1, int(hours * 60))
    return f"{minutes} {'minute' if minutes == 1 else 'minutes'}"
