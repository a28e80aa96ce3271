"""What a person reads when a constraint of this room refuses."""

from kith.kernel.constraints import explain


def register() -> None:
    """Tell the kernel the words for each constraint."""
    explain(
        {
            "access_grant_ends_after_start": "Sight cannot end before it starts. Check both days.",
            "access_one_restriction_per_family": "This family is already restricted.",
            "access_restriction_member_once": "This person is already named on the restriction.",
            "access_sight_once": "This role already sees this part.",
        }
    )
