"""What a room tells the tests that walk all rooms, in its own folder of tests: ``sight.py`` and ``at_once.py``."""

from importlib import import_module
from pathlib import Path
from typing import Any

ROOMS = Path(__file__).resolve().parents[1] / "src" / "kith"


def of_rooms(file: str, name: str) -> dict[str, Any]:
    """Return the values that rooms give under a name in ``<room>/tests/<file>.py``, put together."""
    found: dict[str, Any] = {}
    for each in sorted(ROOMS.glob(f"*/tests/{file}.py")):
        found |= getattr(import_module(f"kith.{each.parents[1].name}.tests.{file}"), name)
    return found
