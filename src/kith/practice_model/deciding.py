"""Who may decide, lead and oversee, by one element of a practice model. Pure.

Which roles, which risk and which agencies is the area's choice: data of its model, where each element has its own source. An
answer names the element that gave it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kith.kernel.refusals import NotPermitted, Refusal
from kith.kernel.rules import No, allows, gives, refuses, rule
from kith.practice_model.sample import DECISION, LEAD_RULE, OUTCOME
from kith.practice_model.schema import Decision, LeadRule, Outcome, Overseer


class NeedsManager(NotPermitted):
    """No further action on a relative's or an anonymous request needs a manager's recorded reason."""

    code = "needs_manager"
    source = "ledger B-20, B-21; practice P-4"


@dataclass(frozen=True)
class Answer:
    """Whether something is allowed here, why, by which rule, who must then oversee it, and what is raised when it is not
    allowed."""

    allowed: bool
    reason: str
    rule: str
    needs_overseer: Overseer | None = None
    refusal: type[Refusal] = NotPermitted
    lacks: str = ""
    """What stands in the way: the key of the rule's message."""

    def __bool__(self) -> bool:
        return self.allowed

    @property
    def no(self) -> No | None:
        """What a refusal is made of: the words, and the element of the model that says so. ``None`` when it is allowed."""
        return None if self.allowed else No(self.reason, self.rule, key=self.lacks)


_BY_MANAGER = OUTCOME.model_copy(update={"manager_when_from": ("relative", "public", "anonymous")})
_BY_SOCIAL_WORKER = OUTCOME.model_copy(update={"social_worker": True})


@rule(
    "practice_model.may_give",
    source="practice P-4, P-6; ledger B-20, B-21; Working Together to Safeguard Children (harm is decided by a social worker)",
    edition="2026",
    message={
        "role": "“{outcome}” is decided by: {roles}.",
        "social_worker": "“{outcome}” is decided by a qualified social worker. Ask one to decide.",
        "harm": "This request says that a child may be being harmed, so a qualified social worker decides. Ask one to decide.",
        "manager": "“{outcome}” on a request from a relative, a member of the public or someone who gave no name needs a"
        " manager’s"
        " recorded reason. Ask a team manager to decide.",
    },
    examples=(
        allows("nfa", OUTCOME, {"front_door"}, False),
        refuses("nfa", OUTCOME, {"lead_practitioner"}, True, says="role"),
        refuses("nfa", OUTCOME, set(), True, says="role"),
        allows("nfa", _BY_SOCIAL_WORKER, {"front_door"}, True),
        refuses("nfa", _BY_SOCIAL_WORKER, {"front_door"}, False, says="social_worker"),
        refuses("nfa", OUTCOME, {"front_door"}, False, alleges_harm=True, says="harm"),
        allows("nfa", OUTCOME, {"front_door"}, True, alleges_harm=True),
        refuses("nfa", _BY_MANAGER, {"front_door"}, True, sender_kind="relative", says="manager"),
        refuses("nfa", _BY_MANAGER, {"front_door"}, True, sender_kind="anonymous", says="manager"),
        allows("nfa", _BY_MANAGER, {"front_door"}, True, sender_kind="professional"),
        allows("nfa", _BY_MANAGER, {"front_door", "team_manager"}, True, sender_kind="public"),
    ),
    note="Which roles, and for whom a manager decides, is the area's choice: outcomes of its practice model.",
)
def may_give(
    code: str,
    outcome: Outcome,
    roles: Iterable[str],
    is_social_worker: bool,
    *,
    alleges_harm: bool = False,
    sender_kind: str = "",
) -> Answer:
    """Say whether someone with these roles may give an answer to a request. See :meth:`Model.may_decide`."""
    held = set(roles)

    def refused(lacks: str, rule_id: str) -> Answer:
        words = may_give.no(lacks, outcome=outcome.name, roles=_roles_in_words(outcome.roles)).message
        return Answer(False, words, rule_id, refusal=NeedsManager if lacks == "manager" else NotPermitted, lacks=lacks)

    if not held & set(outcome.roles):
        return refused("role", f"outcome.{code}.roles")
    if outcome.social_worker and not is_social_worker:
        return refused("social_worker", f"outcome.{code}.social_worker")
    if alleges_harm and not is_social_worker:
        return refused("harm", "outcome.harm_decided_by_social_worker")
    if sender_kind in outcome.manager_when_from and "team_manager" not in held:
        return refused("manager", f"outcome.{code}.manager")
    return Answer(True, outcome.meaning, f"outcome.{code}")


_BY_RISK = LEAD_RULE.model_copy(update={"leads": "by_risk", "others_at_risk": ("low",)})
_OVERSEEN = LEAD_RULE.model_copy(update={"overseer": "senior_social_worker"})
_OF_HEALTH = LEAD_RULE.model_copy(update={"agency_kinds": ("childrens_services", "health")})


