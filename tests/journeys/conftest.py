"""A demonstration for each module of journeys: four areas, their people, their models, and families with a story."""

import json
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser

from tests import database
from tests.fixtures import connected_to
from tests.journeys import base
from tests.journeys.demonstration import Demonstration

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
"""When the stories' plans were made. A journey happens at the real time, or at the one it sets."""


ABOUT_PEOPLE = {
    "people_person": ["surname", "forename || ' ' || surname", "known_as || ' ' || surname"],
    "people_othername": ["surname", "forename || ' ' || surname"],
    "people_address": ["lines", "postcode"],
    "people_contactdetail": ["value"],
    "people_identifier": ["value"],
    "front_door_requestperson": [
        *("surname", "forename || ' ' || surname", "address", "postcode", "telephone", "nhs_number", "upn"),
    ],
    "front_door_requestsender": ["name", "telephone", "email"],
    "front_door_conversation": ["caller", "caller_contact"],
}


def about_people(url: str) -> set[str]:
    """Return who the people in a database are: names, addresses, telephone and other numbers,
    as the demonstration's service sees them."""
    found: set[str] = set()
    with psycopg.connect(url) as held:
        areas = [row[0] for row in held.execute("select id from organisations_area")]
        for area in areas:
            held.commit()
            held.execute(
                "select access_begin('service', 'demonstration', %s, 'service:demonstration', %s, '{}')",
                [area, datetime.now(UTC)],
            )
            for table, columns in ABOUT_PEOPLE.items():
                for column in columns:
                    found.update(row[0].strip() for row in held.execute(f"select {column} from {table}".encode()))
    numbers = {word.replace(" ", "") for word in found if word.replace(" ", "").isdigit()}
    return {word for word in found | numbers if len(word) > 2}


JOURNEYS_MAY_TAKE = 900
"""Seconds that one worker waits for the journeys of the others."""


