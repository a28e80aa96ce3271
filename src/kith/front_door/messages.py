"""What a person reads when a constraint of this room refuses."""

MESSAGES = {
    "front_door_one_decision_for_a_child": "Somebody has just decided for this child. Read their decision first.",
    "front_door_body_asked_once": "This body has already been asked in this enquiry.",
    "front_door_handover_decision_id_key": "This decision has been handed over already. Look at it again.",
    "front_door_person_key_once": "Two people of the request have the same key. Give each their own.",
    "front_door_receipt_key_once": "This very request has just arrived. Send it again to get its receipt.",
    "front_door_receipt_reference_once": "This very request has just arrived. Send it again to get its receipt.",
    "front_door_receipt_request_id_key": "This request has its receipt already.",
    "front_door_refused_line_once": "This line has been kept already.",
    "front_door_request_number_once": "Two requests arrived at once. Send this one again.",
    "front_door_requestsender_request_id_key": "This request has its sender already.",
    "front_door_urgent_request_waits": "A child may be in danger now, so this request is not decided yet. Look at it again.",
    "front_door_match_once": "This person is already listed as a possible match.",
}

SENT_TWICE = frozenset({"front_door_receipt_key_once", "front_door_receipt_reference_once", "front_door_receipt_request_id_key"})
"""Constraints that refuse a request because the very same one arrived at the same moment: sent again, it gets its receipt."""
