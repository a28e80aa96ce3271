"""Who may change what is seen, by role and by act; acting without an identity; names that are withheld; words of purposes. Tables."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, connection, transaction
from django.forms import CharField, Form
from django.http import Http404, HttpResponse, QueryDict

from kith.access import purposes
from kith.access.identity import AlreadyActing, Identity, NoIdentity, acting, acting_as, current_identity, service
from kith.access.limits import LIMITS, Try
from kith.access.models import Grant, Sight
from kith.access.require_identity import guarded_tables, require_identity
from kith.access.services import (
    GrantNeedsReason,
    ask_owner,
    end_grants,
    grant_sight,
    narrow_grants,
    restriction_owner,
)
from kith.access.sight import ACTS_BY_ROLE, ACTS_BY_SERVICE, PARTS_BY_ROLE, PARTS_BY_SERVICE, Act, Part, may, parts_of
from kith.access.web import attempt
from kith.access.withholding import WITHHELD, About, NamesSomebodyWithheld, refuse_a_name_lost, withhold_names, without_names_in
from kith.kernel.ids import uuid7
from kith.kernel.refusals import NotFound, NotPermitted, Refusal
from kith.organisations.models import Practitioner, Role
from kith.people.services import add_to_family, record_family, restrict_family
from tests import database
from tests.fixtures import NOON, Acting, practitioner_in

ONE, TWO = UUID(int=1), UUID(int=2)

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


# ---- identity


def test_nobody_acts_until_somebody_does() -> None:
    assert not acting()
    with pytest.raises(NoIdentity, match="open acting_as first"):
        current_identity()


@pytest.mark.parametrize(
    ("given", "actor"),
    [
        ({"kind": "practitioner", "name": "Ada", "practitioner_id": ONE}, str(ONE)),
        ({"kind": "client", "name": "School", "client_id": TWO}, str(TWO)),
        ({"kind": "service", "name": "matching"}, "matching"),
        ({"kind": "visitor", "name": "form"}, "form"),
    ],
)
def test_an_actor_is_named_without_personal_data(given: dict[str, Any], actor: str) -> None:
    assert Identity(area_id=ONE, purpose="test", **given).actor == actor


@pytest.mark.django_db
def test_identity_is_not_set_inside_a_transaction() -> None:
    connection.kith_allow_nested_identity = False  # type: ignore[attr-defined]
    with pytest.raises(AlreadyActing), acting_as(service("intake", area_id=ONE, purpose="test"), now=NOON):
        pass


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("select 1 from people_person where id = %s", "people_person"),
        ('select "people_person"."id" from "people_person"', "people_person"),
        ("update people_family set name = 'x'", "people_family"),
        ("delete from access_grant", "access_grant"),
        ("insert into audit_look (id) values (1)", "audit_look"),
        ("select 1 from organisations_area", None),
        ("select 1", None),
        ("select 'people' || '_personal'", None),
    ],
)
def test_a_guarded_table_is_not_touched_while_nobody_acts(sql: str, named: str | None) -> None:
    ran = []

    def execute(*about: Any) -> str:
        ran.append(about)
        return "answer"

    assert {"people_person", "people_family", "access_grant"} <= guarded_tables()
    if named:
        with pytest.raises(NoIdentity, match=named):
            require_identity(execute, sql, None, False, {})
        assert not ran
    else:
        assert require_identity(execute, sql, None, False, {}) == "answer"


# ---- a refusal at a form


class TwoFields(Form):
    name = CharField()
    reason = CharField()


@pytest.mark.django_db
@pytest.mark.parametrize(("field", "at"), [("reason", "reason"), (None, "__all__"), ("elsewhere", "__all__")])
def test_a_refusal_stands_at_its_field_or_above_the_form(field: str | None, at: str) -> None:
    form = TwoFields({"name": "Ada", "reason": "x"})
    assert form.is_valid()

    def act() -> None:
        raise GrantNeedsReason("Say why.", field=field) if field else Refusal("Say why.")

    assert attempt(form, act) is None
    [error] = form.errors.as_data()[at]
    assert isinstance(error, ValidationError)
    assert (error.message, error.code) == ("Say why.", "access.grant_needs_reason" if field else "kernel.refused")


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [ValueError("ours"), NoIdentity("ours"), Http404()])
def test_a_mistake_of_ours_is_no_refusal(wrong: Exception) -> None:
    form = TwoFields({"name": "Ada", "reason": "x"})

    def act() -> None:
        raise wrong

    with pytest.raises(type(wrong)):
        attempt(form, act)


def test_what_is_not_there_reads_the_same_as_what_may_not_be_seen() -> None:
    assert NotFound().message == "There is nothing here, or you may not see it."
    assert NotFound().rule == "kernel.not_found"


# ---- names that are withheld


@pytest.mark.parametrize(
    ("address", "about"),
    [
        ({}, About()),
        ({"family_id": ONE}, About(families=(ONE,))),
        ({"family_id": ONE, "person_id": TWO}, About((ONE,), (TWO,))),
        ({"person_id": ONE, "other_id": TWO}, About((), (ONE, TWO))),
        ({"family_id": "not an id", "person_id": ONE}, About((), (ONE,))),
        ({"request_id": ONE}, About()),
    ],
)
def test_whom_a_page_is_about_stands_in_its_address(address: dict[str, Any], about: About) -> None:
    assert About.of_address(address) == about


@pytest.mark.parametrize(
    ("posted", "refused"),
    [
        ("summary=Ella+sleeps+well", False),
        (f"summary=Ella+and+{WITHHELD}", True),
        (f"a=x&a=y+{WITHHELD}&b=z", True),
        ("summary=%5Bname%5D", False),
        ("", False),
    ],
)
def test_a_text_in_which_a_name_was_withheld_is_not_saved(posted: str, refused: bool) -> None:
    request = SimpleNamespace(POST=QueryDict(posted))
    if not refused:
        refuse_a_name_lost(request)
        return
    with pytest.raises(NamesSomebodyWithheld) as said:
        refuse_a_name_lost(request)
    assert said.value.rule == "access.names_somebody_withheld"
    assert "Nothing was changed" in said.value.message


@pytest.mark.django_db
def test_nothing_is_asked_while_nobody_is_hidden(acting: Acting, django_assert_num_queries: Any) -> None:
    with acting("team_manager"), django_assert_num_queries(0):
        assert without_names_in([(uuid7(), "Ella")]) == ["Ella"]
        assert without_names_in([]) == []
        answer = HttpResponse("<p>Ella</p>")
        withhold_names(answer, About())
        assert answer.content == b"<p>Ella</p>"


# ---- words


@pytest.mark.parametrize("room", sorted(purposes.OF_ROOM))
def test_the_purpose_of_a_room_has_words(room: str) -> None:
    assert purposes.purpose_in_words(purposes.purpose_of(room)) != purposes.purpose_of(room)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("people:person", "Person page"),
        ("people:merge_undo", "Merge undo"),
        ("export.csv", "Csv"),
        ("staff_desk:my_day", "My day"),
        ("looks", "Looks"),
    ],
)
def test_a_page_reads_in_words_whether_it_is_known_or_not(page: str, words: str) -> None:
    assert purposes.page_in_words(page) == words


def test_a_room_without_a_purpose_of_its_own_works_with_the_family() -> None:
    assert purposes.purpose_in_words(purposes.purpose_of("lending")) == "Working with the family"
    assert purposes.purpose_in_words("counting_cots") == "Counting cots"


@pytest.mark.parametrize(("name", "words"), [
    ("password", "15 minutes"), ("password_account", "an hour"), ("second_factor_code", "2 minutes"), ("api_calls", "a minute"),
])  # fmt: skip
def test_how_long_to_wait_is_said_in_words(name: str, words: str) -> None:
    said = Try(limit=name, key="", allowed=False, used=LIMITS[name].tries, most=LIMITS[name].tries, until=NOON)
    assert (said.wait, said.left) == (words, 0)


@pytest.mark.parametrize("name", LIMITS)
def test_every_limit_ends(name: str) -> None:
    assert LIMITS[name].tries >= 1
    assert timedelta(minutes=1) <= LIMITS[name].within <= timedelta(days=90)
