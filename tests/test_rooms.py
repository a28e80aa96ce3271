"""The seam: a room that forgets something is refused with its name; history in words reaches every room's tables."""

import tomllib
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import connection
from django.db.models import Model
from django.template.loader import get_template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.audit.history import event_of
from kith.config.wiring import ROOMS
from kith.family_help.models import Assessment, Episode, Plan
from kith.family_help.queries import family_page as reading_of
from kith.family_help.tests.conftest import Story, make_story
from kith.front_door.models import Decision, HubAnswer, Request, RequestPerson
from kith.front_door.room import ROOM as FRONT_DOOR
from kith.kernel.ids import uuid7
from kith.kernel.terms import term
from kith.people.facts import PeopleMerging
from kith.people.models import Family
from kith.people.record.history import history_of, history_of_family
from kith.staff_desk.family_page import family_page
from kith.workbench import history
from kith.workbench.about import Add, MenuLink, Section, Subject, Tab
from kith.workbench.opening import check, check_addresses, open_rooms
from kith.workbench.places import OfAdding, OfDay, OfMenu, OfPage, OfTabs
from kith.workbench.rooms import Room, RoomWrong, Rows, person_fields
from kith.workbench.states import START, States
from tests.fixtures import NOON, Acting

HOUSE = Path(__file__).resolve().parents[1]
FLOORS_IN_A_ROOM = ("web", "services", "queries", "rules", "states", "models")

SITE = "public_site"
"""An app without tables: nothing else is wrong with what a case declares of it."""
LOOP = States(
    "RequestMatch",
    {"proposed": "To check", "confirmed": "The same person", "rejected": "Not the same person"},
    ((START, "look_for_family", "proposed"), ("proposed", "confirm_match", "confirmed")),
)
[MATCH] = [each for each in FRONT_DOOR.states if each.name == "RequestMatch"]


def door(**change: Any) -> Room:
    return replace(FRONT_DOOR, **change)


def door_rows(model: type[Model], *words: Any, **change: Any) -> Room:
    return door(tables={**FRONT_DOOR.tables, model: Rows(*words, **change)})


def match(**change: Any) -> Room:
    return door(states=tuple(replace(each, **change) if each is MATCH else each for each in FRONT_DOOR.states))


def site(**parts: Any) -> Room:
    return Room(SITE, **parts)


def nothing(*given: Any) -> None:
    return None


