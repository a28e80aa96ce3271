"""What a worker is and does, in words: what every room, and every page, may name."""

from django.db import models

from kith.kernel.terms import area_words, term


class Role(models.TextChoices):
    """What a practitioner does in an area. Sight follows the role (``access.sight``)."""

    FRONT_DOOR = "front_door", area_words("{front_door_service} worker")
    OUT_OF_HOURS = "out_of_hours", "Out-of-hours social worker"
    DUTY_WORKER = "duty_worker", "Duty worker"
    LEAD_PRACTITIONER = "lead_practitioner", term("family_help_lead_practitioner")
    SENIOR_SOCIAL_WORKER = "senior_social_worker", "Senior social worker"
    TEAM_MANAGER = "team_manager", "Team manager"
    LEAD_CHILD_PROTECTION = "lead_child_protection", term("lead_child_protection_practitioner")
    HUB_PARTNER = "hub_partner", "Hub partner"
    PARTNER_LEAD = "partner_lead", "Lead practitioner in a partner agency"
    BUSINESS_SUPPORT = "business_support", "Business support"
    FAMILY_GROUP_COORDINATOR = "family_group_coordinator", "Family group coordinator"
    FINANCE_OFFICER = "finance_officer", "Finance officer"
    RETURNS_OFFICER = "returns_officer", "Returns officer"
    RECORDS_OFFICER = "records_officer", "Records officer"
    PROGRAMME_LEAD = "programme_lead", "Programme lead"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


class Profession(models.TextChoices):
    SOCIAL_WORKER = "social_worker", "Social worker"
    FAMILY_WORKER = "family_worker", "Family worker"
    SCHOOL_NURSE = "school_nurse", "School nurse"
    HEALTH_VISITOR = "health_visitor", "Health visitor"
    YOUTH_WORKER = "youth_worker", "Youth worker"
    POLICE_OFFICER = "police_officer", "Police officer"
    TEACHER = "teacher", "Teacher"
    EARLY_YEARS = "early_years", "Early years practitioner"
    OTHER = "other", "Other"
