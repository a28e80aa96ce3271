"""Drafts: what somebody typed and has not saved yet. Nobody else sees it."""

from django.db import models

from kith.organisations.models import Practitioner
from kith.people.models import AreaRecord


class Draft(AreaRecord):
    """The unsaved fields of one page, for one practitioner. ``page`` is the page's address without a query."""

    practitioner = models.ForeignKey(Practitioner, models.CASCADE, related_name="+")
    page = models.CharField(max_length=300)
    title = models.CharField(max_length=160)
    autosave_url = models.CharField(max_length=500, help_text="Where the page's form saves: what it knows its draft by")
    fields = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "practitioner", "page"], name="staff_desk_draft_one_per_page")]
        indexes = [models.Index(fields=["practitioner", "saved_at"], name="staff_desk_draft_mine")]
