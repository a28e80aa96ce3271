"""The first area, as the guide walks it: production, a PostgreSQL of its own, no persona, no demonstration.

Each block of ``docs/running/first-area.md`` is run as it is printed; what its text says people do is done on the pages over HTTP.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
import requests

from kith.config import embedded
from kith.config.embedded import Embedded
from kith.design.words import the_date
from kith.kernel.time import london_date, now
from kith.practice_model.reading import read_draft
from tests import database
from tests.running.at_the_desk import AtTheDesk
from tests.running.conftest import make_as_migrated
from tests.running.installation import Block, Ended, blocks
from tests.running.production import HOST, Production, production
from tests.running.test_jobs import until

pytestmark = pytest.mark.slow

GUIDE = "docs/running/first-area.md"
DRAFT = database.ROOT / "practice_models" / "wolverhampton.toml"
PASSWORD = "five odd words stand here"
HIS = ("Tanyard", "2BB", "900477", "900 477")


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


@pytest.fixture
def server(home: Path) -> Iterator[Embedded]:
    """A PostgreSQL of its own, with nothing in it but what migrating makes."""
    make_as_migrated(home)
    running = embedded.ensure_running(home)
    yield running
    running.stop()


@pytest.fixture
def machine(server: Embedded, tmp_path: Path) -> Iterator[Machine]:
    """That database served in production, and a worker."""
    with production(server.app_url, tmp_path / "kith") as running, worker(running):
        yield Machine(running, tmp_path)


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


def let_in(machine: Machine, link: tuple[str, str]) -> AtTheDesk:
    """Somebody who opens their link, chooses a password, signs in and sets up codes."""
    email, address = link
    person = machine.visitor()
    assert person.choose_password(address, PASSWORD).heading == "Your password is saved"
    assert person.sign_in(email, PASSWORD).heading == "Set up codes on your phone"
    person.set_up_codes()
    assert person.heading == "Recovery codes"
    assert person.visit("/")
    assert person.heading.startswith("My day")
    return person


def links(said: str) -> dict[str, tuple[str, str]]:
    """The one-time links that commands printed, by the name before the @."""
    found = re.findall(r"^(\S+)@example\.org is invited.*\n(https://\S+)$", said, re.MULTILINE)
    return {name: (f"{name}@example.org", link) for name, link in found}


def asked(machine: Machine, reference: str, surname: str = "Brook") -> dict[str, Any]:
    """The request of the guide under another reference, about a family of another name."""
    text = next(each.text for each in blocks(GUIDE) if each.language == "json")
    body: dict[str, Any] = json.loads(text)
    body["reference"] = reference
    for number, each in enumerate(body["people"]):
        if surname != "Brook":
            each |= {
                "surname": surname,
                "forename": ("Ivo", "Una", "Mae", "Abe")[number],
                "address": "3 Ropewalk",
                "postcode": "ZZ99 3CC",
            }
            each |= {"date_of_birth": f"20{10 + number}-03-0{number + 1}", "telephone": ""}
    body["protect"] = body["protect"] if surname == "Brook" else []
    return body


def taken_live_only_when_whole(machine: Machine, ada: AtTheDesk) -> None:
    """Step 7: refused without the number, refused without the cap, and then a dated act of the administrator."""
    shipped = DRAFT.read_text()
    for name in ("out_of_hours_number", "lead_child_protection_caseload"):
        assert f"settings.{name}]" not in shipped, "nobody has stated it: the area does"
    model = read_draft("wolverhampton", on=london_date(now()))
    assert not model.out_of_hours_number
    assert model.lead_child_protection_caseload is None
    number = "The telephone number for nights and weekends is not set."
    cap = "The most children that a lead child protection practitioner holds is not set."
    # The two, and nothing else, are missing now that the staff is there.
    assert re.findall(r"^- (.*?\.) ", machine.shell("kith area check wolverhampton"), re.MULTILINE) == [number, cap]
    live = "kith area live wolverhampton --by ada.hart@example.org"
    assert number in machine.refused(live)
    # With either alone it is refused for the other. These versions were in force on days that have gone.
    of_number, of_cap = next(each.text for each in machine.left if each.language == "toml").split("\n\n")
    for days, given, missing in ((2, of_cap, number), (1, of_number, cap)):
        part = machine.at / "part" / "wolverhampton.toml"
        part.parent.mkdir(exist_ok=True)
        part.write_text(shipped.replace('version = "1"', f'version = "1 without {days}"'))
        add(part, given + "\n")
        machine.shell(
            f'kith practice-model publish wolverhampton --from "$(date -d "{days} days ago" +%F)" --by "Ada Hart" --folder part'
        )
        said = machine.refused(live)
        assert [each for each in (number, cap) if each in said] == [missing]
        assert missing in ada.visit("/administration/live/")
        assert not ada.has_button("Take Wolverhampton live")
    assert machine.school(asked(machine, "EARLY-1"))[0] == 503, "nothing is taken before the area is live"
    assert machine.visitor().visit("/ask-for-help/wolverhampton/", status=503)
    assert "lacks nothing" in machine.step(7)
    ada.follow("Administration")
    ada.follow("Take the area live")
    assert "Wolverhampton is live." in ada.press("Take Wolverhampton live")
    assert f"live since {the_date(now())}, taken by Ada Hart" in machine.shell("kith area check wolverhampton")
    assert "Taken live by: empty → Ada Hart" in ada.visit("/administration/history/")


def decided(fay: AtTheDesk, child: str) -> str:
    """Step 9: decide for Family Help by agreement, and return the family's address."""
    fay.visit("/front-door/")
    fay.follow(child)
    assert "nobody like the people in this request is on record" in fay.words
    fay.follow("Decide")
    about_each = {
        "outcome": "family_help",
        "agreement": "Jo Brook, by telephone today",
        "reason": "Their mother asks for help with the mornings.",
        "strengths": "She rings school back.",
        "needs": "Breakfast and sleep.",
        "lead_kind": "School nurse",
        "lead_reason": "She knows both children from school.",
    }
    said = fay.press(
        "Record the decision",
        **{f"p{number}_{name}": value for number in (0, 1) for name, value in about_each.items()},
        words_for_sender="Their mother agrees. A lead practitioner visits this week.",
    )
    assert "The decision is recorded." in said
    fay.follow("Open the family's page")
    return fay.where


