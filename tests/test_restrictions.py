"""Who may restrict, name, grant, lift and end; that the database decides it; and that a restriction wins wherever a person appears."""

import threading
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection, connections, transaction

from kith.access.identity import Identity, acting_as
from kith.access.models import Grant, Restriction, RestrictionMember
from kith.access.services import ask_owner, end_grants, grant_sight, narrow_grants
from kith.access.sight import ACTS_BY_ROLE, PARTS_BY_ROLE, PARTS_BY_SERVICE, Act, Part
from kith.family_help.models import ChildWords
from kith.family_help.tests.conftest import Story, make_story
from kith.kernel.refusals import NotFound, NotPermitted
from kith.people import services
from kith.people.finding.candidates import find_candidates
from kith.people.index.keys import lookup_keys
from kith.people.index.table import bits_of, candidate_ids
from kith.people.matching.description import Wanted
from kith.people.models import Family, FamilyMember, Person
from kith.people.same_person.obstacles import obstacles
from kith.staff_desk.tests.helping import signed_in
from tests.fixtures import NOON, Acting, administering, practitioner_in

TODAY = NOON.date()
OURS = ("access_grant", "access_restriction", "access_restrictionmember", "access_sight")


def a_family(*who: tuple[str, str, date | None], role: str = "child") -> Family:
    """Record a family of persons: forename, surname, date of birth. The first has ``role``, the others are parents."""
    family = services.record_family(now=NOON)
    for place, (forename, surname, born) in enumerate(who):
        services.add_to_family(
            family=family,
            role="parent" if place else role,
            on=TODAY,
            now=NOON,
            forename=forename,
            surname=surname,
            date_of_birth=born,
        )
    return family


def member(family: Family, forename: str) -> Person:
    """Return a member of a family by first name."""
    return Person.objects.get(places__family=family, forename=forename)


def restrict(family: Family, acting: Acting, *, elsewhere: str = "hidden", owner: str = "Olwen Owner") -> Any:
    """Restrict a family as a team manager, to the owner alone. Returns the owner."""
    named, _ = practitioner_in("dorset", "senior_social_worker", name=owner)
    with acting("team_manager"):
        services.restrict_family(family=family, named=[], owner_id=named.pk, reason="Threats", elsewhere=elsewhere, now=NOON)
    return named


@pytest.fixture
def family(db: None, acting: Acting) -> Family:
    """A family of one child and her mother in Dorset."""
    with acting("front_door"):
        return a_family(("Ada", "Reed", date(2018, 2, 3)), ("May", "Reed", date(1990, 1, 1)))


def sneak(why: str, statement: str, *given: Any) -> None:
    """Send a statement past the services, and see the database refuse it."""
    with (
        pytest.raises(ProgrammingError, match=why),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, given)


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


# ---- a restriction while somebody joins


def test_who_joins_while_the_family_is_restricted_is_hidden(clone: str) -> None:
    """Both begin at once; whichever the database takes first, the child is hidden afterwards. Eight times."""
    worker, area = practitioner_in("dorset", "front_door")
    manager, _ = practitioner_in("dorset", "team_manager")
    owner, _ = practitioner_in("dorset", "senior_social_worker", name="Olwen Owner")
    by = {
        each.pk: Identity(
            kind="practitioner", name=each.name, area_id=area.pk, purpose="test", practitioner_id=each.pk, roles=frozenset({role})
        )
        for each, role in ((worker, "front_door"), (manager, "team_manager"), (owner, "senior_social_worker"))
    }  # fmt: skip
    for number in range(8):
        with acting_as(by[worker.pk], now=NOON):
            family = services.record_family(now=NOON)
            child = services.record_person(forename=f"Ada{number}", surname="Reed", now=NOON)
        together = threading.Barrier(2)
        joins_first = number % 2

        def join(
            family: Family = family,
            child: Person = child,
            waits: bool = not joins_first,
            together: threading.Barrier = together,
        ) -> None:
            try:
                with acting_as(by[worker.pk], now=NOON):
                    place = FamilyMember(area_id=area.pk, family=family, person=child, role="child", starts_on=TODAY)
                    if not waits:
                        place.save()
                    together.wait(20)
                    if waits:
                        place.save()
                    else:
                        time.sleep(0.3)  # the other has begun, and is not to see this committed
            finally:
                connections.close_all()

        def shut(family: Family = family, waits: bool = bool(joins_first), together: threading.Barrier = together) -> None:
            try:
                with acting_as(by[manager.pk], now=NOON):
                    give = {
                        "family": family,
                        "named": [],
                        "owner_id": owner.pk,
                        "reason": "Threats",
                        "now": NOON,
                    }
                    if not waits:
                        services.restrict_family(**give)
                    together.wait(20)
                    if waits:
                        services.restrict_family(**give)
                    else:
                        time.sleep(0.3)
            finally:
                connections.close_all()

        threads = [threading.Thread(target=each) for each in (join, shut)]
        for each in threads:
            each.start()
        for each in threads:
            each.join(60)
        with acting_as(by[worker.pk], now=NOON):
            assert not Person.objects.filter(pk=child.pk).exists(), number
        with acting_as(by[owner.pk], now=NOON):
            held = Person.objects.get(pk=child.pk)
            assert (held.restricted, held.in_family, FamilyMember.objects.filter(person=child).count()) == (
                True,
                True,
                1,
            )


