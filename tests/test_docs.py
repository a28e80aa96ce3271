"""The documents say what the program does: made ones are up to date, links lead somewhere, examples and commands are real."""

import importlib.util
import json
import re
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
from django.core.management import get_commands

from kith.config.command import OWN
from kith.family_help.states import STEP
from kith.front_door.body import read_body
from kith.front_door.states import REQUEST
from kith.organisations.models import Role

ROOT = Path(__file__).resolve().parents[1]
SKIPPED = {".venv", ".git", ".kith", "node_modules", "vendor", ".pytest_cache", "build", "dist"}
PAGES = sorted(page for page in ROOT.rglob("*.md") if not SKIPPED & set(page.relative_to(ROOT).parts))
GUIDES = [page for page in PAGES if page.is_relative_to(ROOT / "docs")]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def without_code(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", re.sub(r"```.*?```", "", text, flags=re.S))


def anchors(page: Path) -> set[str]:
    """The places of a page that a link can name, as GitHub makes them from headings."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", page.read_text(), flags=re.S), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    """tools/docs.py, which is a program and no package."""
    spec = importlib.util.spec_from_file_location("kith_tools_docs", ROOT / "tools" / "docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_made_documents_say_what_the_code_does(maker: ModuleType) -> None:
    stale = [
        name_of(page) for page, text in maker.documents().items() if not page.exists() or page.read_text(encoding="utf-8") != text
    ]
    assert stale == [], "Run: python tools/docs.py"


def test_a_state_that_nobody_tells_is_found(maker: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    label = "front_door.Request"
    told = tuple(each for each in REQUEST.transitions if "handed_over" not in each)
    monkeypatch.setattr(maker, "tables", lambda: {label: replace(REQUEST, transitions=told)})
    with pytest.raises(maker.StatesWrong):
        maker.check_moves(label, maker.stateful()[label])


def test_a_service_that_does_not_exist_is_found(maker: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    model = maker.stateful()["family_help.Goal"]
    told = [*maker.MOVES["family_help.Goal"], maker.Move("open", "stopped", f"{maker.GOALS}.forget_goal")]
    monkeypatch.setitem(maker.MOVES, "family_help.Goal", told)
    with pytest.raises(maker.StatesWrong):
        maker.check_moves("family_help.Goal", model)


def test_a_table_of_states_that_names_no_service_or_forgets_a_state_is_found(
    maker: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = maker.stateful()["family_help.StepDecision"]
    label = "family_help.StepDecision"
    for transitions in (
        (*STEP.transitions, ("waiting", "forget_step", "withdrawn")),
        tuple(each for each in STEP.transitions if each[2] != "withdrawn"),
    ):
        monkeypatch.setattr(maker, "tables", lambda told=transitions: {label: replace(STEP, transitions=told)})
        with pytest.raises(maker.StatesWrong):
            maker.check_moves(label, model)


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
    from kith.partner_api.web.api import STATUSES, TITLES, Problem, ReceiptOut  # noqa: PLC0415  models must be ready

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