def assessed(nina: AtTheDesk, sue: AtTheDesk, family: str) -> None:
    """Step 11: written by the nurse, signed off by the social worker who oversees."""
    here, today = f"{family}assessment/", london_date(now())
    nina.visit(here)
    nina.press("Start the assessment")
    for part in re.findall(rf'href="({here}part/[^"]+)"', nina.page):
        nina.visit(part)
        nina.press("Save", words="Jo works nights. Mornings are hard since March.")
    for member in re.findall(rf'href="({here}member/[^"]+)"', nina.visit(here) and nina.page):
        nina.visit(member)
        nina.press("Save", strengths="Kind and funny", needs="Sleep")
    for child, words in (("Ella Brook", "I like it when Mum is up."), ("Sam Brook", "I want to be early once.")):
        nina.visit(here)
        nina.follow("A child was seen")
        nina.press("Save", person=child, seen_on=today, alone="yes")
        nina.follow("Add a child's own words")
        nina.press(
            "Save",
            person=child,
            words=words,
            how="We drew the morning",
            said_on=today,
            readers="professionals",
            decided_by="worker",
            reason="They asked to keep it between us for now.",
        )
    nina.follow("Add a need")
    nina.press("Save", person="The whole family", words="Mornings in which the children eat")
    nina.follow("Write the analysis")
    nina.press("Save", analysis="Nights and mornings wear Jo out.", family_view="Jo agrees with all of it.", factors=["21"])
    nina.visit(here)
    assert "Still to do" not in nina.words, nina.words
    nina.follow("Ask for sign-off")
    assert "waits for sign-off" in nina.press("Ask for sign-off")
    sue.visit(here)
    sue.follow("Sign off")
    assert "The assessment is signed off." in sue.press("Sign it off")


def planned(nina: AtTheDesk, sue: AtTheDesk, family: str) -> None:
    """Step 12: the family's proposal, a goal, who does what, agreed and approved."""
    here, today = f"{family}plan/", london_date(now())
    nina.visit(here)
    assert "The plan has begun." in nina.press("Start the plan")
    nina.follow("Write what the family proposes")
    nina.press("Save", words="Gran walks with Ella. Jo sleeps on Tuesdays.", by="Jo Brook")
    nina.follow("Add a goal for: Mornings")
    nina.press(
        "Save",
        words="The children come to school fed and on time.",
        worded_by="Jo Brook",
        outcome="Both eat before school every day.",
        by_when=today + timedelta(days=60),
    )
    for words, owner in (
        ("Jo puts breakfast out at night", "Jo Brook"),
        ("Lee rings Ella from 9 Tanyard Close on Sundays", "Lee Dunn"),
    ):
        nina.visit(here)
        nina.follow("Add an action")
        nina.press(
            "Save",
            words=words,
            owner=owner,
            owner_side="family",
            author=owner,
            author_side="family",
            by_when=today + timedelta(days=20),
        )
    nina.visit(f"{here}together/")
    nina.press("Save", if_things_get_harder="We ring each other first.", next_review_on=today + timedelta(days=42))
    nina.visit(here)
    nina.follow("Agree the plan")
    assert "The plan is agreed." in nina.press("The plan is agreed", family_agreement="Jo and Lee agree. Ella says it is fine.")
    sue.visit(here)
    sue.follow("Approve")
    assert "The plan is approved." in sue.press("Approve")


