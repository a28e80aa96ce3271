"""How two people are related."""

from django.db import models
from django.db.models import F, Q

from kith.audit.history import tracked
from kith.people.models.bases import PersonRecord
from kith.people.models.person import Person


class RelationshipKind(models.TextChoices):
    """How ``person`` is related to ``other``: person is the … of other."""

    MOTHER = "mother", "Mother"
    FATHER = "father", "Father"
    POSSIBLE_FATHER = "possible_father", "Possible father"
    ADOPTIVE_PARENT = "adoptive_parent", "Adoptive parent"
    LEGAL_PARENT = "legal_parent", "Legal parent"
    FOSTER_PARENT = "foster_parent", "Foster carer"
    GUARDIAN = "guardian", "Guardian"
    STEP_PARENT = "step_parent", "Step-parent"
    SIBLING = "sibling", "Brother or sister"
    HALF_SIBLING = "half_sibling", "Half-brother or half-sister"
    STEP_SIBLING = "step_sibling", "Step-brother or step-sister"
    TWIN = "twin", "Twin"
    GRANDPARENT = "grandparent", "Grandparent"
    AUNT_UNCLE = "aunt_uncle", "Aunt or uncle"
    COUSIN = "cousin", "Cousin"
    PARTNER = "partner", "Partner"
    EX_PARTNER = "ex_partner", "Former partner"
    FRIEND = "friend", "Friend"
    NEIGHBOUR = "neighbour", "Neighbour"
    OTHER = "other", "Other"


class Union(models.TextChoices):
    """What two partners are or were to each other."""

    MARRIED = "married", "Married"
    CIVIL = "civil_partnership", "In a civil partnership"
    COHABITING = "cohabiting", "Living together"
    RELATIONSHIP = "relationship", "In a relationship, living apart"
    SEPARATED = "separated", "Separated"
    DIVORCED = "divorced", "Divorced"


class ResponsibilityBasis(models.TextChoices):
    """From where parental responsibility comes (Children Act 1989, sections 2 to 4A, 5, 12 and 33)."""

    BIRTH_MOTHER = "birth_mother", "Birth mother"
    MARRIAGE = "marriage", "Married to the mother, or in a civil partnership with her"
    REGISTERED = "registered", "Named on the birth certificate"
    AGREEMENT = "agreement", "Parental responsibility agreement"
    ORDER = "order", "Parental responsibility order"
    CHILD_ARRANGEMENTS = "child_arrangements", "Child arrangements order, lives with"
    SPECIAL_GUARDIAN = "special_guardian", "Special guardianship order"
    GUARDIAN = "guardian", "Appointed guardian"
    ADOPTION = "adoption", "Adoption order"
    PARENTAL_ORDER = "parental_order", "Parental order after surrogacy"
    CARE_ORDER = "care_order", "Care order, shared with the local authority"


class Standing(models.Manager["Relationship"]):
    """Relationships but those recorded by mistake: what was never so is read by nothing, and nothing rests on it."""

    def get_queryset(self) -> models.QuerySet["Relationship"]:
        return super().get_queryset().filter(mistaken_at__isnull=True)


@tracked()
class Relationship(PersonRecord):
    """``person`` is the ``kind`` of ``other``; with parental responsibility or not, on which basis, and from when until when."""

    other = models.ForeignKey(Person, models.PROTECT, related_name="related_rows")
    kind = models.CharField(max_length=15, choices=RelationshipKind)
    union = models.CharField(max_length=20, choices=Union, blank=True, help_text="Partners only")
    own_word = models.CharField(max_length=40, blank=True, help_text="What the other calls this person, such as Nani or Auntie")
    parental_responsibility = models.BooleanField(null=True, help_text="Empty: not known")
    responsibility_basis = models.CharField(max_length=20, choices=ResponsibilityBasis, blank=True)
    responsibility_from = models.DateField(null=True, blank=True)
    responsibility_until = models.DateField(null=True, blank=True)
    claimed = models.CharField(max_length=200, blank=True, help_text="What cannot be right about this, kept as it was claimed")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    mistaken_at = models.DateTimeField(null=True, blank=True, help_text="When it was marked as recorded by mistake")
    mistaken_because = models.CharField(max_length=300, blank=True)

    objects = Standing()
    every = models.Manager()
    """With those recorded by mistake."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "other", "kind"], name="people_relationship_once"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="people_relationship_not_to_oneself"),
        ]
