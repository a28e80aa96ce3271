"""A change in words: each kind of value, each kind of change, who did it, and what one moment is."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db.models import CharField, ForeignKey, JSONField, TextField, UUIDField

from kith.audit.history import event_of
from kith.config.wiring import ROOMS
from kith.family_help.models import (
    Assessment,
    BasisOfHelp,
    ChildStep,
    ChildWords,
    Episode,
    EpisodeChild,
    Goal,
    GrantStep,
    LeadAssignment,
)
from kith.family_help.tests.conftest import Story, make_story
from kith.front_door.models import Decision, RequestPerson
from kith.people.models import Person, Relationship
from kith.people.record.history import history_of_family, names_of
from kith.practice_model.codes import labels
from kith.workbench.history import NEVER, SHORT, Line, _change, _Found, _keys, _words, in_words, of_family, said, who_of
from kith.workbench.rooms import Rows
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


TABLES = [
    pytest.param(model, told, id=f"{room.name}.{model.__name__}")
    for room in ROOMS
    for model, told in room.tables.items()
    if event_of(model) is not None
]
PLAIN = set(
    "about agreement_by answered_by author caller caller_contact caller_role claimed confidence contact decide_by_rule"
    " decided_because disability elsewhere_said_by elsewhere_source email ended_because family_ref forename gender group"
    " hidden_from_words household interpreter known_as language lead_kind level lines lives_with lowered_by middle_names"
    " mistaken_because name nhs_number number organisation origin owed owner_words own_word passed_to postcode pronouns proposal_by"
    " raised_by_name raised_words reasons_against reasons_for ref reference relationship_to_child religion role rule"
    " safe_note safe_to_contact school source started_because stopped_because surname telephone told told_how topics"
    " upn urgent_by value warnings words worded_by address assessment_due_because body_name channel_name".split()
)
"""Fields of short text that hold words, a name or a number, and no code: what stands there is what a person reads."""


def told_fields(model: Any, told: Rows) -> Iterator[Any]:
    yield from (each for each in model._meta.concrete_fields if each.name not in NEVER | told.hidden)


def changed_to(model: Any, told: Rows, field: Any, value: Any) -> str:
    """Return the line of a history in which one field of a row changed, of which nothing else is told."""
    event = event_of(model)
    now, before = event(pgh_label="update"), event(pgh_label="update")
    for each in model._meta.concrete_fields:
        for row in (now, before):
            setattr(row, each.attname, None)
    setattr(now, field.attname, value)
    [line] = _words(_Found(replace(told, words=lambda _: ""), model, []), now, before, {PERSON: {}})
    return line


def own_choices(field: Any) -> dict[Any, str]:
    return {value: str(label) for value, label in getattr(field, "base_field", field).flatchoices if value not in ("", None)}


@pytest.mark.parametrize(("model", "told"), TABLES)
def test_no_choice_stands_in_a_sentence_as_its_code(model: Any, told: Rows) -> None:
    for field in told_fields(model, told):
        for value, label in own_choices(field).items():
            line = changed_to(model, told, field, [value] if hasattr(field, "base_field") else value)
            assert line.endswith(f"{field.verbose_name}: not recorded → {label}"), line


@pytest.mark.parametrize(("model", "told"), TABLES)
def test_what_a_row_is_called_has_no_code_in_it(model: Any, told: Rows) -> None:
    for field in told_fields(model, told):
        for value, label in own_choices(field).items():
            if not hasattr(field, "base_field") and str(value).lower() not in label.lower():
                said = told.words(_filled(event_of(model), {field.attname: value}))
                assert not re.search(rf"\b{re.escape(str(value))}\b", said), (field.name, said)


def _filled(event: Any, given: dict[str, Any]) -> Any:
    """Return a row of history that has a text in each text and nothing in the rest."""
    row = event(**given)
    for each in event._meta.concrete_fields:
        if isinstance(each, CharField | TextField) and each.attname not in given and not each.choices:
            setattr(row, each.attname, "–")
    return row


@pytest.mark.parametrize(("model", "told"), TABLES)
def test_each_short_text_of_a_table_is_words_or_says_how_its_codes_are_said(model: Any, told: Rows) -> None:
    for field in told_fields(model, told):
        base = getattr(field, "base_field", field)
        if isinstance(base, CharField) and not base.choices and field.name not in told.coded:
            assert field.name in PLAIN, (
                f"{field.name}: say in coded how a code of it is said, hide it, or name it in PLAIN when it holds words"
            )


@pytest.mark.parametrize(("model", "told"), TABLES)
def test_neither_keys_nor_structures_stand_in_a_sentence(model: Any, told: Rows) -> None:
    key = uuid4()
    for field in told_fields(model, told):
        base = getattr(field, "base_field", field)
        value: Any = key if isinstance(base, UUIDField | ForeignKey) else None
        if isinstance(base, JSONField):
            value = {"some": {"key": str(key)}}
        if value is not None:
            line = changed_to(model, told, field, [value] if base is not field else value)
            assert str(key) not in line
            assert "{" not in line


@pytest.mark.parametrize(
    ("model", "name", "value", "words"),
    [
        (Episode, "referral_source", "1A", labels("referral_source")["1A"]),
        (EpisodeChild, "referral_source", "1A", labels("referral_source")["1A"]),
        (EpisodeChild, "primary_need", "N1", labels("primary_need")["N1"]),
        (EpisodeChild, "closure_reason", "RC1", labels("reason_for_closure")["RC1"]),
        (EpisodeChild, "upn_unknown", "UN1", labels("upn_unknown")["UN1"]),
        (Assessment, "factors", ["1A", "2B"], ", ".join(labels("assessment_factors")[code] for code in ("1A", "2B"))),
        (LeadAssignment, "needs_overseer", "named_social_worker", "named social worker"),
        (ChildStep, "closure_reason", "RC1", labels("reason_for_closure")["RC1"]),
        (ChildStep, "ended_by", BasisOfHelp.EndedBy.values[0], BasisOfHelp.EndedBy.labels[0]),
        (GrantStep, "parts", ["child_protection", "plan"], "child protection, plan"),
        (RequestPerson, "ethnicity", "WBRI", labels("ethnicity")["WBRI"]),
        (RequestPerson, "disability", "MOB", labels("disability")["MOB"]),
        (RequestPerson, "disability", "Uses a wheelchair", "Uses a wheelchair"),
        (Decision, "outcome", "family_help", "family help"),
        (Decision, "primary_need", "N1", labels("primary_need")["N1"]),
        (Decision, "decided_as", ["team_manager", "front_door"], "Team manager, Front door worker"),
    ],
)
def test_a_code_of_a_list_is_said_in_the_words_of_the_list(model: Any, name: str, value: Any, words: str) -> None:
    [told] = [room.tables[model] for room in ROOMS if model in room.tables]
    assert changed_to(model, told, model._meta.get_field(name), value).endswith(f"not recorded → {words}")


def test_persons_who_may_read_are_named() -> None:
    [told] = [room.tables[ChildWords] for room in ROOMS if ChildWords in room.tables]
    event = event_of(ChildWords)
    before, now = event(pgh_label="update", may_read=[]), event(pgh_label="update", may_read=[ELLA, STRANGER])
    assert set(_keys(ChildWords, now, PERSON)) == {ELLA, STRANGER}
    lines = list(_words(_Found(told, ChildWords, []), now, before, NAMES))
    assert [line.endswith("not recorded → Ella Example, another record") for line in lines] == [True]


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
