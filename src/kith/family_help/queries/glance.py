"""What answers a worker's first questions about a family: the top of its page (practice P-12; design 6)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kith.design.words import first_sentences, the_date
from kith.family_help.models import Assessment, Goal, LeadAssignment, RiskLevel, Statement, StepDecision
from kith.family_help.queries.family_rows import FamilyRows, listed
from kith.kernel.time import london_date


@dataclass(frozen=True)
class Said:
    """Words, and whose they are."""

    words: str
    by: str


@dataclass(frozen=True)
class ChildNow:
    """When a child was last seen, by whom, alone or not, and what they last said with who may read it; empty where nothing is."""

    name: str
    seen: str
    said: str
    readers: str


@dataclass(frozen=True)
class Glance:
    """The answers; an empty one says that it is not recorded."""

    worry: Said | None
    good: list[Said]
    risk: str
    children: list[ChildNow]
    change: list[str]
    told: bool
    """Whether what was said when help was asked for can be read."""


def glance(found: FamilyRows, goals: Sequence[Goal], steps: Sequence[StepDecision], sees: frozenset[str]) -> Glance:
    """Return the answers from rows that are read already. What belongs to the assessment is said to whoever sees it."""
    assessments = [each for each in found.assessments if each.state != Assessment.State.STOPPED]
    return Glance(
        worry=_worry(found, assessments),
        good=[Said(first_sentences(each["strengths"], 1), each["name"]) for each in _strengths(assessments)],
        risk=_risk(found.turns, steps),
        children=[_child(basis) for basis in found.bases] if "assessment" in sees else [],
        told=bool(listed(found.family, "told")),
        change=[*_change(assessments), *_next_goals(goals)],
    )


def _worry(found: FamilyRows, assessments: Sequence[Assessment]) -> Said | None:
    for each in assessments:
        if each.analysis.strip():
            state = each.get_state_display().lower()
            return Said(first_sentences(each.analysis), f"{each.get_kind_display()}, {state}, begun {the_date(each.started_on)}")
    if found.episode is None:
        return None
    for told in listed(found.family, "told"):
        if told["about"] == Statement.About.WORRIES:
            return Said(f"“{first_sentences(told['words'])}”", f"{told['source']}, {the_date(date.fromisoformat(told['on']))}")
    return Said(first_sentences(found.episode.reason), f"Why help began, {the_date(london_date(found.episode.opened_at))}")


def _strengths(assessments: Sequence[Assessment]) -> list[dict[str, Any]]:
    for each in assessments:
        if rows := [row for row in listed(each, "parts") if row["strengths"]]:
            return rows
    return []


def _risk(turns: Sequence[LeadAssignment], steps: Sequence[StepDecision]) -> str:
    """Return the level of risk and harm, since when, and who decided it."""
    said: list[tuple[datetime, str, str]] = sorted(
        [
            *((turn.proposed_at, turn.risk_level, "when a lead was chosen") for turn in turns if turn.risk_level),
            *(
                (step.decided_at, step.risk_level, f"decided by {step.decided_by.name}" if step.decided_by else "at a step")
                for step in steps
                if step.risk_level
            ),
        ]
    )
    if not said:
        return ""
    level = said[-1][1]
    since, _, how = next(each for number, each in enumerate(said) if all(later[1] == level for later in said[number:]))
    return f"{RiskLevel(level).label}, since {the_date(london_date(since))}, {how}"


def _child(basis: Any) -> ChildNow:
    seen, said = ([*listed(basis, name), None][0] for name in ("last_seen", "last_words"))
    seen_words = ""
    if seen:
        how = "alone" if seen["alone"] else "not alone"
        by = f", by {seen['by']}" if seen["by"] else ""
        seen_words = f"Seen {how} on {the_date(date.fromisoformat(seen['on']))}{by}"
    return ChildNow(
        name=basis.person.name,
        seen=seen_words,
        said=first_sentences(said["words"]) if said else "",
        readers=_READERS[said["readers"]] if said else "",
    )


_READERS = {
    "undecided": "for professionals only: who may read it is not decided",
    "professionals": "for professionals only",
    "named": "for professionals and those named",
}


def _change(assessments: Sequence[Assessment]) -> Iterator[str]:
    for each in assessments:
        if each.what_needs_to_change.strip():
            yield first_sentences(each.what_needs_to_change)
            return


def _next_goals(goals: Sequence[Goal]) -> Iterator[str]:
    """The two goals that come first."""
    dated = sorted((each.by_when, each.words) for each in goals if each.state == Goal.State.OPEN and each.by_when)
    for day, words in dated[:2]:
        yield f"{first_sentences(words, 1)} (by {the_date(day)})"
