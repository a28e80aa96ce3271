"""``make bench``: how fast Kith is, beside a bare Django page, the bare SQL of the same, and one look-up by an index.

Machines differ fourfold, so what is asked of Kith is a ratio within one run: how many times the bare SQL of the same a page
takes, what part of the bare SQL's rate requests reach, how many indexed look-ups a match costs. Times stand beside it without a
limit; counts of queries, and memory, are the same everywhere and have one.

Measured over real HTTP on the server that users
get (gunicorn, two processes of four threads) and a PostgreSQL of its own that waits for its disk, filled with 20,000 made-up
people in 5,000 families. The first run fills it; later runs use it again.

    tools/bench/run.py                 print the table
    tools/bench/run.py --write         and keep it in docs/running/speed.md
    tools/bench/run.py --only intake   one group: family, pages, intake, matching, cues, sight, people
    tools/bench/run.py --people 100000 the register of the group people (1,000,000 unless told otherwise)
    tools/bench/run.py --fresh         throw the bench's database away first

The group cues is ``tools/bench/cues_run.py``: what is noticed in made-up texts that nobody tunes on, and the kinds noticed least.
The group sight is ``tools/bench/sight_run.py``: random worlds in which every guarded row is compared with the rules of sight.
The group people is ``tools/bench/matching/kith_run.py``: recall, precision, fairness and speed on a register of a million people
beside Splink 5, recordlinkage and trigram, long lists with rubbish in them, and genograms. It has a database of its own.
"""

import argparse
import http.client
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("KITH_BENCH_HOME", ROOT / ".kith" / "bench"))
for folder in (ROOT / "src", ROOT / "tools"):
    sys.path.insert(0, str(folder))
os.environ["KITH_HOME"] = str(HOME)
os.environ["KITH_MODE"] = "demonstration"
os.environ["DJANGO_SETTINGS_MODULE"] = "kith.config.settings"
os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tools" / "bench")])

from bench.browsing import Browser, Times, a_request, serving  # noqa: E402  the path is set above
from bench.lines import Line, read_lines  # noqa: E402  the path is set above

FAMILY_PAGE_QUERIES = 25
TIMES_BARE_SQL = 6.0
"""How many times the bare SQL of the same a page may take."""
OF_BARE_RATE = 0.5
"""What part of the rate of the bare SQL requests for support reach at least."""
MATCHING_LOOK_UPS = 80.0
SEARCH_LOOK_UPS = 400.0
"""How many indexed look-ups, each a transaction with its identity, finding a person may cost; by the page of search, over
HTTP."""
CLIENTS = 8
KEY = re.compile(r"(?<![0-9a-f-])(?:[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![0-9a-f])")
GROUPS = ("family", "pages", "intake", "matching", "cues", "sight", "people")
APART = ("cues", "sight", "people")
LONG = """\
The group people takes about an hour and 25 GB of disk for a register of 1,000,000 (a few minutes with ARGS="--people
100000"). The first time it installs what it measures against, 650 MB. The other groups take three minutes: ARGS="--only
family --only pages --only intake --only matching". What is made is kept in .kith/bench for the next run.
"""


