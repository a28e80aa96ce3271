"""Cues from the people of a request: names, ages, birth, homes, languages and needs. Pure."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from kith.design.words import listed, the_date
from kith.front_door.cues.seen import CA, GDPR, OURS, WT, Cue, Seen, called
from kith.front_door.cues.vocabulary import Level
from kith.front_door.keys import addresses_in, telephones_in
from kith.kernel.time import london_date
from kith.people.matching.spelling import fold

UNBORN_RULE = "Children in need census, rule 8606"


def names_and_ages(seen: Seen) -> Iterator[Cue]:
    """Say whose name or date of birth is missing, doubtful or listed twice."""
    unnamed = [child for child in seen.children if child.role == "child" and not (child.forename and child.surname)]
    if unnamed:
        yield Cue(
            "child_without_name",
            Level.CHECK,
            f"{len(unnamed)} {'child' if len(unnamed) == 1 else 'children'} without a full name",
            "Find out who they are from the address, the school and earlier contacts. No one is invented.",
            OURS,
        )
    without_birth = [child for child in seen.children if child.role == "child" and not child.date_of_birth]
    if without_birth:
        yield Cue(
            "no_date_of_birth",
            Level.CHECK,
            "No date of birth for " + listed(child.forename or child.surname or "a child" for child in without_birth),
            "Keep what was said about the age. No guess is recorded as a date of birth.",
            "Children in need census, date of birth",
        )
    for child in seen.people:
        if child.date_of_birth and (child.date_of_birth.month, child.date_of_birth.day) == (2, 29):
            yield Cue(
                "leap_day",
                Level.CHECK,
                f"{the_date(child.date_of_birth)} is a real date",
                "A leap year: the date of birth is possible and is not changed.",
                "Calendar",
            )
    for first, second in _listed_twice(seen.people):
        yield Cue(
            f"listed_twice_{second.key}",
            Level.CHECK,
            f"{first.forename} {first.surname} is listed twice",
            f"“{first.forename} {first.surname}” and “{second.forename} {second.surname}” look like one person: one record.",
            OURS,
        )
    half = [f"{each.forename or each.surname} ({each.role})" for each in seen.adults if bool(each.forename) != bool(each.surname)]
    if half:
        yield Cue(
            "name_incomplete",
            Level.CHECK,
            "Someone's name is incomplete: " + listed(half),
            "Identify them: ask for the full name and date of birth.",
            WT,
        )


def _listed_twice(people: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    for index, first in enumerate(people):
        for second in people[index + 1 :]:
            same_birth = first.date_of_birth and first.date_of_birth == second.date_of_birth
            forename = fold(first.forename)
            if same_birth and forename and forename == fold(second.forename) and first.role == second.role:
                yield first, second


def where_and_how(seen: Seen) -> Iterator[Cue]:
    """Say where they are to be found, which interpreter they need, and which child is disabled."""
    if not any(person.address or person.postcode for person in seen.people):
        addresses = sorted(addresses_in(seen.worries))
        yield Cue(
            "address_only_in_text" if addresses else "no_address",
            Level.CHECK,
            "The address is only in the text" if addresses else "No address is given",
            "Earlier contacts at this address were looked for." if addresses else "Ask the sender, or look the family up.",
            OURS,
            "; ".join(addresses),
        )
    if telephones_in(seen.worries):
        yield Cue("number_in_text", Level.CHECK, "A telephone number is in the text", "It was looked for too.", OURS)
    speaking = [
        (person, person.interpreter or person.language)
        for person in seen.people
        if person.interpreter or (person.language and fold(person.language) != "english")
    ]
    if speaking:
        yield Cue(
            "interpreter",
            Level.CHECK,
            "Interpreter needed: " + listed(dict.fromkeys(words for _, words in speaking)),
            "Book an interpreter who is not family, host or school. For: "
            + listed(called(person) for person, _ in speaking)
            + ".",
            "Equality Act 2010; " + WT,
        )
    disabled = [child for child in seen.children if child.disability]
    if disabled:
        yield Cue(
            "disabled_child",
            Level.CHECK,
            "A disabled child is a child in need by definition: " + listed(called(child) for child in disabled),
            "No further test is needed for section 17. Ask about short breaks and a carer's assessment, and about each brother"
            " and "
            "sister's own needs.",
            f"{CA}, section 17(10)(c); Chronically Sick and Disabled Persons Act 1970",
        )


def birth(seen: Seen) -> Iterator[Cue]:
    """Say what follows for a child who is not born yet, and for whoever may be the father."""
    if len(seen.unborn) > 1:
        yield Cue(
            "several_unborn",
            Level.CHECK,
            f"{len(seen.unborn)} unborn children: {len(seen.unborn)} records",
            "Each is decided and recorded apart.",
            UNBORN_RULE,
        )
    if seen.unborn:
        yield from _expected(seen)
    yield from _fathers(seen)


def _expected(seen: Seen) -> Iterator[Cue]:
    today = london_date(seen.received_at)
    dates = sorted({child.expected_date for child in seen.unborn if child.expected_date})
    yield Cue(
        "unborn",
        Level.CHECK,
        "Unborn child" + (f", expected {listed(the_date(day) for day in dates)}" if dates else ", expected date not given"),
        "An unborn child is decided in their own right. "
        + (f"The birth is {_weeks_off(dates[0], today)} weeks off. " if dates and dates[0] >= today else "")
        + "Each possible father is recorded and is told nothing by a page. The conference date follows the area's model.",
        f"{UNBORN_RULE}; " + WT,
    )
    if any(day > today + timedelta(days=280) for day in dates):
        yield Cue(
            "expected_date_too_far",
            Level.CHECK,
            "The expected date is more than 280 days away",
            "A referral cannot be that early: check the date with the sender.",
            UNBORN_RULE,
        )
    if any(day < today - timedelta(days=21) for day in dates):
        yield Cue(
            "expected_date_past", Level.CHECK, "The expected date has passed", "Ask whether the child has been born.", UNBORN_RULE
        )


def _weeks_off(day: date, today: date) -> int:
    return (day - today).days // 7


_POSSIBLE_FATHER = re.compile(r"(?i)possible father|also possible|says he is the father")


def _fathers(seen: Seen) -> Iterator[Cue]:
    possible = [adult for adult in seen.adults if _POSSIBLE_FATHER.search(adult.notes)]
    if len(possible) > 1:
        yield Cue(
            "possible_fathers",
            Level.PROTECT,
            f"{len(possible)} possible fathers",
            "Each is recorded as possible and is told nothing of the other.",
            GDPR,
            listed(called(adult) for adult in possible),
        )
    elif seen.unborn and any(kind == "father" for _, kind, _, _ in seen.relationships):
        yield Cue(
            "father_of_unborn",
            Level.PROTECT,
            "A father is named for an unborn child",
            "He is recorded and told nothing until the mother and the worker have agreed how.",
            GDPR,
        )


_LIVES_ELSEWHERE = re.compile(r"(?i)elsewhere|different school|alternate weekends|lives with")
_CLOSE_KIN = ("aunt_uncle", "grandparent", "sibling", "step_parent", "half_sibling")


def households(seen: Seen) -> Iterator[Cue]:
    """Say whether the children live in more than one home, and whether one lives with a close relative."""
    homes = {fold(child.lives_with) for child in seen.children if child.lives_with} | {
        fold(child.lives_with) or fold(child.address) for child in seen.children if child.address
    }
    other = any(_LIVES_ELSEWHERE.search(f"{child.notes} {child.lives_with}") for child in seen.children)
    if len(homes - {""}) > 1 or (other and len(seen.children) > 1):
        yield Cue(
            "two_households",
            Level.CHECK,
            "The children live in more than one household",
            "Decide for each child alone. One child is not referred because of another's need; parents who live apart are two "
            "households and two readers.",
            f"{CA}, section 17",
        )
    kin = {who for who, kind, _, _ in seen.relationships if kind in _CLOSE_KIN}
    carers = [person for person in seen.people if person.key in kin and person.role in ("relative", "carer")]
    with_them = any("me since" in fold(child.lives_with) or "with me" in fold(child.lives_with) for child in seen.children)
    if carers and with_them:
        yield Cue(
            "kinship",
            Level.CHECK,
            "The child lives with a close relative",
            "This is not private fostering. Advise on what the relative may sign for and on the kinship offer. Ask who has"
            " parental "
            "responsibility, and what the parent wishes when well.",
            f"{CA}, sections 2 to 3 and 105; Kinship care guidance (DfE, 2024)",
        )
