"""The last door, sentence by sentence: roles, guarded tables, the rules of sight, history and looks."""

from datetime import date, timedelta

import pytest
from django.db import connection

from kith.access.services import grant_sight
from kith.access.sight import ACTS_BY_SERVICE, PARTS_BY_ROLE, PARTS_BY_SERVICE, Part
from kith.audit.models import Look
from kith.audit.services import record_look
from kith.family_help.models import Assessment, Episode, Plan
from kith.family_help.tests.conftest import Story, make_story
from kith.front_door.models import Conversation
from kith.kernel.constraints import NotWritten
from kith.organisations.models import Area
from kith.people.models import Address, Family, FamilyMember, Person
from kith.people.services import restrict_family
from tests.fixtures import NOON, Acting, practitioner_in

UNGUARDED = {
    # who works here, and what they may do
    *("organisations_area", "organisations_agency", "organisations_agency_areas", "organisations_team"),
    *("organisations_user", "organisations_user_groups", "organisations_user_user_permissions"),
    *("organisations_practitioner", "organisations_membership", "organisations_capability", "organisations_dutyturn"),
    # what became of them, and who answers hub enquiries
    *(f"organisations_{each}event" for each in ("area", "agency", "agencyarea", "team", "user", "practitioner")),
    *(f"organisations_{each}event" for each in ("membership", "capability", "dutyturn", "hubbody")),
    "organisations_hubbody",
    "organisations_demonstrationclock",
    # how often something may be tried, and was: keys are hashes
    *("access_limit", "access_tried"),
    *("organisations_demonstrationclock", "access_sight", "access_grant", "access_restriction", "access_restrictionmember"),
    # when a backup or the tidying was last done
    "config_lastdone",
    # local rules
    "practice_model_practicemodelversion",
    # which area and agency an API client belongs to
    "partner_api_client",
}
UNGUARDED_PREFIXES = (
    "auth_",
    "django_",
    "account_",
    "socialaccount_",
    "mfa_",
    "oauth2_provider_",
    "procrastinate_",
    "pghistory_",
)


def tables() -> list[tuple[str, bool, bool, int]]:
    """Every table of the schema: name, security enabled, forced, number of policies for the application."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select c.relname, c.relrowsecurity, c.relforcerowsecurity,
                   (select count(*) from pg_policies p where p.tablename = c.relname and 'kith_app' = any(p.roles))
            from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1
            """
        )
        return list(cursor.fetchall())


@pytest.mark.django_db
def test_every_table_is_guarded_or_named_as_leading_to_nobody() -> None:
    unguarded = {
        name
        for name, enabled, forced, policies in tables()
        if not (enabled and forced and policies) and not name.startswith(UNGUARDED_PREFIXES)
    }
    assert unguarded <= UNGUARDED, f"Guard these tables, or say why not: {sorted(unguarded - UNGUARDED)}"


