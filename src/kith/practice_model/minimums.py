"""National minimums: an area may tighten them and may not loosen them. Pure.

Each check is named after the element of the national model it protects; a refusal carries that name, so that whoever wrote the
area's model finds the line. Sources: ledger, hard rules after group V; practice P-4, P-6, P-7; design 2.3.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from kith.kernel.refusals import Refusal
from kith.practice_model.rules import Model, NotInTheModel
from kith.practice_model.schema import (
    AssessmentDomain,
    Decision,
    Element,
    LeadRule,
    Meeting,
    Outcome,
    PlanPart,
    Setting,
    TimeLimit,
)


class MinimumLoosened(Refusal):
    """An area's model asks for less than a national minimum."""

    code = "minimum_loosened"


@dataclass(frozen=True)
class Loosened:
    """One minimum that a model loosens: the rule's name, and in words what is wrong."""

    rule: str
    words: str


def loosened(model: Model) -> list[Loosened]:
    """Return every national minimum that the model loosens; empty when it keeps them all."""
    found: list[Loosened] = []
    for section, key, national in model.national.elements():
        if not national.minimum:
            continue
        local = getattr(model.document, section)[key]
        found += [
            Loosened(f"{section}.{key}", f"{national.name}: {words} Source: {national.source}.")
            for words in _CHECKS[type(national)](national, local)
        ]
    for on in _days_that_matter(model):
        found += [each for each in _leads(replace(model, on=on)) if each not in found]
    return found


def refuse_loosened(model: Model) -> None:
    """Raise MinimumLoosened when the model loosens a national minimum, naming each rule."""
    found = loosened(model)
    if found:
        raise MinimumLoosened(
            "A national minimum can be tightened, never loosened. " + " ".join(f"[{each.rule}] {each.words}" for each in found)
        )


def _limit(national: TimeLimit, local: TimeLimit) -> Iterator[str]:
    if local.amount is None:
        yield f"the national limit of {national.amount} {in_unit(national)} cannot be taken away."
    elif local.unit != national.unit:
        yield f"it is counted in {in_unit(national)}, not in {in_unit(local)}."
    elif national.amount is not None and local.amount > national.amount:
        yield f"{local.amount} {in_unit(local)} is longer than the national {national.amount}."
    if local.status == "stopped":
        yield "it cannot be stopped."
    if (local.starts, local.stops) != (national.starts, national.stops):
        yield "it runs between the same events everywhere."


def _setting(national: Setting, local: Setting) -> Iterator[str]:
    if local.value != national.value:
        yield "it holds in every area and cannot be changed."


def _outcome(national: Outcome, local: Outcome) -> Iterator[str]:
    if not local.available or local.status == "stopped":
        yield "this answer must be open to the front door."
    if national.social_worker and not local.social_worker:
        yield "a qualified social worker decides it."
    if not set(national.manager_when_from) <= set(local.manager_when_from):
        yield "a manager decides it for a relative, the public and anonymous callers."
    for name, words in (
        ("census", "it counts in the census."),
        ("hand_over", "it is handed over at once."),
        ("needs_reason", "it needs a reason."),
    ):
        if getattr(national, name) and not getattr(local, name):
            yield words


def _decision(national: Decision, local: Decision) -> Iterator[str]:
    if national.social_worker and not local.social_worker:
        yield "a qualified social worker decides it."
    if not national.social_worker and not set(national.roles) <= set(local.roles):
        yield "no role that may do it can be left out."


def _available(national: Element, local: Element) -> Iterator[str]:
    if local.status == "stopped" or not getattr(local, "available", True):
        yield "it belongs to the form in every area."


def _meeting(national: Meeting, local: Meeting) -> Iterator[str]:
    if local.chair is None:
        yield "somebody must chair."
    if national.chair_is_social_worker and not local.chair_is_social_worker:
        yield "a registered social worker chairs."
    if not set(national.chair_is_not) <= set(local.chair_is_not):
        yield "the chair stands outside the case and its line of management."


def _lead_rule(_national: LeadRule, local: LeadRule) -> Iterator[str]:
    if local.status == "stopped":
        yield "it cannot be stopped."


_CHECKS: dict[type, Callable[..., Iterator[str]]] = {
    TimeLimit: _limit,
    Setting: _setting,
    Outcome: _outcome,
    Decision: _decision,
    AssessmentDomain: _available,
    PlanPart: _available,
    Meeting: _meeting,
    LeadRule: _lead_rule,
}


def _leads(model: Model) -> Iterator[Loosened]:
    """Ask the model itself, whatever rules it put first: who would it let lead? Ledger X-08, C-41, A-13, hard rule 5."""
    cases = product(model.tiers, ("low", "medium", "high"), ("childrens_services", "health", "education"))
    seen: set[str] = set()
    for tier, risk, agency in cases:
        for basis in ("section_17", "section_47", "child_protection_plan", "looked_after"):
            answer = None
            try:
                answer = model.may_lead(
                    basis=basis,
                    tier=tier,
                    is_social_worker=False,
                    agency_kind=agency,
                    risk_level=risk,
                    accredited=True,
                )
            except NotInTheModel as silent:
                if f"silent {basis}" not in seen:
                    seen.add(f"silent {basis}")
                    yield Loosened(f"lead_rules.{basis}", silent.message)
            if answer is None or not answer.allowed or basis in seen:
                continue
            if basis == "section_17" and answer.needs_overseer is None:
                seen.add(basis)
                yield Loosened(
                    "lead_rules.section_17_overseen",
                    "Where a lead practitioner for a child in need is not a social worker, a social worker oversees the work "
                    f"({answer.rule} names nobody).",
                )
            elif basis != "section_17":
                seen.add(basis)
                yield Loosened(
                    f"lead_rules.{basis}",
                    f"Only a social worker leads at this basis ({answer.rule} would let others lead).",
                )


def _days_that_matter(model: Model) -> set[date]:
    edges = {model.on}
    for rule in model.document.lead_rules.values():
        edges |= {day for day in (rule.applies_from, rule.applies_until) if day is not None and day > model.on}
    return edges


def in_unit(limit: TimeLimit) -> str:
    """Return the unit of a limit in words."""
    return {
        "working_days": "working days",
        "days": "days",
        "weeks": "weeks",
        "months": "months",
        "hours": "hours of opening",
        "clock_hours": "hours",
    }[limit.unit]
