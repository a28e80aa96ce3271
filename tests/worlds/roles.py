"""What each role and each named service sees, said once more, from the rules alone (docs/sight.md)."""

_HELP = {"identity", "episode", "assessment", "plan", "notes", "chronology", "network"}
_SOCIAL_WORK = _HELP | {"child_protection", "legal"}
ROLES: dict[str, set[str]] = {
    "front_door": _SOCIAL_WORK | {"front_door", "hub", "duty_alert"},
    "out_of_hours": _SOCIAL_WORK | {"front_door", "hub", "duty_alert"},
    "duty_worker": _SOCIAL_WORK | {"front_door", "duty_alert"},
    "lead_practitioner": _HELP | {"child_protection"},
    "senior_social_worker": _SOCIAL_WORK | {"front_door", "hub"},
    "team_manager": _SOCIAL_WORK | {"front_door", "hub", "money"},
    "lead_child_protection": _SOCIAL_WORK | {"duty_alert"},
    "records_officer": _SOCIAL_WORK | {"front_door"},
    "business_support": {"identity"},
    "family_group_coordinator": {"identity", "network"},
    "auditor": {"looks"},
    "hub_partner": set(),
    "partner_lead": set(),
    "finance_officer": set(),
    "returns_officer": set(),
    "programme_lead": set(),
    "administrator": set(),
}
"""What each role sees of an unrestricted family of its own area (rule 1; P-18). Said twice on purpose:
here and in the program."""

SERVICES: dict[str, set[str]] = {
    "matching": {"identity", "front_door", "episode", "restricted"},
    "intake": {"identity", "front_door"},
    "people_match": {"identity", "front_door"},
    "sealed_records": {"identity", "front_door", "restricted", "sealed"},
    "practice_model": {"episode", "assessment", "plan", "restricted"},
    "family_copy": {"identity", "episode", "assessment", "plan", "restricted"},
    "nobody_named_this": set(),
}
"""What some of the named services see (rule 9). *restricted* and *sealed* are no parts: who holds them also sees such records."""
