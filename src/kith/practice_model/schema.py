"""What a practice model is made of: the typed form of one TOML file. Pure, no Django.

Every element says what it is called, how far it has come (``status``), which requirement asks for it (``rows``, ids of the
traceability ledger), where it comes from (``source``) and how binding it is (``binding``). The word ``"unset"`` stands for what
nobody has stated yet; it reads as ``None`` and is shown as "Not set", never as another area's answer.
"""

from collections.abc import Iterator
from datetime import date, time
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from kith.calendars.rules import OpeningHours

SCHEMA = 1
"""The number of the schema that this module describes. ``lifting`` raises older texts to it."""

UNSET = "unset"

Value = TypeVar("Value")


def _none_when_unset(value: object) -> object:
    return None if value == UNSET else value


Unset = Annotated[Value | None, BeforeValidator(_none_when_unset)]
"""A value that must be written down, if only as ``"unset"``."""

SHOWN_ONLY, SAID = "shown only", "said"
ShownOnly = Annotated[Value, SHOWN_ONLY]
"""A value that Kith shows and does nothing with yet. The page *Our model* says so beside it (practice P-31)."""
Said = Annotated[Value, SAID]
"""Words that explain an element to a reader: there is nothing in them to act on."""

Status = Literal["proposed", "agreed", "live", "tested", "stopped"]
Binding = Literal["law", "statutory_guidance", "official_guidance", "minimum_requirement", "local", "default"]
Unit = Literal["working_days", "days", "weeks", "months", "hours", "clock_hours"]
Overseer = Literal["named_social_worker", "senior_social_worker"]
Acts = Literal["yes", "not yet", "always"]
Basis = Literal["by_agreement", "section_17", "section_47", "child_protection_plan", "looked_after"]
RoleSlug = Literal[
    "front_door", "out_of_hours", "duty_worker", "lead_practitioner", "senior_social_worker", "team_manager",
    "lead_child_protection", "hub_partner", "business_support", "family_group_coordinator", "finance_officer", "returns_officer",
    "records_officer", "programme_lead", "auditor", "administrator", "partner_lead",
]  # fmt: skip
RiskLevel = Literal["low", "medium", "high"]

UNIT_IN_WORDS: dict[str, str] = {
    "working_days": "working days",
    "days": "days",
    "weeks": "weeks",
    "months": "months",
    "hours": "hours of opening",
    "clock_hours": "hours",
}
BINDING_IN_WORDS: dict[str, str] = {
    "law": "National: law",
    "statutory_guidance": "National: statutory guidance",
    "official_guidance": "National: official guidance",
    "minimum_requirement": "National: minimum requirement of the programme",
    "local": "Local choice",
    "default": "Default of this system, until the area decides",
}
STATUS_IN_WORDS: dict[str, str] = {
    "proposed": "Proposed",
    "agreed": "Agreed",
    "live": "In use",
    "tested": "Being tested",
    "stopped": "Stopped",
}


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Element(_Part):
    """What every element of a model carries."""

    name: str
    status: Status
    rows: tuple[str, ...] = Field(min_length=1)
    source: str
    binding: Binding
    note: str = ""
    retained: bool = False
    """Changes only with the approval of a named executive (G-54)."""
    minimum: bool = False
    """A national minimum: an area may tighten it and may not loosen it."""
    acts: Acts = "yes"
    """Whether Kith acts on it. What no part of it reads says *not yet*; what Kith does everywhere, whatever a model says,
    *always*. The page *Our model* shows both (practice P-31)."""


class Edition(Element):
    """An edition of national guidance and the days on which it was in force."""

    starts: date
    ends: Unset[date]


class Term(Element):
    """A term of the field: what screens of this area say, and what a family reads."""

    screen: str
    family: str


class Level(_Part):
    """One level of a threshold document."""

    code: str
    name: str
    plain: str


class Threshold(Element):
    """A version of a threshold document. A decision keeps the id of the one it used (C-10)."""

    starts: date
    levels: ShownOnly[tuple[Level, ...]]


Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Channel(Element):
    """A way into the front door. Before ``goes_live`` it is not offered (B-05, B-06)."""

    meaning: Said[str]
    hours: Unset[Literal["always"] | dict[Weekday, tuple[time, time]]]
    goes_live: Unset[date]
    queue: str
    raises: tuple[str, ...] = ()
    """What a worker can ask for through it from a request, such as a consultation (B-05, B-06)."""

    @property
    def opening(self) -> OpeningHours | None:
        """The hours in which the channel is staffed, or ``None`` when the area has not said."""
        if self.hours is None:
            return None
        if self.hours == "always":
            return OpeningHours.always()
        return OpeningHours.of({WEEKDAYS.index(day): span for day, span in self.hours.items()})


class HubBody(Element):
    """A body that answers hub enquiries, and the group of agencies it is counted in (B-13)."""

    group: str


class TimeLimit(Element):
    """A time limit: how much of which unit, from what event to what event. It never blocks; it says what is due and why."""

    amount: Unset[int]
    unit: Unit
    starts: Said[str]
    stops: Said[str]

    @property
    def unit_in_words(self) -> str:
        """The unit as a worker reads it."""
        return UNIT_IN_WORDS[self.unit]


class Tier(Element):
    """A level of help below child protection that an area keeps apart, or does not."""

    meaning: Said[str]
    available: bool


class LeadRule(Element):
    """Who may lead a family at given bases and tiers. Rules are asked in order; the first that fits answers (practice P-7)."""

    order: int
    bases: tuple[Basis, ...] = ()
    tiers: tuple[str, ...] = ()
    leads: Literal["social_worker", "anyone", "by_risk"]
    others_at_risk: tuple[RiskLevel, ...] = ()
    agency_kinds: tuple[str, ...] = ()
    overseer: Unset[Literal["none", "named_social_worker", "senior_social_worker"]]
    overseer_when: Literal["always", "lead_is_not_a_social_worker"] = "lead_is_not_a_social_worker"
    applies_from: date | None = None
    applies_until: date | None = None
    reason: str
    """Shown as the reason of either answer."""