@pytest.mark.django_db
def test_the_application_is_an_unprivileged_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user, rolsuper, rolbypassrls, rolcreatedb from pg_roles where rolname = current_user")
        assert cursor.fetchone() == ("kith_app", False, False, False)
        cursor.execute(
            "select count(*) from information_schema.role_table_grants where grantee = 'kith_app' and privilege_type = 'TRUNCATE'"
        )
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_history_cannot_be_changed_by_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select table_name, privilege_type from information_schema.role_table_grants
            where grantee = 'kith_app' and privilege_type in ('UPDATE', 'DELETE')
              and (table_name ~ '_.*event$' or table_name = 'audit_' || 'look') and table_name !~ '^(procrastinate|pghistory)_'
            """
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
def test_every_tracked_table_has_its_history_guarded() -> None:
    names = {name for name, *_ in tables()}
    people = {name for name in names if name.startswith(("people_", "family_help_", "front_door_"))}
    assert {"people_personevent", "people_familyevent", "people_familymemberevent"} <= people


@pytest.fixture
def family(acting: Acting) -> Family:
    """A family of one child in Dorset."""
    with acting("front_door") as identity:
        child = Person.objects.create(area_id=identity.area_id, forename="Ada", surname="Reed", recorded_at=NOON, in_family=True)
        family = Family.objects.create(area_id=identity.area_id, name="Reed", recorded_at=NOON)
        FamilyMember.objects.create(
            area_id=identity.area_id, family=family, person=child, role="child", starts_on=date(2026, 1, 1)
        )
        Address.objects.create(area_id=identity.area_id, person=child, lines="1 Mill Lane", postcode="ZZ99 1AA")
    return family


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(PARTS_BY_ROLE))
def test_rule_1_staff_see_the_parts_their_role_lists(role: str, acting: Acting, family: Family) -> None:
    with acting(role):
        sees = Part.IDENTITY in PARTS_BY_ROLE[role]
        assert Family.objects.filter(pk=family.pk).exists() is sees
        assert Person.objects.filter(places__family=family).exists() is sees
        assert Address.objects.exists() is sees


@pytest.mark.django_db
def test_rule_2_a_partner_sees_by_dated_grant_only(acting: Acting, family: Family) -> None:
    nurse = {"role": "partner_lead", "agency_kind": "health", "profession": "school_nurse"}
    with acting(**nurse) as partner:
        assert not Family.objects.exists()
    with acting("team_manager"):
        grant_sight(
            family_id=family.id,
            practitioner_id=partner.practitioner_id,
            parts=["plan"],
            reason="Leads the family's plan",
            now=NOON,
        )
    with acting(**nurse):
        assert Family.objects.get() == family
        assert Person.objects.get().forename == "Ada"
    with acting(**nurse, now=NOON.replace(year=2025)):
        assert not Family.objects.exists(), "a grant does not work before its first day"


@pytest.mark.django_db
def test_rule_3_a_restricted_family_is_seen_by_its_named_people_only(acting: Acting, family: Family) -> None:
    with acting("senior_social_worker") as named:
        pass
    with acting("team_manager") as owner:
        restrict_family(
            family=family,
            named=[named.practitioner_id],
            owner_id=owner.practitioner_id,
            reason="A parent works in the council",
            elsewhere="hidden",
            now=NOON,
        )
    for role in ("front_door", "lead_practitioner", "duty_worker"):
        with acting(role):
            assert not Family.objects.exists()
            assert not Person.objects.exists()
            assert not Address.objects.exists()
    for role in ("senior_social_worker", "team_manager"):
        with acting(role):
            assert Family.objects.get() == family
            assert Person.objects.get().forename == "Ada"


@pytest.mark.django_db
def test_rule_4_a_person_in_no_family_is_seen_by_the_front_door(acting: Acting) -> None:
    with acting("front_door") as identity:
        Person.objects.create(area_id=identity.area_id, forename="Noor", surname="Ash", recorded_at=NOON)
        assert Person.objects.count() == 1
    with acting("lead_practitioner"):
        assert Person.objects.count() == 0


@pytest.mark.django_db
def test_rule_5_another_area_sees_nothing(acting: Acting, family: Family) -> None:
    for role in PARTS_BY_ROLE:
        with acting(role, area="lincolnshire"):
            assert not Family.objects.exists()
            assert not Person.objects.exists()


ROWS_OF_PART = {
    Part.IDENTITY: Family,
    Part.FRONT_DOOR: Conversation,
    Part.EPISODE: Episode,
    Part.ASSESSMENT: Assessment,
    Part.PLAN: Plan,
    Part.LOOKS: Look,
}


def rows_seen() -> set[Part]:
    """Return the parts of which whoever acts sees a row."""
    return {part for part, model in ROWS_OF_PART.items() if model.objects.exists()}


def parts_held() -> set[str]:
    """Return the parts that the database gives whoever acts."""
    with connection.cursor() as cursor:
        cursor.execute("select access_parts()")
        return set(cursor.fetchone()[0])


@pytest.fixture
def recorded(db: None, acting: Acting) -> Story:
    """A family in Dorset with a row of every part that the tests of named services look for."""
    told = make_story(acting, "dorset")
    episode = told.open()
    told.lead(episode)
    told.assessed(episode)
    told.planned(episode, agree=False)
    with acting("front_door") as worker:
        Conversation.objects.create(
            area_id=worker.area_id,
            said="She is late.",
            advice="Talk with her.",
            next_step="Ring again.",
            at=NOON,
            by_id=worker.practitioner_id,
        )
        record_look("family", page="family_help:family", family_id=told.family.pk, now=NOON)
    return told


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*sorted(PARTS_BY_SERVICE), "nobody_named_this"])
def test_rule_9_jobs_run_as_named_services_with_the_least_sight(name: str, acting: Acting, recorded: Story) -> None:
    listed = PARTS_BY_SERVICE.get(name, set())
    later = NOON + timedelta(hours=1)
    with acting(as_service=name, now=later):
        assert parts_held() == listed | ACTS_BY_SERVICE.get(name, set())
        assert rows_seen() == listed & set(ROWS_OF_PART)
    with acting(as_service=name, area="lincolnshire", now=later):
        assert rows_seen() == set(), "a service acts in one area"
    with acting("team_manager") as owner:
        restrict_family(
            family=recorded.family,
            named=[],
            owner_id=owner.practitioner_id,
            reason="A parent works in the council",
            elsewhere="hidden",
            now=NOON,
        )
    of_the_family = set(ROWS_OF_PART) - {Part.FRONT_DOOR, Part.LOOKS}
    with acting(as_service=name, now=later):
        assert rows_seen() & of_the_family == (listed & of_the_family if Part.RESTRICTED in listed else set())


@pytest.mark.django_db
def test_a_row_cannot_be_put_into_another_area(acting: Acting, family: Family) -> None:
    _, elsewhere = practitioner_in("lincolnshire", "front_door")
    with acting("front_door"), pytest.raises(NotWritten):
        Person.objects.create(area_id=elsewhere.id, forename="X", recorded_at=NOON)


@pytest.mark.django_db
def test_bulk_updates_and_raw_sql_leave_who_and_why(acting: Acting, family: Family) -> None:
    with acting("front_door") as identity:
        Person.objects.update(known_as="Addie")
        with connection.cursor() as cursor:
            cursor.execute("update people_person set school = 'Mill School'")
            cursor.execute("select pgh_label, pgh_context ->> 'actor' from people_personevent order by pgh_id")
            assert cursor.fetchall() == [
                ("insert", identity.actor),
                ("update", identity.actor),
                ("update", identity.actor),
            ]


@pytest.mark.django_db
def test_areas_exist_without_identity() -> None:
    assert Area.objects.count() >= 0
