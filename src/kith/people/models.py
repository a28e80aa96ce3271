"""Persons, families, relationships and addresses: recorded once, and pointed to by everyone.

A *family* is the people helped together; a person may belong to several. An unborn child is a person with an expected date and
becomes the same record when born.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kith.audit.history import tracked
from kith.organisations.models import Practitioner
from kith.people.records import AreaRecord, FamilyRecord, PersonRecord, Versioned


class Sex(models.TextChoices):
    """DfE codes, CIN census 2024-25 onwards."""

    FEMALE = "F", "Female"
    MALE = "M", "Male"
    UNKNOWN = "U", "Not known"


class BirthDateKind(models.TextChoices):
    EXACT = "exact", "Exact"
    ESTIMATED = "estimated", "Estimated"
    UNKNOWN = "unknown", "Not known"


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
    ethnicity = models.CharField(max_length=4, blank=True, help_text="DfE ethnicity code")
    language = models.CharField(max_length=60, blank=True)
    interpreter = models.CharField(max_length=120, blank=True, help_text="Language or format needed; empty when none")
    disability = models.CharField(max_length=200, blank=True, help_text="DfE disability codes, separated by spaces, or words")
    school = models.CharField(max_length=160, blank=True)
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
        ]
        indexes = [models.Index(fields=["area", "date_of_birth"], name="people_person_birth")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name to show: known as, or forename, with the surname; an unborn child by its mother's surname."""
        first = self.known_as or self.forename
        if not first and self.expected_date and not self.date_of_birth:
            first = "Unborn baby"
        return f"{first} {self.surname}".strip() or "Name not known"

    @property
    def is_unborn(self) -> bool:
        return self.date_of_birth is None and self.expected_date is not None


@tracked()
class OtherName(PersonRecord):
    """Another name a person has or had: birth name, alias, earlier surname."""

    class Kind(models.TextChoices):
        BIRTH = "birth", "Birth name"
        ALIAS = "alias", "Also known as"
        FORMER = "former", "Former name"
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

    kind = models.CharField(max_length=12, choices=Kind)
    value = models.CharField(max_length=40)
    valid = models.BooleanField(default=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "value"], name="people_identifier_value")]


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

    kind = models.CharField(max_length=10, choices=Kind)
    value = models.CharField(max_length=160)
    key = models.CharField(max_length=160, blank=True, help_text="Digits or lower-case text, for matching")
    safe = models.CharField(
        max_length=10, choices=[("yes", "Safe to use"), ("no", "Not safe"), ("not_asked", "Not asked")], default="not_asked"
    )
    safe_note = models.CharField(max_length=200, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["key"], name="people_contact_key")]


@tracked()
class Protection(PersonRecord):
    """Something about ``person`` that a named person must not learn, on any way out (practice.md P-9)."""

    class What(models.TextChoices):
        ADDRESS = "address", "Address"
        TELEPHONE = "telephone", "Telephone"
        SCHOOL = "school", "School"
        WORKPLACE = "workplace", "Workplace"
        ROUTINE = "routine", "Routine"
        PREGNANCY = "pregnancy", "Pregnancy"

    what = models.CharField(max_length=10, choices=What)
    hidden_from = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    hidden_from_words = models.CharField(max_length=200, blank=True, help_text="When the person is not on record")
    reason = models.TextField()
    set_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField()
    review_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)


@tracked()
class Hazard(PersonRecord):
    """Anything a worker must know before visiting, with its source and review date."""

    words = models.TextField()
    source = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    review_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)


@tracked()
class Family(AreaRecord, Versioned):
    """The people helped together. ``name`` is how workers call it, a surname and the children’s first names, never an address."""

    name = models.CharField(max_length=160)
    restricted = models.BooleanField(default=False)
    summary = models.TextField(blank=True, help_text="One paragraph: who they are, what matters, what next")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "families"
        constraints = [models.UniqueConstraint(fields=["id", "area"], name="people_family_in_area")]

    def __str__(self) -> str:
        return self.name


@tracked()
class FamilyMember(FamilyRecord):
    """A person's place in a family, from when until when. Leaving does not rewrite the past."""

    class Role(models.TextChoices):
        CHILD = "child", "Child"
        UNBORN = "unborn", "Unborn child"
        PARENT = "parent", "Parent"
        CARER = "carer", "Carer"
        RELATIVE = "relative", "Relative"
        ADULT = "adult", "Other adult"

    person = models.ForeignKey(Person, models.PROTECT, related_name="places")
    role = models.CharField(max_length=10, choices=Role)
    household = models.CharField(max_length=60, blank=True, help_text="Which household, when there are several")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family", "person"], condition=Q(ends_on__isnull=True), name="people_member_once_in_family"
            )
        ]


class RelationshipKind(models.TextChoices):
    """How ``person`` is related to ``other``: person is the … of other."""

    MOTHER = "mother", "Mother"
    FATHER = "father", "Father"
    SIBLING = "sibling", "Brother or sister"
    HALF_SIBLING = "half_sibling", "Half-brother or half-sister"
    GRANDPARENT = "grandparent", "Grandparent"
    PARTNER = "partner", "Partner"
    EX_PARTNER = "ex_partner", "Former partner"
    STEP_PARENT = "step_parent", "Step-parent"
    AUNT_UNCLE = "aunt_uncle", "Aunt or uncle"
    FRIEND = "friend", "Friend"
    OTHER = "other", "Other"


@tracked()
class Relationship(PersonRecord):
    """``person`` is the ``kind`` of ``other``; with parental responsibility or not."""

    other = models.ForeignKey(Person, models.PROTECT, related_name="related_rows")
    kind = models.CharField(max_length=15, choices=RelationshipKind)
    parental_responsibility = models.BooleanField(null=True, help_text="Empty: not known")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "other", "kind"], name="people_relationship_once"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="people_relationship_not_to_oneself"),
        ]


class PersonKey(PersonRecord):
    """What the matcher looks persons up by: one row per normalised key (name, sound, birth date, postcode, number)."""

    kind = models.CharField(max_length=12)
    value = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["area", "kind", "value"], name="people_key_lookup")]


class RestrictedNotice(FamilyRecord):
    """Somebody's request or search may have met a restricted family: its named people are told at once (design §9, rule 7).

    Written by the database function ``people_restricted_match`` only, because whoever searched may not know that it exists.
    """

    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=20)
    actor = models.CharField(max_length=80)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["family", "at"], name="people_notice_family")]


@tracked()
class Agreement(FamilyRecord):
    """What one person said to one question: a service, sharing information, telling the parents (P-5). Three questions, not one."""

    class About(models.TextChoices):
        SERVICE = "service", "Having a service"
        SHARING = "sharing", "Sharing information"
        TELLING = "telling", "Parents told"

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    about = models.CharField(max_length=10, choices=About)
    answer = models.CharField(max_length=10, choices=[("yes", "Yes"), ("no", "No"), ("not_asked", "Not asked")])
    words = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    topics = ArrayField(models.CharField(max_length=40), default=list, blank=True)
