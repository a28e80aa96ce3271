"""When each thing of the running of Kith was last done. Nothing of a person stands here."""

from django.db import models


class LastDone(models.Model):
    """The last time that one thing was done to its end: a backup, the nightly lists, the tidying."""

    what = models.CharField(primary_key=True, max_length=40)
    at = models.DateTimeField()
    words = models.CharField(max_length=200, blank=True, help_text="What came of it, in counts")