class Decision(Element):
    """Who may take a step, by role."""

    roles: tuple[RoleSlug, ...]
    social_worker: bool = False


class Outcome(Element):
    """An answer to a request for support, for one child (practice P-6)."""

    meaning: str
    available: bool
    roles: tuple[RoleSlug, ...]
    social_worker: bool = False
    manager_when_from: tuple[str, ...] = ()
    """Kinds of sender for whom only a manager may decide this, with a recorded reason (B-20, B-21)."""
    opens: Literal["nothing", "pointer", "episode"] = "nothing"
    basis: Basis | None = None
    tier: str = ""
    census: ShownOnly[bool] = False
    starts: tuple[str, ...] = ()
    needs_lead: bool = False
    needs_reason: ShownOnly[bool] = False
    hand_over: bool = False
    feedback: str
    """What a professional who asked is told, before the reason and the lead's name."""


class AssessmentDomain(Element):
    """A part of the one assessment of a family, with the questions that help to fill it."""

    order: int
    about: ShownOnly[Literal["family", "adult", "child"]]
    prompts: tuple[str, ...]
    available: bool = True


PLACES_OF_AN_ASSESSMENT = (
    *("member.strengths", "member.needs", "member.daily_life"),
    *("analysis.analysis", "analysis.what_needs_to_change", "analysis.family_view"),
    "child_words",
)
"""Places every assessment has, beside its domains: the part of each member, the analysis, and the children's own words."""


class Carried(Element):
    """Where something that was said before an assessment belongs in it: domains by their code, or places that every one has."""

    places: tuple[str, ...]


class PlanPart(Element):
    """A part of the one plan of a family."""

    order: int
    prompt: str
    available: bool = True


class Meeting(Element):
    """A meeting or review: who chairs, who is there, which limits it keeps."""

    acts: Acts = "not yet"
    chair: Unset[str]
    chair_is_not: tuple[str, ...] = ()
    chair_is_social_worker: bool = False
    members: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


class Setting(Element):
    """A single choice."""

    value: Unset[bool | int | str | tuple[str, ...]]


class Example(_Part):
    """A case with a known answer. A model whose examples fail cannot be published."""

    name: str
    rows: tuple[str, ...] = ()
    ask: Literal["may_lead", "may_decide", "may", "limit", "channel", "tier", "term", "setting", "edition"]
    given: dict[str, Any]
    expect: dict[str, Any]
    everywhere: bool = False
    """A national example that must hold in every area."""


class Document(_Part):
    """A whole model: national, or an area's laid over the national one."""

    schema_number: int
    slug: str
    name: str
    version: str
    extends: str = ""
    editions: dict[str, Edition] = {}
    settings: dict[str, Setting] = {}
    terms: dict[str, Term] = {}
    thresholds: dict[str, Threshold] = {}
    channels: dict[str, Channel] = {}
    hub_bodies: dict[str, HubBody] = {}
    tiers: dict[str, Tier] = {}
    lead_rules: dict[str, LeadRule] = {}
    outcomes: dict[str, Outcome] = {}
    decisions: dict[str, Decision] = {}
    limits: dict[str, TimeLimit] = {}
    assessment_domains: dict[str, AssessmentDomain] = {}
    carried: dict[str, Carried] = {}
    plan_parts: dict[str, PlanPart] = {}
    meetings: dict[str, Meeting] = {}
    examples: tuple[Example, ...] = ()

    @model_validator(mode="after")
    def _decisions_start_what_runs(self) -> "Document":
        """Refuse an outcome that starts what is no time limit, or one that nothing acts on: it would be overdue for ever."""
        for key, outcome in self.outcomes.items():
            for code in outcome.starts:
                limit = self.limits.get(code)
                if limit is None or limit.acts != "yes":
                    running = ", ".join(each for each, said in self.limits.items() if said.acts == "yes")
                    why = "is no time limit" if limit is None else "is a time limit that Kith does not act on yet"
                    raise ValueError(f"outcomes.{key}: starts = {code!r} {why}. Use one of {running}, or leave it out")
        return self

    @model_validator(mode="after")
    def _what_is_carried_has_a_place(self) -> "Document":
        """Refuse a place that no assessment of the model has: what was said would be offered nowhere."""
        known = {*self.assessment_domains, *PLACES_OF_AN_ASSESSMENT}
        for key, carried in self.carried.items():
            for place in carried.places:
                if place not in known:
                    parts = ", ".join(sorted(known))
                    raise ValueError(f"carried.{key}: {place!r} is no part of the assessment. Use one of {parts}")
        return self

    def elements(self) -> Iterator[tuple[str, str, Element]]:
        """Yield section, id and element of everything in the model, in the order of the page."""
        for section in SECTIONS:
            for key, element in getattr(self, section).items():
                yield section, key, element


SECTIONS: dict[str, str] = {
    "settings": "Choices",
    "terms": "Words on the screen",
    "thresholds": "Threshold documents",
    "channels": "Ways into the front door",
    "hub_bodies": "Bodies that answer hub enquiries",
    "tiers": "Levels of help",
    "lead_rules": "Who may lead a family",
    "outcomes": "Answers to a request for support",
    "decisions": "Who may decide",
    "limits": "Time limits",
    "assessment_domains": "The assessment",
    "carried": "What was said before the assessment",
    "plan_parts": "The plan",
    "meetings": "Meetings and reviews",
    "editions": "National guidance",
}
"""Sections of a model that hold elements, with their headings."""
