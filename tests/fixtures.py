"""Fixtures for everybody: who acts, and databases of one's own."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests import database

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
"""A Wednesday in term time: what tests take for now unless they say otherwise."""

Acting = Callable[..., AbstractContextManager[Any]]


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The database is ready before Django starts (``tests.database``)."""


@pytest.fixture(autouse=True)
def _identity_inside_a_test_transaction(request: pytest.FixtureRequest) -> Iterator[None]:
    """Allow ``acting_as`` inside the one transaction of a service test, which is rolled back."""
    if "db" not in request.fixturenames and not request.node.get_closest_marker("django_db"):
        yield
        return
    request.getfixturevalue("db")
    from django.db import connection  # noqa: PLC0415

    connection.kith_allow_nested_identity = True
    yield
    connection.kith_allow_nested_identity = False


def live_area(slug: str) -> Any:
    """Return an area that takes requests from outside, made when absent."""
    from kith.organisations.models import Area  # noqa: PLC0415

    live = {"name": slug.title(), "live_at": datetime(2020, 1, 1, 9, tzinfo=UTC), "live_by": "Test"}
    return Area.objects.get_or_create(slug=slug, defaults=live)[0]


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Point Django's connection to another database meanwhile, with real transactions there."""
    from django.db import connection  # noqa: PLC0415

    held = connection.settings_dict["NAME"]
    nested = getattr(connection, "kith_allow_nested_identity", False)
    connection.close()
    connection.settings_dict["NAME"] = name
    connection.kith_allow_nested_identity = False
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = held
        connection.kith_allow_nested_identity = nested


@contextmanager
def administering(area: Any, *, now: datetime = NOON) -> Iterator[None]:
    """Act as the administration of an area: the database lets nobody else say who works there.

    A story makes its people when it needs them: then whoever acts at that moment acts again afterwards,
    at the same time as before.
    """
    from django.db import connection  # noqa: PLC0415

    from kith.access.identity import acting, acting_as, service  # noqa: PLC0415

    held = getattr(connection, "kith_allow_nested_identity", False)
    if acting() and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("select access_now()")
            now = cursor.fetchone()[0]
        connection.kith_allow_nested_identity = True
    try:
        with acting_as(service("administration", area_id=area.pk, purpose="test"), now=now):
            yield
    finally:
        connection.kith_allow_nested_identity = held


def signs_in(person: Any, area: Any, email: str, password: str | None = None) -> Any:
    """Give a practitioner of an area a sign-in. Returns the user."""
    from kith.organisations.models import User  # noqa: PLC0415

    with administering(area):
        person.user = User.objects.create_user(email, password)
        person.save()
    return person.user


def practitioner_in(
    area: str,
    role: str,
    *,
    profession: str = "social_worker",
    registration: str = "SW000001",
    agency_kind: str = "childrens_services",
    name: str | None = None,
) -> Any:
    """Return a practitioner with one role in one area (made when absent), and the area."""
    from kith.organisations.models import Agency, Membership, Practitioner  # noqa: PLC0415

    agency_slug, name = f"{area}-{agency_kind}"[:50], name or f"{area} {role} {profession} {agency_kind}"
    # Every ``acting`` asks, and nearly always for one who is there already.
    there = (
        Membership.objects.select_related("practitioner__agency", "area")
        .filter(area__slug=area, role=role, practitioner__name=name, practitioner__agency__slug=agency_slug)
        .first()
    )
    if there:
        return there.practitioner, there.area
    place = live_area(area)
    agency, _ = Agency.objects.get_or_create(
        slug=agency_slug, defaults={"name": f"{area.title()} {agency_kind}", "kind": agency_kind}
    )
    agency.areas.add(place)
    person, _ = Practitioner.objects.get_or_create(
        name=name,
        agency=agency,
        defaults={"profession": profession, "registration": registration if profession == "social_worker" else ""},
    )
    with administering(place):
        Membership.objects.get_or_create(practitioner=person, area=place, role=role, defaults={"starts_on": date(2020, 1, 1)})
    return person, place


def enter(client: Any, user: Any) -> None:
    """Sign a user in as a persona of the demonstration, which asks for no second factor."""
    from kith.staff_desk.sign_in import PERSONA_SESSION_KEY  # noqa: PLC0415

    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[PERSONA_SESSION_KEY] = True
    session.save()


@pytest.fixture(scope="session")
def acting() -> Acting:
    """Return ``acting(role=…, area=…, now=…)``: a transaction in which somebody with that role acts. Yields the identity."""
    from kith.access.identity import Identity, acting_as, service  # noqa: PLC0415

    @contextmanager
    def act(
        role: str = "front_door", area: str = "dorset", now: datetime = NOON, as_service: str | None = None, **who: Any
    ) -> Iterator[Any]:
        person, place = practitioner_in(area, role, **who)
        identity = (
            service(as_service, area_id=place.id, purpose="test")
            if as_service
            else Identity(
                kind="practitioner",
                name=person.name,
                area_id=place.id,
                purpose="test",
                practitioner_id=person.id,
                agency_id=person.agency_id,
                roles=frozenset({role}),
            )
        )
        with acting_as(identity, now=now):
            yield identity

    return act


@pytest.fixture
def clone(django_db_blocker: Any) -> Iterator[str]:
    """Give the test a database of its own with real transactions. Django's connection points to it meanwhile."""
    with database.spares().one() as name, django_db_blocker.unblock(), connected_to(name):
        yield database.app_url(name)


@pytest.fixture
def furnished(django_db_blocker: Any) -> Iterator[str]:
    """Give the test a database as ``clone`` does, in which the four areas are and their practice models."""

    def furnish(name: str) -> None:
        with connected_to(name):
            publish_for_every_area()

    with django_db_blocker.unblock():
        template, _ = database.template_of_run("furnished", furnish)
        with database.spares(template).one() as name, connected_to(name):
            yield database.app_url(name)


@pytest.fixture(scope="module")
def module_clone(django_db_blocker: Any) -> Iterator[str]:
    """Give the tests of a module one database between them, as ``clone`` does: for those that only read what was made in it.

    Who signs in, and what was looked at, is written there all the same: no test may count on being the first.
    """
    with database.spares().one() as name, django_db_blocker.unblock(), connected_to(name):
        yield database.app_url(name)


def publish_for_every_area() -> None:
    """Make the four areas, live, and publish their practice models, from the beginning of 2024."""
    from kith.practice_model.services import publish_drafts  # noqa: PLC0415

    for slug in ("dorset", "lincolnshire", "wolverhampton", "thurrock"):
        live_area(slug)
    publish_drafts(valid_from=date(2024, 1, 1), published_by="Test", now=datetime(2024, 1, 1, tzinfo=UTC))
