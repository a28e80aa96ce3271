"""Who may change what is seen, role by role: the parts and acts of each, restricting, and giving sight. Tables."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from kith.access.identity import current_identity
from kith.access.models import Grant, Sight
from kith.access.services import (
    GrantNeedsReason,
    ask_owner,
    end_grants,
    grant_sight,
    narrow_grants,
    restriction_owner,
)
from kith.access.sight import ACTS_BY_ROLE, ACTS_BY_SERVICE, PARTS_BY_ROLE, PARTS_BY_SERVICE, Act, Part, may, parts_of
from kith.kernel.refusals import NotPermitted
from kith.organisations.models import Practitioner, Role
from kith.people.services import add_to_family, record_family, restrict_family
from tests import database
from tests.fixtures import NOON, Acting, practitioner_in

# ---- roles, parts and acts


@pytest.mark.parametrize("role", Role.values)
def test_every_role_has_its_parts_written_down(role: str) -> None:
    assert role in PARTS_BY_ROLE


SEES_NO_FAMILY = {
    "auditor",
    "hub_partner",
    "partner_lead",
    "finance_officer",
    "returns_officer",
    "programme_lead",
    "administrator",
}


@pytest.mark.parametrize("role", Role.values)
def test_who_sees_no_family_sees_no_person_and_changes_no_sight(role: str) -> None:
    sees = bool(parts_of([role]) - {Part.LOOKS})
    assert sees is (role not in SEES_NO_FAMILY)
    if not sees:
        assert not {Act.RESTRICT, Act.LIFT, Act.GRANT} & ACTS_BY_ROLE.get(role, set())


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("never", [Part.RESTRICTED, Part.SEALED])
def test_no_role_of_a_person_opens_what_only_a_service_does(role: str, never: Part) -> None:
    assert never not in parts_of([role])


@pytest.mark.parametrize("role", Role.values)
def test_who_administers_sees_nothing_and_gives_no_sight(role: str) -> None:
    assert may(Act.ADMINISTER, [role]) is (role == "administrator")
    assert not may(Act.REWRITE_INDEX, [role])


@pytest.mark.parametrize("name", sorted(PARTS_BY_SERVICE.keys() | ACTS_BY_SERVICE))
def test_no_service_restricts_lifts_or_grants(name: str) -> None:
    assert not {Act.RESTRICT, Act.LIFT, Act.GRANT} & ACTS_BY_SERVICE.get(name, set())


@pytest.mark.parametrize(
    ("one", "other"), [("auditor", "front_door"), ("business_support", "auditor"), ("hub_partner", "administrator")]
)
def test_two_roles_see_what_either_sees_and_no_more(one: str, other: str) -> None:
    assert parts_of([one, other]) == parts_of([one]) | parts_of([other])


@pytest.mark.django_db
def test_the_database_holds_the_same_list_and_shows_it_to_no_one(acting: Acting) -> None:
    with psycopg.connect(database.owner_url(connection.settings_dict["NAME"])) as owner:
        written = set(owner.execute("select holder, part from access_sight").fetchall())
    assert written == {
        (f"{kind}:{name}", str(part))
        for kind, held in (
            ("role", PARTS_BY_ROLE),
            ("role", ACTS_BY_ROLE),
            ("service", PARTS_BY_SERVICE),
            ("service", ACTS_BY_SERVICE),
        )
        for name, parts in held.items()
        for part in parts
    }
    with acting("administrator"), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Sight.objects.count()


# ---- restricting and granting, role by role


@pytest.fixture
def family(acting: Acting) -> Any:
    with acting("team_manager", name="Mo Manager"):
        made = record_family(name="Example", now=NOON)
        add_to_family(family=made, role="parent", on=NOON.date(), now=NOON, forename="Mo", surname="Example")
    return made


@pytest.fixture
def partner(db: None) -> Practitioner:
    return practitioner_in("dorset", "partner_lead", profession="teacher", agency_kind="education", name="Pat Partner")[0]


@pytest.mark.django_db
@pytest.mark.parametrize("role", [each for each in Role.values if each not in SEES_NO_FAMILY])
def test_the_database_lets_exactly_the_listed_roles_restrict_and_grant(
    acting: Acting, family: Any, partner: Practitioner, role: str
) -> None:
    acts: dict[Act, Callable[[], Any]] = {
        Act.GRANT: lambda: grant_sight(family_id=family.pk, practitioner_id=partner.pk, parts=["plan"], reason="Leads", now=NOON),
        Act.RESTRICT: lambda: ask_owner(
            "people_restrict(%s, %s::uuid[], %s, %s, %s)",
            family.pk, [], current_identity().practitioner_id, "Witnesses", "hidden",
        ),
    }  # fmt: skip
    for act, change in acts.items():
        with acting(role):
            if may(act, [role]):
                assert change()
            else:
                with pytest.raises(NotPermitted) as refused, transaction.atomic():
                    change()
                assert refused.value.message.endswith(".")


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_a_grant_needs_its_reason_at_the_field(acting: Acting, family: Any, partner: Practitioner, reason: str) -> None:
    with acting("team_manager"), pytest.raises(GrantNeedsReason) as refused:
        grant_sight(family_id=family.pk, practitioner_id=partner.pk, parts=["plan"], reason=reason, now=NOON)
    assert (refused.value.field, refused.value.rule) == ("reason", "access.grant_needs_reason")


GRANTS: dict[str, tuple[Callable[[Any, Practitioner], Any], str]] = {
    "to oneself": (
        lambda family, partner: grant_sight(
            family_id=family.pk, practitioner_id=current_identity().practitioner_id, parts=["plan"], reason="Me", now=NOON
        ),
        "yourself|themselves|own",
    ),
    "more than one sees": (
        lambda family, partner: grant_sight(
            family_id=family.pk, practitioner_id=partner.pk, parts=["plan", "looks"], reason="All", now=NOON
        ),
        "see",
    ),
    "a part that does not exist": (
        lambda family, partner: grant_sight(
            family_id=family.pk, practitioner_id=partner.pk, parts=["diary"], reason="All", now=NOON
        ),
        "see",
    ),
    "narrowing to what was not granted": (
        lambda family, partner: [
            grant_sight(family_id=family.pk, practitioner_id=partner.pk, parts=["plan"], reason="Leads", now=NOON),
            narrow_grants(family_id=family.pk, practitioner_id=partner.pk, parts=["notes"], reason="Less", now=NOON),
        ],
        "never more",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", GRANTS)
def test_sight_that_one_may_not_give_is_refused(acting: Acting, family: Any, partner: Practitioner, case: str) -> None:
    act, words = GRANTS[case]
    with acting("team_manager"):
        with pytest.raises(NotPermitted, match=words), transaction.atomic():
            act(family, partner)
        assert not Grant.objects.filter(family_id=family.pk).exists()


@pytest.mark.django_db
def test_a_grant_is_narrowed_and_ended_and_ending_again_ends_nothing(acting: Acting, family: Any, partner: Practitioner) -> None:
    with acting("team_manager"):
        made = grant_sight(family_id=family.pk, practitioner_id=partner.pk, parts=["plan", "notes"], reason="Leads", now=NOON)
        assert (sorted(made.parts), made.starts_on, made.ends_on) == (["notes", "plan"], NOON.date(), None)
        assert narrow_grants(family_id=family.pk, practitioner_id=partner.pk, parts=["plan"], reason="Less", now=NOON) == 1
        assert end_grants(family_id=family.pk, practitioner_id=partner.pk, now=NOON) == 1
        assert end_grants(family_id=family.pk, practitioner_id=partner.pk, now=NOON) == 0
        assert end_grants(family_id=family.pk, now=NOON) == 0
        until = NOON + timedelta(days=30)
        dated = grant_sight(
            family_id=family.pk, practitioner_id=partner.pk, parts=["plan"], reason="Covers", now=NOON, until=until
        )
        assert dated.ends_on == until.date()


@pytest.mark.django_db
def test_whom_to_ask_about_a_restricted_family_is_told_to_colleagues_only(acting: Acting, family: Any) -> None:
    with acting("team_manager", name="Mo Manager"):
        me = current_identity().practitioner_id
        assert me is not None
        assert restriction_owner(family_id=family.pk) is None
        restrict_family(family=family, named=[me], owner_id=me, reason="Witnesses", now=NOON)
    with acting("lead_practitioner"):
        told = restriction_owner(family_id=family.pk)
        assert told is not None
        assert (told.owner.name, told.since) == ("Mo Manager", NOON)
    with acting("lead_practitioner", area="thurrock"):
        assert restriction_owner(family_id=family.pk) is None
