"""Every address as every kind of user: a new page without a guard fails here (issue section C).

A page is either in ``PUBLIC``, or asks strangers to sign in; a page about a family is there only for those whose role sees it,
and nobody who may not see the family is told its name.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from kith.access.sight import PARTS_BY_ROLE, Part
from kith.kernel.ids import uuid7
from kith.people.models import Family, Person
from kith.people.services import join_family, record_family, record_person
from kith.practice_model.services import publish_drafts
from kith.staff_desk.tests.helping import signed_in
from tests.fixtures import practitioner_in

pytestmark = pytest.mark.slow

PUBLIC = {
    # for everybody who needs help or wants to know that the system is up
    *(
        *("healthz", "readyz"),
        # for a collector of figures on the same machine, and nobody else
        "metrics",
        "staff_desk:too_large",
        "staff_desk:personas",
        "public_site:",
        "family_portal:enter",
        "family_portal:link",
    ),
    *("family_portal:copy", "family_portal:leave", "design:"),
    # signing in
    *(
        "account_login",
        "account_logout",
        "account_inactive",
        "account_signup",
        "account_reset_password",
        "mfa_authenticate",
    ),
    *(
        "account_choose_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
    ),
    *(
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
        "socialaccount_signup",
        "openid_connect_",
    ),
    # systems of partners: each asks for a token itself
    *("partner_api:", "api-", "oauth2_provider:"),
}
"""Addresses that need nobody signed in, by name or by the beginning of it."""

MARKER = "Zanzibrook"


def routes(patterns: list[Any] | None = None, before: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """Give the name and the template of every address."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern.url_patterns, before + str(pattern.pattern), inner)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", before + str(pattern.pattern)


def is_public(name: str) -> bool:
    return any(name == each or (each.endswith((":", "_", "-")) and name.startswith(each)) for each in PUBLIC)


def filled(template: str, values: dict[str, Any]) -> str:
    """Return an address with every placeholder filled: the family where it asks for one, an unknown id elsewhere."""
    path = ""
    rest = template.replace("^", "").replace("$", "")
    while "<" in rest:
        head, _, tail = rest.partition("<")
        inside, _, rest = tail.partition(">")
        kind, _, name = inside.rpartition(":")
        value = values.get(name) or (uuid7() if kind == "uuid" else 1 if kind == "int" else "nothing")
        path += head + str(value)
    return "/" + (path + rest).replace("\\", "")


NAMES = sorted(set(routes()))


@pytest.fixture(scope="module")
def family(module_clone: str, acting: Callable[..., Any]) -> tuple[Family, Person]:
    """A family in Dorset whose name nobody else has."""
    now = timezone.now()
    for area in ("dorset", "lincolnshire"):
        practitioner_in(area, "front_door")
    publish_drafts(valid_from=date(2024, 1, 1), published_by="Test", now=now)
    with acting("front_door", now=now):
        child = record_person(forename="Oriel", surname=MARKER, date_of_birth=date(2015, 2, 3), now=now)
        made = record_family(name=f"{MARKER}, Bridport", now=now)
        join_family(family=made, person=child, role="child", on=now.date())
    return made, child


def addresses(family: tuple[Family, Person]) -> dict[str, str]:
    values: dict[str, UUID] = {"family_id": family[0].pk, "person_id": family[1].pk}
    return {name: filled(template, values) for name, template in NAMES if "(?P" not in template}


def test_there_are_addresses_to_test() -> None:
    assert len(NAMES) > 30


def test_a_stranger_is_asked_to_sign_in_everywhere_but_where_it_says(family: tuple[Family, Person]) -> None:
    wrong = [
        f"{name} {address} answers {answer.status_code} to a stranger"
        for name, address in addresses(family).items()
        if not is_public(name)
        for answer in (Client().get(address), Client().post(address, {}))
        if answer.status_code != 302 or not answer["Location"].startswith("/accounts/login/")
    ]
    assert not wrong, "\n".join(wrong)


def test_public_addresses_tell_a_stranger_nothing_about_the_family(family: tuple[Family, Person]) -> None:
    for name, address in addresses(family).items():
        if is_public(name):
            answer = Client().get(address)
            # Health answers 503 where no job process lives, as in a test that runs for minutes.
            assert answer.status_code < 500 or name == "healthz", f"{name} answers {answer.status_code}"
            assert MARKER.encode() not in answer.getvalue(), f"{name} names the family"


