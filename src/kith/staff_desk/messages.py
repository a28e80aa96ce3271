"""What a person reads when a constraint of this room refuses."""

from kith.kernel.constraints import explain


def register() -> None:
    """Tell the kernel the words for each constraint."""
    explain({"staff_desk_draft_one_per_page": "This page is being saved in another window. Save again."})
