"""A change in words: each kind of value, each kind of change, who did it, and what one moment is."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from kith.family_help.models import BasisOfHelp, Episode, EpisodeChild, Goal
from kith.family_help.tests.conftest import Story, make_story
from kith.people.models import Person, Relationship
from kith.people.record.history import history_of_family, names_of
from kith.workbench.history import SHORT, Line, _change, in_words, of_family, said, who_of
from tests.fixtures import NOON, Acting

PERSON = "people.Person"
ELLA, STRANGER = uuid4(), uuid4()
NAMES = {PERSON: {ELLA: "Ella Example"}, "organisations.Practitioner": {ELLA: "Sam Worker"}}


def column(model: Any, name: str) -> Any:
    return model._meta.get_field(name)


@pytest.mark.parametrize(
    ("model", "name", "value", "words"),
    [
        (Person, "surname", "Reed", "Reed"),
        (Person, "surname", "", "not recorded"),
        (Person, "surname", None, "not recorded"),
        (Person, "date_of_birth", date(2015, 4, 7), "7 April 2015"),
        (Person, "date_of_birth", None, "not recorded"),
        (Person, "recorded_at", datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "2 July 2026 at 12:30am"),
        (Person, "recorded_at", datetime(2026, 1, 1, 12, 0, tzinfo=UTC), "1 January 2026 at midday"),
        (Person, "unaccompanied", True, "yes"),
        (Person, "unaccompanied", False, "no"),
        (Person, "unaccompanied", None, "not recorded"),
        (Person, "sex", "F", "Female"),
        (Person, "sex", "Z", "Z"),
        (Relationship, "kind", "aunt_uncle", "Aunt or uncle"),
        (Relationship, "parental_responsibility", False, "no"),
        (BasisOfHelp, "basis", "section_17", "Child in need (section 17)"),
        (Goal, "person", ELLA, "Ella Example"),
        (Goal, "person", STRANGER, "another record"),
        (Goal, "person", None, "not recorded"),
        (Goal, "need", uuid4(), "another record"),
        (Episode, "opened_by", ELLA, "Sam Worker"),
        (Episode, "version", 7, "7"),
        (Episode, "version", 0, "0"),
        (Goal, "words", ["a", "b"], "a, b"),
        (Goal, "words", [], "not recorded"),
    ],
)
def test_a_value_as_a_person_reads_it(model: Any, name: str, value: Any, words: str) -> None:
    assert in_words(column(model, name), value, NAMES) == words


LONG = "x" * (SHORT + 1)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Reed", "Okafor", "Surname: Reed → Okafor"),
        ("", "Okafor", "Surname: not recorded → Okafor"),
        ("Reed", "", "Surname: Reed → not recorded"),
        ("x" * SHORT, "Reed", f"Surname: {'x' * SHORT} → Reed"),
        (LONG, "Reed", "Surname: written anew"),
        ("Reed", LONG, "Surname: written anew"),
        ("", LONG, "Surname: written"),
        (None, LONG, "Surname: written"),
        (LONG, "", "Surname: taken out"),
        (LONG, None, "Surname: taken out"),
    ],
)
def test_a_change_says_from_what_to_what_and_repeats_no_long_text(old: Any, new: Any, words: str) -> None:
    assert _change(SimpleNamespace(verbose_name="Surname", flatchoices=[]), old, new, NAMES) == words


def line(minutes: int, words: str, actor: str = "intake", kind: str = "service") -> Line:
    return Line(NOON + timedelta(minutes=minutes), {"kind": kind, "actor": actor}, words)


def test_what_one_actor_did_at_one_moment_is_one_change_newest_first() -> None:
    found = said([line(0, "a"), line(5, "c"), line(0, "b"), line(0, "a"), line(0, "d", "people_import")])
    assert [(change.at - NOON, change.by, change.lines) for change in found] == [
        (timedelta(minutes=5), "from a request for support", ("c",)),
        (timedelta(), "brought in from a list", ("d",)),
        (timedelta(), "from a request for support", ("a", "b")),
    ]
    assert said([]) == []


@pytest.mark.parametrize(
    ("context", "by"),
    [
        ({"kind": "service", "actor": "intake"}, "from a request for support"),
        ({"kind": "service", "actor": "people_import"}, "brought in from a list"),
        ({"kind": "service", "actor": "demonstration"}, "made for the demonstration"),
        ({"kind": "service", "actor": "any other"}, "by Kith itself"),
        ({"kind": "client", "actor": "1"}, "by another system"),
        ({"kind": "visitor", "actor": ""}, "by a public form"),
        ({"kind": "reader", "actor": ""}, "not known"),
        ({}, "not known"),
        (None, "not known"),
    ],
)
def test_who_changed_it_when_it_was_no_worker(context: Any, by: str) -> None:
    assert who_of([context])(context) == by


@pytest.mark.django_db
def test_a_worker_is_named_also_one_who_is_not_there_any_more(acting: Acting) -> None:
    with acting() as who:
        named = who_of(
            [{"kind": "practitioner", "actor": str(who.practitioner_id)}, {"kind": "practitioner", "actor": str(STRANGER)}]
        )
        assert named({"kind": "practitioner", "actor": str(who.practitioner_id)}) == who.name
        assert named({"kind": "practitioner", "actor": str(STRANGER)}) == "somebody who has left"


@pytest.fixture(scope="module")
def changed(module_clone: str, acting: Callable[..., Any]) -> Story:
    """Return a story whose help was opened, and whose episode was changed an hour, two and three hours later."""
    story = make_story(acting, "dorset")
    episode = story.open()
    for hour in (1, 2, 3):
        with story.as_("team_manager", now=NOON + timedelta(hours=hour)):
            Episode.objects.filter(pk=episode.pk).update(reason=f"Reason {hour}")
    with story.as_("senior_social_worker", now=NOON + timedelta(hours=4)):
        EpisodeChild.objects.filter(episode=episode).update(primary_need="N1")
    return story


def lines_of(story: Story, **how: Any) -> list[str]:
    with story.as_("team_manager"):
        return [each for change in history_of_family(story.family.pk, **how).changes for each in change.lines]


def test_each_change_of_a_family_is_told_with_what_it_was_before(changed: Story) -> None:
    lines = lines_of(changed)
    assert [each for each in lines if "Reason" in each and "→" in each] == [
        "Episode – reason: Reason 2 → Reason 3",
        "Episode – reason: Reason 1 → Reason 2",
        "Episode – reason: Ella is missing school and Mum asked for help. → Reason 1",
    ]
    assert any(each.startswith("Episode – recorded. Reason: Ella is missing school") for each in lines)
    assert any("Help in an episode: Ella Example – primary need" in each for each in lines)


def test_pages_of_a_history_lose_no_moment_and_repeat_none(changed: Story) -> None:
    with changed.as_("team_manager"):
        whole = [(change.at, change.by, change.lines) for change in history_of_family(changed.family.pk).changes]
        for most in (1, 4):
            found, before = [], None
            while True:
                page = of_family(changed.family.pk, names_of=names_of, before=before, most=most)
                found += [(change.at, change.by, change.lines) for change in page.changes]
                if page.older is None:
                    break
                assert before is None or page.older < before
                before = page.older
            assert found == whole, most


def test_who_does_not_see_a_part_reads_no_history_of_it(changed: Story) -> None:
    with changed.as_("business_support"):
        lines = [each for change in history_of_family(changed.family.pk).changes for each in change.lines]
    assert lines
    assert not [each for each in lines if each.startswith("Episode")]


@pytest.mark.parametrize("never", ["id", "family", "version", "area", "pgh_"])
def test_where_a_row_belongs_is_no_change(changed: Story, never: str) -> None:
    assert not [each for each in lines_of(changed) if f"– {never}" in each.lower()]
    assert UUID(int=1) not in NAMES[PERSON]