# ---- a restriction wins over a grant

MARKER = "Quillmarker"
NURSE = {"agency_kind": "health", "profession": "school_nurse"}


def tables_of_persons() -> list[tuple[str, str]]:
    """Every guarded table with a column that leads to a person, but the person's own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.conrelid::regclass::text, a.attname from pg_constraint c"
            " join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey) and a.attname <> 'area_id'"
            " where c.contype = 'f' and c.confrelid = 'people_person'::regclass and c.conrelid <> 'people_person'::regclass"
            " group by 1, 2 order by 1, 2"
        )
        return list(cursor.fetchall())


def seen_of(person: Person) -> dict[str, int]:
    """In which tables, history included, the actor sees rows that lead to a person."""
    found = {}
    with connection.cursor() as cursor:
        for table, column in tables_of_persons():
            cursor.execute("select to_regclass(%s)", [f"{table}event"])
            for name in (table, f"{table}event") if cursor.fetchone()[0] else (table,):
                cursor.execute(f"select count(*) from {name} where {column} = %s", [person.pk])
                found[f"{name}.{column}"] = cursor.fetchone()[0]
                cursor.execute("select to_regclass(%s)", [f"{table}event"])
    return {name: count for name, count in found.items() if count}


@pytest.fixture
def two_families(db: None, acting: Acting) -> Story:
    """A family with everything of a plan, of which a nurse leads; and Sam's other family, which is restricted."""
    told = make_story(acting, "dorset")
    with told.as_("team_manager"):
        Person.objects.filter(pk=told.sam.pk).update(forename=MARKER)
    episode = told.open(sam="by_agreement")
    told.lead(episode)
    told.assessed(episode)
    told.planned(episode, agree=False)
    nurse = told.practitioner("partner_lead", **NURSE)
    with told.as_("team_manager"):
        grant_sight(
            family_id=told.family.pk,
            practitioner_id=nurse.pk,
            parts=["episode", "assessment", "plan", "notes", "chronology"],
            reason="Leads",
            now=NOON,
        )
        assert ChildWords.objects.filter(person=told.sam).exists()
        other = services.record_family(now=NOON)
        services.join_family(family=other, person=told.sam, role="child", on=TODAY)
    restrict(other, acting)
    return told


@pytest.mark.parametrize("who", ["partner", "lead_practitioner"])
def test_a_restriction_on_a_child_wins_over_a_grant_on_another_family(who: str, two_families: Story, acting: Acting) -> None:
    told = two_families
    with acting("partner_lead", **NURSE) if who == "partner" else acting(who):
        assert Family.objects.get(pk=told.family.pk)
        assert not Person.objects.filter(pk=told.sam.pk).exists()
        assert seen_of(told.sam) == {}
        assert seen_of(told.ella) != {}
        with connection.cursor() as cursor:
            for table in ("family_help_assessmentversion", "family_help_planversion"):
                cursor.execute(f"select count(*) from {table} where content::text like %s", [f"%{told.sam.pk}%"])
                assert cursor.fetchone() == (0,), table
    with acting("senior_social_worker", name="Olwen Owner"):
        assert "family_help_childwords.person_id" in seen_of(told.sam)


def test_the_pages_of_the_family_neither_name_the_hidden_child_nor_break(clone: str, acting: Acting) -> None:
    from kith.kernel.time import now  # noqa: PLC0415

    told = make_story(acting, "dorset")
    with told.as_("team_manager"):
        Person.objects.filter(pk=told.sam.pk).update(forename=MARKER)
    episode = told.open(sam="by_agreement")
    told.lead(episode)
    told.assessed(episode)
    told.planned(episode, agree=False)
    client = signed_in("partner_lead", **NURSE)
    nurse = told.practitioner("partner_lead", **NURSE)
    with told.as_("team_manager", now=now()):
        grant_sight(
            family_id=told.family.pk, practitioner_id=nurse.pk, reason="Leads", now=now(),
            parts=["episode", "assessment", "plan", "notes", "chronology"],
        )  # fmt: skip
        other = services.record_family(now=now())
        services.join_family(family=other, person=told.sam, role="child", on=now().date())
    at = f"/families/{told.family.pk}/"
    in_people = f"/people/families/{told.family.pk}/"
    pages = [
        at,
        f"{at}assessment/",
        f"{at}plan/",
        f"{at}add/",
        in_people,
        f"{in_people}genogram/",
        f"{in_people}ecomap/",
    ]
    before = {page: client.get(page) for page in pages}
    assert any(MARKER in answer.content.decode() for answer in before.values())
    restrict(other, acting)
    for page, was in before.items():
        answer = client.get(page)
        assert answer.status_code == was.status_code, page
        text = answer.content.decode()
        assert MARKER not in text, (page, text[max(text.find(MARKER) - 300, 0) :][:600])


