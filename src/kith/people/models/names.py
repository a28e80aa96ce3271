"""The names and numbers by which others know a person."""

from django.db import models

from kith.audit.history import tracked
from kith.people.models.bases import PersonRecord


@tracked()
class OtherName(PersonRecord):
    """Another name a person has or had: birth name, alias, earlier surname."""

    class Kind(models.TextChoices):
        BIRTH = "birth", "Birth name"
        ALIAS = "alias", "Also known as"
        FORMER = "former", "Former name"
        MARRIED = "married", "Married name"
        RELIGIOUS = "religious", "Religious or ceremonial name"
        SPELLING = "spelling", "As somebody wrote it"

    kind = models.CharField(max_length=10, choices=Kind)
    forename = models.CharField(max_length=100, blank=True)
    surname = models.CharField(max_length=100, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)


@tracked()
class Identifier(PersonRecord):
    """A number by which others know the person. Kept as claimed when its check digit is wrong, and marked."""

    class Kind(models.TextChoices):
        NHS = "nhs", "NHS number"
        UPN = "upn", "Unique pupil number"
        FORMER_UPN = "former_upn", "Former UPN"
        LA_CHILD_ID = "la_child_id", "LA child id"
        ULN = "uln", "Unique learner number"
        HOME_OFFICE = "home_office", "Home Office reference"

    kind = models.CharField(max_length=12, choices=Kind)
    value = models.CharField(max_length=40)
    valid = models.BooleanField(default=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "value"], name="people_identifier_value")]
