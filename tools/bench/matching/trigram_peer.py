"""Plain trigram search on the generated register: what a database finds by itself with an index of letters in threes.

Makes an unlogged table in a schema of its own, which is dropped afterwards. Runs in Kith's environment.

    from bench.matching.trigram_peer import measure
    measure(server.owner_url, register, lookups, truth, count=300)
"""

import time
from pathlib import Path
from typing import Any

import psycopg
from bench.matching.lookups import read_lookups
from bench.matching.register import read_register
from bench.matching.scoring import Wanted, score

SCHEMA = "bench_trigram"
SIMILAR = 0.45
"""Names less alike than this are not looked at."""

FIND = f"""
    select ref, similarity(name, %(name)s) as alike from {SCHEMA}.people where name %% %(name)s
    order by alike desc, (born = %(born)s) desc nulls last, ref limit 5
"""


def measure(url: str, register: Path, lookups: Path, truth: Path, *, count: int = 300) -> dict[str, Any]:
    """Load the register, ask for the first ``count`` lookups, and return recall and times as the other peers print them.

    ``url`` must belong to a role that may make a schema, in a database that has pg_trgm. ``register`` was written with marks.
    """
    asked = read_lookups(lookups, truth)[:count]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"drop schema if exists {SCHEMA} cascade")
        connection.execute(f"create schema {SCHEMA}")
        try:
            connection.execute(f"create unlogged table {SCHEMA}.people (ref text, name text, born text)")
            with connection.cursor().copy(f"copy {SCHEMA}.people from stdin") as copy:
                held = 0
                for row in read_register(register):
                    copy.write_row((row.ref, f"{row.forename} {row.surname}".lower(), row.date_of_birth))
                    held += 1
            began = time.perf_counter()
            connection.execute(f"create index on {SCHEMA}.people using gin (name gin_trgm_ops)")
            indexed = time.perf_counter() - began
            connection.execute(f"analyze {SCHEMA}.people")
            connection.execute(f"set pg_trgm.similarity_threshold = {SIMILAR}")
            answers: dict[str, list[tuple[str, float]]] = {}
            times = []
            for each in asked:
                began = time.perf_counter()
                name = f"{each.forename} {each.surname}".strip().lower()
                found = connection.execute(FIND, {"name": name, "born": each.date_of_birth}).fetchall()
                times.append(time.perf_counter() - began)
                answers[each.ref] = [(ref, float(alike)) for ref, alike in found]
        finally:
            connection.execute(f"drop schema {SCHEMA} cascade")
    times.sort()
    wanted = [Wanted(each.ref, each.truth, each.error, each.tradition, each.counted) for each in asked]
    return {
        "system": "Plain trigram",
        "register": held,
        "lookups": len(asked),
        **score(answers, wanted).as_json(),
        "p50_ms": round(1000 * times[len(times) // 2], 1),
        "p95_ms": round(1000 * times[int(len(times) * 0.95)], 1),
        "index_seconds": round(indexed, 1),
    }