# ---- shown without addresses: adults only


def test_shown_without_addresses_shows_the_adult_and_never_a_child(acting: Acting, db: None) -> None:
    with acting("team_manager"):
        hidden = a_family(
            ("Ada", "Reed", date(2018, 2, 3)),
            ("May", "Reed", date(1990, 1, 1)),
            ("Teen", "Reed", date(2010, 1, 1)),
        )
        elsewhere = services.record_family(now=NOON)
        for forename, role in (("Ada", "child"), ("May", "parent"), ("Teen", "parent")):
            services.join_family(family=elsewhere, person=member(hidden, forename), role=role, on=TODAY)
    restrict(hidden, acting, elsewhere="without_addresses")
    with acting("front_door"):
        assert list(Person.objects.values_list("forename", flat=True)) == ["May"], "a mother of sixteen is a child"


def test_a_family_without_an_adult_cannot_be_shown_elsewhere(acting: Acting, db: None) -> None:
    with acting("team_manager") as me:
        family = a_family(("Ada", "Reed", date(2018, 2, 3)))
        with pytest.raises(services.PersonRefused, match="Only adults"):
            services.restrict_family(
                family=family, named=[], owner_id=me.practitioner_id, reason="x", elsewhere="without_addresses", now=NOON
            )  # fmt: skip
        with pytest.raises(NotPermitted, match="Only adults"):
            ask_owner("people_restrict(%s, '{}', %s, 'x', 'without_addresses')", family.pk, me.practitioner_id)


# ---- before a merge


def test_the_check_before_a_merge_answers_as_for_one_not_held(acting: Acting, db: None) -> None:
    with acting("team_manager"):
        hidden = a_family(("Ada", "Reed", date(2018, 2, 3)), ("May", "Reed", date(1990, 1, 1)))
        may, twin = member(hidden, "May"), services.record_person(forename="May", surname="Reed", now=NOON)
        open_family = services.record_family(now=NOON)
        services.join_family(family=open_family, person=may, role="parent", on=TODAY)
    restrict(hidden, acting, elsewhere="without_addresses")
    with acting("front_door"):
        assert Person.objects.filter(pk=may.pk).exists(), "shown without addresses"
        for one, other in ((may, twin), (twin, may)):
            with pytest.raises(NotFound):
                obstacles(one.pk, other.pk)
            with pytest.raises(NotFound):
                services.merge(person=one, into=other, chosen={}, reason="Same", read_version=other.version, now=NOON)
    with acting("senior_social_worker", name="Olwen Owner"):
        services.join_family(family=open_family, person=twin, role="adult", on=TODAY)
        assert "restricted family" in obstacles(may.pk, twin.pk)[0].words


# ---- what a family is called


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


# ---- every table, those to come included

NOT_HIDDEN_WITH = {
    # What must be kept from somebody must be kept whoever reads; the other's name is not shown.
    ("people_protection", "hidden_from_id"),
    # Who looked is for auditors, whose role sees no record.
    ("audit_look", "family_id"),
}
"""Columns that lead to a hidden person or family on rows that are seen all the same, and why."""


@pytest.mark.django_db
def test_every_row_that_leads_to_a_person_or_a_family_is_hidden_with_them(acting: Acting) -> None:
    with acting(), connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, a.attname, p.qual from pg_class c join pg_attribute a on a.attrelid = c.oid"
            " join pg_policies p on p.tablename = c.relname and p.policyname = 'app' where c.relkind = 'r'"
            " and c.relname not like '%%event' and (a.attname = 'family_id' or exists (select 1 from pg_constraint f"
            " where f.conrelid = c.oid and f.contype = 'f' and f.confrelid = 'people_person'::regclass and a.attnum = any(f.conkey)"
            " and a.attname <> 'area_id')) and c.relname <> 'people_person' order by 1, 2"
        )
        rows = cursor.fetchall()
    assert len(rows) > 50
    shown = {
        (table, column)
        for table, column, policy in rows
        if not any(
            each in policy
            for each in (
                f"({column} IN ( SELECT access_hidden_",
                f"(seen.id = {table}.{column})",
                f"(another.id = {table}.{column})",
            )
        )
        and "'sealed'" not in policy
    }
    assert shown == NOT_HIDDEN_WITH, "hide the row with the person or family (of_family, of_person), or say why not"


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
