"""Acting without an identity; a refusal at its form; names that are withheld; words of purposes. Tables."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.forms import CharField, Form
from django.http import Http404, HttpResponse, QueryDict

from kith.access import purposes
from kith.access.identity import AlreadyActing, Identity, NoIdentity, acting, acting_as, current_identity, service
from kith.access.limits import LIMITS, Try
from kith.access.require_identity import guarded_tables, require_identity
from kith.access.services import (
    GrantNeedsReason,
)
from kith.access.web import attempt
from kith.access.withholding import WITHHELD, About, NamesSomebodyWithheld, refuse_a_name_lost, withhold_names, without_names_in
from kith.kernel.ids import uuid7
from kith.kernel.refusals import NotFound, Refusal
from tests.fixtures import NOON, Acting

ONE, TWO = UUID(int=1), UUID(int=2)


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
