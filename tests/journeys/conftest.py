"""One demonstration for all journeys of a session: four areas, their people, their models, and one family with a story."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests import database
from tests.journeys import base

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
"""When the story's plan was made: the journeys themselves happen at the real time."""


@dataclass
class Demonstration:
    """Where the demonstration is served, and who is in it."""

    address: str
    family_id: str
    mother: str
    father: str

    def visitor(self, running: Browser, **how: Any) -> base.Visitor:
        return base.Visitor(running, self.address, **how)


@pytest.fixture(scope="session")
def demonstration(django_db_blocker: Any) -> Iterator[Demonstration]:
    """Serve the application on a database of its own, filled through the services."""
    from django.db import connection  # noqa: PLC0415

    with database.clone(database.TEMPLATE, f"{database.SESSION}_journeys") as url:
        with django_db_blocker.unblock():
            held = connection.settings_dict["NAME"]
            connection.close()
            connection.settings_dict["NAME"] = url.partition("?")[0].rsplit("/", 1)[-1]
            nested = getattr(connection, "kith_allow_nested_identity", False)
            connection.kith_allow_nested_identity = False
            try:
                family_id = _fill()
            finally:
                connection.close()
                connection.settings_dict["NAME"] = held
                connection.kith_allow_nested_identity = nested
        with base.server(url) as address:
            yield Demonstration(address=address, family_id=family_id, mother="Jo Example", father="Lee Other")


def _fill() -> str:
    """Make the demonstration's areas, publish their models, and give Dorset one family with an agreed plan."""
    from kith.access.identity import Identity, acting_as  # noqa: PLC0415  settings are read when the database is known
    from kith.family_help import services  # noqa: PLC0415
    from kith.family_help.tests import conftest as stories  # noqa: PLC0415
    from kith.organisations.models import Membership, Practitioner  # noqa: PLC0415
    from kith.organisations.services import establish_demonstration_areas  # noqa: PLC0415
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

    made = stories.story.__wrapped__(None, act)("dorset")  # type: ignore[attr-defined]
    told = Told(**vars(made))
    episode = told.open(sam="section_17")
    told.lead(episode)
    with told.as_("team_manager"):
        services.name_overseer(
            episode=episode, practitioner=told.practitioner("senior_social_worker"), reason="Dorset asks for one", now=NOW
        )
    told.assessed(episode)
    plan = told.planned(episode)
    with told.as_("lead_practitioner"):
        for words in episode.child_words.all():
            services.decide_readers(
                child_words=words, readers="named", may_read=[told.mother.pk], decided_by="child", reason="", now=NOW
            )
        for reader in (told.mother, told.father):
            services.share_plan(
                plan=plan, reader_person_id=reader.pk, contact="Told in person", agreed_safe=True, now=NOW
            )
    return str(told.family.pk)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all journeys; each visitor has a context of their own."""
    with base.browser() as running:
        yield running
