"""Who may restrict, name, grant, lift and end; and that the database decides it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from kith.access.identity import Identity, acting_as
from kith.access.models import Grant, Restriction, RestrictionMember
from kith.access.services import ask_owner, end_grants, grant_sight, narrow_grants
from kith.access.sight import ACTS_BY_ROLE, PARTS_BY_ROLE, PARTS_BY_SERVICE, Act, Part
from kith.kernel.refusals import NotPermitted
from kith.people import services
from kith.people.finding.candidates import find_candidates
from kith.people.index.keys import lookup_keys
from kith.people.index.table import bits_of, candidate_ids
from kith.people.matching.description import Wanted
from kith.people.models import Family, Person
from kith.practice_model.reading import draft
from kith.practice_model.services import publish
from tests.fixtures import NOON, Acting, administering, practitioner_in
from tests.restricting import TODAY, a_family, restrict, sneak

OURS = ("access_grant", "access_restriction", "access_restrictionmember", "access_sight")


@pytest.fixture
def family(db: None, acting: Acting) -> Family:
    """A family of one child and her mother in Dorset."""
    with acting("front_door"):
        return a_family(("Ada", "Reed", date(2018, 2, 3)), ("May", "Reed", date(1990, 1, 1)))


# ---- the tables are the owner's


@pytest.mark.django_db
def test_the_application_writes_none_of_the_tables_of_sight(acting: Acting) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name, privilege_type from information_schema.role_table_grants where grantee = 'kith_app'"
            " and (table_name = any(%s) or table_name = any(%s)) and privilege_type <> 'SELECT'",
            [list(OURS), [f"{name}event" for name in OURS]],
        )
        assert cursor.fetchall() == []
    with acting("team_manager"), connection.cursor() as cursor:
        cursor.execute("select has_table_privilege('access_sight', 'select')")
        assert cursor.fetchone() == (False,)


def test_an_area_says_in_its_model_who_restricts_a_family(family: Family, acting: Acting) -> None:
    publish(text=draft("national"), valid_from=date(2024, 1, 1), published_by="P", now=NOON)
    text = draft("dorset") + (
        '\n[decisions.restrict_family]\nname = "Restrict"\nroles = ["team_manager"]\nstatus = "agreed"\nrows = ["B-14"]\n'
        'source = "A made-up source"\nbinding = "local"\n'
    )
    publish(text=text, valid_from=date(2024, 1, 1), published_by="P", now=NOON)
    with acting("front_door") as me, pytest.raises(NotPermitted, match="Restrict: this is decided by team manager") as refused:
        services.restrict_family(family=family, named=[], owner_id=me.practitioner_id, reason="r", now=NOON)
    assert refused.value.rule == "decision.restrict_family"
    with acting("team_manager") as me:
        services.restrict_family(family=family, named=[], owner_id=me.practitioner_id, reason="r", now=NOON)


def test_a_lead_practitioner_cannot_name_herself_on_a_restriction(family: Family, acting: Acting) -> None:
    restrict(family, acting)
    with acting("lead_practitioner") as me:
        sneak(
            "permission denied",
            "insert into access_restrictionmember (id, restriction_id, practitioner_id)"
            " values (gen_random_uuid(), gen_random_uuid(), %s)",
            me.practitioner_id,
        )
        with pytest.raises(NotPermitted, match="Ask the owner"):
            services.name_to_restriction(family=family, practitioner_id=me.practitioner_id)
        assert not Family.objects.exists()
        assert not Restriction.objects.exists()
        assert not RestrictionMember.objects.exists()


@pytest.mark.parametrize("role", ["team_manager", "records_officer", "front_door"])
def test_who_is_not_named_names_nobody(role: str, family: Family, acting: Acting) -> None:
    restrict(family, acting)
    colleague, _ = practitioner_in("dorset", "duty_worker")
    with acting(role) as me, pytest.raises(NotPermitted, match="Ask the owner"):
        services.name_to_restriction(family=family, practitioner_id=colleague.pk)
    with acting(role), pytest.raises(NotPermitted, match="Ask the owner"):
        services.name_to_restriction(family=family, practitioner_id=me.practitioner_id)


def test_the_owner_names_a_colleague_who_works_here_and_history_says_who_and_why(family: Family, acting: Acting) -> None:
    owner = restrict(family, acting)
    lead, _ = practitioner_in("dorset", "lead_practitioner")
    stranger, _ = practitioner_in("lincolnshire", "lead_practitioner")
    with acting("senior_social_worker", name="Olwen Owner"):
        with pytest.raises(NotPermitted, match="work in this area"):
            services.name_to_restriction(family=family, practitioner_id=stranger.pk)
        services.name_to_restriction(family=family, practitioner_id=lead.pk)
    with acting("lead_practitioner"):
        assert Family.objects.get() == family
        with pytest.raises(NotPermitted, match="Ask the owner"):
            services.name_to_restriction(family=family, practitioner_id=stranger.pk)
    with acting("senior_social_worker", name="Olwen Owner"):
        services.lift_restriction(family=family, reason="Moved team", now=NOON)
        with connection.cursor() as cursor:
            cursor.execute(
                "select pgh_label, pgh_context ->> 'actor', pgh_context ->> 'purpose' from access_restrictionmemberevent"
                " where practitioner_id = %s",
                [lead.pk],
            )
            assert cursor.fetchall() == [("insert", str(owner.pk), "test")]
            cursor.execute("select pgh_label from access_restrictionevent order by pgh_id")
            assert cursor.fetchall() == [("insert",), ("update",)]


# ---- what each role may change, asked of the database itself

CHANGES: dict[Act, tuple[str, Callable[[Family, Any], tuple[Any, ...]]]] = {
    Act.RESTRICT: (
        "people_restrict(%s, %s::uuid[], %s, 'Threats', 'hidden')",
        lambda family, other: (family.pk, [], other.pk),
    ),
    Act.GRANT: (
        "access_grant_sight(%s, %s, array['plan'], 'Leads', null)",
        lambda family, other: (family.pk, other.pk),
    ),
}


@pytest.mark.parametrize("act", CHANGES)
@pytest.mark.parametrize("role", sorted(PARTS_BY_ROLE))
def test_a_role_changes_only_what_it_may(act: Act, role: str, family: Family, acting: Acting) -> None:
    other, _ = practitioner_in("dorset", "partner_lead", agency_kind="health")
    call, given = CHANGES[act]
    for area in ("dorset", "lincolnshire"):
        with acting(role, area=area, name=f"Someone {role} {area}"):
            if area == "dorset" and act in ACTS_BY_ROLE.get(role, set()):
                with transaction.atomic():
                    assert ask_owner(call, *given(family, other))
                    transaction.set_rollback(True)
            else:
                with pytest.raises(NotPermitted):
                    ask_owner(call, *given(family, other))
            assert not Grant.objects.exists()


@pytest.mark.parametrize("role", sorted(PARTS_BY_ROLE))
def test_a_restriction_is_lifted_by_its_owner_or_by_one_named_who_may(role: str, family: Family, acting: Acting) -> None:
    restrict(family, acting)
    who, _ = practitioner_in("dorset", role, name=f"Someone {role}")
    with acting(role, name=who.name), pytest.raises(NotPermitted, match="Ask the owner"):
        services.lift_restriction(family=family, reason="Safe", now=NOON)
    with acting("senior_social_worker", name="Olwen Owner"):
        services.name_to_restriction(family=family, practitioner_id=who.pk)
    with acting(role, name=who.name):
        if Act.LIFT in ACTS_BY_ROLE.get(role, set()):
            services.lift_restriction(family=family, reason="Safe", now=NOON)
            assert Family.objects.get() == family
        else:
            with pytest.raises(NotPermitted, match="Ask the owner"):
                services.lift_restriction(family=family, reason="Safe", now=NOON)


@pytest.mark.parametrize("kind", ["client", "visitor", "reader", *sorted(PARTS_BY_SERVICE)])
def test_no_client_form_reader_or_service_changes_who_sees(kind: str, family: Family, acting: Acting) -> None:
    owner, area = practitioner_in("dorset", "team_manager")
    identity = (
        Identity(kind=kind, name="t", area_id=area.pk, purpose="test")
        if kind in {"client", "visitor", "reader"}
        else Identity(kind="service", name=kind, area_id=area.pk, purpose="test")
    )
    for call, given in (
        *((call, given(family, owner)) for call, given in CHANGES.values()),
        ("people_lift_restriction(%s, 'x')", (family.pk,)),
        ("people_name_to_restriction(%s, %s)", (family.pk, owner.pk)),
    ):
        with acting_as(identity, now=NOON):
            if "lift" in call and kind in PARTS_BY_SERVICE and Part.IDENTITY in PARTS_BY_SERVICE[kind]:
                assert ask_owner(call, *given) is False, "there is no restriction to lift"
            else:
                with pytest.raises(NotPermitted):
                    ask_owner(call, *given)


def test_a_grant_is_never_to_oneself_nor_of_more_than_one_sees(family: Family, acting: Acting) -> None:
    nurse, _ = practitioner_in("dorset", "partner_lead", agency_kind="health")
    away, _ = practitioner_in("lincolnshire", "partner_lead", agency_kind="health")
    give: dict[str, Any] = {"family_id": family.pk, "reason": "Leads", "now": NOON}
    with acting("team_manager") as me:
        for why, who, parts in (
            ("themselves", me.practitioner_id, ["plan"]),
            ("work in this area", away.pk, ["plan"]),
            ("only parts", nurse.pk, ["looks"]),
            ("only parts", nurse.pk, ["sealed"]),
            ("only parts", nurse.pk, ["front_door"]),
            ("only parts", nurse.pk, ["may_grant"]),
            ("only parts", nurse.pk, ["restricted"]),
        ):
            with pytest.raises(NotPermitted, match=why):
                grant_sight(practitioner_id=who, parts=parts, **give)
        grant_sight(practitioner_id=nurse.pk, parts=["plan", "notes"], **give)
        with pytest.raises(NotPermitted, match="never more"):
            narrow_grants(practitioner_id=nurse.pk, parts=["plan", "legal"], **give)
        assert narrow_grants(practitioner_id=nurse.pk, parts=["plan"], **give) == 1
    with acting("business_support"), pytest.raises(NotPermitted, match="Ask a worker"):
        end_grants(family_id=family.pk, now=NOON)
    with acting("partner_lead", agency_kind="health"):
        assert [g.parts for g in Grant.objects.filter(ends_on__isnull=True)] == [["plan"]]
        assert end_grants(family_id=family.pk, practitioner_id=nurse.pk, now=NOON) == 1
        assert not Family.objects.exists()


def test_grants_of_a_hidden_family_are_hidden_and_nobody_grants_in_it(family: Family, acting: Acting) -> None:
    nurse, _ = practitioner_in("dorset", "partner_lead", agency_kind="health")
    with acting("team_manager"):
        grant_sight(family_id=family.pk, practitioner_id=nurse.pk, parts=["plan"], reason="Leads", now=NOON)
    restrict(family, acting)
    with acting("team_manager"):
        assert not Grant.objects.exists()
        with pytest.raises(NotPermitted):
            grant_sight(family_id=family.pk, practitioner_id=nurse.pk, parts=["plan"], reason="x", now=NOON)
    with acting("partner_lead", agency_kind="health"):
        assert not Family.objects.exists()


def test_the_mark_follows_from_the_restriction_whatever_is_written(family: Family, acting: Acting) -> None:
    restrict(family, acting)
    with acting("senior_social_worker", name="Olwen Owner"):
        Person.objects.update(restricted=False)
        Family.objects.update(restricted=False)
        assert not Person.objects.filter(restricted=False).exists()
        assert Family.objects.get().restricted
    with acting("front_door"):
        assert not Person.objects.exists()
        free = services.record_person(forename="Bo", surname="Ash", now=NOON)
        Person.objects.filter(pk=free.pk).update(restricted=True)
        assert not Person.objects.get(pk=free.pk).restricted


# ---- what answers nobody


def test_the_index_answers_no_id_of_a_hidden_person(family: Family, acting: Acting) -> None:
    wanted = Wanted(forename="Ada", surname="Reed", date_of_birth=date(2018, 2, 3))
    with acting("front_door"):
        (child,) = [c.person.pk for c in find_candidates(wanted)]
    restrict(family, acting)
    for role in ("front_door", "lead_practitioner", "partner_lead", "administrator"):
        with acting(role):
            assert child not in candidate_ids([lookup_keys(wanted)], most=50)[0]
    with acting("senior_social_worker", name="Olwen Owner"):
        assert child in candidate_ids([lookup_keys(wanted)], most=50)[0]


@pytest.mark.parametrize("kind", ["client", "visitor", "reader"])
def test_who_is_not_staff_asks_nothing_of_the_index(kind: str, family: Family, acting: Acting) -> None:
    _, area = practitioner_in("dorset", "team_manager")
    with acting_as(Identity(kind=kind, name="t", area_id=area.pk, purpose="test"), now=NOON):
        kinds, keys = bits_of(lookup_keys(Wanted(forename="Ada", surname="Reed")))
        for call, given in (
            ("people_restricted_match(%s::text[], %s::bigint[])", [kinds, keys]),
            ("people_write_keys('{}', '{}', '{}')", []),
            ("people_write_words('{}', '{}', '{}', false)", []),
            ("people_count_rows()", []),
        ):
            sneak("asks nothing", f"select {call}", *given)


@pytest.mark.parametrize("role", sorted(PARTS_BY_ROLE))
def test_no_role_throws_the_index_away(role: str, family: Family, acting: Acting) -> None:
    with acting(role):
        sneak("only the service", "select people_forget_keys()")


def test_a_grant_lapses_with_the_work(family: Family, acting: Acting) -> None:
    nurse, _ = practitioner_in("dorset", "partner_lead", agency_kind="health")
    with acting("team_manager"):
        grant_sight(family_id=family.pk, practitioner_id=nurse.pk, parts=["plan"], reason="Leads", now=NOON)
    with acting("partner_lead", agency_kind="health"):
        assert Family.objects.get() == family
    with administering(family.area):
        nurse.memberships.update(ends_on=TODAY - timedelta(days=1))
    with acting_as(
        Identity(
            kind="practitioner",
            name="t",
            area_id=family.area_id,
            purpose="test",
            practitioner_id=nurse.pk,
        ),
        now=NOON,
    ):
        assert not Family.objects.exists()
        assert not Person.objects.exists()
