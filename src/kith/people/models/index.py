"""What finding a person needs: keys, how common names are, and an area's own weights."""

from django.db import models

from kith.organisations.models import Area
from kith.people.models.bases import AreaRecord


class MatchKey(models.Model):
    """What the matcher looks persons up by: 64 bits of a normalised key, and a person it leads to.

    An index and nothing else, read and written by functions of the owner only (``people_candidates``, ``people_write_keys``).
    Keys of an area carry the area in their bits. Rows are only added; ``kith people keys`` writes them anew from the record.
    """

    pk = models.CompositePrimaryKey("key", "person_id")
    key = models.BigIntegerField()
    person_id = models.UUIDField()


class NameWord(models.Model):
    """A word of the names in an area, and how many people bear it: how much a shared name says, and what a wildcard may mean."""

    class Place(models.TextChoices):
        FORENAME = "f", "Forename"
        SURNAME = "s", "Surname"

    pk = models.CompositePrimaryKey("area", "word", "place")
    area = models.ForeignKey(Area, models.PROTECT, db_index=False, related_name="+")
    word = models.CharField(max_length=100, db_collation="C")
    place = models.CharField(max_length=1, choices=Place)
    people = models.PositiveIntegerField(default=1)


class Calibration(AreaRecord):
    """Weights and thresholds of the matcher learnt from an area's labelled sample, with the report. The newest is in force."""

    weights = models.JSONField()
    report = models.TextField()
    pairs = models.PositiveIntegerField()
    made_at = models.DateTimeField()
