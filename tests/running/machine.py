"""A machine on which the guide to a first area is followed: its blocks run as they are printed, and a worker beside them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from tests import database
from tests.running.at_the_desk import AtTheDesk
from tests.running.installation import Block, Ended, blocks
from tests.running.production import HOST, Production

GUIDE = "docs/running/first-area.md"


class Machine:
    """The shell in which the guide's blocks are given, and who calls from outside."""

    def __init__(self, running: Production, folder: Path) -> None:
        self.running, self.folder = running, folder
        self.at = folder / "first-area"
        self.left = blocks(GUIDE)
        self.opening = ""
        self.second: dict[str, str] = {}
        settings = ("KITH_", "DATABASE_URL", "ALLOWED_HOSTS", "SECRET_KEY")
        kept = {name: value for name, value in running.environment.items() if name.startswith(settings)}
        (folder / "kith.env").write_text("".join(f"{name}='{value}'\n" for name, value in kept.items()))
        shim = folder / "bin" / "kith"
        shim.parent.mkdir()
        shim.write_text(f'#!/bin/sh\nPYTHONPATH={database.ROOT / "src"} exec "{sys.executable}" -m kith.config.command "$@"\n')
        shim.chmod(0o755)
        # What the proxy adds, which is not part of this test.
        (folder / ".curlrc").write_text(
            f'header = "Host: {HOST}"\nheader = "X-Forwarded-Proto: https"\nheader = "X-Forwarded-For: 192.0.2.9"\n'
        )

    def step(self, number: int) -> str:
        """Run the blocks below a numbered heading, in order, and return what the last one said."""
        said = ""
        while self.left and self.left[0].heading.startswith(f"{number}. "):
            said = self.run(self.left.pop(0))
        return said

    def run(self, block: Block) -> str:
        """Run a block: a file is put at its place, commands are given in the shell."""
        match block.language:
            case "csv":
                (self.at / "staff.csv").write_text(block.text)
            case "json":
                (self.at / "request.json").write_text(block.text)
            case "toml":
                add(self.at / "models" / "wolverhampton.toml", block.text)
            case "sh" if not self.opening:
                self.opening = block.text
                return self.shell("")
            case "sh":
                return self.shell(block.text)
            case _:
                raise Ended(f"Nothing is known of running a block of {block.language}.")
        return ""

    def shell(self, text: str) -> str:
        """Give commands in the shell that the first block opened; what fails, fails."""
        here = self.opening + text
        for printed, place in (
            ("/etc/kith/", f"{self.folder}/"),
            ("/opt/kith/share/kith/", f"{database.ROOT}/"),
            (f"https://{HOST}/api", f"{self.running.address}/api"),
        ):
            here = here.replace(printed, place)
        finished = subprocess.run(
            ["bash", "-eu", "-o", "pipefail", "-c", here],
            env={"PATH": f"{self.folder}/bin:{os.environ['PATH']}", "HOME": str(self.folder), "LANG": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=600,
            check=False,
        )
        if finished.returncode:
            raise Ended(f"Status {finished.returncode} of:\n{here}\n{finished.stdout}")
        return finished.stdout

    def refused(self, text: str) -> str:
        """Give a command that must be refused, and return what it says."""
        with pytest.raises(Ended) as refusal:
            self.shell(text)
        assert "Traceback" not in str(refusal.value)
        return str(refusal.value)

    def school(self, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Send a request by a second system of the school, which has a client of its own."""
        if not self.second:
            made = self.shell('kith api-client create "Second system" --agency penn-primary --area wolverhampton')
            self.second = json.loads(made)
        headers = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.10"}
        token = requests.post(
            f"{self.running.address}/api/token",
            data={"grant_type": "client_credentials", "scope": "requests"},
            auth=(self.second["client_id"], self.second["client_secret"]),
            headers=headers,
            timeout=60,
        ).json()["access_token"]
        answer = requests.post(
            f"{self.running.address}/api/v1/requests-for-support",
            json=body,
            headers={**headers, "Authorization": f"Bearer {token}"},
            timeout=60,
        )
        return answer.status_code, answer.json()

    def visitor(self) -> AtTheDesk:
        return AtTheDesk(self.running.address, "192.0.2.1")


@contextmanager
def worker(running: Production) -> Iterator[None]:
    log = running.log.with_name("worker.log")
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "kith.config.command", "worker"],
            env=running.environment,
            cwd=database.ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


def add(model: Path, settings: str) -> None:
    """Write settings where the guide says: at the end of a model's settings."""
    text = model.read_text()
    before, mark, after = text.partition("\n[terms.")
    model.write_text(f"{before}\n{settings}{mark}{after}")
