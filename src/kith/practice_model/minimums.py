"""National minimums: an area may tighten them and may not loosen them. Pure.

Each check is named after the element of the national model it protects; a refusal carries that name, so that whoever wrote the
area's model finds the line. Sources: ledger, hard rules after group V; practice P-4, P-6, P-7; design 2.3.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from kith.kernel.refusals import Refusal
from kith.kernel.rules import No, gives, rule
from kith.practice_model import sample
from kith.practice_model.minimum_rules import (
    EDITION,
    MINIMUM,
    decision_kept,
    lead_rule_kept,
    limit_kept,
    meeting_kept,
    outcome_kept,
    part_kept,
    setting_kept,
)
from kith.practice_model.rules import Model, NotInTheModel
from kith.practice_model.schema import (
    AssessmentDomain,
    Decision,
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
    source = "design 2.3; ledger, hard rules after group V"


@dataclass(frozen=True)
class Loosened:
    """One minimum that a model loosens: the rule's name, and in words what is wrong."""

    rule: str
    words: str


_CHECKS: dict[type, Callable[..., list[No]]] = {
    TimeLimit: limit_kept,
    Setting: setting_kept,
    Outcome: outcome_kept,
    Decision: decision_kept,
    AssessmentDomain: part_kept,
    PlanPart: part_kept,
    Meeting: meeting_kept,
    LeadRule: lead_rule_kept,
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
    for held in model.document.lead_rules.values():
        edges |= {day for day in (held.applies_from, held.applies_until) if day is not None and day > model.on}
    return edges


_NATIONAL = Model(sample.NATIONAL, sample.ON, "", sample.NATIONAL)


@rule(
    "practice_model.loosened",
    source=MINIMUM,
    edition=EDITION,
    examples=(
        gives([], _NATIONAL),
        gives([], replace(_NATIONAL, document=sample.with_limit(amount=0))),
        gives(
            [Loosened("limits.decision", "Decision: 2 working days is longer than the national 1. Source: A made-up source.")],
            replace(_NATIONAL, document=sample.with_limit(amount=2)),
        ),
    ),
)
def loosened(model: Model) -> list[Loosened]:
    """Return every national minimum that the model loosens; empty when it keeps them all."""
    found: list[Loosened] = []
    for section, key, national in model.national.elements():
        if not national.minimum:
            continue
        local = getattr(model.document, section)[key]
        found += [
            Loosened(f"{section}.{key}", f"{national.name}: {no} Source: {national.source}.")
            for no in _CHECKS[type(national)](national, local)
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
