"""A stand-in for systemd, where there is none: starts, stops and reloads the units of the guide by their own files.

``python systemctl.py ROOT WORD …`` does what ``systemctl WORD …`` would, with units under ``ROOT/etc/systemd/system``.
"""

import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path


def settings_of(unit: Path, instance: str) -> dict[str, list[str]]:
    """Return what a unit says, with ``%i`` and ``%%`` read as systemd reads them."""
    found: dict[str, list[str]] = {}
    for line in unit.read_text().splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith(("#", "[")):
            found.setdefault(name, []).append(value.replace("%i", instance).replace("%%", "%"))
    return found


def environment_of(unit: dict[str, list[str]]) -> dict[str, str]:
    """Only what the unit's own files give, as a service manager does."""
    given = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    for file in unit.get("EnvironmentFile", []):
        for line in Path(file).read_text().splitlines():
            name, equals, value = line.partition("=")
            if equals and not line.startswith("#"):
                given[name] = value.strip('"')
    return given


def start(root: Path, name: str) -> int:
    folder = root / "etc/systemd/system"
    base, _, instance = name.removesuffix(".service").partition("@")
    file = folder / (f"{base}@.service" if instance else f"{base}.service" if "." not in base else base)
    unit = settings_of(file, instance)
    if name.endswith(".timer"):
        return 0 if (folder / name.replace(".timer", ".service")).exists() and "OnCalendar" in unit else 1
    environment = environment_of(unit)
    with (root / f"var/log/{name}.log").open("ab") as log:
        commands = [*unit["ExecStart"], *unit.get("ExecStartPost", [])]
        if unit.get("Type") == ["oneshot"]:
            for command in commands:
                status = subprocess.run(shlex.split(command), env=environment, stdout=log, stderr=log, check=False).returncode
                if status:
                    return status
            return 0
        process = subprocess.Popen(
            shlex.split(commands[0]), env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
        (root / f"run/{name}.pid").write_text(str(process.pid))
    return 0


def nginx(root: Path) -> int:
    # `nginx -t` leaves an empty file
    held = root / "run/nginx.pid"
    if held.exists() and held.read_text().strip():
        return subprocess.run(["nginx", "-s", "reload"], check=False).returncode
    return subprocess.run(["nginx"], check=False).returncode


def main(root: Path, word: str, *names: str) -> int:
    wanted = [name for name in names if not name.startswith("--")]
    if word == "daemon-reload":
        return 0
    if word in {"enable", "start"}:
        return max(start(root, name) for name in wanted)
    if word == "reload" and wanted == ["nginx"]:
        return nginx(root)
    signals = {"reload": signal.SIGHUP, "stop": signal.SIGTERM}
    for name in wanted:
        os.kill(int((root / f"run/{name}.pid").read_text()), signals[word])
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
