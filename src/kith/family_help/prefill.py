"""What is already known when an assessment is opened, with where it comes from and from when (ledger A-28, J-06).

Addresses and telephone numbers are left out: they are read from the family's page, where each reader's protection is applied, and
must not be copied into a text that travels.
"""

from collections.abc import Iterable
from datetime import datetime

from kith.design.words import the_date
from kith.family_help.models import Assessment, KnownFact
from kith.kernel.time import london_date
from kith.people.models import Agreement, FamilyMember, Person, Protection, Relationship


def known_facts(assessment: Assessment, places: Iterable[FamilyMember], *, now: datetime) -> list[KnownFact]:
    """Write what is known of each member into the assessment, one row a fact."""
    people = {place.person_id: place.person for place in places}
    schools_hidden = set(
        Protection.objects.filter(person_id__in=people, what="school", ends_on__isnull=True).values_list("person_id", flat=True)
    )
    rows = []

    def know(person: Person | None, label: str, value: str, source: str, at: datetime, other: Person | None = None) -> None:
        if value:
            rows.append(
                KnownFact(
                    area_id=assessment.area_id,
                    family_id=assessment.family_id,
                    assessment=assessment,
                    person=person,
                    other=other,
                    label=label,
                    value=value,
                    source=source,
                    known_on=london_date(at),
                )
            )

    for person in people.values():
        born = person.date_of_birth or person.expected_date
        if born is not None:
            label = "Expected date of birth" if person.is_unborn else "Date of birth"
            know(person, label, the_date(born), "The person's record", person.recorded_at)
        if person.id not in schools_hidden:
            know(person, "School", person.school, "The person's record", person.recorded_at)
        know(person, "Language", person.language, "The person's record", person.recorded_at)
        know(person, "Interpreter or format", person.interpreter, "The person's record", person.recorded_at)
        know(person, "Disability", person.disability, "The person's record", person.recorded_at)
    for relation in Relationship.objects.select_related("person", "other").filter(
        person_id__in=people, other_id__in=people, ends_on__isnull=True
    ):
        known = {True: ", with parental responsibility", False: ", without parental responsibility", None: ""}
        know(
            relation.person,
            f"Relationship to {relation.other.name}",
            f"{relation.get_kind_display()}{known[relation.parental_responsibility]}",
            "The family's record",
            relation.person.recorded_at,
            other=relation.other,
        )
    for agreement in Agreement.objects.select_related("person").filter(family_id=assessment.family_id).order_by("asked_at"):
        said = f"{agreement.get_answer_display()}. {agreement.words}".strip()
        know(agreement.person, agreement.get_about_display(), said, "Asked by a worker", agreement.asked_at)
    episode = assessment.episode
    know(None, "Why help began", episode.reason, episode.origin, episode.opened_at)
    return KnownFact.objects.bulk_create(rows)
