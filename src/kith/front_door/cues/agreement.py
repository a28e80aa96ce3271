"""Cues from what was agreed and by whom, and from what the young person says or was not asked. Pure."""

import re
from collections.abc import Iterator
from typing import Any

from kith.design.words import listed
from kith.front_door.cues.seen import CA, GDPR, ISA, Cue, Seen, called
from kith.front_door.cues.vocabulary import Level
from kith.people.matching.spelling import fold

_WITH_INTERPRETER = re.compile(r"(?i)(?<!no )interpreter|in (?:slovak|polish|romani|dari|mandarin)")
_WISH_ABOUT_PARENTS = re.compile(r"(?i)not ring home|is lying|asked me if")
_WORDS_FOR = {"mother": {"mother", "mum", "mums", "she", "her"}, "father": {"father", "dad", "he", "his"}}


def agreement(seen: Seen) -> Iterator[Cue]:
    """Say what was agreed, what was not, and whether those who agreed could."""
    service, sharing, by = seen.agreement_service, seen.agreement_sharing, seen.agreement_by
    agreed = "yes" in (service, sharing)
    if agreed and seen.kind == "professional":
        yield from _who_agreed(seen)
    if agreed and service != sharing:
        yield Cue(
            "agreement_parts",
            Level.CHECK,
            f"A service: {_answer(service)}. Sharing: {_answer(sharing)}",
            "These are two questions. The one not answered yes is asked or left.",
            ISA,
        )
    if "no" in (service, sharing):
        yield Cue(
            "agreement_refused",
            Level.CHECK,
            "Agreement was refused",
            "Without agreement, other agencies are asked only where there is reasonable cause to suspect significant harm."
            " Otherwise "
            "try again with the parent, and set a date.",
            f"{GDPR}; {ISA}",
            by,
        )
    elif not agreed:
        yield Cue(
            "agreement_not_asked",
            Level.CHECK,
            "No one has agreed to a service or to sharing",
            "Before other agencies are asked: agreement, or reasonable cause to suspect significant harm.",
            f"{GDPR}; {ISA}",
            seen.agreement_reason,
        )


def _who_agreed(seen: Seen) -> Iterator[Cue]:
    by, responsible = seen.agreement_by, seen.responsible()
    parents = [each for each in seen.people if each.key in responsible or each.role in ("parent", "carer")]
    if any(each.interpreter for each in parents) and not _WITH_INTERPRETER.search(by):
        yield Cue(
            "agreed_without_interpreter",
            Level.CHECK,
            "Agreement was given without an interpreter",
            "Check with an interpreter what was understood and agreed.",
            ISA,
            by,
        )
    said = fold(by).split()
    named = [each for each in seen.adults if each.forename and fold(each.forename).split()[0] in said]
    without = [each for each in named if each.key not in responsible and each.role in ("carer", "relative", "adult")]
    if without:
        yield Cue(
            "agreed_by_carer",
            Level.CHECK,
            f"{called(without[0])} agreed and has no parental responsibility that we know of",
            "A carer's agreement is not the parents'. Ask those who have parental responsibility.",
            f"{CA}, sections 2 and 3",
            by,
        )
    not_asked = _not_asked(seen, named, set(said))
    if not_asked and (named or {"mother", "mum", "father", "dad"} & set(said)):
        yield Cue(
            "holder_not_asked",
            Level.CHECK,
            "Not everyone with parental responsibility has been asked: " + listed(called(each) for each in not_asked),
            "Service, sharing and telling are three questions, for each of them. Not asking one needs a reason, such as danger.",
            ISA,
        )
    if "relu" in fold(by):
        yield Cue("agreed_reluctantly", Level.CHECK, "Agreement was reluctant", "It may not hold: go and listen first.", ISA, by)


def _not_asked(seen: Seen, named: list[Any], said: set[str]) -> list[Any]:
    """Return those with parental responsibility whom the words about agreement do not mention."""
    kinds = {who: kind for who, kind, _, _ in seen.relationships}
    return [
        each
        for each in seen.adults
        if each.key in seen.responsible()
        and each not in named
        and not said & _WORDS_FOR.get(kinds.get(each.key, ""), set())
        and "both" not in said
    ]


def heard(seen: Seen) -> Iterator[Cue]:
    """Say whose own view is missing, and what a child wishes about their parents."""
    old_enough = [child for child in seen.children if (seen.age_of(child) or 0) >= 12]
    if old_enough and not seen.child_views and seen.kind != "child":
        yield Cue(
            "child_not_heard",
            Level.CHECK,
            "The young person's own view is not given",
            "Ask what they want and who may know: " + listed(called(child) for child in old_enough) + ".",
            f"{CA}, section 17(4A)",
        )
    if seen.kind != "child" and _WISH_ABOUT_PARENTS.search(seen.texts):
        yield Cue(
            "child_wish_about_parents",
            Level.PROTECT,
            "The child has a wish about the parents",
            "Weigh it before anyone rings home, and tell the child what is decided.",
            f"{CA}, section 17(4A)",
        )


def _answer(value: str) -> str:
    return {"yes": "yes", "no": "no"}.get(value, "not asked")
