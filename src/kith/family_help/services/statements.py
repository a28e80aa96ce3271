"""What was said about a family, carried to whoever works with them: told once (ledger A-28; practice P-4, P-9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kith.family_help.models import Assessment, Statement
from kith.family_help.prefill import known_from
from kith.family_help.services.authority import model_kept
from kith.family_help.states import ASSESSMENT
from kith.people.models import Family, FamilyMember


@dataclass(frozen=True)
class Said:
    """One thing that was said: about what, in which words, by whom, on which day, of whom, and in what it was said."""

    about: str
    words: str
    source: str
    said_on: date
    origin: UUID
    person_id: UUID | None = None


def carry_forward(*, family: Family, said: Sequence[Said], now: datetime) -> list[Statement]:
    """Keep what was said for whoever works with a family, and offer it in an assessment that is being written.

    What was carried already, says nothing, or is about a person who is not in the family is left out. Returns what is new.
    """
    members = set(FamilyMember.objects.filter(family=family).values_list("person_id", flat=True))
    carried: set[tuple[UUID, str, UUID | None]] = set(
        Statement.objects.filter(family=family).values_list("origin", "about", "person_id")
    )
    new = []
    for each in said:
        key = (each.origin, each.about, each.person_id)
        if not each.words.strip() or key in carried or (each.person_id is not None and each.person_id not in members):
            continue
        carried.add(key)
        new.append(
            Statement(
                area_id=family.area_id,
                family=family,
                origin=each.origin,
                person_id=each.person_id,
                about=each.about,
                words=each.words.strip(),
                source=each.source[:160],
                said_on=each.said_on,
                carried_at=now,
            )
        )
    Statement.objects.bulk_create(new)
    in_work = Assessment.objects.filter(family=family).exclude(state__in=ASSESSMENT.finished).first()
    if in_work is not None and new:
        known_from(in_work, new, model_kept(in_work.model_version, now))
    return new
