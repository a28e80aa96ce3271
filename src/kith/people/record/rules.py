"""What cannot be, and who may restrict. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from kith.access.sight import Act, may
from kith.kernel.rules import No, allows, gives, refuses, rule

ADULT = 18
"""The age from which a person is an adult (Children Act 1989, section 105)."""
LONGEST_PREGNANCY = timedelta(days=280)
"""An expected date lies not more than this after today (CIN census rule 8606)."""
OLDEST = 130
"""In years: a date of birth before that is a slip of the keyboard."""
BIRTH_PARENTS = frozenset({"mother", "father"})
"""A birth parent is older than the child; an adoptive or legal parent need not be (practice.md P-17)."""
FOREBEARS = BIRTH_PARENTS | {"adoptive_parent", "legal_parent"}
"""Kinds of parent through which no person may be their own forebear."""
PARTNERS = frozenset({"partner", "ex_partner"})
"""Kinds that can be married, live together or be divorced."""
BOTH_WAYS = frozenset(
    {
        "sibling",
        "half_sibling",
        "step_sibling",
        "twin",
        "cousin",
        "partner",
        "ex_partner",
        "friend",
        "neighbour",
    }
)
"""Kinds that are the same seen from either person."""
MAY_SEAL = frozenset({"team_manager", "records_officer"})
"""Roles that may close a record after an adoption (practice.md P-17)."""
MAY_OPEN_SEALED = frozenset({"records_officer"})
"""Roles that may open a sealed record, with a reason."""
SERVE_MEETINGS = frozenset({"business_support", "family_group_coordinator"})
"""Roles that see who people are and how to reach them, for the meetings they serve, and no more (practice.md P-18)."""


ADULT_ROLES = frozenset({"parent", "carer", "adult"})
"""Places in a family that only an adult has."""


class Dated(Protocol):
    """A person with a date of birth, exact or not."""

    @property
    def date_of_birth(self) -> date | None: ...

    @property
    def birth_date_kind(self) -> str: ...


@dataclass(frozen=True)
class Born:
    """A date of birth and how sure it is, for examples."""

    date_of_birth: date | None
    birth_date_kind: str = "exact"


_NOTHING = {"born": None, "died": None, "expected": None, "today": date(2026, 3, 4)}


@rule(
    "people.dates_agree",
    source="children in need census, rule 8606 (expected date); practice P-15",
    edition="2026",
    message={
        "born_later": "The date of birth is in the future. For an unborn child give the expected date.",
        "born_long_ago": "The date of birth is more than {years} years ago. Check the year.",
        "died_later": "The date of death is in the future. Check it.",
        "died_before_birth": "The date of death is before the date of birth. Check both.",
        "expected_late": "The expected date is more than {days} days away. Check it.",
    },
    examples=(
        allows(**_NOTHING),
        allows(**_NOTHING | {"born": date(2026, 3, 4)}),
        refuses(**_NOTHING | {"born": date(2026, 3, 5)}, says="born_later"),
        allows(**_NOTHING | {"born": date(1896, 1, 1)}),
        refuses(**_NOTHING | {"born": date(1895, 12, 31)}, says="born_long_ago"),
        allows(**_NOTHING | {"died": date(2026, 3, 4)}),
        refuses(**_NOTHING | {"died": date(2026, 3, 5)}, says="died_later"),
        allows(**_NOTHING | {"born": date(2026, 3, 1), "died": date(2026, 3, 1)}),
        refuses(**_NOTHING | {"born": date(2026, 3, 2), "died": date(2026, 3, 1)}, says="died_before_birth"),
        allows(**_NOTHING | {"expected": date(2026, 12, 9)}),
        refuses(**_NOTHING | {"expected": date(2026, 12, 10)}, says="expected_late"),
        allows(**_NOTHING | {"born": date(2026, 3, 1), "expected": date(2026, 12, 10)}),
    ),
)
def dates_agree(*, born: date | None, died: date | None, expected: date | None, today: date) -> No | None:
    """Say what is impossible about a person's dates, or ``None``."""
    if born and born > today:
        return dates_agree.no("born_later", field="date_of_birth")
    if born and born.year < today.year - OLDEST:
        return dates_agree.no("born_long_ago", field="date_of_birth", years=OLDEST)
    if died and died > today:
        return dates_agree.no("died_later", field="date_of_death")
    if died and born and died < born:
        return dates_agree.no("died_before_birth", field="date_of_death")
    if expected and not born and expected - today > LONGEST_PREGNANCY:
        return dates_agree.no("expected_late", field="expected_date", days=LONGEST_PREGNANCY.days)
    return None


