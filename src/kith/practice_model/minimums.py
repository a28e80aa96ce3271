"""National minimums: an area may tighten them and may not loosen them. Pure.

Each check is named after the element of the national model it protects; a refusal carries that name, so that whoever wrote the
area's model finds the line. Sources: ledger, hard rules after group V; practice P-4, P-6, P-7; design 2.3.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any

from kith.kernel.refusals import Refusal
from kith.kernel.rules import No, allows, gives, refuses, rule
from kith.practice_model import sample
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
    source = "design 2.3; ledger, hard rules after group V"


@dataclass(frozen=True)
class Loosened:
    """One minimum that a model loosens: the rule's name, and in words what is wrong."""

    rule: str
    words: str


_LIMIT = sample.LIMIT
_DECIDES = sample.OUTCOME.model_copy(update={"social_worker": True, "manager_when_from": ("relative", "anonymous")})
_HANDS_OVER = sample.OUTCOME.model_copy(update={"census": True, "hand_over": True, "needs_reason": True})
_MEETING = Meeting(
    name="Conference",
    status="live",
    rows=("F-01",),
    source="A made-up source",
    binding="local",
    chair="conference_chair",
    chair_is_not=("team_manager",),
    chair_is_social_worker=True,
)
_PART = PlanPart(name="Proposal", status="live", rows=("F-01",), source="A made-up source", binding="local", order=1, prompt="")

MINIMUM = "each minimum names its own in the national model; ledger, hard rules after group V; design 2.3"
EDITION = "Working Together 2026; Children Act 1989, as amended"


@rule(
    "practice_model.minimum_limit",
    source=MINIMUM,
    edition=EDITION,
    message={
        "taken_away": "the national limit of {amount} {unit} cannot be taken away.",
        "unit": "it is counted in {unit}, not in {local_unit}.",
        "longer": "{local} {local_unit} is longer than the national {amount}.",
        "stopped": "it cannot be stopped.",
        "events": "it runs between the same events everywhere.",
    },
    examples=(
        allows(_LIMIT, _LIMIT),
        allows(_LIMIT.model_copy(update={"amount": 10}), _LIMIT.model_copy(update={"amount": 9})),
        refuses(_LIMIT, _LIMIT.model_copy(update={"amount": 2}), says="longer"),
        refuses(_LIMIT, _LIMIT.model_copy(update={"amount": None}), says="taken_away"),
        refuses(_LIMIT, _LIMIT.model_copy(update={"unit": "weeks"}), says="unit"),
        refuses(_LIMIT, _LIMIT.model_copy(update={"status": "stopped"}), says="stopped"),
        refuses(_LIMIT, _LIMIT.model_copy(update={"starts": "when we get to it"}), says="events"),
    ),
)
def limit_kept(national: TimeLimit, local: TimeLimit) -> list[No]:
    """Say how an area's time limit asks for less than the national one."""
    found = []
    filled: dict[str, Any] = {
        "amount": national.amount,
        "unit": national.unit_in_words,
        "local": local.amount,
        "local_unit": local.unit_in_words,
    }
    if local.amount is None:
        found.append("taken_away")
    elif local.unit != national.unit:
        found.append("unit")
    elif national.amount is not None and local.amount > national.amount:
        found.append("longer")
    if local.status == "stopped":
        found.append("stopped")
    if (local.starts, local.stops) != (national.starts, national.stops):
        found.append("events")
    return [limit_kept.no(key, **filled) for key in found]


@rule(
    "practice_model.minimum_setting",
    source=MINIMUM,
    edition=EDITION,
    message="it holds in every area and cannot be changed.",
    examples=(
        allows(sample.NATIONAL.settings["lead_accreditation"], sample.NATIONAL.settings["lead_accreditation"]),
        refuses(
            sample.NATIONAL.settings["lead_accreditation"].model_copy(update={"value": True}),
            sample.NATIONAL.settings["lead_accreditation"].model_copy(update={"value": False}),
        ),
        refuses(
            sample.NATIONAL.settings["lead_accreditation"].model_copy(update={"value": True}),
            sample.NATIONAL.settings["lead_accreditation"],
        ),
    ),
)
def setting_kept(national: Setting, local: Setting) -> list[No]:
    """Say how an area's choice differs from one that is not an area's."""
    return [setting_kept.no()] if local.value != national.value else []


_FLAGS = ("census", "hand_over", "needs_reason")