def test_without_a_place_today_there_is_nothing(family: tuple[Family, Person]) -> None:
    wrong = []
    for name, address in addresses(family).items():
        if is_public(name) or name.startswith(("account_", "mfa_", "socialaccount_")) or name == "staff_desk:no_membership":
            continue
        client = signed_in("front_door", name="Has Left", until=date(2020, 12, 31))
        answer = client.get(address)
        if answer.status_code != 404 and (answer.status_code != 302 or answer["Location"] != "/no-membership/"):
            wrong.append(f"{name} answers {answer.status_code}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.row("X-11", at="Every page", part="no emergency access with a reason that is reviewed")
@pytest.mark.parametrize(
    ("role", "area"),
    [
        *((role, "dorset") for role, parts in sorted(PARTS_BY_ROLE.items()) if Part.IDENTITY not in parts),
        ("front_door", "lincolnshire"),
        ("team_manager", "lincolnshire"),
        ("auditor", "lincolnshire"),
    ],
)
def test_who_may_not_see_the_family_gets_the_answer_for_what_does_not_exist(
    family: tuple[Family, Person], role: str, area: str
) -> None:
    wrong = []
    client = signed_in(role, area=area)
    for name, template in NAMES:
        if is_public(name) or "(?P" in template or name == "account_logout":
            continue
        address = filled(template, {"family_id": family[0].pk, "person_id": family[1].pk})
        about = "family_id" in template or "person_id" in template
        for verb, answer in (
            ("GET", client.get(address)),
            ("POST", client.post(address, {}) if about else None),
        ):
            if answer is None:
                continue
            if answer.status_code >= 500 or MARKER.encode() in answer.getvalue():
                wrong.append(f"{verb} {name}: {answer.status_code}, names the family: {MARKER.encode() in answer.getvalue()}")
            if about and answer.status_code not in {404, 405}:
                wrong.append(f"{verb} {name} answers {answer.status_code}, not 404")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", sorted(role for role, parts in PARTS_BY_ROLE.items() if Part.IDENTITY in parts))
def test_who_may_see_families_gets_no_error_anywhere(family: tuple[Family, Person], role: str) -> None:
    client = signed_in(role)
    wrong = []
    for name, address in addresses(family).items():
        # Health is 503 when no job process has lived for five minutes, and here none ever did.
        if name in {"account_logout", "healthz"}:
            continue
        answer = client.get(address)
        if answer.status_code >= 500:
            wrong.append(f"{name} answers {answer.status_code}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.row("X-11", at="The family's page", part="no emergency access with a reason that is reviewed")
def test_a_partner_sees_the_family_only_while_the_grant_lasts(family: tuple[Family, Person], acting: Callable[..., Any]) -> None:
    from kith.access.services import end_grants, grant_sight  # noqa: PLC0415

    nurse = {"agency_kind": "health", "profession": "school_nurse"}
    client = signed_in("partner_lead", **nurse)
    practitioner, _ = practitioner_in("dorset", "partner_lead", **nurse)
    address = f"/families/{family[0].pk}/"
    now = timezone.now()
    assert client.get(address).status_code == 404
    with acting("team_manager", now=now):
        grant_sight(
            family_id=family[0].pk,
            practitioner_id=practitioner.pk,
            parts=["plan"],
            reason="Asked to lead",
            now=now,
        )
    assert client.get(address).status_code == 200
    with acting("team_manager", now=now):
        end_grants(family_id=family[0].pk, practitioner_id=practitioner.pk, now=now)
    ended = client.get(address)
    assert ended.status_code == 403, "who had sight is told that it ended, and nothing of the family"
    assert "Your access ended on" in ended.content.decode()
    assert family[0].name not in ended.content.decode()


def test_nobody_acts_after_their_place_has_ended(family: tuple[Family, Person]) -> None:
    client = signed_in("front_door", name="Leaves Today")
    address = f"/families/{family[0].pk}/"
    assert client.get(address).status_code == 200
    signed_in("front_door", name="Leaves Today", until=date(2020, 12, 31))
    assert client.get(address)["Location"] == "/no-membership/"