WRONG: dict[str, tuple[Room, str, str]] = {
    "no such app": (Room("nowhere"), "no app has this label", "Write the label of the room's app"),
    "a name that is none": (Room(3), "no app has this label", "Write the label"),  # type: ignore[arg-type]
    # What each part is.
    "a word for a function": (site(my_day="soon"), "my_day is 'soon', which is no function", "takes (reader)"),
    "a page that is a word": (site(page="home"), "page is 'home', which is no function", "takes (row)"),
    "a page taken away": (site(page=None), "page is None, which is no function", "takes (row)"),
    "a function that takes too little": (site(banner=lambda: None), "banner is a function that does not take", "takes (family)"),
    "a function that takes too much": (
        site(obstacles=lambda goes, stays, now: []), "obstacles is a function that does not take", "takes (goes, stays)",
    ),
    "a chronology as a list": (site(chronology=[]), "chronology is [], which is no function", "takes (family)"),
    "a demonstration of the area alone": (site(demonstration=lambda area: None), "demonstration is", "takes (area_id, now)"),
    "a reader part that is a class": (site(reader_parts=3), "reader_parts is 3", "takes (family_id, reader_id, hide)"),
    "one for a list": (site(states=LOOP), "which is no list", "Write states=(States(…),)"),
    "one tab for a list": (site(tabs=Tab(OfTabs.WORK, "Loans", f"{SITE}:x")), "which is no list", "Write tabs=(Tab(…),)"),
    "a word in a list": (site(states=("Plan",)), "states has 'Plan', which is no States", "Write States(…)"),
    "a tab among what is added": (site(add=(Tab(OfTabs.WORK, "Loans", f"{SITE}:x"),)), "add has Tab(", "Write Add(…)"),
    # Tables.
    "tables as a list": (site(tables=[Plan]), "which does not say what a row is called", "Write {Model: Rows("),
    "a table by its name": (site(tables={"Plan": Rows("Plan")}), "tables has 'Plan', which is no model", "Write {Model: Rows("),
    "a table with a word": (
        Room("family_help", tables={Plan: "Plan"}), "tables has 'Plan' for Plan, which is no Rows", "Write {Model",  # type: ignore[dict-item]
    ),
    "a table of another room": (Room("people", tables={Plan: Rows("Plan")}), "Plan is a table of family_help", "Take it out"),
    "a table of history": (door(tables={event_of(Decision): Rows("Decision")}), "is a table of history", "Take it out"),
    "no way to a family": (
        Room("family_help", tables={Plan: Rows("Plan", family="household")}), 'no way "household" to a family', 'Write family="…"',
    ),
    "a way that ends elsewhere": (door_rows(Decision, "Decision", family="request"), 'no way "request"', 'Write family="…"'),
    "a way through a plain field": (door_rows(Decision, "Decision", family="outcome__family"), 'no way "outcome__', "Write family"),
    "a family that is not said": (
        Room("family_help", tables={Plan: Rows("Plan", family="")}), "Plan has a family", 'Take family="" out',
    ),
    "a row without a name": (door_rows(Decision, " ", family="request__family"), "Decision: the label is ' '", 'Write Rows("what'),
    "words that are no function": (
        door_rows(Decision, "Decision", "outcome", family="request__family"), "words is 'outcome', which is no", "takes (row)",
    ),
    "words of a field that is not there": (
        door_rows(Decision, "Decision", lambda r: r.outcomes, family="request__family"), 'words that read "outcomes"', "Correct",
    ),
    "words of a field of another row": (
        door_rows(HubAnswer, "Answer", lambda r: r.question.wording, family="question__enquiry__request__family"),
        'words that read "wording"', "Correct the name",
    ),
    "words of a choice that is none": (
        door_rows(Request, "Request", lambda r: r.get_number_display(), family="family"), '"get_number_display"', "Correct",
    ),
    "words of a field that is not there, where the row is empty": (
        door_rows(Decision, "Decision", lambda r: r.outcome or r.result, family="request__family"), 'words that read "result"', "Correct",
    ),
    "words that are no text": (
        door_rows(Decision, "Decision", lambda r: r.pk, family="request__family"), "which is no text", "Give a str",
    ),
    "a hidden field that is not there": (
        door_rows(Decision, "Decision", family="request__family", hidden=frozenset({"rules"})),
        'Decision hides "rules", which is no field of it', "Correct the name",
    ),
    "one hidden field as a word": (
        door_rows(Decision, "Decision", family="request__family", hidden="rule"), "Decision: hidden is 'rule'", "Write hidden=frozenset(",
    ),
    "codes as a list": (
        door_rows(Decision, "Decision", family="request__family", coded=["outcome"]), "Decision: coded is ['outcome']", "Write coded={",
    ),
    "words of codes that are no function": (
        door_rows(Decision, "Decision", family="request__family", coded={"outcome": "primary_need"}), 'coded of "outcome" is', "(code)",
    ),
    "codes of a field that is not there": (
        door_rows(Decision, "Decision", family="request__family", coded={"need": str}), 'for codes of "need", which is no field', "Correct",
    ),
    "a way to a family that is no word": (door_rows(Decision, "Decision", family=None), "family is None", 'Write family="…"'),
    "a page of a row that is a word": (
        door_rows(Decision, "Decision", family="request__family", page="x"), "Decision: page is 'x'", "takes (row)",
    ),
    "a table forgotten": (Room("family_help", tables={}), "Episode keeps a history and is not in tables", "Add Episode: Rows("),
    "a key to a person": (Room("family_portal", tables={}), "ReaderLink leads to a person by person", "Add ReaderLink: Rows("),
    # States.
    "states of nothing": (site(states=(States("Plan", {}, ()),)), '"Plan", which is no table of the room', "Write the name of"),
    "states of a table without any": (
        door(states=(*FRONT_DOOR.states, States("HandOver", {"a": "A"}, ((START, "go", "a"),)))),
        'states of HandOver: the model has no field "state"', "Give it one",
    ),
    "no states for a field of states": (
        door(states=tuple(each for each in FRONT_DOOR.states if each is not MATCH)),
        'RequestMatch has a field "state" and no states', 'Write States("RequestMatch"',
    ),
    "states twice": (door(states=(*FRONT_DOOR.states, MATCH)), "states of RequestMatch are declared twice", "Take one out"),
    "a state that nothing leads to": (
        Room("front_door", FRONT_DOOR.tables, messages=FRONT_DOOR.messages, states=(LOOP,)),
        'states of RequestMatch: no transition leads to the state "rejected"', 'Add (before, "service", "rejected")',
    ),
    "a state that the model does not have": (
        match(states={**MATCH.states, "gone": "Gone"}, transitions=(*MATCH.transitions, ("confirmed", "lose", "gone"))),
        'the model has no state "gone"', "Add it to the choices",
    ),
    "a state without words": (match(states={**MATCH.states, "confirmed": ""}), '"confirmed" has no words', 'Write "confirmed":'),
    "a transition of two": (match(transitions=((START, "proposed"),)), "is no transition", 'Write (before, "service", after)'),
    "work in a state that is not there": (match(works={"gone": frozenset({"x"})}), 'works names the state "gone"', "Add it, or"),
    "a reason for a state that is not there": (match(because={("gone", "x"): "No."}), 'done at "gone"', "Correct the name"),
    "a refusal that says nothing": (match(otherwise=""), "it refuses with ''", "Write a sentence"),
    "a refusal with a gap for nothing": (match(otherwise="It is {sate}."), "it refuses with 'It is {sate}.'", "{state} in it"),
    "a refusal that is none": (match(refusal=ValueError), "which is no Refusal", "Derive it from"),
    # Messages.
    "a constraint without a message": (
        Room("staff_desk"), "the constraint staff_desk_draft_one_per_page of Draft has no message", 'Add "staff_desk_draft',
    ),
    "a message that says nothing": (
        door(messages={**FRONT_DOOR.messages, "front_door_match_once": " "}), "of front_door_match_once is ' '", "what to do next",
    ),
    "messages as a list": (site(messages=["Look again."]), "messages is ['Look again.'], and not by", "Write {"),
    # Sections and links.
    "a section of another room": (
        site(family_page=(Section(OfPage.WORK, "people/person.html", nothing),)), "the section people/person.html is another", "Write a",
    ),
    "a section without a template": (
        site(family_page=(Section(OfPage.WORK, f"{SITE}/lent.html", nothing),)),
        f"the section {SITE}/lent.html has no template", f"Write the file jinja2/{SITE}/lent.html",
    ),
    "a section without a name": (site(person_page=(Section(OfPage.WORK, "", nothing),)), "'' for its template", "Write its template"),
    "a section at a place of the day": (
        site(family_page=(Section(OfDay.DANGER, f"{SITE}/x.html", nothing),)), "which is no place of it", "Write one of OfPage",  # type: ignore[arg-type]
    ),
    "a section that reads nothing": (
        site(family_page=(Section(OfPage.WORK, f"{SITE}/x.html", None),)), "read of the section", "takes (about)",  # type: ignore[arg-type]
    ),
    "a link to another room": (
        site(add=(Add(OfAdding.RECORD, "Something", "people:person"),)),
        'the link "Something" leads to people:person, a page of another room', 'Write "public_site:…"',
    ),
    "a link without words": (site(tabs=(Tab(OfTabs.WORK, "", f"{SITE}:x"),)), f"the link to {SITE}:x has no text", "Write what a"),
    "a link without an address": (site(tabs=(Tab(OfTabs.WORK, "Loans", ""),)), "a link of Tab has '' for its address", "Write its"),
    "a link at a number": (site(add=(Add(1, "Loan", f"{SITE}:x"),)), "stands at 1, which is no place", "one of OfAdding"),  # type: ignore[arg-type]
    "a link of the menu shown by a word": (
        site(navigation=(MenuLink(OfMenu.DAY, "Loans", f"{SITE}:x", "auditor"),)), "shown of the link", "takes (roles)",  # type: ignore[arg-type]
    ),
    # What it is asked.
    "steps as a function": (site(open_steps=nothing), "and not by kind", 'Write {"kind of the step": function}'),
    "a kind of step without a function": (site(open_steps={"plan": 3}), 'open_steps of "plan" is 3', "takes (version_id)"),
    "a kind of step without a name": (site(open_steps={"": nothing}), "the kind '', which says nothing", "Write what kind"),
    "a fact alone": (site(hears=(PeopleMerging,)), "which is no fact with what hears it", "Write hears=((Fact, function),)"),
    "a pair for a list of pairs": (site(hears=(PeopleMerging, nothing)), "which is no fact with", "Write hears=((Fact, function),)"),
    "a fact that is heard by a word": (site(hears=((PeopleMerging, "join"),)), "what hears PeopleMerging is 'join'", "takes (fact)"),
}  # fmt: skip
"""What is declared wrongly: the room, what the refusal says of it, and what it says is to be written."""


