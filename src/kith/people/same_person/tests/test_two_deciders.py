"""Two workers decide about one pair of records at the same moment: one outcome stands, and the other is told so."""

import time
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection

from kith.access.identity import Identity, acting_as
from kith.people import services
from kith.people.models import Merge, Person, PossibleDuplicate
from kith.people.same_person.duplicates import pair_of
from kith.people.same_person.refusals import MergeRefused
from tests.fixtures import NOON, Acting, practitioner_in

Decide = Callable[[PossibleDuplicate], Any]


def different(pair: PossibleDuplicate) -> Any:
    return services.say_different(pair=pair, reason="Two schools", now=NOON)


def one_person(pair: PossibleDuplicate) -> Any:
    return services.merge(
        person=pair.person, into=pair.other, chosen={}, reason="Same school", read_version=pair.other.version, now=NOON
    )


@pytest.mark.parametrize(
    ("first", "second", "stands"),
    [
        (different, different, "different"),
        (different, one_person, "different"),
        (one_person, different, "merged"),
        (one_person, one_person, "merged"),
    ],
)
def test_of_two_who_decide_at_once_the_second_is_told(
    clone: str, acting: Acting, first: Decide, second: Decide, stands: str
) -> None:
    who, area = practitioner_in("dorset", "team_manager")
    identity = Identity(
        kind="practitioner", name=who.name, area_id=area.pk, purpose="test", practitioner_id=who.pk, agency_id=who.agency_id,
        roles=frozenset({"team_manager", "front_door"}),
    )  # fmt: skip
    with acting():
        one, two = (services.record_person(forename="Ella", surname="Reed", date_of_birth=None, now=NOON) for _ in range(2))
        pair = pair_of(one, two, NOON)
    decided, looked, came = Event(), Event(), {}

    def decide(name: str, how: Decide, before: Event | None, after: Event, hold: Callable[[], None]) -> None:
        try:
            with acting_as(identity, now=NOON):
                held = PossibleDuplicate.objects.select_related("person", "other").get(pk=pair.pk)
                if before:
                    looked.set()
                    assert before.wait(30)
                came[name] = how(held)
                after.set()
                hold()
        except MergeRefused as refused:
            came[name] = refused
        finally:
            connection.close()

    def until_the_other_waits() -> None:
        for _ in range(300):
            with connection.cursor() as cursor:
                cursor.execute("select count(*) from pg_locks where not granted")
                if cursor.fetchone()[0]:
                    return
            time.sleep(0.02)
        raise AssertionError("the second decider did not wait for the first")

    later = Thread(target=decide, args=("second", second, decided, Event(), lambda: None))
    later.start()
    assert looked.wait(30)
    sooner = Thread(target=decide, args=("first", first, None, decided, until_the_other_waits))
    sooner.start()
    sooner.join(60)
    later.join(60)
    assert not isinstance(came["first"], MergeRefused)
    assert isinstance(came["second"], MergeRefused), came
    assert str(came["second"])
    with acting(role="team_manager"):
        assert PossibleDuplicate.objects.get(pk=pair.pk).state == stands
    with acting():
        assert Merge.objects.count() == (stands == "merged")
        assert Person.objects.filter(merged_into__isnull=False).count() == (stands == "merged")
