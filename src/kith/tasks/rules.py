"""When a clock is due, and by which rule. Pure: the arithmetic is that of :mod:`kith.calendars.rules`,
the limit is the model's."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from kith.calendars.rules import OpeningHours, due_at, end_of
from kith.kernel.rules import gives, rule
from kith.kernel.time import london_date
from kith.practice_model.explaining import limit_in_words
from kith.practice_model.rules import Model, NotInTheModel
from kith.practice_model.sample import NATIONAL, ON


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


_MODEL = Model(NATIONAL, ON, "", NATIONAL)
_ONE_DAY = Due(
    when=date(2026, 3, 5),
    rule="Decision: 1 working day from the request",
    limit="decision",
    source=NATIONAL.limits["decision"].source,
    edition="Working Together 2023",
    model_version=_MODEL.version_label,
    runs_from=date(2026, 3, 4),
)


@rule(
    "tasks.due_by",
    source="design 2.4; practice P-6",
    edition="2026",
    examples=(
        gives(_ONE_DAY, _MODEL, "decision", date(2026, 3, 4), since="the request"),
        gives(
            replace(_ONE_DAY, when=date(2010, 3, 4), runs_from=date(2010, 3, 3), edition=""),
            _MODEL,
            "decision",
            date(2010, 3, 3),
            since="the request",
        ),
        gives(None, _MODEL, "plan", date(2026, 3, 4)),
    ),
    note="The days and hours are those of the area's practice model; each limit there has its own source.",
)
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


_NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


@rule(
    "tasks.is_late",
    source="design 2.5; practice P-2",
    edition="2026",
    examples=(
        gives(False, _NOON, ended=None, now=_NOON),
        gives(True, _NOON, ended=None, now=_NOON + timedelta(seconds=1)),
        gives(False, _NOON, ended=_NOON, now=_NOON + timedelta(days=9)),
        gives(True, _NOON, ended=_NOON + timedelta(seconds=1), now=_NOON),
    ),
)
def is_late(due: datetime, *, ended: datetime | None, now: datetime) -> bool:
    """Say whether what was due at an instant was done after it, or is not done at ``now`` and should have been."""
    return (ended or now) > due