@pytest.mark.parametrize(("room", "said", "write"), WRONG.values(), ids=WRONG)
def test_a_room_that_declares_itself_wrongly_is_refused_with_its_name(room: Room, said: str, write: str) -> None:
    with pytest.raises(RoomWrong) as refused:
        check(room)
    words = str(refused.value)
    assert words.startswith(f"room.py of {room.name}: ")
    assert said in words
    assert write in words[words.index(said) :], "what to write comes after what is wrong"


def test_every_part_of_a_room_has_a_wrong_case() -> None:
    right = Room(SITE)
    tried = {
        each.name for room, *_ in WRONG.values() for each in fields(room) if getattr(room, each.name) != getattr(right, each.name)
    }
    assert tried == {each.name for each in fields(Room)}


@pytest.mark.parametrize(
    ("room", "said"),
    [
        (site(tabs=(Tab(OfTabs.WORK, "Loans", f"{SITE}:loans"),)), f'the link "Loans" leads to {SITE}:loans, and no address with a'),
        (site(navigation=(MenuLink(OfMenu.DAY, "Loans", f"{SITE}:loans"),)), f"leads to {SITE}:loans, and no address without arguments"),
        (door(tables={RequestPerson: Rows("Named", page=lambda r: r.requests)}), 'the page of RequestPerson reads "requests"'),
        (
            door(tables={RequestPerson: Rows("Named", page=lambda r: reverse("front_door:no", args=[r.pk]))}),
            "the page of RequestPerson has no address: Reverse for 'no' not found",
        ),
    ],
)  # fmt: skip
def test_a_link_that_leads_nowhere_is_refused_with_the_rooms_name(room: Room, said: str) -> None:
    with pytest.raises(RoomWrong, match=rf"^room\.py of {room.name}: ") as refused:
        check_addresses([room])
    assert said in str(refused.value)


