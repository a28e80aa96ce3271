"""How a page is guarded, and how a form keeps what was typed and shows what another worker saved."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.base import BaseStorage
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from kith.access.sight import Part
from kith.audit.models import Look
from kith.design.forms import Form
from kith.kernel.refusals import ChangedMeanwhile, NotFound, Refusal
from kith.people.models import Family
from kith.workbench.pages import ask, differences, may_see, page, sent, show, typed_again
from kith.workbench.rows import row
from tests.fixtures import NOON, Acting, live_area

pytestmark = pytest.mark.django_db


class Kept(BaseStorage):
    """Messages of a request made by hand."""

    def _get(self, *args: Any, **more: Any) -> Any:
        return [], True

    def _store(self, *args: Any, **more: Any) -> Any:
        return []


def request(method: str = "GET", **data: Any) -> Any:
    made: Any = RequestFactory().generic(method, "/") if not data else RequestFactory().post("/", data)
    made.kith_now, made.session, made.user = NOON, {}, AnonymousUser()
    made._messages = Kept(made)
    return made


def opens(view: Callable[..., HttpResponse], made: Any) -> int:
    try:
        return view(made).status_code
    except Http404:
        return 404


@pytest.mark.parametrize(
    ("guard", "role", "status"),
    [
        (page(), "business_support", 200),
        (page(Part.PLAN), "team_manager", 200),
        (page(Part.PLAN), "administrator", 404),
        (page(Part.CHILD_PROTECTION), "business_support", 404),
        (page(Part.CHILD_PROTECTION, Part.IDENTITY), "business_support", 200),
        (page(roles=("records_officer",)), "records_officer", 200),
        (page(roles=("records_officer",)), "team_manager", 404),
        (page(Part.CHILD_PROTECTION, roles=("business_support",)), "business_support", 200),
    ],
)
def test_whose_page_it_is(acting: Acting, guard: Any, role: str, status: int) -> None:
    with acting(role=role):
        assert opens(guard(lambda request: HttpResponse("ok")), request()) == status


def test_nobody_who_does_not_act_opens_a_page() -> None:
    assert opens(page()(lambda request: HttpResponse("ok")), request()) == 404


@pytest.mark.parametrize(
    ("methods", "method", "status"),
    [
        (("GET", "POST"), "GET", 200),
        (("GET", "POST"), "POST", 200),
        (("GET", "POST"), "DELETE", 405),
        (("GET", "POST"), "HEAD", 405),
        (("POST",), "GET", 405),
        (("GET",), "POST", 405),
    ],
)
def test_a_page_answers_its_methods(acting: Acting, methods: tuple[str, ...], method: str, status: int) -> None:
    with acting():
        assert opens(page(methods=methods)(lambda request: HttpResponse("ok")), request(method)) == status


@pytest.mark.parametrize(
    ("raises", "expected"), [(NotFound(), Http404), (Refusal("No."), Refusal), (RuntimeError("x"), RuntimeError)]
)
def test_what_is_not_found_is_a_404_and_nothing_else_is(acting: Acting, raises: Exception, expected: type[Exception]) -> None:
    def view(request: Any) -> HttpResponse:
        raise raises

    with acting(), pytest.raises(expected):
        page()(view)(request())


def test_a_row_that_may_not_be_seen_is_as_one_that_is_not_there(acting: Acting) -> None:
    with acting(area="lincolnshire"):
        theirs = Family.objects.create(area_id=live_area("lincolnshire").pk, name="Theirs", recorded_at=NOON)
    with acting():
        ours = Family.objects.create(area_id=live_area("dorset").pk, name="Ours", recorded_at=NOON)
        assert row(Family, ours.pk) == ours
        assert row(Family, ours.pk, name="Ours") == ours
        said = []
        for key, more in ((theirs.pk, {}), (uuid4(), {}), (ours.pk, {"name": "Other"})):
            with pytest.raises(NotFound) as refused:
                row(Family, key, **more)
            said.append(refused.value.message)
        assert len(set(said)) == 1


@pytest.mark.parametrize(
    ("role", "parts", "sees"),
    [
        ("team_manager", (Part.PLAN,), True),
        ("business_support", (Part.CHILD_PROTECTION,), False),
        ("business_support", (Part.CHILD_PROTECTION, Part.IDENTITY), True),
        ("team_manager", (), False),
    ],
)
def test_what_the_actor_may_see(acting: Acting, role: str, parts: tuple[Part, ...], sees: bool) -> None:
    with acting(role=role):
        assert may_see(*parts) is sees


def test_a_form_of_nothing_but_a_button_is_sent_empty() -> None:
    assert sent(request()) is None
    assert sent(request("POST")) is not None
    assert sent(request(words="w"))["words"] == "w"


def test_what_was_typed_goes_on_to_the_next_page_without_its_buttons() -> None:
    made = request(words=["a", "b"], chosen="1", asked="yes", csrfmiddlewaretoken="t", name="Ella")
    assert typed_again(made) == [("words", "a"), ("words", "b"), ("name", "Ella")]


class Note(Form):
    words = forms.CharField(label="Words")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "First"), ("b", "Second")], required=False)
    read_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def asked(acts: Callable[[dict[str, Any]], Any], **data: Any) -> HttpResponse:
    form = Note(data or None)
    return ask(request(**data) if data else request(), form, acts, title="A note", done="/done", family_id=None)


def test_a_form_is_shown_with_a_look_and_without_the_service(acting: Acting) -> None:
    with acting(role="auditor"):
        answer = asked(pytest.fail)
        assert (answer.status_code, "A note" in answer.content.decode()) == (200, True)
        assert Look.objects.get().page == "workbench:ask"


def test_a_service_that_does_it_leads_on_without_a_look(acting: Acting) -> None:
    done: list[Any] = []
    with acting(role="auditor"):
        answer = asked(done.append, words="Hello", kind="a")
        assert (answer.status_code, answer["Location"]) == (302, "/done")
        assert done == [{"words": "Hello", "kind": "a", "read_version": None}]
        assert not Look.objects.exists()


@pytest.mark.parametrize(
    ("data", "raises", "said"),
    [
        ({"words": ""}, None, "Enter words"),
        ({"words": "w", "kind": "z"}, None, "Choose one of the answers for kind"),
        ({"words": "KEPT-WORDS"}, Refusal("Say it plainly.", field="words"), "Say it plainly."),
        ({"words": "KEPT-WORDS"}, Refusal("Not today."), "Not today."),
        ({"words": "KEPT-WORDS"}, Refusal("No such box.", field="nowhere"), "No such box."),
    ],
)
def test_a_refusal_comes_back_beside_what_was_typed(acting: Acting, data: dict[str, str], raises: Any, said: str) -> None:
    def act(cleaned: dict[str, Any]) -> None:
        raise raises

    with acting():
        text = asked(act if raises else pytest.fail, **data).content.decode()
    assert said in text
    assert data["words"] in text


def test_a_newer_version_is_shown_beside_and_saving_again_is_a_choice(acting: Acting) -> None:
    def act(cleaned: dict[str, Any]) -> None:
        raise ChangedMeanwhile("A newer version was saved.", theirs=SimpleNamespace(words="THEIRS", kind="b", version=7))

    with acting():
        text = asked(act, words="MINE", kind="a", read_version="6").content.decode()
    assert "MINE" in text
    assert "THEIRS" in text
    assert 'name="read_version" value="7"' in text.replace("\n", " ") or 'value="7"' in text


@pytest.mark.parametrize(
    ("mine", "theirs", "rows"),
    [
        ({"words": "a", "kind": "a"}, {"words": "b", "kind": "b"}, [("Words", "a", "b"), ("Kind", "First", "Second")]),
        ({"words": "a", "kind": ""}, {"words": "a", "kind": None}, []),
        ({"words": "a", "kind": "a"}, {"words": "b"}, [("Words", "a", "b")]),
        ({"words": "a", "kind": ""}, {"words": "a", "kind": "b"}, [("Kind", "", "Second")]),
        ({"words": "a", "kind": "a"}, {}, []),
    ],
)
def test_the_fields_in_which_two_versions_differ(
    mine: dict[str, Any], theirs: dict[str, Any], rows: list[tuple[str, str, str]]
) -> None:
    form = Note(mine)
    assert form.is_valid()
    found = differences(form, SimpleNamespace(version=1, read_version=9, **theirs))
    assert [(each["label"], each["left"], each["right"]) for each in found] == rows


@pytest.mark.parametrize(
    ("template", "called", "page_of"),
    [("workbench/ask.html", "", "workbench:ask"), ("workbench/ask.html", "people:seal", "people:seal")],
)
def test_a_page_is_written_down_before_it_is_shown(acting: Acting, template: str, called: str, page_of: str) -> None:
    key = uuid4()
    context = {"form": Note(), "title": "T", "back": "/"}
    with acting(role="auditor"):
        show(request(), template, context, kind="print", person_id=key, shown=[key], asked={"n": 1}, called=called)
        look = Look.objects.get()
        assert (look.page, look.kind, look.person_id, look.shown, look.asked) == (page_of, "print", key, [key], {"n": 1})