def way_in(nina: AtTheDesk, family: str) -> tuple[str, str]:
    """Step 13, the worker's half: the copy is given, and a link and a code are made for its reader."""
    nina.visit(f"{family}plan/")
    copy = nina.follow("Jo Brook's copy")
    assert "The children come to school fed and on time." in copy
    nina.press("They have been given this copy", contact="At school, by hand", agreed_safe="on")
    nina.follow("A reader’s own link to the plan")
    nina.press("Make a link for Jo Brook")
    link, code = (re.search(rf"<\w+ {what}>([^<]+)<", nina.page) for what in ("data-link", "data-code"))
    assert link
    assert code
    return link.group(1), code.group(1)


def test_the_first_area_from_nothing_to_a_mother_s_copy(machine: Machine, server: Embedded) -> None:
    began = time.monotonic()
    nobody = machine.visitor()
    nobody.open("/personas/")
    assert nobody.status == 404 or nobody.heading == "Sign in", "no persona"

    assert "The telephone number for nights and weekends is not set." in machine.step(1)
    ada = let_in(machine, links(machine.step(2))["ada.hart"])
    assert "Wolverhampton is not live yet" in ada.visit("/administration/")
    machine.step(3)
    assert "Nina Shore" in machine.step(4)
    assert "Oz Knight" in machine.step(5)
    link_of = links(machine.step(6))
    fay, tim, sue, nina = (let_in(machine, link_of[name]) for name in ("fay.dee", "tim.emery", "sue.lark", "nina.shore"))
    taken_live_only_when_whole(machine, ada)

    # when the school sends its request, then it has a receipt, and the same one when it sends again
    request = next(
        each for each in machine.left if each.heading.startswith("8. ") and "request.json" in each.text and each.language == "sh"
    )
    receipt = json.loads(machine.step(8).splitlines()[-1])
    assert receipt["receipt"]
    assert "01632 960999" in receipt["if_in_danger"]
    assert json.loads(machine.shell(request.text).splitlines()[-1])["receipt"] == receipt["receipt"]
    # and the worker looks for its people
    until(lambda: "Searched: no other request" in (fay.visit("/front-door/"), fay.follow("Ella Brook"))[1], what="the search")
    assert receipt["receipt"] in fay.words
    family = decided(fay, "Ella Brook")
    # and there is another family, which is nobody's concern but the front door's
    assert machine.school(asked(machine, "PENN-2026-0118", "Marrack"))[0] == 201
    until(lambda: "Searched: no other request" in (fay.visit("/front-door/"), fay.follow("Ivo Marrack"))[1], what="the search")
    other = decided(fay, "Ivo Marrack")
    assert other != family

    # when the nurse is asked, then she sees neither family before, and the one from then on
    nina.visit(family, status=404)
    tim.visit(f"{family}allocate/")
    how = {"practitioner": "Nina Shore", "reason_best_placed": "Knows both children.", "family_preference": "Jo asked for her."}
    for who, risk, rule in (
        ("Nina Shore", "", "Record the level of risk and harm first"),
        ("Nina Shore", "high", "The recorded level of risk and harm is high"),
        ("Max Field", "low", "ccredit"),
    ):
        assert rule in tim.refused("Ask them to lead", **how | {"practitioner": who}, risk_level=risk)
    assert "They have been asked" in tim.press("Ask them to lead", **how, risk_level="low")
    nina.visit(f"{family}allocate/")
    nina.follow("Accept")
    assert "You lead this family from today." in nina.press("Accept")
    assert "Ella Brook" in nina.visit(family)
    for path in (other, f"{other}plan/", f"{other}assessment/", "/front-door/"):
        nina.visit(path, status=404)
    assert "Marrack" not in nina.visit("/")
    # and the social worker oversees, added by the area's rule
    assert "Overseen by Sue Lark" in sue.visit(f"{family}allocate/")

    feedback = json.loads(machine.step(10).splitlines()[-1])
    assert (feedback["state"], feedback["lead"]) == ("decided", {"name": "Nina Shore", "telephone": "01632 960120"})
    assert {each["label"] for each in feedback["outcomes"]} == {"Family Help by agreement"}

    assessed(nina, sue, family)
    planned(nina, sue, family)
    link, code = way_in(nina, family)
    mother = machine.visitor()
    mother.open(link)
    read = mother.press("Continue", key=link.partition("#")[2], code=code)
    assert "The children come to school fed and on time." in read
    assert "Nina Shore" in read
    assert "Lee rings Ella from (kept private) on Sundays" in read
    for marker in (*HIS, "I want to be early once", "Marrack"):
        assert marker not in mother.page

    # then nothing of the guide was left out, everything it names stood on a page, and nobody came who was not invited
    assert machine.left == []
    read_on_pages = " ".join(page for person in (ada, fay, tim, sue, nina, mother) for page in person.read)
    named = {
        " ".join(each.split())
        for each in re.findall(r"(?<!\*)\*([^*]+)\*", (database.ROOT / GUIDE).read_text().replace("*.toml", ""))
    }
    assert {each for each in named if each not in read_on_pages} == set()
    with psycopg.connect(server.owner_url, autocommit=True) as owner:
        assert owner.execute("select count(*) from organisations_user").fetchone() == (8,)
    print(f"The journey took {time.monotonic() - began:.0f} s.")
