"""What a person reads when a constraint of this room refuses."""

from kith.kernel.constraints import explain


def register() -> None:
    """Tell the kernel the words for each constraint."""
    explain(
        {
            "access_grant_ends_after_start": "Sight cannot end before it starts. Check both days.",
            "access_one_restriction_per_family": "This family is already restricted.",
            "access_restriction_member_once": "This person is already named on the restriction.",
            "access_tried_once": "Too many tried at once. Try again.",
            "access_tried_key_is_a_hash": "What is counted is kept as a hash only.",
            "access_sight_once": "This role already sees this part.",
        }
    )
