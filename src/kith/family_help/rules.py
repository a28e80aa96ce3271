"""The rules of Family Help that hold everywhere. Pure: no database, no clock. Who may decide is in the practice model.

Each rule says where it comes from; the message that a person reads is at the refusal.
"""

from collections.abc import Iterable
from datetime import date

BASIS_ORDER = ["by_agreement", "section_17", "section_47", "child_protection_plan", "looked_after"]
"""Lowest first. The child at the highest basis decides what the lead must be (Children Act 1989; practice decision P-7)."""

NEEDS_NAMED_SOCIAL_WORKER = frozenset({"section_47", "child_protection_plan", "looked_after"})
"""A child on one of these always has a named social worker (practice decision P-1)."""

PARTNER_PARTS = ["episode", "assessment", "plan", "notes", "chronology"]
"""What a partner who leads sees of the family: the help, never child protection or legal papers by inheritance (P-8)."""

NEVER_INHERITED = frozenset({"child_protection", "legal", "money"})


def highest(bases: Iterable[str]) -> str:
    """Return the highest of some bases; by agreement when there is none."""
    return max(bases, key=BASIS_ORDER.index, default="by_agreement")


def closure_refused(reason: str, *, assessed: bool, ever_on_plan: bool) -> str:
    """Return why a DfE closure code cannot be used, or nothing. CIN census rules 2990, 8825Q; practice decision P-30.

    ``ever_on_plan``: the child has had a plan as a child in need, or a child protection plan.
    """
    if reason in {"RC8", "RC9"} and not assessed:
        return f"{reason} says that help ends after an assessment, and no assessment has been signed off."
    if reason in {"RC8", "RC9"} and ever_on_plan:
        return (
            f"{reason} cannot be used for a child who has had a plan as a child in need, a child protection plan or a conference."
        )
    return ""


def factors_wrong(factors: Iterable[str], known: Iterable[str]) -> str:
    """Return what is wrong with a list of DfE assessment factors, or nothing. CIN census rules 8614, 8897Q."""
    chosen = list(factors)
    unknown = sorted(set(chosen) - set(known))
    if unknown:
        return f"{', '.join(unknown)} is not a factor that can be used."
    if "21" in chosen and len(chosen) > 1:
        return "Factor 21 says that no factor was found, so it stands alone."
    return ""


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
