"""A model of a few elements, for the examples of rules that ask a model. Pure; the drafts in ``practice_models/`` are the real
ones."""

from datetime import date
from typing import Any

from kith.practice_model.schema import Decision, Document, Edition, LeadRule, Outcome, Setting, Tier, TimeLimit

ON = date(2026, 3, 4)

_ELEMENT: dict[str, Any] = {"status": "live", "rows": ("F-01",), "source": "A made-up source", "binding": "local"}

OUTCOME = Outcome(
    **_ELEMENT,
    name="No further action",
    meaning="Nothing more is done.",
    available=True,
    roles=("front_door", "team_manager"),
    feedback="No further action.",
)
DECISION = Decision(**_ELEMENT, name="Sign off an assessment", roles=("team_manager", "senior_social_worker"))
LEAD_RULE = LeadRule(**_ELEMENT, name="Anyone", order=1, leads="anyone", overseer="none", reason="Any practitioner may lead.")
LIMIT = TimeLimit(**_ELEMENT, name="Decision", amount=1, unit="working_days", starts="received", stops="decided", minimum=True)

NATIONAL = Document(
    schema_number=1,
    slug="national",
    name="National model",
    version="1",
    editions={
        "wt2018": Edition(**_ELEMENT, name="Working Together 2018", starts=date(2018, 7, 4), ends=date(2023, 12, 15)),
        "wt2023": Edition(**_ELEMENT, name="Working Together 2023", starts=date(2023, 12, 15), ends=None),
    },
    settings={
        "lead_accreditation": Setting(**_ELEMENT, name="Accreditation", value=None),
    },
    tiers={"family_help": Tier(**_ELEMENT, name="Family Help", meaning="One level.", available=True)},
    lead_rules={"social_worker": LEAD_RULE.model_copy(update={"leads": "social_worker"})},
    limits={"decision": LIMIT, "plan": LIMIT.model_copy(update={"amount": None, "minimum": False})},
)


def with_limit(**changes: Any) -> Document:
    """Return the model of an area that says something else of the limit of a decision."""
    return NATIONAL.model_copy(
        update={"slug": "dorset", "limits": {**NATIONAL.limits, "decision": LIMIT.model_copy(update=changes)}}
    )