@rule(
    "people.birth_parent_is_older",
    source="practice P-17",
    edition="2026",
    message="{parent} is recorded as no older than {child}. Check who is the parent, and both dates of birth."
    " If {parent} is not the birth parent, choose adoptive parent or legal parent.",
    examples=(
        allows(parent=Born(date(1990, 5, 1)), child=Born(date(2018, 5, 1))),
        refuses(parent=Born(date(2018, 5, 1)), child=Born(date(2018, 5, 1))),
        allows(parent=Born(date(2018, 4, 30)), child=Born(date(2018, 5, 1))),
        refuses(parent=Born(date(2018, 5, 2)), child=Born(date(2018, 5, 1))),
        allows(parent=Born(date(2018, 5, 2), "estimated"), child=Born(date(2018, 5, 1))),
        allows(parent=Born(date(2018, 5, 2)), child=Born(date(2018, 5, 1), "estimated")),
        allows(parent=Born(None), child=Born(date(2018, 5, 1))),
        allows(parent=Born(date(2018, 5, 1)), child=Born(None)),
    ),
    note="Two mothers or two fathers are ordinary; an adoptive or legal parent need not be older.",
)
def birth_parent_is_older(*, parent: Dated, child: Dated) -> bool:
    """Say whether a birth parent may be the parent of a child by their dates of birth. Only exact dates count."""
    if parent.date_of_birth is None or child.date_of_birth is None:
        return True
    if "estimated" in {parent.birth_date_kind, child.birth_date_kind}:
        return True
    return parent.date_of_birth < child.date_of_birth


def _line(*pairs: tuple[int, int]) -> Callable[[set[UUID]], set[UUID]]:
    """Return the children of some persons, for examples, from pairs of a parent and a child."""
    return lambda parents: {UUID(int=child) for parent, child in pairs if UUID(int=parent) in parents}


@rule(
    "people.no_forebear_of_oneself",
    source="practice P-17",
    edition="2026",
    message="{child} is already recorded as a parent or forebear of {parent}. Check who is the parent.",
    examples=(
        allows(UUID(int=1), UUID(int=2), _line()),
        allows(UUID(int=1), UUID(int=3), _line((1, 2), (3, 4))),
        refuses(UUID(int=1), UUID(int=1), _line()),
        refuses(UUID(int=2), UUID(int=1), _line((1, 2))),
        refuses(UUID(int=4), UUID(int=1), _line((1, 2), (2, 3), (3, 4))),
        allows(UUID(int=9), UUID(int=1), _line((1, 2), (2, 1))),
    ),
)
def no_forebear_of_oneself(parent: UUID, child: UUID, children_of: Callable[[set[UUID]], set[UUID]]) -> bool:
    """Say whether a parent may be recorded: the child is not already a parent or forebear of that parent.

    ``children_of`` returns the children of some persons; generations are walked from the child down.
    """
    seen: set[UUID] = set()
    generation = {child}
    while generation:
        if parent in generation:
            return False
        seen |= generation
        generation = children_of(generation) - seen
    return True


@rule(
    "people.union_of_partners",
    source="practice P-17",
    edition="2026",
    message="Only partners and former partners can be married, or live together, or be divorced.",
    examples=(
        allows(kind="partner", union="married"),
        allows(kind="ex_partner", union="divorced"),
        allows(kind="sibling", union=""),
        refuses(kind="sibling", union="married"),
        refuses(kind="mother", union="cohabiting"),
    ),
)
def union_of_partners(*, kind: str, union: str) -> No | None:
    """Say what is wrong with saying what two people are to each other as partners, or ``None``."""
    return union_of_partners.no(field="union") if union and kind not in PARTNERS else None


_UNKNOWN = {"held": None, "basis": "", "since": None, "until": None, "today": date(2026, 3, 4)}


