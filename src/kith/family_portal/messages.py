"""What a person reads when a constraint of this room refuses."""

MESSAGES = {
    "family_portal_link_one_per_reader": "Somebody has just made a link for this reader. Look at the page again.",
    "family_portal_readerlink_link_hash_key": "The link could not be made. Make it again.",
}
