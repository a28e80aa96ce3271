"""What a room declares: each fault with its sentence, sections, places, and what is asked of all rooms."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.access.identity import Identity
from kith.access.sight import Part
from kith.config.wiring import ROOMS
from kith.family_help.models import Assessment, Episode, Goal
from kith.family_help.room import ROOM as FAMILY_HELP
from kith.kernel.ids import uuid7
from kith.people.models import Family, FamilyMember, Person, Relationship
from kith.people.room import ROOM as PEOPLE
from kith.public_site.apps import PublicSiteConfig
from kith.workbench import rooms as seam
from kith.workbench.about import Add, MenuLink, Section, Subject, Tab, shown
from kith.workbench.held import first_after, made_at, moment_of
from kith.workbench.my_day import Reader, whole
from kith.workbench.opening import check, open_rooms
from kith.workbench.places import OfAdding, OfDay, OfMenu, OfPage, OfTabs
from kith.workbench.rooms import Obstacle, OpenStep, Room, RoomWrong, Rows, person_fields
from kith.workbench.states import States
from tests.fixtures import NOON

SITE = PublicSiteConfig.label


def without(room: Room, *names: str) -> Room:
    """Return a room whose messages lack some constraints."""
    return replace(room, messages={name: words for name, words in room.messages.items() if name not in names})


def states_of(room: Room, name: str, **change: Any) -> Room:
    return replace(room, states=tuple(replace(each, **change) if each.name == name else each for each in room.states))


LEAD = next(each for each in FAMILY_HELP.states if each.name == "LeadAssignment")


@pytest.mark.parametrize(
    ("room", "said"),
    [
        (Room("nowhere"), "room.py of nowhere: no app has this label. Write the label of the room's app."),
        (
            replace(PEOPLE, tables={**PEOPLE.tables, Episode: Rows("Episode")}),
            "room.py of people: Episode is a table of family_help. Take it out.",
        ),
        (
            replace(FAMILY_HELP, tables={**FAMILY_HELP.tables, Goal: Rows("Goal", family="plan__house")}),
            'Goal has no way "plan__house" to a family. Write family="…", or family="" for none.',
        ),
        (
            replace(PEOPLE, tables={model: told for model, told in PEOPLE.tables.items() if model is not Relationship}),
            'Relationship leads to a person by person and is not in tables. Add Relationship: Rows("what one row is called").',
        ),
        (
            replace(FAMILY_HELP, tables={model: told for model, told in FAMILY_HELP.tables.items() if model is not Assessment}),
            'Assessment keeps a history and is not in tables. Add Assessment: Rows("what one row is called").',
        ),
        (
            without(PEOPLE, "people_relationship_once"),
            "the constraint people_relationship_once of Relationship has no message."
            ' Add "people_relationship_once": "what to do next" to messages.',
        ),
        (
            replace(FAMILY_HELP, states=(*FAMILY_HELP.states, States("Lead", {}, ()))),
            'states are declared for "Lead", which is no table of the room. Write the name of the model.',
        ),
        (
            states_of(FAMILY_HELP, "LeadAssignment", transitions=(*LEAD.transitions, ("accepted", "end_lead", "ended"))),
            'states of LeadAssignment: the transition end_lead names the state "ended", which is not in states.',
        ),
        (
            states_of(FAMILY_HELP, "LeadAssignment", transitions=tuple(t for t in LEAD.transitions if t[2] != "declined")),
            'states of LeadAssignment: no transition leads to the state "declined". Add (before, "service", "declined")',
        ),
        (
            states_of(
                FAMILY_HELP, "LeadAssignment",
                states={name: words for name, words in LEAD.states.items() if name != "declined"},
                transitions=tuple(t for t in LEAD.transitions if t[2] != "declined"),
            ),
            'states of LeadAssignment: the model has the state "declined". Add "declined": "Declined", and what leads to it.',
        ),
        (
            Room(SITE, family_page=(Section(OfPage.FIRST, "people/x.html", lambda _: None),)),
            'the section people/x.html is another room\'s. Write a template of public_site, "public_site/….html".',
        ),
        (
            Room(SITE, person_page=(Section(OfPage.FIRST, "x.html", lambda _: None),)),
            'the section x.html is another room\'s. Write a template of public_site',
        ),
        (
            Room(SITE, tabs=(Tab(OfTabs.FAMILY, "Family", "people:family"),)),
            'the link "Family" leads to people:family, a page of another room. Write "public_site:…".',
        ),
        (
            Room(SITE, add=(Add(OfAdding.RECORD, "Note", "note"),)),
            'the link "Note" leads to note, a page of another room. Write "public_site:…".',
        ),
        (
            Room(SITE, navigation=(MenuLink(OfMenu.DAY, "Day", "staff_desk:day"),)),
            'the link "Day" leads to staff_desk:day, a page of another room. Write "public_site:…".',
        ),
    ],
)  # fmt: skip
def test_each_fault_has_its_sentence(room: Room, said: str) -> None:
    with pytest.raises(RoomWrong) as refused:
        check(room)
    assert said in str(refused.value)
    assert str(refused.value).startswith(f"room.py of {room.name}: ")


@pytest.mark.parametrize("room", ROOMS, ids=[room.name for room in ROOMS])
def test_the_rooms_of_the_house_are_right(room: Room) -> None:
    check(room)
    assert all(words[-1] in ".?" for words in room.messages.values())


@pytest.fixture
def _as_it_was() -> Iterator[None]:
    held = list(seam._open)
    yield
    seam._open[:] = held


@pytest.mark.usefixtures("_as_it_was")
def test_a_house_with_a_wrong_room_opens_none_of_it() -> None:
    with pytest.raises(RoomWrong):
        open_rooms([*ROOMS, Room("nowhere")])
    assert seam.rooms() == tuple(ROOMS)


@pytest.mark.usefixtures("_as_it_was")
@pytest.mark.parametrize("twice", [room.name for room in ROOMS[:3]])
def test_two_rooms_of_one_name_are_refused(twice: str) -> None:
    with pytest.raises(RoomWrong, match=f"Two rooms are called {twice}"):
        open_rooms([*ROOMS, Room(twice)])


@pytest.mark.usefixtures("_as_it_was")
def test_what_is_asked_of_all_rooms_comes_in_their_order() -> None:
    def room(name: str, number: int) -> Room:
        return Room(
            name,
            obstacles=lambda goes, stays: [Obstacle(f"{number}: {len(goes)} {len(stays)}")],
            reader_parts=lambda family, reader, hide: [],
            open_steps={
                "b": lambda version: [OpenStep("b", UUID(int=number), version)],
                "a": lambda version: [OpenStep("a", UUID(int=number), version)],
            },
            person_page=(Section(OfPage.WORK, f"{name}/x.html", lambda about: number),),
        )

    seam._open[:] = [room("one", 1), Room("nothing"), room("two", 2)]
    assert [each.words for each in seam.obstacles_of_rooms({UUID(int=1)}, set())] == ["1: 1 0", "2: 1 0"]
    assert [(step.kind, step.step_id.int) for step in seam.open_steps(UUID(int=9))] == [("a", 1), ("b", 1), ("a", 2), ("b", 2)]
    assert [section.data for section in seam.person_sections(Subject(UUID(int=1), NOON))] == [1, 2]
    assert seam.parts_for_reader(UUID(int=1), UUID(int=2), None) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Relationship, ["person", "other"]),
        (FamilyMember, ["person"]),
        (Family, []),
        (Person, ["merged_into"]),
        (Episode, []),
        (Goal, ["person"]),
    ],
)
def test_the_keys_to_a_person_of_a_table(model: Any, fields: list[str]) -> None:
    assert sorted(person_fields(model)) == sorted(fields)


def test_sections_stand_in_their_places_and_empty_ones_are_left_out() -> None:
    sections = [
        Section(OfPage.LAST, "a.html", lambda about: "last"),
        Section(OfPage.FIRST, "b.html", lambda about: None),
        Section(OfPage.WHO, "c.html", lambda about: "who"),
        Section(OfPage.WHO, "d.html", lambda about: ""),
        Section(OfPage.FIRST, "e.html", lambda about: []),
    ]
    found = shown(sections, Subject(UUID(int=1), NOON))
    assert [(each.template, each.data) for each in found] == [
        ("e.html", []),
        ("c.html", "who"),
        ("d.html", ""),
        ("a.html", "last"),
    ]


def test_a_subject_reads_once_for_all_its_sections() -> None:
    asked: list[Any] = []

    def query(key: UUID, *, now: datetime) -> str:
        asked.append((key, now))
        return "read"

    about = Subject(UUID(int=1), NOON)
    assert about.held(query) is None
    assert [about.read(query), about.read(query), about.held(query)] == ["read"] * 3
    assert asked == [(UUID(int=1), NOON)]
    assert about == Subject(UUID(int=1), NOON), "what it has read is no part of what it is"


@given(st.integers(0, 2**48 - 2))
def test_the_moment_of_a_key_is_the_millisecond_in_which_it_was_made(moment: int) -> None:
    key = UUID(int=(moment << 80) | 0x7FFF)
    assert moment_of(key) == moment
    assert first_after(moment) > UUID(int=((moment + 1) << 80) - 1)
    assert first_after(moment - 1 if moment else 0) <= UUID(int=max(moment, 1) << 80)


def test_a_key_says_when_its_row_was_made() -> None:
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    assert before <= made_at(uuid7()) <= datetime.now(UTC) + timedelta(milliseconds=1)
    assert made_at(UUID(int=1_772_625_600_000 << 80)) == datetime(2026, 3, 4, 12, tzinfo=UTC)


def reader(*roles: str) -> Reader:
    who = Identity(kind="practitioner", name="A", area_id=UUID(int=1), purpose="test", roles=frozenset(roles))
    return Reader(who, UUID(int=2), NOON, date(2026, 3, 4), on_alert=False, places={})


@pytest.mark.parametrize(
    ("roles", "part", "sees"),
    [
        (("team_manager",), Part.PLAN, True),
        (("front_door",), Part.FRONT_DOOR, True),
        (("business_support",), Part.CHILD_PROTECTION, False),
        (("administrator",), Part.IDENTITY, False),
        ((), Part.IDENTITY, False),
        (("administrator", "team_manager"), Part.PLAN, True),
        (("team_manager",), Part.SEALED, False),
    ],
)
def test_whose_day_lists_a_part_of_a_record(roles: tuple[str, ...], part: Part, sees: bool) -> None:
    assert reader(*roles).sees(part) is sees


def test_rows_that_are_few_are_all_there() -> None:
    part = whole(OfDay.DUE, "Due", [{"title": "A"}, {"title": "B"}])
    assert (len(part.page), part.page.is_whole, part.page.count.number if part.page.count else 0) == (2, True, 2)


@pytest.mark.parametrize("places", [OfPage, OfDay, OfMenu, OfTabs, OfAdding])
def test_places_are_in_the_order_in_which_they_stand(places: Any) -> None:
    assert [each.value for each in places] == list(range(1, len(places) + 1))


def test_danger_stands_before_everything() -> None:
    assert min(OfDay) is OfDay.DANGER
    assert min(OfAdding) is OfAdding.DANGER


def test_a_room_shows_a_menu_link_to_all_unless_it_says_to_whom() -> None:
    assert MenuLink(OfMenu.DAY, "Day", "x:y").shown(frozenset())
    assert not MenuLink(OfMenu.DAY, "Day", "x:y", lambda roles: "auditor" in roles).shown(frozenset({"front_door"}))
    assert Rows("Plan").words(object()) == ""