def test_a_link_that_leads_nowhere_stops_every_command_that_checks_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = Room(SITE, tabs=(Tab(OfTabs.WORK, "Loans", f"{SITE}:loans"),))
    monkeypatch.setattr("kith.config.wiring.ROOMS", (nowhere,))
    with pytest.raises(RoomWrong, match=f"room.py of {SITE}: the link"):
        run_checks()


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (
            {"name": "lending", "tabels": {}},
            "room.py of lending: there is no part tabels. Did you mean tables? Write one of name, ",
        ),
        ({"name": "lending", "colour": "red"}, "room.py of lending: there is no part colour. Write one of name, tables, page, "),
        ({"tables": {}}, 'A Room has no name. Write Room("the label of its app", …).'),
        ({"name": ""}, "A Room has no name."),
    ],
)
def test_a_part_that_no_room_has_is_refused_before_python_does(parts: dict[str, Any], said: str) -> None:
    with pytest.raises(RoomWrong) as refused:
        Room(**parts)
    assert str(refused.value).startswith(said)


def test_what_is_no_room_is_refused_with_what_to_write() -> None:
    with pytest.raises(RoomWrong, match=r"has 'lending', which is no Room\. Write the ROOM of the app's room\.py"):
        open_rooms(["lending"])  # type: ignore[list-item]


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
