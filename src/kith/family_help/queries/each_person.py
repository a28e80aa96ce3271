"""Each member of a family with what is strong, what they need, what will be different and what they say (ledger A-33)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from kith.design.words import the_date
from kith.family_help.models import ChildWords, Goal
from kith.family_help.queries.family_rows import FamilyRows, listed
from kith.people.models import Agreement


@dataclass
class Each:
    """One member. What is empty is not recorded."""

    name: str
    strengths: list[str] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    goals: list[str] = field(default_factory=list)
    """Goals of this person, with what will be different and how far it has come."""
    views: list[str] = field(default_factory=list)


def each_person(found: FamilyRows, goals: Sequence[Goal]) -> list[Each]:
    """Return every member of a family that is helped, each with everything that is about them alone, from rows that are read."""
    each = {str(place.person_id): Each(place.person.name) for place in found.places}
    for person_id, part, words in (*_assessed(found), *_planned(goals), *_viewed(found)):
        said: list[str] = getattr(each[person_id], part) if person_id in each else []
        if words.strip() and words.strip() not in said:
            said.append(words.strip())
    return list(each.values())


def _assessed(found: FamilyRows) -> Iterator[tuple[str, str, str]]:
    for assessment in found.assessments[:1]:
        for row in listed(assessment, "parts"):
            yield row["person"], "strengths", row["strengths"]
            yield row["person"], "needs", row["needs"]
        for row in listed(assessment, "found"):
            yield row["person"], "needs", row["words"]


def _planned(goals: Sequence[Goal]) -> Iterator[tuple[str, str, str]]:
    for goal in goals:
        different = f" What will be different: {goal.outcome}" if goal.outcome.strip() else ""
        yield str(goal.person_id), "goals", f"{goal.words}{different} ({goal.get_state_display().lower()})"


def _viewed(found: FamilyRows) -> Iterator[tuple[str, str, str]]:
    for row in listed(found.episode, "views"):
        said = f"“{row['words']}”" if row["words"] else f"No view: {row['none']}"
        readers = ChildWords.Readers(row["readers"]).label.lower()
        yield row["person"], "views", f"{said} ({the_date(date.fromisoformat(row['on']))}; {readers})"
    for row in reversed(listed(found.family, "said")):
        if row["words"]:
            yield row["person"] or "", "views", f"{Agreement.About(row['about']).label}: {row['words']}"
