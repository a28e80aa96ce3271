"""Plain words for this room's database constraints: the last door, when two people do the same thing at once."""

MESSAGES = {
    "people_member_once_in_family": "This person is already in this family.",
    "people_person_death_after_birth": "The date of death is before the date of birth. Check both.",
    "people_merge_once_at_a_time": "This record has just been joined to another. Look at both again.",
    "people_person_not_merged_into_itself": "A record cannot be joined to itself.",
    "people_tie_not_to_oneself": "That would tie a person to themself. Leave it with the record it is on.",
    "people_relationship_once": "This relationship is already recorded.",
    "people_relationship_not_to_oneself": "A person cannot be related to themself. Choose another person.",
    "people_duplicate_pair_once": "These two records are already on the list.",
    "people_imported_ref_once": "A row with this reference has been brought in already.",
    "people_tie_to_somebody": "Say to whom or to what the tie is.",
}
