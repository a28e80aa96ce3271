"""Who acts, where, by which local model: asked the same way by every service of this room."""

from datetime import date, datetime
from uuid import UUID

from kith.access.identity import current_identity
from kith.design.words import the_date
from kith.family_help.models import Episode
from kith.family_help.queries.who_decides import area_model as area_model
from kith.family_help.queries.who_decides import may_take
from kith.family_help.queries.who_decides import model_kept as model_kept
from kith.family_help.queries.who_decides import practitioner_id as practitioner_id
from kith.family_help.refusals import DatesWrong, EpisodeClosed, MayNotDecide, NotInFamily, WordsMissing
from kith.kernel.said import says_nothing
from kith.kernel.time import london_date
from kith.organisations.models import Capability, Practitioner
from kith.people.models import FamilyMember
from kith.practice_model.rules import Answer

ACCREDITATION = "family_help_lead"
"""The kind of :class:`Capability` that accredits a practitioner to lead (ledger C-14)."""


_DECIDING_SERVICES = frozenset({"demonstration", "people_import"})
"""Named services that bring in decisions that were taken; every other decides nothing."""


def must_be_able(decision: str, *, now: datetime, field: str | None = None) -> None:
    """Refuse an actor whose roles the area's model does not list for ``decision`` (such as ``allocate_lead``)."""
    identity = current_identity()
    if identity.kind == "service" and identity.name in _DECIDING_SERVICES:
        return
    answer = may_take(decision, now=now)
    if answer.no:
        raise MayNotDecide(answer.no, field=field)


def where_it_says(answer: Answer, now: datetime) -> str:
    """Return where an area's model says what an answer rests on: the rule by its name, and its source."""
    held = area_model(now).document.lead_rules.get(answer.rule.rpartition(" ")[2])
    return f" Our model, “{held.name}”: {held.source}." if held else ""


def accredited(practitioner: Practitioner, area_id: UUID, on: date) -> bool:
    """Return whether a practitioner is accredited to lead in an area on a day."""
    held = Capability.objects.filter(practitioner=practitioner, area_id=area_id, kind=ACCREDITATION, starts_on__lte=on)
    return any(each.ends_on is None or each.ends_on >= on for each in held)


def must_be_open(episode: Episode) -> None:
    """Refuse work in an episode that has closed."""
    if not episode.is_open:
        raise EpisodeClosed("This episode has closed. Open a new one if the family needs help again.")


def must_be_member(family_id: UUID, person_id: UUID) -> None:
    """Refuse a person who was never in the family."""
    if not FamilyMember.objects.filter(family_id=family_id, person_id=person_id).exists():
        raise NotInFamily("This person is not in the family. Add them first.", field="person")


def must_have_come(now: datetime, **days: date | None) -> None:
    """Refuse the first of some named days that has not come. The name is the field. Raises :class:`DatesWrong`."""
    for name, day in days.items():
        if day is not None and day > london_date(now):
            raise DatesWrong(f"{the_date(day)} has not come yet. Enter the day on which it was.", field=name)


def must_say(**words: str) -> None:
    """Refuse the first of some named texts that is empty. The name is the field; its words make the message."""
    labels = {
        "reason": "Say why.",
        "evidence": "Say what this rests on.",
        "family_said": "Say what the family said, or that you could not ask and why.",
        "moving_on_plan": "Write the moving-on plan that you made with the family.",
        "reason_best_placed": "Say why this person is best placed to lead.",
        "family_preference": "Say whom the family would like to lead, or that they did not mind.",
        "words": "Write the words.",
        "how": "Say how the child told you, or how their view was sought.",
        "worded_by": "Say whose words these are.",
        "what_for": "Say what this worker is named for.",
        "family_agreement": "Say who agreed to the plan, and what each said.",
        "present": "Say who was there.",
        "safe_because": "Say why these parts are safe for this reader.",
    }
    for field, text in words.items():
        if says_nothing(text):
            raise WordsMissing(labels.get(field, "Fill this in."), field=field)
