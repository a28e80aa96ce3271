"""Who leads, and whom the area's model lets lead: one question, asked alike by a step, a change of basis and a choice of lead."""

from datetime import datetime

from kith.family_help.models import BasisOfHelp, Episode, LeadAssignment
from kith.family_help.models.lead import RiskLevel
from kith.family_help.refusals import NeedsQualifiedLead
from kith.family_help.rules import BASIS_ORDER, highest
from kith.family_help.services.authority import accredited, area_model, where_it_says
from kith.kernel.time import london_date
from kith.organisations.models import Practitioner
from kith.practice_model.rules import Answer


def current_lead(episode: Episode) -> LeadAssignment | None:
    """Return who leads now, or ``None``."""
    return episode.leads.select_related("practitioner").filter(state=LeadAssignment.State.ACCEPTED, ends_on__isnull=True).first()


def may_lead(
    episode: Episode,
    practitioner: Practitioner,
    *,
    now: datetime,
    bases: list[str] | None = None,
    tier: str = "",
    risk_level: str | None = None,
) -> Answer:
    """Ask the area's model whether a practitioner may lead, by the child at the highest basis (P-7)."""
    today = london_date(now)
    held = bases or list(
        BasisOfHelp.objects.filter(episode_child__episode=episode, ends_on__isnull=True).values_list("basis", flat=True)
    )
    return area_model(now).may_lead(
        basis=highest(held),
        tier=tier or episode.tier,
        profession=practitioner.profession,
        is_social_worker=practitioner.is_social_worker,
        agency_kind=practitioner.agency.kind,
        risk_level=risk_level,
        accredited=accredited(practitioner, episode.area_id, today),
    )


def goes_on_leading(
    episode: Episode,
    practitioner: Practitioner,
    *,
    bases: list[str],
    tier: str = "",
    risk_level: str | None,
    rises: bool,
    then: str = "Name who will lead.",
    now: datetime,
) -> None:
    """Refuse what would leave a family with a lead who may not lead it; ``then`` says what to do.

    Raises :class:`NeedsQualifiedLead` with the rule of the area's model. Source: P-7, P-27; ledger C-09.
    """
    answer = may_lead(episode, practitioner, bases=bases, tier=tier, risk_level=risk_level, now=now)
    if answer.allowed and rises and rising_needs_a_social_worker(practitioner, now=now):
        answer = Answer(
            False,
            "This area’s model says that a family whose needs rise is led by a social worker from then on (Our model, “A"
            " review that finds escalated needs moves the lead to a social worker”).",
            "escalation_forces_social_worker",
        )
    if not answer.allowed:
        raise NeedsQualifiedLead(
            f"{practitioner.name} cannot lead after this step. {answer.reason}{where_it_says(answer, now)} {then}",
            rule=answer.rule,
        )


def lead_fits(episode: Episode, *, basis: str, before: str, others: list[str], then: str, now: datetime) -> None:
    """Refuse a child's basis of help, decided outside a step, under which the present lead may not lead at every level of risk.

    Only a step asks the level of risk and names the next lead. ``before`` is the child's own basis until now, if any;
    ``others`` are the other children's. Raises :class:`NeedsQualifiedLead`.
    """
    present = current_lead(episode)
    if present is None or basis == before or basis not in BASIS_ORDER:
        return
    rises = not before or BASIS_ORDER.index(basis) > BASIS_ORDER.index(before)
    for risk in RiskLevel.values:
        goes_on_leading(episode, present.practitioner, bases=[*others, basis], risk_level=risk, rises=rises, then=then, now=now)


def step_is_led_by(practitioner: Practitioner, *, rises: bool, now: datetime) -> None:
    """Refuse who is asked to lead after a step where the area's model forces a social worker (C-09).

    Raises :class:`NeedsQualifiedLead`.
    """
    if rises and rising_needs_a_social_worker(practitioner, now=now):
        raise NeedsQualifiedLead(
            f"{practitioner.name} is not a social worker. In this area a family whose needs rise is led by one."
            " Choose a social worker.",
            rule="escalation_forces_social_worker",
        )


def rising_needs_a_social_worker(practitioner: Practitioner, *, now: datetime) -> bool:
    """Say whether the area's model forces a social worker to lead where needs rise, and this practitioner is none (C-09)."""
    return bool(area_model(now).setting("escalation_forces_social_worker")) and not practitioner.is_social_worker
