"""A child may be in danger now: one step, open to everyone who can see the family (practice decision P-12)."""

from datetime import datetime

from kith.access.identity import current_identity
from kith.family_help.facts import DangerRaised
from kith.family_help.models import DangerAlert
from kith.family_help.queries import on_duty
from kith.family_help.refusals import AlreadyAnswered
from kith.family_help.services.authority import must_be_able, must_say, practitioner_id
from kith.kernel.facts import publish
from kith.people.models import Family
from kith.people.models.versions import take_in_hand


def raise_danger(*, family: Family, words: str, now: datetime) -> DangerAlert:
    """Tell the duty worker that a child may be in danger. Needs words and nothing else; alerts whoever is on duty now."""
    must_say(words=words)
    identity = current_identity()
    alert = DangerAlert.objects.create(
        area_id=identity.area_id,
        family=family,
        words=words,
        raised_at=now,
        raised_by_id=practitioner_id(),
        raised_by_name=identity.name,
        on_duty=on_duty(now),
    )
    publish(DangerRaised(alert_id=alert.id, family_id=family.id, at=now))
    return alert


def answer_danger(*, alert: DangerAlert, answer: str, now: datetime) -> DangerAlert:
    """Write what was done, and when. Raises :class:`MayNotDecide`, :class:`AlreadyAnswered`, :class:`WordsMissing`."""
    must_say(words=answer)
    must_be_able("start_strategy_discussion", now=now)
    take_in_hand(alert)
    if alert.answered_at is not None:
        raise AlreadyAnswered("This has been answered already. Read the answer first.")
    alert.answered_at = now
    alert.answered_by_id = practitioner_id()
    alert.answer = answer
    alert.save()
    return alert
