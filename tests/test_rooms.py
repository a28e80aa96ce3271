"""The seam: a room that forgets something is refused with its name; history in words reaches every room's tables."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.template.loader import get_template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.audit.history import event_of
from kith.config.wiring import ROOMS
from kith.family_help.models import Assessment, Episode, Plan
from kith.family_help.queries import family_page as reading_of
from kith.family_help.tests.conftest import Story, make_story
from kith.front_door.models import Decision, Request
from kith.front_door.room import ROOM as FRONT_DOOR
from kith.kernel.ids import uuid7
from kith.kernel.terms import term
from kith.people.models import Family
from kith.people.record.history import history_of, history_of_family
from kith.staff_desk.family_page import family_page
from kith.workbench import history
from kith.workbench.about import Add, Section, Subject
from kith.workbench.places import OfAdding, OfPage
from kith.workbench.rooms import Room, RoomWrong, Rows, check, open_rooms, person_fields
from kith.workbench.states import START, States
from tests.fixtures import NOON, Acting

HOUSE = Path(__file__).resolve().parents[1]
FLOORS_IN_A_ROOM = ("web", "services", "queries", "rules", "states", "models")

LOOP = States(
    "RequestMatch",
    {"proposed": "To check", "confirmed": "The same person", "rejected": "Not the same person"},
    ((START, "look_for_family", "proposed"), ("proposed", "confirm_match", "confirmed")),
)


@pytest.mark.parametrize(
    ("room", "said"),
    [
        (Room("nowhere"), "no app has this label"),
        (Room("people", tables={Plan: Rows("Plan")}), "Plan is a table of family_help. Take it out"),
        (Room("family_help", tables={Plan: Rows("Plan", family="household")}), 'no way "household" to a family'),
        (Room("family_help", tables={}), 'keeps a history and is not in tables. Add Episode: Rows("what one row is called")'),
        (Room("family_portal", tables={}), "ReaderLink leads to a person by person and is not in tables"),
        (Room("staff_desk"), "the constraint staff_desk_draft_one_per_page of Draft has no message"),
        (Room("public_site", states=(States("Plan", {}, ()),)), 'states are declared for "Plan", which is no table of the room'),
        (
            Room("front_door", FRONT_DOOR.tables, messages=FRONT_DOOR.messages, states=(LOOP,)),
            'states of RequestMatch: no transition leads to the state "rejected". Add (before, "service", "rejected")',
        ),
        (
            Room("public_site", family_page=(Section(OfPage.WORK, "people/person.html", lambda about: None),)),
            "the section people/person.html is another room's",
        ),
        (
            Room("public_site", add=(Add(OfAdding.RECORD, "Something", "people:person"),)),
            'the link "Something" leads to people:person, a page of another room. Write "public_site:…"',
        ),
    ],
    ids=[
        "no such app",
        "table of another room",
        "no way to a family",
        "a table forgotten",
        "a key to a person",
        "a constraint",
        "states of nothing",
        "a state",
        "a section",
        "a link",
    ],
)
def test_a_room_that_declares_itself_wrongly_is_refused_with_its_name(room: Room, said: str) -> None:
    with pytest.raises(RoomWrong, match=f"{room.name}.*") as refused:
        check(room)
    assert said in str(refused.value)


def test_two_rooms_of_one_name_are_refused() -> None:
    with pytest.raises(RoomWrong, match="Two rooms are called people"):
        open_rooms([Room("people"), Room("people")])


def test_a_table_that_leads_to_a_person_in_an_app_without_a_room_is_refused() -> None:
    without = [room for room in ROOMS if room.name != "family_portal"]
    with pytest.raises(RoomWrong, match=r"ReaderLink of family_portal leads to a person.* Write family_portal/room.py"):
        open_rooms(without)


def test_every_table_that_leads_to_a_person_and_keeps_a_history_stands_in_a_room() -> None:
    told = {model for room in ROOMS for model in room.tables}
    kept = {
        model
        for model in apps.get_models()
        if model.__module__.startswith("kith.")
        and event_of(model) is not None
        and (person_fields(model) or "family" in {each.name for each in model._meta.get_fields()})
    }
    assert kept - told == set()
    assert {Assessment, Plan, Decision, Request} <= told


@pytest.fixture
def story(acting: Acting) -> Story:
    return make_story(acting, "dorset")


def lines_of(changes: list[history.Change]) -> list[str]:
    return [line for change in changes for line in change.lines]


@pytest.mark.django_db
def test_the_history_of_a_family_says_who_changed_what_and_why(story: Story) -> None:
    # given an episode that a team manager opened and a lead was found for
    episode = story.open()
    story.lead(episode)
    with story.as_("team_manager") as who:
        # when its reason is written anew
        Episode.objects.filter(pk=episode.pk).update(reason="Ella sleeps badly.", version=2)
        changes = history_of_family(story.family.pk).changes
    # then the page says so in words, with whoever did it
    said = lines_of(changes)
    assert "Episode – reason: Ella is missing school and Mum asked for help. → Ella sleeps badly." in said, said
    assert any(line.startswith(f"Help in an episode: {story.ella.name} – recorded") for line in said)
    assert any(line.startswith("Lead practitioner – state: ") for line in said), said
    [by] = [change.by for change in changes if any("Ella sleeps badly" in line for line in change.lines)]
    assert by == who.name
    assert not any("version" in line or "model_version" in line for line in said)


def test_a_page_ends_with_a_whole_moment_and_the_next_goes_on_from_it(clone: str, acting: Acting) -> None:
    # given a family whose summary was written three times, and a note of two more changes at the last of them
    story = make_story(acting, "dorset")
    for words in ("one", "two", "three"):
        with story.as_("team_manager"):
            Family.objects.filter(pk=story.family.pk).update(summary=words)
            if words == "three":
                Family.objects.filter(pk=story.family.pk).update(summary="four")
    seen, before = [], None
    with story.as_("team_manager"):
        while True:
            # when pages hold one change of a table at the most
            page = history.of_family(story.family.pk, names_of=lambda ids: {}, before=before, most=1)
            seen.append([line for change in page.changes for line in change.lines if line.startswith("Family – summary")])
            before = page.older
            if before is None:
                break
    # then a moment is not parted, each says what stood before it, and nothing is missing
    assert [lines for lines in seen if lines] == [
        ["Family – summary: two → three", "Family – summary: three → four"],
        ["Family – summary: one → two"],
        ["Family – summary: not recorded → one"],
    ]


@pytest.mark.django_db
def test_the_history_of_a_person_reaches_every_room_and_ends_where_the_readers_sight_ends(story: Story) -> None:
    story.open()
    with story.as_("team_manager"):
        assert any(line.startswith("Help in an episode: ") for line in lines_of(history_of(story.ella.pk)))
    with story.as_("business_support"):
        said = lines_of(history_of_family(story.family.pk).changes)
        assert not any(line.startswith(("Episode", "Help in an episode", "Basis")) for line in said), said


@pytest.mark.django_db
def test_a_familys_history_asks_a_number_of_questions_that_does_not_grow(
    story: Story, django_assert_max_num_queries: Any
) -> None:
    story.open()
    with story.as_("team_manager"):
        for words in ("one", "two", "three", "four", "five"):
            Family.objects.filter(pk=story.family.pk).update(summary=words)
        assert str(term("family_help")) == "Family Help"  # the area's words are read once a process
        with django_assert_max_num_queries(sum(1 for room in ROOMS for told in room.tables.values() if told.family) + 4):
            history_of_family(story.family.pk)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_what_a_room_shows_and_links_to_is_there(room: Room) -> None:
    for section in (*room.family_page, *room.person_page):
        get_template(section.template)
    for link in (*room.tabs, *room.add):
        assert reverse(link.name, kwargs={"family_id": uuid7()})
    for link in room.navigation:
        assert reverse(link.name)


@pytest.mark.django_db
def test_the_page_of_a_family_asks_nothing_beyond_the_one_reading_of_the_record(story: Story) -> None:
    def cost(ask: Any) -> int:
        with CaptureQueriesContext(connection) as asked:
            ask()
        return len(asked)

    story.lead(story.open())
    with story.as_("team_manager"):
        reading_of(story.family.pk, now=NOON)  # the area's model is read once a process, and so are its words
        assert str(term("family_help")) == "Family Help"
        reading = cost(lambda: reading_of(story.family.pk, now=NOON))
        shown = cost(lambda: family_page(Subject(story.family.pk, NOON)))
        others = sum(len(room.family_page) for room in ROOMS if room.name != "family_help")
    # Family Help's seven sections, its banner and its events come from one reading. Any other room pays a query for each section.
    assert reading <= shown <= reading + others
    assert reading <= 14, reading


def test_the_way_down_is_held_in_every_room() -> None:
    contracts = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    held = {room for each in contracts if each["type"] == "layers" for room in each["containers"]}
    floors = {
        f"kith.{room.name}"
        for room in (HOUSE / "src" / "kith").iterdir()
        if any((room / name).is_dir() or (room / f"{name}.py").is_file() for name in FLOORS_IN_A_ROOM)
    }
    # config wires the rooms together: its modules of these names are its own.
    assert floors - {"kith.config"} <= held, "write it under containers of the contract “Inside a room imports go down”"
