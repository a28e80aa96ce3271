"""What is already known when an assessment is opened, with where it comes from and from when (ledger A-28, J-06).

Addresses and telephone numbers are left out: they are read from the family's page, where each reader's protection is applied, and
must not be copied into a text that travels.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from uuid import UUID

from kith.design.words import the_date
from kith.family_help.models import Assessment, DangerAlert, KnownFact, SafetyPlan, Statement
from kith.kernel.time import london_date
from kith.people.models import Agreement, FamilyMember, Person, Protection, Relationship
from kith.practice_model.rules import Model

ON_RECORD = "The person's record"


def known_facts(assessment: Assessment, places: Iterable[FamilyMember], model: Model) -> list[KnownFact]:
    """Write what is known of each member and of the family into the assessment, one row a fact, each with its true source.

    An update opens with the text that was signed off, so it is offered only what was said since.
    """
    people = {place.person_id: place.person for place in places}
    rows = [*_of_people(assessment, people), *_agreed(assessment)]
    episode = assessment.episode
    rows += _fact(assessment, "Why help began", episode.reason, episode.origin, episode.opened_at)
    earlier = _signed_off_before(assessment)
    said = Statement.objects.filter(family_id=assessment.family_id)
    if assessment.kind == Assessment.Kind.UPDATE and earlier is not None:
        said = said.filter(carried_at__gt=earlier.authorised_at)
    elif earlier is not None:
        rows += _of_an_earlier_assessment(assessment, earlier, set(people))
    rows += _of_danger(assessment, model)
    known = KnownFact.objects.bulk_create(rows)
    return [*known, *known_from(assessment, said, model)]


def known_from(assessment: Assessment, said: Iterable[Statement], model: Model) -> list[KnownFact]:
    """Offer what was said in an assessment, each beside the part where the area's model puts it."""
    adults = set(assessment.members.exclude(role__in=["child", "unborn"]).values_list("person_id", flat=True))
    return KnownFact.objects.bulk_create(
        [
            KnownFact(
                area_id=assessment.area_id,
                family_id=assessment.family_id,
                assessment=assessment,
                person_id=each.person_id,
                label=each.get_about_display(),
                value=each.words,
                source=f"Said by {each.source}",
                known_on=each.said_on,
                places=list(model.places_of(_kind(each, adults))),
            )
            for each in said
        ]
    )


def _kind(said: Statement, adults: set[UUID]) -> str:
    """Return what the area's model calls it: what was said about an adult belongs elsewhere than what was said about a child."""
    of_adult = said.about == Statement.About.NOTES and said.person_id in adults
    return f"{said.about}_of_adult" if of_adult else said.about


def _fact(
    assessment: Assessment,
    label: str,
    value: str,
    source: str,
    at: datetime,
    *,
    person: Person | None = None,
    other: Person | None = None,
    places: tuple[str, ...] = (),
) -> Iterator[KnownFact]:
    if value.strip():
        yield KnownFact(
            area_id=assessment.area_id,
            family_id=assessment.family_id,
            assessment=assessment,
            person=person,
            other=other,
            label=label[:120],
            value=value,
            source=source[:200],
            known_on=london_date(at),
            places=list(places),
        )


def _of_people(assessment: Assessment, people: dict[UUID, Person]) -> Iterator[KnownFact]:
    know = partial(_fact, assessment)
    schools_hidden = set(
        Protection.objects.filter(person_id__in=people, what="school", ends_on__isnull=True).values_list("person_id", flat=True)
    )
    for person in people.values():
        at = person.recorded_at
        born = person.date_of_birth or person.expected_date
        if born is not None:
            label = "Expected date of birth" if person.is_unborn else "Date of birth"
            yield from know(label, the_date(born), ON_RECORD, at, person=person)
        if person.id not in schools_hidden:
            yield from know("School", person.school, ON_RECORD, at, person=person)
        yield from know("Language", person.language, ON_RECORD, at, person=person)
        yield from know("Interpreter or format", person.interpreter, ON_RECORD, at, person=person)
        yield from know("Disability", person.disability, ON_RECORD, at, person=person)
    held = {True: ", with parental responsibility", False: ", without parental responsibility", None: ""}
    for relation in Relationship.objects.select_related("person", "other").filter(
        person_id__in=people, other_id__in=people, ends_on__isnull=True
    ):
        yield from know(
            f"Relationship to {relation.other.name}",
            f"{relation.get_kind_display()}{held[relation.parental_responsibility]}",
            "The family's record",
            relation.person.recorded_at,
            person=relation.person,
            other=relation.other,
        )


def _agreed(assessment: Assessment) -> Iterator[KnownFact]:
    rows = Agreement.objects.select_related("person", "asked_by").filter(family_id=assessment.family_id).order_by("asked_at")
    for row in rows:
        said = f"{row.get_answer_display()}. {row.words}".strip()
        source = f"Asked by {row.asked_by.name}" if row.asked_by else "As reported when help was asked for"
        yield from _fact(assessment, row.get_about_display(), said, source, row.asked_at, person=row.person)


def _of_danger(assessment: Assessment, model: Model) -> Iterator[KnownFact]:
    """What was raised since help began, and the safety plan that holds."""
    alerts = DangerAlert.objects.filter(family_id=assessment.family_id, raised_at__gte=assessment.episode.opened_at)
    for alert in alerts.order_by("raised_at"):
        said = f"{alert.words}\nWhat was done: {alert.answer}" if alert.answer.strip() else alert.words
        places = model.places_of(Statement.About.DANGER)
        yield from _fact(assessment, "Danger", said, f"Raised by {alert.raised_by_name}", alert.raised_at, places=places)
    for plan in SafetyPlan.objects.select_related("made_by").filter(family_id=assessment.family_id, ended_at__isnull=True):
        said = f"{plan.worry}\n{plan.steps}\nAgreed by: {plan.agreed_by}. Until {the_date(plan.until)}."
        source = f"Safety plan made by {plan.made_by.name}" if plan.made_by else "Safety plan"
        yield from _fact(assessment, "Safety plan", said, source, plan.made_at, places=model.places_of("safety"))


def _signed_off_before(assessment: Assessment) -> Assessment | None:
    """Return the assessment of the family that was signed off last."""
    return (
        Assessment.objects.filter(family_id=assessment.family_id, authorised_at__isnull=False)
        .exclude(pk=assessment.pk)
        .order_by("-authorised_at")
        .first()
    )


def _of_an_earlier_assessment(assessment: Assessment, earlier: Assessment, people: set[UUID]) -> Iterator[KnownFact]:
    """Each part of it beside the part of the same kind: whoever helped before need not be asked again."""
    at = earlier.authorised_at or earlier.submitted_at
    if at is None:
        return
    know = partial(_fact, assessment, source="Earlier assessment, signed off", at=at)
    for part in earlier.sections.all():
        yield from know(part.title, part.words, places=(part.domain,))
    for member in earlier.members.select_related("person").filter(person_id__in=people):
        yield from know("Strengths", member.strengths, person=member.person, places=("member.strengths",))
        yield from know("Needs", member.needs, person=member.person, places=("member.needs",))
    yield from know("Analysis", earlier.analysis, places=("analysis.analysis",))
    yield from know("What needs to change", earlier.what_needs_to_change, places=("analysis.what_needs_to_change",))
