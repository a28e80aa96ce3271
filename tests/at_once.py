"""Many at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any


def at_once(how_many: int, one: Callable[[], Any]) -> list[Any]:
    """Call ``one`` on so many threads, each with a database connection of its own, all let go at the same moment."""
    from django.db import connection  # noqa: PLC0415

    barrier = Barrier(how_many)

    def run() -> Any:
        barrier.wait(60)
        try:
            return one()
        finally:
            connection.close()

    with ThreadPoolExecutor(how_many) as pool:
        return [each.result() for each in [pool.submit(run) for _ in range(how_many)]]
