"""The rules of Family Help that hold everywhere. Pure: no database, no clock. Who may decide is in the practice model.

Each rule says where it comes from; the message that a person reads is at the refusal.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from kith.kernel.rules import No, allows, gives, refuses, rule

BASIS_ORDER = ["by_agreement", "section_17", "section_47", "child_protection_plan", "looked_after"]
"""Lowest first. The child at the highest basis decides what the lead must be (Children Act 1989; practice decision P-7)."""

NEEDS_NAMED_SOCIAL_WORKER = frozenset({"section_47", "child_protection_plan", "looked_after"})
"""A child on one of these always has a named social worker (practice decision P-1)."""

PARTNER_PARTS = ["episode", "assessment", "plan", "notes", "chronology"]
"""What a partner who leads sees of the family: the help, never child protection or legal papers by inheritance (P-8)."""

LONGEST_SAFETY_PLAN = 28
"""Days for which an immediate safety plan may hold unread. A default of this system: no source sets a number."""

NEVER_INHERITED = frozenset({"child_protection", "legal", "money"})
"""What no grant passes on with a lead: each is granted for itself (P-8)."""


@rule(
    "family_help.highest",
    source="Children Act 1989, sections 17, 47 and 20 to 31; practice P-7",
    edition="1989, as amended",
    examples=(
        gives("by_agreement", []),
        gives("section_17", ["by_agreement", "section_17"]),
        gives("section_47", ["section_47", "section_17", "by_agreement"]),
        gives("child_protection_plan", ["section_47", "child_protection_plan"]),
        gives("looked_after", ["looked_after", "child_protection_plan"]),
    ),
)
def highest(bases: Iterable[str]) -> str:
    """Return the highest of some bases; by agreement when there is none."""
    return max(bases, key=BASIS_ORDER.index, default="by_agreement")


@rule(
    "family_help.closure_refused",
    source="children in need census, rules 2990 and 8825Q; practice P-30",
    edition="2026",
    message={
        "not_assessed": "{reason} says that help ends after an assessment, and no assessment has been signed off. Choose"
        " another reason.",
        "on_plan": "{reason} cannot be used for a child who has had a plan as a child in need, a child protection plan or a"
        " conference."
        " Choose another reason.",
    },
    examples=(
        allows("RC7", assessed=False, ever_on_plan=True),
        allows("RC8", assessed=True, ever_on_plan=False),
        allows("RC9", assessed=True, ever_on_plan=False),
        refuses("RC8", assessed=False, ever_on_plan=False, says="not_assessed"),
        refuses("RC9", assessed=False, ever_on_plan=True, says="not_assessed"),
        refuses("RC8", assessed=True, ever_on_plan=True, says="on_plan"),
        refuses("RC9", assessed=True, ever_on_plan=True, says="on_plan"),
    ),
)
def closure_refused(reason: str, *, assessed: bool, ever_on_plan: bool) -> No | None:
    """Say why a DfE closure code cannot be used, or ``None``.

    ``ever_on_plan``: the child has had a plan as a child in need, or a child protection plan.
    """
    if reason in {"RC8", "RC9"} and not assessed:
        return closure_refused.no("not_assessed", reason=reason)
    if reason in {"RC8", "RC9"} and ever_on_plan:
        return closure_refused.no("on_plan", reason=reason)
    return None


@rule(
    "family_help.reopening_refused",
    source="practice P-1; children in need census guide, 4.1",
    edition="2026",
    message={
        "open": "This family is being helped now. Add what is missing to that help.",
        "later": "This family has had help since that ended. Only the latest help can be reopened; a new need begins with a"
        " request.",
        "nothing": "Nobody ended help for this family, so there is nothing to reopen.",
        "helped": "{child} is helped in another family's episode now. End help for {child} there first.",
        "adult": "{child} has turned 18. Help for a child is not reopened for an adult.",
    },
    examples=(
        allows(ended=True, open_now=False, later=False, helped_elsewhere=[], adults=[]),
        refuses(ended=True, open_now=True, later=False, helped_elsewhere=[], adults=[], says="open"),
        refuses(ended=True, open_now=False, later=True, helped_elsewhere=[], adults=[], says="later"),
        refuses(ended=False, open_now=False, later=False, helped_elsewhere=[], adults=[], says="nothing"),
        refuses(ended=True, open_now=False, later=False, helped_elsewhere=["Ella"], adults=[], says="helped"),
        refuses(ended=True, open_now=False, later=False, helped_elsewhere=[], adults=["Sam"], says="adult"),
    ),
    note="Who may reopen is in each area's practice model (reopen_episode).",
)
def reopening_refused(*, ended: bool, open_now: bool, later: bool, helped_elsewhere: list[str], adults: list[str]) -> No | None:
    """Say why help that was ended by mistake cannot be reopened, or ``None``.

    ``ended``: a decision ended it. ``later``: the family has had other help since. The lists name children who came back
    otherwise, or who are children no more.
    """
    if open_now:
        return reopening_refused.no("open")
    if later:
        return reopening_refused.no("later")
    if not ended:
        return reopening_refused.no("nothing")
    for key, names in (("helped", helped_elsewhere), ("adult", adults)):
        if names:
            return reopening_refused.no(key, child=names[0])
    return None


@rule(
    "family_help.factors_wrong",
    source="children in need census, rules 8869, 8873Q and 8897Q",
    edition="2026",
    message={
        "unknown": "{factors} is not a factor that can be used.",
        "none_and_some": "Factor 21 says that no factor was found, so it stands alone.",
    },
    examples=(
        allows([], ["7A", "21"]),
        allows(["7A"], ["7A", "21"]),
        allows(["21"], ["7A", "21"]),
        refuses(["18A"], ["7A", "21"], says="unknown"),
        refuses(["7A", "21"], ["7A", "21"], says="none_and_some"),
    ),
)
def factors_wrong(factors: Iterable[str], known: Iterable[str]) -> No | None:
    """Say what is wrong with a list of DfE assessment factors, or ``None``."""
    chosen = list(factors)
    unknown = sorted(set(chosen) - set(known))
    if unknown:
        return factors_wrong.no("unknown", factors=", ".join(unknown))
    if "21" in chosen and len(chosen) > 1:
        return factors_wrong.no("none_and_some")
    return None


_MARCH = (date(2026, 3, 1), date(2026, 3, 31))


@rule(
    "family_help.days_without_lead",
    source="ledger D-17; practice P-1",
    edition="2026",
    examples=(
        gives(30, _MARCH[0], [], _MARCH[1]),
        gives(0, _MARCH[0], [(date(2026, 3, 1), None)], _MARCH[1]),
        gives(6, _MARCH[0], [(date(2026, 3, 12), None), (date(2026, 3, 5), date(2026, 3, 10))], _MARCH[1]),
        gives(10, _MARCH[0], [(date(2026, 3, 1), date(2026, 3, 21))], _MARCH[1]),
        gives(1, _MARCH[0], [(date(2026, 3, 1), date(2026, 3, 30)), (date(2026, 3, 2), date(2026, 3, 4))], _MARCH[1]),
        gives(0, _MARCH[0], [], _MARCH[0]),
    ),
)
def days_without_lead(opened_on: date, turns: Iterable[tuple[date, date | None]], until: date) -> int:
    """Return on how many days since ``opened_on`` (included) up to ``until`` (not included) nobody led. Ledger D-17."""
    uncovered = 0
    day = opened_on
    for start, end in sorted(turns, key=lambda turn: turn[0]):
        if start > day:
            uncovered += (min(start, until) - day).days
        day = max(day, end or until)
        if day >= until:
            break
    return uncovered + max((until - day).days, 0)


@rule(
    "family_help.safety_plan_until",
    source="practice P-12",
    edition="2026",
    message={
        "past": "Enter today or a later day: the last day on which this safety plan holds without being looked at again.",
        "far": "Enter a day within the next {days} days. A safety plan is looked at again by then; a new one may be the same.",
    },
    examples=(
        allows(date(2026, 3, 4), today=date(2026, 3, 4)),
        allows(date(2026, 4, 1), today=date(2026, 3, 4)),
        refuses(date(2026, 4, 2), today=date(2026, 3, 4), says="far"),
        refuses(date(2026, 3, 3), today=date(2026, 3, 4), says="past"),
    ),
)
def safety_plan_until(until: date, *, today: date) -> No | None:
    """Say why a safety plan cannot hold until a day, or ``None``."""
    if until < today:
        return safety_plan_until.no("past")
    if until > today + timedelta(days=LONGEST_SAFETY_PLAN):
        return safety_plan_until.no("far", days=LONGEST_SAFETY_PLAN)
    return None
