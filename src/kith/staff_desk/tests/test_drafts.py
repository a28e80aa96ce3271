"""What was typed and not sent is kept: what no draft holds, how long it may be, and whose it is. Tables."""

import json
from typing import Any

import pytest
from django.test import RequestFactory

from kith.kernel.refusals import NotFound, Refusal
from kith.staff_desk.models import Draft
from kith.staff_desk.services import (
    LONGEST_DRAFT,
    NEVER_KEPT,
    DraftNeedsPage,
    DraftTooLong,
    discard_draft,
    forget_draft,
    save_draft,
)
from kith.staff_desk.web.views import drafts
from tests.fixtures import NOON, Acting

pytestmark = pytest.mark.django_db


def keep(**said: Any) -> Draft:
    told = {"page": "/people/1/", "title": "A note", "autosave_url": "/keep/", "fields": {"words": ["one"]}, "now": NOON}
    return save_draft(**told | said)


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        ({"page": "people/1/"}, DraftNeedsPage, "Say which page this draft belongs to."),
        ({"page": ""}, DraftNeedsPage, "Say which page"),
        ({"page": "https://example.org/"}, DraftNeedsPage, "Say which page"),
        ({"fields": {"words": ["x" * (LONGEST_DRAFT + 1)]}}, DraftTooLong, "Save the page."),
        ({"fields": {"a": ["x" * LONGEST_DRAFT], "b": ["y"]}}, DraftTooLong, "too long to keep as a draft"),
    ],
)
def test_a_draft_that_cannot_be_kept_says_why(acting: Acting, said: dict[str, Any], kind: type[Refusal], words: str) -> None:
    with acting("lead_practitioner"):
        with pytest.raises(kind) as refused:
            keep(**said)
        assert words in refused.value.message
        assert refused.value.rule == f"staff_desk.{kind.code}"
        assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"words": ["x" * LONGEST_DRAFT]}, {"words": ["x" * LONGEST_DRAFT]}),
        ({"password": ["secret"], "words": ["one"]}, {"words": ["one"]}),
        ({name: ["secret"] for name in NEVER_KEPT}, {}),
        ({"password": ["x" * (LONGEST_DRAFT + 1)], "words": ["one"]}, {"words": ["one"]}),
        ({"children": ["a", "b"], "empty": [""]}, {"children": ["a", "b"], "empty": [""]}),
    ],
)
def test_a_draft_holds_what_was_typed_and_no_secret(
    acting: Acting, given: dict[str, list[str]], kept: dict[str, list[str]]
) -> None:
    with acting("lead_practitioner"):
        assert keep(fields=given).fields == kept


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        ("title", "", "Unsaved work"),
        ("title", "t" * 300, "t" * 160),
        ("page", "/" + "p" * 400, "/" + "p" * 299),
        ("autosave_url", "/" + "u" * 600, "/" + "u" * 499),
    ],
)
def test_long_names_are_cut_and_an_empty_title_reads_as_unsaved(acting: Acting, name: str, given: str, kept: str) -> None:
    with acting("lead_practitioner"):
        assert getattr(keep(**{name: given}), name) == kept


def test_a_page_has_one_draft_of_each_worker_and_nobody_elses_is_thrown_away(acting: Acting) -> None:
    with acting("lead_practitioner", name="Rosa"):
        mine = keep()
        assert keep(fields={"words": ["two"]}).pk == mine.pk
        keep(page="/people/2/")
    with acting("lead_practitioner", name="Sol"):
        assert not Draft.objects.filter(pk=mine.pk).exists()
        with pytest.raises(NotFound):
            discard_draft(draft_id=mine.pk)
        forget_draft(page="/people/1/")
        keep()
    with acting("lead_practitioner", name="Rosa"):
        assert Draft.objects.get(pk=mine.pk).fields == {"words": ["two"]}
        assert discard_draft(draft_id=mine.pk) == "/people/1/"
        forget_draft(page="/people/2/")
        assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("page", "status", "said"),
    [
        ("nowhere", 422, {"saved": False, "message": "Say which page this draft belongs to."}),
        ("/people/1/", 200, {"saved": True, "saved_at": "12:00"}),
    ],
)
def test_the_page_hears_whether_a_draft_was_kept_and_when(acting: Acting, page: str, status: int, said: dict[str, Any]) -> None:
    with acting("lead_practitioner"):
        request: Any = RequestFactory().post(f"/drafts/save?page={page}", {"words": "one"})
        request.kith_now = NOON
        answer = drafts.save(request)
    assert (answer.status_code, json.loads(answer.content)) == (status, said)
