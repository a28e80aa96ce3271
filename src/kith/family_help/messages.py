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
            "family_help_plan_one_active": "This family already has a plan. Work in that one.",
        }
    )
