"""The rules of the national minimums: whether an element keeps the national one, kind by kind. Pure."""

from typing import Any

from kith.kernel.rules import No, allows, refuses, rule
from kith.practice_model import sample
from kith.practice_model.schema import (
    Decision,
    Element,
    LeadRule,
    Meeting,
    Outcome,
    PlanPart,
    Setting,
    TimeLimit,
)

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
        "unit": "it is counted in {unit}, not in {local_unit}, which can end later.",
        "longer": "{local} {local_unit} is longer than the national {amount}.",
        "stopped": "it cannot be stopped.",
        "events": "it runs between the same events everywhere.",
    },
    examples=(
        allows(_LIMIT, _LIMIT),
        allows(_LIMIT.model_copy(update={"amount": 10}), _LIMIT.model_copy(update={"amount": 9})),
        refuses(_LIMIT, _LIMIT.model_copy(update={"amount": 2}), says="longer"),
        refuses(_LIMIT, _LIMIT.model_copy(update={"amount": None}), says="taken_away"),
        allows(_LIMIT, _LIMIT.model_copy(update={"unit": "clock_hours", "amount": 4})),
        allows(_LIMIT.model_copy(update={"amount": 10}), _LIMIT.model_copy(update={"unit": "days", "amount": 10})),
        refuses(_LIMIT, _LIMIT.model_copy(update={"unit": "clock_hours", "amount": 25}), says="unit"),
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
    elif local.unit != national.unit and not _sooner(national, local):
        found.append("unit")
    elif local.unit == national.unit and national.amount is not None and local.amount > national.amount:
        found.append("longer")
    if local.status == "stopped":
        found.append("stopped")
    if (local.starts, local.stops) != (national.starts, national.stops):
        found.append("events")
    return [limit_kept.no(key, **filled) for key in found]


_CLOCK_HOURS = {"clock_hours": 1, "days": 24, "weeks": 7 * 24}
"""How long a unit is at most, on the clock."""
_AT_LEAST = {"clock_hours": 1, "days": 24, "working_days": 24, "weeks": 7 * 24, "months": 28 * 24}
"""How long a unit is at least: a working day may be a week-end longer."""


def _sooner(national: TimeLimit, local: TimeLimit) -> bool:
    """Say whether a limit in another unit can never end later than the national one."""
    longest, shortest = _CLOCK_HOURS.get(local.unit), _AT_LEAST.get(national.unit)
    if longest is None or shortest is None or national.amount is None or local.amount is None:
        return False
    return local.amount * longest <= national.amount * shortest


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
