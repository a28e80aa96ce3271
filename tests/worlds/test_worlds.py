"""Two hundred random worlds: what the database shows each of who looks is what the rules say, row by row, on every guarded table."""

import psycopg
import pytest

from tests import database
from tests.worlds.comparing import compare_worlds
from tests.worlds.schema import read_schema
from tests.worlds.tables import RULES, rule_of

WORLDS = 200


def test_every_guarded_table_has_its_rule() -> None:
    with psycopg.connect(database.owner_url(database.SESSION)) as owner:
        schema = read_schema(owner)
    without = [table for table in [*schema.guarded, *schema.history] if rule_of(table) is None]
    assert not without, f"Say in tests/worlds/tables.py which rule of sight holds for {without}"
    for table in schema.guarded:
        names = {column.name for column in schema.columns[table]}
        rule = RULES[table]
        said = {*rule.persons, *rule.via, *([rule.sender] if rule.sender else []), *([rule.family] if rule.kind == "family" else [])}
        assert said <= names, f"{table} has no {said - names}"


@pytest.mark.parametrize("seed", [1])
def test_the_database_shows_what_the_rules_say(seed: int) -> None:
    done = compare_worlds(WORLDS, seed=seed, name=f"{database.SESSION}_worlds")
    never = [table for table, rows in done.rows.items() if not rows and table != "access_sight"]
    assert not never, f"No world fills these tables: {never}"
    unseen = [table for table, seen in done.rows.items() if seen and not done.seen[table] and RULES_OF_NOBODY.isdisjoint({table})]
    assert not unseen, f"Nobody ever sees a row of these tables: {unseen}"
    assert not done.differences, f"{len(done.differences)} differences in {done.comparisons} comparisons\n{done.by_table()}"


RULES_OF_NOBODY = {table for table, rule in RULES.items() if rule.kind == "nobody"}
