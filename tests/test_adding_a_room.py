"""A room is added by what it says of itself: the sample room stands in a copy of the house, and what it forgets is caught.

The copy is real: its own settings, addresses and wiring, a database migrated with the room's tables, Python started anew.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests import database
from tests.adding_a_room import OUTSIDE, ROOT, SAMPLE, add_room, changed_outside, run

pytestmark = pytest.mark.slow

GUIDE = ROOT / "docs" / "adding-a-room.md"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    house = tmp_path_factory.mktemp("house")
    add_room(house)
    return house


@pytest.fixture(scope="module")
def migrated(house: Path) -> Iterator[str]:
    """Give the name of a database that has the tables of the room."""
    name = f"{database.SESSION}_lending"
    with database.clone(database.TEMPLATE, name):
        said = run(
            house,
            *("-m", "django", "migrate", "--verbosity", "0"),
            KITH_AS_OWNER="1",
            DATABASE_OWNER_URL=database.owner_url(name),
            DATABASE_URL=database.app_url(name),
        )
        assert said.returncode == 0, said.stderr
        yield name


def outcome_of(house: Path, template: str, *what: str) -> tuple[int, str]:
    """Run tests in the copy, on databases made of a template. Returns how they ended and what they said."""
    said = run(house, "-m", "pytest", "-q", "-p", "no:cacheprovider", *what, KITH_TEST_TEMPLATE=template)
    return said.returncode, said.stdout + said.stderr


def test_it_changes_at_most_five_files_outside_its_folder(house: Path) -> None:
    changed = changed_outside(house, house / "src" / "kith" / "lending")
    assert changed == set(OUTSIDE)
    assert len(changed) <= 5
    assert (SAMPLE / "models.py").read_text().count("@tracked()") == 6, "six tables"


def test_it_stands_in_the_house_and_the_tests_that_walk_rooms_pass_with_it(house: Path, migrated: str) -> None:
    walks = (
        "tests/test_rooms.py",
        "tests/test_last_door.py",
        "tests/test_at_once.py::test_every_constraint_has_words",
        "tests/test_at_once.py::test_every_rule_that_two_may_meet_has_its_case",
        "tests/test_at_once.py::test_twenty_at_once[lending_same_thing_once]",
        "tests/worlds/test_worlds.py::test_every_guarded_table_has_its_rule",
        *(f"tests/test_rules.py::test_a_rule_answers_its_examples[lending.comes_back-{number}]" for number in range(3)),
        "tests/test_rules.py::test_no_function_of_a_module_of_rules_is_without_an_id[kith.lending.rules]",
        "tests/test_rules.py::test_every_refusal_says_where_it_comes_from[kith.lending.states.LoanRefused]",
    )
    code, said = outcome_of(house, migrated, "src/kith/lending", *walks)
    assert code == 0, said[-4000:]
    assert re.search(r"\d+ passed", said)


def test_it_has_a_floor(house: Path) -> None:
    asked = ("-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))")
    contract = house / "pyproject.toml"
    told = contract.read_text(encoding="utf-8")
    assert run(house, *asked).returncode == 0
    contract.write_text(told.replace('    "(lending)",\n', ""), encoding="utf-8")
    said = run(house, *asked)
    contract.write_text(told, encoding="utf-8")
    assert said.returncode == 1
    assert "lending" in said.stdout


CHECKED = {
    "format": ("-m", "ruff", "format", "--check", "src/kith/lending"),
    "lint": ("-m", "ruff", "check", "--no-cache", "src/kith/lending", "src/kith/config"),
    "types": ("-m", "mypy", "-p", "kith.lending"),
    "migrations": ("-m", "django", "makemigrations", "--check", "--dry-run", "lending"),
}
"""What ``make check`` asks, beside the floors above, of the room and of the files that it changes."""


@pytest.mark.parametrize("asked", CHECKED.values(), ids=CHECKED)
def test_the_guide_passes_make_check_as_it_stands(house: Path, asked: tuple[str, ...]) -> None:
    said = run(house, *asked)
    assert said.returncode == 0, said.stdout + said.stderr


FORGOTTEN: dict[str, tuple[str, str, str, str]] = {
    "a table": (
        "room",
        '        Damage: Rows("Damage"),\n',
        "",
        "Damage keeps a history and is not in tables. Add Damage: Rows(",
    ),
    "a constraint's message": (
        "room",
        '        "lending_borrower_once": "This person is named in the loan already.",\n',
        "",
        'the constraint lending_borrower_once of Borrower has no message. Add "lending_borrower_once": "what to do next"',
    ),
    "a template of its own": (
        "room",
        'OfPage.WORK, "lending/',
        'OfPage.WORK, "people/',
        "the section people/lent.html is another",
    ),
    "its name": ("room", 'name="lending"', 'name="loans"', "no app has this label"),
    "the way to a family": ("room", '("Delivery")', '("Delivery", family="loan__house")', 'no way "loan__house" to a family'),
    "a transition": ("states", '        ("asked", "refuse", "refused"),\n', "", 'no transition leads to the state "refused"'),
    "a state": ("states", ', "refused": "Refused"', "", 'refuse names the state "refused", which is not in states'),
}
"""What may be forgotten: the file, what stands there, what stands there instead, and what the refusal says."""

CHECKING = """
import json, sys
import django
django.setup()
from kith.workbench.opening import check
from kith.workbench.rooms import RoomWrong
for name, source in json.load(sys.stdin):
    held = {"__name__": "kith.lending.wrong"}
    exec(source, held)
    try:
        check(held["ROOM"])
        print(json.dumps([name, ""]))
    except RoomWrong as refusal:
        print(json.dumps([name, str(refusal)]))