@pytest.fixture(scope="session")
def met(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that the workers share: each module of journeys leaves a file there with the people that it was about."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "met"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def people_met(met: Path, request: pytest.FixtureRequest, worker_id: str) -> set[str]:
    """Return who the people of the run's other journeys are. The journeys of other workers are waited for."""
    journeys = [item for item in request.session.items if item.path.parent == request.path.parent]
    others = {item.path.stem for item in journeys if "demonstration" in item.fixturenames} - {request.path.stem}
    files = [met / f"{name}.json" for name in sorted(others)]
    until = time.monotonic() + (0 if worker_id == "master" else JOURNEYS_MAY_TAKE)
    while missing := [file.stem for file in files if not file.exists()]:
        assert time.monotonic() < until, f"No word of the people in {missing}"
        time.sleep(0.2)
    return {person for file in files for person in json.loads(file.read_text())}


@pytest.fixture(scope="module")
def demonstration(django_db_blocker: Any, met: Path, request: pytest.FixtureRequest) -> Iterator[Demonstration]:
    """Serve the application on a database of its own: a clone of one that was filled through the services."""

    def fill(name: str) -> Any:
        with django_db_blocker.unblock(), connected_to(name):
            return _fill()

    people: set[str] = set()
    try:
        template, (families, credentials) = database.template_of_run("demonstration", fill)
        with database.clone(template, f"{database.SESSION}_journeys") as url, base.server(url) as address:
            yield Demonstration(
                address=address,
                database_url=url,
                family_id=families.pop("dorset"),
                mother="Jo Example",
                father="Lee Other",
                families=families,
                credentials=credentials,
            )
            people = about_people(url)
    finally:
        leave_word(met / f"{request.path.stem}.json", people)


def leave_word(file: Path, people: set[str]) -> None:
    """Write who the people were; another worker reads all of it or nothing."""
    partial = file.with_suffix(".partial")
    partial.write_text(json.dumps(sorted(people)))
    partial.rename(file)


def _fill() -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """Make the demonstration's areas, publish their models, and tell the families' stories. Returns families and credentials."""
    from kith.access.identity import Identity, acting_as  # noqa: PLC0415  settings are read when the database is known
    from kith.administration.demonstration import establish_demonstration_areas  # noqa: PLC0415
    from kith.family_help.tests import conftest as stories  # noqa: PLC0415
    from kith.organisations.models import Membership, Practitioner  # noqa: PLC0415
    from kith.people.services import protect  # noqa: PLC0415
    from kith.practice_model.services import publish_drafts  # noqa: PLC0415

    establish_demonstration_areas(datetime.now(UTC))
    publish_drafts(valid_from=date(2024, 1, 1), published_by="Demonstration", now=NOW)

    def persona(area: str, role: str) -> Practitioner:
        return Practitioner.objects.get(user__email=f"{role.replace('_', '-')}.{area}@example.org")

    def act(*, role: str, area: str, now: datetime = NOW, **_: Any) -> AbstractContextManager[Any]:
        who = persona(area, role)
        membership = Membership.objects.get(practitioner=who, area__slug=area)
        return acting_as(
            Identity(
                kind="practitioner",
                name=who.name,
                area_id=membership.area_id,
                purpose="direct_work",
                practitioner_id=who.pk,
                agency_id=who.agency_id,
                roles=frozenset({role}),
            ),
            now=now,
        )

    class Told(stories.Story):
        def practitioner(self, role: str, **who: Any) -> Practitioner:
            return persona(self.slug, role)

    make = stories.story.__wrapped__(None, act)  # type: ignore[attr-defined]

    def tell(area: str) -> Told:
        return Told(**vars(make(area)))

    families = {}
    for area in ("dorset", "wolverhampton"):
        told = tell(area)
        episode = _led(told, sam="section_17")
        told.assessed(episode)
        _shared(told, told.planned(episode))
        families[area] = str(told.family.pk)

    told = tell("dorset")
    told.assessed(_led(told, basis="section_17"))
    with told.as_("team_manager"):
        protect(
            person=told.father,
            what="address",
            hidden_from=told.mother,
            reason="He asked for it after threats from her brother",
            review_on=date(2027, 3, 1),
            now=NOW,
        )
    families["dorset, assessed"] = str(told.family.pk)

    for name, area, how in (
        ("dorset, nobody leads a child in need", "dorset", {"basis": "section_17"}),
        ("lincolnshire, nobody leads early help", "lincolnshire", {"tier": "early_help"}),
        ("lincolnshire, nobody leads a child in need", "lincolnshire", {"basis": "section_17", "tier": "child_in_need"}),
    ):
        told = tell(area)
        told.open(**how)
        families[name] = str(told.family.pk)

    return families, _credentials()


def _led(told: Any, **how: Any) -> Any:
    """Open help with a lead, and with an overseer where the area's model wants one."""
    from kith.family_help import services  # noqa: PLC0415  settings are read when the database is known

    episode = told.open(**how)
    if told.lead(episode).needs_overseer == "named_social_worker":
        with told.as_("team_manager"):
            senior = told.practitioner("senior_social_worker")
            services.name_overseer(episode=episode, practitioner=senior, reason="Knows the family", now=NOW)
    return episode


def _shared(told: Any, plan: Any) -> None:
    """Let the mother read the children's words, and give both parents their copies."""
    from kith.family_help import services  # noqa: PLC0415  settings are read when the database is known

    with told.as_("lead_practitioner"):
        for words in plan.episode.child_words.all():
            services.decide_readers(
                child_words=words,
                readers="named",
                may_read=[told.mother.pk],
                decided_by="child",
                reason="",
                own_copy=False,
                now=NOW,
            )
        for reader in (told.mother, told.father):
            services.share_plan(
                plan=plan, reader_person_id=reader.pk, contact="Told in person", agreed_safe=True, read_for_them=True, now=NOW
            )


def _credentials() -> dict[str, tuple[str, str]]:
    """Give three agencies a system that asks by the API."""
    from kith.partner_api.services import create_client  # noqa: PLC0415  settings are read when the database is known

    credentials = {}
    for agency, area in (
        ("dorset-mill-lane-school", "dorset"),
        ("dorset-police", "dorset"),
        ("wolverhampton-foundry-school", "wolverhampton"),
    ):
        made = create_client(name=f"System of {agency}", agency=agency, area=area, now=NOW - timedelta(days=1))
        credentials[agency] = (made.client_id, made.client_secret)
    return credentials


@pytest.fixture(scope="module")
def chromium(demonstration: Demonstration) -> Iterator[Browser]:
    """One browser for a module's journeys; each visitor has a context of their own.

    It comes after the database is filled and ends with the module: while it runs,
    Django takes this thread for an asynchronous one.
    """
    with base.browser() as running:
        yield running


@pytest.fixture(autouse=True)
def _visitors_leave(request: pytest.FixtureRequest) -> Iterator[None]:
    """Close what a test's visitors had open: their pages would go on working beside those of the next test."""
    running = request.getfixturevalue("chromium") if "chromium" in request.fixturenames else None
    yield
    for context in running.contexts if running else []:
        context.close()