@rule(
    "people.responsibility",
    source="Children Act 1989, sections 2 to 4A; practice P-24",
    edition="1989, as amended",
    message={
        "not_said": "Say whether they have parental responsibility, or leave out where it comes from.",
        "begins_later": "Parental responsibility that begins on a day to come is not held yet. Record it on that day.",
        "ends_later": "Give the day parental responsibility ended once it has ended.",
        "ends_before": "Parental responsibility ended before it began. Check both dates.",
    },
    examples=(
        allows(**_UNKNOWN),
        allows(**_UNKNOWN | {"held": True, "basis": "birth"}),
        allows(**_UNKNOWN | {"held": False, "basis": "court_order"}),
        refuses(**_UNKNOWN | {"basis": "birth"}, says="not_said"),
        allows(**_UNKNOWN | {"basis": "birth", "until": date(2026, 3, 4)}),
        refuses(**_UNKNOWN | {"until": date(2026, 3, 5)}, says="ends_later"),
        allows(**_UNKNOWN | {"held": True, "since": date(2026, 3, 4)}),
        refuses(**_UNKNOWN | {"held": True, "since": date(2026, 3, 5)}, says="begins_later"),
        allows(**_UNKNOWN | {"since": date(2026, 3, 1), "until": date(2026, 3, 1)}),
        refuses(**_UNKNOWN | {"since": date(2026, 3, 2), "until": date(2026, 3, 1)}, says="ends_before"),
    ),
    note="Parental responsibility is never inferred from what somebody is called.",
)
def responsibility(*, held: bool | None, basis: str, since: date | None, until: date | None, today: date) -> No | None:
    """Say what is wrong with what is said of parental responsibility, or ``None``."""
    if basis and held is None and until is None:
        return responsibility.no("not_said", field="parental_responsibility")
    if since and since > today:
        return responsibility.no("begins_later", field="responsibility_from")
    if until and until > today:
        return responsibility.no("ends_later", field="responsibility_until")
    if since and until and until < since:
        return responsibility.no("ends_before", field="responsibility_until")
    return None


@rule(
    "people.may_seal",
    source="Adoption and Children Act 2002; practice P-17",
    edition="2026",
    message="Ask a team manager or a records officer to close this record after the adoption.",
    examples=(
        *(allows({role}) for role in sorted(MAY_SEAL)),
        refuses({"front_door", "senior_social_worker", "lead_practitioner"}),
        refuses(set()),
    ),
)
def may_seal(roles: set[str]) -> bool:
    """Say whether a worker with these roles may close a record after an adoption."""
    return bool(roles & MAY_SEAL)


@rule(
    "people.may_open_sealed",
    source="Adoption and Children Act 2002; practice P-17",
    edition="2026",
    examples=(
        gives(True, {"records_officer"}),
        gives(True, {"records_officer", "team_manager"}),
        gives(False, {"team_manager", "auditor"}),
        gives(False, set()),
    ),
)
def may_open_sealed(roles: set[str]) -> bool:
    """Say whether a worker with these roles may open a sealed record. For the others it is not there."""
    return bool(roles & MAY_OPEN_SEALED)


@rule(
    "people.sees_particulars",
    source="practice P-18",
    edition="2026",
    examples=(
        gives(True, {"lead_practitioner"}),
        gives(True, {"business_support", "lead_practitioner"}),
        gives(False, {"business_support"}),
        gives(False, {"family_group_coordinator", "business_support"}),
        gives(False, set()),
    ),
)
def sees_particulars(roles: set[str]) -> bool:
    """Say whether a worker with these roles reads religion, disability, immigration and the history of a person."""
    return bool(roles - SERVE_MEETINGS)


@rule(
    "people.may_restrict",
    source="design 9, rule 3; practice P-11",
    edition="2026",
    message="Ask a team manager or the front door to restrict this family.",
    examples=(
        allows({"team_manager"}),
        allows({"front_door"}),
        refuses({"lead_practitioner"}),
        refuses({"business_support", "administrator"}),
        refuses(set()),
    ),
    note="The database asks the same before it writes a restriction (``access.sight``).",
)
def may_restrict(roles: set[str]) -> bool:
    """Say whether a worker with these roles may restrict a family."""
    return may(Act.RESTRICT, roles)
