"""What a person reads when a constraint of this room refuses. Each answers the same whether or not the other row may be known."""

from kith.kernel.constraints import explain


def register() -> None:
    """Tell the kernel the words for each constraint."""
    explain(
        {
            "family_help_episode_one_open": "This family already has an open episode. Work in that one.",
            "family_help_child_one_open": (
                "A child you named cannot be added here: help for them may already be open. Ask your duty manager."
            ),
            "family_help_basis_no_overlap": "This child already has a basis of help on one of these days.",
            "family_help_lead_one_at_a_time": "The family already has a lead practitioner on one of these days.",
            "family_help_oversight_one_at_a_time": "The episode already has an overseer on one of these days.",
            "family_help_assessment_one_in_work": "An assessment is already being written. Work in that one.",
            "family_help_assessment_one": "This episode already has its assessment. Add an update to it.",
            "family_help_move_has_reason": "Say why.",
            "family_help_move_to_another_version": "This is the version it is on already. Choose another.",
            "family_help_action_has_owner": "Say who does this.",
            "family_help_need_position": "Somebody has just added a need here. Look at the page again, then add yours.",
            "family_help_goal_position": "Somebody has just added a goal here. Look at the page again, then add yours.",
            "family_help_assessment_authorised_at": "Only an assessment that is signed off has a day of signing off.",
            "family_help_assessment_stopped_at": "Only an assessment that was stopped has a day of stopping.",
            "family_help_assessment_version_once": "Somebody has just done this with the assessment. Look at it again.",
            "family_help_version_from_one": "Versions are counted from one.",
            "family_help_member_once": "This person is already in the assessment.",
            "family_help_section_once": "This part of the assessment is there already.",
            "family_help_basis_ends_after_start": "A basis of help cannot end before it starts. Check both days.",
            "family_help_child_step_once": "This child is already in this step.",
            "family_help_child_words_named_readers": "Say who may read the words, or choose another answer.",
            "family_help_child_words_or_reason": "Enter the child’s words, or why there are none.",
            "family_help_child_worker_once": "This worker is already named for the child.",
            "family_help_episode_closed_after_referral": "Help cannot be closed before the day of the referral. Check both days.",
            "family_help_child_left_after_joined": "A child cannot leave help before they joined it. Check both days.",
            "family_help_lead_ends_after_start": "A lead cannot end before they start. Check both days.",
            "family_help_lead_one_proposed": "Somebody has just been asked to lead. Wait for their answer, or withdraw the question.",
            "family_help_lead_starts_when_accepted": "A lead starts on the day they accept.",
            "family_help_plan_child_once": "This child is already in the plan.",
            "family_help_plan_version_once": "Somebody has just done this with the plan. Look at it again.",
            "family_help_progress_once": "Progress on this goal is already in this review.",
            "family_help_plan_one_active": "This family already has a plan. Work in that one.",
        }
    )
