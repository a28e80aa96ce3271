"""What the front door of the demonstration says when it decides."""

ADVICE_REASONS = (
    "Talked through what is already in place. The school will go on with its own plan and knows when to come back to us.",
    "The family has a health visitor and a grandmother beside them. Advice given on sleep and routines; details of the group sent.",
    "Nothing here needs more than the class teacher and the parents. Agreed who says what, and to ring again if it changes.",
    "The housing question was put to the right office while the caller was on the line.",
)
NFA_REASONS = (
    "The notice was for information. Nobody was hurt, the children were not there, and both parents were spoken to.",
    "The same event as last month's notice, already looked into. Nothing new about the children.",
    "What was heard through the wall was a birthday party. Two checks agree, and the caller was glad.",
    "School and surgery both know the family well and have no worries.",
)
OTHER_REASONS = {
    "signposted": "The family hub's parent group fits what was asked. The caller has the address and will go with them.",
    "linked_open": "The family already has a lead, who has been told today and will ask about it at the next visit.",
    "another_area": "The family moved in the summer. Passed by telephone to the front door where they live, who have it.",
    "declined": "The parents heard what was offered, said no for now and know how to come back. Nothing here overrides that.",
    "return_for_agreement": "The parents have not been asked. The school will talk with them this week and send it again.",
}
HELP_REASONS = {
    "early_help": "The need is clear, the family wants help and one person beside them can bring it together.",
    "family_help": "Several needs at once that no single service can meet. The family agrees to one plan with one lead.",
    "section_17": "Without help this child's health or development is likely to suffer. An assessment of need is the right answer.",
    "child_protection": "There is reason to think that a child may suffer significant harm. The child protection team was told at once.",
    "initial_social_work_assessment": "A social worker needs to see the family before the level of help can be settled.",
}
NFA_HELPED = "Seen and spoken with; the worry was answered by what the family has already put in place."
