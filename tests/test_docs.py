"""The documents say what the program does: made ones are up to date, links lead somewhere, examples and commands are real."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import get_commands

from kith.config.command import OWN
from kith.family_help.states import GOAL, STEP
from kith.front_door.body import read_body
from kith.front_door.states import REQUEST
from kith.organisations.models import Role
from kith.workbench.states import States
from tools import docs
from tools.pages import states

ROOT = Path(__file__).resolve().parents[1]
SKIPPED = {".venv", ".git", ".kith", "node_modules", "vendor", ".pytest_cache", "build", "dist"}
PAGES = sorted(page for page in ROOT.rglob("*.md") if not SKIPPED & set(page.relative_to(ROOT).parts))
GUIDES = [page for page in PAGES if page.is_relative_to(ROOT / "docs")]
BY_NO_SERVICE = ("waiting", "forget_step", "withdrawn")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def without_code(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", re.sub(r"```.*?```", "", text, flags=re.S))


def anchors(page: Path) -> set[str]:
    """The places of a page that a link can name, as GitHub makes them from headings."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", page.read_text(), flags=re.S), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_made_documents_say_what_the_code_does() -> None:
    stale = [
        name_of(page) for page, text in docs.documents().items() if not page.exists() or page.read_text(encoding="utf-8") != text
    ]
    assert stale == [], "Run: python tools/docs.py"


@pytest.mark.parametrize(
    ("label", "table", "said"),
    [
        ("family_help.Goal", None, "its room declares no states"),
        (
            "front_door.Request",
            replace(REQUEST, transitions=tuple(each for each in REQUEST.transitions if "handed_over" not in each)),
            "the model has ['decided', 'handed_over'",
        ),
        ("family_help.StepDecision", replace(STEP, transitions=(*STEP.transitions, BY_NO_SERVICE)), "no service forget_step"),
        (
            "family_help.StepDecision",
            replace(STEP, transitions=tuple(each for each in STEP.transitions if each[2] != "withdrawn")),
            "the model has ['in_effect', 'waiting', 'withdrawn']",
        ),
        ("family_help.Goal", replace(GOAL, works={"open": frozenset({"forget_goal"})}), "no service forget_goal"),
        (
            "family_help.Goal",
            replace(GOAL, states={**GOAL.states, "met": "Reached"}),
            "the model {'open': 'Working on it', 'met': 'Done'",
        ),
    ],
)
def test_states_that_the_code_does_not_have_are_found(
    monkeypatch: pytest.MonkeyPatch, label: str, table: States | None, said: str
) -> None:
    monkeypatch.setattr(states, "tables", lambda: {label: table} if table else {})
    with pytest.raises(states.StatesWrong, match=label) as wrong:
        states.check(label, states.stateful()[label])
    assert said in str(wrong.value)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(without_code(page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{name_of(page)} links to {target}"
        assert not anchor or anchor in anchors(file), f"{name_of(page)} links to {target}"


@pytest.mark.parametrize("room", sorted(each.parent.name for each in (ROOT / "src" / "kith").glob("*/__init__.py")))
def test_every_room_says_what_it_is_for(room: str) -> None:
    assert (ROOT / "src" / "kith" / room / "README.md").read_text(encoding="utf-8").startswith("# ")


def test_every_command_in_the_guides_exists() -> None:
    known = set(OWN) | {name.replace("_", "-") for name in get_commands()} | {"help", "db"}
    named = {
        (name_of(page), command)
        for page in [*GUIDES, ROOT / "README.md", ROOT / "SECURITY.md"]
        for command in re.findall(r"(?:^|`)kith ([a-z][a-z-]*)", page.read_text(encoding="utf-8"), flags=re.M)
    }
    assert len(named) > 15
    assert {each for each in named if each[1] not in known} == set()


def test_every_setting_of_the_environment_is_described() -> None:
    described = set(re.findall(r"`([A-Z][A-Z_]+)`", (ROOT / "docs/running/production.md").read_text(encoding="utf-8")))
    source = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "src/kith").rglob("*.py") if "tests" not in page.parts)
    read = set(re.findall(r"environ(?:\.get\(|\[|\.setdefault\()\s*\"([A-Z_]+)\"", source))
    ours = {name for name in read if name not in {"PATH", "LANG", "PGPASSWORD", "YES", "DJANGO_SETTINGS_MODULE"}}
    assert {"SECRET_KEY", "DATABASE_URL", "OIDC_SERVER_URL"} <= ours
    assert ours - described == set()


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", (ROOT / page).read_text(encoding="utf-8"), flags=re.M | re.S)


def test_the_example_request_of_the_api_guide_is_taken() -> None:
    sent = blocks("docs/using/api.md", "json")[0]
    body = read_body(sent.encode(), now=datetime(2026, 6, 1, 8, 31, tzinfo=UTC))
    assert body.reference == "HILL-2026-0117"
    assert len(body.people) == 2


def test_the_examples_of_answers_have_the_fields_of_real_ones() -> None:
    from kith.partner_api.web.problems import STATUSES, TITLES  # noqa: PLC0415  models must be ready
    from kith.partner_api.web.schemas import Problem, ReceiptOut  # noqa: PLC0415  models must be ready

    receipt, problem = (json.loads(block) for block in blocks("docs/using/api.md", "json")[1:])
    assert set(receipt) == set(ReceiptOut.model_fields)
    assert set(problem) == set(Problem.model_fields)
    assert problem["title"] == TITLES[problem["status"]]
    guide = (ROOT / "docs/using/api.md").read_text(encoding="utf-8")
    named = {int(status) for status in re.findall(r"^\| (\d{3}) \|", guide, flags=re.M)}
    assert named == set(TITLES)
    assert set(STATUSES.values()) <= named


def test_the_examples_of_bulk_answers_are_json() -> None:
    answers = [json.loads(block) for block in blocks("docs/using/bulk.md", "json")]
    assert [("refusal" in answer) for answer in answers] == [False, True]


def test_there_is_a_guide_for_every_role_that_works_in_kith() -> None:
    said = "".join(page.read_text(encoding="utf-8").lower() for page in GUIDES if page.parent.name == "using")
    for role in (
        Role.FRONT_DOOR,
        Role.TEAM_MANAGER,
        Role.SENIOR_SOCIAL_WORKER,
        Role.HUB_PARTNER,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
    ):
        assert Role(role).label.lower().removesuffix(" worker").replace("hub partner", "hub") in said


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_page_names_a_place_of_one_machine(page: Path) -> None:
    assert not re.search(r"(?<![\w.])/(?:root|home|work)/\w", page.read_text(encoding="utf-8"))
