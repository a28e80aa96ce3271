"""When a clock is due, and by which rule. Pure: the arithmetic is that of :mod:`kith.calendars.rules`,
the limit is the model's."""

from dataclasses import dataclass
from datetime import date, datetime

from kith.calendars.rules import OpeningHours, due_at, end_of
from kith.kernel.time import london_date
from kith.practice_model.explaining import limit_in_words
from kith.practice_model.rules import Model, NotInTheModel


@dataclass(frozen=True)
class Due:
    """When something is due and why. ``when`` is a date (good until the end of that day in London) or an instant.

    ``rule`` is the rule in words; ``limit`` its code in the practice model, with ``source``, the ``edition`` of national guidance
    in force on the day it counts from, and the ``model_version``. A day that a worker set has a rule and none of these.
    """

    when: date | datetime
    rule: str
    limit: str = ""
    source: str = ""
    edition: str = ""
    model_version: str = ""
    runs_from: date | datetime | None = None

    @property
    def at(self) -> datetime:
        """The last instant that is still in time."""
        return self.when if isinstance(self.when, datetime) else end_of(self.when)

    @property
    def on(self) -> date | None:
        """The day, for what is due on a day and at no time of it."""
        return None if isinstance(self.when, datetime) else self.when

    @property
    def day(self) -> date:
        """The day in London on which it is due."""
        return london_date(self.when) if isinstance(self.when, datetime) else self.when


def due_by(model: Model, code: str, start: date | datetime, *, since: str = "", hours: OpeningHours | None = None) -> Due | None:
    """Return when a time limit of the model that counts from ``start`` is due; ``None`` when the area has not set it.

    ``since`` says in words what it counts from. ``hours``: the opening hours of the service, for a limit in hours of opening.
    """
    limit = model.limit(code)
    if limit is None:
        return None
    words = f"{limit.name}: {limit_in_words(limit)}"
    return Due(
        when=due_at(start, limit, hours),
        rule=f"{words} from {since}" if since else words,
        limit=code,
        source=limit.source,
        edition=_edition(model, start),
        model_version=model.version_label,
        runs_from=start,
    )


def _edition(model: Model, start: date | datetime) -> str:
    try:
        return model.edition_on(london_date(start) if isinstance(start, datetime) else start).name
    except NotInTheModel:
        # A request from before the first edition known still has its day; which edition held then is not known.
        return ""
