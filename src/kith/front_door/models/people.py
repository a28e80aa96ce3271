"""The people in a request as the sender described them, and the keys by which they are found again."""

from django.db import models

from kith.audit.history import tracked
from kith.front_door.models.request import Request
from kith.organisations.models import Practitioner
from kith.people.models import AreaRecord, Person, RelationshipKind, Sex


@tracked()
class RequestPerson(AreaRecord):
    """A person as the sender described them. ``person`` is set when somebody has confirmed who it is."""

    class Role(models.TextChoices):
        CHILD = "child", "Child"
        UNBORN = "unborn", "Unborn child"
        PARENT = "parent", "Parent"
        CARER = "carer", "Carer"
        RELATIVE = "relative", "Relative"
        ADULT = "adult", "Other adult"

    CHILDREN = (Role.CHILD, Role.UNBORN)

    class Match(models.TextChoices):
        NOT_SEARCHED = "not_searched", "Not searched yet"
        TO_CHECK = "to_check", "Possible matches to check"
        NONE = "none", "No match found"
        TOO_LITTLE = "too_little", "Too little known to search by"
        CONFIRMED = "confirmed", "Confirmed"
        NEW = "new", "Confirmed as not on record"

    request = models.ForeignKey(Request, models.PROTECT, related_name="people")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    role = models.CharField(max_length=10, choices=Role)
    forename = models.CharField(max_length=100, blank=True)
    surname = models.CharField(max_length=100, blank=True)
    known_as = models.CharField(max_length=100, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    expected_date = models.DateField(null=True, blank=True)
    age = models.PositiveSmallIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    ethnicity = models.CharField(max_length=4, blank=True)
    language = models.CharField(max_length=60, blank=True)
    interpreter = models.CharField(max_length=120, blank=True)
    disability = models.CharField(max_length=200, blank=True)
    nhs_number = models.CharField(max_length=40, blank=True)
    upn = models.CharField(max_length=40, blank=True)
    school = models.CharField(max_length=160, blank=True)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    lives_with = models.CharField(max_length=300, blank=True)
    notes = models.TextField(blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    match = models.CharField(max_length=15, choices=Match, default=Match.NOT_SEARCHED)
    matched_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    matched_at = models.DateTimeField(null=True, blank=True)
    same_as = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Listed twice: the other row",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "key"], name="front_door_person_key_once")]
        indexes = [models.Index(fields=["person"], name="front_door_requestperson_who")]

    @property
    def is_child(self) -> bool:
        return self.role in self.CHILDREN

    @property
    def name(self) -> str:
        """The name as it was given, or words that say what is known."""
        given = f"{self.forename} {self.surname}".strip() or self.known_as
        if given:
            return f"Unborn baby {given}" if self.role == self.Role.UNBORN else given
        if self.role == self.Role.UNBORN:
            return "Unborn baby"
        told_age = f", about {self.age}" if self.age is not None else ""
        return f"{self.get_role_display()}, name not given{told_age}"


@tracked()
class RequestRelationship(AreaRecord):
    """``from_person`` is the ``kind`` of ``to_person``, as the sender said."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="relationships")
    from_person = models.ForeignKey(RequestPerson, models.PROTECT, related_name="+")
    to_person = models.ForeignKey(RequestPerson, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=15, choices=RelationshipKind)
    parental_responsibility = models.BooleanField(null=True)


class RequestKey(AreaRecord):
    """A normalised key of somebody in a request, by which earlier contacts are found (ledger B-21)."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="keys")
    request_person = models.ForeignKey(RequestPerson, models.PROTECT, null=True, related_name="keys")
    kind = models.CharField(max_length=12)
    value = models.CharField(max_length=160)

    class Meta:
        indexes = [models.Index(fields=["area", "kind", "value"], name="front_door_key_lookup")]