@rule(
    "practice_model.minimum_outcome",
    source=MINIMUM,
    edition=EDITION,
    message={
        "open": "this answer must be open to the front door.",
        "social_worker": "a qualified social worker decides it.",
        "manager": "a manager decides it for a relative, the public and anonymous callers.",
        "census": "it counts in the census.",
        "hand_over": "it is handed over at once.",
        "needs_reason": "it needs a reason.",
    },
    examples=(
        allows(_DECIDES, _DECIDES),
        allows(sample.OUTCOME, _DECIDES),
        refuses(_DECIDES, _DECIDES.model_copy(update={"available": False}), says="open"),
        refuses(_DECIDES, _DECIDES.model_copy(update={"status": "stopped"}), says="open"),
        refuses(_DECIDES, _DECIDES.model_copy(update={"social_worker": False}), says="social_worker"),
        refuses(_DECIDES, _DECIDES.model_copy(update={"manager_when_from": ("relative",)}), says="manager"),
        *(refuses(_HANDS_OVER, _HANDS_OVER.model_copy(update={flag: False}), says=flag) for flag in _FLAGS),
    ),
)
def outcome_kept(national: Outcome, local: Outcome) -> list[No]:
    """Say how an area's answer to a request asks for less than the national one."""
    found = []
    if not local.available or local.status == "stopped":
        found.append("open")
    if national.social_worker and not local.social_worker:
        found.append("social_worker")
    if not set(national.manager_when_from) <= set(local.manager_when_from):
        found.append("manager")
    found += [flag for flag in _FLAGS if getattr(national, flag) and not getattr(local, flag)]
    return [outcome_kept.no(key) for key in found]


@rule(
    "practice_model.minimum_decision",
    source=MINIMUM,
    edition=EDITION,
    message={
        "social_worker": "a qualified social worker decides it.",
        "role": "no role that may do it can be left out.",
    },
    examples=(
        allows(sample.DECISION, sample.DECISION),
        allows(sample.DECISION, sample.DECISION.model_copy(update={"roles": (*sample.DECISION.roles, "front_door")})),
        refuses(sample.DECISION, sample.DECISION.model_copy(update={"roles": ("team_manager",)}), says="role"),
        refuses(sample.DECISION.model_copy(update={"social_worker": True}), sample.DECISION, says="social_worker"),
        allows(
            sample.DECISION.model_copy(update={"social_worker": True}),
            sample.DECISION.model_copy(update={"social_worker": True, "roles": ("team_manager",)}),
        ),
    ),
)
def decision_kept(national: Decision, local: Decision) -> list[No]:
    """Say how an area's step may be taken by fewer, or without a social worker."""
    if national.social_worker:
        return [] if local.social_worker else [decision_kept.no("social_worker")]
    return [] if set(national.roles) <= set(local.roles) else [decision_kept.no("role")]


@rule(
    "practice_model.minimum_part",
    source=MINIMUM,
    edition=EDITION,
    message="it belongs to the form in every area.",
    examples=(
        allows(_PART, _PART),
        refuses(_PART, _PART.model_copy(update={"available": False})),
        refuses(_PART, _PART.model_copy(update={"status": "stopped"})),
    ),
)
def part_kept(_national: Element, local: Element) -> list[No]:
    """Say whether a part of the assessment or the plan is left out."""
    left_out = local.status == "stopped" or not getattr(local, "available", True)
    return [part_kept.no()] if left_out else []


@rule(
    "practice_model.minimum_meeting",
    source=MINIMUM,
    edition=EDITION,
    message={
        "chair": "somebody must chair.",
        "social_worker": "a registered social worker chairs.",
        "outside": "the chair stands outside the case and its line of management.",
    },
    examples=(
        allows(_MEETING, _MEETING),
        allows(_MEETING, _MEETING.model_copy(update={"chair_is_not": ("team_manager", "lead_practitioner")})),
        refuses(_MEETING, _MEETING.model_copy(update={"chair": None}), says="chair"),
        refuses(_MEETING, _MEETING.model_copy(update={"chair_is_social_worker": False}), says="social_worker"),
        refuses(_MEETING, _MEETING.model_copy(update={"chair_is_not": ()}), says="outside"),
    ),
)
def meeting_kept(national: Meeting, local: Meeting) -> list[No]:
    """Say how an area's meeting has less of a chair than the national one."""
    found = []
    if local.chair is None:
        found.append("chair")
    if national.chair_is_social_worker and not local.chair_is_social_worker:
        found.append("social_worker")
    if not set(national.chair_is_not) <= set(local.chair_is_not):
        found.append("outside")
    return [meeting_kept.no(key) for key in found]


@rule(
    "practice_model.minimum_lead_rule",
    source=MINIMUM,
    edition=EDITION,
    message="it cannot be stopped.",
    examples=(
        allows(sample.LEAD_RULE, sample.LEAD_RULE),
        refuses(sample.LEAD_RULE, sample.LEAD_RULE.model_copy(update={"status": "stopped"})),
    ),
)
def lead_rule_kept(_national: LeadRule, local: LeadRule) -> list[No]:
    """Say whether a lead rule of every area is stopped. Who would then lead is asked of the model itself."""
    return [lead_rule_kept.no()] if local.status == "stopped" else []


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
