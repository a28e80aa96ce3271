"""What a child said, who may read it, and when the child was seen (P-10)."""

from datetime import date, datetime, timedelta
from uuid import UUID

from kith.design.words import the_date
from kith.family_help.models import Assessment, ChildSeen, ChildWords, Episode, KnownFact
from kith.family_help.refusals import DatesWrong, WordsMissing, WrongCode
from kith.family_help.services import clocks
from kith.family_help.services.assessment_parts import settle
from kith.family_help.services.authority import must_be_member, must_say, practitioner_id
from kith.kernel.said import says_nothing
from kith.kernel.time import london_date
from kith.people.models import Person

SEEN_BEFORE = timedelta(days=366)
"""How long before help was asked for somebody who now helps may have seen the child."""


def record_child_seen(
    *, assessment: Assessment, person: Person, seen_on: date, alone: bool, words: str = "", now: datetime
) -> ChildSeen:
    """Record a day on which a child was seen. A fact: refused only for a day that cannot be right. Raises :class:`DatesWrong`."""
    if seen_on > london_date(now):
        raise DatesWrong("You cannot have seen the child on a day that has not come yet.", field="seen_on")
    if person.date_of_birth and seen_on < person.date_of_birth:
        raise DatesWrong(
            f"{person.name} was born on {the_date(person.date_of_birth)}. Enter the day on which you saw them.", field="seen_on"
        )
    asked_on = assessment.episode.referral_date
    if seen_on < asked_on - SEEN_BEFORE:
        raise DatesWrong(
            f"Help was asked for on {the_date(asked_on)}, and {the_date(seen_on)} is more than a year before. Enter the day"
            " on which you saw them.",
            field="seen_on",
        )
    must_be_member(assessment.family_id, person.id)
    seen = ChildSeen.objects.create(
        area_id=assessment.area_id,
        family_id=assessment.family_id,
        assessment=assessment,
        person=person,
        seen_on=seen_on,
        alone=alone,
        seen_by_id=practitioner_id(),
        words=words,
    )
    clocks.child_seen(assessment, person.pk, seen_on, now=now)
    return seen


def record_child_words(
    *,
    episode: Episode,
    person: Person,
    how: str,
    said_on: date,
    words: str = "",
    no_view_reason: str = "",
    assessment: Assessment | None = None,
    readers: str = ChildWords.Readers.UNDECIDED,
    may_read: list[UUID] | None = None,
    decided_by: str = "",
    readers_reason: str = "",
    own_copy: bool | None = None,
    settles: KnownFact | None = None,
    now: datetime,
) -> ChildWords:
    """Keep a child's own words, or why there are none and how they were sought. Professionals only until decided (P-10).

    ``own_copy``: the child wants the words in their own copy of the plan, which others at home may find (P-29).
    ``settles``: words that another person passed on, which these take the place of.

    Raises :class:`WordsMissing`, :class:`DatesWrong`, :class:`NotInFamily`.
    """
    must_say(how=how)
    if not words.strip() and says_nothing(no_view_reason):
        raise WordsMissing("Write the child's words, or why there are none.", field="words")
    if said_on > london_date(now):
        raise DatesWrong("This day has not come yet.", field="said_on")
    must_be_member(episode.family_id, person.id)
    row = ChildWords(
        area_id=episode.area_id,
        family_id=episode.family_id,
        episode=episode,
        assessment=assessment,
        person=person,
        words=words,
        no_view_reason=no_view_reason,
        how=how,
        said_on=said_on,
        heard_by_id=practitioner_id(),
    )
    _set_readers(row, readers, may_read or [], decided_by=decided_by, reason=readers_reason, own_copy=own_copy, now=now)
    row.save(force_insert=True)
    if assessment is not None:
        settle(settles, assessment)
    return row


def decide_readers(
    *,
    child_words: ChildWords,
    readers: str,
    may_read: list[UUID],
    decided_by: str,
    reason: str,
    own_copy: bool | None,
    now: datetime,
) -> ChildWords:
    """Decide who may read a child's words: said by the child, or by the worker with a reason (P-10); and whether the child
    wants them in their own copy, which may be found at home (P-29).
    Raises :class:`WordsMissing`."""
    _set_readers(child_words, readers, may_read, decided_by=decided_by, reason=reason, own_copy=own_copy, now=now)
    child_words.save()
    return child_words


def _set_readers(
    row: ChildWords, readers: str, may_read: list[UUID], *, decided_by: str, reason: str, own_copy: bool | None, now: datetime
) -> None:
    if readers not in ChildWords.Readers.values:
        raise WrongCode("Choose who may read the child's words.", field="readers")
    row.readers = readers
    row.may_read = may_read if readers == ChildWords.Readers.NAMED else []
    row.own_copy = own_copy
    if readers == ChildWords.Readers.UNDECIDED:
        return
    if decided_by not in {"child", "worker"}:
        raise WordsMissing("Say whether the child or the worker decided who may read this.", field="decided_by")
    if decided_by == "worker" and says_nothing(reason):
        raise WordsMissing("Say why you decided who may read this.", field="readers_reason")
    if readers == ChildWords.Readers.NAMED and not may_read:
        raise WordsMissing("Name who may read this, or choose professionals only.", field="may_read")
    if row.words.strip() and own_copy is None:
        raise WordsMissing(
            f"Say whether {row.person.forename or row.person.name} wants these words in their own copy of the plan. If you could"
            " not ask, answer No: they are left out.",
            field="own_copy",
        )
    row.readers_decided_by = decided_by
    row.readers_reason = reason
    row.readers_decided_at = now
