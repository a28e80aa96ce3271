"""What a family is called: by its adults whom the reader may see, and never by a first name."""

from datetime import date, timedelta

from django.db import connection

from kith.people import services
from kith.people.models import Family
from tests.fixtures import NOON, Acting
from tests.restricting import MARKER, TODAY, a_family, member, restrict


def called(family: Family) -> str:
    """Return what a family is called now."""
    return str(Family.objects.values_list("name", flat=True).get(pk=family.pk))


def test_a_family_is_called_by_its_adults_and_never_by_a_first_name(acting: Acting, db: None) -> None:
    with acting("team_manager"):
        family = services.record_family(name="Reed: Ada", now=NOON)
        child = services.add_to_family(family=family, role="child", on=TODAY, now=NOON, forename="Ada", surname="Lee")
        assert called(family) == family.name == "Lee"
        services.add_to_family(family=family, role="parent", on=TODAY, now=NOON, forename="May", surname="Reed")
        services.add_to_family(family=family, role="carer", on=TODAY, now=NOON, forename="Sol", surname="Ash")
        assert called(family) == "Reed and Ash"
        Family.objects.filter(pk=family.pk).update(name="Ada")
        assert called(family) == "Reed and Ash"
        services.leave_family(family=family, person=member(family, "Sol"), on=TODAY)
        assert called(family) == "Reed"
        assert child.name not in called(family)


def test_a_name_never_comes_from_who_is_hidden_and_its_history_is_not_told(acting: Acting, db: None) -> None:
    with acting("team_manager"):
        family = a_family(("Ada", "Lee", date(2018, 2, 3)), ("May", MARKER, date(1990, 1, 1)), ("Sol", "Ash", None))
        refuge = services.record_family(now=NOON)
        services.join_family(family=refuge, person=member(family, "May"), role="parent", on=TODAY)
        assert called(family) == f"{MARKER} and Ash"
    restrict(refuge, acting)
    with acting("front_door"):
        assert called(family) == "Ash"
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from people_familyevent where name like %s", [f"%{MARKER}%"])
            assert cursor.fetchone() == (0,)
    with acting("senior_social_worker", name="Olwen Owner"):
        assert called(refuge) == MARKER, "everybody who sees this family may see her"
        services.lift_restriction(family=refuge, reason="Safe", now=NOON + timedelta(days=1))
        assert called(family) == f"{MARKER} and Ash"


def test_a_family_of_a_hidden_person_alone_has_no_name_to_tell(acting: Acting, db: None) -> None:
    with acting("team_manager"):
        family = a_family(("May", MARKER, date(1990, 1, 1)), role="parent")
        refuge = services.record_family(now=NOON)
        services.join_family(family=refuge, person=member(family, "May"), role="parent", on=TODAY)
    restrict(refuge, acting)
    with acting("front_door"):
        assert called(family) == "Name not known"
