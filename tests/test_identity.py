"""A statement on a guarded table needs an identity, which comes directly after begin and ends with its transaction."""

import psycopg
import pytest
from django.db import connection, transaction

from kith.access.identity import AlreadyActing, Identity, NoIdentity, acting_as
from kith.people.models import Address, FamilyMember, Person
from tests.fixtures import NOON, practitioner_in


@pytest.mark.django_db
@pytest.mark.parametrize(
    "ask", [lambda: Person.objects.count(), lambda: list(FamilyMember.objects.all()), lambda: Address.objects.exists()]
)
def test_a_guarded_statement_without_identity_raises_and_never_answers_empty(ask: object) -> None:
    with pytest.raises(NoIdentity):
        ask()  # type: ignore[operator]


def test_the_database_itself_raises_without_identity(clone: str) -> None:
    with psycopg.connect(clone) as bare, pytest.raises(psycopg.Error, match="no identity"):
        bare.execute("select count(*) from people_person")


def test_identity_comes_directly_after_begin(clone: str) -> None:
    _, area = practitioner_in("dorset", "front_door")
    identity = Identity(kind="service", name="intake", area_id=area.id, purpose="test")
    with transaction.atomic(), pytest.raises(AlreadyActing), acting_as(identity, now=NOON):
        pass


def test_identity_does_not_outlive_its_transaction(clone: str) -> None:
    _, area = practitioner_in("dorset", "front_door")
    with acting_as(Identity(kind="service", name="intake", area_id=area.id, purpose="test"), now=NOON):
        pass
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('kith.kind', true)")
        assert cursor.fetchone()[0] in (None, "")
