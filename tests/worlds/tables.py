"""Which rule of sight holds for the rows of each guarded table, and for its history: read off the schema, not off the policies.

A guarded table that is not here fails the test; so does one that no world ever fills.
"""

from tests.of_rooms import of_rooms
from tests.worlds.sight import Rule

ONE = ("person_id",)
TWO = ("person_id", "other_id")


def _family(part: str, *persons: str, via: tuple[str, ...] = (), whole: bool = False) -> Rule:
    return Rule("family", part, persons=persons, via=via, whole=whole)


def _request(*persons: str, via: tuple[str, ...] = ("request_id",), part: str = "front_door") -> Rule:
    return Rule("area", part, persons=persons, via=via)


RULES: dict[str, Rule] = {
    # people
    "people_person": Rule("person", persons=("id",)),
    "people_family": Rule("family", "identity", family="id"),
    "people_familymember": _family("identity", *ONE),
    "people_address": Rule("person", persons=ONE, at_home=True),
    "people_contactdetail": Rule("person", persons=ONE, at_home=True),
    "people_professional": Rule("person", persons=ONE, at_home=True),
    "people_agreement": _family("episode", *ONE),
    "people_hazard": Rule("person", persons=ONE),
    "people_identifier": Rule("person", persons=ONE),
    "people_imported": Rule("person", persons=ONE),
    "people_othername": Rule("person", persons=ONE),
    # From whom something is kept is named so that it is kept, also while that person is hidden.
    "people_protection": Rule("person", persons=ONE),
    "people_relationship": Rule("person", persons=TWO),
    "people_tie": Rule("person", persons=TWO),
    "people_merge": Rule("person", persons=("person_id", "into_id")),
    "people_possibleduplicate": Rule("person", persons=TWO),
    "people_riskstatement": _family("child_protection", *ONE),
    "people_restrictednotice": _family("identity"),
    "people_sealedlink": Rule("area", "sealed"),
    "people_matchkey": Rule("nobody"),
    "people_nameword": Rule("anybody"),
    "people_calibration": Rule("anybody"),
    # family help
    "family_help_episode": _family("episode"),
    "family_help_episodechild": _family("episode", *ONE),
    "family_help_basisofhelp": _family("episode", *ONE),
    "family_help_childstep": _family("episode", *ONE),
    "family_help_childworker": _family("episode", *ONE),
    "family_help_stepdecision": _family("episode"),
    "family_help_grantstep": _family("episode"),
    "family_help_modelmove": _family("episode"),
    "family_help_leadassignment": _family("episode"),
    "family_help_oversight": _family("episode"),
    "family_help_dangeralert": _family("identity"),
    "family_help_safetyplan": _family("episode"),
    "family_help_assessment": _family("assessment"),
    "family_help_assessmentsection": _family("assessment"),
    "family_help_assessmentmember": _family("assessment", *ONE),
    "family_help_assessmentversion": _family("assessment", whole=True),
    "family_help_assessedneed": _family("assessment", *ONE),
    "family_help_childseen": _family("assessment", *ONE),
    "family_help_childwords": _family("assessment", *ONE),
    "family_help_knownfact": _family("assessment", *TWO),
    "family_help_statement": _family("assessment", *ONE),
    "family_help_plan": _family("plan"),
    "family_help_planchild": _family("plan", *ONE),
    "family_help_planreview": _family("plan"),
    "family_help_planshare": _family("plan", *ONE),
    "family_help_planversion": _family("plan", whole=True),
    "family_help_goal": _family("plan", *ONE),
    "family_help_goalprogress": _family("plan", via=("goal_id",)),
    "family_help_action": _family("plan", "owner_person_id", via=("goal_id",)),
    "family_portal_readerlink": Rule("family", "plan", persons=ONE, sender="link_hash"),
    # the front door
    "front_door_request": _family("front_door"),
    "front_door_requestsender": _request(),
    "front_door_requestperson": _request("person_id"),
    "front_door_requestrelationship": _request(via=("request_id", "from_person_id", "to_person_id")),
    "front_door_requestkey": _request(via=("request_id", "request_person_id")),
    "front_door_requestmatch": Rule("area", "front_door", persons=ONE, via=("request_id", "request_person_id", "person_id")),
    "front_door_decision": _request(via=("request_id", "request_person_id")),
    "front_door_handover": _request(via=("request_id", "decision_id")),
    "front_door_consultation": _request(),
    "front_door_feedback": _request(),
    "front_door_conversation": _request(),
    "front_door_conversationname": _request(via=("conversation_id",)),
    "front_door_hubenquiry": _request(part="hub"),
    "front_door_hubquestion": Rule("area", "hub", via=("enquiry_id",), also="hub_question"),
    "front_door_hubanswer": Rule("via", via=("question_id",)),
    "front_door_notice": Rule("area", "front_door", also="notice"),
    "front_door_receipt": Rule("area", "front_door", sender="sender"),
    "front_door_refusedline": Rule("area", "front_door"),
    "front_door_restrictedmatch": Rule("area", "duty_alert"),
    # what belongs to one practitioner, who looked, and who may see
    "staff_desk_draft": Rule("own"),
    "access_sentform": Rule("own"),
    "audit_look": Rule("area", "looks", also="look"),
    "access_sight": Rule("nobody"),
    "access_grant": Rule("family", "episode", also="grant"),
    "access_restriction": Rule("family", "identity", also="restriction"),
    "access_restrictionmember": Rule("via", via=("restriction_id",)),
    # rooms that say it in their own tests
    **of_rooms("sight", "RULES"),
}

HISTORY: dict[str, Rule] = {
    # An earlier name of a family may hold the name of somebody who was hidden since.
    "people_familyevent": Rule("family", "identity", family="id", whole=True),
}
"""Rules of history that are stricter than their table's. Every other ``…event`` table is seen as its table is."""


def rule_of(table: str) -> Rule | None:
    """Return the rule for a table or a table of history."""
    return HISTORY.get(table) or RULES.get(table) or RULES.get(table.removesuffix("event"))