def main() -> int:
    """Run the bench and return how many limits were missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="keep the table in docs/running/speed.md")
    parser.add_argument("--only", choices=GROUPS, action="append", help="measure only this group (may be repeated)")
    parser.add_argument("--fresh", action="store_true", help="fill a new database first")
    parser.add_argument("--repeat", type=int, default=200, help="how often each page is asked for (default: 200)")
    parser.add_argument("--seconds", type=float, default=10, help="how long requests are sent (default: 10)")
    parser.add_argument("--clients", type=int, default=CLIENTS, help=f"how many clients send at once (default: {CLIENTS})")
    parser.add_argument(
        "--people", type=int, default=1_000_000, help="how many people the group people is measured on (default: 1,000,000)"
    )
    parser.add_argument(
        "--worlds", type=int, default=10_000, help="how many random worlds the group sight compares (default: 10,000)"
    )
    given = parser.parse_args()
    groups = given.only or list(GROUPS)
    if "people" in groups:
        print(LONG, flush=True)
    lines = _measured(given, [group for group in groups if group not in APART])
    if "cues" in groups:
        lines += _program("cues", "cues_run.py")
    if "sight" in groups:
        lines += _program("sight", "sight_run.py", "--worlds", str(given.worlds))
    if "people" in groups:
        lines += _program("people", "matching/kith_run.py", "--people", str(given.people), *(["--write"] if given.write else []))
    table = "\n".join(str(line) for line in lines)
    print("\n" + table)
    if given.write and not set(groups) <= set(APART):
        _write(table)
    return sum(line.verdict == "FAIL" for line in lines)


def _measured(given: argparse.Namespace, groups: list[str]) -> list[Line]:
    """Return the lines of the groups that share the bench's database."""
    from kith.config.embedded import ensure_running, remove_data  # noqa: PLC0415  the path is set above

    if given.fresh and HOME.exists():
        remove_data(HOME)
        shutil.rmtree(HOME, ignore_errors=True)
    if not groups:
        return []
    server = ensure_running(HOME)
    try:
        os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"] = server.app_url, server.owner_url
        bench = Bench(given, server)
        bench.prepare()
        return bench.measure(groups)
    finally:
        if "django.db" in sys.modules:
            from django.db import connections  # noqa: PLC0415

            connections.close_all()
        server.stop()


def _program(group: str, program: str, *options: str) -> list[Line]:
    """Run a group that is a program of its own, and return its lines. What it shows on the way is shown."""
    HOME.mkdir(parents=True, exist_ok=True)
    kept = HOME / f"{group}.json"
    kept.unlink(missing_ok=True)
    command = [sys.executable, str(ROOT / "tools" / "bench" / program), *options, "--json", str(kept)]
    environment = {
        name: value for name, value in os.environ.items() if not (group == "sight" and name in ("KITH_HOME", "KITH_MODE"))
    }
    subprocess.run(command, check=False, env=environment)
    if not kept.exists():
        raise SystemExit(f"The group {group} did not end. What it said stands above.")
    return read_lines(json.loads(kept.read_text()))


def _write(table: str) -> None:
    target = ROOT / "docs" / "running" / "speed.md"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(
        "# How fast it is\n\n"
        f"Written by `tools/bench/run.py --write` on {datetime.now(UTC):%-d %B %Y}: {os.cpu_count()} processor cores"
        f" ({platform.machine()}), Python {platform.python_version()}, PostgreSQL 18, 20,000 people in 5,000 families. The web"
        " server, the database and whoever asks share the cores. Times are over HTTP unless they say otherwise. How people "
        "are matched has a"
        " page of its own: [matching](matching.md).\n\n"
        f"```\n{table}\n```\n"
    )
    print(f"Kept in {target.relative_to(ROOT)}.")


