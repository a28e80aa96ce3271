"""A restriction wins wherever a person appears, and whoever joins the family meanwhile."""

import threading
import time
from datetime import date

import pytest
from django.db import connection, connections

from kith.access.identity import Identity, acting_as
from kith.access.services import ask_owner, grant_sight
from kith.family_help.models import ChildWords
from kith.family_help.tests.conftest import Story, make_story
from kith.kernel.refusals import NotFound, NotPermitted
from kith.people import services
from kith.people.models import Family, FamilyMember, Person
from kith.people.same_person.obstacles import obstacles
from kith.staff_desk.tests.helping import signed_in
from tests.fixtures import NOON, Acting, practitioner_in
from tests.restricting import MARKER, TODAY, a_family, member, restrict


@pytest.fixture
def family(db: None, acting: Acting) -> Family:
    """A family of one child and her mother in Dorset."""
    with acting("front_door"):
        return a_family(("Ada", "Reed", date(2018, 2, 3)), ("May", "Reed", date(1990, 1, 1)))


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
