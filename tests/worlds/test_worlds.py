"""Two hundred random worlds: what the database shows each of who looks is what the rules say, row by row,
on every guarded table."""

from random import Random

import psycopg
import pytest

from kith.people.models import FamilyMember, Person
from tests import database
from tests.worlds.comparing import compare_meetings, compare_worlds
from tests.worlds.meeting import (
    acting_as_worker,
    at_once,
    held_by,
    join_the_first,
    meeting,
    restrict_the_first,
)
from tests.worlds.schema import read_schema
from tests.worlds.tables import RULES, rule_of

WORLDS = 200
MEETINGS = 8


def test_every_guarded_table_has_its_rule() -> None:
    with psycopg.connect(database.owner_url(database.SESSION)) as owner:
        schema = read_schema(owner)
    without = [table for table in [*schema.guarded, *schema.history] if rule_of(table) is None]
    assert not without, f"Say in tests/worlds/tables.py which rule of sight holds for {without}"
    for table in schema.guarded:
        names = {column.name for column in schema.columns[table]}
        rule = RULES[table]
        said = {
            *rule.persons,
            *rule.via,
            *([rule.sender] if rule.sender else []),
            *([rule.family] if rule.kind == "family" else []),
        }
        assert said <= names, f"{table} has no {said - names}"


@pytest.mark.parametrize("seed", [1])
def test_the_database_shows_what_the_rules_say(seed: int) -> None:
    done = compare_worlds(WORLDS, seed=seed, name=f"{database.SESSION}_worlds")
    never = [table for table, rows in done.rows.items() if not rows and table != "access_sight"]
    assert not never, f"No world fills these tables: {never}"
    unseen = [table for table, seen in done.rows.items() if seen and not done.seen[table] and RULES_OF_NOBODY.isdisjoint({table})]
    assert not unseen, f"Nobody ever sees a row of these tables: {unseen}"
    assert not done.differences, f"{len(done.differences)} differences in {done.comparisons} comparisons\n{done.by_table()}"


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_at_once_everybody_sees_what_the_rules_say(clone: str, seed: int) -> None:
    done = compare_meetings(MEETINGS, seed=seed, url=clone)
    assert not done.wrong, "\n".join(done.wrong)
    assert not done.compared.differences, done.compared.by_table()


def test_a_child_who_joins_while_the_family_is_restricted_is_hidden(clone: str) -> None:
    """Either may be first, and either may commit first."""
    for number in range(8):
        random = Random(number)
        held = meeting(number, random)
        wrong = at_once(held, [restrict_the_first, join_the_first], random)
        assert not wrong
        for role in ("senior_social_worker", "lead_practitioner", "duty_worker"):
            with acting_as_worker(held, role):
                assert not Person.objects.filter(pk=held.persons[0].pk).exists(), f"round {number}, {role}"
        with held_by(held):
            assert FamilyMember.objects.filter(family=held.families[0], person=held.persons[0]).exists()


RULES_OF_NOBODY = {table for table, rule in RULES.items() if rule.kind == "nobody"}