"""


def test_a_room_that_forgets_something_is_refused_with_its_name_and_what_to_write(house: Path) -> None:
    files = {name: (SAMPLE / f"{name}.py").read_text(encoding="utf-8") for name in ("states", "room")}
    wrong = [("nothing", "\n".join(files.values()))]
    for what, (file, right, instead, _) in FORGOTTEN.items():
        assert files[file].count(right) == 1, what
        changed = {**files, file: files[file].replace(right, instead)}
        # One source: the states come first, and the room takes them from there.
        wrong.append((what, "\n".join(changed.values())))
    wrong = [(what, source.replace("from kith.lending.states import LOAN\n", "")) for what, source in wrong]
    said = run(house, "-c", CHECKING, sent=json.dumps(wrong))
    assert said.returncode == 0, said.stderr
    refusals = dict(json.loads(line) for line in said.stdout.splitlines())
    assert refusals.pop("nothing") == ""
    for what, refusal in refusals.items():
        assert refusal.startswith("room.py of l"), what
        assert FORGOTTEN[what][3] in refusal
    assert set(refusals) == set(FORGOTTEN)


def test_a_house_does_not_start_with_a_key_to_a_person_that_no_room_declares(house: Path) -> None:
    room, line = house / "src/kith/lending/room.py", '        Borrower: Rows("Lent for"),\n'
    told = room.read_text(encoding="utf-8")
    assert line in told
    room.write_text(told.replace(line, ""), encoding="utf-8")
    said = run(house, "-c", "import django; django.setup()")
    room.write_text(told, encoding="utf-8")
    assert said.returncode == 1
    assert said.stderr.strip().splitlines()[-1] == (
        "kith.workbench.rooms.RoomWrong: room.py of lending: Borrower leads to a person by person and is not in tables."
        ' Add Borrower: Rows("what one row is called").'
    )


@pytest.mark.parametrize(
    ("right", "instead", "said"),
    [
        ('    edition="2026",\n', '    edition="",\n', "say its source and the edition of it that was read"),
        ("        refuses(on=date(2026, 3, 4), until=date(2027, 3, 5)),\n", "", "give an example that is refused"),
    ],
)
def test_a_house_does_not_start_with_a_rule_that_lacks_something(house: Path, right: str, instead: str, said: str) -> None:
    rules = house / "src/kith/lending/rules.py"
    told = rules.read_text(encoding="utf-8")
    assert right in told
    rules.write_text(told.replace(right, instead), encoding="utf-8")
    started = run(house, "-c", "import kith.lending.rules")
    rules.write_text(told, encoding="utf-8")
    assert started.returncode == 1
    last = started.stderr.strip().splitlines()[-1]
    assert last.endswith(f"RuleWrong: The rule lending.comes_back, kith.lending.rules.comes_back: {said}.")


def test_a_table_without_a_policy_is_found(house: Path, migrated: str) -> None:
    name = f"{database.SESSION}_unguarded"
    with database.clone(migrated, name):
        with psycopg.connect(database.owner_url(name)) as owner:
            policies = owner.execute("select policyname from pg_policies where tablename = 'lending_damage'").fetchall()
            assert policies
            for (policy,) in policies:
                owner.execute(sql.SQL("drop policy {} on lending_damage").format(sql.Identifier(policy)))
        code, said = outcome_of(house, name, "tests/test_last_door.py", "-k", "guarded_or_named")
    assert code == 1
    assert "Guard these tables, or say why not: ['lending_damage']" in said


def shown(page: str) -> dict[str, str]:
    """The code of the guide, by the file that stands above it."""
    return dict(re.findall(r"^`([\w./]+)`[^\n]*\n\n```\w+\n(.*?)^```", page, flags=re.M | re.S))


def test_the_guide_shows_the_sample_room_as_it_is() -> None:
    blocks = shown(GUIDE.read_text(encoding="utf-8"))
    files = {name: text for name, text in blocks.items() if not name.startswith(("src/kith/config", "pyproject"))}
    assert {"models.py", "room.py", "states.py", "queries.py", "migrations/0002_doors.py"} <= set(files)
    for name, text in files.items():
        assert text == (SAMPLE / name).read_text(encoding="utf-8"), f"Copy tests/sample_room/{name} into {GUIDE.name}"
    for name, lines in OUTSIDE.items():
        assert blocks[name] == "".join(f"{after}{add}" for after, add in lines), name
