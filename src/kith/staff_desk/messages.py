"""What a person reads when a constraint of this room refuses."""

MESSAGES = {"staff_desk_draft_one_per_page": "This page is being saved in another window. Save again."}
