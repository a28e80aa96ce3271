"""A reader's way in: a link and a code that travel separately."""

from django.db import models
from django.db.models import Q

from kith.audit.history import tracked
from kith.family_help.models import Plan
from kith.organisations.models import Practitioner
from kith.people.models import FamilyRecord, Person


@tracked(exclude=["code_hash"])
class ReaderLink(FamilyRecord):
    """One reader's link to their own copy of one plan. Neither link nor code is kept, only what they can be checked with.

    ``standing`` is a fingerprint of what makes the person a reader (places in the family, parental responsibility, protection);
    when any of it changes the link ends (practice.md P-9).
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reader_links")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    link_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=160)
    standing = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    works_until = models.DateTimeField()
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    last_read_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "person"],
                condition=Q(ended_at__isnull=True),
                name="family_portal_link_one_per_reader",
            )
        ]
