"""A request as the cues read it, and what a cue is. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kith.calendars.rules import OpeningHours
from kith.front_door.cues.vocabulary import Level
from kith.kernel.time import london_date
from kith.people.matching.births import whole_years

WT = "Working Together to Safeguard Children"
CA = "Children Act 1989"
GDPR = "UK GDPR and Data Protection Act 2018"
ISA = "Information sharing advice for safeguarding practitioners (DfE, 2024)"
OURS = "A rule of this front door"


@dataclass(frozen=True)
class Cue:
    """One thing to notice. ``quote`` holds the sender's own words when the cue comes from words."""

    id: str
    level: Level
    title: str
    words: str
    source: str
    quote: str = ""


@dataclass(frozen=True)
class Seen:
    """A request as the cues read it. ``relationships`` are ``(from_key, kind, to_key, parental_responsibility)``."""

    kind: str
    received_at: datetime
    worries: str
    sender: Any
    people: Sequence[Any]
    relationships: Sequence[tuple[str, str, str, bool | None]] = ()
    immediate_danger: str = ""
    strengths: str = ""
    tried: str = ""
    wanted: str = ""
    family_views: str = ""
    child_views: str = ""
    agreement_service: str = "not_asked"
    agreement_sharing: str = "not_asked"
    agreement_by: str = ""
    agreement_reason: str = ""
    hazards: str = ""
    protect: Sequence[dict[str, str]] = ()
    earlier: Sequence[Any] = ()
    opening: OpeningHours | None = None
    texts: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "texts", "\n".join(texts_of(self)).replace("’", "'"))

    @property
    def children(self) -> list[Any]:
        """The children, born and unborn."""
        return [each for each in self.people if each.role in ("child", "unborn")]

    @property
    def unborn(self) -> list[Any]:
        """The children who are not born yet."""
        return [each for each in self.people if each.role == "unborn"]

    @property
    def adults(self) -> list[Any]:
        """Everyone who is not a child."""
        return [each for each in self.people if each.role not in ("child", "unborn")]

    def age_of(self, person: Any) -> int | None:
        """Return the age in whole years on the day of receipt, as far as it is known."""
        if person.date_of_birth:
            return max(0, whole_years(person.date_of_birth, london_date(self.received_at)))
        age: int | None = person.age
        return age

    def responsible(self) -> set[str]:
        """Return the keys of people whom the sender says have parental responsibility."""
        return {who for who, _, _, responsibility in self.relationships if responsibility}


def texts_of(seen: Any) -> list[str]:
    """Return everything the sender wrote that may mean danger, from a request as it is sent or as it is kept."""
    return [
        seen.worries,
        seen.tried,
        seen.wanted,
        seen.family_views,
        seen.child_views,
        seen.hazards,
        seen.agreement_by,
        seen.agreement_reason,
        seen.sender.told_family_reason,
        *(each.notes for each in seen.people),
    ]


def called(person: Any) -> str:
    """Return what to call somebody who may have no name yet."""
    return f"{person.forename} {person.surname}".strip() or {"unborn": "the unborn child"}.get(person.role, f"a {person.role}")
