"""Lists and record pages stay fast under their policies: every guarded table is reached by an index (design section 9).

A small database would be read whole whatever its indexes, so sequential scans are priced out: one that remains in a plan is there
because no index fits the condition that the policy and the page make together.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kith.access.identity import Identity, acting_as
from kith.access.require_identity import guarded_tables
from kith.family_help.services import ChildBasis, open_episode, start_assessment
from kith.front_door.models import Request, RequestSender
from kith.kernel.paging import Place
from kith.organisations.models import Membership, Practitioner
from kith.people.models import Family
from kith.people.services import join_family, record_family, record_person
from kith.practice_model.services import publish_drafts
from kith.staff_desk.tests.helping import signed_in
from tests.fixtures import practitioner_in

PAGES = [
    ("front_door", "/"),
    ("front_door", "/front-door/"),
    ("front_door", "/front-door/conversations/"),
    ("front_door", "/front-door/reconciliation/"),
    ("lead_practitioner", "/"),
    ("lead_practitioner", "/families/{family}/"),
    ("lead_practitioner", "/families/{family}/assessment/"),
    ("lead_practitioner", "/families/{family}/plan/"),
    ("team_manager", "/"),
    ("records_officer", "/people/duplicates/"),
    ("records_officer", "/people/to-join/"),
    ("auditor", "/looks/"),
    ("auditor", "/looks/?by=a&kind=open"),
    ("out_of_hours", "/"),
    ("front_door", "/front-door/?requests={place}&alerts={alert}&unreadable={line}&to_confirm={day}"),
    ("front_door", "/front-door/bursts/{burst}/"),
    ("front_door", "/front-door/hub/"),
    ("team_manager", "/?dangers={day}&no_lead={alert}&no_worker={alert}&sign_off={day}&alerts={alert}"),
    ("lead_practitioner", "/?due={date}&families={name}&drafts={day}&waiting={day}"),
]


@pytest.fixture(scope="module")
def family(module_clone: str, acting: Callable[..., Any]) -> Family:
    now = timezone.now()
    practitioner_in("dorset", "front_door")
    publish_drafts(valid_from=date(2024, 1, 1), published_by="Test", now=now)
    with acting("front_door", now=now):
        made = record_family(name="Reed: Ada", now=now)
        for forename in ("Ada", "Tom"):
            child = record_person(forename=forename, surname="Reed", date_of_birth=date(2016, 5, 4), now=now)
            join_family(family=made, person=child, role="child", on=now.date())
        episode = open_episode(
            family=made,
            children=[ChildBasis(person_id=child.pk, basis="section_17")],
            tier="family_help",
            origin="Test",
            referral_date=now.date(),
            threshold_version="test",
            reason="Test",
            now=now,
        )
        start_assessment(episode=episode, now=now)
        for number in range(3):
            Request.objects.create(
                area=made.area, number=f"K{number}", reference=f"R{number}", door="public", kind="public", received_at=now,
                recorded_at=now, worries="w", burst=BURST, in_burst=1,
            )  # fmt: skip
        RequestSender.objects.bulk_create([RequestSender(area=made.area, request=request) for request in Request.objects.all()])
    return made


BURST = UUID(int=7)


def places(family: Family) -> dict[str, str]:
    """Return places in the middle of lists of each kind, as a page's link gives them."""
    row, at = str(UUID(int=1)), timezone.now().isoformat()
    return {
        "place": Place.write(["3", None, at, row], back=False),
        "alert": Place.write(["1", at, row], back=False),
        "line": Place.write(["True", at, row], back=True),
        "day": Place.write([at, row], back=False),
        "date": Place.write([timezone.now().date().isoformat(), row], back=False),
        "name": Place.write(["0", None, str(family.pk)], back=False),
    }


def selects(role: str, path: str) -> list[str]:
    """Open a page as somebody with ``role`` and return the statements it read guarded tables with."""
    client = signed_in(role)
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(path)
    assert answer.status_code == 200, f"{path} answered {answer.status_code}"
    return [each["sql"] for each in caught.captured_queries if each["sql"].lstrip("( ").upper().startswith("SELECT")]


def scanned_whole(role: str, statements: list[str]) -> dict[str, str]:
    """Return the guarded tables that a plan reads from end to end, each with one statement."""
    practitioner = Practitioner.objects.get(memberships__role=role)
    membership = Membership.objects.get(practitioner=practitioner)
    identity = Identity(
        kind="practitioner",
        name="test",
        area_id=membership.area_id,
        purpose="test",
        practitioner_id=practitioner.pk,
    )
    found = {}
    with acting_as(identity, now=timezone.now()), connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        for statement in statements:
            if not guarded_tables().intersection(re.findall(r"[a-z]+_[a-z_]+", statement)):
                continue
            cursor.execute("explain " + statement.replace("%", "%%"), [])
            plan = "\n".join(row[0] for row in cursor.fetchall())
            for table in re.findall(r"Seq Scan on (\w+)", plan):
                if table in guarded_tables():
                    found[table] = statement[:300]
    return found


@pytest.mark.parametrize(("role", "path"), PAGES)
def test_no_page_reads_a_guarded_table_from_end_to_end(role: str, path: str, family: Family) -> None:
    statements = selects(role, path.format(family=family.pk, burst=BURST, **places(family)))
    whole = scanned_whole(role, statements)
    assert not whole, "\n".join(f"{table}: {why}" for table, why in whole.items())
