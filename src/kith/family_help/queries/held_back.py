"""What is left out of the copy of a reader from whom anything is kept, until a worker has read it for them (P-9).

The curtain takes out the words that are protected. It cannot see what a sentence tells: "her sister keeps a packed bag" holds no
address. So a text of the whole family is in such a copy only when a worker said, with a reason, that it is safe for this reader;
and only for as long as it is the text that they read.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kith.design.words import the_date
from kith.family_help.models import Action, Goal, Plan, PlanShare
from kith.family_help.readers import Reader
from kith.workbench.about import CopyPart
from kith.workbench.readers import Curtain


@dataclass(frozen=True)
class WholePart:
    """A text that belongs to the whole family, as the record has it: for the worker who decides, never for the reader."""

    code: str
    title: str
    words: str

    @property
    def read_as(self) -> str:
        """The fingerprint of the text that was read."""
        return hashlib.sha256(self.words.encode()).hexdigest()


def whole_parts(plan: Plan, reader: Reader, hide: Curtain, goals: Iterable[Goal], rooms: Iterable[CopyPart]) -> list[WholePart]:
    """Return the texts of the whole family that a reader would get, when anything is kept from them; else none.

    ``goals`` are those whose text they would read. What is the reader's own (a goal of theirs, an action of theirs, a child's own
    part) is none of these, and a child's words are decided reader by reader (P-10).
    """
    if not hide.keeps:
        return []
    return [part for part in _parts(plan, reader, goals, rooms) if part.words.strip()]


def said_safe(share: PlanShare | None, parts: Iterable[WholePart]) -> set[str]:
    """Return the codes of the parts that were said to be safe for the reader of a copy, as they stand now."""
    return {part.code for part in parts if share and share.safe_parts.get(part.code) == part.read_as}


def newest_share(plan: Plan, reader: Reader) -> PlanShare | None:
    """Return the reader's latest copy of a plan."""
    return PlanShare.objects.filter(plan=plan, person=reader.person, ended_at__isnull=True).order_by("-shared_at", "-id").first()


def is_read_for(share: PlanShare | None, keeps: Iterable[str]) -> bool:
    """Return whether a worker confirmed that a copy was read for its reader, knowing all that is kept from them now."""
    kept = set(keeps)
    return not kept or (share is not None and share.read_for_them and kept <= set(share.kept))


def _parts(plan: Plan, reader: Reader, goals: Iterable[Goal], rooms: Iterable[CopyPart]) -> Iterator[WholePart]:
    if reader.kind == "network":
        return
    yield WholePart("contact", "How we meet", plan.contact)
    for part in plan.children.select_related("person"):
        if part.person_id in reader.about and part.person_id != reader.person.pk:
            yield WholePart(f"child:{part.pk}", f"For {part.person.name}", part.words)
    for goal in goals:
        yield from _of_goal(goal, reader)
    if not reader.in_family:
        return
    yield WholePart("family_proposal", "What the family proposed", _lines(plan.family_proposal, plan.proposal_by))
    yield WholePart("if_things_get_harder", "If things get harder", plan.if_things_get_harder)
    for review in plan.reviews.all():
        yield WholePart(f"review:{review.pk}", f"When we looked at the plan on {the_date(review.held_on)}", review.words)
    yield WholePart("moving_on", "Moving on", plan.moving_on)
    for number, room in enumerate(rooms):
        yield WholePart(f"room:{number}", str(room.title), _lines(*map(str, room.lines)))


def _of_goal(goal: Goal, reader: Reader) -> Iterator[WholePart]:
    """Return a goal that is not the reader's own, or, of one that is, the actions of others."""
    actions = [row for row in goal.actions.all() if row.state != Action.State.STOPPED]
    if goal.person_id != reader.person.pk:
        title = f"Goal {goal.position}: {goal.person.name if goal.person else 'all of us'}"
        words = _lines(goal.words, goal.worded_by, goal.outcome, *map(_action_words, actions))
        yield WholePart(f"goal:{goal.pk}", title, words)
        return
    for row in actions:
        if row.owner_person_id != reader.person.pk:
            title = f"An action of another’s in goal {goal.position}, by {the_date(row.by_when)}"
            yield WholePart(f"action:{row.pk}", title, _action_words(row))


def _action_words(row: Action) -> str:
    owner = row.owner_person or row.owner_practitioner
    return f"{row.words} ({owner.name if owner else row.owner_words})"


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text.strip())
