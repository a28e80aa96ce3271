"""Adding the sample room to a copy of the house: what is written outside its folder stands here, and in docs/adding-a-room.md."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests" / "sample_room"

OUTSIDE: dict[str, list[tuple[str, str]]] = {
    "src/kith/config/settings.py": [('    "kith.family_help",\n', '    "kith.lending",\n')],
    "src/kith/config/urls.py": [
        (
            '    path("front-door/", include("kith.front_door.web.urls")),\n',
            '    path("lending/", include("kith.lending.web.urls")),\n',
        )
    ],
    "src/kith/config/wiring.py": [
        ("from kith.kernel.facts import on\n", "from kith.lending.room import ROOM as LENDING\n"),
        ("    FAMILY_HELP,\n", "    LENDING,\n"),
    ],
    "pyproject.toml": [
        ('    "(casefile) | (funds)",\n', '    "(lending)",\n'),
        ('    "kith.front_door",\n', '    "kith.lending",\n'),
    ],
}
"""By file: after which lines what is added. An area's practice model would be the fifth, for a room with settings of its own."""


def add_room(house: Path, changes: Mapping[str, list[tuple[str, str]]] = OUTSIDE) -> Path:
    """Make a copy of the house with the sample room in it. Returns the room's folder."""
    leave = shutil.ignore_patterns("__pycache__", "*.pyc", "journeys", "running", "samples", "sample_room", "bench")
    for each in ("src", "tests", "tools", "docs", "practice_models"):
        shutil.copytree(ROOT / each, house / each, ignore=leave)
    for each in ("pyproject.toml", "conftest.py"):
        shutil.copy(ROOT / each, house / each)
    room = house / "src" / "kith" / "lending"
    shutil.copytree(SAMPLE, room, ignore=leave)
    for name, lines in changes.items():
        file = house / name
        text = file.read_text(encoding="utf-8")
        for after, add in lines:
            assert text.count(after) == 1, f"{name}: {after!r} stands there {text.count(after)} times"
            text = text.replace(after, after + add)
        file.write_text(text, encoding="utf-8")
    return room


def changed_outside(house: Path, room: Path) -> set[str]:
    """Return the files of the copy that differ from the house's or are new, without those of the room."""
    return {
        file.relative_to(house).as_posix()
        for file in house.rglob("*")
        if file.is_file() and not file.is_relative_to(room) and "__pycache__" not in file.parts
        if (held := ROOT / file.relative_to(house)) is not None and (not held.exists() or held.read_bytes() != file.read_bytes())
    }


def run(house: Path, *arguments: str, sent: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the copy, as ``python -m …`` or ``python -c …``, and return what it said."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KITH_TEST_RUN", "PYTEST_"))}
    return subprocess.run(
        [sys.executable, *arguments],
        env={**kept, "PYTHONPATH": f"{house / 'src'}{os.pathsep}{house}", "PYTHONDONTWRITEBYTECODE": "1", **more},
        cwd=house,
        input=sent,
        capture_output=True,
        text=True,
        check=False,
    )
