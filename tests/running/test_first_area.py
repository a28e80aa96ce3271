"""The first area, as the guide walks it: production, a PostgreSQL of its own, no persona, no demonstration.

Each block of ``docs/running/first-area.md`` is run as it is printed; what its text says people do is done on the pages over HTTP.
"""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from kith.config import embedded
from kith.config.embedded import Embedded
from kith.design.words import the_date
from kith.kernel.time import london_date, now
from kith.practice_model.reading import read_draft
from tests import database
from tests.running.at_the_desk import AtTheDesk
from tests.running.conftest import make_as_migrated
from tests.running.first_family import assessed, decided, planned, way_in
from tests.running.installation import blocks
from tests.running.machine import GUIDE, Machine, add, worker
from tests.running.production import production
from tests.running.test_jobs import until

pytestmark = pytest.mark.slow
DRAFT = database.ROOT / "practice_models" / "wolverhampton.toml"
PASSWORD = "five odd words stand here"
HIS = ("Tanyard", "2BB", "900477", "900 477")


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
    assert "Social work overseer Sue Lark" in sue.visit(f"{family}allocate/")

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