class Bench:
    """One run on a database that is filled once."""

    def __init__(self, given: argparse.Namespace, server: Any) -> None:
        self.given, self.server = given, server
        self.now = datetime.now(UTC)

    # --- before measuring

    def prepare(self) -> None:
        """Migrate, fill, and have the planner know what is there."""
        environment = {**os.environ, "KITH_AS_OWNER": "1"}
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "--verbosity", "0", "--skip-checks"], env=environment, check=True
        )
        import django  # noqa: PLC0415

        django.setup()
        from bench import data  # noqa: PLC0415

        self.data = data
        (HOME / "static").mkdir(exist_ok=True)
        count = data.held(self.now)
        if count == 0:
            print("Filling the bench's database. This takes a minute or two, once.", flush=True)
            began = time.perf_counter()
            data.fill(self.now)
            print(f"  filled in {time.perf_counter() - began:.0f} s")
        elif count < data.FAMILIES * data.PEOPLE_IN_FAMILY:
            raise SystemExit("The bench's database was filled only in part. Run it again with --fresh.")
        import psycopg  # noqa: PLC0415

        with psycopg.connect(self.server.owner_url, autocommit=True) as owner:
            owner.execute("vacuum analyze")
        from kith.organisations.demonstration_posts import email_of  # noqa: PLC0415
        from kith.organisations.models import Area, Practitioner  # noqa: PLC0415

        self.area = Area.objects.get(slug=data.AREA)
        self.lead = Practitioner.objects.select_related("user").get(user__email=email_of("team_manager", data.AREA))
        self.front_door = Practitioner.objects.select_related("user").get(user__email=email_of("front_door", data.AREA))
        self.families = self._family_ids()

    def _family_ids(self) -> list[uuid.UUID]:
        from kith.access.identity import acting_as, service  # noqa: PLC0415
        from kith.people.models import Family  # noqa: PLC0415

        with acting_as(service("demonstration", area_id=self.area.id, purpose="bench"), now=self.now):
            return list(Family.objects.filter(area=self.area).order_by("id").values_list("id", flat=True))

    def measure(self, groups: list[str]) -> list[Line]:
        """Return the lines of the groups asked for."""
        lines: list[Line] = []
        if "matching" in groups:
            lines += self._matching()
        with serving("kith.config.wsgi:application") as port:
            self.port = port
            for group in ("family", "pages", "intake"):
                if group in groups:
                    lines += getattr(self, f"_{group}")()
        if "intake" in groups:
            with serving("bare:application") as port:
                self.port = port
                rate, times = self._rate(lambda: ("GET", "/", b"", {}), 3)
                lines.append(Line("A bare Django page, the same server", rate, "a second", note=f"p95 {times.at(95):.1f} ms"))
        return lines

    # --- groups

    def _family(self) -> list[Line]:
        from django.urls import NoReverseMatch, reverse  # noqa: PLC0415

        try:
            address = lambda family_id: reverse("family_help:family", args=[family_id])  # noqa: E731
            address(self.families[0])
        except NoReverseMatch:
            return [Line("Family page", 0, "", note="there is no such page yet")]
        browser = Browser(self.port, self.lead)
        step = max(1, len(self.families) // self.given.repeat)
        chosen = self.families[step::step][: self.given.repeat]
        times = browser.many([("GET", address(each), None) for each in chosen])
        longest = browser.many([("GET", address(self.families[0]), None)] * 30)
        ordinary, statements = self._queries(address(chosen[0]), self.lead)
        long, _ = self._queries(address(self.families[0]), self.lead)
        return [
            *self._beside_bare_sql("Family page", times, statements),
            Line("Family page with a long history, 95 in 100", longest.at(95), "ms", note="1,000 changes, 100 reviews"),
            Line("Family page, queries", ordinary, "queries", FAMILY_PAGE_QUERIES),
            Line("Family page with a long history, queries", long, "queries", ordinary, note="independent of history"),
        ]

    def _beside_bare_sql(
        self, what: str, times: Times, statements: list[str], *, most: float | None = TIMES_BARE_SQL
    ) -> list[Line]:
        bare = self._bare_sql(statements, 100)
        return [
            Line(f"{what}, median", times.at(50), "ms", note=f"95 in 100: {times.at(95):.1f} ms"),
            Line(f"{what}, the bare SQL of the same", bare, "ms", note="median, no HTTP"),
            Line(f"{what}, of its bare SQL", times.at(50) / bare, "times", most),
        ]

    def _look_up(self) -> float:
        """Return the milliseconds of reading one person by their id, with identity and transaction."""
        from django.db import connection  # noqa: PLC0415
        from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

        from kith.access.identity import acting_as, service  # noqa: PLC0415
        from kith.people.models import Person  # noqa: PLC0415

        identity = service("matching", area_id=self.area.id, purpose="bench")
        with acting_as(identity, now=self.now):
            one = Person.objects.filter(area=self.area).values_list("id", flat=True)[0]
        with CaptureQueriesContext(connection) as captured, acting_as(identity, now=self.now):
            Person.objects.get(pk=one)
        return self._bare_sql([each["sql"] for each in captured if each["sql"] not in ("BEGIN", "COMMIT")], 300)

    def _pages(self) -> list[Line]:
        from django.urls import NoReverseMatch, reverse  # noqa: PLC0415

        lines = []
        for name, words, who, limit in (
            ("staff_desk:my_day", "My day", self.lead, TIMES_BARE_SQL),
            ("front_door:queue", "Front door queue", self.front_door, None),
        ):
            try:
                path = reverse(name)
            except NoReverseMatch:
                lines.append(Line(words, 0, "", note="there is no such page yet"))
                continue
            times = Browser(self.port, who).many([("GET", path, None)] * (self.given.repeat // 2))
            lines += self._beside_bare_sql(words, times, self._queries(path, who)[1], most=limit)
        browser = Browser(self.port, self.lead)
        names = self._some_names(self.given.repeat // 2)
        search = reverse("staff_desk:search")
        browser.answer("GET", search)
        times = browser.many([("POST", search, {"name": name}) for name in names])
        lines.append(Line("Search by name, median", times.at(50), "ms", note=f"95 in 100: {times.at(95):.1f} ms"))
        lines.append(Line("Search by name, of one look-up by an index", times.at(50) / self._look_up(), "times", SEARCH_LOOK_UPS))
        save = reverse("staff_desk:save_draft") + "?page=/bench/"
        times = browser.many([("POST", save, {"words": "A few words. " * 40}) for _ in range(self.given.repeat // 2)])
        lines.append(Line("Save a draft, 95 in 100", times.at(95), "ms", note=f"median {times.at(50):.0f} ms"))
        return lines

    def _some_names(self, count: int) -> list[str]:
        from kith.access.identity import acting_as, service  # noqa: PLC0415
        from kith.people.models import Person  # noqa: PLC0415

        with acting_as(service("demonstration", area_id=self.area.id, purpose="bench"), now=self.now):
            found = Person.objects.filter(area=self.area).order_by("id").values_list("forename", "surname")
            return [f"{forename} {surname}" for forename, surname in list(found[:: max(1, 20_000 // count)])[:count]]

    def _intake(self) -> list[Line]:
        from kith.organisations.models import Agency  # noqa: PLC0415
        from kith.partner_api.services import create_client  # noqa: PLC0415

        agency = Agency.objects.filter(areas=self.area, kind="education").order_by("slug").first()
        if agency is None:
            raise SystemExit("The bench's area has no school.")
        made = create_client(name="Bench", agency=agency.slug, area=self.area.slug, now=self.now)
        form = urllib.parse.urlencode(
            {"grant_type": "client_credentials", "client_id": made.client_id, "client_secret": made.client_secret}
        ).encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("POST", "/api/token", form, {"Content-Type": "application/x-www-form-urlencoded"})
        answer = connection.getresponse()
        token = json.loads(answer.read())["access_token"]
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

        def request() -> tuple[str, str, bytes, dict[str, str]]:
            return "POST", "/api/v1/requests-for-support", json.dumps(a_request()).encode(), headers

        self._rate(request, 1)
        rate, times = self._rate(request, self.given.seconds)
        statements = self._statements_of_a_request(made.client)
        bare = self._bare_sql(statements, 200)
        return [
            Line(
                f"Requests for support by the API, {self.given.clients} at once",
                rate,
                "a second",
                note=f"median {times.at(50):.0f} ms, p95 {times.at(95):.0f} ms",
            ),
            Line("The same: statements each, with history and receipt", len(statements), "queries"),
            Line("The bare SQL of the same, one after another", 1000 / bare, "a second", note=f"median {bare:.1f} ms"),
            Line("Requests, of the rate of their bare SQL", rate * bare / 1000, "of it", OF_BARE_RATE, least=True, digits=2),
        ]

    def _matching(self) -> list[Line]:
        from kith.access.identity import acting_as, service  # noqa: PLC0415
        from kith.people.finding.candidates import find_candidates  # noqa: PLC0415
        from kith.people.matching.description import Wanted  # noqa: PLC0415
        from kith.people.models import Person  # noqa: PLC0415

        times = Times()
        with acting_as(service("matching", area_id=self.area.id, purpose="bench"), now=self.now):
            people = list(Person.objects.filter(area=self.area).order_by("id")[:: 20_000 // 200])
            for person in people:
                wanted = Wanted(forename=person.surname, surname=person.forename, date_of_birth=person.date_of_birth)
                began = time.perf_counter()
                find_candidates(wanted)
                times.all.append(time.perf_counter() - began)
        look_up = self._look_up()
        return [
            Line("One look-up by an index, with identity", look_up, "ms", note="median, no HTTP", digits=2),
            Line(
                "Matching one person with names swapped, median",
                times.at(50),
                "ms",
                note=f"95 in 100: {times.at(95):.1f} ms, no HTTP",
            ),
            Line("Matching one person, of one look-up", times.at(50) / look_up, "times", MATCHING_LOOK_UPS),
        ]

    # --- how it is measured

    def _rate(self, make: Callable[[], tuple[str, str, bytes, dict[str, str]]], seconds: float) -> tuple[float, Times]:
        """Send with several clients at once for some seconds. Returns answers a second, and their times."""
        times, wrong, lock = Times(), [], threading.Lock()
        end = time.perf_counter() + seconds

        def client() -> None:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            mine = []
            while time.perf_counter() < end:
                method, path, body, headers = make()
                began = time.perf_counter()
                connection.request(method, path, body, headers)
                answer = connection.getresponse()
                text = answer.read()
                if answer.status >= 300:
                    wrong.append(f"{answer.status} {text[:300]!r}")
                    return
                mine.append(time.perf_counter() - began)
            with lock:
                times.all += mine

        began = time.perf_counter()
        threads = [threading.Thread(target=client) for _ in range(self.given.clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if wrong or not times.all:
            raise SystemExit(f"The server answered {wrong[0] if wrong else 'nothing'}")
        return len(times.all) / (time.perf_counter() - began), times

    def _queries(self, path: str, who: Any) -> tuple[int, list[str]]:
        """Return how many statements a page asks when a practitioner opens it, and what they are."""
        from django.db import connection  # noqa: PLC0415
        from django.test import Client  # noqa: PLC0415
        from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

        from kith.staff_desk.sign_in import PERSONA_SESSION_KEY  # noqa: PLC0415

        client = Client()
        client.force_login(who.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        signed_in = client.session
        signed_in[PERSONA_SESSION_KEY] = True
        signed_in.save()
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}.")
        statements = [each["sql"] for each in captured if each["sql"] not in ("BEGIN", "COMMIT")]
        return len(statements), [each for each in statements if not each.startswith(("SAVEPOINT", "RELEASE"))]

    def _statements_of_a_request(self, client: Any) -> list[str]:
        from django.db import connection  # noqa: PLC0415
        from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

        from kith.access.identity import acting_as  # noqa: PLC0415
        from kith.front_door.body import check_body  # noqa: PLC0415
        from kith.front_door.services import receive_request  # noqa: PLC0415
        from kith.partner_api.services import identity_of  # noqa: PLC0415

        body = check_body(a_request(), now=self.now)
        with CaptureQueriesContext(connection) as captured, acting_as(identity_of(client, why="bench"), now=self.now):
            receive_request(body=body, door="api", received_at=self.now, now=self.now)
        return [each["sql"] for each in captured if each["sql"] not in ("BEGIN", "COMMIT")]

    def _bare_sql(self, statements: list[str], count: int) -> float:
        """Run the same statements without Django, each time with new keys. Returns the median in milliseconds."""
        import psycopg  # noqa: PLC0415

        text = "\x00".join(statements)
        # A key that is first seen in an INSERT was made there, so each turn makes another.
        # It may be written with dashes or without.
        first_seen: dict[str, str] = {}
        for statement in statements:
            for written in KEY.findall(statement):
                first_seen.setdefault(written.replace("-", ""), statement)
        fresh = [each for each, statement in first_seen.items() if statement.startswith("INSERT")]
        reference = re.search(r"bench-[0-9a-f]{32}", text)
        number = re.search(r"K[0-9A-Z]{4}-[0-9A-Z]{4}", text)
        times = Times()
        with psycopg.connect(self.server.app_url) as connection:
            for turn in range(count):
                said = text
                for each in fresh:
                    other = uuid.uuid4()
                    said = said.replace(each, other.hex).replace(str(uuid.UUID(each)), str(other))
                if reference and number:
                    said = said.replace(reference.group(), f"bench-{uuid.uuid4().hex}")
                    said = said.replace(number.group(), f"K{turn:04d}-{uuid.uuid4().hex[:4].upper()}")
                began = time.perf_counter()
                try:
                    for statement in said.split("\x00"):
                        connection.execute(statement)
                    connection.commit()
                except psycopg.Error as error:
                    raise SystemExit(f"The bare SQL failed: {error}") from error
                times.all.append(time.perf_counter() - began)
        return 1000 * statistics.median(times.all)


if __name__ == "__main__":
    sys.exit(main())
