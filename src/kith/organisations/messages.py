"""What a person reads when a constraint of this room refuses."""

from kith.kernel.constraints import explain


def register() -> None:
    """Tell the kernel the words for each constraint."""
    explain(
        {
            "organisations_agency_slug_key": "There is an agency with this short name already. Choose another.",
            "organisations_area_live_by_someone": "Say who takes the area live.",
            "organisations_area_not_live_for_a_reason": "Say why the area is not to be live any more.",
            "organisations_area_slug_key": "There is an area with this short name already. Choose another.",
            "organisations_demonstration_clock_single": "The demonstration has one clock. Set that one.",
            "organisations_duty_turn_ends_after_start": "A duty turn must end after it starts. Check both times.",
            "organisations_hub_body_ends_after_start": "A body of the hub cannot end before it starts. Check both days.",
            "organisations_hub_body_once": "The hub already has a body with this short name. Choose another.",
            "organisations_membership_ends_after_start": "A place cannot end before it starts. Check both days.",
            "organisations_membership_once": "This person already has this role here from this day.",
            "organisations_practitioner_user_id_key": "This sign-in already belongs to somebody.",
            "organisations_team_slug_in_area": "This area has a team with this short name already. Choose another.",
            "organisations_user_email_key": "Somebody with this e-mail address has been invited already.",
        }
    )
