"""The environment of the peers, and how they are run in it.

Splink, recordlinkage and what they need are some 650 MB that Kith has no use for. They live in ``.kith/bench-venv``, made from
``requirements-bench.lock`` when it is missing or the lock has changed, and are run as programs of their own.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
LOCK = ROOT / "requirements-bench.lock"
HERE = Path(__file__).resolve().parent
LONGEST = 180
"""Seconds that one peer may take."""


class PeerProblem(RuntimeError):
    """A peer could not be installed or did not finish; the message says which, and its last words."""


def ensure_venv(folder: Path = ROOT / ".kith" / "bench-venv") -> Path:
    """Return the Python of the peers' environment, made first when it is missing or older than the lock.

    Raises :class:`PeerProblem` when the packages cannot be installed.
    """
    python, stamp = folder / "bin" / "python", folder / "installed"
    if python.exists() and stamp.exists() and stamp.read_bytes() == LOCK.read_bytes():
        return python
    print("Installing what Kith's matching is measured against …", file=sys.stderr, flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    result = subprocess.run(
        [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet",
         "--require-hashes", "--no-deps", "-r", str(LOCK)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if result.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        raise PeerProblem(f"The peers could not be installed:\n{result.stderr[-2000:]}")
    stamp.write_bytes(LOCK.read_bytes())
    return python


def run(script: str, *arguments: str | Path, longest: float = LONGEST) -> list[dict[str, Any]]:
    """Run one of this folder's programs in the peers' environment and return its lines of JSON.

    A program that prints no JSON (``febrl.py export``) returns an empty list. Raises :class:`PeerProblem` when it fails or takes
    longer than ``longest`` seconds.
    """
    command = [str(ensure_venv()), str(HERE / script), *map(str, arguments)]
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "DJANGO_SETTINGS_MODULE")}
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=longest, env=environment)
    except subprocess.TimeoutExpired as error:
        raise PeerProblem(f"{script} took longer than {longest:.0f} seconds.") from error
    if result.returncode:
        raise PeerProblem(f"{script} failed:\n{result.stderr[-2000:]}")
    return [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
