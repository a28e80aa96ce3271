"""Giving each reader their own copy of the plan (P-9)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kith.family_help.models import ChildWords, Plan, PlanShare
from kith.family_help.queries.copies import copy_for_reader
from kith.family_help.readers import reader_of
from kith.family_help.refusals import ContactNotSafe, NotAReader, NotReadForThem, WordsUndecided
from kith.family_help.services.authority import must_say, practitioner_id
from kith.family_help.services.plans import keep_plan_version


def share_plan(
    *,
    plan: Plan,
    reader_person_id: UUID,
    contact: str,
    agreed_safe: bool,
    read_for_them: bool = False,
    safe_parts: Sequence[str] = (),
    safe_because: str = "",
    now: datetime,
) -> PlanShare:
    """Give one reader their own copy, at a contact that they have said is safe. No reader learns of another's copy.

    Args:
        read_for_them: when anything is kept from this reader, that each part of the copy was read for what it could tell them.
        safe_parts: the codes of those texts of the whole family that are safe for this reader; the others are left out.
        safe_because: why they are.

    Raises :class:`NotAReader`, :class:`ContactNotSafe`, :class:`NotReadForThem`, :class:`WordsMissing` for parts without a
    reason, and :class:`WordsUndecided` while a child's words wait for a decision about who may read them. Source: P-9, P-10.
    """
    reader = reader_of(plan, reader_person_id)
    if reader is None:
        raise NotAReader(
            "This person has no copy of the plan: they are not a child it is for, have no parental responsibility and no action."
        )
    if not agreed_safe or not contact.strip():
        raise ContactNotSafe("Ask the person where it is safe to send it, and tick that they said so.")
    undecided = (
        ChildWords.objects.select_related("person")
        .filter(episode_id=plan.episode_id, readers=ChildWords.Readers.UNDECIDED)
        .exclude(words="")
    )
    if undecided and reader.kind != "child":
        names = sorted({each.person.name for each in undecided})
        raise WordsUndecided(f"Decide first who may read the words of {' and '.join(names)}.")
    given = copy_for_reader(plan.pk, reader_person_id)
    if given.keeps and not read_for_them:
        raise NotReadForThem(
            f"Read each part of this copy for what it could tell {reader.person.name} about {'; '.join(given.keeps)}. Then tick"
            " that you have."
        )
    safe = {part.code: part.read_as for part in given.whole if part.code in safe_parts}
    if safe:
        must_say(safe_because=safe_because)
    share = PlanShare.objects.create(
        area_id=plan.area_id,
        family_id=plan.family_id,
        plan=plan,
        person_id=reader_person_id,
        contact=contact,
        agreed_safe=agreed_safe,
        kept=list(given.keeps),
        read_for_them=bool(given.keeps) and read_for_them,
        safe_parts=safe,
        safe_because=safe_because if safe else "",
        shared_at=now,
        shared_by_id=practitioner_id(),
    )
    keep_plan_version(plan, "shared", now)
    return share
