"""Steps of the matching bench that run inside Kith, each as a program of its own so that it has a database and a memory of its
own.

    kith_steps.py areas                                       make the demonstration's areas in an empty database
    kith_steps.py lookups --area dorset --lookups L.csv OUT   look each up as a front-door practitioner, under row-level security
    kith_steps.py genogram --people 60                        draw families made up by chance

The database is the one of DATABASE_URL. Lookups print a line of JSON with the times;
OUT gets the answers as ``kith people match`` writes them.
"""

import argparse
import csv
import json
import os
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
for _folder in (ROOT / "src", ROOT / "tools", ROOT):
    sys.path.insert(0, str(_folder))
os.environ.setdefault("KITH_MODE", "demonstration")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")

import django  # noqa: E402  the path is set above

WARMING = 60
"""Lookups asked first and not counted."""
GENOGRAMS = 40


def areas() -> None:
    """Make the demonstration's areas."""
    from kith.administration.demonstration import establish_demonstration_areas  # noqa: PLC0415  Django is set up by then

    establish_demonstration_areas(datetime.now(UTC))


def front_door(area_slug: str) -> Any:
    """Return the identity of an area's front-door practitioner, as the site makes it for somebody signed in."""
    from kith.access.identity import Identity  # noqa: PLC0415  Django is set up by then
    from kith.organisations.demonstration_posts import email_of  # noqa: PLC0415  Django is set up by then
    from kith.organisations.models import Area, Practitioner  # noqa: PLC0415  Django is set up by then

    area = Area.objects.get(slug=area_slug)
    who = Practitioner.objects.get(user__email=email_of("front_door", area_slug))
    return Identity(
        kind="practitioner",
        name=who.name,
        area_id=area.id,
        purpose="bench",
        why="matching bench",
        practitioner_id=who.id,
        agency_id=who.agency_id,
        roles=frozenset(who.memberships.filter(area=area).values_list("role", flat=True)),
    )


def lookups(area_slug: str, asked: Path, out: Path) -> None:
    """Look each row up by itself, in a transaction of its own, and print the times."""
    from kith.access.identity import acting_as, service  # noqa: PLC0415  Django is set up by then
    from kith.people.finding.candidates import find_candidates  # noqa: PLC0415  Django is set up by then
    from kith.people.lists.answers import refs_of  # noqa: PLC0415  Django is set up by then
    from kith.people.lists.rows import COLUMNS, read_row  # noqa: PLC0415  Django is set up by then

    identity, at = front_door(area_slug), datetime.now(UTC)
    with asked.open(encoding="utf-8", newline="") as file:
        rows = [
            (row["ref"], read_row(n, list(COLUMNS), [row[c] for c in COLUMNS], date(2026, 1, 5)).wanted)
            for n, row in enumerate(csv.DictReader(file))
        ]
    for _, wanted in rows[-WARMING:]:
        with acting_as(identity, now=at):
            find_candidates(wanted)
    times, found = [], []
    for ref, wanted in rows:
        began = time.perf_counter()
        with acting_as(identity, now=at):
            candidates = find_candidates(wanted)
        times.append(1000 * (time.perf_counter() - began))
        found.append((ref, candidates))
    with acting_as(service("people_match", area_id=identity.area_id, purpose="bench"), now=at):
        refs = refs_of({c.person.pk for _, candidates in found for c in candidates})
    with out.open("w", encoding="utf-8") as file:
        for ref, candidates in found:
            said = [{"ref": refs.get(c.person.pk), "score": c.score, "confidence": c.confidence} for c in candidates]
            file.write(json.dumps({"ref": ref, "candidates": said}) + "\n")
    times.sort()
    at_share = lambda share: round(times[min(len(times) - 1, int(share * len(times)))], 2)  # noqa: E731
    print(json.dumps({"lookups": len(times), "p50_ms": at_share(0.5), "p95_ms": at_share(0.95), "p99_ms": at_share(0.99)}))


def genogram(people: int) -> None:
    """Draw families made up by chance and print how long one takes."""
    from kith.people.pictures import genogram as picture  # noqa: PLC0415  Django is set up by then
    from kith.people.pictures.tests.families import of_generated  # noqa: PLC0415  Django is set up by then

    times = []
    for seed in range(GENOGRAMS + 3):
        kin = of_generated(people, seed)
        began = time.perf_counter()
        picture.draw(kin, centre=kin.people[0].id)
        times.append(1000 * (time.perf_counter() - began))
    times = sorted(times[3:])
    print(
        json.dumps(
            {
                "families": len(times),
                "people": people,
                "p50_ms": round(times[len(times) // 2], 1),
                "p95_ms": round(times[int(0.95 * len(times))], 1),
                "most_ms": round(times[-1], 1),
            }
        )
    )


def main() -> None:
    """Do one step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = parser.add_subparsers(dest="step", required=True)
    steps.add_parser("areas")
    looking = steps.add_parser("lookups")
    looking.add_argument("--area", required=True)
    looking.add_argument("--lookups", type=Path, required=True)
    looking.add_argument("out", type=Path)
    drawing = steps.add_parser("genogram")
    drawing.add_argument("--people", type=int, default=60)
    given = parser.parse_args()
    django.setup()
    if given.step == "areas":
        areas()
    elif given.step == "lookups":
        lookups(given.area, given.lookups, given.out)
    else:
        genogram(given.people)


if __name__ == "__main__":
    main()
