"""What a body says that cannot be, though every field is well formed. One rule a function, in the order in which it is said.
Pure."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from kith.front_door.body.problems import FieldProblem, shown
from kith.front_door.body.request import PersonNamed, RequestBody
from kith.front_door.rules import looks_like_what_it_is
from kith.kernel.time import london_date

OLDEST_YEAR = 1900

PersonRule = Callable[[PersonNamed, date], Iterator[tuple[str, str, str]]]
"""Gives, of one person on a London day, the field, what is wrong with it and its fix."""

BodyRule = Callable[[RequestBody, datetime], Iterator[FieldProblem]]


def contradictions(body: RequestBody, now: datetime) -> list[FieldProblem]:
    """Return everything in a body that contradicts itself or the calendar, each with its field and its fix."""
    return [problem for rule in BODY_RULES for problem in rule(body, now)]


# --- one person


def birth_to_come(person: PersonNamed, today: date) -> Iterator[tuple[str, str, str]]:
    """Nobody was born later than tomorrow: the clock of a sender may be ahead of ours by an hour or two."""
    if person.date_of_birth and person.date_of_birth > today + timedelta(days=1):
        fix = "Check the date; for a child not yet born use the role unborn and expected_date."
        yield "date_of_birth", f"{person.date_of_birth} has not come yet.", fix


def day_of_another_century(person: PersonNamed, today: date) -> Iterator[tuple[str, str, str]]:
    """A birth, or an expected one, before 1900 is a slip of the pen."""
    for field, day in (("date_of_birth", person.date_of_birth), ("expected_date", person.expected_date)):
        if day and day.year < OLDEST_YEAR:
            yield field, f"{day} is before {OLDEST_YEAR}.", "Check the year."


def birth_of_an_unborn(person: PersonNamed, today: date) -> Iterator[tuple[str, str, str]]:
    """An unborn child has an expected date and no date of birth."""
    if person.role == "unborn" and person.date_of_birth:
        yield "date_of_birth", "An unborn child has no date of birth.", "Use expected_date, or the role child."


def expected_though_born(person: PersonNamed, today: date) -> Iterator[tuple[str, str, str]]:
    """Only an unborn child is expected."""
    if person.role != "unborn" and person.expected_date:
        yield "expected_date", "Only an unborn child has an expected date.", "Use date_of_birth, or the role unborn."


PERSON_RULES: tuple[PersonRule, ...] = (birth_to_come, day_of_another_century, birth_of_an_unborn, expected_though_born)


# --- the whole body


def what_is_kept(body: RequestBody, now: datetime) -> Iterator[FieldProblem]:
    """What must be kept from somebody is what it is said to be: a number hides no address."""
    for position, each in enumerate(body.protect):
        if each.kind and (problem := looks_like_what_it_is(each.kind, each.what)):
            fix = "Give the number, like 01632 960 001." if each.kind == "telephone" else "Give it as a telephone number."
            yield FieldProblem(field=f"protect[{position}].what", problem=problem, fix=fix)


def people(body: RequestBody, now: datetime) -> Iterator[FieldProblem]:
    """Each person has a key of their own, and days that can be."""
    today, seen = london_date(now), Counter[str]()
    for index, person in enumerate(body.people):
        seen[person.key] += 1
        if seen[person.key] > 1:
            yield FieldProblem(
                field=f"people[{index}].key",
                problem=f"The key {shown(person.key)} is used twice.",
                fix="Give each person a key of their own.",
            )
        for rule in PERSON_RULES:
            for field, problem, fix in rule(person, today):
                yield FieldProblem(field=f"people[{index}].{field}", problem=problem, fix=fix)


def no_child(body: RequestBody, now: datetime) -> Iterator[FieldProblem]:
    """A request is about at least one child."""
    if not body.children:
        yield FieldProblem(
            field="people", problem="No child is named.", fix="Add at least one person with the role child or unborn."
        )


def relationships(body: RequestBody, now: datetime) -> Iterator[FieldProblem]:
    """Both ends of a relationship are people of the request, and different ones."""
    keys = {person.key for person in body.people}
    for index, related in enumerate(body.relationships):
        for end, key in (("from", related.from_key), ("to", related.to_key)):
            if key not in keys:
                yield FieldProblem(
                    field=f"relationships[{index}].{end}",
                    problem=f"There is nobody with the key {shown(key)}.",
                    fix="Use the key of one of the people.",
                )
        if related.from_key == related.to_key:
            yield FieldProblem(
                field=f"relationships[{index}]", problem="Nobody is related to themselves.", fix="Use two different keys."
            )


def receipt_to_come(body: RequestBody, now: datetime) -> Iterator[FieldProblem]:
    """Nothing was received later than now."""
    if body.received_at and body.received_at > now:
        yield FieldProblem(
            field="received_at",
            problem="This time has not come yet.",
            fix="Give the time it was received, not later than now.",
        )


def anonymous_with_a_name(body: RequestBody, now: datetime) -> Iterator[FieldProblem]:
    """Who gave no name has none: what is kept of an anonymous sender is a telephone number at most (practice P-4)."""
    if body.kind == "anonymous" and any((body.sender.name, body.sender.organisation, body.sender.email)):
        yield FieldProblem(
            field="sender",
            problem="An anonymous request carries no name, organisation or email.",
            fix="Leave them out, or say who asks with another kind.",
        )


BODY_RULES: tuple[BodyRule, ...] = (what_is_kept, people, no_child, relationships, receipt_to_come, anonymous_with_a_name)
