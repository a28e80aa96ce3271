"""What was said before about a family: as a page of its own, and offered beside the part of the assessment where it belongs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kith.design.words import the_date
from kith.family_help.models import Assessment, AssessmentMember, AssessmentSection, KnownFact, Statement
from kith.family_help.queries.family_rows import living_on
from kith.kernel.refusals import NotFound
from kith.people.models import Address, Family, Person
from kith.people.models.places import one_line
from kith.workbench.rows import chosen_row

INTO = {
    "words": "Add to the text",
    "strengths": "Add to strengths",
    "needs": "Add to needs",
    "daily_life": "Add to a day in their life",
    "analysis": "Add to the analysis",
    "what_needs_to_change": "Add to what needs to change",
    "family_view": "Add to what the family thinks",
}
"""By field of a part's form: the button that adds what was said to it."""

CHILD_WORDS = "child_words"
_ORDER = {label: number for number, label in enumerate(Statement.About.labels)}
"""What was said on one day is read in this order: the worry first."""


@dataclass(frozen=True)
class Offer:
    """Something said before, and the field of a part to which one press adds it."""

    fact: KnownFact
    field: str

    @property
    def key(self) -> str:
        """What the button sends."""
        return f"{self.fact.pk}:{self.field}"

    @property
    def button(self) -> str:
        return INTO[self.field]

    @property
    def whose(self) -> str:
        """Who said it and when, as it stands in a text."""
        return f"{self.fact.source}, {the_date(self.fact.known_on)}"

    @property
    def words(self) -> str:
        """What is added to the text: the words, and whose they are."""
        return f"{self.fact.value} ({self.whose})"


Part = AssessmentSection | AssessmentMember | Assessment


def offers_of(part: Part, known: Iterable[KnownFact] | None = None) -> list[Offer]:
    """Return what is offered beside a part of an assessment and was neither taken over there nor left."""
    facts = known if known is not None else _of(part).known.select_related("person")
    return [
        Offer(fact, field)
        for fact in sorted(facts, key=lambda fact: (fact.known_on, _ORDER.get(fact.label, len(_ORDER)), fact.pk))
        if part.pk not in fact.settled_in
        for place in fact.places
        if (field := _field(part, fact, place))
    ]


def passed_on(known: Iterable[KnownFact], assessment: Assessment) -> list[KnownFact]:
    """Return words of a child that another person passed on, and that nobody has recorded as the child's own, or left."""
    return [fact for fact in known if CHILD_WORDS in fact.places and assessment.pk not in fact.settled_in]


def known_fact(family_id: UUID, chosen: str) -> KnownFact | None:
    """Return what a link names, ``None`` for a link that names nothing. Raises :class:`NotFound`."""
    return chosen_row(KnownFact, chosen, family_id=family_id)


def homes_of(person: Person, on: date) -> list[str]:
    """Return where a person lives on a day, as this reader may see it: never copied into a text that travels."""
    rows = Address.objects.filter(living_on(on), person=person).order_by("starts_on", "id")
    return [one_line(row.lines, row.postcode) for row in rows]


def _of(part: Part) -> Assessment:
    return part if isinstance(part, Assessment) else part.assessment


def _field(part: Part, fact: KnownFact, place: str) -> str:
    """Return the field of a part that a place means; empty when it means another part."""
    if isinstance(part, AssessmentSection):
        return "words" if place == part.domain else ""
    kind, _, field = place.partition(".")
    if isinstance(part, Assessment):
        return field if kind == "analysis" else ""
    theirs = fact.person_id in {None, part.person_id}
    asked = field != "daily_life" or part.role in {"child", "unborn"}
    return field if kind == "member" and theirs and asked else ""


@dataclass(frozen=True)
class SaidPage:
    """What was said when help was asked for and since, by day and who said it."""

    family: Family
    told: list[tuple[str, list[Statement]]]


def said_page(family_id: UUID) -> SaidPage:
    """Return what was said of a family before anybody assessed it. Raises :class:`NotFound` where nothing is for the actor."""
    found = Statement.objects.select_related("person", "family").filter(family_id=family_id)
    rows = sorted(found, key=lambda row: (row.said_on, _ORDER[row.get_about_display()], row.pk))
    if not rows:
        raise NotFound
    told: defaultdict[str, list[Statement]] = defaultdict(list)
    for row in rows:
        told[f"{row.source}, {the_date(row.said_on)}"].append(row)
    return SaidPage(rows[0].family, list(told.items()))
