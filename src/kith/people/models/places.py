"""Where a person lives and how to reach them."""

from django.db import models

from kith.audit.history import tracked
from kith.people.models.answers import Answer
from kith.people.models.bases import PersonRecord


def one_line(lines: str, postcode: str) -> str:
    """Return an address as one line."""
    return ", ".join(filter(None, (lines, postcode)))


@tracked()
class Address(PersonRecord):
    """Where a person lives or lived."""

    lines = models.CharField(max_length=300)
    postcode = models.CharField(max_length=10, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "ends_on"], name="people_address_person")]


@tracked()
class ContactDetail(PersonRecord):
    """A telephone number or e-mail address, and whether it is safe to use."""

    class Kind(models.TextChoices):
        TELEPHONE = "telephone", "Telephone"
        EMAIL = "email", "Email"

    class Safe(models.TextChoices):
        """Whether it is safe to use, an :class:`Answer` in words of its own."""

        YES = Answer.YES.value, "Safe to use"
        NO = Answer.NO.value, "Not safe"
        NOT_ASKED = Answer.NOT_ASKED.value, Answer.NOT_ASKED.label

    kind = models.CharField(max_length=10, choices=Kind)
    value = models.CharField(max_length=160)
    key = models.CharField(max_length=160, blank=True, help_text="Digits or lower-case text, for matching")
    safe = models.CharField(max_length=10, choices=Safe, default=Safe.NOT_ASKED)
    safe_note = models.CharField(max_length=200, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["key"], name="people_contact_key")]
