"""After the journeys: no log names anybody. It runs last, and waits for the journeys that another worker still makes."""

import os
import re
import urllib.error
import urllib.request
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from kith.config.embedded import data_folder
from tests.journeys.conftest import about_people
from tests.journeys.demonstration import Demonstration

pytestmark = [pytest.mark.journey, pytest.mark.last]

REQUEST = {
    "reference": "LOG-1",
    "kind": "professional",
    "sender": {
        "name": "Idris Lanternfield",
        "organisation": "Mill Lane School",
        "telephone": "01632 960581",
        "told_family": "yes",
    },
    "people": [
        {
            "key": "child",
            "role": "child",
            "forename": "Saoirse",
            "surname": "Marrowbridge",
            "date_of_birth": "2017-03-09",
            "address": "48 Cobblestone Wynd, Dorchester",
            "postcode": "ZZ99 7QX",
            "nhs_number": "999 123 4543",
        },
        {
            "key": "mother",
            "role": "parent",
            "forename": "Orla",
            "surname": "Marrowbridge",
            "telephone": "07700 900642",
        },
    ],
    "worries": "Saoirse Marrowbridge is often hungry.",
    "agreement": {"service": "yes", "sharing": "yes", "by": "Orla Marrowbridge"},
}


def logs() -> list[Path]:
    """Return every log that the application and its database wrote."""
    home = Path(os.environ["KITH_HOME"])
    return [*sorted(home.glob("*.log")), *sorted(data_folder(home).resolve().glob("**/*.log"))]


def lines_naming(people: Iterable[str], files: Iterable[Path]) -> list[str]:
    """Return each line of the files in which something about a person stands, as a word of its own."""
    wanted = "|".join(re.escape(word) for word in sorted(people, key=len, reverse=True))
    named = re.compile(rf"(?<!\w)(?:{wanted})(?!\w)")
    return [
        f"{file.name}:{number}: {line.strip()}"
        for file in files
        for number, line in enumerate(file.read_text(errors="replace").splitlines(), start=1)
        if named.search(line)
    ]


def go_wrong(demonstration: Demonstration) -> None:
    """Do what makes a server write: requests that are refused or not found, and a row that the database refuses."""
    school = demonstration.system_of("dorset-mill-lane-school")
    path = "/api/v1/requests-for-support"
    assert school.call(path, REQUEST)[0] in (200, 201, 202)
    assert school.call(path, {**REQUEST, "worries": "Orla Marrowbridge is ill."})[0] == 409
    assert school.call(path, {**REQUEST, "reference": "LOG-2", "kind": "Marrowbridge"})[0] == 422
    assert school.call(f"{path}/LOG-3")[0] == 404
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(
            f"{demonstration.address}/ask-for-help/dorset/self/{uuid4()}/",
            b"name=Orla+Marrowbridge",
            timeout=30,
        )
    with psycopg.connect(demonstration.database_url) as held:
        area = held.execute("select id from organisations_area where slug = 'dorset'").fetchone()
        assert area
        now = datetime.now(UTC)
        held.execute(
            "select access_begin('service', 'demonstration', %s, 'service:demonstration', %s, '{}')",
            [area[0], now],
        )
        with pytest.raises(psycopg.errors.UniqueViolation):
            held.execute(
                "insert into people_contactdetail (id, area_id, person_id, kind, value, key, safe, safe_note)"
                " select id, area_id, person_id, kind, 'Marrowbridge', key, safe, safe_note from people_contactdetail limit 1"
            )


def test_no_log_names_anybody(demonstration: Demonstration, people_met: set[str]) -> None:
    # given everything the journeys did, and what goes wrong here
    go_wrong(demonstration)
    people = people_met | about_people(demonstration.database_url)
    # who is looked for includes those of the story and those who were asked about
    for known in (
        "Jo Example",
        "12 Refuge Row, Weymouth",
        "07700 900123",
        "Saoirse Marrowbridge",
        "999 123 4543",
        "9991234543",
    ):
        assert known in people, f"{known} is not looked for"
    # then the logs tell what happened
    written = {file.name: file.read_text(errors="replace") for file in logs()}
    assert "Not Found method=GET route=/api/v1/requests-for-support/<path:reference>" in written["journeys.log"]
    assert "duplicate key value" in written["server.log"]
    # and to whom, they do not
    assert lines_naming(people, logs()) == []


def test_a_name_in_a_log_is_found(tmp_path: Path) -> None:
    log = tmp_path / "planted.log"
    log.write_text("Not Found: /families/\nNot Found: /search/?name=Marrowbridge\nAn example, and others\nring 07700 900642.\n")
    assert lines_naming({"Marrowbridge", "Example", "Other", "07700 900642"}, [log]) == [
        "planted.log:2: Not Found: /search/?name=Marrowbridge",
        "planted.log:4: ring 07700 900642.",
    ]