@rule(
    "practice_model.fits_lead_rule",
    source="practice P-7; ledger C-05 to C-09, C-12, C-35, C-38, X-08",
    edition="2026",
    message={
        "social_worker": "{reason}",
        "risk_not_recorded": "Record the level of risk and harm first. {reason}",
        "risk": "The recorded level of risk and harm is {risk}. {reason}",
        "agency": "{reason}",
    },
    examples=(
        allows("anyone", LEAD_RULE, False),
        allows("social_worker", LEAD_RULE.model_copy(update={"leads": "social_worker"}), True),
        refuses("social_worker", LEAD_RULE.model_copy(update={"leads": "social_worker"}), False, says="social_worker"),
        allows("by_risk", _BY_RISK, False, risk_level="low"),
        refuses("by_risk", _BY_RISK, False, risk_level="medium", says="risk"),
        refuses("by_risk", _BY_RISK, False, risk_level=None, says="risk_not_recorded"),
        allows("by_risk", _BY_RISK, True, risk_level=None),
        allows("health", _OF_HEALTH, False, agency_kind="health"),
        refuses("health", _OF_HEALTH, False, agency_kind="education", says="agency"),
        refuses("health", _OF_HEALTH, True, agency_kind="education", says="agency"),
    ),
    note="The first lead rule of the area's model that fits the basis, the level of help and the day; its own reason is read.",
)
def fits_lead_rule(
    key: str, held: LeadRule, is_social_worker: bool, *, agency_kind: str = "childrens_services", risk_level: str | None = None
) -> Answer:
    """Say whether a practitioner fits a lead rule, and who must oversee their work. See :meth:`Model.may_lead`."""
    name = f"{held.rows[0]} {key}"

    def refused(lacks: str) -> Answer:
        return Answer(False, fits_lead_rule.no(lacks, reason=held.reason, risk=risk_level).message, name, lacks=lacks)

    if not is_social_worker:
        if held.leads == "social_worker":
            return refused("social_worker")
        if held.leads == "by_risk" and risk_level is None:
            return refused("risk_not_recorded")
        if held.leads == "by_risk" and risk_level not in held.others_at_risk:
            return refused("risk")
    if held.agency_kinds and agency_kind not in held.agency_kinds:
        return refused("agency")
    return Answer(True, held.reason, name, overseer_of(held, is_social_worker))


@rule(
    "practice_model.overseer_of",
    source="practice P-7; ledger C-07, C-08",
    edition="2026",
    examples=(
        gives(None, LEAD_RULE, False),
        gives(None, LEAD_RULE.model_copy(update={"overseer": None}), False),
        gives("senior_social_worker", _OVERSEEN, False),
        gives(None, _OVERSEEN, True),
        gives("senior_social_worker", _OVERSEEN.model_copy(update={"overseer_when": "always"}), True),
    ),
)
def overseer_of(held: LeadRule, lead_is_social_worker: bool) -> Overseer | None:
    """Return who must oversee a lead practitioner's work by a lead rule, or ``None``."""
    if held.overseer is None or held.overseer == "none":
        return None
    if held.overseer_when == "lead_is_not_a_social_worker" and lead_is_social_worker:
        return None
    return held.overseer


@rule(
    "practice_model.may_take",
    source="practice P-7, P-8, P-12; ledger C-05 to C-09",
    edition="2026",
    message={
        "role": "{decision}: this is decided by {roles}.",
        "social_worker": "{decision}: a qualified social worker decides this.",
    },
    examples=(
        allows("authorise_assessment", DECISION, {"team_manager"}, False),
        refuses("authorise_assessment", DECISION, {"lead_practitioner"}, True, says="role"),
        refuses("authorise_assessment", DECISION, set(), True, says="role"),
        allows("authorise_assessment", DECISION.model_copy(update={"social_worker": True}), {"senior_social_worker"}, True),
        refuses(
            "authorise_assessment",
            DECISION.model_copy(update={"social_worker": True}),
            {"team_manager"},
            False,
            says="social_worker",
        ),
    ),
    note="Which roles is the area's choice: decisions of its practice model.",
)
def may_take(code: str, decision: Decision, roles: Iterable[str], is_social_worker: bool) -> Answer:
    """Say whether someone with these roles may take a step. See :meth:`Model.may`."""
    lacks = ""
    if not set(roles) & set(decision.roles):
        lacks = "role"
    elif decision.social_worker and not is_social_worker:
        lacks = "social_worker"
    if lacks:
        words = may_take.no(lacks, decision=decision.name, roles=_roles_in_words(decision.roles)).message
        return Answer(False, words, f"decision.{code}", lacks=lacks)
    return Answer(True, decision.name, f"decision.{code}")


ROLE_IN_WORDS: dict[str, str] = {
    "front_door": "front door worker",
    "out_of_hours": "out-of-hours social worker",
    "duty_worker": "duty worker",
    "lead_practitioner": "lead practitioner",
    "senior_social_worker": "senior social worker",
    "team_manager": "team manager",
    "lead_child_protection": "lead child protection practitioner",
    "hub_partner": "hub partner",
    "business_support": "business support",
    "family_group_coordinator": "family group coordinator",
    "finance_officer": "finance officer",
    "returns_officer": "returns officer",
    "records_officer": "records officer",
    "programme_lead": "programme lead",
    "auditor": "auditor",
    "administrator": "administrator",
    "partner_lead": "lead practitioner in a partner agency",
}


def _roles_in_words(roles: Iterable[str]) -> str:
    return ", ".join(ROLE_IN_WORDS[role] for role in roles)
