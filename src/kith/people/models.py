"""Persons, families, relationships and addresses: recorded once, and pointed to by everyone.

A *family* is the people helped together; a person may belong to several. An unborn child is a person with an expected date and
becomes the same record when born.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kith.audit.history import tracked
from kith.organisations.models import Area, Practitioner
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
        """The name to show: known as, or forename, with the surname in the person's own order; an unborn child by its mother's."""
        first = self.known_as or self.forename
        if not first and self.expected_date and not self.date_of_birth:
            first = "Unborn baby"
        parts = (self.surname, first) if self.name_order == NameOrder.FAMILY_FIRST else (first, self.surname)
        return " ".join(part for part in parts if part) or "Name not known"

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
    """The people helped together.

    ``name`` is how workers call it: the surnames of its adults, written by the database as they join, leave or are hidden elsewhere;
    never a first name, never an address (docs/adr/0004).
    """

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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "other", "kind"], name="people_relationship_once"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="people_relationship_not_to_oneself"),
        ]


@tracked()
class Tie(PersonRecord):
    """What is between a person and somebody, or something, around them: closeness, conflict, support (genogram and ecomap)."""

    class Circle(models.TextChoices):
        FAMILY = "family", "Family"
        FRIENDS = "friends", "Friends"
        NEIGHBOURS = "neighbours", "Neighbours"
        SCHOOL = "school", "School or nursery"
        WORK = "work", "Work"
        FAITH = "faith", "Faith"
        HEALTH = "health", "Health"
        SERVICES = "services", "Services"
        ACTIVITIES = "activities", "Clubs and activities"

    class Quality(models.TextChoices):
        CLOSE = "close", "Close"
        VERY_CLOSE = "very_close", "Very close"
        ORDINARY = "ordinary", "Ordinary"
        DISTANT = "distant", "Distant"
        CONFLICT = "conflict", "In conflict"
        HARMFUL = "harmful", "Harmful"
        CUT_OFF = "cut_off", "Cut off"

    class Direction(models.TextChoices):
        BOTH = "both", "Both ways"
        GIVES = "gives", "The person gives"
        TAKES = "takes", "The person receives"

    other = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True, help_text="Who or what, when not on record")
    circle = models.CharField(max_length=12, choices=Circle)
    quality = models.CharField(max_length=12, choices=Quality, default=Quality.ORDINARY)
    direction = models.CharField(max_length=6, choices=Direction, default=Direction.BOTH)
    words = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(other__isnull=False) | ~Q(name=""), name="people_tie_to_somebody"),
            models.CheckConstraint(condition=Q(other__isnull=True) | ~Q(person=F("other")), name="people_tie_not_to_oneself"),
        ]


@tracked()
class Professional(PersonRecord):
    """A school or a professional around a person, from when until when. Where they are may be protected like an address."""

    class Kind(models.TextChoices):
        SCHOOL = "school", "School, nursery or college"
        TEACHER = "teacher", "Teacher or safeguarding lead"
        GP = "gp", "GP"
        HEALTH_VISITOR = "health_visitor", "Health visitor"
        MIDWIFE = "midwife", "Midwife"
        SCHOOL_NURSE = "school_nurse", "School nurse"
        CAMHS = "camhs", "Mental health worker"
        SOCIAL_WORKER = "social_worker", "Social worker"
        FAMILY_SUPPORT = "family_support", "Family support worker"
        POLICE = "police", "Police officer"
        PROBATION = "probation", "Probation officer"
        HOUSING = "housing", "Housing officer"
        ADVOCATE = "advocate", "Advocate"
        LEGAL = "legal", "Solicitor or guardian"
        OTHER = "other", "Somebody else"

    kind = models.CharField(max_length=15, choices=Kind)
    name = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=160, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=160, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)


@tracked()
class RiskStatement(FamilyRecord):
    """Somebody says that a person may pose a risk to children of a family. The same person may be named in several families."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = models.TextField()
    source = models.CharField(max_length=200)
    stated_on = models.DateField()
    recorded_at = models.DateTimeField()
    review_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)


# ---- one person, two records


@tracked()
class Merge(PersonRecord):
    """``person`` turned out to be ``into``. The record that goes keeps its rows; undoing takes the pointer away."""

    into = models.ForeignKey(Person, models.PROTECT, related_name="merges_in")
    reason = models.TextField()
    chosen = models.JSONField(default=dict, help_text="Field and the value taken from the record that went")
    replaced = models.JSONField(default=dict, help_text="Field and the value it had before")
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    undone_reason = models.TextField(blank=True)
    belongs = models.JSONField(default=list, help_text="What was written in between, and whose it was said to be")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(undone_at__isnull=True), name="people_merge_once_at_a_time")
        ]


@tracked()
class PossibleDuplicate(PersonRecord):
    """Two records that may be one person, for somebody to look at. Nothing is merged by itself."""

    class State(models.TextChoices):
        OPEN = "open", "To look at"
        MERGED = "merged", "One person"
        DIFFERENT = "different", "Two people"

    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    score = models.DecimalField(max_digits=6, decimal_places=2)
    reasons_for = ArrayField(models.CharField(max_length=300), default=list)
    reasons_against = ArrayField(models.CharField(max_length=300), default=list)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")
    decided_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "other"], name="people_duplicate_pair_once")]
        indexes = [models.Index(fields=["area", "state", "-score"], name="people_duplicate_list")]


@tracked()
class SealedLink(AreaRecord):
    """Which record a person had before adoption. Reached by nothing but its own page for those who keep sealed records (P-17)."""

    before = models.ForeignKey(Person, models.PROTECT, related_name="+")
    after = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.TextField()
    sealed_at = models.DateTimeField()
    sealed_by = models.ForeignKey(Practitioner, models.PROTECT, null=True, related_name="+")


# ---- an area's people, brought in


@tracked()
class Imported(PersonRecord):
    """The row of a list with which a person came, and what the list claims of their family until somebody joins them."""

    ref = models.CharField(max_length=80)
    digest = models.CharField(max_length=32, help_text="Of the row’s content: the same row again changes nothing")
    family_ref = models.CharField(max_length=80, blank=True)
    relationship_to_child = models.CharField(max_length=60, blank=True)
    parental_responsibility = models.BooleanField(null=True)
    warnings = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    imported_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True, blank=True, help_text="When somebody said which family; empty: to be joined")
    left_out = models.BooleanField(default=False, help_text="Somebody decided not to join this row to a family")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "ref"], name="people_imported_ref_once")]
        indexes = [models.Index(fields=["area", "joined_at", "family_ref"], name="people_imported_to_join")]


# ---- finding


class MatchKey(models.Model):
    """What the matcher looks persons up by: 64 bits of a normalised key, and a person it leads to.

    An index and nothing else, read and written by functions of the owner only (``people_candidates``, ``people_write_keys``). Keys
    of an area carry the area in their bits. Rows are only added; ``kith people keys`` writes them anew from the record.
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
