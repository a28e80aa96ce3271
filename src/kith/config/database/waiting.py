"""Waiting for a database that is away: a restart, a failover, a machine that comes up later than this one."""

import logging
import time
from collections.abc import Iterator

from kith.config.database.fitness import DoesNotAnswer, connected

log = logging.getLogger("kith.database")

LONGEST_DELAY = 10.0


def delays() -> Iterator[float]:
    """Yield how many seconds to wait before each next try: one, two, four, eight, then ten each time."""
    delay = 1.0
    while True:
        yield delay
        delay = min(delay * 2, LONGEST_DELAY)


def say_waiting(who: str, away: DoesNotAnswer) -> None:
    """Say who waits for the database, and what the database's address answered."""
    log.warning("%s is waiting for the database. %s", who, away.message)


def wait_until_answers(url: str, *, who: str) -> None:
    """Return when the database at ``url`` answers; say meanwhile that ``who`` is waiting.

    Raises :class:`~kith.config.database.fitness.UnfitDatabase` when its address, role or password is wrong.
    """
    for delay in delays():
        try:
            with connected(url):
                return
        except DoesNotAnswer as away:
            say_waiting(who, away)
            time.sleep(delay)
