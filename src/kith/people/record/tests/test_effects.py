"""What services of the record do beside what they are asked, and what the database refuses in words. Each case is undone afterwards."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from kith.kernel.constraints import Collision
from kith.people import services
from kith.people.models import Address, FamilyMember, Hazard, Person, Professional, Protection, Relationship, RiskStatement
from kith.people.tests.world import DAY, TODAY, World
from tests.fixtures import NOON

LATER = TODAY + 90 * DAY
RISK: dict[str, Any] = {"words": "Convicted", "source": "A court", "stated_on": TODAY, "review_on": LATER, "now": NOON}


@pytest.mark.parametrize(
    ("write", "words"),
    [
        (lambda w: Relationship.objects.create(area_id=w.child.area_id, person=w.child, other=w.child, kind="other"), "themself"),
        (
            lambda w: Relationship.objects.create(area_id=w.child.area_id, person=w.mother, other=w.child, kind="mother"),
            "This relationship is already recorded.",
        ),
        (lambda w: Person.objects.filter(pk=w.child.pk).update(date_of_death=date(2000, 1, 1)), "The date of death is before"),
        (lambda w: Person.objects.filter(pk=w.child.pk).update(merged_into=w.child.pk), "cannot be joined to itself"),
    ],
)
def test_the_database_refuses_the_same_in_words(world: World, write: Callable[[World], Any], words: str) -> None:
    with world.act():
        with pytest.raises(Collision, match=words), transaction.atomic():
            write(world)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("act", "check"),
    [
        (
            lambda w: services.move_to(person=w.mother, lines="2 Mill Row", postcode="zz991ab", on=TODAY),
            lambda w: (
                list(Address.objects.filter(person=w.mother).order_by("pk").values_list("lines", "ends_on"))
                == [("1 Mill Row", TODAY), ("2 Mill Row", None)]
            ),
        ),
        (
            lambda w: services.move_to(person=w.mother, lines="2 Mill Row", postcode="", on=TODAY - 20 * DAY),
            lambda w: Address.objects.filter(person=w.mother, ends_on=TODAY - 10 * DAY).count() == 1,
        ),
        (
            lambda w: services.add_professional(person=w.child, kind="school", organisation="Hill School", now=NOON),
            lambda w: (
                Person.objects.get(pk=w.child.pk).school == "Hill School"
                and Professional.objects.get(pk=w.school.pk).ends_on == TODAY
            ),
        ),
        (
            lambda w: services.end_professional(professional=w.school, on=TODAY),
            lambda w: Person.objects.get(pk=w.child.pk).school == "",
        ),
        (
            lambda w: services.end_pregnancy(person=w.baby, read_version=w.baby.version, on=TODAY, now=NOON),
            lambda w: (
                Person.objects.get(pk=w.baby.pk).expected_date is None
                and not FamilyMember.objects.filter(person=w.baby, ends_on__isnull=True).exists()
            ),
        ),
        (
            lambda w: services.relate(
                person=w.stranger, other=w.mother, kind="partner", union="married", own_word="Love", now=NOON
            ),
            lambda w: Relationship.objects.filter(kind="partner").values_list("union", "own_word").get() == ("married", ""),
        ),
        (
            lambda w: services.end_hazard(
                hazard=services.record_hazard(person=w.mother, words="A dog", source="Police", review_on=LATER, now=NOON),
                now=NOON,
            ),
            lambda w: Hazard.objects.get().ends_on == TODAY - DAY,
        ),
        (
            lambda w: services.end_protection(
                protection=services.protect(
                    person=w.mother, what="address", reason="r", review_on=LATER, hidden_from=w.stranger, now=NOON
                ),
                now=NOON,
            ),
            lambda w: Protection.objects.get().ends_on == TODAY - DAY,
        ),
    ],
    ids=[
        "a move ends the earlier address that day",
        "a move told late ends it no earlier than it began",
        "a new school ends the earlier",
        "a school that ended is nobody's present school",
        "a pregnancy that ended counts on no child",
        "partners are kept once, without the word of the other side",
        "a hazard ends at once",
        "a protection ends at once",
    ],
)
def test_what_services_do_beside_what_they_are_asked(
    world: World, act: Callable[[World], Any], check: Callable[[World], bool]
) -> None:
    with world.act():
        act(world.fresh())
        assert check(world)
        transaction.set_rollback(True)


def test_a_risk_ends_for_one_family_only(world: World) -> None:
    with world.act(role="team_manager"):
        other = services.record_family(name="Vale", now=NOON)
        here = services.state_risk(family=world.family, person=world.stranger, **RISK)
        services.state_risk(family=other, person=world.stranger, **RISK)
        services.end_risk(risk=here, now=NOON)
        assert [each.ends_on for each in RiskStatement.objects.order_by("pk")] == [TODAY, None]
        transaction.set_rollback(True)
