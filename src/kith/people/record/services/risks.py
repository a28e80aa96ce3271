"""Who may pose a risk to the children of a family, who says so, and when it is looked at again (practice.md P-17)."""

from datetime import date, datetime

from kith.access.identity import current_identity
from kith.access.sight import PARTS_BY_SERVICE, Part, parts_of
from kith.kernel.facts import publish
from kith.kernel.refusals import NotPermitted
from kith.kernel.said import says_nothing
from kith.kernel.time import london_date
from kith.people.facts import LookAgain
from kith.people.models import Family, Person, RiskStatement
from kith.people.record.refusals import NeedsWords
from kith.people.record.services.protections import later


def state_risk(
    *,
    family: Family,
    person: Person,
    words: str,
    source: str,
    stated_on: date,
    review_on: date,
    now: datetime,
) -> RiskStatement:
    """Record that a person may pose a risk to the children of a family. The person need not be in the family.

    The same person may be named in several families, each with its own words. Raises :class:`NotPermitted` for a role that does
    not read such statements, and :class:`NeedsWords` without words, without a source, or for dates that cannot be.
    """
    identity = current_identity()
    parts = PARTS_BY_SERVICE.get(identity.name, set()) if identity.kind == "service" else parts_of(identity.roles)
    if Part.CHILD_PROTECTION not in parts:
        raise NotPermitted("Tell a social worker in the team: this is recorded by those who read such statements.")
    if not words.strip():
        raise NeedsWords("Say what the risk is.", field="words")
    if says_nothing(source):
        raise NeedsWords("Say who states it, such as a court or the police.", field="source")
    if stated_on > london_date(now):
        raise NeedsWords("The day it was stated is in the future. Check it.", field="stated_on")
    later(review_on, now)
    # A person in no family is seen by the front door only: a reader of the statement must see who it is about.
    if not person.in_family:
        Person.objects.filter(pk=person.pk).update(in_family=True)
        person.in_family = True
    made = RiskStatement.objects.create(
        area_id=family.area_id,
        family=family,
        person=person,
        words=words.strip(),
        source=source.strip(),
        stated_on=stated_on,
        recorded_at=now,
        review_on=review_on,
    )
    publish(LookAgain("risk", made.pk, at=now))
    return made


def end_risk(*, risk: RiskStatement, now: datetime) -> RiskStatement:
    """End a statement of risk for one family. It stays in the history, and in other families as it was."""
    risk.ends_on = london_date(now)
    risk.save(update_fields=["ends_on"])
    publish(LookAgain("risk", risk.pk, at=now))
    return risk
