"""How Family Help says no. Each message tells the reader what to do."""

from uuid import UUID

from kith.kernel.refusals import NotPermitted, Refusal


class SecondEpisode(Refusal):
    """The family already has an open episode; ``episode_id`` points to it."""

    code = "second_episode"
    source = "practice P-1; ledger A-27"

    def __init__(self, message: str, *, episode_id: UUID) -> None:
        super().__init__(message)
        self.episode_id = episode_id


class ChildAlreadyHelped(Refusal):
    """The child is the subject of another open episode; ``family_id`` points to its family."""

    code = "child_already_helped"
    source = "practice P-1; children in need census, rules 8815 and 8820"

    def __init__(self, message: str, *, family_id: UUID) -> None:
        super().__init__(message)
        self.family_id = family_id


class NotInFamily(Refusal):
    code = "not_in_family"
    source = "practice P-1"


class NotAChild(Refusal):
    code = "not_a_child"
    source = "Children Act 1989, section 105; practice P-1"


class WrongCode(Refusal):
    code = "wrong_code"
    source = "children in need census, code lists; practice P-6"


class WordsMissing(Refusal):
    """Something that the decision rests on was left empty; ``field`` says which."""

    code = "words_missing"
    source = "practice P-8; ledger C-13"


class DatesWrong(Refusal):
    code = "dates_wrong"
    source = "practice P-2, P-25"


class EpisodeClosed(Refusal):
    code = "episode_closed"
    source = "practice P-8, P-30"


class TierNotUsed(Refusal):
    """The area's model does not keep this tier apart (ledger C-03)."""

    code = "tier_not_used"
    source = "practice P-7; ledger C-03, C-38"
    field = "tier"


class MayNotDecide(NotPermitted):
    code = "may_not_decide"
    source = "practice P-1, P-7; decisions of the area's practice model"


class LeadNotAllowed(Refusal):
    """The practice model does not let this practitioner lead; ``rule`` names the rule."""

    code = "lead_not_allowed"
    source = "practice P-7; lead rules of the area's practice model"
    field = "practitioner"


class NeedsQualifiedLead(LeadNotAllowed):
    """The step needs a lead whom the present one is not; name who will lead (ledger C-09)."""

    code = "needs_qualified_lead"
    source = "practice P-7, P-27; ledger C-09"
    field = "receiving_practitioner"


class LeadAlreadyProposed(Refusal):
    code = "lead_already_proposed"
    source = "practice P-1 (one lead at a time)"
    field = "practitioner"


class AlreadyAnswered(Refusal):
    code = "already_answered"
    source = "practice P-8"


class HandoverIncomplete(Refusal):
    code = "handover_incomplete"
    source = "ledger C-16, C-17; practice P-8"
    field = "handover_summary"


class OverseerNotQualified(Refusal):
    code = "overseer_not_qualified"
    source = "practice P-7; ledger C-07"
    field = "practitioner"


class OverseerMissing(Refusal):
    """Oversight that the area's model asks for is missing, so the plan cannot be agreed (ledger C-07)."""

    code = "overseer_missing"
    source = "practice P-7; ledger C-07"


class NotAgreed(Refusal):
    code = "not_agreed"
    source = "practice P-5, P-8"
    field = "agreed"


class GrantsUndecided(Refusal):
    """A step must decide again what each partner may see (P-8)."""

    code = "grants_undecided"
    source = "practice P-8, P-26"
    field = "grants"


class GrantWidened(Refusal):
    code = "grant_widened"
    source = "practice P-8, P-26; design 9, rule 2"
    field = "grants"


class PlanEndsOnlyByConference(Refusal):
    code = "plan_ends_only_by_conference"
    source = "Working Together to Safeguard Children; practice P-8"
    field = "ended_by"


class NotRecordedElsewhere(Refusal):
    """A child protection plan begins or ends here only as a conference recorded elsewhere."""

    code = "not_recorded_elsewhere"
    source = "Working Together to Safeguard Children; practice P-8"
    field = "elsewhere_source"


class ActionsOpen(Refusal):
    """Help ends when its work has ended, or says what becomes of it."""

    code = "actions_open"
    source = "practice P-30"


class SafetyPlanDay(Refusal):
    code = "safety_plan_day"
    source = "practice P-12"
    field = "until"


class SafetyPlanEnded(Refusal):
    code = "safety_plan_ended"
    source = "practice P-12"


class SafetyPlanStands(Refusal):
    """Help does not end while a safety plan holds: it is looked at again at every decision."""

    code = "safety_plan_stands"
    source = "practice P-12, P-30"


class DangerUnanswered(Refusal):
    """Help does not end while an alert that a child may be in danger waits for an answer."""

    code = "danger_unanswered"
    source = "practice P-12, P-30"


class LeadMustSee(Refusal):
    """A step leaves a partner who leads, or who is to see a part, with nothing to see."""

    code = "lead_must_see"
    source = "practice P-8, P-26"
    field = "grants"


class ClosureReasonRefused(Refusal):
    code = "closure_reason_refused"
    source = "children in need census, rules 2990 and 8825Q; practice P-30"
    field = "closure_reason"


class ReopeningRefused(Refusal):
    """Help that ended cannot be reopened."""

    code = "reopening_refused"
    source = "practice P-1"


class AssessmentSigned(Refusal):
    code = "assessment_signed"
    source = "design 9 (history); practice P-28"


class AssessmentIncomplete(Refusal):
    """What is missing before an assessment can be submitted or signed off; ``missing`` lists it."""

    code = "assessment_incomplete"
    source = "practice P-28"

    def __init__(self, missing: list[str]) -> None:
        super().__init__("Before you go on: " + "; ".join(missing) + ".")
        self.missing = missing


class SecondAssessment(Refusal):
    code = "second_assessment"
    source = "practice P-1 (one assessment)"


class NothingToMove(Refusal):
    """A step is finished, or its version of the practice model has not ended."""

    code = "nothing_to_move"
    source = "design 2.3 (a step keeps its version)"


class SecondPlan(Refusal):
    code = "second_plan"
    source = "practice P-1 (one plan)"


class PlanIncomplete(Refusal):
    """What is missing before a plan can be agreed; ``missing`` lists it."""

    code = "plan_incomplete"
    source = "ledger C-18, C-43, J-11; practice P-10"

    def __init__(self, missing: list[str]) -> None:
        super().__init__("Before the plan can be agreed: " + "; ".join(missing) + ".")
        self.missing = missing


class WordsUndecided(Refusal):
    """A child's words wait for a decision about who may read them (P-10)."""

    code = "words_undecided"
    source = "practice P-10, P-29"


class ContactNotSafe(Refusal):
    code = "contact_not_safe"
    source = "practice P-3"
    field = "agreed_safe"


class NotReadForThem(Refusal):
    """Something is kept from this reader, and no worker has confirmed that the copy was read for what it could tell them."""

    code = "not_read_for_them"
    source = "practice P-9"
    field = "read_for_them"


class NotAReader(Refusal):
    code = "not_a_reader"
    source = "practice P-9"
    field = "reader"
