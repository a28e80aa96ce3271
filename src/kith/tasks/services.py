"""Starting and stopping clocks, in the transaction of the act that starts or stops them. One verb, one intention."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from kith.access.identity import current_identity
from kith.kernel.said import says_nothing
from kith.tasks.kinds import Kind
from kith.tasks.models import RUNNING, RunningClock
from kith.tasks.refusals import NotLate, ReasonMissing
from kith.tasks.rules import Due


@dataclass(frozen=True)
class Owner:
    """Who answers for a clock: a practitioner, a team, or whoever has the role of its kind."""

    practitioner_id: UUID | None = None
    team_id: UUID | None = None


def start(
    kind: Kind,
    subject: Model,
    *,
    due: Due | None,
    because: str,
    now: datetime,
    words: str = "",
    family_id: UUID | None = None,
    person_id: UUID | None = None,
    owner: Owner = Owner(),
    page_of: UUID | None = None,
    anew: bool = False,
) -> RunningClock | None:
    """Start a clock on a row; one that runs there already is moved to what is due now. Returns it.

    Args:
        kind: what is due; ``words`` says it more closely.
        due: when, and by which rule (:func:`kith.tasks.rules.due_by`). ``None``: the area has set no limit, so nothing runs,
            and what ran until now is stopped.
        because: the fact or step that starts it.
        family_id, person_id: for whom. Without a family it is seen by whoever sees the subject.
        page_of: the id that the kind's page takes; the family's when it is not given.
        anew: the subject was made just now, so that nothing can run on it yet and no question is asked.
    """
    running = None if anew else _running(kind, subject, person_id).first()
    if due is None:
        if running is not None:
            stop(kind, subject, because="No time limit holds any more", person_id=person_id, now=now)
        return None
    said = {
        "words": words or kind.words,
        "due_at": due.at,
        "due_on": due.on,
        "runs_from": due.runs_from.isoformat() if due.runs_from else "",
        "rule": due.rule[:300],
        "limit_code": due.limit,
        "source": due.source[:300],
        "edition": due.edition[:160],
        "model_version": due.model_version[:80],
        "owner_practitioner_id": owner.practitioner_id,
        "owner_team_id": owner.team_id,
        "owner_role": kind.owner,
        "page": kind.page,
        "page_of": page_of or family_id,
    }
    if running is not None:
        changed = [name for name, value in said.items() if getattr(running, name) != value]
        for name in changed:
            setattr(running, name, said[name])
        if changed:
            running.save(update_fields=changed)
        return running
    clock = RunningClock(
        area_id=subject.area_id,  # type: ignore[attr-defined]
        kind=kind.code,
        part=kind.part,
        family_id=family_id,
        person_id=person_id,
        subject_table=subject._meta.db_table,
        subject_id=subject.pk,
        started_because=because[:200],
        started_by_id=current_identity().practitioner_id,
        started_at=now,
        **said,
    )
    # Whoever sends a request does not see its clock, so nothing is read back.
    clock.save(force_insert=True)
    return clock


def stop(
    kind: Kind,
    subject: Model,
    *,
    because: str,
    now: datetime,
    person_id: UUID | None = None,
    ended_at: datetime | None = None,
) -> bool:
    """Stop the clock of a kind that runs on a row. Says whether one ran.

    ``because``: what stopped it. ``ended_at``: when that happened, where it is recorded later;
    whether the clock was late is judged by it.
    """
    return bool(_stop(_running(kind, subject, person_id), because, now, ended_at))


def stop_all(clocks: QuerySet[RunningClock], *, because: str, now: datetime) -> int:
    """Stop those of some clocks that still run, as when help ends. Returns how many."""
    return _stop(clocks.filter(RUNNING), because, now, None)


def run_on(clocks: QuerySet[RunningClock]) -> int:
    """Have clocks that were stopped by mistake run on, due when they were due; what is past is late. Returns how many."""
    return clocks.filter(stopped_at__isnull=False).update(stopped_because="", stopped_by_id=None, stopped_at=None, ended_at=None)


def hand_over(*, family_id: UUID, role: str, practitioner_id: UUID | None, now: datetime) -> None:
    """Give what runs for a family and is a role's to the practitioner who has the role now; ``None``: nobody has it."""
    running = RunningClock.objects.filter(RUNNING, family_id=family_id, owner_role=role)
    running.exclude(owner_practitioner_id=practitioner_id).update(owner_practitioner_id=practitioner_id)


def explain_breach(*, clock: RunningClock, reason: str, now: datetime) -> RunningClock:
    """Write why something was not done in time. Raises :class:`NotLate`, :class:`ReasonMissing`.

    It is asked for and holds nothing up: what was done late is recorded first (practice P-2; Working Together:
    reasons are recorded).
    """
    if not clock.is_late(now):
        raise NotLate("This is not late, so no reason is needed.")
    if says_nothing(reason):
        raise ReasonMissing("Say why it was not done in time.")
    clock.breach_reason, clock.breach_by_id, clock.breach_at = reason.strip(), current_identity().practitioner_id, now
    clock.save(update_fields=["breach_reason", "breach_by_id", "breach_at"])
    return clock


def _running(kind: Kind, subject: Model, person_id: UUID | None) -> QuerySet[RunningClock]:
    place: dict[str, Any] = {"subject_table": subject._meta.db_table, "subject_id": subject.pk, "kind": kind.code}
    about = {"person_id": person_id} if person_id else {"person_id__isnull": True}
    return RunningClock.objects.filter(RUNNING, **place, **about)


def _stop(running: QuerySet[RunningClock], because: str, now: datetime, ended_at: datetime | None) -> int:
    return running.update(
        stopped_because=because[:200],
        stopped_by_id=current_identity().practitioner_id,
        stopped_at=now,
        ended_at=ended_at or now,
    )
