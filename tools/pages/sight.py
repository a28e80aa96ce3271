"""docs/sight.md: who sees what, each rule with its tests."""

import ast
import re
from typing import Any

from kith.access.sight import ACTS_BY_ROLE, PARTS_BY_ROLE, PARTS_BY_SERVICE, Act, Part
from kith.organisations.models import Role
from tools.pages import ROOT
from tools.pages.code import MADE, table

LAST_DOOR = "tests/test_last_door.py"
RESTRICTIONS = "tests/test_restrictions.py"
RULES_OF_SIGHT = (
    "Staff of an area's children's services see, in its unrestricted families, the parts that their role lists; whoever works in "
    "several areas acts in one at a time.",
    "A practitioner of a partner agency sees a family while a dated grant lasts, and of it the parts that the grant lists.",
    "A restricted family, and everyone in it wherever they appear, is seen by its named people only, whatever else was granted."
    " An adult "
    "who is also in another family is hidden there too, or shown there without addresses, as the restricting person chose; a"
    " child is "
    "hidden.",
    "A person in no family is seen by the area's front door.",
    "Another area, or no grant: the answer for what does not exist.",
    "A colleague of the same area who follows a link to a restricted record reads that it is restricted, who owns it and how to"
    " ask. "
    "It is in no list, count or search.",
    "A request or a search that meets a restricted record tells its named people at once, and tells a duty role whom to ring.",
    "Public forms and API clients add a request and read its receipt and outcome, nothing more.",
    "Jobs act as named services, in one area, for one purpose, with the least sight.",
)
ALSO_TESTED = {
    1: [("tests/test_permissions.py", "test_who_may_see_families_gets_no_error_anywhere")],
    2: [("tests/test_permissions.py", "test_a_partner_sees_the_family_only_while_the_grant_lasts")],
    3: [
        ("src/kith/people/record/tests/test_services.py", "test_it_is_invisible_to_everybody_who_is_not_named"),
        (
            "src/kith/people/record/tests/test_services.py",
            "test_an_adult_elsewhere_is_shown_without_addresses_and_not_found_by_them",
        ),
        (RESTRICTIONS, "test_a_restriction_on_a_child_wins_over_a_grant_on_another_family"),
        (RESTRICTIONS, "test_shown_without_addresses_shows_the_adult_and_never_a_child"),
        (RESTRICTIONS, "test_who_joins_while_the_family_is_restricted_is_hidden"),
    ],
    5: [
        (
            "tests/test_permissions.py",
            "test_who_may_not_see_the_family_gets_the_answer_for_what_does_not_exist",
        )
    ],
    6: [
        (
            "src/kith/staff_desk/tests/test_desk.py",
            "test_a_restricted_record_explains_itself_to_colleagues_only",
        )
    ],
    7: [
        (
            "src/kith/people/record/tests/test_services.py",
            "test_a_duty_role_is_told_whom_to_ring_and_nobody_else_anything",
        )
    ],
    8: [
        (
            "src/kith/partner_api/tests/test_api.py",
            "test_a_client_reads_only_its_own_and_a_stopped_client_nothing",
        ),
        ("tests/test_permissions.py", "test_public_addresses_tell_a_stranger_nothing_about_the_family"),
    ],
}
"""Tests of a rule that do not carry its number in their name."""


class TestMissing(Exception):
    """A test that a rule of sight is said to have is not there."""


def tests_in(file: str) -> list[str]:
    """Return the names of the tests in a file, those in classes included."""
    parsed = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return [node.name for node in ast.walk(parsed) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]


def tests_of_rule(number: int) -> list[tuple[str, str]]:
    """Return the tests of a rule of sight: by their number in the last door's tests, and those listed."""
    numbered = [(LAST_DOOR, name) for name in tests_in(LAST_DOOR) if name.startswith(f"test_rule_{number}_")]
    for file, name in ALSO_TESTED.get(number, []):
        if name not in tests_in(file):
            raise TestMissing(f"Rule of sight {number}: there is no test {name} in {file}.")
    return numbered + ALSO_TESTED.get(number, [])


def page() -> str:
    """Return docs/sight.md."""
    rules = []
    for number, text in enumerate(RULES_OF_SIGHT, start=1):
        tests = [f"[{_in_words(name)}](../{file})" for file, name in tests_of_rule(number)]
        rules.append((str(number), text, "<br>".join(tests) or "no test of its own yet"))
    roles = [part for part in Part if any(part in parts for parts in PARTS_BY_ROLE.values())]
    services = [part for part in Part if any(part in parts for parts in PARTS_BY_SERVICE.values())]

    def cells(held: set[Any], parts: list[Any]) -> list[str]:
        return ["yes" if part in held else "" for part in parts]

    return "\n\n".join(
        [
            MADE,
            "# Who sees what",
            "Held by the database, for every way to a record ([why](adr/0001-postgresql-is-the-last-door.md)). Each rule has"
            " its tests.",
            table(("rule", "what it says", "tests"), rules),
            "## Roles and parts",
            "The parts of a record that each role sees in the unrestricted families of its own area "
            "([access/sight.py](../src/kith/access/sight.py)). A partner lead sees by grant only; a hub partner sees the"
            " question put to "
            "them.",
            table(
                ("role", *(_in_words(part) for part in roles)),
                ((label, *cells(PARTS_BY_ROLE[value], roles)) for value, label in Role.choices),
            ),
            "*duty alert* is being told whom to ring when a restricted record may match. *looks* is reading who looked.",
            "## Who changes what is seen",
            "The database asks for these before it writes a restriction or a grant "
            "([why](adr/0015-who-may-see-is-written-by-the-owner.md)). The owner of a restriction lifts it and names people"
            " too; named "
            "people whose role may restrict name others; nobody names or grants to themselves. No service, API client or form"
            " does any of "
            "these.",
            table(
                ("role", "restrict", "lift, when named", "grant"),
                (
                    (label, *cells(ACTS_BY_ROLE.get(value, set()), [Act.RESTRICT, Act.LIFT, Act.GRANT]))
                    for value, label in Role.choices
                ),
            ),
            "## Named services",
            "What a job or a command sees. *restricted* is not a part: a service that holds it also sees restricted families."
            " No role of "
            "a person holds it.",
            table(
                ("service", *(_in_words(part) for part in services)),
                ((name, *cells(parts, services)) for name, parts in sorted(PARTS_BY_SERVICE.items())),
            ),
        ]
    )


def _in_words(name: str) -> str:
    return re.sub(r"^test_(rule_\d+_)?", "", name).replace("_", " ")
