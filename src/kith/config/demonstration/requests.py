"""The requests for support of one area over a year, and what was decided about each. Pure:
decided before anything is recorded."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from kith.calendars.rules import add_working_days
from kith.config.demonstration.request import RequestPlan, body_of
from kith.family_help.demonstration.courses import Course, courses_of
from kith.kernel.time import LONDON
from kith.people.demonstration import shapes
from kith.people.demonstration.households import Households
from kith.people.demonstration.plans import FamilyPlan, as_of
from kith.people.demonstration.worries import with_themes


def plan_area(area: str, *, seed: int, today: date, as_at: datetime, families: int) -> list[RequestPlan]:
    """Return every request of one area over the year before ``today``, oldest first.

    ``families`` is how many are helped; with them come the requests that lead to advice or to nothing, in the published shares.
    ``as_at`` is the moment up to which things have happened.
    """
    chance = Random(f"{seed}:{area}:{families}")
    made = Households(area, chance, today, seed)
    helped = [made.family(number) for number in range(families)]
    helped = with_themes(helped, chance, today)
    courses = courses_of(helped, area=area, chance=chance, today=today)
    total = round(families / 0.36)
    outcomes = shapes.deal(shapes.CONTACT_OUTCOME, total, chance)
    brief = [group for group in outcomes if group in ("Advice", "No further action", "Other")]
    sources = shapes.deal({each: each[3] for each in shapes.SOURCES}, families + len(brief), chance)
    requests: list[RequestPlan] = []
    for family, (course, ago) in zip(helped, courses, strict=True):
        source = sources.pop()
        group = "Referral" if course.outcome in ("section_17", "child_protection") else "Early or family help"
        requests.append(
            _request(family, source, _moment(today, ago, source[2], chance, as_at), course.outcome, group, chance, course=course)
        )
    open_families = [r for r in requests if r.course and r.course.ended_after is None]
    for number, group in enumerate(brief, start=families):
        source = sources.pop()
        outcome = {"Advice": "advice", "No further action": "nfa"}.get(group) or chance.choice(
            ["signposted", "linked_open", "linked_open", "another_area", "declined", "return_for_agreement"]
        )
        family = with_themes([made.family(number)], chance, today)[0]
        ago = chance.randrange(2, 360)
        about_open = outcome == "linked_open"
        if about_open and open_families:
            known = chance.choice(open_families)
            family = known.family
            ago = max(1, min(ago, (today - known.received_at.date()).days - 3))
        elif about_open:
            outcome, about_open = "signposted", False
        moment = _moment(today, ago, source[2], chance, as_at)
        requests.append(_request(family, source, moment, outcome, group, chance, about_open=about_open))
    requests += _waiting(made, chance, today, as_at, start=families + len(brief))
    requests.sort(key=lambda request: request.received_at)
    requests = [replace(request, family=as_of(request.family, request.received_at.date())) for request in requests]
    return [
        replace(request, number=number, body=body_of(request, area, seed, number, chance))
        for number, request in enumerate(requests)
    ]


def _moment(today: date, ago: int, voice: str, chance: Random, as_at: datetime) -> datetime:
    """Return when a request came: the police at any hour, others in working hours on working days."""
    day = today - timedelta(days=ago)
    if voice == "police":
        at = time(chance.randrange(24), chance.randrange(60))
    else:
        day = add_working_days(day, 0) if day.weekday() < 5 else day - timedelta(days=day.weekday() - 4)
        at = time(chance.randrange(8, 17), chance.randrange(60))
    moment = datetime.combine(day, at, tzinfo=LONDON).astimezone(UTC)
    return min(moment, as_at - timedelta(hours=20))


def _request(
    family: FamilyPlan,
    source: tuple[str, str, str, float],
    received_at: datetime,
    outcome: str | None,
    group: str,
    chance: Random,
    *,
    course: Course | None = None,
    about_open: bool = False,
) -> RequestPlan:
    return RequestPlan(
        number=0,
        received_at=received_at,
        source=source[1],
        source_group=source[0],
        voice=source[2],
        family=family,
        outcome=outcome,
        outcome_group=group,
        course=course,
        about_open=about_open,
    )


def _waiting(made: Households, chance: Random, today: date, as_at: datetime, *, start: int) -> Iterator[RequestPlan]:
    """Yield what lies in the queue this morning."""
    by_voice = {source[2]: source for source in shapes.SOURCES}
    waits = (
        ("school", "open", 55),
        ("police", "urgent", 20),
        ("health visitor", "hub", 60 * 18),
        ("relative", "must_not_be_named", 60 * 2 + 10),
        ("self", "open", 35),
        ("anonymous", "open", 60 * 15),
        ("police", "hub", 60 * 20),
        ("emergency department", "handover", 60 * 3),
    )
    for number, (voice, waiting, minutes) in enumerate(waits, start=start):
        family = with_themes([made.family(number)], chance, today)[0]
        request = _request(family, by_voice[voice], as_at - timedelta(minutes=minutes), None, "", chance)
        yield replace(request, waiting=waiting, urgent=waiting in ("urgent", "handover"))
