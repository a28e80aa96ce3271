"""The questions that other rooms ask of an area's model. Pure: no Django, no clock.

Source of the rules: practice decisions P-3, P-5, P-6, P-7, P-8; ledger B-01 to B-21, C-03 to C-14, group V.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from uuid import UUID

from kith.kernel.refusals import Refusal
from kith.kernel.rules import gives, rule
from kith.practice_model.deciding import Answer as Answer
from kith.practice_model.deciding import NeedsManager as NeedsManager
from kith.practice_model.deciding import fits_lead_rule, may_give, may_take
from kith.practice_model.sample import NATIONAL
from kith.practice_model.schema import (
    AssessmentDomain,
    Channel,
    Document,
    Edition,
    HubBody,
    LeadRule,
    Outcome,
    PlanPart,
    Threshold,
    Tier,
    TimeLimit,
)


class NotInTheModel(Refusal):
    """A code was used that this area's model does not have."""

    code = "not_in_the_model"
    source = "design 2.3"


@dataclass(frozen=True)
class Model:
    """An area's practice model as it stands on a day: the area's own choices laid over the national model."""

    document: Document
    on: date
    sha256: str
    national: Document
    origins: Mapping[tuple[str, str, str], str] = field(default_factory=lambda: MappingProxyType({}))
    version_id: UUID | None = None
    """The published row, for a step that keeps the version it began with."""
    area_name: str = ""

    # --- names

    @property
    def area(self) -> str:
        """The area's slug."""
        return self.document.slug

    @property
    def version_label(self) -> str:
        """What a record shows: the area's version and the national one beneath it."""
        return f"{self.document.name} {self.document.version}, on {self.national.name} {self.national.version}"

    @property
    def is_pathfinder(self) -> bool:
        """Whether the area is a pathfinder (V-37)."""
        return self.setting("mode") == "pathfinder"

    def term(self, code: str) -> str:
        """Return the screen label of a term. Refuses a code that no model has."""
        if code not in self.document.terms:
            raise NotInTheModel(f"There is no term called {code!r} in the model of {self.document.name}.")
        return self.document.terms[code].screen

    def family_wording(self, code: str) -> str:
        """Return what a family reads for a term."""
        self.term(code)
        return self.document.terms[code].family

    def setting(self, code: str) -> bool | int | str | tuple[str, ...] | None:
        """Return a single choice, or ``None`` when it is not set. Refuses a code that no model has."""
        if code not in self.document.settings:
            raise NotInTheModel(f"There is no setting called {code!r} in the model of {self.document.name}.")
        return self.document.settings[code].value

    # --- editions and thresholds

    def edition_on(self, on: date) -> Edition:
        """Return the edition of national guidance in force on a day (F-04, N-63)."""
        return edition_on(self.document, on)

    def threshold_on(self, on: date) -> Threshold:
        """Return the threshold document in force on a day: the area's own, or the national tests of the law until it has one."""
        in_force = [threshold for threshold in self.document.thresholds.values() if threshold.starts <= on]
        if not in_force:
            raise NotInTheModel(f"No threshold document was in force on {on:%-d %B %Y}.")
        return max(in_force, key=lambda threshold: (threshold.binding == "local", threshold.starts))

    def threshold_id_on(self, on: date) -> str:
        """Return the id of :meth:`threshold_on`, to be kept with a decision (C-10)."""
        wanted = self.threshold_on(on)
        return next(key for key, threshold in self.document.thresholds.items() if threshold is wanted)

    # --- the front door

    def channels(self, on: date) -> dict[str, Channel]:
        """Return the ways in that are open for use on a day, by slug. One that has no go-live date yet is not among them."""
        return {
            slug: channel
            for slug, channel in self.document.channels.items()
            if channel.status != "stopped" and channel.goes_live is not None and channel.goes_live <= on
        }

    def channel_in_force(self, slug: str, on: date) -> Channel | None:
        """Return the channel if it may be used on a day, else ``None``."""
        return self.channels(on).get(slug)

    def consultations(self, on: date, *, of: str) -> dict[str, str]:
        """Return by channel what can be asked for from a request that came by the channel ``of``: what each open channel raises,
        by name, and every other open channel. The request's own is there only when it raises something."""
        offered = {}
        for slug, channel in self.channels(on).items():
            if channel.raises:
                offered[slug] = f"{', '.join(channel.raises)} ({channel.name})"
            elif slug != of:
                offered[slug] = channel.name
        return offered

    @property
    def default_channel(self) -> str:
        """The channel of a request that names none."""
        return str(self.setting("default_channel"))

    @property
    def single_queue(self) -> str | None:
        """The one queue that nothing new may bypass, or ``None`` where the area has no such rule (B-10)."""
        queue = self.setting("single_queue")
        return str(queue) if queue else None

    def queue_of(self, channel: str) -> str:
        """Return the queue that a channel's requests enter: the area's one queue where it has one."""
        if self.single_queue:
            return self.single_queue
        if channel not in self.document.channels:
            raise NotInTheModel(f"There is no way into the front door called {channel!r} in {self.document.name}.")
        return self.document.channels[channel].queue

    def queues(self, on: date) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Return the queues that requests enter on a day, by code: its name, and the channels that enter it."""
        entering: dict[str, list[str]] = {}
        for slug in self.channels(on):
            entering.setdefault(self.queue_of(slug), []).append(slug)
        named = self.document.channels
        return {queue: (named[queue if queue in slugs else slugs[0]].name, tuple(slugs)) for queue, slugs in entering.items()}

    @property
    def out_of_hours_number(self) -> str | None:
        """The telephone number at night and weekends, or ``None`` until the area fills it."""
        number = self.setting("out_of_hours_number")
        return str(number) if number else None

    @property
    def has_lead_child_protection(self) -> bool:
        """Whether the area has Lead Child Protection Practitioners: the pathfinders do (D-07, V-37)."""
        return self.is_pathfinder

    @property
    def lead_child_protection_caseload(self) -> int | None:
        """The most children that a Lead Child Protection Practitioner holds, or ``None`` until the area fills it (Q-22)."""
        most = self.setting("lead_child_protection_caseload")
        return int(most) if isinstance(most, int) and not isinstance(most, bool) else None

    @property
    def hub_bodies(self) -> dict[str, HubBody]:
        """The bodies that answer hub enquiries, by id. Empty where the area has not listed them."""
        return {key: body for key, body in self.document.hub_bodies.items() if body.status != "stopped"}

    @property
    def outcomes(self) -> dict[str, Outcome]:
        """The answers that this area may give to a request, by code."""
        return {
            code: outcome for code, outcome in self.document.outcomes.items() if outcome.available and outcome.status != "stopped"
        }

    def outcome(self, code: str) -> Outcome:
        """Return one answer. Refuses a code that this area does not use."""
        if code not in self.outcomes:
            raise NotInTheModel(f"{self.document.name} does not use the outcome {code!r}.", field="outcome")
        return self.outcomes[code]

    def may_decide(
        self,
        outcome: str,
        roles: Iterable[str],
        is_social_worker: bool,
        *,
        alleges_harm: bool = False,
        sender_kind: str = "",
    ) -> Answer:
        """Say whether someone with these roles may give this outcome.

        ``alleges_harm``: the request says that a child is being hurt. ``sender_kind``: ``professional``, ``relative``,
        ``public``, ``self``, ``child`` or ``anonymous``. Sources: P-4, P-6, B-20, B-21.
        """
        return may_give(
            outcome, self.outcome(outcome), roles, is_social_worker, alleges_harm=alleges_harm, sender_kind=sender_kind
        )

    # --- who may lead, who may decide

    @property
    def tiers(self) -> dict[str, Tier]:
        """The levels of help that the area keeps, by code."""
        return {code: tier for code, tier in self.document.tiers.items() if tier.available and tier.status != "stopped"}

    def tier_for(self, basis: str) -> str:
        """Return the level of help to which a child with this basis belongs here."""
        if "family_help" in self.tiers:
            return "family_help"
        return "early_help" if basis == "by_agreement" else "child_in_need"

    def may_lead(
        self,
        *,
        basis: str,
        tier: str = "",
        profession: str = "",
        is_social_worker: bool,
        agency_kind: str = "childrens_services",
        risk_level: str | None = None,
        accredited: bool = False,
    ) -> Answer:
        """Say whether a practitioner may be a family's lead.

        Args:
            basis: the highest basis of help among the family's children (practice P-1: the child at the highest level counts).
            tier: the level of help; empty means the area's own level for that basis.
            profession, is_social_worker, agency_kind, accredited: who is proposed. A social worker is one with a registration.
            risk_level: ``low``, ``medium`` or ``high`` as recorded, or ``None`` when nobody has recorded it.

        Sources: practice P-7; ledger C-05 to C-09, C-12, C-14, C-35, C-38, X-08.
        """
        tier = tier or self.tier_for(basis)
        if tier not in self.tiers:
            kept = " and ".join(f"“{each.name}”" for each in self.tiers.values())
            return Answer(False, f"{self.document.name} has no level of help called {tier!r}. It has {kept}.", "tiers")
        if self.setting("lead_accreditation") and not accredited:
            return Answer(
                False,
                f"{self.document.name} asks that a lead practitioner is accredited first. Record the accreditation with its "
                "evidence, or choose someone who has it.",
                "C-14 accreditation",
            )
        key, held = self.lead_rule(basis, tier)
        return fits_lead_rule(key, held, is_social_worker, agency_kind=agency_kind, risk_level=risk_level)

    def needs_social_worker(self, *, basis: str, tier: str = "", risk_level: str | None = None) -> bool:
        """Say whether a child with this basis needs a social worker to lead here (A-13, the list that empties on allocation)."""
        tier = tier or self.tier_for(basis)
        _, held = self.lead_rule(basis, tier)
        return held.leads == "social_worker" or (held.leads == "by_risk" and risk_level not in held.others_at_risk)

    def lead_rule(self, basis: str, tier: str) -> tuple[str, LeadRule]:
        """Return the id and the rule that decides who may lead at a basis and level of help on this day."""
        for key, held in sorted(self.document.lead_rules.items(), key=lambda item: item[1].order):
            if (
                held.status != "stopped"
                and (not held.bases or basis in held.bases)
                and (not held.tiers or tier in held.tiers)
                and (held.applies_from is None or held.applies_from <= self.on)
                and (held.applies_until is None or self.on < held.applies_until)
            ):
                return key, held
        raise NotInTheModel(f"{self.document.name} does not say who may lead at {basis!r}, {tier!r}.")

    def may(self, decision: str, roles: Iterable[str], is_social_worker: bool) -> Answer:
        """Say whether someone with these roles may take a step such as ``allocate_lead`` or ``authorise_assessment``."""
        if decision not in self.document.decisions:
            raise NotInTheModel(f"The model of {self.document.name} does not say who may take the step {decision!r}.")
        return may_take(decision, self.document.decisions[decision], roles, is_social_worker)

    # --- clocks, assessment, plan

    def limit(self, code: str) -> TimeLimit | None:
        """Return a time limit, or ``None`` when the area has not set it. Refuses a code that no model has."""
        if code not in self.document.limits:
            raise NotInTheModel(f"There is no time limit called {code!r} in the model of {self.document.name}.")
        found = self.document.limits[code]
        return found if found.amount is not None and found.status != "stopped" else None

    @property
    def assessment_domains(self) -> dict[str, AssessmentDomain]:
        """The parts of the assessment in order, by code."""
        kept = {key: part for key, part in self.document.assessment_domains.items() if part.available}
        return dict(sorted(kept.items(), key=lambda item: item[1].order))

    def places_of(self, said: str) -> tuple[str, ...]:
        """Return where something said before the assessment belongs in it; nothing where the model does not say."""
        carried = self.document.carried.get(said)
        return carried.places if carried is not None else ()

    @property
    def plan_parts(self) -> dict[str, PlanPart]:
        """The parts of the plan in order, by code."""
        kept = {key: part for key, part in self.document.plan_parts.items() if part.available}
        return dict(sorted(kept.items(), key=lambda item: item[1].order))


@rule(
    "practice_model.edition_on",
    source="ledger F-04, N-63",
    edition="2026",
    examples=(
        gives(NATIONAL.editions["wt2018"], NATIONAL, date(2023, 12, 14)),
        gives(NATIONAL.editions["wt2023"], NATIONAL, date(2023, 12, 15)),
        gives(NATIONAL.editions["wt2018"], NATIONAL, date(2018, 7, 4)),
    ),
)
def edition_on(document: Document, on: date) -> Edition:
    """Return the edition of national guidance in force on a day. Refuses a day before the first edition known."""
    for edition in document.editions.values():
        if edition.starts <= on and (edition.ends is None or on < edition.ends):
            return edition
    raise NotInTheModel(f"No edition of the guidance is recorded for {on:%-d %B %Y}.")
