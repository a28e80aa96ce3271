"""What a step decides about each partner's sight of the family."""

from dataclasses import dataclass, field
from uuid import UUID

from kith.access.models import Grant
from kith.family_help.models import GrantStep, StepDecision
from kith.family_help.refusals import GrantsUndecided, GrantWidened, LeadMustSee, WrongCode
from kith.family_help.rules import NEVER_INHERITED, PARTNER_PARTS
from kith.family_help.services.who_may_lead import current_lead


@dataclass(frozen=True)
class SightDecision:
    """What one partner may see from now on: ``confirm``, ``narrow`` to ``parts``, or ``end``."""

    practitioner_id: UUID
    decision: str
    parts: list[str] = field(default_factory=list)
    reason: str = ""


def decide_sight(step: StepDecision, decisions: list[SightDecision], next_lead: UUID | None) -> None:
    """Write what was decided about every partner who can see the family; refuse to leave one out or to show more.

    ``next_lead`` is who will lead after the step, where that changes. Raises :class:`GrantsUndecided`, :class:`GrantWidened`,
    :class:`LeadMustSee`, :class:`WrongCode`.
    """
    held: dict[UUID, Grant] = {}
    parts_held: dict[UUID, set[str]] = {}
    for grant in Grant.objects.select_related("practitioner").filter(family_id=step.family_id, ends_on__isnull=True):
        held[grant.practitioner_id] = grant
        parts_held.setdefault(grant.practitioner_id, set()).update(grant.parts)
    decided = {each.practitioner_id: each for each in decisions}
    left_out = [grant.practitioner.name for key, grant in held.items() if key not in decided]
    if left_out:
        raise GrantsUndecided(f"Decide what {' and '.join(sorted(left_out))} may see from now on.")
    leading = current_lead(step.episode)
    leads = next_lead or (leading.practitioner_id if leading else None)
    for key, each in decided.items():
        if each.decision not in GrantStep.Decision.values or key not in held:
            raise WrongCode("Choose what each partner may see: keep, show less, or end.", field="grants")
        parts = each.parts if each.decision == GrantStep.Decision.NARROW else []
        _can_be_done(each, parts, parts_held[key], held[key].practitioner.name, leads=key == leads)
        GrantStep.objects.create(
            area_id=step.area_id,
            family_id=step.family_id,
            step=step,
            practitioner_id=key,
            decision=each.decision,
            parts=parts,
            reason=each.reason or step.reason,
        )


def _can_be_done(each: SightDecision, parts: list[str], held: set[str], name: str, *, leads: bool) -> None:
    if set(parts) - held or set(parts) & NEVER_INHERITED:
        raise GrantWidened("A step can show a partner less, never more. Give more sight by a grant of its own.")
    if leads and each.decision != GrantStep.Decision.CONFIRM and (held & set(PARTNER_PARTS)) - set(parts):
        raise LeadMustSee(
            f"{name} leads this family, and needs to see what a lead sees. Choose “The same as now”, or name another person who"
            " will lead after the step."
        )
    if each.decision == GrantStep.Decision.NARROW and not parts:
        raise LeadMustSee(f"Tick at least one part that {name} may see, or choose “Nothing more”.")
