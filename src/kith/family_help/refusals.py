"""How Family Help says no. Each message tells the reader what to do."""

from uuid import UUID

from kith.kernel.refusals import NotPermitted, Refusal


class SecondEpisode(Refusal):
    """The family already has an open episode; ``episode_id`` points to it."""

    code = "second_episode"

    def __init__(self, message: str, *, episode_id: UUID) -> None:
        super().__init__(message)
        self.episode_id = episode_id


class ChildAlreadyHelped(Refusal):
    """The child is the subject of another open episode; ``family_id`` points to its family."""

    code = "child_already_helped"

    def __init__(self, message: str, *, family_id: UUID) -> None:
        super().__init__(message)
        self.family_id = family_id


class NotInFamily(Refusal):
    code = "not_in_family"


class NotAChild(Refusal):
    code = "not_a_child"


class WrongCode(Refusal):
    code = "wrong_code"


class WordsMissing(Refusal):
    """Something that the decision rests on was left empty; ``field`` says which."""

    code = "words_missing"


class DatesWrong(Refusal):
    code = "dates_wrong"


class EpisodeClosed(Refusal):
    code = "episode_closed"


class TierNotUsed(Refusal):
    """The area's model does not keep this tier apart (ledger C-03)."""

    code = "tier_not_used"
    field = "tier"


class MayNotDecide(NotPermitted):
    code = "may_not_decide"


class LeadNotAllowed(Refusal):
    """The practice model does not let this practitioner lead; ``rule`` names the rule."""

    code = "lead_not_allowed"
    field = "practitioner"


class NeedsQualifiedLead(LeadNotAllowed):
    """The step needs a lead whom the present one is not; name who will lead (ledger C-09)."""

    code = "needs_qualified_lead"
    field = "receiving_practitioner"


class LeadAlreadyProposed(Refusal):
    code = "lead_already_proposed"
    field = "practitioner"


class AlreadyAnswered(Refusal):
    code = "already_answered"


class HandoverIncomplete(Refusal):
    code = "handover_incomplete"
    field = "handover_summary"


class OverseerNotQualified(Refusal):
    code = "overseer_not_qualified"
    field = "practitioner"


class OverseerMissing(Refusal):
    """Oversight that the area's model asks for is missing, so the plan cannot be agreed (ledger C-07)."""

    code = "overseer_missing"


class NotAgreed(Refusal):
    code = "not_agreed"
    field = "agreed"


class GrantsUndecided(Refusal):
    """A step must decide again what each partner may see (P-8)."""

    code = "grants_undecided"
    field = "grants"


class GrantWidened(Refusal):
    code = "grant_widened"
    field = "grants"


class PlanEndsOnlyByConference(Refusal):
    code = "plan_ends_only_by_conference"
    field = "ended_by"


class ClosureReasonRefused(Refusal):
    code = "closure_reason_refused"
    field = "closure_reason"


class AssessmentSigned(Refusal):
    code = "assessment_signed"


class AssessmentIncomplete(Refusal):
    """What is missing before an assessment can be submitted or signed off; ``missing`` lists it."""

    code = "assessment_incomplete"

    def __init__(self, missing: list[str]) -> None:
        super().__init__("Before you go on: " + "; ".join(missing) + ".")
        self.missing = missing


class SecondAssessment(Refusal):
    code = "second_assessment"


class NothingToMove(Refusal):
    """A step is finished, or its version of the practice model has not ended."""

    code = "nothing_to_move"


class SecondPlan(Refusal):
    code = "second_plan"


class PlanIncomplete(Refusal):
    """What is missing before a plan can be agreed; ``missing`` lists it."""

    code = "plan_incomplete"

    def __init__(self, missing: list[str]) -> None:
        super().__init__("Before the plan can be agreed: " + "; ".join(missing) + ".")
        self.missing = missing


class WordsUndecided(Refusal):
    """A child's words wait for a decision about who may read them (P-10)."""

    code = "words_undecided"


class ContactNotSafe(Refusal):
    code = "contact_not_safe"
    field = "agreed_safe"


class NotAReader(Refusal):
    code = "not_a_reader"
    field = "reader"
