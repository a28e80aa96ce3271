"""The words of the area that is acted in, for every text that :mod:`kith.kernel.terms` makes.

They are kept for a minute in a process: a page reads none of them from the database, and a version that is published speaks on
every page within that time.
"""

import time
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from uuid import UUID

from django.db import connection

from kith.access.identity import acting, current_identity
from kith.practice_model.queries import NoModelInForce, model_in_force
from kith.practice_model.reading import read_draft
from kith.practice_model.schema import Term

_KEPT_SECONDS = 60

Pair = tuple[Mapping[str, str], Mapping[str, str]]


def words_here(family: bool) -> Mapping[str, str]:
    """Return the terms of the area acted in, by code: those of its screens, or those that a family reads.

    Where nobody acts, and in an area without a model, the national words are said.
    """
    if not acting() or connection.needs_rollback:
        return _national()[family]
    minute = int(time.monotonic() // _KEPT_SECONDS)
    return _of_area(str(connection.settings_dict["NAME"]), current_identity().area_id, minute)[family]


def forget() -> None:
    """Read the words anew: a model was published."""
    _of_area.cache_clear()


@lru_cache(maxsize=256)
def _of_area(database: str, area_id: UUID, minute: int) -> Pair:
    with connection.cursor() as cursor:
        cursor.execute("select slug, access_today() from organisations_area where id = %s", [area_id])
        found = cursor.fetchone()
    try:
        return _pair(model_in_force(found[0], found[1]).document.terms) if found else _national()
    except NoModelInForce:
        return _national()


@lru_cache(maxsize=1)
def _national() -> Pair:
    return _pair(read_draft("national", on=date.max).document.terms)


def _pair(terms: Mapping[str, Term]) -> Pair:
    screens = {code: each.screen for code, each in terms.items()}
    families = {code: each.family for code, each in terms.items()}
    return MappingProxyType(screens), MappingProxyType(families)
