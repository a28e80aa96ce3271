"""A person, born or unborn, and the codes of what is recorded of them."""

from django.db import models
from django.db.models import F, Q

from kith.audit.history import tracked
from kith.people.models.bases import AreaRecord, Versioned


class Sex(models.TextChoices):
    """DfE codes, CIN census 2024-25 onwards."""

    FEMALE = "F", "Female"
    MALE = "M", "Male"
    UNKNOWN = "U", "Not known"


class BirthDateKind(models.TextChoices):
    EXACT = "exact", "Exact"
    ESTIMATED = "estimated", "Estimated"
    UNKNOWN = "unknown", "Not known"


class NameOrder(models.TextChoices):
    """Which part of the name comes first when it is said."""

    GIVEN_FIRST = "given_first", "First name, then family name"
    FAMILY_FIRST = "family_first", "Family name, then first name"


class SpecialNeeds(models.TextChoices):
    """Special educational needs, as the school census codes them."""

    NONE = "N", "No special educational need"
    SUPPORT = "K", "SEN support"
    PLAN = "E", "Education, health and care plan"


class Immigration(models.TextChoices):
    BRITISH = "british", "British or Irish citizen"
    SETTLED = "settled", "Settled status or indefinite leave"
    PRE_SETTLED = "pre_settled", "Pre-settled status"
    LIMITED = "limited", "Limited leave to remain"
    ASYLUM_SEEKER = "asylum_seeker", "Asylum claim not decided"
    REFUGEE = "refugee", "Refugee or humanitarian protection"
    REFUSED = "refused", "Claim refused, appeal rights ended"
    OTHER = "other", "Another status"


@tracked()
class Person(AreaRecord, Versioned):
    """A person, born or unborn. ``restricted`` and ``in_family`` are kept by the services that restrict and join."""

    forename = models.CharField(max_length=100, blank=True)
    middle_names = models.CharField(max_length=150, blank=True)
    surname = models.CharField(max_length=100, blank=True)
    known_as = models.CharField(max_length=100, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    birth_date_kind = models.CharField(max_length=10, choices=BirthDateKind, default=BirthDateKind.EXACT)
    expected_date = models.DateField(null=True, blank=True)
    date_of_death = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, default=Sex.UNKNOWN)
    gender = models.CharField(max_length=60, blank=True, help_text="In the person’s own words; empty: not asked")
    pronouns = models.CharField(max_length=30, blank=True)
    name_order = models.CharField(max_length=12, choices=NameOrder, default=NameOrder.GIVEN_FIRST)
    religion = models.CharField(max_length=60, blank=True)
    ethnicity = models.CharField(max_length=4, blank=True, help_text="DfE ethnicity code")
    language = models.CharField(max_length=60, blank=True)
    interpreter = models.CharField(max_length=120, blank=True, help_text="Language or format needed; empty when none")
    disability = models.CharField(max_length=200, blank=True, help_text="DfE disability codes, separated by spaces, or words")
    send = models.CharField(max_length=1, choices=SpecialNeeds, blank=True)
    immigration_status = models.CharField(max_length=20, choices=Immigration, blank=True)
    unaccompanied = models.BooleanField(null=True, help_text="Unaccompanied asylum-seeking child; empty: not known")
    school = models.CharField(max_length=160, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", help_text="The person this record turned out to be"
    )
    sealed = models.BooleanField(default=False, help_text="Closed by adoption: found by nobody but those who keep sealed records")
    restricted = models.BooleanField(default=False)
    in_family = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "area"], name="people_person_in_area"),
            models.CheckConstraint(
                condition=Q(date_of_birth__isnull=True)
                | Q(date_of_death__isnull=True)
                | Q(date_of_death__gte=F("date_of_birth")),
                name="people_person_death_after_birth",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="people_person_not_merged_into_itself"),
        ]
        indexes = [models.Index(fields=["area", "date_of_birth"], name="people_person_birth")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name to show: known as, or forename, with the surname in the person's own order;
        an unborn child by its mother's."""
        first = self.known_as or self.forename
        if not first and self.expected_date and not self.date_of_birth:
            first = "Unborn baby"
        parts = (self.surname, first) if self.name_order == NameOrder.FAMILY_FIRST else (first, self.surname)
        return " ".join(part for part in parts if part) or "Name not known"

    @property
    def is_unborn(self) -> bool:
        return self.date_of_birth is None and self.expected_date is not None
